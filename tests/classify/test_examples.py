"""A doubtful remark is shown with the annotated one that is nearest to it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from assises_nlp.classify import Annotated, Prepared, train
from assises_nlp.classify.examples import Examples
from assises_nlp.records import Locator, Remark
from tests.classify.conftest import prepared_of


def _remark(text: str) -> Remark:
    return Remark("r", "d", text, Locator(0, len(text)))


def test_only_a_doubtful_remark_names_the_nearest_annotated_one(corpus: list[Annotated], prepared: Prepared) -> None:
    model = train(prepared, corpus, ("use", "e5")).classifier
    text = corpus[0].text
    sure = replace(model, theme_threshold=0.0, nature_threshold=0.0).label([_remark(text)], prepared_of([text]), {})[0]
    doubtful = replace(model, theme_threshold=1.1).label([_remark(text)], prepared_of([text]), {})[0]
    assert doubtful.doubtful
    assert "Exemple annoté" not in (sure.reason or "")
    assert f"Exemple annoté le plus proche (organisation, constat)\u00a0: «\u00a0{text}\u00a0»" in (
        doubtful.reason or ""
    )


def test_what_has_no_near_example_names_none_and_long_ones_are_cut() -> None:
    places = np.eye(3, dtype=np.float32)
    texts = ["court", "long " * 60, "RAS"]
    natures = ["constat", "preconisation", "non_informatif"]
    annotated = [
        Annotated(str(i), text, "hors_theme", nature, "s", "notes", "")  # type: ignore[arg-type]
        for i, (text, nature) in enumerate(zip(texts, natures, strict=True))
    ]
    examples = Examples.of(annotated, places)
    first, second, third = examples.nearest(np.vstack([places[0], places[1], -places[0]]).astype(np.float32))
    assert first == "Exemple annoté le plus proche (hors thème, constat)\u00a0: «\u00a0court\u00a0»"
    assert second is not None
    assert len(second) < 240
    assert second.endswith("…\u00a0»")
    assert third is None, "the opposite is not near"
    assert Examples.none().nearest(places) == [None, None, None]
