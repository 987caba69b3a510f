"""What is kept between runs (``DOSSIER/.assises/``), and the exchange of ``DOSSIER/sorties/``: all or nothing."""

from __future__ import annotations

import errno
import hashlib
import itertools
import json
import logging
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from assises_nlp.records import DocumentAnalysis

OUTPUTS = "sorties"
KEPT = "conservees"
MANIFEST = "manifeste.json"
_PRIVATE = ".assises"
_PREVIOUS = "sorties-precedentes"

log = logging.getLogger(__name__)


class StoreError(RuntimeError):
    """The folder cannot be written; the message is one French sentence that says what to do."""


_NOT_WRITABLE = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT})


def not_writable(folder: Path, error: OSError) -> StoreError:
    """The sentence for a folder in which the system refuses to write."""
    name = folder.resolve().name
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return StoreError(f"Il n’y a plus de place pour écrire dans « {name} » : libérez de l’espace sur le disque.")
    where = f" ({error.filename})" if error.filename else ""
    return StoreError(
        f"Le dossier « {name} » ne peut pas être modifié{where} : fermez les documents ouverts et vérifiez vos "
        "droits d’écriture."
    )


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def write_atomically(path: Path, data: bytes) -> None:
    """Write ``path`` so that a reader sees the old bytes or the new ones, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(data)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


@lru_cache(maxsize=1)
def _adapter() -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(DocumentAnalysis)


def _free(staged: Path, kept: Path, stem: str, suffix: str) -> Path:
    """A name in ``staged`` that neither it nor the folder of what was kept before uses."""
    for number in itertools.count(1):
        name = f"{stem}{suffix}" if number == 1 else f"{stem}-{number}{suffix}"
        if not (staged / name).exists() and not (kept / name).exists():
            return staged / name
    raise AssertionError


class Store:
    """The private folder of one consultation."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.private = folder / _PRIVATE
        self.outputs = folder / OUTPUTS

    def load_analysis(self, cache_key: str) -> DocumentAnalysis | None:
        """The kept analysis of a document, or None; one that cannot be read is made anew."""
        path = self._analysis_path(cache_key)
        if not path.is_file():
            return None
        try:
            analysis: DocumentAnalysis = _adapter().validate_json(path.read_bytes())
        except (ValueError, OSError):
            log.warning("unreadable cached analysis %s is made anew", path.name, exc_info=True)
            return None
        return analysis

    def save_analysis(self, cache_key: str, analysis: DocumentAnalysis) -> None:
        write_atomically(self._analysis_path(cache_key), _adapter().dump_json(analysis))

    def _analysis_path(self, cache_key: str) -> Path:
        return self.private / "documents" / f"{cache_key}.json"

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Only one run at a time works on a consultation.

        Raises:
            StoreError: another run holds the lock, or the folder cannot be written.
        """
        from filelock import FileLock, Timeout

        try:
            self.private.mkdir(parents=True, exist_ok=True)
            with FileLock(self.private / "verrou", timeout=0):
                self.recover()
                yield
        except Timeout:
            raise StoreError(
                f"Une analyse de « {self.folder.name} » est déjà en cours : attendez qu’elle se termine."
            ) from None
        except OSError as error:
            if error.errno not in _NOT_WRITABLE:
                raise
            log.exception("cannot write %s", self.folder)
            raise not_writable(self.folder, error) from None

    def recover(self) -> None:
        """Put back the previous outputs if a run was cut off in the middle of an exchange."""
        previous = self.private / _PREVIOUS
        if not previous.exists():
            return
        if self.outputs.exists():
            shutil.rmtree(previous)
        else:
            previous.rename(self.outputs)

    def staging(self) -> Path:
        """An empty folder in which a run writes its outputs before they are exchanged."""
        path = self.private / "sorties-nouvelles"
        shutil.rmtree(path, ignore_errors=True)
        path.mkdir(parents=True)
        return path

    def exchange(self, staged: Path, stamp: str) -> list[str]:
        """Make ``staged`` the outputs. What a person added or edited goes to ``sorties/conservees/``.

        ``stamp`` tells the kept versions of a document apart. Returns the kept files' names.
        """
        kept = self._keep_edited(staged, stamp)
        previous = self.private / _PREVIOUS
        shutil.rmtree(previous, ignore_errors=True)
        if self.outputs.exists():
            self.outputs.rename(previous)
        try:
            staged.rename(self.outputs)
        except OSError:
            if previous.exists():
                previous.rename(self.outputs)
            raise
        shutil.rmtree(previous, ignore_errors=True)
        return kept

    def _keep_edited(self, staged: Path, stamp: str) -> list[str]:
        if not self.outputs.is_dir():
            return []
        written = self.written()
        kept = []
        for path in sorted(self.outputs.rglob("*")):
            if not path.is_file() or path.is_symlink():
                continue
            name = path.relative_to(self.outputs).as_posix()
            if name.startswith(f"{KEPT}/"):
                target = staged / name
            elif (
                name == MANIFEST
                or written.get(name) == sha256(path.read_bytes())
                or path.name.startswith((".~lock", "~$"))
            ):
                continue
            else:
                target = _free(staged / KEPT, self.outputs / KEPT, f"{path.stem}-{stamp}", path.suffix)
                kept.append(name)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, target)
        return kept

    def written(self) -> Mapping[str, str]:
        """sha256 of each output as the last run wrote it."""
        try:
            manifest = json.loads((self.outputs / MANIFEST).read_text("utf-8"))
            return {str(name): str(digest) for name, digest in manifest.get("sorties", {}).items()}
        except (OSError, ValueError, AttributeError):
            return {}
