"""Identical and near-identical answers: grouped and counted, never dropped."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from assises_nlp.records import Remark

_NOT_A_WORD = re.compile(r"[^a-z0-9]+")
_NEAR = 0.9
"""Jaccard similarity of the character trigrams of two answers that differ by a typo or a word."""
_NEAR_LENGTH = 40
"""Shorter answers are grouped only when they are the same: « plus de police » is not « plus de policiers »."""
_MOST_COMPARED = 5_000
_BLOCK = 500
_SMALL = frozenset("a au aux ce ces d de des du en et il l la le les que s svp un une y".split())
"""Words whose absence changes nothing. « ne », « pas », « plus », « sans », « sauf » are not among them."""


def group_identical(remarks: Sequence[Remark]) -> dict[str, str]:
    """Group id of each remark that is not alone; the id does not depend on the order of ``remarks``."""
    by_text: dict[str, list[str]] = defaultdict(list)
    for remark in remarks:
        by_text[_key(remark.text)].append(remark.id)
    leaders = _near(sorted(key for key in by_text if len(key) >= _NEAR_LENGTH))
    merged: dict[str, list[str]] = defaultdict(list)
    for key, ids in by_text.items():
        if key:
            merged[leaders.get(key, key)].extend(ids)
    return {
        remark: "g" + hashlib.sha256(key.encode()).hexdigest()[:11]
        for key, ids in merged.items()
        if len(ids) > 1
        for remark in ids
    }


def _key(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.lower().replace("œ", "oe"))
    return _NOT_A_WORD.sub(" ", "".join(c for c in plain if not unicodedata.combining(c))).strip()


def _near(keys: list[str]) -> dict[str, str]:
    """Leader (the first in alphabetical order) of each near-identical text."""
    if not 2 <= len(keys) <= _MOST_COMPARED:
        return {}
    leader = list(range(len(keys)))

    def find(index: int) -> int:
        while leader[index] != index:
            leader[index] = leader[leader[index]]
            index = leader[index]
        return index

    for i, j in _alike(keys):
        low, high = sorted((find(i), find(j)))
        if low != high and same_but_for_slips(keys[i], keys[j]):
            leader[high] = low
    return {key: keys[find(index)] for index, key in enumerate(keys) if find(index) != index}


def _alike(keys: list[str]) -> Iterator[tuple[int, int]]:
    """Pairs of texts that share nearly all their trigrams, each once; compared by blocks to spare memory."""
    from sklearn.feature_extraction.text import CountVectorizer

    matrix = CountVectorizer(analyzer="char_wb", ngram_range=(3, 3), binary=True).fit_transform(keys)
    sizes = matrix.sum(axis=1).A1
    turned = matrix.T.tocsc()
    for first in range(0, len(keys), _BLOCK):
        common = (matrix[first : first + _BLOCK] @ turned).tocoo()
        rows, columns, shared = common.row + first, common.col, common.data
        near = (rows < columns) & (shared >= _NEAR * (sizes[rows] + sizes[columns] - shared))
        yield from zip(rows[near].tolist(), columns[near].tolist(), strict=True)


def same_but_for_slips(one: str, other: str) -> bool:
    """Do two texts (see :func:`_key`) differ by mistyped words and small words only?

    « favorable » is no slip for « défavorable », 12 none for 32, and a « pas » more or less is another answer.
    """
    left, right = one.split(), other.split()
    for change, i, j, k, m in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        gone, come = left[i:j], right[k:m]
        if change == "equal" or {*gone, *come} <= _SMALL:
            continue
        if len(gone) != len(come) or not all(map(_slip, gone, come)):
            return False
    return True


def _slip(one: str, other: str) -> bool:
    """One letter too many, too few, wrong or two changed over, inside a word of four letters or more."""
    short, long = sorted((one, other), key=len)
    if one == other:
        return True
    if len(short) < 4 or len(long) - len(short) > 1 or short[0] != long[0] or not (short + long).isalpha():
        return False
    start = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[start:] == long[start + 1 :]
    changed_over = short[start : start + 2] == long[start : start + 2][::-1] and short[start + 2 :] == long[start + 2 :]
    return changed_over or short[start + 1 :] == long[start + 1 :]
