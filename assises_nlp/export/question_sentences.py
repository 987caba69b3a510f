"""One plain sentence for a closed question: « 97 % des élus répondants (38 sur 39) se disent satisfaits de… ».

On a scale of opinion the degrees of each side are added up, as rapporteurs write it. A question becomes a statement only
where a pattern of ``export_questions.toml`` takes it whole; elsewhere the sentence quotes the question and the answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assises_nlp.export.french import enumerate_fr, figure, fold, percent
from assises_nlp.export.question_claims import answers_yes, claim, is_statement
from assises_nlp.export.question_notes import is_coded, said_of_notes
from assises_nlp.export.question_reading import (
    degree,
    favourable,
    is_profile,
    is_yes_no,
    question_title,
    quoted,
    reserved,
)
from assises_nlp.records import Modality, QuestionResult
from assises_nlp.resources import load_toml

__all__ = ["degree", "favourable", "is_profile", "is_yes_no", "question_title", "sentence"]

_CUES = "export_questions.toml"
_ASKS = re.compile(
    r"\?|^(?:quel|que\b|qu['’]|qui\b|comment|combien|ou\b|pourquoi|a quel|dans quel|de quel|pour quel|est ce|faut il"
    r"|(?:\w+ez)\b)|[ -]vous\b"
)
_LEAST_LABELS = 2
_FEW = 10
"""Below this base a share is said in persons: « 2 répondants sur 3 »."""
_SHOWN_CHOICES = 3
_NBSP = "\u00a0"


def sentence(question: QuestionResult, audience: str | None = None) -> str:
    """What matters in the answers, with the base. ``audience`` is the public's id: "elus" gives « élus répondants »."""
    base = question.respondents
    if not base:
        return f"{_asked(question)}, personne n’a répondu."
    people = load_toml(_CUES)["repondants"].get(audience or "", "répondants")
    if is_coded(question):
        codes = [quoted(modality.label) for modality in question.modalities[:2]]
        return (
            f"{_asked(question)}, les réponses sont restées des codes ({', '.join(codes)}…)\u00a0: libellés à fournir."
        )
    if base == 1:
        return f"{_asked(question)}, la seule personne qui a répondu a choisi {_labels(_given(question.modalities))}."
    if question.kind == "multiple":
        return f"{_asked(question)}, {_several(question, people)}"
    if is_yes_no(question):
        return _yes(question, people)
    notes = said_of_notes(question, people)
    if notes:
        return f"{_asked(question)}, {notes}"
    return _opinion(question, people) or f"{_asked(question)}, {_most(question, people)}"


def _yes(question: QuestionResult, people: str) -> str:
    base = question.respondents
    counts = {fold(modality.label): modality.count for modality in question.modalities}
    yes, no = counts.get("oui", 0), counts.get("non", 0)
    said = claim("oui", question_title(question), judging=yes > no)
    if said and yes:
        return _capital(f"{_share(yes, base, people)} {said}.")
    top = max(question.modalities, key=lambda modality: modality.count)
    return f"{_asked(question)}, {_share(top.count, base, people)} ont répondu {quoted(top.label)}."


def _opinion(question: QuestionResult, people: str) -> str | None:
    """The side of a scale that has the most answers, against the other where it does not prevail by far."""
    base = question.respondents
    sides = [_given(favourable(question)), _given(reserved(question))]
    if not any(sides) or not favourable(question):
        return None
    sides.sort(key=lambda side: -sum(modality.count for modality in side))
    first, second = sides
    count = sum(modality.count for modality in first)
    between = max((m.count for m in question.modalities if degree(m.label) == "neutre"), default=0)
    if 2 * count < base and (not second or between >= count):
        return None
    against = ""
    if second and 3 * count < 2 * base:
        against = f", contre {_part(sum(m.count for m in second), base)} pour {_labels(second)}"
    return _capital(f"{_side(question, first, _share(count, base, people))}{against}.")


def _side(question: QuestionResult, side: Sequence[Modality], share: str) -> str:
    """What one side of a scale says: a statement where it can be one, else the question and the answers."""
    title = question_title(question)
    agrees = side[0] in favourable(question)
    if agrees and all("satisf" in fold(modality.label) for modality in side):
        said = claim("satisfait", title)
        if said:
            return f"{share} {said}"
    if agrees and all(answers_yes(modality.label) for modality in side):
        said = claim("oui", title)
        if said:
            return f"{share} {said} ({_labels(side)})"
    if is_statement(question):
        stand = "d’accord" if agrees else "en désaccord"
        return f"{share} se disent {stand} avec l’affirmation {quoted(title)}"
    return f"{_asked(question)}, {share} ont répondu {_labels(side)}"


def _most(question: QuestionResult, people: str) -> str:
    base = question.respondents
    ranked = sorted(question.modalities, key=lambda modality: -modality.count)
    top = ranked[0]
    if 2 * top.count > base or len(ranked) < _LEAST_LABELS:
        return f"{_share(top.count, base, people)} ont répondu {quoted(top.label)}."
    share = _share(top.count, base, people)
    alike = [quoted(modality.label) for modality in ranked if modality.count == top.count]
    if len(alike) > _SHOWN_CHOICES:
        return f"aucune réponse ne l’emporte\u00a0: {len(alike)} réponses sont données chacune par {share}."
    if len(alike) > 1:
        return f"les réponses les plus fréquentes sont {enumerate_fr(alike)}, données chacune par {share}."
    second = f"{quoted(ranked[1].label)} ({_part(ranked[1].count, base, bare=True)})"
    return f"la réponse la plus fréquente est {quoted(top.label)}, donnée par {share}, devant {second}."


def _several(question: QuestionResult, people: str) -> str:
    """The choices most taken, those that are equal with the third of them included."""
    base = question.respondents
    ranked = sorted(question.modalities, key=lambda modality: -modality.count)
    told = [m for m in ranked if m.count and degree(m.label) != "neutre"]
    if not told:
        return f"{_share(ranked[0].count, base, people)} ont répondu {quoted(ranked[0].label)}."
    least = told[:_SHOWN_CHOICES][-1].count
    counts = sorted({m.count for m in told if m.count >= least}, reverse=True)
    groups = [[m for m in told if m.count == count] for count in counts]
    first, *others = groups
    chosen = "est choisi" if len(first) == 1 else "sont choisis chacun"
    said = f"{enumerate_fr([quoted(m.label) for m in first])} {chosen} par {_share(first[0].count, base, people)}"
    if others:
        said += ", puis " + enumerate_fr([_group(group, base) for group in others])
    return f"{said}{_NBSP}; plusieurs réponses étaient possibles."


def _group(group: Sequence[Modality], base: int) -> str:
    each = " chacun" if len(group) > 1 else ""
    return f"{enumerate_fr([quoted(m.label) for m in group])} par {_part(group[0].count, base)}{each}"


def _share(count: int, base: int, people: str) -> str:
    if count == base:
        return f"tous les {people} ({figure(base)})"
    if count > 1 and base < _FEW:
        return f"{figure(count)} {people} sur {figure(base)}"
    return f"{percent(count, base)} des {people} ({figure(count)} sur {figure(base)})"


def _part(count: int, base: int, *, bare: bool = False) -> str:
    """A share whose base was said before; ``bare`` inside brackets."""
    if base < _FEW:
        return figure(count)
    return f"{percent(count, base)}, soit {figure(count)}" if bare else f"{percent(count, base)} ({figure(count)})"


def _asked(question: QuestionResult) -> str:
    title = question_title(question)
    if is_statement(question):
        return f"Sur l’affirmation {quoted(title)}"
    asks = _ASKS.search(title) or _ASKS.search(fold(title))
    return f"À la {'question' if asks else 'rubrique'} {quoted(title)}"


def _given(modalities: Iterable[Modality]) -> list[Modality]:
    return [modality for modality in modalities if modality.count]


def _labels(modalities: Sequence[Modality]) -> str:
    labels = [quoted(modality.label) for modality in modalities]
    return " ou ".join([", ".join(labels[:-1]), labels[-1]]) if len(labels) > 1 else "".join(labels)


def _capital(said: str) -> str:
    return said[:1].upper() + said[1:]
