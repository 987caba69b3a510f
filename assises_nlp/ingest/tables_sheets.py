"""Workbooks (xlsx, xlsm, xls, ods) through python-calamine, after a look at what they would take in memory."""

from __future__ import annotations

import io
import logging
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from assises_nlp.ingest.errors import UnreadableInput
from assises_nlp.ingest.tables_cells import Row, cell_text, shared

logger = logging.getLogger(__name__)

_MAX_CELLS = 60_000_000
_MAX_BYTES = 3_000_000_000
_CHUNK = 1 << 20
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")

ENCRYPTED = (
    "Le fichier est protégé par un mot de passe\u00a0: ouvrez-le, retirez la protection et enregistrez-le de nouveau."
)
DAMAGED = (
    "Le fichier est endommagé ou n’est pas un classeur\u00a0: ouvrez-le dans votre tableur et enregistrez-le "
    "au format xlsx ou ods."
)
TOO_LARGE = (
    "Le classeur déclare plus de cellules qu’il n’en contient\u00a0: copiez les réponses dans un classeur neuf, "
    "ou exportez-les en CSV."
)
WEB_PAGE = (
    "Ce fichier est une page web nommée comme un classeur\u00a0: ouvrez-le dans votre tableur et enregistrez-le "
    "au format xlsx ou ods."
)


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet as it is: ``rows[0]`` is row 1 of the office program, ``merged`` holds 0-based ((row, column), (row,
    column)).
    """

    name: str | None
    rows: list[Row]
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()
    hidden: bool = False


def looks_like_workbook(data: bytes) -> bool:
    """True for a zip archive or an OLE container, whatever the file's name says."""
    return data.startswith((b"PK\x03\x04", _OLE))


def open_workbook(stream: IO[bytes]) -> Any:
    """A calamine workbook over an open binary file.

    Raises:
        UnreadableInput: encrypted, damaged, or larger than the memory that a questionnaire may take.
    """
    import python_calamine as calamine

    head = stream.read(512)
    stream.seek(0)
    if head.lstrip()[:1] == b"<":
        raise UnreadableInput(WEB_PAGE)
    if head.startswith(b"PK"):
        _check_archive(stream)
    elif head.startswith(_OLE) and _mentions(stream, "EncryptedPackage"):
        raise UnreadableInput(ENCRYPTED)
    stream.seek(0)
    try:
        return calamine.CalamineWorkbook.from_filelike(stream)
    except calamine.PasswordError:
        raise UnreadableInput(ENCRYPTED) from None
    except Exception as error:
        logger.info("calamine: %s", error)
        raise UnreadableInput(DAMAGED) from error


def _mentions(stream: IO[bytes], name: str) -> bool:
    """True where an OLE directory entry has that name (UTF-16), as in an encrypted Office file."""
    stream.seek(0)
    return name.encode("utf-16-le") in stream.read(64 << 20)


def _check_archive(stream: IO[bytes]) -> None:
    """Refuse an archive that would exhaust the memory: calamine allocates a dense sheet and a failure there ends
    the process.
    """
    try:
        with zipfile.ZipFile(stream) as archive:
            if sum(info.file_size for info in archive.infolist()) > _MAX_BYTES:
                raise UnreadableInput(TOO_LARGE)
            names = archive.namelist()
            if (
                "META-INF/manifest.xml" in names
                and b"encryption-data" in archive.read("META-INF/manifest.xml")[:_CHUNK]
            ):
                raise UnreadableInput(ENCRYPTED)
            for name in names:
                if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                    with archive.open(name) as part:
                        _check_xlsx_sheet(part)
            if "content.xml" in names:
                with archive.open("content.xml") as part:
                    _check_ods(part)
    except UnreadableInput:
        raise
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        OSError,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ) as error:
        logger.info("zip: %s", error)
        raise UnreadableInput(DAMAGED) from error


def _chunks(part: IO[bytes]) -> Iterator[bytes]:
    """The text of an XML part in pieces that end between two tags."""
    rest = b""
    while block := part.read(_CHUNK):
        block = rest + block
        cut = block.rfind(b">") + 1
        rest = block[cut:]
        if len(rest) > 64 * _CHUNK:
            raise UnreadableInput(TOO_LARGE)
        yield block[:cut]


_XLSX_CELL = re.compile(rb'<c\b[^>]*?\br="([A-Z]{1,4})(\d{1,8})"')


def _check_xlsx_sheet(part: IO[bytes]) -> None:
    columns: set[bytes] = set()
    last = 0
    for chunk in _chunks(part):
        for column, row in _XLSX_CELL.findall(chunk):
            columns.add(column)
            last = max(last, int(row))
    if columns:
        widest = max(columns, key=lambda column: (len(column), column))
        width = 0
        for letter in widest:
            width = width * 26 + letter - 64
        if width * last > _MAX_CELLS:
            raise UnreadableInput(TOO_LARGE)


_ODS_TAG = re.compile(
    rb"<table:(table-row|table-cell|covered-table-cell)\b([^>]*?)(/?)>|<(/table:table-row)>|<(table:table)\b"
)
_REPEATED = re.compile(rb'number-(?:rows|columns)-repeated="(\d{1,9})"')


def _check_ods(part: IO[bytes]) -> None:
    """Rows and cells that hold something, with their repetitions; empty ones at the end cost nothing."""
    width = height = row_repeat = column = row_width = pending = 0
    for chunk in _chunks(part):
        for kind, attributes, closed, row_end, sheet in _ODS_TAG.findall(chunk):
            if sheet:
                width = height = pending = 0
            elif row_end:
                pending += row_repeat
                if row_width:
                    height, width, pending = height + pending, max(width, row_width), 0
                if height * width > _MAX_CELLS:
                    raise UnreadableInput(TOO_LARGE)
            else:
                match = _REPEATED.search(attributes)
                times = int(match.group(1)) if match else 1
                if kind == b"table-row":
                    row_repeat, column, row_width = times, 0, 0
                    pending += times if closed else 0
                else:
                    column += times
                    row_width = column if not closed or b"value" in attributes else row_width


def sheet_names(workbook: Any) -> list[tuple[str, bool]]:
    """Name of each worksheet, with True for those that are hidden."""
    return [
        (data.name, str(data.visible).rsplit(".", 1)[-1] != "Visible")
        for data in workbook.sheets_metadata
        if str(data.typ).rsplit(".", 1)[-1] == "WorkSheet"
    ]


def load_sheet(workbook: Any, name: str) -> Any:
    """The calamine sheet of that name, read in one go by the library.

    Raises:
        UnreadableInput: the sheet's XML is damaged.
    """
    try:
        return workbook.get_sheet_by_name(name)
    except Exception as error:
        logger.info("calamine sheet: %s", error)
        raise UnreadableInput(DAMAGED) from error


def sheet_rows(sheet: Any) -> Iterator[Row]:
    """The rows of a sheet from row 1, as text, each with the columns from A; short values are shared in memory."""
    left = ("",) * (sheet.start[1] if sheet.start else 0)
    for values in sheet.iter_rows():
        yield left + tuple(shared(cell_text(value)) for value in values)


def read_grids(data: bytes) -> list[Grid]:
    """Every worksheet that holds something, in the workbook's order.

    Raises:
        UnreadableInput: see :func:`open_workbook`.
    """
    workbook = open_workbook(io.BytesIO(data))
    grids = []
    for name, hidden in sheet_names(workbook):
        sheet = load_sheet(workbook, name)
        rows = list(sheet_rows(sheet))
        if any(any(row) for row in rows):
            grids.append(Grid(name, rows, tuple(sheet.merged_cell_ranges or ()), hidden))
    return grids


def stream_sheet(path: Path, sheet: str | None) -> tuple[Iterator[Row], str, list[str]]:
    """Rows of one sheet (the first that holds something, or the named one), its name, and the other sheets' names."""
    with path.open("rb") as stream:
        workbook = open_workbook(io.BytesIO(stream.read()))
    names = sheet_names(workbook)
    visible = [name for name, hidden in names if not hidden] or [name for name, _ in names]
    wanted = [named_sheet(sheet, [name for name, _ in names])] if sheet is not None else visible
    for name in wanted:
        candidate = load_sheet(workbook, name)
        if candidate.start is not None:
            return sheet_rows(candidate), name, [other for other in visible if other != name]
    raise UnreadableInput("Le classeur est vide\u00a0: vérifiez que vous avez choisi le bon fichier.")


def named_sheet(sheet: str, names: list[str]) -> str:
    """The sheet that the user names, case and outer spaces aside.

    Raises:
        UnreadableInput: there is none.
    """
    for name in names:
        if name.strip().casefold() == sheet.strip().casefold():
            return name
    known = ", ".join(f"«\u00a0{name}\u00a0»" for name in names)
    raise UnreadableInput(f"La feuille «\u00a0{sheet}\u00a0» est introuvable\u00a0: choisissez parmi {known}.")
