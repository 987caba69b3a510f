"""Remarks with their themes -> topics, in any order of input the same."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from assises_nlp.records import Label, Remark, Topic
from assises_nlp.topics.grouping import Grouping, sensible_number
from assises_nlp.topics.space import SubjectSpace, content_lemmas
from assises_nlp.topics.titles import topic_titles

_WORDS = 8
_REPRESENTATIVE = 5
Vectors = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class TopicOptions:
    """``number`` of topics per theme, None for a sensible one; ``seed`` of the clustering of large corpora."""

    number: int | None = None
    seed: int = 20200114


def find_topics(
    remarks: Sequence[Remark],
    labels: Mapping[str, Label],
    use: npt.NDArray[np.float32],
    e5: npt.NDArray[np.float32] | None,
    space: SubjectSpace,
    options: TopicOptions,
) -> list[Topic]:
    """Topics of the informative remarks of each theme, most supported first within a theme.

    ``use`` (n, 512) and ``e5`` (n, 384) or None follow ``remarks``. Every informative remark is in exactly one topic.
    """
    informative = [i for i, r in enumerate(remarks) if labels[r.id].nature not in {"procedural", "non_informatif"}]
    by_theme: dict[str, list[int]] = defaultdict(list)
    for index in sorted(informative, key=lambda i: remarks[i].id):
        by_theme[labels[remarks[index].id].theme].append(index)
    topics: list[Topic] = []
    for theme, members in sorted(by_theme.items()):
        lemmas = [content_lemmas(remarks[i].tokens) for i in members]
        placed = space.place(lemmas, use[members], None if e5 is None else e5[members])
        topics.extend(_theme_topics(theme, [remarks[i] for i in members], lemmas, placed, options))
    return topics


def _theme_topics(
    theme: str, remarks: Sequence[Remark], lemmas: Sequence[str], vectors: Vectors, options: TopicOptions
) -> list[Topic]:
    # Identical remarks are voices, not evidence of a topic: each distinct text is clustered once.
    first: dict[str, int] = {}
    for index, remark in enumerate(remarks):
        first.setdefault(_fold(remark.text), index)
    distinct = sorted(first.values())
    number = options.number or sensible_number(len(distinct))
    assigned, words = _bertopic([lemmas[i] or "remarque" for i in distinct], vectors[distinct], number, options.seed)
    group_of = {_fold(remarks[i].text): group for i, group in zip(distinct, assigned, strict=True)}
    groups: dict[int, list[int]] = defaultdict(list)
    for index, remark in enumerate(remarks):
        groups[group_of[_fold(remark.text)]].append(index)
    titles = topic_titles({str(group): [remarks[i] for i in members] for group, members in groups.items()})
    made = [
        Topic(
            id=_topic_id(theme, [remarks[i].id for i in members]),
            theme=theme,
            title=titles[str(group)],
            words=words.get(group, ()),
            remarks=tuple(remarks[i].id for i in members),
            representative=_representative(members, remarks, vectors),
        )
        for group, members in groups.items()
    ]
    return sorted(made, key=lambda topic: (-len(topic.remarks), topic.id))


def _bertopic(
    documents: list[str], vectors: Vectors, number: int, seed: int
) -> tuple[list[int], dict[int, tuple[str, ...]]]:
    """Group of each document and the characteristic lemmas (c-TF-IDF) of each group.

    Grootendorst, "BERTopic: Neural topic modeling with a class-based TF-IDF procedure", 2022.
    """
    if len(documents) < 3 or number < 2:
        return [0] * len(documents), {0: _frequent(documents)}
    from bertopic import BERTopic
    from bertopic.dimensionality import BaseDimensionalityReduction
    from bertopic.vectorizers import ClassTfidfTransformer
    from sklearn.feature_extraction.text import CountVectorizer

    model: Any = BERTopic(
        embedding_model=None,
        umap_model=BaseDimensionalityReduction(),
        hdbscan_model=Grouping(number, seed),
        vectorizer_model=CountVectorizer(token_pattern=r"\S+"),
        ctfidf_model=ClassTfidfTransformer(reduce_frequent_words=True),
        top_n_words=_WORDS,
        calculate_probabilities=False,
    )
    assigned, _ = model.fit_transform(documents, vectors)
    words = {
        int(group): tuple(word for word, _ in sorted(found, key=lambda pair: (-round(pair[1], 6), pair[0])) if word)
        for group, found in model.get_topics().items()
    }
    return [int(group) for group in assigned], words


def _frequent(documents: Sequence[str]) -> tuple[str, ...]:
    counts: dict[str, int] = defaultdict(int)
    for document in documents:
        for word in document.split():
            counts[word] += 1
    return tuple(sorted(counts, key=lambda word: (-counts[word], word))[:_WORDS])


def _representative(members: Sequence[int], remarks: Sequence[Remark], vectors: Vectors) -> tuple[str, ...]:
    centre = vectors[list(members)].mean(axis=0)
    nearness = np.round(vectors[list(members)] @ centre, 4)
    order = sorted(range(len(members)), key=lambda i: (-float(nearness[i]), remarks[members[i]].id))
    return tuple(remarks[members[i]].id for i in order[:_REPRESENTATIVE])


def _topic_id(theme: str, ids: Sequence[str]) -> str:
    return "t" + hashlib.sha256("\n".join([theme, *sorted(ids)]).encode()).hexdigest()[:11]


def _fold(text: str) -> str:
    return " ".join(text.lower().split())
