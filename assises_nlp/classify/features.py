"""Remarks -> the features that the classifiers see: sentence vectors, n-grams, grammatical cues, concepts.

Every block is scaled so that a remark's mean squared length in it is the block's weight (:data:`WEIGHTS`, chosen by
cross-validation grouped by source): the sum of the blocks' linear kernels is then a weighted mean of comparable
kernels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from assises_nlp.classify.concepts import concept_values
from assises_nlp.classify.concepts import names as concept_names
from assises_nlp.classify.cues import cue_values, fold
from assises_nlp.classify.cues import names as cue_names
from assises_nlp.classify.spelling import readable
from assises_nlp.records import Token

WEIGHTS = {"use": 0.7, "e5": 1.0, "characters": 1.0, "lemmas": 0.7, "words": 0.7, "cues": 0.5, "concepts": 1.0}
SPARSE = ("characters", "lemmas", "words")
_USE = 512
_DAMPING = 0.03
"""Added to a cue's standard deviation, so that a rare one does not weigh more than a frequent one."""
Matrix: TypeAlias = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Prepared:
    """What the classifiers need of ``n`` remarks: folded texts and lemmas, cues (n, c), concepts (n, k), vectors (n,
    d)."""

    texts: tuple[str, ...]
    lemmas: tuple[str, ...]
    cues: Matrix
    concepts: Matrix
    vectors: Matrix

    def __len__(self) -> int:
        return len(self.texts)

    def take(self, indexes: Sequence[int] | npt.NDArray[np.int64]) -> Prepared:
        """The remarks at ``indexes``, in that order."""
        chosen = [int(index) for index in indexes]
        return Prepared(
            tuple(self.texts[i] for i in chosen),
            tuple(self.lemmas[i] for i in chosen),
            self.cues[chosen],
            self.concepts[chosen],
            self.vectors[chosen],
        )

    def without_e5(self) -> Prepared:
        """The same remarks as the fast path sees them."""
        return Prepared(self.texts, self.lemmas, self.cues, self.concepts, self.vectors[:, :_USE])


def prepare(texts: Sequence[str], tokens: Sequence[Sequence[Token]], use: Matrix, e5: Matrix | None) -> Prepared:
    """Gather the features of remarks.

    ``use`` has shape (n, 512), ``e5`` (n, 384) or None where it is not installed; both are best made from
    :func:`assises_nlp.classify.spelling.readable` of the texts.
    """
    plain = [readable(text) for text in texts]
    folded = tuple(fold(text) for text in plain)
    lemmas = tuple(" ".join(fold(t.lemma) for t in remark if t.pos not in {"PUNCT", "SPACE"}) for remark in tokens)
    cues = [cue_values(text, remark) for text, remark in zip(plain, tokens, strict=True)]
    concepts = [concept_values(text) for text in folded]
    count = len(texts)
    return Prepared(
        folded,
        lemmas,
        np.array(cues, dtype=np.float32).reshape(count, len(cue_names())),
        np.array(concepts, dtype=np.float32).reshape(count, len(concept_names())),
        use if e5 is None else np.hstack([use, e5]),
    )


@dataclass(slots=True)
class Vocabulary:
    """N-grams and their inverse document frequencies; rebuilt into scikit-learn's vectorizer, kept on disk as plain
    arrays."""

    kind: str
    terms: tuple[str, ...] = ()
    idf: Matrix = field(default_factory=lambda: np.zeros(0, np.float32))
    _vectorizer: Any = None

    def fit(self, texts: Sequence[str]) -> Vocabulary:
        vectorizer = _vectorizer(self.kind).fit(texts)
        self.terms = tuple(str(term) for term in vectorizer.get_feature_names_out())
        self.idf = np.round(vectorizer.idf_, 4).astype(np.float32)
        return self

    def transform(self, texts: Sequence[str]) -> Any:
        """Sparse tf-idf matrix (n, terms), rows of length 1 or 0."""
        if self._vectorizer is None:
            self._vectorizer = _vectorizer(self.kind, self.terms)
            self._vectorizer.idf_ = self.idf
        return self._vectorizer.transform(texts)


def _vectorizer(kind: str, terms: Sequence[str] | None = None) -> Any:
    from sklearn.feature_extraction.text import TfidfVectorizer

    options: dict[str, dict[str, Any]] = {
        "characters": {"analyzer": "char_wb", "ngram_range": (2, 5), "min_df": 3, "max_features": 24_000},
        "lemmas": {"ngram_range": (1, 2), "min_df": 2, "token_pattern": r"\S+", "max_features": 12_000},
        "words": {"ngram_range": (1, 3), "min_df": 2, "token_pattern": r"[a-z0-9]+|[?!]", "max_features": 14_000},
    }
    chosen = options[kind]
    if terms is not None:
        chosen = {**chosen, "vocabulary": terms, "max_features": None}
    return TfidfVectorizer(sublinear_tf=True, dtype=np.float32, lowercase=False, **chosen)


@dataclass(slots=True)
class Featurizer:
    """Fitted vocabularies, means and scales: :class:`Prepared` remarks -> a dense and a sparse block of columns."""

    vocabularies: dict[str, Vocabulary] = field(default_factory=dict)
    centre: Matrix = field(default_factory=lambda: np.zeros(0, np.float32))
    scale: Matrix = field(default_factory=lambda: np.zeros(0, np.float32))

    def fit(self, prepared: Prepared) -> Featurizer:
        """Learn from remarks; no label is looked at."""
        for kind in SPARSE:
            self.vocabularies[kind] = Vocabulary(kind).fit(_texts(prepared, kind))
        dense = np.hstack([prepared.vectors, prepared.cues, prepared.concepts]).astype(np.float64)
        self.centre = np.round(dense.mean(axis=0), 5).astype(np.float32)
        self.scale = np.zeros(dense.shape[1], np.float32)
        start = 0
        for name, width in self._dense_blocks(prepared):
            part = dense[:, start : start + width] - self.centre[start : start + width]
            spread = part.std(axis=0) + _DAMPING if name in {"cues", "concepts"} else np.ones(width)
            length = float(((part / spread) ** 2).sum(axis=1).mean())
            self.scale[start : start + width] = np.round(np.sqrt(WEIGHTS[name] / max(length, 1e-9)) / spread, 5)
            start += width
        return self

    def transform(self, prepared: Prepared) -> tuple[Matrix, Any]:
        """Dense (n, d) and sparse (n, t) features."""
        from scipy.sparse import hstack

        dense = (np.hstack([prepared.vectors, prepared.cues, prepared.concepts]) - self.centre) * self.scale
        parts = [
            self.vocabularies[kind].transform(_texts(prepared, kind)) * np.float32(np.sqrt(WEIGHTS[kind]))
            for kind in SPARSE
        ]
        return dense.astype(np.float32), hstack(parts).tocsr()

    @staticmethod
    def _dense_blocks(prepared: Prepared) -> list[tuple[str, int]]:
        width = prepared.vectors.shape[1]
        blocks = [("use", min(width, _USE))] + ([("e5", width - _USE)] if width > _USE else [])
        return [*blocks, ("cues", prepared.cues.shape[1]), ("concepts", prepared.concepts.shape[1])]


def _texts(prepared: Prepared, kind: str) -> tuple[str, ...]:
    return prepared.lemmas if kind == "lemmas" else prepared.texts
