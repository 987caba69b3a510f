"""Read the lines of a document back from each format, as a reader of the file sees them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree, html
from markdown_it import MarkdownIt

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def part(path: Path, name: str) -> Any:
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        return etree.fromstring(archive.read(name))


def docx_lines(path: Path) -> list[str]:
    found = []
    for paragraph in part(path, "word/document.xml").iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        name = style.get(f"{W}val") if style is not None else ""
        if not name.lower().startswith("toc"):
            found.append("".join(node.text or "" for node in paragraph.iter(f"{W}t")))
    return [line for line in found if line]


def odt_lines(path: Path) -> list[str]:
    body = part(path, "content.xml")
    for contents in list(body.iter(f"{TEXT}table-of-content")):
        contents.getparent().remove(contents)
    found = []
    for node in body.iter(f"{TEXT}p", f"{TEXT}h"):
        found.append("".join(_odt_text(node)))
    return [line for line in found if line]


def _odt_text(node: Any) -> Iterator[str]:
    if node.tag.startswith("{urn:oasis:names:tc:opendocument:xmlns:drawing"):
        return
    yield node.text or ""
    for child in node:
        yield " " * int(child.get(f"{TEXT}c", "1")) if child.tag == f"{TEXT}s" else ""
        yield from _odt_text(child)
        yield child.tail or ""


def html_lines(path: Path) -> list[str]:
    page = html.document_fromstring(path.read_text("utf-8"))
    for node in page.xpath("//nav | //form | //details | //script | //style | //svg | //div[@class='barres']"):
        node.drop_tree()
    for node in page.xpath("//p[contains(@class, 'bandeau')] | //a[@class='evitement'] | //footer | //head"):
        node.drop_tree()
    wanted = page.xpath("//h1|//h2|//h3|//h4|//p|//caption|//th|//td|//figcaption")
    return [line for line in (node.text_content() for node in wanted) if line]


def md_lines(path: Path) -> list[str]:
    tokens = MarkdownIt("commonmark").enable("table").parse(path.read_text("utf-8"))
    found = []
    quoted = 0
    for token in tokens:
        quoted += (token.type == "blockquote_open") - (token.type == "blockquote_close")
        if token.type == "inline" and not quoted:
            children = token.children or []
            assert not any(child.type in {"html_inline", "link_open", "image", "code_inline"} for child in children)
            found.append("".join(child.content for child in children))
        assert token.type not in {"html_block", "fence", "code_block"}
    return [line for line in found if line]
