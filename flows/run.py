"""What one analysis has in hand while it runs, and what it reports when it is done."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from assises_nlp import draft, export
from assises_nlp.config import ConsultationConfig
from assises_nlp.records import Grid, Label, Reject, Synthesis, Topic
from assises_nlp.store import Store
from flows.consultation import Corpus, Vectors
from flows.inputs import Inventory
from flows.progress import Stopwatch


class Run:
    """The working set of one analysis. A plain class: Prefect leaves its content alone when it is handed to a task."""

    def __init__(self, folder: Path, config: ConsultationConfig, grid: Grid, inventory: Inventory) -> None:
        self.folder = folder
        self.config = config
        self.grid = grid
        self.inventory = inventory
        self.store = Store(folder)
        self.templates = export.load_templates(folder, config.export.modele_docx, config.export.modele_odt)
        self.book = draft.own_phrasebook(grid.id, folder)
        self.watch = Stopwatch()
        self.rejects: list[Reject] = []
        self.notices: list[str] = []
        self.corpus: Corpus | None = None
        self.use: Vectors | None = None
        self.labels: dict[str, Label] = {}
        self.topics: list[Topic] = []
        self.groups: dict[str, str] = {}
        self.synthesis: Synthesis | None = None
        self.changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """The closing summary: what a member of staff wants to see."""

    folder: str
    documents: int
    remarks: int
    counts: dict[str, dict[str, int]]
    statements: dict[str, tuple[int, int]]
    """Lines of constats and of préconisations by theme title."""
    rejects: tuple[Reject, ...]
    notices: tuple[str, ...]
    ignored: tuple[tuple[str, str], ...]
    kept: tuple[str, ...]
    durations: dict[str, float] = field(default_factory=dict)
    changes: tuple[str, ...] = ()
    """What changed since the previous analysis and since the final version, a sentence each."""
