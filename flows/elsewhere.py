"""What the models that ship are worth on annotated remarks that they never saw: ``assises evaluer --sur DOSSIER``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assises_nlp import classify
from assises_nlp.config import load_grid
from assises_nlp.resources import data_path
from flows import learning, progress, subjects
from flows.errors import NothingToDo


def evaluate_elsewhere(folder: Path) -> int:
    """Measure the models on the ``.jsonl`` files of ``folder`` (format of the annotation guide); nothing is written.

    Raises:
        NothingToDo: the folder has no annotated remarks that can be used, or remarks that the models were taught.
    """
    with progress.RichReporter() as reporter, progress.reporting(reporter):
        reporter.stage("Lecture des remarques annotées")
        annotated = _unseen(folder)
        reporter.stage(f"Classement de {len(annotated)} remarques")
        columns = _figures(annotated)
        reporter.stage("Sujets")
        groups = _groups(annotated)
    learning.show_figures(columns, f"{len(annotated)} remarques que les modèles n’ont pas apprises")
    _show_groups(groups)
    return 0


def _unseen(folder: Path) -> tuple[classify.Annotated, ...]:
    if not folder.is_dir():
        raise NothingToDo(f"Le dossier «\u00a0{folder}\u00a0» est introuvable\u00a0: vérifiez son nom.")
    themes = [theme.id for theme in load_grid(learning.GRID).themes]
    try:
        found = classify.load_annotations(folder, themes)
        taught = classify.load_annotations(data_path("annotations"), themes)
    except classify.AnnotationError as error:
        raise NothingToDo(str(error)) from None
    known = {_plain(remark.text) for remark in taught}
    seen = sum(_plain(remark.text) in known for remark in found)
    if seen:
        raise NothingToDo(
            f"{seen} des {len(found)} remarques ont servi à l’apprentissage\u00a0: mesurez sur d’autres remarques."
        )
    return found


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


def _figures(annotated: Sequence[classify.Annotated]) -> dict[str, dict[str, float]]:
    """The figures of the full model: on all remarks, on altered text, by source; then those of the fast model."""
    full = learning.trained(fast=False)
    whole = _judged(full, annotated)
    columns = {"toutes": whole.headline()}
    for kind, alter in classify.KINDS.items():
        columns[kind] = _judged(full, annotated, [alter(remark.text) for remark in annotated]).headline()
    columns["modèle rapide"] = _judged(learning.trained(fast=True), annotated).headline()
    sources = np.asarray(whole.sources)
    for source in sorted(set(whole.sources)):
        own = sources == source
        part = [remark for remark in annotated if remark.source == source]
        columns[source] = classify.Results(part, whole.theme.take(own), whole.nature.take(own)).headline()
    return columns


def _judged(
    model: classify.Classifier, annotated: Sequence[classify.Annotated], texts: Sequence[str] | None = None
) -> classify.Results:
    prepared = learning.prepare_texts(texts or [remark.text for remark in annotated], model.encoders)
    theme, nature = model.probabilities(prepared)
    return classify.Results.of(annotated, theme, nature, model.themes, model.natures)


def _groups(annotated: Sequence[classify.Annotated]) -> list[subjects.Agreement]:
    """Topics against the annotators' own groups, where they made some."""
    from flows.consultation import load_space

    grouped = tuple(remark for remark in annotated if remark.topic)
    if not grouped:
        return []
    corpus = subjects.load_corpus(grouped, None)
    sources = sorted({remark.source for remark in corpus.annotated})
    return [subjects.agreement(corpus, source, load_space()) for source in sources]


def _show_groups(found: Sequence[subjects.Agreement]) -> None:
    from rich.console import Console
    from rich.table import Table

    if not found:
        return
    table = Table(title="Sujets du programme et groupes de l’annotateur, dans les thèmes annotés")
    for name in ("source", "remarques", "groupes", "sujets", "V-mesure", "Rand ajusté", "stabilité"):
        table.add_column(name, justify="left" if name == "source" else "right")
    for a in found:
        figures = (a.v_measure, a.adjusted_rand, a.stability)
        table.add_row(a.source, str(a.remarks), str(a.human), str(a.found), *map(_comma, figures))
    means = (float(np.mean([getattr(a, name) for a in found])) for name in ("v_measure", "adjusted_rand", "stability"))
    table.add_row("moyenne", "", "", "", *map(_comma, means))
    Console().print(table)


def _comma(value: float) -> str:
    return f"{value:.3f}".replace(".", ",")
