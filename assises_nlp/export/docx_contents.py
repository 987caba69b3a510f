"""The table of contents of a docx: links to the headings, page numbers that the office program computes itself."""

from __future__ import annotations

from typing import Any

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_LONGEST_BOOKMARK = 40


def bookmark(anchor: str) -> str:
    """The name of the bookmark of a heading; Word hides those that begin with an underscore."""
    return ("_Toc_" + anchor.replace("-", "_"))[:_LONGEST_BOOKMARK]


def open_field(paragraph: Any, depth: int) -> None:
    """Begin the TOC field, down to headings of level ``depth``, at the end of ``paragraph``."""
    paragraph.append(field_mark(_char("begin")))
    paragraph.append(field_mark(_instruction(f' TOC \\o "1-{depth}" \\h \\z \\u ')))
    paragraph.append(field_mark(_char("separate")))


def close_field(paragraph: Any) -> None:
    paragraph.append(field_mark(_char("end")))


def field_mark(mark: Any) -> Any:
    """A run that holds ``mark`` for Word alone (from 2013 on), as markup compatibility allows.

    Inside a TOC field LibreOffice takes the references to pages for dead text; where it sees no such field, it
    computes them. Both see the entries.
    """
    from lxml import etree

    run = etree.Element(f"{{{_W}}}r", nsmap={"w": _W})
    choices = etree.SubElement(run, f"{{{_MC}}}AlternateContent", nsmap={"mc": _MC, "w15": _W15})
    choice = etree.SubElement(choices, f"{{{_MC}}}Choice", Requires="w15")
    choice.append(mark)
    etree.SubElement(choices, f"{{{_MC}}}Fallback")
    return run


def add_entry(paragraph: Any, title: str, target: str) -> None:
    """The title, a tab and the page of the bookmark ``target``, as one link."""
    from docx.oxml import OxmlElement

    link: Any = OxmlElement("w:hyperlink")
    link.set(f"{{{_W}}}anchor", target)
    link.set(f"{{{_W}}}history", "1")
    words: Any = OxmlElement("w:t")
    words.text = title
    for content in (
        words,
        OxmlElement("w:tab"),
        _char("begin"),
        _instruction(f" PAGEREF {target} \\h "),
        _char("separate"),
        # No number until one is computed: a wrong one is worse than none.
        _char("end"),
    ):
        run: Any = OxmlElement("w:r")
        run.append(content)
        link.append(run)
    paragraph.append(link)


def _char(kind: str) -> Any:
    from docx.oxml import OxmlElement

    char: Any = OxmlElement("w:fldChar")
    char.set(f"{{{_W}}}fldCharType", kind)
    return char


def _instruction(words: str) -> Any:
    from docx.oxml import OxmlElement

    made: Any = OxmlElement("w:instrText")
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    made.text = words
    return made


def content_control(first: Any, end: Any) -> None:
    """Put ``first`` and all that stands between it and ``end`` into a table-of-contents control."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    control: Any = parse_xml(
        f'<w:sdt {nsdecls("w")}><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
        "<w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent/></w:sdt>"
    )
    first.addprevious(control)
    content = control[-1]
    while control.getnext() is not end:
        content.append(control.getnext())
