"""Lines of one family gathered under its wider text, where a list would be longer than a bilan's.

A list holds a few axes; a bilan's axes are wide, and what several people said has its place under one of them before an
annex. The text of a family is said by all that it may gather, so that its line says nothing that its remarks do not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assises_nlp.draft import marks
from assises_nlp.draft.phrasebook.drafting import Setting, in_form, repeats
from assises_nlp.draft.phrasebook.entries import Line, Phrasebook
from assises_nlp.draft.phrasebook.printing import printed
from assises_nlp.draft.positions import count_voices, position
from assises_nlp.draft.statements import identifier
from assises_nlp.records import Measure, Remark, Statement, Support

SEVERAL = 2
"""People from which a line is gathered, and remarks from which one of its measures stands for it."""
EACH = 2
"""Measures that a line brings to another at most."""
OWN = 3
"""Measures that the heaviest line of a family keeps at least beside those that the others bring."""


@dataclass(frozen=True, slots=True)
class _Group:
    """Lines of one family, the heaviest first; ``families``: those that all of them are in."""

    lines: tuple[Statement, ...]
    families: tuple[Line, ...]

    @property
    def brought(self) -> int:
        """The measures that its lines bring to the first."""
        return sum(len(_measures(line)) for line in self.lines[1:])

    def with_(self, other: _Group, most: int) -> _Group | None:
        """Both as one, where they are of one family, have room for each other and do not quote the same remarks."""
        both = tuple(family for family in self.families if family in other.families)
        made = _Group((*self.lines, *other.lines), both)
        return made if both and made.brought + OWN <= most and _fresh(self, other) else None


def gathered(
    ranked: Sequence[Statement], most: int, book: Phrasebook, setting: Setting, remarks: Mapping[str, Remark]
) -> list[Statement]:
    """The lines of a list, those of a family as one, beginning with the lightest, until ``most`` are left that several
    people say.

    ``ranked``: the heaviest first. ``remarks``: by id. A line on which opinions differ or that all agree on stays as it
    is.
    """
    groups = [_Group((line,), book.families_of(line.wording or "") if _plain(line) else ()) for line in ranked]
    shared = [group for group in groups if group.lines[0].voices.people >= SEVERAL]
    alone = [group for group in groups if group.lines[0].voices.people < SEVERAL]
    light = len(shared) - 1
    while len(shared) > most and light > 0:
        last = shared[light]
        for rank, heavier in enumerate(shared[:light]):
            joined = heavier.with_(last, setting.options.max_gathered)
            if joined is not None:
                shared[rank] = joined
                del shared[light]
                break
        light -= 1
    return [_whole(group, book, setting, remarks) for group in (*shared, *alone)]


def _plain(line: Statement) -> bool:
    """Whether a line may stand beside others under one text."""
    return (
        line.wording is not None
        and line.position in {"repandu", "isole"}
        and line.state == "brouillon"
        and not line.opposing
        and not {*line.flags} - {marks.CONDITIONAL, marks.RESTRICTED}
        and line.frame != marks.LEGISLATIVE
    )


def _fresh(one: _Group, other: _Group) -> bool:
    """Whether most of those who say the second are not quoted by the first."""
    quoted = {support.remark for line in one.lines for support in line.supports}
    said = {support.remark for line in other.lines for support in line.supports}
    return 2 * len(said - quoted) > len(said)


def _measures(line: Statement) -> tuple[Measure, ...]:
    """A line as measures of another: its own heaviest where several remarks say them, else its text."""
    said = tuple(m for m in line.measures if len(m.supports) >= SEVERAL)[:EACH]
    return said or (Measure(line.text, line.supports),)


def _whole(group: _Group, book: Phrasebook, setting: Setting, remarks: Mapping[str, Remark]) -> Statement:
    first, *others = group.lines
    if not others:
        return first
    family = group.families[0]
    members = {book.member(family, line.wording or "") for line in group.lines}
    supports = _supports(group.lines)
    behind = [remarks[support.remark] for support in supports]
    voices = count_voices(behind, setting.meetings)
    where = position(voices, count_voices((), setting.meetings), setting.options, meetings=setting.sittings)
    own = first.measures or (Measure(first.text, first.supports),)
    more: list[Measure] = []
    for line in others:
        brought = _measures(line)
        more += _new(brought, [*own, *more]) or brought[:1]  # what the text names is told below it
    return replace(
        first,
        id=identifier("s", f"{family.theme}/{family.id}"),
        nature=first.nature if len({line.nature for line in group.lines}) == 1 else "constat",
        text=printed(in_form(book.narrowed(family, members), setting), asks=family.asks),
        position="repandu" if where == "consensus" else where,  # what is said of several things is no agreement on one
        voices=voices,
        supports=supports,
        measures=(*own[: max(OWN, setting.options.max_gathered - len(more))], *more),
        flags=tuple(sorted({flag for line in group.lines for flag in line.flags})),
        frame=None,
        addressee=None,
        deadline=None,
        title=family.title,
        wording=family.id,
        gathers=tuple(sorted(members)),
    )


def _new(measures: Sequence[Measure], before: Sequence[Measure]) -> list[Measure]:
    """Those that say more than the ones before them, and mostly rest on other remarks."""
    kept: list[Measure] = []
    for measure in measures:
        told_before = [*before, *kept]
        quoted = {support.remark for other in told_before for support in other.supports}
        fresh = sum(support.remark not in quoted for support in measure.supports)
        if 2 * fresh > len(measure.supports) and not any(repeats(measure.text, other.text) for other in told_before):
            kept.append(measure)
    return kept


def _supports(lines: Sequence[Statement]) -> tuple[Support, ...]:
    found = {support.remark: support for line in lines for support in line.supports}
    return tuple(found[name] for name in sorted(found))
