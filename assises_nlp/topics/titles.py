"""A topic's title: the noun phrase that its remarks share and other topics' remarks do not."""

from __future__ import annotations

import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from assises_nlp.records import Remark, Token
from assises_nlp.resources import load_toml
from assises_nlp.topics.space import content_lemmas

_HEAD = frozenset({"NOUN"})
_LONGEST = 7


def phrases(tokens: Sequence[Token]) -> Iterator[tuple[str, str]]:
    """Noun phrases without determiner: the key (lemmas) and the words as written.

    A noun with its adjectives, and one complement (« accueil de la brigade », « police municipale »).
    """
    for index, token in enumerate(tokens):
        if token.pos not in _HEAD or len(token.text) < 3 or token.text.startswith("["):
            continue
        end = _adjectives(tokens, index + 1)
        yield _phrase(tokens, index, end)
        complement = _complement(tokens, end)
        if complement:
            yield _phrase(tokens, index, _adjectives(tokens, complement + 1))


def _adjectives(tokens: Sequence[Token], index: int) -> int:
    while index < len(tokens) and tokens[index].pos == "ADJ" and tokens[index].text.isalpha():
        index += 1
    return index


def _complement(tokens: Sequence[Token], index: int) -> int | None:
    """Index of the noun of a complement in « de, d’, du, des, en, à » that begins at ``index``, or None."""
    if index >= len(tokens) or tokens[index].text.lower().replace("'", "’") not in {"de", "d’", "du", "des", "en", "à"}:
        return None
    index += 1
    if index < len(tokens) and tokens[index].pos == "DET":
        index += 1
    return index if index < len(tokens) and tokens[index].pos in _HEAD and len(tokens[index].text) > 2 else None


def _phrase(tokens: Sequence[Token], start: int, end: int) -> tuple[str, str]:
    part = tokens[start:end]
    words = "".join(token.text + " " * token.space for token in part).strip()
    return " ".join(token.lemma.lower() for token in part if token.pos in {"NOUN", "ADJ"}), words


def topic_titles(groups: Mapping[str, Sequence[Remark]]) -> dict[str, str]:
    """A title for each topic, in French, distinct within ``groups``."""
    counts: dict[str, Counter[str]] = {}
    written: dict[str, Counter[str]] = defaultdict(Counter)
    everywhere: Counter[str] = Counter()
    for name, remarks in sorted(groups.items()):
        counts[name] = Counter()
        for remark in remarks:
            found = {key: words for key, words in phrases(remark.tokens) if len(words.split()) <= _LONGEST}
            for key, words in found.items():
                counts[name][key] += 1
                written[key][words if not words.isupper() else words.lower()] += 1
                everywhere[key] += 1
    titles: dict[str, str] = {}
    taken: set[str] = set()
    for name in sorted(groups, key=lambda n: (-len(groups[n]), n)):
        phrase = _best(counts[name], everywhere, written, len(groups[name]), taken)
        titles[name] = phrase or _fallback(groups[name], taken)
        taken.add(titles[name].lower())
    return titles


def _best(
    counts: Counter[str], everywhere: Counter[str], written: Mapping[str, Counter[str]], size: int, taken: set[str]
) -> str | None:
    best: tuple[float, str] | None = None
    for key, count in counts.items():
        if (
            key.split()[0] in load_toml("topics_titles.toml")["vides"]
            or not key.replace(" ", "").replace("-", "").isalpha()
        ):
            continue
        words = _surface(written[key])
        if words.lower() in taken or (count == 1 and size > 3):
            continue
        own = count / everywhere[key]
        longer = 1.0 + 0.35 * min(len(key.split()) - 1, 2)
        score = round(math.sqrt(count) * (0.25 + own) * longer, 6)
        if best is None or (score, words) > best:
            best = (score, words)
    return best[1][:1].upper() + best[1][1:] if best else None


def _surface(written: Counter[str]) -> str:
    return min(written, key=lambda words: (-written[words], -sum(not c.isascii() for c in words), words))


def _fallback(remarks: Sequence[Remark], taken: set[str]) -> str:
    words = Counter(word for remark in remarks for word in content_lemmas(remark.tokens).split())
    best = sorted(words, key=lambda word: (-words[word], word))[:2]
    title = "Sujet : " + ", ".join(best) if best else "Remarques brèves"
    others = (f"{title} ({number})" for number in itertools.count(2))
    return next(name for name in itertools.chain([title], others) if name.lower() not in taken)
