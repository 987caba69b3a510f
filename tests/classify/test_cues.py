"""Every cue of the lexicon finds its examples and leaves its counter-examples alone."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assises_nlp.classify import concepts, cues
from assises_nlp.resources import load_toml
from tests.classify.conftest import tokens_of

CUES = load_toml("classify_cues.toml")
EXAMPLES = [(name, text, True) for name, entry in CUES.items() for text in entry["exemples"]]
EXAMPLES += [(name, text, False) for name, entry in CUES.items() for text in entry["contre_exemples"]]


@pytest.mark.parametrize(("name", "text", "expected"), EXAMPLES)
def test_a_cue_finds_its_examples_only(name: str, text: str, expected: bool) -> None:
    values = dict(zip(cues.names(), cues.cue_values(text, tokens_of(text)), strict=True))
    assert bool(values[name]) is expected


def test_every_cue_has_an_example_and_a_counter_example() -> None:
    assert all(entry["exemples"] and entry["contre_exemples"] for entry in CUES.values())


def test_accents_capitals_and_apostrophes_change_no_cue() -> None:
    assert cues.fold("IL N’EST PAS ENVISAGEABLE") == cues.fold("il n'est pas envisageable")
    assert cues.fold("Sœur, ÉTÉ, naïf") == "soeur, ete, naif"


CONCEPTS = [
    ("police_municipale", "La PM passe le soir", "Le PMU ferme"),
    ("video", "Des caméras place du marché", "Le camion est passé"),
    ("drone", "survol par drones", "des cartes droles"),
    ("numeros_urgence", "le 112 ne répond pas", "1120 habitants"),
    ("proprete", "Les poubelles débordent", "Le drapeau est sale"),
    ("garde_champetre", "un garde-champêtre pour six communes", "garder le champ libre"),
    ("effectifs", "sous-effectif chronique", "les effets sont visibles"),
    ("nautisme", "vols sur le port", "le portail est fermé"),
]


@pytest.mark.parametrize(("name", "inside", "outside"), CONCEPTS)
def test_a_concept_is_found_by_the_beginning_of_its_words(name: str, inside: str, outside: str) -> None:
    index = concepts.names().index(name)
    assert concepts.concept_values(cues.fold(inside))[index] == 1.0
    assert concepts.concept_values(cues.fold(outside))[index] == 0.0


def test_the_concepts_are_written_folded_and_no_entry_is_looked_for_everywhere() -> None:
    index = concepts.Index()
    for name in concepts.FILES:
        for words in load_toml(name).values():
            assert all(cues.fold(word) == word for word in words)
            for word in words:
                index.add(0, word)
    assert not index.anywhere, "each entry begins with the letters under which it waits"


ENTRIES = ["pm$", "garde", "gardes? champetre", "en ligne", "a pied$", "violences? (?:conjug|faite)", "112$", "plaque"]
WORDS = st.sampled_from(
    "garde gardes champetre champetres pm pmr en ligne a pied pieds violence 112 1120 plaques".split()
)


@given(st.lists(WORDS, max_size=8), st.sampled_from([" ", "-", "'", "  "]))
def test_the_index_finds_what_the_entries_say_one_by_one(words: list[str], separator: str) -> None:
    text = separator.join(words)
    index = concepts.Index()
    for number, entry in enumerate(ENTRIES):
        index.add(number, entry)
    patterns = [entry.replace("$", r"\b").replace(" ", r"[\s'-]+") for entry in ENTRIES]
    expected = {number for number, pattern in enumerate(patterns) if re.search(rf"\b(?:{pattern})", text)}
    found = list(index.find(text))
    assert {number for number, _ in found} == expected
    assert all(re.match(patterns[number], text[start:end]) for number, (start, end) in found)
