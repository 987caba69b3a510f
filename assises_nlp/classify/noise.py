"""Altered copies of remarks, to measure how much is lost on text without accents, in capitals or mistyped."""

from __future__ import annotations

import random
from collections.abc import Callable

from assises_nlp.classify.cues import strip_accents

_NEIGHBOURS = {
    "a": "zq",
    "c": "xv",
    "d": "sf",
    "e": "zr",
    "i": "uo",
    "l": "km",
    "m": "l",
    "n": "b",
    "o": "ip",
    "p": "o",
    "r": "et",
    "s": "qd",
    "t": "ry",
    "u": "yi",
}
_HEARD = (
    ("ph", "f"),
    ("qu", "k"),
    ("eau", "o"),
    ("au", "o"),
    ("ss", "s"),
    ("mm", "m"),
    ("nn", "n"),
    ("tt", "t"),
    ("ll", "l"),
    ("rr", "r"),
    ("pp", "p"),
    ("c'est", "cest"),
    ("j'", "j"),
    ("ç", "s"),
)
_RATE = 0.18
"""Share of the words of more than three letters that are mistyped."""


def without_accents(text: str) -> str:
    return strip_accents(text.replace("’", "'"))


def in_capitals(text: str) -> str:
    return without_accents(text).upper()


def mistyped(text: str, seed: int = 0) -> str:
    """``text`` with typing errors, half of the time without accents and half of the time in lower case.

    The errors depend on ``text`` and ``seed`` alone.
    """
    dice = random.Random(f"{seed}|{text}")  # noqa: S311 - no secret
    text = text.replace("’", "'")
    if dice.random() < 0.5:
        text = without_accents(text)
    if dice.random() < 0.5:
        text = text.lower()
    return " ".join(
        _mistype(word, dice) if len(word) > 3 and dice.random() < _RATE else word for word in text.split(" ")
    )


def _mistype(word: str, dice: random.Random) -> str:
    kind, place = dice.randrange(5), dice.randrange(1, len(word) - 1)
    if kind == 0:
        return word[:place] + word[place + 1 :]
    if kind == 1:
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    if kind == 2:
        return word[:place] + word[place] + word[place:]
    if kind == 3:
        return word[:place] + dice.choice(_NEIGHBOURS.get(word[place].lower(), "e")) + word[place + 1 :]
    heard = [pair for pair in _HEARD if pair[0] in word]
    return word.replace(*dice.choice(heard), 1) if heard else word


KINDS: dict[str, Callable[[str], str]] = {
    "sans accents": without_accents,
    "capitales": in_capitals,
    "fautes de frappe": mistyped,
}
