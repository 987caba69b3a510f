"""Answers by groups: what is counted, what is masked so that nobody is told apart, what is said of a wrong title."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assises_nlp.config import ConfigError, load_config
from assises_nlp.questionnaires import tabulate
from assises_nlp.records import Answers, CrossCount, Crossing, Document, Question, QuestionKind, QuestionnaireResult
from flows.inputs import inventory

SIZES = ("Moins de 500", "500 à 1 999", "2 000 et plus")
SIZE = Question("Taille de la commune", "echelle", (0,), SIZES, "TAILLE")


def crossed(rows: Sequence[Sequence[str]], asked: Sequence[Question], by: Sequence[str]) -> QuestionnaireResult:
    answers = Answers(tuple(asked), tuple(map(tuple, rows)), tuple(range(2, len(rows) + 2)))
    document = Document.from_blocks(
        key="k", name="q.csv", format="csv", blocks=(), kind="questionnaire", answers=answers
    )
    return tabulate(document, by=by)


def yes_no(title: str = "Êtes-vous satisfait ?", kind: QuestionKind = "fermee") -> Question:
    return Question(title, kind, (1,), ("Oui", "Non"))


def groups(*counts: tuple[str, str, int]) -> list[list[str]]:
    return [[size, answer] for size, answer, times in counts for _ in range(times)]


def only(result: QuestionnaireResult) -> Crossing:
    (crossing,) = result.questions[1].crossings
    return crossing


BIG = groups((SIZES[0], "Oui", 20), (SIZES[0], "Non", 8), (SIZES[1], "oui", 9), (SIZES[1], "NON", 12))


@pytest.mark.parametrize("title", ["Taille de la commune", "TAILLE DE LA COMMUNE", "taille", "Taille de la comm"])
def test_each_group_is_counted(title: str) -> None:
    result = crossed([*BIG, ["", "Oui"], [SIZES[1], ""]], [SIZE, yes_no()], [title])
    assert only(result) == Crossing(0, (28, 21), ((20, 8), (9, 12)))
    assert result.questions[0].crossings == (), "a question is not crossed by itself"
    assert result.notices == ()


def test_nothing_is_crossed_unless_asked_for() -> None:
    assert all(not question.crossings for question in crossed(BIG, [SIZE, yes_no()], []).questions)


def test_small_counts_are_masked_and_cannot_be_found_by_subtraction() -> None:
    rows = groups(
        (SIZES[0], "Oui", 20), (SIZES[0], "Non", 3), (SIZES[1], "Oui", 9), (SIZES[1], "Non", 12), (SIZES[2], "Oui", 2)
    )
    crossing = only(crossed(rows, [SIZE, yes_no()], ["Taille de la commune"]))
    assert crossing.respondents == (23, 21, "<5")
    assert crossing.counts[0] == ("nc", "<5"), "23 − 20 would tell the three who said no"
    assert crossing.counts[2] == ("<5", "<5")
    assert crossing.counts[1][1] == "nc", "15 − 12 would tell them as well"


def test_a_group_of_one_mind_is_shown() -> None:
    rows = groups((SIZES[0], "Oui", 20), (SIZES[1], "Oui", 9), (SIZES[1], "Non", 12))
    assert only(crossed(rows, [SIZE, yes_no()], ["taille"])).counts == ((20, "<5"), (9, 12))


def test_several_choices_are_crossed_without_adding_up() -> None:
    asked = Question("Quels sujets ?", "multiple", (1,), ("Vols", "Bruit"))
    rows = groups((SIZES[0], "Vols, Bruit", 6), (SIZES[0], "Vols", 5), (SIZES[1], "Bruit", 7))
    crossing = only(crossed(rows, [SIZE, asked], ["taille"]))
    assert crossing.respondents == (11, 7)
    labels = [modality.label for modality in crossed(rows, [SIZE, asked], []).questions[1].modalities]
    assert labels == ["Bruit", "Vols"]
    assert crossing.counts == ((6, 11), (7, "<5"))


@pytest.mark.parametrize(
    ("title", "why"),
    [
        ("Couleur préférée", "aucune question de ce questionnaire ne s’intitule «\u00a0Couleur préférée\u00a0»"),
        ("Vos propositions", "est ouverte"),
        ("Quels sujets ?", "admet plusieurs réponses par personne"),
        ("Âge", "a 9 réponses différentes, plus que les 8 d’un tableau"),
        ("Public", "n’a reçu qu’une seule réponse différente"),
        ("Rien", "n’a reçu aucune réponse"),
    ],
)
def test_a_title_that_cannot_serve_is_told_once(title: str, why: str) -> None:
    asked = [
        SIZE,
        yes_no(),
        Question("Vos propositions", "ouverte", (2,)),
        Question("Quels sujets ?", "multiple", (3,), ("Vols", "Bruit")),
        Question("Âge", "fermee", (4,), tuple(f"quartier {n}" for n in range(9))),
        Question("Public", "fermee", (5,), ("Élus",)),
        Question("Rien", "fermee", (6,), ()),
    ]
    rows = [[*row, "mieux", "Vols", f"quartier {n % 9}", "Élus", ""] for n, row in enumerate(BIG)]
    result = crossed(rows, asked, [title, title, "taille"])
    (notice,) = result.notices
    assert why in notice
    assert notice.endswith(".")
    assert "croisement n’est pas fait" in notice
    assert result.questions[1].crossings, "the other one is done all the same"


COUNTS = st.lists(st.lists(st.integers(0, 12), min_size=3, max_size=3), min_size=2, max_size=3)


@settings(deadline=None, max_examples=150)
@given(COUNTS)
def test_no_line_gives_a_small_count_away(counts: list[list[int]]) -> None:
    answers = ("A", "B", "C")
    rows = groups(*((SIZES[g], answers[m], n) for g, line in enumerate(counts) for m, n in enumerate(line)))
    asked = Question("Laquelle ?", "echelle", (1,), answers)
    result = crossed(rows, [SIZE, asked], ["taille"])
    if not result.questions[1].crossings:
        return
    crossing = only(result)
    places = [[(g, m) for m in range(len(line))] for g, line in enumerate(crossing.counts)]
    places += [[(g, m) for g in range(len(crossing.counts))] for m in range(len(crossing.counts[0]))]
    true = _true(result, crossing, counts)
    for line in places:
        hidden = [(g, m) for g, m in line if not isinstance(crossing.counts[g][m], int)]
        small = [true[g][m] for g, m in hidden]
        if any(small) and len(hidden) < len(line):
            assert len(hidden) > 1
            assert sum(small) >= 5
    for g, line_counts in enumerate(crossing.counts):
        assert all(_honest(count, true[g][m]) for m, count in enumerate(line_counts))


def _true(result: QuestionnaireResult, crossing: Crossing, counts: list[list[int]]) -> list[list[int]]:
    groups_shown = [SIZES.index(modality.label) for modality in result.questions[0].modalities]
    answers_shown = ["ABC".index(modality.label) for modality in result.questions[1].modalities]
    assert len(crossing.counts) == len(groups_shown)
    return [[counts[g][m] for m in answers_shown] for g in groups_shown]


def _honest(shown: CrossCount, true: int) -> bool:
    return (shown == "<5") == (true < 5) and (shown == true or not isinstance(shown, int))


def test_the_key_of_the_configuration_reaches_the_reader_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "entrees").mkdir()
    (tmp_path / "entrees" / "q.csv").write_text("a;b\n1;2\n", "utf-8")
    toml = tmp_path / "assises.toml"
    toml.write_text('[[documents]]\nfichier = "q.csv"\ncroiser = ["Taille de la commune"]\n', "utf-8")
    (item,) = inventory(tmp_path, load_config(tmp_path)).inputs
    assert item.hint is not None
    assert item.hint.cross_by == ("Taille de la commune",)
    toml.write_text('[[documents]]\nfichier = "q.csv"\ncroiser = "Taille"\n', "utf-8")
    with pytest.raises(ConfigError, match=r"documents\.1\.croiser"):
        load_config(tmp_path)
