"""A remark's tokens as a line may take them: capitals calmed, lost apostrophes and accents put back, « nos » made « les ».

Only what has one reading is changed; the quotes of a line are taken from the remark itself and stay as they were said.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from assises_nlp.draft import typography as ty
from assises_nlp.draft.lexicon import deverbals, nouns
from assises_nlp.draft.rewrite.moods import subjunctive
from assises_nlp.draft.words import is_finite
from assises_nlp.records import Token

Tokens = tuple[Token, ...]
_LETTERS = {"l": "DET", "d": "ADP", "n": "ADV", "s": "PRON", "c": "PRON", "j": "PRON", "m": "PRON", "qu": "SCONJ"}
_OURS = {"nos": "les", "notre": ""}
_MERGED = {"de": "des", "à": "aux"}


@lru_cache(maxsize=512)
def prepared(tokens: Tokens) -> Tokens:
    """``tokens`` with the same words in the same order, readable; heads stay right."""
    tokens = _calmed(tokens)
    tokens = tuple(_spelt(token, tokens[i + 1] if i + 1 < len(tokens) else None) for i, token in enumerate(tokens))
    tokens = _present(_elided(tokens))
    tokens = _impersonal(tokens)
    return _noun_first(_ordered(tokens))


def _ordered(tokens: Tokens) -> Tokens:
    """« Faites un site simple », « Laissez le centre ouvert », taken for infinitives: made so."""
    first = next((i for i, t in enumerate(tokens) if any(c.isalpha() for c in t.text)), None)
    if first is None:
        return tokens
    token, small = tokens[first], tokens[first].text.lower()
    verb = {"faites": "faire", "dites": "dire"}.get(small) or (
        small[:-2] + "er"
        if small.endswith("ez") and "VerbForm=Inf" in token.morph and small[:-2] + "er" in deverbals()
        else None
    )
    if verb is None:
        return tokens
    made = replace(token, text=verb, lemma=verb, pos="VERB", morph="VerbForm=Inf")
    return (*tokens[:first], made, *tokens[first + 1 :])


def _calmed(tokens: Tokens) -> Tokens:
    """Words in capitals in lower case: all of them where the remark was typed so, else those that only insist."""
    whole = ty.shouted("".join(token.text for token in tokens))
    return tuple(_quiet(token, ty.calm_word(token.text, whole=whole)) for token in tokens)


def _quiet(token: Token, text: str) -> Token:
    if text == token.text:
        return token
    return replace(token, text=text, pos="ADV" if text.endswith("ment") and len(text) > 6 else token.pos)


def _spelt(token: Token, following: Token | None) -> Token:
    """« cameras » → « caméras »; « a reconnaitre » → « à reconnaître »."""
    if token.text == "a" and following is not None and _after_a(token, following):
        return replace(token, text="à", lemma="à", pos="ADP", morph="")
    word = ty.accented(token.text)
    return token if word == token.text else replace(token, text=word)


def _after_a(token: Token, following: Token) -> bool:
    infinitive = re.search(r"(?:er|ir|oir|re)$", following.text) is not None
    if following.pos == "PROPN" and following.text[:1].isupper() and not following.text.isupper():
        return True  # « une caserne a Fleury »
    return (infinitive and following.text in deverbals()) or (
        token.pos == "ADP" and following.pos in {"DET", "VERB", "NOUN", "PROPN", "NUM"}
    )


def _elided(tokens: Tokens) -> Tokens:
    """« l accueil », « qu on » → « l’accueil », « qu’on »."""
    out = list(tokens)
    for index, token in enumerate(tokens[:-1]):
        kind = _LETTERS.get(token.text.lower())
        if kind and token.space and ty.elides(tokens[index + 1].text) and tokens[index + 1].text[:1].isalpha():
            out[index] = replace(token, text=f"{token.text}’", space=False, pos=kind)
    return tuple(out)


_PAST = {"fût": "soit", "fussent": "soient", "eût": "ait", "eussent": "aient"}


def _present(tokens: Tokens) -> Tokens:
    """« qu’il rouvrît », « qu’ils fussent » → « rouvre », « soient »: a line is in the present."""
    out = list(tokens)
    for index, token in enumerate(tokens):
        small = token.text.lower()
        if index + 1 < len(tokens) and tokens[index + 1].text.startswith("-"):  # « fût-ce »
            continue
        new = _PAST.get(small)
        if new is None and re.search(r"(?:[îâ]t|assent)$", small) and _infinitive(token) in deverbals():
            new = subjunctive(_infinitive(token), plural=small.endswith("nt"))
        if new is not None and any(t.text.lower() in {"que", "qu’", "qu'"} for t in tokens[:index]):
            out[index] = replace(token, text=new, morph="Mood=Sub|Tense=Pres|VerbForm=Fin")
    return tuple(out)


def _infinitive(token: Token) -> str:
    small = token.text.lower()
    for ending, infinitive in (("ât", "er"), ("assent", "er"), ("ît", "ir")):
        if small.endswith(ending) and small.removesuffix(ending) + infinitive in deverbals():
            return small.removesuffix(ending) + infinitive
    return token.lemma.lower() if small.endswith("ît") else ""


def _impersonal(tokens: Tokens) -> Tokens:
    """« nos agents » → « les agents », « de nos agents » → « des agents », « notre bourg » → « le bourg »."""
    out: list[Token] = list(tokens)
    for index, token in enumerate(tokens[:-1]):
        small = token.text.lower()
        if small not in _OURS or token.pos not in {"DET", "ADJ", "PRON"}:
            continue
        article = _OURS[small] or _singular(tokens, index)
        if article is None:
            continue
        before = out[index - 1] if index else None
        space = not article.endswith("’")
        merged = _MERGED.get(before.text.lower()) if before is not None and article == "les" else None
        if before is not None and article == "le" and before.text.lower() in {"de", "à"}:
            merged = {"de": "du", "à": "au"}[before.text.lower()]
        if merged is not None and before is not None:
            out[index - 1] = replace(before, text=merged)
            out[index] = replace(token, text="", space=False, pos="DET")
        else:
            text = article.capitalize() if token.text[:1].isupper() else article
            out[index] = replace(token, text=text, lemma="le", space=space, pos="DET")
    return _without_empty(tuple(out))


def _singular(tokens: Tokens, index: int) -> str | None:
    """The article of « notre X » from the noun's gender, or None where the tagger does not say it."""
    following = tokens[index + 1]
    if ty.elides(following.text):
        return "l’"
    noun = next((t for t in tokens[index + 1 : index + 4] if t.pos == "NOUN"), None)
    if noun is not None and noun.text.lower() in {
        "lycée",
        "musée",
        "trophée",
        "centre",
        "village",
        "service",
        "groupe",
    }:
        return "le"
    if noun is None:
        return None
    return {"Fem": "la", "Masc": "le"}.get((re.findall(r"Gender=(\w+)", noun.morph) or [""])[0])


def _without_empty(tokens: Tokens) -> Tokens:
    kept = [i for i, token in enumerate(tokens) if token.text]
    if len(kept) == len(tokens):
        return tokens
    place = {old: new for new, old in enumerate(kept)}
    return tuple(replace(tokens[i], head=place.get(tokens[i].head, place[i])) for i in kept)


def _noun_first(tokens: Tokens) -> Tokens:
    """« audit cyber », « Baisse des charges »: a note's first noun that the tagger took for a verb."""
    first = next((i for i, t in enumerate(tokens) if any(c.isalpha() for c in t.text)), None)
    if first is None or not is_finite(tokens[first]) or first + 1 >= len(tokens):
        return tokens
    word, after = tokens[first].text.lower(), tokens[first + 1]
    if word.endswith(("ez", "ons")) or word not in nouns():
        return tokens
    if after.text.lower() in {"de", "des", "du", "d’", "d'"} or after.pos in {"ADJ", "NOUN", "ADP"}:
        token = replace(tokens[first], lemma=word, pos="NOUN", morph="")
        return (*tokens[:first], token, *tokens[first + 1 :])
    return tokens
