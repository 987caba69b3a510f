"""Questionnaires (a cell an answer, a row a respondent) and written contributions (one author)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from assises_nlp.records import Answers, Block, Question

Reader = Callable[..., Any]
QUESTION = "Vos propositions ?"
ANSWERS = Answers((Question(QUESTION, "ouverte", (0,)),), (("x",),), (2,))


def answer(row: int, text: str, title: str = QUESTION) -> Block:
    return Block(text, "cell", table=1, row=row, column=3, title=title)


def test_each_row_is_one_respondent(read: Reader) -> None:
    found = read(
        answer(2, "1) patrouilles 2) éclairage 3) rien"),
        answer(2, "RAS", "Autre remarque"),
        answer(3, "plus de gendarmes. il faut des caméras"),
        kind="questionnaire",
        answers=ANSWERS,
    )
    assert found.remarks == ["patrouilles", "éclairage", "rien", "RAS", "plus de gendarmes.", "il faut des caméras"]
    assert found.speaker("éclairage").key == found.speaker("RAS").key != found.speaker("caméras").key
    assert found.piece("RAS").heading == "Autre remarque"


def test_line_breaks_and_printed_question(read: Reader) -> None:
    found = read(
        answer(2, "- horaires\n- caméras\nMoins de paperasse"),
        answer(3, "je veux plus de présence le soir parce que les jeunes\ntraînent devant la salle"),
        answer(4, "Vos propositions ?\nRouvrir la brigade"),
        answer(5, ""),
        answer(6, "-"),
        kind="questionnaire",
        answers=ANSWERS,
    )
    assert found.remarks == [
        "horaires",
        "caméras",
        "Moins de paperasse",
        "je veux plus de présence le soir parce que les jeunes\ntraînent devant la salle",
        "Rouvrir la brigade",
        "-",
    ]
    assert found.of("printed_question") == ["Vos propositions ?"]


def test_letter(read: Reader) -> None:
    found = read(
        "De : Marc Lenoir",
        "Objet : assises de la sécurité",
        "Monsieur le Préfet,",
        "Je vous écris au sujet de la sécurité. Les patrouilles sont rares. Pouvez-vous agir ?",
        "Sur l’accueil. Il faudrait rouvrir le samedi.",
        "Nous proposons :",
        "- une permanence ;",
        "- un référent.",
        "Dans l’attente, je vous prie d’agréer, Monsieur le Préfet, mes salutations.",
        "Marc LENOIR",
        "Président de l’association des commerçants de Craon",
        "Le 3 janvier 2020, la préfecture a écrit :",
        "> Vous êtes invités à participer.",
        kind="contribution",
    )
    assert "Les patrouilles sont rares." in found.remarks
    assert "Pouvez-vous agir ?" in found.remarks
    assert not any("agréer" in text or "LENOIR" in text or "invités" in text for text in found.remarks)
    assert "Monsieur le Préfet," in found.of("header")
    assert found.piece("rouvrir le samedi").heading == "Sur l’accueil"
    assert found.piece("un référent").nature_hint == "preconisation"
    keys = {turn.speaker.key for turn in found.result.turns if turn.speaker}
    assert len(keys) == 1
    assert found.speaker("patrouilles").role == "président de l’association des commerçants"
    assert found.result.attendees == ("Marc LENOIR",)


def test_form_filled_by_hand(read: Reader) -> None:
    found = read(
        "1. Que pensez-vous de l’organisation des forces ?",
        "pas assez de patrouilles",
        "2. Quelles améliorations souhaitez-vous ?",
        "plus de caméras. moins de vitesse",
        kind="questionnaire",
    )
    assert found.remarks == ["pas assez de patrouilles", "plus de caméras.", "moins de vitesse"]
    assert found.piece("moins de vitesse").heading == "2. Quelles améliorations souhaitez-vous ?"
