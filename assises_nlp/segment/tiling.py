"""Pieces that tile a document: what the stages of the segmenter mark, and the gaps between."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from assises_nlp.records import Document, Nature, Piece, PieceKind, Speaker, Turn, TurnKind
from assises_nlp.segment.people import Person


@dataclass(slots=True)
class _Mark:
    start: int
    end: int
    kind: PieceKind
    turn: int | None
    heading: str | None
    hint: Nature | None


@dataclass(slots=True)
class _OpenTurn:
    start: int
    end: int
    kind: TurnKind
    person: Person | None


@dataclass(slots=True)
class Draft:
    """Marks and turns of a document, added in the order of its text."""

    document: Document
    text: str
    marks: list[_Mark] = field(default_factory=list)
    turns: list[_OpenTurn] = field(default_factory=list)
    closed: bool = True

    def mark(
        self,
        start: int,
        end: int,
        kind: PieceKind,
        *,
        turn: int | None = None,
        heading: str | None = None,
        hint: Nature | None = None,
    ) -> None:
        """Mark a stretch; empty stretches and what was marked already are left out."""
        start = max(start, self.marks[-1].end) if self.marks else start
        if start < end and not self.text[start:end].isspace():
            self.marks.append(_Mark(start, end, kind, turn, heading, hint))

    def turn(self, start: int, end: int, kind: TurnKind, person: Person | None) -> int:
        """Return the index of the turn that the stretch belongs to: the last one where it goes on, or a new one."""
        last = self.turns[-1] if self.turns else None
        if last is not None and not self.closed and last.kind == kind and last.person is person:
            last.end = max(last.end, end)
        else:
            self.turns.append(_OpenTurn(start, end, kind, person))
            self.closed = False
        return len(self.turns) - 1

    def close_turn(self) -> None:
        """The next stretch begins a new turn, whoever speaks."""
        self.closed = True

    def finished_turns(self) -> tuple[Turn, ...]:
        speakers: dict[int, Speaker] = {}
        done: list[Turn] = []
        for turn in self.turns:
            speaker: Speaker | None = None
            if turn.person is not None:
                speaker = speakers.setdefault(id(turn.person), turn.person.speaker(len(speakers) + 1))
            done.append(Turn(turn.start, turn.end, turn.kind, speaker))
        return tuple(done)

    def pieces(self) -> tuple[Piece, ...]:
        """Return pieces that cover the text from its first character to its last, each character once.

        White space goes with the piece before it; any other stretch that nobody marked is layout.
        """
        starts = [block.start for block in self.document.blocks]
        found: list[Piece] = []
        cursor = 0
        for mark in [*self.marks, _Mark(len(self.text), len(self.text), "layout", None, None, None)]:
            if mark.start > cursor:
                self._fill(found, cursor, mark.start, starts)
                cursor = found[-1].end
            if mark.end > mark.start:
                block = max(bisect_right(starts, mark.start) - 1, 0)
                found.append(Piece(cursor, mark.end, mark.kind, block, mark.turn, mark.heading, mark.hint))
                cursor = mark.end
        return tuple(found)

    def _fill(self, found: list[Piece], start: int, end: int, starts: list[int]) -> None:
        """Give the gap ``start:end`` to the piece before (white space) or to a layout piece."""
        gap = self.text[start:end]
        if found and gap.isspace():
            last = found[-1]
            found[-1] = Piece(last.start, end, last.kind, last.block, last.turn, last.heading, last.nature_hint)
        else:
            block = max(bisect_right(starts, start + len(gap) - len(gap.lstrip())) - 1, 0)
            found.append(Piece(start, end, "layout", block))
