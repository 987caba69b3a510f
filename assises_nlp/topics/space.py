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
class SubjectModel:
    """Multinomial logistic regression of a theme's subjects: ``coefficients`` (s, d), ``intercepts`` (s,).

    ``centres`` (s, k): where the annotated remarks of each subject are, on average, among the coordinates of
    :meth:`SubjectSpace.place`.
    """

    names: tuple[str, ...]
    coefficients: Matrix
    intercepts: Matrix
    centres: Matrix

    def probabilities(self, raw: Matrix) -> Matrix:
        """Probability of each subject, shape (n, s)."""
        scores = raw @ self.coefficients.T + self.intercepts
        scores -= scores.max(axis=1, keepdims=True)
        exponentials = np.exp(scores)
        return np.asarray(np.round(exponentials / exponentials.sum(axis=1, keepdims=True), 5))


@dataclass(slots=True)
class SubjectSpace:
    """Fitted parts: ``vectorizer`` and ``reduction`` for lemmas, ``centre`` (d,), ``projection`` (d, k)."""

    vectorizer: Any
    reduction: Any
    centre: Matrix
    projection: Matrix
    subjects: dict[str, SubjectModel]

    def raw(self, lemmas: Sequence[str], use: npt.NDArray[np.float32]) -> Matrix:
        """Centred features (n, d) of remarks from their content lemmas and their USE vectors (n, 512)."""
        return stack(self.vectorizer, self.reduction, lemmas, use) - self.centre

    def place(self, raw: Matrix, theme: str) -> tuple[Matrix, Matrix | None]:
        """Coordinates (n, k) in which the remarks of ``theme`` are grouped, and the probabilities of its subjects.

        The coordinates are the unit vector in the discriminant space, beside the square roots of the probabilities
        (between which the Euclidean distance is Hellinger's).
        """
        placed = raw @ self.projection
        norms = np.linalg.norm(placed, axis=1, keepdims=True)
        placed = np.round(placed / np.where(norms == 0, 1, norms), 5)
        if theme not in self.subjects:
            return placed, None
        probabilities = self.subjects[theme].probabilities(raw)
        return np.hstack([placed, np.sqrt(probabilities)]), probabilities


def stack(vectorizer: Any, reduction: Any, lemmas: Sequence[str], use: npt.NDArray[np.float32]) -> Matrix:
    """USE vectors beside the reduced lemma vectors, shape (n, 512 + r)."""
    words = reduction.transform(vectorizer.transform(lemmas))
    words = words / (np.linalg.norm(words, axis=1, keepdims=True) + 1e-9)
    return np.hstack([use.astype(np.float64), words * LEMMA_WEIGHT])


@dataclass(frozen=True, slots=True)
class Example:
    """An annotated remark. ``group`` names its annotator's own group, ``subject`` the canonical subject or ""."""

    lemmas: str
    theme: str
    group: str
    subject: str


def fit_space(
    examples: Sequence[Example],
    use: npt.NDArray[np.float32],
    *,
    dimensions: int = 100,
    shrinkage: float = 0.3,
    strength: float = 10.0,
    seed: int = 20200114,
) -> SubjectSpace:
    """Fit on annotated remarks, ``use`` (n, 512) in their order; groups of one remark teach the space nothing."""
    from sklearn.decomposition import TruncatedSVD
    from sklearn.feature_extraction.text import TfidfVectorizer
    from threadpoolctl import threadpool_limits

    lemmas = [example.lemmas for example in examples]
    _, classes, counts = np.unique(
        np.asarray([f"{example.theme}/{example.group}" for example in examples]),
        return_inverse=True,
        return_counts=True,
    )
    kept = np.flatnonzero(counts[classes] > 1)
    with threadpool_limits(1):
        vectorizer = TfidfVectorizer(min_df=2, sublinear_tf=True, token_pattern=r"\S{3,}", dtype=np.float32)
        matrix = vectorizer.fit_transform(lemmas)
        reduction = TruncatedSVD(min(200, matrix.shape[1] - 1), random_state=seed).fit(matrix)
        reduction.components_ = np.round(reduction.components_, 4).astype(np.float32)
        raw = stack(vectorizer, reduction, lemmas, use)
        centre = np.round(raw.mean(axis=0), 4)
        projection = _discriminant(raw[kept], classes[kept], dimensions, shrinkage)
        subjects = {
            theme: _subject_model(raw - centre, examples, theme, strength)
            for theme in sorted({example.theme for example in examples if example.subject})
        }
    space = SubjectSpace(vectorizer, reduction, centre, projection, subjects)
    for theme, model in subjects.items():
        members = [i for i, example in enumerate(examples) if example.theme == theme and example.subject]
        places, _ = space.place(raw[members] - centre, theme)
        named = np.asarray([examples[i].subject for i in members])
        model.centres = np.round(np.stack([places[named == name].mean(axis=0) for name in model.names]), 4)
    return space


def _subject_model(raw: Matrix, examples: Sequence[Example], theme: str, strength: float) -> SubjectModel:
    from sklearn.linear_model import LogisticRegression

    chosen = [i for i, example in enumerate(examples) if example.theme == theme and example.subject]
    model = LogisticRegression(C=strength, max_iter=1000)
    model.fit(raw[chosen], np.asarray([examples[i].subject for i in chosen]))
    names = tuple(str(name) for name in model.classes_)
    coefficients, intercepts = model.coef_, model.intercept_
    if len(names) == 2:  # one row of coefficients then
        coefficients, intercepts = (
            np.vstack([-coefficients, coefficients]) / 2,
            np.hstack([-intercepts, intercepts]) / 2,
        )
    return SubjectModel(names, np.round(coefficients, 4), np.round(intercepts, 4), np.zeros((len(names), 0)))


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


class SpaceError(RuntimeError):
    """The subject space cannot be used; the message is one French sentence."""


def save_space(space: SubjectSpace, path: Path) -> None:
    """Write ``path`` (skops, compressed)."""
    import zipfile

    from skops import io

    payload = {
        "vectorizer": space.vectorizer,
        "reduction": space.reduction,
        "centre": space.centre.astype(np.float32),
        "projection": space.projection.astype(np.float32),
        "subjects": {
            theme: {
                "names": list(model.names),
                "coefficients": model.coefficients.astype(np.float32),
                "intercepts": model.intercepts.astype(np.float32),
                "centres": model.centres.astype(np.float32),
            }
            for theme, model in space.subjects.items()
        },
    }
    path.write_bytes(io.dumps(payload, compression=zipfile.ZIP_DEFLATED, compresslevel=9))


def load_space(path: Path) -> SubjectSpace:
    """Read a subject space.

    Raises:
        SpaceError: the file is missing, is no subject space, or holds a type that is not trusted.
    """
    from skops import io

    retrain = (
        f"Le modèle des sujets « {path.name} » ne peut pas être lu : lancez « assises entrainer » pour le reconstruire."
    )
    try:
        data = path.read_bytes()
        unknown = sorted(set(io.get_untrusted_types(data=data)) - set(TRUSTED))
        if unknown:
            log.error("untrusted types in %s: %s", path, unknown)
            raise SpaceError(retrain)
        payload = io.loads(data, trusted=list(TRUSTED))
        subjects = {
            theme: SubjectModel(
                tuple(part["names"]),
                *(part[name].astype(np.float64) for name in ("coefficients", "intercepts", "centres")),
            )
            for theme, part in payload["subjects"].items()
        }
        centre, projection = payload["centre"].astype(np.float64), payload["projection"].astype(np.float64)
        return SubjectSpace(payload["vectorizer"], payload["reduction"], centre, projection, subjects)
    except SpaceError:
        raise
    except Exception:
        log.exception("cannot load %s", path)
        raise SpaceError(retrain) from None
