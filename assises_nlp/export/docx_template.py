"""The docx that the bilan is written into: the program's own look, or the préfecture's template emptied of its text.

From a template: styles, headers, footers, page set-up, theme, fonts. A style that it lacks is added in its own type.
Its text, comments, embedded files and the path of the template that it was itself made from do not go out.
"""

from __future__ import annotations

import copy
import io
import logging
from typing import TYPE_CHECKING, Any

from assises_nlp.export.docx_styles import set_styles
from assises_nlp.export.template_files import unusable

if TYPE_CHECKING:
    from docx.document import Document as DocxDocument

_log = logging.getLogger(__name__)
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NEEDED = (
    *("Normal", "Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "Caption", "Quote", "TOC Heading"),
    *("List Bullet", "List Bullet 2", "Footer", "Chapeau", "Note de lecture", "Intertitre", "Avertissement"),
    *("Bandeau", "Repères", "En-tête de tableau", "Cellule de tableau", "Cellule compacte", "Après tableau"),
    *("toc 1", "toc 2", "Strong", "Renvoi", "Sujet", "Drapeau", "Table Grid"),
)
# What the main part of a template may still point to once its text is gone.
_KEPT_RELATIONS = (
    *("styles", "numbering", "settings", "fontTable", "theme", "webSettings", "footnotes", "endnotes"),
    "stylesWithEffects",
)
_DROPPED_SETTINGS = ("attachedTemplate", "updateFields", "trackRevisions", "documentProtection", "mailMerge", "rsids")
_BULLETS = (("List Bullet", 340, "•"), ("List Bullet 2", 680, "–"))
_HANGING = 340


def new_document(*, compact: bool, dense: bool = False) -> DocxDocument:
    """An empty document in the program's own look."""
    import docx

    made = docx.Document()
    set_styles(made, title_page=not compact, dense=dense)
    return made


def open_template(data: bytes, *, compact: bool, dense: bool = False) -> DocxDocument:
    """The template, emptied, with every style that the bilan needs.

    Raises:
        ExportError: it is no docx (a .dotx or .docm renamed included).
    """
    import docx

    try:
        document: DocxDocument = docx.Document(io.BytesIO(data))
        _empty(document)
        _drop_settings(document)
        _add_styles(document, new_document(compact=compact, dense=dense))
    except Exception as error:  # python-docx raises whatever its parts meet
        _log.warning("docx template: %s", error, exc_info=True)
        raise unusable("modele.docx") from None
    return document


def _empty(document: DocxDocument) -> None:
    """Drop the text; the last section keeps its page and takes the headers and footers that it inherited."""
    body: Any = document.element.body
    final = body.get_or_add_sectPr()
    for section in body.iter(f"{{{_W}}}sectPr"):
        if section is not final:
            _inherit(section, final)
    for child in list(body):
        if child is not final:
            body.remove(child)
    for tag in ("type", "pgNumType"):
        for node in final.findall(f"{{{_W}}}{tag}"):
            final.remove(node)
    used = {value for node in final.iter() for key, value in node.attrib.items() if key.endswith("}id")}
    relations: Any = document.part.rels
    for key, relation in list(relations.items()):
        if key not in used and relation.reltype.rsplit("/", 1)[-1] not in _KEPT_RELATIONS:
            relations.pop(key)


def _inherit(section: Any, final: Any) -> None:
    for tag in ("headerReference", "footerReference"):
        kind = f"{{{_W}}}type"
        present = {node.get(kind) for node in final.findall(f"{{{_W}}}{tag}")}
        for node in section.findall(f"{{{_W}}}{tag}"):
            if node.get(kind) not in present:
                final.insert(0, copy.deepcopy(node))
    if section.find(f"{{{_W}}}titlePg") is not None and final.find(f"{{{_W}}}titlePg") is None:
        final.append(copy.deepcopy(section.find(f"{{{_W}}}titlePg")))


def _drop_settings(document: DocxDocument) -> None:
    settings: Any = document.settings.element
    for tag in _DROPPED_SETTINGS:
        for node in settings.findall(f"{{{_W}}}{tag}"):
            settings.remove(node)
    part: Any = document.part
    part._settings_part.rels.clear()
    package = part.package.rels
    for key, relation in list(package.items()):
        if relation.reltype.rsplit("/", 1)[-1] in {"thumbnail", "custom-properties"}:
            package.pop(key)


def _add_styles(document: DocxDocument, ours: DocxDocument) -> None:
    present = {style.name for style in document.styles}
    ids = {style.style_id for style in document.styles}
    own: dict[str, Any] = {style.name: style.element for style in ours.styles if style.name}
    default: Any = next((s.style_id for s in document.styles if s.element.get(f"{{{_W}}}default") == "1"), "Normal")
    holder: Any = document.styles.element
    for name in _NEEDED:
        if name in present:
            continue
        made = copy.deepcopy(own[name])
        identity = made.get(f"{{{_W}}}styleId")
        if identity in ids:
            identity = f"Assises{identity}"
            made.set(f"{{{_W}}}styleId", identity)
        ids.add(identity)
        _adapt(made, default)
        holder.append(made)
    _bullets(document)


def _adapt(style: Any, default: str) -> None:
    """A style of ours among the template's: its type and its base, none of our links."""
    for tag in ("link", "next"):
        for node in style.findall(f"{{{_W}}}{tag}"):
            style.remove(node)
    for node in style.findall(f"{{{_W}}}basedOn"):
        if style.get(f"{{{_W}}}type") == "paragraph":
            node.set(f"{{{_W}}}val", default)
        else:
            style.remove(node)
    if style.get(f"{{{_W}}}default"):
        del style.attrib[f"{{{_W}}}default"]
    for node in [*style.iter(f"{{{_W}}}rFonts"), *style.iter(f"{{{_W}}}numPr")]:
        node.getparent().remove(node)


def _bullets(document: DocxDocument) -> None:
    """The list styles without a bullet of their own get one."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    for name, left, sign in _BULLETS:
        style: Any = document.styles[name].element
        if next(style.iter(f"{{{_W}}}numPr"), None) is not None:
            continue
        numbering = _numbering(document)
        abstract = _free(numbering, "abstractNum", "abstractNumId")
        number = _free(numbering, "num", "numId")
        made = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{abstract}"><w:multiLevelType w:val="singleLevel"/>'
            f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="{sign}"/>'
            f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="{_HANGING}"/></w:pPr></w:lvl>'
            "</w:abstractNum>"
        )
        # The schema wants every abstractNum before the first num.
        first = numbering.find(f"{{{_W}}}num")
        if first is None:
            numbering.append(made)
        else:
            first.addprevious(made)
        numbering.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{abstract}"/></w:num>')
        )
        style.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = number


def _free(numbering: Any, tag: str, attribute: str) -> int:
    taken = [int(node.get(f"{{{_W}}}{attribute}", "0")) for node in numbering.findall(f"{{{_W}}}{tag}")]
    return max(taken, default=0) + 1


def _numbering(document: DocxDocument) -> Any:
    """The numbering of the document; python-docx cannot make one where there is none."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.oxml.ns import nsdecls
    from docx.parts.numbering import NumberingPart

    part: Any = document.part
    if not any(relation.reltype == RELATIONSHIP_TYPE.NUMBERING for relation in part.rels.values()):
        blob = f"<w:numbering {nsdecls('w')}/>".encode()
        made = NumberingPart.load(PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING, blob, part.package)
        part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
    return part.numbering_part.element
