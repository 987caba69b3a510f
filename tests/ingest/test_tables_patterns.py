"""Each cue with what it must catch and what it must leave."""

from __future__ import annotations

import re

import pytest

from assises_nlp.ingest import tables_patterns as patterns
from assises_nlp.ingest.tables_cells import cell_text, fold, is_date, is_identifier, number
from assises_nlp.ingest.tables_scales import ordered

CASES: list[tuple[re.Pattern[str], tuple[str, ...], tuple[str, ...]]] = [
    (
        patterns.TECHNICAL_TITLE,
        (
            "N° fiche",
            "N°",
            "ID",
            "Horodateur",
            "Heure de début",
            "submitdate",
            "Adresse IP",
            "Saisie",
            "Response ID",
            "Date de soumission",
        ),
        (
            "Numéro préféré de la soirée",
            "Date à laquelle vous êtes arrivé dans la commune",
            "Identité du quartier",
            "Langue régionale",
        ),
    ),
    (
        patterns.PERSONAL_TITLE,
        ("Nom", "Votre nom", "Nom et prénom", "Adresse e-mail", "Courriel", "Téléphone", "Code postal", "Civilité"),
        (
            "Nom de la commune",
            "Avez-vous un téléphone ?",
            "Connaissez-vous le nom du maire ?",
            "Mail reçu de la mairie",
        ),
    ),
    (
        patterns.DOSSIER_TITLE,
        ("Archivé", "État du dossier", "Dernière mise à jour le", "Déposé le", "Groupe instructeur"),
        ("Archives de la ville", "Votre dossier a-t-il avancé ?"),
    ),
    (
        patterns.PROFILE_TITLE,
        ("Commune", "Votre commune de résidence", "Profession", "Quelle est votre fonction", "Structure représentée"),
        ("Commune sûre ou non", "Le quartier et vous", "Que fait la commune ?"),
    ),
    (
        patterns.COUNT_TITLE,
        ("Âge", "Combien d’enfants ?", "Nombre de patrouilles"),
        ("Village", "Partage des informations"),
    ),
    (
        patterns.NOTE_TITLE,
        ("Notez l’accueil", "Votre note sur 10", "Sur une échelle de 1 à 5"),
        ("Notamment le soir", "Denoter"),
    ),
    (
        patterns.MULTIPLE_TITLE,
        ("Lesquels ? (plusieurs réponses possibles)", "Cochez les cases"),
        ("Une seule réponse", "Plusieurs fois par an ?"),
    ),
    (
        patterns.TOTAL_ROW,
        ("TOTAL", "Total général", "Moyenne", "Total oui", "Nombre de réponses"),
        ("Total abandon du quartier", "Totalement", "Ensemble, on peut agir"),
    ),
    (
        patterns.NOTE_ROW,
        ("NB : fiches illisibles écartées", "Source : mairie", "Légende des couleurs"),
        ("Notre rue est sale", "Pages blanches"),
    ),
    (
        patterns.MINUTES_SPEAKER,
        ("Intervenant", "Intervenant(e)s", "Orateur"),
        ("Interventions des pompiers", "Qui appelez-vous ?"),
    ),
    (
        patterns.MINUTES_NATURE,
        ("Points forts", "À améliorer", "Pistes", "Suite à donner", "Difficultés rencontrées"),
        ("Forces de l’ordre", "Piste cyclable ?", "Vos propositions"),
    ),
    (
        patterns.NO_OPINION,
        ("NSP", "Ne se prononce pas", "Sans opinion", "Je ne sais pas", "Non concerné"),
        ("Sans patrouille", "Pas d’accord", "Non"),
    ),
    (
        patterns.EMPTY_ANSWER,
        ("RAS", "R.A.S.", "Rien à signaler", "Néant", "pas de remarque", "-"),
        ("Rien ne va", "Aucune patrouille", "Non au couvre-feu"),
    ),
    (
        patterns.ONE_COLUMN_HEADER,
        ("Vos propositions", "Réponses", "Verbatim", "Commentaires des habitants"),
        ("Plus de patrouilles", "De la lumière"),
    ),
]


@pytest.mark.parametrize(("pattern", "caught", "left"), CASES)
def test_cues_for_a_whole_text(pattern: re.Pattern[str], caught: tuple[str, ...], left: tuple[str, ...]) -> None:
    how = (
        pattern.search
        if pattern in (patterns.COUNT_TITLE, patterns.NOTE_TITLE, patterns.MULTIPLE_TITLE)
        else pattern.fullmatch
    )
    assert [text for text in caught if not how(fold(text))] == []
    assert [text for text in left if how(fold(text))] == []


@pytest.mark.parametrize(
    ("title", "opens", "closes"),
    [
        ("Vos observations et propositions", True, False),
        ("Que proposez-vous ?", True, False),
        ("Ce qui va, ce qui ne va pas dans votre quartier", True, False),
        ("Pourquoi ?", True, False),
        ("Êtes-vous satisfait ?", False, True),
        ("Connaissez-vous la participation citoyenne ?", False, True),
        ("Comment connaissez-vous cette réunion ?", False, False),
        ("Tranche d’âge", False, True),
        ("Quels sujets ? (une seule réponse)", False, False),
    ],
)
def test_titles_that_ask_for_text_or_for_a_choice(title: str, opens: bool, closes: bool) -> None:
    assert (patterns.OPEN_TITLE.search(fold(title)) is not None) is opens
    assert (patterns.CLOSED_TITLE.match(fold(title)) is not None) is closes


@pytest.mark.parametrize(
    "scale",
    [
        ("Très satisfait", "Satisfait", "Peu satisfait", "Pas satisfait"),
        ("Tout à fait d’accord", "Plutôt d’accord", "Plutôt pas d’accord", "Pas du tout d’accord", "Sans opinion"),
        ("Oui, tout à fait", "Plutôt oui", "Plutôt non", "Non, pas du tout"),
        ("Toujours", "Souvent", "Parfois", "Rarement", "Jamais"),
        ("Très bon", "Bon", "Moyen", "Mauvais"),
        ("Tout à fait en sécurité", "Plutôt en sécurité", "Plutôt pas en sécurité", "Pas du tout en sécurité"),
        ("Strongly agree", "Agree", "Neutral", "Disagree", "Strongly disagree"),
        ("Moins de 500 habitants", "De 500 à 999 habitants", "De 1 000 à 1 999 habitants", "10 000 habitants et plus"),
        ("Moins de 18 ans", "18-24 ans", "25 à 39 ans", "60 ans et +"),
        ("1 - Pas du tout", "2 - Un peu", "3 - Tout à fait"),
    ],
)
def test_scales_are_put_in_order(scale: tuple[str, ...]) -> None:
    assert ordered(sorted(scale)) == scale
    assert ordered(scale[::-1]) == scale


@pytest.mark.parametrize(
    "values",
    [
        ("Oui", "Non"),
        ("Maire", "Adjoint"),
        ("Police", "Gendarmerie", "Les deux"),
        ("Plus de patrouilles", "Plus de caméras"),
        ("Peu de moyens", "Plus de patrouilles"),
        ("pas assez de patrouilles", "rien", "plus de lumière"),
        ("1 rue du Port", "2 place Neuve"),
        ("Satisfait",),
    ],
)
def test_what_is_no_scale(values: tuple[str, ...]) -> None:
    assert ordered(values) is None


def test_cells() -> None:
    assert [cell_text(value) for value in (1.0, 0.5, True, "#N/A", None, " a\r\nb ")] == [
        "1",
        "0.5",
        "VRAI",
        "",
        "",
        "a\nb",
    ]
    assert [number(text) for text in ("61 ans", "1 200", "3,5 km", "12 %", "3 rue du Port", "Q4", "")] == [
        61,
        1200,
        3.5,
        12,
        None,
        None,
        None,
    ]
    assert all(map(is_date, ("2024-03-01", "01/03/2024 10:12:00", "2024/03/01 10:12:00 AM UTC+1", "10:30")))
    assert not any(map(is_date, ("12", "3 mars", "24/7")))
    assert all(map(is_identifier, ("a@b.fr", "10.0.0.1", "https://a.fr/b", "06 01 02 03 04")))
    assert not any(map(is_identifier, ("appelez le 17", "12.5", "voir a@b.fr merci")))
