"""The content of an OpenDocument file -> blocks, in reading order (OASIS ODF 1.3, part 3).

odfdo reads paragraphs and tables well, but flattens frames, notes, tracked changes and bold; the walk is therefore on
the XML itself. Deleted text lives apart in ``text:tracked-changes``: leaving that out reads the changes as accepted.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from lxml import etree

from assises_nlp.ingest.archive import local
from assises_nlp.ingest.grid import Cell, join_paragraphs, table_blocks
from assises_nlp.ingest.odt_styles import DRAW, PRESENTATION, TABLE, TEXT, Styles
from assises_nlp.ingest.patterns import TYPED_MARKER
from assises_nlp.ingest.text import RichText, collapse
from assises_nlp.records import Block

_MAX_REPEAT = 64
_SKIPPED = frozenset(
    [
        "tracked-changes",
        "annotation",
        "annotation-end",
        "forms",
        "sequence-decls",
        "variable-decls",
        "user-field-decls",
        "dde-connection-decls",
        "note-citation",
        "ruby-text",
        "desc",
        "title",
        "settings",
        "notes",
        "change",
        "change-start",
        "change-end",
        "script",
        "event-listeners",
    ]
)
_SHAPES = frozenset(
    [
        "custom-shape",
        "rect",
        "ellipse",
        "circle",
        "line",
        "connector",
        "polygon",
        "polyline",
        "path",
        "regular-polygon",
        "caption",
    ]
)
_INDEXES = frozenset(
    [
        "table-of-content",
        "illustration-index",
        "table-index",
        "object-index",
        "user-index",
        "alphabetical-index",
        "bibliography",
    ]
)


class BodyReader:
    """Reads the stories of one document. ``seen`` counts what a notice should mention."""

    def __init__(self, styles: Styles, *, paged: bool) -> None:
        self._styles = styles
        self._page = 1 if paged else None
        self._started = False
        self._tables = 0
        self.seen: Counter[str] = Counter()

    def read(self, story: etree._Element, level: int = 0) -> list[Block]:
        """The blocks of a story or of any container of paragraphs; ``level`` is the depth of the list around it."""
        blocks: list[Block] = []
        for child in story:
            blocks.extend(self._block(child, level))
        return blocks

    def _block(self, element: etree._Element, level: int) -> list[Block]:
        name = local(element)
        if name in _SKIPPED or not name:
            self.seen["annotation"] += name == "annotation"
            self.seen["tracked"] += name == "tracked-changes"
            return []
        if name in {"p", "h"}:
            return self._paragraph(element, level)
        if name == "list":
            return [block for item in element for block in self._item(item, level + 1)]
        if name == "table":
            return self._table(element)
        if name in _INDEXES:
            return [replace(block, kind="header", level=None) for block in self.read(element, 0)]
        if name == "section" and element.get(f"{TEXT}display") == "none":
            self.seen["hidden"] += 1
            return []
        if name in {"frame", "text-box", "g", "a"} or name in _SHAPES:
            return self._drawing(element)
        if name == "soft-page-break":
            self._turn_page()
            return []
        if name == "index-title-template" or "template" in name or name.endswith("-source"):
            return []
        return self.read(element, level)

    def _turn_page(self) -> None:
        self._page = None if self._page is None else self._page + 1

    def _item(self, item: etree._Element, level: int) -> list[Block]:
        """An item's first paragraph is the item; what follows it there continues it."""
        if local(item) == "list-header":
            return self.read(item, 0)
        blocks: list[Block] = []
        first = True
        for child in item:
            found = self._block(child, level if first else 0 if local(child) == "p" else level)
            blocks.extend(found)
            first = first and not found
        return blocks

    # -------------------------------------------------------------------------------------------- paragraphs
    def _paragraph(self, element: etree._Element, level: int) -> list[Block]:
        name = element.get(f"{TEXT}style-name")
        if self._started and self._styles.breaks_before(name):
            self._turn_page()
        rich, after = RichText(), list[Block]()
        rich.page = self._page
        self._inline(element, rich, after, self._styles.bold("paragraph", name))
        self._started = True
        text, bold = rich.result()
        if not text:
            return after
        block = Block(text, bold=bold, page=rich.page)
        heading = self._styles.heading_level(name)
        if local(element) == "h":
            outline = element.get(f"{TEXT}outline-level", "1")
            block = replace(block, kind="heading", level=int(outline) if outline.isdigit() else 1)
        elif heading is not None:
            block = replace(block, kind="heading", level=heading)
        elif level or TYPED_MARKER.match(text):
            block = replace(block, kind="list_item", level=level or None)
        return [block, *after]

    def _inline(self, element: etree._Element, rich: RichText, after: list[Block], bold: bool) -> None:
        _add(rich, element.text, bold)
        for child in element:
            self._inline_child(child, rich, after, bold)
            _add(rich, child.tail, bold)

    def _inline_child(self, child: etree._Element, rich: RichText, after: list[Block], bold: bool) -> None:
        name = local(child)
        if name == "s":
            count = child.get(f"{TEXT}c", "1")
            rich.add(" " * (min(int(count), 1000) if count.isdigit() else 1), bold=bold)
        elif name in {"tab", "line-break"}:
            rich.add("\t" if name == "tab" else "\n", bold=bold)
        elif name == "span":
            style = child.get(f"{TEXT}style-name")
            if self._styles.hidden(style):
                self.seen["hidden"] += 1
            else:
                self._inline(child, rich, after, self._styles.bold("text", style, bold))
        elif name == "note":
            body = child.find(f"{TEXT}note-body")
            if body is not None:
                after.extend(replace(block, kind="textbox") for block in self.read(body))
        elif name in {"frame", "g"} or name in _SHAPES:
            after.extend(self._drawing(child))
        elif name == "soft-page-break":
            self._turn_page()
            if not rich:
                rich.page = self._page
        elif name in _SKIPPED or name in {"hidden-text", "hidden-paragraph"}:
            self.seen["annotation"] += name == "annotation"
            self.seen["tracked"] += name in {"change", "change-start"}
        elif name:
            self._inline(child, rich, after, bold)

    # ---------------------------------------------------------------------------------------- drawings, tables
    def _drawing(self, element: etree._Element) -> list[Block]:
        """Paragraphs within frames and shapes; a frame's text box or table wins over its picture."""
        blocks: list[Block] = []
        for child in element:
            name = local(child)
            if name in {"p", "h", "list"}:
                blocks.extend(replace(block, kind="textbox") for block in self._block(child, 0))
            elif name == "text-box":
                blocks.extend(
                    block if block.kind == "cell" else replace(block, kind="textbox") for block in self.read(child)
                )
            elif name == "table":
                blocks.extend(self._table(child))
            elif name in {"frame", "g", "a"} or name in _SHAPES:
                blocks.extend(self._drawing(child))
            else:
                self.seen["image"] += name == "image"
                self.seen["object"] += name in {"object", "object-ole"}
        return blocks

    def _table(self, table: etree._Element) -> list[Block]:
        rows = list(_rows(table, header=False))
        cells_in = [cell for row, _ in rows for cell in row if local(cell) == "table-cell"]
        if len(rows) == 1 and len(cells_in) == 1:
            return self.read(cells_in[0])  # a frame around running text
        self._tables += 1
        number = self._tables
        cells: list[Cell] = []
        nested: list[Block] = []
        index = 0
        for row, header in rows:
            found, inner = self._row(row, header)
            repeated = _count(row, "number-rows-repeated")
            for turn in range(min(repeated, _MAX_REPEAT) if found else 1):
                cells.extend(replace(cell, row=index + turn + 1) for cell in found)
            nested.extend(inner)
            index += repeated
        return [*table_blocks(cells, number), *nested]

    def _row(self, row: etree._Element, header: bool) -> tuple[list[Cell], list[Block]]:
        cells: list[Cell] = []
        nested: list[Block] = []
        column = 1
        for element in row:
            if local(element) not in {"table-cell", "covered-table-cell"}:
                continue
            repeated = _count(element, "number-columns-repeated")
            if local(element) == "table-cell":
                content = self.read(element)
                own = [block for block in content if block.table is None and block.kind != "textbox"]
                nested.extend(block for block in content if block.table is not None or block.kind == "textbox")
                text, bold = join_paragraphs(own)
                span = _count(element, "number-columns-spanned")
                page = own[0].page if own else None
                for turn in range(min(repeated, _MAX_REPEAT) if text else 0):
                    cells.append(Cell(text, 0, column + turn, span, bold, header, page))
            column += repeated
        return cells, nested

    # ---------------------------------------------------------------------------------------------- slides
    def slide(self, page: etree._Element, number: int) -> list[Block]:
        """The blocks of a slide, its title first; furniture (date, number, footer) as footers."""
        titles: list[Block] = []
        others: list[Block] = []
        for shape in page:
            role = shape.get(f"{PRESENTATION}class", "")
            if local(shape) == "notes":
                self.seen["notes"] += bool("".join(map(str, shape.itertext())).strip())
                continue
            blocks = self._slide_shape(shape, role)
            if role == "title":
                titles.extend(replace(block, kind="heading", level=1) for block in blocks)
            elif role in {"footer", "page-number", "date-time", "header"}:
                others.extend(replace(block, kind="footer", level=None) for block in blocks)
            else:
                others.extend(blocks)
        return [replace(block, page=number) for block in (*titles, *others)]

    def _slide_shape(self, shape: etree._Element, role: str) -> list[Block]:
        box = shape.find(f"{DRAW}text-box")
        return self.read(box) if role and box is not None else self._block(shape, 0)


def _add(rich: RichText, text: str | None, bold: bool) -> None:
    """Add character data, its white space collapsed (ODF 1.3, part 3, § 6.1.2)."""
    if not text:
        return
    text = collapse(text)
    if text.startswith(" ") and rich.ends_with_space():
        text = text[1:]
    rich.add(text, bold=bold)


def _rows(element: etree._Element, header: bool) -> list[tuple[etree._Element, bool]]:
    found: list[tuple[etree._Element, bool]] = []
    for child in element:
        name = local(child)
        if name == "table-row":
            found.append((child, header))
        elif name in {"table-header-rows", "table-rows", "table-row-group"}:
            found.extend(_rows(child, header or name == "table-header-rows"))
    return found


def _count(element: etree._Element, name: str) -> int:
    value = element.get(f"{TABLE}{name}", "1")
    return max(1, min(int(value), 1_000_000)) if value.isdigit() else 1


def is_paged(root: etree._Element) -> bool:
    """True if the program that wrote the file recorded where its pages end."""
    return next(root.iter(f"{TEXT}soft-page-break"), None) is not None
