"""Several choices in one cell: which choices there are, and which of them a cell holds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from assises_nlp.ingest import tables_patterns as patterns
from assises_nlp.ingest.tables_cells import fold

_SEPARATORS = (";", "|", "\n", ",")
_ATOMS = re.compile(r"[;|\n,]")
_COMMA = re.compile(r",(?![^(]*\))\s+")
_MAX_CHOICES = 40


def _pieces(cell: str, separator: str) -> list[str]:
    """The cell cut at the separator; a piece after a comma that starts in lower case goes on with the one before it,
    because forms write each choice with a capital ("Violences, y compris conjugales")."""
    if separator != ",":
        return [piece.strip() for piece in cell.split(separator) if piece.strip()]
    pieces: list[str] = []
    for piece in _COMMA.split(cell):
        if pieces and piece[:1].islower() and pieces[0][:1].isupper():
            pieces[-1] += ", " + piece.strip()
        elif piece.strip():
            pieces.append(piece.strip())
    return pieces


def find_choices(values: Counter[str], *, announced: bool, open_title: bool) -> tuple[str, ...] | None:
    """The choices of a column whose cells hold several of them, the most frequent first; None where it is
    something else.

    Args:
        values: the column's values and how often each comes.
        announced: the title says that several answers are possible.
        open_title: the title asks for free text, which takes more evidence.
    """
    total = values.total()
    for separator in _SEPARATORS:
        several = sum(count for value, count in values.items() if separator in value)
        if several < (1 if announced else max(2, total * 0.08)):
            continue
        counts: Counter[str] = Counter()
        spelling: dict[str, Counter[str]] = {}
        for value, count in values.items():
            for piece in _pieces(value, separator):
                key = fold(piece)
                counts[key] += count
                spelling.setdefault(key, Counter())[piece] += count
        if _recurring(counts, total, announced, open_title):
            keys = _kept(counts)
            return tuple(min(spelling[key].items(), key=lambda item: (-item[1], item[0]))[0] for key in keys)
    return None


def _recurring(counts: Counter[str], cells: int, announced: bool, open_title: bool) -> bool:
    """True where the pieces are choices: few, short, and nearly all of them met several times."""
    pieces = counts.total()
    again = sum(count for count in counts.values() if count > 1)
    choices = sum(1 for count in counts.values() if count > 1)
    words = sum(len(key.split()) * count for key, count in counts.items()) / max(pieces, 1)
    if announced:
        return pieces > cells and again >= 0.5 * pieces and words <= 12 and choices >= 2
    if open_title and cells < 20:
        return False
    needed = 0.92 if open_title else 0.8
    return (
        pieces > 1.05 * cells
        and again >= needed * pieces
        and words <= 8
        and 2 <= choices <= min(_MAX_CHOICES, max(4, cells / 2))
    )


def _kept(counts: Counter[str]) -> list[str]:
    """Choices met twice, and short single ones where they are few; what follows "Autre :" is free text."""
    once = [key for key, count in counts.items() if count == 1]
    keys = [key for key, count in counts.items() if count > 1]
    if len(once) <= 3:
        keys += [key for key in once if len(key.split()) <= 6 and not is_other_text(key)]
    return sorted((key for key in keys if key), key=lambda key: (-counts[key], key))[:_MAX_CHOICES]


def is_other_text(key: str) -> bool:
    """True for a folded value that opens with "autre" and goes on: "autre le bruit des quads"."""
    return re.match(r"(?:autres?|other)\b .", key) is not None


def chosen(cell: str, options: Mapping[str, str]) -> tuple[tuple[str, ...], str]:
    """The choices that a cell holds and what is left of it. ``options`` maps a folded choice to its label."""
    atoms = [atom.strip() for atom in _ATOMS.split(cell)]
    atoms = [atom for atom in atoms if atom]
    found: list[str] = []
    left: list[str] = []
    start = 0
    while start < len(atoms):
        for end in range(min(len(atoms), start + 6), start, -1):
            label = options.get(fold(" ".join(atoms[start:end])))
            if label is not None:
                if label not in found:
                    found.append(label)
                start = end
                break
        else:
            left.append(atoms[start])
            start += 1
    return tuple(found), ", ".join(left)


def blank(text: str) -> bool:
    """True for an empty cell and for what is written in its place ("-", "NR", "n/a")."""
    return not text or (len(text) <= 20 and fold(text) in patterns.BLANK)
