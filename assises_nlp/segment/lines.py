"""The logical lines of a document: soft breaks and wrapped paragraphs joined, bullets and bold spans noted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from assises_nlp.records import Block, BlockKind, Document
from assises_nlp.segment.lexicon import fold
from assises_nlp.segment.sentences import tighten

BULLET = re.compile(
    r"(?:[-–—•▪▫●○◦■□❑➢➤►▶→⇒*·❖✓✔§o](?:[ \t\u00a0\u202f]+|$)|[–—•▪●➢►▶→*-](?=[^\W\d])"
    r"|\(?\d{1,2}(?:\s?\)|°\)?)[ \t\u00a0]*[-–]?[ \t\u00a0]*|\d{1,2}\.[ \t\u00a0]*[-–]?[ \t\u00a0]+(?=\S)"
    r"|\d{1,2}\.(?=[^\W\d])"
    r"|\(?[a-hA-H]\)[ \t\u00a0]*|\d{1,2}[ \t\u00a0]?[/–-][ \t\u00a0]*(?=[^\W\d]))"
)
_CLAUSE = re.compile(r"\b(?:je|j'|il|elle|on|nous|que|qu'|qui|parce|est|sont|faut|faudrait|avons|ai)\b")
_UNFINISHED = frozenset(
    "de des du d' la le les l' un une et ou à a au aux en par pour sur sous dans avec sans que qu' qui dont ce ces "
    "cette son sa ses leur leurs notre nos votre vos mon ma mes ne se plus très est sont entre vers chez mme m. mm. "
    "comme mais donc car si".split()
)
_ENDED = '.!?…:;»”")'
_BODY: frozenset[BlockKind] = frozenset(("paragraph", "list_item"))


@dataclass(slots=True)
class Line:
    """A stretch of ``Document.text`` that is read as one line; ``body`` is where it starts after its bullet.

    ``bold`` is the length, from ``body``, of the bold span that it opens with.
    """

    start: int
    end: int
    block: int
    kind: BlockKind
    body: int
    bold: int = 0

    def text(self, source: str) -> str:
        return source[self.body : self.end]


def _wraps(before: str, after: str, *, strict: bool) -> bool:
    """Whether ``after`` goes on with the sentence that ``before`` broke off."""
    if not before or not after or before[-1] in _ENDED or BULLET.match(after) or after[0] in ">|":
        return False
    last = fold(before[-12:]).split()[-1:] or [""]
    dangling = last[0] in _UNFINISHED or last[0].endswith("'")
    if after[0].islower() and strict and len(before) >= 40 and _CLAUSE.search(fold(before)):
        return True
    if not after[0].islower():
        return dangling and len(before) >= 30
    return dangling or (len(before) >= 45 and not strict) or (before[-1] == "," and not strict)


def _split_block(block: Block, *, strict: bool) -> list[tuple[int, int]]:
    """Return the spans, within the block, of its logical lines."""
    spans: list[tuple[int, int]] = []
    offset = 0
    for raw in block.text.split("\n"):
        left, right = tighten(block.text, offset, offset + len(raw))
        offset += len(raw) + 1
        if left >= right:
            continue
        if spans and _wraps(
            block.text[max(spans[-1][0], spans[-1][1] - 120) : spans[-1][1]],
            block.text[left : left + 40],
            strict=strict,
        ):
            spans[-1] = (spans[-1][0], right)
        else:
            spans.append((left, right))
    return spans


def _bold_from(block: Block, position: int) -> int:
    """Return how far the text is bold from ``position`` of the block on."""
    reach = position
    for left, right in sorted(block.bold):
        if left <= reach + 1 and right > reach:
            reach = right
    return reach - position


def _joins(document: Document, left: Line, right: Line, text: str) -> bool:
    """Whether a paragraph goes on with the one before it (a reader that gives one paragraph a printed line)."""
    first, second = document.blocks[left.block], document.blocks[right.block]
    if right.kind != "paragraph" or left.kind not in _BODY or second.start != left.end + 1 or left.bold or right.bold:
        return False
    if first.table is not None or second.table is not None:
        return False
    before = text[max(left.body, left.end - 60) : left.end]
    return (
        left.end - left.body >= 40
        and text[right.start].islower()
        and _wraps(before, text[right.start : right.start + 40], strict=False)
    )


def _punctuated(lines: list[Line], text: str) -> bool:
    """Whether the document ends its sentences: where nobody types a full stop, each line of notes is one of its own."""
    long = [line for line in lines if line.end - line.body >= 20 and line.kind in _BODY]
    ended = sum(text[line.end - 1] in _ENDED for line in long)
    return ended >= 0.2 * len(long)


def document_lines(document: Document, text: str, *, strict: bool = False) -> list[Line]:
    """Return the lines of a document in order. ``strict``: a short answer's line break is a new item."""
    found: list[Line] = []
    for number, block in enumerate(document.blocks):
        for left, right in _split_block(block, strict=strict):
            start, end = block.start + left, block.start + right
            marker = BULLET.match(block.text, left, right)
            body = start
            if marker and marker.end() < right:
                body = tighten(text, block.start + marker.end(), end)[0]
            bold = min(_bold_from(block, body - block.start), end - body)
            found.append(Line(start, end, number, block.kind, body, bold))
    if strict:
        return found
    joined: list[Line] = []
    prose = _punctuated(found, text)
    for line in found:
        if joined and prose and _joins(document, joined[-1], line, text):
            joined[-1].end = line.end
        else:
            joined.append(line)
    return joined


def numbered(line: Line) -> bool:
    """Whether the line opens with a bullet or a number."""
    return line.body > line.start


def ordered(lines: list[Line]) -> bool:
    """Whether lines are sorted and apart: what the tiling relies on."""
    return all(a.end <= b.start for a, b in pairwise(lines))
