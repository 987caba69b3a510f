"""A majority that was counted: a closed question that asks about the very subject of a line, and what was answered."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assises_nlp.draft import polarity
from assises_nlp.draft.concepts import ACTORS, Concepts, concept, text_concepts
from assises_nlp.draft.words import folded
from assises_nlp.records import QuestionnaireResult, QuestionResult, Remark

LEAST = 30
"""Respondents to a question from which its answers may be called a majority."""
ASKED = 0.6
"""Share of the question's weight that a line must hold to be what was asked; half of what the line says must be asked too:
who wants cameras did not speak of « la meilleure exploitation des images de vidéoprotection ».
"""
_YES = re.compile(
    r"^(?:oui|tout a fait|plutot oui|d'accord|tout a fait d'accord|plutot d'accord|favorable|tres favorable)\b"
)
_NO = re.compile(r"^(?:non|pas du tout|plutot non|pas d'accord|plutot pas d'accord|defavorable|opposee?)\b")
_WISHED = re.compile(r"\b(?:favorables?|souhait\w+|faut-il|faudrait-il|voulez-vous|seriez-vous pour|etes-vous pour)\b")
# What a question says of any subject.
_ASKING = frozenset(
    concept(word)
    for word in (
        "satisfait satisfaire satisfaisant satisfaction juger jugement trouver paraître sembler penser estimer avis niveau "
        "favorable souhaiter connaître connaissance votre vos êtes avez suffisamment assez globalement secteur cohérent "
        "efficace visible"
    ).split()
)


def counted_majority(
    line: Remark, says: frozenset[str], questionnaires: Sequence[QuestionnaireResult], space: Concepts, *, asks: bool
) -> bool:
    """Whether more than half of at least ``LEAST`` respondents answered a closed question as the line says.

    ``line``: its founding remark; ``says``: its concepts. A line that neither judges nor takes side has no majority.
    """
    side = polarity.stance(line) or 1 if asks else polarity.value(line)
    return bool(side) and majority(side, says, questionnaires, space, asks=asks)


def majority(
    side: int, says: frozenset[str], questionnaires: Sequence[QuestionnaireResult], space: Concepts, *, asks: bool
) -> bool:
    """The same for a line on ``side`` (1 for or content, -1 against or discontent) that says the concepts ``says``."""
    return any(
        leaning(question, asks=asks) == side and _asks_it(question, says, space)
        for questionnaire in questionnaires
        for question in questionnaire.questions
    )


def leaning(question: QuestionResult, *, asks: bool) -> int:
    """Where the majority of a closed question stands: 1 for or content, -1 against or discontent, 0 none or not told."""
    if question.kind not in {"fermee", "echelle"} or question.respondents < LEAST:
        return 0
    wished = _WISHED.search(folded(question.title)) is not None
    if wished != asks:  # a wish is no judgement
        return 0
    title = 1 if wished else polarity.value_of(question.title)
    total = 0
    sides = {1: 0, -1: 0}
    for modality in question.modalities:
        total += modality.count
        side = _side(modality.label, title)
        if side:
            sides[side] += modality.count
    if not total:
        return 0
    return next((side for side in (1, -1) if 2 * sides[side] > question.respondents), 0)


def _side(label: str, title: int) -> int:
    """Side of a choice: « Oui » says what the question says, « Très satisfait » what it says itself."""
    plain = folded(label)
    if _YES.match(plain):
        return title
    if _NO.match(plain):
        return -title
    return polarity.value_of(label)


def _asks_it(question: QuestionResult, says: frozenset[str], space: Concepts) -> bool:
    asked = text_concepts(question.title) - _ASKING
    core = asked - ACTORS
    if not core:  # « de vos relations avec la police ? » asks about nobody's act: all of it must be there
        return bool(asked) and asked <= says
    shared = core & says
    return bool(shared) and 2 * len(shared) >= len(says - ACTORS) and space.covered(core, says) >= ASKED
