"""What changed since the last run whose documents were others, and since the final version.

The draft that a run is compared with is read from the outputs that it replaces, and kept under the key of the run's own
documents: running again on the same documents finds it there and writes the same page.
"""

from __future__ import annotations

import csv
import json
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assises_nlp import draft, export
from assises_nlp.config import fingerprint
from assises_nlp.export.changes import summary
from assises_nlp.export.clean import clean, unguard_cell
from assises_nlp.export.french import common_words, typeset
from assises_nlp.records import Changes, Synthesis
from assises_nlp.store import MANIFEST, Store, write_atomically
from flows import final

if TYPE_CHECKING:
    from flows.run import Run

log = logging.getLogger(__name__)
_REFERENCES = "references"


@dataclass(frozen=True, slots=True)
class Edition:
    """A draft as a run wrote it: its ``synthese.json``, and the sha256 of each document that it was made from, by the
    name that the synthesis gives it.
    """

    synthesis: Mapping[str, Any]
    inputs: Mapping[str, str]

    @property
    def key(self) -> str:
        return fingerprint(sorted(self.inputs.values()))


def published(folder: Path) -> Edition | None:
    """The draft in ``folder`` (outputs, or a final version), or None where there is none that can be read."""
    synthesis = _read(folder / "synthese.json")
    if synthesis is None or not draft.readable(synthesis):
        return None
    manifest = _read(folder / MANIFEST) or {}
    return Edition(synthesis, _inputs(manifest.get("documents", manifest.get("entrees"))))


def _read(path: Path) -> dict[str, Any] | None:
    try:
        data = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, RecursionError):
        log.warning("%s cannot be read: no comparison with it", path, exc_info=True)
        return None
    return data if isinstance(data, dict) else None


def _inputs(listed: object) -> dict[str, str]:
    found = {}
    for item in listed if isinstance(listed, list) else []:
        if isinstance(item, dict) and isinstance(item.get("fichier"), str) and isinstance(item.get("sha256"), str):
            found[clean(item["fichier"])] = item["sha256"]
    return found


def keep_ids(synthesis: Synthesis, store: Store) -> Synthesis:
    """``synthesis`` with the ids that its lines had in the outputs it will replace."""
    previous = published(store.outputs)
    return draft.carried(synthesis, previous.synthesis if previous else None)


def reference(store: Store, current: Edition) -> Edition | None:
    """The draft that ``current`` is compared with: the last one made from other documents."""
    path = _reference_path(store, current.key)
    previous = published(store.outputs)
    if previous is not None and previous.key != current.key:
        data = {"synthese": previous.synthesis, "entrees": _listed(previous.inputs)}
        write_atomically(path, json.dumps(data, ensure_ascii=False).encode())
        return previous
    kept = _read(path)
    if kept is None or not draft.readable(kept.get("synthese")):
        return None
    return Edition(kept["synthese"], _inputs(kept.get("entrees")))


def _listed(inputs: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"fichier": name, "sha256": digest} for name, digest in sorted(inputs.items())]


def _reference_path(store: Store, key: str) -> Path:
    return store.private / _REFERENCES / f"{key}.json"


def write(run: Run, staged: Path) -> None:
    """``changements`` and ``additif`` beside the outputs in ``staged``, where there is something to compare with."""
    current = Edition(json.loads((staged / "synthese.json").read_text("utf-8")), _inputs_of(run))
    before = reference(run.store, current)
    version = final.latest(run.folder)
    if before is None and version is None:
        return
    origins, common = _remarks(staged)
    said = []
    if before is not None:
        found = _compare(before, current, origins)
        export.write_changes(found, staged, common)
        said.append(f"Depuis l’analyse précédente : {_inside(found)} Détail : sorties/changements.html.")
    if version is not None:
        signed = published(version.folder) if version.intact() else None
        if signed is None:
            run.notices.append(final.damaged(version))
        else:
            found = _compare(signed, current, origins)
            export.write_additif(found, version.day, staged, run.templates, common)
            said.append(f"Depuis la version finale « {version.name} » : {_inside(found)} Détail : sorties/additif.odt.")
    run.changes = tuple(typeset(sentence) for sentence in said)


def _inputs_of(run: Run) -> dict[str, str]:
    assert run.corpus is not None
    return {clean(meeting.name): key for key, meeting in run.corpus.meetings.items()}


def listed_documents(run: Run) -> list[dict[str, str]]:
    """For the manifest: the sha256 of each document, by the name that the synthesis gives it."""
    return _listed(_inputs_of(run))


def _inside(changes: Changes) -> str:
    told = summary(changes)
    return told[:1].lower() + told[1:]


def _compare(before: Edition, after: Edition, origins: Mapping[str, str]) -> Changes:
    return draft.compare(
        before.synthesis, after.synthesis, origins, inputs_before=before.inputs, inputs_after=after.inputs
    )


def _remarks(folder: Path) -> tuple[dict[str, str], frozenset[str]]:
    """The document of each remark of ``folder/remarques.csv``, and the words that the remarks write in lower case."""
    try:
        with (folder / "remarques.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file, delimiter=";"))
        origins = {row["id"]: unguard_cell(row["document"]) for row in rows}
        return origins, _common(row["texte"] for row in rows)
    except (OSError, ValueError, KeyError, TypeError, csv.Error):
        # Somebody may have saved the table otherwise: the changes are told, without the documents that brought them.
        log.warning("remarques.csv in %s cannot be read", folder, exc_info=True)
        return {}, frozenset()


def _common(texts: Iterable[str]) -> frozenset[str]:
    return common_words(unguard_cell(text) for text in texts)


def forget(run: Run) -> None:
    """Drop the references of other sets of documents, once the outputs are exchanged."""
    current = Edition({}, _inputs_of(run)).key
    for path in sorted((run.store.private / _REFERENCES).glob("*.json")):
        if path.stem != current:
            path.unlink(missing_ok=True)


def last(folder: Path) -> tuple[Changes, frozenset[str]] | None:
    """What the outputs of ``folder`` changed, with the words for telling it; None where nothing came before them.

    Raises:
        NothingToDo: there are no outputs.
    """
    store = Store(folder)
    current = published(store.outputs)
    if current is None:
        raise final.no_draft(folder)
    kept = reference(store, current)
    if kept is None:
        return None
    origins, common = _remarks(store.outputs)
    return _compare(kept, current, origins), common
