"""Small consultations: each runs, and says no more than it knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.flows.consultation_files import assises, consultation, remarks, spreadsheet, synthese

MEETING = """Réunion publique d’Aubusson, 9 juin 2022
M. Lapeyrade : Les gendarmes ne sont plus assez nombreux la nuit.
Mme Chaumeix : Il faudrait un accueil le samedi à la brigade.
"""
QUESTION = ["Que proposez-vous ?"]


def _answers(*texts: str) -> bytes:
    return spreadsheet(["Numéro", *QUESTION], [[i + 1, text] for i, text in enumerate(texts)])


def _lines(folder: Path) -> list[dict[str, object]]:
    return [line for theme in synthese(folder)["themes"] for line in theme["constats"] + theme["preconisations"]]


CASES = {
    "one meeting": {"2022-06-09_aubusson_grand-public.txt": MEETING.encode()},
    "one remark": {"lettre.txt": b"Il faut rouvrir la brigade de Bourganeuf."},
    "questionnaires only": {
        "a.xlsx": _answers("Plus de patrouilles la nuit", "Des caméras devant la mairie", "Former les élus"),
        "b.csv": "Vos idées;Âge\nRouvrir le poste;30\nRien;41\nUne convention avec le bailleur;52\n".encode(),
    },
    "twelve remarks": {"douze.xlsx": _answers(*[f"Il faut ouvrir la brigade {jour}" for jour in (
        "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "le soir", "la nuit", "à midi",
        "plus tôt", "plus tard")])},
    "closed questions only": {
        "fermees.csv": ("Êtes-vous satisfait ?;Tranche d’âge\n" + "Oui;18-25\nNon;26-40\n" * 6).encode()
    },
    "off theme": {"lettre.txt": "Il faut baisser la taxe foncière. Les trottoirs sont sales.".encode()},
    "nothing said": {"vide.xlsx": _answers("RAS", "rien", "-", "Néant", "ras", "NSP")},
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_it_runs_and_its_counts_add_up(tmp_path: Path, case: str) -> None:
    folder = consultation(tmp_path / "Creuse", CASES[case])
    outcome = assises("analyser", folder)
    assert outcome.status == 0, outcome
    coverage = synthese(folder)["couverture"]
    assert sum(coverage.values()) == 2 * coverage["remarques"] == 2 * len(remarks(folder))
    assert len(synthese(folder)["themes"]) == 3, "each theme is there, without observation if need be"
    texts = {row["id"]: row["texte"] for row in remarks(folder)}
    for line in _lines(folder):
        assert all(s["citation"] in texts[s["remarque"]] for s in line["appuis"])  # type: ignore[attr-defined,index]


def test_one_voice_is_no_consensus(tmp_path: Path) -> None:
    folder = consultation(tmp_path / "Creuse", CASES["one remark"])
    assert assises("analyser", folder).status == 0
    assert {line["position"] for line in _lines(folder)} <= {"isole"}


def test_identical_answers_are_counted_as_voices_in_one_line(tmp_path: Path) -> None:
    config = f'[[documents]]\nfichier = "q.xlsx"\nquestions_ouvertes = ["{QUESTION[0]}"]\n'
    answers = _answers(*["Il faut plus de patrouilles de gendarmerie"] * 30)
    folder = consultation(tmp_path / "Creuse", {"q.xlsx": answers}, config)
    assert assises("analyser", folder).status == 0
    rows = remarks(folder)
    assert len(rows) == 30
    assert len({row["groupe"] for row in rows}) == 1
    (line,) = _lines(folder)
    assert line["voix"]["repondants"] == 30  # type: ignore[index]
    assert line["voix"]["intervenants"] == 0  # type: ignore[index]
    assert line["position"] != "consensus", "one public, asked one question, has not debated"


def test_a_theme_that_nobody_mentions_has_no_line(tmp_path: Path) -> None:
    said = ["Il faut plus de gendarmes la nuit", "Rouvrir la brigade le samedi", "Le commissariat ferme trop tôt"]
    folder = consultation(tmp_path / "Creuse", {"q.xlsx": _answers(*said)})
    assert assises("analyser", folder).status == 0
    themes = {theme["id"]: theme for theme in synthese(folder)["themes"]}
    assert themes["technologies"]["constats"] == themes["technologies"]["preconisations"] == []
    assert "sans observation" in (folder / "sorties" / "synthese.md").read_text("utf-8").lower().replace("\u00a0", " ")


def test_nothing_said_gives_no_line(tmp_path: Path) -> None:
    folder = consultation(tmp_path / "Creuse", CASES["nothing said"])
    assert assises("analyser", folder).status == 0
    assert _lines(folder) == []
    assert {row["statut"] for row in remarks(folder)} <= {"non_informative"}


def test_fictitious_data_say_so_everywhere(tmp_path: Path) -> None:
    folder = consultation(tmp_path, CASES["one meeting"], "[consultation]\ndonnees_fictives = true\n")
    assert assises("analyser", folder).status == 0
    for name in ("synthese.md", "synthese.html"):
        assert "fictives" in (folder / "sorties" / name).read_text("utf-8").lower()
