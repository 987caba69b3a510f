"""A copy of the demonstration consultation where its user can see it and change it."""

from __future__ import annotations

import shutil
from pathlib import Path

from assises_nlp.resources import data_path


def install(target: Path) -> Path:
    """Copy the demonstration's inputs and configuration to ``target``; what is there already is left as it is."""
    source = data_path("demonstration")
    (target / "entrees").mkdir(parents=True, exist_ok=True)
    for path in sorted((source / "entrees").iterdir()):
        copy = target / "entrees" / path.name
        if not copy.exists():
            shutil.copy2(path, copy)
    if not (target / "assises.toml").exists():
        shutil.copy2(source / "assises.toml", target / "assises.toml")
    return target
