"""What goes wrong with inputs: the file is named, with what to do, and the rest is analysed."""

from __future__ import annotations

import io
import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from flows import document
from tests.flows.consultation_files import (
    CADRAGE,
    ELUS,
    HABITANTS,
    Outcome,
    assises,
    consultation,
    jura,
    manifest,
    rejects,
    remarks,
    sentences,
    spreadsheet,
    synthese,
)

ENGLISH = "The residents would like the police station to be open in the evening. They have been waiting for it. "

UNTITLED = (
    "Créer une patrouille équestre autour des lacs",
    "Former les agents à l’accueil des victimes",
    "Les gendarmes devraient venir aux réunions du village",
)


def _encrypted_pdf() -> bytes:
    from reportlab.lib import pdfencrypt
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    page = Canvas(buffer, encrypt=pdfencrypt.StandardEncryption("secret", canPrint=0))
    page.drawString(72, 720, "Le maire demande un renfort.")
    page.save()
    return buffer.getvalue()


def _blank_pdf() -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    page = Canvas(buffer)
    page.rect(72, 72, 200, 300, fill=1)
    page.save()
    return buffer.getvalue()


def _bad() -> Mapping[str, bytes]:
    good = jura()
    return {
        ELUS: good[ELUS],
        CADRAGE: good[CADRAGE],
        "zero.txt": b"",
        "tronque.docx": good[ELUS][: len(good[ELUS]) // 2],
        "chiffre.pdf": _encrypted_pdf(),
        "scan.pdf": _blank_pdf(),
        "binaire.csv": bytes(range(256)) * 8,
        "une-colonne.csv": "Vos propositions\nRouvrir le poste de Morez\nPlus de rondes à vélo\n".encode(),
        "sans-entete.xlsx": spreadsheet(None, [["Oui", text] for text in UNTITLED]),
        "meeting.txt": (ENGLISH * 10).encode(),
        "copie.docx": good[ELUS],
        "sous-dossier/~$compte rendu.docx": b"lock",
        ".~lock.compte rendu.odt#": b"lock",
        ".cache/secret.txt": b"Il faut rouvrir le poste.",
        "Thumbs.db": b"thumbs",
        "notes.xyz": b"?",
        "plan.png": b"\x89PNG",
    }


REJECTED = {"zero.txt", "tronque.docx", "chiffre.pdf", "scan.pdf", "binaire.csv"}
Analysed = tuple[Path, Outcome]


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Analysed:
    folder = consultation(tmp_path_factory.mktemp("mixed") / "Jura", _bad())
    outside = folder.parent / "ailleurs.txt"
    outside.write_text("Il faut rouvrir le poste secret.", "utf-8")
    if os.name != "nt":
        (folder / "entrees" / "raccourci.txt").symlink_to(outside)
        (folder / "entrees" / "boucle").symlink_to(folder / "entrees", target_is_directory=True)
        (folder / "entrees" / "casse.txt").symlink_to(folder / "nulle part.txt")
    return folder, assises("analyser", folder)


def test_the_rest_is_analysed_and_the_status_says_that_some_were_refused(mixed: Analysed) -> None:
    folder, outcome = mixed
    assert outcome.status == 1, outcome
    read = {row["document"] for row in remarks(folder)} - {ELUS, "copie.docx"}
    assert read == {CADRAGE, "une-colonne.csv", "sans-entete.xlsx", "meeting.txt"}
    assert "Traceback" not in outcome.out + outcome.err


def test_each_refused_file_is_listed_with_a_french_sentence(mixed: Analysed) -> None:
    folder, outcome = mixed
    found = rejects(folder)
    assert set(found) == REJECTED
    for name, reason in found.items():
        assert reason.endswith(".")
        assert "\n" not in reason
        assert name in outcome.out
        assert " ".join(reason.split()) in outcome.out
    assert "zéro octet" in found["zero.txt"]
    assert "mot de passe" in found["chiffre.pdf"]
    assert "OCR" in found["scan.pdf"]


def test_a_copy_is_counted_once_and_said(mixed: Analysed) -> None:
    folder, outcome = mixed
    (copy,) = manifest(folder)["copies"]
    assert {copy["fichier"]} < {ELUS, "copie.docx"}
    assert "n’est compté qu’une fois" in outcome.out
    assert len({row["id"] for row in remarks(folder)}) == len(remarks(folder))


def test_a_questionnaire_of_one_column_and_one_without_header_lose_no_answer(mixed: Analysed) -> None:
    texts = {row["texte"] for row in remarks(mixed[0])}
    assert {"Rouvrir le poste de Morez", "Plus de rondes à vélo"} <= texts
    assert set(UNTITLED) <= texts
    assert any("sans-entete.xlsx" in notice for notice in manifest(mixed[0])["avertissements"])


def test_a_foreign_language_is_a_warning(mixed: Analysed) -> None:
    folder, outcome = mixed
    assert "meeting.txt : Ce document semble écrit en anglais" in outcome.out
    assert any("anglais" in notice for notice in manifest(folder)["avertissements"])


def test_what_is_no_document_is_noted_and_not_refused(mixed: Analysed) -> None:
    ignored = {item["fichier"]: item["raison"] for item in manifest(mixed[0])["ignores"]}
    assert {"notes.xyz", "plan.png", ".~lock.compte rendu.odt#", "sous-dossier/~$compte rendu.docx"} <= set(ignored)
    assert all(reason.endswith(".") for reason in ignored.values())


@pytest.mark.skipif(os.name == "nt", reason="symbolic links need rights there")
def test_links_that_lead_out_of_the_folder_are_not_followed(mixed: Analysed) -> None:
    folder, _ = mixed
    ignored = {item["fichier"]: item["raison"] for item in manifest(folder)["ignores"]}
    assert "hors du dossier" in ignored["raccourci.txt"]
    assert "secret" not in (folder / "sorties" / "remarques.csv").read_text("utf-8")


def _refused(outcome: Outcome) -> str:
    assert outcome.status == 2, outcome
    assert "Traceback" not in outcome.err + outcome.out
    (line,) = sentences(outcome.err)
    assert line.endswith(".")
    return line


def test_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    assert "introuvable" in _refused(assises("analyser", tmp_path / "absent"))
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Texte")
    assert "a.txt" in _refused(assises("analyser", tmp_path / "a.txt"))


def test_a_folder_without_inputs_is_left_as_it_is(tmp_path: Path) -> None:
    assert "entrees" in _refused(assises("analyser", tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "entrees").mkdir()
    assert "est vide" in _refused(assises("analyser", tmp_path))
    assert not (tmp_path / "sorties").exists()


def test_nothing_that_can_be_read(tmp_path: Path) -> None:
    folder = consultation(tmp_path, {"image.png": b"\x89PNG", ".cache": b"x"})
    assert "image.png" in _refused(assises("analyser", folder)) or "Fichier caché" in _refused(
        assises("analyser", folder)
    )


def test_nothing_but_refused_files_is_said_and_listed(tmp_path: Path) -> None:
    folder = consultation(tmp_path, {"zero.txt": b"", "chiffre.pdf": _encrypted_pdf()})
    line = _refused(assises("analyser", folder))
    assert "2 fichiers refusés" in line
    assert "chiffre.pdf" in line
    assert set(rejects(folder)) == {"zero.txt", "chiffre.pdf"}
    # Once a document can be read, the list of refusals leaves no trace of an edition by hand.
    (folder / "entrees" / "lettre.txt").write_text("Il faut rouvrir le poste de police la nuit.", "utf-8")
    assert assises("analyser", folder).status == 1
    assert not (folder / "sorties" / "conservees").exists()


def test_refused_files_alone_leave_earlier_outputs_as_they_are(tmp_path: Path) -> None:
    folder = consultation(tmp_path, {"lettre.txt": "Il faut rouvrir le poste de police la nuit."})
    assert assises("analyser", folder).status == 0
    before = (folder / "sorties" / "synthese.json").read_bytes()
    (folder / "entrees" / "lettre.txt").write_bytes(b"")
    _refused(assises("analyser", folder))
    assert (folder / "sorties" / "synthese.json").read_bytes() == before


def test_a_text_too_long_for_the_machine_is_refused_and_the_rest_analysed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(document, "LONGEST_TEXT", 2_000)
    folder = consultation(tmp_path, {"long.txt": "Il faut plus de patrouilles. " * 100, HABITANTS: jura()[HABITANTS]})
    assert assises("analyser", folder).status == 1
    assert "découpez" in rejects(folder)["long.txt"]
    assert synthese(folder)["couverture"]["remarques"] > 0


def test_a_table_of_too_many_remarks_is_refused_and_the_rest_analysed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = "".join(f"{i};Il faut une patrouille de plus rue {i}\n" for i in range(60))
    files = {"beaucoup.csv": "N°;Vos remarques\n" + answers, HABITANTS: jura()[HABITANTS]}
    monkeypatch.setattr(document, "MOST_REMARKS", 59)
    folder = consultation(tmp_path, files)
    assert assises("analyser", folder).status == 1
    assert "60 remarques" in rejects(folder)["beaucoup.csv"]
    assert "découpez" in rejects(folder)["beaucoup.csv"]
    assert synthese(folder)["couverture"]["remarques"] > 0
    monkeypatch.setattr(document, "MOST_REMARKS", 60)
    assert assises("analyser", folder).status == 0


@pytest.mark.parametrize(
    ("config", "words"),
    [
        ('[consultation]\ntitr = "x"\n', ("assises.toml", "consultation.titr")),
        ('[[documents]]\nfichier = "a.txt"\ndate = "hier"\n', ("documents.1.date", "2020-01-15")),
        ('[[documents]]\nfichier = "a.txt"\n[[documents]]\nfichier = "a.txt"\n', ("deux fois",)),
        ('[consultation]\ngrille = "absente"\n', ("absente", "securite-interieure")),
        ("[consultation\n", ("TOML",)),
    ],
)
def test_a_configuration_that_is_wrong_stops_before_anything_is_written(
    tmp_path: Path, config: str, words: tuple[str, ...]
) -> None:
    folder = consultation(tmp_path, {"a.txt": "Il faut rouvrir le poste."}, config)
    line = _refused(assises("analyser", folder))
    for word in words:
        assert word in line
    assert not (folder / "sorties").exists()


def test_a_document_that_the_configuration_names_and_that_is_not_there_is_said(tmp_path: Path) -> None:
    config = '[[documents]]\nfichier = "absent.odt"\n\n[[documents]]\nfichier = "a.txt"\npublic = "jeunes"\n'
    folder = consultation(tmp_path, {"a.txt": "Il faut rouvrir le poste de police."}, config)
    outcome = assises("analyser", folder)
    assert outcome.status == 0
    assert "« absent.odt », absent de « entrees »" in outcome.out
    assert {row["public"] for row in remarks(folder)} == {"jeunes"}


def test_lines_of_its_own_that_cannot_be_read_stop_before_anything_is_written(tmp_path: Path) -> None:
    folder = consultation(tmp_path, {"a.txt": "Il faut rouvrir le poste."})
    (folder / "formulations.toml").write_text("[[lignes]]\nid = 'a'\n", "utf-8")
    line = _refused(assises("analyser", folder))
    assert "nature" in line
    assert not (folder / "sorties").exists()
