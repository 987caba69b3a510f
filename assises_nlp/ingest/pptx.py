"""Slide shows (.pptx, .ppsx): titles, text, tables, in the order of the slides; speakers' notes are left out."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from assises_nlp.ingest.archive import TRUNCATED, Package, local
from assises_nlp.ingest.content import Content, Source
from assises_nlp.ingest.errors import UnreadableInput
from assises_nlp.ingest.furniture import once
from assises_nlp.ingest.grid import Cell, join_paragraphs, table_blocks
from assises_nlp.ingest.text import RichText
from assises_nlp.records import Block, BlockKind

# Elements are matched by local name: strict and transitional files differ in their namespaces only.
_FURNITURE = frozenset({"ftr", "hdr", "dt", "sldNum"})


def read_pptx(source: Source) -> Content:
    """Read a slide show; ``page`` is the number of the slide.

    Raises:
        UnreadableInput: the archive is truncated, encrypted or holds no slide show.
    """
    package = Package(source.data)
    relations = package.relations("")
    main = next((target for kind, target in relations.values() if kind == "officeDocument"), "ppt/presentation.xml")
    root = package.xml(main)
    if root is None:
        raise UnreadableInput(TRUNCATED)
    targets = package.relations(main)
    slides = [
        targets[identifier][1]
        for element in root.iter()
        if local(element) == "sldId" and (identifier := _relation(element)) in targets
    ]
    blocks: list[Block] = []
    notes = False
    # A slide stands once in a show: a list that names it a thousand times is no show.
    for number, name in enumerate(dict.fromkeys(slides), start=1):
        slide = package.xml(name)
        if slide is not None:
            blocks.extend(_Slide(number).read(slide))
            notes = notes or any(kind == "notesSlide" for kind, _ in package.relations(name).values())
    footers = once(block for block in blocks if block.kind == "footer")
    notices = ("Les notes de l’orateur ne sont pas reprises.",) if notes else ()
    return Content((*(block for block in blocks if block.kind != "footer"), *footers), notices)


def _relation(element: etree._Element) -> str:
    return next((str(value) for name, value in element.attrib.items() if str(name).endswith("}id")), "")


class _Slide:
    def __init__(self, number: int) -> None:
        self._number = number
        self._tables = 0

    def read(self, slide: etree._Element) -> list[Block]:
        tree = next((element for element in slide.iter() if local(element) == "spTree"), None)
        blocks = self._shapes(tree) if tree is not None else []
        return sorted(blocks, key=lambda block: block.kind != "heading")

    def _shapes(self, tree: etree._Element) -> list[Block]:
        blocks: list[Block] = []
        for shape in tree:
            name = local(shape)
            if name == "sp":
                blocks.extend(self._shape(shape))
            elif name == "grpSp":
                blocks.extend(self._shapes(shape))
            elif name == "AlternateContent":
                blocks.extend(self._shapes(shape[0]) if len(shape) else [])
            elif name == "graphicFrame":
                for table in (element for element in shape.iter() if local(element) == "tbl"):
                    blocks.extend(self._table(table))
        return blocks

    def _shape(self, shape: etree._Element) -> list[Block]:
        place = next((element for element in shape.iter() if local(element) == "ph"), None)
        role = None if place is None else place.get("type", "obj")
        kind: BlockKind = "textbox"
        if role in {"title", "ctrTitle"}:
            kind = "heading"
        elif role in _FURNITURE:
            kind = "footer"
        elif role in {"body", "obj"}:
            kind = "list_item"
        elif role is not None:
            kind = "paragraph"
        blocks = []
        for level, block in self._paragraphs(shape):
            depth = 1 if kind == "heading" else level if kind == "list_item" else None
            blocks.append(replace(block, kind=kind, level=depth))
        return blocks

    def _paragraphs(self, container: etree._Element) -> list[tuple[int, Block]]:
        found: list[tuple[int, Block]] = []
        for paragraph in (element for element in container.iter() if local(element) == "p"):
            rich, level = RichText(), 1
            for child in paragraph:
                if local(child) == "pPr":
                    value = child.get("lvl", "0")
                    level = (int(value) if value.isdigit() else 0) + 1
                elif local(child) in {"r", "fld"}:
                    _run(child, rich)
                elif local(child) == "br":
                    rich.add("\n")
            text, bold = rich.result()
            if text:
                found.append((level, Block(text, bold=bold, page=self._number)))
        return found

    def _table(self, table: etree._Element) -> list[Block]:
        self._tables += 1
        cells: list[Cell] = []
        rows = [row for row in table if local(row) == "tr"]
        for index, row in enumerate(rows, start=1):
            for column, cell in enumerate((cell for cell in row if local(cell) == "tc"), start=1):
                if cell.get("hMerge") in {"1", "true"} or cell.get("vMerge") in {"1", "true"}:
                    continue
                text, bold = join_paragraphs([block for _, block in self._paragraphs(cell)])
                span = cell.get("gridSpan", "1")
                width = int(span) if span.isdigit() else 1
                cells.append(Cell(text, index, column, width, bold, page=self._number))
        return table_blocks(cells, self._tables)


def _run(run: etree._Element, rich: RichText) -> None:
    properties = next((child for child in run if local(child) == "rPr"), None)
    bold = properties is not None and properties.get("b") in {"1", "true"}
    for child in run:
        if local(child) == "t":
            rich.add(child.text or "", bold=bold)
