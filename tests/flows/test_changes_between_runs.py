"""One more meeting: the lines keep their ids, what changed is told, and running again changes nothing."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.flows.consultation_files import PUBLIC, Outcome, assises, consultation, jura, outputs, sentences, synthese

Analysed = tuple[Path, Outcome]
NEW = "2021-03-18_morez_jeunes.txt"
MINUTES = """Réunion avec les jeunes de Morez
Présents : M. Ulysse Tartavelle, lycéen
M. Tartavelle : Il faudrait davantage de patrouilles à pied le soir dans le centre.
Une lycéenne souhaite davantage de patrouilles à pied dans le centre-ville.
Une lycéenne demande des alertes par SMS en cas de cambriolage dans le quartier.
Un apprenti demande la création d’une maison de la justice et du droit à Morez.
"""
PAGES = {"changements.md", "changements.html"}


@pytest.fixture
def folder(analysed: Analysed, tmp_path: Path) -> Path:
    copy = tmp_path / "Jura"
    shutil.copytree(analysed[0], copy)
    return copy


@pytest.fixture(scope="module")
def grown(analysed: Analysed, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Outcome]:
    """The consultation after one more meeting. Read only."""
    copy = tmp_path_factory.mktemp("grown") / "Jura"
    shutil.copytree(analysed[0], copy)
    (copy / "entrees" / NEW).write_text(MINUTES, "utf-8")
    return copy, assises("analyser", copy)


def _lines(folder: Path, *, annexed: bool = False) -> dict[str, dict[str, Any]]:
    names = ("constats", "preconisations", *(("lignes_ecartees",) if annexed else ()))
    return {line["id"]: line for theme in synthese(folder)["themes"] for name in names for line in theme[name]}


def _founders(folder: Path) -> dict[str, str]:
    return {line["appuis"][0]["remarque"]: line["id"] for line in _lines(folder, annexed=True).values()}


def test_the_first_analysis_has_nothing_to_compare_with(analysed: Analysed) -> None:
    assert not PAGES & set(outputs(analysed[0]))
    outcome = assises("changements", analysed[0])
    assert outcome.status == 0
    assert "Rien à comparer" in outcome.out


def test_lines_keep_their_ids_through_one_more_meeting(analysed: Analysed, grown: Analysed) -> None:
    before, after = _founders(analysed[0]), _founders(grown[0])
    assert len(before.keys() & after.keys()) > 10
    for founder in before.keys() & after.keys():
        assert after[founder] == before[founder]
    ids = list(_lines(grown[0], annexed=True))
    assert len(ids) == len(set(ids))


def test_a_line_that_the_new_meeting_founds_anew_keeps_its_id_and_its_links(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if the previous run had named its lines otherwise: every id, link and engagement follows it."""
    path = folder / "sorties" / "synthese.json"
    data = path.read_text("utf-8")
    ids = [*_lines(folder, annexed=True), *(e["id"] for t in json.loads(data)["themes"] for e in t["engagements"])]
    for number, identity in enumerate(ids):
        data = data.replace(f'"{identity}"', f'"ancien-{number:03}"')
    path.write_text(data, "utf-8")
    assert assises("analyser", folder).status == 0
    assert outputs(folder)["synthese.json"].decode() == data


def test_what_changed_is_written_told_and_shown(grown: Analysed) -> None:
    folder, outcome = grown
    assert outcome.status == 0, outcome
    assert set(outputs(folder)) >= PAGES
    page = (folder / "sorties" / "changements.md").read_text("utf-8").replace("\u00a0", " ")
    assert "R1 – séance du 18 mars 2021, Morez, jeunes : document ajouté" in page
    assert "Depuis l’analyse précédente : un document ajouté." in outcome.out.replace("\u00a0", " ")
    assert "changements.html" in outcome.out
    shown = assises("changements", folder)
    assert shown.status == 0
    told = shown.out.replace("\u00a0", " ")
    assert "Ce qui a changé" in told
    assert "R1 – séance du 18 mars 2021, Morez, jeunes : document ajouté" in told
    assert "\\" not in told


def test_voices_of_the_new_meeting_are_told_with_the_line_that_they_reinforce(
    analysed: Analysed, grown: Analysed
) -> None:
    before, after = _lines(analysed[0]), _lines(grown[0])
    stronger = {
        identity for identity in before.keys() & after.keys()
        if after[identity]["voix"]["seances"] > before[identity]["voix"]["seances"]
    }  # fmt: skip
    assert stronger, "the example should reinforce a line"
    page = (grown[0] / "sorties" / "changements.html").read_text("utf-8")
    reinforced = page[page.index('id="lignes-renforce"') :]
    for identity in stronger:
        assert f'id="ligne-{identity}"' in reinforced
    assert "Nouveau public\u00a0: jeunes" in reinforced


def test_running_again_changes_no_byte(grown: Analysed, tmp_path: Path) -> None:
    copy = tmp_path / "Jura"
    shutil.copytree(grown[0], copy)
    expected = outputs(copy)
    for _ in range(2):
        assert assises("analyser", copy).status == 0
        assert outputs(copy) == expected


def test_the_same_history_gives_the_same_bytes_elsewhere(grown: Analysed, tmp_path: Path) -> None:
    folder = consultation(tmp_path / "Jura", dict(reversed(jura().items())))
    assert assises("analyser", folder, "--travailleurs", "1").status == 0
    (folder / "entrees" / NEW).write_text(MINUTES, "utf-8")
    assert assises("analyser", folder).status == 0
    assert outputs(folder) == outputs(grown[0])


def test_a_failed_run_does_not_lose_what_the_draft_is_compared_with(
    grown: Analysed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from assises_nlp import export

    def fail(*arguments: Any, **named: Any) -> None:
        raise ZeroDivisionError("a fault of the test")

    copy = tmp_path / "Jura"
    shutil.copytree(grown[0], copy)
    expected = outputs(copy)
    extra = copy / "entrees" / "2021-03-25_champagnole_elus.txt"
    extra.write_text(MINUTES.replace("Morez", "Champagnole"), "utf-8")
    monkeypatch.setattr(export, "write_changes", fail)
    assert assises("analyser", copy).status == 2
    monkeypatch.undo()
    extra.unlink()
    assert assises("analyser", copy).status == 0
    assert outputs(copy) == expected


def test_a_document_taken_away_is_said(folder: Path) -> None:
    (folder / "entrees" / PUBLIC).unlink()
    assert assises("analyser", folder).status == 0
    told = assises("changements", folder).out.replace("\u00a0", " ")
    assert "document retiré" in told
    assert "Lignes retirées du projet" in told


def test_a_new_name_is_no_change(folder: Path) -> None:
    (folder / "entrees" / PUBLIC).rename(folder / "entrees" / "2021-03-11_dole_public.odt")
    assert assises("analyser", folder).status == 0
    assert not PAGES & set(outputs(folder))


@pytest.mark.parametrize("spoilt", [b"", b"[]", b'{"themes": 3}', b"\xff\xfe"])
def test_a_previous_draft_that_cannot_be_read_is_no_reason_to_stop(
    analysed: Analysed, folder: Path, spoilt: bytes
) -> None:
    (folder / "sorties" / "synthese.json").write_bytes(spoilt)
    assert "analyser" in "".join(sentences(assises("changements", folder).err))
    assert assises("analyser", folder).status == 0
    again = {name: data for name, data in outputs(folder).items() if not name.startswith("conservees/")}
    assert again == outputs(analysed[0])


def test_a_table_saved_otherwise_is_no_reason_not_to_tell(grown: Analysed, tmp_path: Path) -> None:
    copy = tmp_path / "Jura"
    shutil.copytree(grown[0], copy)
    (copy / "sorties" / "remarques.csv").write_bytes("id;énoncé\n1;é\n".encode("cp1252"))
    told = assises("changements", copy)
    assert told.status == 0
    assert "Lignes" in told.out


@pytest.mark.parametrize("command", [["changements"], ["finaliser"], ["finaliser", "--oui"]])
def test_a_folder_without_a_draft_gives_one_sentence(tmp_path: Path, command: list[str]) -> None:
    for path, words in ((tmp_path / "absent", "introuvable"), (tmp_path, "assises analyser")):
        outcome = assises(*command, path)
        assert outcome.status == 2
        (line,) = sentences(outcome.err)
        assert words in line
        assert line.endswith(".")
    assert list(tmp_path.iterdir()) == []
