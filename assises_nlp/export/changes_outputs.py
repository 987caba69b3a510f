"""The files that say what changed: against the previous analysis, against the final version."""

from __future__ import annotations

from collections.abc import Container
from pathlib import Path

from assises_nlp.export.additif import build_additif
from assises_nlp.export.changes import build_changes
from assises_nlp.export.changes_html import render_plain_html
from assises_nlp.export.render_docx import render_docx
from assises_nlp.export.render_md import render_md
from assises_nlp.export.render_odt import render_odt
from assises_nlp.export.template_files import Templates
from assises_nlp.records import Changes


def write_changes(changes: Changes, folder: Path, common: Container[str] = ()) -> None:
    """``changements.md`` and ``changements.html``; ``common``: words that the consultation writes in lower case."""
    document = build_changes(changes, common)
    (folder / "changements.md").write_bytes(render_md(document).encode())
    (folder / "changements.html").write_bytes(render_plain_html(document).encode())


def write_additif(
    changes: Changes, day: str, folder: Path, templates: Templates | None = None, common: Container[str] = ()
) -> None:
    """``additif.md``, ``additif.docx`` and ``additif.odt`` against the final version of ``day`` (ISO).

    Raises:
        ExportError: a template that cannot be used.
    """
    document = build_additif(changes, day, common)
    given = templates or Templates()
    (folder / "additif.md").write_bytes(render_md(document).encode())
    (folder / "additif.docx").write_bytes(render_docx(document, given.docx))
    (folder / "additif.odt").write_bytes(render_odt(document, given.odt))
