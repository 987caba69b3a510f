"""What python-docx does not do for tables: a title for screen readers, rows that stay whole, shading."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.table import Table, _Cell, _Row

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def describe_table(table: Table, caption: str) -> None:
    """Title of the table for screen readers; borders come from its style."""
    from docx.oxml import OxmlElement

    made = OxmlElement("w:tblCaption")
    made.set(f"{{{_W}}}val", caption)
    table._tbl.tblPr.append(made)


def mark_header(row: _Row, *, repeated: bool) -> None:
    """No row is split over two pages; the header row is repeated on each."""
    from docx.oxml import OxmlElement

    properties = row._tr.get_or_add_trPr()
    for tag in ("w:cantSplit", *(("w:tblHeader",) if repeated else ())):
        properties.append(OxmlElement(tag))


def shade(cell: _Cell) -> None:
    from docx.oxml import OxmlElement

    made = OxmlElement("w:shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", "E6EAF2")):
        made.set(f"{{{_W}}}{key}", value)
    cell._tc.get_or_add_tcPr().append(made)
