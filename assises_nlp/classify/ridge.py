"""Scores of the classes: ridge regression of the classes' indicators, solved in its dual form.

Rifkin, Yeo and Poggio, "Regularized least-squares classification", 2003. With a few thousand remarks and ten times
as many features, one inversion of the remarks' kernel gives the coefficients *and*, in closed form, the scores that
each source's remarks would get from a model that never saw that source: cross-validation grouped by source costs
nothing more.

The kernel is that of all the features, plus that of the products of two principal components of the dense ones (what a
word means beside another): the scores are linear in the features and quadratic in these components.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
_DECIMALS = 5
COMPONENTS = 200
"""Principal components of the dense features whose products are features too."""
PAIRS_WEIGHT = 1.0
"""Weight of the kernel of the products, whose value for a remark with itself is 1, beside about 5.6 for the features'."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Principal components whose products are features: ``axes`` (d, r) of the dense features, r may be 0."""

    axes: npt.NDArray[np.float32]

    @classmethod
    def none(cls, width: int) -> Pairs:
        return cls(np.zeros((width, 0), np.float32))

    @classmethod
    def fit(cls, dense: npt.NDArray[np.float32], count: int = COMPONENTS) -> Pairs:
        """The first ``count`` principal axes of centred ``dense`` (n, d); no label is looked at."""
        from scipy.linalg import eigh

        full = dense.astype(np.float64)
        width = full.shape[1]
        count = min(count, width, len(full))
        _, axes = eigh(full.T @ full, subset_by_index=(width - count, width - 1))
        axes = axes[:, ::-1]
        signs = np.sign(axes[np.abs(axes).argmax(axis=0), np.arange(count)])
        return cls(np.round(axes * signs, 4).astype(np.float32))

    def place(self, dense: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """Unit vectors (n, r) of the components of each row."""
        placed = dense @ self.axes
        norms = np.sqrt((placed**2).sum(axis=1, keepdims=True))
        return np.asarray(placed / np.where(norms == 0, 1, norms), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Scorer:
    """Coefficients (features, classes) of the dense and of the sparse features, the intercepts (classes,), and the
    quadratic ``forms`` (classes, r, r) of the components of ``pairs``.
    """

    dense: npt.NDArray[np.float32]
    sparse: npt.NDArray[np.float32]
    intercept: npt.NDArray[np.float32]
    pairs: Pairs
    forms: npt.NDArray[np.float32]

    def scores(self, dense: npt.NDArray[np.float32], sparse: Any) -> Array:
        """Scores (n, classes), rounded so that neither a batch's shape nor a core leaves a trace."""
        raw = dense @ self.dense + np.asarray(sparse @ self.sparse) + self.intercept
        placed = self.pairs.place(dense)
        products = np.stack([((placed @ form) * placed).sum(axis=1) for form in self.forms], axis=1)
        return np.asarray(np.round(raw + products, 4), dtype=np.float64)


@dataclass(slots=True)
class RidgeFit:
    """A ridge fitted on ``n`` remarks. ``inverse`` (n, n) is that of the regularised kernel, ``dual`` (n, classes)."""

    inverse: Array
    dual: Array
    targets: Array

    def left_out(self, sources: Sequence[str]) -> Array:
        """Scores (n, classes) of each remark by the ridge that was fitted without its source.

        Leave-one-group-out in closed form: y_S − (G_SS)⁻¹ (G y)_S, G the inverse of the regularised kernel.
        """
        names = np.asarray(sources)
        scores = np.zeros_like(self.targets)
        for name in sorted(set(sources)):
            group = np.flatnonzero(names == name)
            block = self.inverse[np.ix_(group, group)]
            scores[group] = self.targets[group] - np.linalg.solve(block, self.dual[group])
        return scores

    def dual_without(self, sources: Sequence[str], name: str) -> Array:
        """Dual coefficients (n, classes) of the ridge without one source: zero for its own remarks."""
        names = np.asarray(sources)
        group = np.flatnonzero(names == name)
        block = self.inverse[np.ix_(group, group)]
        dual: Array = self.dual - self.inverse[:, group] @ np.linalg.solve(block, self.dual[group])
        dual[group] = 0.0
        return dual


def kernel(dense: npt.NDArray[np.float32], sparse: Any, pairs: Pairs) -> Array:
    """Kernel (n, n) of the remarks: the features, the products of ``pairs``, and 1 for the intercept."""
    gram = dense.astype(np.float64) @ dense.T.astype(np.float64)
    gram += np.asarray((sparse @ sparse.T).todense(), dtype=np.float64)
    placed = pairs.place(dense).astype(np.float64)
    gram += PAIRS_WEIGHT * (placed @ placed.T) ** 2
    gram += 1.0
    return np.asarray(gram)


def fit_ridge(gram: Array, targets: Array, penalty: float) -> RidgeFit:
    """Solve (K + λI) α = Y. ``gram`` (n, n) is used up."""
    from scipy.linalg import inv

    gram[np.diag_indices(len(gram))] += penalty
    inverse: Array = inv(gram, overwrite_a=True, check_finite=False)
    return RidgeFit(inverse, inverse @ targets, targets)


def coefficients(dual: Array, dense: npt.NDArray[np.float32], sparse: Any, pairs: Pairs) -> Scorer:
    """The dual solution as coefficients of the features, rounded so that two trainings write the same."""
    placed = pairs.place(dense).astype(np.float64)
    forms = [placed.T @ (placed * column[:, None]) * PAIRS_WEIGHT for column in dual.T]
    return Scorer(
        np.round(dense.T.astype(np.float64) @ dual, _DECIMALS).astype(np.float32),
        np.round(np.asarray(sparse.T.astype(np.float64) @ dual), _DECIMALS).astype(np.float32),
        np.round(dual.sum(axis=0), _DECIMALS).astype(np.float32),
        pairs,
        np.round(np.stack(forms), 4).astype(np.float32),
    )
