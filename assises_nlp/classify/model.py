"""The classifier of a remark: theme and nature, with calibrated probabilities, an abstention and a short
explanation."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from assises_nlp.classify.examples import Examples
from assises_nlp.classify.explain import Explainer
from assises_nlp.classify.features import Featurizer, Prepared, prepare
from assises_nlp.classify.ridge import Scorer
from assises_nlp.records import NATURES, OFF_THEME, Label, Nature, Remark

__all__ = ["Calibration", "Classifier", "Labeller", "Prepared", "label_remarks", "prepare"]

Probabilities = npt.NDArray[np.float64]
UNINFORMATIVE = frozenset({"procedural", "non_informatif"})
_SILENT = frozenset({"recapitulation", "presentation", "conclusion"})
_ASKS = re.compile(r"propos|souhait|attente|amélior|développer|piste|faudrait|suggestion|priorit|besoin", re.IGNORECASE)
_HINT_PRIOR = 6.0
"""A column titled « pistes » or « points forts » makes its nature this many times likelier."""
_QUESTION_PRIOR = 2.0
_BOTH = 0.85
"""A remark of two themes is not doubtful where both together are this likely."""
_HEADING_POWER = 0.35
"""Weight of what a remark's section or question is about, beside the remark itself."""


class Labeller(Protocol):
    """What labels remarks: the trained classifier of a grid, or the one made from a grid's definitions alone."""

    themes: tuple[str, ...]
    natures: tuple[str, ...]
    theme_threshold: float
    nature_threshold: float
    secondary_threshold: float
    encoders: tuple[str, ...]

    def probabilities(self, prepared: Prepared) -> tuple[Probabilities, Probabilities]: ...

    def label(
        self, remarks: Sequence[Remark], prepared: Prepared, headings: Mapping[str, Probabilities]
    ) -> list[Label]: ...


@dataclass(frozen=True, slots=True)
class Calibration:
    """Multinomial logistic regression from the scores of all classes to probabilities.

    ``weights`` (scores, classes), ``intercept`` (classes,). Fitted on scores of sources that were not trained on; it
    sees the scores of the natures when it judges the theme, and the reverse.
    """

    weights: Probabilities
    intercept: Probabilities

    def probabilities(self, scores: Probabilities) -> Probabilities:
        logits = scores @ self.weights + self.intercept
        raised = np.exp(logits - logits.max(axis=1, keepdims=True))
        return np.asarray(np.round(raised / raised.sum(axis=1, keepdims=True), 6))


@dataclass(slots=True)
class Classifier:
    """Fitted classifier. ``theme_threshold`` and ``nature_threshold``: below them a remark is for a person to check.

    ``themes`` and ``natures`` name the columns of :meth:`probabilities`.
    """

    featurizer: Featurizer
    scorer: Scorer
    theme_calibration: Calibration
    nature_calibration: Calibration
    themes: tuple[str, ...]
    natures: tuple[str, ...]
    theme_threshold: float
    nature_threshold: float
    secondary_threshold: float = 0.3
    encoders: tuple[str, ...] = ("use", "e5")
    meta: dict[str, Any] = field(default_factory=dict)
    examples: Examples = field(default_factory=Examples.none)

    def scores(self, prepared: Prepared) -> Probabilities:
        """Scores (n, themes + natures)."""
        if not len(prepared):
            return np.zeros((0, len(self.themes) + len(self.natures)))
        return self.scorer.scores(*self.featurizer.transform(self._seen(prepared)))

    def probabilities(self, prepared: Prepared) -> tuple[Probabilities, Probabilities]:
        """Theme (n, themes) and nature (n, natures) probabilities."""
        scores = self.scores(prepared)
        return self.theme_calibration.probabilities(scores), self.nature_calibration.probabilities(scores)

    def label(
        self, remarks: Sequence[Remark], prepared: Prepared, headings: Mapping[str, Probabilities]
    ) -> list[Label]:
        """One label per remark. ``headings``: theme probabilities of each heading's own text.

        A doubtful one names the annotated remark that is nearest to it.
        """
        themes, natures = self.probabilities(prepared)
        labels = label_remarks(self, remarks, themes, natures, headings, self.explainer())
        doubtful = [index for index, label in enumerate(labels) if label.doubtful]
        if doubtful:
            dense, _ = self.featurizer.transform(self._seen(prepared.take(doubtful)))
            for index, example in zip(doubtful, self.examples.nearest(self.scorer.pairs.place(dense)), strict=True):
                said = [part for part in (labels[index].reason, example) if part]
                labels[index] = replace(labels[index], reason=". ".join(said) or None)
        return labels

    def explainer(self) -> Explainer:
        """Finds the words of a remark that weighed for its theme."""
        return Explainer.of(self.featurizer, self.scorer, self.themes)

    def _seen(self, prepared: Prepared) -> Prepared:
        return prepared if "e5" in self.encoders else prepared.without_e5()


class _Named(Protocol):
    themes: tuple[str, ...]
    natures: tuple[str, ...]
    theme_threshold: float
    nature_threshold: float
    secondary_threshold: float


def label_remarks(
    rule: _Named,
    remarks: Sequence[Remark],
    themes: Probabilities,
    natures: Probabilities,
    headings: Mapping[str, Probabilities],
    explainer: Explainer,
) -> list[Label]:
    """Probabilities, and what stands around each remark -> labels. ``rule`` gives the names and the thresholds."""
    return [
        _label(rule, remark, theme, nature, headings.get(remark.heading or ""), explainer)
        for remark, theme, nature in zip(remarks, themes, natures, strict=True)
    ]


def _label(
    rule: _Named,
    remark: Remark,
    theme: Probabilities,
    nature: Probabilities,
    heading: Probabilities | None,
    explainer: Explainer,
) -> Label:
    nature = _nature_prior(remark, nature, rule.natures)
    silent = remark.turn in _SILENT
    n = rule.natures.index("procedural") if silent else int(np.argmax(np.round(nature, 4)))
    chosen: Nature = next(name for name in NATURES if name == rule.natures[n])
    if heading is not None and chosen not in UNINFORMATIVE:
        theme = _mix(theme, heading, rule.themes)
    t = int(np.argmax(np.round(theme, 4)))
    second = _second(theme, t, rule.themes, rule.secondary_threshold)
    informative = chosen not in UNINFORMATIVE
    both = 0.0 if second is None else float(theme[t] + theme[rule.themes.index(second)])
    unsure = theme[t] < rule.theme_threshold and both < _BOTH
    doubtful = not silent and (nature[n] < rule.nature_threshold or (informative and unsure))
    return Label(
        remark=remark.id,
        theme=rule.themes[t],
        theme_confidence=round(float(theme[t]), 4),
        nature=chosen,
        nature_confidence=1.0 if silent else round(float(nature[n]), 4),
        secondary_theme=second,
        doubtful=bool(doubtful),
        reason=explainer.reason(remark.text, t) if rule.themes[t] != OFF_THEME else None,
    )


def _nature_prior(remark: Remark, nature: Probabilities, names: Sequence[str]) -> Probabilities:
    prior = np.ones(len(names))
    if remark.nature_hint:
        prior[names.index(remark.nature_hint)] *= _HINT_PRIOR
    elif remark.heading and _ASKS.search(remark.heading):
        prior[names.index("preconisation")] *= _QUESTION_PRIOR
    if remark.turn == "cadrage":
        prior[names.index("constat")] *= _HINT_PRIOR
    weighted = nature * prior
    return np.asarray(weighted / weighted.sum())


def _mix(theme: Probabilities, heading: Probabilities, names: Sequence[str]) -> Probabilities:
    """Geometric mean of a remark's theme and its heading's, where the heading plainly has a theme of the grid."""
    best = int(np.argmax(heading))
    if heading[best] < 0.6 or names[best] == OFF_THEME:
        return theme
    mixed = theme * np.power(np.maximum(heading, 0.02), _HEADING_POWER)
    return np.asarray(mixed / mixed.sum())


def _second(theme: Probabilities, best: int, names: Sequence[str], threshold: float) -> str | None:
    """The second theme where it is likely too and neither is "off theme"."""
    order = np.argsort(-np.round(theme, 4), kind="stable")
    second = int(order[1]) if int(order[0]) == best else int(order[0])
    if theme[second] < threshold or OFF_THEME in (names[best], names[second]):
        return None
    return names[second]
