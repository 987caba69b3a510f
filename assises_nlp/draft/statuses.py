"""What became of each remark: exactly one status, so that the counts add up to the number of remarks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from assises_nlp.records import OFF_THEME, Label, Remark, Status, ThemeDraft


def used(themes: Iterable[ThemeDraft]) -> frozenset[str]:
    """Remarks that support a line of the draft (those it names in closing included), a measure, an engagement, or its
    other side.
    """
    found: set[str] = set()
    for theme in themes:
        for statement in (*theme.lines, *theme.named):
            found.update(s.remark for s in (*statement.supports, *statement.opposing))
            found.update(s.remark for measure in statement.measures for s in measure.supports)
        found.update(s.remark for engagement in theme.engagements for s in engagement.supports)
    return frozenset(found)


def statuses(remarks: Sequence[Remark], labels: Mapping[str, Label], themes: Sequence[ThemeDraft]) -> dict[str, Status]:
    """Status of each remark by id, in the order of ids. A remark without a label is to be checked."""
    support = used(themes)
    return {
        remark.id: _status(remark, labels.get(remark.id), support) for remark in sorted(remarks, key=lambda r: r.id)
    }


def usable(remark: Remark, label: Label | None) -> bool:
    """Whether a remark may support a line: neither withheld nor doubtful nor empty nor of the meeting's running."""
    return _status(remark, label, frozenset()) == "annexe" and label is not None and label.theme != OFF_THEME


def _status(remark: Remark, label: Label | None, support: frozenset[str]) -> Status:
    if label is None or remark.withheld:
        return "a_verifier"
    if label.nature == "procedural":
        return "procedurale"
    if label.nature == "non_informatif":
        return "non_informative"
    if label.doubtful:
        return "a_verifier"
    return "utilisee" if remark.id in support else "annexe"
