"""Answers that are figures: notes, of which the mean is told, or codes, of which nothing can be said."""

from __future__ import annotations

import re
from fractions import Fraction

from assises_nlp.export.french import figure, fold, percent
from assises_nlp.export.question_reading import degree, is_profile, question_title
from assises_nlp.records import QuestionResult
from assises_nlp.resources import load_toml

_CUES = "export_questions.toml"
_CODE = re.compile(r"([A-Z]{1,4}_?)\d{1,4}")
_BOUNDS = (
    re.compile(r"\b(?:de|entre) (\d{1,2}) (?:a|et) (\d{1,2})\b"),
    re.compile(r"\b(\d{1,2}) (?:pas|tres|non|nul|mauvais)\b.*\b(\d{1,2}) (?:tout|tres|excellent|oui|parfait)\b"),
)
_OUT_OF = re.compile(r"(?:\bsur|/) ?(\d{1,2})\b")
_LEAST = 2


def is_coded(question: QuestionResult) -> bool:
    """True where the answers are codes without their labels: "A1", "A2"…, or bare figures on who answers."""
    if question.kind not in {"fermee", "echelle"}:
        return False
    labels = [m.label for m in question.modalities if degree(m.label) != "neutre"]
    if len(labels) < _LEAST:
        return False
    stems = {match[1] if (match := _CODE.fullmatch(label)) else "" for label in labels}
    bare = is_profile(question) and all(label.isdecimal() for label in labels)
    return bare or (len(stems) == 1 and "" not in stems)


def said_of_notes(question: QuestionResult, people: str) -> str | None:
    """« la note moyenne est de 3,4 (échelle de 1 à 5, 80 répondants)… », None where the answers are no notes."""
    notes = {int(m.label): m.count for m in question.modalities if m.label.isdecimal()}
    others = [m for m in question.modalities if not m.label.isdecimal() and m.count]
    given = sum(notes.values())
    if not given or not _asks_for_a_note(question) or any(degree(m.label) != "neutre" for m in others):
        return None
    mean = Fraction(sum(note * count for note, count in notes.items()), given)
    tenths = (20 * mean.numerator + mean.denominator) // (2 * mean.denominator)
    most = max(notes.values())
    modes = [note for note, count in notes.items() if count == most]
    said = f"la note moyenne est de {tenths // 10},{tenths % 10} ({_range(question, notes)}, {figure(given)} {people})"
    if len(modes) > 1:
        return f"{said}."
    return f"{said}\u00a0; la plus fréquente est {modes[0]}, donnée par {percent(most, given)} d’entre eux ({figure(most)})."


def _asks_for_a_note(question: QuestionResult) -> bool:
    folded = fold(question.title)
    cued = any(re.search(motif, folded) for motif in load_toml(_CUES)["note"]["motifs"])
    return question.kind in {"echelle", "numerique"} and (cued or _OUT_OF.search(question.title) is not None)


def _range(question: QuestionResult, notes: dict[int, int]) -> str:
    """The scale as the question says it, else the notes that were given."""
    for pattern in _BOUNDS:
        match = pattern.search(fold(question.title))
        if match and int(match[1]) <= min(notes) and max(notes) <= int(match[2]):
            return f"échelle de {match[1]} à {match[2]}"
    match = _OUT_OF.search(question_title(question))
    if match and max(notes) <= int(match[1]):
        return f"sur {match[1]}"
    return f"notes données de {min(notes)} à {max(notes)}"
