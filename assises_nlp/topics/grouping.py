"""The clustering that BERTopic is given: whole subjects of the field where they are known, Ward's method elsewhere; never
a −1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]
Labels = npt.NDArray[np.int64]
LARGE = 3_000
"""Ward's method compares all pairs: above this number of distinct remarks they are first gathered by k-means."""
_GATHERED = 800


def sensible_number(count: int) -> int:
    """How many groups a person makes of ``count`` distinct remarks of one theme: a little over its square root.

    Fitted on the annotated sources (60 remarks of a theme: ten subjects), capped where a reader would give up.
    """
    return max(1, min(60, round(1.3 * float(np.sqrt(count)))))


@dataclass(frozen=True, slots=True)
class Seeds:
    """``probabilities`` (n, s) of the field's subjects for each remark, and the ``centres`` (s, k) that the subjects have
    among the annotated remarks: they do not move with the corpus, so that the groups hardly do.
    """

    probabilities: Matrix
    centres: Matrix


class Grouping:
    """A scikit-learn-like clusterer (``fit``, ``labels_``) of unit vectors (n, k) into ``number`` groups.

    Ward, "Hierarchical Grouping to Optimize an Objective Function", 1963. With ``seeds``, a remark goes with its likeliest
    subject: neighbouring subjects are merged, or the heaviest are split, until there are ``number`` groups.
    """

    def __init__(self, number: int, seed: int, seeds: Seeds | None = None) -> None:
        self.number = number
        self.seed = seed
        self.seeds = seeds
        self.labels_: Labels = np.zeros(0, np.int64)

    def fit(self, vectors: Matrix, y: Any = None) -> Grouping:
        del y
        count = len(vectors)
        number = max(1, min(self.number, count))
        if number == 1:
            self.labels_ = np.zeros(count, np.int64)
        elif self.seeds is not None:
            self.labels_ = self._by_subject(vectors, self.seeds, number)
        elif count <= LARGE:
            self.labels_ = _ward(vectors, number)
        else:
            self.labels_ = self._two_steps(vectors, number)
        return self

    def _by_subject(self, vectors: Matrix, seeds: Seeds, number: int) -> Labels:
        subjects, likeliest = np.unique(np.argmax(seeds.probabilities, axis=1), return_inverse=True)
        if number <= len(subjects):
            # The square root: a subject spoken of four times as often resists merging twice as much.
            weights = np.sqrt(np.round(seeds.probabilities.sum(axis=0)[subjects], 3))
            return merge(seeds.centres[subjects], weights, number)[likeliest]
        shares = _shares(np.bincount(likeliest), number)
        labels, start = np.zeros(len(vectors), np.int64), 0
        for subject, share in enumerate(shares):
            own = np.flatnonzero(likeliest == subject)
            labels[own] = start + Grouping(share, self.seed).fit(vectors[own]).labels_
            start += share
        return labels

    def _two_steps(self, vectors: Matrix, number: int) -> Labels:
        from sklearn.cluster import MiniBatchKMeans
        from threadpoolctl import threadpool_limits

        with threadpool_limits(1):
            gathered = MiniBatchKMeans(_GATHERED, random_state=self.seed, n_init=1, batch_size=4096).fit(vectors)
        occupied = np.unique(gathered.labels_)
        groups = np.zeros(_GATHERED, np.int64)
        groups[occupied] = _ward(np.round(gathered.cluster_centers_[occupied], 5), min(number, len(occupied)))
        return np.asarray(groups[gathered.labels_])


def _ward(vectors: Matrix, number: int) -> Labels:
    from sklearn.cluster import AgglomerativeClustering

    return np.asarray(AgglomerativeClustering(n_clusters=number, linkage="ward").fit_predict(vectors), dtype=np.int64)


def merge(centres: Matrix, weights: Matrix, number: int) -> Labels:
    """Group of each of ``centres`` (m, k), by Ward's method on points of unequal weight (scikit-learn's has none)."""
    points, heavy = centres.copy(), weights.astype(np.float64)
    groups = [[index] for index in range(len(points))]
    while len(groups) > number:
        square = ((points[:, None] - points[None]) ** 2).sum(axis=-1)
        rise = np.round(square * heavy[:, None] * heavy / (heavy[:, None] + heavy), 6)
        rise[np.tril_indices(len(groups))] = np.inf
        one, two = (int(i) for i in np.unravel_index(int(np.argmin(rise)), rise.shape))
        points[one] = (points[one] * heavy[one] + points[two] * heavy[two]) / (heavy[one] + heavy[two])
        heavy[one] += heavy[two]
        groups[one] += groups.pop(two)
        points, heavy = np.delete(points, two, axis=0), np.delete(heavy, two)
    labels = np.zeros(len(centres), np.int64)
    for label, members in enumerate(groups):
        labels[members] = label
    return labels


def _shares(counts: npt.NDArray[np.intp], number: int) -> list[int]:
    """How many groups each subject gets, one at least: highest averages (D'Hondt), never more than it has remarks."""
    shares = np.ones(len(counts), np.int64)
    for _ in range(number - len(counts)):
        averages = np.where(shares < counts, counts / (shares + 1), 0.0)
        shares[int(np.argmax(averages))] += 1
    return [int(share) for share in shares]


def group(vectors: Matrix, seeds: Seeds | None = None, number: int | None = None, seed: int = 20200114) -> list[int]:
    """Group of each row of ``vectors`` (n, k), in a sensible number of groups unless ``number`` is given."""
    return [int(label) for label in Grouping(number or sensible_number(len(vectors)), seed, seeds).fit(vectors).labels_]
