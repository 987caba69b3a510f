"""« Majoritaire » only where a closed question counted it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assises_nlp.draft.concepts import Concepts, concepts
from assises_nlp.draft.majority import counted_majority, leaning
from assises_nlp.records import Modality, QuestionnaireResult, QuestionResult, Remark

Say = Callable[..., Remark]


def question(title: str, *choices: tuple[str, int], kind: str = "fermee") -> QuestionResult:
    total = sum(count for _, count in choices)
    modalities = tuple(
        Modality(label, count, round(100 * count / max(1, total), 1), (0, 100)) for label, count in choices
    )
    return QuestionResult(title, kind, total, 0, modalities)  # type: ignore[arg-type]


DELAYS = question(
    "Êtes-vous satisfait des délais d’intervention ?",
    ("Très satisfait", 20),
    ("Satisfait", 15),
    ("Peu satisfait", 9),
    kind="echelle",
)


@pytest.mark.parametrize(
    ("made", "asks", "expected"),
    [
        (DELAYS, False, 1),
        (question("Jugez-vous l’accueil satisfaisant ?", ("Oui", 10), ("Non", 30)), False, -1),
        (question("Jugez-vous l’accueil satisfaisant ?", ("Oui", 20), ("Non", 20)), False, 0),  # no majority
        (question("Jugez-vous l’accueil satisfaisant ?", ("Oui", 20), ("Non", 5)), False, 0),  # too few
        (question("Avez-vous déposé plainte ?", ("Oui", 40), ("Non", 5)), False, 0),  # a fact, not a judgement
        (question("Êtes-vous favorable à la vidéoprotection ?", ("Oui", 40), ("Non", 5)), True, 1),
        (question("Êtes-vous favorable à la vidéoprotection ?", ("Oui", 40), ("Non", 5)), False, 0),
        (question("Qu’est-ce qui vous préoccupe ?", ("Les délais longs", 40), ("L’accueil", 5), kind="multiple"), False, 0),
    ],
)  # fmt: skip
def test_where_a_majority_stands(made: QuestionResult, asks: bool, expected: int) -> None:
    assert leaning(made, asks=asks) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Les délais d’intervention sont satisfaisants.", True),
        ("Les délais d’intervention sont trop longs.", False),
        ("L’accueil est satisfaisant.", False),
        ("Les délais d’intervention sont de douze minutes.", False),
    ],
)
def test_the_question_must_ask_what_the_line_says(say: Say, text: str, expected: bool) -> None:
    line = say(text)
    result = (QuestionnaireResult("q", 44, (DELAYS,)),)
    assert counted_majority(line, concepts(line), result, Concepts.of([line]), asks=False) is expected
