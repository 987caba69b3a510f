"""The page of changes and the additif, read back from the files."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import docx
import odfdo
import pytest
from export_readers import docx_lines, html_lines, md_lines, odt_lines
from export_sample import HOSTILE
from lxml import html

from assises_nlp.export import write_additif, write_changes
from assises_nlp.export.additif import build_additif
from assises_nlp.export.changes import build_changes, summary
from assises_nlp.export.document_model import lines
from assises_nlp.records import AudienceCount, Change, Changes, Line, Meeting, Nature, ReceivedDocument, Voices

NBSP = "\u00a0"
MARCH, APRIL = "2021-03-04_dole_elus.docx", "2021-04-08_morez_jeunes.txt"


def _line(identity: str, text: str, rank: int = 1, nature: Nature = "preconisation", **more: object) -> Line:
    fields = {"subject": "présence", "position": "repandu", "voices": _voices(2, elus=2), **more}
    return Line(identity, nature, text, "organisation", "Organisation", 0, rank, **fields)  # type: ignore[arg-type]


def _voices(speakers: int, respondents: int = 0, meetings: int = 1, **publics: int) -> Voices:
    return Voices(speakers, respondents, meetings, tuple((name, AudienceCount(n)) for name, n in publics.items()))


FOOT = _line("s1", "Patrouilles à pied", measures=("le soir",))
STRONGER = replace(
    FOOT, voices=_voices(3, meetings=2, elus=2, jeunes=1), measures=("le soir", "près du lycée"), text="Des patrouilles"
)
AGAINST = _line("s2", "Pose de caméras", 2)
CHANGES = Changes(
    title="Assises du Jura",
    changes=(
        Change(("nouveau",), None, _line("s3", f"Une application {HOSTILE}", 3), (APRIL,)),
        Change(("nouveau",), None, _line("s6", "Retour des gardes champêtres", 4), (MARCH,)),
        Change(("contredit",), AGAINST, replace(AGAINST, position="divergent"), (APRIL,)),
        Change(("renforce", "reformule"), FOOT, STRONGER, (APRIL,)),
        Change(("affaibli",), _line("s7", "Le tri", 5), _line("s7", "Le tri", 5, voices=_voices(1, elus=1))),
        Change(("retire",), _line("s4", "Primes"), _line("s4", "Primes", 0, reason="au-delà du nombre de lignes")),
        Change(("retire",), _line("e5", "Renfort en mars.", nature="engagement", subject=""), None),
        Change(("deplace",), replace(_line("s8", "Un poste"), theme_title="Partenariats"), _line("s8", "Un poste", 6)),
    ),
    documents=(
        ReceivedDocument(Meeting(MARCH, MARCH, "compte_rendu", "2021-03-04", "Dole", "elus"), "inchange", "E1", 9),
        ReceivedDocument(
            Meeting(APRIL, APRIL, "compte_rendu", "2021-04-08", "Morez", "jeunes"), "nouveau", "R1", 4, ("s3", "s1")
        ),
    ),
    unchanged=12,
    documents_before=1,
)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sorties")
    write_changes(CHANGES, folder)
    write_additif(CHANGES, "2021-03-12", folder)
    return folder


def test_both_forms_of_the_page_hold_the_same_lines(pages: Path) -> None:
    expected = list(lines(build_changes(CHANGES)))
    assert md_lines(pages / "changements.md") == expected
    assert html_lines(pages / "changements.html") == expected


def test_the_three_forms_of_the_additif_hold_the_same_lines(pages: Path) -> None:
    expected = list(lines(build_additif(CHANGES, "2021-03-12")))
    assert expected[0] == f"Additif au bilan du 12{NBSP}mars 2021"
    assert docx_lines(pages / "additif.docx") == expected
    assert odt_lines(pages / "additif.odt") == expected
    assert md_lines(pages / "additif.md") == expected


def test_the_summary_counts_each_line_once() -> None:
    assert summary(CHANGES) == (
        "Un document ajouté. Deux lignes nouvelles, une contredite, une renforcée, une affaiblie, deux retirées et une "
        f"déplacée{NBSP}; 12 lignes inchangées."
    )
    nothing = replace(CHANGES, changes=(), documents=())
    assert summary(nothing) == "Aucune ligne n’a changé (12 lignes inchangées)."


@pytest.mark.parametrize(
    ("words", "where"),
    [
        ("Une application", "Sources : R1 – séance du 8 avril 2021, Morez, jeunes."),
        ("retour des gardes champêtres", "Remarques déjà connues, regroupées autrement"),
        ("pose de caméras", "Des avis contraires ont été exprimés"),
        ("des patrouilles", "De plus : un intervenant et une séance. Nouveau public : jeunes"),
        ("des patrouilles", "Avant : évoqué dans une séance par deux intervenants"),
        ("des patrouilles", "Apporté par : R1"),
        ("tri", "Avant : évoqué"),
        ("primes", "Désormais en annexe (au-delà du nombre de lignes)"),
        ("Renfort en mars", "Aucune ligne du projet ni de l’annexe ne la reprend"),
        ("un poste", "Était dans le thème « Partenariats »"),
    ],
)
def test_each_change_is_told_in_words(pages: Path, words: str, where: str) -> None:
    told = [line.replace(NBSP, " ") for line in md_lines(pages / "changements.md")]
    place = max(
        index for index, line in enumerate(told) if words.lower() in line.lower() and "préconisation" not in line
    )
    below = " ".join(told[place : place + 5])
    assert where in below, below


def test_a_reworded_line_shows_both_texts_and_the_measures_that_came(pages: Path) -> None:
    told = [line.replace(NBSP, " ") for line in md_lines(pages / "additif.md")]
    place = told.index("Présence – des patrouilles.")
    assert told[place + 1 : place + 3] == ["Avant : « Patrouilles à pied ».", "Mesure ajoutée : près du lycée."]


def test_each_new_document_lists_the_lines_that_it_changed(pages: Path) -> None:
    told = [line.replace(NBSP, " ") for line in md_lines(pages / "changements.md")]
    place = told.index("R1 – séance du 8 avril 2021, Morez, jeunes : document ajouté, quatre remarques.")
    assert told[place + 1].startswith("Nouvelle : préconisation 3.3 – Une application")
    assert told[place + 2] == "Renforcée et reformulée : préconisation 3.1 – Des patrouilles."


def test_the_page_is_one_safe_and_accessible_file(pages: Path) -> None:
    raw = (pages / "changements.html").read_text("utf-8")
    page = html.document_fromstring(raw)
    assert page.get("lang") == "fr"
    assert not page.xpath("//script | //link | //img | //iframe | //@onclick")
    assert "<script>alert" not in raw
    assert not re.search(r"https?://(?!x\.test)", raw)
    assert "default-src 'none'" in page.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    levels = [int(node.tag[1]) for node in page.xpath("//h1|//h2|//h3")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    anchors = page.xpath("//@id")
    assert len(set(anchors)) == len(anchors)
    assert {link.removeprefix("#") for link in page.xpath("//a/@href")} <= set(anchors)
    assert "@media print" in raw


def test_the_additif_opens_and_has_the_styles_of_the_draft(pages: Path) -> None:
    written = docx.Document(str(pages / "additif.docx"))
    styles = {p.style.name for p in written.paragraphs if p.style is not None}
    assert {"Title", "Heading 1", "Heading 2", "Repères"} <= styles
    assert any("Des patrouilles" in p.text or "des patrouilles" in p.text for p in written.paragraphs)
    text = odfdo.Document(str(pages / "additif.odt")).get_formatted_text()
    assert "des patrouilles" in text
    assert "Lignes qui ne seraient plus retenues" in text


def test_the_same_changes_give_the_same_bytes(pages: Path, tmp_path: Path) -> None:
    write_changes(CHANGES, tmp_path)
    write_additif(CHANGES, "2021-03-12", tmp_path)
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        "additif.docx", "additif.md", "additif.odt", "changements.html", "changements.md",
    ]  # fmt: skip
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (pages / path.name).read_bytes(), path.name
    assert zipfile.is_zipfile(io.BytesIO((tmp_path / "additif.docx").read_bytes()))


def test_nothing_to_add_is_said(tmp_path: Path) -> None:
    write_additif(replace(CHANGES, changes=(), documents=()), "2021-03-12", tmp_path)
    assert "Aucune ligne n’a changé" in " ".join(docx_lines(tmp_path / "additif.docx"))


def test_a_fictitious_consultation_says_so_in_every_file(tmp_path: Path) -> None:
    made = replace(CHANGES, fictitious=True)
    write_changes(made, tmp_path)
    write_additif(made, "2021-03-12", tmp_path)
    for name in ("changements.md", "changements.html", "additif.md"):
        assert "Données fictives" in (tmp_path / name).read_text("utf-8")
