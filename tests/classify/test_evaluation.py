"""Figures of the model card on cases that can be worked out by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assises_nlp.classify import Annotated, Card, Prepared, Results, train, write_card
from assises_nlp.classify.evaluation import (
    Judged,
    calibration_error,
    confusion,
    error_at,
    judge,
    macro_f1,
    per_class,
)

SOURCES = ["a", "a", "b", "b"]


def judged(truth: str, predicted: str, confidence: list[float]) -> Judged:
    return Judged(np.array(list(truth)), np.array(list(predicted)), np.array(confidence))


def test_f1_precision_and_recall_by_class() -> None:
    found = {r.name: r for r in per_class(judged("xxyy", "xyyy", [0.9] * 4), SOURCES)}
    assert (found["x"].precision, found["x"].recall) == (1.0, 0.5)
    assert found["x"].f1 == pytest.approx(2 / 3)
    assert found["y"].f1 == pytest.approx(0.8)
    assert found["x"].interval[0] <= found["x"].f1 <= found["x"].interval[1]
    assert macro_f1(judged("xxyy", "xyyy", [0.9] * 4)) == pytest.approx((2 / 3 + 0.8) / 2)


def test_calibration_error_is_the_distance_of_confidence_and_truth() -> None:
    assert calibration_error(judged("xxxx", "xxxx", [1.0] * 4)) == pytest.approx(0.0)
    assert calibration_error(judged("xxyy", "xxxx", [0.95] * 4)) == pytest.approx(0.45)


def test_error_among_the_surest() -> None:
    found = judged("xxxy", "xxxx", [0.9, 0.8, 0.7, 0.3])
    assert error_at(found, 0.75) == 0.0
    assert error_at(found, 1.0) == 0.25


def test_confusion_has_a_row_per_label() -> None:
    names, table = confusion(judged("xxyy", "xyyy", [0.9] * 4))
    assert names == ["x", "y"]
    assert table.tolist() == [[1, 1], [0, 2]]


def test_natures_are_grouped_as_the_bilan_uses_them() -> None:
    truth = np.array(["bonne_pratique", "engagement", "preconisation", "non_informatif"])
    found = Judged(truth, truth[[1, 0, 2, 3]], np.ones(4)).grouped()
    assert macro_f1(found) == 1.0


def test_the_likeliest_class_is_taken_with_its_confidence() -> None:
    found = judge(np.array([[0.2, 0.8], [0.6, 0.4]]), ["a", "b"], ["b", "b"])
    assert found.predicted.tolist() == ["b", "a"]
    assert found.confidence.tolist() == [0.8, 0.6]


def test_the_card_is_written_with_its_figures_and_is_the_same_twice(
    corpus: list[Annotated], prepared: Prepared, tmp_path: Path
) -> None:
    training = train(prepared, corpus, ("use", "e5"))
    out = training.out_of_fold
    results = Results.of(corpus, out.theme, out.nature, out.themes, out.natures)
    card = Card("Essai", results, training.classifier.meta, {"theme": 0.5}, {"capitales": results.headline()})
    contents = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        write_card(card, tmp_path / name / "essai.md")
        contents.append({path.name: path.read_bytes() for path in sorted((tmp_path / name).iterdir())})
    assert contents[0] == contents[1]
    assert {f"essai-{figure}.png" for figure in ("theme", "nature", "calibration", "coverage")} < set(contents[0])
    text = contents[0]["essai.md"].decode()
    assert "capitales" in text
    assert "| elus |" in text
