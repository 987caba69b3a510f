"""The one error of the ingest room."""

from __future__ import annotations


class UnreadableInput(Exception):
    """A file that cannot be read. ``reason`` is one French sentence that says what to do."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
