"""The subject space, in which topics are found: learnt from the annotated remarks, measured on sources left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assises_nlp import classify, topics
from assises_nlp.annotate import Annotator, normalise
from assises_nlp.records import OFF_THEME
from flows import progress

SUBJECTS = "sujets.tsv"
MODEL = "sujets.skops"
CARD = "sujets.md"
_SILENT = frozenset({"procedural", "non_informatif"})


@dataclass(frozen=True, slots=True)
class Corpus:
    """The informative annotated remarks: what the space is taught, and the vectors (n, 512) of their texts."""

    annotated: tuple[classify.Annotated, ...]
    examples: tuple[topics.Example, ...]
    use: npt.NDArray[np.float32]


def load_corpus(annotated: Sequence[classify.Annotated], folder: Path | None) -> Corpus:
    """Annotate and encode the informative remarks of ``annotated``; ``folder`` holds their canonical subjects, which
    nobody needs who only measures.
    """
    from flows.consultation import encode

    subjects = topics.annotated_subjects(folder / SUBJECTS) if folder is not None else {}
    chosen = tuple(remark for remark in annotated if remark.nature not in _SILENT)
    texts = [normalise(remark.text)[0] for remark in chosen]
    examples = tuple(
        topics.Example(
            lemmas=topics.content_lemmas(tokens),
            theme=remark.theme,
            group=f"{remark.source}/{remark.topic}",
            subject=subjects.get(remark.id, ""),
        )
        for remark, tokens in zip(chosen, Annotator()(texts), strict=True)
    )
    return Corpus(chosen, examples, encode([classify.readable(text) for text in texts], ("use",)).use)


def train(corpus: Corpus, without: str | None = None) -> topics.SubjectSpace:
    """The space learnt from the remarks of every source but ``without``."""
    kept = [index for index, remark in enumerate(corpus.annotated) if remark.source != without]
    return topics.fit_space([corpus.examples[index] for index in kept], corpus.use[kept])


@dataclass(frozen=True, slots=True)
class Agreement:
    """Topics of a source against its annotator's groups, inside the true themes; ``stability``: adjusted Rand index
    between the topics with and without a tenth of the remarks.
    """

    source: str
    remarks: int
    human: int
    found: int
    v_measure: float
    adjusted_rand: float
    stability: float


def measure(corpus: Corpus) -> list[Agreement]:
    """Agreement on each source, by a space that saw nothing of it.

    Rosenberg and Hirschberg, "V-Measure", 2007; Hubert and Arabie, "Comparing Partitions", 1985.
    """
    sources = sorted({remark.source for remark in corpus.annotated})
    progress.current().stage("Mesure des sujets, source par source", len(sources))
    found = []
    for source in sources:
        found.append(agreement(corpus, source, train(corpus, without=source)))
        progress.current().step(source)
    return found


def agreement(corpus: Corpus, source: str, space: topics.SubjectSpace) -> Agreement:
    """Agreement on one source, by a space that saw nothing of it."""
    from sklearn.metrics import adjusted_rand_score, v_measure_score

    members = [
        index for index, remark in enumerate(corpus.annotated) if remark.source == source and remark.theme != OFF_THEME
    ]
    human = [f"{corpus.annotated[index].theme}/{corpus.annotated[index].topic}" for index in members]
    machine = _topics(corpus, members, space)
    fewer = [position for position in range(len(members)) if position % 10 != 3]
    again = _topics(corpus, [members[position] for position in fewer], space)
    return Agreement(
        source,
        len(members),
        len(set(human)),
        len(set(machine)),
        round(float(v_measure_score(human, machine)), 3),
        round(float(adjusted_rand_score(human, machine)), 3),
        round(float(adjusted_rand_score([machine[position] for position in fewer], again)), 3),
    )


def _topics(corpus: Corpus, members: Sequence[int], space: topics.SubjectSpace) -> list[str]:
    """The topic of each of ``members``, found inside its true theme."""
    named = {}
    for theme in sorted({corpus.annotated[index].theme for index in members}):
        part = [index for index in members if corpus.annotated[index].theme == theme]
        raw = space.raw([corpus.examples[index].lemmas for index in part], corpus.use[part])
        vectors, probabilities = space.place(raw, theme)
        seeds = None if probabilities is None else topics.Seeds(probabilities, space.subjects[theme].centres)
        labels = topics.group(vectors, seeds)
        named.update({index: f"{theme}/{label}" for index, label in zip(part, labels, strict=True)})
    return [named[index] for index in members]


def write_card(found: Sequence[Agreement], path: Path) -> None:
    """Write the agreement of each source as a Markdown table."""
    mean = [
        round(float(np.mean([getattr(a, n) for a in found])), 3) for n in ("v_measure", "adjusted_rand", "stability")
    ]
    rows = [
        f"| {a.source} | {a.remarks} | {a.human} | {a.found} | {a.v_measure} | {a.adjusted_rand} | {a.stability} |"
        for a in found
    ]
    text = [
        "# Model card: the subject space",
        "",
        "A discriminant projection of sentence vectors and lemmas, and a logistic regression of the canonical subjects, "
        "fitted on the annotated remarks (see their datasheet). Each source below is grouped by a space that saw nothing "
        "of it, inside the true themes, and compared with the groups that its annotator made. Stability: adjusted Rand "
        "index between the topics with and without a tenth of the remarks.",
        "",
        "| source | remarks | human groups | topics | V-measure | adjusted Rand | stability |",
        "|---|---:|---:|---:|---:|---:|---:|",
        *rows,
        f"| **mean** | | | | **{mean[0]}** | **{mean[1]}** | **{mean[2]}** |",
        "",
        "Weak: the annotators' groups and the canonical subjects were made by language models; a subject that the inventory "
        "lacks is filed under its nearest neighbour; small corpora are less stable than large ones.",
        "",
    ]
    path.write_text("\n".join(text), "utf-8")
