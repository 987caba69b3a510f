"""A text as words, each with what surrounds it: what the name rules look at."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from assises_nlp.records import Token

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*")
SPACES = " \u00a0\u202f\u2009\t\n"
HYPHENS = "-\u2010\u2011"
QUOTES = "'’ʼ‘`´"
_LIGATURES = {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i"}


@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``start`` to ``end`` identify somebody; ``kind`` says how."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Word:
    """A run of letters. ``link`` is what joins it to the word before: a space, "-", "'", "." or "" (something else).

    ``cap``: written with a capital that means something (not in a stretch of capitals). ``first``: opens a sentence.
    ``after`` is the character that follows, spaces left out.
    ``pos``, ``person`` and ``governor`` come from the tagger where there was one.
    """

    start: int
    end: int
    text: str
    key: str
    link: str
    cap: bool
    upper: bool
    first: bool
    pos: str = ""
    person: bool = False
    governor: str = ""
    after: str = ""


@cache
def _fold_char(char: str) -> str:
    lowered = char.lower()
    return "".join(
        _LIGATURES.get(part, "" if unicodedata.combining(part) else part)
        for part in unicodedata.normalize("NFD", lowered)
    )


def fold(text: str) -> str:
    """``text`` without case, accents or ligatures."""
    return text.lower() if text.isascii() else "".join(_fold_char(char) for char in text)


def _link(gap: str) -> str:
    if not gap:
        return ""
    if all(char in SPACES for char in gap):
        return " "
    bare = gap.strip(SPACES)
    if gap == ".-":
        return "-"
    if len(gap) <= 3 and len(bare) == 1 and bare in HYPHENS:
        # "Le Bihan - Collet" is two things, "Le Bihan -Collet" one.
        return "-" if len(gap) < 3 else ""
    if bare and len(gap) <= 2 and bare in QUOTES:
        return "'"
    return "." if bare == "." and len(gap) <= 2 and gap[0] == "." else ""


def _opens(gap: str) -> bool:
    return any(char in '.!?:;•\n«"(…' for char in gap) or (
        bool(gap) and gap.strip(SPACES) in {"-", "–", "—"} and len(gap) > 1
    )


@dataclass(frozen=True, slots=True)
class _Tag:
    pos: str
    person: bool
    governor: str


def _tags(tokens: Sequence[Token]) -> tuple[list[int], list[_Tag]]:
    """For each character, the token that holds it; for each token, its tags."""
    owners: list[int] = []
    tags: list[_Tag] = []
    for index, token in enumerate(tokens):
        owners.extend([index] * (len(token.text) + token.space))
        head = tokens[token.head].text if 0 <= token.head < len(tokens) else ""
        governor = fold(head) if token.dep in {"nsubj", "nsubj:pass", "nsubj:caus"} else ""
        tags.append(_Tag(token.pos, token.ent.endswith("PER"), governor))
    return owners, tags


def words_of(text: str, tokens: Sequence[Token] = ()) -> tuple[Word, ...]:
    """The words of ``text``, with the tags of ``tokens`` (whose text joined is ``text``) if there are any."""
    owners, tags = _tags(tokens)
    matches = list(_WORD.finditer(text))
    uppers = [len(match[0]) > 1 and match[0].isupper() for match in matches]
    words: list[Word] = []
    previous = 0
    for index, match in enumerate(matches):
        gap = text[previous : match.start()] if index else ""
        tag = tags[owners[match.start()]] if owners else _Tag("", False, "")
        loud = uppers[index] and _loud(uppers, matches, index)
        single = len(match[0]) == 1 and index and uppers[index - 1] and _loud(uppers, matches, index - 1)
        words.append(
            Word(
                match.start(),
                match.end(),
                match[0],
                fold(match[0]),
                _link(gap),
                match[0][0].isupper() and not loud and not single,
                uppers[index],
                not index or _opens(gap),
                tag.pos,
                tag.person,
                tag.governor,
                text[match.end() : match.end() + 3].lstrip(SPACES)[:1],
            )
        )
        previous = match.end()
    return tuple(words)


def _loud(uppers: Sequence[bool], matches: Sequence[re.Match[str]], index: int) -> bool:
    """Do capitals say nothing here? Three of the four nearest words of two letters or more are in capitals too."""
    near = [
        uppers[other]
        for other in range(max(0, index - 3), min(len(uppers), index + 4))
        if other != index and len(matches[other][0]) > 1
    ]
    return len(near) >= 2 and sum(near) > 0.74 * len(near)


def union(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Spans in order, those that overlap made one, of the kind of the one that starts first (the longest of these)."""
    merged: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end, s.kind)):
        if merged and span.start < merged[-1].end:
            last = merged[-1]
            if span.end > last.end:
                merged[-1] = Span(last.start, span.end, last.kind)
        else:
            merged.append(span)
    return tuple(merged)
