"""Annotated French sentences, counter-examples included (``examples.toml``)."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assises_nlp.privacy import KnownNames, Pseudonymised

EXAMPLES: dict[str, Any] = tomllib.loads((Path(__file__).parent / "examples.toml").read_text("utf-8"))
Run = Callable[[str, KnownNames], tuple[str, Pseudonymised]]


def _lines(text: str) -> list[str]:
    return text.strip().splitlines()


@pytest.mark.parametrize(("text", "expected"), [(case["t"], case["e"]) for case in EXAMPLES["replaced"]])
def test_what_identifies_is_replaced(run: Run, known: KnownNames, text: str, expected: str) -> None:
    result, detail = run(text, known)
    assert result == expected
    assert len(detail.replaced) == expected.count("[")


@pytest.mark.parametrize("text", _lines(EXAMPLES["kept"]["sentences"]))
def test_what_does_not_identify_stays(run: Run, known: KnownNames, text: str) -> None:
    result, detail = run(text, known)
    assert result == text
    assert detail.replaced == ()


@pytest.mark.parametrize("text", _lines(EXAMPLES["withheld"]["yes"]))
def test_an_individual_case_is_withheld(run: Run, known: KnownNames, text: str) -> None:
    reason = run(text, known)[1].withheld
    assert reason is not None
    assert "relire" in reason


@pytest.mark.parametrize("text", _lines(EXAMPLES["withheld"]["no"]))
def test_a_remark_on_the_service_is_not_withheld(run: Run, known: KnownNames, text: str) -> None:
    assert run(text, known)[1].withheld is None


def test_sentences_that_the_rules_were_not_tuned_on(run: Run) -> None:
    cases = tomllib.loads((Path(__file__).parent / "unseen.toml").read_text("utf-8"))["case"]
    missed = [case["t"] for case in cases if run(case["t"], KnownNames())[0] != case["e"]]
    assert len(cases) == 60
    assert len(missed) <= 3
