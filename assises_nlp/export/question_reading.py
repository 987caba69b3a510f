"""What a closed question and its answers are: a profile, a yes or no, the two sides of a scale of opinion."""

from __future__ import annotations

import re
from functools import lru_cache

from assises_nlp.export.document_model import text
from assises_nlp.export.french import fold
from assises_nlp.records import Modality, QuestionResult
from assises_nlp.resources import load_toml

_CUES = "export_questions.toml"
_HINT = re.compile(r"\s*\([^)]*(?:possible|choix|code|réponse|maximum|cochez)[^)]*\)\s*", re.IGNORECASE)
_NUMBER = re.compile(
    r"^(?:(?:Q|Question)\s?\d{1,2}\s*[.):–-]\s*|\d{1,2}\s*[.)]\s+|\d{1,2}\s*[–-]\s+)(?=\S)", re.IGNORECASE
)
_REQUIRED = re.compile(r"(?:\s*[*:]|\s*…|\s*\.{3})+\s*$")
_LEAST_LABELS = 2


def question_title(question: QuestionResult) -> str:
    """The question without its number and what was meant for the person who fills in the form ("(plusieurs réponses
    possibles)").
    """
    bare = _NUMBER.sub("", _HINT.sub(" ", question.title).strip())
    return text(_REQUIRED.sub("", bare)).strip() or text(question.title)


def quoted(label: str) -> str:
    """Between French quotes; quotes inside become English ones, as printers do."""
    inner = text(label).replace("«\u00a0", "“").replace("\u00a0»", "”")
    return f"«\u00a0{inner or 'sans libellé'}\u00a0»"


def is_profile(question: QuestionResult) -> bool:
    """True for questions on who answers (age, mandate, size of the commune), not on what they think."""
    return _matches(question, "motifs")


def says_where(question: QuestionResult) -> bool:
    """True for a profile question on the place where who answers lives or holds office."""
    return is_profile(question) and _matches(question, "lieux")


def _matches(question: QuestionResult, name: str) -> bool:
    folded = fold(question_title(question))
    return any(re.search(motif, folded) for motif in load_toml(_CUES)["profil"][name])


def is_yes_no(question: QuestionResult) -> bool:
    """True where nobody answered anything but yes or no, those without an opinion aside."""
    said = {fold(modality.label) for modality in question.modalities if modality.count} - _aside(question)
    return question.kind == "fermee" and bool(said) and said <= {"oui", "non"}


def _aside(question: QuestionResult) -> set[str]:
    return {fold(m.label) for m in question.modalities if degree(m.label) == "neutre" and fold(m.label) != "autre"}


@lru_cache(maxsize=4096)
def degree(label: str) -> str | None:
    """``reserve``, ``neutre`` or ``favorable`` for a degree of a scale of opinion, None for any other label."""
    folded = fold(label)
    cues: dict[str, list[str]] = load_toml(_CUES)["degres"]
    return next((name for name, motifs in cues.items() if any(re.match(motif, folded) for motif in motifs)), None)


def favourable(question: QuestionResult) -> tuple[Modality, ...]:
    """The favourable degrees of a scale of opinion, () where the answers are no such scale.

    A scale without « pas satisfait » still counts: every answer must be a degree, two of them favourable or one on
    each side.
    """
    if question.kind not in {"echelle", "fermee"} or is_yes_no(question):
        return ()
    degrees = [degree(modality.label) for modality in question.modalities]
    found = tuple(m for m, name in zip(question.modalities, degrees, strict=True) if name == "favorable")
    both = bool(found) and "reserve" in degrees
    return found if None not in degrees and (both or len(found) >= _LEAST_LABELS) else ()


def reserved(question: QuestionResult) -> tuple[Modality, ...]:
    """The unfavourable degrees of a scale that has favourable ones."""
    return tuple(m for m in question.modalities if degree(m.label) == "reserve") if favourable(question) else ()
