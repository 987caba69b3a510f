"""The one spaCy pass: no character is lost, capitals are read, a long text is no trap."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assises_nlp.annotate import Annotator, normalise, pipeline, text_of


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return Annotator()


HARD = [
    "",
    "M. le maire d’Arbois, art. L. 132-4 : « c’est-à-dire… »",
    "aujourd’hui, jusqu'à 14h30 ; p.3 ; 0,5 % ; l’A39 ; n°12",
    "PAS ASSEZ DE PATROUILLES LA NUIT DANS LE BOURG !!!",
    "plus de patrouilles+caméras/éclairage→gare 😀👮‍♀️",
    "e\u0301clairage de\u0301fectueux",
    "a" * 300,
    "- " * 50 + "fin",
]


@pytest.mark.parametrize("text", HARD)
def test_the_tokens_give_the_text_back(annotator: Annotator, text: str) -> None:
    words = normalise(text)[0]
    (tokens,) = annotator([words])
    assert text_of(tokens) == words
    assert all(0 <= token.head < len(tokens) for token in tokens)


@settings(max_examples=60)
@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=30), max_size=4))
def test_no_text_is_lost_or_swapped_in_a_batch(texts: list[str]) -> None:
    words = [normalise(text)[0] for text in texts]
    assert [text_of(tokens) for tokens in Annotator()(words)] == words


def test_the_annotation_of_a_text_does_not_depend_on_its_neighbours(annotator: Annotator) -> None:
    texts = ["Rouvrir le poste le samedi.", "Les gendarmes ne passent plus.", "Caméras à la gare"] * 3
    together = list(annotator(texts))
    assert together == [next(annotator([text])) for text in texts]
    assert list(annotator(reversed(texts)))[::-1] == together


def test_without_entities_all_else_is_the_same_and_other_annotators_keep_theirs(annotator: Annotator) -> None:
    texts = ["M. Vuillemenot, d’Arbois, demande un renfort à la SNCF.", "IL FAUT ROUVRIR LA BRIGADE DE SALINS"]
    plain, named = Annotator(entities=False)(texts), annotator(texts)
    # Both are under way at once, as two documents are.
    pairs = list(zip(plain, named, strict=True))
    assert any(token.ent for _, tokens in pairs for token in tokens)
    for without, tokens in pairs:
        assert without == tuple(replace(token, ent="") for token in tokens)


def test_words_in_capitals_are_understood_and_keep_their_letters(annotator: Annotator) -> None:
    loud, quiet = annotator(["IL FAUT ROUVRIR LA BRIGADE LE SAMEDI", "il faut rouvrir la brigade le samedi"])
    assert [token.text for token in loud] == "IL FAUT ROUVRIR LA BRIGADE LE SAMEDI".split()
    assert [(token.lemma, token.pos) for token in loud] == [(token.lemma, token.pos) for token in quiet]
    assert ("rouvrir", "VERB") in [(token.lemma, token.pos) for token in loud]
    assert ("brigade", "NOUN") in [(token.lemma, token.pos) for token in loud]


def test_a_name_in_capitals_in_a_sentence_is_left_alone(annotator: Annotator) -> None:
    (tokens,) = annotator(["Le maire, M. VUILLEMENOT, demande un renfort à la SNCF."])
    assert text_of(tokens) == "Le maire, M. VUILLEMENOT, demande un renfort à la SNCF."


def test_what_is_too_long_to_be_parsed_is_kept_word_for_word(
    annotator: Annotator, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = " ".join(f"mot{i} rond" for i in range(40))
    for limit in (1, 7, 50, 51, 52, 53, 54, len(text) - 1, len(text)):
        monkeypatch.setattr(pipeline, "_LONGEST", limit)
        (tokens,) = annotator([text])
        assert text_of(tokens) == text, limit
        assert all(0 <= token.head < len(tokens) for token in tokens)


def test_lemmas_of_content_words(annotator: Annotator) -> None:
    (lemmas,) = annotator.lemmas(["Les gendarmes ne passent plus dans les rues"])
    assert {"gendarme", "passer", "rue"} <= set(lemmas)
    assert "le" not in lemmas
