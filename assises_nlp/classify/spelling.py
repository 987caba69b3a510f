"""What an encoder should read: text in capitals or without accents, brought back to the forms that it knows.

Only the classifiers and the encoders see this reading; what people read, quote and count stays as it was written.
The lexicon (``resources/classify_orthographe.tsv``) holds the accented words of the annotated remarks that several
writers used. A word is changed only where writers nearly always accent it, so that correct text stays as it is.
Typing errors are left alone: without a full French lexicon a correction spoils more words than it mends (« villas »
became « villes », « former » became « fermer »); and the classifiers
lose little on mistyped text (see the model card).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from assises_nlp.classify.cues import fold
from assises_nlp.resources import resource_path

LEXICON = "classify_orthographe.tsv"
_WORD = re.compile(r"[^\W\d_]+")
_ACCENTED_SHARE = 0.7
"""A word typed without accents is given them where at least this share of its occurrences have them."""
_SHORT_SHARE = 0.95
_CAPITALS = 0.6


class Speller:
    """``forms``: the accented form of folded words."""

    def __init__(self, forms: Mapping[str, str]) -> None:
        self._forms = forms

    def readable(self, text: str) -> str:
        """``text`` with its accents; a text in capitals comes back in lower case, straight apostrophes throughout."""
        letters = [character for character in text if character.isalpha()]
        if len(letters) > 4 and sum(character.isupper() for character in letters) > _CAPITALS * len(letters):
            text = text[:1] + text[1:].lower()
        return _WORD.sub(lambda match: self._word(match.group()), text.replace("’", "'"))

    def _word(self, word: str) -> str:
        lower = word.lower()
        form = self._forms.get(lower)
        if form is None or (word.isupper() and len(word) < 5):
            return word
        return form[0].upper() + form[1:] if word[0].isupper() else form


def build_lexicon(texts: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Folded word and accented form of the words that two or more sources use and nearly always accent.

    ``texts`` are pairs (source, text). Words always written with a capital (names) are left out.
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    sources: dict[str, set[str]] = defaultdict(set)
    names: set[str] = set()
    common: set[str] = set()
    for source, text in texts:
        if text.isupper():
            continue
        for match in _WORD.finditer(text):
            word, folded = match.group(), fold(match.group())
            counts[folded][word.lower()] += 1
            sources[folded].add(source)
            (common if word[0].islower() else names).add(folded)
    shared = sorted(folded for folded in common if len(sources[folded]) > 1)
    pairs = ((folded, _accented(folded, counts[folded])) for folded in shared)
    return [(folded, form) for folded, form in pairs if form is not None]


def _accented(folded: str, forms: Counter[str]) -> str | None:
    accented = {word: n for word, n in forms.items() if word != folded}
    if not accented:
        return None
    best = min(accented, key=lambda word: (-accented[word], word))
    share = accented[best] / sum(forms.values())
    return best if share >= (_ACCENTED_SHARE if len(folded) > 3 else _SHORT_SHARE) else None


def lexicon_text(entries: Iterable[tuple[str, str]]) -> str:
    """The lexicon as the resource file holds it."""
    head = "# Mots des remarques annotées qui portent un accent : sans accent, avec. Écrit par « assises entrainer ».\n"
    return head + "".join(f"{folded}\t{form}\n" for folded, form in entries)


def update_lexicon(texts: Iterable[tuple[str, str]]) -> None:
    """Rewrite the lexicon from annotated remarks, pairs (source, text), and read it anew from then on."""
    resource_path(LEXICON).write_text(lexicon_text(build_lexicon(texts)), "utf-8")
    speller.cache_clear()


@lru_cache(maxsize=1)
def speller() -> Speller:
    """The speller of the lexicon that ships with the program."""
    lines = resource_path(LEXICON).read_text("utf-8").splitlines()
    return Speller(dict(line.split("\t") for line in lines if line and not line.startswith("#")))


def readable(text: str) -> str:
    """``text`` as the encoders and the n-grams should read it."""
    return speller().readable(text)
