"""The opening paragraph of a theme: how much was said, by whom, how far it is shared. Honest when that is little."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assises_nlp.draft.options import DraftOptions
from assises_nlp.draft.positions import count_voices
from assises_nlp.draft.selection import FEW, heaviest_first
from assises_nlp.draft.typography import NBSP, capitalise, counted, enumerate_fr, lower_first
from assises_nlp.draft.words import text_content
from assises_nlp.records import Meeting, Remark, Statement, Voices

NOTHING = "Sans observation."
MAIN = 3
"""Axes that are named as what was mostly spoken of."""
HALF = 0.5
"""Share of their words that two titles have in common, from which they name one subject."""


def chapeau(
    title: str,
    remarks: Sequence[Remark],
    statements: Sequence[Statement],
    meetings: Mapping[str, Meeting],
    options: DraftOptions,
) -> str:
    """``remarks``: the informative remarks of the theme; ``statements``: the lines of its draft."""
    if not remarks:
        return NOTHING
    if len(remarks) <= options.few:
        many = counted(len(remarks), "remarque", "remarques", feminine=True)
        return capitalise(f"{many} seulement {'portent' if len(remarks) > 1 else 'porte'} sur ce thème.")
    voices = count_voices(remarks, meetings)
    return " ".join([_said(title, voices, len(remarks)), *_about(statements), *_shared(statements)])


def _about(statements: Sequence[Statement]) -> list[str]:
    """What the exchanges were mostly about: the axes of the heaviest lines, where the lines name theirs."""
    ranked = sorted((s for s in statements if s.title and s.position != "isole"), key=heaviest_first)
    titles: list[str] = []
    for title in dict.fromkeys(lower_first(s.title) for s in ranked):
        if not any(_overlap(title, other) >= HALF for other in titles):
            titles.append(title)
    titles = titles[:MAIN]
    return [f"Les principaux sujets en sont{NBSP}: {f'{NBSP}; '.join(titles)}."] if len(titles) > 1 else []


def _overlap(one: str, two: str) -> float:
    """Share of the words of the shorter title that the other has."""
    mine, its = text_content(one), text_content(two)
    return len(mine & its) / max(1, min(len(mine), len(its)))


def _said(title: str, voices: Voices, total: int) -> str:
    parts = []
    if voices.speakers:
        sittings = counted(voices.meetings, "séance", "séances", feminine=True)
        speakers = counted(voices.speakers, "intervenant", "intervenants")
        parts.append(f"dans {sittings} ({speakers})")
    if voices.respondents:
        parts.append(f"par {counted(voices.respondents, 'répondant', 'répondants')} aux questionnaires")
    if not parts:
        many = counted(total, "remarque", "remarques", feminine=True)
        return f"Le thème « {title} » ne repose que sur des documents des services ({many})."
    return f"Le thème « {title} » a été abordé {enumerate_fr(parts)}."


def _shared(statements: Sequence[Statement]) -> list[str]:
    """What the positions of the lines say together."""
    if not statements:
        return ["Aucune remarque n’a pu y être retenue comme ligne de synthèse."]
    total = len(statements)
    agreed, divided = (sum(s.position == p for s in statements) for p in ("consensus", "divergent"))
    lone = [s for s in statements if s.position != "divergent" and s.voices.people <= FEW]
    alone = len(lone)
    out = []
    if agreed == total:
        out.append(f"{_all(total)} l’objet d’un consensus.")
    elif agreed:
        named = _named([s for s in statements if s.position == "consensus"])
        points, made = counted(agreed, "point", "points"), "fait" if agreed == 1 else "font"
        out.append(capitalise(f"{points}{named} {made} l’objet d’un consensus."))
    if divided:
        controversies = [s for s in statements if s.position == "divergent"]
        divided = len(_subjects(controversies)) if all(s.title for s in controversies) else divided
        points = counted(divided, "point", "points")
        named = _named(controversies)
        told = "présenté" if divided == 1 else "présentés"
        out.append(f"Les avis divergent sur {points}{named}, {told} avec les deux positions.")
    voices = max((s.voices.people for s in lone), default=0)
    if alone == total and voices < FEW and all(s.position == "isole" for s in lone):
        one = "Un seul point a été relevé, par une seule personne."
        out.append("Aucun des points relevés ne l’a été par plus d’une personne." if total > 1 else one)
    elif alone:
        few = "une seule voix" if voices < FEW else "une ou deux voix"
        out.append(capitalise(f"{counted(alone, 'point ne repose', 'points ne reposent')} que sur {few}."))
    if not out:
        out.append("Plusieurs personnes s’y expriment dans le même sens, sans que l’accord ait été vérifié.")
    return out


def _named(statements: Sequence[Statement]) -> str:
    """« (armement de la police municipale) », where the lines name their axes."""
    return f" ({', '.join(_subjects(statements))})" if all(s.title for s in statements) else ""


def _subjects(statements: Sequence[Statement]) -> list[str]:
    """What lines are about, each subject once: « apports de la vidéoprotection » and « développement de la
    vidéoprotection » are one.
    """
    found: list[str] = []
    for title in dict.fromkeys(lower_first(_SIDE.sub("", s.title)) for s in statements):
        mine = text_content(title)
        if not any(mine <= its or its <= mine for its in map(text_content, found)):
            found.append(title)
    return found


_SIDE = re.compile(
    r"(?i)^(?:apports?|développement|limites?|limitation|réserves|avis|refus|usages?|emploi|recours|installation)"
    r"\s(?:(?:de la|des|du|sur la|sur les)\s|(?:de|sur) l’)"
)
"""What a title says of a subject before it names it."""


def _all(total: int) -> str:
    return "Les points relevés font" if total > 1 else "Le point relevé fait"
