"""Columns to questions: choices spread over columns brought together, kinds decided, the user's own word applied."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from assises_nlp.ingest import tables_patterns as patterns
from assises_nlp.ingest.hints import DocumentHint
from assises_nlp.ingest.tables_cells import Row, fold
from assises_nlp.ingest.tables_choices import blank
from assises_nlp.ingest.tables_layout import Column
from assises_nlp.ingest.tables_platforms import Title, parse_title
from assises_nlp.ingest.tables_typing import choices_of, is_technical, kind_of
from assises_nlp.records import Question, QuestionKind

_MARKS = patterns.YES | patterns.NO | patterns.CHECKED | patterns.UNCHECKED


@dataclass(frozen=True, slots=True)
class _Field:
    """A column with its title taken apart and its values counted (blank cells left out)."""

    column: Column
    title: Title
    values: Counter[str]
    first: bool

    @property
    def label(self) -> str:
        return self.title.sub or self.column.title

    @property
    def question(self) -> str:
        return self.title.text or self.title.code or self.column.title

    def is_marks(self) -> bool:
        """True where each cell says only whether the choice was ticked."""
        own = {fold(self.label), fold(self.column.title)}
        return all(fold(value) in _MARKS or fold(value) in own for value in self.values)


def build_questions(
    columns: Sequence[Column], rows: Sequence[Row], platform: str | None, hint: DocumentHint | None
) -> tuple[tuple[Question, ...], tuple[str, ...]]:
    """The questions of a table in the order of their columns, and notices about what the user asked for.

    ``rows`` are those of the answers that count: an unfinished answer does not decide a kind.
    """
    fields = []
    for position, column in enumerate(columns):
        values = Counter(row[column.index] for row in rows if not blank(row[column.index]))
        fields.append(_Field(column, parse_title(column, platform), values, position == 0))
    questions: list[Question] = []
    names: list[frozenset[str]] = []
    for _, run in groupby(fields, key=_group_key):
        members = list(run)
        made = (
            _grouped(members, platform) if members[0].title.sub is not None else [_single(f, platform) for f in members]
        )
        questions += made
        names += [_names(question, members) for question in made]
    if hint is None:
        return tuple(questions), ()
    return _apply_hint(questions, names, fields, hint)


def _group_key(field: _Field) -> tuple[str, str]:
    if field.title.sub is None:
        return ("", str(field.column.index))
    return (field.title.code or "", fold(field.title.text))


def _names(question: Question, members: Sequence[_Field]) -> frozenset[str]:
    """All that a user may call a question: its title, its code, the header cells as they are."""
    own = [field for field in members if field.column.index in question.columns]
    names = {fold(question.title), fold(question.code or "")}
    for field in own:
        names |= {fold(field.column.title), fold(field.question)}
        if field.column.group:
            names.add(fold(field.column.group))
    return frozenset(names - {""})


def _single(field: _Field, platform: str | None) -> Question:
    title = field.question
    index = field.column.index
    aliases = [alias for alias in (field.column.title, field.title.code) if alias and alias != title]
    if any(is_technical(alias, Counter(), first=False, platform=platform) for alias in aliases):
        return Question(title, "technique", (index,), (), field.title.code)
    kind, options = kind_of(title, field.values, first=field.first, platform=platform)
    return Question(title, kind, (index,), options, field.title.code)


def _grouped(members: Sequence[_Field], platform: str | None) -> list[Question]:
    """One question with a column per choice where the cells are ticks; else one question per line of the grid."""
    head = members[0]
    choices = [field for field in members if not field.title.comment]
    listed = [field for field in choices if not field.title.other]
    ticked = any(field.values for field in listed)
    if len(choices) < 2 or not listed or not ticked or not all(field.is_marks() for field in listed):
        return [_line(field, platform, alone=len(members) == 1) for field in members]
    others = [field for field in choices if field.title.other]
    made = [
        Question(
            head.question,
            "multiple",
            tuple(field.column.index for field in (*listed, *others)),
            tuple(field.label for field in (*listed, *others)),
            head.title.code,
        )
    ]
    for field in members:
        if field.title.comment or (field.title.other and not field.is_marks()):
            made.append(
                Question(f"{head.question} – {field.label}", "ouverte", (field.column.index,), (), head.title.code)
            )
    return made


def _line(field: _Field, platform: str | None, *, alone: bool) -> Question:
    title = field.question if fold(field.label) == fold(field.question) else f"{field.question} – {field.label}"
    if alone and field.column.group is None and field.title.text == "" and field.title.code:
        title = field.column.title
    if field.title.comment or field.title.other:
        return Question(title, "ouverte", (field.column.index,), (), field.title.code)
    if is_technical(field.label, Counter(), first=False, platform=platform):
        return Question(field.label, "technique", (field.column.index,), (), field.title.code)
    kind, options = kind_of(title, field.values, first=field.first, platform=platform)
    return Question(title, kind, (field.column.index,), options, field.title.code)


def _apply_hint(
    questions: list[Question], names: list[frozenset[str]], fields: Sequence[_Field], hint: DocumentHint
) -> tuple[tuple[Question, ...], tuple[str, ...]]:
    """The user's lists win over what the content says; a title that matches no column is told, and changes nothing."""
    wanted_open, unknown_open = _match(hint.open_questions or (), names)
    wanted_closed, unknown_closed = _match(hint.closed_questions or (), names)
    notices = [
        f"La question «\u00a0{title}\u00a0» de la configuration ne correspond à aucune colonne\u00a0: "
        "vérifiez son intitulé."
        for title in (*unknown_open, *unknown_closed)
    ]
    exhaustive = hint.open_questions is not None and not unknown_open
    values = {field.column.index: field.values for field in fields}
    result: list[Question] = []
    for i, question in enumerate(questions):
        if i in wanted_open:
            result += _opened(question)
        elif i in wanted_closed:
            result.append(_closed(question, values))
        elif exhaustive and question.kind == "ouverte":
            if values[question.columns[0]]:
                notices.append(
                    f"La colonne «\u00a0{question.title}\u00a0» contient du texte libre mais ne figure pas dans "
                    "questions_ouvertes\u00a0: elle n’est pas lue."
                )
            result.append(replace(question, kind="technique", options=()))
        else:
            result.append(question)
    return tuple(result), tuple(notices)


def _match(titles: Iterable[str], names: Sequence[frozenset[str]]) -> tuple[set[int], list[str]]:
    found: set[int] = set()
    unknown = []
    for title in titles:
        key = fold(title)
        hits = {i for i, own in enumerate(names) if key in own}
        if not hits and len(key) >= 12:
            hits = {i for i, own in enumerate(names) if any(name.startswith(key) or name.endswith(key) for name in own)}
        if not hits:
            unknown.append(title)
        found |= hits
    return found, unknown


def _opened(question: Question) -> list[Question]:
    if len(question.columns) == 1:
        return [replace(question, kind="ouverte", options=())]
    return [
        Question(f"{question.title} – {label}", "ouverte", (column,), (), question.code)
        for column, label in zip(question.columns, question.options, strict=True)
    ]


def _closed(question: Question, values: dict[int, Counter[str]]) -> Question:
    if question.kind not in ("ouverte", "technique"):
        return question
    counted = values[question.columns[0]]
    kind: QuestionKind
    kind, options = kind_of("", counted)
    if kind in ("ouverte", "technique"):
        merged = choices_of(counted + counted)
        kind, options = "fermee", merged
    return replace(question, kind=kind, options=options)
