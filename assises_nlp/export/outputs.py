"""All the files of ``sorties/`` but the manifest, from the records of a finished analysis."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from assises_nlp.export.clean import clean
from assises_nlp.export.iramuteq import iramuteq_corpus
from assises_nlp.export.json_synthese import synthese_json
from assises_nlp.export.note import build_note
from assises_nlp.export.remark_tables import remarks_csv, remarks_xlsx
from assises_nlp.export.render_docx import render_docx
from assises_nlp.export.render_html import render_html
from assises_nlp.export.render_md import render_md
from assises_nlp.export.render_odt import render_odt
from assises_nlp.export.sources import open_dossier
from assises_nlp.export.synthese import build_synthese
from assises_nlp.export.template_files import Templates
from assises_nlp.export.verbatims import build_verbatims
from assises_nlp.records import Label, Meeting, Reject, Remark, Synthesis, Topic


def write_outputs(
    synthesis: Synthesis,
    remarks: Sequence[Remark],
    labels: Mapping[str, Label],
    topics: Sequence[Topic],
    meetings: Mapping[str, Meeting],
    rejects: Sequence[Reject],
    groups: Mapping[str, str],
    folder: Path,
    *,
    templates: Templates | None = None,
    progress: Callable[[str], None] | None = None,
) -> None:
    """Write every output of the contract, ``manifeste.json`` excepted, into ``folder`` (created where it is missing).

    ``labels`` and ``groups`` are by remark id, ``meetings`` by document key; ``templates`` hold the préfecture's own
    look (see :func:`load_templates`); ``progress`` is told the name of each file before it is made. The same records
    give the same bytes, whatever their order. Files are written one by one: give a fresh folder and exchange it for
    the old one afterwards.

    Raises:
        ExportError: a template that cannot be used, a remark without status, a quote that its remark does not hold,
            or a draft that breaks the schema.
    """
    dossier = open_dossier(synthesis, remarks, labels, topics, meetings, groups)
    given = templates or Templates()
    synthese, verbatims, note = build_synthese(dossier), build_verbatims(dossier), build_note(dossier)
    makers: dict[str, Callable[[], bytes | str]] = {
        "synthese.json": lambda: _json(synthese_json(dossier)),
        "synthese.docx": lambda: render_docx(synthese, given.docx),
        "synthese.odt": lambda: render_odt(synthese, given.odt),
        "synthese.html": lambda: render_html(synthese, dossier),
        "synthese.md": lambda: render_md(synthese),
        "annexe-verbatims.docx": lambda: render_docx(verbatims, given.docx),
        "annexe-verbatims.odt": lambda: render_odt(verbatims, given.odt),
        "note.docx": lambda: render_docx(note, given.docx),
        "note.odt": lambda: render_odt(note, given.odt),
        "remarques.csv": lambda: remarks_csv(dossier),
        "remarques.xlsx": lambda: remarks_xlsx(dossier),
        "iramuteq.txt": lambda: iramuteq_corpus(dossier),
        "rejets.json": lambda: _json(_rejects(rejects)),
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in makers.items():
        if progress is not None:
            progress(name)
        made = make()
        (folder / name).write_bytes(made if isinstance(made, bytes) else made.encode())


def _rejects(rejects: Sequence[Reject]) -> list[dict[str, Any]]:
    ordered = sorted(rejects, key=lambda reject: (reject.file, reject.sha256 or "", reject.reason))
    return [{"fichier": clean(r.file), "raison": clean(r.reason), "sha256": r.sha256} for r in ordered]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
