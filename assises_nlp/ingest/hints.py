"""What the configuration says of a document before it is read."""

from __future__ import annotations

from dataclasses import dataclass

from assises_nlp.records import DocumentKind


@dataclass(frozen=True, slots=True)
class DocumentHint:
    """What is known of a file; None where the configuration is silent and the reader infers.

    ``sheet`` names the sheet of a workbook; ``open_questions`` are the titles of the columns of free text (an empty
    tuple says that there are none); ``closed_questions`` those of the columns to count whatever they look like;
    ``cross_by`` those by whose answers the others are crossed, once they are counted.
    """

    kind: DocumentKind | None = None
    sheet: str | None = None
    open_questions: tuple[str, ...] | None = None
    closed_questions: tuple[str, ...] | None = None
    cross_by: tuple[str, ...] = ()
