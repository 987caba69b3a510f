"""``assises classer``: theme and nature of each row of a table, in bounded memory."""

from __future__ import annotations

import csv
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from assises_nlp import classify
from assises_nlp.annotate import normalise
from assises_nlp.config import load_grid
from assises_nlp.export.clean import clean, guard_cell
from assises_nlp.ingest.errors import UnreadableInput
from assises_nlp.ingest.tables_stream import Table, open_table
from assises_nlp.records import Label, Locator, Remark
from flows import learning, progress
from flows.errors import NothingToDo

ADDED = ("theme", "theme_secondaire", "nature", "confiance_theme", "confiance_nature")
_CHUNK = 1_000
_CHUNK_CHARACTERS = 200_000
"""Rows that are in memory together, and characters of their texts: the annotation of a text takes 200 times its size."""
_REMEMBERED = 50_000
"""Distinct texts whose labels are kept in memory: answers to a questionnaire repeat themselves."""
_LONGEST = 5_000
"""Characters of a cell that are read to classify it."""
Row = tuple[str, ...]


def classify_table(path: Path, column: str, output: Path) -> int:
    """Write ``output`` (csv, UTF-8 with BOM, ``;``, decimal point): the rows of ``path`` with :data:`ADDED` after them.

    The table is read twice, to be counted first: who waits for minutes wants to know for how many.
    Tables of :data:`flows.learning.MANY` rows or more go through the fast classifier. An empty cell gets no label.
    ``output`` appears when it is complete. Returns the number of rows.

    Raises:
        NothingToDo: the table or the column cannot be read, the output cannot be written, a model cannot be used.
    """
    _check(path, output)
    try:
        progress.current().stage("Lecture du tableau")
        with open_table(path) as table:
            table.column(column)
            total = sum(1 for _ in table)
        with open_table(path) as table:
            return _write(table, table.column(column), output, total)
    except UnreadableInput as error:
        raise NothingToDo(error.reason) from None
    except classify.ModelError as error:
        raise NothingToDo(str(error)) from None
    except OSError:
        raise NothingToDo(
            f"«\u00a0{output}\u00a0» ne peut pas être écrit\u00a0: choisissez un autre nom ou un autre dossier."
        ) from None


def _check(path: Path, output: Path) -> None:
    if not path.is_file():
        raise NothingToDo(f"Le fichier «\u00a0{path}\u00a0» est introuvable\u00a0: vérifiez son nom.")
    if not output.resolve().parent.is_dir() or output.is_dir():
        raise NothingToDo(
            f"Le dossier de «\u00a0{output}\u00a0» n’existe pas\u00a0: créez-le ou choisissez-en un autre."
        )
    if output.resolve() == path.resolve():
        raise NothingToDo("La sortie remplacerait le fichier d’entrée\u00a0: donnez-lui un autre nom.")


def _write(table: Table, index: int, output: Path, total: int) -> int:
    reporter = progress.current()
    reporter.stage("Chargement des modèles")
    labeller = _RowLabeller(learning.classifier_for(load_grid(learning.GRID), fast=total >= learning.MANY))
    reporter.stage(f"Classement des lignes ({total:,})".replace(",", "\u00a0"), total)
    handle, name = tempfile.mkstemp(prefix=".classer-", suffix=".csv", dir=output.resolve().parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
            writer.writerow([*map(_cell, _header(table.columns)), *ADDED])
            count = 0
            for chunk in _chunks(table, index):
                for row, added in zip(chunk, labeller([row[index] for row in chunk]), strict=True):
                    writer.writerow([*map(_cell, row), *added])
                    reporter.step()
                count += len(chunk)
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(output)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return count


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _header(columns: Sequence[str]) -> list[str]:
    """The input's titles; one that is the same as an added column's is told apart."""
    return [f"{title} (entrée)" if title in ADDED else title for title in columns]


def _cell(text: str) -> str:
    return guard_cell(clean(text))


def _chunks(rows: Iterable[Row], index: int) -> Iterator[list[Row]]:
    chunk: list[Row] = []
    characters = 0
    for row in rows:
        length = min(len(row[index]), _LONGEST)
        if chunk and (len(chunk) >= _CHUNK or characters + length > _CHUNK_CHARACTERS):
            yield chunk
            chunk, characters = [], 0
        chunk.append(row)
        characters += length
    if chunk:
        yield chunk


class _RowLabeller:
    """Texts -> added cells. The label of a text does not depend on its neighbours, so it is remembered."""

    def __init__(self, classifier: classify.Labeller) -> None:
        self._classifier = classifier
        self._known: dict[str, Row] = {}

    def __call__(self, texts: Sequence[str]) -> list[Row]:
        plain = [normalise(text[:_LONGEST])[0] for text in texts]
        unknown = sorted({text for text in plain if text and text not in self._known})
        if unknown:
            if len(self._known) + len(unknown) > _REMEMBERED:
                self._known = {text: self._known[text] for text in set(plain) if text in self._known}
            self._known.update(zip(unknown, self._label(unknown), strict=True))
        return [self._known[text] if text else ("",) * len(ADDED) for text in plain]

    def _label(self, texts: Sequence[str]) -> list[Row]:
        prepared = learning.prepare_texts(texts, self._classifier.encoders, together=True)
        remarks = [Remark(str(i), "", text, Locator(0, len(text))) for i, text in enumerate(texts)]
        return [_added(label) for label in self._classifier.label(remarks, prepared, {})]


def _added(label: Label) -> Row:
    return (
        label.theme,
        label.secondary_theme or "",
        label.nature,
        f"{label.theme_confidence:.4f}",
        f"{label.nature_confidence:.4f}",
    )
