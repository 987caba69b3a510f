"""Lines of a PDF -> paragraphs: the line ends that only the width of the page made are taken back.

A new paragraph is seen from a wider gap, another size, a bullet, an indent, or a line that ends although the next word
would have fitted. Page headers and footers are lines that come back at the edges of the pages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from assises_nlp.ingest.furniture import same_line
from assises_nlp.ingest.hyphens import join_lines
from assises_nlp.ingest.patterns import PAGE_NUMBER, TYPED_MARKER
from assises_nlp.ingest.pdf_lines import Line
from assises_nlp.records import Block, BlockKind

_ENDED = re.compile(r"[.!?:;…»\"”)]\s*$")
_WIDE_GAP = 1.2
_INDENT = 6.0
_HEADING_RATIO = 1.15
_LONGEST_HEADING = 200
_EDGE_LINES = 6
_EDGE = 0.15


def split_furniture(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> dict[int, BlockKind]:
    """The lines (by ``id``) that are page headers or footers: repeated at the edges, or a page number there."""
    counts: Counter[tuple[str, str]] = Counter()
    for lines in pages:
        for kind, edge in _edges(lines):
            counts.update({(kind, same_line(line.text)) for line in edge})
    inhabited = sum(bool(lines) for lines in pages)
    needed = max(2, round(0.4 * inhabited))
    found: dict[int, BlockKind] = {}
    for lines, height in zip(pages, heights, strict=True):
        for kind, edge in _edges(lines):
            for line in edge:
                outer = line.bottom < _EDGE * height if kind == "header" else line.top > (1 - _EDGE) * height
                repeated = counts[kind, same_line(line.text)] >= needed and outer
                if not repeated and not (outer and PAGE_NUMBER.match(line.text)):
                    break
                found.setdefault(id(line), kind)
    return found


def _edges(lines: Sequence[Line]) -> list[tuple[BlockKind, list[Line]]]:
    """From the outside in."""
    ordered = sorted(lines, key=lambda line: (line.top, line.x0))
    return [("header", ordered[:_EDGE_LINES]), ("footer", ordered[::-1][:_EDGE_LINES])]


def body_size(lines: Sequence[Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return max(sorted(sizes), key=lambda size: sizes[size]) if sizes else 0.0


def share_margins(lines: Sequence[Line]) -> None:
    """Give lines outside columns the margins of the whole document: a page may hold a few short lines only."""
    single = [line for line in lines if not line.in_columns]
    if not single:
        return
    rights = sorted(line.x1 for line in single)
    lefts = sorted(line.x0 for line in single)
    stray = len(single) // 33  # a few lines may stick out
    right, left = rights[-1 - stray], lefts[stray]
    for line in single:
        line.left, line.right = left, right


def line_pitch(lines: Sequence[Line]) -> float:
    """The usual distance of two lines, as a multiple of the size of the type."""
    steps = [
        (line.bottom - previous.bottom) / line.size
        for previous, line in pairwise(lines)
        if _same_place(previous, line) and line.bottom > previous.bottom and line.size == previous.size
    ]
    usual = [step for step in steps if step < 2.2]
    return median(usual) if usual else 1.2


def paragraphs(lines: Sequence[Line], pitch: float) -> list[list[Line]]:
    """Lines grouped into paragraphs, across columns and pages too."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _continues(groups[-1], line, pitch):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _same_place(previous: Line, line: Line) -> bool:
    return previous.page == line.page and previous.column == line.column


def _continues(group: Sequence[Line], line: Line, pitch: float) -> bool:
    previous = group[-1]
    if TYPED_MARKER.match(line.text) or abs(line.size - previous.size) > 0.1 * previous.size:
        return False
    if previous.bold != line.bold and not _is_full(previous, line):
        return False
    ended, low = _ENDED.search(previous.text) is not None, line.text[:1].islower()
    if not _same_place(previous, line):
        return not ended and (low or _is_full(previous, line))
    step = line.bottom - previous.bottom
    if step <= 0 or step > _WIDE_GAP * pitch * line.size:
        return False
    if ended and line.words[0].bold and not previous.words[-1].bold:
        return False  # a speaker's name in bold
    if not low and _is_centred(previous) and _is_centred(line):
        return False
    item = TYPED_MARKER.match(group[0].text) is not None
    shift = line.x0 - previous.x0
    if item and len(group) > 1 and shift < -_INDENT:
        return False  # back from the hanging indent of an item
    if item and len(group) == 1 and shift < _INDENT / 2 and ended:
        return False
    if not item and shift > _INDENT and not low:
        return False  # the first line of the next paragraph is indented
    return (low and not ended) or _is_full(previous, line)


def _is_centred(line: Line) -> bool:
    left, right = line.x0 - line.left, line.right - line.x1
    return left > 15 and abs(left - right) < 5


def _is_full(line: Line, following: Line) -> bool:
    """The first word of the next line would not have fitted, or the line ends within a word."""
    word = following.words[0]
    return line.text.endswith("-") or line.x1 + (word.x1 - word.x0) + 0.25 * line.size > line.right - 1


def to_block(group: Sequence[Line], known: frozenset[str], levels: dict[float, int]) -> Block:
    """One paragraph as a block; ``levels`` gives the heading level of the sizes that headings have."""
    text = join_lines([line.text for line in group], known)
    kind: BlockKind = "paragraph"
    level = levels.get(group[0].size)
    if level is not None and len(text) <= _LONGEST_HEADING:
        kind = "heading"
    elif TYPED_MARKER.match(text):
        kind, level = "list_item", None
    else:
        level = None
    return Block(text, kind=kind, level=level, page=group[0].page, bold=bold_spans(group, text))


def heading_levels(lines: Sequence[Line], body: float) -> dict[float, int]:
    """Sizes clearly above that of the body, the largest first."""
    sizes = sorted({line.size for line in lines if line.size >= _HEADING_RATIO * body}, reverse=True)
    return {size: min(rank, 6) for rank, size in enumerate(sizes, start=1)}


def bold_spans(group: Sequence[Line], text: str) -> tuple[tuple[int, int], ...]:
    """Where the bold words of the lines stand in the joined text."""
    spans: list[tuple[int, int]] = []
    cursor = 0
    for line in group:
        for word in line.words:
            shown = word.text.rstrip("-") or word.text
            start = text.find(shown, cursor)
            if start < 0:
                continue
            cursor = start + len(shown)
            if not word.bold:
                continue
            if spans and not text[spans[-1][1] : start].strip(" -"):
                spans[-1] = (spans[-1][0], cursor)
            else:
                spans.append((start, cursor))
    return tuple(spans)
