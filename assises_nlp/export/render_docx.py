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
from assises_nlp.export.docx_contents import add_entry, bookmark, close_field, content_control, open_field
from assises_nlp.export.docx_tables import cell_margin, table_element

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
_RUN_STYLES = {"strong": "Strong", "marks": "Renvoi", "subject": "Sujet", "flag": "Drapeau"}
_CONTENTS_DEPTH = 2
_EMU_PER_CM = 360_000
_TWIPS_PER_CM = 567
_LEAST_WIDTH_CM = 5


_LONG_TABLE = 14
"""Rows from which a table may go over to the next page."""


def render_docx(document: Document, template: bytes | None = None) -> bytes:
    """The bytes of the docx; the same document (and template) gives the same bytes.

    ``template`` is a docx whose styles, headers, footers and page set-up are used, and whose text is dropped.

    Raises:
        ExportError: the template cannot be used.
    """
    writer = _Writer(document, template)
    writer.write()
    buffer = io.BytesIO()
    writer.docx.save(buffer)
    return repack(buffer.getvalue(), "[Content_Types].xml")


class _Writer:
    def __init__(self, document: Document, template: bytes | None = None) -> None:
        from assises_nlp.export.docx_template import new_document, open_template

        self.document = document
        self.given = template is not None
        look = {"compact": not document.contents, "dense": document.dense}
        self.docx: DocxDocument = new_document(**look) if template is None else open_template(template, **look)
        self._styles: dict[str, Any] = {style.name: style for style in self.docx.styles if style.name}
        self._style_ids: dict[str, str] = {name: style.style_id for name, style in self._styles.items()}
        self._end: Any = self.docx.element.body.sectPr
        self._bookmarks = 0
        self._indent = cell_margin(self.docx.settings.element)
        if not self.given:
            self._set_page()
        section = self.docx.sections[0]
        sides = (section.left_margin or 0) + (section.right_margin or 0)
        self._width: float = ((section.page_width or 0) - sides) / _EMU_PER_CM
        if self._width <= _LEAST_WIDTH_CM:
            self._width = _TEXT_WIDTH_CM

    def write(self) -> None:
        self._properties()
        self._running()
        self._cover()
        before = len(self.docx.paragraphs)
        for block, following in zip(self.document.blocks, (*self.document.blocks[1:], None), strict=True):
            match block:
                case Heading():
                    self._heading(block)
                case Paragraph():
                    made = self._paragraph(_STYLES[block.style])
                    self._runs(made, block.runs)
                    # What announces a table or a list stands on its page.
                    if isinstance(following, Table | BulletList):
                        made.paragraph_format.keep_with_next = True
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

    def _set_page(self) -> None:
        from docx.shared import Cm

        section = self.docx.sections[0]
        section.page_width, section.page_height = Cm(21.0), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.5)
        # A note has a page or two: its margins are narrower.
        top, bottom = (2.2, 2.0) if self.document.contents else (1.8, 1.6)
        section.top_margin, section.bottom_margin = Cm(top), Cm(bottom)
        section.header_distance = section.footer_distance = Cm(1.0 if self.document.contents else 0.8)

    def _running(self) -> None:
        """The banner at the head of every page; title and page number at the foot, unless the template has a foot."""
        section = self.docx.sections[0]
        first = section.different_first_page_header_footer
        if self.document.banner:
            headers = [section.header, *([section.first_page_header] if first else [])]
            if self.docx.settings.odd_and_even_pages_header_footer:
                headers.append(section.even_page_header)
            for part in headers:
                header = part.paragraphs[0]
                if header.text.strip() or len(header._p):
                    header = header.insert_paragraph_before()
                header.style = self._styles["Bandeau"]
                header.add_run(self.document.banner)
        if self.given and not section.footer.is_linked_to_previous:
            return
        footer = section.footer.paragraphs[0]
        footer.style = self._styles["Footer"]
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
        title = self._paragraph("TOC Heading")
        title.add_run("Sommaire")
        self._contents()
        content_control(title._p, self._end)

    def _contents(self) -> None:
        """A TOC field that holds its entries already: links, and page numbers that are references to the headings.

        Only a layout gives page numbers. LibreOffice computes them when it opens the file, as long as it does not see
        the TOC field (see :func:`assises_nlp.export.docx_contents.field_mark`); Word when it prints or when the reader
        asks for it by « Mettre à jour la table », which the content control shows. The field is not marked for update:
        Word would ask each reader about « champs qui font référence à d’autres fichiers ».
        """
        entries = [b for b in self.document.blocks if isinstance(b, Heading) and b.level <= _CONTENTS_DEPTH]
        previous = None
        for rank, heading in enumerate(entries):
            entry = self._paragraph(f"toc {heading.level}")
            if rank == 0:
                open_field(entry._p, _CONTENTS_DEPTH)
            add_entry(entry._p, heading.text, bookmark(heading.anchor))
            previous = entry
        if previous is not None:
            close_field(previous._p)

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
        """Written directly: python-docx goes through a run character by character. There is no tab nor line end."""
        from docx.oxml import OxmlElement

        for run in runs:
            made: Any = OxmlElement("w:r")
            if run.kind != "plain":
                made.style = self._style_ids[_RUN_STYLES[run.kind]]
            words: Any = OxmlElement("w:t")
            words.text = run.text.replace("\t", " ").replace("\n", " ")
            words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            made.append(words)
            target._p.append(made)

    def _heading(self, heading: Heading) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        made = self._paragraph(f"Heading {heading.level}")
        self._bookmarks += 1
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for mark in (start, end):
            mark.set(qn("w:id"), str(self._bookmarks))
        start.set(qn("w:name"), bookmark(heading.anchor))
        made._p.append(start)
        made.add_run(heading.text)
        made._p.append(end)
        if heading.new_page:
            made.paragraph_format.page_break_before = True

    def _item(self, item: Item, level: int, *, followed: bool = False) -> None:
        """``followed``: the references of the line above it come below, on the same page."""
        made = self._paragraph("List Bullet" if level == 1 else "List Bullet 2")
        self._runs(made, item.runs)
        made.paragraph_format.keep_with_next = bool(item.reperes or item.children or followed) or None
        for child in item.children:
            self._item(child, level + 1, followed=bool(item.reperes))
        if item.reperes:
            self._runs(self._paragraph("Repères"), item.reperes)

    def _table(self, table: Table) -> None:
        self._paragraph("Caption").add_run(table.caption)
        twips = [round(self._width * share * _TWIPS_PER_CM) for share in table.widths]
        whole = len(table.rows) < _LONG_TABLE
        self._end.addprevious(table_element(table, twips, self._style_ids, whole=whole, indent=self._indent))
        after = self._paragraph("Après tableau")
        if table.drawn:
            after.paragraph_format.keep_with_next = True

    def _figure(self, figure: Figure) -> None:
        from docx.shared import Cm

        picture = bar_chart(figure)
        target = self._paragraph("Normal")
        target.paragraph_format.keep_with_next = True
        inline = (
            target.add_run().add_picture(io.BytesIO(picture.png), width=Cm(min(picture.width, self._width)))._inline
        )
        inline.docPr.set("descr", figure.alt)
        inline.docPr.set("title", figure.caption)
        caption = self._paragraph("Caption")
        caption.paragraph_format.keep_with_next = False
        caption.add_run(figure.caption)


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
