"""The comparison of models: every family is measured on whole sources that it did not see."""

from __future__ import annotations

import numpy as np

from assises_nlp.classify import Annotated, Prepared, compare, write_comparison
from assises_nlp.classify import comparison as room


def test_each_family_is_measured_and_written(corpus: list[Annotated], prepared: Prepared, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(room, "FOLDS", 3)
    monkeypatch.setattr(room, "_OUTER", 3)
    noise = np.random.default_rng(1).normal(size=(len(corpus), 300)).astype(np.float32)
    found = {name: measure() for name, measure in compare(prepared, noise, corpus)}
    assert len(found) == 11
    assert all(0 <= one.theme <= 1 and 0 <= one.nature <= 1 for one in found.values())
    kept = next(one for name, one in found.items() if "kept" in name)
    assert kept.theme > found["logistic regression, spaCy word vectors"].theme + 0.2, "noise teaches nothing"
    text = write_comparison(list(found.values()), len(corpus))
    assert all(f"| {name} |" in text for name in found)
