"""One plain sentence for a closed question: « 97 % des élus répondants (38 sur 39) se disent satisfaits de… ».

On a scale of opinion the favourable degrees are added up, as rapporteurs write it. A question becomes a statement only
where a pattern of ``export_questions.toml`` takes it whole; elsewhere the sentence quotes the question and the answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from assises_nlp.export.document_model import text
from assises_nlp.export.french import enumerate_fr, figure, fold, percent
from assises_nlp.records import Modality, QuestionResult
from assises_nlp.resources import load_toml

_CUES = "export_questions.toml"
_HINT = re.compile(r"\s*\([^)]*(?:possible|choix|code|réponse|maximum|cochez)[^)]*\)\s*", re.IGNORECASE)
_POSSESSIVES = ((re.compile(r"\bvos\b"), "leurs"), (re.compile(r"\bvotre\b"), "leur"))
_TO_THE_READER = re.compile(r"\b(?:vous|vôtres?|je|mon|ma|mes|nous|notre|nos|selon)\b", re.IGNORECASE)
_LEAST_LABELS = 2


def question_title(question: QuestionResult) -> str:
    """The question without what was meant for the person who fills in the form ("(plusieurs réponses possibles)")."""
    return text(_HINT.sub(" ", question.title)).strip() or text(question.title)


def is_profile(question: QuestionResult) -> bool:
    """True for questions on who answers (age, mandate, size of the commune), not on what they think."""
    folded = fold(question_title(question))
    return any(re.search(motif, folded) for motif in load_toml(_CUES)["profil"]["motifs"])


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


def sentence(question: QuestionResult, audience: str | None = None) -> str:
    """What matters in the answers, with the base. ``audience`` is the public's id: "elus" gives « élus répondants »."""
    base = question.respondents
    if not base:
        return f"À la question {_quoted(question_title(question))}, personne n’a répondu."
    people = load_toml(_CUES)["repondants"].get(audience or "", "répondants")
    if base == 1:
        return _asked(question, f"la seule personne qui a répondu a choisi {_labels(_chosen(question.modalities))}.")
    if question.kind == "multiple":
        return _asked(question, _several(question, people))
    if is_yes_no(question):
        return _yes(question, people)
    agreeing = [modality for modality in favourable(question) if modality.count]
    count = sum(modality.count for modality in agreeing)
    if 2 * count < base:
        return _asked(question, _most(question, people))
    if all("satisf" in fold(modality.label) for modality in agreeing):
        claim = _claim("satisfait", question)
        if claim:
            return _capital(f"{_share(count, base, people)} {claim}.")
    return _asked(question, f"{_share(count, base, people)} ont répondu {_labels(agreeing)}.")


def _yes(question: QuestionResult, people: str) -> str:
    base = question.respondents
    yes = next((m.count for m in question.modalities if fold(m.label) == "oui"), 0)
    claim = _claim("oui", question)
    if claim and yes:
        return _capital(f"{_share(yes, base, people)} {claim}.")
    top = max(question.modalities, key=lambda modality: modality.count)
    return _asked(question, f"{_share(top.count, base, people)} ont répondu {_quoted(top.label)}.")


def _claim(kind: str, question: QuestionResult) -> str | None:
    """What those who say yes say, in the third person: « disent savoir comment… », or None."""
    title = re.sub(r"[\s?.:]+$", "", question_title(question))
    for entry in load_toml(_CUES)[kind]:
        match = re.match(entry["motif"], title)
        if match is None:
            continue
        rest = match[1]
        for possessive, theirs in _POSSESSIVES:
            rest = possessive.sub(theirs, rest)
        if not _TO_THE_READER.search(rest) and "?" not in rest:
            return str(entry["dit"]).replace("\\1", rest)
    return None


def _most(question: QuestionResult, people: str) -> str:
    base = question.respondents
    ranked = sorted(question.modalities, key=lambda modality: -modality.count)
    top = ranked[0]
    if 2 * top.count > base or len(ranked) < _LEAST_LABELS:
        return f"{_share(top.count, base, people)} ont répondu {_quoted(top.label)}."
    if ranked[1].count == top.count:
        alike = [_quoted(modality.label) for modality in ranked if modality.count == top.count]
        share = _share(top.count, base, people)
        return f"les réponses les plus fréquentes sont {enumerate_fr(alike)}, données chacune par {share}."
    second = f"{_quoted(ranked[1].label)} ({percent(ranked[1].count, base)}, soit {figure(ranked[1].count)})"
    share = _share(top.count, base, people)
    return f"la réponse la plus fréquente est {_quoted(top.label)}, donnée par {share}, devant {second}."


def _several(question: QuestionResult, people: str) -> str:
    base = question.respondents
    ranked = sorted(question.modalities, key=lambda modality: -modality.count)
    chosen = [m for m in ranked if m.count and degree(m.label) != "neutre"][:3] or ranked[:1]
    first, *others = chosen
    said = f"{_quoted(first.label)} est choisi par {_share(first.count, base, people)}"
    if others:
        shares = [f"{_quoted(m.label)} par {percent(m.count, base)} ({figure(m.count)})" for m in others]
        said += ", puis " + enumerate_fr(shares)
    return said + f"{_NBSP}; plusieurs réponses étaient possibles."


_NBSP = "\u00a0"


def _share(count: int, base: int, people: str) -> str:
    if count == base:
        return f"tous les {people} ({figure(base)})"
    return f"{percent(count, base)} des {people} ({figure(count)} sur {figure(base)})"


def _asked(question: QuestionResult, said: str) -> str:
    return f"À la question {_quoted(question_title(question))}, {said}"


def _chosen(modalities: Iterable[Modality]) -> list[Modality]:
    return [modality for modality in modalities if modality.count]


def _labels(modalities: Sequence[Modality]) -> str:
    quoted = [_quoted(modality.label) for modality in modalities]
    return " ou ".join([", ".join(quoted[:-1]), quoted[-1]]) if len(quoted) > 1 else "".join(quoted)


def _quoted(label: str) -> str:
    """Between French quotes; quotes inside become English ones, as printers do."""
    inner = text(label).replace("«\u00a0", "“").replace("\u00a0»", "”")
    return f"«{_NBSP}{inner or 'sans libellé'}{_NBSP}»"


def _capital(said: str) -> str:
    return said[:1].upper() + said[1:]
