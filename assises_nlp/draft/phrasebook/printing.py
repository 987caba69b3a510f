"""A text of the phrasebook as a draft prints it, and the check that what is printed is what was found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from assises_nlp.draft import typography as ty
from assises_nlp.draft.phrasebook.entries import Item, Line, Phrasebook
from assises_nlp.draft.phrasebook.matching import says
from assises_nlp.draft.phrasebook.patterns import expanded
from assises_nlp.records import CONTRARY, Remark, Statement, Support

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
    line = book.behind(statement)
    if line is None:
        return [(WORDING, str(statement.wording))]
    axes = book.joining(line)
    contraries = {other.id: other for each in (line, *axes) for other in book.contraries(each)}.values()
    said = [remarks[s.remark].text for s in statement.supports if s.remark in remarks]
    whole = {printed(expanded(t, said), asks=line.asks) for t in (*line.texts, line.shared) if t}
    whole |= {printed(other.shared, asks=False) for other in (*axes, *contraries) if other.shared}
    items = _all([line]) if statement.text in whole else _printing(statement.text, [line], statement.supports, remarks)
    found = [] if items else [(WORDING, statement.text)]
    gathered = [book.by_id[name] for name in line.members]
    found += [(WORDING, each.id) for each in gathered if not any(says(item, t) for item in each.items for t in said)]
    found += _unproven(statement.supports, items or _all([line]), remarks)
    found += _unproven(statement.opposing, _all(contraries), remarks)
    for measure in statement.measures:
        text = ty.capitalise(measure.text.removeprefix(CONTRARY))
        items = _printing(text, [line, *contraries], measure.supports, remarks)
        items += _all(_as_measures(text, line, book, measure.supports, remarks))
        found += [] if items else [(WORDING, measure.text)]
        found += _unproven(measure.supports, items, remarks)
    return found


def _all(lines: Iterable[Line]) -> list[Item]:
    return [item for line in lines for item in line.items]


def _printing(
    text: str, lines: Iterable[Line], supports: Sequence[Support], remarks: Mapping[str, Remark]
) -> list[Item]:
    """The items that are printed so where they rest on ``supports``."""
    said = [remarks[s.remark].text for s in supports if s.remark in remarks]
    return [
        item
        for item in _all(lines)
        if text in {printed(expanded(t, said), asks=item.asks) for t in (item.text, item.infinitive) if t}
    ]


def _as_measures(
    text: str, family: Line, book: Phrasebook, supports: Sequence[Support], remarks: Mapping[str, Remark]
) -> list[Line]:
    """The lines that ``family`` gathers and that are printed so, as one of its measures."""
    said = [remarks[s.remark].text for s in supports if s.remark in remarks]
    names = dict.fromkeys((*family.members, *family.parts)) if family.members else ()
    lines = (book.by_id[name] for name in names)
    return [line for line in lines if text in {printed(expanded(t, said), asks=line.asks) for t in line.texts}]


def _unproven(
    supports: Sequence[Support], items: Sequence[Item], remarks: Mapping[str, Remark]
) -> list[tuple[str, str]]:
    return [
        (UNPROVEN, support.remark)
        for support in supports
        if support.remark in remarks and not any(says(item, remarks[support.remark].text) for item in items)
    ]
