"""Rows of a table one at a time, for ``assises classer``: bounded memory on hundreds of thousands of rows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from types import TracebackType
from typing import Self

from assises_nlp.ingest.errors import UnreadableInput
from assises_nlp.ingest.tables_cells import Row, fold
from assises_nlp.ingest.tables_csv import open_text
from assises_nlp.ingest.tables_layout import NO_HEADER, header_span
from assises_nlp.ingest.tables_sheets import WEB_PAGE, looks_like_workbook, stream_sheet

_HEAD = 60


@dataclass(slots=True)
class Table:
    """An open table. ``columns`` are the header's titles, made unique; ``rows`` gives each row that holds
    something once, as
    ``(number in the office program, texts in the order of columns)``. To be closed, or used with ``with``.
    """

    columns: tuple[str, ...]
    rows: Iterator[tuple[int, Row]]
    format: str
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    notices: tuple[str, ...] = ()
    _stack: ExitStack = field(default_factory=ExitStack, repr=False)

    def __iter__(self) -> Iterator[Row]:
        return (row for _, row in self.rows)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._stack.close()

    def column(self, name: str) -> int:
        """0-based index of a column by its title, case, accents and spaces aside.

        Raises:
            UnreadableInput: no column, or several, have that title.
        """
        for found in (
            [i for i, title in enumerate(self.columns) if title == name],
            [i for i, title in enumerate(self.columns) if fold(title) == fold(name)],
        ):
            if len(found) == 1:
                return found[0]
        known = ", ".join(f"«\u00a0{title}\u00a0»" for title in self.columns[:20])
        raise UnreadableInput(f"La colonne «\u00a0{name}\u00a0» est introuvable\u00a0: choisissez parmi {known}.")


def open_table(path: Path, sheet: str | None = None) -> Table:
    """Open a csv, tsv, xlsx, xlsm, xls or ods file as a stream of rows.

    A csv is never held in memory; a workbook's sheet is held once by the library that reads it, not as Python objects.
    Blank rows are passed over; total rows are kept, since the output has the rows of the input.

    Raises:
        UnreadableInput: missing, empty, encrypted or damaged, or no such sheet.
    """
    suffix = path.suffix.lower()
    stack = ExitStack()
    try:
        stream = stack.enter_context(path.open("rb"))
    except OSError:
        raise UnreadableInput(
            f"Le fichier «\u00a0{path.name}\u00a0» est introuvable ou illisible\u00a0: vérifiez son chemin."
        ) from None
    try:
        head = stream.read(2048)
        stream.seek(0)
        if not head.strip():
            raise UnreadableInput("Le fichier est vide\u00a0: vérifiez que vous avez choisi le bon fichier.")
        if looks_like_workbook(head):
            stack.close()
            source, name, others = stream_sheet(path, sheet)
            notices = (f"Seule la feuille «\u00a0{name}\u00a0» est lue.",) if others else ()
            return _table(source, Table((), iter(()), suffix.lstrip("."), None, None, name, notices, stack))
        if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
            raise UnreadableInput(WEB_PAGE)
        rows, layout, lines = open_text(stream, suffix)
        stack.enter_context(lines)
        form = "tsv" if suffix == ".tsv" else "csv"
        return _table(rows, Table((), iter(()), form, layout.encoding, layout.delimiter, None, (), stack))
    except BaseException:
        stack.close()
        raise


def _table(source: Iterator[Row], table: Table) -> Table:
    head = list(islice(source, _HEAD))
    span = header_span(head)
    if not any(any(row) for row in head):
        raise UnreadableInput(
            "Le tableau est vide dans ses soixante premières lignes\u00a0: supprimez les lignes vides du début."
        )
    if span is None:
        width, start, titles = max(map(len, head)), 0, tuple[Row, ...]()
        table.notices += (NO_HEADER,)
    else:
        start, titles = span[1] + 1, tuple(head[span[0] : span[1] + 1])
        most = max(map(len, titles))
        width = max(_used(row[:most]) for row in head)
    table.columns = _names(titles, width)
    numbered = enumerate(chain(head[start:], source), start=start + 1)
    table.rows = ((number, _fit(row, width, table.delimiter)) for number, row in numbered if any(row))
    return table


def _used(row: Row) -> int:
    return max((i + 1 for i, cell in enumerate(row) if cell), default=0)


def _names(titles: tuple[Row, ...], width: int) -> tuple[str, ...]:
    names: list[str] = []
    seen: set[str] = set()
    for i in range(width):
        parts = [" ".join(row[i].split()) for row in titles if i < len(row) and row[i]]
        name = " – ".join(dict.fromkeys(parts)) or f"Colonne {i + 1}"
        rank, unique = 1, name
        while unique in seen:
            rank += 1
            unique = f"{name} ({rank})"
        seen.add(unique)
        names.append(unique)
    return tuple(names)


def _fit(row: Row, width: int, delimiter: str | None) -> Row:
    """As many cells as columns; what overflows a line of text goes back to the last column, where it was cut from."""
    if len(row) < width:
        return row + ("",) * (width - len(row))
    if len(row) > width and any(row[width:]):
        return (*row[: width - 1], (delimiter or " ").join(cell for cell in row[width - 1 :] if cell))
    return row[:width]
