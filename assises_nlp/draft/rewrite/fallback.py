# ruff: noqa: E501 -- tables read better unbroken
"""Where no noun is safe: an infinitive clause that says the same, or the cleaned source."""

from __future__ import annotations

import re

from assises_nlp.draft import typography as ty
from assises_nlp.draft.lexicon import deverbals
from assises_nlp.draft.rewrite import patterns as p
from assises_nlp.draft.rewrite.nominal import clause_verb
from assises_nlp.draft.rewrite.objects import Tokens, low
from assises_nlp.draft.rewrite.phrases import noun_phrase
from assises_nlp.draft.rewrite.strip import Request
from assises_nlp.draft.rewrite.tokens import sub
from assises_nlp.draft.rewrite.wishes import wish
from assises_nlp.draft.words import is_infinitive, joined
from assises_nlp.records import Token

_INDICATIVE = frozenset("est sont a ont fait font va vont peut peuvent doit faut sera seront aura auront".split())
_SURE = frozenset(
    "soit soient ait aient fasse fassent puisse puissent vienne viennent devienne prenne prennent "
    "tienne tiennent aille aillent".split()
)


def faithful(request: Request) -> tuple[str, str]:
    """A line close to the source and the name of its rule; "source" where nothing could be resolved."""
    tokens = request.tokens
    text = joined(tokens)
    source = joined(request.whole or tokens)
    if request.shape == "infinitif":
        if low(tokens[0]) == "être":  # whoever is to be… was taken off with the cue
            return source, "source"
        if [low(t) for t in tokens[:2]] == ["d'", "abord"] and len(tokens) > 3 and is_infinitive(tokens[2]):
            text = f"{joined(tokens[2:3])} d’abord {joined(tokens[3:])}"
        text = re.sub(r"(,|\bet|\bou) d(?:e |’|')(?=(?:les? |la |l[’']|y |en )?\w+(?:er|ir|re)\b)", r"\1 ", text)
        if len(tokens) > 1 and low(tokens[0]).endswith("ment") and is_infinitive(tokens[1]):
            text = f"{joined(tokens[1:2])} {joined(tokens[:1])} {joined(tokens[2:])}"
        if request.against:
            return f"ne pas {text}", "infinitif-negatif"
        if request.negation:
            return f"ne {request.negation} {text}", "infinitif-negatif"
        return text, "infinitif-source"
    if request.shape in {"completive", "si"}:
        made = _completive(request)
        if made is not None:
            return made
    if request.shape == "imperatif":
        verb = _infinitive_of(tokens[0])
        if verb and not request.negation:
            return f"{verb} {joined(tokens[1:])}", "imperatif-infinitif"
        if low(tokens[0]) in {"ne", "n'"} and len(tokens) > 2 and low(tokens[2]) in {"pas", "plus"}:
            verb = _infinitive_of(tokens[1])
            if verb:
                return f"ne {low(tokens[2])} {verb} {joined(tokens[3:])}", "imperatif-infinitif"
    if request.shape == "nominal" and not request.negation:
        return noun_phrase(tokens, against=request.against), "nominal"
    if request.shape == "modal" and not request.against and not request.negation:
        wished = wish(tokens)
        return (wished, "completive-source") if wished is not None else (text, "source")
    return source, "source"


def _infinitive_of(token: Token) -> str | None:
    """The infinitive of a verb form, only where the lexicon knows the lemma."""
    lemma = token.lemma.lower()
    if lemma in deverbals() or lemma in _COMMON:
        return lemma
    for ending, infinitive in _IMPERATIVES:
        if low(token).endswith(ending):
            return low(token).removesuffix(ending) + infinitive
    return None


_IMPERATIVES = (
    ("faites", "faire"), ("ettez", "ettre"), ("prenez", "prendre"), ("tenez", "tenir"), ("venez", "venir"), ("rendez", "rendre"), ("ffrez", "ffrir"),
    ("uvrez", "uvrir"), ("oyez", "oir"), ("cevez", "cevoir"), ("crivez", "crire"), ("uisez", "uire"), ("issez", "ir"), ("issons", "ir"),
    ("ettons", "ettre"), ("prenons", "prendre"), ("geons", "ger"), ("çons", "cer"), ("ez", "er"), ("ons", "er"),
)  # fmt: skip


_COMMON = frozenset(
    "être avoir faire mettre prendre donner tenir rendre laisser permettre éviter cesser aller venir "
    "voir savoir passer rester "
    "garder penser parler porter veiller oublier attendre trouver arriver finir devenir disposer "
    "bénéficier rendre permettre "
    "compter jouer servir montrer demander entendre écouter appeler choisir commencer décider dire".split()
)


def _completive(request: Request) -> tuple[str, str] | None:
    tokens = request.tokens
    if low(tokens[0]) in {"que", "qu'"}:
        tokens = sub(tokens, 1, len(tokens))
    start = next(
        (i for i, t in enumerate(tokens[:4]) if low(t) == "on" or (request.shape == "si" and low(t) == "nous")), None
    )
    if start is not None and start <= 2:
        made = _impersonal(sub(tokens, start + 1, len(tokens)), request)
        if made is not None:
            return made
    verb = clause_verb(tokens)
    if request.shape == "si" or (verb is None and not (request.stripped and tokens[0].pos == "DET")):
        return None
    if verb is not None and _is_indicative(tokens[verb]) and low(tokens[verb]) not in _TO_COME:
        return None
    if low(tokens[0]) in {"il", "elle", "ils", "elles", "cela", "ça", "je", "nous", "vous", "ce", "c'"}:
        return None
    text = joined(tokens)
    if re.search(r"\bni qu(?:e |[’'])", text):
        return None
    if verb is not None and low(tokens[verb]) in _TO_COME:
        new = _TO_COME[low(tokens[verb])]
        text = f"{joined(tokens[:verb])} {new} {joined(tokens[verb + 1 :])}"
    elif any(low(t) in _TO_COME for t in tokens) and not any(
        low(t) in {"qui", "que", "dont", "où", "quand"} for t in tokens
    ):
        return None
    matrix = "éviter que" if request.against or request.negation else "faire en sorte que"
    return matrix[:-3] + ty.que(text), "completive-source"


_TO_COME = {
    "pourra": "puisse", "pourront": "puissent", "sera": "soit", "seront": "soient", "aura": "ait", "auront": "aient", "devra": "doive", "devront": "doivent",
    "fera": "fasse", "feront": "fassent", "viendra": "vienne", "viendront": "viennent",
}  # fmt: skip


def _is_indicative(token: Token) -> bool:
    if low(token) in _INDICATIVE:
        return True
    return re.search(r"Mood=Cnd|Tense=(?:Fut|Imp|Past)", token.morph) is not None and low(token) not in _SURE


def _impersonal(tokens: Tokens, request: Request) -> tuple[str, str] | None:
    """« (que l’on) puisse encore parler » → « pouvoir encore parler »; « n’oublie pas » → « ne pas oublier »."""
    if re.search(r"\b(?:et|ou|mais),? qu(?:e |[’'])", joined(tokens)):
        return None  # « qu’on mette… et qu’on rende… »
    negation = ""
    if tokens and low(tokens[0]) in {"ne", "n'"}:
        tokens = sub(tokens, 1, len(tokens))
        negation = low(tokens[1]) if len(tokens) > 1 else ""
        if negation not in {"pas", "plus", "jamais"}:
            return None
        tokens = (tokens[0], *sub(tokens, 2, len(tokens)))
    clitic = ""
    if (
        tokens
        and low(tokens[0]) in {"nous", "vous", "se", "s'", "leur", "lui", "le", "la", "les", "l'", "y", "en"}
        and tokens[0].pos == "PRON"
    ):
        if low(tokens[0]) in {"nous", "vous"}:
            return None
        clitic, tokens = joined(tokens[:1]), tokens[1:]
    if not tokens:
        return None
    verb = {"puisse": "pouvoir", "doive": "devoir"}.get(low(tokens[0])) or _infinitive_of(tokens[0])
    if verb is None or (negation and (request.against or request.negation)):
        return None
    if request.against or request.negation:
        negation = "pas" if request.against else request.negation
    front = f"ne {negation} " if negation else ""
    glue = "" if clitic.endswith(("’", "'")) or not clitic else " "
    return f"{front}{clitic}{glue}{verb} {joined(tokens[1:])}", "infinitif-impersonnel"


def infinitive_form(request: Request) -> str | None:
    """The infinitive form of a request, for dossiers that choose that form; None where there is no verb to put so."""
    if request.shape in {"infinitif", "completive", "si", "imperatif"}:
        text, rule = faithful(request)
        return text if rule != "source" else None
    if request.shape == "modal" and not request.negation:
        index = next((i for i, t in enumerate(request.tokens) if low(t) in p.MODAL), None)
        subject = low(request.tokens[0]) if index else ""
        if index and subject in {"on", "nous"}:
            return joined(request.tokens[index + 1 :])
    return None
