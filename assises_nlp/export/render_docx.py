"""A :class:`Document` as docx, with real styles, headings, table of contents, page numbers and alternative texts."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING, Any

from assises_nlp.export.archive import repack
from assises_nlp.export.charts import bar_chart
from assises_nlp.export.document_model import (
    BulletList,
    Document,
    Figure,
    Heading,
    Item,
    Paragraph,
    Run,
    Table,
)

if TYPE_CHECKING:
    from docx.document import Document as DocxDocument
    from docx.text.paragraph import Paragraph as DocxParagraph

_FIXED = dt.datetime(2000, 1, 1)
_TEXT_WIDTH_CM = 16.0
_STYLES = {
    "body": "Normal",
    "chapeau": "Chapeau",
    "note": "Note de lecture",
    "label": "Intertitre",
    "warning": "Avertissement",
    "reperes": "Repères",
    "quote": "Quote",
}
_RUN_STYLES = {"strong": "Strong", "marks": "Renvoi"}
_CONTENTS_DEPTH = 2


def render_docx(document: Document) -> bytes:
    """The bytes of the docx; the same document gives the same bytes."""
    writer = _Writer(document)
    writer.write()
    buffer = io.BytesIO()
    writer.docx.save(buffer)
    return repack(buffer.getvalue(), "[Content_Types].xml")


class _Writer:
    def __init__(self, document: Document) -> None:
        import docx

        from assises_nlp.export.docx_styles import set_styles

        self.document = document
        self.docx: DocxDocument = docx.Document()
        set_styles(self.docx, title_page=document.contents)
        self._styles: dict[str, Any] = {style.name: style for style in self.docx.styles if style.name}
        self._style_ids: dict[str, str] = {name: style.style_id for name, style in self._styles.items()}
        self._end: Any = self.docx.element.body.sectPr
        self._bookmarks = 0

    def write(self) -> None:
        self._properties()
        self._page()
        self._cover()
        before = len(self.docx.paragraphs)
        for block in self.document.blocks:
            match block:
                case Heading():
                    self._heading(block)
                case Paragraph():
                    self._runs(self._paragraph(_STYLES[block.style]), block.runs)
                case BulletList():
                    for item in block.items:
                        self._item(item, 1)
                case Table():
                    self._table(block)
                case Figure():
                    self._figure(block)
        written = self.docx.paragraphs[before:]
        if self.document.contents and written:
            written[0].paragraph_format.page_break_before = True

    # ------------------------------------------------------------------------------------------------- front matter
    def _properties(self) -> None:
        core = self.docx.core_properties
        core.title, core.subject, core.language = self.document.title[:255], self.document.subject, "fr-FR"
        core.author = core.last_modified_by = "Assises NLP"
        core.comments = core.keywords = ""
        core.created = core.modified = _FIXED
        core.revision = 1

    def _page(self) -> None:
        from docx.shared import Cm

        section = self.docx.sections[0]
        section.page_width, section.page_height = Cm(21.0), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.5)
        section.top_margin, section.bottom_margin = Cm(2.2), Cm(2.0)
        section.header_distance = section.footer_distance = Cm(1.0)
        if self.document.banner:
            header = section.header.paragraphs[0]
            header.style = self._styles["Bandeau"]
            header.add_run(self.document.banner)
        footer = section.footer.paragraphs[0]
        footer.add_run(f"{self.document.running}\t")
        footer.add_run("Page\u00a0")
        _field(footer, "PAGE", "1")
        footer.add_run(" sur ")
        _field(footer, "NUMPAGES", "1")

    def _cover(self) -> None:
        self._paragraph("Title").add_run(self.document.title)
        for line in self.document.cover:
            self._paragraph("Subtitle").add_run(line)
        if not self.document.contents:
            return
        self._paragraph("TOC Heading").add_run("Sommaire")
        self._contents()

    def _contents(self) -> None:
        """A TOC field that holds its entries already: readable at once, completed with page numbers by F9 or
        on opening.
        """
        entries = [b for b in self.document.blocks if isinstance(b, Heading) and b.level <= _CONTENTS_DEPTH]
        previous = None
        for rank, heading in enumerate(entries):
            entry = self._paragraph(f"toc {heading.level}")
            if rank == 0:
                _field_char(entry, "begin")
                _instruction(entry, f' TOC \\o "1-{_CONTENTS_DEPTH}" \\h \\z \\u ')
                _field_char(entry, "separate")
            _contents_entry(entry, heading)
            previous = entry
        if previous is not None:
            _field_char(previous, "end")

    # ------------------------------------------------------------------------------------------------------- blocks
    def _paragraph(self, style: str) -> DocxParagraph:
        """A paragraph at the end. Put there directly: python-docx looks through all that precedes, each time."""
        from docx.oxml import OxmlElement
        from docx.text.paragraph import Paragraph as DocxParagraph

        element: Any = OxmlElement("w:p")
        self._end.addprevious(element)
        if style != "Normal":
            element.style = self._style_ids[style]
        return DocxParagraph(element, self.docx._body)

    def _runs(self, target: DocxParagraph, runs: tuple[Run, ...]) -> None:
        for run in runs:
            made = target.add_run(run.text)
            if run.kind != "plain":
                made._r.style = self._style_ids[_RUN_STYLES[run.kind]]

    def _heading(self, heading: Heading) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        made = self._paragraph(f"Heading {heading.level}")
        self._bookmarks += 1
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for mark in (start, end):
            mark.set(qn("w:id"), str(self._bookmarks))
        start.set(qn("w:name"), _bookmark(heading))
        made._p.append(start)
        made.add_run(heading.text)
        made._p.append(end)

    def _item(self, item: Item, level: int) -> None:
        made = self._paragraph("List Bullet" if level == 1 else "List Bullet 2")
        self._runs(made, item.runs)
        made.paragraph_format.keep_with_next = bool(item.reperes or item.children) or None
        for child in item.children:
            self._item(child, level + 1)
        if item.reperes:
            self._runs(self._paragraph("Repères"), item.reperes)

    def _table(self, table: Table) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Cm

        from assises_nlp.export.docx_styles import describe_table, mark_header, shade

        self._paragraph("Caption").add_run(table.caption)
        made = self.docx.add_table(rows=len(table.rows) + 1, cols=len(table.headers), style=self._styles["Table Grid"])
        made.autofit = False
        describe_table(made, table.caption)
        for column, share in zip(made.columns, table.widths, strict=True):
            column.width = Cm(_TEXT_WIDTH_CM * share)
        for rank, (row, cells) in enumerate(zip(made.rows, (table.headers, *table.rows), strict=True)):
            mark_header(row, repeated=rank == 0)
            for index, (cell, words) in enumerate(zip(row.cells, cells, strict=True)):
                cell.width = Cm(_TEXT_WIDTH_CM * table.widths[index])
                target = cell.paragraphs[0]
                target.style = self._styles["En-tête de tableau" if rank == 0 else "Cellule de tableau"]
                target.add_run(words)
                if index in table.numeric:
                    target.alignment = WD_ALIGN_PARAGRAPH.RIGHT
                if rank == 0:
                    shade(cell)
        self._paragraph("Après tableau")

    def _figure(self, figure: Figure) -> None:
        from docx.shared import Cm

        picture = bar_chart(figure)
        target = self._paragraph("Normal")
        target.paragraph_format.keep_with_next = True
        inline = target.add_run().add_picture(io.BytesIO(picture.png), width=Cm(picture.width))._inline
        inline.docPr.set("descr", figure.alt)
        inline.docPr.set("title", figure.caption)
        caption = self._paragraph("Caption")
        caption.paragraph_format.keep_with_next = False
        caption.add_run(figure.caption)


def _bookmark(heading: Heading) -> str:
    return "_Toc_" + heading.anchor.replace("-", "_")[:34]


def _contents_entry(entry: DocxParagraph, heading: Heading) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), _bookmark(heading))
    link.set(qn("w:history"), "1")
    before = len(entry._p)
    entry.add_run(heading.text)
    entry.add_run("\t")
    _field(entry, f"PAGEREF {_bookmark(heading)} \\h", "")
    for child in list(entry._p)[before:]:
        link.append(child)
    entry._p.append(link)


def _field(target: DocxParagraph, instruction: str, shown: str) -> None:
    _field_char(target, "begin")
    _instruction(target, f" {instruction} ")
    _field_char(target, "separate")
    target.add_run(shown)
    _field_char(target, "end")


def _field_char(target: DocxParagraph, kind: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    char = OxmlElement("w:fldChar")
    char.set(qn("w:fldCharType"), kind)
    target.add_run()._r.append(char)


def _instruction(target: DocxParagraph, words: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement("w:instrText")
    made.set(qn("xml:space"), "preserve")
    made.text = words
    target.add_run()._r.append(made)
