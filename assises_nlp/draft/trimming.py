# ruff: noqa: E501 -- regular expressions read better unbroken
"""What a line can do without: the quotation, the reason or the comment after its clause. The check still holds it to
its remark: a negation or a figure that would go keeps the line whole.
"""

from __future__ import annotations

import re

from assises_nlp.draft.legible import finite_words
from assises_nlp.draft.words import is_finite, words
from assises_nlp.records import Remark

_QUOTATION = re.compile(r"\s?[,:]\s«[^»]*»\.?$")
_REASON = re.compile(
    r"(?i),?\s(?:car|parce qu|puisqu|sinon|sans quoi|faute de quoi|vu qu|étant donné|d’autant)(?:e?\b|’).*$"
)
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
        if (
            match is not None
            and re.match(r"Faire en sorte|Éviter", text)
            and re.match(r"[,:;]\s(?:aujourd|actuel|comme)", match.group())
        ):
            continue  # « que les patrouilles, aujourd’hui une par mois, deviennent… »
        if match is None or (pattern is _COMMENT and not _clause(match.group(), remark)):
            continue
        shorter = current[: match.start()].rstrip(" ,;:.\u00a0")
        shorter = (
            re.sub(r"\u00a0:\s(?:le|la|les|leurs?|sa|son|l’)\b[^:,]*$", "", shorter) + ends
        )  # « : leur métier, c’est… »
        if len(words(shorter)) >= SHORTEST:
            found.add(shorter)
            current = shorter
    bare = None if ends else _uncommented(current, remark)  # a constat is all sentence
    if bare is not None and len(words(bare)) >= SHORTEST:
        found.add(bare + ends)
    return sorted(found, key=lambda line: (len(line), line))


_BOUNDARY = re.compile(r"(?:,|\u00a0[;:]|(?<!\bM)\.|\s[–—])\s")
# What ties a clause to the one before: it is no comment, it holds the condition, the purpose or the restriction.
_TIED = re.compile(
    r"(?i)(?:qui|que|qu’|dont|où|si|s’il|quand|lorsqu|pour|afin|sauf|sans|mais|et|ou|ni|même|y compris|à|au|aux|avec|en|fût|quitte|dès|selon|sous|"
    r"tant|jusqu|notamment|pas|non|ne serait)(?:\b|(?<=’))"
)


def _uncommented(text: str, remark: Remark) -> str | None:
    """The line without the sentences that follow its request (« un peloton permanent, le drapeau y est »), or None."""
    for match in _BOUNDARY.finditer(text):
        head, tail = text[: match.start()], text[match.end() :]
        if head.count("(") > head.count(")") or head.count("«") > head.count("»") or _TIED.match(tail):
            continue
        if re.search(r"\b(?:doi(?:t|vent)|devrai(?:t|ent)|pourrai(?:t|ent)|faut|faudrait)\b", tail):
            return None  # the request is what follows
        if re.match(r"(?i)(?:sans|selon|si|quand|malgré|depuis|avant|après|tant|pour)\b", head):
            return None
        first = re.match(r"[\w-]+", tail)
        verbs = {token.text.lower() for token in remark.tokens if is_finite(token)}
        before = re.split("|".join(rf"\b{re.escape(verb)}\b" for verb in sorted(verbs)), tail)[0] if verbs else tail
        if re.search(r"\b(?:et|ou)\b", before):
            return None  # a list, not a subject
        if re.match(r"(?i)(?:se|ne|lui|leur)\b|[sn]’", tail) or (first and first.group().lower() in verbs):
            return None  # its subject stands before
        own = _BOUNDARY.split(tail)[0]
        clause = re.match(r"(?:Faire en sorte|Éviter) qu(?:e |’)", head)
        if clause and not finite_words(f"_ {head[clause.end() :]}", remark):
            continue  # « faire en sorte que les policiers, les pompiers et les enseignants préparent… »
        if finite_words(f"_ {own}", remark) and not finite_words(head, remark):
            return re.sub(r"\u00a0:\s(?:sans|faute)\b[^:]*$", "", head)
    return None


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
