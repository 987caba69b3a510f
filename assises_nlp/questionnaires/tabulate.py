"""The answers of a questionnaire counted, question by question."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from assises_nlp.questionnaires import modalities as spelling
from assises_nlp.questionnaires.brackets import bracketed
from assises_nlp.questionnaires.intervals import percentage, wilson
from assises_nlp.records import Answers, Document, Modality, Question, QuestionnaireResult, QuestionResult

_ATOMS = re.compile(r"[;|\n,]")


def tabulate(
    document: Document, *, name: str | None = None, audience: str | None = None, invited: int | None = None
) -> QuestionnaireResult:
    """Counts, percentages and 95 % intervals of every question that may be shown.

    Percentages are of those who answered the question (``respondents``), rounded to one decimal; several choices
    may add up
    to more than 100. Blank cells are non-responses; « Ne se prononce pas » is an answer. Open questions are counted
    without
    modalities; technical columns are left out.

    Args:
        document: a document whose ``answers`` are filled.
        name: of the questionnaire, as it is shown.
        audience: who was asked.
        invited: how many persons were asked, where it is known.

    Raises:
        ValueError: the document holds no answers.
    """
    answers = document.answers
    if answers is None:
        raise ValueError("the document holds no answers")
    questions = tuple(_result(question, answers) for question in answers.questions if question.kind != "technique")
    return QuestionnaireResult(document.key, len(answers.rows), questions, name, audience, invited, answers.unfinished)


def _result(question: Question, answers: Answers) -> QuestionResult:
    if question.kind == "multiple" and len(question.columns) > 1:
        counts, respondents = _exploded(question, answers)
    else:
        column = question.columns[0]
        given = Counter(row[column] for row in answers.rows if column < len(row) and not spelling.is_blank(row[column]))
        respondents = given.total()
        if question.kind == "ouverte":
            counts = []
        elif question.kind == "multiple":
            counts = _several(question, given)
        elif question.kind == "numerique":
            counts = bracketed(question.title, given)
        else:
            counts = _single(question, given)
    shown = tuple(Modality(label, n, percentage(n, respondents), wilson(n, respondents)) for label, n in counts)
    return QuestionResult(
        question.title, question.kind, respondents, len(answers.rows) - respondents, shown, question.code
    )


def _single(question: Question, given: Counter[str]) -> list[tuple[str, int]]:
    """One answer a person: spellings merged, free texts under « Autre », every option of a scale shown in its order."""
    yes_no = spelling.is_yes_no(given) or set(question.options[:2]) == {spelling.YES, spelling.NO}
    merged = spelling.merge(given, options=question.options, yes_no=yes_no)
    known = {spelling.key(spelling.canonical(option, yes_no=yes_no)) for option in question.options}
    counts: Counter[str] = Counter()
    for label, count in merged:
        stays = not known or spelling.key(label) in known or spelling.is_aside(label) or len(label.split()) <= 3
        counts[label if stays and not label.casefold().startswith("autre") else spelling.OTHER] += count
    if question.kind == "echelle":
        return _in_scale_order(question.options, counts, yes_no)
    if yes_no:
        return _yes_no_order(counts)
    return _by_count(counts)


def _in_scale_order(options: tuple[str, ...], counts: Counter[str], yes_no: bool) -> list[tuple[str, int]]:
    by_key = {spelling.key(label): label for label in counts}
    rest = Counter(counts)
    ordered: list[tuple[str, int]] = []
    for option in options:
        label = spelling.canonical(option, yes_no=yes_no)
        found = by_key.get(spelling.key(label))
        if found is not None and found in rest:
            ordered.append((found, rest.pop(found)))
    return ordered + _by_count(rest)


def _yes_no_order(counts: Counter[str]) -> list[tuple[str, int]]:
    first = [(label, counts[label]) for label in (spelling.YES, spelling.NO) if counts[label]]
    return first + _by_count(
        Counter({label: n for label, n in counts.items() if label not in (spelling.YES, spelling.NO)})
    )


def _by_count(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (spelling.is_aside(item[0]), -item[1], item[0]))


def _exploded(question: Question, answers: Answers) -> tuple[list[tuple[str, int]], int]:
    """One column a choice: who has any of the cells filled has answered, even to say no everywhere."""
    counts: Counter[str] = Counter(dict.fromkeys(question.options, 0))
    respondents = 0
    for row in answers.rows:
        cells = [row[column] if column < len(row) else "" for column in question.columns]
        respondents += any(not spelling.is_blank(cell) for cell in cells)
        counts.update({label for label, cell in zip(question.options, cells, strict=True) if spelling.is_ticked(cell)})
    return _by_count(counts), respondents


def _several(question: Question, given: Counter[str]) -> list[tuple[str, int]]:
    """Several choices in a cell: each is counted once for a person; what is none of them is « Autre »."""
    labels = {spelling.fold(option): option for option in reversed(question.options)}
    counts: Counter[str] = Counter(dict.fromkeys(question.options, 0))
    for cell, times in given.items():
        for label in sorted(_chosen(cell, labels)):
            counts[label] += times
    return _by_count(counts)


def _chosen(cell: str, labels: Mapping[str, str]) -> set[str]:
    """The longest runs of pieces that make a known choice, since a choice may itself hold a comma."""
    atoms = [atom for atom in _ATOMS.split(cell) if atom.strip()]
    found: set[str] = set()
    start = 0
    while start < len(atoms):
        for end in range(min(len(atoms), start + 6), start, -1):
            label = labels.get(spelling.fold(" ".join(atoms[start:end])))
            if label is not None:
                found.add(label)
                start = end
                break
        else:
            found.add(spelling.OTHER)
            start += 1
    return found
