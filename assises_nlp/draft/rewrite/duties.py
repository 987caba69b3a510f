"""Who is to do what, where the action has no noun: « obligation pour le bailleur de… », « possibilité pour la victime
de… ».
"""

from __future__ import annotations

import re

from assises_nlp.draft import typography as ty
from assises_nlp.draft.lexicon import lookup
from assises_nlp.draft.rewrite import patterns as p
from assises_nlp.draft.rewrite.nominal import passive_noun, second_clause
from assises_nlp.draft.rewrite.objects import Tokens, low, starts_object
from assises_nlp.draft.rewrite.tokens import sub
from assises_nlp.draft.words import is_finite, is_infinitive, joined

_DUTIES = {
    "doit": "obligation", "doivent": "obligation", "devra": "obligation", "devront": "obligation",
    "puisse": "possibilité", "puissent": "possibilité", "pourrait": "possibilité", "pourraient": "possibilité",
}  # fmt: skip


def duty(tokens: Tokens) -> str | None:
    """« le bailleur doit prévenir la commune » → « obligation pour le bailleur de prévenir la commune »; with
    *puisse*, « possibilité ».
    """
    verb = next((i for i, t in enumerate(tokens) if low(t) in _DUTIES), None)
    if not verb or verb + 1 >= len(tokens) or verb > 10:
        return None
    subject = tokens[:verb]
    clean = subject[0].pos in {"DET", "NUM", "NOUN", "PROPN"} and not any(
        t.pos == "PRON" or is_finite(t) or low(t) in {"ne", "n'", ",", ":"} for t in subject
    )
    clean = clean and not any(  # « puissent monter à bord et les contrôleurs connaître leur nom »
        is_infinitive(t) and tokens[i - 1].pos in {"NOUN", "PROPN"} for i, t in enumerate(tokens) if i > verb + 2
    )
    if (
        not clean
        or not is_infinitive(tokens[verb + 1])
        or low(tokens[verb + 1]) == "pouvoir"
        or second_clause(tokens, verb)
    ):
        return None
    if (
        low(tokens[verb]) in {"doit", "doivent"}
        and low(tokens[verb + 1]) == "être"
        and verb + 2 < len(tokens)
        and "Part" not in tokens[verb + 2].morph
    ):
        return None
    noun = _DUTIES[low(tokens[verb])]
    if noun == "obligation" and not p.ACTORS.search(joined(subject).lower()):
        return None
    return f"{noun} pour {joined(subject)} {ty.de(joined(tokens[verb + 1 :]))}"


def wanted_thing(tokens: Tokens) -> Tokens | None:
    """« (aimerait) voir des contrôles », « avoir un local » → « des contrôles », « un local »; not « voir partir »."""
    if len(tokens) < 3 or low(tokens[0]) not in {"voir", "avoir"} or not starts_object(tokens, 1):
        return None
    if any(is_infinitive(t) or is_finite(t) or (t.dep == "conj" and t.pos == "VERB") for t in tokens[1:]):
        return None
    return sub(tokens, 1, len(tokens))


_SEEN = frozenset(
    "gendarmes policiers patrouilles agents pompiers militaires uniformes rondes médiateurs éducateurs îlotiers "
    "police gendarmerie contrôles".split()
)
_OFTEN = {
    "plus souvent": "plus fréquente",
    "davantage": "accrue",
    "régulièrement": "régulière",
    "plus": "accrue",
    "plus régulièrement": "plus régulière",
}
_GIVEN = frozenset("pouvoirs moyens prérogatives effectifs compétences outils droits".split())


def presence(tokens: Tokens) -> str | None:
    """« voir plus souvent des gendarmes à pied » → « présence plus fréquente de gendarmes à pied »."""
    text = joined(tokens)
    match = re.match(
        r"(?i)(?:voir|avoir|croiser)\s(plus souvent|plus régulièrement|davantage|régulièrement|plus)"
        r"\s(?=(?:de|des|d’|d'|la|les)\b)",
        text,
    )
    if match is None:
        return None
    rest = text[match.end() :]
    first = next((t for t in tokens[2:] if t.pos == "NOUN"), None)
    if first is None or low(first) not in _SEEN or any(is_infinitive(t) or is_finite(t) for t in tokens[2:]):
        return None
    return f"présence {_OFTEN[match.group(1).lower()]} {ty.de(re.sub(r'^(?:de |d’)', '', rest))}"


def more_power(tokens: Tokens) -> str | None:
    """« donner plus de pouvoirs à la police municipale » → « renforcement des pouvoirs de la police municipale »."""
    text = joined(tokens)
    match = re.match(
        r"(?i)(?:donner|accorder|octroyer|allouer)\s(?:plus|davantage)\s(?:de |d’)(\w+)\s(à |au |aux )", text
    )
    if match is None or match.group(1).lower() not in _GIVEN:
        return None
    rest = {"à ": "", "au ": "le ", "aux ": "les "}[match.group(2).lower()] + text[match.end() :]
    return None if any(is_infinitive(t) for t in tokens[1:]) else f"renforcement des {match.group(1)} {ty.de(rest)}"


def seen_again(tokens: Tokens) -> str | None:
    """« (souhaite) voir revenir la police de proximité » → « retour de la police de proximité »."""
    if len(tokens) < 4 or low(tokens[0]) != "voir" or not is_infinitive(tokens[1]) or not starts_object(tokens, 2):
        return None
    entry = lookup(tokens, 1)
    if entry is None or "sujet:de" not in entry.notes:
        return None
    return f"{entry.noun} {ty.de(joined(tokens[2:]))}"


def for_whom(tokens: Tokens, subject: Tokens) -> str | None:
    """The speaker is to act or be acted upon: « (les associations) souhaitent être consultées », « voudraient
    interroger le fichier ».
    """
    who = joined(subject)
    if len(tokens) > 1 and low(tokens[0]) == "être" and "Part" in tokens[1].morph:
        return passive_noun(tokens, subject, 1, (), "")
    if not p.ACTORS.search(who.lower()) or low(subject[0]) not in {"le", "la", "les", "l'"}:
        return None
    return f"possibilité pour {who} {ty.de(joined(tokens))}"
