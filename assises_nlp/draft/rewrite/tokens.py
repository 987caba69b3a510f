# ruff: noqa: E501 -- tables read better unbroken
"""Stretches of a remark's tokens: text with offsets, cuts that keep heads right, sentences, edges cleaned."""

from __future__ import annotations

import re

from assises_nlp.draft.rewrite import patterns as p
from assises_nlp.draft.words import is_finite
from assises_nlp.records import Token


def flat(tokens: tuple[Token, ...]) -> tuple[str, list[int]]:
    """Lower-case text with straight apostrophes, and for each token the offset where it begins."""
    parts: list[str] = []
    starts: list[int] = []
    offset = 0
    for token in tokens:
        piece = token.text.lower().replace("’", "'") + (" " if token.space else "")
        starts.append(offset)
        parts.append(piece)
        offset += len(piece)
    return "".join(parts), starts


def sub(tokens: tuple[Token, ...], start: int, end: int) -> tuple[Token, ...]:
    """Tokens ``start`` to ``end`` with heads made relative; a head outside becomes the token itself."""
    return tuple(
        Token(t.text, t.space, t.lemma, t.pos, t.dep, t.head - start if start <= t.head < end else i, t.morph, t.ent)
        for i, t in enumerate(tokens[start:end])
    )


def cut(tokens: tuple[Token, ...], offset: int) -> tuple[Token, ...] | None:
    """The tokens from the character ``offset`` on, or None where a token would be split."""
    starts = flat(tokens)[1]
    return sub(tokens, starts.index(offset), len(tokens)) if offset in starts else None


def sentences(tokens: tuple[Token, ...]) -> list[tuple[Token, ...]]:
    """Stretches between full stops, question marks, exclamation marks and semicolons; brackets are left whole."""
    found: list[tuple[Token, ...]] = []
    start = depth = 0
    for index, token in enumerate(tokens):
        depth = max(0, depth + (token.text in "([«") - (token.text in ")]»"))
        if token.text in {".", "?", "!", ";", "…", "..."} and depth == 0 and _ends(tokens, index):
            found.append(sub(tokens, start, index + 1))
            start = index + 1
    if start < len(tokens):
        found.append(sub(tokens, start, len(tokens)))
    return [s for s in found if any(t.pos not in {"PUNCT", "SPACE"} for t in s)]


def _ends(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether the mark at ``index`` ends a sentence (not « sam. matin », « rouvrir !!! », « … oui si »)."""
    if index + 1 == len(tokens):
        return True
    following = tokens[index + 1].text
    if tokens[index].text in {".", "…", "..."}:
        return following[:1].isupper() or following[:1] in "«-–—•" or following[:1].isdigit()
    return following not in {"!", "?", ".", "…"}


def without(tokens: tuple[Token, ...], start: int, end: int) -> tuple[Token, ...]:
    """``tokens`` less those of ``start`` to ``end``, heads kept right."""
    width = end - start
    kept = [(i, t) for i, t in enumerate(tokens) if not start <= i < end]
    out = []
    for i, t in kept:
        own = i if i < start else i - width
        head = own if start <= t.head < end else t.head - (width if t.head >= end else 0)
        out.append(Token(t.text, t.space, t.lemma, t.pos, t.dep, head, t.morph, t.ent))
    if 0 < start <= len(out):
        last = out[start - 1]
        out[start - 1] = Token(last.text, True if last.text[-1] not in "'’" else last.space, *rest_of(last))
    return tuple(out)


def rest_of(token: Token) -> tuple[str, str, str, int, str, str]:
    return token.lemma, token.pos, token.dep, token.head, token.morph, token.ent


def without_incises(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """« , selon le maire, » and « , dit-il, » taken out."""
    text, starts = flat(tokens)
    match = p.INCISE.search(text)
    if match is None or match.start() not in starts:
        return tokens
    first = starts.index(match.start())
    last = max(i for i, offset in enumerate(starts) if offset < match.end())
    if not any(t.pos in {"VERB", "NOUN", "AUX"} for t in tokens[last + 1 :]):
        return tokens
    return without(tokens, first, last + 1)


def without_trailer(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """« …, demande-t-il. » taken off."""
    text, starts = flat(tokens)
    match = p.TRAILER.search(text)
    if match is None:
        return tokens
    inverted = re.search(r"-(?:t-)?(?:ils?|elles?|on)\b", match.group()) is not None
    quoted = match.group().lstrip()[:1] in "?!»" or re.match(r"(?:que |qu'|pourquoi|et si|il faut|ne |à quand)", text)
    before = tuple(t for t, start in zip(tokens, starts, strict=True) if start < match.start())
    told = (
        match["who"] is not None
        and p.SPEAKER.match(match["who"])
        and (not p.SPEAKER.match(f" {text}") or _has_main_verb(before))
    )
    if not inverted and not quoted and not told:  # « Le maire voisin, au contraire, réclame un radar »
        return tokens
    last = next((i for i, offset in enumerate(starts) if offset >= match.start()), None)
    return sub(tokens, 0, last) if last else tokens


def clean_edges(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Bullets, conjunctions and politeness at both ends taken off."""
    text, starts = flat(tokens)
    opener = p.OPENERS.match(text)
    first = starts.index(opener.end()) if opener and opener.end() in starts else 0
    while (
        first < len(tokens)
        and not any(c.isalnum() for c in tokens[first].text)
        and tokens[first].text not in {"«", "(", "[", "+"}
    ):
        first += 1
    closer = p.CLOSERS.search(text)
    last = len(tokens)
    if closer:
        last = next(
            (i for i, offset in enumerate(starts) if offset >= closer.start() and text[offset:].strip()), len(tokens)
        )
        last = next((i for i, offset in enumerate(starts) if offset >= closer.start()), last)
    return sub(tokens, first, max(last, first))


_TIED = frozenset(
    "qui que qu' dont où si s' quand lorsque lorsqu' pour afin sauf sans mais et ou ni même y à au aux avec en quitte dès selon sous tant jusqu' jusque "
    "notamment pas non fût ne comme par dans sur chez".split()
)
_WHEN = frozenset(
    "nuit jour soir matin week-end été hiver semaine année samedi dimanche aujourd’hui journée weekend".split()
)
_OPENS = frozenset({"qui", "que", "qu'", "dont", "où", "si", "quand", "lorsque", "lorsqu'", "comme"})


def without_comment(tokens: tuple[Token, ...]) -> tuple[Token, ...] | None:
    """« un peloton permanent, le drapeau y est » → « un peloton permanent »: the sentence that only comments on the
    request taken off; None where there is none. What ties a clause to the request (a condition, a purpose) keeps it.
    """
    depth = 0
    for index, token in enumerate(tokens[:-2]):
        depth = max(0, depth + (token.text in "([«") - (token.text in ")]»"))
        if index < 2 or depth or token.text not in {",", ":", ";", "–", "—", "..", "...", "…"}:
            continue
        tail = tokens[index + 1 :]
        stop = next((i for i, t in enumerate(tail) if t.text in {",", ":", ";"} and i), len(tail))
        if tail[0].text.lower().replace("’", "'") in _TIED or not _has_main_verb(tail[:stop]):
            continue
        own = next((i for i, t in enumerate(tail) if is_finite(t)), 0)
        if any(t.text.lower() in {"et", "ou"} for t in tail[:own]):
            return None  # « entre la commune, l’intercommunalité et la gendarmerie éviterait… »: a list, not a subject
        if is_finite(tail[0]) or tail[0].text.lower().replace("’", "'") in {"se", "s'", "ne", "n'", "lui", "leur"}:
            return None  # its subject stands before: « les élus, dont le porte-parole…, revendiquent… »
        if any(t.text.lower() in p.MODAL or t.text.lower() in {"faut", "faudrait"} for t in tail):
            return None  # the request is what follows
        if all(t.pos not in {"NOUN", "PROPN", "VERB"} or t.text.lower() in _WHEN for t in tokens[:index]):
            return None  # « la nuit, l’équipage ne peut… »
        stump = tokens[0].text.lower() in {
            "sans",
            "selon",
            "pour",
            "si",
            "quand",
            "lors",
            "dans",
            "malgré",
            "depuis",
            "avant",
            "après",
        }
        return None if stump or _has_main_verb(tokens[:index]) else sub(tokens, 0, index)
    return None


def _has_main_verb(tokens: tuple[Token, ...]) -> bool:
    free = 0
    for index, token in enumerate(tokens):
        if token.text.lower().replace("’", "'") in _OPENS:
            free += 1
        elif is_finite(token) and not (index and tokens[index - 1].pos in {"DET", "ADP"} and token.pos != "AUX"):
            free -= 1
            if free < 0:
                return True
    return False


def lowered(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The first word in lower case where it is a word of grammar or a verb: it may end up inside the line."""
    if (
        not tokens
        or tokens[0].pos in {"PROPN", "NOUN", "ADJ", "NUM", "X"}
        or sum(c.isupper() for c in tokens[0].text) != 1
    ):
        return tokens
    first = tokens[0]
    return (Token(first.text.lower(), first.space, *rest_of(first)), *tokens[1:])
