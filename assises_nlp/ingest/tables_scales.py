"""Ordered answers: brackets of numbers, numbered choices, and scales of opinion in French and English."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assises_nlp.ingest import tables_patterns as patterns
from assises_nlp.ingest.tables_cells import fold

_THOUSANDS = re.compile(r"(?<=\d)[ \u00a0\u202f.](?=\d{3}(?!\d))")
_PREFIX = re.compile(r"\s*(\d{1,2})\s*[-–:.)=]\s*\D")
_BRACKET = re.compile(
    r"(?P<below>(?:moins|inferieur|jusqu|less|under|below|avant)\b|^<)|(?P<above>^\s*\+|^>|\bplus\b|superieur"
    r"|more than|over\b|above|apres|\d\s*\+)"
)
_FIXED: tuple[tuple[float, str], ...] = (
    (
        -4,
        r"(?:non )?(?:pas du tout|absolument pas|en aucun cas|aucunement|nullement)\b.*|strongly disagree"
        r"|very (?:dis|un)\w+|very poor|not at all.*",
    ),
    (
        -3.5,
        r"(?:jamais|never|nulle?)|(?:tres|vraiment) (?:mauvais|insatisf|mecontent|faible|negati|defavorable"
        r"|insuffisa|peu )\w*.*|tres peu",
    ),
    (
        -1.5,
        r"(?:plutot|assez) (?:pas|non|en desaccord|in\w+|mecontent\w*|mauvais\w*|negati\w+|defavorable"
        r"|faible)\b.*",
    ),
    (
        -2,
        r"(?:pas|non pas) (?:vraiment|tellement|tres|assez|trop|suffisamment|toujours)\b.*|(?:(?:un )?peu"
        r"|rarement|not really|somewhat dis\w+|rarely|seldom|poor)\b.*",
    ),
    (
        -3,
        r"(?:pas|non|in(?:satisf|suffis|effic|coher|util|adapt)\w+|mecontent\w*|mauvais\w*|en desaccord"
        r"|negati\w+|defavorable|faible|disagree|dissatisfied|ne \w+ pas)\b.*",
    ),
    (
        0,
        r"(?:moyen\w*|ni .* ni|neutre|mitige\w*|passable|correct\w*|parfois|quelquefois|de temps en temps"
        r"|occasionnellement|neither|neutral|fair|sometimes|partage)\b.*",
    ),
    (1.5, r"(?:assez|plutot|globalement|suffisamment|somewhat|rather|fairly)\b.*"),
    (2.5, r"(?:souvent|regulierement|frequemment|often|usually|beaucoup)\b.*"),
    (
        3,
        r"(?:tres|tout a fait|totalement|entierement|extremement|parfaitement|absolument|fortement|vraiment"
        r"|strongly|very|completely|extremely)\b.*|oui tout a fait",
    ),
    (3.5, r"(?:excellent\w*|toujours|always|tous les jours|quotidiennement|enormement)\b.*"),
)
_RANKS = tuple((rank, re.compile(text)) for rank, text in _FIXED)
_PLAIN = re.compile(
    r"(?:oui|satisf|suffis|accord|import|confian|util|effic|bon|bien|visib|favorab|inform|probab|coheren|adapt"
    r"|secur|content|agree|good|satisfied|yes|aise|fiable|clair|connu)\w*"
)
_MODIFIERS = frozenset(
    {
        "tres",
        "tout",
        "a",
        "fait",
        "totalement",
        "entierement",
        "pas",
        "du",
        "plutot",
        "assez",
        "peu",
        "non",
        "oui",
        "ni",
    }
    | {"vraiment", "en", "d", "je", "me", "suis", "sens", "est", "moyennement", "ne", "de", "la", "le"}
)


def ordered(values: Sequence[str]) -> tuple[str, ...] | None:
    """The values in the order of their scale, or None where they make none.

    Brackets and numbered choices ascend; opinions go from the most to the least favourable; "sans opinion" comes last.
    At least two values must have a place on the scale.
    """
    aside = [value for value in values if patterns.NO_OPINION.fullmatch(fold(value))]
    placed = [value for value in values if value not in aside]
    if len(placed) < 2 or len(placed) > 14:
        return None
    for places in (_prefixes(placed), _brackets(placed), _opinions(placed)):
        if places is not None and len(set(places)) > 1:
            ranked = sorted(zip(places, placed, strict=True))
            return tuple(value for _, value in ranked) + tuple(sorted(aside))
    return None


def _prefixes(values: Sequence[str]) -> list[float] | None:
    """ "1 - Pas du tout", "2 - Plutôt pas"… : distinct small numbers before a text."""
    matches = [_PREFIX.match(value) for value in values]
    numbers = [float(match.group(1)) for match in matches if match is not None]
    texts = [re.sub(r"^\s*\d{1,2}\s*[-–:.)=]?\s*", "", value) for value in values]
    if len(numbers) < len(values) or len(set(numbers)) < len(values) or any(re.search(r"\d", text) for text in texts):
        return None
    units = {fold(text).split(" ")[0] for text in texts}
    return None if len(units) == 1 and len(values) > 1 else numbers


def _brackets(values: Sequence[str]) -> list[float] | None:
    """ "Moins de 500 habitants", "De 500 à 999", "10 000 et plus", "18-24 ans"."""
    places = []
    ranges = 0
    for value in values:
        text = _THOUSANDS.sub("", value)
        numbers = [float(n) for n in re.findall(r"\d+", text)]
        sign = _BRACKET.search(text.casefold())
        if not numbers or len(numbers) > 2:
            return None
        ranges += 1 if sign or len(numbers) == 2 else 0
        place = numbers[0]
        if len(numbers) == 1 and sign:
            place += -0.5 if sign.group("below") else 0.5
        places.append(place)
    return places if ranges >= max(2, len(values) - 1) else None


def _opinions(values: Sequence[str]) -> list[float] | None:
    places: list[float] = []
    modified = 0
    stems: list[set[str]] = []
    for value in values:
        key = fold(value)
        if len(key.split()) > 8:
            return None
        stems.append({_stem(word) for word in key.split() if word not in _MODIFIERS and len(word) > 2})
        rank = next((rank for rank, pattern in _RANKS if pattern.fullmatch(key)), None)
        modified += rank is not None and key not in ("non", "oui")
        places.append(-(2.0 if rank is None else rank))
        if rank is None and not _PLAIN.match(re.sub(r"^(?:d |en |je (?:me )?(?:suis|sens) |il est )+", "", key)):
            shared = any(stems[-1] & {_stem(w) for w in fold(other).split()} for other in values if other != value)
            if not shared:
                return None
    if not modified or any(not _related(i, stems, values) for i in range(len(values))):
        return None
    return places


def _related(index: int, stems: list[set[str]], values: Sequence[str]) -> bool:
    """A value of a scale shares its adjective with another, or is one of the words of frequency, quality or degree."""
    if any(stems[index] & other for i, other in enumerate(stems) if i != index):
        return True
    words = fold(values[index]).split()
    return len(words) <= 4 and (
        not stems[index]
        or any(_PLAIN.match(word) for word in words)
        or any(p.fullmatch(fold(values[index])) for _, p in _RANKS)
    )


def _stem(word: str) -> str:
    for prefix in ("insatisf", "insuffi", "mecont", "desacc", "ineffi", "incohe", "inutil", "inadap", "defavo"):
        if word.startswith(prefix):
            word = word.removeprefix("in").removeprefix("des").removeprefix("de").removeprefix("me")
            break
    return word[:5]
