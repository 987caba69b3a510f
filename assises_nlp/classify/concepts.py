"""What a remark is about: the concepts of ``resources/classify_concepts*.toml``, 0 or 1 each.

Each concept is a list of beginnings of words, matched in folded text. Written by hand, they bring what no writer of the
annotated remarks happened to say; how much each weighs for a theme is learnt.

Thousands of entries are looked for in one pass over the words of a text: an entry waits under the letters that it begins
with, and only those that a word begins with are tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from assises_nlp.resources import load_toml

FILES = ("classify_concepts.toml",)
_WORD = re.compile(r"\w+")
_PLAIN = re.compile(r"[a-z0-9]+\$?")
_HEAD = re.compile(r"[a-z0-9]+(?![?*+{])")
_LONGEST = 24
"""Letters of a word that are looked up: no entry waits under more."""
Found = tuple[int, tuple[int, int]]


@dataclass(slots=True)
class Index:
    """Entries by the letters that a word must begin with: concepts of plain beginnings, of whole words, and patterns."""

    beginnings: dict[str, list[int]] = field(default_factory=dict)
    words: dict[str, list[int]] = field(default_factory=dict)
    patterns: dict[str, list[tuple[int, re.Pattern[str]]]] = field(default_factory=dict)
    anywhere: list[tuple[int, re.Pattern[str]]] = field(default_factory=list)

    def add(self, concept: int, entry: str) -> None:
        """``$`` ends a word, a space stands for spaces, hyphens or an apostrophe, `` ?`` for one of them or none."""
        if _PLAIN.fullmatch(entry) and len(entry) <= _LONGEST:
            kind = self.words if entry.endswith("$") else self.beginnings
            kind.setdefault(entry.rstrip("$"), []).append(concept)
            return
        spaced = entry.replace("$", r"\b").replace(" ?", r"[\s'-]*").replace(" ", r"[\s'-]+")
        pattern = re.compile(rf"\b(?:{spaced})")
        head = _HEAD.match(entry) if "|" not in re.sub(r"\(.*?\)", "", entry) else None
        if head is None:
            self.anywhere.append((concept, pattern))
        else:
            self.patterns.setdefault(head.group()[:_LONGEST], []).append((concept, pattern))

    def find(self, folded: str) -> Iterator[Found]:
        """Each concept that is named, with where."""
        for match in _WORD.finditer(folded):
            word, start = match.group(), match.start()
            for concept in self.words.get(word, ()):
                yield concept, match.span()
            for length in range(1, min(len(word), _LONGEST) + 1):
                head = word[:length]
                for concept in self.beginnings.get(head, ()):
                    yield concept, (start, start + length)
                for concept, pattern in self.patterns.get(head, ()):
                    if found := pattern.match(folded, start):
                        yield concept, found.span()
        for concept, pattern in self.anywhere:
            for found in pattern.finditer(folded):
                yield concept, found.span()


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    table: dict[str, Any] = {}
    for name in FILES:
        table.update(load_toml(name))
    return table


@lru_cache(maxsize=1)
def _index() -> Index:
    index = Index()
    for concept, entries in enumerate(_table().values()):
        for entry in entries:
            index.add(concept, entry)
    return index


def names() -> tuple[str, ...]:
    """The concepts in the order of :func:`concept_values`."""
    return tuple(_table())


def concept_values(folded: str) -> list[float]:
    """One 0 or 1 per concept. ``folded`` is what :func:`assises_nlp.classify.cues.fold` gives."""
    values = [0.0] * len(_table())
    for concept, _ in _index().find(folded):
        values[concept] = 1.0
    return values


def spans(folded: str) -> list[list[tuple[int, int]]]:
    """Where each concept of :func:`names` is named in ``folded``."""
    found: list[list[tuple[int, int]]] = [[] for _ in _table()]
    for concept, span in _index().find(folded):
        found[concept].append(span)
    return found
