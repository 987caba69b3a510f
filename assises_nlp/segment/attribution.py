"""Who says a line or a sentence: labels (« M. NOM : »), reported speech (« Le maire indique que »), « Selon Mme X »."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from assises_nlp.records import TurnKind
from assises_nlp.segment.lexicon import Gender, cues, fold
from assises_nlp.segment.lines import Line
from assises_nlp.segment.people import Mention, read_full_name, read_person
from assises_nlp.segment.roles import is_authority, is_service

_STAMP = re.compile(r"\s*[\[(]?\d{1,2}[:h]\d{2}(?::\d{2})?[\])]?\s*[-–]?\s*")
_SEPARATOR = re.compile(
    r"[\s\u00a0]*(?:\.[\s\u00a0]*[–—-]|:|[\s\u00a0][–—-](?=[\s\u00a0])|[–—](?=[\s\u00a0]))[\s\u00a0]*"
)
_QUESTION = re.compile(
    r"(Q|Question|QUESTION|Qu\.)[\s\u00a0]*(?:n°[\s\u00a0]*)?\d{0,3}[\s\u00a0]*(?:[.:–—-]?[\s\u00a0]*\(([^()\n]{1,80})"
    r"\)[\s\u00a0]*[.:–—-]?|[\s\u00a0]*(?:[.:][\s\u00a0]*[–—-]?|[–—-]))[\s\u00a0]*(?=\S)"
)
_ANSWER = re.compile(
    r"(R|Réponse|RÉPONSE|REPONSE|Rép\.?)[\s\u00a0]*\d{0,3}[\s\u00a0]*(?:[.:–—-]?[\s\u00a0]*\(([^()\n]{1,80})"
    r"\)[\s\u00a0]*[.:–—-]?|(?:de la|de l['’]|de|du|des)\s?([^:\n]{2,80}?)[\s\u00a0]*:|"
    r"[\s\u00a0]*(?:[.:][\s\u00a0]*[–—-]?|[–—-]))[\s\u00a0]*(?=\S)"
)
_PREFIX = re.compile(
    r"(?:rep\.?|reponse|sdis|gend(?:armerie|\.)?|police|pref(?:ecture|\.)?|pn|gn|cis|bta|cob)\s+(?=[a-z])|"
    r"(?:question|intervention|remarque|observation|proposition|demande|reponse|temoignage|"
    r"reaction|precision|parole|prise de parole|avis)s?[\s]+(?:ecrite[\s]+)?(?:de la "
    r"part d[eu]|de l'|de|du|d')[\s]*(?:la |l')?"
)
_ANONYMOUS = re.compile(
    r"(?:intervenant(?:e|\(e\))?|participant(?:e|\(e\))?|personne|locuteur|orateur|speaker|"
    r"voix|anonyme|public|table|groupe|citoyen(?:ne)?|habitant(?:e)?|elu(?:e)?)[\s]*(?:n°[\s]*)"
    r"?(\d{1,3}|[a-h])?(?=[\s]*[:–—.-])"
)
_PRONOUN = re.compile(
    r"(?:il|elle|celui-ci|celle-ci|ce dernier|cette derniere|l'intervenante?|l'interessee?|ils|elles)(?!\w)"
)
_REFERENCE = re.compile(r"(?:l'intervenante?|l'interessee?|ce dernier|cette derniere|celui-ci|celle-ci)(?!\w)")
_INVERTED = re.compile(
    r"(?:,|»|”|[?!…])[\s\u00a0]*(?:(?:s['’]|se |lui |leur )\s*)?([a-zà-ÿ]{3,14})(?:-t)"
    r"?(?:-(il|elle|ils|elles)(?!\w)|[\s\u00a0]+(?=(?:un|une|le|la|l['’]|M\.|Mme|Mlle|"
    r"plusieurs|certains|certaines|des|les)[\s\u00a0’']?))"
)
_COMMAS = re.compile(r",[\s\u00a0]+")
_TITLED = re.compile(
    r"(?:le|la|l')\s?(?!(?:commune|ville|brigade|rue|place|salle|zone|gare)\b)[a-z]{4,20}(?:-[a-z]{3,12})?[ ](?=[a-z])"
)
_FRONTED = re.compile(
    r"(?:sur|en|a|pour|enfin|ensuite|concernant|s'agissant|lors|au|aux|dans|par|quant|"
    r"apres|avant|globalement|selon|puis|a l'inverse|toutefois|cependant|de plus)\b"
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """``mention`` names who speaks; ``pronoun`` is set where it is « il » or « elle »; ``kind`` what the verb says."""

    mention: Mention | None
    kind: TurnKind = "voix"
    pronoun: Gender | None = None
    verb: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """A speaker's label that opens a line: speech begins at ``end``. ``role`` stands for who has no name nor head."""

    end: int
    mention: Mention | None
    kind: Literal["person", "question", "answer", "anonymous"] = "person"
    role: str | None = None
    number: str | None = None
    separator: str = ":"


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    lexicon = cues()
    between = lexicon.pattern("speech", "between").pattern
    auxiliaries = lexicon.pattern("speech", "auxiliaries").pattern
    degree = lexicon.pattern("speech", "degree").pattern
    fronts = lexicon.pattern("speech", "fronts").pattern
    attitudes = "|".join(sorted(lexicon.words("verbs", "attitudes"), key=len, reverse=True))
    return (
        re.compile(rf"[\s,]{{0,3}}(?:{between}(?:(?<=')|[\s,]+)){{0,5}}"),
        re.compile(r"[a-z]+(?:-[a-z]+)?"),
        re.compile(rf"(?:{auxiliaries})\s+(?:{degree}\s+){{0,3}}"),
        re.compile(rf"(?:{attitudes})(?!\w)"),
        lexicon.pattern("speech", "idioms"),
        re.compile(rf"(?:{fronts})\s+"),
        re.compile(
            r"(?:se |s')(?:dit|disent|declare|declarent|montre|montrent|demande|demandent|felicite|"
            r"felicitent|rejouit|rejouissent|plaint|plaignent)(?!\w)"
        ),
    )


def _kind_of(verb: str) -> TurnKind:
    lexicon = cues()
    if verb in lexicon.words("verbs", "recapitulation"):
        return "recapitulation"
    if verb in lexicon.words("verbs", "presentation"):
        return "presentation"
    if verb in lexicon.words("verbs", "conclusion"):
        return "conclusion"
    return "voix"


def _verb_at(folded: str, position: int) -> str | None:
    """Return the verb of report, or the attitude, that stands at ``position`` after a subject; None where none does."""
    between, word, auxiliary, attitude, idiom, _, reflexive = _patterns()
    skipped = between.match(folded, position)
    for start in sorted(
        {
            skipped.end() if skipped else position,
            position + len(folded[position:]) - len(folded[position:].lstrip(" ,")),
        }
    ):
        found = idiom.match(folded, start) or reflexive.match(folded, start)
        if found:
            return found[0]
        helper = auxiliary.match(folded, start)
        if helper:
            mood = attitude.match(folded, helper.end())
            if mood:
                return mood[0]
            participle = word.match(folded, helper.end())
            if participle and participle[0] in cues().reporting:
                return participle[0]
        verb = word.match(folded, start)
        if verb and verb[0] in cues().reporting:
            return verb[0]
    return None


def _after_commas(folded: str, start: int) -> list[int]:
    """Return where a verb may stand after an apposition: right after each of the next three commas."""
    found: list[int] = []
    for match in _COMMAS.finditer(folded, start, start + 180):
        found.append(match.end())
        if len(found) == 3:
            break
    return found


def _subject(text: str, folded: str, position: int, end: int) -> tuple[Mention, str] | None:
    """Read a person and the verb of report that follows, at ``position``."""
    mention = read_person(text, position, end) or _plain_name(text, folded, position, end)
    if mention is None:
        return None
    verb = _verb_at(folded, mention.end)
    if verb is None and folded[mention.end : mention.end + 2].lstrip()[:1] == ",":
        verb = next(
            (found for after in _after_commas(folded, mention.end + 1) if (found := _verb_at(folded, after))), None
        )
    return (mention, verb) if verb is not None else None


def _plain_name(text: str, folded: str, position: int, end: int) -> Mention | None:
    """Read « Jean DUPONT », and « Le podologue NOM » whose title the cue file does not know."""
    titled = _TITLED.match(folded, position)
    mention = None
    if titled is not None or text[position : position + 1].isupper():
        mention = read_full_name(text, titled.end() if titled else position, end)
    if mention is None or mention.name is None:
        return None
    words = len(mention.name.split())
    return mention if (words <= 3 if titled is not None else words >= 2) else None


def _stands(mention: Mention, folded: str, position: int) -> bool:
    """Whether a subject after a comma is one: not a bare word (« hors sujet, sous-préfet transmet »), not the second
    half of a narration (« les enfants montent, les parents posent des questions »)."""
    if position == 0:
        return True
    if mention.many:
        return position <= 60 and _FRONTED.match(folded) is not None
    return mention.civil or mention.role is None or mention.role.determined


def reported(text: str, start: int, end: int) -> Attribution | None:
    """Return who a sentence of minutes is reported from, or None where it does not say.

    The subject may stand first, after an opening phrase (« En réponse, le commandant précise »), after « selon »,
    or after an inverted verb (« Pourquoi, s’interroge le maire »). ``text[start:end]`` is one sentence.
    """
    sentence = text[start : min(end, start + 600)]
    folded = fold(sentence)
    size = len(sentence)
    pronoun = _PRONOUN.match(folded)
    if pronoun:
        verb = _verb_at(folded, pronoun.end())
        if verb is not None and not cues().pattern("speech", "impersonal").match(folded):
            gender: Gender = (
                "f" if "elle" in pronoun[0] or (pronoun[0].endswith(("e", "ee")) and pronoun[0] != "ce") else "m"
            )
            reference = _REFERENCE.match(folded)
            return Attribution(None, _kind_of(verb), "" if reference and pronoun[0].startswith("l'") else gender, verb)
        return None
    positions = [0, *(match.end() for match, _ in zip(_COMMAS.finditer(folded, 0, 160), range(3), strict=False))]
    front = _patterns()[5].match(folded)
    if front:
        mention = read_person(sentence, front.end(), size)
        if mention is not None and sentence[mention.end : mention.end + 2].strip()[:1] in (",", ":"):
            return Attribution(mention)
    for position in positions:
        found = _subject(sentence, folded, position, size)
        if found is not None and _stands(found[0], folded, position):
            return Attribution(found[0], _kind_of(found[1]), None, found[1])
        quick = _pronoun_at(folded, position) if position else None
        if quick is not None:
            return quick
    return _inverted(sentence, size)


def _pronoun_at(folded: str, position: int) -> Attribution | None:
    """Read « Enfin, il demande » at ``position``."""
    match = re.compile(r"(il|elle|ils|elles)(?!\w)").match(folded, position)
    if match is None or cues().pattern("speech", "impersonal").match(folded, position):
        return None
    verb = _verb_at(folded, match.end())
    return Attribution(None, _kind_of(verb), "f" if match[1].startswith("elle") else "m", verb) if verb else None


def _inverted(sentence: str, size: int) -> Attribution | None:
    """Read « …, s’interroge le vice-président, … » and « … », ajoute-t-elle."""
    for match in _INVERTED.finditer(sentence):
        if fold(match[1]) not in cues().reporting:
            continue
        if match[2]:
            return Attribution(None, "voix", "f" if match[2].startswith("elle") else "m", fold(match[1]))
        mention = read_person(sentence, match.end(), size)
        if mention is not None:
            return Attribution(mention, "voix", None, fold(match[1]))
    return None


def _person_label(text: str, start: int, end: int, bold: int) -> Label | None:
    """Read « M. NOM (rôle) : », « Une habitante – », « **Mme NOM** Il faudrait »."""
    mention = read_person(text, start, end)
    named = mention is None
    if mention is None:
        mention = read_full_name(text, start, end)
        if mention is None or mention.name is None:
            return None
    separator = _SEPARATOR.match(text, mention.end, end)
    if separator:
        sign = separator[0].strip()
        # « NOM – » needs a person: « Centre-ville – accueil » is a note, not a turn.
        return Label(separator.end(), mention, separator=sign, number="named" if named else None)
    if bold and start + bold >= mention.end and start + bold - mention.end <= 3 and start + bold < end:
        rest = text[start + bold : end].lstrip(" \u00a0:–—-.")
        if rest[:1].isupper() or rest[:1] in '«“"':
            return Label(end - len(rest), mention, number="named" if named else None)
    return None


def read_label(text: str, start: int, end: int, bold: int = 0) -> Label | None:
    """Read the speaker's label that a line of ``text[start:end]`` opens with; None where it opens with none."""
    stamp = _STAMP.match(text, start, end)
    if stamp and stamp[0].strip().startswith(("[", "(")):
        start = stamp.end()
    limit = min(end, start + 320)
    question = _QUESTION.match(text, start, limit)
    if question:
        mention = read_person(text, question.start(2), question.end(2)) if question[2] else None
        return Label(question.end(), mention, "question")
    answer = _ANSWER.match(text, start, limit)
    if answer:
        said = answer[2] or answer[3]
        group = 2 if answer[2] else 3
        mention = _answering(text, answer.start(group), answer.end(group)) if said else None
        beside = said if mention is None else said.partition(",")[2] if said and mention.role is None else None
        return Label(answer.end(), mention, "answer", role=_service_name(beside))
    folded = fold(text[start:limit])
    anonymous = _ANONYMOUS.match(folded)
    if anonymous and anonymous[1]:
        separator = _SEPARATOR.match(text, start + anonymous.end(), limit)
        if separator:
            return Label(separator.end(), None, "anonymous", "participant", anonymous[0])
    prefix = _PREFIX.match(folded)
    if prefix:
        label = _person_label(text, start + prefix.end(), limit, 0)
        if label is not None and label.separator == ":":
            return label
    return _person_label(text, start, limit, bold)


def is_interview(text: str, lines: list[Line]) -> bool:
    """Whether « Q. » is who runs the meeting and « R. » the room: most answers name somebody who is no service."""
    people = services = 0
    for line in lines:
        answer = _ANSWER.match(text, line.body, min(line.end, line.body + 320))
        group = 2 if answer and answer[2] else 3
        if answer is None or answer[group] is None:
            continue
        mention = _answering(text, answer.start(group), answer.end(group))
        official = mention is None or is_service(fold(answer[group]))
        official = official or (
            mention is not None and mention.role is not None and is_authority(mention.role, definite=True)
        )
        services += official
        people += not official
    return people >= 2 and people > services


def _answering(text: str, start: int, end: int) -> Mention | None:
    """Read who answers: a person (« Mme X », « un éleveur »), or a name without a title that is no organisation's."""
    mention = read_person(text, start, end)
    if mention is not None:
        return mention
    mention = read_full_name(text, start, end)
    if mention is None or mention.name is None:
        return None
    words = mention.name.split()
    others = cues().words("header", "organisations") | cues().words("roles", "kept")
    if any(fold(word) in others for word in words) or is_service(fold(text[start : mention.end])):
        return None
    return mention if not words[0].isupper() or len(words) > 1 else None


def _service_name(said: str | None) -> str | None:
    """Return a writable name of an answering service: only its lower-case words and known acronyms."""
    if not said:
        return None
    kept = cues().words("roles", "kept")
    words = [word for word in said.replace("'", "’").split() if word[:1].islower() or fold(word) in kept]
    first = said.split()[0]
    if first[:1].isupper() and is_service(fold(first)) and first not in words:
        words.insert(0, first.lower() if not first.isupper() else first)
    while words and fold(words[-1]) in ("de", "du", "la", "le", "des", "d'", "l'"):
        words.pop()
    return " ".join(words) or None
