"""The annotated remarks: ``data/annotations/*.jsonl``, one JSON object a line (``docs/guide/annotation.md``)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assises_nlp.records import NATURES, OFF_THEME, Nature


class AnnotationError(ValueError):
    """The annotated remarks cannot be used; the message is one French sentence."""


@dataclass(frozen=True, slots=True)
class Annotated:
    """A remark with the labels that a person gave it. ``source`` (consultation and writer) is the unit of splitting."""

    id: str
    text: str
    theme: str
    nature: Nature
    source: str
    register: str
    topic: str
    secondary_theme: str | None = None
    hard: bool = False
    """Whether the annotator noted what was hard about it."""


def load_annotations(folder: Path, themes: Iterable[str]) -> tuple[Annotated, ...]:
    """All annotated remarks of ``folder``, sorted by id.

    Raises:
        AnnotationError: no file, a line that is not as the guide says, or one text with two labels in one source.
    """
    allowed = {*themes, OFF_THEME}
    found: dict[str, Annotated] = {}
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in _lines(path):
            remark = _parse(line, f"{path.name}, ligne {number}", allowed)
            if remark.id in found:
                raise AnnotationError(
                    f"L’identifiant «\u00a0{remark.id}\u00a0» est employé deux fois "
                    f"({path.name}, ligne {number})\u00a0: corrigez-le."
                )
            found[remark.id] = remark
    if not found:
        raise AnnotationError(
            f"Aucune remarque annotée dans «\u00a0{folder}\u00a0»\u00a0: ajoutez-y un fichier .jsonl."
        )
    remarks = tuple(found[key] for key in sorted(found))
    _refuse_conflicts(remarks)
    return remarks


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                yield number, line


def _parse(line: str, where: str, themes: set[str]) -> Annotated:
    try:
        raw: dict[str, Any] = json.loads(line)
        remark = Annotated(
            id=str(raw["id"]),
            text=str(raw["texte"]),
            theme=str(raw["theme"]),
            nature=raw["nature"],
            source=str(raw["source"]),
            register=str(raw["registre"]),
            topic=str(raw.get("sujet") or ""),
            secondary_theme=raw.get("theme_secondaire"),
            hard=bool(raw.get("note")),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        raise AnnotationError(
            f"Remarque annotée illisible ({where})\u00a0: suivez le format du guide d’annotation."
        ) from None
    if remark.theme not in themes or remark.nature not in NATURES or remark.secondary_theme not in {None, *themes}:
        raise AnnotationError(f"Thème ou nature inconnus ({where})\u00a0: choisissez parmi ceux de la grille.")
    return remark


def _refuse_conflicts(remarks: tuple[Annotated, ...]) -> None:
    seen: dict[tuple[str, str], Annotated] = {}
    for remark in remarks:
        key = (remark.source, " ".join(remark.text.split()).lower())
        other = seen.setdefault(key, remark)
        if (other.theme, other.nature) != (remark.theme, remark.nature):
            raise AnnotationError(
                f"Les remarques «\u00a0{other.id}\u00a0» et «\u00a0{remark.id}\u00a0» "
                "ont le même texte et deux étiquettes\u00a0: tranchez."
            )
