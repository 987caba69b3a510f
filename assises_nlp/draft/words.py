"""What the tokens of a remark say: text, content lemmas, negation. Works without tokens, on the words alone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from assises_nlp.draft.lexicon import deverbals
from assises_nlp.records import Remark, Token

CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "VERB", "NUM"})
EMPTY = frozenset(
    "être avoir faire pouvoir devoir falloir aller vouloir dire mettre tout même autre certain chose "
    "fait lieu cas monsieur "
    "madame mme m. souhaiter demander proposer estimer indiquer suggérer réclamer plus moins très aussi encore".split()
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|\d+(?:[.,]\d+)?")
_STOP = frozenset(
    "le la les l un une des de du d au aux à et ou mais donc or ni car que qu qui quoi dont où ce cet "
    "cette ces c se s si il elle "
    "ils elles on nous vous je j tu me m te t lui leur leurs son sa ses mon ma mes ton ta tes notre nos "
    "votre vos en y ne n pas "
    "plus moins jamais rien par pour sur sous dans avec sans entre vers chez contre depuis dès afin "
    "comme est sont soit soient "
    "été être a ont avait ait aient avoir fait faire faut très trop bien aussi encore même tout "
    "tous toute toutes autre autres".split()
)


def joined(tokens: Iterable[Token]) -> str:
    return "".join(token.text + (" " if token.space else "") for token in tokens).strip()


def folded(text: str) -> str:
    """Lower case, without accents, apostrophes made straight."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("’", "'"))
    return "".join(char for char in plain if not unicodedata.combining(char))


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A crude stem that joins a French word's inflections and most of its derivations (first letters, accents off)."""
    plain = folded(word)
    if plain.isdigit() or len(plain) <= 4:
        return plain.rstrip("sx") if len(plain) > 3 else plain
    for ending in (
        "issements",
        "issement",
        "ements",
        "ement",
        "ations",
        "ation",
        "itions",
        "ition",
        "euses",
        "euse",
        "ives",
        "ive",
    ):
        if plain.endswith(ending) and len(plain) - len(ending) >= 4:
            return plain[: -len(ending)]
    return re.sub(r"(?:eraient|erait|aient|ees|ent|ant|ait|er|ir|re|es|ee|ez|s|x|e)$", "", plain) or plain


def content(remark: Remark) -> frozenset[str]:
    """Stems of a remark's content words, reporting verbs and empty words left out."""
    if remark.tokens:
        chosen = (t.lemma or t.text for t in remark.tokens if t.pos in CONTENT and (t.lemma or "").lower() not in EMPTY)
        return frozenset(stem(word) for word in chosen if len(word) > 1)
    return text_content(remark.text)


def text_content(text: str) -> frozenset[str]:
    found = (match.group() for match in _WORD.finditer(text))
    return frozenset(
        stem(word) for word in found if folded(word) not in _FOLDED_STOP and (len(word) > 2 or word.isdigit())
    )


_FOLDED_STOP = frozenset(folded(word) for word in _STOP)


def words(text: str) -> list[str]:
    return [match.group() for match in _WORD.finditer(text)]


def is_finite(token: Token) -> bool:
    return token.pos in {"VERB", "AUX"} and "VerbForm=Fin" in token.morph


@lru_cache(maxsize=1)
def _verbs() -> frozenset[str]:
    """Verbs of the lexicon that are nothing else: a capital at the start of a note makes the tagger take them for names."""
    return frozenset(deverbals()) - {"pouvoir", "devoir", "être", "avoir"}


def is_infinitive(token: Token) -> bool:
    """By the tagger or, where it errs on a sentence's first word, by the ending of a word that is its own lemma."""
    if "VerbForm=Inf" in token.morph:
        return True
    word = token.text.lower()
    if word[-2:] not in {"er", "ir", "re"}:
        return False
    if token.pos in {"VERB", "AUX"}:
        return word == token.lemma.lower()
    return token.text[:1].isupper() and word in _verbs()


def has_tokens(tokens: Sequence[Token]) -> bool:
    return any(token.pos for token in tokens)
