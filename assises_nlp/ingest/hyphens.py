"""Lines that were cut to a width -> running text: spaces put back, words cut by a hyphen repaired."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assises_nlp.ingest.patterns import (
    HYPHENATED_PAIRS,
    HYPHENATED_PREFIXES,
    HYPHENATED_TAILS,
    PLACE_LINKS,
    VERB_TAILS,
)

_CUT = re.compile(r"([^\W\d_][\w'’-]*)-$")
_HEAD = re.compile(r"[\w'’-]+")
_WORD = re.compile(r"[^\W\d_](?:[\w'’-]*\w)?")


def vocabulary(lines: Sequence[str]) -> frozenset[str]:
    """The words, in lower case, that the text shows whole: cut ones at the ends of lines are left out."""
    words: set[str] = set()
    for line in lines:
        found = [word.casefold() for word in _WORD.findall(line)]
        if found and line.rstrip().endswith("-"):
            found.pop()
        words.update(found)
        words.update(part for word in found for part in re.split(r"['’]", word))
    return frozenset(words)


def join_lines(lines: Sequence[str], known: frozenset[str]) -> str:
    """One paragraph out of its lines. ``known`` are words that decide « préven-tion » or « sous-préfet »."""
    parts: list[str] = []
    for line in filter(None, map(str.strip, lines)):
        # Only the end of the last part is looked at: a long paragraph takes linear time.
        cut = _CUT.search(parts[-1]) if parts and parts[-1].endswith("-") else None
        head = _HEAD.match(line)
        if cut is None or head is None:
            parts.extend((" ", line) if parts else (line,))
        elif keeps_hyphen(cut[1], head[0], known):
            parts.append(line)
        else:
            parts[-1] = parts[-1][:-1]
            parts.append(line)
    return "".join(parts)


def keeps_hyphen(first: str, second: str, known: frozenset[str]) -> bool:
    """Whether « first-/second » is a compound. The text itself decides where it shows the word whole elsewhere.

    >>> keeps_hyphen("préven", "tion", frozenset())
    False
    >>> keeps_hyphen("sous", "préfet", frozenset())
    True
    """
    if not second[0].islower():
        return True  # Château-Gontier, 2019-2020
    capital = first[0].isupper()
    first, second = first.casefold(), second.casefold()
    last = re.split(r"['’]", first)[-1]
    if f"{first}-{second}" in known or f"{last}-{second}" in known:
        return True
    if first + second in known or last + second in known:
        return False
    if second in {"ment", "ième", "ièmes"}:
        return False  # haute-ment, deux-ième
    if last in HYPHENATED_PREFIXES or second in HYPHENATED_PAIRS.get(last, ()):
        return True
    if capital and second.partition("-")[0] in PLACE_LINKS and "-" in second:
        return True  # Ambrières-les-Vallées
    if second in VERB_TAILS:
        return last.endswith(("ez", "ons", "tes"))
    return second in HYPHENATED_TAILS or second.startswith("t-")
