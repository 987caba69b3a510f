"""Postal addresses: a number and a street, or a hamlet where one family lives. A street alone is a place and stays."""

from __future__ import annotations

import re

from assises_nlp.privacy.text import Span, fold

_S = r"[ \u00a0\u202f]"
_TYPE = (
    r"(?:rue|avenue|av\.?|ave\.?|boulevard|boul\.?|bld\.?|bd\.?|impasse|imp\.?|all[ée]es?|chemin|che?\.|ch\."
    r"|route|rte\.?|place|pl\.|square|quai|cours|passage|lieu[ -]dit|lieudit|r[ée]sidence|r[ée]s\.|hameau"
    r"|lotissement"
    r"|lot\.|villa|cit[ée]|sentier|sente|venelle|ruelle|faubourg|fbg\.?|esplanade|promenade|rond[ -]point|clos"
    r"|domaine|mont[ée]e|c[oô]te|traverse|mail|parvis|r\.)"
)
_NUMBER = (
    r"\d{1,4}(?:"
    + _S
    + r"?(?:bis|ter|quater|[a-dA-D])(?!\w))?(?:"
    + _S
    + r"?(?:-|/|,|et|à|ou)"
    + _S
    + r"?\d{1,4}(?:"
    + _S
    + r"?(?:bis|ter))?)?"
)
_ADDRESS = re.compile(
    rf"(?<![\w.,/-])(?:(?:n{_S}?[°ºo]|num[ée]ro|no\.?){_S}?)?(?P<number>{_NUMBER}){_S}?,?{_S}?(?:(?:de{_S}la"
    rf"|du|de{_S}l['’]|dans{_S}la|de){_S}?)?(?P<type>{_TYPE})(?!\w){_S}?",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"(?<!\w)(?P<type>{_TYPE})(?!\w){_S}(?P<name>(?:(?:de|du|des|la|le|les|l['’]"
    rf"|d['’]){_S}?){{0,3}}[\w'’-]{{2,30}}(?:{_S}[\w'’-]{{2,30}}){{0,3}}?),?{_S}(?:au{_S}"
    rf"|à{_S}hauteur{_S}du{_S})?(?:n{_S}?[°º]|num[ée]ro){_S}?\d{{1,4}}(?:{_S}?(?:bis|ter))?(?!\w)",
    re.IGNORECASE,
)
_HAMLET = re.compile(rf"(?<!\w)(?:au{_S})?(?:lieu[ -]dit|lieudit){_S}(?:[«\"“]{_S}?)?(?=[A-ZÀ-Ý])", re.IGNORECASE)
_PARTICLE = re.compile(rf"(?:(?:de|du|des|la|le|les|à|aux|au|en|sur|sous|et){_S}|[dl]['’])", re.IGNORECASE)
_NAME = re.compile(r"[^\W_](?:[\w'’-]*[^\W_])?\.?(?<!\.)|\d{1,4}")
_CITY = re.compile(
    rf"{_S}?[,–-]?{_S}?\d{{5}}{_S}(?:(?:la|le|les){_S}"
    rf"|l['’])?[A-ZÀ-Ý][\w'’-]{{1,60}}(?:{_S}[A-ZÀ-Ý][\w'’-]{{1,40}}){{0,3}}|{_S}?[,–-]?{_S}?\d{{5}}(?!\d)"
)
_BEFORE_NO = re.compile(
    r"(?:(?:^|\W)(?:en|depuis|rd|rn|d|n|a|bus|ligne|lignes|tram|article|art|page|departementale|nationale|axe"
    r"|sortie|question|q|point|piste|zone|etage|janvier)[ .]*|\d[ ]?[h:][ ]?|[%€/]\s?|\d )$"
)
_SPEED = re.compile(r"\b(?:roul\w*|vitesse|fonc\w+|passent? [aà]|km|limit\w+|flash\w+|circul\w+)\b")
_BLACK = frozenset(
    (
        "parking stationnement jeu jeux depot arret travail honneur assise assises libre libres centre sur par pour "
        "que qui est sont dans a en au aux et ou handicapes securite pompiers gendarmerie police"
    ).split()
)
_SPEEDS = frozenset({"20", "30", "40", "45", "50", "60", "70", "80", "90", "100", "110", "120", "130", "150"})


def _name_end(text: str, start: int) -> int | None:
    """Where the name of a street that starts at ``start`` ends, or None if no name stands there."""
    position, words, particles = start, 0, 0
    while words < 6:
        cursor, taken = position, 0
        while taken < 3 and (particle := _PARTICLE.match(text, cursor)):
            cursor, taken = particle.end(), taken + 1
        match = _NAME.match(text, cursor)
        if not match:
            break
        word = match[0]
        capital = word[0].isupper() or word[0].isdigit()
        first = words == 0
        if fold(word) in _BLACK or (not capital and not (first and taken)) or (not first and taken and word.islower()):
            break
        if (
            not first
            and word.isupper()
            and len(word) > 1
            and not text[start:position].isupper()
            and text[position - 1] != " "
        ):
            break
        # After the name, "à Villaines" or "sur la place" is no part of it.
        if (
            not first
            and taken
            and fold(text[position:cursor]).strip() in {"a", "au", "aux", "en", "sur", "sous", "et", "et la", "et le"}
        ):
            break
        words, particles, position = words + 1, particles + taken, match.end()
        space = re.match(_S, text[position : position + 1])
        if not space:
            return position
        position += 1
    if not words:
        return None
    return len(text[:position].rstrip(" \u00a0\u202f"))


def _doubtful(text: str, match: re.Match[str]) -> bool:
    before = fold(text[max(0, match.start("number") - 40) : match.start()])
    number = match["number"]
    spelled = match.start() < match.start("number")
    if re.fullmatch(r"(?:19|20)\d\d", number) and not spelled:
        return True
    if not spelled and _BEFORE_NO.search(before):
        return True
    return number in _SPEEDS and bool(_SPEED.search(before)) and before.rstrip().endswith((" a", "de"))


def _lower_name(text: str, start: int) -> int | None:
    """The name of a street in lower case without a particle: "12 rue victor hugo"."""
    match = re.compile(r"[^\W\d_]{3,20}(?:[-' ’](?=[^\W\d_]{3})[^\W\d_]{3,20})?").match(text, start)
    if not match or fold(match[0].split()[0]) in _BLACK or fold(match[0]).endswith("ee"):
        return None
    return match.end()


def addresses(text: str) -> list[Span]:
    """Spans of the postal addresses of ``text``."""
    spans: list[Span] = []
    if any(char.isdigit() for char in text):
        for match in _ADDRESS.finditer(text):
            if _doubtful(text, match):
                continue
            end = _name_end(text, match.end())
            if (
                end is None
                and fold(match["type"]).startswith(("rue", "avenue", "impasse", "allee", "chemin", "boulevard"))
                and not match["type"].endswith("s")
            ):
                end = _lower_name(text, match.end())
            if end is None:
                continue
            city = _CITY.match(text, end)
            spans.append(Span(match.start(), city.end() if city else end, "adresse"))
        spans += [Span(*match.span(), "adresse") for match in _AFTER.finditer(text)]
    for match in _HAMLET.finditer(text):
        end = _name_end(text, match.end())
        if end is not None:
            start = match.start() + (3 if fold(match[0]).startswith("au") else 0)
            spans.append(Span(start, end, "adresse"))
    return spans


HOUSE = re.compile(
    rf"(?:(?<=\bau )|(?<=\bdu )|(?<=\ble ))(?:(?:n{_S}?[°ºo]|num[ée]ro){_S}?\d{{1,4}}(?:{_S}?(?:bis|ter))?"
    rf"|\d{{1,4}}{_S}?(?:bis|ter))(?!\w)"
    rf"|(?<!\w)(?:appartement|appt\.?|b[âa]timent|b[âa]t\.?|hall|cage)"
    rf"(?:{_S}d['’]escalier)?{_S}(?:n{_S}?[°º]{_S}?)?(?:\d{{1,4}}|(?-i:[A-Z]))(?![\w'’])",
    re.IGNORECASE,
)
"""A house within a street or a building: it identifies where something is laid to it."""
