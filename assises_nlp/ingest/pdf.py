"""PDF files with a text layer, by pdfplumber: reading order, page furniture, paragraphs, ruled tables.

A PDF knows characters and places, no paragraphs: see ``pdf_lines`` for columns and ``pdf_paragraphs`` for the rest.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import atan2, degrees
from statistics import median
from typing import Any

from assises_nlp.ingest.archive import LOCKED, TRUNCATED
from assises_nlp.ingest.content import Content, Source
from assises_nlp.ingest.errors import UnreadableInput
from assises_nlp.ingest.furniture import once
from assises_nlp.ingest.grid import Cell, join_paragraphs, table_blocks
from assises_nlp.ingest.hyphens import vocabulary
from assises_nlp.ingest.pdf_limits import check_streams, lay_out
from assises_nlp.ingest.pdf_lines import Line, Word, is_bold, page_lines
from assises_nlp.ingest.pdf_paragraphs import (
    body_size,
    heading_levels,
    line_pitch,
    paragraphs,
    share_margins,
    split_furniture,
    to_block,
)
from assises_nlp.ingest.text import clean
from assises_nlp.records import Block

SCAN = (
    "Le PDF est une image numérisée sans texte\u00a0: passez-le d’abord dans un logiciel de "
    "reconnaissance de caractères (OCR), puis déposez le résultat."
)
NO_MAPPING = (
    "Le texte de ce PDF ne peut pas être extrait (polices sans table de caractères)\u00a0: "
    "passez-le à l’OCR ou déposez le document d’origine."
)
_MAX_EDGES = 3000
_BOLD_SHARE = 0.5
_UNMAPPED = re.compile(r"\(cid:\d+\)")


@dataclass(frozen=True, slots=True)
class _Box:
    """A cell as lines, until the words of the whole document are known."""

    row: int
    column: int
    span: int
    lines: tuple[Line, ...]


@dataclass(slots=True)
class _Page:
    """Lines in reading order; ``tables`` are (number of lines before it, its cells)."""

    number: int
    height: float
    lines: list[Line] = field(default_factory=list)
    tables: list[tuple[int, list[_Box]]] = field(default_factory=list)
    scanned: bool = False


def read_pdf(source: Source) -> Content:
    """Read a PDF; ``page`` of each block is the page that it starts on, from 1.

    Raises:
        UnreadableInput: the file is truncated or encrypted, or has no text layer.
    """
    import pdfplumber
    from pdfplumber.utils.exceptions import PdfminerException

    check_streams(source.data)
    try:
        with pdfplumber.open(io.BytesIO(source.data)) as document:
            pages = [_read_page(page) for page in document.pages]
            form = _is_form(document)
    except PdfminerException as error:
        cause = type(error.args[0] if error.args else error).__name__
        raise UnreadableInput(LOCKED if "Password" in cause or "Encryption" in cause else TRUNCATED) from error
    scanned = [page.number for page in pages if page.scanned]
    if not any(page.lines or page.tables for page in pages):
        raise UnreadableInput(SCAN if scanned else TRUNCATED if not pages else SCAN)
    text = "".join(line.text for page in pages for line in page.lines)
    if text.count("\ufffd") > 0.3 * len(text):
        raise UnreadableInput(NO_MAPPING)
    return Content(_blocks(pages), _notices(scanned, form))


def _notices(scanned: Sequence[int], form: bool) -> tuple[str, ...]:
    notices = []
    if scanned:
        numbers = ", ".join(map(str, scanned))
        where = f"Les pages {numbers} sont des images" if len(scanned) > 1 else f"La page {numbers} est une image"
        notices.append(
            f"{where} sans texte et n’ont pas été lues\u00a0: passez le document à l’OCR pour les prendre en compte."
        )
        if len(scanned) == 1:
            notices[0] = notices[0].replace("n’ont pas été lues", "n’a pas été lue").replace("pour les", "pour la")
    if form:
        notices.append(
            "Ce PDF est un formulaire\u00a0: ce qui est saisi dans ses champs n’a pas été lu\u00a0; "
            "imprimez-le en PDF pour l’intégrer."
        )
    return tuple(notices)


def _is_form(document: Any) -> bool:
    from pdfminer.pdftypes import resolve1

    form = resolve1(document.doc.catalog.get("AcroForm"))
    return isinstance(form, dict) and bool(resolve1(form.get("Fields")) or form.get("XFA"))


# ---------------------------------------------------------------------------------------------------- pages
def _single(page: Any) -> Any:
    """The page without characters printed twice for weight. pdfplumber's search is slow: only where there are some."""
    places = {(char["text"], round(char["x0"] / 2), round(char["top"] / 2)) for char in page.chars}
    return page if len(places) == len(page.chars) else page.dedupe_chars()


def _read_page(page: Any) -> _Page:
    result = _Page(page.page_number, float(page.height))
    lay_out(page)
    words = _words(_single(_along_the_lines(page)))
    if not words:
        result.scanned = bool(page.images)
        page.close()
        return result
    for table, box in _tables(page):
        above = [word for word in words if word.bottom <= box[1] + 2]
        words = [word for word in words if word.bottom > box[1] + 2]
        inside = [word for word in words if _within(word, box)]
        words = [word for word in words if not _within(word, box)]
        result.lines.extend(page_lines(above, result.number))
        result.tables.append((len(result.lines), _cells(table, inside, result.number)))
    result.lines.extend(page_lines(words, result.number))
    page.close()
    return result


def _along_the_lines(page: Any) -> Any:
    """The page without what is set at another angle than most of it: a watermark, a stamp, a margin note."""
    angles = Counter(_angle(char) for char in page.chars)
    if len(angles) < 2:
        return page
    usual = max(sorted(angles), key=lambda angle: angles[angle])
    return page.filter(lambda item: item["object_type"] != "char" or _angle(item) == usual)


def _angle(char: dict[str, Any]) -> int:
    """The slope of the base line, to five degrees."""
    matrix = char["matrix"]
    return round(degrees(atan2(matrix[1], matrix[0])) / 5) * 5 % 360


def _mapped(text: str) -> str:
    """A glyph without a character, alone, is a bullet; within a word it is a hole."""
    return "•" if _UNMAPPED.fullmatch(text) else _UNMAPPED.sub("\ufffd", text)


def _words(page: Any) -> list[Word]:
    found = page.extract_words(x_tolerance_ratio=0.18, y_tolerance=3, return_chars=True)
    words = []
    for word in found:
        text = clean(_mapped(word["text"])).strip()
        if not text:
            continue
        chars = word["chars"]
        bold = sum(is_bold(char["fontname"]) for char in chars) > _BOLD_SHARE * len(chars)
        size = round(median(float(char["size"]) for char in chars) * 2) / 2
        words.append(
            Word(
                text, float(word["x0"]), float(word["x1"]), float(word["top"]), float(word["bottom"]), size or 1.0, bold
            )
        )
    return words


def _within(word: Word, box: Sequence[float]) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


# --------------------------------------------------------------------------------------------------- tables
def _tables(page: Any) -> list[tuple[Any, tuple[float, float, float, float]]]:
    """Ruled tables of two columns and two rows at least, from top to bottom; a frame around text is none."""
    if len(page.edges) > _MAX_EDGES:
        return []  # a drawing, which it would take minutes to look through
    found = []
    for table in page.find_tables():
        columns = max((sum(cell is not None for cell in row.cells) for row in table.rows), default=0)
        if columns >= 2 and len(table.rows) >= 2:
            x0, top, x1, bottom = map(float, table.bbox)
            found.append((table, (x0, top, x1, bottom)))
    return sorted(found, key=lambda item: (item[1][1], item[1][0]))


def _cells(table: Any, words: Sequence[Word], page: int) -> list[_Box]:
    cells = []
    for index, row in enumerate(table.rows, start=1):
        for position, box in enumerate(row.cells):
            if box is None:
                continue
            lines = page_lines([word for word in words if _within(word, box)], page)
            for line in lines:
                line.right = max(line.right, box[2] - 6)
            cells.append(_Box(index, position + 1, _cell_span(row.cells, position, table.bbox[2]), tuple(lines)))
    return cells


def _cell(box: _Box, known: frozenset[str], pitch: float, page: int) -> Cell:
    text, bold = join_paragraphs([to_block(group, known, {}) for group in paragraphs(box.lines, pitch)])
    return Cell(text, box.row, box.column, box.span, bold, page=page)


def _cell_span(cells: Sequence[Any], position: int, right: float) -> int:
    """A merged cell is followed by holes that its box covers."""
    span = 1
    while position + span < len(cells) and cells[position + span] is None:
        span += 1
    reach = cells[position + span][0] if position + span < len(cells) else right
    return span if cells[position][2] >= reach - 2 else 1


# --------------------------------------------------------------------------------------------------- blocks
def _blocks(pages: Sequence[_Page]) -> tuple[Block, ...]:
    furniture = split_furniture([page.lines for page in pages], [page.height for page in pages])
    every = [line for page in pages for line in page.lines if id(line) not in furniture]
    for height in sorted({page.height for page in pages}):
        share_margins(
            [line for page in pages if page.height == height for line in page.lines if id(line) not in furniture]
        )
    known = vocabulary([line.text for line in every])
    body, pitch = body_size(every), line_pitch(every)
    levels = heading_levels(every, body)
    blocks: list[Block] = []
    run: list[Line] = []

    def flush() -> None:
        blocks.extend(to_block(group, known, levels) for group in paragraphs(run, pitch))
        run.clear()

    tables = 0
    for page in pages:
        position = 0
        for before, cells in page.tables:
            run.extend(line for line in page.lines[position:before] if id(line) not in furniture)
            position = before
            flush()
            tables += 1
            blocks.extend(table_blocks([_cell(box, known, pitch, page.number) for box in cells], tables))
        run.extend(line for line in page.lines[position:] if id(line) not in furniture)
    flush()
    edges = [
        Block(line.text, kind=furniture[id(line)], page=line.page)
        for page in pages
        for line in page.lines
        if id(line) in furniture
    ]
    headers = once(block for block in edges if block.kind == "header")
    footers = once(block for block in edges if block.kind == "footer")
    return (*headers, *(block for block in blocks if block.text), *footers)
