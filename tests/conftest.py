"""What all tests share: a home of their own for Prefect and the caches, and no word on the network."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from flows.environment import prepare

settings.register_profile("assises", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("assises")

_HOME = Path(tempfile.mkdtemp(prefix="assises-tests-"))


def pytest_configure(config: pytest.Config) -> None:
    # Compiled once for all runs of the tests: what umap compiles at import takes as long as ten analyses.
    os.environ.setdefault("NUMBA_CACHE_DIR", str(Path(sys.prefix) / "numba-cache"))
    # Each worker has its own home: two servers on one SQLite file would lock each other out.
    os.environ["ASSISES_HOME"] = str(_HOME)
    os.environ["PREFECT_HOME"] = str(_HOME / "prefect")
    os.environ.pop("PREFECT_API_URL", None)
    # Before any test module imports Prefect, which reads its settings then.
    prepare()


def pytest_unconfigure(config: pytest.Config) -> None:
    server = sys.modules.get("prefect.server.api.server")
    if server is not None:
        # xdist ends its workers without atexit: nothing else would stop the local server.
        for instance in list(server.SubprocessASGIServer._instances.values()):
            instance.stop()
    shutil.rmtree(_HOME, ignore_errors=True)
