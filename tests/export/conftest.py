from __future__ import annotations

from pathlib import Path

import pytest
from export_sample import Sample, sample


@pytest.fixture(scope="session")
def rich() -> Sample:
    return sample()


@pytest.fixture(scope="session")
def written(rich: Sample, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with all outputs of the rich sample."""
    return rich.write(tmp_path_factory.mktemp("sorties"))
