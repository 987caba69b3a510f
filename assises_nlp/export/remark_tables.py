"""``remarques.csv`` and ``remarques.xlsx``: one row a remark, in the order of the sources and of their text."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator
from typing import Any

from assises_nlp.export.annexes import FICTITIOUS, reason
from assises_nlp.export.clean import clean, guard_cell
from assises_nlp.export.french import locator_fr
from assises_nlp.export.sources import Dossier
from assises_nlp.records import Remark

COLUMNS = [
    "id",
    "texte",
    "theme",
    "theme_secondaire",
    "confiance_theme",
    "nature",
    "confiance_nature",
    "sujet",
    "document",
    "date",
    "lieu",
    "public",
    "interlocuteur",
    "emplacement",
    "statut",
    "groupe",
    "poids",
]
_NUMBERS = frozenset({"confiance_theme", "confiance_nature", "poids"})
_WIDTHS = {"id": 14, "texte": 90, "sujet": 30, "document": 34, "interlocuteur": 22, "emplacement": 30, "groupe": 14}
_CELL_LIMIT = 32_767
"""Characters that a cell of xlsx can hold; a longer remark is whole in the csv."""

Cell = str | int | float


def rows(dossier: Dossier) -> Iterator[dict[str, Cell]]:
    """The rows, by column name; an unlabelled remark has empty cells."""
    for remark in dossier.remarks:
        yield _row(remark, dossier)


def _row(remark: Remark, dossier: Dossier) -> dict[str, Cell]:
    label = dossier.labels.get(remark.id)
    meeting = dossier.by_document[remark.document].meeting
    return {
        "id": remark.id,
        "texte": clean(remark.text),
        "theme": label.theme if label else "",
        "theme_secondaire": (label.secondary_theme if label else None) or "",
        "confiance_theme": round(label.theme_confidence, 4) if label else "",
        "nature": label.nature if label else "",
        "confiance_nature": round(label.nature_confidence, 4) if label else "",
        "sujet": clean(dossier.remark_topics.get(remark.id, "")),
        "document": clean(meeting.name),
        "date": meeting.date or "",
        "lieu": clean(meeting.place or ""),
        "public": clean(meeting.audience or ""),
        "interlocuteur": clean(remark.role or ""),
        "emplacement": clean(locator_fr(remark.locator)),
        "statut": dossier.status(remark.id),
        "groupe": dossier.groups.get(remark.id, remark.id),
        "poids": remark.weight,
    }


def remarks_csv(dossier: Dossier) -> bytes:
    """UTF-8 with BOM, ``;``, decimal points, CRLF; no cell is a formula (see :func:`guard_cell`, which is
    reversible).
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows(dossier):
        writer.writerow([guard_cell(value) if isinstance(value, str) else value for value in row.values()])
    return b"\xef\xbb\xbf" + buffer.getvalue().encode()


def remarks_xlsx(dossier: Dossier) -> bytes:
    """The same rows as a workbook: every text cell is stored as text, so nothing needs a guard."""
    import xlsxwriter

    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        properties: dict[str, Any] = {"title": "Remarques", "author": "Assises NLP", "created": dt.datetime(2000, 1, 1)}
        book.set_properties(properties)
        _remark_sheet(book, dossier)
        _check_sheet(book, dossier)
        _source_sheet(book, dossier)
        _notice_sheet(book, dossier)
    return buffer.getvalue()


_CHECK_COLUMNS = (("id", 14), ("motif", 44), ("source", 10), ("emplacement", 40), ("texte", 90))


def _check_sheet(book: Any, dossier: Dossier) -> None:
    """The remarks that wait for a person, each with its reason and the words that weighed in its class."""
    sheet = book.add_worksheet("À vérifier")
    head = book.add_format({"bold": True, "bg_color": "#E6EAF2", "border": 1, "valign": "top"})
    body = book.add_format({"text_wrap": True, "valign": "top"})
    for index, (column, width) in enumerate(_CHECK_COLUMNS):
        sheet.set_column(index, index, width, body)
        sheet.write_string(0, index, column, head)
    waiting = [remark for remark in dossier.remarks if dossier.status(remark.id) == "a_verifier"]
    for count, remark in enumerate(waiting, 1):
        label = dossier.labels.get(remark.id)
        hint = f". {label.reason}" if label and label.reason and not remark.withheld else ""
        code, place = dossier.source(remark.id).code, locator_fr(remark.locator)
        for index, value in enumerate((remark.id, reason(remark) + hint, code, place, remark.text)):
            sheet.write_string(count, index, clean(value)[:_CELL_LIMIT], body)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(waiting), 1), len(_CHECK_COLUMNS) - 1)


_SOURCE_COLUMNS = (
    *(("repère", 10), ("source", 60), ("date", 12), ("lieu", 40), ("public", 26), ("document", 50), ("remarques", 12)),
)


def _source_sheet(book: Any, dossier: Dossier) -> None:
    """What the codes of the documents stand for, and the file behind each."""
    sheet = book.add_worksheet("Sources")
    head = book.add_format({"bold": True, "bg_color": "#E6EAF2", "border": 1, "valign": "top"})
    body = book.add_format({"text_wrap": True, "valign": "top"})
    for index, (column, width) in enumerate(_SOURCE_COLUMNS):
        sheet.set_column(index, index, width, body)
        sheet.write_string(0, index, column, head)
    for count, source in enumerate(dossier.sources, 1):
        meeting = source.meeting
        cells = (source.code, source.title, meeting.date or "", meeting.place or "", source.audience, meeting.name)
        for index, value in enumerate(cells):
            sheet.write_string(count, index, clean(value)[:_CELL_LIMIT], body)
        sheet.write_number(count, len(cells), source.remarks, body)
    sheet.freeze_panes(1, 0)


def _remark_sheet(book: Any, dossier: Dossier) -> None:
    sheet = book.add_worksheet("Remarques")
    head = book.add_format({"bold": True, "bg_color": "#E6EAF2", "border": 1, "valign": "top"})
    body = book.add_format({"text_wrap": True, "valign": "top"})
    for index, column in enumerate(COLUMNS):
        sheet.set_column(index, index, _WIDTHS.get(column, 16), body)
        sheet.write_string(0, index, column, head)
    count = 0
    for count, row in enumerate(rows(dossier), 1):
        for index, (column, value) in enumerate(row.items()):
            if column in _NUMBERS and not isinstance(value, str):
                sheet.write_number(count, index, value, body)
            elif value != "":
                sheet.write_string(count, index, str(value)[:_CELL_LIMIT], body)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(count, 1), len(COLUMNS) - 1)
    sheet.repeat_rows(0)
    if dossier.synthesis.fictitious:
        sheet.set_header(f"&C&B{FICTITIOUS}")
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


_NOTICE = (
    "Document de travail interne : une ligne par remarque, sans les noms de personnes.",
    "« statut » : utilisee (appuie une ligne du bilan), annexe (non retenue), procedurale, "
    "non_informative, a_verifier.",
    "Feuille « À vérifier » : les remarques que le programme ne classe pas avec assez de certitude, et celles dont le "
    "texte est à relire avant tout usage (adresse, immatriculation, histoire d’une personne).",
    "Feuille « Sources » : ce que désignent les repères (E1, Q2…) des documents. Un mot d’un nom de fichier qui pourrait "
    "être un nom de personne y est remplacé par « … », suivi du début de l’empreinte du fichier (voir manifeste.json).",
    "« groupe » : les réponses identiques portent le même groupe ; chacune reste une voix.",
    "« poids » : 1 pour une voix, 0 pour les récapitulations, présentations et données des services.",
    "« confiance_theme » et « confiance_nature » : probabilités entre 0 et 1.",
    "Dans « remarques.csv », un ’ est ajouté devant une cellule qui commence par = + - @ ou une "
    "tabulation, afin qu’aucun "
    "tableur ne la prenne pour une formule ; retirez ce premier signe pour retrouver le texte exact.",
)


def _notice_sheet(book: Any, dossier: Dossier) -> None:
    from assises_nlp.export.french import typeset

    sheet = book.add_worksheet("Lisez-moi")
    sheet.set_column(0, 0, 120, book.add_format({"text_wrap": True, "valign": "top"}))
    notices = (f"{FICTITIOUS}.", *_NOTICE) if dossier.synthesis.fictitious else _NOTICE
    for index, notice in enumerate(notices):
        sheet.write_string(index, 0, typeset(notice))
