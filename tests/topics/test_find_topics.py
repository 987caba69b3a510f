"""Topics: nothing is left out, nothing depends on the order, titles can be read."""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable

import numpy as np
import pytest

from assises_nlp.records import Topic
from assises_nlp.topics import grouping, subject_titles
from assises_nlp.topics.grouping import Grouping, sensible_number
from tests.topics.conftest import Corpus, Make

Find = Callable[..., list[Topic]]
SILENT = {"procedural", "non_informatif"}


def _partition(topics: list[Topic]) -> set[tuple[str, frozenset[str]]]:
    return {(topic.theme, frozenset(topic.remarks)) for topic in topics}


def _check(corpus: Corpus, topics: list[Topic]) -> None:
    placed = [remark for topic in topics for remark in topic.remarks]
    informative = {r.id for r in corpus.remarks if corpus.labels[r.id].nature not in SILENT}
    assert Counter(placed) == dict.fromkeys(informative, 1), "each informative remark is in one topic"
    for topic in topics:
        assert topic.remarks, "no topic is empty"
        assert {corpus.labels[remark].theme for remark in topic.remarks} == {topic.theme}
        assert topic.representative
        assert set(topic.representative) <= set(topic.remarks)
    assert len({topic.id for topic in topics}) == len(topics)


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4, 20, 300])
def test_every_informative_remark_is_in_one_topic(annotated: Corpus, topics_of: Find, count: int) -> None:
    corpus = annotated.part(range(count))
    _check(corpus, topics_of(corpus))


def test_the_order_of_the_remarks_changes_nothing(annotated: Corpus, topics_of: Find) -> None:
    order = list(range(len(annotated.remarks)))
    random.Random(7).shuffle(order)
    assert topics_of(annotated.part(order)) == topics_of(annotated)


def test_topics_gather_what_a_person_gathers_better_than_chance(annotated: Corpus, topics_of: Find) -> None:
    """Two remarks of one topic share a content word far oftener than two of the same theme."""
    lemmas = {
        r.id: {t.lemma for t in r.tokens if t.pos in {"NOUN", "VERB", "ADJ"} and len(t.text) > 3}
        for r in annotated.remarks
    }
    by_theme = defaultdict(list)
    together = []
    for topic in topics_of(annotated):
        by_theme[topic.theme] += topic.remarks
        together += [(a, b) for i, a in enumerate(topic.remarks) for b in topic.remarks[:i]]
    anyhow = [(a, b) for ids in by_theme.values() for i, a in enumerate(ids) for b in ids[:i]]

    def share(pairs: list[tuple[str, str]]) -> float:
        return sum(bool(lemmas[a] & lemmas[b]) for a, b in pairs) / len(pairs)

    assert share(together) > 1.5 * share(anyhow)


def test_forty_copies_of_one_answer_make_no_topic_of_their_own_kind(
    annotated: Corpus, make: Make, topics_of: Find
) -> None:
    """The groups of the other remarks are those that they had without the copies."""
    said = [
        (r.text, "organisation", annotated.labels[r.id].nature)
        for r in annotated.remarks
        if annotated.labels[r.id].theme == "organisation"
    ][:30]
    once = make([*said, ("Plus de patrouilles la nuit", "organisation", "preconisation")])
    often = make([*said, *[("Plus de  patrouilles la NUIT", "organisation", "preconisation")] * 40])
    texts = [{r.id: r.text.lower() for r in corpus.remarks} for corpus in (once, often)]
    groups = [
        {frozenset(text[i] for i in topic.remarks) for topic in topics_of(corpus)}
        for corpus, text in zip((once, often), texts, strict=True)
    ]
    assert groups[0] == groups[1]


def test_identical_answers_are_one_topic(make: Make, topics_of: Find) -> None:
    corpus = make([("Il faut plus de gendarmes.", "organisation", "preconisation")] * 25)
    (topic,) = topics_of(corpus)
    assert len(topic.remarks) == 25
    assert topic.representative[0] in topic.remarks


def test_remarks_without_a_word_are_placed_too(make: Make, topics_of: Find) -> None:
    said = [("…", "organisation", "constat"), ("?!", "organisation", "constat"), ("[nom]", "organisation", "constat")]
    corpus = make([*said, ("12", "organisation", "constat"), ("OK", "organisation", "constat")])
    topics = topics_of(corpus)
    _check(corpus, topics)
    assert all(topic.title for topic in topics)


def test_the_number_asked_for_is_kept(annotated: Corpus, topics_of: Find) -> None:
    counts = Counter(topic.theme for topic in topics_of(annotated, number=4))
    assert set(counts.values()) == {4}


@pytest.mark.parametrize("number", [1, 5, 200])
def test_more_topics_than_remarks_is_no_error(annotated: Corpus, topics_of: Find, number: int) -> None:
    corpus = annotated.part(range(12))
    _check(corpus, topics_of(corpus, number=number))


def test_titles_can_be_read_and_are_distinct_within_a_theme(annotated: Corpus, topics_of: Find) -> None:
    topics = topics_of(annotated)
    for theme in {topic.theme for topic in topics}:
        titles = [topic.title for topic in topics if topic.theme == theme]
        assert len({title.lower() for title in titles}) == len(titles), titles
    for topic in topics:
        assert topic.title[0].isupper()
        assert not topic.title.isupper() or len(topic.title) < 6
        assert len(topic.title) < 140
        assert not re.search(r"[\[\]@_]", topic.title)


def test_a_title_is_a_subject_of_the_field_or_a_noun_phrase_of_its_remarks(annotated: Corpus, topics_of: Find) -> None:
    known = {title.lower() for title in subject_titles("securite-interieure").values()}
    nouns = {t.text.lower() for r in annotated.remarks for t in r.tokens if t.pos == "NOUN"}
    text = {r.id: r.text.lower() for r in annotated.remarks}
    for topic in topics_of(annotated):
        for part in re.split(r" [;:] ", topic.title.lower()):
            if part in known or topic.title.startswith(("Sujet", "Remarques")):
                continue
            assert part.split()[0] in nouns, topic.title
            assert any(part in text[remark] for remark in topic.remarks), topic.title


def test_a_large_corpus_is_grouped_in_two_steps_and_loses_nothing(
    annotated: Corpus, topics_of: Find, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grouping, "LARGE", 50)
    monkeypatch.setattr(grouping, "_GATHERED", 40)
    topics = topics_of(annotated)
    _check(annotated, topics)
    order = list(range(len(annotated.remarks)))
    random.Random(3).shuffle(order)
    assert _partition(topics_of(annotated.part(order))) == _partition(topics)


def test_two_steps_of_four_thousand_vectors_are_quick_and_never_minus_one() -> None:
    rng = np.random.default_rng(0)
    centres = rng.normal(size=(12, 20))
    vectors = np.repeat(centres, 340, axis=0) + rng.normal(scale=0.05, size=(4080, 20))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    labels = Grouping(12, 1).fit(vectors).labels_
    assert labels.min() == 0
    assert len(set(labels)) == 12
    # Twelve plain heaps are found as they are.
    assert all(len(set(labels[i * 340 : (i + 1) * 340])) == 1 for i in range(12))


def test_a_reader_is_given_a_sensible_number_of_topics() -> None:
    numbers = [sensible_number(count) for count in range(1, 5000)]
    assert numbers[0] == 1
    assert numbers == sorted(numbers)
    assert 8 <= sensible_number(60) <= 12
    assert max(numbers) <= 60


def test_taking_out_a_tenth_of_the_remarks_leaves_the_topics_of_the_others(annotated: Corpus, topics_of: Find) -> None:
    """Hubert and Arabie's adjusted Rand index between the two groupings, three different tenths taken out."""
    from sklearn.metrics import adjusted_rand_score

    def group_of(topics: list[Topic]) -> dict[str, str]:
        return {remark: topic.id for topic in topics for remark in topic.remarks}

    whole = group_of(topics_of(annotated))
    found = []
    for left_out in (1, 4, 8):
        fewer = group_of(topics_of(annotated.part([i for i in range(len(annotated.remarks)) if i % 10 != left_out])))
        found.append(adjusted_rand_score([whole[remark] for remark in fewer], list(fewer.values())))
    assert sum(found) / len(found) >= 0.8, found


def test_merging_keeps_heavy_subjects_apart_and_joins_light_neighbours() -> None:
    centres = np.array([[0.0, 0.0], [1.0, 0.0], [5.0, 0.0], [6.1, 0.0]])
    light = grouping.merge(centres, np.ones(4), 3)
    assert light[0] == light[1] != light[2] != light[3]
    heavy = grouping.merge(centres, np.array([50.0, 50.0, 1.0, 1.0]), 3)
    assert heavy[2] == heavy[3]
    assert heavy[0] != heavy[1]


def test_more_topics_than_subjects_splits_the_most_discussed(annotated: Corpus, topics_of: Find) -> None:
    _check(annotated, topics_of(annotated, number=60))
    few, many = topics_of(annotated, number=8), topics_of(annotated, number=60)
    assert len(many) > len(few)
    assert max(len(t.remarks) for t in many) < max(len(t.remarks) for t in few)


def test_groups_without_a_word_still_have_titles_of_their_own(make: Make) -> None:
    from assises_nlp.topics.titles import topic_titles

    remarks = make([("?!", "organisation", "constat"), ("…", "organisation", "constat")]).remarks
    titles = topic_titles({"a": remarks[:1], "b": remarks[1:]})
    assert len(set(titles.values())) == 2
