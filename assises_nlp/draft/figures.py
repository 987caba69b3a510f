"""Figures that contradict each other: the same thing counted twice with two results. Both are shown, none is chosen."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assises_nlp.draft.words import folded, stem
from assises_nlp.records import Remark, Statement, Support

CONTRADICTORY = "chiffres_contradictoires"
# « 36 conventions de participation citoyenne », « conventions de participation citoyenne : 36 »
_WORD = r"[^\W\d_]{3,}"
_NOUNS = rf"(?P<noun>{_WORD})\s(?:de\s|d['’]|des\s|du\s|de la\s|à\s)(?P<what>{_WORD}(?:\s{_WORD})?)"
_BEFORE = re.compile(rf"(?<![\d,.:/-])\b(?P<n>\d{{1,3}}(?:[ \u00a0\u202f]\d{{3}})*|\d+)\s{_NOUNS}")
_AFTER = re.compile(rf"(?:^|[\s(]){_NOUNS}\s?:\s(?P<n>\d{{1,3}}(?:[ \u00a0\u202f]\d{{3}})*|\d+)\b(?!\s?%)")
# Counts of time, money and parts are no counts of things: two of them do not contradict each other.
_NOT_COUNTED = frozenset(
    "heure heures minute minutes min mn jour jours mois an ans année années euros euro kilomètres mètres km fois semaines "
    "semaine millions million milliers millier personnes gens pourcent points habitants voix postes exemples".split()
)


_COUNTED = "communes|conventions|protocoles|cameras|benevoles|volontaires|reservistes|referents|postes|comites|collegiens|eleves"
_NUMBER = r"(?<![\d,.:/-])(?P<n>\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d{2,})"
_OF_DEVICE = re.compile(
    rf"{_NUMBER} (?:\w+ )?(?P<noun>{_COUNTED})\b|\b(?P<noun2>{_COUNTED})\b[^.;:\d]{{0,60}}:? ?{_NUMBER.replace('<n>', '<n2>')}"
)
# What is counted in every département, and the words that name it.
_DEVICES = (
    ("participation citoyenne", r"participation citoyenne"),
    ("employeurs de volontaires", r"employeurs?\b"),
    ("videoprotection", r"videoprotection|cameras? (?:sur|de) (?:la )?voie publique"),
    ("comites feux de forets", r"ccff|comites? (?:communaux )?(?:de )?feux"),
    ("reserve", r"reserv(?:e|istes)\b"),
    ("intervenants sociaux", r"intervenants? socia"),
    ("cadets", r"cadets\b"),
)
_PART = re.compile(
    r"\b(?:canton|secteur|compagnie|arrondissement|communaute|agglomeration|quartier|circonscription|dont|sur les|en plus|"
    r"supplementaires?|nouve(?:au|lle)s?|manqu\w+|objectif|d'ici)\b"
)
"""A figure of a part, of a wish or of what is added: it contradicts none of the whole."""
_NEAR = 0.55
"""Two figures of one thing differ by less than this: 36 and 39 do, 12 and 94 count something else."""


def counted_devices(text: str) -> set[tuple[str, str]]:
    """(thing, figure) pairs of the figures of a well-known device: « 94 communes engagées dans la participation citoyenne »."""
    found = set()
    for said in re.split(r"(?<=[.;])\s|\n", folded(text)):
        if _PART.search(said):
            continue
        for device, words in _DEVICES:
            if re.search(rf"\b(?:{words})", said):
                for match in _OF_DEVICE.finditer(said):
                    noun, figure = match["noun"] or match["noun2"], match["n"] or match["n2"]
                    figure = re.sub(r"\D", "", figure)
                    if not 1990 <= int(figure) <= 2035:  # a year
                        found.add((f"{stem(noun)} ({device})", figure))
    return found


def counted_things(text: str) -> set[tuple[str, str]]:
    """(thing, figure) pairs of a remark; the thing as the stems of its noun and complement."""
    found = set()
    for pattern in (_BEFORE, _AFTER):
        for match in pattern.finditer(text):
            if match["noun"].lower() in _NOT_COUNTED:
                continue
            stems = [stem(word) for word in re.findall(_WORD, folded(f"{match['noun']} {match['what']}"))]
            thing = " ".join(stems[:2])
            found.add((thing, re.sub(r"\D", "", match["n"])))
    return found


def contradictions(remarks: Sequence[Remark]) -> list[tuple[Remark, Remark]]:
    """Pairs of remarks of different documents that give two figures for one thing, in the order of the things."""
    by_thing: dict[str, dict[str, Remark]] = defaultdict(dict)
    for remark in sorted(remarks, key=lambda r: r.id):
        for thing, figure in sorted(counted_things(remark.text) | counted_devices(remark.text)):
            by_thing[thing].setdefault(figure, remark)
    pairs: dict[tuple[str, str], tuple[Remark, Remark]] = {}
    for thing, figures in sorted(by_thing.items()):
        for one, two in pairwise(sorted(figures, key=int)):
            first, second = figures[one], figures[two]
            near = "(" not in thing or int(one) >= _NEAR * int(two)
            if first.document != second.document and near:
                pairs.setdefault((first.id, second.id), (first, second))
    return list(pairs.values())


def shown(
    statements: Sequence[Statement], pairs: Sequence[tuple[Remark, Remark]], whole: dict[str, Support]
) -> list[Statement]:
    """The statements that hold a contradicted figure, flagged, with the other source among their supports. A line of the
    phrasebook holds none.

    ``whole``: the support of each remark of the pairs, by id.
    """
    out = list(statements)
    for one, two in pairs:
        for place, statement in enumerate(out):
            held = {s.remark for s in statement.supports}
            if statement.wording or statement.nature == "preconisation" or not held & {one.id, two.id}:
                continue
            added = tuple(whole[r.id] for r in (one, two) if r.id not in held)
            flags = tuple(sorted({*statement.flags, CONTRADICTORY}))
            out[place] = replace(statement, supports=(*statement.supports, *added), flags=flags)
    return out
