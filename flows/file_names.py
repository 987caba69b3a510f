"""File names as they may be shown: a word that may be a person's name is left out.

The name of a file has none of the signs that the privacy pass needs (no capital, no sentence), so the rule is:
a first name, one of the commonest surnames, what follows a title (« M. », « colonel ») and an unknown word beside a first
name are hidden; so is, in the name of what one person says or writes ("audition_quenouille.docx"), every word that
nothing explains. Explained are ordinary words, publics and buildings, the place of a name such as
"2020-01-15_mayenne_elus.odt", what the configuration says, and the words of the consultation's own texts, names having
been taken out of them. « … » stands for the words hidden, with the head of the file's sha256, which the manifest has too.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import PurePosixPath

from assises_nlp.config import DocumentSection
from assises_nlp.ingest.meetings import describe, from_name
from assises_nlp.ingest.places import VENUES, fold
from assises_nlp.privacy import KnownNames, pseudonymise_text
from assises_nlp.privacy.lexicon import lexicon
from assises_nlp.records import DocumentAnalysis, Meeting
from assises_nlp.resources import load_toml

HIDDEN = "…"
_LETTERS = re.compile(r"[^\W\d_]+")
# "DupontJean": a capital inside a word begins another.
_INNER_CAPITAL = re.compile(r"(?<=[^\W\d_A-ZÀ-Ý])(?=[A-ZÀ-Ý])")
_LEAST = 3
"""Letters from which a word may be a name."""
_SAINT = frozenset({"saint", "sainte", "st", "ste"})
_KEY_SHOWN = 6


def words_said(analyses: Iterable[DocumentAnalysis]) -> frozenset[str]:
    """The words of the remarks, folded: what names they held was taken out."""
    return frozenset(
        fold(word) for analysis in analyses for remark in analysis.remarks for word in _LETTERS.findall(remark.text)
    )


def named_meeting(
    name: str, analysis: DocumentAnalysis, section: DocumentSection | None, said: frozenset[str]
) -> tuple[Meeting, tuple[str, ...]]:
    """:func:`describe`, without what may be a person's name in the file's: neither in the name nor in the place.

    ``said`` are the words of the consultation (see :func:`words_said`).
    """
    hidden = hidden_words(name, analysis, section, said)
    if not hidden:
        return describe(name, analysis, section)
    meeting, inferred = describe(_without(name, hidden, "-"), analysis, section)
    path = PurePosixPath(_without(name, hidden, HIDDEN))
    # Two names may become alike: the head of the sha256 tells them apart.
    shown = path.with_name(f"{path.stem}_{analysis.key[:_KEY_SHOWN]}{path.suffix}").as_posix()
    return replace(meeting, name=shown), inferred


def hidden_words(
    name: str, analysis: DocumentAnalysis, section: DocumentSection | None, said: frozenset[str]
) -> frozenset[str]:
    """The words of ``name``, as they are written there, that may be a person's name."""
    words = [word for _, _, word in _words(name)]
    keys = [fold(word) for word in words]
    plain = _listed("fichiers", "seances", "organisations", "dates") | _structure()
    described = _described(name, analysis, section, said)
    titled = _after_a_title(words)
    alone = analysis.kind == "contribution" or not _listed("personnes").isdisjoint(keys)
    first = [_is_first_name(key, before) for key, before in zip(keys, ["", *keys], strict=False)]
    hidden = set()
    for index, (word, key) in enumerate(zip(words, keys, strict=True)):
        beside = any(first[max(0, index - 1) : index + 2])
        named = first[index] or key in _listed("noms")
        if not named and (alone or beside):
            named = not _is_explained(key, () if beside else said)
        named = (named and key not in described) or word in titled
        if named and len(key) >= _LEAST and key not in plain:
            hidden.add(word)
    return frozenset(hidden)


def _is_first_name(key: str, before: str) -> bool:
    return key in lexicon().sure and before not in _SAINT


def _is_explained(key: str, said: Container[str]) -> bool:
    """A thing, an ordinary word that is no surname, or a word of the consultation."""
    words = lexicon()
    return key in said or words.is_thing(key) or (words.is_listed(key) and key not in words.surnames)


def _words(name: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and letters of each word of ``name`` before its suffix."""
    stem = PurePosixPath(name).with_suffix("").as_posix() if PurePosixPath(name).name else name
    for match in _LETTERS.finditer(stem):
        cuts = [0, *(cut.start() for cut in _INNER_CAPITAL.finditer(match[0])), len(match[0])]
        for start, end in pairwise(cuts):
            yield match.start() + start, match.start() + end, match[0][start:end]


def _without(name: str, hidden: frozenset[str], mark: str) -> str:
    """``name`` with ``mark`` for each run of words of ``hidden``."""
    parts: list[str] = []
    position = 0
    for start, end, word in _words(name):
        if word in hidden:
            between = name[position:start]
            joined = bool(parts) and parts[-1] == mark and not any(char.isalnum() or char == "/" for char in between)
            parts += [] if joined else [between, mark]
            position = end
    return "".join(parts) + name[position:]


@cache
def _listed(*names: str) -> frozenset[str]:
    """The words of these lists of ``file_names.toml``."""
    lists: dict[str, str] = load_toml("file_names.toml")
    return frozenset(word for name in names for word in lists[name].split())


@cache
def _structure() -> frozenset[str]:
    """Publics and buildings."""
    publics = load_toml("audiences.toml")
    names = [name for entry in publics.values() for name in entry["noms"]]
    phrases = [*publics, *names, *VENUES, *VENUES.values(), *_SAINT]
    return frozenset(fold(word) for phrase in phrases for word in _LETTERS.findall(phrase.replace("_", " ")))


def _described(
    name: str, analysis: DocumentAnalysis, section: DocumentSection | None, said: frozenset[str]
) -> frozenset[str]:
    """The words of the place and the title that the document, the configuration or the name's own layout give."""
    phrases = [analysis.place, analysis.title]
    if section is not None:
        phrases += [section.lieu, section.nom, section.public]
    found = {fold(word) for phrase in phrases if phrase for word in _LETTERS.findall(phrase.replace("_", " "))}
    place = [fold(word) for word in _LETTERS.findall(from_name(name)[1] or "")]
    alone = not _listed("personnes").isdisjoint(place)
    if not alone and not any(
        _may_be_a_person(word, before, said) for before, word in zip(["", *place], place, strict=False)
    ):
        found.update(place)
    return frozenset(found)


def _may_be_a_person(key: str, before: str, said: frozenset[str]) -> bool:
    words = lexicon()
    if _is_first_name(key, before) or key in _listed("noms"):
        return True
    return before not in _SAINT and key in words.surnames and key not in said and not words.is_thing(key)


def _after_a_title(words: list[str]) -> frozenset[str]:
    """What the privacy pass finds once words have their capital: « M. Petit », « le maire de Craon »."""
    text = " ".join(word.capitalize() if len(word) >= _LEAST else word for word in words)
    left = set(_LETTERS.findall(pseudonymise_text(text, KnownNames.from_names(()))))
    return frozenset(word for word in words if word.capitalize() not in left and word not in left)
