"""Adding one meeting costs one meeting; renaming a file costs nothing; decisions of Monday hold on Tuesday."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from flows import tasks
from tests.flows.consultation_files import ELUS, HABITANTS, PUBLIC, Outcome, assises, manifest, remarks, synthese

Analysed = tuple[Path, Outcome]
NEW = "2021-03-18_morez_jeunes.txt"
MINUTES = """Réunion avec les jeunes de Morez
Présents : M. Ulysse Tartavelle, lycéen
M. Tartavelle : Il faudrait des patrouilles à pied près du lycée.
Une lycéenne demande une application pour signaler les faits de harcèlement.
"""


@pytest.fixture
def folder(analysed: Analysed, tmp_path: Path) -> Path:
    copy = tmp_path / "Jura"
    shutil.copytree(analysed[0], copy)
    return copy


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the documents that a run reads and annotates."""
    names: list[str] = []
    real = tasks.analyse_document

    def count(path: Path, *rest: object) -> object:
        names.append(path.name)
        return real(path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(tasks, "analyse_document", count)
    return names


def _kept(folder: Path) -> dict[str, tuple[int, bytes]]:
    root = folder / ".assises" / "documents"
    return {path.name: (path.stat().st_mtime_ns, path.read_bytes()) for path in root.iterdir()}


def _ids(folder: Path, document: str | None = None) -> dict[str, str]:
    return {row["id"]: row["texte"] for row in remarks(folder) if document in {None, row["document"]}}


def test_a_new_meeting_is_the_only_one_read(folder: Path, read: list[str]) -> None:
    before, ids = _kept(folder), _ids(folder)
    (folder / "entrees" / NEW).write_text(MINUTES, "utf-8")
    assert assises("analyser", folder).status == 0
    assert read == [NEW]
    after = _kept(folder)
    assert {name: after[name] for name in before} == before
    assert len(after) == len(before) + 1
    assert ids.items() <= _ids(folder).items(), "the remarks of the other meetings keep their ids"
    assert {row["public"] for row in remarks(folder) if row["document"] == NEW} == {"jeunes"}


def test_a_new_name_new_place_and_new_date_cost_nothing(folder: Path, read: list[str]) -> None:
    ids = _ids(folder)
    renamed = folder / "entrees" / "archives" / "2021-04-09_poligny_elus.docx"
    renamed.parent.mkdir()
    (folder / "entrees" / ELUS).rename(renamed)
    (folder / "assises.toml").write_text(f'[[documents]]\nfichier = "{PUBLIC}"\ndate = 2021-05-01\nlieu = "Dole"\n')
    assert assises("analyser", folder).status == 0
    assert read == []
    assert _ids(folder) == ids
    sessions = {item["document"]: item for item in synthese(folder)["seances"]}
    assert sessions["archives/2021-04-09_poligny_elus.docx"]["date"] == "2021-04-09"
    assert sessions[PUBLIC]["date"] == "2021-05-01"


def test_a_document_taken_away_leaves_the_outputs(folder: Path, read: list[str]) -> None:
    (folder / "entrees" / PUBLIC).unlink()
    assert assises("analyser", folder).status == 0
    assert read == []
    assert PUBLIC not in {row["document"] for row in remarks(folder)}


def test_a_reading_that_the_configuration_changes_is_done_again(folder: Path, read: list[str]) -> None:
    (folder / "assises.toml").write_text(
        f'[[documents]]\nfichier = "{HABITANTS}"\nquestions_ouvertes = ["Vos observations et propositions"]\n', "utf-8"
    )
    assert assises("analyser", folder).status == 0
    assert read == [HABITANTS]


def test_a_changed_file_is_read_again_and_only_its_changed_remarks_have_new_ids(folder: Path, read: list[str]) -> None:
    (folder / "entrees" / NEW).write_text(MINUTES, "utf-8")
    assises("analyser", folder)
    assert len(manifest(folder)["entrees"]) == 6
    (folder / "entrees" / NEW).write_text(MINUTES.replace("à pied", "à vélo"), "utf-8")
    assises("analyser", folder)
    assert read == [NEW, NEW]
    assert "à vélo" in " ".join(_ids(folder, NEW).values())


def test_a_damaged_cache_is_made_anew(folder: Path, read: list[str]) -> None:
    ids = _ids(folder)
    first = sorted((folder / ".assises" / "documents").iterdir())[0]
    first.write_bytes(b"{")
    assert assises("analyser", folder).status == 0
    assert len(read) == 1
    assert _ids(folder) == ids
