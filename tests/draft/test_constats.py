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
        ("Notre lycée a perdu ses notes en une matinée.", "Le lycée a perdu ses notes en une matinée."),
        ("Mme [personne] constate que nos agents manquent de moyens.", "Les agents manquent de moyens."),
        ("Le conseil juge que l’accueil est meilleur qu’il y a dix ans.", "L’accueil est meilleur qu’il y a dix ans."),
        ("Les délais sont tenus, témoigne un buraliste.", "Les délais sont tenus."),
        ("Selon le gérant, la caméra a éloigné les voleurs.", "La caméra a éloigné les voleurs."),
        ("Les conventions sont signées, est-il noté.", "Les conventions sont signées."),
        ("Le comité a obtenu des badges, se réjouit la directrice.", "Le comité a obtenu des badges."),
        ("Selon le gérant, la caméra qu’il a payée suffit.", "Selon le gérant, la caméra qu’il a payée suffit."),
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
