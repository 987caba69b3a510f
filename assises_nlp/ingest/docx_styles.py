"""The styles of a Word document, as far as they say what a paragraph is and what is bold."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = f"{W}val"

# Built-in names are English in the file whatever Word's language; other programs and old models write localized ones.
_HEADING_NAME = re.compile(
    r"(?:heading|titre|title|intertitre|sous-titre|subtitle|überschrift|título|titolo)\s*(?P<level>[1-9])?(?:\s*car)?",
    re.IGNORECASE,
)
_LIST_NAME = re.compile(
    r"(?:list|liste)\s+(?:bullet|number|à puces|à numéros|numérotée)\s*(?P<level>\d)?", re.IGNORECASE
)
_CONTENTS_NAME = re.compile(r"(?:toc|tm|table des matières|table of figures)\s*(?:heading|\d)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    parent: str | None
    properties: etree._Element | None
    bold: bool | None


def is_on(element: etree._Element | None) -> bool | None:
    """The value of a toggle property such as ``w:b``; None where it is not set."""
    if element is None:
        return None
    return element.get(VAL, "true").lower() not in {"0", "false", "off", "none"}


def _bold_of(properties: etree._Element | None) -> bool | None:
    return None if properties is None else is_on(properties.find(f"{W}b"))


class Styles:
    """Looks properties up along the chain of ``w:basedOn``."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, _Style] = {}
        self._default: str | None = None
        for style in root.iterfind(f"{W}style") if root is not None else ():
            identifier = style.get(f"{W}styleId", "")
            name, parent = style.find(f"{W}name"), style.find(f"{W}basedOn")
            self._styles[identifier] = _Style(
                name="" if name is None else name.get(VAL, ""),
                parent=None if parent is None else parent.get(VAL),
                properties=style.find(f"{W}pPr"),
                bold=_bold_of(style.find(f"{W}rPr")),
            )
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in {"1", "true"}:
                self._default = identifier

    def _chain(self, identifier: str | None) -> list[_Style]:
        chain: list[_Style] = []
        seen: set[str] = set()
        while identifier is not None and identifier in self._styles and identifier not in seen:
            seen.add(identifier)
            chain.append(self._styles[identifier])
            identifier = self._styles[identifier].parent
        return chain

    def _of(self, properties: etree._Element | None) -> tuple[list[etree._Element], list[_Style], str]:
        """Paragraph properties from the nearest to the farthest, the styles, and the style's own id."""
        named = None if properties is None else properties.find(f"{W}pStyle")
        identifier = self._default if named is None else named.get(VAL, "")
        chain = self._chain(identifier)
        layers = [style.properties for style in chain if style.properties is not None]
        return ([] if properties is None else [properties]) + layers, chain, identifier or ""

    def heading_level(self, properties: etree._Element | None) -> int | None:
        """1 to 9 for a heading (by outline level, or by the style's name), else None."""
        layers, chain, identifier = self._of(properties)
        for layer in layers:
            outline = layer.find(f"{W}outlineLvl")
            if outline is not None and outline.get(VAL, "").isdigit():
                level = int(outline.get(VAL, "9"))
                return level + 1 if level < 9 else None
        for name in [style.name for style in chain] + [identifier]:
            match = _HEADING_NAME.fullmatch(name.strip())
            if match:
                return int(match["level"] or 1)
        return None

    def list_level(self, properties: etree._Element | None) -> int | None:
        """1 and more for an item of a list that the file knows as such, else None."""
        layers, chain, identifier = self._of(properties)
        for layer in layers:
            numbering = layer.find(f"{W}numPr")
            if numbering is None:
                continue
            number, level = numbering.find(f"{W}numId"), numbering.find(f"{W}ilvl")
            if number is not None and number.get(VAL) == "0":
                return None  # the paragraph leaves its style's list
            value = "0" if level is None else level.get(VAL, "0")
            return (int(value) if value.isdigit() else 0) + 1
        for name in [style.name for style in chain] + [identifier]:
            match = _LIST_NAME.fullmatch(name.strip())
            if match:
                return int(match["level"] or 1)
        return None

    def is_contents(self, properties: etree._Element | None) -> bool:
        """True for a line of a table of contents."""
        _, chain, _ = self._of(properties)
        return any(_CONTENTS_NAME.fullmatch(style.name.strip()) for style in chain)

    def paragraph_bold(self, properties: etree._Element | None) -> bool:
        _, chain, _ = self._of(properties)
        return next((style.bold for style in chain if style.bold is not None), False)

    def run_bold(self, properties: etree._Element | None, inherited: bool) -> bool:
        """Whether a run is bold, given its ``w:rPr`` and the paragraph style's boldness."""
        direct = _bold_of(properties)
        if direct is not None:
            return direct
        named = None if properties is None else properties.find(f"{W}rStyle")
        chain = self._chain(named.get(VAL)) if named is not None else []
        return next((style.bold for style in chain if style.bold is not None), inherited)
