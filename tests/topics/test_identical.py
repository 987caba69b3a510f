"""Identical and near-identical answers."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assises_nlp.records import Locator, Remark
from assises_nlp.topics import duplicates, group_identical


def _remarks(texts: Sequence[str]) -> list[Remark]:
    return [Remark(f"r{i}", "d", text, Locator(0, len(text))) for i, text in enumerate(texts)]


def _groups(texts: Sequence[str]) -> set[frozenset[str]]:
    by_group = defaultdict(set)
    for remark, group in group_identical(_remarks(texts)).items():
        by_group[group].add(texts[int(remark[1:])])
    return {frozenset(group) for group in by_group.values()}


LONG = "Il faudrait que les patrouilles passent plus souvent dans les lotissements le soir et la nuit"


@pytest.mark.parametrize(
    "twin",
    [
        "plus de patrouilles",
        "PLUS DE PATROUILLES",
        "Plus de patrouilles !",
        "  plus  de patrouilles. ",
        "- Plus de patrouilles",
    ],
)
def test_case_accents_and_punctuation_do_not_tell_answers_apart(twin: str) -> None:
    assert _groups(["Plus de patrouilles", twin]) == {frozenset({"Plus de patrouilles", twin})}


def test_accents_left_out_do_not_either() -> None:
    assert len(_groups(["Améliorer l’accueil des victimes", "ameliorer l'accueil des victimes"])) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("plus de police", "plus de policiers"),
        ("plus de caméras", "pas de caméras"),
        ("oui", "non"),
        ("Ouvrir le samedi", "Fermer le samedi"),
        (LONG, LONG.replace("plus souvent", "moins souvent")),
        (LONG, LONG.replace("il faudrait", "il ne faudrait pas")),
        ("Je suis favorable à l’armement de la police municipale de notre commune",
         "Je suis défavorable à l’armement de la police municipale de notre commune"),
        ("Je suis pour que la police municipale de la commune soit armée la nuit",
         "Je suis contre que la police municipale de la commune soit armée la nuit"),
        ("Les gendarmes viennent toujours quand on les appelle pour un cambriolage",
         "Les gendarmes ne viennent jamais quand on les appelle pour un cambriolage"),
        ("Il y a 12 gendarmes pour tout le canton et cela ne suffit plus aux habitants",
         "Il y a 32 gendarmes pour tout le canton et cela ne suffit plus aux habitants"),
    ],
)  # fmt: skip
def test_answers_that_say_otherwise_are_not_grouped(one: str, other: str) -> None:
    if one != other:
        assert _groups([one, other]) == set()


@pytest.mark.parametrize(
    ("word", "typed"),
    [
        ("patrouilles", "patrouiles"),
        ("patrouilles", "patrouillles"),
        ("souvent", "souvnet"),
        ("lotissements", "lotissament"),
        ("les patrouilles", "patrouilles"),
    ],
)
def test_a_typo_in_a_long_answer_is_forgiven(word: str, typed: str) -> None:
    forgiven = len(_groups([LONG, LONG.replace(word, typed, 1)])) == 1
    assert forgiven is (typed != "lotissament"), "two letters wrong may be another word"


def test_a_thousand_answers_are_compared_in_a_moment() -> None:
    texts = [f"{LONG} dans la rue {chr(97 + i % 26) * 3}{chr(97 + i // 26 % 26) * 4}ville" for i in range(600)]
    assert _groups(texts) == set()


def test_answers_without_a_word_are_not_a_group() -> None:
    assert _groups(["…", "?", "-", ""]) == set()


def test_an_answer_alone_has_no_group() -> None:
    assert group_identical(_remarks(["Rouvrir le poste", "Former les agents"])) == {}
    assert group_identical([]) == {}


@given(st.lists(st.sampled_from([LONG, LONG.upper(), LONG + " !", "non", "Non.", "oui", ""]), max_size=12))
def test_groups_depend_neither_on_the_order_nor_on_the_other_answers(texts: list[str]) -> None:
    remarks = _remarks(texts)
    shuffled = random.Random(1).sample(remarks, len(remarks))
    groups = group_identical(remarks)
    assert groups == group_identical(shuffled)
    sizes = defaultdict(int)
    for group in groups.values():
        sizes[group] += 1
    assert all(size > 1 for size in sizes.values())
    extra = [*remarks, Remark("x", "d", "Tout autre chose", Locator(0, 1))]
    assert group_identical(extra) == groups


def test_beyond_what_can_be_compared_the_identical_ones_are_still_grouped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duplicates, "_MOST_COMPARED", 3)
    texts = [f"{LONG} rue numéro {i * 7919}" for i in range(5)]
    assert len(_groups([*texts, texts[0].upper()])) >= 1
