"""Places of remarks: near one another where a reader would put them under one subject."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from assises_nlp.topics import SubjectSpace, located

Make = Callable[..., object]
SAID = [
    ("Rouvrir l’accueil de la brigade le samedi.", "organisation", "preconisation"),
    ("Les horaires du guichet sont trop courts.", "organisation", "constat"),
    ("Il faudrait plus de patrouilles la nuit.", "organisation", "preconisation"),
    ("Une ronde de nuit dans chaque village.", "organisation", "preconisation"),
]


def test_remarks_of_one_subject_are_near(make: Make, space: SubjectSpace) -> None:
    corpus = make(SAID)
    found = located(corpus.remarks, corpus.labels, corpus.vectors, space).places  # type: ignore[attr-defined]
    rows = np.stack([found[r.id] for r in corpus.remarks])  # type: ignore[attr-defined]
    near = rows @ rows.T
    assert near[0, 1] > max(near[0, 2], near[0, 3], near[1, 2], near[1, 3])
    assert near[2, 3] > max(near[0, 2], near[0, 3], near[1, 2], near[1, 3])


def test_a_remark_of_which_nothing_is_sure_is_near_nobody(make: Make, space: SubjectSpace) -> None:
    corpus = make([*SAID, ("Voilà ce que nous pensons de tout cela.", "organisation", "constat")])
    found = located(corpus.remarks, corpus.labels, corpus.vectors, space).places  # type: ignore[attr-defined]
    vague = found[corpus.remarks[-1].id]  # type: ignore[attr-defined]
    clear = [found[r.id] for r in corpus.remarks[:-1]]  # type: ignore[attr-defined]
    assert max(float(vague @ row) for row in clear) < float(clear[2] @ clear[3])


def test_places_do_not_depend_on_the_order_nor_on_a_known_theme(make: Make, space: SubjectSpace) -> None:
    corpus = make([*SAID, ("Planter des arbres sur la place.", "espaces-verts", "preconisation")])
    order = [3, 0, 4, 2, 1]
    first = located(corpus.remarks, corpus.labels, corpus.vectors, space).places  # type: ignore[attr-defined]
    again = located([corpus.remarks[i] for i in order], corpus.labels, corpus.vectors[order], space).places  # type: ignore[attr-defined]
    assert all(np.allclose(first[name], again[name], atol=2e-5) for name in first)
    assert len(first) == 5
