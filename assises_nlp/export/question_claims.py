"""Questions turned into statements: « Connaissez-vous votre brigade ? », for those who say yes, is « disent connaître
leur brigade ».
"""

from __future__ import annotations

import re

from assises_nlp.export.french import fold
from assises_nlp.export.question_reading import degree, question_title
from assises_nlp.records import QuestionResult
from assises_nlp.resources import load_toml

_CUES = "export_questions.toml"
_THEIRS = ((re.compile(r"\bvos\b", re.IGNORECASE), "leurs"), (re.compile(r"\bvotre\b", re.IGNORECASE), "leur"))
_TO_THE_READER = re.compile(r"\b(?:vous|vôtres?|je|mon|ma|mes|nous|notre|nos|selon|personnellement)\b", re.IGNORECASE)
# « ses actions », « cette répartition » speak of the question before.
_POINTS_BACK = re.compile(
    r"^(?:à |de |d[’']|que )?(?:ses|son|sa|leurs?|ce|cet|cette|ces|celui|celle|il|elle|ils|elles)\b"
)
_INCLUSIVE = re.compile(r"(?<=[^\W\d_])(?:\((?:e|ne|ve|se|s|es)\)|[·.•](?:e|ne|ve|se)\b)(?:\(s\)|[·.•]s\b|s\b)?")
_BEEN = re.compile(
    r"\b(été (?:(?:déjà|bien|récemment|suffisamment|directement|régulièrement) )?)([^\W\d_]+)((?: (?:ou|et) [^\W\d_]+)?)"
)


def claim(kind: str, title: str, *, judging: bool = True) -> str | None:
    """What those who say yes (``kind`` "oui") or are satisfied say, in the third person plural, or None.

    ``judging`` allows the statements that are fair only where most agree.
    """
    bare = re.sub(r"[\s?.:]+$", "", title)
    for entry in load_toml(_CUES)[kind]:
        match = re.match(entry["motif"], bare)
        if match is None or (entry.get("jugement") and not judging):
            continue
        parts = [_lower(part or "") for part in match.groups()]
        if _POINTS_BACK.match(parts[0]):
            continue
        said = str(entry["dit"])
        for index, part in enumerate(parts, 1):
            said = said.replace(f"\\{index}", _theirs(part))
        if not any(_TO_THE_READER.search(_theirs(part)) or "?" in part for part in parts):
            return said
    return None


def _lower(part: str) -> str:
    """The determiner that began the question within a sentence."""
    return re.sub(r"^(?:Le|La|Les|L|Votre|Vos)(?=[ ’'])", lambda match: match[0].lower(), part)


def _theirs(part: str) -> str:
    for possessive, theirs in _THEIRS:
        part = possessive.sub(theirs, part)
    return _BEEN.sub(_plural, _INCLUSIVE.sub("s", part))


def _plural(match: re.Match[str]) -> str:
    """« été victime ou témoin » of several persons: « été victimes ou témoins »."""
    second = match[3] and re.sub(r"[^\W\d_]+$", lambda word: _with_s(word[0]), match[3])
    return f"{match[1]}{_with_s(match[2])}{second}"


def _with_s(word: str) -> str:
    return word if word[-1] in "sxz" else f"{word}s"


def answers_yes(label: str) -> bool:
    """True for a degree that says yes: « Plutôt oui », « Tout à fait »."""
    return re.fullmatch(load_toml(_CUES)["acquiescement"]["motif"], fold(label)) is not None


def is_statement(question: QuestionResult) -> bool:
    """True where the title is a statement to agree with or not, which the answers show."""
    motif = load_toml(_CUES)["accord"]["motif"]
    sided = [fold(m.label) for m in question.modalities if degree(m.label) == "favorable"]
    whole = len(question_title(question).split()) > 2 and "?" not in question.title
    return whole and bool(sided) and all(re.fullmatch(motif, label) for label in sided)
