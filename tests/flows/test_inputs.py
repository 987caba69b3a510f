"""Names of files as people may have typed them, or as an attacker would."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from assises_nlp.config import ConsultationConfig
from flows.inputs import inventory, printable


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("séance d’élus.txt", "séance d’élus.txt"),
        ("deux\nlignes.txt", "deux\ufffdlignes.txt"),
        ("a\u202efdp.txt", "a\ufffdfdp.txt"),
        ("caf\udce9.txt", "caf\ufffd.txt"),
    ],
)
def test_a_name_is_shown_without_what_could_deceive(name: str, shown: str) -> None:
    assert printable(name) == shown


@pytest.mark.skipif(sys.platform != "linux", reason="names that are no UTF-8 exist on Linux only")
def test_a_name_that_is_no_text_is_listed(tmp_path: Path) -> None:
    (tmp_path / "entrees").mkdir()
    with open(os.fsencode(tmp_path / "entrees") + b"/r\xe9union.txt", "wb") as file:  # noqa: PTH123
        file.write(b"On attend toujours le renfort promis.")
    found = inventory(tmp_path, ConsultationConfig())
    assert [item.name for item in found.inputs] == ["r\ufffdunion.txt"]
    found.inputs[0].name.encode("utf-8")
