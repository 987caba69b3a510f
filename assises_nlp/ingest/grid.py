"""Cells of a table in a text document -> blocks that know the title of their column.

A column's title is the header row that the file declares or, failing that, a first row that looks like one: short
cells, without a final stop, all bold or worded as such titles are. A two-column table whose *first column* looks like
that (« Points forts | … ») gives its rows' titles instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assises_nlp.ingest.patterns import COLUMN_TITLE
from assises_nlp.records import Block

_LONGEST_TITLE = 80
_MOSTLY = 0.8


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell that holds text. ``row`` and ``column`` are 1-based; merged cells count once, at their first place."""

    text: str
    row: int
    column: int
    span: int = 1
    bold: tuple[tuple[int, int], ...] = ()
    header: bool = False
    page: int | None = None
    line: int | None = None

    @property
    def is_bold(self) -> bool:
        return sum(end - start for start, end in self.bold) >= _MOSTLY * len(self.text)

    @property
    def is_short(self) -> bool:
        return len(self.text) <= _LONGEST_TITLE and not self.text.endswith((".", ";", "!", "…"))

    @property
    def is_cue(self) -> bool:
        return COLUMN_TITLE.match(self.text) is not None


def table_blocks(cells: Sequence[Cell], table: int) -> list[Block]:
    """Blocks of kind ``cell``, row by row, empty cells left out."""
    cells = sorted((cell for cell in cells if cell.text), key=lambda cell: (cell.row, cell.column))
    if not cells:
        return []
    width = max(cell.column + cell.span - 1 for cell in cells)
    by_column, last_header = _column_titles(cells, width)
    by_row = {} if by_column else _row_titles(cells, width)
    blocks = []
    for cell in cells:
        title = None
        if cell.row > last_header and cell.span < max(width, 2):
            title = by_column.get(cell.column)
        if cell.column > 1 and title is None:
            title = by_row.get(cell.row)
        blocks.append(
            Block(
                cell.text,
                kind="cell",
                page=cell.page,
                line=cell.line,
                table=table,
                row=cell.row,
                column=cell.column,
                title=title,
                bold=cell.bold,
            )
        )
    return blocks


def _rows(cells: Sequence[Cell]) -> list[list[Cell]]:
    rows: dict[int, list[Cell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    return [rows[number] for number in sorted(rows)]


def _column_titles(cells: Sequence[Cell], width: int) -> tuple[dict[int, str], int]:
    """Titles by column, and the row of the last header (0: no header row)."""
    rows = _rows(cells)
    while len(rows) > 1 and len(rows[0]) == 1 and width > 1 and rows[0][0].span >= width:
        rows = rows[1:]  # a title over the whole table
    header_rows = []
    for row in rows:
        if not any(cell.header for cell in row):
            break
        header_rows.append(row)
    if len(header_rows) == len(rows):
        header_rows = []  # nothing below: flagged by mistake
    if not header_rows and len(rows) > 1 and _looks_like_header(rows[0], rows[1:]):
        header_rows = [rows[0]]
    titles: dict[int, str] = {}
    for row in header_rows:
        for cell in row:
            for column in range(cell.column, cell.column + cell.span):
                titles[column] = " ".join(cell.text.split("\n"))
    return titles, header_rows[-1][0].row if header_rows else 0


def _looks_like_header(first: Sequence[Cell], others: Sequence[Sequence[Cell]]) -> bool:
    if len(first) < 2 or not all(cell.is_short for cell in first):
        return False
    below = [cell for row in others for cell in row]
    if all(cell.is_bold for cell in first) and not all(cell.is_bold for cell in below):
        return True
    return sum(cell.is_cue for cell in first) * 2 > len(first)


def _row_titles(cells: Sequence[Cell], width: int) -> dict[int, str]:
    if width != 2:
        return {}
    first = [cell for cell in cells if cell.column == 1 and cell.span == 1]
    second = [cell for cell in cells if cell.column == 2]
    if len(first) < 2 or not second or not all(cell.is_short for cell in first):
        return {}
    bold = all(cell.is_bold for cell in first) and not any(cell.is_bold for cell in second)
    if bold or all(cell.is_cue for cell in first):
        return {cell.row: cell.text.replace("\n", " ") for cell in first}
    return {}


def join_paragraphs(blocks: Sequence[Block]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The paragraphs of one cell as one text, a line each, with their bold spans."""
    spans: list[tuple[int, int]] = []
    offset = 0
    for block in blocks:
        spans.extend((start + offset, end + offset) for start, end in block.bold)
        offset += len(block.text) + 1
    return "\n".join(block.text for block in blocks), tuple(spans)
