# ruff: noqa: E501 -- regular expressions read better unbroken
"""What the authorities announced: a date, a future, a commitment; not what they only explain."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from assises_nlp.draft import typography as ty
from assises_nlp.draft.check import line_violations
from assises_nlp.draft.constats import engagement as engagement_line
from assises_nlp.draft.legible import dangling
from assises_nlp.draft.legible_patterns import GRAVE
from assises_nlp.draft.positions import count_voices
from assises_nlp.draft.rewrite.nominal import infinitive
from assises_nlp.draft.rewrite.tokens import cut, flat
from assises_nlp.draft.statements import identifier, quote
from assises_nlp.draft.telling import clean_line, ranking
from assises_nlp.draft.words import has_tokens, text_content
from assises_nlp.records import Engagement, Label, Meeting, Remark

MOST = 9
"""Engagements of a theme beside its lines; the others stay in the annex."""
SHORTEST = 15
"""Characters without which nothing was announced."""
ANNOUNCES = re.compile(
    r"(?i)\b\w{2,}(?:era|eront|ira|iront|dra|dront|vra|vront|tra|tront|rra|rront)\b|\b(?:sera|seront|aura|auront|fera|feront|ira|iront)\b"
    r"|s[’']engage|nous engageons|m[’']engage|engagement de|\best (?:prévu|programmé|inscrit|planifié|attendu)e?s?\b|\bsont (?:prévu|programmé|inscrit|planifié|attendu)e?s\b|\b(?:prévu|programmé|attendu|annoncé)e?s? (?:en|pour|au|à|de|d[’'])\b"
    r"|\b\w{2,}(?:erai|irai|drai|vrai|erons|irons|drons|vrons)\b|s[’']est engagée?\b|\b(?:a|ont) promis\b|\bpromet\b|\b(?:annonc|prévoi)\w*\s(?:la |le |l[’'])|\bserai(?:t|ent) \w+é"
    r"|\bva (?:être|\w+(?:er|ir|re))\b|\bvont (?:être|\w+(?:er|ir|re))\b"
    r"|\b(?:annonc|indiqu|promis|promet|répond|assur|confirm|précis|dit)\w*\s(?:que\s|qu[’'])[^.;]*?\b\w{2,}(?:erait|eraient|irait|iraient|drait|draient|vrait|vraient)\b"
)
_DATED = re.compile(
    r"(?i)\b(?:d[’']ici|avant|dès|en|au|à partir d[eu]|au mois d[e’'])\s?(?:le mois de |la |le |l[’'])?(?:fin |\d{1,2}(?:er)? )?(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)\b"
)
"""A date, in the words of somebody: in a table of the services it announces nothing."""
_NOT = re.compile(
    r"(?i)\b(?:peut|peuvent|pourra(?:it|ient)?|saura|dira|faudra|viendra(?! (?:à|en|au|aux|dans|sur|\w+(?:er|ir)\b))|verra|jugera|ne \w+ (?:pas|rien|plus)|(?:discussion|débat|échange)s? s[’']engage|aucune?|prome\w+ depuis|(?:a|ont) promis depuis)\b|\bsi (?:les|le|la|l’|un)\b"
)
_ENGAGES = r"s[’'](?:engage(?:nt)?|est engag[eé]e?|était engag[eé]e?)\s(?:également\s|aussi\s)?"
_COMMITS = re.compile(rf"^(?:[^;:?!]{{2,80}}?\s)?(?:{_ENGAGES}à\s(?!ce\b)|(?:a promis|promet|ont promis)\sde\s)")
_COMMITMENT = re.compile(rf"(?i)^(?:[^;:?!]{{2,80}}?\s)?{_ENGAGES}(?=à\s)")
"""What stands before the thing that somebody commits to, where it takes no nominal form: « Engagement à ce que… »."""
_PLEDGES = re.compile(rf"(?<!débat ){_ENGAGES}à\s(?!ce\b)")
_QUOTED = re.compile(r"^[\"“«]\s?|\s?[\"”»](?=[\s;.,]*$)")
_TAIL = re.compile(r"(?i)^(?:non|oui)\s?[.,]\s(?=\w)|,?\s(?:je|nous) (?:m|nous)[’' ]y (?:engage|engageons)(?=[\s.;]*$)")
_REFERENCE = re.compile(
    r"\s\((?:(?:cf|voir|applaudissements?|rires?|brouhaha|protestations?)\b[^)]*|[^)]*[+=→][^)]*)\)"
)
_MASKED = re.compile(r"\s(?:à|chez|pour|par|de|d[’'])\s?\[personne\]")
"""A place that the privacy pass took for a name."""
_PASSIVE = re.compile(
    r"\b(?:sera|seront|serait|seraient)\s(?:propos|demand|signal|rappel|not|expos|précis|refus)ée?s?\b"
)
"""« Une convention sera proposée » reports nobody's words."""
_SPEAKER = r"(?:Il|Elle|M\.|Mme|Monsieur|Madame|L[ea’]|Son|Notre)[^;:?!]{0,70}?\s?"
_REPORTED = re.compile(
    rf"^(?:{_SPEAKER}(?:(?:lui|leur|nous) )?(?:a |avait )?(?:annonc|promi|prome|dit|di|répond|répondu|précis|indiqu|expliqu|ajout|confirm|assur|signal|rappel)\w*(?:\s(?:pour finir|enfin|également|aussi|par ailleurs|ensuite|en conclusion))?|{_SPEAKER}(?:a )?fait savoir|Je (?:peux|puis) vous (?:dire|annoncer|confirmer|assurer)|(?:[Mm]ais |[Ee]t )?[jJ][’']annonce)\s(?:que\s|qu[’'])"
)
_ANNOUNCED = re.compile(
    rf"^{_SPEAKER}(?:a )?(?:annonc|prévoi|prévu|confirm)\w*\s(?:la\s|le\s|l[’'])(?=\w+(?:tion|sion|ment|ure|ise|vée|age|rt|i|se)\b)"
)
_NOTE = re.compile(
    r"(?i)^(?:rép(?:onse)?\.?\s)?(?:annonce|engagement|réponse|rép|[^.;:?!]{2,110}\s(?:répond|annonce|indique|précise|ajoute|confirme)|(?:le |la |l[’'])?(?:cdt|commandante?|capitaine|major|colonel|lieutenant|sous-préf\w*|ss-préf\w*|préf\w*|ggd|ddsp|sdis|référente?|commissaire|parquet)\b[^.;:?!,]{0,40})"
    r"\s?(?::|->|→)\s?"
)
_WHO = re.compile(r"^(L[ea’][^,;:.]{3,60}?)\s(?:a |avait )?(?:annonc|indiqu|précis|dit|répond|ajout|expliqu)")
_HE = re.compile(r"^(?:il|elle)\s(?=\w+(?:era|ira|dra|vra)(?:it)?\b)")
_ALSO = re.compile(r"(\bet )(?:que\s|qu[’'])")
_THEN = re.compile(r"\b(\w{2,}[eidv]|s[ae]|f[ae]|au|i)r(?:a(it)|aient)\b")
"""« Il a promis que la brigade passerait » promises that it will: the conditional is that of reported speech."""
_SEASONS = re.compile(r"(?i)\s?\b(?:cet(?:te)? (?:année|été|hiver|automne|saison|rentrée)|à ce jour)\b")


_BORNE = frozenset({"date", "abrege", "demonstratif"})
"""What a line of the draft must not have and an announcement may: « pour compenser ces départs »."""
_BOTH = re.compile(r"Les deux \w+s\b")
"""« Les deux postes vacants seront pourvus », where « Les deux demandent » says nothing of whom."""


def engagement_text(remark: Remark) -> str:
    """The line of an engagement: « X s’engage à réunir les financeurs » → « Réunion des financeurs », else a sentence."""
    if has_tokens(remark.tokens):
        match = _COMMITS.match(flat(remark.tokens)[0])
        inner = cut(remark.tokens, match.end()) if match else None
        made = infinitive(inner) if inner else None
        if made is not None:
            return ty.line(made, stop=True)
    committed = _COMMITMENT.match(remark.text)
    if committed is not None:
        return ty.line(f"Engagement {remark.text[committed.end() :]}", stop=True)
    return _bare(_said(remark))


def _bare(line: str) -> str:
    """Without the quotation marks around it, a reference to another place of the minutes nor a word of the exchange."""
    bare = _TAIL.sub("", _MASKED.sub("", _REFERENCE.sub("", _QUOTED.sub("", line))))
    return line if bare == line else ty.line(bare, stop=True)


def _said(remark: Remark) -> str:
    """What was announced, without the words that report it."""
    for opening in (_REPORTED, _ANNOUNCED, _NOTE):
        match = opening.match(remark.text)
        if match is not None and len(remark.text) - match.end() > SHORTEST:
            said = _ALSO.sub(r"\1", remark.text[match.end() :])
            said = _THEN.sub(lambda then: f"{then[1]}ra" if then[2] else f"{then[1]}ront", said)
            who = _WHO.match(remark.text)
            return ty.line(_HE.sub(f"{who[1]} ", said) if who else said, stop=True)
    return engagement_line(remark)


def announces(text: str, remark: Remark) -> bool:
    """Whether a line announces something and stands alone."""
    announced = ANNOUNCES.search(remark.text) or (remark.weight > 0 and _DATED.search(remark.text))
    if not announced or _NOT.search(remark.text):
        return False
    bare = re.sub(r"\s+(?=[,.;])|\s{2,}", lambda m: " " if len(m[0]) > 1 else "", _SEASONS.sub("", text))
    borne = _BORNE | ({"ouverture"} if _BOTH.match(bare) else set())
    if any(pattern.search(bare) for name, pattern in GRAVE if name not in borne):
        return False
    return clean_line(_PASSIVE.sub("sera faite", text)) and not dangling(text, remark)


def commits(remark: Remark) -> bool:
    """Whether an authority commits itself in so many words, be it in its presentation or in its conclusion."""
    return remark.authority and not remark.withheld and _PLEDGES.search(remark.text) is not None


def engagements(
    informative: Sequence[Remark], labels: Mapping[str, Label], meetings: Mapping[str, Meeting]
) -> list[Engagement]:
    """Engagements of a theme, the same words once, the most often announced first."""
    groups: dict[frozenset[str], list[Remark]] = defaultdict(list)
    for remark in informative:
        if labels[remark.id].nature == "engagement" or commits(remark):
            groups[text_content(remark.text)].append(remark)
    out = []
    for members in groups.values():
        first = ranking(members)[0]
        text = engagement_text(first)
        if line_violations(text, first):
            text = ty.line(first.text, stop=True)
        if line_violations(text, first) or not announces(text, first):
            continue
        ordered = [first, *(r for r in members if r.id != first.id)]
        made = Engagement(identifier("e", first.id), text, tuple(quote(r) for r in ordered))
        voices = count_voices(ordered, meetings)
        out.append(((-len(voices.audiences), -voices.meetings, -len(ordered), made.id), made))
    return [made for _, made in sorted(out, key=lambda entry: entry[0])]


def kept(found: Sequence[Engagement]) -> list[Engagement]:
    """The engagements printed, at most ``MOST``: those that answer a line of the draft first."""
    return sorted(found, key=lambda made: not made.linked)[:MOST]
