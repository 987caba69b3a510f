"""A :class:`Document` as odt, with real styles, headings, table of contents, page numbers and alternative texts."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

from assises_nlp.export.archive import repack
from assises_nlp.export.charts import bar_chart
from assises_nlp.export.document_model import (
    Block,
    BulletList,
    Document,
    Figure,
    Heading,
    Item,
    Paragraph,
    Run,
    Table,
)
from assises_nlp.export.odt_template import open_template
from assises_nlp.export.templates import environment

_FIXED = dt.datetime(2000, 1, 1)
_TEXT_WIDTH_CM = 16.0
_STYLES = {
    "body": "Text_20_body",
    "chapeau": "Chapeau",
    "note": "Note_20_de_20_lecture",
    "label": "Intertitre",
    "warning": "Avertissement",
    "reperes": "Reperes",
    "quote": "Quotations",
}
_RUN_STYLES = {
    "strong": "Strong_20_Emphasis",
    "marks": "Renvoi",
    "subject": "Sujet",
    "flag": "Drapeau",
}
_CONTENTS_DEPTH = 2
_TABS = '<style:tab-stops><style:tab-stop style:position="{}cm" style:type="right"{}/></style:tab-stops>'
_DOTS = ' style:leader-style="dotted" style:leader-text="."'
# What odfdo's template holds and a bilan has no use for.
_UNUSED_PARTS = ("Thumbnails/", "Configurations2/")


_LONG_TABLE = 14
"""Rows from which a table may go over to the next page."""
_LEAST_WIDTH_CM = 5


def render_odt(document: Document, template: bytes | None = None) -> bytes:
    """The bytes of the odt; the same document (and template) gives the same bytes. The mimetype comes first and
    uncompressed.

    ``template`` is an odt whose styles, headers, footers and page set-up are used, and whose text is dropped.

    Raises:
        ExportError: the template cannot be used.
    """
    import odfdo

    width: float | None = None
    if template is None:
        odt: Any = odfdo.Document("text")
        _drop_unused(odt)
        odt.container.set_part("styles.xml", _styles(document))
    else:
        odt, width = open_template(template, _styles(document), document.banner)
    writer = _Writer(odt, width if width and width > _LEAST_WIDTH_CM else _TEXT_WIDTH_CM)
    writer.write(document)
    _properties(odt, document)
    buffer = io.BytesIO()
    odt.save(buffer, pretty=False)
    return repack(buffer.getvalue(), "mimetype", stored=True)


def _styles(document: Document) -> bytes:
    from markupsafe import Markup

    template = environment().get_template("export_styles.odt.xml")
    made = template.render(
        banner=document.banner,
        running=document.running,
        contents=document.contents,
        dense=document.dense,
        right=Markup(' fo:text-align="end"'),
        page=Markup(' fo:break-before="page"'),
        dots=Markup(_TABS.format(16, _DOTS)),  # noqa: S704 (a constant)
        dots_inner=Markup(_TABS.format(15.4, _DOTS)),  # noqa: S704
        tab=Markup(_TABS.format(16, "")),  # noqa: S704
    )
    return made.encode()


def _drop_unused(odt: Any) -> None:
    for part in list(odt.container.parts):
        if part.startswith(_UNUSED_PARTS):
            odt.container.del_part(part)
    for path in list(odt.manifest.get_paths()):
        if path.startswith(_UNUSED_PARTS):
            odt.manifest.del_full_path(path)


def _properties(odt: Any, document: Document) -> None:
    meta = odt.meta
    meta.set_title(document.title)
    meta.set_subject(document.subject)
    meta.set_language("fr-FR")
    meta.set_initial_creator("Assises NLP")
    meta.set_creator("Assises NLP")
    meta.set_creation_date(_FIXED)
    meta.set_modification_date(_FIXED)


class _Writer:
    def __init__(self, odt: Any, width: float = _TEXT_WIDTH_CM) -> None:
        self.odt = odt
        self.width = width
        self.body = odt.body
        self.body.clear()
        self._columns: dict[str, str] = {}
        self._tables = 0
        self._figures = 0
        self._restyled: set[str] = set()

    def write(self, document: Document) -> None:
        from odfdo import Paragraph as OdtParagraph

        _cell_styles(self.odt, self.width)
        self.body.append(OdtParagraph(document.title, style="Title"))
        for line in document.cover:
            self.body.append(OdtParagraph(line, style="Subtitle"))
        if document.contents:
            self.body.append(_contents(document))
        before = len(self.body.children)
        for block, following in zip(document.blocks, (*document.blocks[1:], None), strict=True):
            self._block(block)
            # What announces a table or a list stands on its page.
            if isinstance(block, Paragraph) and isinstance(following, Table | BulletList):
                self._restyle(self.body.children[-1], "Suivi", "fo:keep-with-next", "always")
        if document.contents and document.blocks:
            self._new_page(self.body.children[before])

    def _new_page(self, first: Any) -> None:
        """``first`` begins a page of its own: the body after the table of contents, the annexes."""
        self._restyle(first, "Debut", "fo:break-before", "page")

    def _restyle(self, paragraph: Any, prefix: str, attribute: str, value: str) -> None:
        """Give ``paragraph`` an automatic style: its own with one property more."""
        from odfdo import Element

        parent = paragraph.get_attribute("text:style-name")
        name = f"{prefix}_{parent}"
        if name not in self._restyled:
            self._restyled.add(name)
            made = Element.from_tag(
                f'<style:style style:name="{name}" style:family="paragraph" style:parent-style-name="{parent}">'
                f'<style:paragraph-properties {attribute}="{value}"/></style:style>'
            )
            self.odt.insert_style(made, automatic=True)
        paragraph.set_attribute("text:style-name", name)

    def _block(self, block: Block) -> None:
        match block:
            case Heading():
                self._heading(block)
            case Paragraph():
                self.body.append(_paragraph(block.runs, _STYLES[block.style]))
            case BulletList():
                self.body.append(_list(block.items))
            case Table():
                self._table(block)
            case Figure():
                self._figure(block)

    def _heading(self, heading: Heading) -> None:
        from odfdo import Bookmark, Header

        made = Header(heading.level)
        # Set apart: odfdo takes no account of the style given to a header that has no text yet.
        made.set_attribute("text:style-name", f"Heading_20_{heading.level}")
        made.append(Bookmark(heading.anchor))
        made.append(heading.text)
        self.body.append(made)
        if heading.new_page:
            self._new_page(made)

    def _table(self, table: Table) -> None:
        from odfdo import Element, HeaderRows
        from odfdo import Paragraph as OdtParagraph
        from odfdo import Table as OdtTable

        self._tables += 1
        self.body.append(OdtParagraph(table.caption, style="Caption"))
        made = OdtTable(f"Tableau{self._tables}", style=_table_style(table))
        title = Element.from_tag("table:title")
        title.text = table.caption
        made.append(title)
        for share in table.widths:
            column = Element.from_tag("table:table-column")
            column.set_attribute("table:style-name", self._column(share))
            made.append(column)
        head = HeaderRows()
        head.append(_row(table.headers, table.numeric, head=True))
        made.append(head)
        for row in table.rows:
            made.append(_row(row, table.numeric, head=False, compact=table.compact))
        self.body.append(made)
        self.body.append(OdtParagraph(style="Apres_20_tableau_20_suivi" if table.drawn else "Apres_20_tableau"))

    def _column(self, share: float) -> str:
        from odfdo import Element

        width = f"{self.width * share:.3f}cm"
        if width not in self._columns:
            name = self._columns[width] = f"Colonne{len(self._columns) + 1}"
            self.odt.insert_style(
                Element.from_tag(
                    f'<style:style style:name="{name}" style:family="table-column">'
                    f'<style:table-column-properties style:column-width="{width}"/></style:style>'
                ),
                automatic=True,
            )
        return self._columns[width]

    def _figure(self, figure: Figure) -> None:
        from odfdo import Frame
        from odfdo import Paragraph as OdtParagraph

        picture = bar_chart(figure)
        scale = min(1.0, self.width / picture.width)
        self._figures += 1
        path = self.odt.add_file(io.BytesIO(picture.png))
        frame = Frame.image_frame(
            path,
            name=f"Figure{self._figures}",
            style="Graphics",
            size=(f"{picture.width * scale:.3f}cm", f"{picture.height * scale:.3f}cm"),
            anchor_type="as-char",
        )
        frame.svg_title = figure.caption
        frame.svg_description = figure.alt
        holder = OdtParagraph(style="Figure")
        holder.append(frame)
        self.body.append(holder)
        self.body.append(OdtParagraph(figure.caption, style="Legende_20_de_20_figure"))


def _paragraph(runs: tuple[Run, ...], style: str) -> Any:
    from odfdo import Paragraph as OdtParagraph
    from odfdo import Span

    made = OdtParagraph(style=style)
    for run in runs:
        made.append(run.text if run.kind == "plain" else Span(run.text, style=_RUN_STYLES[run.kind]))
    return made


def _list(items: tuple[Item, ...], level: int = 1, *, followed: bool = False) -> Any:
    """``followed``: the references of the line above the items come below, on the same page."""
    from odfdo import List, ListItem

    made = List(style="Puces") if level == 1 else List()
    for item in items:
        entry = ListItem()
        follows = "_20_suivi" if item.reperes or item.children or followed else ""
        entry.append(_paragraph(item.runs, f"List_20_{level}{follows}"))
        if item.children:
            entry.append(_list(item.children, level + 1, followed=bool(item.reperes)))
        if item.reperes:
            entry.append(_paragraph(item.reperes, "Reperes"))
        made.append(entry)
    return made


def _row(cells: tuple[str, ...], numeric: frozenset[int], *, head: bool, compact: bool = False) -> Any:
    from odfdo import Element
    from odfdo import Paragraph as OdtParagraph

    row = Element.from_tag("table:table-row")
    row.set_attribute("table:style-name", "Ligne")
    for index, words in enumerate(cells):
        cell = Element.from_tag("table:table-cell")
        cell.set_attribute("office:value-type", "string")
        cell.set_attribute("table:style-name", "Cellule_en_tete" if head else "Cellule")
        right = index in numeric
        body = "_20_Compact" if compact else "_20_Contents"
        style = ("Table_20_Heading" if head else "Table") + ("_20_Nombre" if right else "" if head else body)
        cell.append(OdtParagraph(words, style=style))
        row.append(cell)
    return row


def _contents(document: Document) -> Any:
    """The table of contents with its entries; page numbers are references, which the office program computes itself."""
    from odfdo import TOC, Element, Tab
    from odfdo import Paragraph as OdtParagraph

    contents = TOC(title="Sommaire", name="Sommaire", outline_level=_CONTENTS_DEPTH)
    title = contents.body.get_element("text:index-title/text:p")
    title.set_attribute("text:style-name", "Contents_20_Heading")
    for template in contents.get_elements("text:table-of-content-source/text:table-of-content-entry-template"):
        for tag in ("text:index-entry-link-start", "text:index-entry-text", "text:index-entry-tab-stop"):
            part = Element.from_tag(tag)
            if tag.endswith("tab-stop"):
                part.set_attribute("style:type", "right")
                part.set_attribute("style:leader-char", ".")
            template.append(part)
        template.append(Element.from_tag("text:index-entry-page-number"))
        template.append(Element.from_tag("text:index-entry-link-end"))
    for heading in document.blocks:
        if isinstance(heading, Heading) and heading.level <= _CONTENTS_DEPTH:
            entry = OdtParagraph(style=f"Contents_20_{heading.level}")
            link = Element.from_tag("text:a")
            link.set_attribute("xlink:type", "simple")
            link.set_attribute("xlink:href", f"#{heading.anchor}")
            link.set_attribute("text:style-name", "Index_20_Link")
            link.set_attribute("text:visited-style-name", "Index_20_Link")
            link.append(heading.text)
            link.append(Tab())
            page = Element.from_tag("text:bookmark-ref")
            page.set_attribute("text:reference-format", "page")
            page.set_attribute("text:ref-name", heading.anchor)
            link.append(page)
            entry.append(link)
            contents.body.append(entry)
    return contents


def _table_style(table: Table) -> str:
    if len(table.rows) >= _LONG_TABLE:
        return "Tableau_long"
    return "Tableau_suivi" if table.drawn else "Tableau"


def _cell_styles(odt: Any, width: float) -> None:
    from odfdo import Element

    border = (
        'fo:border="0.5pt solid #7a7a7a" fo:padding-left="0.15cm" fo:padding-right="0.15cm" fo:padding-top="0.03cm"'
    )
    for made in (
        *(
            f'<style:style style:name="{name}" style:family="table"><style:table-properties '
            f'style:width="{width:.3f}cm" table:align="left" table:border-model="collapsing" '
            f'style:may-break-between-rows="{long}" fo:keep-with-next="{keep}"/></style:style>'
            for name, long, keep in (
                ("Tableau", "false", "auto"),
                ("Tableau_suivi", "false", "always"),
                ("Tableau_long", "true", "auto"),
            )
        ),
        '<style:style style:name="Ligne" style:family="table-row">'
        '<style:table-row-properties fo:keep-together="always"/></style:style>',
        '<style:style style:name="Cellule" style:family="table-cell">'
        f"<style:table-cell-properties {border}/></style:style>",
        '<style:style style:name="Cellule_en_tete" style:family="table-cell">'
        f'<style:table-cell-properties {border} fo:background-color="#e6eaf2"/></style:style>',
    ):
        odt.insert_style(Element.from_tag(made), automatic=True)
