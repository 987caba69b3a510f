# ruff: noqa: E501 -- regular expressions read better unbroken
"""What a line can do without: the quotation, the reason or the comment after its clause. The check still holds it to
its remark: a negation or a figure that would go keeps the line whole.
"""

from __future__ import annotations

import re

from assises_nlp.draft.words import is_finite, words
from assises_nlp.records import Remark

_QUOTATION = re.compile(r"\s?[,:]\s«[^»]*»\.?$")
_REASON = re.compile(r"(?i),?\s(?:car|parce qu|puisqu|sinon|vu qu|étant donné|d’autant)(?:e?\b|’).*$")
_COMMENT = re.compile(
    r"(?i)[,:;]\s(?:(?:c|ç|s)’|ce (?:n’)?est|ce qui|ça|cela|il|elle|ils|elles|on|l’on|y’?en|y a|beaucoup|tout le monde|personne|je|j’|nous|les gens|tout simplement|merci|voilà|svp|une de chaque|"
    r"vu à|nickel|génial|super|bravo|aujourd’hui|actuellement|comme (?:avant|ailleurs)|à généraliser|à refaire|à revoir)\b.*$"
)
_SIMPLY = re.compile(r"(?i)\s(?:tout simplement|svp|stp|enfin|s’il vous plaît)(?=\.?$)")
SHORTEST = 4  # words that must stay


def trimmed(text: str, remark: Remark) -> list[str]:
    """Shorter versions of a line, the shortest first; [] where there is nothing to take off."""
    found: set[str] = set()
    ends = "." if text.endswith(".") else ""
    current = text
    for pattern in (_QUOTATION, _REASON, _COMMENT, _SIMPLY):
        match = pattern.search(current)
        if match is None or (pattern is _COMMENT and not _clause(match.group(), remark)):
            continue
        shorter = current[: match.start()].rstrip(" ,;:.\u00a0") + ends
        if len(words(shorter)) >= SHORTEST:
            found.add(shorter)
            current = shorter
    return sorted(found, key=lambda line: (len(line), line))


def _clause(tail: str, remark: Remark) -> bool:
    """Whether what would go is a clause with its verb, or one of the fixed comments."""
    verbs = {token.text.lower() for token in remark.tokens if is_finite(token)}
    said = set(re.findall(r"[\w-]+", tail.lower()))
    return (
        bool(said & verbs)
        or re.search(
            r"(?i)\b(?:simplement|merci|voilà|svp|chaque|nickel|génial|super|bravo|avant|ailleurs|à \w+er|à revoir|vu à)",
            tail,
        )
        is not None
    )
