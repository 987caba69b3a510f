"""The names that a document gives of itself: its attendance lists and its speakers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Self

from assises_nlp.privacy.lexicon import Phrases, lexicon
from assises_nlp.privacy.text import Word, words_of
from assises_nlp.records import Speaker

PARTICLES = frozenset(
    "de du des d la le les l von van der den ben bin ibn el al di da do dos das della del y mac mc o san st".split()
)
_ENTRY_END = re.compile(r"[,;:(\[/|\n\t]|\s[–—-]\s|\s{3,}")
_PLACE = re.compile(r"\b(?:de|d['’]|du|des|à)\s?((?:[Ll]a\s|[Ll]e\s|[Ll]es\s|L['’])?[A-ZÀ-Ý][\w'’-]+)")
_LONGEST = 6


@dataclass(frozen=True)
class KnownNames:
    """The names of one document, folded and cut into runs of letters. Built once, only read afterwards.

    ``surnames`` are replaced wherever they stand, ``weak`` ones (also ordinary words or places) in a name's place only;
    ``full`` are several words of one person in the order of the list or turned round; ``near`` maps a surname with a
    letter missing to the surnames that it may be (for typing errors).
    """

    surnames: Phrases = field(default_factory=dict)
    weak: Phrases = field(default_factory=dict)
    full: Phrases = field(default_factory=dict)
    firsts: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()

    @classmethod
    def from_names(cls, attendees: Iterable[str] = (), speakers: Iterable[Speaker] = ()) -> Self:
        """Names from raw entries such as "M. Gérard PICHONNET, maire de Gorron", without titles and functions."""
        raw = sorted({name for name in attendees if name} | {s.name for s in speakers if s.name})
        people = [person for entry in raw for person in _people(entry)]
        places = frozenset(
            word.key
            for entry in raw
            for match in _PLACE.finditer(_after_name(entry))
            for word in words_of(match[1])
            if len(word.key) > 2
        )
        surnames: set[tuple[str, ...]] = set()
        weak: set[tuple[str, ...]] = set()
        full: set[tuple[str, ...]] = set()
        firsts: set[str] = set()
        for first, last in people:
            firsts.update(first)
            if first and last:
                full.update({(*first, *last), (*last, *first)})
            for name in _variants(last):
                (weak if _is_weak(name, places) else surnames).add(name)
        return cls(
            _table(surnames),
            _table(weak - surnames),
            _table(full),
            frozenset(firsts),
            places,
            frozenset(_deletions(surnames)),
        )

    def misspelt(self, key: str) -> bool:
        """Is ``key`` a known surname of six letters or more, but for one letter or two swapped?"""
        return len(key) >= 6 and (key in self.near or any(cut in self.near for cut in _cuts(key)))


def _table(names: Iterable[tuple[str, ...]]) -> Phrases:
    table: dict[str, list[tuple[str, ...]]] = {}
    for name in names:
        table.setdefault(name[0], []).append(name)
    return {first: tuple(sorted(group, key=lambda n: (-len(n), n))) for first, group in table.items()}


def _is_weak(name: tuple[str, ...], places: frozenset[str]) -> bool:
    words = lexicon()
    bare = [part for part in name if part not in PARTICLES] or list(name)
    return all(
        words.is_listed(p) or words.is_thing(p) or p in places or words.first_name(p) or len(p) < 3 for p in bare
    )


def _after_name(entry: str) -> str:
    end = _ENTRY_END.search(entry.strip(" \t-•*–—"))
    return entry.strip(" \t-•*–—")[end.start() :] if end else ""


def _people(entry: str) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The first names and the surname of the person, or persons, of an entry."""
    head = _ENTRY_END.split(entry.strip(" \t-•*–—"), maxsplit=1)[0]
    for part in re.split(r"\set\s(?=[A-ZÀ-Ý])", head):
        words = _bare(words_of(part[:120]))
        if words:
            yield _split(words)


def _bare(words: Sequence[Word]) -> list[Word]:
    """The words of the name: titles, functions and what follows them left out."""
    lex = lexicon()
    kept: list[Word] = []
    index = 0
    while index < len(words):
        title = match_phrase(lex.ranks, words, index) or match_phrase(lex.civil, words, index)
        word = words[index]
        if title and not kept:
            index = title
            continue
        if kept and (title or word.key in lex.roles or word.text.islower()) and word.key not in PARTICLES:
            break
        proper = word.text[0].isupper() or word.key in PARTICLES
        if proper and (word.key not in lex.roles or word.upper) and word.key not in {"x", "y", "z", "n"}:
            kept.append(word)
        elif not kept and word.text.islower() and word.key not in lex.function:
            # "voix dans la salle", "maire de Craon": an entry that opens with a common noun names nobody.
            if not (lex.first_name(word.key) or (index and not lex.is_ordinary(word.key))):
                return []
            kept.append(word)
        index += 1
    while kept and kept[-1].key in PARTICLES:
        kept.pop()
    return kept if any(w.key not in PARTICLES for w in kept) and not _unnamed(kept) else []


def _unnamed(words: Sequence[Word]) -> bool:
    lex = lexicon()
    return (words[0].key in lex.function and words[0].key not in PARTICLES) or all(
        w.key in lex.roles or w.key in PARTICLES for w in words
    )


def _split(words: Sequence[Word]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """First names and surname: the part in capitals where only a part is; else first names come first."""
    lex = lexicon()
    keys = [w.key for w in words]
    loud = [w.upper and len(w.text) > 1 for w in words]
    if any(loud) and not all(loud):
        start, end = loud.index(True), len(loud) - loud[::-1].index(True)
        while start and keys[start - 1] in PARTICLES:
            start -= 1
        return tuple(keys[:start] + keys[end:]), tuple(keys[start:end])
    count = 0
    while count < len(keys) - 1 and (
        lex.first_name(keys[count]) or (len(keys[count]) == 1 and words[count].text.isupper())
    ):
        count += 1
    if not count and len(keys) > 1 and lex.first_name(keys[-1]):
        return (keys[-1],), tuple(keys[:-1])
    if not count and len(keys) == 2 and words[1].link == " " and keys[0] not in PARTICLES:
        return (keys[0],), (keys[1],)
    return tuple(keys[:count]), tuple(keys[count:])


def _variants(last: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The surname, and each part of a double one: "Briand-Collet" is also called "Briand"."""
    last = last[:_LONGEST]
    if not last or len("".join(last)) < 2:
        return
    yield last
    if last[0] not in PARTICLES:
        for part in last:
            if len(part) > 3 and len(last) > 1 and part not in PARTICLES:
                yield (part,)
    elif last[0] in {"d", "de", "du", "des"} and len(last) > 1 and len(last[-1]) > 3:
        yield tuple(part for part in last if part not in {"d", "de", "du", "des"})


def _cuts(key: str) -> Iterator[str]:
    for index in range(len(key)):
        yield key[:index] + key[index + 1 :]


def _deletions(surnames: Iterable[tuple[str, ...]]) -> Iterator[str]:
    for name in surnames:
        long = name[-1]
        if len(name) == 1 and len(long) >= 6:
            yield long
            yield from _cuts(long)


def match_phrase(table: Phrases, words: Sequence[Word], index: int) -> int | None:
    """The index after the longest phrase of ``table`` that starts at word ``index``, or None."""
    for phrase in table.get(words[index].key, ()):
        end = index + len(phrase)
        if end <= len(words) and all(
            words[index + k].key == part and (not k or words[index + k].link) for k, part in enumerate(phrase)
        ):
            return end
    return None
