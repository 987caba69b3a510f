"""Places as a reader expects them: the town, then the building; no room, no street, no capitals."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assises_nlp.config import DocumentSection
from assises_nlp.ingest.meetings import describe, from_name
from assises_nlp.ingest.places import display_place, split_name, title_case
from assises_nlp.records import DocumentAnalysis, Locator, Remark


@pytest.mark.parametrize(
    ("said", "named", "expected"),
    [
        (
            "commissariat de police, salle de réunion du 2e étage, Laval",
            "laval-commissariat",
            "Laval, commissariat de police",
        ),
        ("préfecture de la Mayenne, salle Jean-Moulin, Laval", "laval-prefecture", "Laval, préfecture de la Mayenne"),
        ("Préfecture de la Mayenne", "laval-prefecture", "Laval, préfecture de la Mayenne"),
        (None, "laval-prefecture", "Laval, préfecture"),
        (None, "laval-sdis", "Laval, SDIS"),
        (None, "mairie-de-craon", "Craon, mairie"),
        ("la salle communale", "mayenne", "Mayenne, salle communale"),
        ("salle communale du Grand-Nord, Mayenne", "mayenne", "Mayenne, salle communale du Grand-Nord"),
        ("LAVAL", "laval-cafe-rencontre", "Laval, café-rencontre"),
        ("CHÂTEAU-GONTIER-SUR-MAYENNE", None, "Château-Gontier-sur-Mayenne"),
        ("Café associatif, 11 rue des Tisserandes, Laval", "laval", "Laval, café associatif"),
        ("salle du 2e étage", None, "salle du 2e étage"),
        ("salle des fêtes", "evron", "Evron, salle des fêtes"),
        ("Mayenne", "mayenne", "Mayenne"),
        ("Mairie de Craon", "craon", "Mairie de Craon"),
        ("Le Mans", "le-mans", "Le Mans"),
        ("Morez", "dole", "Morez"),
        ("Mairie", "dole", "Dole, mairie"),
        ("MJC du Centre", "dole", "Dole, MJC du Centre"),
        (None, None, None),
        ("", "", None),
    ],
)
def test_head_and_file_name_are_joined(said: str | None, named: str | None, expected: str | None) -> None:
    assert display_place(said, named) == expected


def test_the_town_of_a_file_name_takes_the_accents_of_the_text() -> None:
    texts = ["Les élus de CHÂTEAU-GONTIER sont là.", "À Château-Gontier, on attend.", "le chateau-gontier d’hier"]
    assert display_place("Maison de l’État", "chateau-gontier", texts) == "Château-Gontier, maison de l’État"
    assert display_place(None, "evron", ["Évron et Évronnais"]) == "Évron"


def test_names_without_a_building_are_towns() -> None:
    assert split_name("la-roche-sur-yon") == ("la-roche-sur-yon", None)
    assert split_name("sous-prefecture_mayenne".replace("_", "-")) == ("mayenne", "sous-préfecture")
    assert title_case("la-roche-sur-yon") == "La-Roche-sur-Yon"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("2020-01-15_mayenne_elus.odt", ("2020-01-15", "Mayenne", "elus")),
        ("2020-01-21_laval-prefecture_restitution.odt", ("2020-01-21", "Laval, préfecture", None)),
        ("2020-01-21_restitution.odt", ("2020-01-21", None, None)),
        ("CR_securite.docx", (None, None, None)),
    ],
)
def test_clues_of_a_file_name(name: str, expected: tuple[str | None, ...]) -> None:
    assert from_name(name) == expected


def test_what_the_user_says_of_a_place_wins() -> None:
    remark = Remark("r", "k", "On attend à Évron.", Locator(0, 18))
    analysis = DocumentAnalysis("k", "txt", "compte_rendu", (remark,), place="salle Jean-Moulin")
    meeting, inferred = describe("2020-01-15_evron_elus.txt", analysis, None)
    assert (meeting.place, inferred) == ("Évron, salle Jean-Moulin", ("date", "lieu", "public"))
    said = DocumentSection(fichier="2020-01-15_evron_elus.txt", lieu="evron (salle A)")
    assert describe("2020-01-15_evron_elus.txt", analysis, said)[0].place == "evron (salle A)"


@settings(deadline=None)
@given(st.none() | st.text(max_size=60), st.none() | st.text(max_size=30), st.lists(st.text(max_size=40), max_size=3))
def test_any_text_gives_a_place_or_none(said: str | None, named: str | None, texts: list[str]) -> None:
    found = display_place(said, named, texts)
    assert found is None or found.strip()
