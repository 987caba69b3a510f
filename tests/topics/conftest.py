"""Annotated remarks with their tokens and vectors, made once a session with the real models."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pytest

from assises_nlp.annotate import Annotator, normalise
from assises_nlp.encode import load_encoder
from assises_nlp.records import Label, Locator, Nature, Remark, Topic
from assises_nlp.resources import data_path
from assises_nlp.topics import SubjectSpace, TopicOptions, find_topics, load_space, subject_titles

SOURCES = ("gironde-grand-public", "ardeche-notes")


@dataclass(frozen=True)
class Corpus:
    """Remarks with what the earlier stages know of them, in one order."""

    remarks: tuple[Remark, ...]
    labels: dict[str, Label]
    vectors: npt.NDArray[np.float32]

    def part(self, indexes: Sequence[int]) -> Corpus:
        return Corpus(tuple(self.remarks[i] for i in indexes), self.labels, self.vectors[list(indexes)])


Make = Callable[..., Corpus]


@pytest.fixture(scope="session")
def make() -> Make:
    """``make([("Rouvrir le poste.", "organisation", "preconisation"), …])`` → a corpus."""
    annotator, encoder = Annotator(), load_encoder("use")

    def build(said: Sequence[tuple[str, str, Nature]]) -> Corpus:
        texts = [normalise(text)[0] for text, _, _ in said]
        remarks = tuple(
            Remark(_id(i, text), "d", text, Locator(0, len(text)), tokens, f"v{i}")
            for i, (text, tokens) in enumerate(zip(texts, annotator(texts), strict=True))
        )
        labels = {
            remark.id: Label(remark.id, theme, 0.9, nature, 0.9)
            for remark, (_, theme, nature) in zip(remarks, said, strict=True)
        }
        return Corpus(remarks, labels, encoder.encode(texts))

    return build


def _id(index: int, text: str) -> str:
    return "r" + hashlib.sha256(f"{index} {text}".encode()).hexdigest()[:12]


@pytest.fixture(scope="session")
def annotated(make: Make) -> Corpus:
    """About 300 remarks of two annotated consultations, themes and natures as a person gave them."""
    rows = [
        json.loads(line)
        for source in SOURCES
        for line in (data_path("annotations") / f"{source}.jsonl").read_text("utf-8").splitlines()
    ]
    return make([(row["texte"], row["theme"], row["nature"]) for row in rows][:300])


@pytest.fixture(scope="session")
def space() -> SubjectSpace:
    return load_space(data_path("models") / "sujets.skops")


@pytest.fixture(scope="session")
def topics_of(space: SubjectSpace) -> Callable[..., list[Topic]]:
    def find(corpus: Corpus, number: int | None = None) -> list[Topic]:
        titles = subject_titles("securite-interieure")
        return find_topics(corpus.remarks, corpus.labels, corpus.vectors, space, TopicOptions(number), titles)

    return find
