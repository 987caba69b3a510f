"""What each row of a questionnaire answered to one question, in the modalities under which it is shown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assises_nlp.questionnaires import modalities as spelling
from assises_nlp.questionnaires.brackets import brackets
from assises_nlp.records import Answers, Question, QuestionKind

_ATOMS = re.compile(r"[;|\n,]")
_LONGEST_CHOICE = 6
"""Pieces that a choice with commas of its own may be made of."""
_SHORT = 3
"""Words of an answer that stays a modality of its own although it is no option."""
_LONGEST_SCALE = 20


@dataclass(frozen=True, slots=True)
class Reading:
    """``labels`` in the order in which they are shown; ``rows`` the labels that each respondent chose, None where there
    is no answer. ``kind`` is the question's, or what its values show it to be.
    """

    kind: QuestionKind
    labels: tuple[str, ...]
    rows: tuple[frozenset[str] | None, ...]

    @property
    def counts(self) -> Counter[str]:
        return Counter(label for chosen in self.rows if chosen is not None for label in chosen)

    @property
    def respondents(self) -> int:
        return sum(chosen is not None for chosen in self.rows)


def read(question: Question, answers: Answers) -> Reading:
    """The answers to ``question``, spellings brought together; without labels for an open question."""
    if question.kind == "multiple" and len(question.columns) > 1:
        return _exploded(question, answers)
    column = question.columns[0]
    cells = [row[column] if column < len(row) else "" for row in answers.rows]
    given = Counter(cell for cell in cells if not spelling.is_blank(cell))
    kind: QuestionKind = question.kind
    labels: Mapping[str, frozenset[str]]
    if kind == "ouverte":
        labels = dict.fromkeys(given, frozenset[str]())
        order: Iterable[str] = ()
    elif kind == "multiple":
        known = {spelling.fold(option): option for option in reversed(question.options)}
        labels = {cell: _chosen(cell, known) for cell in given}
        order = _by_count(_counted(labels, given, question.options))
    elif kind == "numerique":
        order, of = brackets(question.title, given)
        labels = {cell: frozenset({label}) for cell, label in of.items()}
    else:
        kind, order, of = _single(question, given)
        labels = {cell: frozenset({label}) for cell, label in of.items()}
    return Reading(kind, tuple(order), tuple(labels.get(cell) for cell in cells))


def _counted(
    labels: Mapping[str, frozenset[str]], given: Mapping[str, int], options: Iterable[str] = ()
) -> Counter[str]:
    counts: Counter[str] = Counter(dict.fromkeys(options, 0))
    for cell, chosen in labels.items():
        for label in chosen:
            counts[label] += given[cell]
    return counts


def _single(question: Question, given: Counter[str]) -> tuple[QuestionKind, Iterable[str], dict[str, str]]:
    """One answer a person: spellings merged, free texts under « Autre », every option of a scale shown in its order."""
    if is_binary(question, given):
        return "fermee", (spelling.YES, spelling.NO), {c: (spelling.NO, spelling.YES)[c.strip() == "1"] for c in given}
    yes_no = spelling.is_yes_no(given) or set(question.options[:2]) == {spelling.YES, spelling.NO}
    merged = spelling.merge(given, options=question.options, yes_no=yes_no)
    known = {spelling.key(spelling.canonical(option, yes_no=yes_no)) for option in question.options}
    of = {cell: _kept(label, known) for cell, label in merged.items()}
    counts: Counter[str] = Counter()
    for cell, label in of.items():
        counts[label] += given[cell]
    if question.kind == "echelle":
        return question.kind, _in_scale_order(question.options, counts, yes_no), of
    return question.kind, _yes_no_order(counts) if yes_no else _by_count(counts), of


def is_binary(question: Question, given: Iterable[str]) -> bool:
    """True for yes or no written 1 or 0, as survey platforms export it: both are there, nothing else is."""
    return question.kind in {"echelle", "fermee"} and {cell.strip() for cell in given} == {"0", "1"}


def _kept(label: str, known: set[str]) -> str:
    if spelling.key(label) in known:
        return label
    short = not known or spelling.is_aside(label) or len(label.split()) <= _SHORT
    return label if short and not label.casefold().startswith("autre") else spelling.OTHER


def _in_scale_order(options: tuple[str, ...], counts: Counter[str], yes_no: bool) -> list[str]:
    by_key = {spelling.key(label): label for label in counts}
    rest = Counter(counts)
    ordered: list[str] = []
    for option in _without_gaps(options):
        label = spelling.canonical(option, yes_no=yes_no)
        found = by_key.get(spelling.key(label), label if option not in options else None)
        if found is not None and (found in rest or found not in counts):
            rest.pop(found, None)
            ordered.append(found)
    return ordered + _by_count(rest)


def _without_gaps(options: tuple[str, ...]) -> tuple[str, ...]:
    """The notes from the lowest to the highest that was given, those that nobody gave included."""
    if not options or not all(option.isdecimal() for option in options):
        return options
    low, high = min(map(int, options)), max(map(int, options))
    return tuple(map(str, range(low, high + 1))) if high - low <= _LONGEST_SCALE else options


def _yes_no_order(counts: Counter[str]) -> list[str]:
    first = [label for label in (spelling.YES, spelling.NO) if counts[label]]
    return first + _by_count({label: n for label, n in counts.items() if label not in first})


def _by_count(counts: Mapping[str, int]) -> list[str]:
    return sorted(counts, key=lambda label: (spelling.is_aside(label), -counts[label], label))


def _exploded(question: Question, answers: Answers) -> Reading:
    """One column a choice: who has any of the cells filled has answered, even to say no everywhere."""
    rows: list[frozenset[str] | None] = []
    for row in answers.rows:
        cells = [row[column] if column < len(row) else "" for column in question.columns]
        chosen = frozenset(o for o, cell in zip(question.options, cells, strict=True) if spelling.is_ticked(cell))
        rows.append(chosen if any(not spelling.is_blank(cell) for cell in cells) else None)
    counts: Counter[str] = Counter(dict.fromkeys(question.options, 0))
    counts.update(label for chosen in rows if chosen is not None for label in chosen)
    return Reading(question.kind, tuple(_by_count(counts)), tuple(rows))


def _chosen(cell: str, labels: Mapping[str, str]) -> frozenset[str]:
    """The longest runs of pieces that make a known choice, since a choice may itself hold a comma; each choice is
    counted once for a person, and what is none of them is « Autre ».
    """
    atoms = [atom for atom in _ATOMS.split(cell) if atom.strip()]
    found: set[str] = set()
    start = 0
    while start < len(atoms):
        for end in range(min(len(atoms), start + _LONGEST_CHOICE), start, -1):
            label = labels.get(spelling.fold(" ".join(atoms[start:end])))
            if label is not None:
                found.add(label)
                start = end
                break
        else:
            found.add(spelling.OTHER)
            start += 1
    return frozenset(found)
