"""Which remarks say which item of the phrasebook."""

from __future__ import annotations

import re

from assises_nlp.draft import polarity
from assises_nlp.draft.phrasebook.entries import Item, Phrasebook
from assises_nlp.records import Nature

_REFUSAL = re.compile(
    r"(?:absence|limitation|refus|fin|arrêt|abandon|moratoire|interdiction|opposition|retrait|renoncement|exclusion)\b"
)
_REFUSES = re.compile(
    r"\b(?:pas\b|plus\b|sans\b|non\b|ne\b|n'|ni\b|aucun|jamais|refus|contre\b|oppos|interdi|limit|arret|stop|fin\b|moins|absence|eviter|renonc|morato|maint|"
    r"hostil|desarm|plutot|lieu\b|inutile|cess|suspend|supprim|abandon|trop|reserv|retir|retrait|enlev|demont|rang|halte|revenir|gel\b|seulement|uniquement)"
)
"""Who asks that something be not done says so by one of these words."""
_NONE_OF = re.compile(
    r"(?<!pourquoi )(?<!pourquoi ne )(?<!-on )(?<!-il )\b(?:trop|moins|pas|stop)(?:(?: de| les?| la| aux?)? | d')$"
)
"""Before the thing asked for: « trop de contrôles », « pas de police à pied » do not ask for it; « pourquoi ne pas », « ne
pourrait-on pas » do."""
_WHY_NOT = re.compile(r"\bpourquoi\b[^,.;:!?]*\bpas\b[^,.;:!?]*$")
"""So does « pourquoi on n'ouvre pas … ? »."""
_OF_ANOTHER = re.compile(
    r"\bs'y (?:oppos|declar|montr)\w*|\bd'un avis (?:oppose|contraire)\b|\b(?:pas|guere) de cet avis\b|\bpas cet avis\b"
    r"|\bdesaccord d'un\b|^(?:\W|\w+ ){0,4}au contraire\b"
)
"""Who opposes what somebody else just said names it by a pronoun: his words ask for it no more."""
_OBSERVED = frozenset({"constat", "bonne_pratique"})


def of_nature(nature: Nature, *, asks: bool) -> bool:
    """Whether a remark of this nature may be behind a line: what is asked behind what is asked, the rest behind the rest."""
    return nature == "preconisation" if asks else nature in _OBSERVED


def proven(book: Phrasebook, theme: str, nature: Nature, text: str) -> tuple[str, ...]:
    """The ids of the entries of ``book`` that a remark of that theme and nature says, sorted."""
    items = (item for line in book.lines if line.theme == theme for item in line.items)
    return tuple(sorted({i.part for i in items if of_nature(nature, asks=i.asks) and says(i, text)}))


def says(item: Item, text: str) -> bool:
    """Whether the words of a remark (of a fitting theme and nature) say ``item``.

    One sentence must hold one of the item's ways of saying it, and be on its side: a refusal never supports a request,
    nor a satisfaction a difficulty. A negation that the patterns themselves ask for (« ne pas fermer ») is on its side.
    """
    hit = item.proof.find(text)
    if hit is None:
        return False
    if item.asks:
        if not item.refusal:
            before = [hit.sentence[:at] for at, _ in hit.spans]
            denied = any(_NONE_OF.search(words) and not _WHY_NOT.search(words) for words in before)
            return polarity.stance_of(hit.rest) >= 0 and not denied and _OF_ANOTHER.search(hit.sentence) is None
        return _REFUSAL.match(item.text) is None or _REFUSES.search(hit.sentence) is not None
    if not item.tone or polarity.value_of(hit.sentence) * item.tone >= 0:
        return True
    return item.tone < 0 and polarity.value_of(hit.rest) <= 0
