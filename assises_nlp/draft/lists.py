"""The lines of a list (what a theme observes, what it asks), and those that go to the annex."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from assises_nlp.draft import marks
from assises_nlp.draft import typography as ty
from assises_nlp.draft.axes import Axis, Crowd, Seat, axes, shared_out
from assises_nlp.draft.check import line_violations
from assises_nlp.draft.founders import GRAVE, Context, candidates
from assises_nlp.draft.statements import build, group, weight
from assises_nlp.draft.words import text_content
from assises_nlp.records import Nature, Remark, Statement, Topic

READY = 3
"""Lines that read alone from which a list no longer takes any that a person must rephrase."""
Side = tuple[Topic, Sequence[Remark]]
Said = tuple[frozenset[str], ...]


@dataclass(slots=True)
class _Material:
    """What a list is made of: candidate lines, remarks, and what is not made into a line that reads alone."""

    seats: list[Seat] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    unready: list[tuple[Topic, Seat]] = field(default_factory=list)
    groups: list[tuple[Topic, list[Remark], tuple[str, ...]]] = field(default_factory=list)


def lines(
    sides: Sequence[Side], echoes: Sequence[Remark], nature: Nature, context: Context, most: int
) -> tuple[list[Statement], list[Statement]]:
    """The lines of a list, the heaviest first (legislative ones last), and what goes to the annex.

    ``sides``: for each topic, its usable remarks of the list's nature, at least one, sorted by id.
    ``echoes``: the other remarks of the theme.
    """
    made = _material(sides, nature, context)
    found = axes(made.seats, made.remarks, echoes, context, asks=nature == "preconisation")
    first, rest = _first(found, most, context)
    kept, says = _drafted(first, made.remarks, made.seats, nature, context)
    for topic, seat in made.unready:
        if len(kept) >= min(most, READY):
            break
        if not any(context.concepts.same(seat.made.says, said) for said in says):
            more, also = _drafted([_alone(seat)], [r for t, s in sides if t is topic for r in s], (), nature, context)
            kept, says = [*kept, *more], (*says, *also)
    used = _used(kept)
    free = [r for r in made.remarks if r.id not in used]
    later = [axis for axis in rest if axis.founder.remark.id not in used]
    over, _ = _drafted(later, free, made.seats, nature, context, says)
    there = used | _used(over)
    annexed = [*over, *_unread(made, there, echoes, nature, context)]
    annexed += _left(made, there | _used(annexed), nature, context)
    kept.sort(key=weight)
    return sorted(kept, key=lambda s: s.frame == marks.LEGISLATIVE), annexed


def _material(sides: Sequence[Side], nature: Nature, context: Context) -> _Material:
    made = _Material()
    for topic, side in sorted(sides, key=lambda pair: pair[0].id):
        own = [r for r in side if marks.INDIVIDUAL in marks.flags(r.text)]
        made.groups += [(topic, [r], (marks.INDIVIDUAL,)) for r in own]
        rest = [r for r in side if marks.INDIVIDUAL not in marks.flags(r.text)]
        voiced = [r for r in rest if r.weight > 0 or r.turn == "cadrage"]
        made.remarks += rest
        if not rest:
            continue
        if not voiced:
            made.groups.append((topic, rest, ("sans_voix",)))
            continue
        tried = [Seat(c, topic) for c in candidates(topic, voiced, nature, context)]
        made.seats += tried
        if not tried:
            failures = tuple(sorted({reason for reason, _ in line_violations(ty.line(voiced[0].text), voiced[0])}))
            made.groups.append((topic, rest, failures or ("controle:ligne-vide",)))
        elif all(seat.made.grade >= GRAVE for seat in tried):
            made.unready.append((topic, tried[0]))
    made.remarks.sort(key=lambda r: r.id)
    return made


def _first(found: Sequence[Axis], most: int, context: Context) -> tuple[list[Axis], list[Axis]]:
    """The axes of the list and those of the annex; no idea is drafted twice in a list."""
    kept: list[Axis] = []
    rest: list[Axis] = []
    for axis in found:
        made = axis.founder
        repeated = any(
            context.concepts.same(made.says, other.founder.says)
            or text_content(made.text) == text_content(other.founder.text)
            for other in kept
        )
        (rest if repeated or len(kept) >= most else kept).append(axis)
    return kept, rest


def _drafted(
    found: Sequence[Axis],
    remarks: Sequence[Remark],
    seats: Sequence[Seat],
    nature: Nature,
    context: Context,
    taken: Said = (),
) -> tuple[list[Statement], Said]:
    """The statements of ``found``, each on the remarks that are nearest to it, and what they say."""
    sides = shared_out(found, remarks)
    founders = {axis.founder.remark.id: axis.founder.says for axis in found}
    statements: list[Statement] = []
    said: list[frozenset[str]] = [*taken]
    for axis in found:
        own = axis.founder.remark.id
        others = [says for name, says in founders.items() if name != own]
        made = build(axis, sides[own], seats, nature, context, [*said, *others])
        statements.append(made.statement)
        said += made.says
    return statements, tuple(said)


def _alone(seat: Seat) -> Axis:
    """A line that rests on its founder only."""
    return Axis(replace(seat, made=replace(seat.made, allies=(seat.made.remark,))), (seat.made.remark,), {})


def _used(statements: Iterable[Statement]) -> frozenset[str]:
    return frozenset(
        support.remark
        for made in statements
        for support in (*made.supports, *made.opposing, *(s for measure in made.measures for s in measure.supports))
    )


def _unread(
    made: _Material,
    used: frozenset[str],
    echoes: Sequence[Remark],
    nature: Nature,
    context: Context,
) -> list[Statement]:
    """What several people said that no line rests on, and nobody in words that read alone: for a person to rephrase."""
    free = [r for r in made.remarks if r.id not in used]
    names = {r.id for r in free}
    seats = [seat for seat in made.seats if seat.made.remark.id in names and seat.made.grade >= GRAVE]
    several = [
        axis
        for axis in axes(seats, free, echoes, context, asks=nature == "preconisation")
        if Crowd(axis.members, context).several(np.ones(len(axis.members), bool))
    ]
    return _drafted(several, free, (), nature, context)[0]


def _left(made: _Material, used: frozenset[str], nature: Nature, context: Context) -> list[Statement]:
    """What no line rests on, of the topics that gave no line: in the words of its first remark."""
    found = [
        build(_alone(seat), [seat.made.remark], (), nature, context).statement
        for _, seat in made.unready
        if seat.made.remark.id not in used
    ]
    for topic, remarks, flags in made.groups:
        left = [r for r in remarks if r.id not in used]
        if left:
            found.append(group(topic.id, left, nature, context, flags))
    return found
