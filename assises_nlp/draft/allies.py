"""Which remarks say what a line says: those that it rests on.

The thresholds were read off a consultation that was kept apart: of the pairs of remarks that pass, nine in ten are
filed under one subject by a reader.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from assises_nlp.draft import polarity
from assises_nlp.draft.check import negations
from assises_nlp.draft.concepts import ACTORS, COVERED, COVERED_TWO, NEAR, Concepts
from assises_nlp.draft.founders import Candidate, Context, asked
from assises_nlp.draft.nearness import Shared, overlap, weighted
from assises_nlp.records import Remark

PARAPHRASE = 0.42
"""Likeness of two sentences from which a word of what is done in common is enough."""
ALIKE = 0.45
"""The same for remarks of one subject."""
LIKE, ABOUT = 0.38, 0.42
"""Likeness of two sentences and nearness of their subjects from which a quarter of the line in common is enough."""
JUDGED, NOT_FOREIGN = 0.35, 0.2
"""Nearness of their subjects and likeness from which two judgements of one sign are one."""
HEARD, SAME_SUBJECT = 0.25, 0.32
"""The same for remarks that hold most of the line's words."""
SAME = 0.62
"""Likeness of two sentences from which they say the same whatever their words."""
THING = 0.2
"""Share of what is proper to the line, among the remarks of its subject, that a remark must hold."""
PROPER = 0.15
"""Share of a line's weight that is proper to it, below which the line says its subject and nothing more."""
CERTAIN = 0.6
"""Share of a judgement's words that a remark without judgement must hold to support it."""
FEW = 5
"""Remarks of a subject below which nothing can be said to be common among them."""
Mask = npt.NDArray[np.bool_]


def allies(
    made: Sequence[Candidate], remarks: Sequence[Remark], shared: Shared, context: Context, *, asks: bool
) -> Mask:
    """Which of ``remarks`` (columns) say what each candidate line (rows) says, shape (made, remarks).

    They hold most of its words, or are close in meaning and share some, or judge the same thing in the same way. A
    remark on the other side, or about another place than those that the line names, never supports it.
    ``shared``: what the founders share with the remarks. ``asks``: whether these are requests.
    """
    covered, several, core = _held(made, remarks, context.concepts)
    words = (covered >= COVERED) | (several & (covered >= COVERED_TWO))
    found = core & (
        (shared.meaning >= PARAPHRASE)
        | ((shared.meaning >= ALIKE) & (shared.subject >= ABOUT))
        | (words & (shared.subject >= SAME_SUBJECT) & (shared.meaning >= HEARD))
        | ((covered >= NEAR) & (shared.meaning >= LIKE) & (shared.subject >= ABOUT))
    )
    _keep_very_thing(found, made, remarks, shared, context.concepts)
    if not context.nearness.sentences:  # words alone, then
        found |= words & core & (shared.subject > 0)
    alone = np.array([not (c.says - ACTORS) for c in made])
    for row in np.flatnonzero(alone).tolist():  # a line that only says who acts is said by the same words alone
        found[row] = [context.concepts.get(remark) == made[row].says for remark in remarks]
    if not asks:
        found |= _same_judgement(made, remarks, shared)
    signs = _Signs(remarks, asks=asks)
    for row, column in np.argwhere(found).tolist():
        if not signs.agree(made[row].remark, column, float(covered[row, column])):
            found[row, column] = False
    own = {remark.id: column for column, remark in enumerate(remarks)}
    texts: dict[str, list[int]] = {}
    for column, remark in enumerate(remarks):
        texts.setdefault(remark.text, []).append(column)
    for row, candidate in enumerate(made):
        found[row, texts.get(candidate.remark.text, [])] = True
        if candidate.remark.id in own:
            found[row, own[candidate.remark.id]] = True
    return found


def _held(
    made: Sequence[Candidate], remarks: Sequence[Remark], concepts: Concepts
) -> tuple[npt.NDArray[np.float64], Mask, Mask]:
    """For each line and remark: the share of the line's weight that the remark holds, whether it holds two of its
    concepts (or its only one), and one of what is done.
    """
    said = [concepts.get(remark) for remark in remarks]
    lines = weighted([c.says for c in made], concepts)
    shared = overlap(lines, weighted(said, concepts))
    whole = np.array([max(1e-6, sum(line.values())) for line in lines])[:, None]
    ones = [dict.fromkeys(sorted(c.says), 1.0) for c in made]
    core = [dict.fromkeys(sorted(c.says - ACTORS), 1.0) for c in made]
    others = [dict.fromkeys(sorted(names), 1.0) for names in said]
    count, done = np.round(overlap(ones, others)), np.round(overlap(core, others))
    size = np.array([len(c) for c in core])[:, None]
    covered = np.round(shared / whole, 3)
    covered[(count == 1) & (size > 1)] = np.minimum(covered[(count == 1) & (size > 1)], COVERED - 0.001)
    return covered, count >= 2, done >= 1


def _keep_very_thing(
    found: Mask, made: Sequence[Candidate], remarks: Sequence[Remark], shared: Shared, concepts: Concepts
) -> None:
    """Take out of ``found`` the remarks that hold nothing of what is proper to a line among the remarks of its subject:
    that two remarks both speak of drones tells nothing where everybody around does.
    """
    said = [concepts.get(remark) for remark in remarks]
    for row, candidate in enumerate(made):
        around = [said[column] for column in np.flatnonzero(shared.subject[row] >= SAME_SUBJECT).tolist()]
        proper = {
            name: concepts.mass((name,)) * (1 - sum(name in names for names in around) / max(1, len(around)))
            for name in sorted(candidate.says - ACTORS)
        }
        whole = sum(proper.values())
        if len(around) < FEW or whole < PROPER * concepts.mass(candidate.says):
            continue
        for column in np.flatnonzero(found[row] & (shared.meaning[row] < SAME)).tolist():
            held = sum(weight for name, weight in proper.items() if name in said[column])
            found[row, column] = round(held / whole, 4) >= THING


def _same_judgement(made: Sequence[Candidate], remarks: Sequence[Remark], shared: Shared) -> Mask:
    """Remarks that judge one subject alike, in other words: « à l’écoute » and « très satisfait »."""
    left = np.array([polarity.value(c.remark) for c in made])[:, None]
    right = np.array([polarity.value(r) for r in remarks])[None, :]
    return np.asarray((left * right == 1) & (shared.subject >= JUDGED) & (shared.meaning >= NOT_FOREIGN), bool)


class _Signs:
    """Whether a remark is on the side of a line: asked or refused, praised or deplored, of the same place."""

    def __init__(self, remarks: Sequence[Remark], *, asks: bool) -> None:
        self.remarks, self.asks = remarks, asks

    def agree(self, first: Remark, column: int, covered: float) -> bool:
        remark = self.remarks[column]
        places = named_places(first)
        if places and elsewhere(places, named_places(remark)):
            return False
        if self.asks:
            return asked(remark) and _same_request(first, remark)
        mine, its = polarity.value(first), polarity.value(remark)
        if mine == its:
            return True
        return not mine * its and covered >= CERTAIN


def _same_request(first: Remark, remark: Remark) -> bool:
    """Only a refusal supports a refusal."""
    mine, its = polarity.stance(first), polarity.stance(remark)
    if mine < 0 or its < 0:
        return mine < 0 and its < 0
    return bool(negations(first.text)) == bool(negations(remark.text)) or mine == its == 1


def named_places(remark: Remark) -> frozenset[str]:
    """The proper nouns of a remark, its first word, acronyms and placeholders left out."""
    return frozenset(
        token.text.lower()
        for index, token in enumerate(remark.tokens)
        if index
        and token.pos == "PROPN"
        and token.text[:1].isupper()
        and not token.text.isupper()
        and remark.tokens[index - 1].text != "["
    )


def elsewhere(places: frozenset[str], others: frozenset[str]) -> bool:
    """Whether a remark names places, and none of those that the line names."""
    return bool(others) and not places & others
