"""What a reader is given and what it gives back, before the registry makes a Document of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assises_nlp.records import Block


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of one file and the name it was received under."""

    data: bytes
    name: str


@dataclass(frozen=True, slots=True)
class Content:
    """Blocks in reading order and, in French, what the reader assumed or could not take.

    ``title`` is the title that the file itself declares (a slide show's, a web page's, a message's subject).
    """

    blocks: tuple[Block, ...]
    notices: tuple[str, ...] = ()
    title: str | None = None


Reader = Callable[[Source], Content]
"""Raises :class:`~assises_nlp.ingest.errors.UnreadableInput`; any other exception is the registry's to translate."""
