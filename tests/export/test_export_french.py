"""French of the documents: dates, percentages, positions, starts of lines, sentences of the questionnaires."""

from __future__ import annotations

import pytest

from assises_nlp.export.charts import bar_chart
from assises_nlp.export.document_model import Bar, Figure
from assises_nlp.export.french import (
    capitalise,
    common_words,
    date_fr,
    flag_fr,
    list_start,
    locator_fr,
    percent,
    period,
    said,
    typeset,
    without_stop,
)
from assises_nlp.records import Locator, Voices


@pytest.mark.parametrize(
    ("iso", "expected"),
    [
        ("2020-01-01", "1er\u00a0janvier 2020"),
        ("2020-12-31", "31\u00a0décembre 2020"),
        (None, "—"),
        ("janvier", "janvier"),
    ],
)
def test_dates(iso: str | None, expected: str) -> None:
    assert date_fr(iso) == expected


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (["2020-01-22", "2020-01-14", None], "du 14 au 22\u00a0janvier 2020"),
        (["2020-01-31", "2020-02-01"], "du 31\u00a0janvier au 1er\u00a0février 2020"),
        (["2019-12-31", "2020-01-02"], "du 31\u00a0décembre 2019 au 2\u00a0janvier 2020"),
        (["2020-01-15"], "le 15\u00a0janvier 2020"),
        (["bientôt", None], ""),
    ],
)
def test_periods(dates: list[str | None], expected: str) -> None:
    assert period(dates) == expected


@pytest.mark.parametrize(
    ("count", "base", "expected"),
    [
        (38, 39, "97\u00a0%"),
        (43, 46, "93\u00a0%"),
        (47, 65, "72\u00a0%"),
        (1, 400, "<\u00a01\u00a0%"),
        (399, 400, ">\u00a099\u00a0%"),
        (400, 400, "100\u00a0%"),
        (0, 12, "0\u00a0%"),
        (1, 200, "1\u00a0%"),
        (0, 0, "—"),
    ],
)
def test_percentages(count: int, base: int, expected: str) -> None:
    assert percent(count, base) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Réouverture de l’accueil", "réouverture de l’accueil"),
        ("Maintien du guichet", "maintien du guichet"),
        ("Rouvrir le poste", "rouvrir le poste"),
        ("À titre expérimental, dépôt de plainte", "à titre expérimental, dépôt de plainte"),
        ("Quarante-sept conventions", "quarante-sept conventions"),
        ("SMS d’alerte", "SMS d’alerte"),
        ("CLSPD élargi", "CLSPD élargi"),
        ("Laval : plus de patrouilles", "Laval : plus de patrouilles"),
        ("Château-Gontier doit garder son poste", "Château-Gontier doit garder son poste"),
        ("112 unique", "112 unique"),
        ("", ""),
    ],
)
def test_lines_of_a_list_start_in_lower_case_but_names_do_not(line: str, expected: str) -> None:
    assert list_start(line) == expected


def test_words_of_the_consultation_tell_names_from_nouns() -> None:
    common = common_words(["Il faut une campagne à Laval.", "Une campagne, la gendarmerie de Laval", "la gendarmerie"])
    assert list_start("Campagne de rappel", common) == "campagne de rappel"
    assert list_start("Laval sans poste", common) == "Laval sans poste"
    assert list_start("On attend", common) == "on attend"
    assert list_start("L’accueil ferme") == "l’accueil ferme"


def test_flags_are_said_in_words() -> None:
    assert flag_fr("controle:nombre-absent") == "un nombre ne figure pas dans les remarques citées"
    assert flag_fr("controle:autre-motif_neuf") == "autre motif neuf"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ligne ;", "ligne"),
        ("ligne.", "ligne"),
        ("ligne...", "ligne..."),
        ("pourquoi ?", "pourquoi ?"),
        ("etc…", "etc…"),
    ],
)
def test_final_punctuation(text: str, expected: str) -> None:
    assert without_stop(text) == expected


def test_capitals_and_no_break_spaces() -> None:
    assert capitalise("«\u00a0élan\u00a0»") == "«\u00a0Élan\u00a0»"
    assert capitalise("36 protocoles") == "36 protocoles"
    assert typeset("l'accueil « à la carte » : 97 % ?") == "l’accueil «\u00a0à la carte\u00a0»\u00a0: 97\u00a0%\u00a0?"


def test_locators() -> None:
    assert locator_fr(Locator(0, 1, page=3, paragraph=12)) == "p.\u00a03, §\u00a012"
    assert locator_fr(Locator(0, 1, row=14, column="Avis")) == "ligne\u00a014, colonne «\u00a0Avis\u00a0»"
    assert locator_fr(Locator(0, 1, paragraph=8, line=40)) == "§\u00a08"
    assert locator_fr(Locator(0, 1, line=40)) == "ligne\u00a040"
    assert locator_fr(Locator(0, 1)) == ""


def test_voices_are_never_added_up() -> None:
    assert said(Voices(5, 41, 3)) == "évoqué dans trois séances (cinq intervenants) et par 41 répondants"
    assert said(Voices(1, 0, 1)) == "évoqué dans une séance par un intervenant"
    assert said(Voices(0, 1, 0)) == "évoqué par un répondant"
    assert "sans prise de parole" in said(Voices(0, 0, 0))


def test_chart_takes_any_label_and_is_the_same_each_time() -> None:
    figure = Figure("c", "a", (Bar("$x^2$ 🙂 " + "mot" * 60, 1.0, "100 %"), Bar("", 0.0, "0 %")))
    first = bar_chart(figure)
    bar_chart.cache_clear()
    assert bar_chart(figure) == first
    assert first.png.startswith(b"\x89PNG")
    assert first.width < 17
