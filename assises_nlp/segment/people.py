"""Who is mentioned: « M. Jean NOM (maire de X) », « Mme la sous-préfète », « une habitante », « Plusieurs voix »."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from assises_nlp.records import Speaker
from assises_nlp.segment.lexicon import Gender, cues, fold
from assises_nlp.segment.roles import RolePhrase, is_authority, read_role

CIVILITY = (
    r"(?:MM?\.|M(?=\s+[A-ZÀ-Ý])|Mmes?\.?|Mlles?\.?|Mrs?\.?|Me|Dr\.?|Pr\.?|[Mm]onsieur|"
    r"[Mm]adame|[Mm]ademoiselle|[Mm]essieurs|[Mm]esdames|Maître|Docteur|MME|MR)"
)
_CIVILITY = re.compile(CIVILITY + r"(?=[\s\u00a0]|$|\.)\.?[\s\u00a0]*")
_NAME_WORD = r"(?:[A-ZÀ-Þ]\.(?:-?[A-Z]\.)*|[A-ZÀ-ÖØ-Þ](?:['’][A-ZÀ-Þ])?[\w\-]*)"
_PARTICLE = r"(?:de la|de|du|des|d['’]|le|la|van|von|ben|el|da|dos|di)"
_NAME = re.compile(
    rf"(?:(?:{_PARTICLE})[\s\u00a0]*(?=[A-ZÀ-Þ]))?{_NAME_WORD}(?:[\s\u00a0](?:{_PARTICLE}[\s\u00a0]?)"
    rf"?{_NAME_WORD}){{0,4}}"
)
_PAREN = re.compile(r"\s*\(([^()\n]{1,140})\)")
_LETTER = re.compile(r"[A-Z]{1,3}(?=[\s\u00a0:,.)]|$)\.?")
_COMMA = re.compile(r"\s*,\s*")
_NAME_STOP = frozenset(
    "il elle ils elles on nous vous je mais et ou donc car le la les un une des ce cette ces dans pour selon avec sans "
    "par sur en au aux oui non merci bonjour question reponse vote q r a suite pourquoi comment quand que qui".split()
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A person as a text names them. ``end`` is the offset after the mention; ``many`` is a group or a crowd."""

    end: int
    gender: Gender = ""
    name: str | None = None
    role: RolePhrase | None = None
    civil: bool = False
    definite: bool = False
    many: bool = False


@dataclass(slots=True, eq=False)
class Person:
    """What is known, so far, of somebody in the document."""

    surname: str | None = None
    first: str | None = None
    name: str | None = None
    gender: Gender = ""
    role: RolePhrase | None = None
    roles: list[RolePhrase] = field(default_factory=list)
    authority: bool = False
    label: str | None = None
    number: int = 0
    placed: bool = False
    """Whether the name stands right after the office of a commune (« maire Villefort »): it may be the commune's."""

    def learn(self, mention: Mention) -> None:
        """Add what a mention says: a name, a role, a gender."""
        if mention.name and (self.name is None or len(split_name(mention.name)[1] or "") > len(self.first or "")):
            self.name = mention.name
            self.placed = mention.role is not None and mention.role.head.canonical == "maire" and not mention.civil
            surname, first = split_name(mention.name)
            self.surname, self.first = surname, first or self.first
        self.gender = self.gender or mention.gender
        if mention.role is not None:
            if all(mention.role.clean != role.clean or mention.role.place != role.place for role in self.roles):
                self.roles.append(mention.role)
            # The fullest wording is written; the authority is that of any of the roles.
            if self.role is None or (
                len(mention.role.clean) > len(self.role.clean) and mention.role.head == self.role.head
            ):
                self.role = mention.role
            self.authority = self.authority or is_authority(
                mention.role, definite=mention.definite or mention.name is not None
            )

    def speaker(self, number: int) -> Speaker:
        role = self.label or (self.role.clean if self.role else None)
        # « Une autre : » is one more voice of the room.
        role = "participant" if role is not None and role.startswith("autre") else role
        return Speaker(f"intervenant-{number}", role, self.name, self.authority)


def split_name(name: str) -> tuple[str, str | None]:
    """Return the folded surname and first name: « Jean de LA TOUR » -> (« la tour », « jean »)."""
    words = name.replace("\u00a0", " ").split()
    upper = [word for word in words if len(word) > 1 and word.strip(".").isupper() and "." not in word]
    if upper and len(upper) < len(words):
        rest = [word for word in words if word not in upper and fold(word) not in ("de", "du", "des", "d'")]
        return fold(" ".join(upper)), fold(" ".join(rest)) or None
    if len(words) > 1:
        return fold(words[-1]), fold(words[0])
    return fold(name), None


def _gender_of(civility: str) -> Gender:
    folded = fold(civility)
    if folded.startswith(("mme", "mlle", "madame", "mademoiselle", "mesdames")):
        return "f"
    return "m" if folded[:1] == "m" and not folded.startswith(("me", "mai")) else ""


def _read_name(text: str, position: int, end: int) -> tuple[str, int] | None:
    """Read a proper name; a sentence's first words are none."""
    match = _NAME.match(text, position, min(end, position + 90))
    if not match:
        return None
    name, stop = match[0], match.end()
    # The full stop belongs to an initial (« J. Dupont »), not to the end of the sentence.
    if name.endswith(".") and not re.search(r"(?:^|[\s-])[A-ZÀ-Þ]\.$", name):
        name, stop = name[:-1], stop - 1
    words = re.split(r"([\s\u00a0]+)", name)
    kept = ""
    for number, word in enumerate(words):
        shouted = len(word) > 1 and word.isupper() and words[0].isupper()
        if number and fold(word) in _NAME_STOP and word[:1].isupper() and not shouted:
            break
        kept += word
    kept = kept.rstrip()
    if fold(kept) in _NAME_STOP or fold(kept) in cues().heads or fold(kept) in cues().words("roles", "kept"):
        return None
    return (kept, position + len(kept)) if kept else None


@cache
def _crowd() -> tuple[re.Pattern[str], re.Pattern[str]]:
    lexicon = cues()
    labels = "|".join(re.escape(word) for word in sorted(lexicon.words("crowd", "labels"), key=len, reverse=True))
    determiners = "|".join(
        re.escape(word) for word in sorted(lexicon.words("crowd", "determiners"), key=len, reverse=True)
    )
    return re.compile(rf"(?:{labels})(?!\w)"), re.compile(rf"(?:{determiners})\s+")


def _after_details(text: str, end: int, mention: Mention) -> Mention:
    """Read « (maire de X) » or « , maire de X » after a mention."""
    match = _PAREN.match(text, mention.end, end)
    if match is None:
        return _after_comma(text, end, mention)
    role = read_role(text, match.start(1), match.end(1))
    name_inside = _read_name(text, match.start(1), match.end(1)) if mention.name is None and role is None else None
    return Mention(
        match.end(),
        mention.gender,
        mention.name or (name_inside[0] if name_inside and mention.civil else None),
        mention.role if mention.role is not None else role,
        mention.civil,
        mention.definite,
        mention.many,
    )


def _after_comma(text: str, end: int, mention: Mention) -> Mention:
    """Read « , maire de X » after a name, « , M. NOM » after a role."""
    comma = _COMMA.match(text, mention.end, end)
    if comma is None:
        return mention
    if mention.name is None:
        name = _civil_name(text, comma.end(), end)
        return Mention(name[1], mention.gender, name[0], mention.role, True, mention.definite) if name else mention
    role = read_role(text, comma.end(), end)
    if role is None:
        return mention
    return Mention(role.end, mention.gender, mention.name, mention.role or role, mention.civil, mention.definite)


def _civil_name(text: str, position: int, end: int) -> tuple[str, int] | None:
    civility = _CIVILITY.match(text, position, end)
    return _read_name(text, civility.end(), end) if civility else None


def _civil(text: str, position: int, end: int) -> Mention | None:
    """Read « M. NOM », « Mme la maire de X », « Monsieur le sous-préfet Jean NOM »."""
    civility = _CIVILITY.match(text, position, end)
    if not civility:
        return None
    gender = _gender_of(civility[0])
    many = fold(civility[0]).startswith(("mm", "messieurs", "mesdames")) and not fold(civility[0]).startswith("mme")
    many = many or fold(civility[0]).startswith("mmes")
    role = read_role(text, civility.end(), end)
    if role is not None:
        return _after_details(text, end, Mention(role.end, gender, role.name, role, True, True, many))
    letter = _LETTER.match(text, civility.end(), end)
    name = _read_name(text, civility.end(), end) or ((letter[0].rstrip("."), letter.end()) if letter else None)
    if name is None:
        return None
    mention = Mention(name[1], gender, name[0], None, True, True, many)
    direct = read_role(text, name[1], end) if text[name[1] : name[1] + 1].isspace() else None
    if direct is not None and direct.start - name[1] <= 2 and not direct.determined:
        return Mention(direct.end, gender, name[0], direct, True, True, many)
    return _after_details(text, end, mention)


def _by_role(text: str, position: int, end: int) -> Mention | None:
    """Read « Le commandant de compagnie », « Une habitante », « Maire de X »."""
    role = read_role(text, position, end)
    if role is None:
        return None
    if role.plural:
        return Mention(role.end, role.gender, None, role, definite=role.definite, many=True)
    mention = Mention(role.end, role.gender, role.name, role, definite=role.definite)
    return mention if role.end >= end else _after_details(text, end, mention)


def read_person(text: str, position: int, end: int) -> Mention | None:
    """Read the person or group named at ``position``; None where nobody is. Reads 300 characters at most."""
    end = min(end, position + 300)
    crowd_label, crowd_determiner = _crowd()
    folded = fold(text[position : min(end, position + 80)])
    label = crowd_label.match(folded)
    if label:
        role = read_role(text, position, end)
        stop = max(position + label.end(), role.end if role else 0)
        return Mention(stop, "", None, None, many=True, definite=True)
    several = crowd_determiner.match(folded)
    if several:
        role = read_role(text, position + several.end(), end)
        if role is not None and role.plural:
            return Mention(role.end, role.gender, None, role, many=True)
    return _civil(text, position, end) or _by_role(text, position, end)


def read_full_name(text: str, position: int, end: int) -> Mention | None:
    """Read a name without a title, « Jean DUPONT (maire de X) »; the caller says whether it is a person."""
    end = min(end, position + 300)
    name = _read_name(text, position, end)
    return _after_details(text, end, Mention(name[1], "", name[0], definite=True)) if name else None
