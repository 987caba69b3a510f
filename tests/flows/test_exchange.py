"""Outputs appear all at once or not at all, and what people wrote is never lost."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assises_nlp import draft, export
from assises_nlp.store import Store
from tests.flows.consultation_files import Outcome, assises, outputs, sentences

Analysed = tuple[Path, Outcome]


@pytest.fixture
def folder(analysed: Analysed, tmp_path: Path) -> Path:
    copy = tmp_path / "Jura"
    shutil.copytree(analysed[0], copy)
    return copy


def _everything(folder: Path) -> dict[str, bytes]:
    return {p.as_posix(): p.read_bytes() for p in sorted((folder / "sorties").rglob("*")) if p.is_file()}


def _one_sentence(outcome: Outcome) -> str:
    (line,) = sentences(outcome.err)
    assert line.endswith(".")
    assert "Traceback" not in outcome.err + outcome.out
    return line


def _broken_line(synthesis: Any, remarks: Any, book: Any) -> list[draft.Violation]:
    return [draft.Violation("s1", "controle:nombre-absent", "12")]


def test_a_line_that_strays_from_its_sources_stops_the_run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = _everything(folder)
    (folder / "entrees" / "2021-04-01_dole_elus.txt").write_text("M. X : Il faut rouvrir le poste.", "utf-8")
    monkeypatch.setattr(draft, "check_synthesis", _broken_line)
    outcome = assises("analyser", folder)
    assert outcome.status == 3
    assert "sorties précédentes sont conservées" in _one_sentence(outcome)
    assert _everything(folder) == before
    # The fault gone, the next run works.
    monkeypatch.undo()
    assert assises("analyser", folder).status == 0
    assert _everything(folder) != before


def _spoil(change: Callable[[dict[str, Any]], None]) -> Callable[..., None]:
    write = export.write_outputs

    def spoiled(*arguments: Any, **named: Any) -> None:
        write(*arguments, **named)
        path = arguments[7] / "synthese.json"
        data = json.loads(path.read_text("utf-8"))
        change(data)
        path.write_text(json.dumps(data), "utf-8")

    return spoiled


def _lose_one(data: dict[str, Any]) -> None:
    data["couverture"]["annexe"] -= 1


def _invent_a_quote(data: dict[str, Any]) -> None:
    line = next(line for theme in data["themes"] for line in theme["constats"] + theme["preconisations"])
    line["appuis"][0]["citation"] = "ce que personne n’a dit"


@pytest.mark.parametrize("fault", [_lose_one, _invent_a_quote])
def test_files_that_do_not_add_up_never_replace_the_previous_ones(
    folder: Path, monkeypatch: pytest.MonkeyPatch, fault: Callable[[dict[str, Any]], None]
) -> None:
    before = _everything(folder)
    monkeypatch.setattr(export, "write_outputs", _spoil(fault))
    outcome = assises("analyser", folder)
    assert outcome.status == 3
    _one_sentence(outcome)
    assert _everything(folder) == before


def test_an_unexpected_failure_gives_a_sentence_and_leaves_the_outputs(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: Any, **named: Any) -> None:
        raise ZeroDivisionError("a fault of the test")

    before = _everything(folder)
    monkeypatch.setattr(export, "write_outputs", fail)
    outcome = assises("analyser", folder)
    assert outcome.status == 2
    assert "journal.log" in _one_sentence(outcome)
    assert _everything(folder) == before
    assert "a fault of the test" in (folder / ".assises" / "journal.log").read_text("utf-8")


def test_a_run_cut_off_between_the_renames_is_repaired_by_the_next(folder: Path) -> None:
    (folder / "sorties" / "synthese.docx").write_bytes(b"corrected by hand")
    expected = outputs(folder).keys()
    (folder / "sorties").rename(folder / ".assises" / "sorties-precedentes")
    assert assises("analyser", folder).status == 0
    kept = list((folder / "sorties" / "conservees").iterdir())
    assert [p.read_bytes() for p in kept] == [b"corrected by hand"]
    assert {name for name in outputs(folder) if "/" not in name} == set(expected)


def test_what_a_person_corrected_or_added_is_kept_and_said(analysed: Analysed, folder: Path) -> None:
    (folder / "sorties" / "synthese.docx").write_bytes(b"corrected by hand")
    (folder / "sorties" / "notes du rapporteur.txt").write_text("à revoir", "utf-8")
    outcome = assises("analyser", folder)
    assert outcome.status == 0
    assert "synthese.docx" in outcome.out
    assert "notes du rapporteur.txt" in outcome.out
    assert "sorties/conservees" in outcome.out
    again = assises("analyser", folder)
    assert "conservees" not in again.out, "what was kept once is not announced again"
    after = outputs(folder)
    kept = {name: after.pop(name) for name in list(after) if name.startswith("conservees/")}
    assert sorted(kept.values()) == sorted([b"corrected by hand", "à revoir".encode()])
    assert after == outputs(analysed[0])


def test_two_runs_at_once_are_refused(folder: Path) -> None:
    before = _everything(folder)
    with Store(folder).lock():
        outcome = assises("analyser", folder)
    assert outcome.status == 2
    assert "déjà en cours" in _one_sentence(outcome)
    assert _everything(folder) == before


@pytest.mark.parametrize("where", [".assises", "sorties-nouvelles", "journal.log"])
def test_a_folder_that_cannot_be_written_gives_a_sentence(
    folder: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    before = _everything(folder)
    make, open_file = Path.mkdir, open

    def refuse(self: Path, *arguments: Any, **named: Any) -> None:
        if self.name == where:
            raise PermissionError(13, "Permission denied", str(self))
        make(self, *arguments, **named)

    def refuse_file(file: Any, *arguments: Any, **named: Any) -> Any:
        if str(file).endswith(where):
            raise PermissionError(13, "Permission denied", str(file))
        return open_file(file, *arguments, **named)

    monkeypatch.setattr(Path, "mkdir", refuse)
    monkeypatch.setattr("builtins.open", refuse_file)
    outcome = assises("analyser", folder)
    assert outcome.status == 2
    assert "droits d’écriture" in _one_sentence(outcome)
    assert _everything(folder) == before
