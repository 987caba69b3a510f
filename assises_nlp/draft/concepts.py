"""Whether two remarks speak of the same thing: their content words, derivations joined, the common ones weighing less.

Weights are inverse document frequencies over the informative remarks of the consultation, as in tf-idf retrieval
(Spärck Jones 1972); the measure is the share of one side's weight that the other holds, which suits short remarks.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from assises_nlp.draft.lexicon import deverbals, nouns
from assises_nlp.draft.words import EMPTY, stem, text_content, words
from assises_nlp.records import Remark

KINDS = frozenset({"NOUN", "PROPN", "ADJ", "VERB"})
# Verbs and nouns of the request itself: they say that something is asked, not what.
_LIGHT = frozenset(
    stem(word)
    for word in "avoir être faire falloir pouvoir devoir vouloir souhaiter demander proposer réclamer augmentation "
    "renforcer développer améliorer mettre prévoir permettre assurer voir nombre besoin nécessaire important bon mieux "
    "personne monde gens monsieur madame chose fois jour an année cas fait certain plusieurs autre venir aller donner prendre "
    "trouver passer rester tenir arriver dire savoir croire penser parler travailler département commune".split()
)
# Who acts or where: they tell less than what is done.
ACTORS = frozenset(
    stem(word)
    for word in "police policier gendarme gendarmerie municipal national maire mairie élu agent service habitant ville quartier brigade "
    "commissariat pompier sapeur militaire préfecture état secteur territoire population citoyen force association".split()
)
SMOOTH = 50  # as if so many other remarks were there: few remarks make no word common
ACTOR = 0.35  # their weight beside that of the other words
COVERED = 0.5  # share of a line's weight that a remark must hold to support it
NEAR = 0.28  # the same for remarks that were found close in meaning
COVERED_TWO = 0.34  # the same with two concepts in common or more


@lru_cache(maxsize=65536)
def concept(word: str) -> str:
    """The stem of a word, of its verb where it is a deverbal noun of the lexicon ("réouverture" → that of "rouvrir")."""
    said = nouns().get(word.lower(), frozenset())
    verbs = {verb for verb in said if verb in deverbals()} or said  # the infinitive rather than its participles
    verb = min(verbs) if verbs else word.lower()
    again = next(
        (verb[len(p) :] for p in ("ré", "re", "r") if verb.startswith(p) and verb[len(p) :] in deverbals()), verb
    )
    return stem(again)


@dataclass(frozen=True, slots=True)
class Concepts:
    """Concepts of remarks and their weights over a consultation."""

    weights: Mapping[str, float]
    rarest: float
    of_remark: dict[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, remarks: Iterable[Remark]) -> Concepts:
        counts: Counter[str] = Counter()
        total = 0
        found = {}
        for remark in remarks:
            found[remark.id] = concepts(remark)
            counts.update(sorted(found[remark.id]))
            total += 1
        weights = {
            name: round((math.log((total + SMOOTH) / (n + 0.5))) * (ACTOR if name in ACTORS else 1), 4)
            for name, n in sorted(counts.items())
        }
        return cls(weights, round(math.log((total + SMOOTH) / 1.5), 4), found)

    def get(self, remark: Remark) -> frozenset[str]:
        if remark.id not in self.of_remark:
            self.of_remark[remark.id] = concepts(remark)
        return self.of_remark[remark.id]

    def mass(self, names: Iterable[str]) -> float:
        return round(sum(self.weights.get(name, self.rarest) for name in sorted(names)), 4)

    def covered(self, line: frozenset[str], said: frozenset[str]) -> float:
        """The share (0 to 1) of the weight of ``line`` that ``said`` holds."""
        whole = self.mass(line)
        return round(self.mass(line & said) / whole, 4) if whole else 0.0

    def supports(self, line: frozenset[str], said: frozenset[str]) -> bool:
        """Whether a remark says what a line says: half of its weight, or a third with two concepts in common.

        What is done must be shared, not only who does it; a line of several concepts is not said by one of them.
        """
        core = line - ACTORS
        shared, share = line & said, self.covered(line, said)
        if not core:
            return line == said
        if not shared & core or (len(shared) == 1 and len(core) > 1):
            return False
        return share >= COVERED or (len(shared) >= 2 and share >= COVERED_TWO)

    def touches(self, line: frozenset[str], said: frozenset[str]) -> bool:
        """Whether a remark of the other side is about the very thing: it shares what is done, and a third of the line."""
        return bool((line - ACTORS) & said) and self.covered(line, said) >= COVERED_TWO

    def near(self, line: frozenset[str], said: frozenset[str]) -> bool:
        """Whether two remarks that were found close in meaning also share words that weigh: a quarter of the line's."""
        return bool((line - ACTORS) & said) and self.covered(line, said) >= NEAR

    def linked(self, line: frozenset[str], said: frozenset[str]) -> bool:
        """Whether two remarks share any word of what is done."""
        return bool((line - ACTORS) & said)

    def same(self, one: frozenset[str], two: frozenset[str]) -> bool:
        """Whether two lines say the same: most of the lighter is in the other, with two concepts in common if it has
        two.
        """
        light, heavy = sorted((one, two), key=lambda names: (self.mass(names), sorted(names)))
        shared = len(light & heavy)
        return shared >= min(2, len(light)) and shared > 0 and self.covered(light, heavy) >= 0.6


def concepts(remark: Remark) -> frozenset[str]:
    """The concepts of a remark, figures and placeholders of names left out."""
    if not any(token.pos for token in remark.tokens):
        return text_concepts(remark.text)
    found = set()
    for index, token in enumerate(remark.tokens):
        lemma = (token.lemma or token.text).lower()
        if token.pos not in KINDS or lemma in EMPTY or len(lemma) < 3 or not lemma[0].isalpha():
            continue
        if index and remark.tokens[index - 1].text == "[":
            continue
        found.add(f"{lemma}_" if lemma in {"pouvoir", "devoir"} and token.pos == "NOUN" else concept(lemma))
    return frozenset(found - _LIGHT) or frozenset(found)


def text_concepts(text: str) -> frozenset[str]:
    found = frozenset(
        _NOUNS.get(word.lower()) or concept(word.lower())
        for word in words(text)
        if not word.isdigit() and text_content(word)
    )
    return (found - _LIGHT) or found


_NOUNS = {"pouvoirs": "pouvoir_", "devoirs": "devoir_"}  # nouns that their verbs would hide
