"""A grid that nobody annotated: themes by nearness to the grid's own definitions and cue words.

Each definition is cut into its items; a remark is compared with every item and cue word by both encoders, and its
words with the cue words. How much each comparison counts was fitted once, on the annotated remarks of the shipped
grid seen as if it were new (``resources/classify_zero_shot.toml``), by a conditional logit (McFadden 1974) whose
parameters know no theme.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from assises_nlp.classify.cues import fold
from assises_nlp.classify.explain import Explainer
from assises_nlp.classify.features import Prepared
from assises_nlp.classify.model import UNINFORMATIVE, Classifier, Probabilities, label_remarks
from assises_nlp.records import OFF_THEME, Grid, Label, Remark
from assises_nlp.resources import load_toml

Matrix = npt.NDArray[np.float32]
_ITEM = re.compile(r"[,;:.]| et (?=\w)")
_USE = 512
_STEM = 5
"""A cue word is found by its first letters, so that plural and feminine count: five at least, all but two of a long
one."""
_NEAREST = 3


@dataclass(frozen=True, slots=True)
class Items:
    """What a grid says, theme by theme: ``texts`` to be encoded, ``owners`` the theme's index of each, ``words`` its
    cues."""

    texts: tuple[str, ...]
    owners: npt.NDArray[np.int64]
    words: tuple[tuple[re.Pattern[str], ...], ...]


def grid_items(grid: Grid) -> Items:
    """The definitions' items, the titles and the cue words of a grid."""
    texts: list[str] = []
    owners: list[int] = []
    words = []
    for index, theme in enumerate(grid.themes):
        items = [part.strip() for part in _ITEM.split(theme.definition)]
        for text in dict.fromkeys([theme.title, *items, *theme.cues]):
            if len(text) > 2:
                texts.append(text)
                owners.append(index)
        terms = [*theme.cues, *(item for item in items if len(item.split()) <= 3)]
        words.append(tuple(_word_pattern(term) for term in dict.fromkeys(terms) if fold(term).strip()))
    return Items(tuple(texts), np.array(owners, dtype=np.int64), tuple(words))


def _word_pattern(term: str) -> re.Pattern[str]:
    stems = [word if len(word) <= _STEM else word[: max(_STEM, len(word) - 2)] for word in fold(term).split()]
    return re.compile(r"\b" + r"\w*\W+".join(re.escape(stem) for stem in stems))


def comparisons(items: Items, folded: Sequence[str], vectors: Matrix, item_vectors: Matrix) -> Probabilities:
    """How near each remark is to each theme: (n, themes, comparisons).

    For each encoder the nearest item and the mean of the three nearest, then the cue words found (at most three).
    """
    blocks = [slice(0, _USE)] + ([slice(_USE, vectors.shape[1])] if vectors.shape[1] > _USE else [])
    count = len(items.words)
    found = np.zeros((len(folded), count, 2 * len(blocks) + 1))
    for b, block in enumerate(blocks):
        near = vectors[:, block].astype(np.float64) @ item_vectors[:, block].T.astype(np.float64)
        for theme in range(count):
            ranked = -np.sort(-near[:, items.owners == theme], axis=1)
            found[:, theme, 2 * b] = ranked[:, 0]
            found[:, theme, 2 * b + 1] = ranked[:, :_NEAREST].mean(axis=1)
    for row, text in enumerate(folded):
        for theme, patterns in enumerate(items.words):
            found[row, theme, -1] = min(3, sum(bool(pattern.search(text)) for pattern in patterns))
    return found


@dataclass(frozen=True, slots=True)
class Parameters:
    """``theme`` (comparisons,) weighs them against the other themes; ``off`` (comparisons + 2,) says when none is
    meant."""

    theme: Probabilities
    off: Probabilities


def parameters(encoders: Sequence[str]) -> Parameters:
    """The shipped parameters for these encoders."""
    table: dict[str, Any] = load_toml("classify_zero_shot.toml")["+".join(encoders)]
    return Parameters(np.array(table["theme"]), np.array(table["off"]))


def logits(found: Probabilities, uninformative: Probabilities, given: Parameters) -> Probabilities:
    """Log-odds (n, themes + 1), the last column for off theme. ``uninformative`` (n,): probability of such a nature."""
    inside = found @ given.theme
    best = found.max(axis=1)
    log_odds = np.log((uninformative + 0.01) / (1.01 - uninformative))
    off = best @ given.off[:-2] + given.off[-2] * log_odds + given.off[-1]
    # Off theme is compared with what the best theme scores.
    return np.hstack([inside - inside.max(axis=1, keepdims=True), off[:, None]])


def fit_parameters(found: Probabilities, uninformative: Probabilities, labels: npt.NDArray[np.int64]) -> Parameters:
    """Maximum likelihood with a weak ridge. ``labels``: index of the theme, the number of themes for off theme."""
    from scipy.optimize import minimize

    width = found.shape[2]

    def split(values: Probabilities) -> Parameters:
        return Parameters(values[:width], values[width:])

    def loss(values: Probabilities) -> float:
        raw = logits(found, uninformative, split(values))
        peak = raw.max(axis=1, keepdims=True)
        total = np.log(np.exp(raw - peak).sum(axis=1)) + peak[:, 0]
        return float((total - raw[np.arange(len(raw)), labels]).mean() + 1e-4 * (values**2).sum())

    start = np.concatenate([np.full(width, 2.0), np.zeros(width + 2)])
    values = np.round(minimize(loss, start, method="L-BFGS-B", options={"maxiter": 300}).x, 3)
    return split(values)


@dataclass(slots=True)
class ZeroShot:
    """Labels the remarks of a grid without a trained model; the nature, which no grid changes, is the trained one's."""

    items: Items
    item_vectors: Matrix
    natures_of: Classifier
    given: Parameters
    themes: tuple[str, ...]
    natures: tuple[str, ...]
    theme_threshold: float
    nature_threshold: float
    secondary_threshold: float = 0.32
    encoders: tuple[str, ...] = ("use", "e5")

    @classmethod
    def of(cls, grid: Grid, trained: Classifier, item_vectors: Matrix) -> ZeroShot:
        """``item_vectors``: the encoded texts of :func:`grid_items`, with the encoders of ``trained``."""
        return cls(
            grid_items(grid),
            item_vectors,
            trained,
            parameters(trained.encoders),
            (*(theme.id for theme in grid.themes), OFF_THEME),
            trained.natures,
            theme_threshold=0.42,
            nature_threshold=trained.nature_threshold,
            encoders=trained.encoders,
        )

    def probabilities(self, prepared: Prepared) -> tuple[Probabilities, Probabilities]:
        """Theme (n, themes) and nature (n, natures) probabilities."""
        _, nature = self.natures_of.probabilities(prepared)
        silent = [self.natures.index(name) for name in self.natures if name in UNINFORMATIVE]
        vectors = prepared.vectors if "e5" in self.encoders else prepared.without_e5().vectors
        found = comparisons(self.items, prepared.texts, vectors, self.item_vectors)
        raw = logits(found, nature[:, silent].sum(axis=1), self.given)
        raised = np.exp(raw - raw.max(axis=1, keepdims=True)) if len(raw) else raw
        return np.asarray(np.round(raised / raised.sum(axis=1, keepdims=True), 6)), nature

    def label(
        self, remarks: Sequence[Remark], prepared: Prepared, headings: Mapping[str, Probabilities]
    ) -> list[Label]:
        """One label per remark; the words of the grid that the remark uses explain it."""
        theme, nature = self.probabilities(prepared)
        return label_remarks(self, remarks, theme, nature, headings, Explainer())
