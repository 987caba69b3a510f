"""The opening paragraph of a theme: how much was said, by whom, how far it is shared. Honest when that is little."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assises_nlp.draft.options import DraftOptions
from assises_nlp.draft.positions import count_voices
from assises_nlp.draft.typography import capitalise, counted, enumerate_fr
from assises_nlp.records import Meeting, Remark, Statement, Voices

NOTHING = "Sans observation."


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
    return " ".join([_said(title, voices, len(remarks)), *_shared(statements)])


def _said(title: str, voices: Voices, total: int) -> str:
    parts = []
    if voices.speakers:
        sittings = counted(voices.meetings, "séance", "séances", feminine=True)
        speakers = counted(voices.speakers, "intervenant", "intervenants")
        parts.append(f"dans {sittings} par {speakers}")
    if voices.respondents:
        parts.append(f"par {counted(voices.respondents, 'répondant', 'répondants')}")
    if not parts:
        many = counted(total, "remarque", "remarques", feminine=True)
        return f"Le thème « {title} » ne repose que sur des documents des services ({many})."
    return f"Le thème « {title} » a été abordé {enumerate_fr(parts)}."


def _shared(statements: Sequence[Statement]) -> list[str]:
    """What the positions of the lines say together."""
    if not statements:
        return ["Aucune remarque n’a pu y être retenue comme ligne de synthèse."]
    total = len(statements)
    agreed, divided, alone = (sum(s.position == p for s in statements) for p in ("consensus", "divergent", "isole"))
    out = []
    if agreed == total:
        out.append(f"{_all(total)} l’objet d’un consensus.")
    elif agreed:
        out.append(capitalise(f"{counted(agreed, 'point fait', 'points font')} l’objet d’un consensus."))
    if divided:
        points = counted(divided, "point, présenté", "points, présentés")
        out.append(f"Les avis divergent sur {points} avec les deux positions.")
    if alone == total:
        one = "Un seul point a été relevé, par une seule personne."
        out.append("Aucun des points relevés ne l’a été par plus d’une personne." if total > 1 else one)
    elif alone:
        out.append(capitalise(f"{counted(alone, 'point ne repose', 'points ne reposent')} que sur une seule voix."))
    if not out:
        out.append("Plusieurs personnes s’y expriment dans le même sens, sans que l’accord ait été vérifié.")
    return out


def _all(total: int) -> str:
    return "Les points relevés font" if total > 1 else "Le point relevé fait"
