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
    "heure heures minute minutes jour jours mois an ans année années euros euro kilomètres mètres km fois semaines "
    "semaine millions million milliers millier personnes gens pourcent points habitants voix postes exemples".split()
)


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
    """Pairs of remarks of different documents that give two figures for one thing, in the order of ids."""
    by_thing: dict[str, dict[str, Remark]] = defaultdict(dict)
    for remark in sorted(remarks, key=lambda r: r.id):
        for thing, figure in sorted(counted_things(remark.text)):
            by_thing[thing].setdefault(figure, remark)
    pairs = []
    for _, figures in sorted(by_thing.items()):
        found = [figures[key] for key in sorted(figures)]
        for one, two in pairwise(found):
            if one.document != two.document:
                pairs.append((one, two))
    return pairs


def shown(
    statements: Sequence[Statement], pairs: Sequence[tuple[Remark, Remark]], whole: dict[str, Support]
) -> list[Statement]:
    """The statements that rest on a contradicted figure, flagged, with the other source among their supports.

    ``whole``: the support of each remark of the pairs, by id.
    """
    out = list(statements)
    for one, two in pairs:
        for place, statement in enumerate(out):
            held = {s.remark for s in statement.supports}
            if not held & {one.id, two.id} or statement.nature == "preconisation":
                continue
            added = tuple(whole[r.id] for r in (one, two) if r.id not in held)
            flags = tuple(sorted({*statement.flags, CONTRADICTORY}))
            out[place] = replace(statement, supports=(*statement.supports, *added), flags=flags)
    return out
