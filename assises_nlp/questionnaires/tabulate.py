"""The answers of a questionnaire counted, question by question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assises_nlp.questionnaires import modalities as spelling
from assises_nlp.questionnaires.crossings import MOST_GROUPS, cross
from assises_nlp.questionnaires.intervals import percentage, wilson
from assises_nlp.questionnaires.readings import Reading, is_binary, read
from assises_nlp.records import Document, Modality, Question, QuestionnaireResult, QuestionResult

_CODE = re.compile(r"([A-Z]{1,4}_?)\d{1,4}")
_NOT_ALONE = 2
"""Modalities that it takes to compare groups, or to say that they are codes."""
_LONG_ENOUGH = 12
"""Characters of the beginning of a title that a user may write for the whole."""


@dataclass(frozen=True, slots=True)
class _Tabulated:
    question: Question
    reading: Reading


def tabulate(
    document: Document,
    *,
    name: str | None = None,
    audience: str | None = None,
    invited: int | None = None,
    by: Sequence[str] = (),
) -> QuestionnaireResult:
    """Counts, percentages and 95 % intervals of every question that may be shown.

    Percentages are of those who answered the question (``respondents``), rounded to one decimal; several choices may
    add up to more than 100. Blank cells are non-responses; « Ne se prononce pas » is an answer. Open questions are
    counted without modalities; technical columns are left out.

    Args:
        document: a document whose ``answers`` are filled.
        name: of the questionnaire, as it is shown.
        audience: who was asked.
        invited: how many persons were asked, where it is known.
        by: titles (or codes) of the closed questions by whose answers the others are crossed; one that cannot serve is
            told in the notices.

    Raises:
        ValueError: the document holds no answers.
    """
    answers = document.answers
    if answers is None:
        raise ValueError("the document holds no answers")
    asked = [question for question in answers.questions if question.kind != "technique"]
    tabulated = [_Tabulated(question, read(question, answers)) for question in asked]
    groups, notices = _groups(by, tabulated)
    questions = tuple(_result(item, rank, tabulated, groups) for rank, item in enumerate(tabulated))
    notices += _assumed(tabulated)
    said = tuple(re.sub(r"(?<=«) | (?=[»:;])", "\u00a0", notice) for notice in notices)
    return QuestionnaireResult(
        document.key, len(answers.rows), questions, name, audience, invited, answers.unfinished, said
    )


def _result(item: _Tabulated, rank: int, tabulated: Sequence[_Tabulated], groups: Sequence[int]) -> QuestionResult:
    question, reading = item.question, item.reading
    counts, base = reading.counts, reading.respondents
    shown = tuple(
        Modality(label, counts[label], percentage(counts[label], base), wilson(counts[label], base))
        for label in reading.labels
    )
    crossings = tuple(cross(reading, by, tabulated[by].reading) for by in groups if by != rank and shown)
    return QuestionResult(question.title, reading.kind, base, len(reading.rows) - base, shown, question.code, crossings)


def _groups(by: Sequence[str], tabulated: Sequence[_Tabulated]) -> tuple[list[int], list[str]]:
    """Ranks of the questions to cross by, in the order asked for, and what to say of the titles that cannot serve."""
    found: list[int] = []
    notices = []
    for title in dict.fromkeys(by):
        ranks = _named(title, tabulated)
        if not ranks:
            notices.append(
                f"« croiser » : aucune question de ce questionnaire ne s’intitule « {title} », le croisement n’est pas "
                "fait ; reprenez l’intitulé de la colonne."
            )
            continue
        why = _unfit(tabulated[ranks[0]].reading)
        if why:
            notices.append(f"« croiser » : la question « {title} » {why}, le croisement n’est pas fait.")
        elif ranks[0] not in found:
            found.append(ranks[0])
    return found, notices


def _named(title: str, tabulated: Sequence[_Tabulated]) -> list[int]:
    """The questions of that title or code; failing that, those whose title begins with it."""
    key = spelling.fold(title)
    titles = [spelling.fold(item.question.title) for item in tabulated]
    codes = [spelling.fold(item.question.code or "") for item in tabulated]
    exact = [rank for rank, names in enumerate(zip(titles, codes, strict=True)) if key in names]
    if exact or len(key) < _LONG_ENOUGH:
        return exact if key else []
    return [rank for rank, other in enumerate(titles) if other.startswith(key)]


def _unfit(groups: Reading) -> str:
    """Why a question makes no groups, or ""."""
    given = sum(count > 0 for count in groups.counts.values())
    if groups.kind == "ouverte":
        return "est ouverte"
    if groups.kind == "multiple":
        return "admet plusieurs réponses par personne"
    if given < _NOT_ALONE:
        return "n’a reçu qu’une seule réponse différente" if given else "n’a reçu aucune réponse"
    return f"a {given} réponses différentes, plus que les {MOST_GROUPS} d’un tableau" if given > MOST_GROUPS else ""


def _assumed(tabulated: Sequence[_Tabulated]) -> list[str]:
    """What was read into the answers, and the answers that say nothing to a reader."""
    notices = []
    binary = [item.question.title for item in tabulated if _was_binary(item)]
    if binary:
        notices.append(f"1 et 0 ont été lus comme « Oui » et « Non » : {_listed(binary)}.")
    coded = [item.question.title for item in tabulated if is_coded(item.reading)]
    if coded:
        notices.append(
            f"Des réponses sont restées des codes ({_listed(coded)}) : exportez de nouveau le questionnaire avec les "
            "réponses complètes, ou ajoutez au classeur une feuille qui donne le libellé de chaque code."
        )
    return notices


def _was_binary(item: _Tabulated) -> bool:
    return item.reading.kind == "fermee" and is_binary(item.question, item.question.options)


def is_coded(reading: Reading) -> bool:
    """True where the answers are the codes of a survey platform ("A1", "A2"…), whose labels did not come with them."""
    said = [label for label in reading.labels if not spelling.is_aside(label)]
    stems = {match[1] if (match := _CODE.fullmatch(label)) else "" for label in said}
    return reading.kind in {"fermee", "echelle"} and len(said) >= _NOT_ALONE and len(stems) == 1 and "" not in stems


def _listed(titles: Sequence[str]) -> str:
    shown = ", ".join(f"« {title} »" for title in titles[:3])
    return shown + (f" et {len(titles) - 3} autres" if len(titles) > 3 else "")
