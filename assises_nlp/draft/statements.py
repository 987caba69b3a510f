"""One statement per topic and side (what is observed, what is asked), with its supports, its measures and its other
side.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assises_nlp.draft import marks, polarity
from assises_nlp.draft import typography as ty
from assises_nlp.draft.check import line_violations
from assises_nlp.draft.founders import GRAVE, Candidate, Context, candidates, score, with_allies
from assises_nlp.draft.positions import count_voices, position, vote
from assises_nlp.records import Measure, Nature, Position, Remark, Statement, Support, Topic, Voices

QUOTE = 700  # characters: longer remarks are quoted by their first sentences
SPOKESMAN = 0.75  # share of a line's supports that a better formed remark must have to found it instead
OBSERVED_MEASURES = 2  # sub-lines of a constat, at most: it states, the préconisations enumerate
REPHRASE = "a_reformuler"

__all__ = ["Context", "Drafted", "build", "group", "identifier", "linked", "quote", "weight"]


@dataclass(frozen=True, slots=True)
class Drafted:
    """What one side of a topic gave: its line if any, what goes to the annex, and what its lines say (for duplicates)."""

    statement: Statement | None
    annexed: tuple[Statement, ...]
    says: tuple[frozenset[str], ...] = ()


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
    topic: Topic,
    remarks: Sequence[Remark],
    nature: Nature,
    context: Context,
    taken: Sequence[frozenset[str]] = (),
) -> Drafted:
    """The statement of a topic for one side, and the statements that go to the annex instead.

    ``remarks``: the usable remarks of the side, at least one, sorted by id. ``taken``: what the lines already drafted
    in the theme say, so that no idea is drafted twice.
    """
    own = [r for r in remarks if marks.INDIVIDUAL in marks.flags(r.text)]
    annexed = [group(topic.id, [r], nature, context, (marks.INDIVIDUAL,)) for r in own]
    rest = [r for r in remarks if marks.INDIVIDUAL not in marks.flags(r.text)]
    if not rest:
        return Drafted(None, tuple(annexed))
    voiced = [r for r in rest if r.weight > 0 or r.turn == "cadrage"]
    if not voiced:
        return Drafted(None, (*annexed, group(topic.id, rest, nature, context, ("sans_voix",))))
    tried = candidates(topic, voiced, nature, context)
    if not tried:
        failures = tuple(sorted({reason for reason, _ in line_violations(ty.line(voiced[0].text), voiced[0])}))
        return Drafted(None, (*annexed, group(topic.id, rest, nature, context, failures or ("controle:ligne-vide",))))
    ideas = {remark_id: n for n, idea in enumerate(topic.ideas) for remark_id in idea}
    founder = _founder(topic, tried, rest, ideas, nature, context, taken)
    statement, says = _statement(topic, founder, tried, rest, ideas, nature, context, taken)
    return Drafted(statement, tuple(annexed), says)


def _founder(
    topic: Topic,
    tried: Sequence[Candidate],
    side: Sequence[Remark],
    ideas: Mapping[str, int],
    nature: Nature,
    context: Context,
    taken: Sequence[frozenset[str]],
) -> Candidate:
    """The candidate to found the line; where none reads alone, the most telling one, to be rephrased by a person."""
    asks = nature == "preconisation"
    legible = [c for c in tried if c.grade < GRAVE]
    fresh = [c for c in legible if not any(context.concepts.same(c.says, said) for said in taken)]
    ready = [with_allies(c, topic, side, ideas, context, asks=asks) for c in fresh or legible or tried[:1]]
    ranked = sorted(ready, key=lambda c: (-score(c, context, len(tried)), c.rank))
    best = ranked[0]
    if best.grade == 1:  # the same voices may have a better spokesman
        behind = {r.id for r in best.allies}
        like = [c for c in ranked if c.grade == 0 and len(behind & {r.id for r in c.allies}) >= SPOKESMAN * len(behind)]
        best = like[0] if like and len(behind) > 1 else best
    return best


def _statement(
    topic: Topic,
    founder: Candidate,
    tried: Sequence[Candidate],
    side: Sequence[Remark],
    ideas: Mapping[str, int],
    nature: Nature,
    context: Context,
    taken: Sequence[frozenset[str]],
) -> tuple[Statement, tuple[frozenset[str], ...]]:
    asks = nature == "preconisation"
    first = founder.remark
    against = [r for r in polarity.opponents(first, side, asks=asks) if _speaks_of(founder, r, context)]
    chosen = _measures(topic, founder, tried, side, ideas, nature, context, taken)
    inside = {r.id for made in chosen for r in made.allies}
    behind = [first, *(r for r in founder.allies if r.id != first.id and r.id not in inside)]
    everyone = {r.id: r for r in (*founder.allies, *(r for made in chosen for r in made.allies))}
    voices = count_voices(everyone.values(), context.meetings)
    flags = set(marks.flags(first.text)) | ({REPHRASE} if founder.grade == GRAVE else set())
    divided = any(polarity.DIVIDED.search(r.text) for r in behind)
    statement = Statement(
        id=identifier("s", first.id),
        nature=context.labels[first.id].nature if first.id in context.labels else nature,
        text=founder.text,
        topic=topic.id,
        position=_position(founder, voices, behind, against, side, context, asks=asks, divided=divided),
        voices=voices,
        supports=tuple(quote(r) for r in behind),
        measures=tuple(Measure(c.text, tuple(quote(r) for r in c.allies)) for c in chosen),
        opposing=tuple(quote(r) for r in against),
        flags=tuple(sorted(flags | ({"avis_rapportes_divergents"} if divided else set()))),
        frame=marks.frame(first.text) if asks else None,
        addressee=marks.addressee(first.text) if asks else None,
        deadline=marks.deadline(first.text) if asks else None,
    )
    return statement, (founder.says, *(c.says for c in chosen))


def _speaks_of(founder: Candidate, remark: Remark, context: Context) -> bool:
    """Whether a remark of the other side is about the line's very subject, so that both may be quoted together."""
    return context.concepts.touches(founder.says, context.concepts.get(remark))


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
    """The position of a line. Only the people who say the very thing can agree on it: neither the authorities nor the
    measures' voices count for a consensus, and one contrary voice anywhere in the topic excludes it.
    """
    people = [r for r in founder.allies if not r.authority]
    opposed = count_voices(against, context.meetings)
    where = position(voices, opposed, context.options, meetings=context.sittings, counted_vote=vote(behind))
    if divided and where != "majoritaire":
        return "divergent"
    if where == "consensus":
        agreed = count_voices(people, context.meetings)
        contrary = count_voices(polarity.opponents(founder.remark, side, asks=asks), context.meetings)
        sure = position(agreed, contrary, context.options, meetings=context.sittings) == "consensus"
        return "consensus" if sure and not contrary.speakers + contrary.respondents else "repandu"
    return where


def _measures(
    topic: Topic,
    founder: Candidate,
    tried: Sequence[Candidate],
    side: Sequence[Remark],
    ideas: Mapping[str, int],
    nature: Nature,
    context: Context,
    taken: Sequence[frozenset[str]],
) -> list[Candidate]:
    """Other ideas on the same subject that read alone, as sub-lines: those of two voices or more first, single ones only
    where there are fewer than two.
    """
    asks = nature == "preconisation"
    most = context.options.max_measures if asks else min(OBSERVED_MEASURES, context.options.max_measures)
    space = context.concepts
    against = {r.id for r in polarity.opponents(founder.remark, side, asks=asks)}
    ready: list[tuple[tuple[int, float, int], Candidate]] = []
    for made in tried:
        if (
            made.grade
            or len(made.says) < 2
            or made.remark.id in against
            or made.remark.id == founder.remark.id
            or not made.remark.weight
        ):
            continue
        if marks.flags(made.remark.text) or not _on_subject(made, founder, context):
            continue
        full = with_allies(made, topic, side, ideas, context, asks=asks, strict=True)
        several = _several(full, context)
        if not several and not asks:
            continue
        ready.append(((-several, -score(full, context, len(tried)), made.rank), full))
    chosen: list[Candidate] = []
    said = [founder.says, *taken]
    used = {founder.remark.id} if asks else {r.id for r in founder.allies}
    for (several, _, _), made in sorted(ready, key=lambda pair: pair[0]):
        if len(chosen) == most or (not several and len(chosen) >= 2):
            break
        if made.remark.id in used or any(space.same(made.says, other) for other in said):
            continue
        allies = (made.remark, *(r for r in made.allies if r.id not in used and r.id != made.remark.id))
        chosen.append(replace(made, allies=allies))
        used |= {r.id for r in allies}
        said.append(made.says)
    return chosen


def _on_subject(made: Candidate, founder: Candidate, context: Context) -> bool:
    """A measure speaks of the topic's subject in its words, or shares words that weigh with the line."""
    return made.about > 0 or context.concepts.near(founder.says, made.says)


def _several(made: Candidate, context: Context) -> int:
    """1 where at least two voices are behind a candidate."""
    voices = count_voices(made.allies, context.meetings)
    return int(voices.speakers + voices.respondents > 1)


def group(
    topic_id: str, remarks: Sequence[Remark], nature: Nature, context: Context, flags: tuple[str, ...]
) -> Statement:
    """A statement for the annex: the words of its first remark, as they are."""
    first = remarks[0]
    voices = count_voices(remarks, context.meetings)
    return Statement(
        id=identifier("s", first.id),
        nature=context.labels[first.id].nature if first.id in context.labels else nature,
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


def linked(statements: Sequence[Statement], engagements: Mapping[str, tuple[str, ...]]) -> list[Statement]:
    """Each statement with the ids of the others of its topic (constats for a préconisation and conversely,
    engagements).
    """
    by_topic: dict[str, list[Statement]] = {}
    for statement in statements:
        by_topic.setdefault(statement.topic, []).append(statement)
    out = []
    for statement in statements:
        other = [
            s.id
            for s in by_topic[statement.topic]
            if (s.nature == "preconisation") != (statement.nature == "preconisation")
        ]
        out.append(replace(statement, linked=tuple(sorted({*other, *engagements.get(statement.topic, ())}))))
    return out
