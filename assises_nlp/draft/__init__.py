"""Topics and remarks to constats and préconisations; positions; the check of every line against its sources."""

from assises_nlp.draft.carry import carried
from assises_nlp.draft.changes import compare
from assises_nlp.draft.final_check import Violation, check_synthesis
from assises_nlp.draft.options import DraftOptions
from assises_nlp.draft.payload import readable
from assises_nlp.draft.phrasebook import (
    NO_OPINION,
    Likelihood,
    Phrasebook,
    PhrasebookError,
    amended,
    own_phrasebook,
    proven,
)
from assises_nlp.draft.phrasebook import phrasebook as shipped_phrasebook
from assises_nlp.draft.synthesis import draft_synthesis

__all__ = [
    "NO_OPINION",
    "DraftOptions",
    "Likelihood",
    "Phrasebook",
    "PhrasebookError",
    "Violation",
    "amended",
    "carried",
    "check_synthesis",
    "compare",
    "draft_synthesis",
    "own_phrasebook",
    "proven",
    "readable",
    "shipped_phrasebook",
]
