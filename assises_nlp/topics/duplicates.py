"""Identical and near-identical answers: grouped and counted, never dropped."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence

from assises_nlp.records import Remark

_NOT_A_WORD = re.compile(r"[^a-z0-9]+")
_NEAR = 0.9
"""Jaccard similarity of the character trigrams of two answers that differ by a typo or a word."""
_NEAR_LENGTH = 40
"""Shorter answers are grouped only when they are the same: « plus de police » is not « plus de policiers »."""
_MOST_COMPARED = 5_000


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
    from sklearn.feature_extraction.text import CountVectorizer

    matrix = CountVectorizer(analyzer="char_wb", ngram_range=(3, 3), binary=True).fit_transform(keys)
    sizes = matrix.sum(axis=1).A1
    common = (matrix @ matrix.T).tocoo()
    leader = list(range(len(keys)))

    def find(index: int) -> int:
        while leader[index] != index:
            leader[index] = leader[leader[index]]
            index = leader[index]
        return index

    for i, j, shared in zip(common.row, common.col, common.data, strict=True):
        if i < j and shared >= _NEAR * (sizes[i] + sizes[j] - shared):
            low, high = sorted((find(int(i)), find(int(j))))
            leader[high] = low
    return {key: keys[find(index)] for index, key in enumerate(keys) if find(index) != index}
