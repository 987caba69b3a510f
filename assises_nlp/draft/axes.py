"""The axes of a list: which remarks found its lines, so that together they speak for as many voices as possible.

Each candidate line stands for the remarks of its theme and side that are near it, whatever their topic. Lines are taken
one by one, each time the one that adds most to what is already spoken for: publics, then séances and documents, then
voices, whose weight grows slower and slower. This is the greedy cover of a submodular function (Nemhauser, Wolsey and
Fisher 1978; for summaries, Lin and Bilmes 2011), which is near the best that can be done. The thresholds were read off
a consultation that was kept apart; between neighbouring values nothing changes much.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from assises_nlp.draft.allies import Mask, allies, named_places
from assises_nlp.draft.founders import GRAVE, Candidate, Context
from assises_nlp.draft.positions import UNKNOWN_AUDIENCE, audience_of
from assises_nlp.draft.telling import well_formedness
from assises_nlp.records import Remark, Topic

AXIS = 0.22
"""Nearness from which two remarks are on one axis."""
CLOSE, CLOSER = 0.36, 0.5
"""Nearness from which a remark is at the heart of an axis, and what that counts beside being on it."""
POOL = 700
"""Candidates of a list that are compared, the most telling of each topic first."""
LONGEST = 60
"""Axes of a list, those of the annex included."""
PUBLIC, DOCUMENT = 1.5, 1.0
"""What another public and another document add; another voice of a document adds the less the more there are."""
SAID = 1.0
"""What those who say the very thing weigh beside those who speak of its subject."""
ECHO = 0.3
"""What the other remarks of a theme on a line's subject weigh beside those of its own side."""
MILD = 0.5
"""Power of a candidate's quality beside the weight of its axis: the axis is chosen first, then who founds its line."""
RIVAL = 0.5
"""Share of the remarks around two candidates that they have in common, from which they vie for founding one line."""
LOCAL = 0.85
"""What a line is worth that names a place."""
STRAY = 0.8
"""What a line is worth that does not speak of its topic's subject in its words."""
SERVICES = 0.35
"""What a line founded on the services' own words is worth beside one founded on the room's."""
Row = npt.NDArray[np.float32]
Name = TypeVar("Name", str, tuple[str, str])


@dataclass(frozen=True, slots=True)
class Seat:
    """A candidate line and the topic that it comes from."""

    made: Candidate
    topic: Topic


@dataclass(frozen=True, slots=True)
class Axis:
    """A line to draft: its founder, with the remarks that say the same, and ``members``, all the remarks of its subject
    that are near it, whatever they say of it; both hold the founder first. ``near``: nearness to the founder, by id.
    """

    seat: Seat
    members: tuple[Remark, ...]
    near: Mapping[str, float]

    @property
    def founder(self) -> Candidate:
        return self.seat.made


class Crowd:
    """Who is behind remarks: documents, voices and publics as codes, so that thousands are weighed at once."""

    def __init__(self, remarks: Sequence[Remark], context: Context) -> None:
        self.counted = np.array([r.weight > 0 and not r.authority for r in remarks], bool)
        self.voice, voices = _codes([(r.document, r.voice or "") for r in remarks])
        self.document_of, documents = _codes([document for document, _ in voices])
        named = [audience_of(context.meetings.get(document)) for document in documents]
        self.public_of, publics = _codes(named)
        self.known = np.array([public != UNKNOWN_AUDIENCE for public in publics], bool)

    def worth(self, mask: npt.NDArray[np.bool_]) -> float:
        """The weight of those behind the remarks of ``mask``: publics, then documents, then voices; the services' own
        words add none.
        """
        voices = np.unique(self.voice[mask & self.counted])
        if not len(voices):
            return 0.0
        documents, counts = np.unique(self.document_of[voices], return_counts=True)
        publics = self.known[np.unique(self.public_of[documents])].sum()
        return round(float(PUBLIC * publics + (DOCUMENT * (1 + np.log2(counts))).sum()), 4)

    def several(self, mask: npt.NDArray[np.bool_]) -> bool:
        """Whether two voices or more are behind the remarks of ``mask``."""
        return len(np.unique(self.voice[mask & self.counted])) > 1


def _codes(names: Sequence[Name]) -> tuple[npt.NDArray[np.intp], list[Name]]:
    """Each name as a number, and the names in the order of their numbers."""
    codes: dict[Name, int] = {}
    return np.array([codes.setdefault(name, len(codes)) for name in names], np.intp), list(codes)


def axes(
    seats: Sequence[Seat], remarks: Sequence[Remark], echoes: Sequence[Remark], context: Context, *, asks: bool
) -> list[Axis]:
    """The axes of a list, the one that speaks for most first.

    ``remarks``: all the remarks of the side, sorted by id; ``echoes``: the other remarks of the theme, of the other side
    or whose place is in doubt, which no line of the list rests on but which show what the theme is about. A topic that
    has a line has another only where two voices or more would else be unheard; every topic that has a legible candidate
    has one in the end. Candidates that do not read alone found axes only where no other is given.
    """
    pool = _pool([seat for seat in seats if seat.made.grade < GRAVE] or seats)
    if not pool or not remarks:
        return []
    founders = [seat.made.remark for seat in pool]
    shared = context.nearness.between(founders, remarks)
    says = allies([seat.made for seat in pool], remarks, shared, context, asks=asks)
    near = shared.near
    inside = (near >= AXIS) | says
    quality = [_quality(seat, near[row][inside[row]], context) for row, seat in enumerate(pool)]
    own, other = Crowd(remarks, context), Crowd(echoes, context)
    echoed = context.nearness.between(founders, echoes).near >= AXIS
    parts = [(SAID, says, own), (1 - CLOSER, inside, own), (CLOSER, near >= CLOSE, own), (ECHO, echoed, other)]
    chosen = _Cover(pool, parts, quality, {r.id: column for column, r in enumerate(remarks)}).chosen()
    return [_axis(pool[row], near[row], inside[row], says[row], remarks) for row in chosen]


class _Cover:
    """The greedy choice. Lazy evaluation: a gain can only shrink, so that a stale one is an upper bound."""

    def __init__(
        self,
        pool: Sequence[Seat],
        parts: Sequence[tuple[float, Mask, Crowd]],
        quality: Sequence[float],
        where: Mapping[str, int],
    ) -> None:
        self.pool, self.parts, self.quality = pool, parts, quality
        self.inside = parts[1][1]
        self.own = np.array([where[seat.made.remark.id] for seat in pool], np.intp)
        self.free = [np.ones(mask.shape[1], bool) for _, mask, _ in parts]

    def gain(self, row: int) -> float:
        """What a line adds: those who say it, those who speak of its subject near it or very near it, their echo."""
        parts = zip(self.parts, self.free, strict=True)
        total = sum(weight * crowd.worth(mask[row] & free) for (weight, mask, crowd), free in parts)
        return float(round(self.quality[row] ** MILD * total, 4))

    def chosen(self) -> list[int]:
        """Rows of the chosen candidates, in order."""
        pool, crowd = self.pool, self.parts[1][2]
        queue = [(-self.gain(row), pool[row].made.rank, pool[row].made.remark.id, row) for row in range(len(pool))]
        heapq.heapify(queue)
        found: list[int] = []
        seen: set[str] = set()
        while queue and len(found) < LONGEST:
            _, rank, name, row = heapq.heappop(queue)
            fresh = self.gain(row)
            if queue and -fresh > queue[0][0]:
                heapq.heappush(queue, (-fresh, rank, name, row))
                continue
            if pool[row].topic.id in seen and not crowd.several(self.inside[row] & self.free[1]):
                continue
            row = self.spokesman(row)
            found.append(row)
            seen.add(pool[row].topic.id)
            for own in self.free[:3]:
                own &= ~self.inside[row]
            self.free[3] &= ~self.parts[3][1][row]
        return found

    def spokesman(self, row: int) -> int:
        """Of the candidates that stand for the same remarks, the one that speaks best for them."""
        around = self.inside[row]
        both = (self.inside & around).sum(axis=1)
        either = (self.inside | around).sum(axis=1)
        rivals = np.flatnonzero((both >= RIVAL * either) & around[self.own])
        ranked = [
            (-round(self.gain(rival) * self.quality[rival] ** (1 - MILD), 4), self.pool[rival].made.remark.id, rival)
            for rival in rivals.tolist()
        ]
        return min(ranked)[2] if ranked else row


def _pool(seats: Sequence[Seat]) -> list[Seat]:
    """At most ``POOL`` candidates, taken from the topics in turn, the most telling of each first. What the services say
    founds a line only where nobody else's words do.
    """
    heard = {seat.topic.id for seat in seats if not _services(seat.made.remark)}
    kept = [seat for seat in seats if seat.topic.id not in heard or not _services(seat.made.remark)]
    if len(kept) <= POOL:
        return kept
    places: dict[str, int] = {}
    turns = []
    for seat in sorted(kept, key=lambda s: (s.made.rank, s.made.remark.id)):
        places[seat.topic.id] = places.get(seat.topic.id, 0) + 1
        turns.append((places[seat.topic.id], seat.topic.id, seat))
    return [seat for _, _, seat in sorted(turns, key=lambda turn: turn[:2])[:POOL]]


def _services(remark: Remark) -> bool:
    return remark.authority or not remark.weight


def _quality(seat: Seat, near: Row, context: Context) -> float:
    """What makes a founder, besides those who say the same: form, typicality, precision, and how sure its place is."""
    made, label = seat.made, context.labels.get(seat.made.remark.id)
    form = (0.55 + 0.45 * well_formedness(made.remark)) * (0.8 if made.grade else 1)
    typical = 0.7 + 0.3 * float(np.mean(near))
    precise = 0.85 + 0.05 * min(3, len(made.says))
    sure = 0.6 + 0.4 * (label.theme_confidence * label.nature_confidence if label else 1)
    spoken = SERVICES if _services(made.remark) else 1.0
    told = 1.0 if made.about else STRAY
    general = LOCAL if named_places(made.remark) else 1.0
    return round(form * typical * precise * sure * spoken * told * general, 4)


def _axis(seat: Seat, near: Row, inside: Mask, says: Mask, remarks: Sequence[Remark]) -> Axis:
    own = seat.made.remark.id
    order = sorted(range(len(remarks)), key=lambda i: (remarks[i].id != own, -float(near[i]), remarks[i].id))
    made = replace(seat.made, allies=tuple(remarks[i] for i in order if says[i]))
    members = tuple(remarks[i] for i in order if inside[i])
    return Axis(replace(seat, made=made), members, {r.id: float(near[i]) for i, r in enumerate(remarks)})


def shared_out(found: Sequence[Axis], remarks: Sequence[Remark]) -> Mapping[str, list[Remark]]:
    """The remarks that each axis may rest on, by its founder's id, its founder first.

    A remark that says what lines say goes to the nearest of them; another that is on the axis of some, to the nearest.
    """
    best: dict[str, tuple[bool, float, int]] = {}
    for place, axis in enumerate(found):
        says = {remark.id for remark in axis.founder.allies}
        for remark in remarks:
            bid = (remark.id in says, axis.near.get(remark.id, 0.0), -place)
            if (bid[0] or bid[1] >= AXIS) and (remark.id not in best or bid > best[remark.id]):
                best[remark.id] = bid
    founders = {axis.founder.remark.id for axis in found}
    sides: dict[str, list[Remark]] = {axis.founder.remark.id: [axis.founder.remark] for axis in found}
    for remark in remarks:
        if remark.id in best and remark.id not in founders:
            sides[found[-best[remark.id][2]].founder.remark.id].append(remark)
    return sides
