# ruff: noqa: E501 -- regular expressions read better unbroken
"""Which remark of a topic founds its line: the best formed of what most voices say, never one that cannot stand alone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assises_nlp.draft import marks, polarity
from assises_nlp.draft import typography as ty
from assises_nlp.draft.check import line_violations, negations
from assises_nlp.draft.concepts import Concepts, text_concepts
from assises_nlp.draft.constats import constat
from assises_nlp.draft.legible import grade
from assises_nlp.draft.options import DraftOptions
from assises_nlp.draft.positions import count_voices
from assises_nlp.draft.rewrite import rewrite
from assises_nlp.draft.subjects import aboutness, cues
from assises_nlp.draft.telling import ranking, well_formedness
from assises_nlp.draft.trimming import trimmed
from assises_nlp.records import Label, Meeting, Nature, Remark, Topic

TRIED = 90  # remarks of a topic that are tried as a line
GRAVE = 2
CERTAIN = 0.6  # share of a judgement's words that a remark without judgement must hold to support it
GENERAL = 3  # concepts of a judgement on the subject as a whole, which any like judgement on the subject supports


@dataclass(frozen=True, slots=True)
class Context:
    """What the drafting of any line needs."""

    meetings: Mapping[str, Meeting]
    labels: Mapping[str, Label]
    options: DraftOptions
    sittings: int
    concepts: Concepts


@dataclass(frozen=True, slots=True)
class Candidate:
    """A remark as a line. ``grade``: 0 signable, 1 with a light fault, 2 not to be printed as it is."""

    remark: Remark
    text: str
    grade: int
    says: frozenset[str]
    rank: int
    about: int
    allies: tuple[Remark, ...] = ()


def drafted(remark: Remark, nature: Nature, options: DraftOptions) -> list[tuple[str, str]]:
    """(line, rule) of a remark: the rewritten line, then the cleaned source, as what fails the check as a noun may pass
    as it was said.
    """
    if nature == "preconisation":
        made = rewrite(remark, options.form)
        rule = "nominal" if options.form == "infinitive" and made.resolved else made.rule
        first = (made.text, rule if made.resolved else "source")
    else:
        first = (constat(remark), "constat")
    source = ty.line(remark.text, stop=nature != "preconisation")
    shorter = [(text, first[1]) for text in trimmed(first[0], remark)]
    return [*shorter, first] if first[0] == source else [*shorter, first, (source, "source")]


def candidate(remark: Remark, rank: int, topic: Topic, nature: Nature, context: Context) -> Candidate | None:
    """The best line of a remark that passes the check, or None."""
    best: Candidate | None = None
    about = aboutness(remark, topic)
    for text, rule in drafted(remark, nature, context.options):
        if not text or line_violations(text, remark):
            continue
        level = grade(text, remark, nature, rule=rule)
        if best is None or level < best.grade:
            best = Candidate(remark, text, level, _says(remark, text, context.concepts), rank, about)
    return best


def _says(remark: Remark, text: str, space: Concepts) -> frozenset[str]:
    """The concepts of the remark that its line holds; all of them where the line is the whole remark."""
    whole = space.get(remark)
    line = text.lower()
    held = text_concepts(text) | {
        name
        for token in remark.tokens
        if len(token.text) > 2 and token.text.lower() in line
        for name in text_concepts(token.lemma or token.text)
    }
    return (whole & held) or whole


def candidates(topic: Topic, voiced: Sequence[Remark], nature: Nature, context: Context) -> list[Candidate]:
    """Remarks of one side of a topic as lines, the most telling first, the same words once."""
    found: list[Candidate] = []
    seen: set[str] = set()
    subject = any(aboutness(r, topic) for r in voiced)
    for rank, remark in enumerate(ranking(voiced, topic.representative)):
        if len(seen) == TRIED:
            break
        if remark.text in seen:
            continue
        seen.add(remark.text)
        made = candidate(remark, rank, topic, nature, context)
        if made is None or (nature == "preconisation" and not asked(remark)):
            continue
        stray = subject and not made.about
        if stray or marks.RESTRICTED in marks.flags(remark.text):  # neither what the topic says nor to be published
            made = Candidate(made.remark, made.text, GRAVE, made.says, made.rank, made.about)
        found.append(made)
    return found


def with_allies(
    made: Candidate,
    topic: Topic,
    side: Sequence[Remark],
    ideas: Mapping[str, int],
    context: Context,
    *,
    asks: bool,
    strict: bool = False,
) -> Candidate:
    """The candidate with the remarks that say the same.

    They hold most of its words, or were found close in meaning (same idea) and share some, or judge the same thing in
    the same way. ``strict``: most of its words or the same idea only, for sub-lines.
    """
    space, first = context.concepts, made.remark
    against = {r.id for r in polarity.opponents(first, side, asks=asks)}
    judged = 0 if asks else polarity.value(first)
    refuses = bool(negations(first.text))
    opposed = asks and polarity.stance(first) < 0
    own = cues(first, topic)
    allies = [first]

    def says_it(remark: Remark) -> bool:
        said = space.get(remark)
        if opposed and polarity.stance(remark) >= 0:  # only a refusal supports a refusal
            return False
        agrees = bool(judged) and polarity.value(remark) == judged
        if judged and not agrees:
            return polarity.value(remark) == 0 and space.covered(made.says, said) >= CERTAIN
        shared = bool(own & cues(remark, topic))
        alike = ideas.get(first.id, -1) == ideas.get(remark.id, -2) and bool(negations(remark.text)) == refuses
        return (
            space.supports(made.says, said)
            or (alike and (space.near(made.says, said) or (refuses and shared and bool(made.says & said))))
            or (not strict and agrees and (space.near(made.says, said) or (shared and len(made.says) <= GENERAL)))
            or (not strict and asks and shared and space.touches(made.says, said))
        )

    for remark in side:
        if remark.id == first.id or remark.id in against or (asks and not asked(remark)):
            continue
        if remark.text == first.text or says_it(remark):
            allies.append(remark)
    return Candidate(first, made.text, made.grade, made.says, made.rank, made.about, tuple(allies))


def asked(remark: Remark) -> bool:
    """Whether a remark asks: neither a table of the services nor a question for information."""
    return remark.turn != "cadrage" and _INQUIRY.search(remark.text) is None and not _PRAISE.match(remark.text)


_INQUIRY = re.compile(
    r"(?i)^(?:combien|pourquoi (?!ne |pas|n’|n')|quand|comment|qui|où|quel\w*)\b.*\?|\b(?:demande|demandent|interroge|voudrait savoir|s[’']interroge\w*) (?:pourquoi|combien|quand|comment|si\b|s[’']il|sur\b)"
)


_PRAISE = re.compile(
    r"(?i)(?:très )?(?:bonne?s?|bien|merci|bravo|beaucoup de belles)\b|(?:les?|la|l[’']) ?\w+,? c[’']est\b"
)


def score(made: Candidate, context: Context, total: int) -> float:
    """What makes a founder: the publics, séances and voices behind it, then its place in the topic and its form."""
    voices = count_voices([r for r in made.allies if not r.authority], context.meetings)
    publics = len(voices.audiences)
    shared = 3 * publics + 1.5 * voices.meetings + 0.5 * min(voices.speakers, 8) + 0.5 * min(voices.respondents, 8)
    central = 3 * (1 - made.rank / max(1, total))
    form = 3 * well_formedness(made.remark) - 4 * (made.grade == 1) + 0.7 * min(made.about, 3)
    specific = 1.2 * min(len(made.says), 4)
    return round(shared + central + form + specific - (0 if made.remark.weight else 12), 4)
