"""Whether a rapporteur would sign a line as it stands: what keeps it from being read alone, in a few reasons.

A *grave* fault (an anaphora, a speaker, a question, slang, a story, a fragment) keeps a line out of the draft wherever
another remark can found it; a *light* one only makes it yield to a better one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from assises_nlp.draft import legible_notes as notes
from assises_nlp.draft import legible_patterns as p
from assises_nlp.draft.lexicon import nouns
from assises_nlp.draft.polarity import value
from assises_nlp.draft.rewrite.patterns import ACTORS, SPEAKER
from assises_nlp.draft.rewrite.prepare import prepared
from assises_nlp.draft.telling import clean_line
from assises_nlp.draft.words import is_finite, words
from assises_nlp.records import Nature, Remark, Token

LONGEST = 40  # words of a line
LONG = 32


def grade(text: str, remark: Remark, nature: Nature, *, rule: str = "") -> int:
    """0 a line that reads well, 1 a line with a light fault, 2 a line that should not be printed as it is.

    ``rule``: how a préconisation was rewritten (:class:`~assises_nlp.draft.rewrite.Rewriting`).
    """
    if grave_faults(text, remark, nature, rule=rule):
        return 2
    return 1 if light_faults(text, nature, rule=rule) else 0


def grave_faults(text: str, remark: Remark, nature: Nature, *, rule: str = "") -> tuple[str, ...]:
    """Why ``text`` cannot stand alone, by name; () where it can."""
    found = [name for name, pattern in p.GRAVE if pattern.search(text)]
    count = len(words(text))
    if count > LONGEST or count < (2 if nature == "preconisation" else 5):
        found.append("longueur")
    if not clean_line(text) and count > 2:
        found.append("tenue")
    if dangling(text, remark):
        found.append("anaphore")
    found += _asks_badly(text, remark, rule) if nature == "preconisation" else _observes_badly(text, remark)
    return tuple(found)


def light_faults(text: str, nature: Nature, *, rule: str = "") -> tuple[str, ...]:
    found = [name for name, pattern in p.LIGHT if pattern.search(text)]
    if len(words(text)) > LONG:
        found.append("longue")
    if nature == "preconisation":
        if any(part in rule for part in ("source", "impersonnel", "negatif")) and "controle" not in rule:
            found.append("infinitif")
        if re.match(r"(?:Le|La|Les|L’)\b", text):
            found.append("article")
        if len(words(text)) < 4 and not re.match(r"(?:Augmentation|Davantage|Renforcement|Création|Maintien)\b", text):
            found.append("courte")
    return tuple(found)


def dangling(text: str, remark: Remark) -> bool:
    """Whether a pronoun or a possessive of the line has no noun before it (« Mieux les former », « Son remplacement »).

    An object pronoun wants two nouns before it: the subject is seldom what it stands for.
    """
    if _owner_gone(text, remark):
        return True
    pairs = set()
    for index, token in enumerate(remark.tokens[:-1]):
        small = token.text.lower().replace("’", "'")
        if (token.pos == "PRON" and small in p.CLITICS) or small in p.POSSESSIVES:
            pairs.add((small, remark.tokens[index + 1].text.lower().replace("’", "'")))
    if not pairs:
        return False
    own = {token.text.lower().replace("’", "'") for token in remark.tokens}
    nouns = {token.text.lower() for token in remark.tokens if token.pos in {"NOUN", "PROPN"}}
    line = re.findall(r"[\w-]+['’]?", text.lower().replace("’", "'"))
    seen = 0
    infinitive = bool(line) and re.search(r"(?:er|ir|re)$", line[0]) is not None  # it has no subject to stand before
    for place, (one, two) in enumerate(pairwise(line)):
        if (one, two) in pairs and not (one == "il" and _IMPERSONAL.match(" ".join(line[place : place + 4]))):
            if seen < (2 if one in p.OBJECTS and not infinitive else 1):
                return True
        elif one in nouns or (place == 0 and one not in own):
            seen += 1
    return False


def _owner_gone(text: str, remark: Remark) -> bool:
    """« (Mme X salue) l’intervention d’un pompier dans sa classe »: the possessive of a speaker who was taken off."""
    if re.match(r"(?:Faire en sorte|Éviter|Possibilité pour|Obligation pour) ", text) and ACTORS.search(
        text[:80].lower()
    ):
        return False  # the one who is to act stands before what is his
    begins = re.match(r"\W*([\w’']+)", remark.text)
    stripped = begins is not None and re.match(
        r"(?:M\.|Mme|Il|Elle|Monsieur|Madame|Le|La|L’|L'|Une?|Commissaire|Capitaine|Colonel|Major|\w+ \[)", remark.text
    )
    said = text.lower().replace("’", "'")[:20]
    return (
        bool(stripped)
        and said[:12] not in remark.text.lower().replace("’", "'")[:14]
        and re.search(r"\b(?:son|sa|ses)\s(?!propre \w+ par)", text) is not None
    )


_IMPERSONAL = re.compile(
    r"il (?:y a|n' y a|faut|est (?:possible|difficile|impossible|nécessaire)|manque|existe|reste|s' agit)"
)


def _states(text: str, remark: Remark) -> bool:
    """Whether a line has more finite verbs than relatives and conjunctions: one of them is its own."""
    said = set(re.findall(r"[\w-]+", text.lower()))
    verbs = [t for t in prepared(remark.tokens) if is_finite(t) and t.text.lower() in said]
    opened = re.findall(r"(?i)\b(?:qui|que|dont|où|quand|si|comme|lorsque)\b|\bqu’|\bs’il", text)
    return len(verbs) > len(opened)


def finite_words(text: str, remark: Remark) -> list[str]:
    """The finite verbs of a line that stand outside its relative and subordinate clauses."""
    tokens = prepared(remark.tokens)
    verbs = {t.text.lower() for i, t in enumerate(tokens) if is_finite(t) and not _after_article(tokens, i)} | {
        t.text.lower()
        for i, t in enumerate(tokens)
        if i > 1 and t.text.lower() in p.VERBS_TAKEN_FOR_NOUNS and tokens[i - 1].pos in {"NOUN", "PROPN", "ADJ"}
    }
    found: list[str] = []
    text = re.sub(r"^\w+(?<!ez)(?<!ons)(?=\s)", "", text)  # a line's first word is its noun or its infinitive
    for stretch in re.split(r"[,;:]\s", text.lower()):
        main = re.split(r"\b(?:qui|que|dont|où|quand|lorsque|si|s’il|afin|comme)\b|qu’", stretch)[0]
        found += [word for word in re.findall(r"[\w-]+", main) if word in verbs]
    return found


def _after_article(tokens: Sequence[Token], index: int) -> bool:
    """« au premier entretien »: what follows an article or a preposition is no finite verb, whatever the tagger says."""
    if index == 0 or tokens[index].pos == "AUX":
        return False
    before = tokens[index - 1]
    if before.pos == "ADJ" and index > 1:
        before = tokens[index - 2]
    return before.pos == "ADP" or (before.pos == "DET" and before.text.lower() not in {"l’", "l'"})


def _asks_badly(text: str, remark: Remark, rule: str) -> list[str]:
    found = [name for name, pattern in p.ASK_GRAVE if pattern.search(text)]
    if not rule or any(part == "source" for part in rule.split("+")):
        found.append("non-redigee")
    absent = re.match(r"Absence d(?:e |’)([\w-]+)", text)
    if absent and absent.group(1) not in p.REFUSED and absent.group(1).lower() not in _actions() and "nominal" in rule:
        found.append("manque")  # « pas de structure pour les victimes » is a difficulty, « pas de fermeture » a request
    if finite_words(text, remark):
        found.append("phrase")
    return found + notes.faults(text, remark)


def _actions() -> frozenset[str]:
    return frozenset(nouns())


def _subject(text: str, remark: Remark) -> bool:
    """Whether the infinitive that a line begins with is the subject of a verb (« Déposer plainte est difficile »)."""
    verbs = finite_words(text, remark)
    return any(word in re.split(r"[,;:(]", text, maxsplit=1)[0].split() for word in verbs)


def _observes_badly(text: str, remark: Remark) -> list[str]:
    found = [name for name, pattern in p.OBSERVE_GRAVE if pattern.search(text)]
    if p.REPORTS.search(text) or (SPEAKER.match(f" {text.lower()}") and p.TELLS.match(text)):
        found.append("rapporte")
    if notes.noted(remark.text):
        found += notes.mistakes(text, remark)
    tokens = remark.tokens
    if not tokens:
        return found
    finite = bool(finite_words(text, remark)) or _states(text, remark)
    head = re.match(r"[\w’-]+", text)
    word = head.group().lower() if head else ""
    first = next((t for t in tokens if t.text.lower() == word), None)
    kind = first.pos if first else "DET"
    if first and "VerbForm=Inf" in first.morph and not _subject(text, remark):
        found.append("demande")  # « Faire connaître l’association, beaucoup l’ignorent » asks
    if not finite and (kind == "DET" or not value(remark)):
        found.append("sans-verbe")
    if finite and kind in {"NOUN", "VERB"} and not p.BARE_SUBJECT.match(text):
        found.append("telegraphique")
    return found
