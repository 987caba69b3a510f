"""The analysis of a consultation: one flow, bounded workers, every stage named."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from prefect import flow
from prefect.futures import as_completed
from prefect.task_runners import ThreadPoolTaskRunner

from assises_nlp.config import load_config, load_grid
from assises_nlp.encode.base import cores
from assises_nlp.records import Reject
from flows import consultation, progress, tasks
from flows.errors import NothingToDo
from flows.inputs import INPUTS, Input, inventory
from flows.run import Report, Run

log = logging.getLogger(__name__)


def prepare_run(folder: Path) -> Run:
    """Read the configuration and list the inputs.

    Raises:
        ConfigError: the configuration or the grid cannot be used.
        NothingToDo: there is no ``entrees`` folder, or nothing in it that the program reads.
    """
    if not folder.is_dir():
        raise NothingToDo(f"Le dossier « {folder} » est introuvable : vérifiez son nom.")
    if not (folder / INPUTS).is_dir():
        raise NothingToDo(f"« {folder.name} » n’a pas de dossier « entrees » : créez-le et placez-y les documents.")
    config = load_config(folder)
    run = Run(folder, config, load_grid(config.consultation.grille, folder), inventory(folder, config))
    run.rejects += [Reject(name, reason, None) for name, reason in run.inventory.unreadable]
    run.notices += [notice for _, notice in run.inventory.copies]
    run.notices += [
        f"« assises.toml » décrit « {name} », absent de « entrees » : ajoutez-le ou retirez-le de la configuration."
        for name in run.inventory.missing
    ]
    if not run.inventory.inputs:
        raise NothingToDo(_empty(run))
    return run


def _empty(run: Run) -> str:
    if run.rejects:
        return tasks.nothing_read(run.rejects)
    if run.inventory.ignored:
        name, reason = run.inventory.ignored[0]
        return f"Le dossier « entrees » ne contient aucun document que le programme sache lire. « {name} » : {reason}"
    return "Le dossier « entrees » est vide : placez-y les comptes rendus et les questionnaires."


@flow(name="analyser-une-consultation", persist_result=False, log_prints=False, validate_parameters=False)
def analyse(folder: Path, workers: int | None = None) -> Report:
    """Analyse ``folder/entrees`` and exchange ``folder/sorties``. The result does not depend on ``workers``."""
    run = prepare_run(folder)
    reporter = progress.current()
    with run.store.lock():
        results = _analyse_documents(run, workers or cores())
        try:
            tasks.gather_task(run, results)
        except NothingToDo:
            tasks.leave_rejects(run)
            raise
        assert run.corpus is not None
        for title, name, step in (
            ("Représentation des remarques", "vecteurs", tasks.encode_task),
            ("Classement par thème et par nature", "classement", tasks.label_task),
            ("Recherche des sujets", "sujets", tasks.topics_task),
            ("Rédaction du projet", "redaction", tasks.draft_task),
        ):
            reporter.stage(title)
            with run.watch.time(name):
                step(run)
        reporter.stage("Écriture des documents")
        kept = tasks.export_task(run)
    return report(run, kept)


def _analyse_documents(run: Run, workers: int) -> list[tuple[str, str | None]]:
    reporter = progress.current()
    reporter.stage("Lecture et découpage des documents", len(run.inventory.inputs))
    runner: ThreadPoolTaskRunner[Any] = ThreadPoolTaskRunner(max_workers=max(1, workers))
    futures: dict[Any, Input]
    with run.watch.time("documents"), runner:
        futures = {
            runner.submit(tasks.document_task, {"item": item, "folder": run.folder}): item
            for item in run.inventory.inputs
        }
        done = {}
        for future in as_completed(list(futures)):
            item = futures[future]
            done[item.name] = future.result()
            reporter.step(item.name)
    return [done[item.name] for item in run.inventory.inputs]


def report(run: Run, kept: list[str]) -> Report:
    assert run.corpus is not None
    assert run.synthesis is not None
    return Report(
        folder=str(run.folder),
        documents=len(run.corpus.analyses),
        remarks=len(run.corpus.remarks),
        counts=consultation.counts(run.corpus, run.labels, run.synthesis),
        statements={theme.title: (len(theme.constats), len(theme.preconisations)) for theme in run.synthesis.themes},
        rejects=tuple(sorted(run.rejects, key=lambda reject: reject.file)),
        notices=tuple(run.notices),
        ignored=run.inventory.ignored,
        kept=tuple(kept),
        durations=run.watch.durations,
        changes=run.changes,
    )
