"""Questionnaires: csv, tsv, xlsx, xlsm, xls and ods files to a :class:`Document` with its :class:`Answers`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from assises_nlp.ingest import tables_patterns as patterns
from assises_nlp.ingest.errors import UnreadableInput
from assises_nlp.ingest.hints import DocumentHint
from assises_nlp.ingest.tables_cells import Row, fold
from assises_nlp.ingest.tables_choices import blank, chosen
from assises_nlp.ingest.tables_codes import Dictionary, labels_for, read_dictionary
from assises_nlp.ingest.tables_csv import read_text
from assises_nlp.ingest.tables_layout import Layout, filled, locate, plural
from assises_nlp.ingest.tables_minutes import cell_blocks, is_minutes
from assises_nlp.ingest.tables_platforms import parse_title, recognise, unfinished_rows
from assises_nlp.ingest.tables_questions import build_questions
from assises_nlp.ingest.tables_sheets import DAMAGED, WEB_PAGE, Grid, looks_like_workbook, named_sheet, read_grids
from assises_nlp.records import Answers, Block, Document, Question

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")
TEXTS = (".csv", ".tsv", ".tab")
_EMPTY = "Le fichier est vide\u00a0: vérifiez que vous avez exporté les réponses."


_MAX_COLUMNS = 5000
_LONGEST_CELL = 300_000


def read_table(path: Path, data: bytes, key: str, hint: DocumentHint | None) -> Document:
    """Read a questionnaire's answers, or a table of minutes.

    Args:
        path: names the document and says its format; the file itself is not opened again.
        data: the file's bytes.
        key: sha256 of the bytes.
        hint: what the configuration says of the file.

    Raises:
        UnreadableInput: empty, encrypted, damaged, no table at all, or a sheet that does not exist.
    """
    grids, notices = _grids(path, data)
    _check_size(grids)
    dictionary, grids = _take_dictionaries(grids, hint)
    chosen_grids, chosen_notices = _choose(grids, hint)
    layouts = [locate(grid) for grid in chosen_grids]
    layouts, names, join_notices = _join(chosen_grids, layouts)
    notices = (*notices, *chosen_notices, *join_notices, *(n for layout in layouts for n in layout.notices))
    layout = layouts[0]
    if not layout.columns:
        raise UnreadableInput(_EMPTY)
    form = path.suffix.lower().lstrip(".") or "csv"
    kind = hint.kind if hint is not None else None
    if kind in ("compte_rendu", "cadrage") or (kind is None and is_minutes(layout.columns)):
        blocks = tuple(cell_blocks(layout, 0))
        return Document.from_blocks(
            key=key, name=path.name, format=form, blocks=blocks, kind=kind or "compte_rendu", notices=_distinct(notices)
        )
    answers, more = _answers(layout, dictionary, hint, names[0])
    return Document.from_blocks(
        key=key,
        name=path.name,
        format=form,
        blocks=tuple(_blocks(answers)),
        kind=kind or "questionnaire",
        answers=answers,
        notices=_distinct((*notices, *more)),
    )


def _check_size(grids: Sequence[Grid]) -> None:
    """Refuse what is no table of answers: thousands of columns, or a cell as long as a book (a stray quote)."""
    for grid in grids:
        if any(len(row) > _MAX_COLUMNS for row in grid.rows):
            raise UnreadableInput(
                f"Le tableau compte plus de {_MAX_COLUMNS} colonnes\u00a0: "
                "vérifiez le séparateur, ou ne gardez que les colonnes utiles."
            )
        if any(len(cell) > _LONGEST_CELL for row in grid.rows for cell in row):
            raise UnreadableInput(
                "Une cellule du tableau contient plus de texte qu’un livre\u00a0: "
                "cherchez un guillemet qui n’est pas refermé et corrigez-le."
            )


def _distinct(notices: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(notices))


def _grids(path: Path, data: bytes) -> tuple[list[Grid], tuple[str, ...]]:
    """The sheets of a file by what its bytes are, whatever its name says."""
    suffix = path.suffix.lower()
    if not data.strip(b"\x00 \t\r\n;,\xef\xbb\xbf\xff\xfe"):
        raise UnreadableInput(_EMPTY)
    if looks_like_workbook(data):
        grids = read_grids(data)
        if not grids:
            raise UnreadableInput("Le classeur est vide\u00a0: vérifiez que vous avez choisi le bon fichier.")
        return grids, ()
    head = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype", b"<html", b"<?xml", b"<table", b"<meta")):
        raise UnreadableInput(WEB_PAGE)
    if suffix in WORKBOOKS and (suffix != ".xls" or not any(mark in data for mark in (b"\t", b";", b","))):
        raise UnreadableInput(DAMAGED)
    rows, _, notices = read_text(data, suffix)
    if suffix in WORKBOOKS:
        notices += (
            "Le fichier porte un nom de classeur mais contient du texte délimité\u00a0: il a été lu comme un CSV.",
        )
    return [Grid(None, rows)], notices


def _take_dictionaries(grids: list[Grid], hint: DocumentHint | None) -> tuple[Dictionary, list[Grid]]:
    """Sheets that say what codes mean, merged; and the other sheets. A lone sheet is never a dictionary."""
    wanted = fold(hint.sheet) if hint is not None and hint.sheet else None
    dictionary: Dictionary = {}
    rest = []
    for grid in grids:
        entries = read_dictionary(grid) if len(grids) > 1 and fold(grid.name or "") != wanted else None
        if entries is None:
            rest.append(grid)
            continue
        for question, codes in entries.items():
            dictionary.setdefault(question, {}).update(codes)
    return (dictionary, rest) if rest else ({}, grids)


def _choose(grids: list[Grid], hint: DocumentHint | None) -> tuple[list[Grid], list[str]]:
    """The named sheet, or the first one that looks like a table with those that have the same columns."""
    if hint is not None and hint.sheet is not None and grids[0].name is not None:
        name = named_sheet(hint.sheet, [grid.name or "" for grid in grids])
        return [grid for grid in grids if grid.name == name], []
    visible = [grid for grid in grids if not grid.hidden] or grids
    tables = [grid for grid in visible if sum(filled(row) >= 2 for row in grid.rows) >= 2]
    first = (tables or visible)[0]
    headers = {id(grid): _header_key(grid) for grid in visible}
    same = [
        grid
        for grid in visible
        if grid is first or (headers[id(grid)] == headers[id(first)] and len(headers[id(first)]) > 1)
    ]
    others = [grid.name or "" for grid in visible if grid not in same]
    notices = []
    if others:
        listed = ", ".join(f"«\u00a0{name}\u00a0»" for name in others)
        notices.append(
            f"Seule la feuille «\u00a0{first.name}\u00a0» a été lue\u00a0; contenu non lu\u00a0: {listed}. "
            "Indiquez «\u00a0feuille\u00a0» dans la configuration pour en lire une autre."
        )
    return same, notices


def _header_key(grid: Grid) -> tuple[str, ...]:
    return tuple(fold(column.title) for column in locate(grid).columns if column.named)


def _join(grids: list[Grid], layouts: list[Layout]) -> tuple[list[Layout], list[str | None], list[str]]:
    """Sheets of the same columns put one after the other; rows of the later ones are numbered from a round number,
    so that a row number stays the name of one respondent."""
    if len(layouts) < 2:
        return layouts, [grid.name for grid in grids], []
    base = layouts[0]
    rows, numbers, notices, offset = list(base.rows), list(base.numbers), list(base.notices), 0
    step = 1000
    while step <= max((max(layout.numbers, default=0) for layout in layouts), default=0):
        step *= 10
    parts = []
    for grid, layout in zip(grids[1:], layouts[1:], strict=True):
        offset += step
        order = {fold(column.title): column.index for column in layout.columns}
        width = len(base.rows[0]) if base.rows else max(c.index for c in base.columns) + 1
        for number, row in zip(layout.numbers, layout.rows, strict=True):
            cells = [""] * width
            for column in base.columns:
                source = order.get(fold(column.title))
                cells[column.index] = row[source] if source is not None else ""
            rows.append(tuple(cells))
            numbers.append(offset + number)
        notices += layout.notices
        parts.append(f"«\u00a0{grid.name}\u00a0» (ligne 2 = {offset + 2})")
    told = (
        f"Les feuilles ont les mêmes colonnes et sont lues à la suite de «\u00a0{grids[0].name}\u00a0»\u00a0: "
        f"{', '.join(parts)}."
    )
    return [replace(base, rows=rows, numbers=numbers, notices=tuple(notices))], [None], [told]


def _answers(
    layout: Layout, dictionary: Dictionary, hint: DocumentHint | None, sheet: str | None
) -> tuple[Answers, list[str]]:
    platform = recognise(layout.columns)
    notices: list[str] = []
    rows = [_without_filler(row, platform) for row in layout.rows]
    rows, decoded = _decode(layout, rows, dictionary)
    if decoded:
        titles = ", ".join(f"«\u00a0{title}\u00a0»" for title in decoded)
        notices.append(f"Les codes ont été remplacés par leurs libellés d’après la feuille de codes\u00a0: {titles}.")
    skipped = unfinished_rows(layout.columns, rows, platform)
    kept = [i for i in range(len(rows)) if i not in skipped]
    if skipped:
        s, have = ("s", "ont") if len(skipped) > 1 else ("", "a")
        notices.append(
            f"{plural(len(skipped), 'réponse')} inachevée{s} (non validée{s} par la personne) {have} été écartée{s}."
        )
    finished = [rows[i] for i in kept]
    questions, asked = build_questions(layout.columns, finished, platform, hint)
    notices += asked
    if not finished:
        notices.append("Le tableau ne contient aucune réponse\u00a0: vérifiez l’export.")
    elif len(layout.columns) == 1 and questions[0].kind == "ouverte":
        notices.append("Le fichier n’a qu’une colonne\u00a0: chaque ligne a été lue comme une réponse libre.")
    numbers = tuple(layout.numbers[i] for i in kept)
    return Answers(questions, tuple(finished), numbers, sheet, platform, len(skipped)), notices


def _without_filler(row: Row, platform: str | None) -> Row:
    """LimeSurvey writes "N/A" where a question was not shown: nobody answered there."""
    return tuple("" if cell == "N/A" else cell for cell in row) if platform == "LimeSurvey" and "N/A" in row else row


def _decode(layout: Layout, rows: list[Row], dictionary: Dictionary) -> tuple[list[Row], list[str]]:
    if not dictionary:
        return rows, []
    decoded: list[str] = []
    for column in layout.columns:
        title = parse_title(column, None)
        names = [name for name in (column.title, title.text, title.code, column.group) if name]
        values = {row[column.index] for row in rows if not blank(row[column.index])}
        labels = labels_for(dictionary, names, values)
        if labels:
            decoded.append(title.text)
            i = column.index
            rows = [(*row[:i], labels.get(row[i], row[i]), *row[i + 1 :]) for row in rows]
    return rows, decoded


def _blocks(answers: Answers) -> list[Block]:
    """One block per open answer, and per free text written into a closed question, by row then column."""
    readers = [(column, question) for question in answers.questions for column in _read_columns(question)]
    readers.sort(key=lambda item: item[0])
    keys = {id(question): _option_keys(question) for _, question in readers}
    blocks = []
    for number, row in zip(answers.numbers, answers.rows, strict=True):
        for column, question in readers:
            text = row[column]
            if question.kind != "ouverte":
                text = _free_text(text, question, keys[id(question)])
            if text and any(c.isalnum() for c in text):
                blocks.append(Block(text, "cell", row=number, column=column + 1, title=question.title))
    return blocks


def _read_columns(question: Question) -> tuple[int, ...]:
    one = len(question.columns) == 1 and question.kind in ("ouverte", "fermee", "echelle", "multiple")
    return question.columns if one else ()


def _option_keys(question: Question) -> dict[str, str]:
    return {fold(option): option for option in question.options}


def _free_text(text: str, question: Question, options: dict[str, str]) -> str:
    """What a person wrote into a closed question beside its choices: three words at least, or it is a slip of the
    hand.
    """
    if blank(text) or fold(text) in options or fold(text) in patterns.YES | patterns.NO:
        return ""
    left = chosen(text, options)[1] if question.kind == "multiple" else text
    return left if len(left.split()) >= 3 and not patterns.NO_OPINION.fullmatch(fold(left)) else ""
