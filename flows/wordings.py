"""The lines of the phrasebook that a remark is likely to say: learnt from sentences that say them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assises_nlp import classify, draft
from assises_nlp.annotate import normalise
from assises_nlp.records import LISTED, OFF_THEME, Label, Remark
from assises_nlp.resources import data_path
from flows import learning

MODEL = "lignes.skops"
FOLDER = "formulations"
KEPT_APART = "controle"
"""Sentences that measure the patterns: they teach nothing."""


@lru_cache(maxsize=1)
def load() -> classify.WordingModel:
    """The shipped model."""
    return classify.load_wording(data_path("models") / MODEL)


def sentences(book: draft.Phrasebook, annotated: Sequence[classify.Annotated], folder: Path) -> list[classify.Sentence]:
    """What teaches each line of ``book``: its own texts and examples, the sentences that others wrote for it (``folder``),
    and the annotated remarks that prove it and no other line of their theme.
    """
    found = []
    for item in book.items:
        found += [classify.Sentence(text, item.part, item.asks) for text in (item.text, *item.examples)]
    for path in sorted(folder.glob("*.tsv")):
        for name, kept, text in (row.split("\t") for row in path.read_text("utf-8").splitlines()[1:]):
            part = name.split("/")[0]
            if kept != KEPT_APART and part in book.by_id:
                found.append(classify.Sentence(text, part, book.by_id[part].asks))
    for remark in annotated:
        if remark.theme != OFF_THEME and remark.nature in LISTED:
            parts = draft.proven(book, remark.theme, remark.nature, remark.text)
            if len(parts) == 1:
                found.append(classify.Sentence(remark.text, parts[0], book.by_id[parts[0]].asks))
    return found


def train(annotated: Sequence[classify.Annotated], folder: Path, grid: str) -> classify.WordingModel:
    """The model of a grid's phrasebook."""
    from flows.consultation import encode

    said = sentences(draft.shipped_phrasebook(grid), annotated, folder)
    readable = [classify.readable(normalise(sentence.text)[0]) for sentence in said]
    return classify.fit_wording(said, encode(readable, ("use",)).use)


def opinion(
    remarks: Sequence[Remark], labels: Mapping[str, Label], use: npt.NDArray[np.float32], grid: str
) -> draft.Likelihood:
    """What the model says of each remark: the rank of its likeliest lines of both sides.

    ``use`` (n, 512) follows ``remarks``. What the authorities announce is read as what it answers, a request. A grid
    without a model has no opinion.
    """
    if grid != learning.GRID:
        return draft.NO_OPINION
    model = load()
    found: dict[str, dict[str, int]] = {}
    for asks in (False, True):
        own = [i for i, r in enumerate(remarks) if labels[r.id].nature in _READ[asks]]
        made = model.ranks([remarks[i].text for i in own], use[own], asks=asks)
        for i, ranked in zip(own, made, strict=True):
            found.setdefault(remarks[i].id, {}).update(ranked)
    return draft.Likelihood(found, model.known(asks=False) | model.known(asks=True))


_READ = {False: LISTED, True: LISTED | {"engagement"}}
"""Natures of the remarks that are read as what is observed (False) and as what is asked (True)."""
