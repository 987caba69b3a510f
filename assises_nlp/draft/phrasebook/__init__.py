"""The phrasebook of a field: the lines that bilans write, and how a remark is known to say each of them.

A grid may come with one (``resources/phrasebook_<grid>_*.toml``, in French). Its lines are written once, by hand, in the
form of a bilan; a line enters a draft only where remarks say it, each by words that its patterns find, and it counts
those voices and no others. What no line of the phrasebook says is drafted from the remark's own words.
"""

from assises_nlp.draft.phrasebook.amending import amended
from assises_nlp.draft.phrasebook.drafting import Setting, statements
from assises_nlp.draft.phrasebook.entries import Item, Line, Phrasebook, PhrasebookError, own_phrasebook, phrasebook
from assises_nlp.draft.phrasebook.found import NO_OPINION, Found, Likelihood, search
from assises_nlp.draft.phrasebook.gathering import gathered
from assises_nlp.draft.phrasebook.matching import proven
from assises_nlp.draft.phrasebook.printing import wording_violations

__all__ = [
    "NO_OPINION",
    "Found",
    "Item",
    "Likelihood",
    "Line",
    "Phrasebook",
    "PhrasebookError",
    "Setting",
    "amended",
    "gathered",
    "own_phrasebook",
    "phrasebook",
    "proven",
    "search",
    "statements",
    "wording_violations",
]
