"""Answers given as codes, with the sheet that says what the codes mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assises_nlp.ingest import tables_patterns as patterns
from assises_nlp.ingest.tables_cells import Row, fold
from assises_nlp.ingest.tables_sheets import Grid

Dictionary = dict[str, dict[str, str]]
"""Labels by code, by folded title or code of the question; the key "" holds codes that name no question."""

_LIST = re.compile(r"\s*[;,|/]\s*")


def read_dictionary(grid: Grid) -> Dictionary | None:
    """The labels that a sheet gives to codes, or None where the sheet is not such a dictionary.

    It is one where two columns are titled like a code and a label, or three with the question before them; a question
    that is written once holds for the rows below it.
    """
    rows = [row for row in grid.rows if any(row)]
    for start, row in enumerate(rows[:5]):
        keys = [fold(cell) for cell in row]
        code = _first(keys, patterns.DICTIONARY_CODE)
        label = _first(keys, patterns.DICTIONARY_LABEL, {code})
        if code is None or label is None or sum(map(bool, keys)) > 5:
            continue
        variable = _first(keys, patterns.DICTIONARY_VARIABLE, {code, label})
        return _entries(rows[start + 1 :], variable, code, label)
    return None


def _first(keys: Sequence[str], pattern: re.Pattern[str], taken: Iterable[int | None] = ()) -> int | None:
    return next((i for i, key in enumerate(keys) if i not in taken and pattern.fullmatch(key)), None)


def _entries(rows: Sequence[Row], variable: int | None, code: int, label: int) -> Dictionary | None:
    entries: Dictionary = {}
    current = ""
    for row in rows:
        if variable is not None and variable < len(row) and row[variable]:
            current = fold(row[variable])
        if max(code, label) < len(row) and row[code] and row[label]:
            if len(row[code]) > 20:
                return None
            entries.setdefault(current, {})[row[code]] = row[label]
    return entries or None


def labels_for(dictionary: Dictionary, names: Iterable[str], values: Iterable[str]) -> dict[str, str]:
    """What each coded value of a column becomes, the column being called ``names``; empty where the dictionary
    says nothing of the column.

    A dictionary without questions applies to the columns whose values are all codes of it.
    """
    codes = next((dictionary[name] for name in map(fold, names) if name and name in dictionary), None)
    distinct = sorted(set(values))
    if codes is None:
        codes = dictionary.get("", {})
        if not codes or not distinct or not all(_translate(value, codes) for value in distinct):
            return {}
        if all(value in codes.values() for value in distinct):
            return {}
    return {value: text for value in distinct if (text := _translate(value, codes))}


def _translate(value: str, codes: dict[str, str]) -> str:
    """The label of a code, or of each code of a list ("1;3"); empty where one of them is unknown."""
    if value in codes:
        return codes[value]
    parts = [part for part in _LIST.split(value) if part]
    labels = [codes.get(part, "") for part in parts]
    return "; ".join(labels) if len(parts) > 1 and all(labels) else ""
