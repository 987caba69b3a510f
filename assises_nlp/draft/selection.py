"""Which lines a list prints: those of the phrasebook first, then those that were drafted from remarks."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from assises_nlp.draft import marks
from assises_nlp.draft.statements import REPHRASE, weight
from assises_nlp.draft.words import text_content
from assises_nlp.records import Statement

UNFIT = frozenset({REPHRASE, marks.DIVIDED})
"""Flags of what no list takes from a remark where the phrasebook says something."""
SEVERAL = 4
"""Voices from which a line drafted from a remark may stand beside those of the phrasebook, in several documents."""
GOOD = 3
"""Lines on what is well that a list of constats holds at least, where two people or more say them."""
DIVIDED = 2
"""What a line on which opinions differ is worth beside the others, as two more séances; twice that where a room was divided,
since no family brings it what others gather.
"""
ROOM = 5
"""Remarks of both sides from which a room was divided."""
ANSWERS = 1.5
"""What a préconisation that answers a constat of the draft is worth beside the others, as so many more séances."""
FEW = 2
"""Voices up to which a line rests on few."""
SAME = 0.75
"""Share of their content words that two lines have in common, from which they say the same."""
OTHERS = 9
"""Lines of one side that are named after a list."""


def chosen(
    worded: Sequence[Statement],
    drafted: Sequence[Statement],
    most: int,
    favourable: frozenset[str] = frozenset(),
    answering: frozenset[str] = frozenset(),
) -> tuple[list[Statement], list[Statement]]:
    """The lines of a list, heaviest first (legislative ones last), and what goes to the annex.

    ``worded``: lines of the phrasebook. ``drafted``: lines in the words of a remark, which only fill the first half of a
    list, without measures of their own: what a reader finds wrong in a draft is most often there. ``favourable``: ids of
    the lines that say that something is well; ``answering``: of those that answer a constat of the draft, or that a
    préconisation of it answers, which weigh more.
    """

    def _rank(line: Statement) -> tuple[float, str]:
        return (-_worth(line) - ANSWERS * (line.id in answering), line.id)

    if not worded:
        return list(drafted), []
    ranked = sorted(worded, key=weight)
    short = most // 2 - len(ranked)
    taken: list[Statement] = []
    if short > 0:  # a small consultation, or a theme that the phrasebook hardly knows: what several people said first
        fit = [line for line in drafted if REPHRASE not in line.flags]
        taken = sorted(fit, key=lambda line: (not (_several(line) and not UNFIT & {*line.flags}), weight(line)))[:short]
    every = sorted([*ranked, *(replace(line, measures=()) for line in taken)], key=_rank)
    # What one room says makes a line of a small consultation; it only fills the first half of the list of a large one.
    shared = [line for line in every if _spread(line)]
    few = sorted(
        (line for line in every if not _spread(line)), key=lambda line: (line.voices.people < FEW, _rank(line))
    )
    every = [*shared, *few][: max(len(shared), most // 2)]
    kept = _with_what_is_well(every, most, favourable)
    names = {line.id for line in kept}
    left = [line for line in [*ranked, *drafted] if line.id not in names]
    return sorted(kept, key=lambda line: (line.frame == marks.LEGISLATIVE, weight(line))), left


def mentioned(annexed: Sequence[Statement], printed: Sequence[Statement], told: Collection[str]) -> tuple[str, ...]:
    """The ids of the lines that a theme names after its lists, as bilans do of their other axes: lines of the phrasebook
    that several people say and that may leave, the heaviest of each side first.

    ``printed``: the lines of the theme; what they quote as the contrary is not named. ``told``: the texts of the whole draft;
    what one of them says is not named again.
    """
    opposed = {support.remark for line in printed for support in line.opposing}
    known = [text_content(text) for text in told]
    fit = [
        s
        for s in annexed
        if s.wording and s.voices.people > 1 and not {*s.flags} - {marks.CONDITIONAL} and s.state == "brouillon"
    ]
    sides = [[s for s in fit if (s.nature == "preconisation") == asks] for asks in (False, True)]
    named: list[Statement] = []
    for side in sides:
        fresh: list[Statement] = []
        for line in sorted(side, key=heaviest_first):
            says = text_content(line.text)
            new = not any(_same(says, other) for other in known)
            if new and not {s.remark for s in line.supports} <= opposed and len(fresh) < OTHERS:
                fresh.append(line)
                known.append(says)
        named += fresh
    return tuple(line.id for line in named)


def belied(line: Statement, drafted: Sequence[Statement], tones: Mapping[str, int]) -> bool:
    """Whether a line that found no place rests on what a printed one quotes for the contrary: a chance hit of its patterns.

    ``tones``: of each line, by id, 1 where it says a satisfaction, -1 a difficulty, 0 neither or both.
    """
    quoted = {s.remark for other in drafted if tones[line.id] * tones[other.id] < 0 for s in other.supports}
    return bool(tones[line.id]) and {support.remark for support in line.supports} <= quoted


def _same(one: frozenset[str], two: frozenset[str]) -> bool:
    return len(one & two) >= SAME * max(1, len(one), len(two))


def _with_what_is_well(ranked: Sequence[Statement], most: int, favourable: frozenset[str]) -> list[Statement]:
    """The heaviest lines, with room for what is well: complaints are always more numerous."""
    kept, rest = list(ranked[:most]), ranked[most:]
    good = [line for line in rest if line.id in favourable and line.voices.people > FEW]
    wanted = GOOD - sum(line.id in favourable for line in kept)
    for line in good[: max(0, wanted)]:
        last = next((old for old in reversed(kept) if old.nature == "constat" and old.id not in favourable), None)
        if last is not None and len(kept) > most // 2:
            kept[kept.index(last)] = line
    return kept


def heaviest_first(line: Statement) -> tuple[float, str]:
    """Sorting key of lines by what they are worth; ties by their ids."""
    return (-_worth(line), line.id)


def _worth(line: Statement) -> float:
    """What a line is worth beside the others: many voices of two publics before one of each; what divides a room matters,
    told from the side that more remarks are on.

    Voices count by their logarithm, as in :class:`assises_nlp.draft.axes.Crowd`.
    """
    voices = len(line.voices.audiences) + line.voices.meetings + 2 * math.log2(1 + line.voices.people)
    divides = line.position == "divergent" and len(line.opposing) <= len(line.supports)
    room = divides and len(line.opposing) + len(line.supports) >= ROOM
    return round(voices + DIVIDED * (divides + room), 4)


def _spread(line: Statement) -> bool:
    """Whether more people say a line than two, or two who did not hear each other."""
    return line.voices.people > FEW or (
        line.voices.people == FEW and line.voices.speakers <= max(1, line.voices.meetings)
    )


def _several(line: Statement) -> bool:
    return line.voices.people >= SEVERAL and line.voices.meetings + len(line.voices.audiences) > 1
