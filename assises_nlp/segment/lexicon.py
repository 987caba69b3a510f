"""The cues of ``resources/segment_cues.toml`` as sets and compiled patterns, read once.

Everything is compared *folded*: lower case, no accents, straight apostrophes, one character for one character,
so that an offset in the folded text is an offset in the text.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, Literal

RoleClass = Literal["authority", "agents", "mixed", "elected", "others"]
Gender = Literal["m", "f", ""]
_CLASSES: tuple[RoleClass, ...] = ("authority", "agents", "mixed", "elected", "others")
_SPECIAL = {
    "’": "'",
    "ʼ": "'",
    "‘": "'",
    "`": "'",
    "´": "'",
    "\u2011": "-",
    "\u2010": "-",
    "œ": "o",
    "æ": "a",
    "ø": "o",
    "ß": "s",
}


class _Folding(dict[int, str]):
    """A translation table that computes each character once."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        lowered = char.lower()
        if lowered in _SPECIAL:
            folded = _SPECIAL[lowered]
        elif unicodedata.category(char) == "Zs":
            folded = " "
        else:
            folded = unicodedata.normalize("NFD", lowered)[:1] or char
        self[code] = folded
        return folded


_FOLDING = _Folding()


def fold(text: str) -> str:
    """Return ``text`` without case, accents or typographic apostrophes; its length is that of ``text``."""
    return text.lower() if text.isascii() else text.translate(_FOLDING)


@dataclass(frozen=True, slots=True)
class Head:
    """The head word of a role: ``canonical`` is its folded masculine singular."""

    canonical: str
    form: str
    gender: Gender
    kind: RoleClass
    plural: bool


def _plural(words: str) -> str:
    first, space, rest = words.partition(" ")
    adjective = rest if rest.startswith(("de ", "d'", "du ", "des ", "au ")) else _plural(rest) if rest else ""
    if first.endswith(("s", "x", "z")):
        return first + space + adjective
    if first.endswith("al") and first != "general":
        return first[:-2] + "aux" + space + adjective
    return first + "s" + space + adjective


def _third_person(infinitive: str) -> tuple[str, ...]:
    """Return the folded forms of the third person of a verb in -er (present, past, imperfect, future, participle)."""
    stem = infinitive[:-2]
    ends = ("e", "ent", "a", "ait", "aient", "erent", "es", "ee", "ees", "era", "erait", "eraient")
    soft = (f"{stem}e",) if stem.endswith("g") else ()
    hard = tuple(f"{stem[:-1]}c{end}" for end in ("a", "ait", "aient")) if stem.endswith("c") else ()
    return (
        tuple(stem + end for end in ends) + tuple(form + end for form in soft for end in ("ait", "aient", "a")) + hard
    )


class Cues:
    """Typed access to the cue file."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._data = data
        self._words: dict[tuple[str, str], frozenset[str]] = {}
        self._patterns: dict[tuple[str, str, bool], re.Pattern[str]] = {}

    def words(self, section: str, name: str) -> frozenset[str]:
        """Return the folded words of a list."""
        key = (section, name)
        if key not in self._words:
            self._words[key] = frozenset(fold(word) for word in self._data[section][name])
        return self._words[key]

    def pattern(self, section: str, name: str, *, whole: bool = False) -> re.Pattern[str]:
        """Compile the alternatives of a list, matched at the start (or as the ``whole``) of a folded text."""
        key = (section, name, whole)
        if key not in self._patterns:
            body = "|".join(self._data[section][name])
            self._patterns[key] = re.compile(f"(?:{body})$" if whole else f"(?:{body})")
        return self._patterns[key]

    @cached_property
    def heads(self) -> dict[str, Head]:
        """Folded form -> head, singulars and plurals."""
        found: dict[str, Head] = {}
        for kind in _CLASSES:
            for pair in self._data["roles"][kind]:
                male, _, female = fold(pair).partition("|")
                raw_male, _, raw_female = pair.partition("|")
                both: Gender = "" if male == female else "m"
                forms: tuple[tuple[str, str, Gender], ...] = ((male, raw_male, both), (female, raw_female, "f"))
                for form, raw, gender in forms:
                    found.setdefault(form, Head(male, raw, gender, kind, False))
                    plural = _plural(form)
                    if plural != form:
                        found.setdefault(plural, Head(male, _plural(raw), gender, kind, True))
        return found

    @cached_property
    def first_words(self) -> frozenset[str]:
        """The first word of every head: what is none of them begins no role."""
        return frozenset(re.split(r"[ ']", form)[0] for form in self.heads)

    @cached_property
    def head_words(self) -> int:
        """The number of words of the longest head."""
        return max(len(form.split()) for form in self.heads)

    @cached_property
    def reporting(self) -> frozenset[str]:
        forms = {form for verb in self.words("verbs", "report") if verb.endswith("er") for form in _third_person(verb)}
        every = forms | self.words("verbs", "irregular")
        for name in ("recapitulation", "presentation", "conclusion"):
            every |= self.words("verbs", name)
        return frozenset(every)


@cache
def cues() -> Cues:
    """Return the cues of the package."""
    path = files("assises_nlp.resources") / "segment_cues.toml"
    return Cues(tomllib.loads(path.read_text(encoding="utf-8")))
