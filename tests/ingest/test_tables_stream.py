"""Rows one at a time, for very long tables."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from assises_nlp.ingest.errors import UnreadableInput
from assises_nlp.ingest.tables_stream import open_table
from tests.ingest.tables_builders import as_csv, as_ods, as_xlsx

ROWS: list[list[object]] = [
    ["Avis des habitants"],
    [],
    ["id", "Réponse", "Réponse", ""],
    [1, "déjà", "a", "x"],
    [],
    [2, "été", "b", ""],
]


@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.xlsx", "a.ods"])
def test_the_same_rows_from_every_format(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name.endswith(".xlsx"):
        path.write_bytes(as_xlsx({"F": ROWS}))
    elif name.endswith(".ods"):
        path.write_bytes(as_ods("F", [[cell or None for cell in row] for row in ROWS]))
    else:
        path.write_bytes(as_csv(ROWS, "\t" if name.endswith("tsv") else ";", "utf-8-sig"))
    with open_table(path) as table:
        assert table.columns == ("id", "Réponse", "Réponse (2)", "Colonne 4")
        assert table.column("reponse (2)") == 2
        assert list(table.rows) == [(4, ("1", "déjà", "a", "x")), (6, ("2", "été", "b", ""))]


def test_a_column_that_does_not_exist_names_those_that_do(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(as_csv(ROWS[2:], ";"))
    with open_table(tmp_path / "a.csv") as table, pytest.raises(UnreadableInput, match="Réponse"):
        table.column("Verbatim")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "mac_roman"])
def test_encodings_past_the_first_megabytes(tmp_path: Path, encoding: str) -> None:
    lines = [f'{i};"réponse à la question n° {i}, où l’été fut très sec : ça va"' for i in range(40_000)]
    path = tmp_path / "long.csv"
    text = "numéro;réponse\n" + "\n".join(lines) + "\n"
    path.write_bytes((text.replace("’", "'") if encoding == "mac_roman" else text).encode(encoding))
    with open_table(path) as table:
        rows = list(table)
    assert (table.columns, len(rows)) == (("numéro", "réponse"), 40_000)
    assert rows[39_999][1].startswith("réponse à la question n° 39999, où l")


def test_a_long_csv_is_not_held_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    with path.open("w", encoding="utf-8") as stream:
        stream.write("id;texte\n")
        for i in range(60_000):
            stream.write(f"{i};{'une réponse assez longue pour compter dans la mémoire ' * 5}{i}\n")
    # In a process of its own: another test's threads would be counted here.
    measure = (
        "import sys, tracemalloc; from pathlib import Path; from assises_nlp.ingest.tables_stream import open_table\n"
        "with open_table(Path(sys.argv[1])) as table:\n"
        "    rows = iter(table); next(rows); tracemalloc.start(); count = 1 + sum(1 for _ in rows)\n"
        "    print(count, tracemalloc.get_traced_memory()[1])"
    )
    done = subprocess.run([sys.executable, "-c", measure, str(path)], capture_output=True, text=True, check=True)
    count, peak = (int(word) for word in done.stdout.split())
    assert count == 60_000
    assert peak < 5_000_000


@pytest.mark.parametrize(
    ("name", "data", "advice"),
    [
        ("a.csv", b"", "vide"),
        ("a.xlsx", b"PK\x03\x04zzz", "endommagé"),
        ("a.xls", b"<html></html>", "page web"),
        (None, b"", "introuvable"),
    ],
)
def test_unreadable(tmp_path: Path, name: str | None, data: bytes, advice: str) -> None:
    path = tmp_path / (name or "absent.csv")
    if name:
        path.write_bytes(data)
    with pytest.raises(UnreadableInput, match=advice):
        open_table(path)
