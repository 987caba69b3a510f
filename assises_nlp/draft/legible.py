# ruff: noqa: E501 -- regular expressions read better unbroken
"""Whether a rapporteur would sign a line as it stands: what keeps it from being read alone, in a few reasons.

A *grave* fault (an anaphora, a speaker, a question, slang, a story, a fragment) keeps a line out of the draft wherever
another remark can found it; a *light* one only makes it yield to a better one.
"""

from __future__ import annotations

import re

from assises_nlp.draft import legible_patterns as p
from assises_nlp.draft.polarity import value
from assises_nlp.draft.telling import clean_line
from assises_nlp.draft.words import folded, is_finite, words
from assises_nlp.records import Nature, Remark

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
    if count > LONGEST or count < (2 if nature == "preconisation" else 4):
        found.append("longueur")
    if not clean_line(text) and count > 2:
        found.append("tenue")
    if count >= 9 and not re.search(r"[éèêàùçîôâûïëœÉÀ]", text):
        found.append("sans-accents")
    if dangling(text, remark):
        found.append("anaphore")
    found += _asks_badly(text, rule) if nature == "preconisation" else _observes_badly(text, remark)
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
        if len(words(text)) < 4:
            found.append("courte")
    return tuple(found)


def dangling(text: str, remark: Remark) -> bool:
    """Whether a pronoun or a possessive of the line has no noun before it (« Mieux les former », « Son remplacement »)."""
    pairs = set()
    for index, token in enumerate(remark.tokens[:-1]):
        small = token.text.lower().replace("’", "'")
        if (token.pos == "PRON" and small in p.CLITICS) or small in p.POSSESSIVES:
            pairs.add((small, remark.tokens[index + 1].text.lower().replace("’", "'")))
    if not pairs:
        return False
    nouns = {token.text.lower() for token in remark.tokens if token.pos in {"NOUN", "PROPN"}}
    line = re.findall(r"[\w-]+['’]?", text.lower().replace("’", "'"))
    seen = 0
    for one, two in zip(line, line[1:], strict=False):
        if (one, two) in pairs:
            if not seen:
                return True
        elif one in nouns or (seen == 0 and one == line[0] and len(one) > 5):
            seen += 1
    return False


def _asks_badly(text: str, rule: str) -> list[str]:
    found = [name for name, pattern in p.ASK_GRAVE if pattern.search(text)]
    if not rule or any(part == "source" for part in rule.split("+")):
        found.append("non-redigee")
    if "completive-source" in rule:
        found.append("completive")
    return found


def _observes_badly(text: str, remark: Remark) -> list[str]:
    found = [name for name, pattern in p.OBSERVE_GRAVE if pattern.search(text)]
    tokens = remark.tokens
    if not tokens:
        return found
    finite = any(is_finite(t) for t in tokens)
    first = next((t for t in tokens if t.pos not in {"PUNCT", "SPACE"}), tokens[0])
    head = re.match(r"[^\W\d_]+", folded(text))
    starts_bare = first.pos in {"NOUN", "VERB"} and head is not None and folded(first.text) == head.group()
    if not finite and not (first.pos not in {"DET"} and value(remark)):
        found.append("sans-verbe")
    if finite and starts_bare and not p.BARE_SUBJECT.match(text):
        found.append("telegraphique")
    return found
