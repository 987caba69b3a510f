"""The préfecture's odt template, emptied of its text: styles, headers, footers and page set-up stay.

A style that the template lacks comes from the program's own ``styles.xml``, in the template's type.
"""

from __future__ import annotations

import copy
import io
import logging
import re
from typing import Any

from assises_nlp.export.template_files import unusable

_log = logging.getLogger(__name__)
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_MIMETYPE = "application/vnd.oasis.opendocument.text"
_KEPT_PARTS = ("mimetype", "content.xml", "styles.xml", "meta.xml", "settings.xml", "META-INF/manifest.xml", "Fonts/")
_LENGTH = re.compile(r"([\d.]+)(cm|mm|in|pt)")
_CM = {"cm": 1.0, "mm": 0.1, "in": 2.54, "pt": 2.54 / 72}


def open_template(data: bytes, own_styles: bytes, banner: str) -> tuple[Any, float | None]:
    """The emptied template as an ``odfdo.Document``, and the width of its text in cm where it says so.

    ``own_styles`` is the program's ``styles.xml``, which holds the running foot; ``banner`` goes to the head of pages.

    Raises:
        ExportError: it is no odt.
    """
    import odfdo
    from lxml import etree

    try:
        odt: Any = odfdo.Document(io.BytesIO(data))
        if odt.mimetype.strip() != _MIMETYPE:
            raise ValueError(odt.mimetype)
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        styles = etree.fromstring(odt.container.get_part("styles.xml"), parser)
        ours = etree.fromstring(own_styles, parser)
        _add_styles(styles, ours)
        master, width = _page(styles)
        _running(master, ours, banner)
        _empty(odt, styles)
        odt.container.set_part("styles.xml", etree.tostring(styles, xml_declaration=True, encoding="UTF-8"))
    except Exception as error:  # odfdo raises whatever its parts meet
        _log.warning("odt template: %s", error, exc_info=True)
        raise unusable("modele.odt") from None
    return odt, width


def _child(parent: Any, tag: str) -> Any:
    found = parent.find(tag)
    if found is None:
        raise ValueError(tag)
    return found


def _key(style: Any) -> tuple[str, str | None, str | None]:
    return style.tag, style.get(f"{_STYLE}family"), style.get(f"{_STYLE}name")


def _add_styles(styles: Any, ours: Any) -> None:
    theirs = _child(styles, f"{_OFFICE}styles")
    present = {_key(style) for style in theirs}
    for style in _child(ours, f"{_OFFICE}styles"):
        if style.get(f"{_STYLE}name") and _key(style) not in present and style.tag != f"{_TEXT}outline-style":
            theirs.append(copy.deepcopy(style))


def _page(styles: Any) -> tuple[Any, float | None]:
    """The master page that the text is set in, and the width between its margins."""
    masters = _child(styles, f"{_OFFICE}master-styles").findall(f"{_STYLE}master-page")
    master = next((page for page in masters if page.get(f"{_STYLE}name") == "Standard"), masters[0])
    name = master.get(f"{_STYLE}page-layout-name")
    layout = next(page for page in styles.iter(f"{_STYLE}page-layout") if page.get(f"{_STYLE}name") == name)
    properties = layout.find(f"{_STYLE}page-layout-properties")
    return master, None if properties is None else _width(properties)


def _width(properties: Any) -> float | None:
    page = _centimetres(properties.get(f"{_FO}page-width"))
    margin = _centimetres(properties.get(f"{_FO}margin")) or 0.0
    left = _centimetres(properties.get(f"{_FO}margin-left"))
    right = _centimetres(properties.get(f"{_FO}margin-right"))
    if page is None:
        return None
    return page - (margin if left is None else left) - (margin if right is None else right)


def _centimetres(length: str | None) -> float | None:
    match = _LENGTH.fullmatch(length or "")
    return float(match[1]) * _CM[match[2]] if match else None


def _running(master: Any, ours: Any, banner: str) -> None:
    """The banner above the template's own head; our foot where the template has none."""
    own = _child(ours, f"{_OFFICE}master-styles").find(f"{_STYLE}master-page")
    if banner:
        heads = [node for node in master if node.tag in {f"{_STYLE}header", f"{_STYLE}header-first"}]
        if not any(node.tag == f"{_STYLE}header" for node in heads):
            master.insert(0, copy.deepcopy(_child(own, f"{_STYLE}header")))
        for head in heads:
            head.insert(0, copy.deepcopy(_child(own, f"{_STYLE}header")[0]))
    if master.find(f"{_STYLE}footer") is None:
        head = master.find(f"{_STYLE}header")
        master.insert(0 if head is None else master.index(head) + 1, copy.deepcopy(_child(own, f"{_STYLE}footer")))


def _empty(odt: Any, styles: Any) -> None:
    """Drop the text, what it alone held, and any macro."""
    from odfdo import Element

    odt.body.clear()
    content = odt.get_part("content.xml").root
    for tag in ("office:scripts", "office:automatic-styles"):
        for node in content.get_elements(tag):
            for child in list(node.children):
                node.delete(child)
    if not content.get_elements("office:automatic-styles"):
        content.insert(Element.from_tag("office:automatic-styles"), 0)
    used = {node.get(f"{_XLINK}href", "").removeprefix("./") for node in styles.iter()}
    for part in list(odt.container.parts):
        if part not in used and not part.startswith(_KEPT_PARTS):
            odt.container.del_part(part)
    for path in list(odt.manifest.get_paths()):
        if path != "/" and path not in used and not path.startswith(_KEPT_PARTS):
            odt.manifest.del_full_path(path)
