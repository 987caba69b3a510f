"""The styles of the docx: sober, one family of type, everything reachable by name so that a rapporteur can
restyle it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document as DocxDocument
    from docx.styles.style import ParagraphStyle

FONT = "Arial"
_SMALL = 8
INK = "1F2F55"
GREY = "555555"
RED = "8A1C1C"
# name: (size in points, bold, italic, colour, space before, space after, keep with next)
_PARAGRAPHS: dict[str, tuple[float, bool, bool, str | None, float, float, bool]] = {
    "Normal": (10.5, False, False, None, 0, 6, False),
    "Title": (26, True, False, INK, 120, 18, False),
    "Subtitle": (13, False, False, "333333", 0, 6, False),
    "Heading 1": (16, True, False, INK, 20, 8, True),
    "Heading 2": (13, True, False, INK, 14, 6, True),
    "Heading 3": (11, True, False, "333333", 12, 4, True),
    "Caption": (9, True, False, "333333", 6, 4, True),
    "Quote": (9.5, False, True, "222222", 0, 2, False),
    "List Bullet": (10.5, False, False, None, 0, 3, False),
    "List Bullet 2": (10.5, False, False, None, 0, 2, False),
    "TOC Heading": (16, True, False, INK, 0, 10, True),
    "Footer": (8.5, False, False, GREY, 0, 0, False),
    "Chapeau": (11, False, True, None, 0, 10, True),
    "Note de lecture": (9, False, False, GREY, 4, 6, False),
    "Intertitre": (9.5, True, False, "333333", 4, 2, True),
    "Avertissement": (10, True, False, RED, 2, 6, False),
    "Bandeau": (9, True, False, RED, 0, 0, False),
    "Repères": (8.5, False, False, GREY, 0, 8, False),
    "En-tête de tableau": (9, True, False, None, 2, 2, True),
    "Cellule de tableau": (9, False, False, None, 2, 2, False),
    "Cellule compacte": (8, False, False, None, 0.5, 0, False),
    "Après tableau": (4, False, False, None, 0, 4, False),
    "toc 1": (10.5, True, False, None, 5, 2, False),
    "toc 2": (10, False, False, None, 0, 1, False),
}

# The note has no title page: its title stands at the head of the first page.
_COMPACT: dict[str, tuple[float, bool, bool, str | None, float, float, bool]] = {
    "Normal": (10, False, False, None, 0, 4, False),
    "Title": (18, True, False, INK, 0, 6, False),
    "Subtitle": (10, False, False, "333333", 0, 1, False),
    "Heading 1": (12, True, False, INK, 8, 3, True),
    "List Bullet": (10, False, False, None, 0, 2, False),
    "Intertitre": (10, True, False, None, 2, 2, True),
}


# The annex of verbatims is looked up, not read.
_DENSE: dict[str, tuple[float, bool, bool, str | None, float, float, bool]] = {
    "Heading 1": (14, True, False, INK, 14, 4, True),
    "Heading 2": (11, True, False, INK, 8, 3, True),
    "Heading 3": (9, True, False, "333333", 6, 1, True),
    "Note de lecture": (8, False, False, GREY, 0, 1, True),
    "Intertitre": (8.5, True, False, "333333", 2, 1, True),
    "Quote": (8.5, False, False, "222222", 0, 1, False),
}


def set_styles(document: DocxDocument, *, title_page: bool = True, dense: bool = False) -> None:
    """Give the default template the styles of the bilan, in French and in one sober type."""
    from docx.enum.style import WD_STYLE_TYPE

    names = {style.name for style in document.styles}
    for name, shape in _PARAGRAPHS.items():
        if name not in names:
            made: Any = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name.startswith("toc"))
            made.base_style = document.styles["Normal"]
            made.quick_style = not name.startswith("toc")
        other = _DENSE if dense else {} if title_page else _COMPACT
        _shape(document.styles[name], *other.get(name, shape))
    _character(document, "Renvoi", GREY, size=8 if dense else 8.5)
    _character(document, "Sujet", INK, bold=True)
    _character(document, "Drapeau", RED)
    _indents(document)
    _defaults(document)


def _leading(size: float) -> float:
    """Small type stands in tables and needs no air between its lines."""
    return 1.12 if size > _SMALL else 1.0


def _shape(
    style: ParagraphStyle,
    size: float,
    bold: bool,
    italic: bool,
    colour: str | None,
    before: float,
    after: float,
    keep: bool,
) -> None:
    from docx.shared import Pt, RGBColor

    _font(style)
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, italic
    if colour:
        style.font.color.rgb = RGBColor.from_string(colour)
    spacing = style.paragraph_format
    spacing.space_before, spacing.space_after = Pt(before), Pt(after)
    spacing.keep_with_next, spacing.line_spacing, spacing.widow_control = keep, _leading(size), True
    for tracking in style.element.rPr.findall(f"{{{_W}}}spacing"):
        style.element.rPr.remove(tracking)
    borders = style.element.pPr.find(f"{{{_W}}}pBdr")
    if borders is not None:
        style.element.pPr.remove(borders)


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _font(style: Any) -> None:
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(f"{{{_W}}}{script}", FONT)


def _character(
    document: DocxDocument, name: str, colour: str, *, size: float | None = None, bold: bool | None = None
) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt, RGBColor

    made: Any = document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
    made.font.color.rgb, made.font.bold, made.quick_style = RGBColor.from_string(colour), bold, True
    if size is not None:
        made.font.size = Pt(size)


def _indents(document: DocxDocument) -> None:
    from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
    from docx.shared import Cm

    styles: Any = document.styles
    for name, left, hanging in (
        ("List Bullet", 0.6, 0.6),
        ("List Bullet 2", 1.2, 0.5),
        ("Repères", 0.6, 0),
        ("Quote", 0.6, 0),
    ):
        styles[name].paragraph_format.left_indent = Cm(left)
        styles[name].paragraph_format.first_line_indent = Cm(-hanging)
    styles["toc 2"].paragraph_format.left_indent = Cm(0.6)
    for name in ("toc 1", "toc 2"):
        stops = styles[name].paragraph_format.tab_stops
        stops.add_tab_stop(Cm(16), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    footer = styles["Footer"].paragraph_format.tab_stops
    footer.clear_all()
    footer.add_tab_stop(Cm(16), WD_TAB_ALIGNMENT.RIGHT)
    styles["TOC Heading"].paragraph_format.page_break_before = True
    for edge in styles["Table Grid"].element.iter(f"{{{_W}}}tblBorders"):
        for border in edge:
            border.set(f"{{{_W}}}color", "9AA3B5")


def _defaults(document: DocxDocument) -> None:
    """Language and type of the whole document."""
    for lang in document.styles.element.iter(f"{{{_W}}}lang"):
        lang.attrib.clear()
        lang.set(f"{{{_W}}}val", "fr-FR")
        lang.set(f"{{{_W}}}eastAsia", "fr-FR")
    for fonts in document.styles.element.find(f"{{{_W}}}docDefaults").iter(f"{{{_W}}}rFonts"):
        fonts.attrib.clear()
        for script in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(f"{{{_W}}}{script}", FONT)
    settings = document.settings.element
    for lang in settings.iter(f"{{{_W}}}themeFontLang"):
        lang.attrib.clear()
        lang.set(f"{{{_W}}}val", "fr-FR")
