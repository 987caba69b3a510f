"""The types that the stages exchange."""

from __future__ import annotations

import dataclasses
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assises_nlp import records
from assises_nlp.records import Block, Document


@given(st.lists(st.text(max_size=20), max_size=8))
def test_each_block_is_where_the_document_says(texts: list[str]) -> None:
    document = Document.from_blocks(key="k", name="n", format="txt", blocks=tuple(Block(text) for text in texts))
    assert document.text == "\n".join(texts)
    assert [document.text[block.start : block.end] for block in document.blocks] == texts


def test_records_are_frozen_and_lists_of_words_agree() -> None:
    kinds = [value for value in vars(records).values() if dataclasses.is_dataclass(value)]
    assert len(kinds) > 20
    block = Block("Texte")
    with pytest.raises(dataclasses.FrozenInstanceError):
        block.text = "autre"  # type: ignore[misc]
    assert get_args(records.Status) == records.STATUSES
    assert records.OFF_THEME == "hors_theme"
