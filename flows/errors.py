"""What stops an analysis. Each message is one French sentence for the user."""

from __future__ import annotations


class NothingToDo(RuntimeError):
    """No input could be analysed."""


class BrokenInvariant(RuntimeError):
    """A check that must hold in every run does not: the previous outputs are kept."""
