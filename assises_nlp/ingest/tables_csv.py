"""Delimited text: encoding, delimiter, quoting, and its records one at a time."""

from __future__ import annotations

import codecs
import csv
import io
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO

from assises_nlp.ingest.decode import decode
from assises_nlp.ingest.errors import UnreadableInput
from assises_nlp.ingest.tables_cells import Row, clean, shared

_PRIOR = {";": 1.0, "\t": 1.1, ",": 0.9, "|": 1.0}
"""Delimiters, with how unlikely each is inside an answer."""
_SAMPLE = 262_144
_HEAD = 2_000_000
_FIELD_LIMIT = 8_000_000
_SEP_LINE = re.compile(r'\ufeff?"?sep=(.)"?\r?\n', re.IGNORECASE)
_BOMS = (codecs.BOM_UTF8, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class TextFormat:
    """How a delimited file is written: ``encoding`` as Python names it, ``skipped`` the ``sep=`` line if there is
    one.
    """

    encoding: str
    delimiter: str | None = None
    quoted: bool = True
    skipped: bool = False


def _cp1252_for_stray_bytes(error: UnicodeError) -> tuple[str, int]:
    """Bytes that are not UTF-8 in a UTF-8 file come from a paste: they are read as Windows-1252."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("assises_cp1252", _cp1252_for_stray_bytes)


def sniff(sample: str, suffix: str, encoding: str) -> TextFormat:
    """Delimiter and quoting of a text, from its beginning; the delimiter is None for a single column."""
    declared = _SEP_LINE.match(sample)
    if declared:
        return TextFormat(encoding, declared.group(1), True, True)
    complete = len(sample) < _SAMPLE
    best: tuple[float, str | None, bool] = (0.0, None, True)
    for delimiter in _PRIOR:
        for quoted in (True, False):
            score = _score(_sample_widths(sample, delimiter, quoted, complete))
            score *= 1.0 if quoted else 0.8
            score *= _PRIOR[delimiter] * (1.2 if suffix == ".tsv" and delimiter == "\t" else 1.0)
            if score > best[0] + 1e-9:
                best = (score, delimiter, quoted)
    return TextFormat(encoding, best[1], best[2])


def _sample_widths(sample: str, delimiter: str, quoted: bool, complete: bool) -> list[int]:
    widths = []
    try:
        for record in _reader(io.StringIO(sample, newline=""), delimiter, quoted):
            if any(field.count("\n") > 200 for field in record):
                return []
            if any(record):
                widths.append(len(record))
            if len(widths) >= 400:
                return widths
    except csv.Error:
        return []
    return widths if complete else widths[:-1]


def _score(widths: list[int]) -> float:
    """High where most records have one same width of two or more; rows without a delimiter are titles or notes."""
    wide = Counter(width for width in widths if width > 1)
    if not wide:
        return 0.0
    width, count = max(wide.items(), key=lambda item: (item[1], item[0]))
    share = count / len(widths)
    return share * share * (1 + math.log2(width)) if share >= 0.6 else 0.0


def _reader(lines: Iterable[str], delimiter: str | None, quoted: bool) -> Iterator[list[str]]:
    csv.field_size_limit(_FIELD_LIMIT)
    if quoted:
        return csv.reader(lines, delimiter=delimiter or "\x1f")
    return csv.reader(lines, delimiter=delimiter or "\x1f", quoting=csv.QUOTE_NONE)


def records(lines: Iterable[str], layout: TextFormat) -> Iterator[Row]:
    """The records of a delimited text, blank ones included (they count as rows of the office program).

    Raises:
        UnreadableInput: a field is larger than any answer can be (a quote that is never closed).
    """
    stream = iter(lines)
    if layout.skipped:
        next(stream, None)
    try:
        for record in _reader(stream, layout.delimiter, layout.quoted):
            yield tuple(shared(clean(field)) for field in record)
    except csv.Error as error:
        raise UnreadableInput(
            "Le tableau est mal formé (un guillemet n’est pas refermé)\u00a0: ouvrez-le dans votre tableur "
            "et enregistrez-le au format xlsx ou ods."
        ) from error


def read_text(data: bytes, suffix: str) -> tuple[list[Row], TextFormat, tuple[str, ...]]:
    """All the rows of a delimited file, its format and what was assumed.

    Raises:
        UnreadableInput: the bytes are not a table of text.
    """
    decoded = decode(data)
    text, notices = decoded.text.removeprefix("\ufeff"), decoded.notices
    layout = sniff(text[:_SAMPLE], suffix, decoded.encoding)
    rows = list(records(io.StringIO(text, newline=""), layout))
    swallowed = layout.quoted and text.count('"') % 2 and any(field.count("\n") > 30 for row in rows for field in row)
    if swallowed:
        layout = TextFormat(decoded.encoding, layout.delimiter, False, layout.skipped)
        rows = list(records(io.StringIO(text, newline=""), layout))
        notices += (
            "Un guillemet n’est pas refermé\u00a0: chaque ligne du fichier a été lue comme une réponse, "
            "vérifiez le résultat.",
        )
    return rows, layout, notices


def open_text(stream: IO[bytes], suffix: str) -> tuple[Iterator[Row], TextFormat, io.TextIOWrapper]:
    """The records of an open file one at a time, in bounded memory, its format, and the text stream to close.

    Raises:
        UnreadableInput: the bytes are not a text.
    """
    head = stream.read(_HEAD)
    mark = next((len(bom) for bom in _BOMS if head.startswith(bom)), 0)
    if len(head) == _HEAD:
        # Cut between two characters, whatever the encoding: after a line end and its zero bytes.
        head = (
            head[: (head.rfind(b"\n") + 1 or _HEAD) // 4 * 4]
            if 0 in head[:4096]
            else head[: head.rfind(b"\n") + 1 or _HEAD]
        )
    decoded = decode(head)
    layout = sniff(decoded.text[:_SAMPLE], suffix, decoded.encoding)
    stream.seek(mark)
    errors = "assises_cp1252" if decoded.encoding == "utf-8" else "replace"
    lines = io.TextIOWrapper(stream, encoding=decoded.encoding, errors=errors, newline="")
    return records(lines, layout), layout, lines
