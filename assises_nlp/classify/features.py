"""Remarks -> the matrix that the classifiers see: sentence vectors, character and lemma n-grams, grammatical cues."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from assises_nlp.classify.cues import cue_values, fold
from assises_nlp.records import Token

CUE_SCALE = 0.3
"""Cues are 0 or 1 and many; the vectors and n-grams have length 1. Chosen by cross-validation."""
E5_SCALE = 3.0
"""E5's vectors stand close together: once centred they are about a third as long as USE's."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What the classifiers need of ``n`` remarks: texts, folded lemmas, cues (n, c) and vectors (n, d)."""

    texts: tuple[str, ...]
    lemmas: tuple[str, ...]
    cues: npt.NDArray[np.float32]
    vectors: npt.NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.texts)

    def take(self, indexes: Sequence[int] | npt.NDArray[np.int64]) -> Prepared:
        """The remarks at ``indexes``, in that order."""
        chosen = [int(index) for index in indexes]
        return Prepared(
            tuple(self.texts[i] for i in chosen),
            tuple(self.lemmas[i] for i in chosen),
            self.cues[chosen],
            self.vectors[chosen],
        )


def prepare(
    texts: Sequence[str],
    tokens: Sequence[Sequence[Token]],
    use: npt.NDArray[np.float32],
    e5: npt.NDArray[np.float32] | None,
) -> Prepared:
    """Gather the features of remarks. ``use`` has shape (n, 512), ``e5`` (n, 384) or None where it is not installed."""
    lemmas = tuple(" ".join(fold(t.lemma) for t in remark if t.pos not in {"PUNCT", "SPACE"}) for remark in tokens)
    cues = np.array([cue_values(text, remark) for text, remark in zip(texts, tokens, strict=True)], dtype=np.float32)
    vectors = use if e5 is None else np.hstack([use, e5])
    return Prepared(tuple(texts), lemmas, cues.reshape(len(texts), -1), vectors)


class Featurizer:
    """Fitted n-gram vocabularies and the mean vector: turns :class:`Prepared` remarks into a sparse matrix."""

    def __init__(self, max_ngrams: int = 40_000) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer

        self.characters = TfidfVectorizer(
            analyzer="char_wb",
            ngram_range=(2, 5),
            min_df=2,
            sublinear_tf=True,
            max_features=max_ngrams,
            dtype=np.float32,
        )
        self.words = TfidfVectorizer(
            ngram_range=(1, 2),
            min_df=2,
            sublinear_tf=True,
            token_pattern=r"\S+",
            max_features=max_ngrams // 2,
            dtype=np.float32,
        )
        self.centre: npt.NDArray[np.float32] = np.zeros(0, np.float32)

    def fit(self, prepared: Prepared) -> Featurizer:
        self.characters.fit([fold(text) for text in prepared.texts])
        self.words.fit(prepared.lemmas)
        self.centre = np.round(prepared.vectors.mean(axis=0), 4).astype(np.float32)
        return self

    def transform(self, prepared: Prepared) -> Any:
        """Sparse matrix of shape (n, features)."""
        from scipy.sparse import csr_matrix, hstack

        vectors = prepared.vectors.copy()
        if vectors.shape[1] > 512:
            vectors[:, 512:] = (vectors[:, 512:] - self.centre[512:]) * E5_SCALE
        return hstack(
            [
                csr_matrix(vectors),
                self.characters.transform([fold(text) for text in prepared.texts]),
                self.words.transform(prepared.lemmas),
                csr_matrix(prepared.cues * CUE_SCALE),
            ]
        ).tocsr()
