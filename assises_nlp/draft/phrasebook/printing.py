"""A text of the phrasebook as a draft prints it, and the check that what is printed is what was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from assises_nlp.draft import typography as ty
from assises_nlp.draft.phrasebook.entries import Item, Line, Phrasebook
from assises_nlp.draft.phrasebook.matching import says
from assises_nlp.records import Remark, Statement, Support

WORDING = "controle:formulation-absente"
UNPROVEN = "controle:appui-sans-preuve"


@lru_cache(maxsize=8192)
def printed(text: str, *, asks: bool) -> str:
    """With a capital and, where it is a sentence, its full stop."""
    return ty.capitalise(ty.typeset(text)) + ("" if asks else ".")


def wording_violations(book: Phrasebook, statement: Statement, remarks: Mapping[str, Remark]) -> list[tuple[str, str]]:
    """(reason, detail): a text that the phrasebook does not hold for this line, a support that does not say it.

    Shown to hold for each support of the line, of its measures and of its other side: the patterns of one of the items
    are found in it again.
    """
    line = book.by_id.get(statement.wording or "")
    if line is None:
        return [(WORDING, str(statement.wording))]
    contraries = book.contraries(line)
    found = []
    items = _items_of(statement.text, [line])
    if items is None and statement.text not in {printed(o.shared, asks=o.asks) for o in contraries if o.shared}:
        found.append((WORDING, statement.text))
    found += _unproven(statement.supports, items or _all(line), remarks)
    found += _unproven(statement.opposing, [pair for other in contraries for pair in _all(other)], remarks)
    for measure in statement.measures:
        pairs = _items_of(measure.text, [line, *contraries])
        if pairs is None:
            found.append((WORDING, measure.text))
        found += _unproven(measure.supports, pairs or [], remarks)
    return found


def _all(line: Line) -> list[tuple[Line, Item]]:
    return [(line, item) for item in line.items]


def _items_of(text: str, lines: Sequence[Line]) -> list[tuple[Line, Item]] | None:
    """What a printed text stands for: one item, or all those of a line; None where no line prints it."""
    for line in lines:
        for item in line.items:
            if text in {printed(t, asks=line.asks) for t in (item.text, item.infinitive) if t}:
                return [(line, item)]
    for line in lines:
        if text in {printed(t, asks=line.asks) for t in (line.text, line.infinitive, line.shared) if t}:
            return _all(line)
    return None


def _unproven(
    supports: Sequence[Support], pairs: Sequence[tuple[Line, Item]], remarks: Mapping[str, Remark]
) -> list[tuple[str, str]]:
    return [
        (UNPROVEN, support.remark)
        for support in supports
        if support.remark in remarks and not any(says(line, item, remarks[support.remark].text) for line, item in pairs)
    ]
