# ruff: noqa: E501 -- tables and regular expressions read better unbroken
"""French typography of a drafted line: elision, contraction, apostrophes, no-break spaces, numbers in letters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

NBSP = "\u00a0"
_VOWELS = "aàâäeéèêëiîïoôöuùûüyœæ"
# Words that begin with a vowel or a mute h in spelling but take no elision.
_ASPIRATED = frozenset(
    "hameau hameaux hall halle halles hangar hangars handicap handicaps handicapé handicapés harcèlement "
    "hausse hausses haut "
    "haute hauts hautes hauteur hiérarchie hiérarchies halte haltes hache haie haies haine hall hooligan "
    "hooligans huit "
    "huitième onze onzième oui ouistiti uhlan yacht yachts yaourt hors-bord huis héros hachis harde "
    "harnais hasard havre "
    "heurt heurts hébergeur hotte houle hérisson hors hausser hacker hackers hacking harcèlements "
    "harceler handball hip-hop "
    "haussement hisser huées".split()
) - {"hébergeur"}
_NUMBERS = ("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix")
_DE_START = re.compile(
    r"^(?:(?P<le>le|Le)\s+|(?P<les>les|Les|des)\s+|(?P<part>du|de la)\s+|(?P<partl>de l[’'])\s*|(?P<de>d[’']|de\s+))"
)
_A_START = re.compile(r"^(?:(?P<le>le)\s+|(?P<les>les)\s+)")


def elides(word: str) -> bool:
    """Whether ``de``, ``le``, ``que`` elide before ``word`` ("accueil": yes, "hameau": no, "URL": yes)."""
    bare = word.lstrip('«“" \u00a0\u202f(')
    first = re.split(r"[\s’'.,;:)]", bare, maxsplit=1)[0].lower()
    if not first or first in _ASPIRATED or first.removesuffix("s") in _ASPIRATED:
        return False
    if first[0] == "h":
        return not bare[:2].isupper()
    return first[0] in _VOWELS and not re.match(r"y[aeiou]", first)


def de(text: str) -> str:
    """``text`` after the preposition *de*: "le samedi" → "du samedi", "des postes" → "de postes", "un abri" → "d’un
    abri".
    """
    match = _DE_START.match(text)
    if match is None:
        return f"d’{text}" if elides(text) else f"de {text}"
    rest = text[match.end() :]
    if match["le"]:
        return f"du {rest}"
    if match["les"] and match["les"].lower() == "les":
        return f"des {rest}"
    return f"d’{rest}" if elides(rest) else f"de {rest}"


def a(text: str) -> str:
    """``text`` after the preposition *à*: "le maire" → "au maire", "les maires" → "aux maires"."""
    match = _A_START.match(text)
    if match is None:
        return f"à {text}"
    return ("au " if match["le"] else "aux ") + text[match.end() :]


def que(text: str) -> str:
    return f"qu’{text}" if elides(text) else f"que {text}"


def definite(noun: str, gender: str, plural: bool = False) -> str:
    """``noun`` with its definite article ("accueil", "m" → "l’accueil"); gender "m" or "f"."""
    if plural:
        return f"les {noun}"
    if elides(noun):
        return f"l’{noun}"
    return f"{'la' if gender == 'f' else 'le'} {noun}"


def capitalise(text: str) -> str:
    """First letter in upper case, the rest untouched."""
    match = re.match(r"[^\w]*", text)
    start = match.end() if match else 0
    return text[:start] + text[start : start + 1].upper() + text[start + 1 :]


def lower_first(text: str) -> str:
    """First letter in lower case, unless the first word is an acronym or a name with an inner capital."""
    head = re.match(r"[\w’'-]*", text)
    word = head.group() if head else ""
    if sum(char.isupper() for char in word) > 1 or (len(word) == 1 and word.isupper() and word not in "AÀ"):
        return text
    return text[:1].lower() + text[1:]


def typeset(text: str) -> str:
    """Apostrophes, quotation marks, no-break spaces and doubled blanks as French printing has them."""
    text = re.sub(r"(?<=\w)['‘`´](?=\w)", "’", text)
    text = re.sub(r"[ \t\r\n\u00a0\u202f]+", " ", text).strip()
    text = re.sub(r"([!?])(?:\s?[!?])+", r"\1", text)
    text = re.sub(r'"([^"]*)"', r"« \1 »", text)
    text = re.sub(r"\s*([;?!])(?=\s|$)", NBSP + r"\1", text)
    text = re.sub(r"\s+:(?=\s|$)|(?<=\w):(?=\s|$)", NBSP + ":", text)
    text = re.sub(r"«\s*", "«" + NBSP, text)
    text = re.sub(r"\s*»", NBSP + "»", text)
    text = re.sub(r"(?<=\d) (?=(?:%|€|h\b|km\b|000\b))", NBSP, text)
    text = re.sub(r"\s+([,.)\]])", r"\1", text)
    return re.sub(r"([(\[])\s+", r"\1", text)


def line(text: str, *, stop: bool = False) -> str:
    """A finished line: typeset, capitalised, without a loose end; with a full stop where ``stop``."""
    text = typeset(text)
    text = re.sub(r"\bEtat\b", "État", hyphenated(in_full(calm(text))))
    if len(re.findall(r"→|=>|->|(?<=\s)=(?=\s)", text)) == 1 and not re.search(r"\s:\s", text):
        text = typeset(re.sub(r"\s*(?:→|=>|->|=)\s*", " : ", text))  # a note's arrow
    text = re.sub(r"^[\s,;:.\-–—•*→►▶]+|[\s,;:.!?…\-–—]+$", "", text)
    if text.count("(") > text.count(")"):
        text += ")"
    closed = re.search(r"[.!?…]\s*»$", text) is not None
    return capitalise(text) + ("." if stop and text and not closed else "")


@lru_cache(maxsize=1)
def shorthand() -> dict[str, str]:
    """Abbreviations of note-takers and loose terms, and what a line writes instead."""
    raw = files("assises_nlp.resources").joinpath("draft_abreviations.tsv").read_text(encoding="utf-8")
    return dict(row.split("\t")[:2] for row in raw.splitlines() if row.strip() and not row.startswith("#"))


_HYPHENS = (
    (r"\banti (?=[a-zé]{4})", "anti-"), (r"\b([Aa])u (dessus|dessous|delà|devant)(?= d[eu’s])", r"\1u-\2"), (r"\bweek end", "week-end"),
    (r"\bcentre ville\b", "centre-ville"), (r"\b(après|avant) midi\b(?! à)", r"\1-midi"), (r"\brendez vous\b", "rendez-vous"), (r"\bporte à porte\b", "porte-à-porte"), (r"\bpeut être\b(?= [a-z]*ment)", "peut-être"),
)  # fmt: skip


def hyphenated(text: str) -> str:
    """« radars anti bruit » → « radars anti-bruit »: hyphens that are often lost."""
    for pattern, made in _HYPHENS:
        text = re.sub(pattern, made, text)
    return text


def in_full(text: str) -> str:
    """« pb ds le hall » → « problème dans le hall »; the case of the first letter is kept."""

    def full(match: re.Match[str]) -> str:
        found = shorthand().get(match.group().lower())
        if found is None or match.group().isupper():
            return match.group()
        return found.capitalize() if match.group()[0].isupper() else found

    return re.sub(r"(?<![\w’'.])(?:tél\.|[^\W\d_]+(?:-surveillance|-protection)?)(?![\w’'])", full, text)


_SHORT_WORDS = frozenset(
    "LE LA LES DE DU DES UN UNE ET OU A À EN ON NE PAS SUR AU AUX IL QUE QUI PAR SA SON SES PLUS RUE BUS ÉTÉ ETE CAR MER LOI FEU VOL JE TU NOS VOS".split()
)
_ACRONYMS = frozenset(
    "SDIS PSIG CSU CIC CNI ANTS LAPI CLSPD CISPD CLSP CORG CODIS SAMU SMUR HLM SNCF EPCI CCAS GIGN RAID INSEE FSI TIG".split()
)
# Words that people put in capitals to insist; acronyms are never among them.
_INSISTED = frozenset(
    "ET OU RIEN TOUT TOUS TOUTE TOUTES VRAIMENT AVANT APRÈS APRES JAMAIS PLUS PAS NON OUI UN UNE DEUX NUIT JOUR TOUJOURS PARTOUT SEUL SEULE SEULEMENT "
    "STOP VITE MOINS ENFIN SURTOUT DEAL VEUX JE LE LA LES AUSSI".split()
)


def shouted(text: str) -> bool:
    """Whether a text was typed in capitals."""
    letters = [char for char in text if char.isalpha()]
    return len(letters) >= 8 and sum(char.isupper() for char in letters) >= 0.7 * len(letters)


def calm_word(word: str, *, whole: bool) -> str:
    """A word in capitals put in lower case where it is no acronym; ``whole``: the whole text is in capitals."""
    bare = word.strip("’'")
    if not word.isupper() or word in _ACRONYMS:
        return word
    if not whole:
        common = len(word) > 6 and word.isalpha() and word.lower() in _common()
        return word.lower() if word in _INSISTED or common else word
    return word.lower() if bare in _SHORT_WORDS or len(bare) > 3 or bare != word or bare in {"A", "À"} else word


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    """Words of the lexicon of the draft: verbs and nouns that are no acronyms."""
    raw = files("assises_nlp.resources").joinpath("draft_nominalisations.tsv").read_text(encoding="utf-8")
    rows = (row.split("\t") for row in raw.splitlines() if row and not row.startswith("#"))
    return frozenset(word for row in rows for cell in row[:2] for word in cell.split())


def calm(text: str) -> str:
    """A line typed in capitals put in lower case (« ARMER LA MUNICIPALE »); acronyms of a normal line stay."""
    if not shouted(text):
        return text
    return re.sub(r"[^\W\d_]+", lambda match: calm_word(match.group(), whole=True), text)


# Ends that make a noun (« sécurité »); any other word in -e or -es may be a form of its verb and is left alone.
_NOUN_ENDING = re.compile(r"(?:(?<!a)it|ert|ont|ant|ret|iet|eaut|ér|cl|cin|jur)és?$")
# Right without an accent as well, or with two readings.
_AMBIGUOUS = frozenset(
    "invite invites merite hesite evite profite cite cites visite visites gene genes eut tache taches peche peches presses cotes cote cure cures "
    "mure mures des la ou sur du a ca pres rode vive reserve reserves mesure interesse prevenu debats gere geres".split()
)


@lru_cache(maxsize=1)
def _accents() -> dict[str, str]:
    raw = files("assises_nlp.resources").joinpath("classify_orthographe.tsv").read_text(encoding="utf-8")
    pairs = [row.split("\t")[:2] for row in raw.splitlines() if "\t" in row and not row.startswith("#")]
    return {
        plain: form
        for plain, form in pairs
        if plain.isascii() and plain not in _AMBIGUOUS and (not re.search(r"és?$", form) or _NOUN_ENDING.search(form))
    }


@lru_cache(maxsize=1)
def _beginnings() -> dict[str, str]:
    raw = files("assises_nlp.resources").joinpath("draft_accents.tsv").read_text(encoding="utf-8")
    cells = (row.split("\t") for row in raw.splitlines() if "\t" in row and not row.startswith("#"))
    return {row[0]: row[1] for row in cells}


def _begun(word: str) -> str:
    """« arretés », « recidivistes » → « arrêtés », « récidivistes »: the longest beginning of the table that fits."""
    lower, table = word.lower(), _beginnings()
    whole = table.get(f"{lower}$")
    if whole is not None:
        return capitalise(whole) if word[:1].isupper() else whole
    for size in range(len(lower), 3, -1):
        form = table.get(lower[:size])
        if form is not None and not (word.isupper() and len(word) < 5):
            return (capitalise(form) if word[:1].isupper() else form) + word[size:]
    return word


def accented(word: str) -> str:
    """« cameras » → « caméras »: a word that is never written without its accents gets them back."""
    if re.search(r"[a-z]{2}(?:iere|[^e]ee)s?$", word):  # « lumiere », « journees »: no French word ends so
        word = re.sub(r"ee(s?)$", r"ée\1", re.sub(r"iere(s?)$", r"ière\1", word))
    known = _accents() if word.isascii() else {}
    form = known.get(word.lower())
    if form is None and word.endswith("s") and word.lower()[:-1] in known:
        form = known[word.lower()[:-1]] + "s"
    if word.isupper() and len(word) < 5:
        return word
    if form is None:
        return _begun(word)
    return capitalise(form) if word[:1].isupper() else form


_CONTRAST = re.compile(
    r"(?i)(?:,| et|, et) pas (?!une? de (?:plus|moins)|une? seule?)(?=(?:dès|mi-\w+|(?!seule|uni)\w+(?:elles?|els?|ales?|aux|euses?|ifs?|ives?|ées?|és?)(?=$|[,;.])|par|pour|en|à|au|aux|dans|sur|avec|chez|devant|derrière|après|avant|le|la|les|un|une|des|du|celui|celle|seulement|uniquement)\b|l’)"
)


def contrasted(text: str) -> str:
    """« par compagnie, pas par région » → « par compagnie et non par région », in a line without a negated verb."""
    if re.search(r"(?i)\b(?:ne\b|n’)", text):
        return text
    text = re.sub(
        r"(?i),? (?:et )?pas qu(?:e |’)(?=(?:pour|sur|dans|en|à|au|aux|avec|le|la|les|un|une|des|du|l’))",
        " et pas seulement ",
        text,
    )
    return _CONTRAST.sub(
        lambda m: " et pas " if re.match("seulement|uniquement", text[m.end() :]) else " et non ", text
    )


def number(value: int, *, feminine: bool = False) -> str:
    """``value`` in letters up to ten, in figures beyond ("trois", "41", "1 200")."""
    if value == 1 and feminine:
        return "une"
    if 0 <= value <= 10:
        return _NUMBERS[value]
    return f"{value:,}".replace(",", NBSP)


def counted(value: int, singular: str, plural: str, *, feminine: bool = False) -> str:
    return f"{number(value, feminine=feminine)} {singular if value < 2 else plural}"


def enumerate_fr(items: Sequence[str]) -> str:
    """ "a", "a et b", "a, b et c"."""
    if len(items) < 2:
        return "".join(items)
    return ", ".join(items[:-1]) + " et " + items[-1]
