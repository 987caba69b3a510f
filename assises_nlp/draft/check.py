"""The check of every drafted line against its sources: words, numbers, names, negation, quotes.

A line is compared with its founding support (the first of its supports), the only one that it was made from; a line
that a
reviewer validated, with all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assises_nlp.draft.lexicon import adverbs, deverbals, nouns, rows
from assises_nlp.draft.typography import in_full
from assises_nlp.draft.words import folded, stem, text_content
from assises_nlp.records import Remark

_NUMBER = re.compile(r"\d+(?:[\u00a0\u202f ]\d{3})*(?:[.,]\d+)?")
_LETTERS = (
    "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente "
    "quarante cinquante soixante "
    "cent cents mille million millions milliard dizaine douzaine quinzaine vingtaine trentaine "
    "cinquantaine centaine centaines moitié tiers quart double triple"
).split()
_NEGATION = re.compile(
    r"\b(?:pas|plus|jamais|aucune?|ni|sans|guere|rien|personne ne|non|nul|nulle)\b"
    r"|\bn(?:e |')(?!.{0,40}\b(?:pas|plus|jamais|aucune?|rien|guere|nul|ni|personne)\b)(?=.{0,40}\bque\b)"
)
_TEMPLATE_NEGATION = re.compile(r"\b(?:absence|fin d|opposition|eviter|refus|arret|interdi)")


@lru_cache(maxsize=1)
def _template_stems() -> frozenset[str]:
    return frozenset(stem(row[0]) for row in rows("draft_gabarits.tsv"))


@lru_cache(maxsize=1)
def _derived() -> dict[str, frozenset[str]]:
    """For the stem of an adjective, the stems of the adverbs that it may stand for."""
    found: dict[str, set[str]] = {}
    for adverb in adverbs().values():
        for form in (adverb.masculine, adverb.feminine):
            found.setdefault(stem(form), set()).add(stem(adverb.adverb))
    return {key: frozenset(value) for key, value in found.items()}


@dataclass(frozen=True, slots=True)
class Source:
    """What the sources of a line contain."""

    stems: frozenset[str]
    numbers: frozenset[str]
    text: str

    @classmethod
    def of(cls, remarks: Iterable[Remark]) -> Source:
        stems: set[str] = set()
        texts: list[str] = []
        for remark in remarks:
            texts.append(remark.text)
            stems |= text_content(remark.text) | text_content(in_full(remark.text))
            stems |= {
                s
                for word in re.findall(r"[^\W\d_]+", f"{remark.text} {in_full(remark.text)}")
                for s in text_content(word)
            }
            stems |= {stem(word) for token in remark.tokens for word in (token.lemma.lower(),) if word}
        text = " ".join(texts)
        return cls(frozenset(stems), frozenset(numbers(text)), folded(text))


def numbers(text: str) -> list[str]:
    """Numbers in figures (blanks of thousands taken out) and in letters."""
    figures = [re.sub(r"[\u00a0\u202f ]", "", match.group()) for match in _NUMBER.finditer(text)]
    return figures + [word for word in re.findall(r"[a-zéè]+", text.lower()) if word in _LETTERS]


def negations(text: str) -> int:
    """How many negations and restrictions a text holds; « pourquoi ne pas », « plus de » are none."""
    plain = folded(text)
    positive = _NOT_NEGATIVE.sub(" ", plain)
    positive = re.sub(r"\bplus\b", lambda m: m.group() if _negated_plus(positive, m.start()) else " ", positive)
    return len(_NEGATION.findall(positive))


_NOT_NEGATIVE = re.compile(
    r"pourquoi(?:,[^,]*,)? (?:ne )?pas|n(?:e |')\w+-(?:on|nous|il) pas|ne serait-ce|n'est-ce pas"
    r"|en plus\b|au plus\b|de plus en plus|non plus\b|sans doute|y compris"
)


def _negated_plus(text: str, start: int) -> bool:
    return re.search(r"\b(?:ne|n)\b[\s'][^.;]{0,30}$", text[:start]) is not None


def line_violations(text: str, founding: Remark, others: Sequence[Remark] = ()) -> list[tuple[str, str]]:
    """(reason, detail) for each word of ``text`` that its sources do not warrant; [] where all is well."""
    source = Source.of((founding, *others))
    found: list[tuple[str, str]] = []
    found += [("controle:nombre-absent", n) for n in numbers(text) if n not in source.numbers]
    found += [("controle:nom-absent", name) for name in _names(text) if folded(name) not in source.text]
    found += [("controle:mot-absent", word) for word in _unwarranted(text, source)]
    if not others:
        kept = negations(text) + len(_TEMPLATE_NEGATION.findall(folded(text)))
        asked = negations(founding.text)
        against = len(_AGAINST.findall(folded(founding.text)))
        if kept < asked:
            found.append(("controle:negation-perdue", str(asked - kept)))
        elif kept > asked + against + len(_TEMPLATE_NEGATION.findall(folded(founding.text))):
            found.append(("controle:negation-ajoutee", str(kept - asked)))
    return found


_AGAINST = re.compile(
    r"\b(?:s'oppos|oppos|s'elev|refus|rejet|contre\b|hostile"
    r"|defavorable|mettre fin|mettre un terme|fin\b|cesser|stop|interdi)"
)


def _names(text: str) -> list[str]:
    """Words with a capital inside the line (not after a full stop)."""
    return [m.group() for m in re.finditer(r"(?<![.?!…;:«\u00a0])(?<=[\s’'(-])[A-ZÉÈÀÎÔÇ][\w’-]+", text)]


def _unwarranted(text: str, source: Source) -> list[str]:
    found = []
    for word in re.findall(r"[^\W\d_]+", text):
        stems = text_content(word)
        if len(word) < 3 or not stems or stems <= source.stems or stems <= _template_stems():
            continue
        if not _is_derived(word.lower(), source):
            found.append(word)
    return found


def _is_derived(word: str, source: Source) -> bool:
    verbs = nouns().get(word, frozenset())
    if any(stem(verb) in source.stems for verb in verbs):
        return True
    if word in deverbals() and stem(word) in source.stems:
        return True
    promised = f"{word}it" if word.endswith("ra") else f"{word[:-3]}aient" if word.endswith("ront") else ""
    if promised and text_content(promised) and text_content(promised) <= source.stems:
        return True  # « Il a promis qu’elle passerait » promises that it will
    return bool(_derived().get(stem(word), frozenset()) & source.stems)
