"""The one composition of the stages after the documents were analysed: remarks -> labels -> topics -> synthesis."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assises_nlp import classify, draft, topics
from assises_nlp.config import ConsultationConfig
from assises_nlp.encode import load_encoder
from assises_nlp.records import (
    DocumentAnalysis,
    Grid,
    Label,
    Meeting,
    QuestionnaireResult,
    Remark,
    Synthesis,
    Topic,
)
from assises_nlp.resources import data_path
from flows import learning, wordings
from flows.file_names import named_meeting, words_said
from flows.inputs import Input

Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Corpus:
    """All that the documents gave, sorted so that nothing depends on the order of the files."""

    analyses: tuple[DocumentAnalysis, ...]
    meetings: dict[str, Meeting]
    remarks: tuple[Remark, ...]
    questionnaires: tuple[QuestionnaireResult, ...]
    inferred: dict[str, tuple[str, ...]]


def gather(inputs: Sequence[Input], analyses: Sequence[DocumentAnalysis]) -> Corpus:
    """Attach date, place and audience to each document and put the remarks in the order of a reader.

    From here on a file's name is the one that may be shown (see :mod:`flows.file_names`).
    """
    said = words_said(analyses)
    by_key = {analysis.key: analysis for analysis in analyses}
    meetings: dict[str, Meeting] = {}
    inferred: dict[str, tuple[str, ...]] = {}
    questionnaires = []
    for item in inputs:
        analysis = by_key.get(item.key)
        if analysis is None:
            continue
        meetings[item.key], inferred[item.name] = named_meeting(item.name, analysis, item.section, said)
        if analysis.questionnaire:
            meeting, invited = meetings[item.key], item.section.invites if item.section else None
            questionnaires.append(
                replace(analysis.questionnaire, name=meeting.title, audience=meeting.audience, invited=invited)
            )
    ordered = sorted(meetings, key=lambda key: (meetings[key].date or "9999", meetings[key].name, key))
    remarks = [remark for key in ordered for remark in by_key[key].remarks]
    return Corpus(
        tuple(by_key[key] for key in ordered),
        {key: meetings[key] for key in ordered},
        tuple(remarks),
        tuple(sorted(questionnaires, key=lambda q: ordered.index(q.document))),
        inferred,
    )


@dataclass(frozen=True, slots=True)
class Encoded:
    """Vectors of the remarks, in their order; ``e5`` is None where that encoder is not installed."""

    use: Vectors
    e5: Vectors | None


def encode(texts: Sequence[str], names: Sequence[str] = ("use", "e5"), *, workers: int = 1) -> Encoded:
    """Vectors of ``texts``: each distinct text is encoded once, in alphabetical order, whatever the order given.

    ``workers``: among how many the cores are shared.
    """
    distinct = sorted(set(texts))
    rank = {text: index for index, text in enumerate(distinct)}
    order = [rank[text] for text in texts]
    vectors: dict[str, Vectors | None] = {"use": None, "e5": None}
    for name in names:
        try:
            vectors[name] = load_encoder(name, workers).encode(distinct)[order]
        except ImportError:
            if name == "use":
                raise
    use = vectors["use"]
    assert use is not None
    return Encoded(use, vectors["e5"])


@lru_cache(maxsize=1)
def load_space() -> topics.SubjectSpace:
    """The space in which topics are found."""
    return topics.load_space(data_path("models") / "sujets.skops")


def readable(remarks: Sequence[Remark]) -> list[str]:
    """The remarks' texts as the encoders see them: accents put back, capitals lowered."""
    return [classify.readable(remark.text) for remark in remarks]


def label(
    remarks: Sequence[Remark], use: Vectors, grid: Grid, folder: Path, config: ConsultationConfig
) -> dict[str, Label]:
    """Theme and nature of each remark: by the fast classifier, and by the full one where the fast one is not sure.

    ``use`` (n, 512) follows ``remarks``. Above 5,000 remarks the fast classifier decides alone.
    """
    texts = readable(remarks)
    fast = learning.classifier_for(grid, folder, fast=True)
    prepared = classify.prepare([r.text for r in remarks], [r.tokens for r in remarks], use, None)
    first = _labels(fast, remarks, prepared, config)
    if len(remarks) >= learning.MANY or not learning.slow_encoder_installed():
        return {found.remark: found for found in first}
    unsure = [
        index
        for index, (remark, found) in enumerate(zip(remarks, first, strict=True))
        if remark.turn == "voix" and min(found.theme_confidence, found.nature_confidence) < SURE
    ]
    if not unsure:
        return {found.remark: found for found in first}
    full = learning.classifier_for(grid, folder)
    slow = encode([texts[index] for index in unsure], ("use", "e5"))
    chosen = [remarks[index] for index in unsure]
    again = classify.prepare([r.text for r in chosen], [r.tokens for r in chosen], use[unsure], slow.e5)
    labels = {found.remark: found for found in first}
    labels.update((found.remark, found) for found in _labels(full, chosen, again, config))
    return labels


def amend(
    remarks: Sequence[Remark], labels: Mapping[str, Label], use: Vectors, grid: Grid, book: draft.Phrasebook
) -> dict[str, Label]:
    """The labels, corrected by what the phrasebook proves. ``use`` (n, 512) follows the remarks."""
    return draft.amended(remarks, labels, wordings.opinion(remarks, labels, use, grid.id), book)


SURE = 0.75
"""Confidence of the fast classifier from which the full one is not asked: it then decides the same."""


def _labels(
    labeller: classify.Labeller, remarks: Sequence[Remark], prepared: classify.Prepared, config: ConsultationConfig
) -> list[Label]:
    said = config.analyse
    chosen: Any = labeller
    chosen = replace(
        chosen,
        theme_threshold=labeller.theme_threshold if said.seuil_theme is None else said.seuil_theme,
        nature_threshold=labeller.nature_threshold if said.seuil_nature is None else said.seuil_nature,
    )
    labels: list[Label] = chosen.label(remarks, prepared, _headings(remarks, labeller))
    return labels


def _headings(remarks: Sequence[Remark], labeller: classify.Labeller) -> dict[str, npt.NDArray[np.float64]]:
    """Theme probabilities of each heading's own text."""
    texts = sorted({remark.heading for remark in remarks if remark.heading})
    if not texts:
        return {}
    prepared = learning.prepare_texts(texts, labeller.encoders)
    return dict(zip(texts, labeller.probabilities(prepared)[0], strict=True))


def find_topics(
    remarks: Sequence[Remark],
    labels: Mapping[str, Label],
    use: Vectors,
    grid: Grid,
    config: ConsultationConfig,
) -> list[Topic]:
    """The topics of each theme, titled with the field's subjects where the grid has some."""
    options = topics.TopicOptions(config.analyse.sujets_par_theme, config.analyse.graine)
    return topics.find_topics(remarks, labels, use, load_space(), options, topics.subject_titles(grid.id))


def write_draft(
    corpus: Corpus,
    labels: Mapping[str, Label],
    found: Sequence[Topic],
    grid: Grid,
    config: ConsultationConfig,
    folder: Path,
    use: Vectors | None = None,
    book: draft.Phrasebook | None = None,
) -> Synthesis:
    """The synthesis: statements, positions, statuses. ``use`` (n, 512) follows the remarks; made here where not given.

    ``book``: the lines that it may be worded with, those of the grid where none is given.
    """
    if use is None:
        use = encode(readable(corpus.remarks), ("use",)).use
    said = config.consultation
    territory = said.territoire or folder.resolve().name
    options = draft.DraftOptions(
        max_constats=config.redaction.lignes_par_liste,
        max_preconisations=config.redaction.lignes_par_liste,
        max_measures=config.redaction.mesures_par_ligne,
        max_gathered=config.redaction.mesures_par_famille,
        form=config.redaction.forme,
        consensus_meetings=config.redaction.consensus_seances,
        consensus_share=config.redaction.consensus_part_des_seances,
        consensus_audiences=config.redaction.consensus_publics,
        consensus_voices=config.redaction.consensus_intervenants,
        isolated=config.redaction.isole_personnes,
        divergence_share=config.redaction.divergence_part,
    )
    notices = tuple(
        f"{corpus.meetings[analysis.key].name} : {notice}"
        for analysis in corpus.analyses
        for notice in analysis.notices
    )
    where = topics.located(corpus.remarks, labels, use, load_space())
    return draft.draft_synthesis(
        corpus.remarks,
        labels,
        found,
        corpus.meetings,
        corpus.questionnaires,
        grid,
        options,
        title=said.titre or f"{grid.title} – {territory}",
        territory=territory,
        fictitious=said.donnees_fictives,
        notices=notices,
        places=where.places,
        sentences={remark.id: row for remark, row in zip(corpus.remarks, use, strict=True)},
        book=book,
        likelihood=replace(wordings.opinion(corpus.remarks, labels, use, grid.id), subjects=where.subjects),
    )


def counts(corpus: Corpus, labels: Mapping[str, Label], synthesis: Synthesis) -> dict[str, dict[str, int]]:
    """Remarks by theme, nature and status, for the summary and the manifest."""
    return {
        "theme": dict(sorted(Counter(labels[r.id].theme for r in corpus.remarks).items())),
        "nature": dict(sorted(Counter(labels[r.id].nature for r in corpus.remarks).items())),
        "statut": dict(sorted(Counter(synthesis.statuses.values()).items())),
    }
