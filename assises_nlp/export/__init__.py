"""Synthesis -> json, docx, odt, html, md, csv, xlsx, IRaMuTeQ: the only room that writes what people read."""

from __future__ import annotations

from assises_nlp.export.errors import ExportError
from assises_nlp.export.outputs import write_outputs

__all__ = ["ExportError", "write_outputs"]
