"""The one composition of the stages after the documents were analysed: remarks -> labels -> topics -> synthesis."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assises_nlp import classify, draft, topics
from assises_nlp.config import ConsultationConfig
from assises_nlp.encode import load_encoder
from assises_nlp.ingest.meetings import describe
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
    """Attach date, place and audience to each document and put the remarks in the order of a reader."""
    by_key = {analysis.key: analysis for analysis in analyses}
    meetings: dict[str, Meeting] = {}
    inferred: dict[str, tuple[str, ...]] = {}
    questionnaires = []
    for item in inputs:
        analysis = by_key.get(item.key)
        if analysis is None:
            continue
        meetings[item.key], inferred[item.name] = describe(item.name, analysis, item.section)
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


def encode(texts: Sequence[str], names: Sequence[str] = ("use", "e5")) -> Encoded:
    """Vectors of ``texts``: each distinct text is encoded once, in alphabetical order, whatever the order given."""
    distinct = sorted(set(texts))
    rank = {text: index for index, text in enumerate(distinct)}
    order = [rank[text] for text in texts]
    vectors: dict[str, Vectors | None] = {"use": None, "e5": None}
    for name in names:
        try:
            vectors[name] = load_encoder(name).encode(distinct)[order]
        except ImportError:
            if name == "use":
                raise
    use = vectors["use"]
    assert use is not None
    return Encoded(use, vectors["e5"])


@lru_cache(maxsize=4)
def load_models(grid: str) -> tuple[classify.Classifier, topics.SubjectSpace]:
    """The trained classifiers of a grid and the subject space."""
    folder = data_path("models")
    return classify.load_classifier(folder / f"{grid}.skops"), topics.load_space(folder / "sujets.skops")


def label(
    remarks: Sequence[Remark], encoded: Encoded, classifier: classify.Classifier, config: ConsultationConfig
) -> dict[str, Label]:
    """Theme and nature of each remark."""
    use_e5 = encoded.e5 if "e5" in classifier.encoders else None
    prepared = classify.prepare([r.text for r in remarks], [r.tokens for r in remarks], encoded.use, use_e5)
    headings = _headings(remarks, classifier)
    chosen = replace(
        classifier,
        theme_threshold=_or(config.analyse.seuil_theme, classifier.theme_threshold),
        nature_threshold=_or(config.analyse.seuil_nature, classifier.nature_threshold),
    )
    return {found.remark: found for found in chosen.label(remarks, prepared, headings)}


def _or(value: float | None, default: float) -> float:
    return default if value is None else value


def _headings(remarks: Sequence[Remark], classifier: classify.Classifier) -> dict[str, npt.NDArray[np.float64]]:
    from assises_nlp.annotate import Annotator

    texts = sorted({remark.heading for remark in remarks if remark.heading})
    if not texts:
        return {}
    encoded = encode(texts, classifier.encoders)
    prepared = classify.prepare(texts, list(Annotator()(texts)), encoded.use, encoded.e5)
    return dict(zip(texts, classifier.probabilities(prepared)[0], strict=True))


def find_topics(
    remarks: Sequence[Remark],
    labels: Mapping[str, Label],
    encoded: Encoded,
    space: topics.SubjectSpace,
    grid: Grid,
    config: ConsultationConfig,
) -> list[Topic]:
    """The topics of each theme, titled with the field's subjects where the grid has some."""
    options = topics.TopicOptions(config.analyse.sujets_par_theme, config.analyse.graine)
    return topics.find_topics(remarks, labels, encoded.use, space, options, topics.subject_titles(grid.id))


def write_draft(
    corpus: Corpus,
    labels: Mapping[str, Label],
    found: Sequence[Topic],
    grid: Grid,
    config: ConsultationConfig,
    folder: Path,
) -> Synthesis:
    """The synthesis: statements, positions, statuses."""
    said = config.consultation
    territory = said.territoire or folder.resolve().name
    options = draft.DraftOptions(
        max_constats=config.redaction.lignes_par_liste,
        max_preconisations=config.redaction.lignes_par_liste,
        form=config.redaction.forme,
    )
    notices = tuple(
        f"{corpus.meetings[analysis.key].name} : {notice}"
        for analysis in corpus.analyses
        for notice in analysis.notices
    )
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
    )


def counts(corpus: Corpus, labels: Mapping[str, Label], synthesis: Synthesis) -> dict[str, dict[str, int]]:
    """Remarks by theme, nature and status, for the summary and the manifest."""
    return {
        "theme": dict(sorted(Counter(labels[r.id].theme for r in corpus.remarks).items())),
        "nature": dict(sorted(Counter(labels[r.id].nature for r in corpus.remarks).items())),
        "statut": dict(sorted(Counter(synthesis.statuses.values()).items())),
    }
