"""Spans of characters -> tokens: every span becomes one token, the tree stays a tree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assises_nlp.privacy.text import Span
from assises_nlp.records import Token

_Part = tuple[str, bool, int]
"""Text and space of a piece of a token, and the index of that token."""


def _depths(tokens: Sequence[Token]) -> list[int]:
    """How far each token is from its root; a head out of range or in a circle counts as a root."""
    depths = [-1] * len(tokens)
    for start in range(len(tokens)):
        path: list[int] = []
        index = start
        on_path: set[int] = set()
        while depths[index] < 0 and index not in on_path:
            path.append(index)
            on_path.add(index)
            head = tokens[index].head
            if head == index or not 0 <= head < len(tokens):
                break
            index = head
        base = depths[index] if depths[index] >= 0 else -1
        for offset, node in enumerate(reversed(path)):
            depths[node] = base + 1 + offset
    return depths


def _pieces(tokens: Sequence[Token], spans: Sequence[Span]) -> list[tuple[Span | None, list[_Part]]]:
    """The text as groups: a span with the parts of tokens that it covers, or one part of a token by itself."""
    groups: list[tuple[Span | None, list[_Part]]] = []
    at, position = 0, 0
    for index, token in enumerate(tokens):
        start, end = position, position + len(token.text)
        cursor = start
        while cursor < end or (start == end and cursor == start):
            while at < len(spans) and spans[at].end <= cursor:
                at += 1
            span = spans[at] if at < len(spans) else None
            inside = span is not None and span.start <= cursor
            limit = end
            if span is not None:
                limit = min(end, span.end if inside else max(span.start, cursor))
            part = (token.text[cursor - start : limit - start], token.space and limit == end, index)
            if inside and groups and groups[-1][0] is span:
                groups[-1][1].append(part)
            else:
                groups.append((span if inside else None, [part]))
            if start == end:
                break
            cursor = limit
        position = end + token.space
    return groups


def merge(tokens: Sequence[Token], spans: Sequence[Span]) -> tuple[Token, ...]:
    """``tokens`` with each of ``spans`` (disjoint, in order, in characters of the joined text) as one token.

    The token of a span stands where the highest of its tokens in the tree stood: its head and its relation are that
    one's. Since each edge then goes up at least one level, no circle can arise. A token that a span cuts through
    leaves its rest as a token of its own.
    """
    groups = _pieces(tokens, spans)
    depths = _depths(tokens)
    owner: dict[int, int] = {}
    roots: list[int] = []
    for number, (span, parts) in enumerate(groups):
        root = min((index for _, _, index in parts), key=lambda i: (depths[i], i))
        roots.append(root)
        for _, _, index in parts:
            # A token cut in two belongs to the first span that holds a part of it, if there is one.
            held = owner.get(index)
            if held is None or (span is not None and groups[held][0] is None):
                owner[index] = number
    merged: list[Token] = []
    for number, (span, parts) in enumerate(groups):
        token = tokens[roots[number]]
        whole = owner[roots[number]] == number
        target = _target(tokens, depths, roots[number])
        head = owner[target] if whole else owner[roots[number]]
        dep = token.dep if head != number else "ROOT"
        text, space = "".join(part[0] for part in parts), parts[-1][1]
        if span is not None:
            label = f"[{span.kind}]"
            morph = token.morph if token.pos == "PROPN" else ""
            merged.append(Token(label, space, label, "PROPN", dep, head, morph))
        elif whole and text == token.text:
            merged.append(replace(token, head=head))
        else:
            merged.append(
                replace(
                    token,
                    text=text,
                    space=space,
                    lemma=text.lower(),
                    pos="X",
                    dep="dep" if not whole else dep,
                    head=head,
                    ent="",
                )
            )
    return tuple(merged)


def _target(tokens: Sequence[Token], depths: Sequence[int], index: int) -> int:
    head = tokens[index].head
    return head if 0 <= head < len(tokens) and depths[head] < depths[index] else index
