"""OpenDocument texts (.odt, .ott, flat .fodt) and presentations (.odp)."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from assises_nlp.ingest.archive import LOCKED, TRUNCATED, Package, local, parse_xml
from assises_nlp.ingest.content import Content, Source
from assises_nlp.ingest.errors import UnreadableInput
from assises_nlp.ingest.furniture import once
from assises_nlp.ingest.odt_body import BodyReader, is_paged
from assises_nlp.ingest.odt_styles import DRAW, OFFICE, Styles, page_furniture
from assises_nlp.records import Block, BlockKind


def read_odt(source: Source) -> Content:
    """Read an OpenDocument archive; notes follow the paragraph that refers to them, as text boxes.

    Raises:
        UnreadableInput: the archive is truncated, encrypted, too large once inflated, or holds no text or slides.
    """
    package = Package(source.data)
    if "META-INF/manifest.xml" in package and b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise UnreadableInput(LOCKED)
    content = package.xml("content.xml")
    if content is None:
        raise UnreadableInput(TRUNCATED)
    return _read(content, package.xml("styles.xml"))


def read_flat(source: Source) -> Content:
    """Read a flat OpenDocument file: one XML document with content and styles."""
    root = parse_xml(source.data)
    return _read(root, root)


def _read(content: etree._Element, styles_root: etree._Element | None) -> Content:
    body = content.find(f"{OFFICE}body")
    story = (
        next((child for child in body if local(child) in {"text", "presentation", "drawing"}), None)
        if body is not None
        else None
    )
    if story is None:
        raise UnreadableInput(TRUNCATED)
    styles = Styles((content, styles_root))
    reader = BodyReader(styles, paged=is_paged(story))
    if local(story) == "text":
        blocks = reader.read(story)
    else:
        slides = [page for page in story if page.tag == f"{DRAW}page"]
        blocks = [block for number, page in enumerate(slides, start=1) for block in reader.slide(page, number)]
        footers = once(block for block in blocks if block.kind == "footer")
        blocks = [block for block in blocks if block.kind != "footer"] + footers
    furniture = BodyReader(styles, paged=False)
    headers, footers_xml = page_furniture(styles_root) if local(story) == "text" else ([], [])
    return Content(
        (*_furniture(furniture, headers, "header"), *blocks, *_furniture(furniture, footers_xml, "footer")),
        _notices(reader),
    )


def _furniture(reader: BodyReader, stories: list[etree._Element], kind: BlockKind) -> list[Block]:
    blocks = [block for story in stories for block in reader.read(story)]
    return once(
        [replace(block, kind=kind, table=None, row=None, column=None, title=None, level=None) for block in blocks]
    )


def _notices(reader: BodyReader) -> tuple[str, ...]:
    seen, notices = reader.seen, []
    if seen["tracked"]:
        notices.append("Le suivi des modifications a été lu comme si toutes les modifications étaient acceptées.")
    if seen["annotation"]:
        notices.append("Les commentaires de relecture ne sont pas repris.")
    if seen["hidden"]:
        notices.append("Le texte masqué n’est pas repris.")
    if seen["notes"]:
        notices.append("Les notes de l’orateur ne sont pas reprises.")
    if seen["object"]:
        notices.append("Un objet incorporé (tableau ou graphique d’un autre logiciel) n’a pas été lu.")
    return tuple(notices)
