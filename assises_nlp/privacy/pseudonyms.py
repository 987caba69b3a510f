"""What identifies a person -> what does not. The library keeps nothing of what was replaced."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assises_nlp.privacy.addresses import addresses
from assises_nlp.privacy.appositions import appositions, establishments
from assises_nlp.privacy.known import KnownNames
from assises_nlp.privacy.merge import merge
from assises_nlp.privacy.offices import offices
from assises_nlp.privacy.patterns import contacts, numbers
from assises_nlp.privacy.persons import PersonFinder
from assises_nlp.privacy.text import Span, Word, union, words_of
from assises_nlp.privacy.withhold import houses, reason
from assises_nlp.records import Token


@dataclass(frozen=True, slots=True)
class Pseudonymised:
    """``tokens`` without what identifies; ``withheld``: why a person must re-read it; ``replaced``: kinds of spans."""

    tokens: tuple[Token, ...]
    withheld: str | None = None
    replaced: tuple[str, ...] = ()


def pseudonymise(tokens: tuple[Token, ...], known: KnownNames) -> Pseudonymised:
    """Replace each identifying span of a remark by one token such as « [personne] ».

    The text is the tokens' text and spaces joined; a text without such a span comes back as it is. Heads index the new
    sequence. Linear in the length of the text.
    """
    text = "".join(token.text + " " * token.space for token in tokens)
    words = words_of(text, tokens)
    spans = _spans(text, words, known, tagged=True)
    cleaned = _last_look(merge(tokens, spans) if spans else tokens, known)
    return Pseudonymised(cleaned, reason(words, spans), tuple(span.kind for span in spans))


def _last_look(tokens: tuple[Token, ...], known: KnownNames) -> tuple[Token, ...]:
    """``tokens`` with any known name that is still found in them taken out: replacing one span can uncover another."""
    text = "".join(token.text + " " * token.space for token in tokens)
    leaked = {word for found in leaks(text, known) for word in found.split()}
    if not leaked:
        return tokens
    hidden = "[personne]"
    return tuple(
        replace(token, text=hidden, lemma=hidden, pos="PROPN") if any(word in token.text for word in leaked) else token
        for token in tokens
    )


def pseudonymise_text(text: str, known: KnownNames) -> str:
    """A heading or a title without what identifies: forms, known names, names after a title, roles with a commune."""
    spans = _spans(text, words_of(text), known, tagged=False)
    parts, position = [], 0
    for span in spans:
        parts += [text[position : span.start], f"[{span.kind}]"]
        position = span.end
    return "".join(parts) + text[position:]


def leaks(text: str, known: KnownNames) -> list[str]:
    """What still identifies in a text to be exported: known names, e-mail addresses, telephone numbers, plates.

    A known name that is also an ordinary word or a place ("Petit", "Laval") counts only after a title or a first name.
    """
    spans = union([*contacts(text), *PersonFinder(words_of(text), known, tagged=False, only_known=True).spans()])
    return [text[span.start : span.end] for span in spans]


def _spans(text: str, words: Sequence[Word], known: KnownNames, *, tagged: bool) -> tuple[Span, ...]:
    forms = [*contacts(text), *numbers(text), *addresses(text), *houses(text, words)]
    forms = list(union(forms))
    words = _outside(words, forms)
    people = PersonFinder(words, known, tagged=tagged).spans()
    taken = union([*forms, *people])
    # "le maire de Lourdes": a commune that is also a first name, or a surname, is the commune.
    alone = {(span.start, span.end) for span in people}
    places = [
        span
        for span in [*offices(words), *establishments(words)]
        if (span.start, span.end) in alone or not _touches(span, taken)
    ]
    taken = union([*taken, *places])
    said = [span for span in appositions(words, people, text) if not _touches(span, taken)]
    return union([*taken, *said])


def _outside(words: Sequence[Word], forms: Sequence[Span]) -> list[Word]:
    """The words that no span of ``forms`` holds; nothing links those on either side of one."""
    kept: list[Word] = []
    cut = False
    for word in words:
        if _touches(Span(word.start, word.end, ""), forms):
            cut = True
        else:
            kept.append(replace(word, link="") if cut else word)
            cut = False
    return kept


def _touches(span: Span, others: Sequence[Span]) -> bool:
    """Does ``span`` overlap one of ``others``, which are disjoint and in order?"""
    after = bisect_left(others, span.end, key=lambda other: other.start)
    return after > 0 and others[after - 1].end > span.start
