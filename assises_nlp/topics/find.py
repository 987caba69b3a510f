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
from assises_nlp.topics.grouping import Grouping, Seeds, sensible_number
from assises_nlp.topics.ideas import find_ideas
from assises_nlp.topics.space import SubjectSpace, content_lemmas
from assises_nlp.topics.titles import topic_titles

_WORDS = 8
_SUBJECT_SHARE = 0.5
"""Share of a topic's remarks that are likeliest of one subject, from which its title names the topic."""
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
    space: SubjectSpace,
    options: TopicOptions,
    titles: Mapping[str, str],
) -> list[Topic]:
    """Topics of the informative remarks of each theme, most supported first within a theme.

    ``use`` (n, 512) follows ``remarks``; ``titles``: title of each subject of the space, by id. Every informative
    remark is in exactly one topic.
    """
    informative = [i for i, r in enumerate(remarks) if labels[r.id].nature not in {"procedural", "non_informatif"}]
    by_theme: dict[str, list[int]] = defaultdict(list)
    for index in sorted(informative, key=lambda i: remarks[i].id):
        by_theme[labels[remarks[index].id].theme].append(index)
    topics: list[Topic] = []
    for theme, members in sorted(by_theme.items()):
        lemmas = tuple(content_lemmas(remarks[i].tokens) for i in members)
        raw = space.raw(lemmas, use[members])
        vectors, probabilities = space.place(raw, theme)
        seeds = None if probabilities is None else Seeds(probabilities, space.subjects[theme].centres)
        names = () if probabilities is None else space.subjects[theme].names
        part = _Part(theme, tuple(remarks[i] for i in members), lemmas, vectors, names, seeds, use[members])
        topics.extend(_theme_topics(part, labels, options, titles))
    return topics


@dataclass(frozen=True, slots=True)
class _Part:
    """The informative remarks of one theme, sorted by id, with what the grouping needs of them."""

    theme: str
    remarks: tuple[Remark, ...]
    lemmas: tuple[str, ...]
    vectors: Vectors
    subjects: tuple[str, ...]
    seeds: Seeds | None
    use: npt.NDArray[np.float32]


def _theme_topics(
    part: _Part, labels: Mapping[str, Label], options: TopicOptions, titles: Mapping[str, str]
) -> list[Topic]:
    groups, words = _groups(part, options)
    named = _titles(part, groups, titles)
    made = []
    for group, members in groups.items():
        ids = [part.remarks[i].id for i in members]
        central = _central(members, part.vectors)
        made.append(
            Topic(
                id=_topic_id(part.theme, ids),
                theme=part.theme,
                title=named[group],
                words=words.get(group, ()),
                remarks=tuple(ids),
                representative=tuple(part.remarks[i].id for i in central),
                ideas=tuple(
                    tuple(part.remarks[i].id for i in idea)
                    for idea in find_ideas(central, [labels[part.remarks[i].id].nature for i in central], part.use)
                ),
            )
        )
    return sorted(made, key=lambda topic: (-len(topic.remarks), topic.id))


def _groups(part: _Part, options: TopicOptions) -> tuple[dict[int, list[int]], dict[int, tuple[str, ...]]]:
    """Indexes of the remarks of each group, and its words. Identical remarks are voices, not evidence of a topic:
    each distinct text is clustered once.
    """
    keys = [_fold(remark.text) for remark in part.remarks]
    first: dict[str, int] = {}
    for index, key in enumerate(keys):
        first.setdefault(key, index)
    distinct = sorted(first.values())
    number = options.number or sensible_number(len(distinct))
    documents = [part.lemmas[i] or "remarque" for i in distinct]
    seeds = part.seeds and Seeds(part.seeds.probabilities[distinct], part.seeds.centres)
    assigned, words = _bertopic(documents, part.vectors[distinct], Grouping(number, options.seed, seeds))
    group_of = {keys[i]: group for i, group in zip(distinct, assigned, strict=True)}
    groups: dict[int, list[int]] = defaultdict(list)
    for index, key in enumerate(keys):
        groups[group_of[key]].append(index)
    return groups, words


def _titles(part: _Part, groups: Mapping[int, Sequence[int]], titles: Mapping[str, str]) -> dict[int, str]:
    """The subject that a group is plainly about gives its title, once; a phrase of its remarks does elsewhere."""
    phrases = topic_titles({str(group): [part.remarks[i] for i in members] for group, members in groups.items()})
    named: dict[int, str] = {}
    if part.seeds is None:
        return {group: phrases[str(group)] for group in groups}
    names, likeliest = part.subjects, np.argmax(part.seeds.probabilities, axis=1)
    votes = {
        group: np.bincount(likeliest[list(members)], minlength=len(names)) / len(members)
        for group, members in groups.items()
    }
    taken: set[str] = set()
    for group in sorted(groups, key=lambda g: (-round(float(votes[g].max()), 4), part.remarks[groups[g][0]].id)):
        best, second = (int(i) for i in np.argsort(-votes[group], kind="stable")[:2])
        phrase = phrases[str(group)]
        title = titles.get(names[best], phrase)
        if votes[group][best] < _SUBJECT_SHARE:
            other = titles.get(names[second], "")
            enough = votes[group][best] + votes[group][second] >= _SUBJECT_SHARE
            title = f"{title} ; {other[:1].lower()}{other[1:]}" if enough and other else phrase
        if title in taken:
            title = f"{title} : {phrase[:1].lower()}{phrase[1:]}"
        named[group] = title
        taken.add(title)
    return named


def _bertopic(
    documents: list[str], vectors: Vectors, grouping: Grouping
) -> tuple[list[int], dict[int, tuple[str, ...]]]:
    """Group of each document and the characteristic lemmas (c-TF-IDF) of each group.

    Grootendorst, "BERTopic: Neural topic modeling with a class-based TF-IDF procedure", 2022.
    """
    if len(documents) < 3 or grouping.number < 2:
        return [0] * len(documents), {0: _frequent(documents)}
    from bertopic import BERTopic
    from bertopic.dimensionality import BaseDimensionalityReduction
    from bertopic.vectorizers import ClassTfidfTransformer
    from sklearn.feature_extraction.text import CountVectorizer

    model: Any = BERTopic(
        embedding_model=None,
        umap_model=BaseDimensionalityReduction(),
        hdbscan_model=grouping,
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


def _central(members: Sequence[int], vectors: Vectors) -> list[int]:
    """``members``, the nearest to their mean first."""
    centre = vectors[list(members)].mean(axis=0)
    nearness = np.round(vectors[list(members)] @ centre, 4)
    return [members[i] for i in sorted(range(len(members)), key=lambda i: (-float(nearness[i]), members[i]))]


def _topic_id(theme: str, ids: Sequence[str]) -> str:
    return "t" + hashlib.sha256("\n".join([theme, *sorted(ids)]).encode()).hexdigest()[:11]


def _fold(text: str) -> str:
    return " ".join(text.lower().split())
