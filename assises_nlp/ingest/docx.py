"""Word documents (.docx, .docm, .dotx): text, headings, lists, tables, text boxes, notes, headers and footers."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from assises_nlp.ingest.archive import TRUNCATED, Package, parse_xml
from assises_nlp.ingest.content import Content, Source
from assises_nlp.ingest.docx_body import StoryReader
from assises_nlp.ingest.docx_styles import Styles, W
from assises_nlp.ingest.errors import UnreadableInput
from assises_nlp.ingest.furniture import once
from assises_nlp.records import Block, BlockKind

# A "strict" file uses other namespaces for the same elements (ISO/IEC 29500-1, annex A).
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
)
_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})


def read_docx(source: Source) -> Content:
    """Read a Word document; footnotes follow the paragraph (or table) that refers to them, as text boxes.

    Raises:
        UnreadableInput: the archive is truncated, encrypted, too large once inflated, or holds no Word document.
    """
    package = Package(source.data)
    main = _main_part(package)
    root = _part(package, main)
    body = root.find(f"{W}body") if root is not None else None
    if root is None or body is None:
        raise UnreadableInput(TRUNCATED)
    relations = package.relations(main)
    by_type: dict[str, list[str]] = {}
    for kind, target in relations.values():
        by_type.setdefault(kind, []).append(target)
    styles = Styles(_first(package, by_type.get("styles", [])))
    notes = _notes(package, by_type)
    paged = next(root.iter(f"{W}lastRenderedPageBreak"), None) is not None
    reader = StoryReader(styles, notes, paged=paged)
    blocks = reader.read(body)
    furniture = StoryReader(styles, {}, paged=False)
    headers = _furniture(package, furniture, by_type.get("header", []), "header")
    footers = _furniture(package, furniture, by_type.get("footer", []), "footer")
    return Content((*headers, *blocks, *footers), _notices(reader, "comments" in by_type, package, by_type))


def _main_part(package: Package) -> str:
    for kind, target in package.relations("").values():
        if kind == "officeDocument" and target in package:
            return target
    if "word/document.xml" in package:
        return "word/document.xml"
    raise UnreadableInput(TRUNCATED)


def _part(package: Package, name: str) -> etree._Element | None:
    if name not in package:
        return None
    data = package.read(name)
    for strict, transitional in _STRICT:
        data = data.replace(strict, transitional)
    return parse_xml(data)


def _first(package: Package, names: list[str]) -> etree._Element | None:
    return next((root for root in (_part(package, name) for name in names) if root is not None), None)


def _notes(package: Package, by_type: dict[str, list[str]]) -> dict[tuple[str, str], etree._Element]:
    notes: dict[tuple[str, str], etree._Element] = {}
    for kind in ("footnote", "endnote"):
        root = _first(package, by_type.get(f"{kind}s", []))
        for note in root.iterfind(f"{W}{kind}") if root is not None else ():
            if note.get(f"{W}type") not in _SEPARATORS:
                notes[kind, note.get(f"{W}id", "")] = note
    return notes


def _furniture(package: Package, reader: StoryReader, names: list[str], kind: BlockKind) -> list[Block]:
    roots = [_part(package, name) for name in sorted(names)]
    blocks = [block for root in roots if root is not None for block in reader.read(root)]
    return once(
        [replace(block, kind=kind, table=None, row=None, column=None, title=None, level=None) for block in blocks]
    )


def _notices(reader: StoryReader, comments: bool, package: Package, by_type: dict[str, list[str]]) -> tuple[str, ...]:
    seen, notices = reader.seen, []
    if seen["insertion"] or seen["deletion"]:
        notices.append("Le suivi des modifications a été lu comme si toutes les modifications étaient acceptées.")
    if comments and any(_has_comment(_part(package, name)) for name in by_type["comments"]):
        notices.append("Les commentaires de relecture ne sont pas repris.")
    if seen["hidden"]:
        notices.append("Le texte masqué n’est pas repris.")
    if seen["altChunk"]:
        notices.append(
            "Un document inséré dans le fichier n’a pas été lu\u00a0: enregistrez à nouveau le fichier dans "
            "Word pour l’intégrer."
        )
    if seen["object"]:
        notices.append("Un objet incorporé (tableau ou graphique d’un autre logiciel) n’a pas été lu.")
    return tuple(notices)


def _has_comment(root: etree._Element | None) -> bool:
    return root is not None and root.find(f"{W}comment") is not None
