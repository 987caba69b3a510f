"""What else could classify the remarks: other models and features, and the settings chosen in a nested loop.

The families are compared on the same folds, each source wholly in one. The nested loop (Cawley and Talbot, "On
Over-fitting in Model Selection", 2010) chooses penalty and weight of the products inside the training sources alone and
judges the choice on the others: the figure owes nothing to the settings having been seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt

from assises_nlp.classify.annotations import Annotated
from assises_nlp.classify.evaluation import GROUPS
from assises_nlp.classify.features import Featurizer, Prepared, Vocabulary
from assises_nlp.classify.ridge import Array, Pairs, fit_ridge, kernel
from assises_nlp.classify.training import PENALTY, targets

FOLDS = 6
_SETTINGS = tuple((penalty, weight) for weight in (0.0, 1.0, 2.0) for penalty in (1.0, 2.0, 4.0))
_OUTER = 4
_KEPT, _NESTED = "ridge, all the features and products (kept)", "the same, settings chosen in a nested loop"
Names = npt.NDArray[np.str_]


@dataclass(frozen=True, slots=True)
class Compared:
    """A family's macro-F1 of themes and of natures in three groups, on sources that it did not see."""

    name: str
    theme: float
    nature: float


@dataclass(frozen=True, slots=True)
class _Data:
    prepared: Prepared
    words: npt.NDArray[np.float32]
    theme: Names
    nature: Names
    sources: Names


def compare(
    prepared: Prepared, words: npt.NDArray[np.float32], annotated: Sequence[Annotated]
) -> Iterator[tuple[str, Callable[[], Compared]]]:
    """Names of the families, each with what measures it. ``words`` (n, 300): mean word vectors of the remarks."""
    data = _Data(
        prepared,
        words,
        np.asarray([remark.theme for remark in annotated]),
        np.asarray([remark.nature for remark in annotated]),
        np.asarray([remark.source for remark in annotated]),
    )
    featurizer = Featurizer().fit(prepared)
    dense, sparse = featurizer.transform(prepared)
    use, e5 = prepared.vectors[:, :512], prepared.vectors[:, 512:]
    both = np.hstack([use, e5])
    union = _union(dense, sparse)
    lemmas = Vocabulary("lemmas").fit(prepared.lemmas).transform(prepared.lemmas)
    characters = Vocabulary("characters").fit(prepared.texts).transform(prepared.texts)
    families: dict[str, tuple[Any, Callable[[], Any]]] = {
        "logistic regression, spaCy word vectors": (words, _logistic),
        "logistic regression, tf-idf of lemmas": (lemmas, _logistic),
        "logistic regression, tf-idf of character n-grams": (characters, _logistic),
        "logistic regression, USE": (use, _logistic),
        "logistic regression, E5": (e5, _logistic),
        "logistic regression, USE and E5": (both, _logistic),
        "15 nearest neighbours, USE and E5": (both, _neighbours),
        "linear SVM, all the features": (union, _svm),
    }
    for name, (features, make) in families.items():
        yield name, partial(_family, name, features, make, data)
    for name, pairs in (("ridge, all the features", Pairs.none(dense.shape[1])), (_KEPT, Pairs.fit(dense))):
        yield name, partial(_ridge, name, dense, sparse, pairs, annotated, data)
    yield _NESTED, partial(nested, dense, sparse, annotated)


def _union(dense: npt.NDArray[np.float32], sparse: Any) -> Any:
    from scipy.sparse import csr_matrix, hstack

    return hstack([csr_matrix(dense), sparse]).tocsr()


def _logistic() -> Any:
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=5.0, max_iter=2000)


def _svm() -> Any:
    from sklearn.svm import LinearSVC

    return LinearSVC(C=0.3, random_state=0)


def _neighbours() -> Any:
    from sklearn.neighbors import KNeighborsClassifier

    return KNeighborsClassifier(15, weights="distance")


def _family(name: str, features: Any, make: Callable[[], Any], data: _Data) -> Compared:
    from sklearn.model_selection import GroupKFold

    found = {}
    for labels in ("theme", "nature"):
        truth = getattr(data, labels)
        guess = np.empty(len(truth), dtype=object)
        for train, test in GroupKFold(FOLDS).split(truth, truth, data.sources):
            guess[test] = make().fit(features[train], truth[train]).predict(features[test])
        found[labels] = guess.astype(str)
    return _compared(name, found["theme"], found["nature"], data.theme, data.nature)


def _ridge(
    name: str, dense: npt.NDArray[np.float32], sparse: Any, pairs: Pairs, annotated: Sequence[Annotated], data: _Data
) -> Compared:
    themes, natures = sorted(set(data.theme)), sorted(set(data.nature))
    gram = kernel(dense, sparse, pairs)
    scores = fit_ridge(gram, targets(annotated, themes, natures), PENALTY).left_out(list(data.sources))
    return _compared(name, *_best(scores, themes, natures), data.theme, data.nature)


def nested(dense: npt.NDArray[np.float32], sparse: Any, annotated: Sequence[Annotated]) -> Compared:
    """Macro-F1 of the ridge whose penalty and weight of the products were chosen without the sources that judge it."""
    from sklearn.model_selection import GroupKFold

    sources = np.asarray([remark.source for remark in annotated])
    truth = np.asarray([remark.theme for remark in annotated])
    kinds = np.asarray([remark.nature for remark in annotated])
    themes, natures = sorted(set(truth)), sorted(set(kinds))
    wanted = targets(annotated, themes, natures)
    guess, guessed = np.empty(len(truth), dtype=object), np.empty(len(truth), dtype=object)
    base = kernel(dense, sparse, Pairs.none(dense.shape[1]))
    placed = Pairs.fit(dense).place(dense).astype(np.float64)
    products = (placed @ placed.T) ** 2
    for train, test in GroupKFold(_OUTER).split(truth, truth, sources):
        penalty, weight = _chosen(base, products, wanted, truth, themes, sources, train)
        dual = fit_ridge((base + weight * products)[np.ix_(train, train)], wanted[train], penalty).dual
        scores = (base + weight * products)[np.ix_(test, train)] @ dual
        guess[test], guessed[test] = _best(scores, themes, natures)
    return _compared("the same, settings chosen in a nested loop", guess.astype(str), guessed.astype(str), truth, kinds)


def _chosen(
    base: Array,
    products: Array,
    wanted: Array,
    truth: Names,
    themes: Sequence[str],
    sources: Names,
    train: npt.NDArray[np.int64],
) -> tuple[float, float]:
    """The setting whose left-out scores inside ``train`` give the best macro-F1 of themes."""
    from sklearn.metrics import f1_score

    square = np.ix_(train, train)
    found = {}
    for penalty, weight in _SETTINGS:
        fitted = fit_ridge(base[square] + weight * products[square], wanted[train], penalty)
        scores = fitted.left_out(list(sources[train]))
        guess = np.asarray(themes)[np.argmax(scores[:, : len(themes)], axis=1)]
        found[penalty, weight] = round(float(f1_score(truth[train], guess, average="macro")), 4)
    return max(_SETTINGS, key=lambda setting: found[setting])


def _best(scores: Array, themes: Sequence[str], natures: Sequence[str]) -> tuple[Names, Names]:
    split = len(themes)
    return (
        np.asarray(themes)[np.argmax(scores[:, :split], axis=1)],
        np.asarray(natures)[np.argmax(scores[:, split:], axis=1)],
    )


def _compared(name: str, theme: Names, nature: Names, true_theme: Names, true_nature: Names) -> Compared:
    from sklearn.metrics import f1_score

    grouped = [[GROUPS[str(value)] for value in values] for values in (true_nature, nature)]
    return Compared(
        name,
        round(float(f1_score(true_theme, theme, average="macro")), 3),
        round(float(f1_score(*grouped, average="macro")), 3),
    )


def write_comparison(found: Sequence[Compared], count: int) -> str:
    """The comparison as Markdown."""
    rows = [f"| {one.name} | {one.theme:.3f} | {one.nature:.3f} |" for one in found]
    return "\n".join(
        [
            "# What was compared",
            "",
            f"Macro-F1 of the theme and of the nature in three groups on the {count} annotated remarks, whole sources left out "
            f"({FOLDS} folds; the ridges leave one source out, the nested loop has {_OUTER} folds). Likeliest class, before "
            "calibration. Written by `assises evaluer --comparer`.",
            "",
            "| model | theme | nature (3) |",
            "|---|---:|---:|",
            *rows,
            "",
        ]
    )
