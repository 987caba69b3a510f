"""Answers that say nothing, folded: the reader of tables and the counts of closed questions leave out the same ones."""

from __future__ import annotations

BLANK = frozenset(
    {
        "",
        "n a",
        "na",
        "nr",
        "n r",
        "sans reponse",
        "non reponse",
        "pas de reponse",
        "non renseigne",
        "vide",
        "null",
        "nan",
        "none",
        "no answer",
    }
)
