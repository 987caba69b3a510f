"""The same input gives the same bytes: all of ``sorties/`` but the manifest."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.flows.consultation_files import Outcome, assises, consultation, jura, outputs

Analysed = tuple[Path, Outcome]


def _differences(one: Path, other: Path) -> list[str]:
    left, right = outputs(one), outputs(other)
    return sorted(name for name in left.keys() | right.keys() if left.get(name) != right.get(name))


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """The same files in another place, written last to first and dated otherwise; the folder keeps its name, which is
    that of the territory."""
    folder = consultation(tmp_path / "Jura", dict(reversed(jura().items())))
    for day, path in enumerate(sorted((folder / "entrees").iterdir()), 1):
        os.utime(path, (86_400 * day, 86_400 * day))
    return folder


def test_neither_the_order_of_the_files_nor_the_workers_change_a_byte(analysed: Analysed, other: Path) -> None:
    assert assises("analyser", other, "--travailleurs", "1").status == 0
    assert _differences(analysed[0], other) == []


def test_a_second_run_from_the_cache_changes_no_byte(analysed: Analysed, tmp_path: Path) -> None:
    folder = tmp_path / "Jura"
    shutil.copytree(analysed[0], folder)
    assert assises("analyser", folder, "--travailleurs", "2").status == 0
    assert _differences(analysed[0], folder) == []
    assert not (folder / "sorties" / "conservees").exists()


def test_the_command_gives_the_same_bytes_in_another_process(analysed: Analysed, other: Path) -> None:
    """Another process, another hash seed, another time zone and language: what a colleague's machine is."""
    program = Path(sys.executable).with_name("assises")
    environment = {
        **os.environ,
        "PYTHONHASHSEED": "4321",
        "TZ": "Pacific/Noumea",
        "LC_ALL": "C",
        "OMP_NUM_THREADS": "1",
    }
    environment["ASSISES_HOME"] = environment["PREFECT_HOME"] = str(other.parent / "home")
    done = subprocess.run(
        [program, "analyser", other], capture_output=True, encoding="utf-8", env=environment, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "5 documents analysés" in done.stdout
    assert "Traceback" not in done.stderr
    assert _differences(analysed[0], other) == []
