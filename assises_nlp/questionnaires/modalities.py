"""Spellings of one answer brought together: "oui", "OUI", "« Oui »" and "Oui." are one modality."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from assises_nlp.resources.answers import BLANK

NO_ANSWER = "Ne se prononce pas"
OTHER = "Autre"
YES, NO = "Oui", "Non"

_NOT_WORD = re.compile(r"[^0-9a-z+<>]+")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "Œ": "oe", "Æ": "ae"})
_GENDER = re.compile(r"\(\s*(?:e|s|es|ne|nes|ve|ives?)\s*\)|[·.•](?:e|s|es|ne)\b(?:[·.•]s\b)?", re.IGNORECASE)
_YES = frozenset({"oui", "o", "yes", "y", "vrai", "true"})
_NO = frozenset({"non", "n", "no", "faux", "false"})
_TICKED = _YES | {"x", "1", "coche", "cochee", "checked", "selected", "selectionne", "quoted"}
_NOT_TICKED = _NO | {"0", "not selected", "unchecked", "non coche", "non selectionne", "not quoted"}
_NO_ANSWER = re.compile(r"nspp?|ns|n s p p?|(?:je )?ne se prononce(?:nt)? pas|no opinion")
_ABBREVIATED = re.compile(r"\b(?:hab|env|etc|max|min)$", re.IGNORECASE)
_ASIDE = re.compile(
    r"(?:je )?(?:ne )?(?:sais|sait|savent) pas|sans (?:opinion|avis|objet)|pas d (?:avis|opinion)|aucun avis"
    r"|non concernee?s?|don t know|autres?(?: .*)?|aucune?s?\b.*"
)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case, no accent, no punctuation: what two spellings of one answer have in common."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES))
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return _NOT_WORD.sub(" ", plain).strip()


@lru_cache(maxsize=65536)
def key(text: str) -> str:
    """The fold of an answer without its marks of gender and number: "satisfait(e)s" and "Satisfaite" are
    "satisfait".
    """
    words = fold(_GENDER.sub("", text)).split()
    return " ".join(re.sub(r"(?<=\w{4})(?:es|e|s)$", "", word) for word in words)


def is_blank(text: str) -> bool:
    """True for a non-response: an empty cell, or what is written for one ("-", "NR", "n/a")."""
    text = text.strip()
    return not text or (len(text) <= 20 and fold(text) in BLANK)


def is_ticked(text: str) -> bool:
    """True where a column of its own says that a choice was taken: "Oui", "Y", "X", "1", or the choice's own words."""
    return not is_blank(text) and fold(text) not in _NOT_TICKED


def canonical(text: str, *, yes_no: bool) -> str:
    """The answer as one word where it has one: "Oui", "Non", "Ne se prononce pas"; else as it is, tidied."""
    folded = fold(text)
    if folded == "oui" or (yes_no and folded in _YES):
        return YES
    if folded == "non" or (yes_no and folded in _NO):
        return NO
    if _NO_ANSWER.fullmatch(folded):
        return NO_ANSWER
    tidied = " ".join(text.split())
    bare = tidied.strip(" .;,\"'«»“”\u00a0")
    # The stop of « 2 000 hab. » is no punctuation.
    return bare + "." * bool(_ABBREVIATED.search(bare) and tidied.endswith(f"{bare}.")) if bare else text.strip()


def is_yes_no(values: Iterable[str]) -> bool:
    """True where the answers are yes or no, in whatever spelling, those without an opinion aside."""
    said = {fold(value) for value in values if not is_blank(value) and not is_aside(value)}
    return bool(said & (_YES | _NO)) and said <= _YES | _NO


def is_aside(label: str) -> bool:
    """True for the modalities that are shown last: no opinion, other, none of these."""
    folded = fold(label)
    return label == NO_ANSWER or _NO_ANSWER.fullmatch(folded) is not None or _ASIDE.fullmatch(folded) is not None


def merge(answers: Counter[str], *, options: tuple[str, ...], yes_no: bool) -> dict[str, str]:
    """The modality of each answer, one for all its spellings.

    The label is the option's where there is one, else the most frequent spelling with a capital.
    """
    by_option = {
        key(canonical(option, yes_no=yes_no)): canonical(option, yes_no=yes_no) for option in reversed(options)
    }
    group_of: dict[str, str] = {}
    spellings: dict[str, Counter[str]] = {}
    for answer, count in answers.items():
        label = canonical(answer, yes_no=yes_no)
        group_of[answer] = key(label)
        spellings.setdefault(group_of[answer], Counter())[label] += count
    labels = {
        group: _capital(
            by_option.get(group)
            or min(counted, key=lambda text: (text.isupper() and len(text) > 3, -counted[text], text))
        )
        for group, counted in spellings.items()
    }
    return {answer: labels[group] for answer, group in group_of.items()}


def _capital(label: str) -> str:
    return label[:1].upper() + label[1:]
