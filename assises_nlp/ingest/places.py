"""A place as a reader expects it in a table of séances: the town first, then the building; no room, no street.

Two clues are joined: what the document's head says ("commissariat de police, salle de réunion du 2e étage, Laval")
and what the file's name says ("laval-commissariat"). The head has the better spelling, the name the surer town.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

SMALL = frozenset(["de", "du", "des", "la", "le", "les", "sur", "sous", "en", "et", "l", "d", "aux", "au", "à", "lès"])
# Buildings as file names have them (folded) and as they are written.
VENUES = {
    "prefecture": "préfecture",
    "sous-prefecture": "sous-préfecture",
    "commissariat": "commissariat",
    "gendarmerie": "gendarmerie",
    "brigade": "brigade",
    "caserne": "caserne",
    "sdis": "SDIS",
    "cis": "centre d’incendie et de secours",
    "mairie": "mairie",
    "hotel-de-ville": "hôtel de ville",
    "tribunal": "tribunal",
    "lycee": "lycée",
    "college": "collège",
    "hopital": "hôpital",
    "cci": "CCI",
    "chambre-d-agriculture": "chambre d’agriculture",
    "cafe-rencontre": "café-rencontre",
    "cafe": "café",
    "mfs": "maison France Services",
    "france-services": "France Services",
    "mediatheque": "médiathèque",
    "salle-des-fetes": "salle des fêtes",
    "salle-polyvalente": "salle polyvalente",
    "visioconference": "visioconférence",
    "visio": "visioconférence",
}
_ROOM = re.compile(
    r"^(?:(?:la|en|au|grande|petite)\s)*(?:salle|bureau|amphith[ée][âa]tre|amphi|étage|\d+(?:er|e|ème) étage"
    r"|rez-de-chaussée|bâtiment|porte)\b"
    r"(?!\s(?:communale|municipale|intercommunale|polyvalente|des fêtes|paroissiale|du conseil|associative"
    r"|omnisports))",
    re.IGNORECASE,
)
_STREET = re.compile(
    r"^\d+\s?(?:bis|ter)?,?\s(?:rue|avenue|boulevard|place|allée|chemin|impasse|quai|cours|route)\b|^\d{5}\b",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:(?:à|dans|en)\s)?(?:la|le|les|l[’'])\s*(?=[a-zà-ÿ])")
_BLANKS = re.compile(r"\s+")


def display_place(said: str | None, named: str | None, texts: Iterable[str] = ()) -> str | None:
    """« Laval, commissariat de police » from the head's place and the file name's ("laval-commissariat").

    ``texts`` are the document's own words: the town of a file's name takes the accents that they give it.
    """
    parts = _parts(said) if said and said.strip() else []
    town, venue = split_name(named) if named and named.strip() else (None, None)
    if town:
        town = _spelling(town, (said or "", *texts)) or title_case(town)
    if not parts:
        return ", ".join(part for part in (town, venue) if part).strip() or None
    if not town:
        return ", ".join(parts)
    known = next((part for part in parts if fold(part) == fold(town)), None)
    if known:
        others = [part for part in parts if part != known]
        return ", ".join([known, *([_lower(others[0]), *others[1:]] if others else [venue] if venue else [])])
    if any(f" {fold(town)} " in f" {fold(part)} " for part in parts) and venue is None:
        return ", ".join(parts)
    if len(parts) == 1 and " " not in parts[0] and _lower(parts[0]) == parts[0][:1].upper() + parts[0][1:]:
        return parts[0]  # a town of its own: the document knows better than the name of its file
    return ", ".join([town, _lower(parts[0]), *parts[1:]])


def split_name(named: str) -> tuple[str | None, str | None]:
    """Town and building of a part of a file's name: "laval-prefecture" is ("laval", "préfecture")."""
    words = [word for word in re.split(r"[-.\s]+", named) if word]
    plain = [fold(word) for word in words]
    for size in (4, 3, 2, 1):
        for start in range(len(words) - size + 1):
            venue = VENUES.get("-".join(plain[start : start + size]))
            if venue is None:
                continue
            rest = words[:start] or words[start + size :]
            while rest and fold(rest[0]) in SMALL - {"la", "le", "les"}:
                rest = rest[1:]
            return "-".join(rest) or None, venue
    return named, None


def title_case(place: str) -> str:
    """ "laval" → "Laval", "CHÂTEAU-GONTIER-SUR-MAYENNE" → "Château-Gontier-sur-Mayenne"; acronyms stay."""
    if not (place.isupper() or place.islower()) or (place.isupper() and len(place) <= 4 and place in _ACRONYMS):
        return place
    pieces = re.split(r"([-\s.’'])", place.lower())
    return "".join(_cased(piece, first=not index) for index, piece in enumerate(pieces))


def _cased(piece: str, *, first: bool) -> str:
    if piece.upper() in _SERVICES:
        return piece.upper()
    return piece if piece in SMALL and not first else piece[:1].upper() + piece[1:]


_SERVICES = frozenset(
    {"CSP", "DDSP", "DDPN", "GGD", "SDIS", "CCI", "MJC", "MSA", "MSAP", "EFS", "EPCI", "CODIS", "CORG"}
)
"""Written in capitals even beside a town: « CSP Valence »."""
_ACRONYMS = frozenset(venue for venue in VENUES.values() if venue.isupper())


def fold(text: str) -> str:
    """Lower case, no accent, blanks for hyphens and apostrophes: what two spellings of a place have in common."""
    return re.sub(r"[\s’'_-]+", " ", "".join(_bare(char) for char in text.lower())).strip()


def _bare(char: str) -> str:
    return unicodedata.normalize("NFD", char)[0]


def _parts(said: str) -> list[str]:
    """What the head says, cut at commas; rooms and streets go, unless nothing else is left."""
    found = [_BLANKS.sub(" ", part).strip(" .–-") for part in re.split(r",|;| [–-] ", said)]
    found = [title_case(part) if part.isupper() else _ARTICLE.sub("", part) for part in found if part]
    return [part for part in found if not (_ROOM.match(part) or _STREET.match(part))] or found


def _spelling(town: str, texts: Iterable[str]) -> str | None:
    """The commonest spelling of ``town`` in the texts that begins with a capital and is not all capitals."""
    wanted = re.compile(r"(?<!\w)" + r"[\s’'-]".join(map(re.escape, fold(town).split())) + r"(?!\w)")
    counts: Counter[str] = Counter()
    for text in texts:
        flat = "".join(_bare(char) for char in unicodedata.normalize("NFC", text).lower())
        if len(flat) != len(text):
            continue
        spellings = (text[match.start() : match.end()] for match in wanted.finditer(flat))
        counts.update(_BLANKS.sub(" ", found) for found in spellings if found[:1].isupper() and not found.isupper())
    return min(counts, key=lambda found: (-counts[found], found)) if counts else None


def _lower(part: str) -> str:
    """A building after its town takes no capital: "Préfecture de la Mayenne" → "préfecture de la Mayenne"."""
    first = part.split(" ")[0].split("-")[0]
    common = {fold(venue).split(" ")[0] for venue in VENUES.values()} | {"maison", "salle", "espace", "centre", "sous"}
    return part[:1].lower() + part[1:] if fold(first) in common and not first.isupper() else part
