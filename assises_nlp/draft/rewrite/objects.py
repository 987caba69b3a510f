"""The complements of a nominalised verb: where its object begins, and the prepositions that the noun wants."""

from __future__ import annotations

import re
from itertools import pairwise

from assises_nlp.draft import typography as ty
from assises_nlp.draft.lexicon import Deverbal
from assises_nlp.draft.words import is_finite, is_infinitive, joined
from assises_nlp.records import Token

Tokens = tuple[Token, ...]
TIMES = frozenset(
    "lundi mardi mercredi jeudi vendredi samedi dimanche matin midi soir soirée nuit jour journée "
    "semaine week-end weekend mois "
    "an année été fois trimestre semestre saison hiver printemps automne heure vacances lundis mardis "
    "mercredis jeudis vendredis samedis dimanches matins soirs nuits".split()
)
_DAYS = frozenset("lundi mardi mercredi jeudi vendredi samedi dimanche matin midi soir nuit week-end".split())
PREPOSITIONS = frozenset(
    {
        "à",
        "au",
        "aux",
        "dans",
        "en",
        "sur",
        "avec",
        "contre",
        "par",
        "pour",
        "entre",
        "vers",
        "auprès",
        "dès",
        "lors",
        "sous",
        "chez",
        "sans",
        "avant",
        "après",
        "afin",
    }
)


def low(token: Token) -> str:
    return token.text.lower().replace("’", "'")


def with_de(tokens: Tokens, entry: Deverbal) -> str | None:
    """An object after its preposition, coordinated objects given theirs; "davantage de" and "plus de" kept."""
    preposition = ty.a if "a" in entry.objects else ty.de
    if low(tokens[0]) in {"de", "d'", "du", "des"} and "a" in entry.objects:
        return None
    pieces: list[str] = []
    start = 0
    for index in _conjuncts(tokens):
        pieces.append(joined(tokens[start:index]))
        start = index
    pieces.append(joined(tokens[start:]))
    if any(re.search(r",? (?:et|ou) (?:les?|la|l’|une?)\s?$|, et (?:les?|la|l’|une?)\b", piece) for piece in pieces):
        return None  # « le code forestier, et le permis de chasse »: a conjunct that was not seen
    return " ".join(preposition(piece) for piece in pieces)


def _object_head(tokens: Tokens) -> int:
    """The index of the first noun of an object."""
    return next((i for i, t in enumerate(tokens) if t.pos in {"NOUN", "PROPN"}), 0)


def _conjuncts(tokens: Tokens) -> list[int]:
    """Where the coordinated objects begin (« les élus | et | les agents » → index of « les » of « les agents »)."""
    head = _object_head(tokens)
    heads = {head}
    found: list[int] = []
    for index, token in enumerate(tokens):
        if index == 0 or token.pos != "DET" or low(tokens[index - 1]) not in {"et", "ou", ",", "ni"}:
            continue
        if low(token) in {"du", "des"}:
            continue
        noun = next((j for j in range(index + 1, len(tokens)) if tokens[j].pos in {"NOUN", "PROPN"}), None)
        plain = not any(
            ((t.pos == "ADP" or low(t) in PREPOSITIONS) and low(t) not in {"de", "d'", "du", "des"}) or t.pos == "VERB"
            for t in tokens[:index]
        )
        linked = low(tokens[index - 1]) in {"et", "ou"} and plain and low(tokens[0]) not in {"de", "d'"}
        closed = low(tokens[index - 1]) != "," or any(
            low(t) in {"et", "ou"} and u.pos == "DET" for t, u in pairwise(tokens[index:])
        )
        if noun is not None and closed and (linked or (tokens[noun].dep == "conj" and tokens[noun].head in heads)):
            heads.add(noun)
            found.append(index)
    if found:  # « les images, | le personnel et | la facture »: what stands between is of the same rank
        found += [
            i
            for i in range(1, found[-1])
            if i not in found and tokens[i - 1].text == "," and tokens[i].pos == "DET" and tokens[i + 1].pos == "NOUN"
        ]
    return sorted(found)


def starts_object(tokens: Tokens, index: int) -> bool:
    """Whether a direct object may begin at ``index``: a determiner, a noun, a number; not « le samedi »."""
    token = tokens[index]
    if low(token) in {"plus", "davantage", "moins"} and index + 1 < len(tokens):
        return low(tokens[index + 1]) in {"de", "d'"}
    if token.pos in {"DET", "NUM"} or low(token) in {"des", "tout", "tous", "toute", "toutes", "chaque"}:
        noun = next((t for t in tokens[index + 1 : index + 4] if t.pos in {"NOUN", "PROPN"}), None)
        if noun is not None and low(noun) == "fois":
            return False
        if noun is not None and low(noun) in TIMES:
            day = low(noun).rstrip("s") in _DAYS and low(token) in {"le", "la", "les"}
            after = next((low(u) for t, u in pairwise(tokens) if t is noun), "")
            day = day or (low(token) in {"un", "une"} and after in {"par", "sur"})
            return not day and noun.dep in {"obj", "nsubj:pass"} and low(token) not in {"chaque", "tous", "toutes"}
        return True
    return False


def later_object(tokens: Tokens, verb: int, start: int) -> int | None:
    """The left edge of a direct object that stands after another complement (« imposer aux opérateurs | le blocage
    »).
    """
    commas = low(tokens[start]) == ","
    for index in range(start + 1, len(tokens)):
        token = tokens[index]
        if is_finite(token) or is_infinitive(token):
            return _loose_object(tokens[:index], start)
        if token.pos not in {"NOUN", "PROPN"} or low(token) in TIMES or not (token.dep == "obj" and token.head == verb):
            continue
        left = index
        while left > start and (tokens[left - 1].pos in {"DET", "NUM", "ADJ"}):
            left -= 1
        return left if tokens[left].pos in {"DET", "NUM"} else None
    loose = _loose_object(tokens, start)
    if loose is not None:
        return loose
    if commas:
        close = next((i for i in range(start + 1, len(tokens)) if low(tokens[i]) == ","), None)
        if close is not None and close + 1 < len(tokens) and starts_object(tokens, close + 1):
            return close + 1
    return None


def _loose_object(tokens: Tokens, start: int) -> int | None:
    """« (expliquer) aux aînés | les arnaques », « (diffuser) à la radio, en créole, | l’arnaque de la semaine », where the
    parser lost the object: an article that neither a preposition nor a conjunction introduces.
    """
    for index in range(start + 2, len(tokens) - 1):
        if low(tokens[index]) not in {"le", "la", "les", "l'", "un", "une"} or tokens[index].pos != "DET":
            continue
        before, noun = tokens[index - 1], tokens[index + 1]
        if before.pos not in {"NOUN", "PROPN", "ADJ"} and before.text != ",":
            continue
        if (
            low(noun) in TIMES
            or noun.pos not in {"NOUN", "ADJ"}
            or (before.text == "," and any(low(t) in {"et", "ou"} for t in tokens[index:]))
        ):
            continue
        return index
    return None


_PUT = frozenset(
    "marche œuvre place service ligne commun réseau avant garde examen demeure cause route scène évidence état fin terme".split()
)


def put_in_place(tokens: Tokens) -> bool:
    """« mettre | des radars devant l’école », not « mettre | des brouilleurs en marche » nor « mettre | le maire au courant »."""
    return indefinite(tokens) and not any(low(t) == "en" and low(u) in _PUT for t, u in pairwise(tokens))


def indefinite(tokens: Tokens) -> bool:
    """« un », « des », « deux »: a thing that is not known yet."""
    return low(tokens[0]) in {"un", "une", "des", "plusieurs", "davantage", "plus"} or tokens[0].pos == "NUM"


def second_complement(tokens: Tokens, entry: Deverbal, verb: int, start: int) -> Tokens | None:
    """``tokens`` with the second complement of « doter X de Y », « informer X de Y » given the noun's preposition.

    The lexicon's note ``second:en`` or ``second:sur`` says which. Unchanged where there is no such complement; None
    where it
    cannot be told from a complement of the object.
    """
    wanted = next((w for w in ("en", "sur") if f"second:{w}" in entry.notes.split()), None)
    if wanted is None:
        return tokens
    found = [
        i
        for i in range(start + 1, len(tokens))
        if low(tokens[i]) in {"de", "d'", "des", "du"} and tokens[i].pos in {"ADP", "DET"}
    ]
    if not found:
        return tokens
    sure = [i for i in found if _governor(tokens, i) == verb]
    if len(sure) != 1 and "second:always" in entry.notes and len(found) == 1:
        sure = found  # *doter* always has one
    if len(sure) != 1:
        return None
    index = sure[0]
    new = _prepositions(wanted, tokens, index)
    if new is None:
        return None if "second:always" in entry.notes else tokens
    text, skipped = new
    old = tokens[index]
    changed = Token(text, True, old.lemma, "ADP", old.dep, old.head, old.morph, old.ent)
    following = tokens[index + 1 + skipped :]
    return (*tokens[:index], changed, *following)


def _governor(tokens: Tokens, index: int) -> int:
    """What the complement introduced at ``index`` depends on: the head of its noun."""
    return tokens[tokens[index].head].head


def _prepositions(wanted: str, tokens: Tokens, index: int) -> tuple[str, int] | None:
    word = low(tokens[index])
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if wanted == "sur":
        return {"des": "sur les", "du": "sur le"}.get(word, "sur"), 0
    if following is not None and word in {"de", "d'"} and following.pos in {"NOUN", "ADJ"}:
        return "en", 0
    return None
