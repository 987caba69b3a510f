"""Grammatical cues of what a remark does: mood, tense, first word, request markers.

Each cue is 0 or 1 per remark. They are features of the classifiers, not rules: their weight is learned.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from assises_nlp.records import Token
from assises_nlp.resources import load_toml

Cue = Callable[[str, Sequence[Token]], bool]


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table: dict[str, Any] = load_toml("classify_cues.toml")
    return tuple(
        (name, re.compile("|".join(f"(?:{p})" for p in entry["motifs"]), re.IGNORECASE))
        for name, entry in sorted(table.items())
    )


def _words(tokens: Sequence[Token]) -> list[Token]:
    return [token for token in tokens if token.pos not in {"PUNCT", "SPACE", "SYM"}]


def _root(tokens: Sequence[Token]) -> Token | None:
    return next((token for index, token in enumerate(tokens) if token.head == index and token.pos != "PUNCT"), None)


def _morph(value: str) -> Cue:
    return lambda _, tokens: any(value in token.morph for token in tokens)


def _first(*pos: str) -> Cue:
    def cue(_: str, tokens: Sequence[Token]) -> bool:
        words = _words(tokens)
        return bool(words) and words[0].pos in pos

    return cue


def _starts_infinitive(_: str, tokens: Sequence[Token]) -> bool:
    return any("VerbForm=Inf" in token.morph for token in _words(tokens)[:2])


def _no_finite_verb(_: str, tokens: Sequence[Token]) -> bool:
    return not any("VerbForm=Fin" in token.morph for token in tokens)


_INDEFINITE = frozenset({"un", "une", "des", "de", "d'", "plusieurs", "deux", "trois"})
_DEFINITE = frozenset({"le", "la", "les", "l'", "ce", "cette", "ces", "nos", "notre", "mon", "ma", "mes"})


def _bare_phrase(openings: frozenset[str]) -> Cue:
    """A phrase without a conjugated verb that opens with one of these words: « un agent dans le car », « la caméra
    en panne »."""

    def cue(text: str, tokens: Sequence[Token]) -> bool:
        words = _words(tokens)
        return bool(words) and fold(words[0].text) in openings and _no_finite_verb(text, tokens)

    return cue


def _participle_only(text: str, tokens: Sequence[Token]) -> bool:
    return _no_finite_verb(text, tokens) and any("VerbForm=Part" in token.morph for token in tokens)


def _reported(_: str, tokens: Sequence[Token]) -> bool:
    return any(token.pos == "VERB" and token.dep == "ROOT" and token.lemma in _SAYING for token in tokens)


_SAYING = frozenset(
    "dire rappeler préciser indiquer souligner ajouter expliquer observer regretter déplorer noter constater "
    "témoigner".split()
)


def _root_is(pos: str) -> Cue:
    def cue(_: str, tokens: Sequence[Token]) -> bool:
        root = _root(tokens)
        return root is not None and root.pos == pos

    return cue


def _shorter_than(count: int) -> Cue:
    return lambda _, tokens: len(_words(tokens)) < count


_GRAMMAR: dict[str, Cue] = {
    "bare_definite": _bare_phrase(_DEFINITE),
    "bare_indefinite": _bare_phrase(_INDEFINITE),
    "capitals": lambda text, _: text.isupper(),
    "conditional": _morph("Mood=Cnd"),
    "digits": lambda text, _: any(character.isdigit() for character in text),
    "first_adjective": _first("ADJ", "ADV"),
    "first_determiner": _first("DET"),
    "first_noun": _first("NOUN", "PROPN"),
    "first_person": _morph("Person=1"),
    "first_preposition": _first("ADP"),
    "first_pronoun": _first("PRON"),
    "first_verb": _first("VERB"),
    "future": _morph("Tense=Fut"),
    "imperfect": _morph("Tense=Imp"),
    "infinitive_first": _starts_infinitive,
    "no_finite_verb": _no_finite_verb,
    "participle_only": _participle_only,
    "question": lambda text, _: "?" in text,
    "exclamation": lambda text, _: "!" in text,
    "reported": _reported,
    "root_noun": _root_is("NOUN"),
    "root_verb": _root_is("VERB"),
    "shorter_than_3": _shorter_than(3),
    "shorter_than_6": _shorter_than(6),
    "shorter_than_12": _shorter_than(12),
    "subjunctive": _morph("Mood=Sub"),
}


def names() -> tuple[str, ...]:
    """The cues in the order of the columns of :func:`cue_values`."""
    return tuple(_GRAMMAR) + tuple(name for name, _ in _patterns())


def cue_values(text: str, tokens: Sequence[Token]) -> list[float]:
    """One 0 or 1 per cue of :func:`names`."""
    flat = fold(text)
    return [float(cue(text, tokens)) for cue in _GRAMMAR.values()] + [
        float(bool(p.search(flat))) for _, p in _patterns()
    ]


def strip_accents(text: str) -> str:
    """``text`` without accents, ligatures undone."""
    import unicodedata

    decomposed = unicodedata.normalize("NFD", text.replace("œ", "oe").replace("Œ", "OE").replace("æ", "ae"))
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def fold(text: str) -> str:
    """Lower case, no accents, straight apostrophes: what a pattern or an n-gram sees, whoever typed."""
    return strip_accents(text.lower().replace("’", "'"))
