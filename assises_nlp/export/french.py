"""French of the documents: no-break spaces, numbers, dates, the words for a public and for a position."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import Counter
from collections.abc import Container, Iterable, Sequence

from assises_nlp.records import Locator, Position, Statement, Voices

NBSP = "\u00a0"
_NUMBERS = ("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix")
_MONTHS = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]
_AUDIENCES = {
    "elus": "élus",
    "grand_public": "grand public",
    "forces": "forces de sécurité",
    "socio_economique": "acteurs socio-économiques",
}
_POSITIONS: dict[Position, str] = {
    "consensus": "Consensus",
    "majoritaire": "Majoritaire, d’après un décompte",
    "repandu": "Évoqué",
    "divergent": "Avis divergents",
    "isole": "Point isolé",
}
NATURES = {
    "constat": "constat",
    "bonne_pratique": "bonne pratique",
    "preconisation": "préconisation",
    "engagement": "engagement",
    "procedural": "déroulement de séance",
    "non_informatif": "sans contenu",
}
SENSITIVE = ("diffusion_restreinte", "cas_individuel")
"""Flags of lines that must be read again before they leave the préfecture."""
_FLAGS = {
    "diffusion_restreinte": "diffusion restreinte",
    "cas_individuel": "cas individuel",
    "chiffres_contradictoires": "chiffres contradictoires",
    "avis_rapportes_divergents": "avis rapportés divergents",
    "a_reformuler": "à reformuler",
    "sous_conditions": "des conditions sont posées par des participants",
    "sans_voix": "dit par aucun participant",
    "controle:nombre-absent": "un nombre ne figure pas dans les remarques citées",
    "controle:nom-absent": "un nom ne figure pas dans les remarques citées",
    "controle:mot-absent": "un mot ne figure pas dans les remarques citées",
    "controle:negation-perdue": "la négation d’une remarque est perdue",
    "controle:negation-ajoutee": "une négation a été ajoutée",
    "controle:remarque-inconnue": "une remarque citée est inconnue",
    "controle:citation-absente": "une citation ne figure pas dans sa remarque",
    "controle:sans-appui": "aucune remarque ne l’appuie",
    "controle:ligne-vide": "aucune rédaction n’a pu être proposée",
}
# Endings of the nouns of action and infinitives that open a line of a list; other words may be names and
# keep their capital.
_COMMON_START = re.compile(
    r"(?:tions?|sions?|ments?|ages?|ures?|ances?|ences?|ités?|iens?|ois|ueil|ise|ises|[eio]r|ir|re)$"
    r"|^(?:on|ils?|elles?|certaine?s?|plusieurs|beaucoup|aucune?|chaque|trop|peu|cette|cet|ces?|leurs?|deux|trois"
    r"|quatre|cinq|maintien|appui|renfort|retour|envoi|accès|recours|suivi|mise|prise|suite|hausse|plus|moins"
    r"|(?:vingt|trente|quarante|cinquante|soixante|quatre-vingt|cent|mille|dix)(?:-\w+)*|absence|à|que|ne|un|une|des|de|le|la|les)$"
)


# A word that does not open a sentence, a quote or a list.
_WORD_INSIDE = re.compile(r"(?<=[\w,’'] )([^\W\d_]{3,})(?![\w’'])")


def typeset(text: str) -> str:
    """Apostrophes and no-break spaces of French printing, in prose written by the program."""
    text = re.sub(r"(?<=\w)'(?=\w)", "’", text)
    text = re.sub(r" +([;:?!»%])", NBSP + r"\1", text)
    text = re.sub(r"« +", "«" + NBSP, text)
    text = re.sub(r"(?<![\d.,])(\d{1,3}) (?=\d{3}(?!\d))", r"\1" + NBSP, text)
    return re.sub(r"\b(n°|§|p\.) +(?=\d)", r"\1" + NBSP, text)


def fold(text: str) -> str:
    """Lower case, no accents, one blank for all that is neither letter, figure nor apostrophe."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae").replace("’", "'"))
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return re.sub(r"[^\w'+<>]+", " ", plain).strip()


def number(value: int, *, feminine: bool = False) -> str:
    """``value`` in letters up to ten, in figures with a no-break space beyond ("trois", "1 200")."""
    if value == 1 and feminine:
        return "une"
    return _NUMBERS[value] if 0 <= value <= 10 else figure(value)


def figure(value: int) -> str:
    return f"{value:,}".replace(",", NBSP)


def counted(value: int, singular: str, plural: str, *, feminine: bool = False) -> str:
    return f"{number(value, feminine=feminine)} {singular if value < 2 else plural}"


def enumerate_fr(items: Sequence[str]) -> str:
    """ "a", "a et b", "a, b et c"."""
    if len(items) < 2:
        return "".join(items)
    return ", ".join(items[:-1]) + " et " + items[-1]


def capitalise(text: str) -> str:
    """First letter in upper case; a text that begins with a figure stays as it is."""
    for index, char in enumerate(text):
        if char.isalnum():
            return text[:index] + char.upper() + text[index + 1 :]
    return text


def list_start(text: str, common: Container[str] = ()) -> str:
    """A line of a list that ends with semicolons: lower case, unless the first word may be a name or an acronym.

    ``common`` are words that the consultation itself writes in lower case (see :func:`common_words`).
    """
    match = re.match(r"[\w’'-]+", text)
    word = match.group() if match else ""
    head, *rest = re.split(r"[’']", word)
    elided = bool(rest) and head.lower() in {"l", "d", "qu", "n", "s", "c"}
    if any(char.isupper() for char in word[1:]) or not (
        elided or word.lower() in common or _COMMON_START.search(word.lower())
    ):
        return text
    return text[:1].lower() + text[1:]


def common_words(texts: Iterable[str]) -> frozenset[str]:
    """Words that are no names: oftener in lower case than with a capital, the starts of sentences left aside."""
    lower: Counter[str] = Counter()
    names: Counter[str] = Counter()
    for text in texts:
        for match in _WORD_INSIDE.finditer(text):
            word = match[1]
            (lower if word.islower() else names)[word.lower()] += 1
    return frozenset(word for word, count in lower.items() if count > names[word])


def without_stop(text: str) -> str:
    """``text`` without the punctuation that closes it (an ellipsis, a question mark and a closing quote stay)."""
    return re.sub(r"(?<!\.)[\s;:,.]+$", "", text) if not text.endswith("...") else text


def date_fr(iso: str | None) -> str:
    """ "2020-01-01" → "1er janvier 2020"; what is no ISO date stays as it is, nothing is a dash."""
    if not iso:
        return "—"
    try:
        day = dt.date.fromisoformat(iso)
    except ValueError:
        return iso
    first = "1er" if day.day == 1 else str(day.day)
    return f"{first}{NBSP}{_MONTHS[day.month - 1]} {day.year}"


def period(dates: Iterable[str | None]) -> str:
    """ "du 14 au 22 janvier 2020", "le 15 janvier 2020", or "" where no date is known."""
    days = []
    for value in dates:
        try:
            days.append(dt.date.fromisoformat(value or ""))
        except ValueError:
            continue
    if not days:
        return ""
    first, last = min(days), max(days)
    if first == last:
        return f"le {date_fr(first.isoformat())}"
    start = date_fr(first.isoformat())
    if first.year == last.year:
        start = start.removesuffix(f" {first.year}")
        if first.month == last.month:
            start = start.removesuffix(f"{NBSP}{_MONTHS[first.month - 1]}")
    return f"du {start} au {date_fr(last.isoformat())}"


def audience_fr(audience: str | None) -> str:
    """What a person reads for a public's id; "" where it is unknown."""
    return _AUDIENCES.get(audience, audience.replace("_", " ")) if audience else ""


def flag_fr(flag: str) -> str:
    return _FLAGS.get(flag) or re.sub(r"[_-]+", " ", flag.rsplit(":", 1)[-1])


def percent(count: int, base: int) -> str:
    """Whole percent of ``base``, halves up ("72 %"); never « 0 % » or « 100 % » where it is not."""
    if base <= 0:
        return "—"
    value = (200 * count + base) // (2 * base)
    if value == 0 and count > 0:
        return f"<{NBSP}1{NBSP}%"
    if value == 100 and count < base:
        return f">{NBSP}99{NBSP}%"
    return f"{value}{NBSP}%"


def locator_fr(locator: Locator, longest: int | None = None) -> str:
    """Where a remark stands, for a person: « p. 3, § 12 », « ligne 14, colonne « Vos propositions » », ""
    where unknown. A column's title is cut to ``longest`` characters.
    """
    parts = []
    if locator.page is not None:
        parts.append(f"p.{NBSP}{locator.page}")
    if locator.row is not None:
        parts.append(f"ligne{NBSP}{locator.row}")
    elif locator.line is not None and locator.paragraph is None:
        parts.append(f"ligne{NBSP}{locator.line}")
    if locator.paragraph is not None and locator.row is None:
        parts.append(f"§{NBSP}{locator.paragraph}")
    if locator.column:
        title = locator.column
        if longest is not None and len(title) > longest:
            title = title[:longest].rsplit(" ", 1)[0] + "…"
        parts.append(f"colonne «{NBSP}{title}{NBSP}»")
    return ", ".join(parts)


def short_locator(locator: Locator) -> str:
    """Where a remark stands, in as few signs as lead to it: « § 12 », « l. 14 », « p. 3 », "" where unknown."""
    if locator.row is not None:
        return f"l.{NBSP}{locator.row}"
    if locator.paragraph is not None:
        return f"§{NBSP}{locator.paragraph}"
    if locator.line is not None:
        return f"l.{NBSP}{locator.line}"
    return f"p.{NBSP}{locator.page}" if locator.page is not None else ""


def position_fr(position: Position) -> str:
    return _POSITIONS[position]


def said(voices: Voices) -> str:
    """« évoqué dans trois séances (cinq intervenants) et par 41 répondants »: séances and answers are never
    added up.
    """
    parts = []
    if voices.speakers:
        people = counted(voices.speakers, "intervenant", "intervenants")
        if voices.meetings > 1:
            where = counted(voices.meetings, "séance", "séances", feminine=True)
            parts.append(f"dans {where} ({people})")
        else:
            parts.append(f"dans une séance par {people}")
    if voices.respondents:
        parts.append(f"par {counted(voices.respondents, 'répondant', 'répondants')}")
    return f"évoqué {enumerate_fr(parts)}" if parts else "relevé dans les données des services, sans prise de parole"


def standing(statement: Statement) -> str:
    """The position in words, with its counts: « Consensus : évoqué dans trois séances (…) et par 41 répondants »."""
    voices = statement.voices
    if not voices.speakers and not voices.respondents:
        return capitalise(said(voices))
    if statement.position == "isole":
        return f"Soulevé par {_few(voices)}"
    if statement.position == "repandu":
        return capitalise(said(voices))
    return f"{position_fr(statement.position)}{NBSP}: {said(voices)}"


def _few(voices: Voices) -> str:
    """« un participant et un répondant »."""
    people = ((voices.speakers, "participant"), (voices.respondents, "répondant"))
    return enumerate_fr([counted(count, one, one + "s") for count, one in people if count])


def reach(statement: Statement) -> str:
    """How far a line goes, in a few words: « neuf séances, 23 répondants », « avis divergents : deux séances »."""
    voices = statement.voices
    if not voices.speakers and not voices.respondents:
        return "données des services"
    if statement.position == "isole":
        return _few(voices)
    parts = []
    if voices.meetings:
        parts.append(counted(voices.meetings, "séance", "séances", feminine=True))
    if voices.respondents:
        parts.append(counted(voices.respondents, "répondant", "répondants"))
    said = ", ".join(parts)
    if statement.position in {"repandu", "isole"}:
        return said
    name = position_fr(statement.position).lower()
    return f"{name}{NBSP}: {said}" if said else name
