# ruff: noqa: E501 -- regular expressions read better unbroken
"""Constats and good practices: impersonal, in the present, without the speaker; figures stay with their context."""

from __future__ import annotations

import re
from itertools import pairwise

from assises_nlp.draft import typography as ty
from assises_nlp.draft.rewrite.nominal import clause_verb
from assises_nlp.draft.rewrite.objects import low
from assises_nlp.draft.rewrite.prepare import prepared
from assises_nlp.draft.rewrite.tokens import (
    clean_edges,
    cut,
    flat,
    lowered,
    sentences,
    sub,
    without_incises,
    without_trailer,
)
from assises_nlp.draft.words import has_tokens, is_finite, is_infinitive, joined
from assises_nlp.records import Remark, Token

_SAY = (
    r"(?:(?:a|ont|avait|ai|avons)\s(?:constaté|indiqué|signalé|précisé|rappelé|souligné|relevé|noté|observé|déploré|regretté|confirmé|expliqué|estimé|fait (?:observer|remarquer|valoir|savoir|part))"
    r"|constat(?:e|ent|ons|ait)|indiqu(?:e|ent|ait)|signal(?:e|ent|ait)|précis(?:e|ent|ait)|rappell(?:e|ent)|rappelait|soulign(?:e|ent|ait)|relèv(?:e|ent)|relevait|"
    r"not(?:e|ent|ons|ait)|observ(?:e|ent|ait)|déplor(?:e|ent|ait|ons)|regrett(?:e|ent|ait|ons)|confirm(?:e|ent|ait)|expliqu(?:e|ent|ait)|estim(?:e|ent|ait|ons)|jug(?:e|ent|eons)|"
    r"pens(?:e|ent|ons)|considèr(?:e|ent)|considérons|trouv(?:e|ent|ons)|affirm(?:e|ent)|assur(?:e|ent)|ajout(?:e|ent)|rapport(?:e|ent)|reconnaît|reconnaissent|remarqu(?:e|ent)|"
    r"convien(?:t|nent)|répond(?:ent)?|annonc(?:e|ent)|fait état|font état|fait (?:observer|remarquer|valoir|savoir)|font (?:observer|remarquer|valoir|savoir)|dit|disent|"
    r"déclar(?:e|ent|ait)|expos(?:e|ent|ait)|racont(?:e|ent|ait)|témoign(?:e|ent)|avou(?:e|ent)|résum(?:e|ent)|répèt(?:e|ent)|rétorqu(?:e|ent)|mentionn(?:e|ent)|comprend|comprennent|admet(?:tent)?|"
    r"confi(?:e|ent)|s'étonn(?:e|ent)|se réjoui(?:t|ssent)|se félicit(?:e|ent)|salu(?:e|ent|ons)|appréci(?:e|ent|ons)|se plai(?:nt|gnent)|dénonc(?:e|ent)|met(?:tent)? en avant|cit(?:e|ent)|évoqu(?:e|ent))"
)
_THAT = re.compile(
    rf"^(?P<subject>[^;:?!]{{0,200}}?)(?<![\w'])(?P<verb>{_SAY})(?:\s(?:aussi|également|toutefois|en outre|ainsi|enfin|toujours|néanmoins|unanimement|vivement|que pour))*"
    r"(?:,\s[^,]{2,60},)?\s(?:de ce )?(?P<link>que\s|qu')"
)
_THING = re.compile(
    r"^(?P<subject>[^;:?!]{0,160}?)(?<![\w'])(?P<verb>salu(?:e|ent|ons)|appréci(?:e|ent|ons)|se lou(?:e|ent) (?:de\s|d'|(?=du\s|des\s))|rend(?:ent)? compte (?:de\s|d'|(?=du\s|des\s))|se félicit(?:e|ent) (?:de\s|d'|(?=du\s|des\s))|se réjoui(?:t|ssent) (?:de\s|d'|(?=du\s|des\s))|"
    r"déplor(?:e|ent|ons)|regrett(?:e|ent|ons)|dénonc(?:e|ent)|se plai(?:nt|gnent) (?:de\s|d'|(?=du\s|des\s))|fait état (?:de\s|d'|(?=du\s|des\s))|font état (?:de\s|d'|(?=du\s|des\s))|"
    r"relèv(?:e|ent)|signal(?:e|ent)|constat(?:e|ent|ons)|soulign(?:e|ent)|met(?:tent)? en avant|cit(?:e|ent)|évoqu(?:e|ent)|not(?:e|ent)|relat(?:e|ent)|mentionn(?:e|ent)|soulèv(?:e|ent))\s*"
)
_IMPERSONAL = re.compile(
    r"^(?:il\s(?:est|a été)\s(?:constaté|indiqué|signalé|précisé|rappelé|souligné|relevé|noté|observé|déploré|regretté|dit)(?:\spar\s[^,;]{2,50}?)?\s|"
    r"(?:on|nous)\s(?:constate|constatons|observe|observons|note|notons|remarque|remarquons|déplore|déplorons|regrette|regrettons)\s|force est de constater\s|à noter\s:?\s?|je (?:constate|trouve|pense|crois|note|regrette|déplore)\s)"
    r"(?P<link>que\s|qu')"
)
_INDICATIVE = {
    "soit": "est", "soient": "sont", "ait": "a", "aient": "ont", "fasse": "fait", "fassent": "font", "puisse": "peut", "puissent": "peuvent",
    "doive": "doit", "vienne": "vient", "viennent": "viennent", "prenne": "prend", "prennent": "prennent", "tienne": "tient", "tiennent": "tiennent",
    "aille": "va", "aillent": "vont", "sache": "sait", "sachent": "savent", "devienne": "devient", "deviennent": "deviennent", "mette": "met",
    "reçoive": "reçoit", "faille": "faut", "vaille": "vaut", "finisse": "finit", "connaisse": "connaît", "perde": "perd", "attende": "attend",
    "réponde": "répond", "parte": "part", "serve": "sert", "dise": "dit", "vive": "vit", "voie": "voit", "voient": "voient", "doivent": "doivent",
    "disent": "disent", "servent": "servent", "attendent": "attendent", "répondent": "répondent", "reçoivent": "reçoivent", "maintienne": "maintient",
}  # fmt: skip
_WISHFUL = re.compile(r"regrett|déplor|étonn|réjoui|félicit|plai(?:nt|gn)|dénonc")
_PRONOUNS = frozenset(
    {"il", "elle", "ils", "elles", "lui", "ce", "c'", "cela", "ça", "celui", "celle", "je", "nous", "j'"}
)
_POSSESSIVE = frozenset({"son", "sa", "ses", "leur", "leurs", "mon", "ma", "mes"})


def constat(remark: Remark) -> str:
    """The line of a constat, with its full stop: without its speaker where that is sure, else the source, typeset."""
    return _drafted(remark, nominal=True)


def engagement(remark: Remark) -> str:
    """The line of an authority's engagement, its tense kept."""
    return _drafted(remark, nominal=False)


def _drafted(remark: Remark, *, nominal: bool) -> str:
    if not has_tokens(remark.tokens):
        return ty.line(remark.text, stop=True)
    parts = [_sentence(tokens, nominal=nominal) for tokens in sentences(prepared(remark.tokens))]
    if len(parts) == 1:
        return ty.line(parts[0], stop=True)
    return _rejoined(remark, parts)


def _rejoined(remark: Remark, parts: list[str]) -> str:
    """Several sentences: the first without its speaker, the others as they are, their punctuation kept."""
    pieces = []
    for part, tokens in zip(parts, sentences(prepared(remark.tokens)), strict=True):
        end = tokens[-1].text if tokens[-1].text in {".", "?", "!", ";", "…"} else "."
        bare = re.sub(r"[\s.;?!…]+$", "", part)
        pieces.append((bare, end))
    out = ""
    for bare, end in pieces:
        lead = "" if not out else " "
        out += (
            lead
            + (ty.capitalise(bare) if not out or out.rstrip()[-1] in ".?!…" else bare)
            + (f" {end}" if end in ";?!" else end)
        )
    return re.sub(r"[\s;]+$", ".", ty.capitalise(ty.typeset(out)))


def _sentence(tokens: tuple[Token, ...], *, nominal: bool) -> str:
    tokens = _without_author(lowered(clean_edges(without_trailer(without_incises(tokens)))))
    if not tokens:
        return ""
    text = flat(tokens)[0]
    source = joined(tokens)
    if source.lower().startswith(("l’on ", "l'on ")):
        source = source[2:]
    match = _IMPERSONAL.match(text) or _THAT.match(text)
    if match is not None:
        if "subject" in match.groupdict() and not _plain(tokens, match.end("subject")):
            return source
        inner = cut(tokens, match.end())
        if inner and len(inner) > 1 and low(inner[0]) == "l'" and low(inner[1]) == "on":
            inner = sub(inner, 1, len(inner))
        if inner is None or not inner or _orphan(inner):
            return source
        if re.search(
            r"\b(?:et|mais|ou) qu(?:e |')", flat(inner)[0]
        ):  # two complement clauses: only the first "que" would go
            return (
                re.sub(r"(,?) (et|mais|ou) qu(?:e |[’'])", r"\1 \2 ", _indicative(inner) or source)
                if _indicative(inner)
                else source
            )
        if not _WISHFUL.search(
            match.group()
        ):  # « constate que », « indique que » take the indicative: nothing to change
            return joined(inner) if _indicative(inner) is None else str(_indicative(inner))
        return _indicative(inner) or source
    match = _THING.match(text) if nominal else None
    if match is not None and _plain(tokens, match.end("subject")) and match["subject"].strip():
        inner = cut(tokens, match.end())
        if (
            inner
            and inner[0].pos in {"DET", "NUM"}
            and low(inner[0]) not in _POSSESSIVE
            and not any(is_infinitive(t) for t in inner[:2])
        ):
            return joined(inner)
    return source


_AUTHOR = re.compile(
    r"(?:selon|d'après|de l'avis (?:de|d')) ?(?:le |la |l'|les |une? |des |du |plusieurs |certains |m\. |mme )[^,;:]{2,70},\s"
)
_NOTED = re.compile(r",\s(?:est-il|a-t-il été)\s\w+é\s?\.?\s*$")


def _without_author(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """« Selon le gérant, la caméra a suffi » → « la caméra a suffi »; « …, est-il noté » taken off."""
    text, starts = flat(tokens)
    noted = _NOTED.search(text)
    if noted:
        tokens = tuple(t for t, start in zip(tokens, starts, strict=True) if start < noted.start())
    match = _AUTHOR.match(text)
    inner = cut(tokens, match.end()) if match else None
    return inner if inner and not _orphan(inner) else tokens


def _orphan(tokens: tuple[Token, ...]) -> bool:
    """Whether a clause speaks of its taken-off speaker: « (il dit que) l’armement de ses agents… et il n’entend pas… »."""
    if low(tokens[0]) in _PRONOUNS or any(low(t) in _POSSESSIVE for t in tokens[:5]):
        return True
    pairs = pairwise(tokens)
    return any(
        low(one) in {"et", "qu'", "que", "mais"}
        and low(two) in {"il", "elle", "ils", "elles"}
        and low(tokens[min(i + 2, len(tokens) - 1)]) not in {"y", "n'y", "faut", "est"}
        for i, (one, two) in enumerate(pairs)
    )


def _plain(tokens: tuple[Token, ...], end: int) -> bool:
    starts = flat(tokens)[1]
    return not any(is_finite(t) for t, s in zip(tokens, starts, strict=True) if s < end)


def _indicative(tokens: tuple[Token, ...]) -> str | None:
    """A complement clause as a sentence of its own: the subjunctive of the table put into the indicative."""
    verb = clause_verb(tokens)
    if verb is None:
        return None
    token = tokens[verb]
    form = low(token)
    if form in _INDICATIVE:
        new = _INDICATIVE[form]
        before = joined(tokens[:verb])
        if low(tokens[verb - 1]) in {"ne", "n'"}:
            before = joined(tokens[: verb - 1]) + (" n’" if ty.elides(new) else " ne ")
            return f"{before}{new} {joined(sub(tokens, verb + 1, len(tokens)))}"
        glue = "" if before.endswith(("’", "'")) else " "
        return f"{before}{glue}{new} {joined(sub(tokens, verb + 1, len(tokens)))}"
    if "Mood=Sub" in token.morph and not token.lemma.endswith("er"):
        return None
    return joined(tokens)
