"""The styles of an OpenDocument text, as far as they say what is bold, a heading, hidden or a page break."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

from assises_nlp.ingest.archive import local

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
PRESENTATION = "{urn:oasis:names:tc:opendocument:xmlns:presentation:1.0}"

_HEADING_NAME = re.compile(r"(?:heading|title|titre|subtitle|sous-titre)[ _]?(?P<level>\d)?", re.IGNORECASE)
_ENCODED = re.compile(r"_([0-9a-f]{2,4})_")


class Styles:
    """Looks properties up along ``style:parent-style-name``, by family (``text``, ``paragraph``)."""

    def __init__(self, roots: Iterable[etree._Element | None]) -> None:
        self._styles: dict[tuple[str, str], etree._Element] = {}
        for root in roots:
            for style in root.iter(f"{STYLE}style") if root is not None else ():
                key = (style.get(f"{STYLE}family", ""), style.get(f"{STYLE}name", ""))
                self._styles.setdefault(key, style)

    def _chain(self, family: str, name: str | None) -> list[etree._Element]:
        chain: list[etree._Element] = []
        while name is not None and (style := self._styles.get((family, name))) is not None and style not in chain:
            chain.append(style)
            name = style.get(f"{STYLE}parent-style-name")
        return chain

    def bold(self, family: str, name: str | None, inherited: bool = False) -> bool:
        for style in self._chain(family, name):
            properties = style.find(f"{STYLE}text-properties")
            weight = None if properties is None else properties.get(f"{FO}font-weight")
            if weight is not None:
                return weight == "bold" or (weight.isdigit() and int(weight) >= 600)
        return inherited

    def hidden(self, name: str | None) -> bool:
        """True for a character style whose text is not displayed."""
        properties = (style.find(f"{STYLE}text-properties") for style in self._chain("text", name))
        return any(found is not None and found.get(f"{TEXT}display") == "none" for found in properties)

    def heading_level(self, name: str | None) -> int | None:
        """The level of a paragraph that is a heading by its style alone."""
        for style in self._chain("paragraph", name):
            outline = style.get(f"{STYLE}default-outline-level")
            if outline and outline.isdigit():
                return int(outline)
            shown = style.get(f"{STYLE}display-name") or style.get(f"{STYLE}name") or ""
            match = _HEADING_NAME.fullmatch(_ENCODED.sub(lambda found: chr(int(found[1], 16)), shown))
            if match:
                return int(match["level"] or 1)
        return None

    def breaks_before(self, name: str | None) -> bool:
        """True if a paragraph starts a page of its own."""
        chain = self._chain("paragraph", name)
        if chain and chain[0].get(f"{STYLE}master-page-name"):
            return True
        properties = (style.find(f"{STYLE}paragraph-properties") for style in chain)
        return any(found is not None and found.get(f"{FO}break-before") == "page" for found in properties)


def page_furniture(root: etree._Element | None) -> tuple[list[etree._Element], list[etree._Element]]:
    """The headers and the footers of the master pages, in the order of the file."""
    headers: list[etree._Element] = []
    footers: list[etree._Element] = []
    for master in root.iter(f"{STYLE}master-page") if root is not None else ():
        for child in master:
            if child.get(f"{STYLE}display") == "false":
                continue
            name = local(child)
            if name.startswith("header"):
                headers.append(child)
            elif name.startswith("footer"):
                footers.append(child)
    return headers, footers
