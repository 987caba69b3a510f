"""The two classifiers of a remark, theme and nature, with calibrated probabilities and an abstention."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from assises_nlp.classify.features import Featurizer, Prepared, prepare
from assises_nlp.records import OFF_THEME, Label, Nature, Remark

__all__ = ["Classifier", "Context", "Prepared", "prepare"]

Probabilities = npt.NDArray[np.float64]
_SILENT = {"recapitulation": "procedural", "presentation": "procedural", "conclusion": "procedural"}
_ASKS = re.compile(r"propos|souhait|attente|amélior|développer|piste|faudrait|suggestion|priorit|besoin", re.IGNORECASE)
_HINT_PRIOR = 6.0
"""A column titled « pistes » or « points forts » makes its nature this many times likelier."""
_QUESTION_PRIOR = 2.0
_HEADING_POWER = 0.35
"""Weight of what a remark's section or question is about, beside the remark itself."""


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around a remark: probabilities of its heading's theme (or None) and a prior on its nature."""

    heading: Probabilities | None
    nature_prior: Mapping[str, float]


@dataclass(slots=True)
class Classifier:
    """Fitted classifiers. ``theme_threshold`` and ``nature_threshold``: below them a remark is for a person to check."""

    featurizer: Featurizer
    theme: Any
    nature: Any
    theme_threshold: float
    nature_threshold: float
    secondary_threshold: float = 0.3
    encoders: tuple[str, ...] = ("use", "e5")
    meta: dict[str, Any] = field(default_factory=dict)

    def probabilities(self, prepared: Prepared) -> tuple[Probabilities, Probabilities]:
        """Theme (n, themes) and nature (n, natures) probabilities, columns in the order of ``classes_``."""
        if not len(prepared):
            return np.zeros((0, len(self.theme.classes_))), np.zeros((0, len(self.nature.classes_)))
        matrix = self.featurizer.transform(prepared)
        return self.theme.predict_proba(matrix), self.nature.predict_proba(matrix)

    def label(
        self, remarks: Sequence[Remark], prepared: Prepared, headings: Mapping[str, Probabilities]
    ) -> list[Label]:
        """One label per remark. ``headings``: theme probabilities of each heading's own text."""
        themes, natures = self.probabilities(prepared)
        return [
            self._label(remark, theme, nature, headings.get(remark.heading or ""))
            for remark, theme, nature in zip(remarks, themes, natures, strict=True)
        ]

    def _label(
        self, remark: Remark, theme: Probabilities, nature: Probabilities, heading: Probabilities | None
    ) -> Label:
        theme_names = [str(name) for name in self.theme.classes_]
        nature_names: list[Nature] = [str(name) for name in self.nature.classes_]  # type: ignore[misc]
        nature = self._nature_prior(remark, nature, nature_names)
        forced = _SILENT.get(remark.turn)
        n = nature_names.index("procedural") if forced else int(np.argmax(np.round(nature, 4)))
        if heading is not None and nature_names[n] not in {"procedural", "non_informatif"}:
            theme = _mix(theme, heading, theme_names)
        t = int(np.argmax(np.round(theme, 4)))
        second = _second(theme, t, theme_names, self.secondary_threshold)
        informative = nature_names[n] not in {"procedural", "non_informatif"}
        doubtful = not forced and (
            nature[n] < self.nature_threshold or (informative and theme[t] < self.theme_threshold and second is None)
        )
        return Label(
            remark=remark.id,
            theme=theme_names[t],
            theme_confidence=round(float(theme[t]), 4),
            nature=nature_names[n],
            nature_confidence=1.0 if forced else round(float(nature[n]), 4),
            secondary_theme=second,
            doubtful=bool(doubtful),
        )

    def _nature_prior(self, remark: Remark, nature: Probabilities, names: Sequence[str]) -> Probabilities:
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
