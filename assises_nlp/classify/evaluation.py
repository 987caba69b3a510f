"""How good the labels are on sources that were not trained on: F1 with intervals, calibration, coverage against
error."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assises_nlp.classify.annotations import Annotated
from assises_nlp.classify.model import Probabilities

GROUPS = {
    "constat": "constat",
    "bonne_pratique": "constat",
    "engagement": "constat",
    "preconisation": "preconisation",
    "procedural": "procedural",
    "non_informatif": "procedural",
}
"""The three groups of natures that decide where a remark goes in the bilan."""
_DRAWS = 300
Labels = npt.NDArray[np.str_]


@dataclass(frozen=True, slots=True)
class ClassResult:
    """Precision, recall and F1 of one class (0 to 1), the F1's 95 % bootstrap interval and its number of remarks."""

    name: str
    precision: float
    recall: float
    f1: float
    interval: tuple[float, float]
    count: int


@dataclass(frozen=True, slots=True)
class Judged:
    """Predictions beside the labels: names (n,), and the confidence (n,) of each prediction."""

    truth: Labels
    predicted: Labels
    confidence: npt.NDArray[np.float64]

    def take(self, mask: npt.NDArray[np.bool_]) -> Judged:
        """The remarks where ``mask`` (n,) is true."""
        return Judged(self.truth[mask], self.predicted[mask], self.confidence[mask])

    def grouped(self) -> Judged:
        """Natures as the three groups."""
        group = np.vectorize(lambda name: GROUPS[str(name)], otypes=[str])
        return Judged(group(self.truth), group(self.predicted), self.confidence)


def judge(probabilities: Probabilities, names: Sequence[str], truth: Sequence[str]) -> Judged:
    """The likeliest class of each remark beside its label."""
    best = np.argmax(np.round(probabilities, 4), axis=1)
    return Judged(np.asarray(truth), np.asarray(names)[best], probabilities[np.arange(len(best)), best])


def macro_f1(judged: Judged) -> float:
    """Mean F1 of the classes that are in the labels or the predictions."""
    return float(np.mean([f1(judged, name) for name in _names(judged)]))


def per_class(judged: Judged, sources: Sequence[str]) -> list[ClassResult]:
    """One result per class; whole sources are drawn in the bootstrap, since the remarks of one writer are alike."""
    draws = _draws(sources)
    results = []
    for name in _names(judged):
        precision, recall = _precision_recall(judged, name)
        values = [f1(Judged(judged.truth[d], judged.predicted[d], judged.confidence[d]), name) for d in draws]
        interval = (float(np.quantile(values, 0.025)), float(np.quantile(values, 0.975)))
        results.append(
            ClassResult(name, precision, recall, f1(judged, name), interval, int((judged.truth == name).sum()))
        )
    return results


def macro_interval(judged: Judged, sources: Sequence[str]) -> tuple[float, float]:
    """95 % bootstrap interval of the macro-F1, whole sources drawn."""
    values = [macro_f1(Judged(judged.truth[d], judged.predicted[d], judged.confidence[d])) for d in _draws(sources)]
    return float(np.quantile(values, 0.025)), float(np.quantile(values, 0.975))


def _draws(sources: Sequence[str]) -> list[npt.NDArray[np.int64]]:
    names = np.asarray(sources)
    members = [np.flatnonzero(names == name) for name in sorted(set(sources))]
    generator = np.random.default_rng(20200114)
    return [
        np.concatenate([members[i] for i in generator.integers(0, len(members), len(members))]) for _ in range(_DRAWS)
    ]


def _names(judged: Judged) -> list[str]:
    return sorted({*judged.truth.tolist(), *judged.predicted.tolist()})


def _precision_recall(judged: Judged, name: str) -> tuple[float, float]:
    right = int(((judged.truth == name) & (judged.predicted == name)).sum())
    return right / max(1, int((judged.predicted == name).sum())), right / max(1, int((judged.truth == name).sum()))


def f1(judged: Judged, name: str) -> float:
    """F1 of one class, 0 where it is in neither the labels nor the predictions."""
    right = int(((judged.truth == name) & (judged.predicted == name)).sum())
    return 2 * right / max(1, int((judged.predicted == name).sum()) + int((judged.truth == name).sum()))


def calibration_error(judged: Judged, bins: int = 10) -> float:
    """Expected calibration error: mean distance of confidence and share of right answers, over ``bins`` of confidence.

    Naeini, Cooper and Hauskrecht, "Obtaining well calibrated probabilities using Bayesian binning", 2015.
    """
    return float(sum(weight * abs(sure - right) for sure, right, weight in calibration_curve(judged, bins)))


def calibration_curve(judged: Judged, bins: int = 10) -> list[tuple[float, float, float]]:
    """Mean confidence, share of right answers and share of the remarks, for each bin that holds some."""
    right = judged.truth == judged.predicted
    place = np.minimum((judged.confidence * bins).astype(int), bins - 1)
    return [
        (float(judged.confidence[place == b].mean()), float(right[place == b].mean()), float((place == b).mean()))
        for b in sorted(set(place.tolist()))
    ]


def error_at(judged: Judged, coverage: float) -> float:
    """Share of wrong answers among the surest ``coverage`` of the remarks."""
    order = np.argsort(-judged.confidence, kind="stable")[: max(1, round(coverage * len(judged.truth)))]
    return float((judged.truth[order] != judged.predicted[order]).mean())


def confusion(judged: Judged) -> tuple[list[str], npt.NDArray[np.int64]]:
    """Names and counts, a row per label and a column per prediction."""
    names = _names(judged)
    table = np.zeros((len(names), len(names)), dtype=np.int64)
    for truth, predicted in zip(judged.truth.tolist(), judged.predicted.tolist(), strict=True):
        table[names.index(truth), names.index(predicted)] += 1
    return names, table


def failures(theme: Judged, nature: Judged, annotated: Sequence[Annotated]) -> dict[str, int]:
    """Wrong labels by kind."""
    kinds: dict[str, int] = {}
    for i, remark in enumerate(annotated):
        if theme.truth[i] != theme.predicted[i]:
            second = remark.secondary_theme == theme.predicted[i]
            kind = f"theme: {theme.truth[i]} read as {theme.predicted[i]}" + (" (its second theme)" if second else "")
            kinds[kind] = kinds.get(kind, 0) + 1
        if nature.truth[i] != nature.predicted[i]:
            kind = f"nature: {nature.truth[i]} read as {nature.predicted[i]}"
            kinds[kind] = kinds.get(kind, 0) + 1
    return dict(sorted(kinds.items(), key=lambda item: (-item[1], item[0])))
