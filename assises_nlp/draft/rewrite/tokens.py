"""Stretches of a remark's tokens: text with offsets, cuts that keep heads right, sentences, edges cleaned."""

from __future__ import annotations

import re

from assises_nlp.draft.rewrite import patterns as p
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
    if not inverted and not quoted:  # « Le maire voisin, au contraire, réclame un radar »
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
