"""One statement per topic and side (what is observed, what is asked), with its supports, its measures and its other
side.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assises_nlp.draft import marks, polarity
from assises_nlp.draft import typography as ty
from assises_nlp.draft.axes import CLOSE, Axis, Seat
from assises_nlp.draft.founders import GRAVE, Candidate, Context
from assises_nlp.draft.majority import counted_majority
from assises_nlp.draft.measures import measures
from assises_nlp.draft.positions import count_voices, position, vote
from assises_nlp.records import LISTED, Measure, Nature, Position, Remark, Statement, Support, Voices

QUOTE = 700  # characters: longer remarks are quoted by their first sentences
REPHRASE = "a_reformuler"

__all__ = ["Context", "Drafted", "build", "group", "identifier", "quote", "weight"]


@dataclass(frozen=True, slots=True)
class Drafted:
    """A line, and what it and its measures say (for duplicates)."""

    statement: Statement
    says: tuple[frozenset[str], ...]


def identifier(prefix: str, remark_id: str) -> str:
    """Stable id of a line, from its founding remark."""
    return prefix + hashlib.sha256(remark_id.encode()).hexdigest()[:12]


def quote(remark: Remark) -> Support:
    """A remark as support: its whole text or, where it is very long, its beginning up to the end of a sentence."""
    text = remark.text.strip()
    if len(text) > QUOTE:
        stop = max(text.rfind(". ", 0, QUOTE), text.rfind("? ", 0, QUOTE), text.rfind("; ", 0, QUOTE))
        text = text[: stop + 1] if stop > 80 else text[:QUOTE].rsplit(" ", 1)[0]
    return Support(remark.id, text)


def build(
    axis: Axis,
    side: Sequence[Remark],
    seats: Sequence[Seat],
    nature: Nature,
    context: Context,
    taken: Sequence[frozenset[str]] = (),
) -> Drafted:
    """The statement of an axis.

    ``side``: the remarks that it may rest on, sorted by id. ``seats``: the candidates of the list, from which its
    measures come. ``taken``: what the lines already drafted in the theme say, so that no idea is drafted twice.
    """
    asks = nature == "preconisation"
    own = {remark.id for remark in side}
    founder = replace(axis.founder, allies=tuple(r for r in axis.founder.allies if r.id in own))
    first = founder.remark
    against = _against(founder, axis, context, asks=asks)
    chosen = measures(axis, founder, side, seats, context, taken, asks=asks)
    inside = {r.id for made in chosen for r in made.allies}
    behind = [first, *(r for r in founder.allies if r.id != first.id and r.id not in inside)]
    voices = count_voices(behind, context.meetings)  # those who say the line: its measures are other ideas
    flags = set(marks.flags(first.text)) | ({REPHRASE} if founder.grade == GRAVE else set())
    divided = any(polarity.DIVIDED.search(r.text) for r in behind)
    statement = Statement(
        id=identifier("s", first.id),
        nature=context.labels[first.id].nature if first.id in context.labels else nature,
        text=founder.text,
        topic=axis.seat.topic.id,
        position=_position(founder, voices, behind, against, axis.members, context, asks=asks, divided=divided),
        voices=voices,
        supports=tuple(quote(r) for r in behind),
        measures=tuple(Measure(c.text, tuple(quote(r) for r in c.allies)) for c in chosen),
        opposing=tuple(quote(r) for r in against),
        flags=tuple(sorted(flags | ({marks.DIVIDED} if divided else set()))),
        frame=marks.frame(first.text) if asks else None,
        addressee=marks.addressee(first.text) if asks else None,
        deadline=marks.deadline(first.text) if asks else None,
    )
    return Drafted(statement, (founder.says, *(c.says for c in chosen)))


def _against(founder: Candidate, axis: Axis, context: Context, *, asks: bool) -> list[Remark]:
    """The remarks of the other side that are about the line's very subject, so that both may be quoted together."""
    space = context.concepts
    found = []
    for remark in polarity.opponents(founder.remark, axis.members, asks=asks):
        said = space.get(remark)
        close = axis.near.get(remark.id, 0.0) >= CLOSE
        if space.linked(founder.says, said) and (
            close or (len(founder.says & said) > 1 and space.touches(founder.says, said))
        ):
            found.append(remark)
    return found


def _position(
    founder: Candidate,
    voices: Voices,
    behind: Sequence[Remark],
    against: Sequence[Remark],
    side: Sequence[Remark],
    context: Context,
    *,
    asks: bool,
    divided: bool,
) -> Position:
    """The position of a line. Only the people who say the very thing can agree on it: the authorities do not count for a
    consensus, and one contrary voice anywhere on the axis excludes it.
    """
    people = [r for r in founder.allies if not r.authority]
    opposed = count_voices(against, context.meetings)
    counted = vote(behind) or counted_majority(
        founder.remark, founder.says, context.questionnaires, context.concepts, asks=asks
    )
    where = position(voices, opposed, context.options, meetings=context.sittings, counted_vote=counted)
    if divided and where != "majoritaire":
        return "divergent"
    if where == "consensus":
        agreed = count_voices(people, context.meetings)
        contrary = count_voices(polarity.opponents(founder.remark, side, asks=asks), context.meetings)
        sure = position(agreed, contrary, context.options, meetings=context.sittings) == "consensus"
        return "consensus" if sure and not contrary.people else "repandu"
    return where


def group(
    topic_id: str, remarks: Sequence[Remark], nature: Nature, context: Context, flags: tuple[str, ...]
) -> Statement:
    """A statement for the annex: the words of its first remark, as they are.

    ``nature`` stands where the first remark is neither observed nor asked (a presentation that gives a figure).
    """
    first = remarks[0]
    label = context.labels.get(first.id)
    voices = count_voices(remarks, context.meetings)
    return Statement(
        id=identifier("s", first.id),
        nature=label.nature if label is not None and label.nature in LISTED else nature,
        text=ty.line(first.text, stop=nature != "preconisation"),
        topic=topic_id,
        position=position(voices, count_voices((), context.meetings), context.options, meetings=context.sittings),
        voices=voices,
        supports=tuple(quote(r) for r in remarks),
        flags=tuple(sorted({*flags, *marks.flags(first.text)})),
    )


def weight(statement: Statement) -> tuple[int, int, int, int, int, str]:
    """Sorting key: publics, then séances, then voices; ties by the founding remark."""
    voices = statement.voices
    publics = len(voices.audiences)
    return (-publics, -voices.meetings, -voices.speakers, -voices.respondents, -len(statement.supports), statement.id)
