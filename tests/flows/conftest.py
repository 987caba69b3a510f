from __future__ import annotations

from pathlib import Path

import pytest

from tests.flows.consultation_files import Outcome, assises, consultation, jura


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "400")


@pytest.fixture(scope="session")
def analysed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Outcome]:
    """The Jura's consultation, analysed once: tests read it and leave it as it is."""
    folder = consultation(tmp_path_factory.mktemp("jura") / "Jura", jura())
    return folder, assises("analyser", folder)
