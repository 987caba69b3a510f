"""Sentences of French minutes and answers: own rules, linear in the length of the text.

A full stop ends a sentence unless the word before it is an abbreviation, an initial, an acronym or a number that
goes on; what stands between quotation marks or brackets inside a sentence is not cut. Every pattern is bounded.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from assises_nlp.segment.lexicon import cues, fold

Span = tuple[int, int]

_MARK = re.compile(r"[.!?…]+(?:[ \u00a0\u202f]?[»”])?[\"')\]]*")
_WORD_BEFORE = re.compile(r"[\w.°\-]+$")
_NEXT_WORD = re.compile(r"[^\W\d_]+")
_QUOTES = re.compile(r"«[^«»]{0,4000}»|“[^“”]{0,4000}”|\"[^\"\n]{0,600}\"")
_BRACKETS = re.compile(r"\([^()]{0,300}\)|\[[^\[\]]{0,300}\]")
_SPACE = re.compile(r"\s*")
_DOTTED = re.compile(r"(?:[^\W\d_]\.-?)+[^\W\d_]{1,2}\.?$")
_INTERJECTION = re.compile(r"(?:oui|non|si|ouais)\s?[.!,…]*$")
_OPENING = '«“"‘([–—-•→'


@cache
def _abbreviations() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    lexicon = cues()
    return (
        lexicon.words("abbreviations", "closed"),
        lexicon.words("abbreviations", "open"),
        lexicon.words("abbreviations", "starters"),
    )


def _protected(text: str, start: int, end: int) -> list[Span]:
    """Return the quotes and brackets that a cut would break, sorted by their start."""
    spans = [match.span() for match in _BRACKETS.finditer(text, start, end)]
    for match in _QUOTES.finditer(text, start, end):
        after = _SPACE.match(text, match.end(), end)
        position = after.end() if after else match.end()
        follows = text[position : position + 1] if position < end else ""
        if follows and not (follows.isupper() or follows in "«“.!?;" or follows.isdigit()):
            spans.append(match.span())
    return sorted(spans)


def _glued(text: str, mark: re.Match[str], end: int) -> bool:
    """Whether a mark without a space after it ends a sentence all the same (« fermé.Il faudrait »)."""
    position = mark.end()
    if not (text[position].isupper() and text[position + 1 : position + 2].islower()) or position + 1 >= end:
        return False
    window = text[max(0, mark.start() - 40) : mark.start()]
    word = window.split()[-1] if window.split() else ""
    if "@" in word or "/" in word or word.lower().startswith("www") or "." in word:
        return False
    return len(word) >= 3 and word[-1].islower()


def _stop_ends(text: str, mark: re.Match[str], start: int, following: str, loose: bool) -> bool:
    """Whether a single full stop ends a sentence; ``following`` is the text from the next word on."""
    before = _WORD_BEFORE.search(text, max(start, mark.start() - 24), mark.start())
    word = before[0] if before else ""
    folded = fold(word)
    closed, opened, starters = _abbreviations()
    upper = following[0].isupper()
    first = _NEXT_WORD.match(following)
    starter = upper and first is not None and fold(first[0]) in starters
    numbered = text[max(start, mark.start() - len(word) - 2) : mark.start() - len(word)].strip().isdigit()
    if folded in closed:
        return numbered and starter
    if len(word) == 1 and word.isupper():
        return starter
    if folded in opened or folded.endswith("°"):
        return upper
    if _DOTTED.match(word):
        return starter
    if word.isdigit() and before is not None and before.start() <= start:
        return False
    if following[0].islower():
        return len(word) >= (2 if loose else 5) and not mark[0].endswith(("»", "”"))
    return upper or following[0].isdigit() or following[0] in _OPENING


def _ends(text: str, mark: re.Match[str], start: int, end: int, loose: bool) -> bool:
    """Whether a mark ends a sentence of ``text[start:end]``."""
    spaces = _SPACE.match(text, mark.end(), end)
    position = spaces.end() if spaces else mark.end()
    if position >= end:
        return False
    if position == mark.end():
        return _glued(text, mark, end)
    following = text[position : min(end, position + 24)]
    core = mark[0].rstrip("»”\"')] \u00a0\u202f")
    if core == ".":
        return _stop_ends(text, mark, start, following, loose)
    if following[0].islower():
        return loose and ("?" in core or "!" in core) and not mark[0].endswith(("»", "”"))
    if following[0].isupper() or following[0] in '«“"[':
        return True
    if following[0] == "(":
        return following[1:2].isupper()
    return ("?" in core or "!" in core) and (following[0].isdigit() or following[0] in "–—-•→")


def sentence_spans(text: str, start: int, end: int, *, loose: bool = False) -> list[Span]:
    """Cut ``text[start:end]`` into sentences, without the white space around them.

    ``loose`` is for answers typed without care: a lower-case letter may begin a sentence.
    """
    spans = _protected(text, start, end)
    starts = [span[0] for span in spans]
    # The reach of the protected spans up to each one: they may be nested.
    reach: list[int] = []
    for span in spans:
        reach.append(max(span[1], reach[-1] if reach else 0))
    cuts: list[int] = []
    sentence = start
    for mark in _MARK.finditer(text, start, end):
        inside = bisect_right(starts, mark.start()) - 1
        if inside >= 0 and mark.end() < reach[inside]:
            continue
        if _ends(text, mark, sentence, end, loose):
            sentence = mark.end()
            cuts.append(sentence)
    return _merge_interjections(text, tight_spans(text, start, end, cuts))


def tight_spans(text: str, start: int, end: int, cuts: list[int]) -> list[Span]:
    """Return the stretches between the cuts, without white space at their ends; empty ones are left out."""
    found: list[Span] = []
    for left, right in zip([start, *cuts], [*cuts, end], strict=True):
        span = tighten(text, left, right)
        if span[0] < span[1]:
            found.append(span)
    return found


def tighten(text: str, start: int, end: int) -> Span:
    """Return the span without the white space at its ends."""
    stretch = text[start:end]
    stripped = stretch.lstrip()
    left = end - len(stripped)
    return (left, left + len(stripped.rstrip())) if stripped else (end, end)


def _merge_interjections(text: str, spans: list[Span]) -> list[Span]:
    """Join « Non ! » to the sentence that it answers for."""
    merged: list[Span] = []
    pending: int | None = None
    for number, (left, right) in enumerate(spans):
        begin = left if pending is None else pending
        alone = right - left <= 9 and _INTERJECTION.match(fold(text[left:right])) is not None
        if alone and number + 1 < len(spans):
            pending = begin
            continue
        merged.append((begin, right))
        pending = None
    return merged
