"""The complements of a nominalised verb: where its object begins, and the prepositions that the noun wants."""

from __future__ import annotations

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
            (t.pos == "ADP" and low(t) not in {"de", "d'", "du", "des"}) or t.pos == "VERB" for t in tokens[:index]
        )
        linked = low(tokens[index - 1]) in {"et", "ou"} and plain and low(tokens[0]) not in {"de", "d'"}
        if noun is not None and (linked or (tokens[noun].dep == "conj" and tokens[noun].head in heads)):
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
            return noun.dep in {"obj", "nsubj:pass"} and low(token) not in {"chaque", "tous", "toutes"}
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
            return None
        if token.pos not in {"NOUN", "PROPN"} or not (token.dep == "obj" and token.head == verb):
            continue
        left = index
        while left > start and (tokens[left - 1].pos in {"DET", "NUM", "ADJ"}):
            left -= 1
        return left if tokens[left].pos in {"DET", "NUM"} else None
    if commas:
        close = next((i for i in range(start + 1, len(tokens)) if low(tokens[i]) == ","), None)
        if close is not None and close + 1 < len(tokens) and starts_object(tokens, close + 1):
            return close + 1
    return None


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
        return tokens
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
