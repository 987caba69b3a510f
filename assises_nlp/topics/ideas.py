"""Inside a topic, the ideas: remarks that ask, or observe, the same thing."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from assises_nlp.records import Nature

THRESHOLD = 0.5
"""Mean cosine distance of USE vectors up to which two groups of remarks are one idea."""
MOST = 2_000
"""Remarks of a topic that are compared pair by pair; those beyond join the nearest idea."""
_SIDES: dict[Nature, str] = {"preconisation": "asks", "engagement": "promises"}


def find_ideas(
    central: Sequence[int], natures: Sequence[Nature], use: npt.NDArray[np.float32], threshold: float = THRESHOLD
) -> list[list[int]]:
    """Partition ``central`` (indexes into ``use``, the most central first), the largest idea first.

    ``natures`` follow ``central``: what is asked, promised and observed are apart.
    """
    sides: dict[str, list[int]] = {}
    for index, nature in zip(central, natures, strict=True):
        sides.setdefault(_SIDES.get(nature, "observes"), []).append(index)
    rank = {index: position for position, index in enumerate(central)}
    ideas = [idea for _, members in sorted(sides.items()) for idea in _split(members, use, threshold)]
    return sorted(ideas, key=lambda idea: (-len(idea), rank[idea[0]]))


def _split(members: list[int], use: npt.NDArray[np.float32], threshold: float) -> list[list[int]]:
    """Groups of ``members`` by average linkage; each keeps the order of ``members``."""
    if len(members) < 2:
        return [members]
    from sklearn.cluster import AgglomerativeClustering

    compared = members[:MOST]
    order = sorted(range(len(compared)), key=lambda position: compared[position])
    vectors = use[[compared[position] for position in order]].astype(np.float64)
    distances = np.round(np.clip(1 - vectors @ vectors.T, 0, 2), 5)
    model = AgglomerativeClustering(
        n_clusters=None, distance_threshold=threshold, metric="precomputed", linkage="average"
    )
    found = model.fit_predict(distances)
    labels = dict(zip((compared[position] for position in order), (int(label) for label in found), strict=True))
    for index in members[MOST:]:
        nearest = int(np.argmax(np.round(vectors @ use[index], 4)))
        labels[index] = int(found[nearest])
    groups: dict[int, list[int]] = {}
    for index in members:
        groups.setdefault(labels[index], []).append(index)
    return list(groups.values())
