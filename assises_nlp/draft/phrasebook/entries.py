"""Reading the phrasebook: lines, their items (sub-lines), and the patterns that prove each item."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from assises_nlp.draft.phrasebook.patterns import Proof, choices, compiled, expanded, told
from assises_nlp.records import LISTED, Nature, Statement
from assises_nlp.resources import load_toml

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class PhrasebookError(ValueError):
    """A phrasebook that cannot be used. The message names the line and says what to mend, in French."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a remark may say. ``text`` stands alone, without capital or full stop; ``infinitive`` is its other
    form (préconisations); both may hold alternatives (:func:`~assises_nlp.draft.phrasebook.patterns.expanded`).
    ``examples`` say it and ``counters`` look like it and do not: they are its tests.

    ``part`` is the id of the entry of the files that it stands in. ``tone`` is 1 for a satisfaction, -1 for a difficulty,
    0 for neither; ``refusal`` is true where what is asked is that something be not done.
    """

    id: str
    text: str
    proof: Proof
    asks: bool
    part: str = ""
    infinitive: str | None = None
    tone: int = 0
    refusal: bool = False
    examples: tuple[str, ...] = ()
    counters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a bilan. ``text`` is said by each of its items, which are its measures.

    ``parts``: the ids of the entries of the files that it is made of, its own or those of the entries that an axis joins.
    ``members``: of a family, the ids of the lines that it gathers.
    ``contrary``: pairs of a part and the one that says the opposite; ``shared`` tells both sides at once; ``answers``: the
    parts (constats) that a préconisation answers.
    """

    id: str
    theme: str
    nature: Nature
    title: str
    text: str
    items: tuple[Item, ...]
    infinitive: str | None = None
    subjects: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    contrary: tuple[tuple[str, str], ...] = ()
    shared: str | None = None
    answers: tuple[str, ...] = ()

    @property
    def asks(self) -> bool:
        return self.nature == "preconisation"

    @property
    def texts(self) -> tuple[str, ...]:
        """Its text and, where it has one, its other form."""
        return (self.text, self.infinitive) if self.infinitive else (self.text,)

    def opposites(self, other: Line, said: Collection[str] | None = None) -> frozenset[str]:
        """The parts of ``other`` that say the opposite of a part of this line (of those of ``said`` alone, where it is given),
        whichever of the two names the other.
        """
        own = {*self.parts} if said is None else {*said}
        named = {theirs for mine, theirs in self.contrary if mine in own} & {*other.parts}
        return frozenset(named | {theirs for theirs, mine in other.contrary if mine in own})


@dataclass(frozen=True)
class Phrasebook:
    """The lines of a grid, in the order of their files and of their places in them.

    ``entries``: the lines that an axis joins, as they stand in the files. ``families``: wider lines, under which a list that
    is full gathers lines that are near.
    """

    lines: tuple[Line, ...]
    entries: tuple[Line, ...] = ()
    families: tuple[Line, ...] = ()

    @property
    def items(self) -> tuple[Item, ...]:
        """What its lines are made of, in their order."""
        return tuple(item for line in self.lines for item in line.items)

    @cached_property
    def by_id(self) -> Mapping[str, Line]:
        """Lines, entries and families by their ids."""
        return {line.id: line for line in (*self.entries, *self.lines, *self.families)}

    def worded(self, line: Line, parts: Collection[str]) -> Line:
        """What words ``line`` where only its ``parts`` are said: an axis of which one part is said is that part."""
        return self.by_id[next(iter(parts))] if len(parts) == 1 else line

    def joining(self, entry: Line) -> tuple[Line, ...]:
        """The lines that ``entry`` is a part of: the axes that join it, or itself where none does."""
        return tuple(line for line in self.lines if entry.id in line.parts)

    def behind(self, line: Statement) -> Line | None:
        """The line of the phrasebook that words a statement; of a family, no more than what is gathered."""
        found = self.by_id.get(line.wording or "")
        return found if found is None or not found.members else self.narrowed(found, line.gathers)

    def narrowed(self, family: Line, names: Collection[str]) -> Line:
        """A family that gathers its members ``names`` alone, told by what they say."""
        members = [self.by_id[name] for name in family.members if name in names]

        def _told(text: str) -> str:
            return told(text, [wording for wording, said_by in choices(text) if said_by & {*names}])

        return replace(
            family,
            text=_told(family.text),
            infinitive=_told(family.infinitive) if family.infinitive else None,
            members=tuple(member.id for member in members),
            items=tuple(item for each in members for item in each.items),
            parts=tuple(part for each in members for part in each.parts),
            subjects=tuple(dict.fromkeys(subject for each in members for subject in each.subjects)),
            answers=tuple(dict.fromkeys(other for each in members for other in each.answers)),
        )

    def member(self, family: Line, line_id: str) -> str:
        """The member of ``family`` that a line is, or that the entry ``line_id`` is a part of."""
        return next(name for name in family.members if line_id == name or line_id in self.by_id[name].parts)

    def families_of(self, line_id: str) -> tuple[Line, ...]:
        """The families that gather a line, or the axis that an entry is a part of."""
        return tuple(family for family in self.families if line_id in {*family.members, *family.parts})

    def contraries(self, line: Line) -> tuple[Line, ...]:
        """The lines that say the opposite of a part of ``line``."""
        return tuple(other for other in self.lines if other.id != line.id and line.opposites(other))


OWN = "formulations.toml"
"""Name of the file in which a consultation's folder brings lines of its own."""


@lru_cache(maxsize=8)
def phrasebook(grid: str) -> Phrasebook:
    """The phrasebook of a grid, empty where it has none."""
    return assemble(shipped=_tables(grid))


def own_phrasebook(grid: str, folder: Path) -> Phrasebook:
    """The phrasebook of a grid with the lines that ``folder`` brings, where it has a file of them.

    Raises:
        PhrasebookError: that file cannot be used.
    """
    path = folder / OWN
    if not path.is_file():
        return phrasebook(grid)
    try:
        own = tomllib.loads(path.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise PhrasebookError(f"« {OWN} » n’est pas un fichier TOML valide : corrigez-le ({error}).") from None
    try:
        return assemble([own], shipped=_tables(grid))
    except (TypeError, AttributeError, ValueError) as error:
        if isinstance(error, PhrasebookError):
            raise
        raise PhrasebookError(f"« {OWN} » ne suit pas le format du guide : corrigez-le.") from None


def _tables(grid: str) -> list[Mapping[str, Any]]:
    folder = files("assises_nlp.resources")
    pattern = re.compile(rf"phrasebook_{re.escape(grid)}_\w[\w-]*\.toml")
    return [load_toml(name) for name in sorted(e.name for e in folder.iterdir() if pattern.fullmatch(e.name))]


def assemble(tables: Iterable[Mapping[str, Any]] = (), shipped: Sequence[Mapping[str, Any]] = ()) -> Phrasebook:
    """A phrasebook from the tables of its files: their lines (``lignes``), those of one axis (``axes``) joined, and the
    families (``familles``) of both. The patterns of the ``shipped`` tables, which the tests have read, are not tried: to
    compile all of them takes longer than to draft.

    Raises:
        PhrasebookError: an id that is used twice, an unknown nature, a pattern that is none, a line without a measure.
    """
    own = list(tables)
    every = [*shipped, *own]
    brought = _lines(own)
    _try_patterns(brought)
    lines = [*_lines(shipped), *brought]
    axes, families = ([entry for table in every for entry in table.get(key, ())] for key in ("axes", "familles"))
    names = [line.id for line in lines]
    counts = Counter([*names, *(str(entry.get("id", "")) for entry in (*axes, *families))])
    for name in sorted(name for name, count in counts.items() if count > 1):
        raise PhrasebookError(f"La ligne « {name} » figure deux fois dans le recueil de formulations.")
    for line in lines:
        _refuse_unknown(line.id, (*(other for _, other in line.contrary), *line.answers), names)
    by_id = {line.id: line for line in lines}
    joined = [_joined(entry, by_id, "L’axe") for entry in axes]
    inside = {part for axis in joined for part in axis.parts}
    whole = (*joined, *(line for line in lines if line.id not in inside))
    known = {line.id: line for line in whole}
    gathering = [
        replace(made, members=made.parts) for made in (_joined(entry, known, "La famille") for entry in families)
    ]
    for family in gathering:
        named = [name for text in family.texts for _, names in choices(text) for name in sorted(names)]
        _refuse_unknown(family.id, named, family.members)
    return Phrasebook(
        whole,
        tuple(line for line in lines if line.id in inside),
        tuple(replace(f, parts=tuple(part for name in f.members for part in known[name].parts)) for f in gathering),
    )


def _lines(tables: Iterable[Mapping[str, Any]]) -> list[Line]:
    return [_line(entry, table.get("lexique", {})) for table in tables for entry in table.get("lignes", ())]


def _try_patterns(lines: Iterable[Line]) -> None:
    for line in lines:
        try:
            for item in line.items:
                item.proof.check()
                expanded(f"{item.text} {item.infinitive or ''}", ("",))
        except (re.error, ValueError) as error:
            raise PhrasebookError(f"Une mesure de la ligne « {line.id} » a un motif illisible : {error}.") from error


def _refuse_unknown(name: str, mentioned: Iterable[str], known: Sequence[str]) -> None:
    for other in mentioned:
        if other not in known:
            raise PhrasebookError(f"La ligne « {name} » renvoie à « {other} », qui n’existe pas.")


def _joined(entry: Mapping[str, Any], lines: Mapping[str, Line], kind: str) -> Line:
    """The lines of an axis or of a family as one, under its text; their ids are its parts."""
    name, members = str(entry.get("id", "")), [str(each) for each in entry.get("lignes", ())]
    _refuse_unknown(name, members, list(lines))
    _refuse_unknown(name, [str(other) for other in entry.get("contraires", ())], list(lines))
    made = [lines[each] for each in members]
    if not made or len({(line.theme, line.asks) for line in made}) > 1:
        raise PhrasebookError(f"{kind} « {name} » doit réunir des lignes d’un même thème et d’une même nature.")
    try:
        return Line(
            id=name,
            theme=made[0].theme,
            nature=made[0].nature if len({line.nature for line in made}) == 1 else "constat",
            title=str(entry["titre"]),
            text=str(entry["texte"]),
            items=tuple(replace(item, id=f"{line.id}/{item.id}") for line in made for item in line.items),
            infinitive=entry.get("infinitif"),
            subjects=tuple(dict.fromkeys(subject for line in made for subject in line.subjects)),
            parts=tuple(members),
            contrary=(
                *(pair for line in made for pair in line.contrary),
                *((line.id, str(other)) for other in entry.get("contraires", ()) for line in made),
            ),
            shared=entry.get("partage"),
            answers=tuple(dict.fromkeys(other for line in made for other in line.answers)),
        )
    except KeyError as missing:
        raise PhrasebookError(f"{kind} « {name} » n’a pas de champ {missing}.") from missing


def _line(entry: Mapping[str, Any], lexicon: Mapping[str, str]) -> Line:
    name = str(entry.get("id", ""))
    nature = entry.get("nature")
    if not _ID.fullmatch(name) or nature not in LISTED:
        raise PhrasebookError(f"La ligne « {name} » n’a pas un identifiant et une nature valables.")
    items = tuple(_item(entry, each, lexicon) for each in entry.get("mesures", ()))
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
            parts=(name,),
            contrary=((name, str(entry["contraire"])),) if entry.get("contraire") else (),
            shared=entry.get("partage"),
            answers=tuple(entry.get("repond", ())),
        )
    except KeyError as missing:
        raise PhrasebookError(f"La ligne « {name} » n’a pas de champ {missing}.") from missing


def _item(line: Mapping[str, Any], entry: Mapping[str, Any], lexicon: Mapping[str, str]) -> Item:
    try:
        return Item(
            id=str(entry["id"]),
            text=str(entry["texte"]),
            proof=compiled(entry["dit"], entry.get("sauf", ()), lexicon),
            asks=line["nature"] == "preconisation",
            part=str(line["id"]),
            infinitive=entry.get("infinitif"),
            tone=int(line.get("jugement", 0)),
            refusal=bool(line.get("refus", False)),
            examples=tuple(entry.get("exemples", ())),
            counters=tuple(entry.get("contre", ())),
        )
    except KeyError as missing:
        raise PhrasebookError(f"Une mesure de la ligne « {line['id']} » n’a pas de champ {missing}.") from missing
    except ValueError as error:
        raise PhrasebookError(f"Une mesure de la ligne « {line['id']} » a un motif illisible : {error}.") from error
