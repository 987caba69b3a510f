"""The share of sentences of other writers that the phrasebook recognises: those that nobody saw who wrote its patterns."""

from __future__ import annotations

from pathlib import Path

import pytest

from assises_nlp.draft.phrasebook import phrasebook
from assises_nlp.draft.phrasebook.matching import says

FOLDER = Path(__file__).parent.parent.parent / "data" / "formulations"
ITEMS = {
    f"{item.part}/{item.id.split('/')[-1]}": item
    for line in phrasebook("securite-interieure").lines
    for item in line.items
}


def _kept_apart(name: str) -> list[tuple[str, str]]:
    rows = [row.split("\t") for row in (FOLDER / name).read_text("utf-8").splitlines()]
    return [(row[0], row[2]) for row in rows if row[1] == "controle"]


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.glob("*.tsv")))
def test_a_measure_is_recognised_in_the_words_of_others(name: str) -> None:
    rows = _kept_apart(name)
    found = sum(item in ITEMS and says(ITEMS[item], text) for item, text in rows)
    assert len(rows) > 100
    assert found / len(rows) > 0.28, f"{found} of {len(rows)}"
