"""What kind of document a file is, where the configuration does not say: by its name, then by its title."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from assises_nlp.ingest.patterns import CADRAGE_NAME, CONTRIBUTION_NAME, MINUTES_NAME
from assises_nlp.records import Block, DocumentKind

_LONGEST_TITLE = 150


def infer_kind(name: str, format: str, blocks: Sequence[Block], title: str | None = None) -> DocumentKind:
    """``cadrage``, ``contribution`` or, failing a sign of either, ``compte_rendu``. A message is a contribution.

    ``name`` is the file's name. Only its first headings, or its very first line, count as a title.
    """
    stem = unicodedata.normalize("NFC", name.rpartition(".")[0] or name)
    if CADRAGE_NAME.search(stem):
        return "cadrage"
    if format == "eml":
        return "contribution"
    if MINUTES_NAME.search(stem):
        return "compte_rendu"
    if CONTRIBUTION_NAME.search(stem):
        return "contribution"
    for line in _titles(blocks, title):
        if MINUTES_NAME.search(line):
            return "compte_rendu"
        if CADRAGE_NAME.search(line):
            return "cadrage"
        if line.casefold().startswith(("contribution", "motion", "courrier", "lettre ouverte")):
            return "contribution"
    return "compte_rendu"


def _titles(blocks: Sequence[Block], title: str | None) -> list[str]:
    body = [block for block in blocks if block.kind not in {"header", "footer", "cell"}][:6]
    lines = [block.text for index, block in enumerate(body) if block.kind == "heading" or index == 0]
    return [line for line in ([title] if title else []) + lines if len(line) <= _LONGEST_TITLE]
