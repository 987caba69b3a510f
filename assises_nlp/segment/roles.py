"""Roles: what may be written of a speaker, without name or commune, and who is an authority."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from assises_nlp.segment.lexicon import Gender, Head, cues, fold

_TOKEN = re.compile(r"(?:[ldjcnsmtLDJCNSMT]|qu|Qu|lorsqu|puisqu)['’]|[^\W_]+(?:(?:\.-|[-.&])[^\W_]+)*")
_GAP = re.compile(r"[\s\u00a0\u202f]{0,3}$")
_DETERMINERS = {
    "le": True,
    "la": True,
    "l'": True,
    "les": True,
    "un": False,
    "une": False,
    "des": False,
    "ce": True,
    "cet": True,
    "cette": True,
    "du": True,
    "au": True,
    "d'": False,
    "de": False,
    "notre": True,
    "nos": True,
}
_LINKS = frozenset("de du des d' la le les l' et en à au aux pour".split())
_FINITE = frozenset(
    "est sont a ont etait etaient avait avaient sera peut peuvent doit doivent fait font va vont n' ne se s' lui leur "
    "prend prennent tient tiennent donne donnent met mettent vient viennent arrive rejoint quitte voit sait lit "
    "dispose y qui que qu' dont ou où mais".split()
)
_CUT_LINK = re.compile(r"\bde la (compagnie|brigade|communauté|ville|circonscription|section|fédération|chambre)$")
_CUT_LINK_M = re.compile(r"\bdu (groupement|centre|collège|lycée|comité|club)$")
_ROLE_WORDS = 14


@dataclass(frozen=True, slots=True)
class RolePhrase:
    """A role as read: ``clean`` may be written, ``place`` (folded) and ``name`` may not."""

    start: int
    end: int
    head: Head
    clean: str
    gender: Gender
    place: str | None = None
    name: str | None = None
    definite: bool = False
    determined: bool = False
    plural: bool = False
    service: str = ""


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    folded: str
    start: int
    end: int


def _words(text: str, position: int, end: int, limit: int = _ROLE_WORDS + 6) -> list[_Word]:
    """Return at most ``limit`` words from ``position`` up to punctuation, elided articles apart."""
    found: list[_Word] = []
    cursor = position
    stop = min(end, position + (240 if limit > 6 else 60))
    folded = fold(text[position:stop])
    for match in _TOKEN.finditer(text, position, stop):
        start = match.start()
        if (start > cursor and not _GAP.match(text[cursor:start])) or len(found) >= limit:
            break
        cursor = match.end()
        found.append(_Word(match[0], folded[start - position : cursor - position], start, cursor))
    return found


def _find_head(text: str, words: list[_Word], first: int) -> tuple[Head, int] | None:
    """Return the longest head that begins at ``words[first]`` and the index after it."""
    heads = cues().heads
    if words[first].folded.rstrip("'") not in cues().first_words:
        return None
    for size in range(min(cues().head_words + 2, len(words) - first), 0, -1):
        phrase = " ".join(fold(text[words[first].start : words[first + size - 1].end]).split())
        if phrase in heads:
            return heads[phrase], first + size
    return None


@cache
def _sets() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    lexicon = cues()
    return (
        lexicon.words("roles", "local"),
        lexicon.words("roles", "complements"),
        lexicon.words("roles", "kept"),
        lexicon.words("roles", "before"),
    )


def _complement(words: list[_Word], first: int) -> int:
    """Return the index after the words that complete a role: a verb of report ends it."""
    stop = first
    reporting = cues().reporting
    for index in range(first, min(len(words), first + _ROLE_WORDS)):
        word = words[index]
        before = words[index - 1].folded
        if word.folded in _FINITE and before not in _LINKS:
            break
        following = words[index + 1].folded if index + 1 < len(words) else ""
        if word.folded == "et" and following in ("le", "la", "l'", "les", "un", "une", "monsieur", "madame"):
            break
        if word.folded in reporting and before not in _LINKS and word.text[:1].islower():
            break
        if (
            word.text[:1].islower()
            and word.folded not in _LINKS
            and index > first
            and words[index - 1].text[:1].isupper()
            and before not in _sets()[2]
        ):
            break
        if (
            index == first
            and word.text[:1].islower()
            and word.folded not in _LINKS
            and word.folded.endswith(("ent", "ait"))
        ):
            break
        stop = index + 1
    while stop > first and words[stop - 1].folded in _LINKS:
        stop -= 1
    return stop


def _clean(head: Head, words: list[_Word]) -> tuple[str, str | None, int]:
    """Return the writable role, the place (folded) and the index of the first word that is neither."""
    local, complements, kept, _ = _sets()
    phrase: list[str] = []
    pending: list[str] = []
    cut: int | None = None
    for index, word in enumerate(words):
        if word.folded in _LINKS:
            pending.append(word.text.lower() if word.text.isupper() and len(word.text) > 2 else word.text)
            continue
        proper = word.text[:1].isupper() and word.folded not in kept
        foreign = head.canonical in local and word.folded not in complements and word.folded not in kept
        if proper or foreign or any(char.isdigit() for char in word.text):
            cut = index
            break
        phrase += [*pending, word.text]
        pending = []
    clean = _join([head.form, *phrase])
    if cut is None:
        return clean, None, len(words)
    clean = _CUT_LINK_M.sub(r"de \1", _CUT_LINK.sub(r"de \1", clean))
    place = " ".join(word.folded for word in words[cut:] if word.folded not in _LINKS)
    return clean, place or None, cut if not pending else len(words)


def _join(words: list[str]) -> str:
    text = " ".join(word for word in words if word).replace("'", "’")
    return re.sub(r"’\s+", "’", text)


def read_role(text: str, position: int, end: int) -> RolePhrase | None:
    """Read a role (« la commandante de la compagnie de X », « adjoint à la sécurité ») at ``position``, or None."""
    window = text[position : position + 4]
    position += len(window) - len(window.lstrip())
    words = _words(text, position, end, 5)
    first, definite, determined = 0, False, False
    while first < len(words) and words[first].folded in _DETERMINERS and first < 2:
        definite, determined = _DETERMINERS[words[first].folded] or definite, True
        first += 1
    if first >= len(words):
        return None
    starters = cues().first_words
    if words[first].folded in _sets()[3] and (
        words[first].folded not in starters or _find_head(text, words, first) is None
    ):
        first += 1
    if first >= len(words) or words[first].folded.rstrip("'") not in starters:
        return None
    words = _words(text, position, end)
    found = _find_head(text, words, first)
    if found is None:
        return None
    head, after = found
    stop = _complement(words, after)
    clean, place, proper = _clean(head, words[after:stop])
    # « le commandant DURAND »: capitals straight after the head are a name, after « de » a place.
    name: str | None = None
    straight = proper == 0 or (head.kind == "authority" and words[after + proper - 1].folded not in _LINKS)
    if proper < stop - after and head.kind != "others" and place is not None and straight:
        tail = words[after + proper : stop]
        name, place = text[tail[0].start : tail[-1].end], None
    last = words[stop - 1] if stop > after else words[after - 1]
    service = fold(text[words[first].start : last.end])
    indefinite = determined and words[0].folded in ("un", "une", "des", "d'")
    return RolePhrase(
        words[0].start,
        last.end,
        head,
        clean,
        # « Le commandant » may be a woman: a rank in the masculine says nothing.
        "" if head.kind == "authority" and head.gender == "m" else head.gender,
        place,
        name,
        definite and not indefinite,
        determined,
        head.plural,
        service,
    )


@cache
def _service_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    def either(words: frozenset[str]) -> re.Pattern[str]:
        return re.compile(
            r"(?<!\w)(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + r")(?!\w)"
        )

    return either(cues().words("roles", "services")), either(cues().words("roles", "not_services"))


def is_service(folded: str) -> bool:
    """Whether a folded text names a service of the State (« gendarmerie », « sdis »), and no other body."""
    services, others = _service_patterns()
    return services.search(folded) is not None and others.search(folded) is None


def is_authority(role: RolePhrase, *, definite: bool) -> bool:
    """Whether who bears the role speaks for the State's services or runs the meeting."""
    if _service_patterns()[1].search(role.service):
        return False
    if role.head.kind == "authority":
        return True
    if role.head.kind == "agents":
        return definite and role.definite
    return role.head.kind == "mixed" and is_service(role.service)
