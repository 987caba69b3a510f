"""Whatever comes in: no crash, no circle, nothing lost, nothing that leaks, in linear time."""

from __future__ import annotations

import time

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assises_nlp.privacy import KnownNames, leaks, pseudonymise, pseudonymise_text
from assises_nlp.records import Token
from tests.timing import uncollected

KNOWN = KnownNames.from_names(["M. Gérard PICHONNET", "adjudant Le Bihan", "Mme Petit", "M. Jean Laval"], [])
FRAGMENTS = (
    "M.|Mme|Pichonnet|Le|Bihan|le|maire|de|Craon|Jean|D.|06 12 34 56 78|a@b.fr|FK-482-ZT|12|rue|des|Lilas|"
    "petit|Petit|Laval|à|"
    "karim|,|.|J.-P.|Saint-Martin|né|12/03/1987|trafic|au|n°|voisin|@|(|)|’|-|PICHONNET"
).split("|")
TEXTS = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(FRAGMENTS), max_size=25).map(" ".join))


@st.composite
def sequences(draw: st.DrawFn) -> tuple[Token, ...]:
    """Tokens cut anywhere, with a tree of any shape and tags of any kind."""
    words = draw(st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(min_size=1, max_size=6)), max_size=18))
    order = draw(st.permutations(range(len(words))))
    tokens = [Token("", False, "", "X", "dep", 0)] * len(words)
    for rank, index in enumerate(order):
        head = index if rank == 0 else order[draw(st.integers(0, rank - 1))]
        ent = draw(st.sampled_from(["", "B-PER", "I-PER", "B-LOC"]))
        pos = draw(st.sampled_from(["PROPN", "NOUN", "VERB", "X"]))
        dep = draw(st.sampled_from(["nsubj", "flat:name", "obj"]))
        tokens[index] = Token(words[index], draw(st.booleans()), words[index].lower(), pos, dep, head, "", ent)
    return tuple(tokens)


def _text(tokens: tuple[Token, ...]) -> str:
    return "".join(token.text + " " * token.space for token in tokens)


@settings(deadline=None, max_examples=300)
@given(sequences())
def test_tokens_stay_a_tree_and_lose_nothing_else(tokens: tuple[Token, ...]) -> None:
    result = pseudonymise(tokens, KNOWN)
    assert all(0 <= token.head < len(result.tokens) for token in result.tokens)
    for index in range(len(result.tokens)):
        seen = set()
        while index not in seen:
            seen.add(index)
            index = result.tokens[index].head
        assert result.tokens[index].head == index
    labels = [
        token
        for token in result.tokens
        if token.text in {f"[{kind}]" for kind in result.replaced} and token.pos == "PROPN"
    ]
    assert len(labels) >= len(result.replaced)
    if not result.replaced:
        assert result.tokens is tokens
    # What stands between the replaced spans is still there, in order.
    position, source = 0, _text(tokens)
    for token in result.tokens:
        if token.text.startswith("[") and token.text[1:-1] in result.replaced:
            continue
        found = source.find(token.text, position)
        assert found >= 0
        position = found + len(token.text)


@settings(deadline=None, max_examples=300)
@given(sequences())
def test_nothing_leaks_from_a_cleaned_remark(tokens: tuple[Token, ...]) -> None:
    assert leaks(_text(pseudonymise(tokens, KNOWN).tokens), KNOWN) == []


@settings(deadline=None, max_examples=300)
@given(TEXTS)
def test_nothing_leaks_from_a_cleaned_heading(text: str) -> None:
    assert leaks(pseudonymise_text(text, KNOWN), KNOWN) == []


DIGITS = st.lists(st.integers(0, 99), min_size=4, max_size=4).map(lambda pairs: [f"{pair:02d}" for pair in pairs])


@settings(deadline=None, max_examples=200)
@given(
    st.sampled_from(["1", "2", "3", "4", "5", "6", "7", "9"]),
    DIGITS,
    st.sampled_from([" ", ".", "-", "", "/", "\u00a0", " - ", ". "]),
    st.sampled_from(["0", "+33 ", "+33", "0033", "0033 ", "+33 (0)", "+33(0) "]),
)
def test_every_way_to_write_a_telephone_number(operator: str, pairs: list[str], separator: str, prefix: str) -> None:
    if prefix != "0":
        assume(separator not in {" - ", ". "})
    number = prefix + operator + separator + separator.join(pairs)
    assert pseudonymise_text(f"Appeler le {number}, le soir", KNOWN) == "Appeler le [téléphone], le soir"


@settings(deadline=None)
@given(
    st.text("ABCDEFGHJKLMNPQRSTVWXYZ", min_size=2, max_size=2),
    st.integers(1, 999),
    st.text("ABCDEFGHJKLMNPQRSTVWXYZ", min_size=2, max_size=2),
    st.sampled_from(["-", ""]),
)
def test_every_plate_is_found(left: str, number: int, right: str, separator: str) -> None:
    plate = f"{left}{separator}{number:03d}{separator}{right}"
    assert leaks(f"la voiture {plate} passe", KNOWN) == [plate]


@pytest.mark.parametrize(
    "unit",
    [
        "M. ",
        "06 ",
        "0 ",
        "12 rue ",
        "a.",
        "@",
        "maire de ",
        "Jean-",
        "le ",
        "1 85 05 ",
        "AA-123-",
        "né le ",
        "Le Bihan ",
        "X",
        "12 bis, ",
        "48.1234 ",
        "FR76 ",
        "trafic Petit ",
        "a@b.",
        "l’",
        "MM. Durand, ",
        "d'",
        "rue du ",
    ],
)
def test_time_is_linear(unit: str) -> None:
    def measure(size: int) -> float:
        text = (unit * size)[: size * 4]
        with uncollected():
            started = time.process_time()
            pseudonymise_text(text, KNOWN)
            return time.process_time() - started

    measure(200)
    small = min(measure(4_000) for _ in range(2))
    assert measure(16_000) < 12 * small + 0.3


def test_a_long_sequence_with_many_spans_is_quick() -> None:
    words = ["M.", "Pichonnet", "vole", "au", "12", "rue", "des", "Lilas", "."] * 2_000
    tokens = tuple(Token(word, True, word, "NOUN", "dep", max(0, index - 1)) for index, word in enumerate(words))
    started = time.process_time()
    result = pseudonymise(tokens, KNOWN)
    assert len(result.replaced) == 4_000
    assert time.process_time() - started < 5
