"""Exports as the survey platforms write them, each built here as the platform would."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from assises_nlp.records import Document
from tests.ingest.tables_builders import PROPOSALS, answers, as_csv, as_xlsx, kinds, question, read


def test_google_forms_choices_keep_the_commas_inside_them() -> None:
    choices = ("Cambriolages", "Violences, y compris conjugales", "Sécurité routière")
    header = ["Horodateur", "Votre âge", "Quels sujets vous préoccupent ?", "Vos propositions", "Adresse e-mail"]
    rows = [
        [
            f"2024/03/{i + 1:02d} 10:12:0{i % 10} AM UTC+1",
            ("18-24 ans", "25-39 ans", "40-59 ans")[i % 3],
            ", ".join(choices[: i % 3 + 1]),
            PROPOSALS[i % 6] + f" ({i})",
            f"personne{i}@exemple.fr",
        ]
        for i in range(18)
    ]
    document = read("google.csv", as_csv([header, *rows]))
    assert answers(document).platform == "Google Forms"
    assert question(document, "Quels sujets vous préoccupent ?").kind == "multiple"
    assert set(question(document, "Quels sujets vous préoccupent ?").options) == set(choices)
    assert question(document, "Votre âge").options == ("18-24 ans", "25-39 ans", "40-59 ans")
    assert kinds(document)["Adresse e-mail"] == kinds(document)["Horodateur"] == "technique"
    assert {block.title for block in document.blocks} == {"Vos propositions"}


def test_google_forms_grid_gives_a_scale_per_line() -> None:
    header = ["Horodateur", "Êtes-vous satisfait ? [Police]", "Êtes-vous satisfait ? [Gendarmerie]"]
    levels = ("Très satisfait", "Plutôt satisfait", "Plutôt pas satisfait", "Pas du tout satisfait")
    rows = [[f"12/03/2024 10:12:{i:02d}", levels[i % 4], levels[(i + 1) % 4]] for i in range(12)]
    document = read("grille.csv", as_csv([header, *rows]))
    police = question(document, "Êtes-vous satisfait ? – Police")
    assert (police.kind, police.options) == ("echelle", levels)


def test_microsoft_forms_semicolons_and_names() -> None:
    header = [
        "ID",
        "Heure de début",
        "Heure de fin",
        "Adresse de messagerie",
        "Nom",
        "Dispositifs connus ?",
        "Commentaires",
    ]
    rows = [
        [
            i + 1,
            datetime(2024, 3, 1, 9, i),
            datetime(2024, 3, 1, 9, i + 5),
            "anonymous",
            "Jeanne Exemple",
            ("Voisins vigilants;", "Voisins vigilants;CLSPD;", "CLSPD;Aucun, à ma connaissance;")[i % 3],
            PROPOSALS[i % 6],
        ]
        for i in range(9)
    ]
    document = read("forms.xlsx", as_xlsx({"Feuil1": [header, *rows]}))
    assert answers(document).platform == "Microsoft Forms"
    assert set(question(document, "Dispositifs connus ?").options) == {
        "Voisins vigilants",
        "CLSPD",
        "Aucun, à ma connaissance",
    }
    assert [kinds(document)[title] for title in header[:5]] == ["technique"] * 5
    assert kinds(document)["Commentaires"] == "ouverte"
    assert "Jeanne" not in document.text


def _lime(head: Sequence[str]) -> Document:
    rows = []
    for i in range(12):
        sent = "" if i == 7 else f"2024-03-01 10:0{i % 10}:00"
        ticks = ["Y" if i % 2 else "", "Y" if i % 3 else "", "le bruit des quads la nuit" if i == 4 else ""]
        rows.append([i + 1, sent, 3, "fr", *ticks, ("Y", "N")[i % 2], PROPOSALS[i % 6]])
    return read("lime.csv", as_csv([head, *rows], ";"))


def test_limesurvey_codes_with_text() -> None:
    document = _lime(
        [
            "id. Response ID",
            "submitdate. Date submitted",
            "lastpage. Last page",
            "startlanguage. Start language",
            "G1Q1[SQ001]. Quels sujets ? [Cambriolages, vols]",
            "G1Q1[SQ002]. Quels sujets ? [Incivilités]",
            "G1Q1[other]. Quels sujets ? [Autre]",
            "G1Q2. Avez-vous déposé plainte ?",
            "G1Q3. Vos propositions",
        ]
    )
    found = answers(document)
    assert (found.platform, found.unfinished, len(found.rows)) == ("LimeSurvey", 1, 11)
    assert any("inachevée" in notice for notice in document.notices)
    assert 9 not in found.numbers
    subjects = question(document, "Quels sujets ?")
    assert (subjects.kind, subjects.code) == ("multiple", "G1Q1")
    assert subjects.options == ("Cambriolages, vols", "Incivilités", "Autre")
    assert question(document, "Avez-vous déposé plainte ?").options[:2] == ("Oui", "Non")
    assert ("Quels sujets ? – Autre", "le bruit des quads la nuit") in {(b.title, b.text) for b in document.blocks}


def test_limesurvey_codes_alone() -> None:
    document = _lime(
        ["id", "submitdate", "lastpage", "startlanguage", "Q1[SQ001]", "Q1[SQ002]", "Q1[other]", "Q2", "Q3"]
    )
    assert answers(document).unfinished == 1
    assert kinds(document)["Q1"] == "multiple"
    assert kinds(document)["Q2"] == "fermee"
    assert kinds(document)["Q3"] == "ouverte"


def test_limesurvey_array_and_not_shown() -> None:
    header = ["id", "submitdate", "lastpage", "Q1[SQ001]. Jugez-vous efficace ? [La police]", "Q2. Pourquoi ?"]
    levels = ("Très efficace", "Efficace", "Peu efficace", "N/A")
    rows = [[i, "2024-03-01 10:00:00", 2, levels[i % 4], PROPOSALS[i % 6]] for i in range(12)]
    document = read("tableau.csv", as_csv([header, *rows]))
    police = question(document, "Jugez-vous efficace ? – La police")
    assert police.kind == "echelle"
    assert "N/A" not in {row[3] for row in answers(document).rows}


def test_framaforms_three_header_rows() -> None:
    rows: list[list[object]] = [
        ["Votre avis sur la sécurité", "", "", "", "", "", "", ""],
        ["Informations sur la soumission", "", "", "", "Sujets de préoccupation", "", "", ""],
        [
            "Serial",
            "SID",
            "Submitted Time",
            "IP Address",
            "Cambriolages",
            "Nuisances",
            "Satisfait ?",
            "Vos propositions",
        ],
    ]
    for i in range(10):
        rows.append(
            [
                i + 1,
                900 + i,
                f"01/03/2024 - 10:0{i}",
                f"10.0.0.{i}",
                "X" if i % 2 else "",
                "X" if i % 3 else "",
                ("Oui", "Non")[i % 2],
                PROPOSALS[i % 6],
            ]
        )
    document = read("framaforms.csv", as_csv(rows, "\t"))
    assert answers(document).platform == "Framaforms"
    subjects = question(document, "Sujets de préoccupation")
    assert (subjects.kind, subjects.options) == ("multiple", ("Cambriolages", "Nuisances"))
    assert kinds(document)["Satisfait ?"] == "fermee"
    assert kinds(document)["Vos propositions"] == "ouverte"
    assert {kinds(document)[title] for title in ("Serial", "SID", "IP Address")} == {"technique"}
    assert answers(document).numbers[0] == 4


def test_sphinx_codes_with_a_dictionary_sheet() -> None:
    header = ["1. Vous êtes", "2. Jugez-vous la police visible ?", "3. Sujets", "4. Vos suggestions"]
    rows = [[i % 3 + 1, i % 4 + 1, ("1;2", "2", "1;3")[i % 3], PROPOSALS[i % 6]] for i in range(12)]
    codes = [
        ["Question", "Code", "Libellé"],
        ["1. Vous êtes", 1, "Habitant"],
        ["", 2, "Commerçant"],
        ["", 3, "Élu"],
        ["2. Jugez-vous la police visible ?", 1, "Tout à fait"],
        ["", 2, "Plutôt oui"],
        ["", 3, "Plutôt non"],
        ["", 4, "Pas du tout"],
        ["3. Sujets", 1, "Vols"],
        ["", 2, "Bruit"],
        ["", 3, "Drogue, alcool"],
    ]
    document = read("sphinx.xlsx", as_xlsx({"Données": [header, *rows], "Dictionnaire": codes}))
    assert set(question(document, "Vous êtes").options) == {"Habitant", "Commerçant", "Élu"}
    visible = question(document, "Jugez-vous la police visible ?")
    assert (visible.kind, visible.options) == ("echelle", ("Tout à fait", "Plutôt oui", "Plutôt non", "Pas du tout"))
    assert set(question(document, "Sujets").options) == {"Vols", "Bruit", "Drogue, alcool"}
    assert kinds(document)["Vos suggestions"] == "ouverte"
    assert any("codes" in notice for notice in document.notices)


def test_demarches_simplifiees() -> None:
    header = ["ID", "Email", "Civilité", "Nom", "Prénom", "Archivé", "État du dossier", "Dernière mise à jour le"]
    header += ["Déposé le", "Instructeurs", "Votre commune", "Êtes-vous satisfait ?", "Vos attentes"]
    rows = [
        [
            1000 + i,
            f"a{i}@exemple.fr",
            "Mme",
            "Exemple",
            "Jeanne",
            "false",
            "En construction",
            "2024-03-01 10:00",
            "2024-03-01 09:00",
            "",
            f"Commune-{i}",
            ("Oui", "Non")[i % 2],
            PROPOSALS[i % 6],
        ]
        for i in range(12)
    ]
    document = read("dossiers.csv", as_csv([header, *rows]))
    assert answers(document).platform == "Démarches simplifiées"
    shown = {title for title, kind in kinds(document).items() if kind != "technique"}
    assert shown == {"Êtes-vous satisfait ?", "Vos attentes"}


def test_surveymonkey_two_header_rows() -> None:
    header = ["Respondent ID", "Collector ID", "Start Date", "Quels sujets ?", "", "Vos idées pour la commune"]
    below = ["", "", "", "Vols", "Bruit", "Open-Ended Response"]
    rows = [
        [11800 + i, 77, f"03/01/2024 10:{i:02d}", "Vols" if i % 2 else "", "Bruit" if i % 3 else "", PROPOSALS[i % 6]]
        for i in range(10)
    ]
    document = read("monkey.xlsx", as_xlsx({"Sheet": [header, below, *rows]}))
    assert answers(document).platform == "SurveyMonkey"
    assert question(document, "Quels sujets ?").options == ("Vols", "Bruit")
    assert kinds(document)["Vos idées pour la commune"] == "ouverte"


def test_qualtrics_three_header_rows() -> None:
    header = ["StartDate", "ResponseId", "RecordedDate", "Finished", "Q1", "Q2"]
    texts = ["Start Date", "Response ID", "Recorded Date", "Finished", "Êtes-vous satisfait ?", "Que proposez-vous ?"]
    ids = [f'{{"ImportId":"{name}"}}' for name in header]
    rows = [
        [
            "2024-03-01 10:00:00",
            f"R_{i}",
            "2024-03-01 10:05:00",
            "False" if i == 3 else "True",
            ("Oui", "Non")[i % 2],
            PROPOSALS[i % 6],
        ]
        for i in range(10)
    ]
    document = read("qualtrics.csv", as_csv([header, texts, ids, *rows]))
    assert answers(document).unfinished == 1
    assert kinds(document)["Êtes-vous satisfait ?"] == "fermee"
    assert kinds(document)["Que proposez-vous ?"] == "ouverte"
    assert answers(document).numbers[0] == 4
