"""What a PDF may cost: streams that inflate without end are refused, drawings of countless strokes are not kept."""

from __future__ import annotations

import re
import zlib
from functools import cache
from typing import Any

from assises_nlp.ingest.archive import BOMB
from assises_nlp.ingest.errors import UnreadableInput

MAX_STREAM = 24 * 1024 * 1024
"""Inflated bytes of one stream that is no image: the text of a page takes a few hundred kilobytes."""
MAX_STROKES = 20_000
"""Paths of one page that are looked at: the rules of tables are hundreds at most."""
MAX_FORMS = 20_000
"""Forms and images that one page may place."""
_STREAM = re.compile(rb"stream\r?\n")
_DEFLATED = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")


def check_streams(data: bytes) -> None:
    """Refuse a file one of whose streams (images apart, which are not inflated) is a bomb.

    Raises:
        UnreadableInput: a stream inflates beyond :data:`MAX_STREAM`.
    """
    for match in _STREAM.finditer(data):
        dictionary = data[max(0, match.start() - 600) : match.start()].rpartition(b" obj")[2]
        if dictionary.endswith(b"end") or b"/Image" in dictionary:
            continue
        inside = _inflated(data[match.end() : match.end() + MAX_STREAM])
        if inside is not None and inside.startswith(_DEFLATED):
            _inflated(inside)


def _inflated(data: bytes) -> bytes | None:
    if not data.startswith(_DEFLATED):
        return None
    inflater = zlib.decompressobj()
    try:
        found = inflater.decompress(data, MAX_STREAM + 1)
    except zlib.error:
        return None
    if len(found) > MAX_STREAM:
        raise UnreadableInput(BOMB)
    return found


@cache
def _device() -> Any:
    from pdfplumber.page import PDFPageAggregatorWithMarkedContent

    class Sober(PDFPageAggregatorWithMarkedContent):  # type: ignore[misc]
        """A device that stops keeping strokes where there are too many of them."""

        strokes = 0
        forms = 0

        def paint_path(self, *args: Any, **kwargs: Any) -> Any:
            self.strokes += 1
            return super().paint_path(*args, **kwargs) if self.strokes <= MAX_STROKES else None

    return Sober


@cache
def _interpreter() -> Any:
    from pdfminer.pdfinterp import PDFPageInterpreter

    class Sober(PDFPageInterpreter):  # type: ignore[misc]
        """An interpreter that refuses forms which call forms without end."""

        # pdfminer counts the parameters of an operator's method: there must be one, by its own name.
        def do_Do(self, xobjid_arg: Any) -> None:  # noqa: N802 - the operator's name
            self.device.forms += 1
            if self.device.forms > MAX_FORMS:
                raise UnreadableInput(BOMB)
            super().do_Do(xobjid_arg)

    return Sober


def lay_out(page: Any) -> None:
    """Lay a page out with a bound on its strokes and forms; pdfplumber finds the result where it keeps its own."""
    device = _device()(page.pdf.rsrcmgr, pageno=page.page_number, laparams=page.pdf.laparams)
    _interpreter()(page.pdf.rsrcmgr, device).process_page(page.page_obj)
    page._layout = device.get_result()
