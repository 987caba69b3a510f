"""From a remark's tokens to the request in it: who asks and how politely is taken off, what is asked stays."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from assises_nlp.draft.lexicon import deverbals
from assises_nlp.draft.rewrite import patterns as p
from assises_nlp.draft.rewrite.tokens import (
    clean_edges,
    cut,
    flat,
    lowered,
    rest_of,
    sub,
    without,
    without_incises,
    without_trailer,
)
from assises_nlp.draft.words import is_finite, is_infinitive
from assises_nlp.records import Token

Shape = Literal["infinitif", "completive", "nominal", "modal", "imperatif", "si", "phrase"]
MAX_LAYERS = 4


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked. ``negation``: "" or "pas"/"plus" taken off with the cue; ``against``: the speaker opposes it.

    ``stripped`` tells whether a cue was taken off; ``awaited`` that the thing was promised and is waited for.
    """

    tokens: tuple[Token, ...]
    shape: Shape
    negation: str = ""
    against: bool = False
    stripped: bool = False
    awaited: bool = False
    subject: tuple[Token, ...] = ()
    """Who asks, where the asker is to act (« les maires souhaitent être associés »)."""
    whole: tuple[Token, ...] = ()
    """The sentence before anything was taken off: what a line falls back on, so that no modality is lost."""


def _subject_is_plain(tokens: tuple[Token, ...], end: int) -> bool:
    """No finite verb of a main clause before the cue's verb (relative clauses are allowed)."""
    starts = flat(tokens)[1]
    relative = False
    for token, start in zip(tokens, starts, strict=True):
        if start >= end:
            break
        relative = relative or token.text.lower() in {"qui", "que", "qu’", "qu'", "dont", "où"}
        if is_finite(token) and not relative:
            return False
    return True


def _layer(tokens: tuple[Token, ...]) -> tuple[int, str, str, bool, bool] | None:
    """One cue at the front: offset of what follows, link, negation, against, awaited."""
    text = flat(tokens)[0]
    match = p.NEGATIVE.match(text)
    if match:
        groups = match.groupdict()
        negation = groups["neg1"] or groups["neg2"] or "pas"
        link = next((groups[k] for k in ("l1", "l2", "l3", "l4") if groups[k] is not None), "")
        return match.end(), link, negation, False, False
    match = p.IMPERSONAL.match(text)
    if match:
        link = next((v for k, v in match.groupdict().items() if k.startswith("l") and v is not None), "")
        return match.end(), link, "", False, match.groupdict()["l11"] is not None
    if _opens_infinitive(tokens):
        return None  # « développer les sections, on refuse du monde »: what is asked has been said
    for pattern in (p.KEEN, p.FAVOURABLE, p.JUDGED, p.AGAINST, p.REQUEST):
        match = pattern.match(text)
        if match is None or not _subject_is_plain(tokens, match.end("subject")):
            continue
        if pattern is p.REQUEST and match["verb"].startswith("invit") and not (match["link"] or "").startswith("à"):
            continue  # « il invite les élus à faire connaître… »: they are to act
        if re.match(r"qu(?:e\s|')", text):  # « que l’État propose une solution »: he is asked, he does not ask
            continue
        negation = (match.groupdict().get("pas") or "").strip()
        if pattern is p.REQUEST and bool(match["neg"]) != bool(negation):
            continue
        if pattern is p.REQUEST and (
            not _asks(tokens, match) or (negation and re.search(r"\bmais\b", text[match.end() :]))
        ):
            continue
        return match.end(), match["link"] or "", negation, pattern is p.AGAINST, False
    return None


def _asks(tokens: tuple[Token, ...], match: re.Match[str]) -> bool:
    """The matched word is a verb with a subject, not a noun (« la demande de plainte », « les demandent »)."""
    starts = flat(tokens)[1]
    index = next((i for i, s in enumerate(starts) if s >= match.start("verb")), None)
    if index is None or starts[index] != match.start("verb"):
        return False
    before = tokens[index - 1].text.lower() if index else ""
    if before in {
        "la",
        "une",
        "cette",
        "leur",
        "sa",
        "toute",
        "de",
        "d’",
        "d'",
        "les",
        "le",
        "qui",
        "se",
        "en",
        "y",
        "s’",
        "s'",
        "l’",
        "l'",
    }:
        return False
    return (
        index > 0
        and (tokens[index].pos in {"VERB", "AUX", "ADJ"} or before in {"nous", "je"})
        and not (
            before in {"nous", "me", "m’", "m'", "vous", "lui", "leur"}
            and index > 1
            and tokens[index - 2].pos == "PRON"
        )
    )  # « on nous demande de la proximité »


def find_request(tokens: tuple[Token, ...]) -> Request:
    """The request of a sentence. A sentence without a cue comes back whole, with its shape."""
    tokens = clean_edges(without_trailer(without_incises(tokens)))
    tokens = lowered(tokens)
    whole = tokens
    negation, against, stripped, awaited, link = "", False, False, False, ""
    subject: tuple[Token, ...] = ()
    passive = _passive_ask(tokens)
    if passive is not None:
        return Request(passive, "nominal", stripped=True, whole=whole)
    for _ in range(MAX_LAYERS):
        found = _layer(tokens)
        if found is None:
            opinion = p.OPINION.match(flat(tokens)[0])
            inner = (
                cut(tokens, opinion.end()) if opinion and _subject_is_plain(tokens, opinion.end("subject")) else None
            )
            if inner is None or (_layer(inner) is None and shape_of(inner) != "modal"):
                break
            tokens, link = inner, ""
            if shape_of(inner) == "modal":
                stripped = True
                break
            continue
        offset, link, neg, opposed, waits = found
        rest = cut(tokens, offset)
        if rest is None or not rest or (negation and neg):
            break
        if shape_of(rest) == "infinitif" or rest[0].text.lower() == "à":
            subject = _agent(tokens)
        if rest[0].text.lower() in {"de", "d’", "d'"} and p.NEED.match(flat(tokens)[0]):
            rest = sub(rest, 1, len(rest))
        rest = _after_link(rest)
        if link.strip() == "pour":  # « plaide pour un seul numéro et pour un plateau »
            again = [i for i in range(1, len(rest)) if low_pair(rest, i) == ("et", "pour")]
            rest = without(rest, again[0], again[0] + 1) if again else rest
        tokens, stripped = rest, True
        negation, against, awaited = negation or neg, against or opposed, awaited or waits
        if not link.strip().endswith(("que", "qu'")):
            break
    shape = "completive" if link.strip().endswith(("que", "qu'")) and shape_of(tokens) != "modal" else shape_of(tokens)
    if stripped and _beheaded(tokens, shape, against=against):
        return Request(whole, "phrase", whole=whole)
    return Request(tokens, shape, negation, against, stripped, awaited, subject if shape == "infinitif" else (), whole)


def low_pair(tokens: tuple[Token, ...], index: int) -> tuple[str, str]:
    """The words before and at ``index``, in lower case."""
    return tokens[index - 1].text.lower(), tokens[index].text.lower()


def _beheaded(tokens: tuple[Token, ...], shape: Shape, *, against: bool) -> bool:
    """Whether taking the cue off leaves a stump: half of two requests, an indirect question, an orphan possessive."""
    text = flat(tokens)[0]
    loose = {"SCONJ", "VERB", "PRON", "CCONJ"} | (set() if against else {"ADP"})
    if shape == "nominal" and tokens[0].pos in loose and not _NOUN_PHRASE.match(text):
        return True
    if shape == "completive" and _possessed(tokens):
        return True
    # « … et demande que… »: two requests, the sentence stays whole
    return bool(p.SECOND.search(text) or _INDIRECT.match(text))


_NOUN_PHRASE = re.compile(r"(?:plus|moins|davantage|de|d'|des|du|un|une|les?|la|l'|à titre|tous|toutes)(?:\b|(?<='))")
_INDIRECT = re.compile(r"(?:savoir )?(?:quand|si|s'|pourquoi|comment|combien|où|ce qu|quel)")


def _possessed(tokens: tuple[Token, ...]) -> bool:
    """« (le garde champêtre aimerait que) ses rapports… »: the possessive would lose its owner."""
    first = tokens[1] if tokens[0].text.lower() in {"que", "qu’", "qu'"} and len(tokens) > 1 else tokens[0]
    return first.text.lower() in {"son", "sa", "ses", "leur", "leurs", "mon", "ma", "mes"}


def _agent(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The subject of a verb of wish that takes a bare infinitive (*souhaiter*, *vouloir*, *demander à*), a noun
    phrase.
    """
    text, starts = flat(tokens)
    match = p.WISH.match(text)
    if match is None:
        return ()
    end = next((i for i, s in enumerate(starts) if s >= match.end("subject")), 0)
    subject = tokens[:end]
    if (
        not subject
        or subject[0].pos not in {"DET", "NOUN", "NUM"}
        or any(t.text in {",", "M.", "Mme"} for t in subject)
    ):
        return ()
    return sub(tokens, 0, end)


def _passive_ask(tokens: tuple[Token, ...]) -> tuple[Token, ...] | None:
    """« Une cartographie commune est souhaitée (par les maires) (dans chaque canton) » → the noun phrase and its
    place.
    """
    text, starts = flat(tokens)
    match = p.PASSIVE_ASK.match(text)
    if match is None or tokens[0].pos not in {"DET", "NUM", "NOUN"}:
        return None
    first = next((i for i, s in enumerate(starts) if s >= match.start("cue")), 0)
    after = next((i for i, s in enumerate(starts) if s >= match.end()), len(tokens))
    if any(is_finite(t) and t.text.lower() not in {"est", "sont"} for t in tokens[:first] if t.dep == "ROOT"):
        return None
    front = tokens[:first]
    while front and front[-1].text == ",":
        front = front[:-1]
    if (
        not front
        or front[-1].text.lower() in {"ne", "n’", "n'", "qui"}
        or any(t.text.lower() in {"qui", "que", "si"} for t in front)
    ):
        return None
    rest = tokens[after:]
    if any(t.text.lower() in {"mais", "et"} for t in rest[:1]):
        return None
    last = front[-1]
    glued = (*front[:-1], Token(last.text, bool(rest) and rest[0].text != ",", *rest_of(last)), *rest)
    kept = [i for i in range(len(tokens)) if i < len(front) or i >= after]
    place = {old: new for new, old in enumerate(kept)}
    return tuple(
        Token(t.text, t.space, t.lemma, t.pos, t.dep, place.get(t.head, i), t.morph, t.ent) for i, t in enumerate(glued)
    )


def _after_link(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """``de``/``d’`` before an infinitive taken off."""
    first = tokens[0].text.lower().replace("’", "'")
    if (
        len(tokens) > 1
        and first in {"de", "d'", "à"}
        and tokens[1].text.lower() != "abord"
        and _opens_infinitive(sub(tokens, 1, len(tokens)))
    ):
        return sub(tokens, 1, len(tokens))
    return tokens


def _opens_infinitive(tokens: tuple[Token, ...]) -> bool:
    """« rouvrir », « mieux former », « ne pas fermer », « le mutualiser »."""
    for token in tokens[:5]:
        if is_infinitive(token):
            return True
        small = token.text.lower().replace("’", "'")
        if token.pos not in {"ADV", "PRON"} and small not in {
            "ne",
            "n'",
            "pas",
            "plus",
            "jamais",
            "se",
            "s'",
            "d'",
            "abord",
            "mieux",
            "surtout",
            "davantage",
        }:
            return False
    return False


def _imperative(tokens: tuple[Token, ...]) -> bool:
    """« Mutualisons un centre », taken for a noun: a verb of the lexicon before an object."""
    verb = re.sub(r"(?:ons|ez)$", "er", tokens[0].text.lower())
    return verb in deverbals() and len(tokens) > 1 and tokens[1].pos == "DET"


def shape_of(tokens: tuple[Token, ...]) -> Shape:
    """How what is left is built."""
    if not tokens:
        return "nominal"
    text = flat(tokens)[0]
    if _opens_infinitive(tokens):
        return "infinitif"
    if p.WHAT_IF.match(text):
        return "si"
    if re.match(r"(?:que|qu'|q')\s?\S", text):
        return "completive"
    if (
        re.match(r"(?:(?:ne|n')\s?)?\w{3,}(?:ons|ez)\s", text)
        and (tokens[0].pos != "NOUN" or _imperative(tokens))
        and not text.startswith(("nous", "vous", "chez", "assez"))
    ):
        return "imperatif"
    for index, token in enumerate(tokens):
        small = token.text.lower()
        if small in {"qui", "que", "qu’", "qu'", "dont", "où", "si", "quand", "car", "tant", "puisque", "lorsque"}:
            break
        if small in p.MODAL and index > 0:
            return "modal"
    root = next((i for i, t in enumerate(tokens) if t.head == i and t.pos not in {"PUNCT", "SPACE"}), 0)
    return "phrase" if _main_verb(tokens, root) and not _all_subordinate(tokens) else "nominal"


_SUBORDINATORS = frozenset({"qui", "que", "qu'", "dont", "où", "quand", "lorsque", "lorsqu'", "si", "s'"})


def _all_subordinate(tokens: tuple[Token, ...]) -> bool:
    """« Reprise des antécédents quand l’auteur est connu »: a noun phrase whose verbs all have their conjunction."""
    if tokens[0].pos not in {"DET", "NOUN", "NUM", "ADJ"}:
        return False
    free = 0
    for token in tokens:
        if token.text.lower().replace("’", "'") in _SUBORDINATORS:
            free += 1
        elif is_finite(token):
            free -= 1
            if free < 0:
                return False
    return True


def _main_verb(tokens: tuple[Token, ...], root: int) -> bool:
    """Whether the sentence has a finite verb outside relative and subordinate clauses."""
    if is_finite(tokens[root]):
        return True
    return any(is_finite(t) and t.head == root and t.dep in {"cop", "aux", "aux:pass", "aux:tense"} for t in tokens)
