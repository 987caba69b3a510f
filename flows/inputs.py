"""What is in ``DOSSIER/entrees/``: the files to read, in an order that does not depend on their names' writing."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path

from assises_nlp import ingest
from assises_nlp.config import ConsultationConfig, DocumentSection, same_name
from assises_nlp.ingest.hints import DocumentHint
from assises_nlp.store import sha256

INPUTS = "entrees"


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read: ``name`` is its path below ``entrees/``, ``key`` the sha256 of its bytes."""

    path: Path
    name: str
    key: str
    section: DocumentSection | None

    @property
    def hint(self) -> DocumentHint | None:
        """What the configuration says that changes how the file is read."""
        said = self.section
        if said is None:
            return None
        hint = DocumentHint(
            kind=said.type,
            sheet=said.feuille,
            open_questions=said.questions_ouvertes,
            closed_questions=said.questions_fermees,
            cross_by=said.croiser,
        )
        # A date, a place or a public are attached afterwards: they are no reason to read the file again.
        return None if hint == DocumentHint() else hint


@dataclass(frozen=True, slots=True)
class Inventory:
    """``inputs`` to read, each content once; ``ignored`` and ``copies``: file names with a French sentence."""

    inputs: tuple[Input, ...]
    ignored: tuple[tuple[str, str], ...]
    copies: tuple[tuple[str, str], ...]
    unreadable: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]


def inventory(folder: Path, config: ConsultationConfig) -> Inventory:
    """List ``folder/entrees``, sub-folders included. Links that lead out of it are not followed."""
    root = folder / INPUTS
    inputs: list[Input] = []
    ignored: list[tuple[str, str]] = []
    copies: list[tuple[str, str]] = []
    unreadable: list[tuple[str, str]] = []
    seen: dict[str, str] = {}
    for path in sorted(p for p in root.rglob("*") if p.is_file()):
        name = printable(path.relative_to(root).as_posix())
        reason = _not_an_input(path, root)
        if reason:
            ignored.append((name, reason))
            continue
        try:
            key = sha256(path.read_bytes())
        except OSError:
            unreadable.append(
                (name, "Ce fichier ne peut pas être ouvert : vérifiez vos droits de lecture puis relancez l’analyse.")
            )
            continue
        if key in seen:
            copies.append((name, f"« {name} » est identique à « {seen[key]} » : il n’est compté qu’une fois."))
            continue
        seen[key] = name
        inputs.append(Input(path, name, key, config.document(name)))
    known = {same_name(name) for name, _ in (*ignored, *copies, *unreadable)} | {same_name(i.name) for i in inputs}
    bare = {name.rsplit("/", 1)[-1] for name in known}
    missing = tuple(s.fichier for s in config.documents if same_name(s.fichier) not in known | bare)
    return Inventory(tuple(inputs), tuple(ignored), tuple(copies), tuple(unreadable), missing)


def printable(name: str) -> str:
    """A file's name as it may be shown and written: what is no UTF-8, a control or a direction mark becomes « � »."""
    known = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join("\ufffd" if unicodedata.category(c) in {"Cc", "Cf"} else c for c in known)


def _not_an_input(path: Path, root: Path) -> str | None:
    if not path.resolve().is_relative_to(root.resolve()):
        return "Ce raccourci mène hors du dossier : copiez le fichier lui-même dans « entrees »."
    if any(part.startswith(".") for part in path.relative_to(root).parts[:-1]):
        return "Ce fichier est dans un dossier caché."
    return ingest.is_ignored(path)
