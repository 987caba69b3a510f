# ruff: noqa: E501 -- tables read better unbroken
"""Forms of verbs that a line needs: the subjunctive of « faire en sorte que », the verb of a participle."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from assises_nlp.draft.lexicon import deverbals
from assises_nlp.records import Token

# Third persons of the present subjunctive: whole verbs, then endings (the first that fits), singular and plural.
_WHOLE = {
    "être": ("soit", "soient"), "avoir": ("ait", "aient"), "aller": ("aille", "aillent"), "devoir": ("doive", "doivent"),
    "vouloir": ("veuille", "veuillent"), "boire": ("boive", "boivent"), "croire": ("croie", "croient"), "mourir": ("meure", "meurent"),
    "répartir": ("répartisse", "répartissent"), "assortir": ("assortisse", "assortissent"),
}  # fmt: skip
_ENDINGS = (
    (r"faire$", "fasse"), (r"pouvoir$", "puisse"), (r"savoir$", "sache"), (r"([vt])enir$", r"\1ienne"), (r"prendre$", "prenne"), (r"ttre$", "tte"),
    (r"cevoir$", "çoive"), (r"voir$", "voie"), (r"quérir$", "quière"), (r"ppeler$", "ppelle"), (r"jeter$", "jette"), (r"clure$", "clue"), (r"ivre$", "ive"),
    (r"rompre$", "rompe"), (r"((?:ff|v)r|cueill|cour|part|sort|sent|serv|dorm|ment)ir$", r"\1e"), (r"([aeo]i)ndre$", r"\1gne"), (r"uire$", "uise"),
    (r"crire$", "crive"), (r"([dl])ire$", r"\1ise"), (r"aître$", "aisse"), (r"([nr])dre$", r"\1de"), (r"([aou])yer$", r"\1ie"), (r"envoyer$", "envoie"),
    (r"é([bcdfglmnprstv]|gu|ch|[tbg]r|[gb]l)er$", r"è\1e"), (r"e([vnmsr])er$", r"è\1e"), (r"er$", "e"), (r"ir$", "isse"),
)  # fmt: skip


def subjunctive(verb: str, *, plural: bool) -> str | None:
    """« prendre » → « prenne », « prennent »; None for what does not look like an infinitive."""
    if verb in _WHOLE:
        return _WHOLE[verb][plural]
    for pattern, singular in _ENDINGS:
        if re.search(pattern, verb):
            return re.sub(pattern, singular, verb) + ("nt" if plural else "")
    return None


_PARTICIPLES = (
    ("ouvrir", "ouvert"), ("couvrir", "couvert"), ("offrir", "offert"), ("mettre", "mis"), ("prendre", "pris"), ("venir", "venu"), ("tenir", "tenu"),
    ("faire", "fait"), ("écrire", "écrit"), ("crire", "crit"), ("dire", "dit"), ("duire", "duit"), ("truire", "truit"), ("voir", "vu"),
    ("clure", "clu"), ("inclure", "inclus"), ("lire", "lu"), ("soudre", "solu"), ("ndre", "ndu"), ("eindre", "eint"), ("oindre", "oint"), ("aindre", "aint"),
    ("acquérir", "acquis"), ("pourvoir", "pourvu"), ("recevoir", "reçu"), ("promouvoir", "promu"), ("accroître", "accru"), ("connaître", "connu"),
)  # fmt: skip


def participle(verb: str) -> str | None:
    """« rouvrir » → « rouvert »; None where no rule gives it."""
    for ending, made in sorted(_PARTICIPLES, key=lambda pair: -len(pair[0])):
        if verb.endswith(ending):
            return verb.removesuffix(ending) + made
    if verb.endswith("er"):
        return verb[:-2] + "é"
    return verb[:-1] if verb.endswith("ir") else None


@lru_cache(maxsize=1)
def _verbs_of_participles() -> dict[str, str]:
    found: dict[str, str] = {}
    for verb in deverbals():
        made = participle(verb)
        if made is not None:
            for form in (
                (made, f"{made}s", f"{made}e", f"{made}es")
                if not made.endswith("s")
                else (made, f"{made}e", f"{made}es")
            ):
                found.setdefault(form, verb)
    return found


def verb_of(participle: str) -> str | None:
    """The verb of the lexicon whose past participle this is (« rouvertes » → « rouvrir »)."""
    return _verbs_of_participles().get(participle.lower())


def as_participle(tokens: tuple[Token, ...], index: int) -> tuple[Token, ...]:
    """The tokens with the verb of a participle that the tagger took for an adjective (« soit ouvert »)."""
    token, verb = tokens[index], verb_of(tokens[index].text)
    if verb is None or ("VerbForm=Part" in token.morph and token.lemma in deverbals()):
        return tokens
    made = replace(token, lemma=verb, pos="VERB", morph="VerbForm=Part")
    return (*tokens[:index], made, *tokens[index + 1 :])
