"""The open answers of a questionnaire: a cell an answer, a row a respondent, a title the question."""

from __future__ import annotations

from assises_nlp.records import Document, Segmentation
from assises_nlp.segment.lexicon import fold
from assises_nlp.segment.lines import Line, document_lines
from assises_nlp.segment.people import Person
from assises_nlp.segment.tiling import Draft
from assises_nlp.segment.units import unit_spans


def _is_question(said: str, question: str | None) -> bool:
    """Whether a line of an answer repeats the question that was printed on the form."""
    if not question:
        return False
    left, right = " ".join(fold(said).split()).strip(" ?:."), " ".join(fold(question).split()).strip(" ?:.")
    return left == right and len(left) > 3


def _after_question(said: str, question: str | None) -> int:
    """Return the length of the question that an answer's line opens with, 0 where it does not."""
    if not question or len(question) < 12:
        return 0
    bare = question.rstrip(" ?:.\u00a0")
    if not fold(said).startswith(fold(bare)):
        return 0
    rest = said[len(bare) :]
    trimmed = rest.lstrip(" ?:.\u00a0–-")
    return len(said) - len(trimmed) if trimmed and len(rest) > len(trimmed) else 0


def segment_answers(document: Document, text: str) -> Segmentation:
    """Cut the answers of a questionnaire into remarks; each row of the file is one speaker."""
    draft = Draft(document, text)
    respondents: dict[tuple[int | None, int | None], Person] = {}
    for line in document_lines(document, text, strict=True):
        block = document.blocks[line.block]
        if line.kind in ("header", "footer"):
            draft.mark(line.start, line.end, "layout")
        elif line.kind != "cell":
            draft.mark(line.start, line.end, "label" if line.kind == "heading" else "printed_question")
        elif _is_question(text[line.start : line.end], block.title):
            draft.mark(line.start, line.end, "printed_question", heading=block.title)
        else:
            person = respondents.setdefault((block.table, block.row), Person(label="répondant"))
            _answer(draft, text, line, person, block.title)
    return Segmentation(draft.pieces(), draft.finished_turns())


def _answer(draft: Draft, text: str, line: Line, person: Person, question: str | None) -> None:
    begin = line.body
    printed = _after_question(text[line.start : line.end], question)
    if printed:
        draft.mark(line.start, line.start + printed, "printed_question", heading=question)
        begin = line.start + printed
    # The list is read from the start of the line, number included; the marker falls between the spans.
    for left, right in unit_spans(text, begin if printed else line.start, line.end, loose=True):
        left = max(left, begin) if left < begin <= right else left
        turn = draft.turn(left, right, "voix", person)
        draft.mark(left, right, "remark", turn=turn, heading=question)
