"""A document before it has a format: built once, rendered as docx, odt, html and md, which so hold the same lines.

Text in these nodes is clean (see :mod:`assises_nlp.export.clean`) and typeset; renderers only escape it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from assises_nlp.export.clean import one_line
from assises_nlp.export.french import typeset

RunKind = Literal["plain", "strong", "marks", "subject", "flag"]
ParagraphStyle = Literal["body", "chapeau", "note", "label", "warning", "reperes", "quote"]


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one appearance. ``marks`` are references to the sources, smaller and grey; ``subject`` the bold lead of a
    line, ``flag`` what is to be looked at before it is used; each in a style of its own, so that all can be selected at
    once and removed.
    """

    text: str
    kind: RunKind = "plain"


@dataclass(frozen=True, slots=True)
class Heading:
    """``level`` 1 to 3; ``anchor`` is unique in the document and made of ASCII letters, figures and hyphens.

    ``new_page`` begins a page where there are pages.
    """

    level: int
    text: str
    anchor: str
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: tuple[Run, ...]
    style: ParagraphStyle = "body"

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Quote:
    """Verbatim words of a remark, as they were said: shown in the html and in the annex only."""

    text: str
    code: str
    source: str
    audience: str
    place: str
    role: str | None = None
    opposing: bool = False
    copies: int = 1
    note: str = ""
    short_place: str = ""

    @property
    def short_origin(self) -> str:
        """« E1, maire, § 12 (3 réponses identiques) », where a table says what E1 is."""
        return self._said((self.code, self.role, self.short_place))

    @property
    def origin(self) -> str:
        """« E1, séance du …, élus, maire, p. 3, § 12 (3 réponses identiques) »."""
        audience = "" if self.audience in self.source else self.audience
        return self._said((self.code, self.source, audience, self.role, self.place))

    def _said(self, parts: tuple[str | None, ...]) -> str:
        copies = f" ({self.copies} réponses identiques)" if self.copies > 1 else ""
        note = f" : {self.note}" if self.note else ""
        return text(", ".join(part for part in parts if part) + copies + note)


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a list: its measures in ``children``, its references in ``reperes``, a paragraph of its own below.

    ``codes``, ``audiences`` and ``theme`` are what the html filters by.
    """

    runs: tuple[Run, ...]
    reperes: tuple[Run, ...] = ()
    children: tuple[Item, ...] = ()
    quotes: tuple[Quote, ...] = ()
    codes: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    anchor: str = ""

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    @property
    def reperes_text(self) -> str:
        return "".join(run.text for run in self.reperes)


@dataclass(frozen=True, slots=True)
class BulletList:
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """``numeric`` columns are set to the right; ``widths`` are shares of the width; ``compact`` is in smaller type."""

    caption: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    numeric: frozenset[int] = frozenset()
    drawn: bool = False
    """Its figure follows: both stay on one page."""
    compact: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """``share`` from 0 to 1 is the length, ``display`` what is written at its end."""

    label: str
    share: float
    display: str


@dataclass(frozen=True, slots=True)
class Figure:
    """Horizontal bars; ``alt`` says in words what they show."""

    caption: str
    alt: str
    bars: tuple[Bar, ...]


Block = Heading | Paragraph | BulletList | Table | Figure


@dataclass(frozen=True, slots=True)
class Document:
    """``cover`` are the lines below the title; ``banner`` a warning on every page, or ""; ``running`` the
    footer's text.

    ``contents`` asks for a table of contents; without it the cover is a mere head of the first page. ``dense`` sets the
    text in smaller type, for what is looked up rather than read.
    """

    title: str
    cover: tuple[str, ...]
    blocks: tuple[Block, ...]
    banner: str = ""
    running: str = ""
    contents: bool = True
    subject: str = ""
    dense: bool = False


@lru_cache(maxsize=16384)
def text(value: str) -> str:
    """Clean, on one line, with French typography: for all that is no verbatim quote."""
    return typeset(one_line(value))


def runs(*parts: str | Run) -> tuple[Run, ...]:
    """Runs from strings (plain) and runs, each cleaned."""
    made = (part if isinstance(part, Run) else Run(part) for part in parts)
    return tuple(Run(_inline(run.text), run.kind) for run in made if run.text)


def _inline(value: str) -> str:
    """:func:`text`, keeping the single blank that parts a run from its neighbour."""
    body = text(value)
    if not body:
        return " "
    return (" " if value[:1] == " " else "") + body + (" " if value[-1:] == " " else "")


def paragraph(*parts: str | Run, style: ParagraphStyle = "body") -> Paragraph:
    return Paragraph(runs(*parts), style)


def lines(document: Document) -> Iterator[str]:
    """Every line of ``document`` in reading order, quotes and table of contents left out: the same in all four
    formats.
    """
    yield document.title
    yield from document.cover
    for block in document.blocks:
        yield from _block_lines(block)


def _block_lines(block: Block) -> Iterator[str]:
    match block:
        case Heading() | Paragraph():
            yield block.text
        case BulletList():
            for item in block.items:
                yield from _item_lines(item)
        case Table():
            yield block.caption
            for row in (block.headers, *block.rows):
                yield from (cell for cell in row if cell)
        case Figure():
            yield block.caption


def _item_lines(item: Item) -> Iterator[str]:
    yield item.text
    for child in item.children:
        yield from _item_lines(child)
    if item.reperes:
        yield item.reperes_text
