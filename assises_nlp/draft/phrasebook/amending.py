"""Labels that a proof corrects: a remark that says a line of another theme, or of the other side, is of that one.

The classifier reads a remark as a whole and may hesitate between two themes; a line that the remark says letter for letter,
and that the second opinion ranks among the first, does not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assises_nlp.draft.founders import wants
from assises_nlp.draft.phrasebook.entries import Line, Phrasebook
from assises_nlp.draft.phrasebook.found import Likelihood
from assises_nlp.draft.phrasebook.matching import of_nature, says
from assises_nlp.draft.words import is_finite
from assises_nlp.records import LISTED, Label, Remark

SURE = 3
"""Rank of a line from which the second opinion does not support the proof."""
FIRST, NEXT = 1, 2
"""The same, of a line that is of another theme: where the classifier is sure of its own, and where it is not."""
UNSURE = 0.6
"""Confidence under which the classifier is not sure of a theme."""
SAID = "Classée d’après ce qu’elle dit d’une ligne du recueil de formulations."
_NONE = re.compile(r"(?i)^\W*(?:pas|plus|aucune?|trop|jamais|toujours|rien)\b")


def amended(
    remarks: Sequence[Remark], labels: Mapping[str, Label], likelihood: Likelihood, book: Phrasebook
) -> dict[str, Label]:
    """The labels, corrected where a proof and the second opinion agree against them, sure where they agree with them."""
    return {
        remark.id: _amended(remark, labels[remark.id], likelihood, book) for remark in remarks if remark.id in labels
    }


def _amended(remark: Remark, label: Label, likelihood: Likelihood, book: Phrasebook) -> Label:
    if remark.withheld:
        return label
    if label.nature == "engagement":
        return _announced(remark, label, likelihood, book)
    if label.nature not in LISTED:
        return label
    own = {label.theme, label.secondary_theme}
    elsewhere = NEXT if label.theme_confidence < UNSURE else FIRST
    proven = [
        (rank, line)
        for rank, line in _first(remark, likelihood, book)
        if rank < (SURE if line.theme in own else elsewhere)
        and _on_side(remark, label, line)
        and any(says(item, remark.text) for item in line.items)
    ]
    if any(of_nature(label.nature, asks=line.asks) and line.theme in own for _, line in proven):
        return replace(label, doubtful=False)
    if not proven:
        return label
    _, best = min(proven, key=lambda pair: (pair[0], not of_nature(label.nature, asks=pair[1].asks), pair[1].id))
    nature = label.nature if of_nature(label.nature, asks=best.asks) else best.nature
    theme = label.theme if best.theme in own else best.theme
    return replace(label, theme=theme, nature=nature, doubtful=False, reason=SAID)


def _first(remark: Remark, likelihood: Likelihood, book: Phrasebook) -> list[tuple[int, Line]]:
    """(rank, line) of the lines that the second opinion ranks first for a remark."""
    ranked = likelihood.first(remark.id, SURE)
    return [(rank, book.by_id[part]) for part, rank in ranked.items() if part in book.by_id]


def _announced(remark: Remark, label: Label, likelihood: Likelihood, book: Phrasebook) -> Label:
    """What the authorities announce is of the theme of the request that it has the words of, where that is likely."""
    said = [
        (rank, line)
        for rank, line in _first(remark, likelihood, book)
        if line.asks and any(item.proof.find(remark.text) for item in line.items)
    ]
    if not said:
        return label
    own = any(line.theme == label.theme for _, line in said)
    _, best = min(said, key=lambda pair: (pair[0], pair[1].id))
    return replace(label, theme=label.theme if own else best.theme, doubtful=False, reason=SAID)


def _on_side(remark: Remark, label: Label, line: Line) -> bool:
    """Whether a remark may be on the side of a line: that of its label or, where it tells a state, an observation."""
    return of_nature(label.nature, asks=line.asks) or (not (line.asks or wants(remark.text)) and _tells(remark))


def _tells(remark: Remark) -> bool:
    """Whether a remark tells a state: it has a verb that is conjugated, or says that there is none."""
    return _NONE.match(remark.text) is not None or any(is_finite(token) for token in remark.tokens)
