"""Linear scores of the classes: ridge regression of the classes' indicators, solved in its dual form.

Rifkin, Yeo and Poggio, "Regularized least-squares classification", 2003. With a few thousand remarks and ten times
as many features, one inversion of the remarks' kernel gives the coefficients *and*, in closed form, the scores that
each source's remarks would get from a model that never saw that source: cross-validation grouped by source costs
nothing more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
_DECIMALS = 5


@dataclass(frozen=True, slots=True)
class LinearScores:
    """Coefficients (features, classes) of the dense and of the sparse features, and the intercepts (classes,)."""

    dense: npt.NDArray[np.float32]
    sparse: npt.NDArray[np.float32]
    intercept: npt.NDArray[np.float32]

    def scores(self, dense: npt.NDArray[np.float32], sparse: Any) -> Array:
        """Scores (n, classes), rounded so that neither a batch's shape nor a core leaves a trace."""
        raw = dense @ self.dense + np.asarray(sparse @ self.sparse) + self.intercept
        return np.asarray(np.round(raw, 4), dtype=np.float64)


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


def kernel(dense: npt.NDArray[np.float32], sparse: Any) -> Array:
    """Linear kernel (n, n) of the remarks, plus 1 for the intercept."""
    gram = dense.astype(np.float64) @ dense.T.astype(np.float64)
    gram += np.asarray((sparse @ sparse.T).todense(), dtype=np.float64)
    gram += 1.0
    return np.asarray(gram)


def fit_ridge(gram: Array, targets: Array, penalty: float) -> RidgeFit:
    """Solve (K + λI) α = Y. ``gram`` (n, n) is used up."""
    from scipy.linalg import inv

    gram[np.diag_indices(len(gram))] += penalty
    inverse: Array = inv(gram, overwrite_a=True, check_finite=False)
    return RidgeFit(inverse, inverse @ targets, targets)


def coefficients(dual: Array, dense: npt.NDArray[np.float32], sparse: Any) -> LinearScores:
    """The dual solution as coefficients of the features, rounded so that two trainings write the same."""
    return LinearScores(
        np.round(dense.T.astype(np.float64) @ dual, _DECIMALS).astype(np.float32),
        np.round(np.asarray(sparse.T.astype(np.float64) @ dual), _DECIMALS).astype(np.float32),
        np.round(dual.sum(axis=0), _DECIMALS).astype(np.float32),
    )
