"""Final versions: read-only copies of the outputs under ``DOSSIER/versions/``. They are public archives; no command
deletes them.
"""

from __future__ import annotations

import datetime as dt
import itertools
import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from assises_nlp.export.french import typeset
from assises_nlp.store import KEPT, MANIFEST, Store, sha256
from flows.errors import NothingToDo
from flows.versions import program_version

VERSIONS = "versions"
VERSION_FILE = "version.json"
_SCHEMA = "assises-version/1"
_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})(?:-(\d+))?", re.ASCII)
_STAGED = "version-nouvelle"
_LOCKS = (".~lock", "~$", ".")
Origin = Literal["programme", "modifie_a_la_main", "ajoute_a_la_main"]


@dataclass(frozen=True, slots=True)
class Version:
    """A final version: ``day`` is ISO, ``name`` that of its folder."""

    folder: Path
    day: str

    @property
    def name(self) -> str:
        return self.folder.name

    def intact(self) -> bool:
        """Whether the draft of the version is the one that was finalised."""
        try:
            listed = json.loads((self.folder / VERSION_FILE).read_text("utf-8"))["fichiers"]
            digests = {item["fichier"]: item["sha256"] for item in listed}
            return all(
                sha256((self.folder / name).read_bytes()) == digests[name]
                for name in ("synthese.json", MANIFEST)
                if name in digests or name == "synthese.json"
            )
        except (OSError, ValueError, KeyError, TypeError):
            return False


def latest(folder: Path) -> Version | None:
    """The last final version of the consultation in ``folder``, or None."""
    found = []
    for path in (folder / VERSIONS).glob("*"):
        match = _NAME.fullmatch(path.name)
        if match and (path / VERSION_FILE).is_file():
            found.append((match[1], int(match[2] or 1), path))
    if not found:
        return None
    day, _, path = max(found)
    return Version(path, day)


def damaged(version: Version) -> str:
    return typeset(
        f"La version finale « {version.name} » a été modifiée ou ne se lit plus : l’additif n’est pas écrit, restaurez "
        f"le dossier « {VERSIONS}/{version.name} » depuis une sauvegarde."
    )


def no_draft(folder: Path) -> NothingToDo:
    if not folder.is_dir():
        return NothingToDo(typeset(f"Le dossier « {folder} » est introuvable : vérifiez son nom."))
    return NothingToDo(
        typeset(f"« {folder.name} » n’a pas encore de projet de bilan : lancez d’abord « assises analyser {folder} ».")
    )


def documents(folder: Path) -> dict[str, Origin]:
    """The documents of ``folder/sorties`` by name, and whose hand they are of; what was kept aside is left out.

    Raises:
        NothingToDo: there is no draft.
    """
    store = Store(folder)
    if not (store.outputs / "synthese.json").is_file():
        raise no_draft(folder)
    written = store.written()
    found: dict[str, Origin] = {}
    for path in sorted(store.outputs.rglob("*")):
        name = path.relative_to(store.outputs).as_posix()
        if not path.is_file() or path.is_symlink() or name.startswith(f"{KEPT}/") or path.name.startswith(_LOCKS):
            continue
        if name == MANIFEST or written.get(name) == sha256(path.read_bytes()):
            found[name] = "programme"
        else:
            found[name] = "modifie_a_la_main" if name in written else "ajoute_a_la_main"
    return found


def opened(folder: Path) -> list[str]:
    """Documents of ``folder/sorties`` that an office program holds open."""
    locks = sorted((folder / "sorties").glob(".~lock.*#"))
    return [lock.name.removeprefix(".~lock.").removesuffix("#") for lock in locks]


def next_name(folder: Path, day: dt.date) -> str:
    """The name of a version of ``day``: a number is added where the day is taken."""
    for number in itertools.count(1):
        name = day.isoformat() if number == 1 else f"{day.isoformat()}-{number}"
        if not (folder / VERSIONS / name).exists():
            return name
    raise AssertionError


def finalise(folder: Path, day: dt.date) -> Version:
    """Copy the documents of ``folder/sorties`` as they are, edited ones included, to ``folder/versions/``.

    The copies are read-only and appear all at once, with their sha256 in ``version.json``.

    Raises:
        NothingToDo: there is no draft.
        StoreError: an analysis is running, or the folder cannot be written.
    """
    store = Store(folder)
    if not (store.outputs / "synthese.json").is_file():
        raise no_draft(folder)
    with store.lock():
        origins = documents(folder)
        staged = store.private / _STAGED
        shutil.rmtree(staged, ignore_errors=True)
        staged.mkdir(parents=True)
        files = [_copy(store.outputs, staged, name, origin) for name, origin in origins.items()]
        name = next_name(folder, day)
        _freeze(staged / VERSION_FILE, _card(staged, name, day, files))
        target = folder / VERSIONS / name
        target.parent.mkdir(exist_ok=True)
        staged.rename(target)
    return Version(target, day.isoformat())


def _copy(source: Path, staged: Path, name: str, origin: Origin) -> dict[str, Any]:
    data = (source / name).read_bytes()
    (staged / name).parent.mkdir(parents=True, exist_ok=True)
    _freeze(staged / name, data)
    return {"fichier": name, "sha256": sha256(data), "octets": len(data), "origine": origin}


def _freeze(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    path.chmod(0o444)


def _card(staged: Path, name: str, day: dt.date, files: list[dict[str, Any]]) -> bytes:
    try:
        title = json.loads((staged / "synthese.json").read_text("utf-8"))["consultation"]["titre"]
    except (ValueError, KeyError, TypeError):
        title = ""
    card = {
        "schema": _SCHEMA,
        "nom": name,
        "date": day.isoformat(),
        "titre": title,
        "programme": program_version(),
        "fichiers": files,
    }
    return (json.dumps(card, ensure_ascii=False, indent=2) + "\n").encode()
