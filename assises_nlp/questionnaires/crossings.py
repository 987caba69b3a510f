"""A question by the groups of another, with the counts masked that could tell who answered what.

A count below :data:`LEAST` is masked. Since totals are published too, a masked count that is alone on its line could be
found by subtraction: others are then withheld, the smallest first, until no line gives one away (complementary
suppression as the handbooks of statistical disclosure control describe it, e.g. Hundepool et al. 2012, ch. 4).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from assises_nlp.questionnaires.readings import Reading
from assises_nlp.records import CrossCount, Crossing

LEAST = 5
"""A count below this one is masked."""
MOST_GROUPS = 8
"""Groups that a table of a page can hold."""
_MASKED: Final = "<5"
_WITHHELD: Final = "nc"

_Place = tuple[int, int]


def cross(question: Reading, by: int, groups: Reading) -> Crossing:
    """``question`` by the modalities of ``groups``, which is the question of rank ``by``.

    Who did not answer both questions is left out.
    """
    counts = [[0] * len(question.labels) for _ in groups.labels]
    bases = [0] * len(groups.labels)
    rank = {label: index for index, label in enumerate(question.labels)}
    for chosen, group in zip(question.rows, groups.rows, strict=True):
        if chosen is None or group is None:
            continue
        for index, label in enumerate(groups.labels):
            if label in group:
                bases[index] += 1
                for answer in chosen:
                    counts[index][rank[answer]] += 1
    hidden = _hidden(counts, one_answer=question.kind != "multiple")
    return Crossing(
        by,
        tuple(base if base >= LEAST else _MASKED for base in bases),
        tuple(tuple(_shown(count, (g, m) in hidden) for m, count in enumerate(line)) for g, line in enumerate(counts)),
    )


def _shown(count: int, hidden: bool) -> CrossCount:
    if count < LEAST:
        return _MASKED
    return _WITHHELD if hidden else count


def _hidden(counts: Sequence[Sequence[int]], *, one_answer: bool) -> set[_Place]:
    """Places of the counts to hide: the small ones, and those from which they could be found."""
    hidden = {(g, m) for g, line in enumerate(counts) for m, count in enumerate(line) if count < LEAST}
    lines = [[(g, m) for g in range(len(counts))] for m in range(len(counts[0]) if counts else 0)]
    if one_answer:
        # The answers of a group add up to its respondents only where everybody gave one.
        lines += [[(g, m) for m in range(len(line))] for g, line in enumerate(counts)]
    more = True
    while more:
        more = False
        for line in lines:
            left = sorted((counts[g][m], g, m) for g, m in line if (g, m) not in hidden)
            if left and _tells(line, counts, hidden):
                hidden.add(left[0][1:])
                more = True
    return hidden


def _tells(line: Sequence[_Place], counts: Sequence[Sequence[int]], hidden: set[_Place]) -> bool:
    """True where the hidden counts of a line can be found from its total: one alone, or several that add up to little.

    Zeros alone tell nothing of anybody.
    """
    values = [counts[g][m] for g, m in line if (g, m) in hidden]
    return any(values) and (len(values) == 1 or sum(values) < LEAST)
