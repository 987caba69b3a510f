"""Token sequences as values: their text, and a part of them that stands by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assises_nlp.records import Token


def text_of(tokens: Sequence[Token]) -> str:
    """The text that the tokens were made from, without a last space."""
    return "".join(token.text + " " * token.space for token in tokens).rstrip(" ")


def cut(tokens: Sequence[Token], start: int, end: int) -> tuple[Token, ...]:
    """Tokens ``start`` to ``end`` (excluded, in tokens) as a sequence of its own.

    A token whose governor is left outside becomes a root of the part.
    """
    part = []
    for index in range(start, end):
        token = tokens[index]
        inside = start <= token.head < end
        head = token.head - start if inside else index - start
        part.append(replace(token, head=head, dep=token.dep if inside else "ROOT"))
    return tuple(part)


def normalise(raw: str) -> tuple[str, list[int]]:
    """``raw`` with every run of white space as one space none at the ends, and each character's offset there."""
    characters: list[str] = []
    offsets: list[int] = []
    for offset, character in enumerate(raw):
        if not character.isspace():
            characters.append(character)
            offsets.append(offset)
        elif characters and characters[-1] != " ":
            characters.append(" ")
            offsets.append(offset)
    if characters and characters[-1] == " ":
        characters.pop()
        offsets.pop()
    return "".join(characters), offsets
