"""The annotated remark that is nearest to a doubtful one: what a person compares it with to decide.

Nearness is the cosine of the principal components that the classifier itself uses, so that the example shown is one that
weighed in the decision (k-nearest neighbours as an explanation: Papernot and McDaniel, "Deep k-Nearest Neighbors", 2018).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assises_nlp.classify.annotations import Annotated

_STEP = 127
_NEAR = 0.45
"""Cosine below which no annotated remark is near enough to be shown."""
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class Examples:
    """``places`` (n, r), unit vectors in steps of 1/127, with the ``texts`` and the classes of the annotated remarks."""

    places: npt.NDArray[np.int8]
    texts: tuple[str, ...]
    classes: tuple[str, ...]

    @classmethod
    def none(cls) -> Examples:
        return cls(np.zeros((0, 0), np.int8), (), ())

    @classmethod
    def of(cls, annotated: Sequence[Annotated], places: npt.NDArray[np.float32]) -> Examples:
        """The informative ones; ``places`` (n, r) follow ``annotated``."""
        chosen = [i for i, remark in enumerate(annotated) if remark.nature not in {"procedural", "non_informatif"}]
        return cls(
            np.round(places[chosen] * _STEP).astype(np.int8),
            tuple(" ".join(annotated[i].text.split()) for i in chosen),
            tuple(f"{annotated[i].theme}, {annotated[i].nature}" for i in chosen),
        )

    def nearest(self, places: npt.NDArray[np.float32]) -> list[str | None]:
        """One French sentence for each row of ``places`` (m, r), None where nothing is near."""
        if not self.texts or not len(places):
            return [None] * len(places)
        near = np.round(places @ self.places.T.astype(np.float32) / _STEP, 4)
        best = near.argmax(axis=1)
        return [self._sentence(int(i)) if near[row, i] >= _NEAR else None for row, i in enumerate(best)]

    def _sentence(self, index: int) -> str:
        text = self.texts[index]
        shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST].rsplit(' ', 1)[0]}…"
        classes = self.classes[index].replace("hors_theme", "hors thème").replace("_", " ")
        classes = classes.replace("preconisation", "préconisation")
        return f"Exemple annoté le plus proche ({classes})\u00a0: «\u00a0{shown}\u00a0»"
