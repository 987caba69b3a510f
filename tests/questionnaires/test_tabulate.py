"""Counts, percentages, intervals and sentences, checked by hand and by their properties."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assises_nlp.questionnaires import tabulate
from assises_nlp.questionnaires.intervals import percentage, wilson
from assises_nlp.records import Answers, Document, Question, QuestionKind, QuestionnaireResult, QuestionResult


def result(
    kind: QuestionKind,
    rows: Sequence[Sequence[str]],
    options: tuple[str, ...] = (),
    title: str = "Vous sentez-vous en sécurité ?",
    unfinished: int = 0,
) -> tuple[QuestionResult, QuestionnaireResult]:
    width = len(rows[0]) if rows else 1
    columns = tuple(range(width))
    asked = Question(title, kind, columns, options, "Q1")
    answers = Answers((asked,), tuple(map(tuple, rows)), tuple(range(2, len(rows) + 2)), unfinished=unfinished)
    document = Document.from_blocks(
        key="k", name="q.csv", format="csv", blocks=(), kind="questionnaire", answers=answers
    )
    tabulated = tabulate(document, name="Questionnaire", audience="elus", invited=None)
    return tabulated.questions[0], tabulated


def counts(question: QuestionResult) -> dict[str, int]:
    return {modality.label: modality.count for modality in question.modalities}


def column(*groups: tuple[str, int]) -> list[list[str]]:
    return [[value] for value, times in groups for _ in range(times)]


def test_spellings_of_one_answer_are_one_modality() -> None:
    question, _ = result(
        "fermee", column(("oui", 2), ("OUI", 1), ("Oui ", 1), ("« oui »", 1), ("Y", 1), ("non.", 2), ("", 3), ("NR", 1))
    )
    assert counts(question) == {"Oui": 6, "Non": 2}
    assert (question.respondents, question.non_responses) == (8, 4)
    titles, _ = result("fermee", column(("satisfait(e)", 1), ("Satisfaite", 2), ("SATISFAIT", 1), ("Mécontente", 1)))
    assert sorted(counts(titles).values()) == [1, 4]


def test_no_opinion_is_an_answer_and_comes_last() -> None:
    question, _ = result("fermee", column(("Oui", 1), ("NSP", 5), ("Non", 2), ("ne se prononce pas", 1)))
    assert list(counts(question).items()) == [("Oui", 1), ("Non", 2), ("Ne se prononce pas", 6)]


def test_published_figures() -> None:
    question, _ = result("fermee", column(("Oui", 48), ("Non", 1)))
    assert (question.modalities[0].percentage, question.modalities[0].ci95) == (98.0, (89.3, 99.6))


def test_the_order_of_a_scale_is_kept() -> None:
    options = ("Très satisfait", "Satisfait", "Peu satisfait", "Sans opinion")
    question, whole = result(
        "echelle", column(("satisfait", 25), ("Très satisfait", 13), ("Peu satisfait", 1), ("", 10)), options
    )
    assert list(counts(question)) == ["Très satisfait", "Satisfait", "Peu satisfait"]
    assert (question.respondents, question.non_responses, whole.responses) == (39, 10, 49)


def test_columns_of_choices() -> None:
    rows = [["Oui", "Non", ""], ["Non", "Non", ""], ["Oui", "", "le bruit des quads"], ["", "", ""]]
    question, _ = result("multiple", rows, ("Vols", "Tags", "Autre"))
    assert counts(question) == {"Vols": 2, "Tags": 0, "Autre": 1}
    assert (question.respondents, question.non_responses) == (3, 1)


def test_choices_in_a_cell_with_commas_inside() -> None:
    options = ("Violences, y compris conjugales", "Vols")
    rows = column(
        ("Vols, Violences, y compris conjugales", 2),
        ("Vols;", 1),
        ("violences, y compris conjugales", 1),
        ("Vols, le bruit", 1),
    )
    question, _ = result("multiple", rows, options)
    assert counts(question) == {"Vols": 4, "Violences, y compris conjugales": 3, "Autre": 1}


def test_free_text_in_a_closed_question_is_other() -> None:
    question, _ = result(
        "fermee",
        column(("Mairie", 5), ("Autre : par un ami de la famille", 1), ("le journal du département", 1)),
        ("Mairie",),
    )
    assert counts(question) == {"Mairie": 5, "Autre": 2}


def test_an_option_that_begins_with_other_keeps_its_words() -> None:
    options = ("Une femme", "Autre / ne souhaite pas répondre")
    question, _ = result("fermee", column(("une femme", 4), ("autre / ne souhaite pas répondre", 2)), options)
    assert counts(question) == {"Une femme": 4, "Autre / ne souhaite pas répondre": 2}


def test_the_stop_of_an_abbreviation_stays() -> None:
    question, _ = result("fermee", column(("> 2 000 hab.", 4), ("Mairie.", 2)))
    assert counts(question) == {"> 2 000 hab.": 4, "Mairie": 2}


def test_a_note_that_nobody_gave_has_its_place_on_the_scale() -> None:
    question, _ = result("echelle", column(("1", 2), ("5", 3), ("3", 1)), ("1", "3", "5"))
    assert list(counts(question).items()) == [("1", 2), ("2", 0), ("3", 1), ("4", 0), ("5", 3)]


def test_one_and_nought_are_yes_and_no() -> None:
    question, whole = result(
        "echelle", column(("1", 7), ("0", 3), ("", 2)), ("0", "1"), title="Avez-vous déposé plainte ?"
    )
    assert (question.kind, counts(question)) == ("fermee", {"Oui": 7, "Non": 3})
    (notice,) = whole.notices
    assert notice.startswith("1 et 0 ont été lus comme «\u00a0Oui\u00a0» et «\u00a0Non\u00a0»")
    notes, whole = result("echelle", column(("1", 7), ("0", 3), ("2", 2)), ("0", "1", "2"))
    assert (notes.kind, whole.notices) == ("echelle", ())


def test_codes_without_their_labels_are_told() -> None:
    _, whole = result("fermee", column(("A1", 7), ("A2", 3)), ("A1", "A2"), title="Vous êtes")
    (notice,) = whole.notices
    assert "«\u00a0Vous êtes\u00a0»" in notice
    assert "codes" in notice
    assert result("fermee", column(("Maire", 7), ("A2", 3)))[1].notices == ()


def test_numbers_go_into_brackets() -> None:
    ages, _ = result("numerique", column(("17", 1), ("61 ans", 2), ("72", 1), ("40", 1), ("+ de 60", 1)), title="Âge")
    assert counts(ages) == {"Moins de 18 ans": 1, "40 à 59 ans": 1, "60 à 74 ans": 3, "Réponse non chiffrée": 1}
    few, _ = result("numerique", column(("0", 3), ("2", 1)), title="Combien de fois ?")
    assert counts(few) == {"0": 3, "2": 1}
    many, _ = result("numerique", [[str(n * 7)] for n in range(60)], title="Distance")
    assert 4 <= len(many.modalities) <= 9
    assert sum(counts(many).values()) == 60


def test_open_and_technical_questions() -> None:
    question, _ = result("ouverte", column(("plus de lumière", 2), ("", 1)))
    assert (question.respondents, question.modalities) == (2, ())
    document = Document.from_blocks(
        key="k",
        name="a",
        format="csv",
        blocks=(),
        answers=Answers((Question("ID", "technique", (0,)),), (("1",),), (2,)),
    )
    assert tabulate(document).questions == ()
    with pytest.raises(ValueError, match="no answers"):
        tabulate(Document.from_blocks(key="k", name="a", format="csv", blocks=()))


@pytest.mark.parametrize(
    ("count", "base", "decimals", "expected"),
    [
        (1, 8, 0, 13.0),
        (5, 200, 0, 3.0),
        (1, 16, 1, 6.3),
        (43, 46, 0, 93.0),
        (47, 65, 0, 72.0),
        (0, 0, 1, 0.0),
        (2, 3, 1, 66.7),
    ],
)
def test_half_up(count: int, base: int, decimals: int, expected: float) -> None:
    assert percentage(count, base, decimals) == expected


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 400), st.integers(0, 400))
def test_the_interval_holds_the_percentage(first: int, second: int) -> None:
    base = first + second
    low, high = wilson(first, base)
    assert 0 <= low <= high <= 100
    if base:
        assert low - 0.1 <= percentage(first, base) <= high + 0.1


ANSWERS = st.sampled_from(
    ["Oui", "oui", "Non", "NON ", "NSP", "", "-", "Peut-être", "Autre : voir plus loin dans ma lettre"]
)


@settings(deadline=None, max_examples=80)
@given(st.lists(ANSWERS, min_size=1, max_size=60))
def test_single_choices_add_up(values: list[str]) -> None:
    question, whole = result("fermee", [[value] for value in values])
    assert sum(counts(question).values()) == question.respondents
    assert question.respondents + question.non_responses == len(values) == whole.responses
    total = sum(modality.percentage for modality in question.modalities)
    assert question.respondents == 0 or abs(total - 100) <= 0.05 * len(question.modalities) + 1e-9
    assert len(counts(question)) == len(question.modalities)
    assert result("fermee", [[value] for value in values[::-1]])[0] == question


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(*[st.sampled_from(["Oui", "Non", ""])] * 3), min_size=1, max_size=40))
def test_several_choices_are_each_at_most_the_respondents(rows: list[tuple[str, str, str]]) -> None:
    question, _ = result("multiple", rows, ("A", "B", "C"))
    assert all(0 <= modality.count <= question.respondents for modality in question.modalities)
    assert sum(counts(question).values()) == sum(cell == "Oui" for row in rows for cell in row)
