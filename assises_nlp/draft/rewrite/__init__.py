"""Préconisations as the administration writes them, from the dependency parse of a remark.

``rewrite`` takes the reporting clause off, resolves modals and wishes and nominalises the action. Where that is not
safe it
gives a faithful infinitive clause or the cleaned source: a clumsy faithful line beats a fluent wrong one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from assises_nlp.draft import typography as ty
from assises_nlp.draft.lexicon import deverbals, lookup
from assises_nlp.draft.options import Form
from assises_nlp.draft.rewrite import nominal
from assises_nlp.draft.rewrite import patterns as p
from assises_nlp.draft.rewrite.duties import duty, for_whom, more_power, presence, seen_again, wanted_thing
from assises_nlp.draft.rewrite.fallback import faithful, infinitive_form
from assises_nlp.draft.rewrite.objects import Tokens, low
from assises_nlp.draft.rewrite.phrases import noun_phrase
from assises_nlp.draft.rewrite.prepare import prepared
from assises_nlp.draft.rewrite.strip import Request, find_request
from assises_nlp.draft.rewrite.tokens import flat, sentences, sub, without_comment
from assises_nlp.draft.words import has_tokens, joined
from assises_nlp.records import Remark

__all__ = ["Rewriting", "rewrite"]


@dataclass(frozen=True, slots=True)
class Rewriting:
    """A drafted préconisation. ``rule`` says how it was made; ``resolved`` that it is no longer the source's
    sentence.
    """

    text: str
    rule: str
    resolved: bool


def rewrite(remark: Remark, form: Form = "nominale") -> Rewriting:
    """The préconisation that ``remark`` asks for, as one line without a final full stop."""
    if not has_tokens(remark.tokens):
        return Rewriting(ty.line(remark.text), "source", False)
    tokens = prepared(remark.tokens)
    source = ty.line(joined(tokens))
    made = _drafted(tokens, source, form)
    if not made.resolved:
        shorter = without_comment(tokens)
        again = _drafted(shorter, source, form) if shorter is not None else made
        return again if again.resolved else made
    return made


def _drafted(tokens: Tokens, source: str, form: Form) -> Rewriting:
    found = sentences(tokens)
    requests = [find_request(sentence) for sentence in found]
    chosen = [r for r in requests if r.stripped or r.shape in {"infinitif", "imperatif", "si"}]
    if len(requests) > 1 and len(chosen) != len(requests):
        left = [r for r in requests if r not in chosen]
        asked = any(sentence[-1].text == "?" for sentence, r in zip(found, requests, strict=True) if r in chosen)
        if asked and all(r.shape == "infinitif" and not r.stripped for r in chosen):
            return Rewriting(source, "source", False)  # « Armer les agents ? » is answered by what follows
        if len(chosen) != 1 or any(p.CONDITION.search(flat(r.tokens)[0]) or r.shape == "nominal" for r in left):
            return Rewriting(source, "source", False)
        made = _one(chosen[0], form)
        return made if made.resolved else Rewriting(source, "source", False)
    parts = [_one(request, form) for request in requests if request.tokens]
    if not parts:
        return Rewriting(source, "source", False)
    text = " ; ".join(part.text if i == 0 else ty.lower_first(part.text) for i, part in enumerate(parts))
    text = ty.contrasted(text)
    return Rewriting(ty.typeset(text), "+".join(part.rule for part in parts), all(part.resolved for part in parts))


def _one(request: Request, form: Form) -> Rewriting:
    if form == "infinitive":
        text = infinitive_form(request)
        if text is not None:
            return Rewriting(ty.line(text), "infinitif", True)
    elif (made := _nominal(request)) is not None:
        return Rewriting(ty.line(made[0]), made[1], True)
    text, rule = faithful(request)
    return Rewriting(ty.line(text), rule, rule != "source")


def _nominal(request: Request) -> tuple[str, str] | None:
    """A nominal line and the name of its rule, or None."""
    tokens = request.tokens
    text: str | None = None
    if request.shape == "infinitif":
        again = seen_again(tokens)
        if again is not None and not request.against and not request.negation:
            return again, "infinitif"
        if request.subject and not request.against and not request.negation and low(tokens[0]) not in {"voir", "avoir"}:
            named = any(t.pos == "PROPN" for t in request.subject)  # an office and a place are a name
            made = None if named else for_whom(tokens, request.subject)
            if made is not None:
                return made, "sujet"
            if low(tokens[0]) == "être":
                return None
        if not request.against and not request.negation and (more := presence(tokens) or more_power(tokens)):
            return more, "infinitif"
        thing = wanted_thing(tokens) if not request.against and not request.negation else None
        if thing is not None:
            return noun_phrase(thing), "nominal"
        text = None if request.against else nominal.infinitive(tokens, request.negation)
    elif request.shape in {"completive", "si"}:
        text = _clause(request)
    elif request.shape == "modal":
        text = None if request.negation or request.against else _modal(tokens)
    elif request.shape == "imperatif":
        text = _imperative(request)
    elif request.shape == "nominal" and not request.negation:
        if (
            request.awaited
            and low(tokens[0]) in {"le", "la", "les", "l'", "un", "une", "des"}
            and re.search(r"\b(?:promis|annoncé|prévu)", flat(tokens)[0])
        ):
            return f"concrétisation {ty.de(joined(tokens))}", "attente"
        return noun_phrase(tokens, against=request.against), "nominal"
    elif request.shape == "nominal" and low(tokens[0]) in {"de", "d'"}:
        return f"absence {ty.de(joined(tokens))}", "refus"
    return (text, request.shape) if text is not None else None


def _clause(request: Request) -> str | None:
    tokens = request.tokens
    if request.shape == "si":
        start = next(i for i, t in enumerate(tokens) if low(t) in {"on", "nous"})
        tokens = sub(tokens, start, len(tokens))
    elif low(tokens[0]) in {"que", "qu'"}:
        tokens = sub(tokens, 1, len(tokens))
    if tokens and low(tokens[0]) == "l'" and len(tokens) > 1 and low(tokens[1]) == "on":
        tokens = sub(tokens, 1, len(tokens))
    if not tokens:
        return None
    if not (request.against or request.negation) and (both := _two_clauses(tokens)) is not None:
        return both
    made = nominal.clause(tokens)
    if made is None and request.shape == "completive" and not (request.against or request.negation):
        return duty(tokens)
    if made is None or not (request.against or request.negation):
        return made
    if request.against:
        verb = nominal.clause_verb(tokens)
        entry = (
            lookup(tokens, verb + 1) or lookup(tokens, verb) if verb is not None and verb + 1 < len(tokens) else None
        )
        if entry is None or not made.startswith(entry.noun):
            return None
        return f"opposition {ty.a(ty.definite(made, entry.gender))}"
    return f"absence {ty.de(made)}" if request.negation == "pas" and made.split()[0] not in {"absence", "fin"} else None


def _two_clauses(tokens: Tokens) -> str | None:
    """« les peines soient exécutées sans délai et que les sursis soient révoqués » → two nouns, or None."""
    link = next((i for i, (t, u) in enumerate(pairwise(tokens)) if low(t) == "et" and low(u) in {"que", "qu'"}), None)
    if not link or link + 2 >= len(tokens):
        return None
    end = link - 1 if tokens[link - 1].text == "," else link
    one, two = nominal.clause(sub(tokens, 0, end)), nominal.clause(sub(tokens, link + 2, len(tokens)))
    if one is None or two is None or re.search(r", qu(?:e |’)", one):
        return None
    return f"{one} et {two}"


def _modal(tokens: Tokens) -> str | None:
    """« une police pluricommunale devrait être créée » → « création d’une police pluricommunale »."""
    modal = next((i for i, t in enumerate(tokens) if low(t) in p.MODAL), None)
    if not modal:
        return None
    subject = sub(tokens, 0, modal)
    if low(subject[-1]) in {"ne", "n'"} or subject[0].pos == "PRON":
        return None
    index, loose = modal + 1, []
    while index < len(tokens) and tokens[index].pos == "ADV":
        loose.append(low(tokens[index]))
        index += 1
    if any(word in p.NEGATION for word in loose) or index >= len(tokens):
        return None
    if low(tokens[index]) in {"de", "d'"} and index + 1 < len(tokens):  # « mériterait d’être »
        index += 1
    if low(tokens[index]) == "être" and index + 1 < len(tokens):
        index += 1
        while index < len(tokens) - 1 and tokens[index].pos == "ADV":
            loose.append(low(tokens[index]))
            index += 1
        return nominal.passive_noun(tokens, subject, index, tuple(loose), "")
    return (nominal.active(tokens, subject, index) or duty(tokens)) if not loose else None


def _imperative(request: Request) -> str | None:
    """« Déchargeons les enquêteurs… », « Ne transformons pas les habitants… »."""
    tokens = request.tokens
    negation = request.negation
    if low(tokens[0]) in {"ne", "n'"}:
        if len(tokens) < 3 or low(tokens[2]) not in {"pas", "plus"}:
            return None
        negation = low(tokens[2])
        tokens = (tokens[1], *sub(tokens, 3, len(tokens)))
        tokens = tuple(type(t)(t.text, t.space, t.lemma, t.pos, t.dep, max(0, t.head), t.morph, t.ent) for t in tokens)
    tokens = _as_verb(tokens)
    head = nominal.head_at(tokens, 0)
    tail = nominal.complement(tokens, head, 0) if head else None
    if head is None or tail is None:
        return None
    if negation:
        return nominal.negative(head, tail, negation)
    return f"{head.text()} {tail}".strip()


def _as_verb(tokens: Tokens) -> Tokens:
    """The lemma of an imperative that the tagger took for a noun (« Mutualisons » → *mutualiser*)."""
    first = tokens[0]
    for ending, infinitive in (
        ("issons", "ir"),
        ("issez", "ir"),
        ("geons", "ger"),
        ("çons", "cer"),
        ("ons", "er"),
        ("ez", "er"),
    ):
        lemma = low(first).removesuffix(ending) + infinitive
        if low(first).endswith(ending) and lemma in deverbals():
            made = type(first)(first.text, first.space, lemma, "VERB", first.dep, first.head, first.morph, first.ent)
            return (made, *tokens[1:])
    return tokens
