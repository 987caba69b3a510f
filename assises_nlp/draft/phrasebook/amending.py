"""Labels that a proof corrects: a remark that says a line of another theme, or of the other side, is of that one.

The classifier reads a remark as a whole and may hesitate between two themes; a line that the remark says letter for letter,
and that the second opinion ranks among the first, does not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assises_nlp.draft.founders import wants
from assises_nlp.draft.phrasebook.entries import Item, Phrasebook
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
    themes = {item.part: line.theme for line in book.lines for item in line.items}
    items: dict[str, list[Item]] = {}
    for item in book.items:
        items.setdefault(item.part, []).append(item)
    found = {}
    for remark in remarks:
        label = labels.get(remark.id)
        if label is not None:
            likely = {part: rank for part, rank in likelihood.first(remark.id, SURE).items() if part in items}
            ranked = [(rank, item) for part, rank in sorted(likely.items()) for item in items[part]]
            found[remark.id] = _amended(remark, label, ranked, book, themes)
    return found


def _amended(
    remark: Remark, label: Label, ranked: Sequence[tuple[int, Item]], book: Phrasebook, themes: Mapping[str, str]
) -> Label:
    """``ranked``: the items that the remark may say, with the rank of their lines."""
    if label.nature not in LISTED or remark.withheld:
        return label
    own = {label.theme, label.secondary_theme}
    elsewhere = NEXT if label.theme_confidence < UNSURE else FIRST
    proven = [
        (rank, item)
        for rank, item in ranked
        if rank < (SURE if themes[item.part] in own else elsewhere)
        and _on_side(remark, label, item)
        and says(item, remark.text)
    ]
    if any(of_nature(label.nature, asks=item.asks) and themes[item.part] in own for _, item in proven):
        return replace(label, doubtful=False) if label.doubtful else label
    if not proven:
        return label
    _, best = min(proven, key=lambda pair: (pair[0], not of_nature(label.nature, asks=pair[1].asks), pair[1].part))
    nature = label.nature if of_nature(label.nature, asks=best.asks) else book.by_id[best.part].nature
    theme = label.theme if themes[best.part] in own else themes[best.part]
    return replace(label, theme=theme, nature=nature, doubtful=False, reason=SAID)


def _on_side(remark: Remark, label: Label, item: Item) -> bool:
    """Whether a remark may be on the side of an item: that of its label or, where it tells a state, an observation."""
    return of_nature(label.nature, asks=item.asks) or (not (item.asks or wants(remark.text)) and _tells(remark))


def _tells(remark: Remark) -> bool:
    """Whether a remark tells a state: it has a verb that is conjugated, or says that there is none."""
    return _NONE.match(remark.text) is not None or any(is_finite(token) for token in remark.tokens)
