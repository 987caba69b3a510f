"""Helpers of the segmenter's tests: documents from lines, one spaCy pipeline for the session."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import spacy
from assises_nlp.records import Token
from spacy.language import Language


@pytest.fixture(scope="session")
def pipeline() -> Language:
    """The pipeline of the annotate room: the segmenter itself never loads it."""
    return spacy.load("fr_core_news_md", exclude=["ner"])


@pytest.fixture(scope="session")
def parse(pipeline: Language) -> Callable[[str], tuple[Token, ...]]:
    def run(text: str) -> tuple[Token, ...]:
        doc = pipeline(text)
        return tuple(Token(t.text, bool(t.whitespace_), t.lemma_, t.pos_, t.dep_, t.head.i, str(t.morph)) for t in doc)

    return run
