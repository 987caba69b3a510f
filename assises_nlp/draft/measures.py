"""The measures of a line: other ideas of its axis that read alone, as sub-lines with supports of their own."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

import numpy as np

from assises_nlp.draft import marks, polarity
from assises_nlp.draft.allies import allies
from assises_nlp.draft.axes import AXIS, CLOSE, Axis, Crowd, Seat
from assises_nlp.draft.concepts import ACTORS
from assises_nlp.draft.founders import GRAVE, Candidate, Context
from assises_nlp.draft.nearness import Matrix
from assises_nlp.draft.subjects import aboutness
from assises_nlp.draft.telling import well_formedness
from assises_nlp.records import Remark

REPEATED = 0.62
"""Likeness of two sentences from which one under the other says nothing more."""


def measures(
    axis: Axis,
    founder: Candidate,
    side: Sequence[Remark],
    seats: Sequence[Seat],
    context: Context,
    taken: Sequence[frozenset[str]],
    *,
    asks: bool,
) -> list[Candidate]:
    """The measures of a line, those that add most voices first, each saying something else than the line, than one
    another and than the other lines of the list (``taken``).

    ``side``: the remarks that the line may rest on. ``founder``: with the remarks that say what it says.
    """
    fit = _fit(axis, founder, side, seats, context, asks=asks)
    founders = [made.remark for made in fit]
    says = allies(fit, side, context.nearness.between(founders, side), context, asks=asks)
    ready = [
        replace(made, allies=tuple(r for r, yes in zip(side, row.tolist(), strict=True) if yes))
        for made, row in zip(fit, says, strict=True)
    ]
    like = context.nearness.between(founders, [founder.remark, *founders]).meaning
    return _chosen(founder, ready, like, context, taken)


def _fit(
    axis: Axis, founder: Candidate, side: Sequence[Remark], seats: Sequence[Seat], context: Context, *, asks: bool
) -> list[Candidate]:
    """The candidates that may stand under the line: of its axis, on its side, and not what it says already."""
    barred = {r.id for r in polarity.opponents(founder.remark, side, asks=asks)} | {r.id for r in founder.allies}
    open_to = {remark.id for remark in side} - barred
    return [
        seat.made
        for seat in seats
        if seat.made.remark.id in open_to and _stands(seat.made) and _on_subject(seat, axis, founder, context)
    ]


def _chosen(
    founder: Candidate,
    ready: Sequence[Candidate],
    like: Matrix,
    context: Context,
    taken: Sequence[frozenset[str]],
) -> list[Candidate]:
    """The candidates that add most voices, one after the other. ``like``: likeness of each (rows) to the founder and to
    each of them (columns).
    """
    left = [row for row in range(len(ready)) if like[row, 0] < REPEATED]
    chosen: list[Candidate] = []
    said = [founder.says, *taken]
    used = {r.id for r in founder.allies}
    while len(chosen) < context.options.max_measures:
        left = [row for row in left if ready[row].remark.id not in used and not _repeats(ready[row], said, context)]
        if not left:
            break
        best = min(left, key=lambda row: (-_adds(ready[row], used, context), ready[row].rank, ready[row].remark.id))
        made = ready[best]
        behind = (made.remark, *(r for r in made.allies if r.id not in used and r.id != made.remark.id))
        chosen.append(replace(made, allies=behind))
        used |= {r.id for r in behind}
        said.append(made.says)
        left = [row for row in left if like[row, best + 1] < REPEATED]
    return chosen


def _stands(made: Candidate) -> bool:
    return made.grade < GRAVE and len(made.says) > 1 and bool(made.remark.weight) and not marks.flags(made.remark.text)


def _on_subject(seat: Seat, axis: Axis, founder: Candidate, context: Context) -> bool:
    """A measure is very near the line, or near it and says so in the words of the subject or of the line."""
    near = axis.near.get(seat.made.remark.id, 0.0)
    told = aboutness(seat.made.remark, axis.seat.topic) > 0
    words = frozenset(name for remark in founder.allies for name in context.concepts.get(remark)) | founder.says
    shares = bool((words - ACTORS) & context.concepts.get(seat.made.remark))
    return near >= CLOSE or (near >= AXIS and (told or shares))


def _repeats(made: Candidate, said: Sequence[frozenset[str]], context: Context) -> bool:
    return any(context.concepts.same(made.says, other) for other in said)


def _adds(made: Candidate, used: Collection[str], context: Context) -> float:
    """What a measure adds: the voices behind it that are not yet used, and its form."""
    fresh = [r for r in made.allies if r.id not in used]
    behind = Crowd(fresh, context).worth(np.ones(len(fresh), bool))
    return round(behind + well_formedness(made.remark) + 0.1 * min(4, len(made.says)), 4)
