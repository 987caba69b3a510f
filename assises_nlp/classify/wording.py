"""Which lines of a phrasebook a remark is likely to say: a second opinion beside the patterns that prove it.

A pattern finds words; « la prestation est bien accueillie » has those of a good reception. A linear support vector machine
(Fan et al., "LIBLINEAR", 2008) learns each line from sentences that say it, and ranks the lines for a remark: a line
far down the ranking is one whose words were met by chance. It is never the proof of a line: alone it is right at the
first rank one time in two.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assises_nlp.classify.cues import fold
from assises_nlp.classify.persistence import incomplete, read_plain, write_plain

log = logging.getLogger(__name__)

RANKED = 12
"""Lines that are ranked for a remark; those below are all equally unlikely."""
FORMAT = 1
_WORDS_WEIGHT = 1.2
_STRENGTH = 0.3
_DIMENSIONS = 300
_START = re.compile(r"(?<![a-z])[a-z]{3,6}")
Matrix = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that says ``line``; ``asks``: whether the line is a request or an observation."""

    text: str
    line: str
    asks: bool


@dataclass(frozen=True, slots=True)
class Side:
    """The lines of one side: ``names`` (s), ``coefficients`` (s, d), ``intercepts`` (s,)."""

    names: tuple[str, ...]
    coefficients: Matrix
    intercepts: Matrix


@dataclass(frozen=True)
class WordingModel:
    """``terms`` (v) and ``idf`` (v,): the beginnings of words that are known; ``basis`` (v, k): their reduction; ``centre``
    (512,): the mean sentence vector; ``sides``: the lines of what is asked (True) and of what is observed (False).
    """

    terms: tuple[str, ...]
    idf: Matrix
    basis: Matrix
    centre: Matrix
    sides: Mapping[bool, Side]

    def ranks(self, texts: Sequence[str], use: Matrix, *, asks: bool) -> list[dict[str, int]]:
        """For each text, the rank (0 the likeliest) of its :data:`RANKED` likeliest lines. ``use`` (n, 512) are their sentence
        vectors.
        """
        side = self.sides[asks]
        if not texts or not side.names:
            return [{} for _ in texts]
        scores = np.round(self._features(texts, use) @ side.coefficients.T + side.intercepts, 4)
        order = np.argsort(-scores, axis=1, kind="stable")[:, :RANKED]
        return [{side.names[column]: rank for rank, column in enumerate(row)} for row in order]

    def known(self, *, asks: bool) -> frozenset[str]:
        """The lines of a side that it learnt."""
        return frozenset(self.sides[asks].names)

    def _features(self, texts: Sequence[str], use: Matrix) -> Matrix:
        words = _unit(_bags(texts, self.terms, self.idf) @ self.basis) * np.float32(_WORDS_WEIGHT)
        return np.hstack([_unit(use - self.centre), words])


def _bags(texts: Sequence[str], terms: Sequence[str], idf: Matrix) -> Any:
    """Sublinear tf-idf of the beginnings of words, sparse (n, v), rows of length 1."""
    from scipy.sparse import csr_matrix

    columns = {term: column for column, term in enumerate(terms)}
    rows, places, values = [], [], []
    for row, text in enumerate(texts):
        counts = Counter(columns[start] for start in _starts(text) if start in columns)
        weights = {column: (1 + np.log(count)) * float(idf[column]) for column, count in sorted(counts.items())}
        length = np.sqrt(sum(weight**2 for weight in weights.values())) or 1.0
        rows += [row] * len(weights)
        places += list(weights)
        values += [weight / length for weight in weights.values()]
    return csr_matrix((values, (rows, places)), shape=(len(texts), len(columns)), dtype=np.float32)


def _starts(text: str) -> list[str]:
    """The first letters of each word of three letters or more: what its inflections and derivations share."""
    return _START.findall(fold(text).replace("œ", "oe"))


def _unit(rows: Any) -> Matrix:
    dense = np.asarray(rows, dtype=np.float32)
    norms = np.linalg.norm(dense, axis=1, keepdims=True)
    return np.round(dense / np.where(norms == 0, 1, norms), 5).astype(np.float32)


def fit_wording(sentences: Sequence[Sentence], use: Matrix, *, seed: int = 20200114) -> WordingModel:
    """Learn from ``sentences``, whatever their order; ``use`` (n, 512) are their sentence vectors."""
    from sklearn.decomposition import TruncatedSVD
    from threadpoolctl import threadpool_limits

    order = sorted(range(len(sentences)), key=lambda i: (sentences[i].line, sentences[i].text))
    said, vectors = [sentences[i] for i in order], use[order]
    texts = [sentence.text for sentence in said]
    documents = Counter(start for text in texts for start in set(_starts(text)))
    terms = tuple(sorted(start for start, count in documents.items() if count > 2))
    idf = np.asarray([1 + np.log((1 + len(texts)) / (1 + documents[term])) for term in terms], dtype=np.float32)
    with threadpool_limits(1):
        bags = _bags(texts, terms, idf)
        size = min(_DIMENSIONS, bags.shape[1] - 1)
        known = TruncatedSVD(size, random_state=seed).fit(bags).components_.T if size > 0 else None
        basis = np.zeros((bags.shape[1], 1)) if known is None else known
        model = WordingModel(terms, idf, _short(basis), _short(vectors.mean(axis=0)), {})
        features = model._features(texts, vectors)
        sides = {asks: _side(said, features, asks=asks, seed=seed) for asks in (False, True)}
    return replace(model, sides=sides)


def _side(said: Sequence[Sentence], features: Matrix, *, asks: bool, seed: int) -> Side:
    from sklearn.svm import LinearSVC

    own = [i for i, sentence in enumerate(said) if sentence.asks == asks]
    lines = [said[i].line for i in own]
    names = tuple(sorted(set(lines)))
    if len(names) < 3:  # two classes have one row of coefficients: too few lines to rank
        return Side((), np.zeros((0, features.shape[1]), np.float32), np.zeros(0, np.float32))
    model = LinearSVC(C=_STRENGTH, random_state=seed).fit(features[own], lines)
    return Side(names, _short(model.coef_), _short(model.intercept_))


def _short(values: Any) -> Matrix:
    return np.asarray(values, dtype=np.float16).astype(np.float32)


def save_wording(model: WordingModel, path: Path) -> None:
    """Write ``path`` (skops: arrays and text alone) and ``path.json``."""
    payload: dict[str, Any] = {
        "format": FORMAT,
        "terms": "\n".join(model.terms),
        "idf": model.idf,
        "basis": model.basis.astype(np.float16),
        "centre": model.centre,
        "names": ["\n".join(model.sides[asks].names) for asks in (False, True)],
        "coefficients": [model.sides[asks].coefficients.astype(np.float16) for asks in (False, True)],
        "intercepts": [model.sides[asks].intercepts for asks in (False, True)],
    }
    write_plain(payload, {"format": FORMAT, "lignes": sum(len(side.names) for side in model.sides.values())}, path)


def load_wording(path: Path) -> WordingModel:
    """Read a model.

    Raises:
        ModelError: the file is missing, was altered, or holds anything but arrays and text.
    """
    payload, _ = read_plain(path, FORMAT)
    try:
        sides = {
            asks: Side(
                tuple(filter(None, payload["names"][asks].split("\n"))),
                payload["coefficients"][asks].astype(np.float32),
                payload["intercepts"][asks],
            )
            for asks in (False, True)
        }
        return WordingModel(
            tuple(payload["terms"].split("\n")),
            payload["idf"],
            payload["basis"].astype(np.float32),
            payload["centre"],
            sides,
        )
    except (KeyError, TypeError, ValueError, AttributeError, IndexError):
        log.exception("cannot use %s", path)
        raise incomplete(path) from None
