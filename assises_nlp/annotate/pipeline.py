"""``fr_core_news_md`` behind one class: the only place of the library that imports spaCy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from assises_nlp.records import Token

MODEL = "fr_core_news_md"
VERSION = "1"
_LONGEST = 20_000
"""Characters of one text that are parsed together; the rest of a longer one is annotated apart."""


@lru_cache(maxsize=1)
def _load() -> Any:
    import spacy

    return spacy.load(MODEL)


class Annotator:
    """Annotates texts whose white space was normalised (see :func:`assises_nlp.annotate.tokens.normalise`).

    A text in capitals is read in lower case, so that its words are recognised; the tokens keep their own letters.
    Without ``entities`` the tokens' ``ent`` is empty and all else is the same, in half the time.
    """

    def __init__(self, batch_size: int = 128, *, entities: bool = True) -> None:
        self._nlp = _load()
        self._batch_size = batch_size
        # Given to each call of the pipeline, which all annotators share: nothing is switched off for the others.
        self._without = () if entities else ("ner",)

    def __call__(self, texts: Iterable[str]) -> Iterator[tuple[Token, ...]]:
        """Yield, for each text, its tokens; ``text_of`` gives the text back."""
        pairs = ((_readable(text[:_LONGEST]), text) for text in texts)
        docs = self._nlp.pipe(pairs, as_tuples=True, batch_size=self._batch_size, disable=self._without)
        for doc, text in docs:
            yield _tokens(doc, text)

    def lemmas(self, texts: Iterable[str]) -> Iterator[tuple[str, ...]]:
        """Lower-case lemmas of the content words of each text; no parse, for volume."""
        readable = (_readable(text[:_LONGEST]) for text in texts)
        for doc in self._nlp.pipe(readable, batch_size=256, disable=("ner", "parser")):
            yield tuple(token.lemma_.lower() for token in doc if token.pos_ in CONTENT)

    def word_vectors(self, texts: Iterable[str]) -> Any:
        """Mean of the static word vectors of each text (n, 300), float32: a baseline for the sentence encoders."""
        import numpy as np

        return np.stack([self._nlp.make_doc(text).vector for text in texts]).astype(np.float32)


CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM"})


def _readable(text: str) -> str:
    letters = [character for character in text if character.isalpha()]
    capitals = sum(character.isupper() for character in letters)
    lowered = text.lower()
    if len(letters) > 8 and capitals > 0.7 * len(letters) and len(lowered) == len(text):
        return lowered
    return text


def _tokens(doc: Any, text: str) -> tuple[Token, ...]:
    tokens = tuple(
        Token(
            text[token.idx : token.idx + len(token)],
            bool(token.whitespace_),
            token.lemma_,
            token.pos_,
            token.dep_,
            token.head.i,
            str(token.morph),
            f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "",
        )
        for token in doc
    )
    rest = text[_LONGEST:]
    if not rest:
        return tokens
    # What is too long to be parsed is still kept, word for word.
    words = rest.split(" ")
    count = len(tokens)
    return tokens + tuple(
        Token(word, i < len(words) - 1, word.lower(), "X", "dep", count + i) for i, word in enumerate(words)
    )
