# ruff: noqa: E501 -- regular expressions read better unbroken
"""Which remark of a topic founds its line: the best formed of what most voices say, never one that cannot stand alone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assises_nlp.draft import marks
from assises_nlp.draft import typography as ty
from assises_nlp.draft.check import line_violations
from assises_nlp.draft.concepts import Concepts, text_concepts
from assises_nlp.draft.constats import constat
from assises_nlp.draft.legible import grade
from assises_nlp.draft.nearness import Nearness
from assises_nlp.draft.options import DraftOptions
from assises_nlp.draft.rewrite import rewrite
from assises_nlp.draft.subjects import aboutness
from assises_nlp.draft.telling import ranking
from assises_nlp.draft.trimming import trimmed
from assises_nlp.draft.words import is_finite
from assises_nlp.records import Label, Meeting, Nature, QuestionnaireResult, Remark, Topic

TRIED = 90  # remarks of a topic that are tried as a line
GRAVE = 2


@dataclass(frozen=True, slots=True)
class Context:
    """What the drafting of any line needs."""

    meetings: Mapping[str, Meeting]
    labels: Mapping[str, Label]
    options: DraftOptions
    sittings: int
    concepts: Concepts
    nearness: Nearness
    questionnaires: tuple[QuestionnaireResult, ...] = ()


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
    for rank, remark in enumerate(ranking(voiced, topic.representative)):
        if len(seen) == TRIED:
            break
        if remark.text in seen:
            continue
        seen.add(remark.text)
        made = candidate(remark, rank, topic, nature, context)
        if made is None or (nature == "preconisation" and not asked(remark)):
            continue
        if marks.RESTRICTED in marks.flags(remark.text):  # not to be published
            made = Candidate(made.remark, made.text, GRAVE, made.says, made.rank, made.about)
        found.append(made)
    return found


def asked(remark: Remark) -> bool:
    """Whether a remark asks: neither a table of the services, nor a question for information, nor thanks."""
    if remark.turn == "cadrage" or _PRAISE.match(remark.text) or _THANKS.search(remark.text):
        return False
    told = _LACK.match(remark.text) or _PLEASED.search(remark.text) or _COUNTED.search(remark.text) or _states(remark)
    if told and not wants(remark.text):
        return False
    bare = remark.text.rstrip().endswith("?") and not _SUGGESTS.search(remark.text)
    return not bare and _INQUIRY.search(remark.text) is None


def _states(remark: Remark) -> bool:
    """« La brigade ouvre un jour par semaine »: a subject that is known, what it does, and no word of what somebody wants."""
    if not remark.tokens or _TAKES_SIDES.search(remark.text):
        return False
    first = remark.tokens[0]
    known = "Definite=Def" in first.morph or "Poss=Yes" in first.morph or first.text.lower() in _KNOWN
    verb = next((t for t in remark.tokens[1:_SUBJECT] if is_finite(t) or t.text in ",;:«("), None)
    return known and verb is not None and "Mood=Ind" in verb.morph


def wants(text: str) -> bool:
    """Whether a text has words of a request (« il faudrait », « plus de », an infinitive that opens it)."""
    return _WANTS.search(text) is not None


_KNOWN = frozenset({"nous", "il", "elle", "ils", "elles", "deux", "trois", "quatre"})
_SUBJECT = 9
"""Tokens within which a short sentence has its verb."""
_TAKES_SIDES = re.compile(
    r"(?i)\b(?:pour (?:que|les?|la|un|une|l[’'])|contre|favorables?|oppos\w+|hostiles?|d[’']accord|nécessaires?|indispensables?|utiles?|suffir\w+|évit\w+|veu[xt]|veulent|voul\w+|réclam\w+|préconis\w+|plaid\w+|sollicit\w+|préf[éè]r\w+|milit\w+|défend\w*|v[oœ]e?ux?|"
    r"exig\w+|recommand\w+|appel\w+|sugg[éè]r\w+|espèr\w+|paraî\w+|vau(?:t|drait)|refus\w+|non|jamais|trop|idée|prêts|intéressée?s?|utilité|réservée?s?)\b"
)
_SUGGESTS = re.compile(
    r"(?i)pourquoi\b[^.;:!?]*\bpas\b|pourquoi n[e’']|ne (?:pourr|serai|faudr|devr)\w+|(?:peut|pourrait|pourrions|serait|faudrait|devrait)[- ]|\bsi (?:on|nous|l[’']on)\b|à quand|possib|envisag|souhait|demand|propos|sugg[ée]r|réclam"
)
_THANKS = re.compile(r"(?i)\b(?:je veux |tiens à |tient à |souhaite )?remerci(?:er|e|ons|ent)\b")


_INQUIRY = re.compile(
    r"(?i)^(?:combien|pourquoi\b(?![^.;:!?]*\bpas\b| n[e’'])|quand|comment|qui|où|quel\w*)\b.*\?|\b(?:demande|demandent|interroge|voudrait savoir|s[’']interroge\w*) (?:pourquoi\b(?![^.;:!?]*\bpas\b)|combien|quand|comment|si\b|s[’']il|sur\b)"
)


_LACK = re.compile(r"(?i)^\W*(?:(?:toujours )?pas assez|toujours pas|trop peu|manque) (?:d[e’'])?")
_COUNTED = re.compile(
    r"(?i)\b(?:aucun|sans|pas de) (?:souci|problème)s?\b|^\W*(?:\d+|une|deux|trois|quatre|cinq) ?(?:h|heures?)\b[^.;]{0,10} d[’']attente\b"
    r"|\b\d+ \w+ée?s? sur \d+\b"
)
"""« trois heures d’attente », « 3 signées sur 19 », « aucun souci » tell how things are."""
_PLEASED = re.compile(
    r"(?i)\b(?:merci (?:à|aux?|pour|beaucoup)|bravo|chapeau|bien accept\w+|très (?:disponible|bien|utile|efficace|apprécié|content|satisfait|réactif|agréable)\w*|super|parfait|nickel|rien à (?:re)?dire|rassurante?s?|satisf(?:ait|ection)\w*|"
    r"content(?:e|s|es)?\b|apprécié\w*|(?:marche|fonctionne)(?:nt)? (?:très )?bien|c[’']est (?:très )?(?:bien|mieux|top|super|rassurant)|on (?:le )?sent|redescen[dt]\w*|j[’']ai vu|a (?:permis|servi|sauvé|retrouvé))\b|[,:;] ?(?:très )?bien[ .!]*$"
)
_WANTS = re.compile(
    r"(?i)\b(?:fau[td]\w*|demand\w+|souhait\w+|voudr\w+|aimer\w+|propos\w+|devr\w+|doi(?:t|vent)|pourquoi|ét[ée]nd\w*|général\w+|dévelop\w+|renforc\w+|continu\w+|maint\w+|gard[eé]\w*|conserv\w+|poursui\w+|serai(?:t|ent)|plus (?:de|d[’']|souvent|longtemps)|"
    r"davantage|besoin\w*|manque\w*|multipli\w+|augment\w+|cré(?:er|ez|ation)|mettre|mettez|mise|ajout\w+|encore plus|partout|aussi (?:en|dans|à|pour)|espér\w+|(?:on|nous) attend\w*|attendue?s?|reconduir\w+|pérennis\w+|il y en ait|si (?:on|nous|vous))\b|\?|\bà (?:étendre|refaire|garder|généraliser|développer|reconduire)\b|^\W*qu(?:e\b|[’\'])|\bqu[’\'](?:on|ils?|elles?|une?)\b(?=[^.]*\b(?:soit|ait|aient|puisse|aille|fasse|mette|laisse|revienne|ouvre|passe)\w*)|(?:^\W*(?:leur |les? |la |y |en |se |nous |l[’\'])?|[.;:!] )(?!\w*(?:ure|aire|oire)\b|super\b|(?:polic|prem|dern|quart|courr|pomp|offic|doss|mét|atel|chant|part)ier|mer\b|hier|hiver|cher\b|soir|encore|notre|votre|autre|entre|contre|maire|faire \d)[A-ZÉa-zé]+(?:er|ir|re)\b"
)


_PRAISE = re.compile(
    r"(?i)(?:très )?(?:bonne?s?|bien|merci|bravo|beaucoup de belles)\b|(?:les?|la|l[’']) ?\w+,? c[’']est\b"
)
