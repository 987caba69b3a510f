"""What a remark's surroundings do to its label; abstention, second theme, explanation."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from assises_nlp.classify import Annotated, Classifier, Prepared, train
from assises_nlp.records import Label, Locator, Remark
from tests.classify.conftest import prepared_of


@pytest.fixture(scope="module")
def model(corpus: list[Annotated], prepared: Prepared) -> Classifier:
    return train(prepared, corpus, ("use", "e5")).classifier


def remark(text: str, **said: object) -> Remark:
    return Remark("r", "d", text, Locator(0, len(text)), **said)  # type: ignore[arg-type]


def label(model: Classifier, found: Remark, headings: dict[str, np.ndarray] | None = None) -> Label:
    return model.label([found], prepared_of([found.text]), headings or {})[0]


def test_a_plain_remark_is_sure_and_explained_by_its_own_words(model: Classifier) -> None:
    found = label(model, remark("il faudrait la Caméra dans chaque canton"))
    assert (found.theme, found.nature, found.doubtful) == ("technologies", "preconisation", False)
    assert found.reason is not None
    assert "«\u00a0Caméra\u00a0»" in found.reason


def test_below_the_threshold_a_remark_is_for_a_person(model: Classifier) -> None:
    strict = replace(model, theme_threshold=1.01, secondary_threshold=1.0)
    assert label(strict, remark("il faudrait la caméra dans chaque canton")).doubtful
    strict = replace(model, nature_threshold=1.01)
    assert label(strict, remark("il faudrait la caméra dans chaque canton")).doubtful


def test_an_empty_answer_is_not_doubted_for_its_theme(model: Classifier) -> None:
    strict = replace(model, theme_threshold=1.01, nature_threshold=0.0)
    found = label(strict, remark("merci et bonne soirée"))
    assert (found.nature, found.doubtful) == ("non_informatif", False)


@pytest.mark.parametrize("turn", ["recapitulation", "presentation", "conclusion"])
def test_what_repeats_the_meeting_has_no_nature_of_its_own(corpus: list[Annotated], turn: str) -> None:
    procedural = [replace(r, nature="procedural") if r.nature == "non_informatif" else r for r in corpus]
    model = train(prepared_of([r.text for r in procedural]), procedural, ("use", "e5")).classifier
    found = label(model, remark("il faudrait la caméra dans chaque canton", turn=turn))
    assert (found.nature, found.nature_confidence, found.doubtful) == ("procedural", 1.0, False)
    assert found.theme == "technologies"


def test_a_column_that_says_the_nature_is_believed_more_than_the_words(model: Classifier) -> None:
    plain = label(model, remark("la caméra place du marché"))
    hinted = label(model, remark("la caméra place du marché", nature_hint="preconisation"))
    before = plain.nature_confidence if plain.nature == "preconisation" else 1 - plain.nature_confidence
    after = hinted.nature_confidence if hinted.nature == "preconisation" else 1 - hinted.nature_confidence
    assert after > before


def test_a_heading_with_a_plain_theme_draws_a_vague_remark_to_it(model: Classifier) -> None:
    column = model.themes.index("technologies")
    heading = np.full(len(model.themes), 0.02)
    heading[column] = 1 - heading.sum() + 0.02
    vague = remark("le canton du dimanche donne peu", heading="Les outils")
    without = model.probabilities(prepared_of([vague.text]))[0][0]
    found = label(model, vague, {"Les outils": heading})
    share = found.theme_confidence if found.theme == "technologies" else 1 - found.theme_confidence
    assert share > without[column]


def test_two_likely_themes_are_both_named_and_off_theme_is_never_second(model: Classifier) -> None:
    eager = replace(model, secondary_threshold=0.0)
    found = label(eager, remark("nous demandons la caméra et la brigade pour le soir"))
    assert {found.theme, found.secondary_theme} == {"organisation", "technologies"}
    assert label(eager, remark("merci et bonne soirée")).secondary_theme is None


def test_no_remark_no_label(model: Classifier) -> None:
    assert model.label([], prepared_of([]), {}) == []


def test_a_label_does_not_depend_on_the_other_remarks(model: Classifier, corpus: list[Annotated]) -> None:
    texts = [found.text for found in corpus]
    together = model.probabilities(prepared_of(texts))[0]
    alone = np.vstack([model.probabilities(prepared_of([text]))[0] for text in texts])
    assert np.array_equal(together, alone)
