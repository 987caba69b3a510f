# ruff: noqa: E501 -- tables of sentences
"""Typography, elision, the lexicon, what a remark says besides its idea."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assises_nlp.draft import marks
from assises_nlp.draft import typography as ty
from assises_nlp.draft.lexicon import deverbals, rows
from assises_nlp.draft.telling import clean_line


@pytest.mark.parametrize(
    ("text", "expected"),
    [("le samedi", "du samedi"), ("les élus", "des élus"), ("des postes", "de postes"), ("un abri", "d’un abri"), ("des élus", "d’élus"),
     ("la brigade", "de la brigade"), ("l’accueil", "de l’accueil"), ("hameaux", "de hameaux"), ("habitants", "d’habitants"), ("du temps", "de temps"),
     ("onze agents", "de onze agents"), ("plus de patrouilles", "de plus de patrouilles"), ("horaires", "d’horaires"), ("hall", "de hall")],
)  # fmt: skip
def test_de(text: str, expected: str) -> None:
    assert ty.de(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("le maire", "au maire"), ("les maires", "aux maires"), ("la loi", "à la loi"), ("l’État", "à l’État")],
)
def test_a(text: str, expected: str) -> None:
    assert ty.a(text) == expected


def test_a_line_is_typeset() -> None:
    assert ty.line("- rouvrir l'accueil  : oui !!") == "Rouvrir l’accueil\u00a0: oui"
    assert ty.line("2e camion avant juillet") == "2e camion avant juillet"
    assert ty.line("DES CAMERAS PARTOUT") == "Des cameras partout"
    assert ty.line("accès des PM au SIV") == "Accès des PM au SIV"
    assert ty.line('dit "non"') == "Dit «\u00a0non\u00a0»"


@given(st.text(max_size=80))
@settings(deadline=None)
def test_a_line_never_breaks_and_has_no_loose_blanks(text: str) -> None:
    once = ty.line(text)
    assert once == once.strip()
    assert not once.endswith((".", ",", ";"))


@pytest.mark.parametrize(
    ("word", "expected"),
    [("cameras", "caméras"), ("securite", "sécurité"), ("arretés", "arrêtés"), ("Lumiere", "Lumière"), ("recidivistes", "récidivistes"), ("impots", "impôts"),
     # counter-examples: right as they stand, or with two readings
     ("livre", "livre"), ("marches", "marches"), ("abandonne", "abandonne"), ("invite", "invite"), ("PMR", "PMR"), ("réserve", "réserve"), ("retraites", "retraites")],
)  # fmt: skip
def test_lost_accents_are_put_back_where_there_is_one_reading(word: str, expected: str) -> None:
    assert ty.accented(word) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("un poste par vallée, pas par île", "un poste par vallée et non par île"),
        (
            "des agents dans les trams et pas que pour les tickets",
            "des agents dans les trams et pas seulement pour les tickets",
        ),
        ("des rondes bihebdomadaires, pas annuelles", "des rondes bihebdomadaires et non annuelles"),
        ("un poste qui ne ferme, pas par hasard", "un poste qui ne ferme, pas par hasard"),
        ("touchez pas à la brigade", "touchez pas à la brigade"),
        ("pas de caméra, pas de drone", "pas de caméra, pas de drone"),
    ],
)
def test_contrasts(text: str, expected: str) -> None:
    assert ty.contrasted(text) == expected


def test_numbers_in_letters_up_to_ten() -> None:
    assert [ty.number(n) for n in (1, 10, 11, 1200)] == ["un", "dix", "11", "1\u00a0200"]


def test_the_lexicon_is_well_formed() -> None:
    table = list(rows("draft_nominalisations.tsv"))
    assert len(table) >= 300
    assert len({row[0] for row in table}) == len(table)
    known = {"de", "a", "=", "0", "-", "a>de"}
    for row in table:
        assert row[2] in {"m", "f"}, row
        assert set(row[3].split(",")) <= known, row
    assert deverbals()["rouvrir"][0].noun == "réouverture"


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("Une patrouille unique de nuit pour tout le secteur.", marks.RESTRICTED),
        ("Police secours tourne à effectif réduit trois nuits par semaine.", marks.RESTRICTED),
        ("Le centre de supervision s’arrête à minuit.", marks.RESTRICTED),
        ("Certains jours, le fourgon ne sort pas entre 8 heures et 18 heures.", marks.RESTRICTED),
        ("Une seule patrouille la nuit pour quarante communes.", marks.RESTRICTED),
        ("1 seule patrouille la nuit pour quarante communes.", marks.RESTRICTED),
        ("(interne) la caméra du parking ne marche plus", marks.RESTRICTED),
        ("On a une seule patrouille pour Auxi, Frévent et Saint-Pol.", marks.RESTRICTED),
        ("1 seul enquêteur spécialisé par compagnie", marks.RESTRICTED),
        ("brigades de nuit à 5 au lieu de 9", marks.RESTRICTED),
        ("Une seule patrouille entre Saint-Michel et Bonneval.", marks.RESTRICTED),
        ("L’effectif est de 9 au lieu des 14 prévus.", marks.RESTRICTED),
        ("caméras : 12 dont 2 HS", marks.RESTRICTED),
        ("Trois équipages sur cinq le dimanche.", marks.RESTRICTED),
        ("Le jour, trois disponibles sur vingt-cinq.", marks.RESTRICTED),
        ("Trafic au n° 12.", marks.INDIVIDUAL),
        ("Mon voisin deale.", marks.INDIVIDUAL),
    ],
)
def test_flags(text: str, flag: str) -> None:
    assert flag in marks.flags(text)


@pytest.mark.parametrize(
    "text",
    [
        "Plus de patrouilles la nuit.",
        "Il y a eu 12 patrouilles.",
        "Ma plainte a été bien reçue.",
        "La porte de la caserne est fermée.",
    ],
)
def test_no_flag(text: str) -> None:
    assert marks.flags(text) == ()


def test_frame_addressee_and_deadline_only_where_said() -> None:
    assert marks.frame("Modifier la loi pour élargir les pouvoirs") == "législatif"
    assert marks.frame("Appliquer la loi") is None
    assert marks.deadline("Rouvrir l’accueil d’ici la fin de l’année") == "d’ici la fin de l’année"
    assert marks.deadline("Rouvrir l’accueil") is None
    assert marks.addressee("L’État doit financer la maintenance") == "État"
    assert marks.addressee("Informer le maire") is None


@pytest.mark.parametrize(
    "text", ["Réouverture de la brigade le samedi", "Les délais sont longs.", "Le travail en réseau fonctionne bien."]
)
def test_a_clean_line_reads_alone(text: str) -> None:
    assert clean_line(text)


@pytest.mark.parametrize(
    "text",
    ["Rouvrez notre brigade", "Une retraitée trouve les gendarmes pressés.", "Cela ne marche pas.", "+ Contrôles le soir", "Les flics sont absents.",
     "PM : 1 agent / 6 communes", "Il dispose d’un référent", "Pourquoi réserver les interventions\u00a0?"],
)  # fmt: skip
def test_a_line_that_needs_its_context_is_not_clean(text: str) -> None:
    assert not clean_line(text)
