"""The préfecture's own templates: found in the consultation's folder, checked before anything opens them."""

from __future__ import annotations

import io
import logging
import zipfile
from dataclasses import dataclass
from pathlib import Path

from assises_nlp.export.errors import TemplateError

_LARGEST = 100_000_000
"""Bytes that a template may take up once unpacked."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Templates:
    """The bytes of the templates, or None where the documents have the program's own look."""

    docx: bytes | None = None
    odt: bytes | None = None


def load_templates(folder: Path, modele_docx: str | None = None, modele_odt: str | None = None) -> Templates:
    """The templates of the consultation in ``folder``: the files named, else ``modele.docx`` and ``modele.odt``.

    Raises:
        TemplateError: a file that is named is missing or outside the folder, or a template is no readable docx or odt.
    """
    return Templates(_load(folder, modele_docx, ".docx"), _load(folder, modele_odt, ".odt"))


def _load(folder: Path, named: str | None, suffix: str) -> bytes | None:
    base = folder.resolve()
    path = (base / (named or f"modele{suffix}")).resolve()
    if not path.is_file():
        if named is None:
            return None
        raise TemplateError(
            f"Le modèle «\u00a0{named}\u00a0» est introuvable\u00a0: placez-le dans le dossier de la consultation."
        )
    if not path.is_relative_to(base) or path.suffix.lower() != suffix:
        raise TemplateError(
            f"Le modèle «\u00a0{named}\u00a0» ne convient pas\u00a0: "
            f"donnez un fichier {suffix} placé dans le dossier de la consultation."
        )
    data = path.read_bytes()
    check_archive(data, path.name)
    return data


def check_archive(data: bytes, name: str) -> None:
    """Refuse what is no zip, unpacks to too much, or declares a document type (XML entities).

    Raises:
        TemplateError: with what to do.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(info.file_size for info in archive.infolist()) > _LARGEST:
                raise unusable(name)
            for info in archive.infolist():
                if info.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in archive.read(info)[:4096]:
                    raise unusable(name)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError) as error:
        _log.warning("template %s: %s", name, error)
        raise unusable(name) from None


def unusable(name: str) -> TemplateError:
    return TemplateError(
        f"Le modèle «\u00a0{name}\u00a0» est inutilisable\u00a0: ouvrez-le dans votre traitement de texte et "
        "enregistrez-le de nouveau en .docx ou en .odt, sans mot de passe."
    )
