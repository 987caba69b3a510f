"""Web pages: what a reader sees of them. Scripts, styles, forms' controls and hidden elements are dropped."""

from __future__ import annotations

import re
from dataclasses import replace

from lxml import etree

from assises_nlp.ingest.archive import TRUNCATED, local
from assises_nlp.ingest.content import Content, Source
from assises_nlp.ingest.decode import decode
from assises_nlp.ingest.errors import UnreadableInput
from assises_nlp.ingest.grid import Cell, join_paragraphs, table_blocks
from assises_nlp.ingest.patterns import TYPED_MARKER
from assises_nlp.ingest.text import RichText, clean, collapse
from assises_nlp.records import Block, BlockKind

_DROPPED = frozenset(
    [
        "script",
        "style",
        "template",
        "head",
        "meta",
        "link",
        "title",
        "object",
        "embed",
        "iframe",
        "svg",
        "canvas",
        "audio",
        "video",
        "select",
        "textarea",
        "input",
        "button",
        "noscript",
        "math",
        "map",
        "datalist",
    ]
)
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "ul",
        "menu",
        "caption",
    ]
)
_BOLD = frozenset({"b", "strong"})
_QUOTES = re.compile(r"gmail_quote|moz-cite-prefix|yahoo_quoted|protonmail_quote|OutlookMessageHeader")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_MAX_SPAN = 1000


def read_html(source: Source) -> Content:
    """Read a web page.

    Raises:
        UnreadableInput: the page cannot be parsed at all.
    """
    text, notices = _decoded(source.data)
    content = html_content(text)
    return replace(content, notices=(*notices, *content.notices))


def html_content(text: str) -> Content:
    """The content of a page given as characters (a file's, or the HTML part of a message)."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = etree.fromstring(text.encode("utf-8", errors="replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableInput(TRUNCATED) from error
    if root is None:
        return Content(())
    title = root.findtext(".//title")
    return Content(tuple(_Walker().read(root)), title=collapse(clean(title)).strip() if title else None)


def _decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    declared = _CHARSET.search(data[:4096])
    if declared is not None:
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            try:
                name = declared[1].decode("ascii").lower()
                return data.decode(
                    "cp1252" if name in {"iso-8859-1", "latin1", "utf-8"} else name, errors="replace"
                ), ()
            except LookupError:
                pass
    decoded = decode(data)
    return decoded.text, decoded.notices


class _Walker:
    """Splits the text at block elements; a list's depth, a table and quoted messages give the kind."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._rich = RichText()
        self._shape = Block("")
        self._tables = 0
        self._depth = 0

    def read(self, root: etree._Element) -> list[Block]:
        self._element(root, bold=False, preformatted=False)
        self._end()
        return self._blocks

    def _end(self) -> None:
        text, bold = self._rich.result()
        self._rich = RichText()
        if text:
            shape = self._shape
            if shape.kind == "paragraph" and TYPED_MARKER.match(text):
                shape = replace(shape, kind="list_item")
            self._blocks.append(replace(shape, text=text, bold=bold))
            if self._shape.kind == "list_item":
                self._shape = Block("")  # what follows in the item continues it

    def _element(self, element: etree._Element, *, bold: bool, preformatted: bool) -> None:
        name = local(element).lower()
        if not name or name in _DROPPED or _is_hidden(element):
            return
        if name == "br":
            self._rich.add("\n")
        elif name == "table":
            self._table(element)
        else:
            bold = bold or name in _BOLD or _BOLD_STYLE.search(element.get("style", "")) is not None
            self._container(element, name, bold=bold, preformatted=preformatted or name == "pre")

    def _container(self, element: etree._Element, name: str, *, bold: bool, preformatted: bool) -> None:
        heading = len(name) == 2 and name[0] == "h" and name[1].isdigit()
        block = heading or name in _BLOCKS
        outer, start = self._shape, len(self._blocks)
        if block:
            self._end()
            self._depth += name in {"ul", "ol", "menu"}
            if heading:
                self._shape = Block("", kind="heading", level=int(name[1]))
            elif name == "li":
                self._shape = Block("", kind="list_item", level=max(1, self._depth))
            elif name not in {"p", "div"} or outer.kind != "list_item":
                self._shape = Block("")
        self._children(element, bold=bold, preformatted=preformatted)
        if block:
            self._end()
            self._depth -= name in {"ul", "ol", "menu"}
            self._shape = outer if outer.kind != "list_item" or len(self._blocks) == start else Block("")
            aside = _aside_kind(element, name)
            if aside is not None:
                self._blocks[start:] = [_set_aside(found, aside) for found in self._blocks[start:]]

    def _children(self, element: etree._Element, *, bold: bool, preformatted: bool) -> None:
        self._text(element.text, bold=bold, preformatted=preformatted)
        for child in element:
            self._element(child, bold=bold, preformatted=preformatted)
            self._text(child.tail, bold=bold, preformatted=preformatted)

    def _text(self, text: str | None, *, bold: bool, preformatted: bool) -> None:
        if not text:
            return
        if not preformatted:
            text = collapse(text)
            if text.startswith(" ") and self._rich.ends_with_space():
                text = text[1:]
        self._rich.add(text, bold=bold)

    def _table(self, table: etree._Element) -> None:
        self._end()
        rows = [row for row in table.iter("tr") if _owner(row) is table]
        layout = table.get("role") == "presentation" or next(table.iterdescendants("table"), None) is not None
        if layout or (len(rows) == 1 and sum(local(cell) in {"td", "th"} for cell in rows[0]) == 1):
            for cell in table.iter("td", "th"):
                if _owner(cell) is table:
                    self._children(cell, bold=False, preformatted=False)
                    self._end()
            return
        self._tables += 1
        taken: set[tuple[int, int]] = set()
        cells: list[Cell] = []
        for index, row in enumerate(rows, start=1):
            column = 1
            for element in row:
                if local(element) not in {"td", "th"}:
                    continue
                while (index, column) in taken:
                    column += 1
                wide, high = _span(element, "colspan"), _span(element, "rowspan")
                taken.update((index + down, column + right) for down in range(1, high) for right in range(wide))
                text, bold = join_paragraphs(_Walker().read(element))
                header = local(element) == "th" and (index == 1 or next(row.iterancestors("thead"), None) is not None)
                cells.append(Cell(text, index, column, wide, bold, header))
                column += wide
        self._blocks.extend(table_blocks(cells, self._tables))


def _owner(element: etree._Element) -> etree._Element | None:
    return next(element.iterancestors("table"), None)


def _span(element: etree._Element, name: str) -> int:
    value = element.get(name, "1").strip()
    return max(1, min(int(value), _MAX_SPAN)) if value.isdecimal() else 1


def _is_hidden(element: etree._Element) -> bool:
    return element.get("hidden") is not None or _HIDDEN.search(element.get("style", "")) is not None


def _aside_kind(element: etree._Element, name: str) -> BlockKind | None:
    if name == "nav":
        return "header"
    if (name == "blockquote" and element.get("type") == "cite") or _QUOTES.search(element.get("class", "")):
        return "footer"  # a quoted message is somebody else's words, said elsewhere
    return None


def _set_aside(block: Block, kind: BlockKind) -> Block:
    return replace(block, kind=kind, level=None, table=None, row=None, column=None, title=None)
