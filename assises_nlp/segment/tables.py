"""Tables of minutes: what each column holds, who speaks in each row, rows of figures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assises_nlp.segment.attribution import read_label
from assises_nlp.segment.header import Front
from assises_nlp.segment.kinds import ColumnRole, column_role, is_topic_column
from assises_nlp.segment.lexicon import fold
from assises_nlp.segment.lines import Line
from assises_nlp.segment.people import Person, read_full_name, read_person
from assises_nlp.segment.roles import is_service
from assises_nlp.segment.units import is_layout

if TYPE_CHECKING:
    from assises_nlp.segment.minutes import Minutes

_FIGURE = re.compile(
    r"[+\-–±≈~<>]?\s?\d[\d\s\u00a0\u202f.,/]*\s?(?:%|€|k€|h|j|km|ha|ans|hab\.?)?$|(?:n\.?c\.?|n/a|s\.?o\.?|nd|-|–)$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Column:
    title: str | None
    role: ColumnRole


def read_table(minutes: Minutes, index: int, front: Front) -> int:
    """Mark the lines of the table that begins at ``index``; return the index after it."""
    blocks = minutes.document.blocks
    table = blocks[minutes.lines[index].block].table
    end = index
    while (
        end < len(minutes.lines)
        and minutes.lines[end].kind == "cell"
        and blocks[minutes.lines[end].block].table == table
    ):
        end += 1
    _Table(minutes, index, end, front).read()
    return end


class _Table:
    def __init__(self, minutes: Minutes, first: int, end: int, front: Front) -> None:
        self._minutes = minutes
        self._front = front
        self._rows: dict[int, list[tuple[int, Line]]] = {}
        for index in range(first, end):
            block = minutes.document.blocks[minutes.lines[index].block]
            self._rows.setdefault(block.row or 0, []).append((index, minutes.lines[index]))
        self._columns: dict[int, _Column] = {}
        self._header = self._find_header()
        self._last: Person | None = None
        self._known: dict[str, Person] = {}
        self._organisers = Person(authority=True)

    def _said(self, line: Line) -> str:
        return self._minutes.text[line.start : line.end]

    def _column(self, line: Line) -> int:
        return self._minutes.document.blocks[line.block].column or 0

    def _find_header(self) -> int | None:
        """Return the row that holds the titles, and note what each column holds."""
        if not self._rows:
            return None
        first = next(iter(self._rows))
        titles = {self._column(line): self._said(line) for _, line in self._rows[first]}
        given: dict[int, str] = {}
        for lines in self._rows.values():
            for _, line in lines:
                title = self._minutes.document.blocks[line.block].title
                if title:
                    given.setdefault(self._column(line), title)
        same = any(fold(given.get(column, "")) == fold(title) for column, title in titles.items())
        roles = [column_role(title) for title in titles.values()]
        short = all(len(title.split()) <= 8 for title in titles.values())
        figured = [
            row
            for row, lines in self._rows.items()
            if row != first and any(_FIGURE.match(self._said(line)) for _, line in lines)
        ]
        plain = not any(_FIGURE.match(title) for title in titles.values()) and len(titles) > 1
        is_header = (
            same
            or (plain and short and len(figured) * 2 >= len(self._rows) > 1)
            or (len(self._rows) > 1 and short and len(titles) > 1 and any(role != "text" for role in roles))
        )
        merged = {**(titles if is_header else {}), **given}
        for column, title in merged.items():
            self._columns[column] = _Column(title, column_role(title))
        if not any(column.role == "speaker" for column in self._columns.values()):
            self._guess_speakers(first if is_header else None)
        return first if is_header else None

    def _guess_speakers(self, header: int | None) -> None:
        """The first column holds speakers where most of its cells name a person."""
        cells = [line for row, lines in self._rows.items() if row != header for _, line in lines[:1] if len(lines) > 1]
        named = 0
        for line in cells:
            mention = read_person(self._minutes.text, line.body, line.end)
            named += mention is not None and mention.end >= line.end - 3
        if cells and named * 2 > len(cells):
            column = self._column(cells[0])
            title = self._columns[column].title if column in self._columns else None
            self._columns[column] = _Column(title, "speaker")

    def read(self) -> None:
        for row, lines in self._rows.items():
            if row == self._header:
                for index, line in lines:
                    self._minutes.draft.mark(line.start, line.end, self._front.kinds.get(index, "label"))
            else:
                self._row(lines)

    def _role(self, line: Line) -> ColumnRole:
        column = self._columns.get(self._column(line))
        return column.role if column else "text"

    def _row(self, lines: list[tuple[int, Line]]) -> None:
        minutes = self._minutes
        spoken = [line for index, line in lines if index not in self._front.kinds]
        if self._figures(spoken):
            kind = "cadrage" if minutes.document.kind == "cadrage" else "voix"
            minutes.draft.close_turn()
            turn = minutes.draft.turn(spoken[0].start, spoken[-1].end, "cadrage" if kind == "cadrage" else "voix", None)
            minutes.draft.mark(
                spoken[0].start, spoken[-1].end, "remark", turn=turn, heading=self._figure_heading() or minutes.heading
            )
            return
        topic = next(
            (
                self._said(line)
                for line in spoken
                if self._role(line) == "label" and is_topic_column(self._columns[self._column(line)].title)
            ),
            None,
        )
        speaker = next((self._person(line) for line in spoken if self._role(line) == "speaker"), None)
        if speaker is not None:
            self._last = speaker
        for index, line in lines:
            self._cell(index, line, topic)

    def _figure_heading(self) -> str | None:
        titles = [column.title for column in self._columns.values() if column.title]
        return " – ".join(titles) or None

    def _figures(self, lines: list[Line]) -> bool:
        """Whether a row is a label and figures: it is one remark as a whole."""
        if len(lines) < 2 or any(self._role(line) in ("speaker", "proposal", "finding", "strength") for line in lines):
            return False
        # Blocks of a row must touch each other for one piece to hold them.
        numbers = [line for line in lines if _FIGURE.match(self._said(line))]
        cadrage = self._minutes.document.kind == "cadrage"
        brief = all(len(self._said(line).split()) <= (40 if cadrage else 10) for line in lines)
        return brief and (cadrage or (bool(numbers) and numbers[0] is not lines[0]))

    def _person(self, line: Line) -> Person:
        """Return who a speaker's cell names; the same words name the same person in the whole table."""
        said = self._said(line)
        mention = read_person(self._minutes.text, line.body, line.end)
        if mention is not None and not mention.many:
            return self._minutes.registry.resolve(mention)
        if mention is None:
            full = read_full_name(self._minutes.text, line.body, line.end)
            if (
                full is not None
                and full.name is not None
                and (self._minutes.registry.known(full.name) or full.role is not None)
            ):
                return self._minutes.registry.resolve(full)
        key = " ".join(fold(said).split())
        label = mention.role.clean if mention is not None and mention.role is not None else None
        return self._known.setdefault(key, Person(label=label, authority=mention is None and is_service(key)))

    def _cell(self, index: int, line: Line, topic: str | None) -> None:
        minutes, role = self._minutes, self._role(line)
        said = self._said(line)
        column = self._columns.get(self._column(line))
        heading = (
            " – ".join(part for part in (topic, column.title if column and column.role != "label" else None) if part)
            or minutes.heading
        )
        if index in self._front.kinds:
            minutes.draft.mark(line.start, line.end, self._front.kinds[index])
        elif is_layout(said, numbers=False):
            minutes.draft.mark(line.start, line.end, "layout")
        elif role in ("speaker", "label"):
            minutes.draft.mark(line.start, line.end, "label", heading=minutes.heading)
        else:
            person = self._organisers if role in ("answer", "engagement") else self._last
            label = read_label(minutes.text, line.body, line.end, line.bold) if person is None else None
            keep = (
                label
                if label is not None and label.mention is not None and (label.mention.civil or label.mention.definite)
                else None
            )
            minutes.speech(line, keep, person=person, heading=heading, column=role)
