"""Remarks as the annotation stage hands them over, made with the real model (loaded once)."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import pytest

from assises_nlp.records import Locator, Remark, Token


@pytest.fixture(scope="session")
def french() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import spacy

        return spacy.load("fr_core_news_md")


@pytest.fixture(scope="session")
def say(french: Any) -> Callable[..., Remark]:
    """``say("Plus de patrouilles", id="r1", document="d", voice="v1")`` → an annotated remark."""
    cache: dict[str, tuple[Token, ...]] = {}

    def make(text: str, id: str = "r", document: str = "d", voice: str | None = "v", **fields: Any) -> Remark:
        if text not in cache:
            doc = french(text)
            cache[text] = tuple(
                Token(t.text, bool(t.whitespace_), t.lemma_, t.pos_, t.dep_, t.head.i, str(t.morph), t.ent_type_)
                for t in doc
            )
        return Remark(id, document, text, Locator(0, len(text)), cache[text], voice, **fields)

    return make
