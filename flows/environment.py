"""Prefect's surroundings, set before it is imported: quiet, offline, with a home of its own."""

from __future__ import annotations

import logging
import os
from pathlib import Path

_DEFAULTS = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_TO_API_ENABLED": "false",
    "PREFECT_RESULTS_PERSIST_BY_DEFAULT": "false",
    "PREFECT_CLI_PROMPT": "false",
    "HF_HUB_OFFLINE": "1",
    "OMP_WAIT_POLICY": "PASSIVE",
}


def data_home() -> Path:
    """Where the program keeps what belongs to no consultation (the local Prefect database, compiled code)."""
    base = os.environ.get("ASSISES_HOME")
    if base:
        return Path(base).expanduser()
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA", str(Path.home()))) / "assises-nlp"
    return Path(os.environ.get("XDG_DATA_HOME", str(Path.home() / ".local" / "share"))) / "assises-nlp"


def prepare() -> None:
    """Set what the user did not set. Prefect reads its settings when it is imported: call this before."""
    home = data_home()
    home.mkdir(parents=True, exist_ok=True)
    for name, value in _DEFAULTS.items():
        os.environ.setdefault(name, value)
    if "PREFECT_API_URL" not in os.environ:
        os.environ.setdefault("PREFECT_HOME", str(home / "prefect"))
    os.environ.setdefault("NUMBA_CACHE_DIR", str(home / "numba"))


def import_server() -> None:
    """Import Prefect's local server, where a flow would start one, before other threads import anything.

    Its packages are compiled from syntax trees (beartype's import hook); until CPython 3.11.9 and 3.12.1, two threads
    that build trees at once fail with « AST constructor recursion depth mismatch » (python/cpython#106905).
    """
    if not os.environ.get("PREFECT_API_URL"):
        import prefect.server.api.server  # noqa: F401


def log_to(path: Path) -> None:
    """Write the program's and Prefect's logs to ``path``: a user sees sentences, the journal has the tracebacks.

    Raises:
        OSError: the journal cannot be written, hence nothing else in the folder either.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handler = logging.FileHandler(path, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    # Warnings of the packages are for the journal too, not for the user's screen.
    logging.captureWarnings(True)
    logging.getLogger("py.warnings").propagate = False
    for name in ("assises_nlp", "flows", "prefect", "py.warnings"):
        logger = logging.getLogger(name)
        for old in [h for h in logger.handlers if isinstance(h, logging.FileHandler)]:
            logger.removeHandler(old)
            old.close()
        logger.addHandler(handler)
    for name in ("assises_nlp", "flows"):
        logging.getLogger(name).setLevel(logging.INFO)
        logging.getLogger(name).propagate = False
