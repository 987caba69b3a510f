"""The items of an enumeration inside a sentence or an answer: numbers, letters, dashes, semicolons, slashes."""

from __future__ import annotations

import re

from assises_nlp.segment.lexicon import fold
from assises_nlp.segment.sentences import Span, tight_spans, tighten

_NUMBER = re.compile(
    r"(?<![\w/,.°])\(?(\d{1,2}|[a-hA-H])(\s?\)|\s?/(?=\s|[^\W\d])|°\s?\)?|\.(?=\s?[^\W\d])|\s?[-–](?=\s?[^\W\d]))\s?"
)
_BULLET = re.compile(r"(?:(?<=\s)|^)[•▪●◦►▶➢✓✔](?=\s?\S)\s?")
_DASH = re.compile(r"(?:(?<=\s)|^)[-–—*](?=\s)\s|(?<=\s)-(?=[^\W\d])")
_SEMICOLON = re.compile(r"[;；](?=\s|$)|;(?=[^\W\d])")
_SLASH = re.compile(r"\s/{1,2}\s")
_OPPOSED = re.compile(
    r"\b(?:les uns|pour les autres|les autres|certains|certaines|d'autres|d'un cote|d'une part|d'autre part)\b"
)


def _ordinals(text: str, start: int, end: int) -> list[Span]:
    """Return the markers « 1) 2) 3) » or « a) b) » of one style, in order from the first; fewer than two give none."""
    runs: dict[tuple[str, bool], list[Span]] = {}
    for match in _NUMBER.finditer(text, start, end):
        label = match[1].lower()
        value = int(label) if label.isdigit() else ord(label) - ord("a") + 1
        style = (match[2].strip()[:1], label.isdigit())
        run = runs.setdefault(style, [])
        if value == len(run) + 1:
            run.append(match.span())
    kept = [run for style, run in runs.items() if _plausible(text, start, style, run)]
    return max(kept, key=len, default=[])


def _plausible(text: str, start: int, style: tuple[str, bool], run: list[Span]) -> bool:
    """« 1. » and « 1 - » open a list only at its start or after a colon; letters need their bracket."""
    mark, numeric = style
    if len(run) < 2 or (not numeric and mark != ")"):
        return False
    before = text[max(start, run[0][0] - 3) : run[0][0]].strip()
    return mark in ")°" or not before or before.endswith(":")


def _by_markers(text: str, start: int, end: int, markers: list[Span]) -> list[Span]:
    """Cut before each marker and leave the marker out; an introduction stays with the first item."""
    intro = tighten(text, start, markers[0][0])
    found: list[Span] = []
    for number, (_, right) in enumerate(markers):
        limit = markers[number + 1][0] if number + 1 < len(markers) else end
        begin = intro[0] if number == 0 and intro[0] < intro[1] else right
        span = tighten(text, begin, limit)
        if span[0] < span[1]:
            found.append(span)
    return found


def _semicolons(text: str, start: int, end: int, loose: bool) -> list[Span]:
    """Cut an enumeration at its semicolons; one semicolon in plain prose is left to the parse."""
    cuts = [match.end() for match in _SEMICOLON.finditer(text, start, end)]
    cuts = [cut for cut in cuts if text[cut:end].strip()] if len(cuts) < 4 else cuts
    if not cuts:
        return [(start, end)]
    introduced = ":" in text[start : cuts[0]]
    folded = fold(text[start:end])
    if len(cuts) == 1 and ((not introduced and not loose) or _OPPOSED.search(folded)):
        return [(start, end)]
    if len(cuts) == 2 and len(_OPPOSED.findall(folded)) >= 2:
        return [(start, end)]
    return tight_spans(text, start, end, cuts)


def _slashes(text: str, start: int, end: int) -> list[Span]:
    """Cut « patrouilles / éclairage / caméras », not « police / gendarmerie » nor « et/ou »."""
    marks = [match.span() for match in _SLASH.finditer(text, start, end)]
    if not marks or len(marks) > 60:
        return [(start, end)]
    edges = [(start, 0), *marks, (end, end)]
    parts = [(edges[i][1] or start, edges[i + 1][0]) for i in range(len(edges) - 1)]
    words = [len(text[left:right].split()) for left, right in parts]
    listed = len(marks) >= 2 and max(words) <= 10
    opposed = len(marks) == 1 and min(words) >= 2 and max(words) <= 14
    if min(words) < 1 or not (listed or opposed):
        return [(start, end)]
    return [span for span in (tighten(text, left, right) for left, right in parts) if span[0] < span[1]]


def item_spans(text: str, start: int, end: int, *, loose: bool = False) -> list[Span]:
    """Cut a sentence (or, ``loose``, an answer's line) into the items it lists; one span when it lists nothing.

    The numbers and bullets stand between the spans; an introducing clause stays with the first item.
    """
    markers = _ordinals(text, start, end)
    if not markers:
        markers = [match.span() for match in _BULLET.finditer(text, start, end)]
    if not markers:
        dashes = [match.span() for match in _DASH.finditer(text, start, end)]
        opens = bool(dashes) and (dashes[0][0] == start or text[start : dashes[0][0]].rstrip().endswith(":"))
        if opens and (len(dashes) >= 2 or dashes[0][0] == start):
            markers = dashes
        elif loose and len(dashes) >= 2 and all(len(part) > 2 for part in _parts(text, start, end, dashes)):
            markers = [(start, start), *dashes]
    if markers:
        return _by_markers(text, start, end, markers)
    found: list[Span] = []
    for left, right in _semicolons(text, start, end, loose):
        found.extend(_slashes(text, left, right) if loose else [(left, right)])
    return found


def _parts(text: str, start: int, end: int, marks: list[Span]) -> list[str]:
    edges = [start, *(right for _, right in marks)]
    limits = [*(left for left, _ in marks), end]
    return [text[left:right].strip() for left, right in zip(edges, limits, strict=True)]
