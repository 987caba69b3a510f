"""« X devrait V » where V has no safe noun: « faire en sorte que X V », « éviter que X V »."""

from __future__ import annotations

from assises_nlp.draft import typography as ty
from assises_nlp.draft.rewrite import patterns as p
from assises_nlp.draft.rewrite.moods import subjunctive
from assises_nlp.draft.rewrite.objects import Tokens, low
from assises_nlp.draft.words import is_finite, is_infinitive, joined

_CLITICS = frozenset({"se", "s'", "y", "en", "lui", "leur", "le", "la", "les", "l'"})
_NOBODY = frozenset(
    {"il", "ils", "elle", "elles", "on", "ce", "c'", "cela", "ça", "je", "tu", "nous", "vous", "qui", "y"}
)


def wish(tokens: Tokens) -> str | None:
    """« la police municipale devrait tourner la nuit » → « faire en sorte que la police municipale tourne la nuit »."""
    modal = next((i for i, t in enumerate(tokens) if low(t) in p.MODAL), None)
    if not modal or modal + 1 >= len(tokens):
        return None
    subject, negated = tokens[:modal], ""
    if low(subject[-1]) in {"ne", "n'"}:
        subject, negated = subject[:-1], low(tokens[modal + 1])
        if negated not in {"pas", "plus", "jamais"} or modal + 2 >= len(tokens):
            return None
    if not _can_be_subject(subject):
        return None
    if not negated and low(tokens[modal + 1]) in {"pas", "plus", "jamais"}:  # « ils doivent pas » (spoken)
        negated = low(tokens[modal + 1])
    index, loose = modal + (2 if negated else 1), []
    while index < len(tokens) and tokens[index].pos == "ADV" and not is_infinitive(tokens[index]):
        loose.append(tokens[index])
        index += 1
    if index < len(tokens) - 1 and low(tokens[index]) in {"de", "d'"}:  # « mériterait d’être »
        index += 1
    clitic = ""
    if index < len(tokens) - 1 and low(tokens[index]) in _CLITICS and is_infinitive(tokens[index + 1]):
        clitic, index = joined(tokens[index : index + 1]), index + 1
    if index >= len(tokens) or not is_infinitive(tokens[index]):
        return None
    verb = subjunctive(low(tokens[index]), plural=low(tokens[modal]).endswith("nt"))
    if verb is None:
        return None
    kept = joined(t for t in loose if low(t) not in p.DROPPED)
    rest = joined(tokens[index + 1 :])
    return _sentence(joined(subject), clitic, verb, f"{kept} {rest}".strip(), negated)


def _sentence(subject: str, clitic: str, verb: str, rest: str, negated: str) -> str:
    glue = "" if clitic.endswith(("’", "'")) or not clitic else " "
    core = f"{clitic}{glue}{verb}"
    if negated == "pas":
        return f"éviter {ty.que(f'{subject} {core} {rest}')}"
    if negated:
        before = "n’" if ty.elides(core) else "ne "
        return f"faire en sorte {ty.que(f'{subject} {before}{core} {negated} {rest}')}"
    return f"faire en sorte {ty.que(f'{subject} {core} {rest}')}"


def _can_be_subject(subject: Tokens) -> bool:
    """A noun phrase without a verb of its own outside a relative clause."""
    if not subject or subject[0].pos not in {"DET", "NUM", "NOUN", "PROPN", "ADJ"} or low(subject[0]) in _NOBODY:
        return False
    if subject[0].pos == "NOUN" and not any(low(t) == "et" for t in subject):
        return False  # « gendarmes doivent… »: a note without its article
    if sum(t.text == "," for t in subject) % 2:
        return False  # « les rumeurs, la police pourrait les démentir »
    relative = any(low(t) in {"qui", "que", "qu'", "dont", "où"} for t in subject)
    return relative or not any(is_finite(t) for t in subject)
