"""Dates in French to ISO: « mercredi 15 janvier 2020 », « 15/01/20 », « le quinze janvier deux mille vingt »."""

from __future__ import annotations

import re
from datetime import date

from assises_nlp.segment.lexicon import fold

_MONTHS = {
    "janvier": 1, "janv": 1, "jan": 1, "fevrier": 2, "fevr": 2, "fev": 2, "mars": 3, "avril": 4, "avr": 4,
    "mai": 5, "juin": 6, "juillet": 7, "juil": 7, "aout": 8, "septembre": 9, "sept": 9,
    "octobre": 10, "oct": 10, "novembre": 11, "nov": 11, "decembre": 12, "dec": 12,
}  # fmt: skip
_UNITS = {
    word: n
    for n, word in enumerate(
        (
            "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze "
            "quinze seize dix-sept dix-huit dix-neuf"
        ).split()
    )
}
_UNITS |= {"premier": 1, "une": 1}
_TENS = {"vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60}
_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")"
_NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4}|\d{2})(?![\d])")
_ISO = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_WRITTEN = re.compile(
    rf"(?<!\d)(\d{{1,2}})\s?(?:er)?(?:\s?(?:,|et|au|-|–|&)\s?(?:\w{{3,9}}\s)?\d{{1,2}})"
    rf"{{0,3}}\s+(?:du mois de\s+|de\s+)?({_MONTH})\.?(?:\s+(?:de l'an\s+)?(\d{{4}})|\s+(\d{{2}})"
    rf"(?!\d|\s?h))?"
)
_NUMBER_WORDS = "(?:" + "|".join(sorted({*_UNITS, *_TENS, "et"}, key=len, reverse=True)) + ")"
_DAY_WORDS = re.compile(
    rf"\b({_NUMBER_WORDS}(?:[ -]{_NUMBER_WORDS}){{0,3}})\s+({_MONTH})\b(?:\s+(?:de l'an\s+)"
    rf"?(deux mille(?:[ -]{_NUMBER_WORDS}){{0,4}}|\d{{4}}))?"
)
_YEAR_WORDS = re.compile(rf"\b(deux mille(?:[ -]{_NUMBER_WORDS}){{0,4}})\b")
_YEAR = re.compile(r"(?<![\d/.-])(20\d{2}|19\d{2})(?![\d/-])")
_BAD = re.compile(
    r"convocation|convoque|affich|arrete|decret|loi |circulaire|diffus|redige|approuv|"
    r"precedent|derniere? (?:seance|reunion)|prochaine?|publi|transmi|imprim|version|"
    r"valid|signe|mis a jour|depuis|avant le|reponse avant"
)
_GOOD = re.compile(
    r"reunion|seance|date\s*:|tenue?|s'est (?:reuni|tenu)|compte[- ]rendu|rencontre|atelier|"
    r"assises|cafe|l'an |\ble \w+di\b|, le \d"
)
_LETTERHEAD = re.compile(r"[\w' -]{2,40}, le $")


def number_from_words(words: str) -> int | None:
    """Return 2020 for « deux mille vingt », 21 for « vingt et un »; None for what is no number."""
    total, current = 0, 0
    for word in words.replace("-", " ").split():
        if word == "et":
            continue
        if word == "mille":
            total, current = (total + (current or 1)) * 1000, 0
        elif word == "vingt" and current == 4:
            current = 80
        elif word in _TENS:
            current += _TENS[word]
        elif word in _UNITS:
            current += _UNITS[word]
        else:
            return None
    return total + current


def _valid(year: int, month: int, day: int) -> str | None:
    if year < 100:
        year += 2000
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found.isoformat() if 1950 <= year <= 2100 else None


def _candidates(folded: str, year: int | None) -> list[tuple[int, str]]:
    """Return (offset, ISO date) of every date of a line."""
    found: list[tuple[int, str | None]] = []
    for match in _ISO.finditer(folded):
        found.append((match.start(), _valid(int(match[1]), int(match[2]), int(match[3]))))
    for match in _NUMERIC.finditer(folded):
        found.append((match.start(), _valid(int(match[3]), int(match[2]), int(match[1]))))
    for match in _WRITTEN.finditer(folded):
        said = match[3] or match[4]
        if said or year:
            found.append((match.start(), _valid(int(said) if said else year or 0, _MONTHS[match[2]], int(match[1]))))
    for match in _DAY_WORDS.finditer(folded):
        day = number_from_words(match[1])
        stated = (
            number_from_words(match[3]) if match[3] and not match[3].isdigit() else int(match[3]) if match[3] else year
        )
        if day and stated:
            found.append((match.start(), _valid(stated, _MONTHS[match[2]], day)))
    return sorted((offset, iso) for offset, iso in found if iso is not None)


def year_of(lines: list[str]) -> int | None:
    """Return the one year that the lines name, if they name one only."""
    years: set[int] = set()
    for line in lines:
        folded = fold(line[:600])
        years |= {int(match[1]) for match in _YEAR.finditer(folded)}
        years |= {
            value for match in _YEAR_WORDS.finditer(folded) if (value := number_from_words(match[1])) and value > 1999
        }
    return years.pop() if len(years) == 1 else None


def find_date(lines: list[str]) -> str | None:
    """Return the date of the meeting, ISO, from the lines of a header.

    A line that speaks of the meeting wins over one that speaks of the summons, of a decree or of an earlier session.
    """
    year = year_of(lines)
    best: tuple[int, int, int, str] | None = None
    for number, line in enumerate(lines):
        folded = " ".join(fold(line[:600]).split())
        for offset, iso in _candidates(folded, year):
            before = folded[max(0, offset - 60) : offset]
            score = (2 if _GOOD.search(before) or _GOOD.search(folded[:40]) else 0) - (4 if _BAD.search(before) else 0)
            # « Florac, le 11 février » is when it was written, where another line says when the meeting was.
            score -= bool(_LETTERHEAD.fullmatch(folded[:offset]))
            key = (-score, number, offset, iso)
            if best is None or key < best:
                best = key
    return best[3] if best is not None and best[0] <= 2 else None
