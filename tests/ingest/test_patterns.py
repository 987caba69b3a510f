"""The cues of the room, each with examples and counter-examples."""

from __future__ import annotations

import pytest

from assises_nlp.ingest.hyphens import join_lines, keeps_hyphen, vocabulary
from assises_nlp.ingest.patterns import ATTRIBUTION, COLUMN_TITLE, PAGE_NUMBER, TYPED_MARKER


@pytest.mark.parametrize(
    "line",
    [
        "- plus de patrouilles",
        "-manque d'effectifs",
        "– oui",
        "• oui",
        "•oui",
        "* oui",
        "1. oui",
        "2) non",
        "a) oui",
        "➢ oui",
        "o rouvrir",
    ],
)
def test_typed_markers(line: str) -> None:
    assert TYPED_MARKER.match(line)


@pytest.mark.parametrize(
    "line",
    ["M. Durand demande", "1er janvier", "14 h 30", "-5 degrés", "A. Petit", "on demande", "2020-01-15", "*gras*"],
)
def test_no_typed_markers(line: str) -> None:
    assert not TYPED_MARKER.match(line)


@pytest.mark.parametrize("line", ["3", "Page 3", "page 3 / 12", "- 3 -", "3 sur 12", "p. 4"])
def test_page_numbers(line: str) -> None:
    assert PAGE_NUMBER.match(line)


@pytest.mark.parametrize("line", ["3 postes", "Page suivante", "14 pour, 3 contre", "2e séance"])
def test_no_page_numbers(line: str) -> None:
    assert not PAGE_NUMBER.match(line)


@pytest.mark.parametrize(
    "title", ["Points forts", "À améliorer", "Suite à donner", "Propositions", "Intervenant", "Préconisations"]
)
def test_column_titles(title: str) -> None:
    assert COLUMN_TITLE.match(title)


@pytest.mark.parametrize("text", ["Mme Roy", "Il faut rouvrir", "Laval", "Forcer les contrôles", "Datez vos plaintes"])
def test_no_column_titles(text: str) -> None:
    assert not COLUMN_TITLE.match(text)


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        ("préven", "tion", False),
        ("gendar", "merie", False),
        ("sous", "préfet", True),
        ("vice", "présidente", True),
        ("sapeurs", "pompiers", True),
        ("Château", "Gontier", True),
        ("Ambrières", "les-Vallées", True),
        ("au", "jourd’hui", False),
        ("inter", "vention", False),
        ("demi", "heure", True),
        ("l’avant", "garde", True),
        ("nu", "mérique", False),
        ("ci", "toyen", False),
        ("ci", "dessus", True),
        ("ex", "emple", False),
        ("mi", "nistre", False),
        ("haute", "ment", False),
        ("deux", "ième", False),
        ("donnez", "nous", True),
        ("dites", "leur", True),
        ("cou", "leur", False),
        ("centre", "ville", True),
        ("a", "t-il", True),
    ],
)
def test_hyphens_at_the_end_of_lines(first: str, second: str, kept: bool) -> None:
    assert keeps_hyphen(first, second, frozenset()) is kept


def test_the_text_itself_decides_where_it_shows_the_word() -> None:
    assert keeps_hyphen("point", "relais", vocabulary(["Le point-relais est fermé."]))
    assert not keeps_hyphen("contre", "façon", vocabulary(["la contrefaçon"]))
    assert join_lines(["un contre-", "temps"], vocabulary(["des contretemps, un contretemps"])) == "un contretemps"


def test_the_line_above_a_quoted_message() -> None:
    assert ATTRIBUTION.match("Le 16 janvier 2020 à 10:00, Préfecture <a@example.org> a écrit :")
    assert not ATTRIBUTION.match("Le maire a écrit au préfet.")
