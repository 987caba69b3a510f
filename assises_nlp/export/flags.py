"""What a rapporteur must know of a line before using it, in a few words; contradictory figures with both sources."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import combinations

from assises_nlp.export.document_model import text
from assises_nlp.export.french import SENSITIVE, flag_fr, fold
from assises_nlp.export.sources import Dossier
from assises_nlp.records import Remark, Statement

CONTRADICTORY = "chiffres_contradictoires"
CONTRADICTION = "chiffres contradictoires"
"""How :func:`flag_words` begins to tell them."""
_FIGURE = r"(?<![\d,.:/-])(?P<figure>\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?![\d,./:%-])"
_WORD = r"[^\W\d_]{3,}"
# « 36 conventions de participation citoyenne » and « conventions de participation citoyenne : 36 »
_THING = rf"(?P<noun>{_WORD})(?P<link>\s(?:de\sla\s|de\sl['’]|des\s|du\s|de\s|d['’]|à\s))?(?(link)(?P<what>{_WORD}))"
_COUNTS = (
    re.compile(rf"{_FIGURE}\s(?P<thing>{_THING})"),
    re.compile(rf"(?<!\w)(?P<thing>{_THING})(?:\s{_WORD})?\s?:\s{_FIGURE}"),
)
SHARED = 3
"""Words in a row that two documents have in common, from which their figures are of one thing."""
_STEM = 6
"""First letters that two forms of a word have in common ("convention", "conventions")."""


def flag_words(statement: Statement, dossier: Dossier) -> tuple[str, ...]:
    """« diffusion restreinte », « à reformuler », « chiffres contradictoires : 36 protocoles (D1), 39 (E2) »…

    Those that keep a line inside come first.
    """
    ordered = sorted(statement.flags, key=lambda flag: (flag not in SENSITIVE, flag))
    return tuple(_contradiction(statement, dossier) if flag == CONTRADICTORY else flag_fr(flag) for flag in ordered)


def _contradiction(statement: Statement, dossier: Dossier) -> str:
    remarks = [dossier.by_id[support.remark] for support in (*statement.supports, *statement.opposing)]
    figures = contradictory_figures(remarks)
    if not figures:
        return f"{CONTRADICTION} ({', '.join(dossier.codes(statement.supports))})"
    shown = [f"{words} ({dossier.source(remark.id).code})" for words, remark in figures]
    return text(f"{CONTRADICTION} : {', '.join(shown)}")


def contradictory_figures(remarks: Sequence[Remark]) -> list[tuple[str, Remark]]:
    """The figures that documents give for one thing where they differ, each once with a remark that gives it.

    The thing is named once: « 36 protocoles de participation », « 39 ».
    """
    counted: dict[tuple[str, ...], dict[str, tuple[str, Remark]]] = defaultdict(dict)
    for remark in remarks:
        for figure, thing in _counts(remark.text):
            key = tuple(word[:_STEM] for word in fold(thing).split() if len(word) > 2)
            counted[key].setdefault(re.sub(r"\D", "", figure), (thing, remark))
    for figures in counted.values():
        if len({remark.document for _, remark in figures.values()}) > 1 and len(figures) > 1:
            (first, (thing, remark)), *others = figures.items()
            return [(f"{first} {thing}", remark), *((figure, remark) for figure, (_, remark) in others)]
    return next(filter(None, (_alike(one, two) for one, two in combinations(remarks, 2))), [])


def _alike(one: Remark, two: Remark) -> list[tuple[str, Remark]]:
    """The figures of two documents that stand nearest to the words that they share: « conventions … : 36 signées », « …
    signées : 39 ».
    """
    if one.document == two.document:
        return []
    words = [list(re.finditer(r"[^\W_]+", remark.text)) for remark in (one, two)]
    plain = [[fold(word[0]) for word in side] for side in words]
    shared = SequenceMatcher(None, plain[0], plain[1], autojunk=False).find_longest_match()
    if shared.size < SHARED:
        return []
    spans = [
        (side[start].start(), side[start + shared.size - 1].end())
        for side, start in zip(words, (shared.a, shared.b), strict=True)
    ]
    first, second = (_nearest(remark.text, span) for remark, span in zip((one, two), spans, strict=True))
    if first is None or second is None or first == second:
        return []
    return [(f"{first} {one.text[slice(*spans[0])].lower()}", one), (second, two)]


def _nearest(said: str, span: tuple[int, int]) -> str | None:
    start, end = span
    found = {
        max(start - match.end(), match.start() - end): match["figure"]
        for match in re.finditer(_FIGURE, said)
        if match.end() <= start or match.start() >= end
    }
    return found[min(found)] if found else None


def _counts(said: str) -> Iterator[tuple[str, str]]:
    for pattern in _COUNTS:
        for match in pattern.finditer(said):
            yield match["figure"], match["thing"]
