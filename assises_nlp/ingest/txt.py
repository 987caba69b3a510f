"""Plain text: paragraphs, hand-typed lists, lines joined where they were clearly cut to a width."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assises_nlp.ingest.content import Content, Source
from assises_nlp.ingest.decode import decode
from assises_nlp.ingest.hyphens import join_lines, vocabulary
from assises_nlp.ingest.patterns import TYPED_MARKER
from assises_nlp.ingest.text import clean
from assises_nlp.records import Block, BlockKind

_LARGE = 5 * 1024 * 1024
_RULE = re.compile(r"^\s*([-=_*~#.+–—])(?:\s*\1){2,}\s*$")
_UNDERLINE = re.compile(r"^\s*(={3,}|-{3,})\s*$")
_ENDED = re.compile(r"[.!?:;…»\"”]\s*$")
_SPEAKER = re.compile(r"^\s*[^\W\d_][^:.]{1,60}\s?:\s")
_NARROWEST, _WIDEST = 40, 130
_SAMPLE_LINES = 20_000


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    number: int
    page: int | None = None


def read_txt(source: Source) -> Content:
    """Read a plain text file; ``line`` of each block is the line of the file that it starts on, from 1.

    Raises:
        UnreadableInput: the bytes are no text.
    """
    decoded = decode(source.data)
    notices = list(decoded.notices)
    if len(source.data) > _LARGE:
        size = len(source.data) // (1024 * 1024)
        notices.append(f"Ce fichier est très volumineux ({size} Mo)\u00a0: son traitement sera long.")
    return Content(tuple(text_blocks(decoded.text)), tuple(notices))


def text_blocks(text: str, first_line: int = 1) -> list[Block]:
    """The blocks of a text; form feeds count pages where there are any."""
    return line_blocks(_lines(text, first_line))


def line_blocks(lines: Sequence[Line]) -> list[Block]:
    """The blocks of numbered lines."""
    width, wrapped = _wrapping(lines[:_SAMPLE_LINES])
    punctuated = _punctuated(lines[:_SAMPLE_LINES])
    cut = width and any(line.text.endswith("-") for line in lines)
    known = vocabulary([line.text for line in lines]) if cut else frozenset[str]()
    blocks: list[Block] = []
    group: list[Line] = []
    for line in lines:
        if not line.text.strip() or _RULE.match(line.text):
            _flush(group, known, blocks, underlined=_UNDERLINE.match(line.text) is not None)
        elif group and _continues(group[-1].text, line.text, width, wrapped, punctuated):
            group.append(line)
        else:
            _flush(group, known, blocks)
            group.append(line)
    _flush(group, known, blocks)
    return blocks


def _lines(text: str, first_line: int) -> list[Line]:
    pages = text.split("\f")
    lines: list[Line] = []
    number = first_line
    for index, page in enumerate(pages, start=1):
        parts = clean(page).split("\n")
        shown = index if len(pages) > 1 else None
        lines.extend(Line(part, number + offset, shown) for offset, part in enumerate(parts))
        number += len(parts) - 1
    return lines


def _flush(group: list[Line], known: frozenset[str], blocks: list[Block], *, underlined: bool = False) -> None:
    if not group:
        return
    text = join_lines([line.text for line in group], known) if len(group) > 1 else group[0].text.strip()
    kind: BlockKind = "list_item" if TYPED_MARKER.match(text) else "paragraph"
    block = Block(text, kind=kind, line=group[0].number, page=group[0].page)
    if underlined and len(group) == 1 and kind == "paragraph" and len(text) <= 100:
        block = Block(text, kind="heading", level=1, line=group[0].number, page=group[0].page)
    blocks.append(block)
    group.clear()


def _wrapping(lines: Sequence[Line]) -> tuple[int, bool]:
    """The width that lines seem cut to (0: none), and whether most lines that another one follows reach it."""
    lengths = sorted(len(line.text.rstrip()) for line in lines if line.text.strip())
    if not lengths:
        return 0, False
    width = lengths[int(0.98 * (len(lengths) - 1))]
    if not _NARROWEST <= width <= _WIDEST:
        return 0, False
    pairs = [
        (line.text, following.text)
        for line, following in pairwise(lines)
        if line.text.strip() and following.text.strip() and not TYPED_MARKER.match(following.text)
    ]
    full = sum(_is_full(line, following, width) for line, following in pairs)
    # Where nearly every line ends a sentence, lines of one length are so by chance.
    open_ended = sum(_ENDED.search(line) is None for line, _ in pairs)
    return width, full >= 3 and full >= 0.6 * len(pairs) and open_ended >= 0.4 * len(pairs)


def _punctuated(lines: Sequence[Line]) -> bool:
    """Whether the text ends its sentences: in notes without a full stop, a line never goes on with the one before."""
    long = [line.text.rstrip() for line in lines if len(line.text.strip()) >= 40]
    return sum(_ENDED.search(line[-5:]) is not None for line in long) >= 0.25 * len(long)


def _is_full(line: str, following: str, width: int) -> bool:
    """The first word of the next line would not have fitted."""
    word = following.split(maxsplit=1)[:1]
    return len(line.rstrip()) + 1 + sum(map(len, word)) > width


def _continues(line: str, following: str, width: int, wrapped: bool, punctuated: bool) -> bool:
    if not width or not _is_full(line, following, width) or TYPED_MARKER.match(following):
        return False
    starts_low = following.lstrip()[:1].islower()
    ended = _ENDED.search(line[-5:]) is not None
    if wrapped:
        return starts_low or not (ended and _SPEAKER.match(following))
    return starts_low and not ended and len(line) >= 60 and punctuated
