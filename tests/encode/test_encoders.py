"""Sentence vectors: of length one, near for what is alike, the same in any batch."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assises_nlp.encode import Encoder, load_encoder
from assises_nlp.encode.base import cores

TEXTS = [
    "Il faudrait rouvrir l’accueil de la brigade le samedi.",
    "La gendarmerie devrait être ouverte le week-end.",
    "Les caméras de la gare ont fait baisser les vols.",
    "RAS",
    "plus de patrouilles",
    "mot " * 600,
    "😀",
]


@pytest.fixture(scope="module", params=["use", "e5"])
def encoder(request: pytest.FixtureRequest) -> Encoder:
    try:
        return load_encoder(request.param)
    except ImportError:
        pytest.skip("this encoder has no wheel for this machine")


def test_vectors_have_the_dimension_and_length_that_are_promised(encoder: Encoder) -> None:
    vectors = encoder.encode([*TEXTS, "", "  "])
    assert vectors.shape == (len(TEXTS) + 2, encoder.dimension)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=5e-3)


def test_no_text_gives_no_vector(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, encoder.dimension)


def test_a_vector_does_not_depend_on_its_batch(encoder: Encoder) -> None:
    together = encoder.encode(TEXTS)
    alone = np.vstack([encoder.encode([text]) for text in TEXTS])
    backwards = encoder.encode(TEXTS[::-1])[::-1]
    assert np.array_equal(together, alone)
    assert np.array_equal(together, backwards)


def test_what_means_the_same_is_nearer(encoder: Encoder) -> None:
    one, same, other = encoder.encode(TEXTS[:3])
    assert one @ same > one @ other


def test_the_number_of_threads_changes_nothing() -> None:
    one = load_encoder("use", workers=cores()).encode(TEXTS)
    assert np.array_equal(one, load_encoder("use", workers=1).encode(TEXTS))


@settings(max_examples=25)
@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_any_text_has_a_vector(text: str) -> None:
    vector = load_encoder("use").encode([text])
    assert np.isfinite(vector).all()
    assert abs(float(np.linalg.norm(vector)) - 1) < 5e-3


def test_an_unknown_encoder_is_refused() -> None:
    with pytest.raises(ValueError, match="camembert"):
        load_encoder("camembert")
