"""Ids that outlive a run: a line keeps the id that the previous synthesis gave to what it rests on.

Lines of one theme and one side (what is observed, what is asked, what is announced) are paired greedily, the largest
overlap first. The overlap of two lines is the Jaccard index of the remarks behind them, those of their measures
included, or of their quotes where that is larger: a document that was corrected and read again has new remarks with the
same words. A pair needs an overlap of ``OVERLAP``, or that the line rests on the remark that founded the previous one.

Applied to the very lines that it was given before it changes nothing, so that a second run gives the same bytes.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from assises_nlp.draft.payload import Payload, lines
from assises_nlp.draft.statements import identifier
from assises_nlp.records import Engagement, Line, Nature, Statement, Support, Synthesis, ThemeDraft

OVERLAP = 0.3
"""Share of the remarks behind two lines from which they are the same line: three of ten."""
_ID = re.compile(r"[\w-]{1,64}", re.ASCII)
_SIDES: Mapping[Nature, str] = {"preconisation": "asked", "engagement": "announced"}


@dataclass(frozen=True, slots=True)
class Footing:
    """What a line rests on: all that decides whether two lines are the same. ``id`` is the one that it has so far."""

    id: str
    theme: str
    side: str
    drafted: bool
    remarks: tuple[str, ...]
    quotes: tuple[str, ...]
    text: str

    @classmethod
    def of(cls, line: Line) -> Footing:
        side = _SIDES.get(line.nature, "observed")
        return cls._of(line.id, line.theme, side, line.drafted, line.supports, line.text)

    @classmethod
    def of_statement(cls, made: Statement | Engagement, theme: str, *, drafted: bool) -> Footing:
        if isinstance(made, Engagement):
            return cls._of(made.id, theme, "announced", True, made.supports, made.text)
        supports = (*made.supports, *(s for measure in made.measures for s in measure.supports))
        drafted = drafted and made.state != "rejete"
        return cls._of(made.id, theme, _SIDES.get(made.nature, "observed"), drafted, supports, made.text)

    @classmethod
    def _of(
        cls, identity: str, theme: str, side: str, drafted: bool, supports: Sequence[Support], text: str
    ) -> Footing:
        behind = {s.remark: s.quote for s in reversed(supports)}
        order = tuple(dict.fromkeys(s.remark for s in supports))
        quotes = tuple(_plain(behind[remark]) for remark in order)
        return cls(identity, theme, side, drafted, order, quotes, _plain(text))

    @property
    def signature(self) -> tuple[object, ...]:
        return (self.theme, self.side, self.drafted, self.remarks, self.text)


def _plain(text: str) -> str:
    """Letters and figures alone: what the exports clean out of a text does not make it another."""
    return "".join(char for char in text.casefold() if char.isalnum())


def paired(before: Sequence[Footing], after: Sequence[Footing]) -> dict[int, int]:
    """For the index of a line of ``after``, that of the line of ``before`` that it continues. One to one."""
    found = _identical(before, after)
    taken = set(found.values())
    ranked = []
    for new, old in sorted(_candidates(before, after)):
        one, other = before[old], after[new]
        share = _overlap(one, other)
        founded = _founds(one, other)
        if share >= OVERLAP or founded:
            ranked.append((-share, not founded, one.drafted != other.drafted, new, one.id, old))
    for *_, new, _id, old in sorted(ranked):
        if new not in found and old not in taken:
            found[new] = old
            taken.add(old)
    return found


def _identical(before: Sequence[Footing], after: Sequence[Footing]) -> dict[int, int]:
    """Lines that rest on the same remarks and say the same; twins in their order, which both syntheses share."""
    waiting: dict[tuple[object, ...], deque[int]] = defaultdict(deque)
    for old, line in enumerate(before):
        waiting[line.signature].append(old)
    return {new: waiting[line.signature].popleft() for new, line in enumerate(after) if waiting.get(line.signature)}


def _candidates(before: Sequence[Footing], after: Sequence[Footing]) -> set[tuple[int, int]]:
    """Pairs of one theme and side that share a remark or a quote."""
    holders: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for old, line in enumerate(before):
        for key in _keys(line):
            holders[(line.theme, line.side, key)].append(old)
    return {
        (new, old)
        for new, line in enumerate(after)
        for key in _keys(line)
        for old in holders.get((line.theme, line.side, key), ())
    }


def _keys(line: Footing) -> set[str]:
    return {f"r:{remark}" for remark in line.remarks} | {f"q:{quote}" for quote in line.quotes if quote}


def _overlap(one: Footing, other: Footing) -> float:
    return round(max(_jaccard(one.remarks, other.remarks), _jaccard(one.quotes, other.quotes)), 6)


def _jaccard(one: Sequence[str], other: Sequence[str]) -> float:
    left, right = set(one) - {""}, set(other) - {""}
    return len(left & right) / len(left | right) if left and right else 0.0


def _founds(before: Footing, after: Footing) -> bool:
    """Whether the remark that founded ``before``, or its words, is behind ``after``."""
    by_id = bool(before.remarks) and before.remarks[0] in after.remarks
    return by_id or (bool(before.quotes) and bool(before.quotes[0]) and before.quotes[0] in after.quotes)


def carried(synthesis: Synthesis, previous: Payload | None) -> Synthesis:
    """``synthesis`` with the ids of ``previous``, links included. New lines keep the id of their founding remark, or get
    one drawn from it where another line carries that one: no two lines share an id.

    Raises:
        UnreadablePayload: ``previous`` is no ``synthese.json``.
    """
    made = list(_lines_of(synthesis))
    after = [Footing.of_statement(line, theme, drafted=place != "annexed") for theme, place, line in made]
    before = [Footing.of(line) for line in _unique(lines(previous))] if previous is not None else []
    found = paired(before, after)
    ids = _named([line.id for _, _, line in made], {new: before[old].id for new, old in found.items()})
    # A link names a line of the draft: where an annexed line was drafted under the same id, it is not the one meant.
    names: dict[str, str] = {}
    for (_, _, line), identity in sorted(zip(made, ids, strict=True), key=lambda pair: pair[0][1] == "annexed"):
        names.setdefault(line.id, identity)
    given = iter(ids)
    return replace(synthesis, themes=tuple(_renamed(theme, given, names) for theme in synthesis.themes))


def _lines_of(synthesis: Synthesis) -> Iterable[tuple[str, str, Statement | Engagement]]:
    for theme in synthesis.themes:
        for place, found in (
            ("constats", theme.constats),
            ("preconisations", theme.preconisations),
            ("engagements", theme.engagements),
            ("annexed", theme.annexed),
        ):
            yield from ((theme.id, place, line) for line in found)


def _unique(found: Sequence[Line]) -> list[Line]:
    """Lines whose id can be given again: each once, and made of the signs of an id."""
    seen: dict[str, Line] = {}
    for line in sorted(found, key=lambda line: not line.drafted):
        if _ID.fullmatch(line.id):
            seen.setdefault(line.id, line)
    return list(seen.values())


def _named(own: Sequence[str], carried_over: Mapping[int, str]) -> list[str]:
    taken = set(carried_over.values())
    ids = []
    for index, natural in enumerate(own):
        if index in carried_over:
            ids.append(carried_over[index])
            continue
        identity, number = natural, 1
        while identity in taken:
            number += 1
            identity = identifier(natural[:1], f"{natural}:{number}")
        taken.add(identity)
        ids.append(identity)
    return ids


def _renamed(theme: ThemeDraft, ids: Iterable[str], names: Mapping[str, str]) -> ThemeDraft:
    given = iter(ids)

    def statements(found: Sequence[Statement]) -> tuple[Statement, ...]:
        return tuple(replace(s, id=next(given), linked=_links(s.linked, names)) for s in found)

    constats, asked = statements(theme.constats), statements(theme.preconisations)
    engagements = tuple(replace(e, id=next(given), linked=_links(e.linked, names)) for e in theme.engagements)
    annexed = statements(theme.annexed)
    new = {before.id: after.id for before, after in zip(theme.annexed, annexed, strict=True)}
    return replace(
        theme,
        constats=constats,
        preconisations=asked,
        engagements=engagements,
        annexed=annexed,
        mentioned=tuple(new[name] for name in theme.mentioned),
    )


def _links(linked: Sequence[str], names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(names.get(other, other) for other in linked)
