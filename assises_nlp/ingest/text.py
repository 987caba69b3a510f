"""Characters as every reader hands them on, and text assembled from runs of which some are bold.

NFC; no-break spaces are kept; line ends, vertical tabs and form feeds are ``\\n``; non-breaking and Unicode hyphens are
``-``; soft hyphens, zero-width and bidirectional marks and control characters are removed; bullets of symbol fonts
(private use area) become the character they look like.
"""

from __future__ import annotations

import re
import unicodedata

_NEWLINES = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_REMOVED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f"
    "\ufeff\ufff9-\ufffc\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
_SYMBOLS = {
    0xF02D: "-",
    0xF06C: "●",
    0xF06E: "■",
    0xF06F: "□",
    0xF071: "❑",
    0xF076: "❖",
    0xF0A7: "▪",
    0xF0A8: "◻",
    0xF0B7: "•",
    0xF0D8: "➢",
    0xF0E0: "→",
    0xF0E8: "→",
    0xF0F0: "⇨",
    0xF0FC: "✓",
    0xF0FD: "☒",
    0xF0FE: "☑",
}
_HYPHENS = {0x2010: "-", 0x2011: "-"}
_TRANSLATED = {**dict.fromkeys(range(61472, 61696), "•"), **_SYMBOLS, **_HYPHENS}
_TO_TRANSLATE = re.compile("[\u2010\u2011\uf020-\uf0ff]")
_SPACES = re.compile(r"[ \t\n\r\f]+")


_RUN = re.compile(r"([^\w\s])\1{199,}")
"""Dotted leaders and rulers: beyond that length they tell nothing, and tokenisers take them sign by sign."""


def _tidy(text: str) -> str:
    text = _RUN.sub(r"\1\1\1", _REMOVED.sub("", _NEWLINES.sub("\n", text)))
    return text.translate(_TRANSLATED) if _TO_TRANSLATE.search(text) else text


def clean(text: str) -> str:
    """Text with normalised characters; spaces at its ends are kept."""
    return unicodedata.normalize("NFC", _tidy(text))


def collapse(text: str) -> str:
    """Runs of spaces, tabs and line ends as one space, as HTML and OpenDocument define it (no-break spaces stay)."""
    return _SPACES.sub(" ", text)


class RichText:
    """Text assembled run by run. ``page`` is for the reader: the page that the first run stands on."""

    def __init__(self) -> None:
        self._runs: list[tuple[str, bool]] = []
        self.page: int | None = None

    def __bool__(self) -> bool:
        return any(text.strip() for text, _ in self._runs)

    def add(self, text: str, *, bold: bool = False) -> None:
        if text:
            self._runs.append((_tidy(text), bold))

    def ends_with_space(self) -> bool:
        """True at the start too: a collapsed space there would be dropped."""
        for text, _ in reversed(self._runs):
            if text:
                return text[-1] in " \n\t"
        return True

    def result(self) -> tuple[str, tuple[tuple[int, int], ...]]:
        """The text, normalised and stripped, and its bold spans, merged where only spaces lie between them."""
        raw = "".join(text for text, _ in self._runs)
        spans: list[tuple[int, int]] = []
        offset = 0
        for text, bold in self._runs:
            end = offset + len(text)
            if bold and text:
                if spans and not raw[spans[-1][1] : offset].strip():
                    spans[-1] = (spans[-1][0], end)
                else:
                    spans.append((offset, end))
            offset = end
        if not unicodedata.is_normalized("NFC", raw):
            # A combining mark may sit in the next run: measure each bound on the normalised prefix.
            spans = [(_normal_length(raw, start), _normal_length(raw, end)) for start, end in spans]
            raw = unicodedata.normalize("NFC", raw)
        return _strip(raw, spans)


def _normal_length(raw: str, end: int) -> int:
    return len(unicodedata.normalize("NFC", raw[:end]))


def _strip(raw: str, spans: list[tuple[int, int]]) -> tuple[str, tuple[tuple[int, int], ...]]:
    left = len(raw) - len(raw.lstrip())
    text = raw.strip()
    kept: list[tuple[int, int]] = []
    for start, end in spans:
        start, end = max(0, start - left), min(len(text), end - left)
        inside = text[start:end]
        start += len(inside) - len(inside.lstrip())
        end -= len(inside) - len(inside.rstrip())
        if start < end:
            kept.append((start, end))
    return text, tuple(kept)
