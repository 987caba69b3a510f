"""Where each remark stands among those of its theme: two remarks near one another speak of the same subject.

Of the measures tried on a consultation that was kept apart, the likelihood of the field's subjects (an affinity between
two remarks' probabilities) tells best what a reader puts under one point, far before sentence vectors or shared words;
the discriminant space adds to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from assises_nlp.records import Label, Remark
from assises_nlp.topics.space import SubjectSpace, content_lemmas

LIKELY = 4
"""Subjects among which that of a remark is: of the remarks that words alone gave to a line about something else, two in
three are told by it, for one in fifty of the others.
"""
LIKELIHOOD = 0.65
"""Share of the subjects' likelihood in the nearness of two remarks; the discriminant space has the rest, or the whole
where the theme has no subjects.
"""
SURENESS = 0.75
"""Power of a probability in a place: with 0.5 (Hellinger's affinity) two remarks of which nothing is sure are near one
another, and near everything; with 1, two sure remarks alone are.
"""


def likely_subjects(
    remarks: Sequence[Remark],
    labels: Mapping[str, Label],
    use: npt.NDArray[np.float32],
    space: SubjectSpace,
    most: int = LIKELY,
) -> dict[str, frozenset[str]]:
    """The ``most`` likeliest subjects of each remark by id, in its theme; no entry where the theme has no subjects.

    ``use`` (n, 512) follows ``remarks``.
    """
    found: dict[str, frozenset[str]] = {}
    for theme, members in _by_theme(remarks, labels):
        lemmas = [content_lemmas(remarks[i].tokens) for i in members]
        _, probabilities = space.place(space.raw(lemmas, use[members]), theme)
        if probabilities is None:
            continue
        names = space.subjects[theme].names
        best = np.argsort(-np.round(probabilities, 5), axis=1, kind="stable")[:, :most]
        found.update((remarks[i].id, frozenset(names[j] for j in row)) for i, row in zip(members, best, strict=True))
    return found


def _by_theme(remarks: Sequence[Remark], labels: Mapping[str, Label]) -> list[tuple[str, list[int]]]:
    """Indexes of the remarks of each theme, in the order of their ids."""
    by_theme: dict[str, list[int]] = defaultdict(list)
    for index in sorted(range(len(remarks)), key=lambda i: remarks[i].id):
        by_theme[labels[remarks[index].id].theme].append(index)
    return sorted(by_theme.items())


def places(
    remarks: Sequence[Remark], labels: Mapping[str, Label], use: npt.NDArray[np.float32], space: SubjectSpace
) -> dict[str, npt.NDArray[np.float32]]:
    """The place (k,) of each remark by id; ``use`` (n, 512) follows ``remarks``.

    The dot product of the places of two remarks of one theme is the nearness of their subjects (1 for the same words,
    about 0 for remarks that have nothing in common). Places of different themes are not comparable.
    """
    found: dict[str, npt.NDArray[np.float32]] = {}
    for theme, members in _by_theme(remarks, labels):
        lemmas = [content_lemmas(remarks[i].tokens) for i in members]
        placed, probabilities = space.place(space.raw(lemmas, use[members]), theme)
        if probabilities is not None:
            own = placed[:, : -probabilities.shape[1]] * np.sqrt(1 - LIKELIHOOD)
            placed = np.hstack([probabilities**SURENESS * np.sqrt(LIKELIHOOD), own])
        rows = np.round(placed, 5).astype(np.float32)
        found.update((remarks[i].id, row) for i, row in zip(members, rows, strict=True))
    return found
