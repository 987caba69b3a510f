"""The check of a whole draft before it is exported: every line against its supports, every quote against its remark."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assises_nlp.draft.check import line_violations
from assises_nlp.draft.phrasebook import Phrasebook, phrasebook, wording_violations
from assises_nlp.records import Remark, Statement, Support, Synthesis


@dataclass(frozen=True, slots=True)
class Violation:
    """What is wrong with a line: ``reason`` is a flag ("controle:nombre-absent"), ``detail`` the word at fault."""

    statement: str
    reason: str
    detail: str

    def __str__(self) -> str:
        return f"{self.statement} : {self.reason} ({self.detail})"


def quote_violations(supports: Iterable[Support], remarks: Mapping[str, Remark]) -> list[tuple[str, str]]:
    """Supports whose quote is empty or is not, character for character, in their remark."""
    found = []
    for support in supports:
        remark = remarks.get(support.remark)
        if remark is None:
            found.append(("controle:remarque-inconnue", support.remark))
        elif not support.quote or support.quote not in remark.text:
            found.append(("controle:citation-absente", support.remark))
    return found


def statement_violations(
    statement: Statement, remarks: Mapping[str, Remark], book: Phrasebook | None = None
) -> list[Violation]:
    """All that is wrong with a statement, its measures and its other side included.

    A line of the phrasebook ``book`` is compared with it, and each of its supports with the patterns that prove it.
    """
    if book is not None and statement.wording is not None and statement.state == "brouillon":
        every = (*statement.supports, *statement.opposing, *(s for m in statement.measures for s in m.supports))
        wrong = quote_violations(every, remarks) + wording_violations(book, statement, remarks)
        return [Violation(statement.id, reason, detail) for reason, detail in wrong]
    found = quote_violations((*statement.supports, *statement.opposing), remarks)
    found += _against_supports(statement.text, statement.supports, remarks, strict=statement.state == "brouillon")
    for measure in statement.measures:
        found += quote_violations(measure.supports, remarks)
        found += _against_supports(measure.text, measure.supports, remarks, strict=statement.state == "brouillon")
    return [Violation(statement.id, reason, detail) for reason, detail in found]


def _against_supports(
    text: str, supports: Sequence[Support], remarks: Mapping[str, Remark], *, strict: bool
) -> list[tuple[str, str]]:
    behind = [remarks[s.remark] for s in supports if s.remark in remarks]
    if not behind:
        return [("controle:sans-appui", text[:40])]
    return line_violations(text, behind[0], () if strict else behind[1:])


def check_synthesis(synthesis: Synthesis, remarks: Sequence[Remark], book: Phrasebook | None = None) -> list[Violation]:
    """Violations of the lines that are in the draft (annexed lines are not checked: that is why they are there).

    The statuses must hold each remark once. ``book``: as for :func:`draft_synthesis`.
    """
    by_id = {remark.id: remark for remark in remarks}
    book = phrasebook(synthesis.grid.id) if book is None else book
    found: list[Violation] = []
    for theme in synthesis.themes:
        for statement in (*theme.lines, *theme.named):
            found += statement_violations(statement, by_id, book)
        for engagement in theme.engagements:
            bad = quote_violations(engagement.supports, by_id)
            bad += _against_supports(engagement.text, engagement.supports, by_id, strict=True)
            found += [Violation(engagement.id, reason, detail) for reason, detail in bad]
    if set(synthesis.statuses) != set(by_id):
        gap = sorted(set(synthesis.statuses) ^ set(by_id))
        found.append(Violation("couverture", "controle:statut-manquant", ", ".join(gap[:5])))
    return found
