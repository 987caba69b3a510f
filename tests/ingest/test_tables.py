"""Questionnaires made by hand: layouts, encodings, typing, and what cannot be read."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assises_nlp.ingest.errors import UnreadableInput
from assises_nlp.ingest.hints import DocumentHint
from assises_nlp.ingest.tables import read_table
from assises_nlp.ingest.tables_cells import fold
from assises_nlp.questionnaires import tabulate
from assises_nlp.records import Answers, Document, Question
from tests.ingest.tables_builders import PROPOSALS, answers, as_csv, as_ods, as_xlsx, kinds, question, read

DEMO = Path(__file__).parents[2] / "data" / "demonstration" / "entrees"
OPEN = tuple(f"{text} ({i})" for i, text in enumerate(PROPOSALS * 3))


# ------------------------------------------------------------------------------------------------- demonstration
@pytest.mark.parametrize(
    ("name", "rows", "unfinished", "opened"),
    [
        ("questionnaire_elus.xlsx", 49, 0, 3),
        ("questionnaire_grand-public.csv", 91, 2, 4),
        ("questionnaire_cafe-rencontre.ods", 66, 0, 2),
    ],
)
def test_demonstration_questionnaires(name: str, rows: int, unfinished: int, opened: int) -> None:
    document = read(name, (DEMO / name).read_bytes())
    found = answers(document)
    assert (len(found.rows), found.unfinished, document.kind) == (rows, unfinished, "questionnaire")
    assert sum(q.kind == "ouverte" for q in found.questions) == opened


# ------------------------------------------------------------------------------------------------- text files
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "mac_roman"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_encodings_and_delimiters(encoding: str, delimiter: str) -> None:
    rows = [["Âge", "Êtes-vous satisfait ?", "Vos propositions"]]
    rows += [
        [f"{30 + i} ans", "Très satisfait" if i % 2 else "Peu satisfait", f"{i}, {OPEN[i]}, déjà été créé"]
        for i in range(9)
    ]
    document = read("reponses.csv", as_csv(rows, delimiter, encoding))
    assert [q.title for q in answers(document).questions] == ["Âge", "Êtes-vous satisfait ?", "Vos propositions"]
    assert answers(document).rows[3][2] == f"3, {OPEN[3]}, déjà été créé"


def test_newlines_inside_quotes_count_as_one_row_of_the_office_program() -> None:
    data = 'Êtes-vous maire ?;Vos idées\r\nOui;"Première ligne\r\nseconde ligne"\r\n\r\nNon;"Une autre ""idée"""\r\n'
    document = read("a.csv", data.encode())
    assert [(block.row, block.text) for block in document.blocks] == [
        (2, "Première ligne\nseconde ligne"),
        (4, 'Une autre "idée"'),
    ]


def test_sep_line_ragged_rows_and_surplus() -> None:
    data = (
        "sep=|\r\nSexe|Vos idées\r\nFemme|de la lumière|des bancs\r\nHomme\r\nFemme|un marché\r\nHomme|rien à dire\r\n"
    )
    document = read("a.csv", data.encode())
    assert answers(document).rows[0] == ("Femme", "de la lumière; des bancs")
    assert answers(document).rows[1] == ("Homme", "")
    assert any("surplus" in notice for notice in document.notices)


def test_a_quote_that_is_never_closed_loses_no_answer() -> None:
    lines = ["Commune;Vos idées"] + [f"Laval;idée numéro {i} pour la ville" for i in range(60)]
    lines[5] = 'Laval;"une phrase qui commence par un guillemet'
    document = read("a.csv", "\n".join(lines).encode())
    assert len(answers(document).rows) == 60
    assert any("guillemet" in notice for notice in document.notices)


def test_one_column_is_a_list_of_open_answers() -> None:
    titled = read("a.csv", "Vos propositions\nPlus de patrouilles\nDe la lumière, partout\n".encode())
    assert [block.text for block in titled.blocks] == ["Plus de patrouilles", "De la lumière, partout"]
    assert any("qu’une colonne" in notice for notice in titled.notices)
    bare = read("b.csv", "Plus de patrouilles\nDe la lumière, partout\nUn gardien\n".encode())
    assert [block.text for block in bare.blocks] == ["Plus de patrouilles", "De la lumière, partout", "Un gardien"]
    assert {block.title for block in bare.blocks} == {"Colonne 1"}
    assert any("en-tête" in notice for notice in bare.notices)


def test_no_header() -> None:
    rows = [[f"2024-03-0{i + 1}", ("Oui", "Non")[i % 2], OPEN[i]] for i in range(8)]
    document = read("a.csv", as_csv(rows, ";"))
    assert [q.title for q in answers(document).questions] == ["Colonne 1", "Colonne 2", "Colonne 3"]
    assert len(answers(document).rows) == 8
    assert answers(document).numbers[0] == 1


def test_header_without_a_row() -> None:
    document = read("a.csv", "Horodateur;Êtes-vous satisfait ?;Vos idées\n".encode())
    assert answers(document).rows == ()
    assert any("aucune réponse" in notice for notice in document.notices)


# ------------------------------------------------------------------------------------------------- sheets
def test_titles_above_totals_and_notes_below() -> None:
    rows: list[list[object]] = [["Questionnaire de la commune"], ["Mars 2024"], [], ["N°", "Satisfait ?", "Vos idées"]]
    rows += [[i + 1, ("Oui", "Non")[i % 2], OPEN[i]] for i in range(8)]
    rows += [["TOTAL", "4 oui sur 8", None], [], ["Fiches saisies par l’accueil de la mairie, mars 2024"]]
    for name, data in (("a.xlsx", as_xlsx({"F": rows})), ("a.ods", as_ods("F", rows))):
        document = read(name, data)
        assert len(answers(document).rows) == 8
        assert answers(document).numbers == tuple(range(5, 13))
        assert any("total" in notice and "ligne 13" in notice for notice in document.notices)
        assert any("note" in notice for notice in document.notices)


def test_an_answer_that_speaks_of_a_total_stays() -> None:
    rows = [
        ["Satisfait ?", "Vos idées"],
        *[[("Oui", "Non")[i % 2], OPEN[i]] for i in range(6)],
        ["Non", "Total abandon"],
    ]
    assert len(answers(read("a.csv", as_csv(rows))).rows) == 7


def test_merged_header_over_two_rows() -> None:
    head = ["Horodateur", "Quels dispositifs connaissez-vous ?", None, None, "Vos idées"]
    below = [None, "CLSPD", "Voisins vigilants", "Autre", None]
    rows = [
        [
            datetime(2024, 3, 1, 10, i),
            "x" if i % 2 else None,
            "x" if i % 3 else None,
            "la réserve" if i == 2 else None,
            OPEN[i],
        ]
        for i in range(9)
    ]
    merged = {"F": ["A1:A2", "B1:D1", "E1:E2"]}
    for spans in (merged, None):
        document = read("a.xlsx", as_xlsx({"F": [head, below, *rows]}, spans))
        known = question(document, "Quels dispositifs connaissez-vous ?")
        assert (known.kind, known.columns, known.options) == (
            "multiple",
            (1, 2, 3),
            ("CLSPD", "Voisins vigilants", "Autre"),
        )
        assert answers(document).numbers[0] == 3
        assert kinds(document)["Vos idées"] == "ouverte"


def test_values_as_the_office_program_holds_them() -> None:
    header = ["Jour du fait", "Vous sentez-vous en sécurité ?", "Combien de fois ?", "Vos idées"]
    rows = [[date(2024, 3, i + 1), i % 2 == 0, i + 0.5, OPEN[i]] for i in range(9)]
    document = read("a.xlsx", as_xlsx({"F": [header, *rows]}))
    assert answers(document).rows[0] == ("2024-03-01", "VRAI", "0.5", OPEN[0])
    assert question(document, "Vous sentez-vous en sécurité ?").options == ("Oui", "Non")
    assert kinds(document)["Combien de fois ?"] == "numerique"


def test_several_sheets() -> None:
    header = ["Êtes-vous satisfait ?", "Vos idées"]
    one = [header, *[[("Oui", "Non")[i % 2], OPEN[i]] for i in range(5)]]
    two = [header, *[["Oui", f"Craon {OPEN[i]}"] for i in range(4)]]
    data = as_xlsx({"Laval": one, "Craon": two, "Brouillon": [["notes", "diverses"], ["a", "b"]], "Vide": []})
    document = read("a.xlsx", data)
    assert answers(document).numbers == (2, 3, 4, 5, 6, 1002, 1003, 1004, 1005)
    assert any("« Craon »".replace(" ", "\u00a0") in notice and "1002" in notice for notice in document.notices)
    assert any("Brouillon" in notice for notice in document.notices)
    named = read("a.xlsx", data, DocumentHint(sheet="craon"))
    assert len(answers(named).rows) == 4
    with pytest.raises(UnreadableInput, match="choisissez parmi"):
        read("a.xlsx", data, DocumentHint(sheet="Mayenne"))


def test_duplicate_empty_and_unnamed_columns() -> None:
    header = ["Satisfait ?", "Précisez", "", "Utile ?", "Précisez", ""]
    rows = [
        [("Oui", "Non")[i % 2], OPEN[i], "", ("Oui", "Non")[i % 3 % 2], OPEN[-i - 1], "un mot de plus ici"]
        for i in range(6)
    ]
    document = read("a.csv", as_csv([header, *rows]))
    assert [q.title for q in answers(document).questions] == [
        "Satisfait ?",
        "Précisez",
        "Utile ?",
        "Précisez (2)",
        "Colonne 6",
    ]
    assert {block.column for block in document.blocks if block.title == "Précisez (2)"} == {5}


# ------------------------------------------------------------------------------------------------- typing
def _typed(title: str, values: Sequence[str]) -> Question:
    rows = [["Marque", title], *[[f"ligne {i} de cette fiche", value] for i, value in enumerate(values)]]
    return answers(read("a.csv", as_csv(rows))).questions[1]


@pytest.mark.parametrize(
    ("title", "values", "kind"),
    [
        ("Êtes-vous satisfait ?", ["Oui", "oui", "NON", "nsp", "Oui", "", "Non"], "fermee"),
        ("Avez-vous peur ?", ["Y", "N", "Y", "Y"], "fermee"),
        ("Vous êtes", ["Maire"] * 6 + ["Adjoint"] * 4 + ["Conseiller"] * 2, "fermee"),
        ("Votre fonction", ["Maire"] * 6 + ["Adjoint"] * 4 + ["Conseiller"] * 2, "fermee"),
        ("Votre commune", [f"Commune-{i}" for i in range(12)], "technique"),
        ("Âge", ["34", "61 ans", "45", "28", "70", "+ de 60", "19"], "numerique"),
        ("Nombre de patrouilles vues", ["0", "1", "0", "2", "1", "0"], "numerique"),
        ("Notez la police de 1 à 5", ["1", "5", "4", "4", "3", "2"], "echelle"),
        ("Satisfaction (sur 10)", ["10", "7", "8", "9"], "echelle"),
        ("Relations avec la police", ["Bonnes", "Très bonnes", "Mauvaises", "Bonnes", "Bonnes"], "echelle"),
        ("How safe do you feel?", ["Very safe", "Fairly safe", "Not at all safe", "Very safe"], "echelle"),
        ("Population", ["Moins de 500", "500 à 999", "1 000 et plus", "Moins de 500"], "echelle"),
        ("Tranche d’âge", ["18-24", "25-39", "40-59", "60 et +", "25-39"], "echelle"),
        ("Courriel", ["a@b.fr", "c@d.fr"], "technique"),
        ("Trucs", ["192.168.0.1", "10.1.1.1"], "technique"),
        ("Nom et prénom", ["Jeanne Exemple", "Paul Exemple"], "technique"),
        ("Vos propositions", ["RAS", "rien", "RAS", "-", "RAS"], "ouverte"),
        ("Vos propositions", ["Oui", "Non", "RAS"], "ouverte"),
        ("Vos propositions", ["plus de patrouilles"] * 40 + list(OPEN), "ouverte"),
        ("Vos propositions", ["éclairage, patrouilles", "patrouilles", "éclairage, caméras", "caméras"], "ouverte"),
        ("Pourquoi ?", [], "ouverte"),
        ("Que pensez-vous de la police ?", list(OPEN[:12]), "ouverte"),
        (
            "Qu’en dites-vous",
            ["bien", "trop rare", "bien", "à voir", "utile", "oui mais tard", "non", "je ne sais pas"],
            "ouverte",
        ),
        (
            "Quels sujets ? (plusieurs réponses possibles)",
            ["Vols; Bruit", "Vols", "Bruit; Drogue", "Drogue"],
            "multiple",
        ),
    ],
)
def test_kinds(title: str, values: list[str], kind: str) -> None:
    assert _typed(title, values).kind == kind


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.text("abcdefghij éà'", min_size=15, max_size=90),
        min_size=3,
        max_size=14,
        unique_by=fold,
    )
)
def test_a_dozen_different_answers_are_never_choices(texts: list[str]) -> None:
    texts = [f"Il faudrait {text.strip()} ici" for text in texts]
    assert _typed("Le quartier et vous", texts).kind == "ouverte"


def test_free_text_beside_the_choices_is_read() -> None:
    values = ["Mairie", "Préfecture", "Mairie", "Mairie", "Préfecture"] * 3 + [
        "Autre : par le bulletin que distribue l’association"
    ]
    rows = [["N°", "Comment connaissez-vous cette réunion ?"], *[[i, value] for i, value in enumerate(values)]]
    document = read("a.csv", as_csv(rows))
    assert question(document, "Comment connaissez-vous cette réunion ?").options == ("Mairie", "Préfecture")
    assert [block.text for block in document.blocks] == [values[-1]]


# ------------------------------------------------------------------------------------------------- the user's word
def test_hints_win_over_content() -> None:
    rows = [["Q1. Êtes-vous satisfait ?", "Q2. Métier exercé", "Q3. Vos idées"]]
    rows += [[("Oui", "Non")[i % 2], ("Boulanger", "Infirmière")[i % 2], OPEN[i]] for i in range(10)]
    data = as_csv(rows)
    hint = DocumentHint(open_questions=("METIER  exerce", "q3"), closed_questions=("Êtes-vous satisfait ?",))
    assert list(kinds(read("a.csv", data, hint)).values()) == ["fermee", "ouverte", "ouverte"]
    unknown = read("a.csv", data, DocumentHint(open_questions=("Vos souhaits les plus chers",)))
    assert any("Vos souhaits les plus chers" in notice for notice in unknown.notices)
    assert kinds(unknown)["Vos idées"] == "ouverte"
    none = read("a.csv", data, DocumentHint(open_questions=()))
    assert none.blocks == ()
    assert any("Vos idées" in notice for notice in none.notices)
    closed = read("a.csv", data, DocumentHint(closed_questions=("Vos idées",)))
    assert kinds(closed)["Vos idées"] == "fermee"


# ------------------------------------------------------------------------------------------------- minutes
def test_minutes_in_a_table() -> None:
    speech = [["Réunion du 12 mars"], [], ["Intervenant", "Propos", "Suite à donner"]]
    speech += [["Un maire", "L’accueil ferme trop tôt.", "À étudier"], ["Une habitante", "On ne voit personne.", ""]]
    document = read("a.xlsx", as_xlsx({"F": speech}))
    assert (document.kind, document.answers) == ("compte_rendu", None)
    assert ("Propos", "L’accueil ferme trop tôt.", 4, 2) in {
        (b.title, b.text, b.row, b.column) for b in document.blocks
    }
    assert document.blocks[0].text == "Réunion du 12 mars"
    natures = [
        ["Thème", "Points forts", "À améliorer", "Pistes"],
        ["Accueil", "Bon accueil", "Horaires", "Ouvrir le samedi"],
    ]
    assert read("b.csv", as_csv(natures)).kind == "compte_rendu"
    forced = read("c.csv", as_csv([["Service", "Faits"], ["SDIS", "1200"]]), DocumentHint(kind="cadrage"))
    assert (forced.kind, [b.text for b in forced.blocks]) == ("cadrage", ["SDIS", "1200"])
    survey = [
        ["Horodateur", "Points forts", "Points faibles"],
        *[["2024-03-01", OPEN[i], OPEN[i + 1]] for i in range(3)],
    ]
    assert read("d.csv", as_csv(survey)).kind == "questionnaire"


# ------------------------------------------------------------------------------------------------- what cannot be read
def _patched(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            text = source.read(name)
            assert name != part or old in text
            target.writestr(name, text.replace(old, new) if name == part else text)
    return out.getvalue()


def _far_cell() -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    assert book.active is not None
    book.active["A1"], book.active["XFD1048576"] = "a", "b"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


SMALL = [["Satisfait ?", "Vos idées"], ["Oui", "de la lumière partout"]]
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)


@pytest.mark.parametrize(
    ("name", "data", "advice"),
    [
        ("a.csv", b"", "vide"),
        ("a.csv", b"\xef\xbb\xbf \r\n;;\r\n", "vide"),
        ("a.csv", bytes(range(256)) * 20, "enregistrez"),
        ("a.xlsx", b"PK\x03\x04 abime", "endommagé"),
        ("a.xlsx", as_xlsx({"F": SMALL})[:900], "endommagé"),
        ("a.xlsx", b"n'importe quoi", "endommagé"),
        ("a.xlsx", as_xlsx({"F": []}), "vide"),
        ("a.xls", OLE, "endommagé"),
        ("a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "mot de passe"),
        ("a.xls", b"<html><table><tr><td>Oui</td></tr></table></html>", "page web"),
        ("a.xlsx", _far_cell(), "plus de cellules"),
        (
            "a.ods",
            _patched(
                as_ods("F", SMALL),
                "content.xml",
                b"<table:table-row><table:table-cell ",
                b'<table:table-row table:number-rows-repeated="1048576">'
                b'<table:table-cell table:number-columns-repeated="9000" ',
            ),
            "plus de cellules",
        ),
        (
            "a.ods",
            _patched(
                as_ods("F", SMALL),
                "META-INF/manifest.xml",
                b"</manifest:manifest>",
                b"<manifest:encryption-data/></manifest:manifest>",
            ),
            "mot de passe",
        ),
    ],
)
def test_unreadable(name: str, data: bytes, advice: str) -> None:
    with pytest.raises(UnreadableInput, match=advice):
        read(name, data)


def test_a_sheet_that_ends_in_empty_repeated_rows_is_no_bomb() -> None:
    data = _patched(
        as_ods("F", SMALL),
        "content.xml",
        b"</table:table>",
        b'<table:table-row table:number-rows-repeated="1048570">'
        b'<table:table-cell table:number-columns-repeated="16384"/>'
        b"</table:table-row></table:table>",
    )
    assert len(answers(read("a.ods", data)).rows) == 1


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=400))
def test_any_bytes_give_a_document_or_a_french_reason(data: bytes) -> None:
    outcome: Document | str
    try:
        outcome = read("a.csv", data)
    except UnreadableInput as error:
        outcome = error.reason
    assert outcome.answers is not None or outcome.blocks if isinstance(outcome, Document) else outcome.endswith(".")


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.tuples(st.sampled_from(["Oui", "Non", ""]), st.text("abc é,;\"'\n|\t", max_size=40)), min_size=1, max_size=15
    )
)
def test_every_open_answer_comes_back_once(pairs: list[tuple[str, str]]) -> None:
    rows = [["Êtes-vous satisfait ?", "Vos propositions"], *[[a, f"il faut {b} vite"] for a, b in pairs]]
    document = read("a.csv", as_csv(rows, ";"), DocumentHint(open_questions=("Vos propositions",)))
    wanted = [f"il faut {b} vite".replace("\r\n", "\n") for _, b in pairs]
    assert [block.text for block in document.blocks] == wanted
    assert [document.text[block.start : block.end] for block in document.blocks] == wanted


CELL = st.sampled_from(
    ["", "", "Oui", "non", "12", "TOTAL", "2024-03-01", "Q1[SQ001]. A [b]", "Vos idées", "x; y", "a, b", "NSP", "-"]
)


@settings(deadline=None, max_examples=120)
@given(st.lists(st.lists(CELL, min_size=1, max_size=6), min_size=1, max_size=14))
def test_any_grid_is_read_and_its_columns_hold_together(rows: list[list[str]]) -> None:
    try:
        document = read("a.csv", as_csv(rows, ";"))
    except UnreadableInput:  # nothing but blanks or totals
        return
    if document.answers is None:
        return
    found = document.answers
    assert len(found.rows) == len(found.numbers) == len(set(found.numbers))
    assert all(len(row) > column for q in found.questions for column in q.columns for row in found.rows)
    assert all(len(q.columns) == 1 or len(q.columns) == len(q.options) for q in found.questions)
    whole = tabulate(document)
    assert all(q.respondents + q.non_responses == len(found.rows) for q in whole.questions)
    assert all(m.count <= q.respondents for q in whole.questions for m in q.modalities)


def test_the_same_bytes_give_the_same_document() -> None:
    data = (DEMO / "questionnaire_elus.xlsx").read_bytes()
    key = hashlib.sha256(data).hexdigest()
    first, second = (read_table(Path("a.xlsx"), data, key, None) for _ in range(2))
    assert first == second
    assert isinstance(first.answers, Answers)
