"""Does a remark tell an individual case or a private story? Then a person reads it again before it is used."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, takewhile

from assises_nlp.privacy.addresses import HOUSE
from assises_nlp.privacy.lexicon import lexicon
from assises_nlp.privacy.text import Span, Word
from assises_nlp.resources import load_toml

ADDRESS = (
    "Une adresse ou une immatriculation y est associée à des faits reprochés\u00a0: "
    "à transmettre au service concerné, à relire."
)
PERSON = "Une personne identifiée y est mise en cause\u00a0: à relire avant tout usage."
NEAR = "Une personne que l’entourage peut reconnaître y est mise en cause\u00a0: à relire avant tout usage."
HEALTH = "L’état de santé d’une personne y est évoqué\u00a0: à relire avant tout usage."
UNQUOTED = "Son auteur a demandé à ne pas être cité\u00a0: à relire avant tout usage."
MARKED = "Une mention demande de ne pas la diffuser\u00a0: à relire avant tout usage."
STORY = "Un récit personnel y est fait (victime ou proche)\u00a0: à relire avant tout usage."


@dataclass(frozen=True)
class _Cues:
    accusation: re.Pattern[str]
    driving: re.Pattern[str]
    health: re.Pattern[str]
    own_health: re.Pattern[str]
    stories: re.Pattern[str]
    injuries: re.Pattern[str]
    death: re.Pattern[str]
    someone: frozenset[str]
    possessed: frozenset[str]
    defined: frozenset[str]


def _stems(value: str) -> re.Pattern[str]:
    parts = [
        re.escape(stem.rstrip("*")) + (r"\w*" if stem.endswith("*") else "") for stem in sorted(set(value.split()))
    ]
    return re.compile(rf"(?:{'|'.join(parts)})\Z")


@cache
def _cues() -> _Cues:
    data = load_toml("privacy_recits.toml")
    people, health = data["people"], data["health"]
    return _Cues(
        _stems(data["accusation"]["words"]),
        _stems(data["accusation"]["driving"]),
        _stems(health["words"]),
        _stems(health["first_person"]),
        _stems(data["stories"]["words"]),
        _stems(data["stories"]["injuries"]),
        _stems(data["stories"]["death"]),
        frozenset(data["stories"]["someone"].split()),
        frozenset(people["possessed"].split()),
        frozenset(people["defined"].split()),
    )


def houses(text: str, words: Sequence[Word]) -> list[Span]:
    """House and flat numbers, in a text that lays something to somebody: "trafic au n° 12"."""
    cues = _cues()
    if not any(char.isdigit() or char.isupper() for char in text) or not any(
        cues.accusation.match(w.key) for w in words
    ):
        return []
    return [
        Span(*match.span(), "adresse") for match in HOUSE.finditer(text) if not match[0].lower().startswith("porte à")
    ]


def reason(words: Sequence[Word], spans: Sequence[Span]) -> str | None:
    """The French sentence that says why a remark must be read again, or None. ``spans`` are replaced in it."""
    for starts, wish, why in _WISHES:
        if any(word.key.startswith(starts) for word in words) and wish.search(" ".join(word.key for word in words)):
            return why
    cues = _cues()
    kinds = {span.kind for span in spans}
    accused = any(cues.accusation.match(word.key) for word in words)
    if kinds & {"adresse", "immatriculation"} and accused:
        return ADDRESS
    if "immatriculation" in kinds and any(cues.driving.match(word.key) for word in words):
        return ADDRESS
    named = [
        span
        for span in spans
        if span.kind in {"personne", "commune", "lieu", "identifiant"} and not _speaker(words, span)
    ]
    relative = _relative(words, cues.possessed, possessive=True)
    ill = any(cues.health.match(word.key) for word in words)
    if ill and (relative or any(span.kind == "personne" for span in named)):
        return HEALTH
    own = any(word.key == "je" or (word.key == "j" and after.link == "'") for word, after in pairwise(words))
    if own and any(cues.own_health.match(word.key) for word in words):
        return HEALTH
    if _told(words, relative) and any(cues.stories.match(word.key) for word in words):
        return STORY
    if _hurt(words) or _dead(words):
        return STORY
    if accused and _blamed(words, named):
        return PERSON
    if accused and (_accused(words, cues.possessed, _OWNERS) or _accused(words, cues.defined, frozenset({"le", "la"}))):
        return NEAR
    return None


_QUOTED = ("cit", "nom", "identifi", "reconnu", "appar", "figurer", "anonym", "note", "inscri")
_UNQUOTED = re.compile(
    r"\b(?:ne|n) (?:ve(?:ut|ux|ulent)|voul\w+|souhait\w+|desir\w+|tien\w*) (?:surtout )?pas (?:a )?"
    r"(?:qu(?:e| on) .{0,30}(?:cite|nomme|note|inscrive|apparaisse)|etre (?:citee?|nommee?|identifiee?|reconnue?)"
    r"|(?:apparaitre|figurer)\b|donner (?:son|mon) nom)"
    r"|\b(?:prefer\w+|demand\w+|souhait\w+|veu[tx]|tiens?|tient) (?:a )?(?:rester anonyme|l anonymat)"
    r"|\bne (?:surtout )?pas (?:me |la |le )?citer\b"
)
"""Words of somebody who does not want to be quoted."""
_KEPT = ("diffus", "publi", "communiqu", "confident", "ecri", "note")
_MARKED = re.compile(
    r"\b(?:a )?ne (?:surtout )?pas (?:diffuser|publier|communiquer (?:en dehors|a l exterieur)|(?:ecrire|noter) (?:au|dans le))\b"
    r"|\b(?:strictement |reste )confidentiel(?:le)?s?\b|\ba titre confidentiel\b|\bdiffusion (?:restreinte|interdite)\b"
)
"""A mention of the minutes that keeps a remark inside."""
_WISHES = ((_QUOTED, _UNQUOTED, UNQUOTED), (_KEPT, _MARKED, MARKED))
"""Beginnings of the words without which a wish is not looked for, its pattern, and the reason that it gives."""


def _relative(words: Sequence[Word], people: frozenset[str], *, possessive: bool) -> bool:
    owners = {"mon", "ma", "son", "sa", "notre", "nos"} if possessive else {"le", "la"}
    known = _cues().possessed if possessive else people
    return any(
        word.key in known and word.link == " " and words[i].key in owners and not _association(words, i + 1)
        for i, word in enumerate(words[1:])
    )


def _association(words: Sequence[Word], i: int) -> bool:
    return i + 1 < len(words) and words[i + 1].key in {"vigilant", "vigilants", "commune", "communes"}


def _accused(words: Sequence[Word], people: frozenset[str], owners: frozenset[str]) -> bool:
    """Somebody of ``people``, named by an owner or an article, with a misdeed in the eight words after."""
    accusation = _cues().accusation
    for i in range(1, len(words)):
        word, owner = words[i], words[i - 1]
        if word.key not in people or owner.key not in owners or word.link != " " or _association(words, i):
            continue
        before = words[i - 2].key if i > 1 and owner.link in {" ", "'"} else ""
        if before in _INDIRECT and word.key != "ex":
            continue
        if word.key == "ex" or any(accusation.match(other.key) for other in takewhile(_same, words[i + 1 : i + 9])):
            return True
    return False


def _same(word: Word) -> bool:
    return bool(word.link)


_OWNERS = frozenset({"mon", "ma", "son", "sa", "notre"})
_INDIRECT = frozenset(
    "de d a chez pour avec par depuis contre sans sur chercher descendre accompagner aider comme".split()
)


def _told(words: Sequence[Word], relative: bool) -> bool:
    """ "J’ai été…", "ma fille a été…": an event that befell the writer or somebody close."""
    keys = [word.key for word in words]
    return any(
        keys[i : i + 3] == ["j", "ai", "ete"] or keys[i : i + 3] == ["m", "a", "frappee"] for i in range(len(keys))
    ) or (
        relative
        and any(
            keys[i : i + 2]
            in (["a", "ete"], ["est", "fait"], ["s", "est"], ["me", "frappe"], ["me", "bat"], ["m", "a"])
            for i in range(len(keys))
        )
    )


def _hurt(words: Sequence[Word]) -> bool:
    """ "mon fils, jambe cassée dans la Jonte": what befell somebody close, and where or when one may recognise it."""
    cues = _cues()
    for i in range(1, len(words)):
        if words[i].key not in cues.possessed or words[i - 1].key not in _MINE or words[i].link != " ":
            continue
        near = words[max(0, i - 8) : i + 10]
        if any(cues.injuries.match(word.key) for word in near) and any(_situated(words, k) for k in range(len(words))):
            return True
    return False


def _situated(words: Sequence[Word], k: int) -> bool:
    """A place or a month: "dans la Jonte", "à Chanac", "en janvier"."""
    lex = lexicon()
    word = words[k]
    if word.key in _MONTHS:
        return True
    before = {other.key for other in words[max(0, k - 2) : k]}
    return word.cap and not word.first and not word.upper and bool(before & _WHERE) and word.key not in lex.things


def _dead(words: Sequence[Word]) -> bool:
    """ "le gars était mort quand ils sont arrivés": the death of one person whom people there know."""
    cues = _cues()
    return any(
        words[i].key in cues.someone
        and words[i - 1].key in {"le", "la", "l", "mon", "ma", "notre", "ce", "cette"}
        and any(cues.death.match(other.key) for other in takewhile(_same, words[i + 1 : i + 5]))
        for i in range(1, len(words))
    )


_MINE = frozenset({"mon", "ma", "mes", "notre", "nos"})
_WHERE = frozenset("a au aux dans sur de du pres vers".split())
_MONTHS = frozenset(
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre janv fevr".split()
)


def _speaker(words: Sequence[Word], span: Span) -> bool:
    """Is the replaced name that of somebody who speaks or acts ("M. [personne] indique que…", "M. [personne] : …")?

    The subject of a verb that is no misdeed is taken for a speaker.
    """
    accusation = _cues().accusation
    start, end = (bisect_left(words, at, key=lambda word: word.start) for at in (span.start, span.end))
    follower = words[end] if end < len(words) else None
    if (
        follower
        and follower.link == " "
        and (follower.key in lexicon().speech or follower.key in {"se", "ne", "n", "y"})
    ):
        return True
    # The tagger hangs the verb on the title: "M.", "le chef d'escadron".
    for i in range(min(end, len(words)) - 1, max(-1, start - 5), -1):
        if words[i].governor:
            return not accusation.match(words[i].governor)
        if i <= start and words[i].link not in {" ", "'", "-", "."}:
            break
    return (follower is None or follower.link == "") and start <= _TITLE


_TITLE = 4
"""Words that may stand before the name of the speaker who opens a remark."""


def _blamed(words: Sequence[Word], named: Sequence[Span]) -> bool:
    """Somebody who is not heard (a person, an office and its commune) in a sentence that lays something to somebody."""
    accusation = _cues().accusation
    for span in named:
        at = bisect_left(words, span.start, key=lambda word: word.start)
        if span.kind not in {"personne", "identifiant"} and not _subject(words, at):
            continue
        if any(accusation.match(word.key) for word in _sentence(words, at)):
            return True
    return False


def _subject(words: Sequence[Word], at: int) -> bool:
    return any(word.governor for word in words[max(0, at - 8) : at])


def _sentence(words: Sequence[Word], at: int) -> Sequence[Word]:
    """Up to 40 words on each side, within the sentence."""
    start = end = min(at, len(words) - 1)
    while start > 0 and at - start < _REACH and not words[start].first:
        start -= 1
    end += 1
    while end < len(words) and end - at < _REACH and not words[end].first:
        end += 1
    return words[start:end]


_REACH = 40
