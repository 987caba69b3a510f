"""Where each remark stands among those of its theme: two remarks near one another speak of the same subject.

Of the measures tried on a consultation that was kept apart, the likelihood of the field's subjects (an affinity between
two remarks' probabilities) tells best what a reader puts under one point, far before sentence vectors or shared words;
the discriminant space adds to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Located:
    """Where remarks stand, by id. ``places``: a vector (k,) each; the dot product of two of one theme is the nearness of
    their subjects (1 for the same words, about 0 for remarks that have nothing in common), those of different themes are
    not comparable. ``subjects``: the ``LIKELY`` likeliest subjects of each, no entry where its theme has none.
    """

    places: Mapping[str, npt.NDArray[np.float32]]
    subjects: Mapping[str, frozenset[str]]


def located(
    remarks: Sequence[Remark], labels: Mapping[str, Label], use: npt.NDArray[np.float32], space: SubjectSpace
) -> Located:
    """Where each remark stands among those of its theme; ``use`` (n, 512) follows ``remarks``."""
    by_theme: dict[str, list[int]] = defaultdict(list)
    for index in sorted(range(len(remarks)), key=lambda i: remarks[i].id):
        by_theme[labels[remarks[index].id].theme].append(index)
    places: dict[str, npt.NDArray[np.float32]] = {}
    subjects: dict[str, frozenset[str]] = {}
    for theme, members in sorted(by_theme.items()):
        ids = [remarks[i].id for i in members]
        lemmas = [content_lemmas(remarks[i].tokens) for i in members]
        placed, probabilities = space.place(space.raw(lemmas, use[members]), theme)
        if probabilities is not None:
            names = space.subjects[theme].names
            best = np.argsort(-np.round(probabilities, 5), axis=1, kind="stable")[:, :LIKELY]
            subjects.update((name, frozenset(names[j] for j in row)) for name, row in zip(ids, best, strict=True))
            own = placed[:, : -probabilities.shape[1]] * np.sqrt(1 - LIKELIHOOD)
            placed = np.hstack([probabilities**SURENESS * np.sqrt(LIKELIHOOD), own])
        rows = np.round(placed, 5).astype(np.float32)
        places.update(zip(ids, rows, strict=True))
    return Located(places, subjects)
