"""When, where and with whom: from the configuration, else the file's name, else the document's header."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import PurePosixPath

from assises_nlp.config import DocumentSection
from assises_nlp.ingest.places import display_place, split_name
from assises_nlp.records import DocumentAnalysis, Meeting
from assises_nlp.resources import load_toml

_ISO = re.compile(r"(?<!\d)(20\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(0?[1-9]|[12]\d|3[01])[-_.](0?[1-9]|1[0-2])[-_.](20\d\d)(?!\d)")
_SEPARATORS = re.compile(r"[_\s]+")
_TWO_WORDS = re.compile(r"(?i)(?<![^\W_])(grand|socio|caf[ée])[_\s]+(public|[ée]conomiques?|rencontre)(?![^\W_])")
"""Names of a public in two words, kept together before the name is cut."""


def describe(name: str, analysis: DocumentAnalysis, section: DocumentSection | None) -> tuple[Meeting, tuple[str, ...]]:
    """The meeting behind the input file ``name``, and which of its fields were inferred rather than said."""
    said = section or DocumentSection(fichier=name)
    date, named, audience = _clues(name)
    place = display_place(analysis.place, named, (remark.text for remark in analysis.remarks))
    inferred = []
    if said.date is None and (date or analysis.date):
        inferred.append("date")
    if said.lieu is None and place:
        inferred.append("lieu")
    if said.public is None and audience:
        inferred.append("public")
    meeting = Meeting(
        document=analysis.key,
        name=name,
        kind=analysis.kind,
        date=said.date.isoformat() if said.date else date or analysis.date,
        place=said.lieu or place,
        audience=said.public or audience,
        title=said.nom or analysis.title,
    )
    return meeting, tuple(inferred)


def from_name(name: str) -> tuple[str | None, str | None, str | None]:
    """Date (ISO), place and audience that a file's name tells: ``2020-01-15_mayenne_elus.odt``."""
    date, named, audience = _clues(name)
    return date, display_place(None, named), audience


def _clues(name: str) -> tuple[str | None, str | None, str | None]:
    stem = PurePosixPath(name).stem
    date, rest = _date(stem)
    rest = _TWO_WORDS.sub(r"\1-\2", rest)
    parts = [part for part in _SEPARATORS.split(rest) if part.strip("-. ")]
    audiences = load_toml("audiences.toml")
    audience = None
    others = []
    for part in parts:
        found = next((key for key, entry in audiences.items() if _fold(part) in entry["noms"]), None)
        if found and audience is None:
            audience = found
        elif _fold(part) not in _NOT_A_PLACE:
            others.append(part)
    # Without a public beside it, a word of the name is a place only where it names a building ("laval-prefecture").
    named = others[0] if date and others and (audience or split_name(others[0])[1]) else None
    return date, named, audience


_NOT_A_PLACE = frozenset(
    [
        "cr",
        "compte-rendu",
        "compte",
        "rendu",
        "pv",
        "reunion",
        "seance",
        "notes",
        "note",
        "minutes",
        "questionnaire",
        "reponses",
        "contribution",
        "cadrage",
        "courriel",
        "vf",
        "v1",
        "v2",
    ]
)


def _date(stem: str) -> tuple[str | None, str]:
    for pattern, order in ((_ISO, (0, 1, 2)), (_DAY_FIRST, (2, 1, 0))):
        match = pattern.search(stem)
        if match:
            year, month, day = (int(match.groups()[index]) for index in order)
            try:
                iso = dt.date(year, month, day).isoformat()
            except ValueError:
                continue
            return iso, stem[: match.start()] + "_" + stem[match.end() :]
    return None, stem


def _fold(text: str) -> str:
    import unicodedata

    decomposed = unicodedata.normalize("NFD", text.lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).replace("_", "-").strip("-. ")


def audience_title(audience: str | None) -> str:
    """What a person reads for an audience's id ("elus" -> "élus"); another name stands for itself."""
    if not audience:
        return "public non précisé"
    entry = load_toml("audiences.toml").get(audience)
    return str(entry["titre"]) if entry else audience
