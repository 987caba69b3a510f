"""Writers of the demonstration documents, deterministic: docx, odt, txt, eml and rtf."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime, timedelta, timezone
from email.message import EmailMessage
from email.utils import format_datetime
from xml.sax.saxutils import escape

import docx
from balisage import Block, Source, plain, runs
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph as DocxParagraph
from odfdo import Document as OdfDocument
from odfdo import Element

PARIS = timezone(timedelta(hours=1))
_WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"


def _moment(source: Source) -> datetime:
    """Return the date of the document, fixed by its front matter or its name."""
    found = re.search(r"(\d{4})-(\d{2})-(\d{2})", f"{source.meta.get('date', '')} {source.name}")
    if not found:
        return datetime(2020, 1, 22, 12, 0)
    return datetime(int(found[1]), int(found[2]), int(found[3]), 19, 30)


def author(source: Source) -> str:
    """Return the author written in the document's properties."""
    return source.meta.get("auteur", "Secrétariat des assises")


def _fixed_zip(data: bytes) -> bytes:
    """Rewrite a zip with constant timestamps; ``mimetype`` stays first and stored."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in sorted(old.namelist(), key=lambda item: (item != "mimetype", item)):
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            stored = name == "mimetype" or name.endswith("/")
            info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return out.getvalue()


# --- docx -------------------------------------------------------------------------------------


def _docx_runs(paragraph: DocxParagraph, text: str, source: Source) -> None:
    """Add the inline text to a paragraph, tracked changes included."""
    attributes = f'w:author="{escape(author(source))}" w:date="{_moment(source):%Y-%m-%dT%H:%M:%SZ}"'
    for number, run in enumerate(runs(text), start=1):
        content = escape(run.text)
        if run.kind in ("insere", "supprime"):
            tag, inner = ("ins", "t") if run.kind == "insere" else ("del", "delText")
            paragraph._p.append(
                parse_xml(
                    f'<w:{tag} {nsdecls("w")} w:id="{900 + number}" {attributes}><w:r>'
                    f'<w:{inner} xml:space="preserve">{content}</w:{inner}></w:r></w:{tag}>'
                )
            )
        else:
            paragraph.add_run(run.text).bold = True if run.kind == "gras" else None


def _docx_corner(paragraph: DocxParagraph, text: str) -> None:
    """Fill a header or footer, with real page-number fields."""
    for piece in re.split(r"(\{pages?\})", text):
        if piece in ("{page}", "{pages}"):
            code = "PAGE" if piece == "{page}" else "NUMPAGES"
            field = f'{nsdecls("w")} w:instr="{code}"'
            xml = f"<w:fldSimple {field}><w:r><w:t>1</w:t></w:r></w:fldSimple>"
            paragraph._p.append(parse_xml(xml))
        elif piece:
            paragraph.add_run(piece)


def _docx_zone(paragraph: DocxParagraph, text: str, number: int) -> None:
    """Add a text box as Word writes it: a DrawingML shape and its VML fallback."""
    words = f'<w:t xml:space="preserve">{escape(plain(text))}</w:t>'
    inner = f"<w:txbxContent><w:p><w:r>{words}</w:r></w:p></w:txbxContent>"
    extent = 'cx="5400000" cy="900000"'
    shape = (
        f'<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/>'
        '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:ln w="9525"><a:solidFill>'
        '<a:srgbClr val="000000"/></a:solidFill></a:ln></wps:spPr>'
        f"<wps:txbx>{inner}</wps:txbx><wps:bodyPr/></wps:wsp>"
    )
    drawing = (
        f"<w:drawing><wp:inline><wp:extent {extent}/>"
        f'<wp:docPr id="{100 + number}" name="Zone de texte {number}"/>'
        f'<a:graphic><a:graphicData uri="{_WPS}">{shape}</a:graphicData></a:graphic>'
        "</wp:inline></w:drawing>"
    )
    box = f"<v:textbox>{inner}</v:textbox>"
    fallback = f'<w:pict><v:shape style="width:425pt;height:71pt">{box}</v:shape></w:pict>'
    spaces = (
        f'{nsdecls("w")} xmlns:mc="{_MC}" xmlns:wps="{_WPS}" xmlns:wp="{_WP}" xmlns:a="{_A}"'
        ' xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    paragraph._p.append(
        parse_xml(
            f'<w:r {spaces}><mc:AlternateContent><mc:Choice Requires="wps">{drawing}</mc:Choice>'
            f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent></w:r>"
        )
    )


def write_docx(source: Source) -> bytes:
    """Write a Word document with real styles, lists, tables, header and footer."""
    document = docx.Document()
    properties = document.core_properties
    properties.author = properties.last_modified_by = author(source)
    properties.title = source.meta.get("titre", source.name)
    properties.created = properties.modified = _moment(source)
    document.styles["Normal"].font.size = Pt(10.5)
    document.styles["Normal"].paragraph_format.space_after = Pt(4)
    for section in document.sections:
        section.left_margin = section.right_margin = Cm(2)
        section.top_margin = section.bottom_margin = Cm(2)
    if source.header:
        _docx_corner(document.sections[0].header.paragraphs[0], source.header)
    if source.footer:
        _docx_corner(document.sections[0].footer.paragraphs[0], source.footer)
    for number, block in enumerate(source.blocks, start=1):
        if block.kind == "page":
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        elif block.kind == "zone":
            _docx_zone(document.add_paragraph(), block.text, number)
        elif block.kind == "tableau":
            table = document.add_table(rows=0, cols=len(block.rows[0]), style="Table Grid")
            for index, row in enumerate(block.rows):
                for cell, content in zip(table.add_row().cells, row, strict=True):
                    for line, part in enumerate(content.split("<br>")):
                        paragraph = cell.add_paragraph() if line else cell.paragraphs[0]
                        bold = block.header_row and index == 0 and part
                        _docx_runs(paragraph, f"**{plain(part)}**" if bold else part.strip(), source)
            document.add_paragraph()
        else:
            styles = {"titre": f"Heading {block.level}", "puce": "List Bullet"}
            _docx_runs(document.add_paragraph(style=styles.get(block.kind)), block.text, source)
    out = io.BytesIO()
    document.save(out)
    return _fixed_zip(out.getvalue())


# --- odt --------------------------------------------------------------------------------------


def _odt_inline(text: str) -> str:
    """Return the inline text as ODF markup."""
    return "".join(
        f'<text:span text:style-name="Gras">{escape(run.text)}</text:span>' if run.kind == "gras" else escape(run.text)
        for run in runs(text)
        if run.kind != "supprime"
    )


def _odt_corner(text: str) -> str:
    """Return a header or footer paragraph with page-number fields."""
    content = escape(text).replace("{page}", "<text:page-number>1</text:page-number>")
    return f"<text:p>{content.replace('{pages}', '<text:page-count>3</text:page-count>')}</text:p>"


def _odt_table(block: Block, number: int) -> str:
    """Return a table as ODF markup."""
    rows: list[str] = []
    for index, row in enumerate(block.rows):
        mark = "**" if block.header_row and index == 0 else ""
        cells = "".join(
            '<table:table-cell table:style-name="Cellule" office:value-type="string">'
            + "".join(
                f"<text:p>{_odt_inline(f'{mark}{part.strip()}{mark}' if part.strip() else '')}</text:p>"
                for part in cell.split("<br>")
            )
            + "</table:table-cell>"
            for cell in row
        )
        rows.append(f"<table:table-row>{cells}</table:table-row>")
    columns = f'<table:table-column table:number-columns-repeated="{len(block.rows[0])}"/>'
    return f'<table:table table:name="Tableau{number}">{columns}{"".join(rows)}</table:table>'


def _odt_blocks(blocks: list[Block]) -> list[str]:
    """Return the body as ODF elements; consecutive bullets share one list."""
    elements: list[str] = []
    items: list[str] = []
    for number, block in enumerate([*blocks, Block("page")], start=1):
        if block.kind == "puce":
            items.append(f"<text:list-item><text:p>{_odt_inline(block.text)}</text:p></text:list-item>")
            continue
        if items:
            elements.append(f'<text:list text:style-name="Puces">{"".join(items)}</text:list>')
            items = []
        if block.kind == "titre":
            style = f'text:style-name="Heading_20_{block.level}" text:outline-level="{block.level}"'
            elements.append(f"<text:h {style}>{_odt_inline(block.text)}</text:h>")
        elif block.kind == "tableau":
            elements.append(_odt_table(block, number))
        elif block.kind == "zone":
            size = 'svg:width="15cm" svg:height="2.5cm"'
            frame = f'draw:name="Zone{number}" text:anchor-type="as-char" {size}'
            box = f"<draw:text-box><text:p>{_odt_inline(block.text)}</text:p></draw:text-box>"
            elements.append(f"<text:p><draw:frame {frame}>{box}</draw:frame></text:p>")
        elif block.kind == "page":
            elements.append('<text:p text:style-name="SautPage"/>')
        else:
            elements.append(f'<text:p text:style-name="Text_20_body">{_odt_inline(block.text)}</text:p>')
    return elements[:-1]


_ODT_STYLES = (
    '<style:style style:name="Gras" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>',
    '<style:style style:name="SautPage" style:family="paragraph"'
    ' style:parent-style-name="Standard">'
    '<style:paragraph-properties fo:break-before="page"/></style:style>',
    '<style:style style:name="Cellule" style:family="table-cell">'
    '<style:table-cell-properties fo:border="0.5pt solid #000000" fo:padding="0.1cm"/>'
    "</style:style>",
    '<text:list-style style:name="Puces">'
    '<text:list-level-style-bullet text:level="1" text:bullet-char="•">'
    '<style:list-level-properties text:space-before="0.4cm" text:min-label-width="0.4cm"/>'
    "</text:list-level-style-bullet></text:list-style>",
)


def write_odt(source: Source) -> bytes:
    """Write an OpenDocument text with real styles, lists, tables, header and footer."""
    document = OdfDocument("text")
    automatic = document.get_part("content.xml").get_element("//office:automatic-styles")
    for style in _ODT_STYLES:
        automatic.append(Element.from_tag(style))
    document.body.clear()
    for element in _odt_blocks(source.blocks):
        document.body.append(Element.from_tag(element))
    styles = document.get_part("styles.xml")
    for level in styles.get_elements("//text:outline-level-style"):
        for name in ("style:num-format", "style:num-suffix", "loext:num-list-format"):
            level.set_attribute(name, "")
    master = styles.get_element("//style:master-page")
    for tag, text in (("header", source.header), ("footer", source.footer)):
        for old in master.get_elements(f"style:{tag}"):
            old.delete()
        if text:
            master.append(Element.from_tag(f"<style:{tag}>{_odt_corner(text)}</style:{tag}>"))
    meta = document.get_part("meta.xml")
    meta.title = source.meta.get("titre", source.name)
    meta.creator = author(source)
    meta.creation_date = meta.date = _moment(source)
    meta.generator = "LibreOffice/6.3"
    out = io.BytesIO()
    document.save(out)
    return _fixed_zip(out.getvalue())


# --- txt, eml, rtf ----------------------------------------------------------------------------


def write_txt(source: Source) -> bytes:
    """Write a plain text, line by line; ``encodage`` and ``fin: crlf`` may be set."""
    lines = [re.sub(r"^#+\s+", "", plain(line)) for line in source.body.split("\n")]
    parts = [source.header, "\n".join(lines).strip("\n"), source.footer]
    text = "\n\n".join(part for part in parts if part) + "\n"
    if source.meta.get("fin") == "crlf":
        text = text.replace("\n", "\r\n")
    return text.encode(source.meta.get("encodage", "utf-8"), errors="replace")


def write_eml(source: Source) -> bytes:
    """Write an e-mail with a fixed date and identifier."""
    message = EmailMessage()
    message["From"] = source.meta.get("de", "inconnu@example.org")
    message["To"] = source.meta.get("a", "assises@example.org")
    message["Subject"] = source.meta.get("objet", source.name)
    message["Date"] = format_datetime(_moment(source).replace(tzinfo=PARIS))
    message["Message-ID"] = f"<{re.sub(r'[^A-Za-z0-9]', '-', source.name)}@example.org>"
    message.set_content(plain(source.body), cte="quoted-printable")
    return message.as_bytes()


def _rtf_escape(text: str) -> str:
    """Escape a text for RTF, every non-ASCII character as ``\\uN?``."""
    escaped = re.sub(r"([\\{}])", r"\\\1", text)
    return "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in escaped)


def write_rtf(source: Source) -> bytes:
    """Write a simple RTF letter."""
    lines = [r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Times New Roman;}}\f0\fs24"]
    for block in source.blocks:
        if block.kind == "tableau":
            lines += [_rtf_escape(" ; ".join(plain(cell) for cell in row)) + r"\par" for row in block.rows]
            continue
        kept = [run for run in runs(block.text) if run.kind != "supprime"]
        content = "".join(
            rf"{{\b {_rtf_escape(r.text)}}}" if r.kind == "gras" or block.kind == "titre" else _rtf_escape(r.text)
            for r in kept
        )
        prefix = {"puce": r"\bullet\tab ", "page": r"\page "}.get(block.kind, "")
        lines.append(prefix + content + r"\par\par")
    return ("\n".join(lines) + "\n}\n").encode("ascii")
