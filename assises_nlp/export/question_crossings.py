"""Answers by the groups of another question, where it was asked for: tables for the documents, values for the data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from assises_nlp.export.document_model import Block, Heading, Table, paragraph, text
from assises_nlp.export.french import figure, percent
from assises_nlp.export.question_reading import is_profile, question_title, quoted
from assises_nlp.records import CrossCount, Crossing, QuestionnaireResult, QuestionResult

_MOST_COLUMNS = 5
"""Answers that stand side by side, one line a group; beyond them each has a line and the groups stand side by side."""
_FIRST_COLUMN = 26
"""Characters that the first column need not be wider than: its labels may take two lines."""
_PAGE = 84
"""Characters that a line of a table holds."""
_NOTE = (
    "Lecture : part des répondants du groupe, effectif entre parenthèses. « < 5 » : effectif inférieur à cinq, masqué "
    "parce qu’il pourrait identifier des personnes ; « n. c. » : non communiqué, parce qu’un effectif masqué s’en "
    "déduirait. Les groupes de moins de 30 répondants sont à lire avec prudence."
)

Caption = Callable[[str, str], str]


def crossing_blocks(result: QuestionnaireResult, caption: Caption, anchor: str) -> list[Block]:
    """A heading for each question crossed by, with a table for each question of opinion; nothing where none was asked
    for. ``caption`` numbers the tables, ``anchor`` is the questionnaire's.
    """
    blocks: list[Block] = []
    places = sorted({crossing.by for question in result.questions for crossing in question.crossings})
    for rank, by in enumerate(places, 1):
        groups = result.questions[by]
        tables = [
            (question, crossing)
            for question in result.questions
            for crossing in question.crossings
            if crossing.by == by and question.respondents and not is_profile(question)
        ]
        if not tables:
            continue
        blocks.append(Heading(3, text(f"Réponses selon {quoted(question_title(groups))}"), f"{anchor}-selon-{rank}"))
        told = [(question, crossing) for question, crossing in tables if _tells(crossing)]
        blocks += [_table(question, crossing, groups, caption) for question, crossing in told]
        silent = [quoted(question_title(question)) for question, crossing in tables if not _tells(crossing)]
        if silent:
            blocks.append(paragraph(f"Effectifs trop faibles pour être croisés : {', '.join(silent)}."))
        if told:
            blocks.append(paragraph(_NOTE, style="note"))
    return blocks


def _tells(crossing: Crossing) -> bool:
    """True where at least one count may be shown."""
    return any(isinstance(count, int) for line in crossing.counts for count in line)


def _table(question: QuestionResult, crossing: Crossing, groups: QuestionResult, caption: Caption) -> Table:
    kept = [index for index, modality in enumerate(question.modalities) if modality.count]
    named = [index for index, modality in enumerate(groups.modalities) if modality.count]
    answers = [text(question.modalities[index].label) for index in kept]
    labels = [text(groups.modalities[index].label) for index in named]
    bases = [crossing.respondents[index] for index in named]
    cells = [[_cell(crossing.counts[g][m], crossing.respondents[g]) for m in kept] for g in named]
    head = question_title(groups)
    titled = caption("Tableau", f"{question_title(question)} – selon {quoted(head)}")
    if len(kept) <= _MOST_COLUMNS and sum(map(_longest_word, (*answers, "Répondants"))) + _FIRST_COLUMN <= _PAGE:
        rows = [(label, *line, _base(base)) for label, line, base in zip(labels, cells, bases, strict=True)]
        return _grid(titled, (head, *answers, "Répondants"), rows)
    by_answer = [(answer, *(line[index] for line in cells)) for index, answer in enumerate(answers)]
    return _grid(titled, ("Réponse", *labels), [*by_answer, ("Répondants", *map(_base, bases))])


def _grid(caption: str, headers: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Table:
    """Columns as wide as their longest word asks, that no head is cut in the middle of one."""
    first, *others = (max(_longest_word(row[index]) for row in (headers, *rows)) for index in range(len(headers)))
    first = max(first, min(_FIRST_COLUMN, max(len(row[0]) for row in rows)))
    total = first + sum(others)
    widths = tuple(width / total for width in (first, *others))
    return Table(caption, headers, tuple(rows), widths, frozenset(range(1, len(headers))))


def _longest_word(cell: str) -> int:
    """Characters that stay on one line, with a little room; « 67 % (20) » is one word, its blanks hold together."""
    return max(map(len, cell.replace(" (", "\u00a0(").split(" ")), default=0) + 2


def _base(count: CrossCount) -> str:
    return figure(count) if isinstance(count, int) else _masked(count)


def _cell(count: CrossCount, base: CrossCount) -> str:
    if isinstance(count, int) and isinstance(base, int):
        return f"{percent(count, base)} ({figure(count)})"
    return _masked(count)


def _masked(count: CrossCount) -> str:
    return "n.\u00a0c." if count == "nc" else "<\u00a05"


def crossings_json(question: QuestionResult, questions: Sequence[QuestionResult]) -> list[dict[str, Any]]:
    """The crossings of ``question`` as ``synthese.json`` holds them; what is masked is masked there too."""
    return [
        {
            "selon": questions[crossing.by].title,
            "groupes": [
                {"libelle": group.label, "repondants": base, "effectifs": list(counts)}
                for group, base, counts in zip(
                    questions[crossing.by].modalities, crossing.respondents, crossing.counts, strict=True
                )
            ],
        }
        for crossing in question.crossings
        if not is_profile(question)
    ]
