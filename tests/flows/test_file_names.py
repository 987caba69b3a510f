"""A person's name in the name of a file, or in a place, is in no output; other names of files stay as they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assises_nlp.config import DocumentSection
from assises_nlp.privacy import KnownNames
from assises_nlp.records import DocumentAnalysis, Locator, Remark
from flows.consultation import gather
from flows.document import _place
from flows.file_names import named_meeting, words_said
from flows.inputs import Input

KEY = "3fa2c1" + "0" * 58
TEXT = "La vitesse inquiète le hameau de Langogne, le petit commerce ferme."


def _analysis(place: str | None = None, key: str = KEY, title: str | None = None) -> DocumentAnalysis:
    remark = Remark("r", key, TEXT, Locator(0, len(TEXT)))
    return DocumentAnalysis(key, "docx", "compte_rendu", (remark,), place=place, title=title)


def _shown(name: str, analysis: DocumentAnalysis | None = None, section: DocumentSection | None = None) -> str:
    found = analysis or _analysis()
    return named_meeting(name, found, section, words_said([found]))[0].name


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("audition_durand.docx", "audition_…_3fa2c1.docx"),
        ("entretien Marie Le Goff 2020.odt", "entretien … Le … 2020_3fa2c1.odt"),
        ("contribution_M_Petit.pdf", "contribution_M_…_3fa2c1.pdf"),
        ("CR_JeanDupont_elus.docx", "CR_…_elus_3fa2c1.docx"),
        ("DURAND Pierre - avis.txt", "… - avis_3fa2c1.txt"),
        ("lettres/dupont-aignan.eml", "lettres/…_3fa2c1.eml"),
        ("2020-01-15_jean-martin_elus.odt", "2020-01-15_…_elus_3fa2c1.odt"),
        ("2021 reunion colonel Quenouille.docx", "2021 reunion colonel …_3fa2c1.docx"),
        ("2020-01-15_audition-quenouille_elus.odt", "2020-01-15_audition-…_elus_3fa2c1.odt"),
        ("temoignage-quenouille.odt", "temoignage-…_3fa2c1.odt"),
        ("2020-01-15_lefebvre_elus.odt", "2020-01-15_…_elus_3fa2c1.odt"),
        ("courrier_maire_de_craon.pdf", "courrier_maire_de_…_3fa2c1.pdf"),
    ],
)
def test_what_may_be_a_person_is_hidden(name: str, shown: str) -> None:
    assert _shown(name) == shown


@pytest.mark.parametrize(
    "name",
    [
        "2020-01-15_mayenne_elus.odt",
        "2020-01-15_laval-prefecture_restitution.odt",
        "2020-02-03_saint-martin-des-champs_grand-public.txt",
        "2020-02-03_ploermel_forces.txt",
        "questionnaire_cafe-rencontre.ods",
        "contribution_syndicat-police.rtf",
        "PV réunion n°1 (25 élus).txt",
        "cr/CR_securite v2.docx",
        "avis langogne.csv",
        "sondage_fnsea_avril.xlsx",
        "a.txt",
        "archives/2021-04-09_poligny_elus.docx",
        "sans-entete.xlsx",
        "meeting.txt",
        "contribution_fnsea.pdf",
        "avis_vitesse.docx",
        "Copie de notes (1).txt",
        "results-survey123456.csv",
    ],
)
def test_other_names_stay(name: str) -> None:
    assert _shown(name) == name


def test_what_the_document_or_the_configuration_says_of_the_place_is_no_person() -> None:
    assert _shown("avis_brieuc.odt") == "avis_…_3fa2c1.odt"
    assert _shown("avis_brieuc.odt", _analysis("Saint-Brieuc")) == "avis_brieuc.odt"
    assert _shown("lettre maire de craon.odt", _analysis("Craon")) == "lettre maire de …_3fa2c1.odt"
    section = DocumentSection(fichier="avis_brieuc.odt", lieu="Brieuc")
    assert _shown("avis_brieuc.odt", section=section) == "avis_brieuc.odt"


def test_a_name_where_a_place_is_expected_gives_no_place() -> None:
    meeting, inferred = named_meeting("2020-01-15_jean-durand_elus.odt", _analysis(), None, frozenset())
    assert (meeting.date, meeting.place, meeting.audience) == ("2020-01-15", None, "elus")
    assert inferred == ("date", "public")


def test_gathered_documents_carry_the_names_that_may_be_shown() -> None:
    analyses = [_analysis(key=letter * 64) for letter in "ab"]
    names = ("entretien_durand.txt", "entretien_thomas.txt")
    inputs = [Input(Path("x"), name, a.key, None) for name, a in zip(names, analyses, strict=True)]
    corpus = gather(inputs, analyses)
    assert sorted(m.name for m in corpus.meetings.values()) == ["entretien_…_aaaaaa.txt", "entretien_…_bbbbbb.txt"]


@pytest.mark.parametrize(
    ("place", "kept"),
    [
        ("chez M. Dupont", None),
        ("domicile de Mme Lebreton, Craon", "Craon"),
        ("au domicile de Gérard Pichonnet, Laval", "Laval"),
        ("salle des fêtes, 12 rue des Lilas, Laval", "salle des fêtes, Laval"),
        ("préfecture de la Mayenne, salle Jean-Moulin, Laval", "préfecture de la Mayenne, salle Jean-Moulin, Laval"),
        ("Saint-Martin-de-Connée", "Saint-Martin-de-Connée"),
        (None, None),
    ],
)
def test_a_place_does_not_tell_whose_house_it_is(place: str | None, kept: str | None) -> None:
    assert _place(place, KnownNames.from_names(["M. Gérard PICHONNET"])) == kept


@settings(deadline=None)
@given(st.text(st.characters(exclude_characters="/\0"), max_size=40).map(lambda stem: f"{stem}.txt"))
def test_any_name_keeps_its_suffix_and_what_is_shown_is_shown_again(name: str) -> None:
    shown = _shown(name)
    assert shown.endswith(".txt")
    assert _shown(shown) == shown
