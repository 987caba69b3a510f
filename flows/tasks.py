"""Thin Prefect tasks: each calls the library and times itself. Raw text does not leave the first one."""

from __future__ import annotations

import datetime as dt
import json
import logging
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from prefect import task
from prefect.cache_policies import NO_CACHE

from assises_nlp import export, topics
from assises_nlp.annotate import Annotator
from assises_nlp.config import fingerprint
from assises_nlp.ingest import UnreadableInput
from assises_nlp.records import Reject
from assises_nlp.store import MANIFEST, Store, sha256
from flows import changes, consultation, invariants, progress, versions, warmup
from flows.document import analyse_document
from flows.errors import BrokenInvariant, NothingToDo
from flows.inputs import Input
from flows.run import Run

log = logging.getLogger(__name__)
_spacy = threading.Lock()


def cache_key(item: Input) -> str:
    """What a document's analysis depends on: its bytes, the code that reads it, the configuration of its reading."""
    said = item.hint
    parts = None if said is None else [getattr(said, name) for name in sorted(type(said).__dataclass_fields__)]
    return fingerprint(item.key, versions.code_fingerprint(), Path(item.name).suffix.lower(), _kind_cue(item), parts)


def _kind_cue(item: Input) -> str:
    # The kind is read from the name too ("cadrage…", "courriel…"): renaming costs nothing unless it says another.
    from assises_nlp.ingest.kinds import infer_kind

    path = Path(item.name)
    return infer_kind(path.name, path.suffix.lstrip(".").lower(), ())


@task(name="analyser-document", cache_policy=NO_CACHE, persist_result=False, log_prints=False)
def document_task(item: Any, folder: Path) -> tuple[str, str | None]:
    """Analyse one file unless its analysis is kept. Returns its cache key, and why it was rejected if it was."""
    store = Store(folder)
    key = cache_key(item)
    if store.load_analysis(key) is not None:
        return key, None
    try:
        # spaCy's vocabulary is shared: one document at a time is annotated, while others are read.
        def annotator(texts: Any) -> Any:
            warmup.wait("annotation")
            with _spacy:
                yield from Annotator()(texts)

        analysis = analyse_document(item.path, item.hint, annotator)
    except UnreadableInput as error:
        log.warning("rejected %s: %s", item.name, error.reason, exc_info=True)
        return key, error.reason
    except BrokenInvariant:
        raise
    except Exception:
        # A reader that fails in a way nobody foresaw must not stop the other documents.
        log.exception("unexpected failure on %s", item.name)
        return (
            key,
            "Ce document n’a pas pu être analysé : enregistrez-le dans un autre format (.docx, .odt, .csv).",
        )
    store.save_analysis(key, analysis)
    return key, None


@task(name="rassembler", cache_policy=NO_CACHE, persist_result=False)
def gather_task(run: Run, results: list[tuple[str, str | None]]) -> None:
    analyses = []
    for item, (key, reason) in zip(run.inventory.inputs, results, strict=True):
        analysis = run.store.load_analysis(key) if reason is None else None
        if analysis is None:
            reason = reason or "Ce document n’a pas pu être relu après son analyse : relancez l’analyse."
            run.rejects.append(Reject(item.name, reason, item.key))
        else:
            analyses.append(analysis)
    run.corpus = consultation.gather(run.inventory.inputs, analyses)
    for analysis in run.corpus.analyses:
        name = run.corpus.meetings[analysis.key].name
        run.notices += [f"{name} : {notice}" for notice in analysis.notices]
        if not analysis.remarks:
            run.notices.append(f"{name} : aucune remarque n’a été trouvée dans ce document, vérifiez son contenu.")
    if not run.corpus.remarks and not run.corpus.questionnaires:
        raise NothingToDo(_nothing(run))


def _nothing(run: Run) -> str:
    if run.rejects:
        return nothing_read(run.rejects)
    return "Aucune remarque n’a été trouvée dans les documents : vérifiez le contenu du dossier « entrees »."


def nothing_read(rejects: Sequence[Reject]) -> str:
    first = min(rejects, key=lambda reject: reject.file)
    others = f" ({len(rejects)} fichiers refusés)" if len(rejects) > 1 else ""
    return f"Aucun document n’a pu être lu{others}. « {first.file} » : {first.reason}"


def leave_rejects(run: Run) -> None:
    """Say in ``sorties/rejets.json`` why nothing could be read, unless there are earlier outputs: these stay."""
    if run.store.outputs.exists() or not run.rejects:
        return
    staged = run.store.staging()
    rejects = [
        {"fichier": reject.file, "raison": reject.reason, "sha256": reject.sha256}
        for reject in sorted(run.rejects, key=lambda reject: reject.file)
    ]
    data = (json.dumps(rejects, ensure_ascii=False, indent=2) + "\n").encode()
    (staged / "rejets.json").write_bytes(data)
    manifest = {"schema": "assises-manifeste/1", "sorties": {"rejets.json": sha256(data)}}
    (staged / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", "utf-8")
    run.store.exchange(staged, "")


@task(name="representer", cache_policy=NO_CACHE, persist_result=False)
def encode_task(run: Run) -> None:
    assert run.corpus is not None
    warmup.wait("encoder")
    run.use = consultation.encode(consultation.readable(run.corpus.remarks), ("use",)).use


@task(name="classer", cache_policy=NO_CACHE, persist_result=False)
def label_task(run: Run) -> None:
    assert run.corpus is not None
    assert run.use is not None
    warmup.wait("models")
    remarks = run.corpus.remarks
    found = consultation.label(remarks, run.use, run.grid, run.folder, run.config)
    run.labels = consultation.amend(remarks, found, run.use, run.grid, run.book)


@task(name="trouver-les-sujets", cache_policy=NO_CACHE, persist_result=False)
def topics_task(run: Run) -> None:
    assert run.corpus is not None
    assert run.use is not None
    warmup.wait("topics")
    run.topics = consultation.find_topics(run.corpus.remarks, run.labels, run.use, run.grid, run.config)
    run.groups = topics.group_identical(run.corpus.remarks)


@task(name="rediger", cache_policy=NO_CACHE, persist_result=False)
def draft_task(run: Run) -> None:
    assert run.corpus is not None
    made = consultation.write_draft(
        run.corpus, run.labels, run.topics, run.grid, run.config, run.folder, run.use, run.book
    )
    run.synthesis = changes.keep_ids(made, run.store)
    invariants.check(run.synthesis, run.corpus.remarks, run.book)


@task(name="exporter", cache_policy=NO_CACHE, persist_result=False)
def export_task(run: Run) -> list[str]:
    """Write the outputs beside the previous ones, check them, exchange. Returns the edited documents that were kept."""
    assert run.corpus is not None
    assert run.synthesis is not None
    staged = run.store.staging()
    reporter = progress.current()
    with run.watch.time("export"):
        export.write_outputs(
            run.synthesis,
            run.corpus.remarks,
            run.labels,
            run.topics,
            run.corpus.meetings,
            sorted(run.rejects, key=lambda reject: reject.file),
            run.groups,
            staged,
            progress=reporter.step,
            templates=run.templates,
        )
    invariants.check_outputs(staged, run.synthesis)
    changes.write(run, staged)
    (staged / MANIFEST).write_text(json.dumps(_manifest(run, staged), ensure_ascii=False, indent=2) + "\n", "utf-8")
    kept = run.store.exchange(staged, dt.datetime.now().strftime("%Y-%m-%d-%Hh%M"))
    changes.forget(run)
    return kept


def _manifest(run: Run, staged: Path) -> dict[str, Any]:
    assert run.corpus is not None
    assert run.synthesis is not None
    return {
        "schema": "assises-manifeste/1",
        "version": versions.program_version(),
        "analyse_le": dt.datetime.now().astimezone().isoformat(timespec="seconds"),
        "code": versions.code_fingerprint(),
        "modeles": versions.models(),
        "paquets": versions.packages(),
        "configuration": fingerprint(run.config),
        "entrees": [{"fichier": item.name, "sha256": item.key} for item in run.inventory.inputs],
        "documents": changes.listed_documents(run),
        "copies": [{"fichier": name, "remarque": why} for name, why in run.inventory.copies],
        "ignores": [{"fichier": name, "raison": why} for name, why in run.inventory.ignored],
        "deduit": {name: list(fields) for name, fields in sorted(run.corpus.inferred.items())},
        "avertissements": run.notices,
        "comptes": consultation.counts(run.corpus, run.labels, run.synthesis),
        "hors_remarques": {run.corpus.meetings[a.key].name: dict(a.set_aside) for a in run.corpus.analyses},
        "durees": run.watch.durations,
        "sorties": {
            path.relative_to(staged).as_posix(): sha256(path.read_bytes())
            for path in sorted(staged.rglob("*"))
            if path.is_file() and path.name != MANIFEST
        },
    }
