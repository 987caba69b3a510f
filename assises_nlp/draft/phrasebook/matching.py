"""Which remarks say which item of the phrasebook."""

from __future__ import annotations

from assises_nlp.draft import polarity
from assises_nlp.draft.phrasebook.entries import Item, Line
from assises_nlp.records import Nature

_OBSERVED = frozenset({"constat", "bonne_pratique"})


def of_nature(line: Line, nature: Nature) -> bool:
    """Whether a remark of this nature may be behind the line: what is asked behind what is asked, the rest behind the rest."""
    return nature == "preconisation" if line.asks else nature in _OBSERVED


def says(item: Item, text: str) -> bool:
    """Whether the words of a remark (of a fitting theme and nature) say ``item``.

    The sentence must hold one of the item's ways of saying it, and be on its side: a refusal never supports a request,
    nor a satisfaction a difficulty.
    """
    said = item.proof.sentence(text)
    if said is None:
        return False
    if item.asks:
        return item.refusal or polarity.stance_of(said) >= 0
    return not item.tone or polarity.value_of(said) * item.tone >= 0
