"""The patterns that prove that a remark says an item of the phrasebook.

A proof is a list of ways to say it; a way is a list of patterns that all stand in one sentence. Patterns are regular
expressions over folded text (lower case, no accents, straight apostrophes) that begin where a word begins:
« horair » finds « horaires ». ``<name>`` in a pattern is replaced by the alternatives that the file's lexicon gives.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from assises_nlp.draft.words import folded

LONGEST = 1200  # characters of a sentence that are read
# An abbreviation before a word in lower case ends no sentence: « conv. coord. avec la PM ».
_SENTENCE = re.compile(
    r"(?<=[;!?…])\s+|(?<=\.)(?<!\b\w\.)(?<!\b\w{2}\.)(?<!\b\w{3}\.)(?<!\b\w{4}\.)(?<!\b\w{5}\.)\s+|(?<=\.)\s+(?=[A-ZÀ-ÖØ-Þ«])|\n+|\s[–—•]\s"
)
_CHOICE = re.compile(r"\{([^{}]+)\}")
_NAME = re.compile(r"<([a-z_]+)>")
_UNELIDED = re.compile(r"\bainsi que (?=[aàâeéèêiîoôuh])")
"""« ainsi que allègement »: no wording of a family begins with an aspirate h."""
_SPACES = re.compile(r"[\s\u00a0\u202f]+")


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence (folded) that proves an item, and the spans of it that the patterns found."""

    sentence: str
    spans: tuple[tuple[int, int], ...]

    @property
    def rest(self) -> str:
        """The sentence without what the patterns found: what else it says of it."""
        inside = {index for start, end in self.spans for index in range(start, end)}
        return "".join(" " if index in inside else char for index, char in enumerate(self.sentence))


@dataclass(frozen=True, slots=True)
class Way:
    """Patterns that one sentence must hold, looked for in their order, and compiled when they first are: of the tens of
    thousands that a phrasebook has, most never are.
    """

    sources: tuple[str, ...]
    _made: list[re.Pattern[str]] = field(default_factory=list, compare=False, repr=False)

    def spans(self, said: str) -> tuple[tuple[int, int], ...] | None:
        """Where each pattern is found first, None as soon as one is not."""
        spans = []
        for index in range(len(self.sources)):
            if index == len(self._made):
                self._made.append(_compile(self.sources[index]))
            match = self._made[index].search(said)
            if match is None:
                return None
            spans.append(match.span())
        return tuple(spans)


@dataclass(frozen=True, slots=True)
class Proof:
    """``ways``: each a set of patterns that one sentence must hold. ``never``: a sentence that holds one proves nothing."""

    ways: tuple[Way, ...]
    never: tuple[str, ...] = ()

    def find(self, text: str) -> Hit | None:
        """The first sentence of ``text`` that proves it, or None."""
        return next((hit for said in sentences(text) if (hit := self._hit(said)) is not None), None)

    def _hit(self, said: str) -> Hit | None:
        for way in self.ways:
            spans = way.spans(said)
            if spans is not None and not any(_compile(source).search(said) for source in self.never):
                return Hit(said, spans)
        return None

    def check(self) -> None:
        """Raises re.error where a pattern is none."""
        for source in (*(source for way in self.ways for source in way.sources), *self.never):
            _compile(source)


@cache
def _compile(source: str) -> re.Pattern[str]:
    return re.compile(source)


@lru_cache(maxsize=16384)
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a remark, folded, spaces made one. « œ » is « oe »."""
    parts = (folded(part).replace("œ", "oe") for part in _SENTENCE.split(text))
    found = (_SPACES.sub(" ", part).strip() for part in parts)
    return tuple(part[:LONGEST] for part in found if part)


def expanded(text: str, said: Sequence[str] = ()) -> str:
    """A text of the phrasebook with, of each ``{…}`` of it, the alternatives that the remarks ``said`` attest.

    An alternative is a wording and the pattern that attests it: ``{des bars / bars? | des halls / halls?}``. Those that are
    attested are joined by « et »; where none is, all of them by « ou ».
    """
    return _CHOICE.sub(lambda match: _chosen(match[1], said), text)


def _chosen(choice: str, said: Sequence[str]) -> str:
    options = [option.split(" / ", 1) for option in choice.split(" | ")]
    words = [sentence for text in said for sentence in sentences(text)]
    patterns = [(label, _compile(_source(pattern, {}))) for label, pattern in options]
    attested = [label for label, pattern in patterns if any(pattern.search(word) for word in words)]
    labels = attested or [label for label, _ in options]
    last = " et " if attested else " ou "
    return last.join(part for part in (", ".join(labels[:-1]), labels[-1]) if part)


def choices(text: str) -> list[tuple[str, frozenset[str]]]:
    """What the text of a family tells between braces: wordings, and the ids of the lines that say each of them.

    ``{l’accueil du public / axe-accueil mobile | le suivi des plaintes / axe-plaintes}``
    """
    options = [option.split(" / ", 1) for match in _CHOICE.finditer(text) for option in match[1].split(" | ")]
    return [(wording, frozenset(names.split())) for wording, names in options]


def told(text: str, wordings: Collection[str]) -> str:
    """The text of a family with, of what it tells between braces, ``wordings`` alone, joined by « et » or, where one of
    them has an « et » of its own, by « ainsi que ».
    """
    kept = [wording for wording, _ in choices(text) if wording in wordings]
    last = ", ainsi que " if any(re.search(r"\bet\b", wording) for wording in kept) else " et "
    joined = last.join(part for part in (", ".join(kept[:-1]), *kept[-1:]) if part)
    joined = _UNELIDED.sub("ainsi qu’", joined)
    return _CHOICE.sub(lambda _: joined, text)


def compiled(ways: Sequence[Sequence[str]], never: Sequence[str], lexicon: Mapping[str, str]) -> Proof:
    """The proof that ``ways`` and ``never`` write down, the names of ``lexicon`` replaced.

    Raises:
        KeyError: a name that the lexicon does not have.
    """
    return Proof(
        tuple(Way(tuple(_source(p, lexicon) for p in way)) for way in ways), tuple(_source(p, lexicon) for p in never)
    )


def _source(text: str, lexicon: Mapping[str, str]) -> str:
    """The expression that a pattern stands for. Raises KeyError, as :func:`compiled` does."""
    while _NAME.search(text):
        text = _NAME.sub(lambda m: f"(?:{lexicon[m[1]]})", text)
    return rf"(?<![a-z0-9])(?:{text})"
