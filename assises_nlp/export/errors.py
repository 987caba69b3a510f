"""The one error of this room."""

from __future__ import annotations


class ExportError(ValueError):
    """The draft cannot be written as it stands; the message is one French sentence that says what to do."""


class TemplateError(ExportError):
    """The préfecture's template cannot be used."""
