"""One command on a folder of documents: what is there afterwards, and whether it can be trusted."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from assises_nlp import ingest
from assises_nlp.records import STATUSES
from assises_nlp.resources import resource_path
from tests.flows.consultation_files import (
    CADRAGE,
    CONTACTS,
    ELUS,
    HABITANTS,
    MAIRES,
    PUBLIC,
    SURNAMES,
    Outcome,
    manifest,
    outputs,
    rejects,
    remarks,
    synthese,
)

Analysed = tuple[Path, Outcome]
EXPECTED = {
    "synthese.json", "synthese.docx", "synthese.odt", "synthese.html", "synthese.md", "annexe-verbatims.docx",
    "annexe-verbatims.odt", "note.docx", "note.odt", "remarques.csv", "remarques.xlsx", "iramuteq.txt", "rejets.json",
}  # fmt: skip


@pytest.fixture
def folder(analysed: Analysed) -> Path:
    return analysed[0]


def test_a_folder_of_documents_gives_a_draft_and_a_summary(analysed: Analysed) -> None:
    folder, outcome = analysed
    assert outcome.status == 0, outcome
    assert set(outputs(folder)) == EXPECTED
    assert rejects(folder) == {}
    assert "5 documents analysés" in outcome.out
    assert f"{len(remarks(folder))} remarques" in outcome.out
    assert str(folder / "sorties" / "synthese.html") in outcome.out
    assert "Traceback" not in outcome.out + outcome.err


def test_the_synthesis_follows_its_schema_and_its_counts_add_up(folder: Path) -> None:
    data = synthese(folder)
    jsonschema.validate(data, json.loads(resource_path("export_synthese.schema.json").read_text("utf-8")))
    coverage, rows = data["couverture"], remarks(folder)
    assert coverage["remarques"] == len(rows) == sum(coverage[status] for status in STATUSES)
    assert {s: coverage[s] for s in STATUSES if coverage[s]} == Counter(row["statut"] for row in rows)
    assert len({row["id"] for row in rows}) == len(rows)


def test_each_theme_has_lines_and_each_quote_is_in_its_remark(folder: Path) -> None:
    texts = {row["id"]: row["texte"] for row in remarks(folder)}
    data = synthese(folder)
    assert [theme["id"] for theme in data["themes"]] == ["organisation", "partenariats", "technologies"]
    for theme in data["themes"]:
        lines = theme["constats"] + theme["preconisations"]
        assert lines, f"nothing in {theme['id']}"
        for line in lines:
            assert line["appuis"]
            for support in line["appuis"] + [s for m in line["mesures"] for s in m["appuis"]]:
                assert support["citation"]
                assert support["citation"] in texts[support["remarque"]]


def _plain(text: str) -> str:
    return " ".join(text.replace("\u00ad", "").split())


def test_every_remark_is_made_of_its_documents_words(folder: Path) -> None:
    sources = {path.name: _plain(ingest.read(path).text) for path in (folder / "entrees").iterdir()}
    rows = remarks(folder)
    assert {row["document"] for row in rows} == {ELUS, PUBLIC, CADRAGE, HABITANTS, MAIRES}
    for row in rows:
        source, offset = sources[row["document"]], 0
        # What the privacy pass replaced is the only thing that may differ.
        for part in re.split(r"\[[^\]]+\]", row["texte"].removeprefix("’")):
            offset = source.find(_plain(part), offset)
            assert offset >= 0, (row["document"], row["texte"], part)


def test_what_was_said_is_found_again(folder: Path) -> None:
    """Words of each document, of its first and of its last remark, are in the table of remarks."""
    texts = {name: " ".join(r["texte"] for r in remarks(folder) if r["document"] == name) for name in
             (ELUS, PUBLIC, CADRAGE, HABITANTS, MAIRES)}  # fmt: skip
    for name, words in (
        (ELUS, "Les gendarmes ne passent plus dans le bourg après vingt heures."),
        (ELUS, "rouvrir l’accueil de la brigade le samedi matin"),
        (ELUS, "Une nouvelle patrouille à cheval sera mise en place"),
        (ELUS, "Je ne suis pas favorable aux drones, ils inquiètent les éleveurs."),
        (PUBLIC, "regrette que l’accueil du commissariat ferme à dix-huit heures."),
        (PUBLIC, "alertes par SMS en cas de cambriolage"),
        (CADRAGE, "Douze conventions de coordination"),
        (HABITANTS, "il faut rouvrir le commissariat la nuit"),
        (HABITANTS, "installer des caméras à la gare"),
        (HABITANTS, "les démarches en ligne sont trop compliqué"),
        (MAIRES, "former les élus à la médiation"),
    ):
        assert words in texts[name], (name, words, texts[name])


def test_date_place_and_audience_come_from_the_name_or_the_header(folder: Path) -> None:
    sessions = {item["document"]: item for item in synthese(folder)["seances"]}
    assert sessions[ELUS]["date"] == "2021-03-04"
    assert sessions[ELUS]["lieu"].startswith("Lons-le-Saunier")
    assert sessions[ELUS]["public"] == "elus"
    assert sessions[PUBLIC]["date"] == "2021-03-11"
    assert sessions[PUBLIC]["public"] == "grand_public"
    assert set(manifest(folder)["deduit"][ELUS]) == {"date", "lieu", "public"}
    assert synthese(folder)["consultation"]["territoire"] == "Jura"


def test_closed_questions_are_counted_on_those_who_answered(folder: Path) -> None:
    counted = {item["document"]: item for item in synthese(folder)["questionnaires"]}
    assert counted[HABITANTS]["reponses"] == 9
    question = next(q for q in counted[HABITANTS]["questions"] if "sécurité" in q["intitule"])
    assert question["type"] == "fermee"
    assert question["repondants"] == 9
    assert {m["libelle"]: m["effectif"] for m in question["modalites"]} == {"Oui": 6, "Non": 2, "Ne sait pas": 1}


def test_empty_answers_give_no_row_and_empty_words_no_line(folder: Path) -> None:
    rows = [row for row in remarks(folder) if row["document"] == HABITANTS]
    assert all(row["texte"].strip() for row in rows)
    assert {row["statut"] for row in rows if row["texte"] in {"RAS", "-", "’-"}} <= {"non_informative"}


def test_identical_answers_keep_a_row_each_and_share_a_group(folder: Path) -> None:
    twins = [row for row in remarks(folder) if row["texte"].lower().startswith("plus de patrouilles")]
    assert len(twins) == 2
    assert len({row["groupe"] for row in twins}) == 1
    assert {row["poids"] for row in twins} == {"1"}


def test_cadrage_is_nobodys_voice(folder: Path) -> None:
    assert {row["poids"] for row in remarks(folder) if row["document"] == CADRAGE} == {"0"}


def _readable(name: str, data: bytes) -> str:
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return data.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "\n".join(archive.read(member).decode("utf-8", "replace") for member in archive.namelist())


def _fold(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))


def test_no_name_phone_mail_or_plate_is_kept_or_exported(analysed: Analysed) -> None:
    folder, outcome = analysed
    kept = [p for root in (folder / "sorties", folder / ".assises") for p in root.rglob("*") if p.is_file()]
    assert any(p.parent.name == "documents" for p in kept)
    seen: dict[str, Any] = {path.name: _readable(path.name, path.read_bytes()) for path in kept}
    seen["the terminal"] = outcome.out + outcome.err
    for name, text in seen.items():
        folded = _fold(text)
        for secret in (*SURNAMES, *CONTACTS):
            assert _fold(secret) not in folded, f"« {secret} » in {name}"


def test_the_spreadsheet_and_the_corpus_hold_the_same_remarks(folder: Path) -> None:
    import openpyxl

    book = openpyxl.load_workbook(folder / "sorties" / "remarques.xlsx", read_only=True)
    ids = [row[0] for row in book.worksheets[0].iter_rows(min_row=2, max_col=1, values_only=True)]
    book.close()
    assert ids == [row["id"] for row in remarks(folder)]
    corpus = (folder / "sorties" / "iramuteq.txt").read_text("utf-8")
    assert 0 < corpus.count("****") <= len(ids)


def test_the_table_opens_in_a_french_spreadsheet(folder: Path) -> None:
    raw = (folder / "sorties" / "remarques.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig")), delimiter=";"))
    assert {len(row) for row in rows} == {17}
    assert all(0 <= float(row[4]) <= 1 for row in rows[1:])


def test_the_manifest_says_what_was_read_and_with_what(analysed: Analysed) -> None:
    folder, _ = analysed
    data = manifest(folder)
    assert [item["fichier"] for item in data["entrees"]] == sorted((ELUS, PUBLIC, CADRAGE, HABITANTS, MAIRES))
    assert all(re.fullmatch(r"[0-9a-f]{64}", item["sha256"]) for item in data["entrees"])
    assert data["paquets"]["spacy"] != "absent"
    assert set(data["sorties"]) == EXPECTED
