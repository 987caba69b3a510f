"""The story parts of a Word document (body, header, footnote) -> blocks, in reading order.

python-docx yields neither text boxes, nor tracked changes, nor content controls, and refuses ``.docm``; the walk is
therefore on the XML itself (ECMA-376 part 1, § 17). Tracked changes are read as accepted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from lxml import etree

from assises_nlp.ingest.archive import local
from assises_nlp.ingest.docx_styles import VAL, Styles, W, is_on
from assises_nlp.ingest.grid import Cell, join_paragraphs, table_blocks
from assises_nlp.ingest.patterns import TYPED_MARKER
from assises_nlp.ingest.text import RichText
from assises_nlp.records import Block

_TRANSPARENT = frozenset(
    [
        "ins",
        "moveTo",
        "smartTag",
        "customXml",
        "hyperlink",
        "fldSimple",
        "dir",
        "bdo",
        "sdtContent",
        "ruby",
        "rubyBase",
        "oMath",
        "oMathPara",
    ]
)
_REMOVED = frozenset({"del", "moveFrom"})
_BREAKS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}
_TEXT_BOX = f"{W}txbxContent"


class StoryReader:
    """Reads stories of one document. ``seen`` counts what a notice should mention."""

    def __init__(self, styles: Styles, notes: Mapping[tuple[str, str], etree._Element], *, paged: bool) -> None:
        self._styles = styles
        self._notes = notes
        self._page = 1 if paged else None
        self._tables = 0
        self._fields: list[str] = []
        self._pending: RichText | None = None
        self._in_contents = 0
        self.seen: Counter[str] = Counter()

    def read(self, story: etree._Element) -> list[Block]:
        """The blocks of a story or of any container of paragraphs."""
        outer = self._take_pending()
        blocks: list[Block] = []
        for child in story:
            self._block(child, blocks)
        rest = self._take_pending()
        if rest is not None:
            _append(blocks, rest, Block(""))
        self._pending = outer
        return blocks

    def _take_pending(self) -> RichText | None:
        """The text of a paragraph whose mark was deleted, which the next paragraph continues."""
        pending, self._pending = self._pending, None
        return pending

    def _block(self, element: etree._Element, blocks: list[Block]) -> None:
        name = local(element)
        if name == "p":
            self._paragraph(element, blocks)
        elif name == "tbl":
            self._table(element, blocks)
        elif name == "sdt":
            self._content_control(element, blocks)
        elif name == "AlternateContent":
            for child in _alternative(element):
                self._block(child, blocks)
        elif name in _TRANSPARENT:
            for child in element:
                self._block(child, blocks)
        elif name == "altChunk":
            self.seen["altChunk"] += 1

    def _content_control(self, element: etree._Element, blocks: list[Block]) -> None:
        content = element.find(f"{W}sdtContent")
        gallery = element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
        contents = gallery is not None and gallery.get(VAL) == "Table of Contents"
        self._in_contents += contents
        for child in content if content is not None else ():
            self._block(child, blocks)
        self._in_contents -= contents

    # -------------------------------------------------------------------------------------------- paragraphs
    def _paragraph(self, element: etree._Element, blocks: list[Block]) -> None:
        properties = element.find(f"{W}pPr")
        rich = self._take_pending() or RichText()
        after: list[Block] = []
        self._inline(element, rich, after, self._styles.paragraph_bold(properties))
        mark = None if properties is None else properties.find(f"{W}rPr")
        if mark is not None and mark.find(f"{W}del") is not None:
            self._pending = rich  # accepting the change joins this paragraph and the next
        else:
            _append(blocks, rich, self._shape(properties))
        blocks.extend(after)

    def _shape(self, properties: etree._Element | None) -> Block:
        """An empty block of the paragraph's kind and level."""
        if self._in_contents or self._styles.is_contents(properties):
            return Block("", kind="header")  # page furniture: it repeats the headings
        heading = self._styles.heading_level(properties)
        if heading is not None:
            return Block("", kind="heading", level=heading)
        level = self._styles.list_level(properties)
        return Block("") if level is None else Block("", kind="list_item", level=level)

    def _inline(self, parent: etree._Element, rich: RichText, after: list[Block], bold: bool) -> None:
        for child in parent:
            name = local(child)
            if name == "r":
                self._run(child, rich, after, bold)
            elif name in _TRANSPARENT:
                self.seen["insertion"] += name == "ins"
                self._inline(child, rich, after, bold)
            elif name == "sdt":
                content = child.find(f"{W}sdtContent")
                if content is not None:
                    self._inline(content, rich, after, bold)
            elif name == "AlternateContent":
                for branch in _alternative(child):
                    self._inline_one(branch, rich, after, bold)
            elif name in _REMOVED:
                self.seen["deletion"] += 1
            elif child.tag == "{http://schemas.openxmlformats.org/officeDocument/2006/math}r":
                rich.add("".join(map(str, child.itertext())), bold=bold)
            elif name not in {"pPr", "rPr"} and len(child) and "math" in str(child.tag):
                self._inline(child, rich, after, bold)

    def _inline_one(self, element: etree._Element, rich: RichText, after: list[Block], bold: bool) -> None:
        holder = etree.Element("holder")
        holder.append(element)
        self._inline(holder, rich, after, bold)

    def _run(self, run: etree._Element, rich: RichText, after: list[Block], inherited: bool) -> None:
        properties = run.find(f"{W}rPr")
        if properties is not None and is_on(properties.find(f"{W}vanish")):
            self.seen["hidden"] += any(local(child) == "t" for child in run)
            return
        bold = self._styles.run_bold(properties, inherited)
        for child in run:
            self._run_child(child, rich, after, bold)

    def _run_child(self, child: etree._Element, rich: RichText, after: list[Block], bold: bool) -> None:
        name = local(child)
        if name == "lastRenderedPageBreak":
            self._page = None if self._page is None else self._page + 1
        elif name == "fldChar":
            self._field(child.get(f"{W}fldCharType"))
        elif name in {"footnoteReference", "endnoteReference"}:
            note = self._notes.get((name.removesuffix("Reference"), child.get(f"{W}id", "")))
            if note is not None:
                after.extend(replace(block, kind="textbox") for block in self.read(note))
        elif name in {"drawing", "pict", "object", "AlternateContent"}:
            self._drawing(child, after)
        elif name == "ruby":
            self._inline(child, rich, after, bold)
        elif not (len(self._fields) > 1 and "instruction" in self._fields):
            text = _character(child, name)
            if text and not rich:
                rich.page = self._page
            rich.add(text, bold=bold)

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append("instruction")
        elif kind == "separate" and self._fields:
            self._fields[-1] = "result"
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _drawing(self, element: etree._Element, after: list[Block]) -> None:
        """Text boxes under a drawing, each once: of alternatives, only the first that holds one."""
        if local(element) == "AlternateContent":
            for branch in element:
                if next(branch.iter(_TEXT_BOX), None) is not None:
                    self._drawing_children(branch, after)
                    return
        elif element.tag == _TEXT_BOX:
            blocks = self.read(element)
            after.extend(block if block.kind == "cell" else replace(block, kind="textbox") for block in blocks)
        else:
            self.seen["image"] += local(element) in {"blip", "imagedata"}
            self.seen["object"] += local(element) == "OLEObject"
            self._drawing_children(element, after)

    def _drawing_children(self, element: etree._Element, after: list[Block]) -> None:
        for child in element:
            self._drawing(child, after)

    # ------------------------------------------------------------------------------------------------ tables
    def _table(self, table: etree._Element, blocks: list[Block]) -> None:
        rows = [row for row in _descend(table, "tr") if row.find(f"{W}trPr/{W}del") is None]
        grid = [list(_descend(row, "tc")) for row in rows]
        if len(grid) == 1 and len(grid[0]) == 1:
            blocks.extend(self.read(grid[0][0]))  # a frame around running text
            return
        self._tables += 1
        number = self._tables
        cells: list[Cell] = []
        nested: list[Block] = []
        for index, (row, row_cells) in enumerate(zip(rows, grid, strict=True), start=1):
            header = is_on(row.find(f"{W}trPr/{W}tblHeader")) is True
            column = 1 + _integer(row.find(f"{W}trPr/{W}gridBefore"), 0)
            for element in row_cells:
                span = max(1, _integer(element.find(f"{W}tcPr/{W}gridSpan"), 1))
                if not _is_continued(element):
                    cell, inner = self._cell(element, index, column, span, header=header)
                    cells.append(cell)
                    nested.extend(inner)
                column += span
        blocks.extend(table_blocks(cells, number))
        blocks.extend(nested)

    def _cell(
        self, element: etree._Element, row: int, column: int, span: int, *, header: bool
    ) -> tuple[Cell, list[Block]]:
        content = self.read(element)
        own = [block for block in content if block.table is None and block.kind != "textbox"]
        text, bold = join_paragraphs(own)
        page = next((block.page for block in own if block.page), self._page)
        others = [block for block in content if block.table is not None or block.kind == "textbox"]
        return Cell(text, row, column, span, bold, header, page), others


def _append(blocks: list[Block], rich: RichText, shape: Block) -> None:
    text, bold = rich.result()
    if not text:
        return
    kind = "list_item" if shape.kind == "paragraph" and TYPED_MARKER.match(text) else shape.kind
    blocks.append(replace(shape, text=text, kind=kind, bold=bold, page=rich.page))


def _character(child: etree._Element, name: str) -> str:
    if name == "t":
        return child.text or ""
    if name == "br":
        return "" if child.get(f"{W}type") == "page" else "\n"
    if name == "sym":
        code = child.get(f"{W}char", "")
        try:
            return chr(int(code, 16) | (0xF000 if len(code) <= 2 else 0))
        except (ValueError, OverflowError):
            return ""
    return _BREAKS.get(name, "")


def _alternative(element: etree._Element) -> list[etree._Element]:
    """The children of ``mc:Choice``, or those of ``mc:Fallback`` where there is no choice."""
    branches = {local(branch): branch for branch in reversed(element)}
    branch = branches.get("Choice", branches.get("Fallback"))
    return [] if branch is None else list(branch)


def _descend(element: etree._Element, wanted: str) -> list[etree._Element]:
    """Rows of a table or cells of a row, through content controls and insertions."""
    found: list[etree._Element] = []
    for child in element:
        name = local(child)
        if name == wanted:
            found.append(child)
        elif name == "sdt" or name in _TRANSPARENT:
            found.extend(_descend(child, wanted))
    return found


def _is_continued(cell: etree._Element) -> bool:
    """True for a cell merged into the one above or before it, or deleted under tracked changes."""
    properties = cell.find(f"{W}tcPr")
    if properties is None:
        return False
    merged = (properties.find(f"{W}vMerge"), properties.find(f"{W}hMerge"))
    if any(merge is not None and merge.get(VAL, "continue") == "continue" for merge in merged):
        return True
    return properties.find(f"{W}cellDel") is not None


def _integer(element: etree._Element | None, default: int) -> int:
    value = "" if element is None else element.get(VAL, "")
    return min(int(value), 1000) if value.isdigit() else default
