"""A role and a commune are a name: "le maire de Craon" -> "le maire de [commune]"."""

from __future__ import annotations

from collections.abc import Sequence

from assises_nlp.privacy.known import match_phrase
from assises_nlp.privacy.lexicon import lexicon
from assises_nlp.privacy.text import Span, Word

_ARTICLES = frozenset({"la", "le", "les", "l"})
_OF = frozenset({"de", "d", "du", "des", "a", "au", "aux", "en"})
_PLURAL = frozenset(
    "les des ces mes tes ses nos vos leurs plusieurs quelques deux trois certains certaines tous toutes aux".split()
)
_COMMUNAL = frozenset("la commune ville mairie bourg village conseil municipal ccas".split())
_DIRECTIONS = frozenset({"nord", "sud", "est", "ouest", "centre"})
_DEFINITE = frozenset(
    {"le", "la", "l", "du", "au", "notre", "votre", "leur", "m", "mme", "monsieur", "madame", "ancien", "ancienne"}
)
_VAGUE = frozenset("chaque cette ce sa son notre nos votre une un leur leurs ma mon toute".split())
_HOUSES = frozenset(
    (
        "residence college lycee ecole groupe scolaire foyer ehpad pharmacie boulangerie "
        "restaurant camping cafe bar supermarche superette club cabinet clinique piscine communaute"
    ).split()
)


def offices(words: Sequence[Word]) -> list[Span]:
    """Spans of the places that, with the role before them, name somebody."""
    lex = lexicon()
    found: list[Span] = []
    index = 0
    while index < len(words):
        after = match_phrase(lex.offices, words, index)
        if after is None or words[after - 1].key.endswith("x") or _any_one(words, index):
            index += 1
            continue
        span, index = _place(words, after)
        if span:
            found.append(span)
    return found


def _any_one(words: Sequence[Word], index: int) -> bool:
    """Several, or none in particular: "les maires", "plus de médecin", "un gardien"."""
    before = words[index - 1].key if index and words[index].link in {" ", "'"} else ""
    if before in _PLURAL:
        return True
    return bool(before) and before not in _DEFINITE and words[index].key not in {"maire", "adjoint", "adjointe"}


def _place(words: Sequence[Word], after: int) -> tuple[Span | None, int]:
    """The place that follows a role, and the index where to go on."""
    lex = lexicon()
    k, house = after, ""
    while k < len(words) and k < after + 14:
        word = words[k]
        if word.link not in {" ", "-", "'"} and not (word.link == "." and len(words[k - 1].key) < 5):
            break
        if word.key in lex.public_bodies or word.key in _VAGUE:
            return None, after
        if _is_place(words, k):
            previous = words[k - 1].key
            if (
                previous not in _OF
                and previous not in _ARTICLES
                and house not in _HOUSES
                and not _telegraphic(words, k)
            ):
                return None, after
            if previous in _ARTICLES and previous not in {"la", "l"} and k >= 2 and words[k - 2].key not in _OF:
                return None, after
            return _span(words, k, house), k
        if word.key in lex.complements or match_phrase(lex.offices, words, k):
            house = word.key if word.key in _HOUSES or not house else house
        elif word.key not in _OF and word.key not in _ARTICLES:
            break
        k += 1
    return None, after


def _telegraphic(words: Sequence[Word], k: int) -> bool:
    """ "maire adjoint Craon", in notes: the place right after a role of the commune."""
    return words[k - 1].key in {
        "maire",
        "adjoint",
        "adjointe",
        "delegue",
        "deleguee",
        "municipal",
        "municipale",
    } and not lexicon().first_name(words[k].key)


def _shorthand(words: Sequence[Word], k: int) -> bool:
    """ "maire altier : …", "maire villefort camera au lac": an office that opens a note, and the commune in lower case.

    A participle or an adjective ("maire absent", "maire pas prevenu") is none, nor is an ordinary word.
    """
    lex = lexicon()
    word, office = words[k], words[k - 1]
    if not _telegraphic(words, k) or word.link != " " or not office.first or len(word.key) < 4:
        return False
    if word.after == ":" and not lex.is_ordinary(word.key):
        return True
    compound = k + 2 < len(words) and words[k + 1].link == "-" and words[k + 2].link == "-"
    if compound or word.key in lex.places:
        return True
    plain = lex.is_ordinary(word.key) or lex.first_name(word.key) or lex.is_thing(word.key) or word.key in lex.speech
    return not plain and not word.key.endswith(_INFLECTED) and not word.text.endswith("é") and word.pos not in _VERBAL


_INFLECTED = ("e", "es", "ee", "u", "us", "ue", "i", "is", "it", "if", "ant", "ent", "eux", "al", "el", "er", "ir")
_VERBAL = frozenset({"VERB", "AUX", "ADV", "DET", "PRON", "NUM", "ADP", "CCONJ", "SCONJ"})


def _is_place(words: Sequence[Word], k: int) -> bool:
    lex = lexicon()
    word = words[k]
    if word.key in _DIRECTIONS or (word.upper and word.cap and len(word.text) < 7):
        return False
    if word.key in _OF or word.key in lex.roles or word.key in lex.public_bodies or len(word.key) < 2:
        return False
    if word.cap:
        if word.key in _ARTICLES:
            return k + 1 < len(words) and words[k + 1].cap
        return not (word.key in lex.complements and word.key not in {"france"}) and word.key not in lex.things
    if _shorthand(words, k):
        return True
    named = words[k - 1].key in _OF or (words[k - 1].key in _ARTICLES and words[k - 2].key in _OF)
    if word.key in lex.places:
        return named
    plain = lex.is_ordinary(word.key) or lex.first_name(word.key) or lex.is_thing(word.key)
    return (
        named
        and not plain
        and word.pos not in {"VERB", "AUX", "ADJ", "ADV", "DET", "PRON", "NUM"}
        and ((bool(word.pos) and word.pos == "PROPN") or word.upper or words[k - 1].key in {"de", "d"})
    )


def _span(words: Sequence[Word], k: int, house: str) -> Span:
    end = k + 1
    lowered = not words[k].cap
    while end < len(words) and end < k + 10:
        word = words[end]
        joined = word.link == "-" or (word.link == "'" and words[end - 1].key in {"l", "d"})
        spaced = word.link == " " and not lowered and word.cap
        bridge = (
            word.link == " "
            and not lowered
            and word.key in {"de", "du", "des", "la", "le", "les", "sur", "en", "l", "d"}
            and end + 1 < len(words)
            and words[end + 1].link in {" ", "'"}
            and (words[end + 1].cap or words[end + 1].key in _ARTICLES)
            and house in {"communaute", *_HOUSES}
        )
        if not (joined or spaced or bridge):
            break
        end += 1
    while end > k + 1 and words[end - 1].text.islower() and words[end - 1].link == " ":
        end -= 1
    start = words[k].start
    # "de La Roë": the article in capitals belongs to the name.
    if k and words[k].link == " " and words[k - 1].key in _ARTICLES and words[k - 1].cap:
        start = words[k - 1].start
    kind = "commune"
    if house in _HOUSES and not _commune_after_house(words, k):
        kind = "lieu"
    return Span(start, words[end - 1].end, kind)


def _commune_after_house(words: Sequence[Word], k: int) -> bool:
    """ "collège de Craon" against "collège Jules-Ferry" and "résidence des Lilas"."""
    return words[k - 1].key in {"de", "d", "a"} or (
        words[k - 1].key in _ARTICLES and k > 1 and words[k - 2].key == "de" and words[k].cap and words[k - 1].cap
    )
