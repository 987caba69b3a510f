"""White space, token sequences as values, and the language of a document."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assises_nlp.annotate import cut, foreign_language, normalise, text_of
from assises_nlp.records import Token

TEXT = st.text(st.sampled_from("ab é’\u00a0\u202f\n\t  .\u2009\x85\u200b😀"), max_size=40) | st.text(max_size=40)


@given(TEXT)
def test_normalised_text_has_the_same_characters_at_the_offsets_that_are_given(raw: str) -> None:
    text, offsets = normalise(raw)
    assert len(offsets) == len(text)
    assert offsets == sorted(set(offsets))
    for character, offset in zip(text, offsets, strict=True):
        assert raw[offset] == character or (character == " " and raw[offset].isspace())
    assert "".join(raw.split()) == "".join(text.split()), "no character is lost"


@given(TEXT)
def test_normalised_text_is_one_line_of_words_and_normalising_again_changes_nothing(raw: str) -> None:
    text, _ = normalise(raw)
    assert text == " ".join(raw.split())
    assert normalise(text) == (text, list(range(len(text))))


TOKENS = st.lists(st.tuples(st.text("abc.’", min_size=1, max_size=4), st.booleans()), min_size=1, max_size=10)


@given(TOKENS, st.data())
def test_a_part_of_the_tokens_stands_by_itself(words: list[tuple[str, bool]], data: st.DataObject) -> None:
    heads = [data.draw(st.integers(0, len(words) - 1)) for _ in words]
    tokens = tuple(Token(word, space, word, "X", "dep", head) for (word, space), head in zip(words, heads, strict=True))
    middle = data.draw(st.integers(0, len(tokens)))
    parts = [cut(tokens, 0, middle), cut(tokens, middle, len(tokens))]
    assert "".join(t.text + " " * t.space for part in parts for t in part).rstrip(" ") == text_of(tokens)
    for part in parts:
        assert all(0 <= token.head < len(part) for token in part)
        assert all(token.dep == "ROOT" for i, token in enumerate(part) if token.head == i and token.dep != "dep")
    assert cut(tokens, 0, len(tokens)) == tokens


FRENCH = "Les habitants ne sont pas reçus par la brigade le soir et il faut que les horaires soient affichés. " * 4


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (FRENCH, None),
        (FRENCH.upper(), None),
        ("The police station should be open in the evening and the residents have to wait for an answer. " * 4, "anglais"),
        ("Die Polizei ist nicht in der Stadt und das Büro wird am Abend für die Bürger geschlossen. " * 4, "allemand"),
        ("La policía no está en el pueblo por la noche y los vecinos son los que llaman con más frecuencia. " * 4, "espagnol"),
        ("La polizia non è nella città di notte e gli abitanti sono anche più preoccupati per questo. " * 4, "italien"),
        ("De politie is niet in het dorp en dat wordt door een deel van de inwoners ook op straat gezegd. " * 4, "néerlandais"),
        ("Help! The police.", None),
        ("", None),
        ("12 34 56 !!! " * 50, None),
        (FRENCH * 3 + "The report says that the police should be there for the residents. ", None),
        ("plu de flic la nuit svp merci rien a dire sa va bien " * 10, None),
    ],
)  # fmt: skip
def test_the_language_of_a_document(text: str, language: str | None) -> None:
    assert foreign_language([text]) == language
