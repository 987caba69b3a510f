"""What a heading or an opening says of the turns below it, and what a column's title says of its cells."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from assises_nlp.records import Nature, TurnKind
from assises_nlp.segment.lexicon import cues, fold

ColumnRole = Literal[
    "good_practice", "strength", "finding", "proposal", "engagement", "answer", "speaker", "label", "text"
]
_COLUMN_ROLES: tuple[ColumnRole, ...] = (
    "good_practice",
    "strength",
    "finding",
    "proposal",
    "engagement",
    "answer",
    "speaker",
    "label",
)
_NUMBERING = re.compile(
    r"(?:(?:theme|thematique|axe|partie|atelier|point|sequence|temps|chapitre|titre|table)\s*(?:n°\s*)?(?:\d{1,2}|[ivx]{1,5})\s*[:.–-]*|[ivx]{1,5}\s*[.)–:-]+|\d{1,2}(?:[.-]\d{1,2}){0,3}\s*[.)–:°-]*|[a-h]\s*[.)–-]+)\s*"
)
_TRIM = " \t\u00a0:.–—-*"


def bare_title(title: str) -> str:
    """Return a folded title without its number and its colon."""
    folded = " ".join(fold(title).split())
    match = _NUMBERING.match(folded)
    rest = folded[match.end() :] if match else folded
    return rest.strip(_TRIM) or folded.strip()


@cache
def _columns() -> tuple[tuple[ColumnRole, re.Pattern[str]], ...]:
    return tuple((role, cues().pattern("columns", role, whole=True)) for role in _COLUMN_ROLES)


@cache
def _compiled(section: str, name: str) -> re.Pattern[str]:
    return cues().pattern(section, name)


def column_role(title: str | None) -> ColumnRole:
    """Return what a column holds, from its title; « text » where the title does not say."""
    if not title:
        return "text"
    bare = bare_title(title)
    for role, pattern in _columns():
        if pattern.match(bare) or pattern.match(fold(title).strip()):
            return role
    # « Propositions / pistes », « Constats (ce qui ne va pas) »: the parts must agree.
    parts = [part.strip(_TRIM + "()") for part in re.split(r"[/(,]|\bet\b", bare) if part.strip(_TRIM + "()")]
    found = {role for part in parts for role, pattern in _columns() if pattern.match(part)}
    return next(iter(found)) if len(found) == 1 and len(parts) > 1 else "text"


def is_topic_column(title: str | None) -> bool:
    """Whether a label column names the subject of its row."""
    return title is not None and cues().pattern("columns", "topic", whole=True).match(bare_title(title)) is not None


def is_attendance_column(title: str | None) -> bool:
    return (
        title is not None and cues().pattern("columns", "attendance", whole=True).match(bare_title(title)) is not None
    )


def nature_of(role: ColumnRole, text: str) -> Nature | None:
    """Return the nature that a column says of one of its remarks.

    A strength is a good practice where it names a device that exists (« la permanence en mairie »), a constat where it
    only judges (« bonne entente »).
    """
    if role == "good_practice":
        return "bonne_pratique"
    if role == "strength":
        words = set(re.findall(r"[a-z][a-z-]*", fold(text[:400])))
        device = cues().words("columns", "device")
        return "bonne_pratique" if words & device else "constat"
    natures: dict[ColumnRole, Nature] = {"finding": "constat", "proposal": "preconisation", "engagement": "engagement"}
    return natures.get(role)


def heading_kind(title: str) -> TurnKind | None:
    """Return the kind of the turns of a section: « voix » for exchanges, None where the title does not say."""
    bare = bare_title(title)
    if _compiled("phrases", "headings_exchange").search(bare) and "synthese" not in bare and "rappel" not in bare:
        return "voix"
    if _compiled("phrases", "headings_recapitulation").match(bare):
        return "recapitulation"
    if _compiled("phrases", "headings_presentation").match(bare):
        return "presentation"
    if _compiled("phrases", "headings_conclusion").match(bare):
        return "conclusion"
    return None


def opening_kind(sentence: str) -> TurnKind | None:
    """Return what the first words of a sentence make of it: a recap, a presentation, a conclusion, or nothing."""
    folded = fold(sentence[:200]).lstrip(' «“"-–')
    if _compiled("phrases", "recapitulation").match(folded):
        return "recapitulation"
    if _compiled("phrases", "presentation").match(folded):
        return "presentation"
    if _compiled("phrases", "conclusion").match(folded):
        return "conclusion"
    return None


def is_restitution(title: str | None) -> bool:
    """Whether the title says that the whole meeting gives back what was said elsewhere."""
    return title is not None and _compiled("phrases", "restitution_title").search(fold(title)) is not None


@cache
def _words(name: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(sorted(cues().words("verbs", name))) + r")(?!\w)")


def list_nature(intro: str) -> Nature | None:
    """Return the nature of the items that an introduction announces (« Ils demandent : »)."""
    folded = fold(intro[-300:])
    if _words("demand").search(folded):
        return "preconisation"
    return "constat" if _words("finding").search(folded) else None
