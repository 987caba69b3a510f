"""Cells as text, and titles and values made comparable."""

from __future__ import annotations

import datetime as dt
import re
import sys
import unicodedata
from functools import lru_cache

Row = tuple[str, ...]

_NOT_WORD = re.compile(r"[^0-9a-z]+")
_ERRORS = frozenset(
    {
        "#N/A",
        "#NA",
        "#DIV/0!",
        "#REF!",
        "#VALUE!",
        "#VALEUR!",
        "#NAME?",
        "#NOM?",
        "#NUM!",
        "#NOMBRE!",
        "#NULL!",
        "Err:502",
    }
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff]")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "Œ": "oe", "Æ": "ae", "ß": "ss"})


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case, no accent, no punctuation, single spaces: "N° de fiche" is "n de fiche"."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES))
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return _NOT_WORD.sub(" ", plain).strip()


def clean(text: str) -> str:
    """A cell's text without control characters, outer spaces and Windows line ends; an error of the spreadsheet is
    empty.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "")
    text = unicodedata.normalize("NFC", _CONTROL.sub("", text)).strip()
    return "" if text in _ERRORS else text


def shared(text: str) -> str:
    """The same text; short ones, which recur by the thousand in a questionnaire, are held once in memory."""
    return sys.intern(text) if len(text) <= 40 else text


def cell_text(value: object) -> str:
    """A spreadsheet's value as text: "2020-01-09 14:49:11", "VRAI", "3", "0.5", "30:00:00"."""
    if isinstance(value, str):
        return clean(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "VRAI" if value else "FAUX"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(round(value, 12))
    if isinstance(value, dt.datetime):
        midnight = (value.hour, value.minute, value.second) == (0, 0, 0)
        return value.date().isoformat() if midnight else value.replace(microsecond=0).isoformat(sep=" ")
    if isinstance(value, (dt.date, dt.time)):
        return value.isoformat()
    if isinstance(value, dt.timedelta):
        seconds = int(value.total_seconds())
        return f"{seconds // 3600:02d}:{seconds % 3600 // 60:02d}:{seconds % 60:02d}"
    return clean(str(value))


_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[a-zA-Z]{2,}")
_IP = re.compile(r"(?:\d{1,3}\.){3}\d{1,3}|[0-9a-fA-F:]{6,39}:[0-9a-fA-F:]+")
_URL = re.compile(r"https?://\S+|www\.\S+")
_UUID = re.compile(r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}")
_PHONE = re.compile(r"(?:\+33|0033|0)\s?[1-9](?:[ .-]?\d{2}){4}")
_DATE = re.compile(
    r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})"
    r"(?:[T, ]+(?:à )?\d{1,2}[:h]\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[AaPp][Mm])?(?: ?(?:UTC|GMT|CET"
    r"|Z)?(?:[+-]\d{1,2}(?::?\d{2})?)?)?)?"
    r"|\d{1,2}:\d{2}(?::\d{2})?"
)
_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:[ \u00a0\u202f.]\d{3})+|\d+)(?:[.,]\d+)?")
_UNIT = re.compile(
    r"\s*(?:ans?|€|euros?|%|habitants?|hab\.?|km|m2|m²|minutes?|min|heures?|h|jours?|mois|années?|fois"
    r"|personnes?|enfants?)?\s*\.?",
    re.IGNORECASE,
)


def is_identifier(text: str) -> bool:
    """An e-mail or IP address, a link, a UUID or a telephone number, and nothing else."""
    return any(pattern.fullmatch(text) for pattern in (_EMAIL, _IP, _URL, _UUID, _PHONE))


def is_date(text: str) -> bool:
    """A date, a time or both, as forms and spreadsheets write them."""
    return _DATE.fullmatch(text) is not None


def number(text: str) -> float | None:
    """The number that a cell is, its unit aside ("61 ans", "1 200", "3,5 km"); None for anything else."""
    match = _NUMBER.match(text)
    if match is None or not _UNIT.fullmatch(text, match.end()):
        return None
    digits = re.sub(r"[ \u00a0\u202f]", "", match.group())
    if re.fullmatch(r"[+-]?\d{1,3}(?:\.\d{3})+", digits) and digits.count(".") > 1:
        digits = digits.replace(".", "")
    return float(digits.replace(",", "."))
