"""The final version is an archive; what comes after it is an addition."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import shutil
import stat
from pathlib import Path
from typing import Any

import docx
import odfdo
import pytest

from assises_nlp.store import Store
from flows import final
from tests.flows.consultation_files import Outcome, assises, outputs, sentences, synthese
from tests.flows.test_changes_between_runs import MINUTES, NEW

Analysed = tuple[Path, Outcome]
ADDITIF = {"additif.md", "additif.docx", "additif.odt"}
DAY = dt.date(2021, 4, 2)


@pytest.fixture
def folder(analysed: Analysed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A draft, on the 2nd of April 2021."""

    class Clock(dt.date):
        @classmethod
        def today(cls) -> Clock:
            return cls(2021, 4, 2)

    monkeypatch.setattr(dt, "date", Clock)
    copy = tmp_path / "Jura"
    shutil.copytree(analysed[0], copy)
    return copy


def _card(folder: Path, name: str = "2021-04-02") -> dict[str, Any]:
    card: dict[str, Any] = json.loads((folder / "versions" / name / "version.json").read_text("utf-8"))
    return card


def test_a_final_version_holds_the_documents_as_they_are(folder: Path) -> None:
    (folder / "sorties" / "synthese.docx").write_bytes(b"corrected by hand")
    (folder / "sorties" / "lettre.odt").write_bytes(b"added by hand")
    (folder / "sorties" / ".~lock.note.odt#").write_text("")
    (folder / "sorties" / "conservees").mkdir()
    (folder / "sorties" / "conservees" / "vieux.docx").write_bytes(b"old")
    expected = outputs(folder)
    outcome = assises("finaliser", folder, "--oui")
    assert outcome.status == 0, outcome
    assert "versions/2021-04-02" in outcome.out
    assert "Modifiés à la main, pris tels quels : synthese.docx." in outcome.out.replace("\u00a0", " ")
    assert "lettre.odt" in outcome.out
    assert "à enregistrer d’abord : note.odt" in outcome.out.replace("\u00a0", " ")
    version = folder / "versions" / "2021-04-02"
    copied = {p.name: p.read_bytes() for p in version.iterdir()} | {}
    card = _card(folder)
    del copied["version.json"], expected["conservees/vieux.docx"], expected[".~lock.note.odt#"]
    assert {name: data for name, data in copied.items() if name != "manifeste.json"} == expected
    assert {item["fichier"] for item in card["fichiers"]} == set(copied)
    for item in card["fichiers"]:
        assert item["sha256"] == hashlib.sha256(copied[item["fichier"]]).hexdigest()
    origins = {item["fichier"]: item["origine"] for item in card["fichiers"]}
    assert origins["synthese.docx"] == "modifie_a_la_main"
    assert origins["lettre.odt"] == "ajoute_a_la_main"
    assert origins["synthese.odt"] == "programme"
    assert all(not stat.S_IMODE(p.stat().st_mode) & 0o222 for p in version.iterdir()), "read-only"


def test_a_number_is_added_when_the_day_is_taken(folder: Path) -> None:
    for _ in range(3):
        assert assises("finaliser", folder, "--oui").status == 0
    names = ["2021-04-02", "2021-04-02-2", "2021-04-02-3"]
    assert sorted(p.name for p in (folder / "versions").iterdir()) == names
    assert _card(folder, names[2])["date"] == "2021-04-02"
    for number in range(4, 12):
        final.finalise(folder, DAY)
        found = final.latest(folder)
        assert found is not None
        assert found.name == f"2021-04-02-{number}", "the tenth is after the ninth"


@pytest.mark.parametrize(
    ("typed", "done"), [("oui\n", True), ("O\n", True), ("non\n", False), ("\n", False), ("", False)]
)
def test_it_asks_first(folder: Path, monkeypatch: pytest.MonkeyPatch, typed: str, done: bool) -> None:
    import io

    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    outcome = assises("finaliser", folder)
    assert outcome.status == 0
    assert (folder / "versions").exists() == done
    assert ("Rien n’a été fait" in outcome.out) != done
    assert "Abort" not in outcome.out + outcome.err


def test_not_while_an_analysis_is_running(folder: Path) -> None:
    with Store(folder).lock():
        outcome = assises("finaliser", folder, "--oui")
    assert outcome.status == 2
    (line,) = sentences(outcome.err)
    assert "déjà en cours" in line
    assert not (folder / "versions").exists()


def test_later_runs_write_what_is_new_against_the_final_version(folder: Path) -> None:
    assert assises("finaliser", folder, "--oui").status == 0
    archive = {p.name: p.read_bytes() for p in (folder / "versions" / "2021-04-02").iterdir()}
    before = {line["id"] for line in _asked(folder)}
    assert assises("analyser", folder).status == 0
    assert set(outputs(folder)) >= ADDITIF
    assert "Aucune ligne n’a changé" in (folder / "sorties" / "additif.md").read_text("utf-8")
    (folder / "entrees" / NEW).write_text(MINUTES, "utf-8")
    outcome = assises("analyser", folder)
    assert outcome.status == 0
    assert "additif.odt" in outcome.out
    new = [line["texte"] for line in _asked(folder) if line["id"] not in before]
    assert new, "the example should give a new line"
    _holds(folder, new)
    # A third meeting, and the addition still starts from the final version.
    other = "Réunion\nM. Zorn : Il faudrait former les agents d’accueil à la langue des signes.\n"
    (folder / "entrees" / "2021-03-25_champagnole_associations.txt").write_text(other, "utf-8")
    assert assises("analyser", folder).status == 0
    again = [line["texte"] for line in _asked(folder) if line["id"] not in before]
    _holds(folder, again)
    assert {p.name: p.read_bytes() for p in (folder / "versions" / "2021-04-02").iterdir()} == archive


def _asked(folder: Path) -> list[dict[str, Any]]:
    return [line for theme in synthese(folder)["themes"] for line in theme["constats"] + theme["preconisations"]]


def _holds(folder: Path, lines: list[str]) -> None:
    """The three forms of the additif open, are titled and hold the lines."""
    word = "\n".join(p.text for p in docx.Document(str(folder / "sorties" / "additif.docx")).paragraphs)
    writer = odfdo.Document(str(folder / "sorties" / "additif.odt")).get_formatted_text()
    for form in (word, writer, (folder / "sorties" / "additif.md").read_text("utf-8")):
        # Markdown escapes brackets.
        text = " ".join(form.replace("\u00a0", " ").replace("\\", "").split()).casefold()
        assert "additif au bilan du 2 avril 2021" in text
        assert "lignes nouvelles" in text
        for line in lines:
            assert " ".join(line.replace("\u00a0", " ").rstrip(".").split()).casefold() in text, line


def test_an_archive_that_was_changed_is_not_compared_with(folder: Path) -> None:
    assert assises("finaliser", folder, "--oui").status == 0
    path = folder / "versions" / "2021-04-02" / "synthese.json"
    path.chmod(0o644)
    path.write_text(path.read_text("utf-8").replace("a", "b"), "utf-8")
    outcome = assises("analyser", folder)
    assert outcome.status == 0
    assert not ADDITIF & set(outputs(folder))
    assert "restaurez" in outcome.out


def test_what_is_no_version_is_left_alone(folder: Path) -> None:
    for name in ("brouillon", "2021-04-03", "2021-04-02-x"):
        (folder / "versions" / name).mkdir(parents=True)
    assert final.latest(folder) is None
    assert assises("finaliser", folder, "--oui").status == 0
    found = final.latest(folder)
    assert found is not None
    assert (found.name, found.day, found.intact()) == ("2021-04-02", "2021-04-02", True)
