"""Where the table stands in a sheet: title rows, one to three header rows, rows of answers, totals and notes below."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assises_nlp.ingest import tables_patterns as patterns
from assises_nlp.ingest.tables_cells import Row, fold, is_date, is_identifier, number
from assises_nlp.ingest.tables_sheets import Grid

_LOOK = 40
NO_HEADER = (
    "Le tableau n’a pas de ligne d’en-tête\u00a0: ses colonnes ont été nommées «\u00a0Colonne 1\u00a0», "
    "«\u00a0Colonne 2\u00a0»…"
)
_ENGLISH_SUBHEADERS = frozenset({"response", "open ended response", "reponse", "reponse ouverte"})


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: ``title`` as its header cell says it, ``group`` the question that a merged cell above
    it says.
    """

    index: int
    title: str
    group: str | None = None
    named: bool = True


@dataclass(frozen=True, slots=True)
class Layout:
    """A table found in a sheet. ``numbers`` are rows of the office program (1-based); ``rows`` all have the
    table's width.
    """

    columns: tuple[Column, ...]
    rows: list[Row]
    numbers: list[int]
    titles: tuple[tuple[int, Row], ...] = ()
    notes: tuple[tuple[int, Row], ...] = ()
    notices: tuple[str, ...] = ()
    header: int = 0


def filled(row: Row) -> int:
    return sum(1 for cell in row if cell)


def plural(count: int, word: str) -> str:
    """ "1 ligne", "3 lignes"."""
    return f"{count}\u00a0{word}{'s' if count > 1 else ''}"


def header_span(
    rows: Sequence[Row], merged: Sequence[tuple[tuple[int, int], tuple[int, int]]] = ()
) -> tuple[int, int] | None:
    """First and last index of the header rows; None where the first row that counts is already data.

    The header is the first row, among the first forty, that fills most of the columns that any row fills; a row of
    question
    groups above it or of choices below it belongs to it.
    """
    head = list(rows[:_LOOK])
    widest = max((filled(row) for row in head), default=0)
    if not widest:
        return None
    wide = {column for (top, _), (_, right) in merged if top < _LOOK for column in range(right + 1)}
    start = next(i for i, row in enumerate(head) if filled(row) >= max(0.6 * widest, 2 if widest > 1 else 1))
    if len(head) > start + 1 and _is_codes(head[start], head[start + 1]):
        end = start + 1
        if len(head) > end + 1 and sum("ImportId" in cell for cell in head[end + 1]) > filled(head[end + 1]) / 2:
            end += 1
        return start, end
    if _is_subheader(head, start, merged):
        return start, start + 1
    if start and _is_group_row(head[start - 1], head[start], bool(wide)):
        start -= 1
        return start, start + 1
    return None if _is_data(head, start) else (start, start)


def _is_codes(row: Row, below: Row) -> bool:
    """A row of codes ("Q1", "Q2_3", "StartDate") over the row of the full questions (Qualtrics, LimeSurvey VV)."""
    pairs = [(a, b) for a, b in zip(row, below, strict=False) if a and b]
    if len(pairs) < 2 or len(pairs) < 0.8 * filled(row):
        return False
    coded = sum(1 for a, b in pairs if " " not in a and len(a) <= 20 and len(b) > len(a))
    asked = sum(1 for _, b in pairs if b.rstrip().endswith(("?", ":")) or "ImportId" in b)
    return coded >= 0.5 * len(pairs) and asked >= 1


def _is_subheader(head: list[Row], start: int, merged: Sequence[tuple[tuple[int, int], tuple[int, int]]]) -> bool:
    """True where the row below the header holds the choices of its merged questions, and nothing under the others."""
    if start + 1 >= len(head):
        return False
    row, below = head[start], head[start + 1]
    width = max(len(row), len(below))
    row, below = _pad(row, width), _pad(below, width)
    if any(
        top == start and bottom == start + 1 and left == right for (top, left), (bottom, right) in merged
    ) and filled(below):
        return True
    last = max((i for i, cell in enumerate(below) if cell), default=-1)
    gaps = [i for i in range(last + 1) if not row[i]]
    if not gaps or any(not below[i] for i in gaps) or any(number(below[i]) is not None for i in gaps):
        return False
    starts = {i - 1 for i in gaps if row[i - 1]} | set(gaps)
    alone = [i for i in range(width) if row[i] and i not in starts]
    return bool(alone) and all(not below[i] or fold(below[i]) in _ENGLISH_SUBHEADERS for i in alone)


def _is_group_row(above: Row, row: Row, merged: bool) -> bool:
    """True where the row above names groups of columns rather than the table: two cells at least, beyond the first
    column.
    """
    labels = [i for i, cell in enumerate(above) if cell]
    if not labels or len(labels) == filled(row):
        return False
    return (
        len(labels) >= 2
        and any(i > 0 for i in labels)
        and all(i < len(row) and row[i] for i in labels)
        and (merged or labels[-1] > 1)
    )


def _is_data(head: list[Row], start: int) -> bool:
    """True where the first full row holds values: dates, numbers, addresses or choices that come again below it."""
    row, below = head[start], head[start + 1 :]
    signs = 0
    titled = 0
    for index, cell in enumerate(row):
        if not cell:
            continue
        values = [other[index] for other in below if index < len(other) and other[index]]
        key = fold(cell)
        if (
            is_date(cell)
            or is_identifier(cell)
            or (number(cell) is not None and any(number(v) is not None for v in values))
        ) or (values and len(key) <= 40 and sum(fold(v) == key for v in values) >= max(1, len(values) / 20)):
            signs += 1
        elif (
            cell.rstrip().endswith(("?", ":"))
            or patterns.TECHNICAL_TITLE.fullmatch(key)
            or patterns.PERSONAL_TITLE.fullmatch(key)
        ):
            titled += 1
    if filled(row) == 1:
        return not _is_one_column_header(row, below) or signs > 0
    return signs > titled and signs >= max(1, 0.3 * filled(row))


def _is_one_column_header(row: Row, below: list[Row]) -> bool:
    cell = next(cell for cell in row if cell)
    key = fold(cell)
    if not any(filled(other) for other in below):
        return len(cell) <= 120
    return cell.rstrip().endswith("?") or (
        len(cell) <= 100 and not cell.endswith(".") and patterns.ONE_COLUMN_HEADER.fullmatch(key) is not None
    )


def _pad(row: Row, width: int) -> Row:
    return row + ("",) * (width - len(row)) if len(row) < width else row


def locate(grid: Grid) -> Layout:
    """The table of a sheet. An empty sheet gives a layout without columns."""
    span = header_span(grid.rows, grid.merged)
    notices: list[str] = []
    if span is None:
        first = next(
            (
                i
                for i, row in enumerate(grid.rows)
                if filled(row) >= 0.6 * max(map(filled, grid.rows[:_LOOK]), default=0)
            ),
            0,
        )
        header: list[Row] = []
        body_start = first
        if any(filled(row) for row in grid.rows):
            notices.append(NO_HEADER)
    else:
        header = list(grid.rows[span[0] : span[1] + 1])
        first, body_start = span[0], span[1] + 1
    titles = tuple((i + 1, row) for i, row in enumerate(grid.rows[:first]) if filled(row))
    body = grid.rows[body_start:]
    header_width = max((len(row) if grid.name is None else _width(row) for row in header), default=0)
    width = header_width or max(map(_width, body), default=0)
    rows, numbers, surplus = _body(body, body_start, width, grid.name is None and bool(header), header)
    width = max([width, *map(len, rows)]) if rows else width
    rows = [_pad(row, width) for row in rows]
    if surplus:
        notices.append(
            f"{plural(surplus, 'ligne')} plus longue{'s' if surplus > 1 else ''} que l’en-tête\u00a0: "
            "le surplus a été joint à la dernière colonne."
        )
    rows, numbers, notes, dropped = _strip_tail(rows, numbers)
    notices += dropped
    columns = _columns(header, width, rows, grid.merged, span)
    unnamed = [column.index + 1 for column in columns if not column.named]
    if unnamed and header:
        where = ", ".join(map(str, unnamed[:5]))
        notices.append(f"Colonne sans titre (n°\u00a0{where})\u00a0: elle a été nommée d’après son rang.")
    return Layout(columns, rows, numbers, titles, notes, tuple(notices), span[1] + 1 if span else 0)


def _width(row: Row) -> int:
    return max((i + 1 for i, cell in enumerate(row) if cell), default=0)


def _body(body: list[Row], start: int, width: int, text: bool, header: list[Row]) -> tuple[list[Row], list[int], int]:
    """Rows that hold something, with their numbers; in a text file what overflows goes back to the last column."""
    rows: list[Row] = []
    numbers: list[int] = []
    surplus = 0
    repeated = {row for row in header if filled(row) > 1}
    for offset, row in enumerate(body):
        used = _width(row)
        if not used or (row in repeated):
            continue
        if text and used > width > 1:
            row = (*row[: width - 1], "; ".join(cell for cell in row[width - 1 :] if cell))
            surplus += 1
        rows.append(row[:used] if used > width else row[:width])
        numbers.append(start + offset + 1)
    return rows, numbers, surplus


def _strip_tail(
    rows: list[Row], numbers: list[int]
) -> tuple[list[Row], list[int], tuple[tuple[int, Row], ...], list[str]]:
    """Take the totals and the notes off the end of the table, and total rows off its middle."""
    totals = [i for i, row in enumerate(rows) if _is_total(row, i, len(rows))]
    notes: list[int] = []
    taken = set(totals)
    for i in range(len(rows) - 1, 0, -1):
        if i in taken:
            continue
        gap = numbers[i] - numbers[i - 1] > 1 or i - 1 in taken or i + 1 in notes
        if not _is_note(rows, i, gap):
            break
        notes.append(i)
        taken.add(i)
    notices = []
    if totals:
        where = ", ".join(str(numbers[i]) for i in totals[:5])
        several = len(totals) > 1
        notices.append(
            f"{plural(len(totals), 'ligne')} de total ou de moyenne ({'lignes' if several else 'ligne'} {where}) "
            f"{'ont' if several else 'a'} été écartée{'s' if several else ''}\u00a0: ce ne sont pas des réponses."
        )
    if notes:
        where = ", ".join(str(numbers[i]) for i in sorted(notes)[:5])
        several = len(notes) > 1
        notices.append(
            f"{plural(len(notes), 'note')} sous le tableau ({'lignes' if several else 'ligne'} {where}) "
            f"{'ont' if several else 'a'} été écartée{'s' if several else ''}\u00a0: "
            "rattachez au tableau ce qui est une réponse."
        )
    kept = [i for i in range(len(rows)) if i not in taken]
    below = tuple((numbers[i], rows[i]) for i in sorted(notes))
    return [rows[i] for i in kept], [numbers[i] for i in kept], below, notices


def _is_total(row: Row, index: int, count: int) -> bool:
    """A row whose first filled cell, in the first three columns, is "TOTAL" or the like and which holds more than
    that cell.
    """
    first = next((i for i, cell in enumerate(row[:3]) if cell), None)
    if first is None or len(row) < 2 or len(row[first]) > 40 or not patterns.TOTAL_ROW.fullmatch(fold(row[first])):
        return False
    rest = [cell for cell in row[first + 1 :] if cell]
    if index >= count - 6:
        return not rest or any(any(c.isdigit() for c in cell) for cell in rest)
    return bool(rest) and all(any(c.isdigit() for c in cell) for cell in rest)


def _is_note(rows: list[Row], index: int, gap: bool) -> bool:
    row = rows[index]
    cells = [(i, cell) for i, cell in enumerate(row) if cell]
    if len(row) < 3 or len(cells) != 1 or cells[0][0] > 1:
        return False
    column, cell = cells[0]
    others = [other[column] for other in rows[:index] if other[column]]
    usual = sum(map(len, others)) / len(others) if others else 0.0
    starts = patterns.NOTE_ROW.fullmatch(fold(cell)) is not None or cell.startswith(("*", "(", "←", "→"))
    if number(cell) is not None or is_date(cell):
        return False
    return (starts and (gap or usual < 30)) or (gap and usual < 30 and len(cell) > 2 * usual)


def _columns(
    header: list[Row],
    width: int,
    rows: list[Row],
    merged: Sequence[tuple[tuple[int, int], tuple[int, int]]],
    span: tuple[int, int] | None,
) -> tuple[Column, ...]:
    """Columns that have a title or a value; those without a title are named by their rank."""
    used = [False] * width
    for row in rows:
        for i, cell in enumerate(row):
            if cell:
                used[i] = True
    titles = [_pad(row, width) for row in header]
    if len(titles) > 1 and any("ImportId" in cell for cell in titles[-1]):
        titles = titles[:-1]
    columns = []
    groups = _groups(titles, rows, merged, span) if len(titles) > 1 else [None] * width
    for i in range(width):
        title = next((row[i] for row in reversed(titles) if row[i] and fold(row[i]) not in _ENGLISH_SUBHEADERS), "")
        if len(titles) == 1 and titles[0][i]:
            title = titles[0][i]
        group = groups[i] if groups[i] != title else None
        title = " ".join(title.split())
        if title or used[i]:
            columns.append(
                Column(i, title or f"Colonne {i + 1}", " ".join(group.split()) if group else None, bool(title))
            )
    return _unique(columns)


def _groups(
    titles: list[Row],
    rows: list[Row],
    merged: Sequence[tuple[tuple[int, int], tuple[int, int]]],
    span: tuple[int, int] | None,
) -> list[str | None]:
    """The upper title of each column: over its merged cells, else carried right over columns of the same make."""
    upper, lower = titles[0], titles[-1]
    if _is_codes(upper, lower):
        return [None] * len(upper)
    spans = {left: right for (top, left), (_, right) in merged if span is not None and top == span[0]}
    groups: list[str | None] = [None] * len(upper)
    current, until = "", -1
    for i, cell in enumerate(upper):
        if cell:
            current, until = cell, spans.get(i, -1 if spans else len(upper))
        if not current or not lower[i] or (until < i and not cell):
            if not lower[i] or until < i:
                current = "" if not cell else current
            continue
        if not cell and not spans and not _same_make(rows, lower, i - 1, i):
            current = ""
            continue
        groups[i] = current
    return groups


def _same_make(rows: list[Row], titles: Row, left: int, right: int) -> bool:
    """True where two columns are choices of one question: the same few short values, or each its own title."""
    if titles[right].rstrip().endswith("?"):
        return False
    if patterns.OTHER_TITLE.fullmatch(fold(titles[right])):
        return True
    seen = [{fold(row[i]) for row in rows[:500] if row[i]} - {fold(titles[i])} for i in (left, right)]
    short = all(len(values) <= 6 and all(len(value) <= 40 for value in values) for values in seen)
    return short and (not seen[0] or not seen[1] or bool(seen[0] & seen[1]))


def _unique(columns: list[Column]) -> tuple[Column, ...]:
    """Columns of the same title (and group) get a rank: "Précisez", "Précisez (2)"."""
    seen: Counter[tuple[str | None, str]] = Counter()
    unique = []
    for column in columns:
        key = (column.group, fold(column.title))
        seen[key] += 1
        unique.append(column if seen[key] == 1 else replace(column, title=f"{column.title} ({seen[key]})"))
    return tuple(unique)
