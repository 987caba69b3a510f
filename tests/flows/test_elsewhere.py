"""``assises evaluer --sur``: the models on annotated remarks from elsewhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assises_nlp.resources import data_path
from flows.elsewhere import evaluate_elsewhere
from flows.errors import NothingToDo

SAID = (
    ("Il faudrait rouvrir la brigade de Bourganeuf le samedi matin.", "organisation", "preconisation", "accueil"),
    ("La gendarmerie n'est ouverte que deux matinées par semaine à Bourganeuf.", "organisation", "constat", "accueil"),
    ("Installer des caméras à l'entrée du bourg de Guéret.", "technologies", "preconisation", "caméras"),
    ("La convention avec le bailleur de Guéret fonctionne bien.", "partenariats", "bonne_pratique", "bailleurs"),
)


def _folder(tmp_path: Path) -> Path:
    rows = [
        {"id": f"creuse-{n}", "texte": t, "theme": theme, "nature": nature, "source": f"creuse-{n % 2}", "registre": "notes", "sujet": s}
        for n, (t, theme, nature, s) in enumerate(SAID)
    ]  # fmt: skip
    (tmp_path / "creuse.jsonl").write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    return tmp_path


def test_the_figures_are_shown_by_source_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = _folder(tmp_path)
    assert evaluate_elsewhere(folder) == 0
    shown = capsys.readouterr().out
    assert "4 remarques que les modèles n’ont pas apprises" in shown
    assert "creuse-0" in shown
    assert "V-mesure" in shown
    assert [path.name for path in folder.iterdir()] == ["creuse.jsonl"]


def test_remarks_that_were_learnt_measure_nothing() -> None:
    with pytest.raises(NothingToDo, match="ont servi à l’apprentissage"):
        evaluate_elsewhere(data_path("annotations"))


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NothingToDo, match="introuvable"):
        evaluate_elsewhere(tmp_path / "absent")
