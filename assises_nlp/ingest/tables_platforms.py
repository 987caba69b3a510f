"""The survey platforms: which one an export comes from, how it writes its titles, and which of its rows are
unfinished.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assises_nlp.ingest import tables_patterns as patterns
from assises_nlp.ingest.tables_cells import Row, fold
from assises_nlp.ingest.tables_layout import Column

_LIME = re.compile(
    r"(?P<code>[A-Za-z]\w*)(?:\[(?P<sub>[^\]]*)\])?(?:\[(?P<scale>[^\]]*)\])?\s*[.:]?\s*(?P<text>.*)", re.DOTALL
)
_LIME_FLAT = re.compile(r"(?P<code>[A-Za-z]+\d+)_(?P<sub>SQ\d+|other|\d+)")
_NUMBERED = re.compile(
    r"(?P<code>(?:Q|Question|QUESTION)[ °.]*\d{1,3}[a-z]?|\d{1,3}(?:[.]\d{1,2})*[a-z]?)\s*(?:[.):/–-]|°"
    r"|\s-)+\s*(?P<text>\S.*)",
    re.DOTALL,
)
_BRACKET = re.compile(r"(?P<base>.*\S)\s*\[(?P<sub>[^\[\]]+)\]\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Title:
    """A header cell taken apart: ``code`` of the question, its ``text``, and ``sub`` for a choice or a line of a
    grid.
    """

    code: str | None
    text: str
    sub: str | None = None
    other: bool = False
    comment: bool = False


def recognise(columns: Sequence[Column]) -> str | None:
    """The platform that an export comes from, by the columns that it adds; None for a table made by hand."""
    keys = [fold(column.title) for column in columns] + [fold(column.group) for column in columns if column.group]
    for name, needed in patterns.PLATFORMS:
        found = [{i for i, key in enumerate(keys) if pattern.fullmatch(key)} for pattern in needed]
        if all(found) and len(set().union(*found)) >= len(needed):
            return name
    if sum(1 for column in columns if re.match(r"[A-Za-z]\w*\[(?:SQ\w+|other)\]", column.title)) >= 2:
        return "LimeSurvey"
    numbered = sum(1 for column in columns if re.match(r"\d{1,3}\s*\.\s*\S", column.title))
    if numbered >= 3 and numbered >= 0.6 * len(columns):
        return "Sphinx"
    return None


def parse_title(column: Column, platform: str | None) -> Title:
    """Code, text and choice of a header cell, as its platform writes them."""
    title = column.title
    if column.group is not None:
        numbered = _NUMBERED.fullmatch(column.group)
        code, text = (numbered.group("code"), numbered.group("text")) if numbered else (None, column.group)
        return Title(code, text, title, patterns.OTHER_TITLE.fullmatch(fold(title)) is not None)
    if platform == "LimeSurvey" and (lime := _lime(title)) is not None:
        return lime
    code = None
    numbered = _NUMBERED.fullmatch(title)
    if numbered:
        code, title = " ".join(numbered.group("code").split()), numbered.group("text")
    bracket = _BRACKET.fullmatch(title)
    if bracket:
        sub = bracket.group("sub").strip()
        return Title(code, bracket.group("base").strip(), sub, patterns.OTHER_TITLE.fullmatch(fold(sub)) is not None)
    return Title(code, title.strip())


def _lime(title: str) -> Title | None:
    flat = _LIME_FLAT.fullmatch(title)
    if flat:
        return Title(flat.group("code"), "", flat.group("sub"), flat.group("sub") == "other")
    match = _LIME.fullmatch(title)
    if match is None or (match.group("sub") is None and not re.match(r"\w+\s*\.\s", title)):
        return None
    code, sub, text = match.group("code"), match.group("sub"), match.group("text").strip()
    if sub is None:
        return Title(code, text)
    bracket = _BRACKET.fullmatch(text)
    label = bracket.group("sub").strip() if bracket else sub
    text = bracket.group("base").strip() if bracket else text
    if match.group("scale"):
        label = f"{label} – {match.group('scale')}" if not bracket else label
    return Title(
        code,
        text,
        label,
        sub == "other" or patterns.OTHER_TITLE.fullmatch(fold(label)) is not None,
        sub.endswith("comment"),
    )


def unfinished_rows(columns: Sequence[Column], rows: Sequence[Row], platform: str | None) -> set[int]:
    """Indexes of the rows that nobody submitted: no submission date (LimeSurvey, webforms), a draft, "Finished" false.

    Where no row at all has a date, the export left the dates out: every row is kept.
    """
    out: set[int] = set()
    for column in columns:
        key, values = fold(column.title), [row[column.index] for row in rows]
        if platform in ("LimeSurvey", "Framaforms") and patterns.SUBMITTED_TITLE.fullmatch(key):
            missing = {i for i, value in enumerate(values) if not value or fold(value) in patterns.BLANK}
        elif platform == "Framaforms" and patterns.DRAFT_TITLE.fullmatch(key):
            missing = {i for i, value in enumerate(values) if fold(value) in patterns.YES | {"1"}}
        elif platform == "Qualtrics" and patterns.FINISHED_TITLE.fullmatch(key):
            missing = {i for i, value in enumerate(values) if fold(value) in patterns.NO | {"0"}}
        else:
            continue
        if len(missing) < len(rows):
            out |= missing
    return out
