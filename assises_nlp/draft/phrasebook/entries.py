"""Reading the phrasebook: lines, their items (sub-lines), and the patterns that prove each item."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import Any

from assises_nlp.draft.phrasebook.patterns import Proof, compiled
from assises_nlp.records import Nature
from assises_nlp.resources import load_toml

NATURES = ("constat", "bonne_pratique", "preconisation")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class PhrasebookError(ValueError):
    """A phrasebook that cannot be used. The message names the line and says what to mend, in French."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a remark may say. ``text`` stands alone, without capital or full stop; ``infinitive`` is its other
    form (préconisations). ``examples`` say it and ``counters`` look like it and do not: they are its tests.
    """

    id: str
    text: str
    proof: Proof
    infinitive: str | None = None
    examples: tuple[str, ...] = ()
    counters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a bilan. ``text`` is said by each of its items, which are its measures.

    ``tone`` is 1 for a satisfaction, -1 for a difficulty, 0 for neither; ``refusal`` is true where the line asks that
    something be not done. ``contrary`` names the line that says the opposite, ``shared`` tells both at once.
    """

    id: str
    theme: str
    nature: Nature
    title: str
    text: str
    items: tuple[Item, ...]
    infinitive: str | None = None
    subjects: tuple[str, ...] = ()
    tone: int = 0
    refusal: bool = False
    contrary: str | None = None
    shared: str | None = None
    answers: tuple[str, ...] = ()

    @property
    def asks(self) -> bool:
        return self.nature == "preconisation"


@dataclass(frozen=True)
class Phrasebook:
    """The lines of a grid, in the order of their files and of their places in them."""

    lines: tuple[Line, ...]

    @cached_property
    def by_id(self) -> Mapping[str, Line]:
        return {line.id: line for line in self.lines}

    @cached_property
    def texts(self) -> Mapping[str, tuple[Line, Item | None]]:
        """Every text that the phrasebook can print, and what it stands for (None: the whole line)."""
        found: dict[str, tuple[Line, Item | None]] = {}
        for line in self.lines:
            for item in line.items:
                found.update(dict.fromkeys(filter(None, (item.text, item.infinitive)), (line, item)))
            found.update(dict.fromkeys(filter(None, (line.text, line.infinitive, line.shared)), (line, None)))
        return found

    def contraries(self, line: Line) -> tuple[Line, ...]:
        """The lines that say the opposite, whichever of the two names the other."""
        return tuple(other for other in self.lines if line.contrary == other.id or other.contrary == line.id)


@lru_cache(maxsize=8)
def phrasebook(grid: str) -> Phrasebook:
    """The phrasebook of a grid, empty where it has none."""
    folder = files("assises_nlp.resources")
    names = sorted(
        e.name for e in folder.iterdir() if re.fullmatch(rf"phrasebook_{re.escape(grid)}_\w[\w-]*\.toml", e.name)
    )
    return assemble(load_toml(name) for name in names)


def assemble(tables: Iterable[Mapping[str, Any]]) -> Phrasebook:
    """A phrasebook from the tables of its files.

    Raises:
        PhrasebookError: an id that is used twice, an unknown nature, a pattern that is none, a line without a measure.
    """
    lines = tuple(_line(entry, table.get("lexique", {})) for table in tables for entry in table.get("lignes", ()))
    book = Phrasebook(lines)
    if len(book.by_id) < len(lines):
        seen: set[str] = set()
        twice = next(line.id for line in lines if line.id in seen or seen.add(line.id))  # type: ignore[func-returns-value]
        raise PhrasebookError(f"La ligne « {twice} » figure deux fois dans le recueil de formulations.")
    for line in lines:
        for name in filter(None, (line.contrary, *line.answers)):
            if name not in book.by_id:
                raise PhrasebookError(f"La ligne « {line.id} » renvoie à « {name} », qui n’existe pas.")
    return book


def _line(entry: Mapping[str, Any], lexicon: Mapping[str, str]) -> Line:
    name = str(entry.get("id", ""))
    nature = entry.get("nature")
    if not _ID.fullmatch(name) or nature not in NATURES:
        raise PhrasebookError(f"La ligne « {name} » n’a pas un identifiant et une nature valables.")
    items = tuple(_item(name, each, lexicon) for each in entry.get("mesures", ()))
    if not items or len({item.id for item in items}) < len(items):
        raise PhrasebookError(f"La ligne « {name} » doit avoir au moins une mesure, chacune avec son identifiant.")
    try:
        return Line(
            id=name,
            theme=str(entry["theme"]),
            nature=nature,
            title=str(entry["titre"]),
            text=str(entry["texte"]),
            items=items,
            infinitive=entry.get("infinitif"),
            subjects=tuple(entry.get("sujets", ())),
            tone=int(entry.get("jugement", 0)),
            refusal=bool(entry.get("refus", False)),
            contrary=entry.get("contraire"),
            shared=entry.get("partage"),
            answers=tuple(entry.get("repond", ())),
        )
    except KeyError as missing:
        raise PhrasebookError(f"La ligne « {name} » n’a pas de champ {missing}.") from missing


def _item(line: str, entry: Mapping[str, Any], lexicon: Mapping[str, str]) -> Item:
    try:
        proof = compiled(entry["dit"], entry.get("sauf", ()), lexicon)
        return Item(
            id=str(entry["id"]),
            text=str(entry["texte"]),
            proof=proof,
            infinitive=entry.get("infinitif"),
            examples=tuple(entry.get("exemples", ())),
            counters=tuple(entry.get("contre", ())),
        )
    except KeyError as missing:
        raise PhrasebookError(f"Une mesure de la ligne « {line} » n’a pas de champ {missing}.") from missing
    except re.error as error:
        raise PhrasebookError(f"Une mesure de la ligne « {line} » a un motif illisible : {error}.") from error
