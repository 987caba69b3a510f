"""The files for other programs: json, csv, xlsx, IRaMuTeQ."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from export_sample import FORMULA, Sample
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from assises_nlp.export import ExportError
from assises_nlp.export.clean import clean, guard_cell, unguard_cell
from assises_nlp.export.iramuteq import corpus_text, modality
from assises_nlp.export.json_synthese import schema

COLUMNS = (
    "id;texte;theme;theme_secondaire;confiance_theme;nature;confiance_nature;sujet;document;date;lieu;public;"
    "interlocuteur;emplacement;statut;groupe;poids"
)


@pytest.fixture(scope="module")
def draft(written: Path) -> Any:
    return json.loads((written / "synthese.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def table(written: Path) -> list[dict[str, str]]:
    return list(
        csv.DictReader(io.StringIO((written / "remarques.csv").read_text("utf-8-sig"), newline=""), delimiter=";")
    )


def test_draft_follows_its_schema(draft: Any) -> None:
    Draft202012Validator.check_schema(schema())
    assert not list(Draft202012Validator(schema()).iter_errors(draft))


@pytest.mark.parametrize(
    "corrupt",
    [
        lambda d: d.pop("couverture"),
        lambda d: d["themes"][0]["constats"][0].update(position="unanime"),
        lambda d: d["themes"][0]["constats"][0].update(nature="preconisation"),
        lambda d: d["themes"][0]["preconisations"][0]["voix"].pop("seances"),
        lambda d: d["questionnaires"][0]["questions"][0]["modalites"][0].update(ic95=[1]),
        lambda d: d["themes"][0]["engagements"][0].update(appuis=[{"remarque": "x", "citation": "y"}]),
    ],
)
def test_schema_refuses_another_shape(written: Path, corrupt: Any) -> None:
    draft = json.loads((written / "synthese.json").read_text("utf-8"))
    corrupt(draft)
    assert list(Draft202012Validator(schema()).iter_errors(draft))


def test_draft_has_the_shape_of_the_contract(draft: Any) -> None:
    assert draft["schema"] == "assises-synthese/1"
    assert [m["document"] for m in draft["seances"]][:2] == [
        "2020-01-14_laval_forces.docx",
        "2020-01-15_mayenne_elus.odt",
    ]
    asked = draft["themes"][0]["preconisations"][0]
    assert asked["voix"]["publics"]["elus"] == {"intervenants": 5, "repondants": 41}
    assert asked["sujet"] == "accueil et horaires"
    assert (asked["cadre"], asked["echeance"]) == (None, "d’ici la fin de l’année")
    assert draft["themes"][0]["engagements"][0]["appuis"] == ["d-forces-1"]
    assert draft["hors_theme"] == {"remarques": 1, "sujets": ["voirie"]}
    assert draft["questionnaires"][0]["questions"][0]["modalites"][0]["ic95"] == [0.0, 100.0]


def test_coverage_and_quotes_agree_with_the_table(draft: Any, table: list[dict[str, str]]) -> None:
    coverage = draft["couverture"]
    total = coverage.pop("remarques")
    assert sum(coverage.values()) == total == len(table)
    assert Counter(row["statut"] for row in table) == Counter({k: v for k, v in coverage.items() if v})
    coverage["remarques"] = total
    texts = {row["id"]: unguard_cell(row["texte"]) for row in table}
    quotes = [s for t in draft["themes"] for line in (*t["constats"], *t["preconisations"]) for s in line["appuis"]]
    assert len(quotes) > 15
    assert all(quote["citation"] in texts[quote["remarque"]] for quote in quotes)


def test_a_lost_remark_or_an_invented_quote_stops_the_export(rich: Sample, tmp_path: Path) -> None:
    statuses = dict(rich.synthesis.statuses)
    statuses.pop("d-elus-1-1")
    with pytest.raises(ExportError, match="n’a pas de statut"):
        replace(rich, synthesis=replace(rich.synthesis, statuses=statuses)).write(tmp_path / "a")
    theme = rich.synthesis.themes[0]
    false = replace(theme.constats[0], supports=(replace(theme.constats[0].supports[0], quote="jamais dit"),))
    themes = (replace(theme, constats=(false,)), *rich.synthesis.themes[1:])
    with pytest.raises(ExportError, match="ne figure pas"):
        replace(rich, synthesis=replace(rich.synthesis, themes=themes)).write(tmp_path / "b")
    assert not (tmp_path / "a").exists()
    assert not (tmp_path / "b").exists()


def test_csv(written: Path, table: list[dict[str, str]], rich: Sample) -> None:
    raw = (written / "remarques.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw[3:].split(b"\r\n")[0].decode() == COLUMNS
    assert len(table) == len(rich.remarks)
    by_id = {row["id"]: row for row in table}
    assert by_id["q-elus-1"]["texte"] == "’" + FORMULA
    assert not [cell for row in table for cell in row.values() if cell[:1] in "=+-@\t" and cell]
    assert by_id["q-public-1"]["emplacement"] == "ligne\u00a02, colonne «\u00a0Vos propositions\u00a0»"
    assert by_id["q-public-3"]["groupe"] == "q-public-1"
    assert by_id["d-cadrage-1"]["poids"] == "0"
    assert by_id["d-elus-1-1"]["confiance_theme"] == "0.9123"
    assert by_id["d-elus-1-1"]["sujet"] == "accueil et horaires"


def test_xlsx_holds_the_same_rows_and_no_formula(written: Path, table: list[dict[str, str]]) -> None:
    book = openpyxl.load_workbook(written / "remarques.xlsx")
    rows = list(book["Remarques"].iter_rows())
    assert [cell.value for cell in rows[0]] == COLUMNS.split(";")
    assert all(cell.data_type in {"s", "n"} for row in rows for cell in row)
    assert [row[0].value for row in rows[1:]] == [row["id"] for row in table]
    texts = [row[1].value for row in rows[1:]]
    assert FORMULA in texts
    assert texts == [unguard_cell(row["texte"]) for row in table]
    notices = [cell.value for (cell,) in book["Lisez-moi"].iter_rows()]
    assert "Données fictives – document de démonstration, sans valeur officielle." in notices
    (head, waiting) = [[cell.value for cell in row] for row in book["À vérifier"].iter_rows()]
    assert head == ["id", "motif", "source", "emplacement", "texte"]
    assert waiting[1:3] == ["un nom de personne est à relire", "E2"]


def test_xlsx_says_what_the_codes_of_the_documents_stand_for(written: Path) -> None:
    rows = list(openpyxl.load_workbook(written / "remarques.xlsx")["Sources"].iter_rows(values_only=True))
    assert rows[0] == ("repère", "source", "date", "lieu", "public", "document", "remarques")
    found = {row[0]: row[1:] for row in rows[1:]}
    name = "2020-01-15_mayenne_elus.odt"
    assert found["E1"] == ("séance du 15\u00a0janvier 2020, Mayenne", "2020-01-15", "Mayenne", "élus", name, 7)


def test_rejects(written: Path) -> None:
    found = json.loads((written / "rejets.json").read_text("utf-8"))
    assert [set(reject) for reject in found] == [{"fichier", "raison", "sha256"}] * 2
    assert [reject["fichier"] for reject in found] == ["abime.pdf", "absent.docx"]


@settings(deadline=None)
@given(st.text())
def test_guard_is_reversible_and_leaves_no_formula(text: str) -> None:
    guarded = guard_cell(text)
    assert unguard_cell(guarded) == text
    assert guarded[:1] not in {"=", "+", "-", "@", "\t", "\r"}


@settings(deadline=None)
@given(st.text(), st.text(), st.text())
def test_cleaning_keeps_quotes_inside_their_remark(before: str, quote: str, after: str) -> None:
    assert clean(quote) in clean(before + quote + after)
    assert clean(clean(quote)) == clean(quote)


@settings(deadline=None)
@given(st.text())
def test_clean_text_is_xml(text: str) -> None:
    from lxml import etree

    node = etree.Element("p")
    node.text = clean(text)
    clean(text).encode("utf-8")


def test_iramuteq_corpus(written: Path, rich: Sample) -> None:
    corpus = (written / "iramuteq.txt").read_text("utf-8").split("\n")
    heads = [line for line in corpus if line.startswith("****")]
    assert len(heads) == len(rich.remarks)
    for head in heads:
        assert re.fullmatch(r"\*{4}( \*[a-z]+_[a-z0-9]+){8}", head), head
    assert "*public_grandpublic *date_20200116 *lieu_craon *theme_partenariats *nature_bonnepratique" in "\n".join(
        heads
    )
    bodies = [line for line in corpus if line and not line.startswith("****")]
    assert len(bodies) == len(heads)
    assert not [line for line in bodies if "*" in line]


@settings(deadline=None)
@given(st.text())
def test_no_text_can_pass_for_a_corpus_head(text: str) -> None:
    made = corpus_text(text)
    assert "*" not in made
    assert "\n" not in made
    assert not made.startswith("-")
    assert re.fullmatch("[a-z0-9]+", modality(text))
