"""Helpers of the segmenter's tests: documents from lines, one spaCy pipeline for the session."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import spacy
from spacy.language import Language

from assises_nlp.records import Block, Document, DocumentKind, Piece, Speaker, Token, Turn
from assises_nlp.segment import segment


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


@pytest.fixture
def make() -> Callable[..., Document]:
    """Build a document from lines: « # » heading, « - » list item, a :class:`Block`, else a paragraph."""

    def build(*lines: str | Block, kind: DocumentKind = "compte_rendu", **more: object) -> Document:
        blocks: list[Block] = []
        for line in lines:
            if isinstance(line, Block):
                blocks.append(line)
            elif line.startswith("# "):
                blocks.append(Block(line[2:], "heading", level=1))
            elif line.startswith("- "):
                blocks.append(Block(line[2:], "list_item"))
            else:
                blocks.append(Block(line))
        return Document.from_blocks(key="k", name="n", format="docx", blocks=tuple(blocks), kind=kind, **more)

    return build


class Read:
    """A segmentation read as a user would: texts of its remarks, who says each."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.result = segment(document)

    def text(self, piece: Piece) -> str:
        return self.document.text[piece.start : piece.end].strip()

    def of(self, kind: str) -> list[str]:
        return [self.text(piece) for piece in self.result.pieces if piece.kind == kind]

    @property
    def remarks(self) -> list[str]:
        return self.of("remark")

    def turn(self, words: str) -> Turn:
        """The turn of the remark that holds ``words``."""
        piece = next(p for p in self.result.pieces if p.kind == "remark" and words in self.text(p))
        assert piece.turn is not None
        return self.result.turns[piece.turn]

    def speaker(self, words: str) -> Speaker:
        speaker = self.turn(words).speaker
        assert speaker is not None, f"nobody says « {words} »"
        return speaker

    def piece(self, words: str) -> Piece:
        return next(p for p in self.result.pieces if words in self.text(p))


@pytest.fixture
def read(make: Callable[..., Document]) -> Callable[..., Read]:
    return lambda *lines, **more: Read(make(*lines, **more))
