"""What a file is, by its first bytes and by what its container holds; its extension is only the last resort."""

from __future__ import annotations

import re

from assises_nlp.ingest.archive import LOCKED, Package
from assises_nlp.ingest.errors import UnreadableInput

_ARCHIVES = (b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00", b"PK\x05\x06")
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"GIF8", b"BM")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OPENDOCUMENT = {
    "text": "odt",
    "text-template": "odt",
    "text-master": "odt",
    "presentation": "odp",
    "spreadsheet": "ods",
}
_MAIL_HEADER = re.compile(
    rb"^(?:Return-Path|Received|MIME-Version|Message-ID|X-[\w-]+|Delivered-To):", re.IGNORECASE | re.MULTILINE
)
_MAIL_FROM = re.compile(rb"^From:", re.IGNORECASE | re.MULTILINE)
_HTML = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)

ARCHIVE = "Le fichier est une archive compressée\u00a0: extrayez-en les documents et déposez-les un à un."
IMAGE = (
    "Le fichier est une image\u00a0: passez-le d’abord dans un logiciel de reconnaissance de "
    "caractères (OCR), puis déposez le texte obtenu."
)
OUTLOOK = (
    "Le fichier est un message Outlook (.msg)\u00a0: enregistrez-le au format .eml ou .txt et déposez-le à nouveau."
)
UNKNOWN_OFFICE = (
    "Le format de ce fichier n’est pas reconnu\u00a0: ouvrez-le dans votre logiciel et "
    "enregistrez-le en .docx, .odt ou .pdf."
)
FLAT_SHEET = (
    "Le fichier est un classeur OpenDocument à plat\u00a0: enregistrez-le en .ods ou .xlsx et déposez-le à nouveau."
)


def sniff(data: bytes) -> str | None:
    """A format's name (``docx``, ``pdf``, ``eml``…), or None for text that the extension must tell apart.

    Raises:
        UnreadableInput: the content is known, and is none that can be read (archive, image, encrypted office file).
    """
    head = data[:4096]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _zipped(data)
    if head.startswith(_OLE):
        return _compound(data)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        return "rtf"
    if head.startswith(_ARCHIVES):
        raise UnreadableInput(ARCHIVE)
    if head.startswith(_IMAGES) and b"\x00" in head:
        raise UnreadableInput(IMAGE)
    return _textual(head)


def _textual(head: bytes) -> str | None:
    if b"<office:document" in head and b"<office:document-" not in head:
        if b"opendocument.spreadsheet" in head:
            raise UnreadableInput(FLAT_SHEET)
        return "fodt"
    if _HTML.match(head.lstrip(b"\xef\xbb\xbf")):
        return "html"
    top = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    if _MAIL_FROM.search(top) and _MAIL_HEADER.search(top):
        return "eml"
    return None


def _zipped(data: bytes) -> str:
    package = Package(data)
    if "mimetype" in package:
        kind = package.read("mimetype").decode("ascii", errors="replace").strip()
        family = kind.removeprefix("application/vnd.oasis.opendocument.").removesuffix("-template")
        if family in _OPENDOCUMENT:
            return _OPENDOCUMENT[family]
    names = package.names
    for folder, found in (("word/", "docx"), ("ppt/", "pptx"), ("xl/", "xlsx")):
        if any(name.startswith(folder) for name in names):
            return found
    if "content.xml" in package:
        return "odt"
    raise UnreadableInput(UNKNOWN_OFFICE if "[Content_Types].xml" in package else ARCHIVE)


def _compound(data: bytes) -> str:
    """A compound (OLE) file names its streams in UTF-16."""

    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        raise UnreadableInput(LOCKED)
    if holds("WordDocument"):
        return "doc"
    if holds("PowerPoint Document"):
        return "ppt"
    if holds("Workbook") or holds("Book\x00"):
        return "xls"
    if holds("__substg1.0_"):
        raise UnreadableInput(OUTLOOK)
    raise UnreadableInput(UNKNOWN_OFFICE)
