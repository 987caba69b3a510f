"""The words of a page -> lines in reading order, columns told apart.

A band of lines has columns where the same vertical gutter, free of words, runs through at least ``_MIN_LINES`` lines
one after the other with text on both sides; a line that crosses the gutter (a heading) ends the band.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

_MIN_LINES = 5
_MIN_GUTTER = 9.0
_BOLD_NAMES = ("bold", "black", "heavy", "semibold", "demi")


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its box, in points from the top left of the page."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool


@dataclass(slots=True)
class Line:
    """Words on one baseline of one column. ``left`` and ``right`` bound the column's text."""

    words: list[Word]
    page: int
    left: float = 0.0
    right: float = 0.0
    column: int = 0

    @property
    def in_columns(self) -> bool:
        """Columns are numbered so that what stands outside of them has a multiple of three."""
        return self.column % 3 != 0

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def x1(self) -> float:
        return self.words[-1].x1

    @property
    def top(self) -> float:
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        return max(word.bottom for word in self.words)

    @property
    def size(self) -> float:
        """The size of most of its characters."""
        weights: dict[float, int] = {}
        for word in self.words:
            weights[word.size] = weights.get(word.size, 0) + len(word.text)
        return max(sorted(weights), key=lambda size: weights[size])

    @property
    def bold(self) -> bool:
        return all(word.bold for word in self.words if any(map(str.isalnum, word.text)))


def is_bold(font: str) -> bool:
    name = font.rpartition("+")[2].lower()
    return any(mark in name for mark in _BOLD_NAMES)


def page_lines(words: Sequence[Word], page: int) -> list[Line]:
    """Lines in reading order: down the page, and within a band of columns down each column."""
    rows = _rows(words)
    lines: list[Line] = []
    start = 0
    column = 0
    while start < len(rows):
        end, gutter = _band(rows, start)
        if gutter is None:
            lines.append(Line(rows[start], page, column=column))
            start += 1
            continue
        left, right = _split(rows[start:end], gutter)
        for part in (left, right):
            column += 1
            lines.extend(Line(row, page, column=column) for row in part)
        column += 1
        start = end
    _bounds(lines)
    return lines


def _rows(words: Iterable[Word]) -> list[list[Word]]:
    """Words on the same baseline, left to right: their middles lie within half the smaller height."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.bottom, word.x0)):
        for row in reversed(rows[-4:]):
            overlap = min(row[0].bottom, word.bottom) - max(row[0].top, word.top)
            if overlap > 0.5 * min(row[0].bottom - row[0].top, word.bottom - word.top):
                row.append(word)
                break
        else:
            rows.append([word])
    for row in rows:
        row.sort(key=lambda word: word.x0)
    return rows


def _gaps(row: Sequence[Word]) -> list[tuple[float, float]]:
    """Wide spaces in a row, the free margins on both sides of it included."""
    gaps = [(float("-inf"), row[0].x0)]
    reach = row[0].x1
    for word in row[1:]:
        if word.x0 - reach >= _MIN_GUTTER:
            gaps.append((reach, word.x0))
        reach = max(reach, word.x1)
    return [*gaps, (reach, float("inf"))]


def _band(rows: Sequence[Sequence[Word]], start: int) -> tuple[int, float | None]:
    """The end of the longest band of columns that starts at a row, and the middle of its gutter."""
    best: tuple[int, float | None] = (start + 1, None)
    inner = [*_gaps(rows[start])[1:-1], *_staggered(rows, start)]
    if not inner:
        return best
    for low, high in inner:
        end, left, right = start + 1, low, high
        both = 1
        for previous, row in pairwise(rows[start:]):
            if _leaves_band(previous, row):
                break
            fitting = [
                (max(left, gap[0]), min(right, gap[1]))
                for gap in _gaps(row)
                if min(right, gap[1]) - max(left, gap[0]) >= _MIN_GUTTER
            ]
            if not fitting:
                break
            left, right = max(fitting, key=lambda gap: gap[1] - gap[0])
            both += row[0].x1 <= left and row[-1].x0 >= right
            end += 1
        enough = both >= _MIN_LINES and both >= 0.5 * (end - start)
        enough = enough or _alternates(rows[start:end], left, right)
        if enough and end > best[0] and _is_prose(rows[start:end], (left + right) / 2):
            best = (end, (left + right) / 2)
    return best


def _staggered(rows: Sequence[Sequence[Word]], start: int) -> list[tuple[float, float]]:
    """The gutter between a row and the next where they stand side by side, on different baselines."""
    if start + 1 >= len(rows):
        return []
    first, second = sorted((rows[start], rows[start + 1]), key=lambda row: row[0].x0)
    low, high = max(word.x1 for word in first), second[0].x0
    return [(low, high)] if high - low >= _MIN_GUTTER else []


def _alternates(rows: Sequence[Sequence[Word]], left: float, right: float) -> bool:
    """Whether rows go to and fro between two columns whose lines do not stand on the same baselines."""
    sides = "".join("l" if row[-1].x1 <= left + 1 else "r" if row[0].x0 >= right - 1 else "b" for row in rows)
    bare = sides.replace("b", "")
    switches = sum(one != other for one, other in pairwise(bare))
    both = sides.count("b")
    return switches >= _MIN_LINES and min(bare.count("l"), bare.count("r")) + both >= _MIN_LINES


def _leaves_band(previous: Sequence[Word], row: Sequence[Word]) -> bool:
    """A line in larger type, or far below the one above, may be short enough to fit in a column without being of it."""
    before, word = _typical(previous), _typical(row)
    height = before.bottom - before.top
    return word.size > 1.15 * before.size or word.top - before.bottom > 2.5 * height


def _typical(row: Sequence[Word]) -> Word:
    """The longest word: a bullet is often set in a larger type than its text."""
    return max(row, key=lambda word: len(word.text))


def _split(rows: Sequence[Sequence[Word]], gutter: float) -> tuple[list[list[Word]], list[list[Word]]]:
    left = [[word for word in row if word.x1 <= gutter] for row in rows]
    right = [[word for word in row if word.x1 > gutter] for row in rows]
    return [row for row in left if row], [row for row in right if row]


def _is_prose(rows: Sequence[Sequence[Word]], gutter: float) -> bool:
    """Columns of prose have several words a line on both sides; lists read across (name, function) have few."""
    left, right = _split(rows, gutter)
    if not left or not right:
        return False
    return all(sum(map(len, part)) >= 3.5 * len(part) for part in (left, right))


def _bounds(lines: Sequence[Line]) -> None:
    """Left and right edges of the text, by column and page; lines outside bands share theirs."""
    groups: dict[int, list[Line]] = {}
    for line in lines:
        groups.setdefault(line.column if line.in_columns else 0, []).append(line)
    for group in groups.values():
        left, right = min(line.x0 for line in group), max(line.x1 for line in group)
        for line in group:
            line.left, line.right = left, right
