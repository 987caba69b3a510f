"""Which remark of a topic speaks best for it: representative, well formed, understandable alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from assises_nlp.draft.words import content, is_finite, text_content, words
from assises_nlp.records import Remark

_FIRST = re.compile(r"(?i)\b(?:je|j[’']|nous|notre|nos|mon|ma|mes|moi|me|m[’'](?=\w))\b|\bchez (?:moi|nous)\b")
_VAGUE = re.compile(
    r"(?i)\b(?:cela|ça|ca|idem|(?:celui|celle|ceux|celles)(?!\s(?:de|du|des|qui|que|dont)\b|\sd’)|celui-ci|ceci|là-dessus"
    r"|ce soir|ci-dessus|ci-dessous|supra|infra|voir q\d|y (?:associer|ajouter))\b"
    r"|\bcf\.?\b|^(?:il|elle|ils|elles|y|en|le|la|les) (?:faut )?(?:est|sont|a|ont|y|en|faut)\b"
)
_NOISE = re.compile(
    r"[!?]{2,}|\+\+|=>|→|\.{3,}|…|\b(?:pb|qd|ds|tt|tjs|svp|stp|pr|ac|pk|bcp|mdr|lol)\b|\[[^\]]*\]|[\U0001F300-\U0001FAFF]",
    re.I,
)
_SLANG = re.compile(
    r"(?i)\b(?:flics?|keufs?|boulot|bagnoles?|fric|foutre|foutu\w*|merde\w*|con|conne|cons|conneries?|putain|bordel|gosses?|mecs?|flingues?|"
    r"trucs?|machins?|bled|gamins?|raler|râler|chiant\w*|emmerd\w*|pétard|dealers?)\b"
)
_SHORTHAND = re.compile(r"(?<!\w)[=≠+×≤≥](?=\s|$)|^[+=/]|\s/\s|\b[A-ZÀ-Ý]{6,}\b")
# Who says it still stands in the line: « Un habitant trouve… », « Le président des chasseurs regrette… »
_REPORTED = re.compile(
    r"^(?:Une?|Le|La|L’|Les|Plusieurs|Certains|M\.|Mme|Monsieur|Madame)\b.{0,70}?\b(?:regrett|déplor|indiqu|expos|avou|racont|trouv|crai|estim|"
    r"précis|aimer|souhait|demand|propos|suggèr|sollicit|rappel|soulign|signal|not|observ|constat|affirm|ironis|s’inquièt|s’étonn|s’oppos|plaid|"
    r"rapport|relat|témoign|félicit|dit|disent|juge|jugent|refus|ajout|expliqu|se lou|avert|espèr|salu|appréci)"
    r"(?:e|ent|ait|aient|erait|nt|gnent|ne|le|ée?s?)?\b"
)
MIN_WORDS, MAX_WORDS = 6, 35


def well_formedness(remark: Remark) -> float:
    """0 (unreadable alone) to 1 (a clean sentence of 6 to 35 words)."""
    text = remark.text
    count = len(words(text))
    if not count:
        return 0.0
    score = 1.0
    if count < MIN_WORDS:
        score -= 0.08 * (MIN_WORDS - count)
    elif count > MAX_WORDS:
        score -= min(0.4, 0.015 * (count - MAX_WORDS))
    letters = [char for char in text if char.isalpha()]
    if letters and sum(char.isupper() for char in letters) > 0.5 * len(letters) and len(letters) > 8:
        score -= 0.4
    for pattern, cost in ((_FIRST, 0.25), (_VAGUE, 0.25), (_NOISE, 0.2), (_SLANG, 0.35)):
        if pattern.search(text):
            score -= cost
    if "?" in text:
        score -= 0.15
    if re.search(r"\b[ldjnsmtcq] [aeiouhéè]\w", text):  # « l accueil »: apostrophes lost
        score -= 0.25
    if text[:1].islower() and not text.startswith(("l’", "l'", "d’", "d'")):
        score -= 0.05
    if remark.tokens:
        score -= 0.0 if any(t.pos == "NOUN" for t in remark.tokens) else 0.2
        score -= 0.0 if any(is_finite(t) or "VerbForm=Inf" in t.morph for t in remark.tokens) else 0.03
        unknown = sum(t.pos == "X" for t in remark.tokens)
        score -= min(0.3, 0.1 * unknown)
        if len([t for t in remark.tokens if t.text in ".;?!"]) > 2:
            score -= 0.1
    if not re.search(r"[éèêàùçîôâûïëœ]", text) and count >= 8:
        score -= 0.15  # a long French sentence without one accent was typed without them
    return round(max(0.0, min(1.0, score)), 4)


def clean_line(text: str) -> bool:
    """Whether a drafted line reads alone: nobody's « je », no slang, no shorthand, no pronoun without its noun."""
    if any(pattern.search(text) for pattern in (_FIRST, _VAGUE, _NOISE, _SLANG, _SHORTHAND, _REPORTED)):
        return False
    if "?" in text:
        return False
    if re.match(
        r"(?:Il |Elle |Ils |Elles |"
        r"M\. |Mme |Monsieur |Madame |Un participant|Une participante)",
        text,
    ):
        return False
    return 3 <= len(words(text)) <= MAX_WORDS + 5


def representativeness(remarks: Sequence[Remark]) -> dict[str, float]:
    """For each remark, the mean share of the topic's remarks that use its content words (0 to 1). Linear in the
    remarks.
    """
    contents = {remark.id: content(remark) or text_content(remark.text) for remark in remarks}
    frequency = Counter(stem for stems in contents.values() for stem in stems)
    total = len(remarks)
    scores: dict[str, float] = {}
    for remark in remarks:
        stems = contents[remark.id]
        scores[remark.id] = (
            round(sum(frequency[s] for s in sorted(stems)) / (total * (len(stems) + 2)), 4) if stems else 0.0
        )
    return scores


def ranking(remarks: Sequence[Remark], representative: Sequence[str] = ()) -> list[Remark]:
    """The most telling first: representativeness × well-formedness; the topic's own order of representatives counts
    too.
    """
    place = {remark_id: rank for rank, remark_id in enumerate(representative)}
    scores = representativeness(remarks)
    best = max(scores.values(), default=0.0) or 1.0

    def score(remark: Remark) -> float:
        rank = place.get(remark.id)
        bonus = 0.3 * (1 - rank / len(place)) if rank is not None else 0.0
        return round((0.2 + 0.5 * scores[remark.id] / best + bonus) * well_formedness(remark) ** 2, 4)

    return sorted(remarks, key=lambda remark: (-score(remark), remark.id))
