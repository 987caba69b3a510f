"""Office files are zip archives of XML: both are opened here, and only here, without trust.

Nothing is ever written to disk, so a member's name cannot lead anywhere; what is inflated is bounded; a document type
declaration (the door of entity bombs and of external entities) is refused, since no office program writes one.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib

from lxml import etree

from assises_nlp.ingest.errors import UnreadableInput

MAX_INFLATED = 100 * 1024 * 1024
MAX_MEMBERS = 20_000

TRUNCATED = (
    "Le fichier est incomplet ou endommagé\u00a0: ouvrez-le dans votre logiciel de bureautique, "
    "réenregistrez-le et déposez-le à nouveau."
)
BOMB = (
    "Le fichier, une fois décompressé, dépasse la taille admise\u00a0: vérifiez sa provenance, puis "
    "réenregistrez-le ou découpez-le."
)
LOCKED = (
    "Le fichier est protégé par un mot de passe\u00a0: enregistrez-en une copie sans mot de passe "
    "et déposez-la à nouveau."
)
SUSPECT_XML = (
    "Le fichier contient des déclarations XML interdites\u00a0: vérifiez sa provenance et "
    "réenregistrez-le avec un logiciel de bureautique."
)


def parse_xml(data: bytes) -> etree._Element:
    """The root of an XML document.

    Raises:
        UnreadableInput: it is not well formed, too deep, or declares a document type.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableInput(TRUNCATED) from error
    if getattr(root.getroottree().docinfo, "doctype", ""):
        raise UnreadableInput(SUSPECT_XML)
    return root


def local(element: etree._Element) -> str:
    """The element's name without its namespace; empty for what is no element (an entity reference)."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


class Package:
    """A zip archive in memory whose members are read within a budget."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            infos = self._zip.infolist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise UnreadableInput(TRUNCATED) from error
        if len(infos) > MAX_MEMBERS:
            raise UnreadableInput(BOMB)
        self._infos = {info.filename: info for info in infos}
        self._left = MAX_INFLATED

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(sorted(self._infos))

    def __contains__(self, name: str) -> bool:
        return name in self._infos

    def read(self, name: str) -> bytes:
        """A member's bytes; ``KeyError`` if there is none of that name."""
        info = self._infos[name]
        if info.flag_bits & 0x1:
            raise UnreadableInput(LOCKED)
        if info.file_size > self._left:
            raise UnreadableInput(BOMB)
        try:
            with self._zip.open(info) as member:
                data = member.read(self._left + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
            raise UnreadableInput(TRUNCATED) from error
        self._left -= len(data)
        if self._left < 0:
            raise UnreadableInput(BOMB)
        return data

    def xml(self, name: str) -> etree._Element | None:
        """The root of a member, or None if there is no such member."""
        return parse_xml(self.read(name)) if name in self._infos else None

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Relationships of an OOXML part: id -> (last word of the type, name of the target in the archive)."""
        folder, _, base = part.rpartition("/")
        root = self.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
        found: dict[str, tuple[str, str]] = {}
        for relation in root if root is not None else ():
            if local(relation) != "Relationship" or relation.get("TargetMode") == "External":
                continue
            target = relation.get("Target", "")
            name = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[relation.get("Id", "")] = (relation.get("Type", "").rpartition("/")[2], name)
        return found
