"""Files -> :class:`~assises_nlp.records.Document`: one module per format, one error type, one registry."""

from assises_nlp.ingest.errors import UnreadableInput
from assises_nlp.ingest.hints import DocumentHint
from assises_nlp.ingest.registry import is_ignored, read

__all__ = ["DocumentHint", "UnreadableInput", "is_ignored", "read"]
