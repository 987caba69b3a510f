"""Annotated remarks -> :class:`Classifier`, with thresholds chosen on remarks of sources that were not trained on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from assises_nlp.classify.annotations import Annotated
from assises_nlp.classify.features import Featurizer, Prepared
from assises_nlp.classify.model import Classifier

COVERAGE = 0.9
"""Share of the remarks on which the classifier does not abstain."""
_DECIMALS = 5


@dataclass(frozen=True, slots=True)
class Fold:
    train: npt.NDArray[np.int64]
    test: npt.NDArray[np.int64]


def folds(sources: Sequence[str]) -> list[Fold]:
    """One fold per source: the remarks of a source are never judged by what was learnt from it."""
    names = np.asarray(sources)
    return [Fold(np.flatnonzero(names != name), np.flatnonzero(names == name)) for name in sorted(set(sources))]


def estimator(c: float, splits: list[tuple[Any, Any]]) -> Any:
    """Logistic regression whose probabilities are calibrated by temperature on held-out sources.

    Guo et al., "On Calibration of Modern Neural Networks", 2017; Platt's one-parameter case for several classes.
    """
    from sklearn.calibration import CalibratedClassifierCV
    from sklearn.linear_model import LogisticRegression

    base = LogisticRegression(C=c, max_iter=3000, class_weight="balanced")
    return CalibratedClassifierCV(base, method="temperature", cv=splits, ensemble=False)


@dataclass(frozen=True, slots=True)
class OutOfFold:
    """Probabilities of each remark by a classifier that saw nothing of its source; columns as in ``classes``."""

    theme: npt.NDArray[np.float64]
    nature: npt.NDArray[np.float64]
    themes: tuple[str, ...]
    natures: tuple[str, ...]


def fit(prepared: Prepared, annotated: Sequence[Annotated], *, c_theme: float, c_nature: float) -> Classifier:
    """Train both classifiers on all the remarks. Runs on one BLAS thread, so that it gives the same coefficients twice."""
    from threadpoolctl import threadpool_limits

    with threadpool_limits(1):
        featurizer = Featurizer().fit(prepared)
        matrix = featurizer.transform(prepared)
        splits = [(fold.train, fold.test) for fold in folds([remark.source for remark in annotated])]
        theme = estimator(c_theme, splits).fit(matrix, np.array([remark.theme for remark in annotated]))
        nature = estimator(c_nature, splits).fit(matrix, np.array([remark.nature for remark in annotated]))
    for model in (theme, nature):
        _round(model)
    return Classifier(featurizer, theme, nature, theme_threshold=0.0, nature_threshold=0.0)


def _round(model: Any) -> None:
    for calibrated in model.calibrated_classifiers_:
        inner = calibrated.estimator
        inner.coef_ = np.round(inner.coef_, _DECIMALS).astype(np.float32)
        inner.intercept_ = np.round(inner.intercept_, _DECIMALS).astype(np.float32)


def out_of_fold(prepared: Prepared, annotated: Sequence[Annotated], *, c_theme: float, c_nature: float) -> OutOfFold:
    """Nested: within each fold the training sources alone fit the vocabulary, the coefficients and the temperature."""
    themes = tuple(sorted({remark.theme for remark in annotated}))
    natures = tuple(sorted({remark.nature for remark in annotated}))
    theme = np.zeros((len(annotated), len(themes)))
    nature = np.zeros((len(annotated), len(natures)))
    for fold in folds([remark.source for remark in annotated]):
        model = fit(
            prepared.take(fold.train), [annotated[int(i)] for i in fold.train], c_theme=c_theme, c_nature=c_nature
        )
        theme_part, nature_part = model.probabilities(prepared.take(fold.test))
        theme[np.ix_(fold.test, [themes.index(str(name)) for name in model.theme.classes_])] = theme_part
        nature[np.ix_(fold.test, [natures.index(str(name)) for name in model.nature.classes_])] = nature_part
    return OutOfFold(theme, nature, themes, natures)


def threshold(probabilities: npt.NDArray[np.float64], coverage: float) -> float:
    """The confidence below which the least sure ``1 - coverage`` of the remarks lie."""
    return round(float(np.quantile(probabilities.max(axis=1), 1 - coverage)), 3)
