"""The lexicon of deverbal nouns: which noun, of which gender, with which construction, says what a verb says.

``resources/draft_nominalisations.tsv`` is the data; a verb whose construction is ``-`` has no safe noun.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from assises_nlp.records import Token


@dataclass(frozen=True, slots=True)
class Deverbal:
    """One verb (or verbal phrase: ``words`` after the verb) and its noun. ``objects`` as in the TSV's header."""

    verb: str
    noun: str
    gender: str
    objects: tuple[str, ...]
    notes: str = ""
    words: tuple[str, ...] = ()

    @property
    def safe(self) -> bool:
        return "-" not in self.objects

    @property
    def direct(self) -> bool:
        return "de" in self.objects or "a" in self.objects


@dataclass(frozen=True, slots=True)
class Adverb:
    """An adverb of the verb and the adjective that says it of the noun; ``place`` is ``avant`` or ``apres``."""

    adverb: str
    masculine: str
    feminine: str
    place: str


def rows(name: str) -> Iterator[list[str]]:
    """The rows of a TSV of the resources, comments and blank lines left out."""
    text = files("assises_nlp.resources").joinpath(name).read_text(encoding="utf-8")
    for raw in text.splitlines():
        if raw.strip() and not raw.startswith("#"):
            yield [cell.strip() for cell in raw.split("\t")]


@lru_cache(maxsize=1)
def deverbals() -> dict[str, tuple[Deverbal, ...]]:
    """Entries by the lemma of their verb, the longest phrase first."""
    entries: dict[str, list[Deverbal]] = {}
    for row in rows("draft_nominalisations.tsv"):
        phrase, noun, gender, objects = row[:4]
        verb, *words = phrase.replace("l'", "l' ").split()
        notes = row[4] if len(row) > 4 else ""
        entry = Deverbal(verb, noun, gender, tuple(objects.split(",")), notes, tuple(words))
        entries.setdefault(verb, []).append(entry)
    return {verb: tuple(sorted(found, key=lambda e: -len(e.words))) for verb, found in entries.items()}


@lru_cache(maxsize=1)
def nouns() -> dict[str, frozenset[str]]:
    """For a noun of the lexicon, the verbs that it may stand for (used by the check of every line), with the participles
    that the tagger takes for adjectives (« soit ouvert » → ouverture).
    """
    found: dict[str, set[str]] = {}
    for entries in deverbals().values():
        for entry in entries:
            for word in entry.noun.split():
                found.setdefault(word, set()).update((entry.verb, *_participles(entry.verb)))
    return {noun: frozenset(verbs) for noun, verbs in found.items()}


def _participles(verb: str) -> tuple[str, ...]:
    from assises_nlp.draft.rewrite.moods import participle

    made = participle(verb)
    return (made, f"{made}e") if made is not None else ()


@lru_cache(maxsize=1)
def adverbs() -> dict[str, Adverb]:
    return {row[0]: Adverb(*row[:4]) for row in rows("draft_adverbes.tsv")}


def lookup(tokens: tuple[Token, ...], index: int) -> Deverbal | None:
    """The entry for the verb at ``index``, verbal phrases first; None where the lexicon has none that is safe."""
    word = tokens[index].text.lower()
    verb = word if tokens[index].pos not in {"VERB", "AUX"} and word in deverbals() else tokens[index].lemma.lower()
    for entry in deverbals().get(verb, ()):
        after = tokens[index + 1 : index + 1 + len(entry.words)]
        if tuple(token.text.lower().replace("’", "'") for token in after) == entry.words:
            return entry if entry.safe else None
    return None
