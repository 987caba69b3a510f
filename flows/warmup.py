"""Load what is slow while Prefect's local server starts: spaCy's model, BERTopic, the encoders."""

from __future__ import annotations

import logging
import threading

from assises_nlp.records import Grid

log = logging.getLogger(__name__)


def start(grid: Grid) -> threading.Thread:
    """Begin loading in the background. What fails here fails again, with its message, where it is needed."""
    thread = threading.Thread(target=_load, args=(grid,), name="warmup", daemon=True)
    thread.start()
    return thread


def _load(grid: Grid) -> None:
    try:
        from assises_nlp.annotate import Annotator
        from flows import learning
        from flows.consultation import encode, load_space

        Annotator()
        load_space()
        learning.classifier_for(grid, fast=True)
        encode(["Préchauffage."])
        import bertopic  # noqa: F401
    except Exception:
        log.info("warm-up stopped", exc_info=True)
