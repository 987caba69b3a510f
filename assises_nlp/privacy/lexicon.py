"""The word lists of ``resources/privacy_*`` as sets, read once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from assises_nlp.privacy.text import fold
from assises_nlp.resources import load_toml, resource_path

Phrases = dict[str, tuple[tuple[str, ...], ...]]


def _set(value: str | list[str]) -> frozenset[str]:
    return frozenset(fold(word) for word in (value.split() if isinstance(value, str) else value))


def phrases(entries: list[str]) -> Phrases:
    """Phrases by first word, the longest first."""
    table: dict[str, set[tuple[str, ...]]] = {}
    for entry in entries:
        parts = tuple(fold(entry).split())
        table.setdefault(parts[0], set()).add(parts)
    return {first: tuple(sorted(group, key=lambda parts: (-len(parts), parts))) for first, group in table.items()}


def _without(first: str, parts: frozenset[str]) -> frozenset[str]:
    return frozenset(name for name in parts if first not in name)


@dataclass(frozen=True)
class Lexicon:
    sure: frozenset[str]
    doubtful: frozenset[str]
    ordinary: frozenset[str]
    surnames: frozenset[str]
    civil: Phrases
    civil_plural: frozenset[str]
    capital_titles: frozenset[str]
    ranks: Phrases
    cues: frozenset[str]
    naming: tuple[tuple[str, ...], ...]
    speech: frozenset[str]
    strong_speech: frozenset[str]
    eponyms: frozenset[str]
    honorifics: frozenset[str]
    prepositions: frozenset[str]
    places: frozenset[str]
    things: frozenset[str]
    public: frozenset[str]
    function: frozenset[str]
    roles: frozenset[str]
    endings: tuple[str, ...]
    offices: Phrases
    complements: frozenset[str]
    public_bodies: frozenset[str]

    def is_ordinary(self, key: str) -> bool:
        """Is ``key``, written in lower case or in capitals, an ordinary word as far as one can tell?"""
        return key in self.ordinary or key in self.function or (len(key) > 5 and key.endswith(self.endings))

    def is_listed(self, key: str) -> bool:
        """The same for a word with a capital: only the lists count, not the ending ("Coutelle")."""
        return key in self.ordinary or key in self.function

    def is_thing(self, key: str) -> bool:
        return key in self.things or key in self.places or key in self.public

    def first_name(self, key: str) -> bool:
        return key in self.sure or key in self.doubtful


def _forms(verbs: str, irregular: str) -> frozenset[str]:
    """Infinitives and the third-person forms that minutes use, folded; the tagger's lemmas are not sure enough."""
    found = set(_set(irregular))
    for verb in _set(verbs):
        found.add(verb)
        if verb.endswith("er"):
            found.update(
                verb[:-2] + ending
                for ending in ("e", "ee", "ent", "ait", "aient", "a", "erent", "era", "eront", "erait", "ant")
            )
            found.update({verb[:-2] + "eait", verb[:-2] + "ea"} if verb.endswith("ger") else set())
    return frozenset(found)


def _first_names() -> tuple[frozenset[str], frozenset[str]]:
    data = load_toml("privacy_prenoms.toml")
    doubtful = frozenset(part for part in _set(data["doubtful"]["names"]) if "-" not in part)
    listed = frozenset().union(*(_set(group) for group in data["sure"].values()))
    parts = frozenset(part for name in listed for part in name.split("-") if len(part) > 2)
    return _without("-", (listed | parts) - doubtful), doubtful


@cache
def lexicon() -> Lexicon:
    data: dict[str, Any] = load_toml("privacy_lexique.toml")
    sure, doubtful = _first_names()
    words = resource_path("privacy_mots.txt").read_text("utf-8").splitlines()
    surnames = _set(data["words"]["surnames"])
    places, speech = data["places"], data["speech"]
    seen = frozenset(word for line in words if not line.startswith("#") for word in line.split())
    roles = _set(data["words"]["roles"])
    return Lexicon(
        sure=sure,
        doubtful=doubtful,
        ordinary=(seen | surnames | roles | _set(places["eponyms"]) | _set(data["offices"]["complements"])) - sure,
        surnames=surnames,
        civil=phrases(data["titles"]["civil"] + data["titles"]["civil_plural"] + data["titles"]["capital_only"]),
        civil_plural=_set(data["titles"]["civil_plural"]),
        capital_titles=_set(data["titles"]["capital_only"]),
        ranks=phrases(data["titles"]["rank"]),
        cues=_set(data["cues"]["nouns"]),
        naming=tuple(tuple(phrase.split()) for phrase in data["cues"]["naming"]),
        speech=_forms(speech["verbs"], speech["irregular"]),
        strong_speech=_forms(speech["strong"], speech["irregular_strong"]),
        eponyms=_set(places["eponyms"]),
        honorifics=_set(places["honorifics"]),
        prepositions=_set(places["prepositions"]),
        places=_set(places["france"]),
        things=_set(places["things"]),
        public=_set(places["public"]),
        function=_set(data["words"]["function"]),
        roles=roles,
        endings=tuple(data["words"]["endings"]),
        offices=phrases(data["offices"]["words"]),
        complements=_set(data["offices"]["complements"]),
        public_bodies=_set(data["offices"]["public_bodies"]),
    )
