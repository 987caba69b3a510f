"""Load what is slow while Prefect's local server starts: spaCy's model, the classifiers, the encoders, BERTopic.

Whoever needs one of them waits for it (:func:`wait`): two threads that import the same package at once can see it half
made, and a model loaded twice costs its time twice.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Literal

from assises_nlp.records import Grid

log = logging.getLogger(__name__)

Part = Literal["annotation", "models", "encoder", "topics"]
_ready: dict[Part, threading.Event] = {}


def start(grid: Grid) -> threading.Thread:
    """Begin loading in the background. What fails here fails again, with its message, where it is needed."""
    for part in _PARTS:
        wait(part)
        _ready[part] = threading.Event()
    thread = threading.Thread(target=_load, args=(grid,), name="warmup", daemon=True)
    thread.start()
    return thread


def wait(part: Part) -> None:
    """Return once ``part`` is loaded, or could not be, or at once where nothing was begun."""
    event = _ready.get(part)
    if event is not None:
        event.wait()


def _load(grid: Grid) -> None:
    for part, load in _PARTS.items():
        try:
            load(grid)
        except Exception:
            log.info("warm-up of %s failed", part, exc_info=True)
        finally:
            _ready[part].set()


def _annotation(_: Grid) -> None:
    from assises_nlp.annotate import Annotator

    Annotator()


def _encoder(_: Grid) -> None:
    from flows.consultation import encode

    encode(["Préchauffage."])


def _models(grid: Grid) -> None:
    from flows import learning
    from flows.consultation import load_space

    load_space()
    learning.classifier_for(grid, fast=True)


def _topics(_: Grid) -> None:
    import bertopic  # noqa: F401


_PARTS: dict[Part, Callable[[Grid], None]] = {
    "annotation": _annotation,
    "encoder": _encoder,
    "models": _models,
    "topics": _topics,
}
"""In the order in which a run needs them."""
