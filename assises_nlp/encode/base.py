"""What an encoder is, and which ones there are."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

Vectors: TypeAlias = npt.NDArray[np.float32]


class Encoder(Protocol):
    """A sentence encoder: the vector of a text depends on that text alone, not on its batch."""

    name: str
    dimension: int

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, shape (len(texts), dimension), float32."""
        ...


def load_encoder(name: str = "use", workers: int = 1) -> Encoder:
    """The encoder ``use`` (Universal Sentence Encoder multilingual v3) or ``e5`` (multilingual-e5-small, 4 bits).

    ``workers`` is the number of processes that encode at once: each takes its share of the cores, never more
    threads than cores.

    Raises:
        ValueError: unknown name.
        ImportError: the encoder's package is not installed (``e5`` has wheels for Linux x86-64 only).
    """
    threads = max(1, cores() // max(1, workers))
    if name == "use":
        from assises_nlp.encode.use import UseEncoder

        return UseEncoder(threads)
    if name == "e5":
        from assises_nlp.encode.e5 import E5Encoder

        return E5Encoder()
    raise ValueError(name)


def cores() -> int:
    """Cores that this process may run on."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
