# ruff: noqa: E501 -- tables of sentences
from __future__ import annotations

from collections.abc import Callable

import pytest

from assises_nlp.draft.constats import constat, engagement
from assises_nlp.records import Remark

Say = Callable[..., Remark]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("M. D. regrette que les délais soient longs.", "Les délais sont longs."),
        ("Le maire regrette que la brigade ne soit plus ouverte que le mardi.", "La brigade n’est plus ouverte que le mardi."),
        ("Un élu indique que l’on ne voit plus de gendarmes à pied.", "On ne voit plus de gendarmes à pied."),
        ("Il est constaté que 39 conventions ont été signées.", "39 conventions ont été signées."),
        ("Un habitant se plaint des rodéos de motos, chaque dimanche.", "Des rodéos de motos, chaque dimanche."),
        ("L’accueil est excellent.", "L’accueil est excellent."),
        # counter-examples: a possessive or a pronoun that would lose its noun, a speaker who is the subject
        ("Le maire rappelle que sa police municipale compte trois agents.", "Le maire rappelle que sa police municipale compte trois agents."),
        ("Elle précise qu’elle a attendu deux heures.", "Elle précise qu’elle a attendu deux heures."),
        ("Un habitant craint une surveillance.", "Un habitant craint une surveillance."),
    ],
)  # fmt: skip
def test_a_constat_is_impersonal_where_that_is_sure(say: Say, source: str, expected: str) -> None:
    assert constat(say(source)) == expected


def test_an_engagement_keeps_its_tense(say: Say) -> None:
    line = engagement(say("Le commandant indique que l’accueil du samedi sera rouvert au printemps."))
    assert line == "L’accueil du samedi sera rouvert au printemps."
