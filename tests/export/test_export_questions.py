"""Closed questions as sentences: what is favourable, what is a profile, what may become a statement."""

from __future__ import annotations

import pytest
from export_readers import md_lines
from export_sample import Sample, sample

from assises_nlp.export.question_sentences import degree, favourable, is_profile, is_yes_no, question_title, sentence
from assises_nlp.records import Modality, QuestionKind, QuestionResult


def question(kind: QuestionKind, base: int, *pairs: tuple[str, int], title: str = "Q ?") -> QuestionResult:
    return QuestionResult(title, kind, base, 0, tuple(Modality(label, n, 0.0, (0.0, 0.0)) for label, n in pairs))


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Très satisfait", "favorable"),
        ("Satisfait(e)", "favorable"),
        ("Plutôt oui", "favorable"),
        ("Plutôt", "favorable"),
        ("Tout à fait d’accord", "favorable"),
        ("Assez bonne", "favorable"),
        ("Très important", "favorable"),
        ("Peu satisfait", "reserve"),
        ("Pas du tout satisfaisant", "reserve"),
        ("Très insatisfait", "reserve"),
        ("Plutôt pas d’accord", "reserve"),
        ("Plutôt mauvaise", "reserve"),
        ("Tout à fait défavorable", "reserve"),
        ("Ni satisfait ni insatisfait", "neutre"),
        ("Moyennement satisfait", "neutre"),
        ("Sans opinion", "neutre"),
        ("Ne se prononce pas", "neutre"),
        ("18 à 24 ans", None),
        ("Maire", None),
        ("Tous les jours", None),
    ],
)
def test_degrees_of_a_scale(label: str, expected: str | None) -> None:
    assert degree(label) == expected


def test_a_scale_without_its_worst_degree_still_has_a_favourable_share() -> None:
    asked = question(
        "echelle",
        39,
        ("Très satisfait", 13),
        ("Satisfait", 25),
        ("Peu satisfait", 1),
        title="Êtes-vous satisfait(e) de vos relations avec la police ?",
    )
    assert sum(m.count for m in favourable(asked)) == 38
    assert sentence(asked, "elus") == (
        "97\u00a0% des élus répondants (38 sur 39) se disent satisfaits de leurs relations avec la police."
    )
    assert not favourable(question("echelle", 4, ("Souvent", 2), ("Parfois", 1), ("Satisfait", 1)))
    assert not favourable(question("fermee", 4, ("Satisfait", 2), ("Sans opinion", 2)))
    assert favourable(question("fermee", 4, ("Pas satisfait", 3), ("Satisfait", 1)))


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Vous êtes (code)", True),
        ("Quel âge avez-vous ?", True),
        ("Population de votre commune", True),
        ("Combien d’habitants compte votre commune ?", True),
        ("Code postal", True),
        ("Dans quelle commune habitez-vous ?", True),
        ("Votre profession", True),
        ("Vous répondez en tant que", True),
        ("Êtes-vous satisfait de la présence de la gendarmerie dans votre commune ?", False),
        ("Vous êtes plutôt favorable à la vidéoprotection", False),
        ("Vous sentez-vous en sécurité dans votre commune ?", False),
        ("Quels dispositifs existent dans votre commune ?", False),
        ("Âge de départ souhaité des sapeurs-pompiers", True),
    ],
)
def test_questions_on_who_answers(title: str, expected: bool) -> None:
    assert is_profile(question("fermee", 1, ("A", 1), title=title)) is expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (
            "Avez-vous déposé plainte au cours des deux dernières années ?",
            "80\u00a0% des répondants (8 sur 10) disent avoir déposé plainte au cours des deux dernières années.",
        ),
        (
            "Connaissez-vous votre brigade ?",
            "80\u00a0% des répondants (8 sur 10) disent connaître leur brigade.",
        ),
        (
            "Avez-vous confiance en la police près de chez vous ?",
            "À la question «\u00a0Avez-vous confiance en la police près de chez vous\u00a0?\u00a0», "
            "80\u00a0% des répondants (8 sur 10) ont répondu «\u00a0Oui\u00a0».",
        ),
        (
            "N’avez-vous jamais déposé plainte ?",
            "À la question «\u00a0N’avez-vous jamais déposé plainte\u00a0?\u00a0», "
            "80\u00a0% des répondants (8 sur 10) ont répondu «\u00a0Oui\u00a0».",
        ),
    ],
)
def test_a_yes_becomes_a_statement_where_that_is_safe(title: str, expected: str) -> None:
    asked = question("fermee", 10, ("Oui", 8), ("Non", 2), title=title)
    assert is_yes_no(asked)
    assert sentence(asked) == expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (question("fermee", 12, ("Oui", 12), ("Non", 0)), "tous les répondants (12) ont répondu «\u00a0Oui\u00a0»."),
        (
            question("fermee", 10, ("A", 5), ("B", 5)),
            "les réponses les plus fréquentes sont «\u00a0A\u00a0» et «\u00a0B\u00a0», données chacune par 50\u00a0% "
            "des répondants (5 sur 10).",
        ),
        (
            question("fermee", 10, ("A", 4), ("B", 3), ("C", 3)),
            "la réponse la plus fréquente est «\u00a0A\u00a0», donnée par 40\u00a0% des répondants (4 sur 10), "
            "devant «\u00a0B\u00a0» (30\u00a0%, soit 3).",
        ),
        (
            question("echelle", 46, ("Tout à fait", 12), ("Plutôt", 21), ("Plutôt pas", 9), ("Pas du tout", 4)),
            "72\u00a0% des répondants (33 sur 46) ont répondu «\u00a0Tout à fait\u00a0» ou «\u00a0Plutôt\u00a0».",
        ),
        (
            question("echelle", 50, ("Très bon", 2), ("Bon", 8), ("Mauvais", 40)),
            "80\u00a0% des répondants (40 sur 50) ont répondu «\u00a0Mauvais\u00a0».",
        ),
        (question("fermee", 1, ("Oui", 1)), "la seule personne qui a répondu a choisi «\u00a0Oui\u00a0»."),
        (question("fermee", 0), "personne n’a répondu."),
        (
            question("multiple", 20, ("Vols", 14), ("Autre", 9), ("Bruit", 8)),
            "«\u00a0Vols\u00a0» est choisi par 70\u00a0% des répondants (14 sur 20), puis «\u00a0Bruit\u00a0» par "
            "40\u00a0% (8)\u00a0; plusieurs réponses étaient possibles.",
        ),
    ],
)
def test_other_questions_are_quoted(asked: QuestionResult, expected: str) -> None:
    assert sentence(asked) == f"À la question «\u00a0Q\u00a0?\u00a0», {expected}"


def test_hints_to_the_respondent_are_taken_off() -> None:
    asked = question("multiple", 1, ("A", 1), title="Quels sujets ? (plusieurs réponses possibles)")
    assert question_title(asked) == "Quels sujets\u00a0?"
    assert question_title(question("fermee", 1, title="La police (nationale)")) == "La police (nationale)"


def test_profile_questions_share_one_table_and_have_no_figure(written: object, rich: Sample) -> None:
    from dataclasses import replace
    from pathlib import Path
    from tempfile import TemporaryDirectory

    profile = (
        question("fermee", 49, ("Maire", 36), ("Adjoint", 13), title="Vous êtes"),
        question(
            "echelle",
            49,
            ("Moins de 500", 30),
            ("500 et plus", 10),
            ("1 000 et plus", 9),
            title="Population de la commune",
        ),
    )
    first, *others = rich.synthesis.questionnaires
    changed = replace(first, questions=(*profile, *first.questions))
    with TemporaryDirectory() as folder:
        made = replace(rich, synthesis=replace(rich.synthesis, questionnaires=(changed, *others))).write(Path(folder))
        found = md_lines(made / "synthese.md")
    table = found.index(next(line for line in found if line.endswith("Profil des répondants")))
    assert found[table + 4 : table + 7] == [
        "Vous êtes",
        "Maire\u00a0: 73\u00a0% (36)\u00a0; Adjoint\u00a0: 27\u00a0% (13)",
        "49",
    ]
    assert not [line for line in found if line.startswith("Figure") and "Population" in line]
    assert not [line for line in found if "À la question" in line and "Vous êtes" in line]
    assert sample().synthesis.questionnaires[0] == first
