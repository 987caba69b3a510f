"""Document -> pieces and turns: who says what, in stretches of one idea each."""

from __future__ import annotations

from assises_nlp.records import Document, Segmentation
from assises_nlp.segment.answers import segment_answers
from assises_nlp.segment.clauses import split_sentence
from assises_nlp.segment.header import FrontReader
from assises_nlp.segment.letters import Letter
from assises_nlp.segment.lines import document_lines
from assises_nlp.segment.minutes import Minutes
from assises_nlp.segment.registry import Registry

__all__ = ["segment", "split_sentence"]


def segment(document: Document) -> Segmentation:
    """Cut a document into pieces that tile its text, and say who speaks.

    The pieces are sorted, contiguous, and cover ``[0, len(document.text))``; white space belongs to the piece before
    it, so strip a piece's text before it is analysed. Same document, same result; linear in the length of the text.
    """
    text = document.text
    if not text:
        return Segmentation((), ())
    if document.answers is not None:
        return segment_answers(document, text)
    lines = document_lines(document, text)
    registry = Registry()
    front = FrontReader(document, text, lines, registry).read()
    if document.kind in ("contribution", "questionnaire"):
        return Letter(document, text, lines, front).read()
    return Minutes(document, text, lines, front, registry).read()
