"""Training: sources are never mixed, two trainings give the same bytes, probabilities are probabilities."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assises_nlp.classify import Annotated, Prepared, save_classifier
from assises_nlp.classify.ridge import coefficients, fit_ridge, kernel
from assises_nlp.classify.training import calibrate, folds, targets, threshold, train
from tests.classify.conftest import prepared_of


@given(st.lists(st.sampled_from("abcd"), min_size=1, max_size=40))
def test_a_fold_never_holds_a_source_on_both_sides(sources: list[str]) -> None:
    found = folds(sources)
    for fold in found:
        assert not {sources[i] for i in fold.train} & {sources[i] for i in fold.test}
    assert sorted(int(i) for fold in found for i in fold.test) == list(range(len(sources)))


def test_held_out_scores_are_those_of_a_model_that_never_saw_the_source(
    corpus: list[Annotated], prepared: Prepared
) -> None:
    training = train(prepared, corpus, ("use", "e5"))
    sources = np.array([remark.source for remark in corpus])
    inside, outside = np.flatnonzero(sources != "jura-notes"), np.flatnonzero(sources == "jura-notes")
    dense, sparse = training.dense, training.sparse
    wanted = targets(corpus, training.classifier.themes, training.classifier.natures)
    pairs = training.classifier.scorer.pairs
    alone = fit_ridge(kernel(dense[inside], sparse[inside], pairs), wanted[inside], 2.0)
    expected = coefficients(alone.dual, dense[inside], sparse[inside], pairs).scores(dense[outside], sparse[outside])
    assert np.abs(training.out_of_fold.scores[outside] - expected).max() < 2e-3
    again = training.scores_without_source(prepared.take(outside), ["jura-notes"] * len(outside))
    assert np.abs(again - expected).max() < 2e-3


def test_the_coefficients_and_forms_give_the_scores_of_the_kernel(corpus: list[Annotated], prepared: Prepared) -> None:
    """What is shipped (coefficients, quadratic forms) is what the dual solution says of any remark."""
    training = train(prepared, corpus, ("use",))
    dense, sparse = training.dense, training.sparse
    pairs = training.classifier.scorer.pairs
    assert pairs.axes.shape[1] > 10
    expected = kernel(dense, sparse, pairs) @ training.ridge.dual
    assert np.abs(training.classifier.scorer.scores(dense, sparse) - expected).max() < 5e-3


def test_a_hard_remark_counts_for_less_in_the_calibration() -> None:
    scores = np.array([[1.0, 0.0]] * 6 + [[0.0, 1.0]] * 4)
    labels = ["a", "a", "a", "b", "b", "b", "b", "b", "b", "a"]  # half of the first six are hard, and wrong
    alike = calibrate(scores, labels, np.ones(10)).probabilities(scores)[0, 0]
    lighter = calibrate(scores, labels, np.array([1, 1, 1, 0.25, 0.25, 0.25, 1, 1, 1, 1])).probabilities(scores)[0, 0]
    assert lighter > alike + 0.1


@pytest.mark.parametrize("encoders", [("use", "e5"), ("use",)])
def test_training_twice_writes_the_same_bytes(
    corpus: list[Annotated], prepared: Prepared, tmp_path: Path, encoders: tuple[str, ...]
) -> None:
    for name in ("one", "two"):
        save_classifier(train(prepared, corpus, encoders).classifier, tmp_path / f"{name}.skops")
    assert (tmp_path / "one.skops").read_bytes() == (tmp_path / "two.skops").read_bytes()
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()


def test_what_was_learnt_holds_on_sources_that_were_not_seen(corpus: list[Annotated], prepared: Prepared) -> None:
    out = train(prepared, corpus, ("use", "e5")).out_of_fold
    themes = np.array(out.themes)[out.theme.argmax(axis=1)]
    assert (themes == [remark.theme for remark in corpus]).mean() > 0.9
    assert np.allclose(out.theme.sum(axis=1), 1, atol=1e-4)
    assert np.allclose(out.nature.sum(axis=1), 1, atol=1e-4)


def test_another_label_is_another_model(corpus: list[Annotated], prepared: Prepared) -> None:
    from dataclasses import replace

    changed = [replace(corpus[0], theme="hors_theme"), *corpus[1:]]
    first, second = (train(prepared, remarks, ("use",)).classifier.meta for remarks in (corpus, changed))
    assert first["data_sha256"] != second["data_sha256"]
    assert first["code_sha256"] == second["code_sha256"]


def test_two_labels_are_calibrated_as_well_as_more() -> None:
    scores = np.array([[1.0, 0.0], [0.9, 0.1], [0.1, 0.9], [0.0, 1.0]])
    probabilities = calibrate(scores, ["a", "a", "b", "b"], np.ones(4)).probabilities(scores)
    assert probabilities.shape == (4, 2)
    assert list(probabilities.argmax(axis=1)) == [0, 0, 1, 1]


def test_the_threshold_leaves_the_share_of_the_surest() -> None:
    probabilities = np.array([[p, 1 - p] for p in np.linspace(0.5, 1.0, 101)])
    kept = (probabilities.max(axis=1) >= threshold(probabilities, 0.9)).mean()
    assert abs(kept - 0.9) < 0.02


def test_the_fast_classifier_does_not_look_at_the_slow_vectors(corpus: list[Annotated], prepared: Prepared) -> None:
    fast = train(prepared, corpus, ("use",)).classifier
    without = prepared_of([remark.text for remark in corpus], slow=False)
    assert np.array_equal(fast.probabilities(prepared)[0], fast.probabilities(without)[0])
