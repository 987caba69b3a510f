"""Markdown: headings, lists, tables and bold, by markdown-it-py; raw HTML is left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assises_nlp.ingest.content import Content, Source
from assises_nlp.ingest.decode import decode
from assises_nlp.ingest.grid import Cell, table_blocks
from assises_nlp.ingest.text import RichText, clean
from assises_nlp.ingest.txt import text_blocks
from assises_nlp.records import Block, BlockKind

if TYPE_CHECKING:
    from markdown_it.token import Token


_MOST_BRACKETS = 500
_BLANK = re.compile(r"\n[ \t]*\n")


def read_markdown(source: Source) -> Content:
    """Read a Markdown file; ``line`` of each block is the line of the file that it starts on, from 1."""
    from markdown_it import MarkdownIt

    decoded = decode(source.data)
    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).disable(["code"])
    text = clean(decoded.text)
    if any(paragraph.count("[") > _MOST_BRACKETS for paragraph in _BLANK.split(text)):
        # Each opening bracket makes the parser look for the end of a link in the whole paragraph.
        parser.disable(["link", "image"])
    tokens = parser.parse(text)
    return Content(tuple(_blocks(tokens)), decoded.notices)


def _blocks(tokens: Sequence[Token]) -> list[Block]:
    blocks: list[Block] = []
    depth = tables = row = column = 0
    first_of_item = header = False
    heading: int | None = None
    cells: list[Cell] = []
    line: int | None = None
    for token in tokens:
        line = token.map[0] + 1 if token.map else line
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                depth += 1
            case "bullet_list_close" | "ordered_list_close":
                depth -= 1
            case "list_item_open":
                first_of_item = True
            case "heading_open":
                heading = int(token.tag[1:])
            case "table_open":
                tables, row, cells = tables + 1, 0, []
            case "tr_open":
                row, column = row + 1, 0
            case "th_open" | "td_open":
                column, header = column + 1, token.type == "th_open"
            case "table_close":
                blocks.extend(table_blocks(cells, tables))
                row = 0
            case "fence" | "code_block":
                blocks.extend(text_blocks(token.content, (line or 1) + 1))
            case "inline":
                text, bold = _inline(token)
                if row:
                    cells.append(Cell(text, row, column, 1, bold, header, line=line))
                elif heading is not None:
                    blocks.append(Block(text, kind="heading", level=heading, line=line, bold=bold))
                elif text:
                    kind: BlockKind = "list_item" if depth and first_of_item else "paragraph"
                    level = depth if kind == "list_item" else None
                    blocks.append(Block(text, kind=kind, level=level, line=line, bold=bold))
                heading, first_of_item = None, False
    return [block for block in blocks if block.text]


def _inline(token: Token) -> tuple[str, tuple[tuple[int, int], ...]]:
    rich = RichText()
    bold = 0
    for child in token.children or ():
        if child.type == "strong_open":
            bold += 1
        elif child.type == "strong_close":
            bold -= 1
        elif child.type == "softbreak":
            rich.add(" ", bold=bold > 0)
        elif child.type == "hardbreak":
            rich.add("\n", bold=bold > 0)
        elif child.type in {"text", "code_inline", "text_special"}:
            rich.add(child.content, bold=bold > 0)
    return rich.result()
