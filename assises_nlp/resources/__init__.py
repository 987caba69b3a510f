"""Where the program's own data files are: lexicons here; annotated remarks, models, demonstration."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).resolve().parent.parent


def data_path(name: str) -> Path:
    """Folder ``name`` ("demonstration", "annotations", "models") in a source tree or in an installed wheel.

    Raises:
        FileNotFoundError: if neither has it.
    """
    root = _PACKAGE.parent
    candidates = (root / "data" / name, root / name, _PACKAGE / "_data" / name)
    for candidate in candidates:
        if candidate.is_dir() and (candidate.parent.name == "_data" or (root / "pyproject.toml").is_file()):
            return candidate
    raise FileNotFoundError(name)


def resource_path(name: str) -> Path:
    return Path(__file__).resolve().parent / name


@cache
def load_toml(name: str) -> dict[str, Any]:
    """A lexicon of this folder, read once. Callers must not change what they get."""
    return tomllib.loads(resource_path(name).read_text("utf-8"))
