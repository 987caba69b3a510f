"""Sentences and items of minutes and answers: « | » marks the cuts."""

from __future__ import annotations

import pytest

from assises_nlp.segment.units import unit_spans

MINUTES = [
    "M. Dupont est venu à 14 h 30. |Il faut agir.",
    "Mme J. Dupont et le Dr. Martin (cf. art. 3, al. 2, p. 14) approuvent. |Le n° 12 est cité.",
    "Le coût est de 3.5 millions, env. 2 % du budget, etc. et ce n’est pas tout. |On attend.",
    "Les vols, les rodéos, etc. |Il faudrait des patrouilles.",
    "Voir www.interieur.gouv.fr ou écrire à jean.dupont@exemple.fr pour le détail. |Merci.",
    "Le S.D.I.S. de la Mayenne recrute. |Les S.P.V. manquent.",
    "Elle s’écrie « Non ! Jamais ! » et quitte la salle. |Le débat reprend.",
    "« Il faut rouvrir la brigade. |Nous voulons des patrouilles. »",
    "On attend… longtemps. |Rien ne vient... |On repart.",
    "Le 1er janvier, Me Durand a écrit à M. le maire. |Pas de réponse !",
    "Pourquoi ne pas mutualiser ? |Ce serait utile.",
    "Les pistes retenues : une brigade mobile ; |des horaires affichés ; |un référent.",
    "Il est décidé : 1) d’ouvrir le samedi ; |2) de former les agents.",
    "Les avis divergent : pour les uns, la brigade mobile suffit ; pour les autres, c’est un camion.",
    "Il y a eu un vol. |Les élus s’inquiètent.",
    "Le poste est fermé.|Il faudrait le rouvrir.",
    "Non ! On ne peut pas fermer l’accueil. |Jamais.",
    "L’accueil (ouvert le mardi. Parfois le jeudi) est connu. |Bien.",
    "Une zone police/gendarmerie et/ou municipale, 24h/24.",
    "Les communes de St. Denis et de Ste. Suzanne sont d’accord.",
]
ANSWERS = [
    "1) patrouilles |2) éclairage |3) rien",
    "1. patrouilles |2. éclairage",
    "- horaires |- caméras",
    "plus de gendarmes. |il faut des caméras",
    "éclairage / |caméras / |patrouilles",
    "police / gendarmerie",
    "et/ou police/gendarmerie 24h/24",
    "plus de patrouilles ; |moins de paperasse",
    "OUI AUX CAMERAS",
    "a) écouter |b) agir",
    "ça va ? |pas trop",
    "• des rondes |• des caméras",
]


def _expected(marked: str) -> list[str]:
    return [part.strip() for part in marked.split("|")]


def _bare(part: str) -> str:
    """Without the number, the bullet and the slash, which are layout."""
    for mark in ("1) ", "2) ", "3) ", "1. ", "2. ", "a) ", "b) ", "- ", "• "):
        part = part.removeprefix(mark)
    return part.removesuffix(" /").strip()


@pytest.mark.parametrize("marked", MINUTES)
def test_sentences_of_minutes(marked: str) -> None:
    text = marked.replace("|", "")
    found = [text[left:right] for left, right in unit_spans(text, 0, len(text))]
    first, *others = _expected(marked)
    # An introduction keeps the first item with its number; the other numbers are layout between the stretches.
    assert found == [first, *(_bare(part) for part in others)]


@pytest.mark.parametrize("marked", ANSWERS)
def test_items_of_answers(marked: str) -> None:
    text = marked.replace("|", "")
    found = [text[left:right] for left, right in unit_spans(text, 0, len(text), loose=True)]
    assert found == [_bare(part) for part in _expected(marked)]
