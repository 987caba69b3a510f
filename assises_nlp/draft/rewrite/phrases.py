"""Requests that are noun phrases: « plus de patrouilles », « pas de fermeture », « une charte éthique »."""

from __future__ import annotations

import re
from itertools import pairwise

from assises_nlp.draft import typography as ty
from assises_nlp.draft.rewrite.nominal import clause_verb
from assises_nlp.draft.rewrite.objects import TIMES, Tokens, low
from assises_nlp.draft.words import joined

_KEEP_ARTICLE = frozenset(
    "seul seule même autre second seconde premier première simple vrai vraie véritable tel telle peu".split()
)


_UNCOUNTED = frozenset(
    "moyens travaux forces temps accès recours secours suivis succès pouvoirs droits informations relations connaissances "
    "échanges progrès poids personnels effectifs nouvelles liens".split()
)


def noun_phrase(tokens: Tokens, *, against: bool = False) -> str:
    """A nominal line close to the source: its first article taken off where that is sure, quantities resolved."""
    text = joined(tokens)
    if against:
        return f"opposition {ty.a(text)}"
    return quantity(tokens) or absence(tokens) or without_article(tokens)


def quantity(tokens: Tokens) -> str | None:
    """« plus de patrouilles » → « augmentation du nombre de patrouilles »; a noun in the singular keeps « davantage
    de ».
    """
    text = joined(tokens)
    match = re.match(r"(?i)(?:de\s|d[’']|avoir\s)?(plus|davantage|\+|moins)\s(?:de\s|d[’'])", text)
    if match is None:
        return None
    rest = text[match.end() :]
    start = next((i for i, t in enumerate(tokens) if low(t) in {"plus", "davantage", "moins", "+"}), 0) + 2
    first = tokens[start] if start < len(tokens) else None
    if first is None or re.search(r"(?i)\b(?:plus|moins|davantage)\s(?:de|d[’'])", rest):
        return None
    noun = next((t for t in tokens[start : start + 3] if t.pos == "NOUN"), None)
    less = match.group(1).lower() == "moins"
    if noun is None or first.pos == "NUM":
        return None
    if "Number=Sing" not in noun.morph and noun.text[-1] in "sx" and low(noun) not in _UNCOUNTED:
        return f"{'réduction' if less else 'augmentation'} du nombre {ty.de(rest)}"
    return f"{'moins' if less else 'davantage'} {ty.de(rest)}"


_LACKED = re.compile(
    r"(?i)(?:vrai[es]*\s|réelle?s?\s|assez d)?(?:accueil|guichet|patrouille|effectif|retour|moyen|présence|médiateur|réponse|suivi|"
    r"information|permanence|contact|interlocuteur|formation|policier|gendarme|pompier|agent|aide|rendez|place|local|salle|réseau|"
    r"antenne|couverture|véhicule|éclairage|coordination|référent|relais|solution|résultat|nouvelle|plainte|intervention|psychologue)"
)


def absence(tokens: Tokens) -> str | None:
    """« pas de caméra devant… », « aucune reconnaissance faciale » → « absence de… »; « pas de X sans Y » stays."""
    text = joined(tokens)
    match = re.match(r"(?i)(?:surtout\s)?(?:pas\s(?:de\s|d[’'])|aucune?\s)", text)
    if match is None or re.search(r"(?i)\bsans\b|\bni\b|, pas d|mais|, et ", text[match.end() :]):
        return None
    if _LACKED.match(text[match.end() :]):
        return None  # « aucun accueil le samedi » complains of a lack: nobody asks for the absence of it
    return f"absence {ty.de(text[match.end() :])}"


def without_article(tokens: Tokens) -> str:
    """« une charte brève » → « charte brève »; « un seul numéro », « les trois postes promis » stay.

    A noun coordinated with the first loses its article too (« une charte et un bilan » → « charte et bilan »).
    """
    text = joined(tokens)
    if len(tokens) < 2 or ((verb := clause_verb(tokens)) and low(tokens[verb]) not in {"quitte", "a"}):
        return text
    first, second = tokens[0], tokens[1]
    indefinite = (
        low(first) in {"un", "une", "des", "de", "d'"}
        and second.pos in {"NOUN", "ADJ"}
        and low(second) not in _KEEP_ARTICLE
    )
    if indefinite and low(first) in {"de", "d'"}:
        coordinated = any(
            t.pos == "CCONJ" and i + 1 < len(tokens) and low(tokens[i + 1]) in {"un", "une", "des", "de"}
            for i, t in enumerate(tokens)
        )
        return text if coordinated else joined(tokens[1:])
    if indefinite and any(t.text == "," or low(t) == "et" for t in tokens) and _PARTITIVE.search(text):
        return text  # « une salle, un siège et un peu d’égards »: a list keeps its articles or loses all of them
    if low(first) in {"le", "la", "l'"} and low(second) in TIMES:
        return text  # « la nuit, des agents dans la rame »
    if low(first) == "du" and second.pos == "NOUN" and "," not in text and " et " not in text:
        return joined(tokens[1:])  # « du sport avec les policiers »
    if low(first) in {"le", "la", "l'"} and re.search(r"(?i), (?:le|la|les|l’) ?\w", text):
        return text
    if indefinite or (low(first) in {"le", "la", "l'"} and second.pos == "NOUN"):
        return _coordinated(tokens[1:])
    return text


_PARTITIVE = re.compile(r"(?i)(?:,|\bet)\s(?:du|de la|de l[’']|un peu|quelques|plusieurs)\b")
_BEFORE_A_LIST = frozenset(
    "pour avec entre dans sur par contre chez à aux au sous vers envers selon qui que où dont".split()
)


def _coordinated(tokens: Tokens) -> str:
    """The articles of a list taken off: « de » would be repeated before a complement, so such nouns are of the first rank."""
    kept = []
    commas = any(t.text == "," for t in tokens)
    for index, token in enumerate(tokens):
        before = low(tokens[index - 1]) if index else ""
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        inner = any(
            low(t) in _BEFORE_A_LIST
            and (low(t) in {"qui", "que", "où", "dont", "aux", "au", "entre"} or u.pos == "DET")
            for t, u in pairwise(tokens[:index])
        )
        indefinite = low(token) in {"un", "une"} or (
            low(token) == "des" and not any(low(t) in {"de", "d'", "des", "du"} for t in tokens[:index])
        )
        article = indefinite or (low(token) in {"le", "la", "l'"} and token.pos == "DET" and not commas)
        listed = before in ({"et", ","} if indefinite else {"et"}) and not inner
        bare = (
            following is not None
            and low(following) not in TIMES
            and following.pos in {"NOUN", "ADJ"}
            and low(following) not in _KEEP_ARTICLE
        )
        if not (article and listed and bare):
            kept.append(token)
    return joined(kept)
