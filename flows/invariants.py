"""What must hold in every run before its outputs replace the previous ones."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from assises_nlp import draft
from assises_nlp.records import STATUSES, Engagement, Remark, Statement, Synthesis
from flows.errors import BrokenInvariant

_KEPT = "les sorties précédentes sont conservées ; transmettez le journal aux mainteneurs."


def check(synthesis: Synthesis, remarks: Sequence[Remark], book: draft.Phrasebook | None = None) -> None:
    """Every remark has one status, every line one id, every quote is in its remark, every line rests on its supports.

    Raises:
        BrokenInvariant: with the first thing that does not hold.
    """
    by_id = {remark.id: remark for remark in remarks}
    if len(by_id) != len(remarks):
        raise BrokenInvariant(f"Deux remarques portent le même identifiant : {_KEPT}")
    if set(synthesis.statuses) != set(by_id) or not set(synthesis.statuses.values()) <= set(STATUSES):
        raise BrokenInvariant(f"Des remarques ont été perdues ou comptées deux fois dans la synthèse : {_KEPT}")
    _check_ids(synthesis)
    violations = draft.check_synthesis(synthesis, remarks, book)
    if violations:
        raise BrokenInvariant(
            f"La synthèse s’écarte de ses sources sur {len(violations)} ligne(s) ({violations[0].reason}) : {_KEPT}"
        )


def _check_ids(synthesis: Synthesis) -> None:
    """No two lines share an id, and no link leads nowhere: ids are carried over from run to run."""
    lines: list[Statement | Engagement] = []
    for theme in synthesis.themes:
        lines += (*theme.lines, *theme.annexed)
        lines += theme.engagements
    ids = {line.id for line in lines}
    if len(ids) != len(lines) or not {other for line in lines for other in line.linked} <= ids:
        raise BrokenInvariant(f"Deux lignes portent le même identifiant, ou un renvoi ne mène à aucune ligne : {_KEPT}")


def check_outputs(folder: Path, synthesis: Synthesis) -> None:
    """The files say the same: counts that add up to the rows of ``remarques.csv``, quotes found in their remarks.

    Raises:
        BrokenInvariant: with the first thing that does not hold.
    """
    data = json.loads((folder / "synthese.json").read_text("utf-8"))
    with (folder / "remarques.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["id"]: row["texte"] for row in csv.DictReader(file, delimiter=";")}
    coverage = data["couverture"]
    if (
        not coverage["remarques"]
        == len(rows)
        == len(synthesis.statuses)
        == sum(coverage[status] for status in STATUSES)
    ):
        raise BrokenInvariant(f"Les comptes de la couverture ne tombent pas juste : {_KEPT}")
    for theme in data["themes"]:
        for line in [*theme["constats"], *theme["preconisations"]]:
            _check_quotes(line, rows)


def _check_quotes(line: Mapping[str, object], rows: Mapping[str, str]) -> None:
    supports = list(line.get("appuis", []))  # type: ignore[call-overload]
    for measure in line.get("mesures", []):  # type: ignore[attr-defined]
        supports += measure["appuis"]
    for support in supports:
        text = rows.get(support["remarque"])
        if text is None or support["citation"] not in text.lstrip("’"):
            raise BrokenInvariant(f"Une citation ne se retrouve pas dans sa remarque ({support['remarque']}) : {_KEPT}")
