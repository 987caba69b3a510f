"""Questionnaires built in the tests, and short ways to ask what was read of them."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Sequence
from pathlib import Path

from assises_nlp.ingest.hints import DocumentHint
from assises_nlp.ingest.tables import read_table
from assises_nlp.records import Answers, Document, Question

PROPOSALS = (
    "Remettre de la lumière près de la gare après 22 h.",
    "Je ne vois jamais de patrouille dans mon village.",
    "RAS",
    "plus de patrouilles",
    "Que la gendarmerie vienne au collège parler du harcèlement.",
    "Une permanence en mairie le samedi matin serait utile.",
)


def read(name: str, data: bytes, hint: DocumentHint | None = None) -> Document:
    return read_table(Path(name), data, hashlib.sha256(data).hexdigest(), hint)


def as_csv(rows: Sequence[Sequence[object]], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode(encoding)


def as_xlsx(sheets: dict[str, Sequence[Sequence[object]]], merged: dict[str, Sequence[str]] | None = None) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    del book["Sheet"]
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        for span in (merged or {}).get(name, ()):
            sheet.merge_cells(span)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def answers(document: Document) -> Answers:
    assert document.answers is not None
    return document.answers


def kinds(document: Document) -> dict[str, str]:
    return {question.title: question.kind for question in answers(document).questions}


def question(document: Document, title: str) -> Question:
    return next(q for q in answers(document).questions if q.title == title)


def as_ods(name: str, rows: Sequence[Sequence[object]]) -> bytes:
    from odfdo import Cell, Row, Table
    from odfdo import Document as Odf

    book = Odf("spreadsheet")
    book.body.clear()
    table = Table(name)
    for values in rows:
        row = Row()
        for value in values:
            row.append_cell(Cell() if value is None else Cell(value))
        table.append_row(row)
    book.body.append(table)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
