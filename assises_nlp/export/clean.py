"""Text that every format can hold: no control, no invalid XML character, no hidden direction mark, no formula.

:func:`clean` works character by character, so a quote that is a substring of its remark is still one afterwards.
"""

from __future__ import annotations

import re

# Outside XML 1.0's Char production (lone surrogates and non-characters included), C1 controls, and the
# invisible marks that
# make a text read otherwise than it is stored (bidirectional overrides and isolates, zero-width spaces and
# joiners, BOM).
_UNFIT = re.compile(
    "[^\\t\\n\\r\\u0020-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]"
    "|[\\u007f-\\u009f\\u00ad\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u2069\\ufeff]"
)
_BLANKS = re.compile(r"[ \t\r\n]+")
# The full-width forms are read as formulas by some offices set to an Asian language.
_FORMULA = re.compile("^’*[=+\\-@\\t\\r\\uff1d\\uff0b\\uff0d\\uff20]")
_GUARD = "’"


def clean(text: str) -> str:
    """``text`` without the characters that a document cannot hold or should hide from nobody."""
    return _UNFIT.sub("", text)


def one_line(text: str) -> str:
    """:func:`clean`, with runs of blanks and line ends made one space (no-break spaces stay)."""
    return _BLANKS.sub(" ", clean(text)).strip(" ")


def guard_cell(text: str) -> str:
    """A cell that no spreadsheet takes for a formula: ``’`` is put before a leading ``= + - @``, tab or
    carriage return.

    A cell that already begins with ``’`` and such a sign gets one more, so :func:`unguard_cell` gives back
    what was written.
    """
    return _GUARD + text if _FORMULA.match(text) else text


def unguard_cell(text: str) -> str:
    """The inverse of :func:`guard_cell`."""
    return text[1:] if text.startswith(_GUARD) and _FORMULA.match(text[1:]) else text
