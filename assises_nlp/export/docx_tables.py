"""Tables of a docx, as XML: python-docx takes seconds for a table of a thousand rows.

A title for screen readers, a header row that is repeated on each page, rows that stay whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assises_nlp.export.document_model import Table

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_HEAD_FILL = "E6EAF2"
_CELL_MARGIN = 108
_EDGE_ALIGNED = 15
"""Word's compatibility mode from which a table begins at the margin."""


def table_element(
    table: Table, widths: Sequence[int], styles: Mapping[str, str], *, whole: bool, indent: int = 0
) -> Any:
    """``table`` as a ``w:tbl``. ``widths`` in twips; ``styles``: ids of the styles by name; ``whole``: on one page.

    ``indent``, in twips, brings the table's edge to the margin where the document sets its text there instead.
    """
    made = _node(None, "tbl")
    properties = _node(made, "tblPr")
    _node(properties, "tblStyle", val=styles["Table Grid"])
    _node(properties, "tblW", type="dxa", w=str(sum(widths)))
    _node(properties, "tblInd", w=str(indent), type="dxa")
    _node(properties, "tblLayout", type="fixed")
    _node(properties, "tblLook", val="0620", firstRow="1", lastRow="0", firstColumn="0", lastColumn="0")
    _node(properties, "tblCaption", val=table.caption)
    grid = _node(made, "tblGrid")
    for width in widths:
        _node(grid, "gridCol", w=str(width))
    body = styles["Cellule compacte" if table.compact else "Cellule de tableau"]
    for rank, cells in enumerate((table.headers, *table.rows)):
        head = rank == 0
        kept = whole and not head and (rank < len(table.rows) or table.drawn)
        row = _node(made, "tr")
        marks = _node(row, "trPr")
        _node(marks, "cantSplit")
        if head:
            _node(marks, "tblHeader")
        for index, words in enumerate(cells):
            style = styles["En-tête de tableau"] if head else body
            _cell(row, words, widths[index], style, head=head, kept=kept, right=index in table.numeric)
    return made


def cell_margin(settings: Any) -> int:
    """How far left of the margin tables begin, in twips: Word 2010 and before align their text, not their edge."""
    modes = [
        node.get(f"{{{_W}}}val", "0")
        for node in settings.iter(f"{{{_W}}}compatSetting")
        if node.get(f"{{{_W}}}name") == "compatibilityMode"
    ]
    return 0 if any(mode.isdigit() and int(mode) >= _EDGE_ALIGNED for mode in modes) else _CELL_MARGIN


def _cell(row: Any, words: str, width: int, style: str, *, head: bool, kept: bool, right: bool) -> None:
    cell = _node(row, "tc")
    properties = _node(cell, "tcPr")
    _node(properties, "tcW", type="dxa", w=str(width))
    if head:
        _node(properties, "shd", val="clear", color="auto", fill=_HEAD_FILL)
    paragraph = _node(cell, "p")
    settings = _node(paragraph, "pPr")
    _node(settings, "pStyle", val=style)
    if kept:
        _node(settings, "keepNext")
    if right:
        _node(settings, "jc", val="right")
    if words:
        said = _node(_node(paragraph, "r"), "t")
        said.set(_SPACE, "preserve")
        said.text = words.replace("\t", " ").replace("\n", " ")


def _node(parent: Any, tag: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement

    made: Any = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(f"{{{_W}}}{name}", value)
    if parent is not None:
        parent.append(made)
    return made
