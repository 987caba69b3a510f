"""What identifies by its form alone: e-mail, telephone, plate, number, address, date of birth, coordinates.

Every repetition is bounded or anchored, so that matching is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from assises_nlp.privacy.text import Span, fold

_S = r"[ \u00a0\u202f\u2009]"
_SEP = r"[ \u00a0\u202f\u2009.\-\u2010\u2011\u2013/·_]"

_LOCAL = r"(?<![\w.+%'-])[\w+%'-][\w.+%'-]{0,63}"
EMAIL = re.compile(
    rf"{_LOCAL}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,5}}"
    rf"|{_LOCAL} ?(?:@|\(at\)|\[at\]|\(a\)|\[a\]| arobase ) ?[\w-]{{1,63}}(?: ?(?:\.|\(dot\)|\[point\]"
    rf"| point ) ?[a-z]{{2,24}}(?![\w@])){{1,4}}",
    re.IGNORECASE,
)
PHONE = re.compile(
    r"(?<![\w+/])(?<!\d[.,])(?:"
    rf"(?:\+|00){_S}?33{_SEP}{{0,2}}(?:\(0\){_SEP}?)?0?[1-9](?:{_SEP}{{0,2}}\d){{8}}"
    rf"|\+\d{{1,3}}(?:{_SEP}?\d){{7,12}}"
    rf"|(?:[0Oo][1-9]|\(0[1-9]\))(?:{_SEP}{{1,3}}\d\d){{4}}"
    r"|0[1-9]\d{8}"
    rf"|0[1-9]{_SEP}\d{{4}}{_SEP}\d{{4}}|0[1-9]\d\d{_SEP}\d{{3}}{_SEP}\d{{3}}"
    rf"|0[1-9]{_SEP}\d{{3}}{_SEP}\d{{3}}{_SEP}\d\d"
    rf"|0{_SEP}?[1-9]\d\d{_SEP}\d{{3}}{_SEP}\d{{3}}"
    rf"|0[1-9]\d\d{_SEP}\d\d{_SEP}\d\d{_SEP}\d\d"
    r")(?![\w/]|[.,]\d)"
)
_FREEPHONE = re.compile(r"08[0-9]|\+338[0-9]")
_NOT_LETTERS = frozenset(
    "de en et la le du au se me te ce ne un ou on il si sa ma ta es as ai km kg cm mm ha mn rd rn dr".split()
)
SIV = re.compile(
    r"(?<![\w-])([A-Za-z]{2})(?:[-\u2010\u2011\u2013.]|"
    + _S
    + r"[-\u2013]"
    + _S
    + r")(\d{3})(?:[-\u2010\u2011\u2013.]|"
    + _S
    + r"[-\u2013]"
    + _S
    + r")([A-Za-z]{2})(?![\w-])"
    r"|(?<![\w-])([A-Za-z]{2})(\d{3})([A-Za-z]{2})(?![\w-])"
    r"|(?<![\w-])([A-Z]{2})" + _S + r"(\d{3})" + _S + r"([A-Z]{2})(?![\w-])"
)
# What follows a number in the tables of the services: « 512 GGD 61 » is the strength of a groupement.
_SERVICES = frozenset(
    "ggd rgd cgd gn pn pm crs bac bta btp psg pmg vsav vsl sp spv spp cs etp gav hlm fsl ard caf mjc rn rd".split()
)
_OLD_STOP = (
    _NOT_LETTERS
    | _SERVICES
    | frozenset("ans eur ttc ht min sec vl pl ras nb hab vus les des une par sur pas sms".split())
)
OLD_PLATE = re.compile(
    r"(?<![\w/,.-])(\d{2,4})[ \u00a0-]?([A-HJ-NP-TV-Z]{2,3})[ \u00a0-]?(0[1-9]|[1-8]\d|9[0-5]|2[AB]"
    r"|97[1-6])(?![\w/%-]|[.,]\d)"
    r"|(?<![\w/,.-])(\d{3,4})-([a-hj-np-tv-z]{2,3})-(0[1-9]|[1-8]\d|9[0-5])(?![\w-])"
)
PLATE_CUE = re.compile(
    r"(?:immatricul\w{0,8}|plaque)(?:"
    r" [a-zé]{1,12})?\s?:?\s((?=[A-Z0-9 -]{0,12}\d)(?=[A-Z0-9 -]{0,12}[A-Z])[A-Z0-9]{1,4}"
    r"(?:[ -]?[A-Z0-9]{1,4}){1,3})(?!\w)"
)
NIR = re.compile(
    r"(?<![\w])[12]"
    + _S
    + r"?\d{2}"
    + _S
    + r"?(?:0[1-9]|1[0-2]|[2-9]\d)"
    + _S
    + r"?(?:\d{2}|2[AB])"
    + _S
    + r"?\d{3}"
    + _S
    + r"?\d{3}(?:"
    + _S
    + r"?/?"
    + _S
    + r"?\d{2})?(?!\w)"
)
IBAN = re.compile(
    r"(?<!\w)(?:[A-Z]{2}\d{2}|[Ff][Rr]\d{2})(?:" + _S + r"?[A-Za-z0-9]{4}){3,7}(?:" + _S + r"?[A-Za-z0-9]{1,3})?(?!\w)"
)
CARD = re.compile(r"(?<!\w)[3-6]\d{3}(?:[ \u00a0-]\d{4}){3}(?!\w)")
HANDLE = re.compile(r"(?<![\w.@/])@[A-Za-z0-9_](?:[\w.]{0,30}\w)?")
PROFILE = re.compile(
    r"(?:https?://)?(?:www\.|m\.)?(?:facebook|instagram|tiktok|twitter|x|snapchat|linkedin|youtube|t)\.(?:com"
    r"|me)/[\w.@/?=&%-]{2,120}",
    re.IGNORECASE,
)
PSEUDONYM = re.compile(
    r"(?:snap(?:chat)?|insta(?:gram)?|tik ?tok|discord|telegram|twitter|facebook"
    r"|fb)\s?:\s?@?((?=[\w.-]{0,30}[\d_.])[\w.-]{0,29}\w)|(?:pseudo(?:nyme)?"
    r"|identifiant)\s?:\s?@?([\w.-]{3,30})(?![\w])",
    re.IGNORECASE,
)
_OFFICIAL = re.compile(
    r"gendarm|police|prefe|pompier|sdis|mairie|ville|gouv|interieur|departement|agglo|commune|service_public"
    r"|servicepublic|cybermalveillance|cnil"
)
_MONTH = (
    r"(?:janv(?:ier)?|f[ée]vr?(?:ier)?|mars|avr(?:il)?|mai|juin|juil(?:let)?|ao[uû]t|sept(?:embre)?"
    r"|oct(?:obre)?|nov(?:embre)?|d[ée]c(?:embre)?)\.?"
)
_DATE = (
    rf"(?:\d{{1,2}}{_S}?[/.\-]{_S}?\d{{1,2}}{_S}?[/.\-]{_S}?(?:\d{{4}}|\d\d)"
    rf"|\d{{1,2}}(?:er)?{_S}{_MONTH}{_S}(?:\d{{4}}|\d\d)|\d{{1,2}}(?:er)?{_S}{_MONTH}|{_MONTH}{_S}(?:19"
    rf"|20)\d\d)(?![\w])"
)
BIRTH = re.compile(
    rf"(?<!\w)(?:n[ée]{{1,2}}s?(?:\([a-z]{{1,3}}\))?(?:{_S}(?:à|a){_S}[\w'’-]{{2,40}})?,?{_S}(?:le|en|au){_S}"
    rf"|naissance{_S}?(?:le|:|est le|du)?{_S}?|ddn{_S}?:?{_S}?|anniversaire(?: est)?{_S}le{_S})({_DATE})",
    re.IGNORECASE,
)
_BORN_THINGS = re.compile(
    r"\b(?:associations?|conventions?|dispositifs?|projets?|idees?|collectifs?|brigades?|comites?|clubs?"
    r"|communes?|federations?|unions?|services?|plateformes?|initiatives?|partenariats?|operations?|syndicats?"
    r"|reseaux?|structures?|amicales?|maison)\b"
)
COORDINATES = re.compile(
    rf"(?<![\w.,])[-+]?\d{{1,2}}[.,]\d{{3,8}}{_S}?°?{_S}?[NS]?{_S}?"
    rf"[,;/ ]{_S}?[-+]?\d{{1,3}}[.,]\d{{3,8}}{_S}?°?{_S}?[EWO]?(?![\w])"
    rf"|(?<!\w)\d{{1,2}}°{_S}?\d{{1,2}}['’′]{_S}?(?:\d{{1,2}}(?:[.,]\d{{1,3}})?(?:\"|''|″"
    rf"|’’))?{_S}?[NS],?{_S}?\d{{1,3}}°{_S}?\d{{1,2}}['’′]{_S}?(?:\d{{1,2}}(?:[.,]\d{{1,3}})?(?:\"|''|″"
    rf"|’’))?{_S}?[EWO]"
)


def _whole(pattern: re.Pattern[str], kind: str, keep: Callable[[re.Match[str]], bool], text: str) -> Iterator[Span]:
    for match in pattern.finditer(text):
        group = next((number for number in range(1, (match.re.groups or 0) + 1) if match[number] is not None), 0)
        if keep(match):
            yield Span(*(match.span(group) if pattern in _GROUPED else match.span()), kind)


_GROUPED = (PLATE_CUE, PSEUDONYM, BIRTH)


def _personal_phone(match: re.Match[str]) -> bool:
    digits = re.sub(r"[^\d+]", "", match[0].replace("O", "0").replace("o", "0"))
    return not _FREEPHONE.match(digits.replace("+330", "+33"))


def _plate(match: re.Match[str]) -> bool:
    letters = [part.lower() for part in match.groups() if part and part.isalpha()]
    # With hyphens, or in one piece between letters, a plate is a plate; "DE 120 KM" is none.
    whole = "-" in match[0] or (len(letters) == 2 and not re.search(r"\s", match[0]))
    return whole or not any(part in _OLD_STOP for part in letters)


def _unofficial(match: re.Match[str]) -> bool:
    return not _OFFICIAL.search(fold(match[0]).replace(".", "").replace("-", ""))


def _somebody(match: re.Match[str]) -> bool:
    before = fold(match.string[max(0, match.start() - 60) : match.start()])
    return not _BORN_THINGS.search(before.rpartition(".")[2])


def _always(_match: re.Match[str]) -> bool:
    return True


def contacts(text: str) -> list[Span]:
    """E-mail addresses, telephone numbers and plates of ``text``: what :func:`leaks` looks for too."""
    spans: list[Span] = []
    if "@" in text or "(a" in text or "[a" in text or "arobase" in text.lower():
        spans += _whole(EMAIL, "courriel", _always, text)
    if any(char.isdigit() for char in text):
        spans += _whole(PHONE, "téléphone", _personal_phone, text)
        spans += _whole(SIV, "immatriculation", _plate, text)
        spans += _whole(OLD_PLATE, "immatriculation", _plate, text)
    return spans


def numbers(text: str) -> list[Span]:
    """The other spans that identify by their form, addresses apart."""
    spans = list(_whole(HANDLE, "identifiant", _unofficial, text)) if "@" in text else []
    spans += _whole(PROFILE, "identifiant", _unofficial, text)
    spans += _whole(PSEUDONYM, "identifiant", _unofficial, text)
    if any(char.isdigit() for char in text):
        spans += _whole(PLATE_CUE, "immatriculation", _always, text)
        spans += _whole(IBAN, "identifiant", lambda match: sum(char.isdigit() for char in match[0]) > 9, text)
        spans += _whole(NIR, "identifiant", _always, text)
        spans += _whole(CARD, "identifiant", _always, text)
        spans += _whole(BIRTH, "date de naissance", _somebody, text)
        spans += _whole(COORDINATES, "adresse", _always, text)
    return spans
