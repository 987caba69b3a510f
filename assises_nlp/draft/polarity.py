"""For or against, good or bad: which remarks of a topic say the contrary of its line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assises_nlp.draft.check import negations
from assises_nlp.draft.lexicon import rows
from assises_nlp.draft.words import content, folded
from assises_nlp.records import Remark

_WORD = re.compile(r"[\w'-]+")
_CLAUSE = re.compile(r"[,;:.!?()]")
_DETERMINERS = frozenset({"le", "la", "un", "une", "du", "au", "ce", "cette", "de", "en", "sur"})
"""Before « marche »: a march or a market, not something that works."""
_NEGATIONS = frozenset({"pas", "plus", "jamais", "aucun", "aucune", "guere", "sans", "peu"})
DIVIDED = re.compile(
    r"(?i)\bavis (?:sont |restent )?(?:très )?(?:partagés|divisés|divergents|divergent)"
    r"|\bles avis divergent|\b(?:la salle|les avis|l[’\']assemblée) (?:se partagent?|est partagée|restent partagés)"
    r"|\bpour les uns\b.*\bles autres\b|"
    r"\b(?:certains|plusieurs)\b.{3,120}\b(?:d[’']autres|quand d[’']autres)\b"
    r"|\b(?:une?|deux|trois|quatre|cinq|six|plusieurs|\d+)\b[^.;:!?]{0,30}\bpour\s?,[^.;:!?]{0,30}\bcontre\b(?! \w)"
    r"|\b(?:avis|opinions) (?:contraires|opposés|contrastés)\b"
)


@lru_cache(maxsize=1)
def _cues() -> dict[str, dict[str, int]]:
    tables: dict[str, dict[str, int]] = {"avis": {}, "valeur": {}, "verbe": {}}
    for kind, cue, value, *_ in rows("draft_polarite.tsv"):
        tables[kind][folded(cue)] = int(value)
    return tables


def stance(remark: Remark) -> int:
    """-1 the speaker is against what the remark speaks of, 1 for it, 0 not said."""
    return stance_of(remark.text)


@lru_cache(maxsize=65536)
def stance_of(said: str) -> int:
    """The same, of a text."""
    text = folded(said)
    total = 0
    for cue, value in _cues()["avis"].items():
        if re.search(rf"(?<!\w){cue}", text):
            total += value
    return (total > 0) - (total < 0)


def value(remark: Remark) -> int:
    """-1 a difficulty, 1 a satisfaction, 0 neither or both. A negation in the three words before turns a cue round, and one
    just after a verb.
    """
    return value_of(remark.text)


@lru_cache(maxsize=65536)
def value_of(text: str) -> int:
    """The same, of a text."""
    return (total := sum(_clause_value(clause) for clause in _CLAUSE.split(folded(text)))) and (1 if total > 0 else -1)


def _clause_value(clause: str) -> int:
    """Sum of the cues of a clause: a negation does not reach over a comma; « plus » denies only after « ne »."""
    found = _WORD.findall(clause)
    denied = any(word == "ne" or word.startswith("n'") for word in found)
    negations = _NEGATIONS if denied else _NEGATIONS - {"plus"}
    total = 0
    for index, word in enumerate(found):
        score = _cues()["valeur"].get(word.split("'")[-1], 0)
        if score:
            turned = any(w.split("'")[-1] in negations for w in found[max(0, index - 3) : index])
            total += -score if turned else score
        works = _cues()["verbe"].get(word.split("'")[-1], 0)
        if works and not (
            index and found[index - 1] in _DETERMINERS
        ):  # « n’a jamais fonctionné »: a verb is denied by the words beside it
            beside = {*found[index + 1 : index + 2], *(found[max(0, index - 2) : index] if denied else ())}
            total += -works if beside & _NEGATIONS else works
    return total


def opponents(founder: Remark, others: Sequence[Remark], *, asks: bool) -> list[Remark]:
    """Remarks that share a content word with ``founder`` and stand clearly on the other side.

    Of a refusal, whoever asks for the thing without a word of refusal is on the other side.
    """
    measure = stance if asks else value
    side = measure(founder) or (1 if asks else 0)
    if side == 0:
        return []
    words = content(founder)
    return [
        r
        for r in others
        if r.id != founder.id
        and len(shared := words & content(r)) >= 1
        and (
            (found := measure(r)) == -side
            or (asks and side < 0 and found == 0 and len(shared) > 1 and not negations(r.text))
        )
    ]
