"""What a dossier may choose about the draft."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Form = Literal["nominale", "infinitive"]


@dataclass(frozen=True, slots=True)
class DraftOptions:
    """Lengths and thresholds of the draft.

    ``max_constats``, ``max_preconisations``: lines of a list; the rest goes to the annex. ``max_measures``: sub-lines
    of a line; ``max_gathered``: those of a line under which others of its family are gathered.
    ``form``: the grammatical form of the préconisations. A line is a *consensus* when nobody says the contrary and it
    was
    said in at least ``consensus_meetings`` séances, in at least ``consensus_share`` of all séances, and by at least
    ``consensus_audiences`` publics and ``consensus_voices`` speakers; *isole* when at most ``isolated``
    people said it; *divergent* when the other side weighs at least ``divergence_share`` of either count (speakers or respondents).
    ``few``: up to this number of remarks, a theme's chapeau says that there are few.
    """

    max_constats: int = 6
    max_preconisations: int = 6
    max_measures: int = 5
    max_gathered: int = 8
    form: Form = "nominale"
    consensus_meetings: int = 3
    consensus_share: float = 0.5
    consensus_audiences: int = 2
    consensus_voices: int = 8
    isolated: int = 2
    divergence_share: float = 0.15
    few: int = 3

    def __post_init__(self) -> None:
        if min(self.max_constats, self.max_preconisations) < 1 or self.max_measures < 0:
            raise ValueError("Le nombre de lignes par liste doit être d’au moins un.")
        if self.form not in {"nominale", "infinitive"}:
            raise ValueError("La forme des préconisations est « nominale » ou « infinitive ».")
