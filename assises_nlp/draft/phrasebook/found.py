"""What a consultation says of the phrasebook: for each line of a theme, the remarks that say each of its items."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from assises_nlp.draft import marks, polarity
from assises_nlp.draft.founders import asked
from assises_nlp.draft.phrasebook.entries import Item, Line, Phrasebook
from assises_nlp.draft.phrasebook.matching import of_nature, says
from assises_nlp.records import Label, Meeting, Nature, Remark

FORCES = "forces"
"""Public of the séances in which the services are the room."""


UNLIKELY = 3
"""Rank, among the lines of its side, from which a line is not what a remark speaks of, whatever its words."""
DOUBTFUL = 1
"""The same, of a remark that alone makes a request: what is asked is more often mistaken than what is observed."""


@dataclass(frozen=True, slots=True)
class Likelihood:
    """A second opinion on what remarks say. ``ranks``: of each remark, by id, the rank of its likeliest lines, by the ids of
    their entries; ``known``: the entries that are ranked; ``subjects``: its likely subjects. Of what is not known it has none.
    """

    ranks: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    known: frozenset[str] = frozenset()
    subjects: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def rank(self, remark: str, part: str) -> int | None:
        """The rank of an entry for a remark, that of the last where it is below all those ranked; None without opinion."""
        ranked = self.ranks.get(remark)
        return ranked.get(part, len(ranked)) if ranked is not None and part in self.known else None

    def first(self, remark: str, limit: int) -> dict[str, int]:
        """The entries that are ranked before ``limit`` for a remark, with their ranks; none without opinion."""
        return {part: rank for part, rank in self.ranks.get(remark, {}).items() if rank < limit and part in self.known}

    def below(self, remark: str, part: str, limit: int) -> bool:
        """Whether an entry is ranked at ``limit`` or after it for a remark."""
        rank = self.rank(remark, part)
        return rank is not None and rank >= limit


_THAT = re.compile(r"(?i)\W*qu[’'](?:ils?|elles?|on)\b")
"""« qu’ils passent plus souvent » asks, whatever its label."""
_ABOUT_TO = re.compile(
    r"(?i)\b(?:voul(?:ais|ait|ons)|veux|veut|souhait\w+|voudrai\w*|aimerai\w*|tien\w* à)\s(?:vous |nous |aussi )*"
    r"(?:parler|évoquer|aborder|dire un mot)\b[^,;.:!?]{0,60}[.!]?$"
)
"""« Je voulais parler de police municipale » says nothing of it yet."""
WORDS = 2
"""Words without which a remark says nothing that a line could rest on: « contrôle »."""
NO_OPINION = Likelihood()


@dataclass(frozen=True, slots=True)
class Found:
    """A line and, for each of its items that is said, the remarks that say it, sorted by id."""

    line: Line
    by_item: tuple[tuple[Item, tuple[Remark, ...]], ...]

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """All the remarks behind the line, each once, sorted by id."""
        return tuple(sorted({r.id: r for _, said in self.by_item for r in said}.values(), key=lambda r: r.id))

    @property
    def parts(self) -> frozenset[str]:
        """The parts of the line that are said."""
        return frozenset(item.part for item, _ in self.by_item)

    def only(self, parts: frozenset[str]) -> Found:
        """The same, of the items of ``parts`` alone."""
        return Found(self.line, tuple((item, said) for item, said in self.by_item if item.part in parts))


def search(
    book: Phrasebook,
    theme: str,
    remarks: Iterable[Remark],
    labels: Mapping[str, Label],
    meetings: Mapping[str, Meeting],
    likelihood: Likelihood = NO_OPINION,
) -> tuple[Found, ...]:
    """The lines of ``theme`` that a voice says, in the order of the phrasebook.

    ``remarks``: usable ones, of the theme or with the theme as their second one. ``likelihood``: where
    it has a line far from a remark, or none of the remark's likely subjects is the line's, the words deceive; a remark that
    alone asks for a measure must be the surer of it.
    """
    ordered = sorted((r for r in remarks if speaks(r, meetings)), key=lambda r: r.id)
    about = {
        remark.id: likelihood.subjects.get(remark.id, frozenset()) if labels[remark.id].theme == theme else frozenset()
        for remark in ordered
    }
    sides = {asks: [r for r in ordered if _on_side(r, labels[r.id].nature, asks=asks)] for asks in (False, True)}
    made = (_line(line, sides[line.asks], about, book, likelihood) for line in book.lines if line.theme == theme)
    return tuple(found for found in made if found.by_item)


def speaks(remark: Remark, meetings: Mapping[str, Meeting]) -> bool:
    """Whether a remark can support a line: a voice of the room, and no case of somebody's own.

    The services that answer a room are not its voice; in a séance of their own they are.
    """
    if remark.weight < 1 or len(remark.text.split()) < WORDS or _ABOUT_TO.search(remark.text):
        return False
    if marks.INDIVIDUAL in marks.flags(remark.text):
        return False
    meeting = meetings.get(remark.document)
    return not remark.authority or meeting is None or meeting.audience == FORCES or meeting.kind != "compte_rendu"


def _on_side(remark: Remark, nature: Nature, *, asks: bool) -> bool:
    """Whether a remark may be behind what is asked, or behind what is observed."""
    if not of_nature(nature, asks=asks) or not (remark.nature_hint is None or of_nature(remark.nature_hint, asks=asks)):
        return False
    if asks:
        return asked(remark)
    return polarity.DIVIDED.search(remark.text) is None and _THAT.match(remark.text) is None


def _line(
    line: Line,
    remarks: Sequence[Remark],
    about: Mapping[str, frozenset[str]],
    book: Phrasebook,
    likelihood: Likelihood,
) -> Found:
    said = []
    for item in line.items:
        wanted = frozenset(book.by_id[item.part].subjects)
        behind = tuple(
            r
            for r in remarks
            if _on_subject(about[r.id], wanted)
            and not likelihood.below(r.id, item.part, UNLIKELY)
            and says(item, r.text)
        )
        alone = item.asks and len(behind) == 1 and likelihood.below(behind[0].id, item.part, DOUBTFUL)
        if behind and not alone:
            said.append((item, behind))
    return Found(line, tuple(said))


def _on_subject(likely: frozenset[str], wanted: frozenset[str]) -> bool:
    return not likely or not wanted or bool(likely & wanted)
