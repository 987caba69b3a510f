"""Annotated remarks -> :class:`Classifier`, calibrated on remarks of sources that were not trained on."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assises_nlp.classify.annotations import Annotated
from assises_nlp.classify.examples import Examples
from assises_nlp.classify.features import WEIGHTS, Featurizer, Prepared
from assises_nlp.classify.model import UNINFORMATIVE, Calibration, Classifier, Probabilities
from assises_nlp.classify.ridge import (
    COMPONENTS,
    PAIRS_WEIGHT,
    Pairs,
    RidgeFit,
    Scorer,
    coefficients,
    fit_ridge,
    kernel,
)
from assises_nlp.records import OFF_THEME

PENALTY = 2.0
SECONDARY_TARGET = 0.3
"""What a secondary theme counts for beside the theme, which counts for 1."""
THEME_COVERAGE, NATURE_COVERAGE = 0.93, 0.96
"""Shares of the remarks whose theme, and whose nature, is not doubted: together about nine in ten are not."""
HARD_WEIGHT = 0.25
"""What a remark that its annotator noted as hard counts for in the calibration: the corpus holds far more than life."""
_DECIMALS = 4
_SECONDARY_STEPS = tuple(round(0.2 + 0.02 * step, 2) for step in range(14))


@dataclass(frozen=True, slots=True)
class Fold:
    train: npt.NDArray[np.int64]
    test: npt.NDArray[np.int64]


def folds(sources: Sequence[str]) -> list[Fold]:
    """One fold per source: the remarks of a source are never judged by what was learnt from it."""
    names = np.asarray(sources)
    return [Fold(np.flatnonzero(names != name), np.flatnonzero(names == name)) for name in sorted(set(sources))]


@dataclass(frozen=True, slots=True)
class OutOfFold:
    """Scores and probabilities of each remark by a classifier that saw nothing of its source."""

    scores: Probabilities
    theme: Probabilities
    nature: Probabilities
    themes: tuple[str, ...]
    natures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Training:
    """A classifier, what it is worth on unseen sources, and the fit (to score altered copies without their source)."""

    classifier: Classifier
    out_of_fold: OutOfFold
    ridge: RidgeFit
    dense: npt.NDArray[np.float32]
    sparse: Any
    sources: tuple[str, ...]

    def scores_without_source(self, prepared: Prepared, sources: Sequence[str]) -> Probabilities:
        """Scores of other remarks (altered copies, say), each by the ridge fitted without the source of that remark."""
        dense, sparse = self.classifier.featurizer.transform(prepared)
        found = np.zeros((len(prepared), self.out_of_fold.scores.shape[1]))
        for name in sorted(set(sources)):
            rows = np.flatnonzero(np.asarray(sources) == name)
            pairs = self.classifier.scorer.pairs
            scorer = coefficients(self.ridge.dual_without(self.sources, name), self.dense, self.sparse, pairs)
            found[rows] = scorer.scores(dense[rows], sparse[rows])
        return found


def train(prepared: Prepared, annotated: Sequence[Annotated], encoders: tuple[str, ...]) -> Training:
    """Train on all the remarks. Runs on one BLAS thread, so that it gives the same rounded coefficients twice.

    The vocabulary and the means, which know no label, are those of all the remarks; coefficients and calibration of the
    out-of-fold probabilities never saw the source that they judge.
    """
    from threadpoolctl import threadpool_limits

    prepared = prepared if "e5" in encoders else prepared.without_e5()
    sources = tuple(remark.source for remark in annotated)
    themes = tuple(sorted({remark.theme for remark in annotated}))
    natures = tuple(sorted({remark.nature for remark in annotated}))
    with threadpool_limits(1):
        featurizer = Featurizer().fit(prepared)
        dense, sparse = featurizer.transform(prepared)
        pairs = Pairs.fit(dense)
        ridge = fit_ridge(kernel(dense, sparse, pairs), targets(annotated, themes, natures), PENALTY)
        scores = np.asarray(np.round(ridge.left_out(sources), _DECIMALS))
        scorer = _compact(coefficients(ridge.dual, dense, sparse, pairs))
        out = out_of_fold(scores, annotated, themes, natures)
        weights = calibration_weights(annotated)
        theme = calibrate(scores, [remark.theme for remark in annotated], weights)
        nature = calibrate(scores, [remark.nature for remark in annotated], weights)
    informative = np.array([remark.nature not in UNINFORMATIVE for remark in annotated])
    classifier = Classifier(
        featurizer,
        scorer,
        theme,
        nature,
        themes,
        natures,
        threshold(out.theme[informative], THEME_COVERAGE),
        threshold(out.nature, NATURE_COVERAGE),
        secondary_threshold(out, annotated),
        encoders,
        provenance(annotated),
        Examples.of(annotated, pairs.place(dense)),
    )
    return Training(classifier, out, ridge, dense, sparse, sources)


def _compact(scorer: Scorer) -> Scorer:
    # The n-grams' coefficients are written in half precision: what was measured is what is shipped.
    return replace(scorer, sparse=scorer.sparse.astype(np.float16).astype(np.float32))


def targets(annotated: Sequence[Annotated], themes: Sequence[str], natures: Sequence[str]) -> Probabilities:
    """Indicators (n, themes + natures), centred by a constant; a secondary theme counts in part."""
    values = np.full((len(annotated), len(themes) + len(natures)), -0.2)
    for row, remark in enumerate(annotated):
        values[row, themes.index(remark.theme)] += 1.0
        values[row, len(themes) + natures.index(remark.nature)] += 1.0
        if remark.secondary_theme in themes:
            values[row, themes.index(str(remark.secondary_theme))] += SECONDARY_TARGET
    return values


def calibration_weights(annotated: Sequence[Annotated]) -> Probabilities:
    """What each remark counts for in the calibration (n,)."""
    return np.array([HARD_WEIGHT if remark.hard else 1.0 for remark in annotated])


def calibrate(scores: Probabilities, labels: Sequence[str], weights: Probabilities) -> Calibration:
    """Multinomial logistic regression of held-out scores (Platt 1999, for several classes); one column per sorted
    label. ``weights`` (n,) of the remarks.

    Raises:
        ValueError: there is one label only.
    """
    from sklearn.linear_model import LogisticRegression

    fitted = LogisticRegression(C=16.0, max_iter=2000).fit(scores, np.asarray(labels), weights)
    weights, intercept = fitted.coef_.T, fitted.intercept_
    if weights.shape[1] == 1:  # two classes: one column of log-odds
        weights = np.hstack([np.zeros_like(weights), weights])
        intercept = np.array([0.0, intercept[0]])
    return Calibration(np.round(weights, _DECIMALS), np.round(intercept, _DECIMALS))


def out_of_fold(
    scores: Probabilities, annotated: Sequence[Annotated], themes: tuple[str, ...], natures: tuple[str, ...]
) -> OutOfFold:
    """Held-out scores -> probabilities by a calibration that was fitted on the other sources."""
    theme = np.zeros((len(annotated), len(themes)))
    nature = np.zeros((len(annotated), len(natures)))
    weights = calibration_weights(annotated)
    for fold in folds([remark.source for remark in annotated]):
        for out, names, attribute in ((theme, themes, "theme"), (nature, natures, "nature")):
            labels = [getattr(annotated[int(i)], attribute) for i in fold.train]
            columns = [names.index(label) for label in sorted(set(labels))]
            fitted = calibrate(scores[fold.train], labels, weights[fold.train])
            out[fold.test[:, None], columns] = fitted.probabilities(scores[fold.test])
    return OutOfFold(scores, theme, nature, themes, natures)


def threshold(probabilities: Probabilities, coverage: float) -> float:
    """The confidence below which the least sure ``1 - coverage`` of the remarks lie."""
    return round(float(np.quantile(probabilities.max(axis=1), 1 - coverage)), 3)


def secondary_threshold(out: OutOfFold, annotated: Sequence[Annotated]) -> float:
    """The probability from which a second theme is named: the best F0.5 on the annotated ones.

    A second theme named for nothing costs a reader more than one that is missing: precision counts twice.
    """
    themes = np.array(out.themes)
    order = np.argsort(-out.theme, axis=1, kind="stable")
    first, second = themes[order[:, 0]], themes[order[:, 1]]
    likely = out.theme[np.arange(len(themes[order])), order[:, 1]]
    pairs = [{remark.theme, remark.secondary_theme} if remark.secondary_theme else set() for remark in annotated]
    known = sum(bool(pair) for pair in pairs)
    best = (0.0, -0.3)
    for value in _SECONDARY_STEPS:
        named = (likely >= value) & (first != OFF_THEME) & (second != OFF_THEME)
        right = sum(bool(flag) and pair == {a, b} for flag, pair, a, b in zip(named, pairs, first, second, strict=True))
        best = max(best, (round(1.25 * right / max(1.0, int(named.sum()) + 0.25 * known), 4), -value))
    return -best[1]


def provenance(annotated: Sequence[Annotated]) -> dict[str, Any]:
    """What a model was made from: hashes of the data and of this room's code, counts, settings."""
    data = hashlib.sha256()
    for remark in annotated:
        data.update(repr((remark.id, remark.text, remark.theme, remark.secondary_theme, remark.nature)).encode())
    return {
        "data_sha256": data.hexdigest(),
        "code_sha256": code_hash(),
        "remarks": len(annotated),
        "sources": sorted({remark.source for remark in annotated}),
        "penalty": PENALTY,
        "hard_weight": HARD_WEIGHT,
        "pairs": [COMPONENTS, PAIRS_WEIGHT],
        "weights": WEIGHTS,
    }


def code_hash() -> str:
    """sha256 of the files of this room and of its lexicons."""
    room = Path(__file__).resolve().parent
    digest = hashlib.sha256()
    for path in sorted(room.glob("*.py")) + sorted((room.parent / "resources").glob("classify_*")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()
