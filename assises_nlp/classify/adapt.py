"""A consultation's own annotated remarks make its classification better, whichever classifier it starts from.

A ridge regression learns what the base classifier gets wrong on them; its weight beside the base is chosen by
leaving each remark out in turn. With remarks that teach nothing the weight is 0 and nothing changes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assises_nlp.classify.explain import Explainer
from assises_nlp.classify.features import Featurizer, Prepared
from assises_nlp.classify.model import Labeller, Probabilities, label_remarks
from assises_nlp.classify.ridge import Pairs, Scorer, coefficients, fit_ridge, kernel
from assises_nlp.records import Label, Remark

ENOUGH = 12
"""Annotated remarks below which nothing is learnt."""
_PENALTY = 4.0
_WEIGHTS = (0.0, 1.0, 2.0, 4.0, 8.0)


@dataclass(slots=True)
class Adapted:
    """``base`` with a correction of its theme probabilities: log p + ``weight`` × scores of ``scorer``."""

    base: Labeller
    featurizer: Featurizer
    scorer: Scorer
    weight: float
    themes: tuple[str, ...]
    natures: tuple[str, ...]
    theme_threshold: float
    nature_threshold: float
    secondary_threshold: float
    encoders: tuple[str, ...]

    def probabilities(self, prepared: Prepared) -> tuple[Probabilities, Probabilities]:
        """Theme (n, themes) and nature (n, natures) probabilities."""
        theme, nature = self.base.probabilities(prepared)
        if not len(prepared):
            return theme, nature
        seen = prepared if "e5" in self.encoders else prepared.without_e5()
        return _corrected(theme, self.scorer.scores(*self.featurizer.transform(seen)), self.weight), nature

    def label(
        self, remarks: Sequence[Remark], prepared: Prepared, headings: Mapping[str, Probabilities]
    ) -> list[Label]:
        """One label per remark."""
        theme, nature = self.probabilities(prepared)
        return label_remarks(
            self, remarks, theme, nature, headings, Explainer.of(self.featurizer, self.scorer, self.themes)
        )


def adapt(base: Labeller, featurizer: Featurizer, prepared: Prepared, themes: Sequence[str]) -> Labeller:
    """``base`` corrected by annotated remarks: ``themes`` are their labels, names of ``base.themes``."""
    if len(prepared) < ENOUGH:
        return base
    seen = prepared if "e5" in base.encoders else prepared.without_e5()
    dense, sparse = featurizer.transform(seen)
    before, _ = base.probabilities(prepared)
    truth = np.array([base.themes.index(theme) for theme in themes])
    wanted = np.eye(len(base.themes))[truth]
    pairs = Pairs.none(dense.shape[1])
    ridge = fit_ridge(kernel(dense, sparse, pairs), wanted - before, _PENALTY)
    left_out = ridge.left_out([f"{text}" for text in prepared.texts])
    losses = {
        weight: round(
            float(-np.log(_corrected(before, left_out, weight)[np.arange(len(truth)), truth] + 1e-9).mean()), 6
        )
        for weight in _WEIGHTS
    }
    best = min(_WEIGHTS, key=lambda weight: (losses[weight], weight))
    return Adapted(
        base,
        featurizer,
        coefficients(ridge.dual, dense, sparse, pairs),
        best,
        base.themes,
        base.natures,
        base.theme_threshold,
        base.nature_threshold,
        base.secondary_threshold,
        base.encoders,
    )


def _corrected(theme: Probabilities, scores: Probabilities, weight: float) -> Probabilities:
    logits = np.log(theme + 1e-4) + weight * scores
    raised = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(np.round(raised / raised.sum(axis=1, keepdims=True), 6))
