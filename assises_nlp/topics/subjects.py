"""The subjects of a field: what a rapporteur would write a paragraph about (``resources/subjects_*.toml``)."""

from __future__ import annotations

import csv
from pathlib import Path

from assises_nlp.resources import load_toml, resource_path


def subject_titles(grid: str) -> dict[str, str]:
    """Title of each subject of ``grid``, by id; empty for a grid without an inventory of subjects."""
    name = f"subjects_{grid}.toml"
    if not resource_path(name).is_file():
        return {}
    return {str(entry["id"]): str(entry["titre"]) for entry in load_toml(name)["sujets"]}


def annotated_subjects(path: Path) -> dict[str, str]:
    """Canonical subject of each annotated remark, by the remark's id (``data/annotations/sujets.tsv``)."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return {row["id"]: row["sujet_canonique"] for row in rows if row["sujet_canonique"]}
