"""One plain French sentence for a question's result."""

from __future__ import annotations

import re

from assises_nlp.questionnaires.intervals import percentage
from assises_nlp.questionnaires.modalities import fold
from assises_nlp.records import Modality, QuestionnaireResult, QuestionResult

SMALL_BASE = 30
_NBSP = "\u00a0"
RESERVED = re.compile(
    r"(?:non|pas|peu|un peu|tres peu|plutot (?:pas|non|en des|in|mecontent|mauvais|negati|defavorable)|ne |ni "
    r"|neutre|moyen|passable"
    r"|in(?:satisf|suffis|effic|coher|util|adapt)|mecontent|mauvais|en desaccord|negati|defavorable|faible"
    r"|tres (?:in|me|mauvais|faible)"
    r"|jamais|rarement|parfois|disagree|strongly dis|neither|neutral|dissatisfied|very dis|poor|fair)"
)
"""Where the favourable half of a scale ends: "peu satisfait", "plutôt pas d’accord", "moyen"."""
FAVOURABLE_AGAIN = re.compile(
    r"(?:tres (?:satisf|bon|bien|eff|import|util|fav)|tout a fait|plutot (?:oui"
    r"|satisf|d accord)|oui)"
)


def sentence(question: QuestionResult, result: QuestionnaireResult) -> str:
    """What the respondents answered, the base and the non-responses stated, percentages without decimals.

    Volunteers are no sample: the sentence says so, and says where fewer than thirty answers make a percentage fragile.
    On a scale of opinion the favourable choices are added up, as rapporteurs write it.
    """
    lead = f"À la question {quoted(question.title)}, "
    if question.respondents == 0:
        return f"{lead}personne n’a répondu."
    if question.kind == "ouverte":
        one = question.respondents == 1
        people = "une personne" if one else f"{thousands(question.respondents)} personnes"
        return (
            f"{lead}{people} sur {thousands(result.responses)} {'a' if one else 'ont'} répondu librement "
            "(réponses volontaires)."
        )
    favourable = _favourable(question)
    shown = sorted((m for m in question.modalities if m.count), key=lambda m: -m.count)[:3]
    said = _together(question, favourable) if favourable else _answers(question, shown)
    return f"{lead}{said}{_missing(question)}{_caveat(question)}."


def favourable_share(question: QuestionResult) -> tuple[int, int] | None:
    """How many chose a favourable degree of a scale of opinion, of how many who answered; None for other questions."""
    favourable = _favourable(question)
    return (sum(m.count for m in favourable), question.respondents) if favourable else None


def _favourable(question: QuestionResult) -> list[Modality]:
    """The degrees above the first reserved one, where the scale has two of them or more and a reserved one below."""
    if question.kind != "echelle":
        return []
    labels = [fold(m.label) for m in question.modalities]
    first = next((i for i, label in enumerate(labels) if RESERVED.match(label)), None)
    if first is None or first < 2 or any(FAVOURABLE_AGAIN.match(label) for label in labels[first:]):
        return []
    return list(question.modalities[:first])


def _together(question: QuestionResult, favourable: list[Modality]) -> str:
    base = question.respondents
    count = sum(m.count for m in favourable)
    if 2 * count < base or base == 1:
        return _answers(question, sorted((m for m in question.modalities if m.count), key=lambda m: -m.count)[:3])
    labels = [f"{quoted(m.label)} ({thousands(m.count)})" for m in favourable]
    choice = f"{', '.join(labels[:-1])} ou {labels[-1]}"
    verb = "a choisi" if count == 1 else "ont choisi"
    return f"{thousands(count)} des {thousands(base)} répondants ({percent(count, base)}) {verb} {choice}"


def quoted(text: str) -> str:
    """The text between French quotes; quotes inside it become English ones, as printers do."""
    inner = " ".join(text.split()).replace("«\u00a0", "“").replace("\u00a0»", "”").replace("« ", "“").replace(" »", "”")
    for mark in "?!:;":
        inner = inner.replace(f" {mark}", f"{_NBSP}{mark}")
    return f"«{_NBSP}{inner}{_NBSP}»"


def thousands(number: int) -> str:
    """ "1 200", with no-break spaces."""
    return f"{number:,}".replace(",", _NBSP)


def percent(count: int, base: int) -> str:
    """ "97 %": rounded half up from the counts themselves; « moins de 1 % » rather than a zero that is none."""
    rounded = percentage(count, base, 0)
    if count and rounded == 0:
        return f"moins de 1{_NBSP}%"
    if count < base and rounded == 100:
        return f"plus de 99{_NBSP}%"
    return f"{int(rounded)}{_NBSP}%"


def _answers(question: QuestionResult, shown: list[Modality]) -> str:
    if not shown:
        return f"aucun choix n’a été fait par {_people(question.respondents)}"
    base = question.respondents
    head, *rest = shown
    verb = "a choisi" if head.count == 1 else "ont choisi"
    if base == 1:
        text = f"la seule personne qui a répondu a choisi {quoted(head.label)}"
    else:
        share = percent(head.count, base)
        text = f"{thousands(head.count)} des {thousands(base)} répondants ({share}) {verb} {quoted(head.label)}"
    parts = [f"{thousands(m.count)} ({percent(m.count, base)}) {quoted(m.label)}" for m in rest] if base > 1 else []
    if base == 1 and rest:
        parts = [quoted(m.label) for m in rest]
    if not parts:
        return text
    return f"{', '.join([text, *parts[:-1]])} et {parts[-1]}"


def _people(count: int) -> str:
    return "le seul répondant" if count == 1 else f"les {thousands(count)} répondants"


def _missing(question: QuestionResult) -> str:
    count = question.non_responses
    if not count:
        return ""
    return f"{_NBSP}; {thousands(count)} {'n’a' if count == 1 else 'n’ont'} pas répondu"


def _caveat(question: QuestionResult) -> str:
    several = ", plusieurs choix possibles" if question.kind == "multiple" else ""
    small = question.respondents < SMALL_BASE
    warning = f"{_NBSP}; moins de {SMALL_BASE} réponses, à lire avec prudence" if small else ""
    return f" (réponses volontaires{several}{warning})"


def base_note(result: QuestionnaireResult) -> str:
    """The line under a table of results: how many answered, of how many invited, and that they are volunteers."""
    text = f"{thousands(result.responses)} réponse{'s' if result.responses > 1 else ''}"
    if result.invited:
        rate = percent(min(result.responses, result.invited), result.invited)
        text += f" pour {thousands(result.invited)} personnes invitées ({rate})"
    if result.unfinished:
        s = "s" if result.unfinished > 1 else ""
        text += f"{_NBSP}; {thousands(result.unfinished)} inachevée{s}, non comptée{s}"
    text += f"{_NBSP}; réponses volontaires, sans valeur d’échantillon"
    if 0 < result.responses < SMALL_BASE:
        text += f"{_NBSP}; moins de {SMALL_BASE} réponses, à lire avec prudence"
    return f"{text}."
