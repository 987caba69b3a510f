"""One line to the stretches that become remarks: items, sentences, items of a sentence."""

from __future__ import annotations

import re
from itertools import pairwise

from assises_nlp.segment.items import item_spans
from assises_nlp.segment.lexicon import fold
from assises_nlp.segment.sentences import Span, sentence_spans

_LAYOUT = re.compile(
    r"(?:page\s*)?[-–—\s]*\d{1,4}\s*(?:(?:/|sur)\s*\d{1,4})?[-–—\s.]*$|page\s*(?:\d{1,4}|[ivx]{1,5}).{0,12}$"
    r"|[\s_=*~#.·•…\-–—/|\\+:;,]*$|\[?\(?\s*(?:a completer|a preciser|a verifier|inaudible|"
    r"illisible|texte|tbd|\.{2,}|…)\s*\)?\]?\.?$"
    r"|(?:vifs? )?(?:applaudissements|rires|murmures|brouhaha|silence|huees)(?: (?:et|"
    r"dans la|de la) [a-z ]{3,25})?[.!]?$"
    r"|[\[(](?:applaudissements|rires|silence|brouhaha|pause|suspension de seance|inaudible)[^)\]]{0,40}[\])]\.?$"
)


def is_layout(text: str, *, numbers: bool = True) -> bool:
    """Whether a line says nothing: a page number, a rule, « [à compléter] », « (Applaudissements) »."""
    if len(text) > 80:
        return not any(char.isalnum() for char in text[:2000]) and not any(char.isalnum() for char in text)
    folded = fold(text).strip()
    if not numbers and folded[:1].isdigit():
        return False
    return _LAYOUT.match(folded) is not None


def unit_spans(text: str, start: int, end: int, *, loose: bool = False) -> list[Span]:
    """Cut a line into the stretches of one idea that its marks show: numbers, sentences, semicolons, slashes.

    What is left between two stretches (white space, « 2) », « - ») belongs to neither.
    """
    found: list[Span] = []
    for left, right in _listed(text, start, end, loose):
        for sentence in sentence_spans(text, left, right, loose=loose):
            found.extend(item_spans(text, *sentence, loose=loose))
    return [span for span in found if any(char.isalnum() for char in text[span[0] : span[1]])] or [(start, end)]


def _listed(text: str, start: int, end: int, loose: bool) -> list[Span]:
    spans = item_spans(text, start, end, loose=loose)
    # Semicolons alone do not cut before sentences do: a cut there may fall inside a quotation.
    marked = len(spans) > 1 and any(text[a[1] : b[0]].strip() for a, b in pairwise(spans))
    return spans if marked else [(start, end)]
