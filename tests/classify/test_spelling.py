"""Accents and capitals come back, correct text stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assises_nlp.classify.noise import KINDS, in_capitals, mistyped
from assises_nlp.classify.spelling import Speller, build_lexicon, readable

LEXICON = Speller({"securite": "sécurité", "camera": "caméra", "meme": "même", "pm": "pmé"})


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("la securite", "la sécurité"),
        ("Securite routiere", "Sécurité routiere"),
        ("LA SECURITE A MEME", "La sécurité a même"),
        ("la sécurité", "la sécurité"),
        ("la PM passe", "la PM passe"),
        ("l’accueil", "l'accueil"),
        ("", ""),
    ],
)
def test_words_get_the_accents_that_writers_give_them(written: str, read: str) -> None:
    assert LEXICON.readable(written) == read


def test_a_word_that_is_also_written_without_accent_is_left_alone() -> None:
    texts = [("a", "il a fermé la porte"), ("b", "la brigade ferme, il ferme tôt"), ("b", "l’été"), ("a", "cet été")]
    assert dict(build_lexicon(texts)) == {"ete": "été"}


def test_a_name_is_not_learnt_nor_a_word_of_one_writer() -> None:
    texts = [("a", "à Évry"), ("b", "d’Évry"), ("a", "une hésitation")]
    assert "evry" not in dict(build_lexicon(texts))
    assert "hesitation" not in dict(build_lexicon(texts))


@given(st.text(max_size=60))
def test_reading_twice_changes_nothing_more(text: str) -> None:
    assert readable(readable(text)) == readable(text)


def test_the_shipped_lexicon_reads_capitals_as_french() -> None:
    assert readable("IL FAUT DES CAMERAS ET PLUS DE SECURITE") == "Il faut des caméras et plus de sécurité"


def test_alterations_depend_on_the_text_alone_and_alter_it() -> None:
    text = "La vidéoprotection manque derrière l’école et personne ne l’explique aux habitants"
    assert mistyped(text) == mistyped(text)
    assert mistyped(text, 1) != mistyped(text, 2)
    assert in_capitals("Là-bas, l’été") == "LA-BAS, L'ETE"
    assert all(alter(text) != text for alter in KINDS.values())
