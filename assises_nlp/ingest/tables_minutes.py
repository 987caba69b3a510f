"""Tables that are minutes of a meeting rather than answers, and tables read as they are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assises_nlp.ingest import tables_patterns as patterns
from assises_nlp.ingest.tables_cells import fold
from assises_nlp.ingest.tables_layout import Column, Layout
from assises_nlp.records import Block


def is_minutes(columns: Sequence[Column]) -> bool:
    """True for "intervenant / propos / suite à donner" and for "thème / points forts / à améliorer / pistes".

    A question mark, an identifier or a date of submission in a title says that the rows are respondents.
    """
    keys = [fold(column.title) for column in columns]
    if any("?" in column.title for column in columns) or len(keys) > 8:
        return False
    machine = [key for key in keys if re.search(r"horodat|timestamp|submit|\bid\b|identifiant|mail|courriel", key)]
    if machine:
        return False
    speakers = {i for i, key in enumerate(keys) if patterns.MINUTES_SPEAKER.fullmatch(key)}
    speech = {i for i, key in enumerate(keys) if patterns.MINUTES_SPEECH.fullmatch(key)} - speakers
    natures = {i for i, key in enumerate(keys) if patterns.MINUTES_NATURE.fullmatch(key)}
    if speakers and (speech or natures):
        return True
    subject = {i for i, key in enumerate(keys) if patterns.MINUTES_SUBJECT.fullmatch(key)} - natures
    return len(natures) >= 2 and len(natures | subject) == len(keys) and (bool(subject) or len(natures) >= 3)


def cell_blocks(layout: Layout, table: int) -> list[Block]:
    """Every cell of a table as a block with its title above it; title rows before, notes after."""
    blocks = [
        Block(cell, "heading" if i == 0 else "paragraph", level=1 if i == 0 else None, row=number)
        for i, (number, row) in enumerate(layout.titles)
        for cell in [_joined(row)]
        if cell
    ]
    for number, row in zip(layout.numbers, layout.rows, strict=True):
        for column in layout.columns:
            cell = row[column.index]
            if cell:
                title = column.title if column.named else None
                blocks.append(Block(cell, "cell", table=table, row=number, column=column.index + 1, title=title))
    blocks += [Block(_joined(row), "paragraph", row=number) for number, row in layout.notes]
    return blocks


def _joined(row: Sequence[str]) -> str:
    return " ".join(cell for cell in row if cell)
