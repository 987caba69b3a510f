"""Compact tables of the remarks that no line rests on: by theme and nature, those that say the same once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Sequence

from assises_nlp.export.clean import one_line
from assises_nlp.export.document_model import Block, Heading, Table, text
from assises_nlp.export.french import NBSP, capitalise, counted, figure, short_locator
from assises_nlp.export.sources import Dossier
from assises_nlp.records import OFF_THEME, Nature, Remark

_TITLES: dict[Nature, tuple[str, str, bool]] = {
    "constat": ("constat", "constats", False),
    "bonne_pratique": ("bonne pratique", "bonnes pratiques", True),
    "preconisation": ("préconisation", "préconisations", False),
    "engagement": ("engagement", "engagements", False),
    "procedural": ("remarque sur le déroulement des séances", "remarques sur le déroulement des séances", True),
    "non_informatif": ("remarque sans contenu", "remarques sans contenu", True),
}
_UNLABELLED = ("remarque", "remarques", True)
_PLACES_SHOWN = 4
"""Places of one document that are listed for identical answers; beyond, their number."""


def unused_tables(dossier: Dossier, shown_elsewhere: Container[str]) -> list[Block]:
    """A heading for each theme of the grid, then « hors thème », and a table for each nature below it."""
    titles = {theme.id: theme.title for theme in dossier.synthesis.grid.themes} | {OFF_THEME: "Hors thème"}
    found: dict[str, dict[Nature | None, list[Remark]]] = {theme: defaultdict(list) for theme in titles}
    for remark in dossier.remarks:
        if dossier.status(remark.id) == "annexe" and remark.id not in shown_elsewhere:
            label = dossier.labels.get(remark.id)
            natures = found.setdefault(label.theme if label else OFF_THEME, defaultdict(list))
            natures[label.nature if label else None].append(remark)
    blocks: list[Block] = []
    for rank, (theme, by_nature) in enumerate(found.items(), 1):
        if by_nature:
            blocks.append(Heading(2, text(titles.get(theme, theme)), f"non-retenues-{rank}"))
        for nature in (*_TITLES, None):
            if by_nature.get(nature):
                blocks.append(_table(nature, by_nature[nature], dossier))
    return blocks


def _table(nature: Nature | None, remarks: Sequence[Remark], dossier: Dossier) -> Table:
    alike: dict[str, list[Remark]] = defaultdict(list)
    for remark in remarks:
        alike[dossier.groups.get(remark.id, remark.id)].append(remark)
    rows = tuple((text(_places(group, dossier)), _said(group, dossier)) for group in alike.values())
    one, many, feminine = _TITLES[nature] if nature else _UNLABELLED
    caption = text(capitalise(counted(len(remarks), one, many, feminine=feminine)))
    return Table(caption, ("Repère", "Remarque"), rows, (0.14, 0.86), compact=True)


def _said(group: Sequence[Remark], dossier: Dossier) -> str:
    """The words, the speaker's role, and how many said the same."""
    first = group[0]
    role = f" ({text(first.role)})" if first.role and len(group) == 1 else ""
    answers = all(dossier.source(remark.id).meeting.kind == "questionnaire" for remark in group)
    noun = "réponses identiques" if answers else "remarques identiques"
    copies = f" ({figure(len(group))}{NBSP}{noun})" if len(group) > 1 else ""
    return one_line(first.text) + role + copies


def _places(group: Sequence[Remark], dossier: Dossier) -> str:
    """« E1, § 12 », « Q2, l. 13, l. 34 », « Q2 (12) »."""
    by_code: dict[str, list[str]] = defaultdict(list)
    for remark in group:
        by_code[dossier.source(remark.id).code].append(short_locator(remark.locator))
    parts = []
    for code, places in by_code.items():
        known = [place for place in places if place]
        if len(places) <= _PLACES_SHOWN:
            parts.append(", ".join([code, *known]))
        else:
            parts.append(f"{code} ({figure(len(places))})")
    return " ; ".join(parts)
