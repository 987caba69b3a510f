"""What a remark is about: the concepts of ``resources/classify_concepts.toml``, 0 or 1 each.

Each concept is a list of beginnings of words, matched in folded text. Written by hand, they bring what no writer of the
annotated remarks happened to say; how much each weighs for a theme is learnt.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from assises_nlp.resources import load_toml


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table: dict[str, Any] = load_toml("classify_concepts.toml")
    return tuple((name, compile_concept(words)) for name, words in table.items())


def compile_concept(words: list[str]) -> re.Pattern[str]:
    """One pattern for a concept: ``$`` ends a word, a space stands for spaces, hyphens or an apostrophe."""
    parts = (word.replace("$", r"\b").replace(" ", r"[\s'-]+") for word in words)
    return re.compile("|".join(rf"\b(?:{part})" for part in parts))


def names() -> tuple[str, ...]:
    """The concepts in the order of :func:`concept_values`."""
    return tuple(name for name, _ in _patterns())


def concept_values(folded: str) -> list[float]:
    """One 0 or 1 per concept. ``folded`` is what :func:`assises_nlp.classify.cues.fold` gives."""
    return [float(bool(pattern.search(folded))) for _, pattern in _patterns()]


def spans(folded: str) -> list[list[tuple[int, int]]]:
    """Where each concept of :func:`names` is named in ``folded``."""
    return [[match.span() for match in pattern.finditer(folded)] for _, pattern in _patterns()]
