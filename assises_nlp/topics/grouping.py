"""The clustering that BERTopic is given: exact for a small corpus, in two steps for a large one; never a −1."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]
LARGE = 3_000
"""Ward's method compares all pairs: above this number of distinct remarks they are first gathered by k-means."""
_GATHERED = 800


def sensible_number(count: int) -> int:
    """How many groups a person makes of ``count`` distinct remarks of one theme: a little over its square root.

    Fitted on the annotated sources (60 remarks of a theme: nine or ten subjects), capped where a reader would give up.
    """
    return max(1, min(60, round(1.15 * float(np.sqrt(count)))))


class Grouping:
    """A scikit-learn-like clusterer (``fit``, ``labels_``) of unit vectors (n, k) into ``number`` groups.

    Ward, "Hierarchical Grouping to Optimize an Objective Function", 1963.
    """

    def __init__(self, number: int, seed: int) -> None:
        self.number = number
        self.seed = seed
        self.labels_: npt.NDArray[np.int64] = np.zeros(0, np.int64)

    def fit(self, vectors: Matrix, y: Any = None) -> Grouping:
        del y
        count = len(vectors)
        number = max(1, min(self.number, count))
        if number == 1:
            self.labels_ = np.zeros(count, np.int64)
        elif count <= LARGE:
            self.labels_ = _ward(vectors, number)
        else:
            self.labels_ = self._two_steps(vectors, number)
        return self

    def _two_steps(self, vectors: Matrix, number: int) -> npt.NDArray[np.int64]:
        from sklearn.cluster import MiniBatchKMeans
        from threadpoolctl import threadpool_limits

        with threadpool_limits(1):
            gathered = MiniBatchKMeans(_GATHERED, random_state=self.seed, n_init=1, batch_size=4096).fit(vectors)
        occupied = np.unique(gathered.labels_)
        groups = np.zeros(_GATHERED, np.int64)
        groups[occupied] = _ward(np.round(gathered.cluster_centers_[occupied], 5), min(number, len(occupied)))
        return np.asarray(groups[gathered.labels_])


def _ward(vectors: Matrix, number: int) -> npt.NDArray[np.int64]:
    from sklearn.cluster import AgglomerativeClustering

    return np.asarray(AgglomerativeClustering(n_clusters=number, linkage="ward").fit_predict(vectors), dtype=np.int64)


def group(vectors: Matrix, number: int | None = None, seed: int = 20200114) -> list[int]:
    """Group of each row of ``vectors`` (n, k), in a sensible number of groups unless ``number`` is given."""
    return [int(label) for label in Grouping(number or sensible_number(len(vectors)), seed).fit(vectors).labels_]
