"""A story of an RTF file (body, header, note) as it is being read: paragraphs and the rows of tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assises_nlp.ingest.grid import Cell, join_paragraphs, table_blocks
from assises_nlp.ingest.patterns import TYPED_MARKER
from assises_nlp.ingest.text import RichText
from assises_nlp.records import Block, BlockKind


class Story:
    """Collects text; the attributes are the properties of the paragraph under way, that ``\\pard`` resets."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._rich = RichText()
        self._after: list[Block] = []
        self._surrogate = ""
        self._cell: list[Block] = []
        self._row: list[tuple[str, tuple[tuple[int, int], ...]]] = []
        self._definitions: list[bool] = []
        self._merged = False
        self._header = False
        self._cells: list[Cell] = []
        self._rows = 0
        self._tables = 0
        self.in_table = self.is_item = False
        self.heading: int | None = None
        self.level = 0

    def add(self, text: str, *, bold: bool) -> None:
        """Add text; the two halves of a character beyond the basic plane may come one after the other."""
        if self._surrogate or any("\ud800" <= character <= "\udfff" for character in text):
            text = self._surrogate + text
            self._surrogate = text[-1] if "\ud800" <= text[-1] <= "\udbff" else ""
            text = text[: len(text) - len(self._surrogate)]
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        self._rich.add(text, bold=bold)

    def after(self, blocks: Sequence[Block]) -> None:
        """Blocks of a note or text box anchored in the paragraph under way."""
        self._after.extend(replace(block, kind="textbox", table=None, row=None, column=None) for block in blocks)

    def reset(self) -> None:
        self.in_table = self.is_item = False
        self.heading, self.level = None, 0

    def paragraph(self) -> None:
        """End a paragraph, of a cell or of the story."""
        text, bold = self._rich.result()
        self._rich = RichText()
        if self.in_table:
            if text:
                self._cell.append(Block(text, bold=bold))
            return
        self._end_table()
        if text and self.heading is not None:
            self._blocks.append(Block(text, kind="heading", level=self.heading, bold=bold))
        elif text and self.is_item:
            self._blocks.append(Block(text, kind="list_item", level=self.level + 1, bold=bold))
        elif text:
            kind: BlockKind = "list_item" if TYPED_MARKER.match(text) else "paragraph"
            self._blocks.append(Block(text, kind=kind, bold=bold))
        self._blocks.extend(self._after)
        self._after = []

    def table_word(self, word: str) -> None:
        if word in {"cell", "nestcell"}:
            self.in_table = True
            self.paragraph()
            self._row.append(join_paragraphs(self._cell))
            self._cell = []
        elif word in {"row", "nestrow"}:
            self._end_row()
        elif word == "trowd":
            self._definitions, self._merged, self._header = [], False, False
        elif word in {"clvmrg", "clmrg"}:
            self._merged = True
        elif word == "cellx":
            self._definitions.append(self._merged)
            self._merged = False
        elif word == "trhdr":
            self._header = True

    def _end_row(self) -> None:
        if not self._row:
            return
        self._rows += 1
        for index, (text, bold) in enumerate(self._row):
            if not (index < len(self._definitions) and self._definitions[index]):
                self._cells.append(Cell(text, self._rows, index + 1, 1, bold, self._header))
        self._row = []

    def _end_table(self) -> None:
        self._end_row()
        if not self._rows:
            return
        if self._rows == 1 and len(self._cells) == 1:
            cell = self._cells[0]
            self._blocks.extend(Block(line) for line in cell.text.split("\n") if line)
        else:
            self._tables += 1
            self._blocks.extend(table_blocks(self._cells, self._tables))
        self._cells, self._rows = [], 0

    def end(self) -> list[Block]:
        """All blocks, a last paragraph without its mark included."""
        if self._cell or (self.in_table and self._rich):
            self.table_word("cell")
        self.in_table = False
        self.paragraph()
        return self._blocks
