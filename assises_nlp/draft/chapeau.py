"""The opening paragraph of a theme: how much was said, by whom, and how far it is shared. Honest when that is little."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assises_nlp.draft.options import DraftOptions
from assises_nlp.draft.positions import count_voices
from assises_nlp.draft.typography import counted, enumerate_fr
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
        many = len(remarks) > 1
        lead = f"{counted(len(remarks), 'remarque', 'remarques', feminine=True)} seulement {'portent' if many else 'porte'} sur ce thème."
        return lead[:1].upper() + lead[1:]
    voices = count_voices(remarks, meetings)
    sentences = [_said(title, voices, len(remarks))]
    sentences += _shared(statements)
    return " ".join(sentences)


def _said(title: str, voices: Voices, total: int) -> str:
    parts = []
    if voices.speakers:
        parts.append(
            f"dans {counted(voices.meetings, 'séance', 'séances', feminine=True)} par {counted(voices.speakers, 'intervenant', 'intervenants')}"
        )
    if voices.respondents:
        parts.append(f"par {counted(voices.respondents, 'répondant', 'répondants')}")
    if not parts:
        return f"Le thème « {title} » ne repose que sur des documents des services ({counted(total, 'remarque', 'remarques', feminine=True)})."
    return f"Le thème « {title} » a été abordé {enumerate_fr(parts)}."


def _shared(statements: Sequence[Statement]) -> list[str]:
    """What the positions of the lines say together."""
    if not statements:
        return ["Aucun sujet n’y réunit assez de remarques pour une ligne de synthèse."]
    count = {
        p: sum(s.position == p for s in statements)
        for p in ("consensus", "repandu", "divergent", "isole", "majoritaire")
    }
    total = len(statements)
    out = []
    if count["consensus"] == total:
        out.append(
            "Les points relevés font l’objet d’un consensus."
            if total > 1
            else "Le point relevé fait l’objet d’un consensus."
        )
    elif count["consensus"]:
        out.append(f"{_points(count['consensus'])} l’objet d’un consensus.")
    if count["divergent"]:
        many = count["divergent"] > 1
        out.append(
            f"Les avis divergent sur {counted(count['divergent'], 'point', 'points')}{', présentés' if many else ', présenté'} avec les deux positions."
        )
    if count["isole"] == total:
        out.append(
            "Chacun des points relevés ne l’a été que par une seule personne."
            if total > 1
            else "Le point relevé ne l’a été que par une seule personne."
        )
    elif count["isole"]:
        out.append(
            f"{counted(count['isole'], 'point ne repose', 'points ne reposent', feminine=False).capitalize()} que sur une seule voix."
        )
    if not out:
        out.append(
            "Les points relevés sont évoqués à plusieurs reprises, sans que l’accord ait été vérifié."
            if total > 1
            else "Le point relevé est évoqué à plusieurs reprises, sans que l’accord ait été vérifié."
        )
    return out


def _points(value: int) -> str:
    text = counted(value, "point fait", "points font")
    return text[:1].upper() + text[1:]
