"""Names taken from attendance lists; headings; the check for leaks."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assises_nlp.privacy import KnownNames, Pseudonymised, leaks, pseudonymise_text
from assises_nlp.records import Speaker

Run = Callable[[str, KnownNames], tuple[str, Pseudonymised]]


@pytest.mark.parametrize(
    ("entry", "text", "expected"),
    [
        ("M. Gérard PICHONNET, maire de Gorron", "Vu par pichonnet hier.", "Vu par [personne] hier."),
        ("PICHONNET Gérard", "Vu par Pichonnet hier.", "Vu par [personne] hier."),
        ("Gérard Pichonnet (mairie)", "Vu par Gérard PICHONNET hier.", "Vu par [personne] hier."),
        ("Béziers-Normand Corinne", "Vu par Beziers Normand hier.", "Vu par [personne] hier."),
        ("Mme É. Voisenet", "Vu par Voisenet hier.", "Vu par [personne] hier."),
        ("Capitaine Le Bihan", "Vu par le bihan hier.", "Vu par [personne] hier."),
        ("M. et Mme Trottier", "Vu par Trottier hier.", "Vu par [personne] hier."),
        ("M. d’Avrilleau", "Vu par Avrilleau hier.", "Vu par [personne] hier."),
        ("DUPONT-AIGRAIN Jean-Marc — préfecture", "Vu par Dupont-Aigrain hier.", "Vu par [personne] hier."),
    ],
)
def test_a_name_is_known_however_it_was_listed(run: Run, entry: str, text: str, expected: str) -> None:
    assert run(text, KnownNames.from_names([entry], []))[0] == expected


@pytest.mark.parametrize(
    "entry",
    [
        "",
        "une habitante",
        "Le maire",
        "Plusieurs voix",
        "la salle",
        "env. 30 hab.",
        "M. X",
        "Mme la maire de Craon",
        "M. le préfet",
    ],
)
def test_an_entry_without_a_name_gives_none(entry: str) -> None:
    assert KnownNames.from_names([entry], []).surnames == {}
    assert (
        leaks(
            "Le maire de Craon et une habitante ont parlé dans la salle à plusieurs voix.",
            KnownNames.from_names([entry], []),
        )
        == []
    )


def test_speakers_count_as_well_as_attendees() -> None:
    known = KnownNames.from_names([], [Speaker("a", name="Mme Vaucelle"), Speaker("b", role="maire")])
    assert leaks("Vaucelle l’a dit", known) == ["Vaucelle"]


def test_the_order_of_the_lists_does_not_matter() -> None:
    names = ["Mme Petit", "M. Jean Laval", "M. Trottier", "Mme Lydie AVRILLEAU"]
    assert KnownNames.from_names(names, []) == KnownNames.from_names(reversed(names), [])


def test_names_that_are_ordinary_words_leak_in_a_name_s_place_only() -> None:
    known = KnownNames.from_names(["Mme Petit", "M. Jean Laval", "M. Pierre Leblanc", "Mme Boulanger"], [])
    assert leaks("Le petit boulanger de Laval, à Laval ou à la place Leblanc, est ici.", known) == []
    assert leaks("Mme Petit, M. Laval et Jean Laval", known) == ["Petit", "Laval", "Jean Laval"]
    assert leaks("Mme BOULANGER et P. Leblanc", known) == ["BOULANGER", "P. Leblanc"]


def test_leaks_finds_contacts_and_leaves_public_numbers() -> None:
    found = leaks("a.b@exemple.fr 06 12 34 56 78 FK-482-ZT 17 112 3919 RD 771 12 345 678", KnownNames())
    assert found == ["a.b@exemple.fr", "06 12 34 56 78", "FK-482-ZT"]


def test_a_known_name_inside_an_eponym_is_no_leak() -> None:
    known = KnownNames.from_names(["Mme Kerbrat"], [])
    assert leaks("salle Yves-Kerbrat", known) == []
    assert leaks("selon Kerbrat", known) == ["Kerbrat"]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Intervention de Mme Dupont, maire de Craon", "Intervention de Mme [personne], maire de [commune]"),
        ("Réponse de PICHONNET", "Réponse de [personne]"),
        ("Contact : 06 12 34 56 78 / a@b.fr", "Contact : [téléphone] / [courriel]"),
        ("II. Partenariats et continuum de sécurité", "II. Partenariats et continuum de sécurité"),
        ("Réunion avec les élus de l’arrondissement de Laval", "Réunion avec les élus de l’arrondissement de Laval"),
        ("", ""),
    ],
)
def test_a_heading_is_cleaned_without_the_tagger(known: KnownNames, title: str, expected: str) -> None:
    assert pseudonymise_text(title, known) == expected
