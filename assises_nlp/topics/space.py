"""The subject space: where two remarks are near when a rapporteur would put them under one subject.

Sentence vectors are near when two sentences are alike in any way (tone, length, request or complaint). A linear
discriminant analysis (Fisher 1936, with shrinkage), fitted on the subjects of the annotated remarks, keeps the
directions that tell subjects apart and forgets the others.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assises_nlp.records import Token

log = logging.getLogger(__name__)

LEMMA_WEIGHT = 0.7
E5_SCALE = 3.0
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
Matrix = npt.NDArray[np.float64]


def content_lemmas(tokens: Sequence[Token]) -> str:
    """Folded lemmas of the content words, of three letters or more, joined by spaces."""
    import unicodedata

    words = []
    for token in tokens:
        if token.pos in _CONTENT:
            plain = unicodedata.normalize("NFD", token.lemma.lower())
            word = "".join(c for c in plain if not unicodedata.combining(c))
            if len(word) > 2 and word[0].isalpha():
                words.append(word.replace(" ", ""))
    return " ".join(words)


@dataclass(slots=True)
class SubjectSpace:
    """Fitted parts: ``vectorizer`` and ``reduction`` for lemmas, ``centre`` (d,), ``projection`` (d, k)."""

    vectorizer: Any
    reduction: Any
    centre: Matrix
    projection: Matrix

    def place(self, lemmas: Sequence[str], use: npt.NDArray[np.float32], e5: npt.NDArray[np.float32] | None) -> Matrix:
        """Unit vectors (n, k) in the subject space."""
        raw = stack(self.vectorizer, self.reduction, lemmas, use, e5)
        placed = (raw - self.centre) @ self.projection
        norms = np.linalg.norm(placed, axis=1, keepdims=True)
        return np.asarray(np.round(placed / np.where(norms == 0, 1, norms), 5))


def stack(
    vectorizer: Any,
    reduction: Any,
    lemmas: Sequence[str],
    use: npt.NDArray[np.float32],
    e5: npt.NDArray[np.float32] | None,
) -> Matrix:
    words = reduction.transform(vectorizer.transform(lemmas))
    words = words / (np.linalg.norm(words, axis=1, keepdims=True) + 1e-9)
    parts = [use.astype(np.float64)]
    parts.append(np.zeros((len(use), 384)) if e5 is None else e5.astype(np.float64) * E5_SCALE)
    return np.hstack([*parts, words * LEMMA_WEIGHT])


def fit_space(
    lemmas: Sequence[str],
    use: npt.NDArray[np.float32],
    e5: npt.NDArray[np.float32],
    subjects: Sequence[str],
    *,
    dimensions: int = 100,
    shrinkage: float = 0.3,
    seed: int = 20200114,
) -> SubjectSpace:
    """Fit on annotated remarks. ``subjects``: one class name per remark; classes of one remark are left out."""
    from sklearn.decomposition import TruncatedSVD
    from sklearn.feature_extraction.text import TfidfVectorizer
    from threadpoolctl import threadpool_limits

    _, classes, counts = np.unique(np.asarray(subjects), return_inverse=True, return_counts=True)
    kept = np.flatnonzero(counts[classes] > 1)
    with threadpool_limits(1):
        vectorizer = TfidfVectorizer(min_df=2, sublinear_tf=True, token_pattern=r"\S{3,}", dtype=np.float32)
        matrix = vectorizer.fit_transform(lemmas)
        reduction = TruncatedSVD(min(200, matrix.shape[1] - 1), random_state=seed).fit(matrix)
        reduction.components_ = np.round(reduction.components_, 5).astype(np.float32)
        raw = stack(vectorizer, reduction, lemmas, use, e5)
        projection = _discriminant(raw[kept], classes[kept], dimensions, shrinkage)
    return SubjectSpace(vectorizer, reduction, raw.mean(axis=0), projection)


def _discriminant(vectors: Matrix, classes: npt.NDArray[Any], dimensions: int, shrinkage: float) -> Matrix:
    """Directions (d, k) that maximise between-class over within-class variance, each scaled by its share of the former.

    scikit-learn's LDA shrinks the covariance of each class; with hundreds of classes of a few remarks it is the pooled
    covariance that must be shrunk.
    """
    from scipy.linalg import eigh

    _, inverse, counts = np.unique(classes, return_inverse=True, return_counts=True)
    means = np.zeros((len(counts), vectors.shape[1]))
    np.add.at(means, inverse, vectors)
    means /= counts[:, None]
    within = vectors - means[inverse]
    spread = means[inverse] - vectors.mean(axis=0)
    pooled = within.T @ within / len(vectors)
    size = pooled.shape[0]
    pooled = (1 - shrinkage) * pooled + shrinkage * np.trace(pooled) / size * np.eye(size)
    values, directions = eigh(spread.T @ spread / len(vectors), pooled)
    chosen = np.argsort(-values, kind="stable")[:dimensions]
    ratio, axes = np.maximum(values[chosen], 0), directions[:, chosen]
    signs = np.sign(axes[np.abs(axes).argmax(axis=0), np.arange(axes.shape[1])])
    return np.asarray(np.round(axes * signs * np.sqrt(ratio / (1 + ratio)), 5))


TRUSTED = (
    "scipy.sparse._csr.csr_matrix",
    "sklearn.decomposition._truncated_svd.TruncatedSVD",
    "sklearn.feature_extraction.text.TfidfTransformer",
    "sklearn.feature_extraction.text.TfidfVectorizer",
)


def save_space(space: SubjectSpace, path: Path) -> None:
    import zipfile

    from skops import io

    payload = {"vectorizer": space.vectorizer, "reduction": space.reduction}
    arrays = {"centre": space.centre.astype(np.float32), "projection": space.projection.astype(np.float32)}
    path.write_bytes(io.dumps({**payload, **arrays}, compression=zipfile.ZIP_DEFLATED))


def load_space(path: Path) -> SubjectSpace:
    """Read a subject space.

    Raises:
        ValueError: the file holds a type that is not trusted.
    """
    from skops import io

    data = path.read_bytes()
    unknown = sorted(set(io.get_untrusted_types(data=data)) - set(TRUSTED))
    if unknown:
        raise ValueError(f"untrusted types: {unknown}")
    payload = io.loads(data, trusted=list(TRUSTED))
    return SubjectSpace(
        payload["vectorizer"],
        payload["reduction"],
        payload["centre"].astype(np.float64),
        payload["projection"].astype(np.float64),
    )
