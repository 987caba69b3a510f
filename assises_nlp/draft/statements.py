"""One statement per topic and group of natures, with its supports, its measures, its position and its other side."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assises_nlp.draft import marks, polarity
from assises_nlp.draft import typography as ty
from assises_nlp.draft.check import line_violations
from assises_nlp.draft.constats import constat
from assises_nlp.draft.options import DraftOptions
from assises_nlp.draft.positions import count_voices, position, vote
from assises_nlp.draft.rewrite import rewrite
from assises_nlp.draft.telling import clean_line, ranking, well_formedness
from assises_nlp.draft.words import content
from assises_nlp.records import Label, Measure, Meeting, Nature, Remark, Statement, Support, Topic

CANDIDATES = 8  # telling remarks that are tried as a line before the topic is given up to the annex
IDEAS = 80  # remarks of a topic among which distinct ideas are looked for
DISTINCT = 0.12  # below this overlap of content words with the line, a remark is an idea of its own
GOOD_ENOUGH = 0.6  # well-formedness that a measure needs
QUOTE = 700  # characters: longer remarks are quoted by their first sentences


@dataclass(frozen=True, slots=True)
class Context:
    """What the drafting of any line needs."""

    meetings: Mapping[str, Meeting]
    labels: Mapping[str, Label]
    options: DraftOptions
    sittings: int


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


def draft_line(remark: Remark, nature: Nature, options: DraftOptions) -> str:
    """The line that a remark gives, whatever its quality."""
    return rewrite(remark, options.form).text if nature == "preconisation" else constat(remark)


def reads_well(remark: Remark, text: str, nature: Nature, options: DraftOptions) -> bool:
    """Whether a line stands alone in a document: well formed, resolved, without its speaker."""
    if well_formedness(remark) < GOOD_ENOUGH or not clean_line(text):
        return False
    return nature != "preconisation" or rewrite(remark, options.form).resolved


def build(
    topic: Topic, remarks: Sequence[Remark], nature: Nature, context: Context
) -> tuple[Statement | None, list[Statement]]:
    """The statement of a topic for one group of natures, and the statements that go to the annex instead.

    ``remarks``: the usable remarks of the group, at least one, sorted by id.
    """
    annexed = [
        _single(topic, r, nature, context, (marks.INDIVIDUAL,))
        for r in remarks
        if marks.INDIVIDUAL in marks.flags(r.text)
    ]
    rest = [r for r in remarks if marks.INDIVIDUAL not in marks.flags(r.text)]
    voiced = [r for r in rest if r.weight > 0 or r.turn == "cadrage"]
    if not rest:
        return None, annexed
    if not voiced:
        return None, [*annexed, _group(topic, rest, nature, context, ("sans_voix",))]
    ranked = ranking(voiced, topic.representative)
    chosen, failures = _found(ranked, nature, context.options)
    if chosen is None:
        return None, [
            *annexed,
            _group(topic, [ranked[0], *(r for r in rest if r.id != ranked[0].id)], nature, context, failures),
        ]
    return _statement(topic, chosen, ranked, rest, nature, context), annexed


def _found(
    ranked: Sequence[Remark], nature: Nature, options: DraftOptions
) -> tuple[tuple[Remark, str] | None, tuple[str, ...]]:
    """The first telling remark whose line passes the check and reads alone, else the first that passes, else why none
    does.
    """
    failures: tuple[str, ...] = ()
    passed: tuple[Remark, str] | None = None
    for remark in ranked[:CANDIDATES]:
        for text in _versions(remark, nature, options):
            bad = line_violations(text, remark) if text else [("controle:ligne-vide", "")]
            if not bad and reads_well(remark, text, nature, options):
                return (remark, text), ()
            if bad:
                failures = failures or tuple(sorted({reason for reason, _ in bad}))
            else:
                passed = passed or (remark, text)
    return passed, () if passed else failures


def _versions(remark: Remark, nature: Nature, options: DraftOptions) -> list[str]:
    """The rewritten line, then the cleaned source: what fails the check as a noun may pass as it was said."""
    stop = nature != "preconisation"
    drafted, source = draft_line(remark, nature, options), ty.line(remark.text, stop=stop)
    return [drafted] if drafted == source else [drafted, source]


def _statement(
    topic: Topic,
    chosen: tuple[Remark, str],
    ranked: Sequence[Remark],
    rest: Sequence[Remark],
    nature: Nature,
    context: Context,
) -> Statement:
    founder, text = chosen
    asks = nature == "preconisation"
    against = polarity.opponents(founder, rest, asks=asks)
    against_ids = {r.id for r in against}
    allies = [founder, *(r for r in rest if r.id != founder.id and r.id not in against_ids)]
    measures, inside = _measures(founder, [r for r in ranked if r.id not in against_ids], context)
    behind = [r for r in allies if r.id not in inside]
    voices = count_voices(allies, context.meetings)
    opposed = count_voices(against, context.meetings)
    said = content(founder)
    agreeing = count_voices([r for r in allies if r.id == founder.id or content(r) & said], context.meetings)
    divided = any(polarity.DIVIDED.search(r.text) for r in behind)
    where = position(voices, opposed, context.options, meetings=context.sittings, counted_vote=vote(behind))
    if where == "consensus":  # only those who speak of the very thing can agree on it
        close = position(agreeing, opposed, context.options, meetings=context.sittings)
        where = "consensus" if close == "consensus" else "repandu"
    flags = sorted(
        {flag for r in (founder,) for flag in marks.flags(r.text)}
        | ({"avis_rapportes_divergents"} if divided else set())
    )
    nature_ = context.labels[founder.id].nature if founder.id in context.labels else nature
    return Statement(
        id=identifier("s", founder.id),
        nature=nature_,
        text=text,
        topic=topic.id,
        position="divergent" if divided and where != "majoritaire" else where,
        voices=voices,
        supports=tuple(quote(r) for r in behind),
        measures=measures,
        opposing=tuple(quote(r) for r in against),
        flags=tuple(flags),
        frame=marks.frame(founder.text) if asks else None,
        addressee=marks.addressee(founder.text) if asks else None,
        deadline=marks.deadline(founder.text) if asks else None,
    )


def _measures(
    founder: Remark, ranked: Sequence[Remark], context: Context
) -> tuple[tuple[Measure, ...], frozenset[str]]:
    """Distinct ideas of the topic as sub-lines, most voices first, and the ids of the remarks that support them."""
    if context.options.max_measures == 0:
        return (), frozenset()
    said = content(founder)
    ideas: list[tuple[frozenset[str], list[Remark]]] = []
    for remark in ranked[:IDEAS]:
        words = content(remark)
        if remark.id == founder.id or not words or _overlap(words, said) >= DISTINCT:
            continue
        for stems, members in ideas:
            if _overlap(words, stems) >= 0.4:
                members.append(remark)
                break
        else:
            ideas.append((words, [remark]))
    ideas.sort(key=lambda idea: (-len(idea[1]), idea[1][0].id))
    made: list[Measure] = []
    inside: set[str] = set()
    for _, members in ideas:
        if len(made) == context.options.max_measures:
            break
        first = members[0]
        if marks.flags(first.text):
            continue
        nature = context.labels[first.id].nature
        text = draft_line(first, nature, context.options)
        if not text or line_violations(text, first) or not reads_well(first, text, nature, context.options):
            continue
        made.append(Measure(text, tuple(quote(r) for r in members)))
        inside |= {r.id for r in members}
    return tuple(made), frozenset(inside)


def _overlap(one: frozenset[str], two: frozenset[str]) -> float:
    return len(one & two) / max(1, min(len(one), len(two)))


def _single(topic: Topic, remark: Remark, nature: Nature, context: Context, flags: tuple[str, ...]) -> Statement:
    return _group(topic, [remark], nature, context, flags)


def _group(
    topic: Topic, remarks: Sequence[Remark], nature: Nature, context: Context, flags: tuple[str, ...]
) -> Statement:
    """A statement for the annex: the words of its first remark, as they are."""
    first = remarks[0]
    voices = count_voices(remarks, context.meetings)
    return Statement(
        id=identifier("s", first.id),
        nature=context.labels[first.id].nature if first.id in context.labels else nature,
        text=ty.line(first.text, stop=nature != "preconisation"),
        topic=topic.id,
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
