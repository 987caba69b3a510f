"""Page headers and footers: kept once, whatever the number of pages or sections that repeat them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assises_nlp.records import Block

_DIGITS = re.compile(r"\d+")


def same_line(text: str) -> str:
    """A key that is equal for lines that differ by a page number only."""
    return _DIGITS.sub("#", " ".join(text.casefold().split()))


def once(blocks: Iterable[Block]) -> list[Block]:
    """The first of each group of blocks that say the same thing."""
    seen: set[str] = set()
    kept: list[Block] = []
    for block in blocks:
        key = same_line(block.text)
        if key not in seen:
            seen.add(key)
            kept.append(block)
    return kept
