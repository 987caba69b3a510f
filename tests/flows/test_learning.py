"""``classer`` as a user sees it; training from annotated remarks; which classifier a grid gets."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from assises_nlp.classify import Classifier, ZeroShot
from assises_nlp.config import load_grid
from assises_nlp.resources import data_path
from flows import learning, progress, table
from flows.errors import NothingToDo

ADDED = ["theme", "theme_secondaire", "nature", "confiance_theme", "confiance_nature"]
ANSWERS = [
    ("1", "Il faudrait rouvrir la brigade le samedi"),
    ("2", ""),
    ("3", "des caméras place du marché SVP"),
    ("4", '=HYPERLINK("http://exemple.fr")'),
    ("5", "RAS"),
    ("6", "Il faudrait rouvrir la brigade le samedi"),
]


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    path = tmp_path / "réponses.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows([("N°", "Vos remarques"), *ANSWERS])
    return path


def read(path: Path) -> list[list[str]]:
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


def test_each_row_keeps_its_columns_and_gets_its_labels(answers: Path, tmp_path: Path) -> None:
    assert learning.classer(answers, "vos remarques", tmp_path / "sortie.csv") == 0
    header, *rows = read(tmp_path / "sortie.csv")
    assert header == ["N°", "Vos remarques", *ADDED]
    assert [row[0] for row in rows] == [number for number, _ in ANSWERS]
    assert rows[0][2:5:2] == ["organisation", "preconisation"]
    assert rows[2][2] == "technologies"
    assert rows[4][4] == "non_informatif"
    assert 0 < float(rows[0][5]) <= 1
    assert rows[0][2:] == rows[5][2:]


def test_an_empty_cell_has_no_label_and_no_formula_survives(answers: Path, tmp_path: Path) -> None:
    table.classify_table(answers, "Vos remarques", tmp_path / "sortie.csv")
    rows = read(tmp_path / "sortie.csv")[1:]
    assert rows[1] == ["2", "", "", "", "", "", ""]
    assert not rows[3][1].startswith("=")


def test_a_small_chunk_and_a_small_memory_change_nothing(
    answers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table.classify_table(answers, "Vos remarques", tmp_path / "one.csv")
    monkeypatch.setattr(table, "_CHUNK", 2)
    monkeypatch.setattr(table, "_CHUNK_CHARACTERS", 30)
    monkeypatch.setattr(table, "_REMEMBERED", 1)
    table.classify_table(answers, "Vos remarques", tmp_path / "two.csv")
    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "two.csv").read_bytes()


def test_many_rows_go_through_the_fast_classifier(
    answers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(learning, "MANY", 3)
    table.classify_table(answers, "Vos remarques", tmp_path / "fast.csv")
    monkeypatch.setattr(learning, "MANY", 1000)
    table.classify_table(answers, "Vos remarques", tmp_path / "full.csv")
    fast, full = read(tmp_path / "fast.csv"), read(tmp_path / "full.csv")
    assert len(fast) == len(full) == len(ANSWERS) + 1
    assert fast[1][5] != full[1][5]


def test_texts_encoded_while_they_are_annotated_are_prepared_the_same() -> None:
    texts = [text for _, text in ANSWERS] + ["LES CAMÉRAS DE LA GARE", "plus de patrouilles la nuit"]
    one, two = (learning.prepare_texts(texts, ("use",), together=together) for together in (False, True))
    assert (one.texts, one.lemmas) == (two.texts, two.lemmas)
    for block in ("cues", "concepts", "vectors"):
        assert np.array_equal(getattr(one, block), getattr(two, block))


def test_a_person_is_told_how_many_rows_there_are_and_each_that_is_done(answers: Path, tmp_path: Path) -> None:
    class Told(progress.Silent):
        total, done = 0, 0

        def stage(self, title: str, total: int | None = None) -> None:
            self.total, self.done = total or 0, 0

        def step(self, detail: str = "") -> None:
            self.done += 1

    told = Told()
    with progress.reporting(told):
        table.classify_table(answers, "Vos remarques", tmp_path / "sortie.csv")
    assert told.total == told.done == len(ANSWERS)


def test_rows_are_held_a_few_at_a_time_and_fewer_where_they_are_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "_CHUNK", 3)
    monkeypatch.setattr(table, "_CHUNK_CHARACTERS", 10)
    rows = [("x" * length,) for length in (1, 1, 1, 1, 9, 1, 99, 5, 5, 1)]
    chunks = list(table._chunks(rows, 0))
    assert [row for chunk in chunks for row in chunk] == rows
    assert [len(chunk) for chunk in chunks] == [3, 2, 1, 1, 2, 1]


def test_a_spreadsheet_and_its_titles_that_clash(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    assert book.active is not None
    book.active.append(["theme", "Réponse"])
    book.active.append(["ancien", "Plus de patrouilles la nuit"])
    book.save(tmp_path / "r.xlsx")
    table.classify_table(tmp_path / "r.xlsx", "Réponse", tmp_path / "s.csv")
    header, row = read(tmp_path / "s.csv")
    assert header == ["theme (entrée)", "Réponse", *ADDED]
    assert row[:3] == ["ancien", "Plus de patrouilles la nuit", "organisation"]


def refusal(*arguments: object) -> str:
    with pytest.raises(NothingToDo) as caught:
        table.classify_table(*arguments)  # type: ignore[arg-type]
    return str(caught.value)


def test_what_cannot_be_done_is_one_sentence_and_writes_nothing(answers: Path, tmp_path: Path) -> None:
    output = tmp_path / "sortie.csv"
    assert "«\u00a0Vos remarques\u00a0»" in refusal(answers, "Commentaires", output)
    assert "introuvable" in refusal(tmp_path / "absent.csv", "x", output)
    assert "n’existe pas" in refusal(answers, "Vos remarques", tmp_path / "nulle" / "part.csv")
    assert "remplacerait" in refusal(answers, "Vos remarques", answers)
    (tmp_path / "image.xlsx").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    refusal(tmp_path / "image.xlsx", "x", output)
    (tmp_path / "vide.csv").write_bytes(b"")
    assert "vide" in refusal(tmp_path / "vide.csv", "x", output)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["image.xlsx", "réponses.csv", "vide.csv"]


def test_a_failure_half_way_leaves_the_previous_output(
    answers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "sortie.csv"
    output.write_text("avant", "utf-8")

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(table, "_cell", fail)
    assert "ne peut pas être écrit" in refusal(answers, "Vos remarques", output)
    assert output.read_text("utf-8") == "avant"
    assert len(list(tmp_path.iterdir())) == 2


# -------------------------------------------------------------------------------------------------- other grids
def test_the_default_grid_has_a_trained_classifier_in_both_speeds() -> None:
    grid = load_grid("securite-interieure")
    full, fast = learning.classifier_for(grid), learning.classifier_for(grid, fast=True)
    assert isinstance(full, Classifier)
    assert (full.encoders, fast.encoders) == (("use", "e5"), ("use",))


@pytest.fixture(scope="module")
def labelled() -> list[dict[str, str]]:
    path = data_path("demonstration").parent / "espaces-publics" / "etiquettes.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_a_grid_of_one_s_own_is_classified_without_training(labelled: list[dict[str, str]]) -> None:
    model = learning.classifier_for(load_grid("espaces-publics"), fast=True)
    assert isinstance(model, ZeroShot)
    prepared = learning.prepare_texts([remark["texte"] for remark in labelled], model.encoders)
    theme, nature = model.probabilities(prepared)
    found = [model.themes[i] for i in theme.argmax(axis=1)]
    assert np.mean([a == remark["theme"] for a, remark in zip(found, labelled, strict=True)]) >= 0.75
    natures = [model.natures[i] for i in nature.argmax(axis=1)]
    assert np.mean([a == remark["nature"] for a, remark in zip(natures, labelled, strict=True)]) >= 0.8


def test_the_annotated_remarks_of_a_folder_are_learnt(tmp_path: Path) -> None:
    grid = load_grid("espaces-publics")
    (tmp_path / "annotations").mkdir()
    themes = ["mobilites", "usages"]
    lines = [
        {"id": f"{i}", "texte": f"le {'blorbe' if i % 2 else 'truque'} numéro {i}", "theme": themes[i % 2]}
        for i in range(20)
    ]
    rest = {"theme_secondaire": None, "nature": "constat", "registre": "elus", "source": "ici", "sujet": ""}
    text = "\n".join(json.dumps({**line, **rest}) for line in lines)
    (tmp_path / "annotations" / "nous.jsonl").write_text(text, "utf-8")
    model = learning.classifier_for(grid, tmp_path, fast=True)
    prepared = learning.prepare_texts(["le blorbe est cassé", "le truque est cassé"], model.encoders)
    assert [model.themes[i] for i in model.probabilities(prepared)[0].argmax(axis=1)] == ["usages", "mobilites"]


def test_training_on_a_few_remarks_writes_models_and_a_card_that_agree(tmp_path: Path) -> None:
    source = data_path("annotations")
    folder = tmp_path / "annotations"
    folder.mkdir()
    for path in sorted(source.glob("*.jsonl"))[:3]:
        (folder / path.name).write_text("\n".join(path.read_text("utf-8").splitlines()[:60]), "utf-8")
    grid = load_grid("securite-interieure")
    learnt = learning.train(folder, grid, encoders=("use",), noise=False)
    learning.write_models(learnt, tmp_path)
    card = learning.evaluate(learnt, tmp_path, grid.title)
    written = json.loads((tmp_path / "securite-interieure.json").read_text("utf-8"))
    assert written["mesures"] == card.results.headline()
    assert written["remarks"] == len(learnt.annotated) == 180
    assert f"`{written['data_sha256'][:16]}`" in (tmp_path / "securite-interieure.md").read_text("utf-8")
