"""Which lines answer which: a préconisation its constats, an authority's engagement the lines that it is about."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from assises_nlp.draft.concepts import ACTORS, concepts, text_concepts
from assises_nlp.draft.engagements import kept
from assises_nlp.draft.phrasebook import NO_OPINION, Likelihood, Phrasebook
from assises_nlp.records import Engagement, Remark, Statement

SHARED = 2
"""Concepts that an engagement and a line of its topic share, from which the one is about the other."""
LIGHT = text_concepts(
    "renforcement développement amélioration sécurité mise place réunion commune département public moyens"
)
"""Concepts of a line that tell nothing of what it is about."""
PROVEN = 10
"""What an engagement that proves a measure is worth beside the concepts that it shares."""
SURE = 2
"""Rank, in the second opinion, before which a line is what an engagement is about."""
LIKELY = 8
"""The same, from which it is not."""
BEFORE = 3
"""Remarks of the room before an engagement, in its document, that it may reply to."""
REPLY = 2
"""What it is worth that an engagement comes just after a remark that supports a line, and speaks of it."""
MOST = 1
"""Lines of one kind (asked, observed) beside which an engagement is printed: the one with which it shares most."""


_POSTED = re.compile(r"(?i)\bsort(?:ie|ant)e?s? d[’']écoles?\b")
"""« Quatre sortants d’école sont attendus »: those who leave the school of the police, not the gates of a school."""


def linked(
    drafted: Sequence[Statement],
    engagements: Sequence[Engagement],
    akin: Iterable[tuple[str, str]],
    book: Phrasebook,
    of_topic: Mapping[str, str],
    remarks: Mapping[str, Remark],
    likelihood: Likelihood = NO_OPINION,
) -> tuple[list[Statement], list[Engagement]]:
    """The lines with the ids of those that they answer or that answer them, and the engagements that are printed.

    ``akin``: pairs of a constat and a préconisation that remarks show to be on one axis. ``of_topic``: the topic of each
    remark. ``likelihood``: a second opinion on what an engagement is about.
    """
    links: dict[str, set[str]] = {line.id: set() for line in drafted}
    pairs = answers(drafted, book)
    for one, two in [*akin, *pairs]:
        links[one].add(two)
        links[two].add(one)
    promises = kept([_about(made, drafted, pairs, book, of_topic, remarks, likelihood) for made in engagements])
    for made in promises:
        for line_id in made.linked:
            links[line_id].add(made.id)
    return [replace(line, linked=tuple(sorted(links[line.id]))) for line in drafted], promises


def answers(drafted: Sequence[Statement], book: Phrasebook) -> list[tuple[str, str]]:
    """A préconisation and the constats that it answers: as the phrasebook says, or of one topic where it says nothing."""
    asked, observed = _sides(drafted)
    return [(one.id, two.id) for one in asked for two in observed if _answers_it(one, two, book)]


def _sides(drafted: Sequence[Statement]) -> tuple[list[Statement], list[Statement]]:
    """What is asked, and what is observed."""
    asked = [line for line in drafted if line.nature == "preconisation"]
    return asked, [line for line in drafted if line.nature != "preconisation"]


def _answers_it(one: Statement, two: Statement, book: Phrasebook) -> bool:
    mine, its = book.behind(one), book.behind(two)
    if mine is None or its is None:
        return bool(one.topic) and one.topic == two.topic
    if mine.answers:
        return any({*mine.answers} & {*line.parts} for line in (its, *book.contraries(its)))
    return bool({*mine.subjects} & {*its.subjects}) and any(item.tone <= 0 for item in its.items)


def _about(
    made: Engagement,
    drafted: Sequence[Statement],
    pairs: Collection[tuple[str, str]],
    book: Phrasebook,
    of_topic: Mapping[str, str],
    remarks: Mapping[str, Remark],
    likelihood: Likelihood,
) -> Engagement:
    """The engagement with the lines that it answers: it says the thing that they ask for or observe. ``pairs``: as
    :func:`answers` gives them.
    """
    behind = [remarks[s.remark] for s in made.supports if s.remark in remarks]
    said = {name for r in behind for name in concepts(r)} - ACTORS
    if any(_POSTED.search(r.text) for r in behind):
        said, likelihood = said - text_concepts("école sortie"), NO_OPINION
        behind = [replace(r, text=_POSTED.sub("effectifs", r.text)) for r in behind]
    topics = {of_topic[r.id] for r in behind if r.id in of_topic}
    scores = {line.id: _nearness(line, behind, said, topics, book, of_topic, remarks) for line in drafted}
    asked_before = {r.id for promise in behind for r in _before(promise, remarks)}
    for line in drafted:
        replied = [remarks[s.remark] for s in line.supports if s.remark in asked_before]
        rank = _rank(line, behind, book, likelihood)
        if any(_shared(said, concepts(r)) for r in replied) or (replied and rank is not None and rank < LIKELY):
            scores[line.id] += REPLY
    asked, observed = _sides(drafted)
    found = _best({line.id: _likely(line, behind, said, book, likelihood, scores[line.id]) for line in asked})
    near = {two for one, two in pairs if one in found}
    found += _best({line.id: scores[line.id] for line in observed if line.id in near or scores[line.id] > PROVEN})
    return replace(made, linked=tuple(sorted(found)))


def _before(promise: Remark, remarks: Mapping[str, Remark]) -> list[Remark]:
    """The last remarks of the room before an authority speaks, in its document."""
    room = (
        r
        for r in remarks.values()
        if r.document == promise.document and r.locator.start < promise.locator.start and r.weight and not r.authority
    )
    return sorted(room, key=lambda r: (-r.locator.start, r.id))[:BEFORE]


def _rank(line: Statement, behind: Sequence[Remark], book: Phrasebook, likelihood: Likelihood) -> int | None:
    """The best rank, in the second opinion, of the parts of the axis that a line is of, its own where it is of none."""
    entry = book.behind(line)
    whole = [] if entry is None else [*book.joining(entry), entry][:1]
    ranks = [likelihood.rank(remark.id, part) for remark in behind for axis in whole for part in axis.parts]
    return min((rank for rank in ranks if rank is not None), default=None)


def _best(scores: Mapping[str, int]) -> list[str]:
    return [name for _, name in sorted((-score, name) for name, score in scores.items() if score)[:MOST]]


def _likely(
    line: Statement,
    behind: Sequence[Remark],
    said: Collection[str],
    book: Phrasebook,
    likelihood: Likelihood,
    score: int,
) -> int:
    """The score of a line with the second opinion: what is thought most likely counts, the next too where it shares a
    concept with the text of the line, and what is thought unlikely does not.
    """
    rank = _rank(line, behind, book, likelihood)
    if rank is None or score > PROVEN:
        return score
    if rank < SURE:
        return max(score, SHARED) + SURE - rank if score or not rank else _shared(said, _written(line))
    return score if rank < LIKELY else 0


def _nearness(
    line: Statement,
    behind: Sequence[Remark],
    said: Collection[str],
    topics: Collection[str],
    book: Phrasebook,
    of_topic: Mapping[str, str],
    remarks: Mapping[str, Remark],
) -> int:
    """0 where an engagement is about something else. Where its words prove a measure, what it shares with that measure
    counts; elsewhere it must be in a topic of the line and share a concept with its text, or several with a support.
    """
    worded = book.behind(line)
    proven = [item for item in worded.items if any(item.proof.find(r.text) for r in behind)] if worded else []
    if proven:
        return PROVEN + max(_shared(said, text_concepts(item.text)) for item in proven) + len(proven)
    own = [remarks[s.remark] for s in line.supports if s.remark in remarks]
    near = [r for r in own if of_topic.get(r.id) in topics]
    if not near:
        return 0
    return max(
        _shared(said, _written(line)), *(share for r in near if (share := _shared(said, concepts(r))) >= SHARED), 0
    )


def _written(line: Statement) -> frozenset[str]:
    """The concepts of the text of a line and of its measures."""
    return text_concepts(" ".join((line.text, *(measure.text for measure in line.measures)))) - LIGHT


def _shared(one: Collection[str], two: Collection[str]) -> int:
    return len({*one} & ({*two} - ACTORS))
