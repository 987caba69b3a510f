"""What the lines of a document's head are, by their words alone; its title and its place."""

from __future__ import annotations

import re
from functools import cache

from assises_nlp.segment.lexicon import cues, fold

_HOUR = re.compile(
    r"^(?:le )?(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b|\d{1,2}\s?(?:h|"
    r":)\s?\d{0,2}\b|de \d{1,2}\s?h|a \d{1,2}\s?h)"
)
_DATED = re.compile(
    r"\b(?:\d{1,2}|1er) (?:janv|fevr|mars|avril|mai|juin|juil|aout|sept|octo|nove|dece)"
    r"\w*\.?(?: \d{4})?|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b"
)
_PLACES = (
    re.compile(r"^\s*(?:lieu|endroit)\b[^:]{0,12}:\s*(?P<place>[^\n;]{2,100})", re.IGNORECASE),
    re.compile(r"^(?P<place>[A-ZÀ-Ý][\w'’ -]{1,40}),\s+le\s+(?:\w+\s+)?(?:\d|1er)"),
    re.compile(
        r"\b(?:tenue?|réunie?s?|organisée?|lieu)\s+(?:à|au|en|dans)\s+(?P<place>[^,.;:\n(]{2,70}?)"
        r"(?=\s+(?:le|du|de \d|à \d|sous)\b|[,.;:(]|$)"
    ),
    re.compile(
        r"\b(?i:réunion|séance|rencontre|atelier|café[- ]rencontre)\b[^,.;:\n]{0,60}?\s(?:de|"
        r"d['’]|à|–|-)\s?(?P<place>[A-ZÀ-Ý][\w'’-]+(?:[ -][A-ZÀ-Ý][\w'’-]+){0,3})(?=\s*(?:,|"
        r"–|-|\(|du \d|du \w+di|le\s|$))"
    ),
    re.compile(
        r"(?P<place>\b(?:[Ss]alle|[Mm]airie|[Hh]ôtel de ville|[Pp]réfecture|[Ss]ous-préfecture|"
        r"[Mm]aison|[Ee]space|[Ff]oyer|[Cc]ommissariat)\s[^,.;:\n–—]{2,60})"
    ),
    re.compile(r",\s+à\s+(?P<place>[A-ZÀ-Ý][\w'’-]+(?:[ -][A-ZÀ-Ý]?[\w'’-]+){0,4})(?=\s*(?:[,.(–]|$))"),
)


@cache
def head_pattern(name: str) -> re.Pattern[str]:
    pattern = cues().pattern("header", name).pattern
    return re.compile(pattern)


def is_attendance(text: str) -> bool:
    """Whether a line opens or is an attendance list, or says who came late, left or sent apologies."""
    folded = fold(text[:400]).strip(" *#")
    return head_pattern("attendance").match(folded) is not None or head_pattern("late").search(folded[:200]) is not None


def is_header(text: str) -> bool:
    """Whether a line belongs to a document's head by its own words."""
    folded = " ".join(fold(text[:300]).split())
    words = len(folded.split())
    if words > 60 or folded.endswith(("?", "!")):
        return False
    if head_pattern("cues").search(folded) and (words <= 22 or folded.startswith("l'an ") or ":" in folded[:32]):
        return True
    return words <= 16 and (_HOUR.match(folded) is not None or _DATED.search(folded) is not None)


def is_moment(text: str) -> bool:
    """Whether a line gives a day and an hour (« Craon, jeudi 16/01/2020, 18h30 – 20h25 ») and tells nothing."""
    folded = fold(text)
    clock = re.search(r"\b\d{1,2}\s?h(?:\s?\d{2})?\b", folded) is not None
    return clock and _DATED.search(folded) is not None and re.search(r"\d{4}|/\d\d\b", folded) is not None


def find_place(lines: list[str]) -> str | None:
    """Return where the meeting was held, as the header's lines say it."""
    for pattern in _PLACES:
        for line in lines:
            match = pattern.search(line[:400])
            if match:
                place = re.sub(r"\s+", " ", match["place"]).strip(" .,–-*")
                if len(place) > 1 and not place.isdigit():
                    return place
    return None


def find_title(lines: list[str]) -> str | None:
    """Return the line that names the document, or else the first that is no letterhead."""
    short = [" ".join(line.split()).strip(" *#") for line in lines if len(line.split()) <= 40]
    for line in short:
        if head_pattern("title").search(fold(line)) and not head_pattern("not_title").search(fold(line)):
            return line
    if not short and lines:
        # One long line holds the whole head: its title ends before the date or the first sentence.
        return (
            re.split(
                r"\s(?:du|le)?\s?(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b|[.;\n]|\s\d",
                lines[0],
                flags=re.IGNORECASE,
            )[0].strip(" –—-,")[:160]
            or None
        )
    for line in short:
        if not head_pattern("not_title").search(fold(line)) and not is_attendance(line) and not _HOUR.match(fold(line)):
            return line
    for line in short:
        if fold(line).startswith("objet"):
            return line.partition(":")[2].strip() or None
    return None
