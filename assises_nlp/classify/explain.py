"""Why a remark has its theme: the words of it that weighed most, read off their coefficients."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from assises_nlp.classify import concepts
from assises_nlp.classify.cues import fold
from assises_nlp.resources import resource_path

if TYPE_CHECKING:
    from assises_nlp.classify.features import Featurizer
    from assises_nlp.classify.ridge import Scorer

Weights = npt.NDArray[np.float32]
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_MOST = 3
_LEAST = 0.03
"""Below this a word did not weigh: the sentence as a whole did."""
_SHORTEST = 3
_FREQUENT = 6.5
"""Inverse document frequency above which a word was seen too seldom to explain anything."""


@lru_cache(maxsize=1)
def _tool_words() -> frozenset[str]:
    """Words that say nothing of a theme, whatever they weigh."""
    return frozenset(resource_path("classify_mots_outils.txt").read_text("utf-8").split())


@dataclass(slots=True)
class Explainer:
    """``words``: weights (themes,) of folded words; ``concepts``: weights (themes,) of each concept, in their order."""

    words: dict[str, Weights] = field(default_factory=dict)
    concepts: Sequence[Weights] = ()

    @classmethod
    def of(cls, featurizer: Featurizer, scorer: Scorer, themes: Sequence[str]) -> Explainer:
        """The explainer of a fitted model, whose first columns are the themes."""
        count = len(themes)
        start = sum(len(featurizer.vocabularies[kind].terms) for kind in ("characters", "lemmas"))
        vocabulary = featurizer.vocabularies["words"]
        words = {
            term: _centred(scorer.sparse[start + i, :count])
            for i, term in enumerate(vocabulary.terms)
            if len(term) >= _SHORTEST
            and " " not in term
            and vocabulary.idf[i] <= _FREQUENT
            and term not in _tool_words()
        }
        names = len(concepts.names())
        scaled = scorer.dense[-names:, :count] * featurizer.scale[-names:, None]
        return cls(words, [_centred(row) for row in scaled])

    def reason(self, text: str, theme: int) -> str | None:
        """« Mots qui ont pesé : … », or None where no word did by itself. The words are as the remark writes them."""
        folded = fold(text)
        aligned = len(folded) == len(text)
        weights: dict[int, float] = {}
        spans = [match.span() for match in _WORD.finditer(text)]
        for index, (start, end) in enumerate(spans):
            known = self.words.get(fold(text[start:end]))
            weights[index] = 0.0 if known is None else float(known[theme])
        if aligned:
            for found, weight in zip(concepts.spans(folded), self.concepts, strict=False):
                for index, (start, end) in enumerate(spans):
                    if any(a < end and start < b for a, b in found) and end - start >= _SHORTEST:
                        weights[index] += float(weight[theme])
        return self._sentence(text, spans, weights)

    def _sentence(self, text: str, spans: list[tuple[int, int]], weights: dict[int, float]) -> str | None:
        heavy = sorted((-round(weight, 4), index) for index, weight in weights.items() if weight >= _LEAST)
        chosen: dict[str, int] = {}
        for _, index in heavy:
            word = fold(text[slice(*spans[index])])
            if len(chosen) < _MOST and word not in _tool_words():
                chosen.setdefault(word, index)
        if not chosen:
            return None
        quoted = ", ".join(f"«\u00a0{text[slice(*spans[index])]}\u00a0»" for index in sorted(chosen.values()))
        return f"Mots qui ont pesé\u00a0: {quoted}"


def _centred(row: Weights) -> Weights:
    return np.asarray(row - row.mean(), dtype=np.float32)
