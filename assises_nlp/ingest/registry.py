"""The one door of the room: a path -> a Document, by what the file holds first and by its extension second."""

from __future__ import annotations

import hashlib
import logging
import os
import stat
import unicodedata
from importlib import import_module
from pathlib import Path
from typing import cast

from assises_nlp.ingest.content import Content, Reader, Source
from assises_nlp.ingest.errors import UnreadableInput
from assises_nlp.ingest.hints import DocumentHint
from assises_nlp.ingest.kinds import infer_kind
from assises_nlp.ingest.sniff import sniff
from assises_nlp.records import Document

_LOG = logging.getLogger(__name__)

READERS: dict[str, tuple[str, str]] = {
    "docx": ("docx", "read_docx"),
    "odt": ("odt", "read_odt"),
    "fodt": ("odt", "read_flat"),
    "odp": ("odt", "read_odt"),
    "pptx": ("pptx", "read_pptx"),
    "pdf": ("pdf", "read_pdf"),
    "rtf": ("rtf", "read_rtf"),
    "eml": ("eml", "read_eml"),
    "html": ("html", "read_html"),
    "md": ("markdown", "read_markdown"),
    "txt": ("txt", "read_txt"),
    "doc": ("office", "read_doc"),
    "ppt": ("office", "read_ppt"),
}
"""Format -> module and function of its reader, imported when first used."""

TABLES = frozenset({"csv", "tsv", "xlsx", "ods", "xls"})

EXTENSIONS: dict[str, str] = {
    ".docx": "docx",
    ".docm": "docx",
    ".dotx": "docx",
    ".odt": "odt",
    ".ott": "odt",
    ".fodt": "fodt",
    ".odp": "odp",
    ".pptx": "pptx",
    ".ppsx": "pptx",
    ".ppt": "ppt",
    ".doc": "doc",
    ".dot": "doc",
    ".pdf": "pdf",
    ".rtf": "rtf",
    ".eml": "eml",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".md": "md",
    ".markdown": "md",
    ".txt": "txt",
    ".text": "txt",
    ".csv": "csv",
    ".tsv": "tsv",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".ods": "ods",
    ".xls": "xls",
}
SUPPORTED: frozenset[str] = frozenset(EXTENSIONS)
"""Extensions, in lower case and with their dot, of the files that :func:`read` takes."""

MAX_BYTES = 200 * 1024 * 1024

_IGNORED_NAMES = frozenset({"thumbs.db", "desktop.ini", "assises.toml", "ehthumbs.db", "icon\r"})
_TEMPORARY = (".tmp", ".part", ".crdownload", ".bak", ".swp", "~")
_ADVICE = {
    ".msg": "enregistrez le message au format .eml",
    ".pages": "exportez le document en .docx",
    ".numbers": "exportez le classeur en .xlsx",
    ".key": "exportez la présentation en .pptx",
    ".wpd": "enregistrez le document en .docx ou .odt",
    ".wps": "enregistrez le document en .docx ou .odt",
    ".zip": "extrayez les documents de l’archive",
    ".7z": "extrayez les documents de l’archive",
    ".rar": "extrayez les documents de l’archive",
    **dict.fromkeys(
        (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".gif", ".bmp", ".heic"),
        "passez l’image à l’OCR et déposez le texte",
    ),
    **dict.fromkeys(
        (".mp3", ".wav", ".m4a", ".ogg", ".mp4", ".mov", ".avi"), "déposez la transcription de l’enregistrement"
    ),
}


def is_ignored(path: Path) -> str | None:
    """Why a file is noted and not read (hidden, lock, unknown…), in French; None if it is to be read."""
    name = path.name
    if name.startswith((".~lock", "~$")) or (name.startswith("~") and name.lower().endswith(".tmp")):
        return "Fichier de verrou d’un logiciel de bureautique."
    if name.startswith(".") or name.lower() in _IGNORED_NAMES:
        return "Fichier caché ou de service."
    if name.lower().endswith(_TEMPORARY):
        return "Fichier temporaire."
    extension = path.suffix.lower()
    if extension in SUPPORTED:
        return None
    if extension in _ADVICE:
        return f"Format «\u00a0{extension}\u00a0» non pris en charge\u00a0: {_ADVICE[extension]}."
    return f"Extension «\u00a0{extension}\u00a0» inconnue." if extension else "Fichier sans extension."


def read(path: Path, *, hint: DocumentHint | None = None) -> Document:
    """Read one file.

    Returns:
        A document with at least one block or one row of answers. ``format`` is what the file holds, whatever its
        extension says.

    Raises:
        UnreadableInput: the file is missing, empty, truncated, encrypted, too large, a scan or of an unknown content.
    """
    if any("\ud800" <= char <= "\udfff" for char in path.name):
        # A name in another encoding than the system's: no output could cite it.
        raise UnreadableInput("Le nom du fichier contient des caractères illisibles\u00a0: renommez-le.")
    data = _bytes(path)
    key = hashlib.sha256(data).hexdigest()
    name = unicodedata.normalize("NFC", path.name)
    try:
        format, notices = _format(data, path.suffix.lower())
        if format in TABLES:
            return _table(path, data, key, hint)
        content = _reader(format)(Source(data, name))
    except UnreadableInput:
        raise
    except Exception as error:  # whatever a third-party parser raises on a hostile or broken file
        _LOG.warning("Reading of %s failed: %s", key, type(error).__name__)
        _LOG.debug("Details", exc_info=True)
        raise UnreadableInput(
            "Le fichier n’a pas pu être lu\u00a0: ouvrez-le dans votre logiciel, réenregistrez-le (en .docx "
            "ou .odt, par exemple) et déposez-le à nouveau."
        ) from error
    return _document(content, key, name, format, hint, notices)


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise UnreadableInput("Ce chemin est celui d’un dossier\u00a0: indiquez un fichier.")
        if not path.exists():
            raise UnreadableInput("Le fichier n’existe pas\u00a0: vérifiez son nom et son emplacement.")
        if not path.is_file():
            raise UnreadableInput("Ce n’est pas un fichier ordinaire\u00a0: déposez-en une copie.")
        if path.is_symlink() and path.resolve().parent != path.parent.resolve():
            raise UnreadableInput("Ce fichier est un lien vers un autre dossier\u00a0: déposez-en une copie.")
        data = _content(path)
    except (OSError, RuntimeError) as error:  # RuntimeError: a link that leads to itself
        raise UnreadableInput("Le fichier n’est pas accessible\u00a0: vérifiez vos droits de lecture.") from error
    if not data:
        raise UnreadableInput("Le fichier est vide (zéro octet)\u00a0: copiez-le à nouveau depuis sa source.")
    return data


def _content(path: Path) -> bytes:
    """The bytes of a regular file, within the limit whatever becomes of the file in the meantime."""
    # Without waiting: what was a file a moment ago may have become a pipe that nobody writes to.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise UnreadableInput("Ce n’est pas un fichier ordinaire\u00a0: déposez-en une copie.")
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise UnreadableInput(
            f"Le fichier dépasse {MAX_BYTES // (1024 * 1024)}\u00a0Mo\u00a0: découpez-le ou retirez-en les images."
        )
    return data


def _format(data: bytes, extension: str) -> tuple[str, tuple[str, ...]]:
    expected = EXTENSIONS.get(extension)
    found = sniff(data)
    if found is None:
        # Text: the extension may tell what it is; that of a binary format cannot be right.
        textual = {"md", "txt", "csv", "tsv", "html", "eml"}
        found = expected if expected in textual else "txt"
    elif found == "eml" and expected in {"md", "csv", "tsv"}:
        found = expected
    if expected is None or found == expected:
        return found, ()
    return found, (f"L’extension «\u00a0{extension}\u00a0» ne correspond pas au contenu, lu comme du {found}.",)


def _reader(format: str) -> Reader:
    module, function = READERS[format]
    return cast(Reader, getattr(import_module(f"assises_nlp.ingest.{module}"), function))


def _table(path: Path, data: bytes, key: str, hint: DocumentHint | None) -> Document:
    from assises_nlp.ingest.tables import read_table

    document: Document = read_table(path, data, key, hint)
    return document


def _document(
    content: Content, key: str, name: str, format: str, hint: DocumentHint | None, notices: tuple[str, ...]
) -> Document:
    if not any(any(map(str.isalnum, block.text)) for block in content.blocks):
        raise UnreadableInput(
            "Le fichier ne contient aucun texte lisible\u00a0: s’il s’agit d’un document numérisé, "
            "passez-le d’abord dans un logiciel de reconnaissance de caractères (OCR)."
        )
    kind = hint.kind if hint is not None and hint.kind is not None else None
    return Document.from_blocks(
        key=key,
        name=name,
        format=format,
        blocks=content.blocks,
        kind=kind or infer_kind(name, format, content.blocks, content.title),
        notices=(*notices, *content.notices),
    )
