"""Synthesis -> json, docx, odt, html, md, csv, xlsx, IRaMuTeQ: the only room that writes what people read."""

from __future__ import annotations

from assises_nlp.export.changes_outputs import write_additif, write_changes
from assises_nlp.export.errors import ExportError, TemplateError
from assises_nlp.export.outputs import write_outputs
from assises_nlp.export.template_files import Templates, load_templates

__all__ = [
    "ExportError",
    "TemplateError",
    "Templates",
    "load_templates",
    "write_additif",
    "write_changes",
    "write_outputs",
]
