"""A model on disk is read back as it was, or refused with one sentence that says what to do."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest

from assises_nlp.classify import (
    Annotated,
    Classifier,
    ModelError,
    Prepared,
    load_classifier,
    persistence,
    save_classifier,
    train,
)


@pytest.fixture(scope="module")
def model(corpus: list[Annotated], prepared: Prepared) -> Classifier:
    return train(prepared, corpus, ("use", "e5")).classifier


@pytest.fixture
def path(model: Classifier, tmp_path: Path) -> Path:
    save_classifier(model, tmp_path / "grille.skops")
    return tmp_path / "grille.skops"


def sign(path: Path) -> None:
    """Make the card agree with the file, as somebody who tampers with both would."""
    card = json.loads(path.with_suffix(".json").read_text("utf-8"))
    card["sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
    path.with_suffix(".json").write_text(json.dumps(card), "utf-8")


def refusal(path: Path) -> str:
    with pytest.raises(ModelError) as caught:
        load_classifier(path)
    assert "assises entrainer" in str(caught.value)
    return str(caught.value)


def test_a_model_read_back_gives_the_same_probabilities(path: Path, model: Classifier, prepared: Prepared) -> None:
    again = load_classifier(path)
    for before, after in zip(model.probabilities(prepared), again.probabilities(prepared), strict=True):
        assert np.array_equal(before, after)
    assert (again.theme_threshold, again.themes) == (model.theme_threshold, model.themes)


def test_a_changed_byte_is_noticed(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))
    assert "a été modifié" in refusal(path)


def test_a_missing_model_or_card_is_said(path: Path) -> None:
    path.with_suffix(".json").unlink()
    assert "manque" in refusal(path)
    assert "manque" in refusal(path.with_name("autre.skops"))


def test_a_file_that_is_no_model_is_refused_even_when_signed(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04 not an archive")
    sign(path)
    assert "ne peut pas être lu" in refusal(path)


def test_a_type_that_is_not_trusted_is_not_built(path: Path) -> None:
    from sklearn.linear_model import LogisticRegression
    from skops import io as skops

    fitted = LogisticRegression().fit([[0.0], [1.0]], [0, 1])
    path.write_bytes(skops.dumps({"format": persistence.FORMAT, "model": fitted, "path": Path("x")}))
    sign(path)
    refusal(path)


def test_a_model_of_another_version_is_refused(path: Path, model: Classifier, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(persistence, "FORMAT", persistence.FORMAT + 1)
    assert "autre version" in refusal(path)


def test_a_model_made_with_other_cues_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(persistence.cues, "names", lambda: ("one",))
    assert "autre version" in refusal(path)


def test_a_truncated_content_is_refused(path: Path) -> None:
    from skops import io as skops

    payload = {
        "format": persistence.FORMAT,
        "cues": "\n".join(persistence.cues.names()),
        "concepts": "\n".join(persistence.concepts.names()),
    }
    path.write_bytes(skops.dumps(payload))
    sign(path)
    assert "incomplet" in refusal(path)
