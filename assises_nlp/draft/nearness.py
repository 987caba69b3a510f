"""How near two remarks of a theme are: in subject, in meaning, in words.

``places`` come from the topics stage: the dot product of two of them is near 1 where the remarks speak of one subject.
``sentences`` are the encoder's unit vectors. Where there are none (a caller that has no vectors), the topic of each
remark stands for its subject, and its idea for its meaning.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from assises_nlp.draft.concepts import Concepts
from assises_nlp.records import Remark, Topic

Matrix = npt.NDArray[np.float32]
SUBJECT, MEANING, WORDS = 0.7, 0.15, 0.15
"""Shares of subject, meaning and words in the nearness of two remarks."""
ONE_TOPIC, ONE_IDEA = 0.45, 0.5
"""Without vectors: nearness in subject of two remarks of a topic, and in meaning of two of an idea."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What each of some remarks (rows) shares with each of others (columns).

    ``subject`` and ``meaning``: 0 to 1; ``words``: weight of the shared words over that of all the words of both.
    """

    subject: Matrix
    meaning: Matrix
    words: Matrix

    @property
    def near(self) -> Matrix:
        return np.asarray(np.round(SUBJECT * self.subject + MEANING * self.meaning + WORDS * self.words, 3), np.float32)


@dataclass(frozen=True, slots=True)
class Nearness:
    """Measures how near remarks of one theme are; three decimals, so that no threshold hangs on the last bit."""

    concepts: Concepts
    places: Mapping[str, Matrix] = field(default_factory=dict)
    sentences: Mapping[str, Matrix] = field(default_factory=dict)
    topic_of: Mapping[str, str] = field(default_factory=dict)
    idea_of: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        concepts: Concepts,
        topics: Sequence[Topic],
        places: Mapping[str, Matrix] | None = None,
        sentences: Mapping[str, Matrix] | None = None,
    ) -> Nearness:
        topic_of = {remark: topic.id for topic in topics for remark in topic.remarks}
        idea_of = {r: f"{topic.id}/{n}" for topic in topics for n, idea in enumerate(topic.ideas) for r in idea}
        return cls(concepts, places or {}, sentences or {}, topic_of, idea_of)

    def between(self, ones: Sequence[Remark], others: Sequence[Remark]) -> Shared:
        """What each of ``ones`` shares with each of ``others``."""
        return Shared(
            _product(self.places, ones, others, self.topic_of, ONE_TOPIC),
            _product(self.sentences, ones, others, self.idea_of, ONE_IDEA),
            self._words(ones, others),
        )

    def _words(self, ones: Sequence[Remark], others: Sequence[Remark]) -> Matrix:
        left, right = (weighted([self.concepts.get(r) for r in side], self.concepts) for side in (ones, others))
        shared = overlap(left, right)
        one, two = (np.array([sum(row.values()) for row in rows], np.float64) for rows in (left, right))
        every = np.maximum(one[:, None] + two[None, :] - shared, 1e-6)
        return np.asarray(np.round(shared / every, 3), np.float32)


def weighted(sides: Sequence[frozenset[str]], concepts: Concepts) -> list[dict[str, float]]:
    """The concepts of each side with their weights."""
    return [{name: concepts.mass((name,)) for name in sorted(names)} for names in sides]


def overlap(ones: Sequence[Mapping[str, float]], others: Sequence[Mapping[str, float]]) -> npt.NDArray[np.float64]:
    """The weight of what each of ``ones`` shares with each of ``others``, shape (ones, others)."""
    from scipy.sparse import csr_matrix

    codes: dict[str, int] = {}
    parts = []
    for rows in (ones, others):
        where = [
            (row, codes.setdefault(name, len(codes)), weight)
            for row, names in enumerate(rows)
            for name, weight in names.items()
        ]
        parts.append((where, len(rows)))
    width = max(1, len(codes))
    left, right = (
        csr_matrix(
            (np.sqrt([w for _, _, w in where]), ([r for r, _, _ in where], [c for _, c, _ in where])),
            shape=(count, width),
        )
        for where, count in parts
    )
    return np.asarray((left @ right.T).toarray(), np.float64)


def _product(
    vectors: Mapping[str, Matrix],
    ones: Sequence[Remark],
    others: Sequence[Remark],
    groups: Mapping[str, str],
    same: float,
) -> Matrix:
    """Dot products of the remarks' vectors; without vectors, ``same`` for two remarks of one group and 0 otherwise."""
    if not ones or not others:
        return np.zeros((len(ones), len(others)), np.float32)
    if all(r.id in vectors for r in (*ones, *others)):
        # In double precision: the last bits, which depend on the number of cores, are then far below the rounding.
        left, right = (np.stack([vectors[r.id] for r in side]).astype(np.float64) for side in (ones, others))
        return np.asarray(np.round(np.clip(left @ right.T, 0, 1), 3), np.float32)
    codes: dict[str, int] = {}
    left, right = (
        np.array([codes.setdefault(groups.get(r.id, f"{n} {r.id}"), len(codes)) for r in side])
        for n, side in enumerate((ones, others))
    )
    return np.asarray(np.where(left[:, None] == right[None, :], same, 0), np.float32)
