"""« Additif au bilan »: only what is new or changed against the final version, with the styles of the draft."""

from __future__ import annotations

from collections.abc import Container, Sequence

from assises_nlp.export.annexes import FICTITIOUS
from assises_nlp.export.changes import summary
from assises_nlp.export.changes_lines import Telling, change_item, document_name
from assises_nlp.export.document_model import Block, BulletList, Document, Heading, Item, paragraph, runs, text
from assises_nlp.export.french import date_fr
from assises_nlp.records import Change, ChangeKind, Changes

_PARTS: tuple[tuple[str, frozenset[ChangeKind]], ...] = (
    ("Lignes nouvelles", frozenset({"nouveau"})),
    ("Lignes contredites", frozenset({"contredit"})),
    ("Lignes renforcées", frozenset({"renforce"})),
    ("Lignes modifiées", frozenset({"affaibli", "reformule", "deplace"})),
    ("Lignes qui ne seraient plus retenues", frozenset({"retire"})),
)
_NOTE = (
    "Cet additif compare le projet actuel aux lignes que le programme proposait à la date de la version finale ; ce qui "
    "a été corrigé à la main dans la version finale n’y est pas repris."
)


def additif_title(day: str) -> str:
    """``day`` (ISO): « Additif au bilan du 12 mars 2021 »."""
    return text(f"Additif au bilan du {date_fr(day)}")


def build_additif(changes: Changes, day: str, common: Container[str] = ()) -> Document:
    """The addition to the final version of ``day`` (ISO), theme by theme."""
    telling = Telling.of(changes, common)
    blocks: list[Block] = [paragraph(summary(changes)), paragraph(_NOTE, style="note")]
    arrived = [d for d in changes.documents if d.state in {"nouveau", "modifie"}]
    if arrived:
        items = (Item(runs(f"{document_name(d)}{' (modifié)' if d.state == 'modifie' else ''}.")) for d in arrived)
        blocks += [Heading(1, "Documents reçus depuis la version finale", "documents"), BulletList(tuple(items))]
    for rank in sorted({change.line.theme_rank for change in changes.changes}):
        blocks += _theme([change for change in changes.changes if change.line.theme_rank == rank], rank, telling)
    return Document(
        title=additif_title(day),
        cover=(
            *((text(changes.title),) if changes.title else ()),
            text("Document de travail – projet d’additif à valider par le rapporteur"),
        ),
        blocks=tuple(blocks),
        banner=text(FICTITIOUS) if changes.fictitious else "",
        running=text(f"{additif_title(day)} – document de travail"),
        contents=False,
        subject="Additif",
    )


def _theme(changes: Sequence[Change], rank: int, telling: Telling) -> list[Block]:
    blocks: list[Block] = [Heading(1, text(changes[0].line.theme_title), f"theme-{rank + 1}")]
    for part, (title, kinds) in enumerate(_PARTS, 1):
        found = [change for change in changes if change.kinds[0] in kinds]
        if found:
            blocks.append(Heading(2, title, f"theme-{rank + 1}-{part}"))
            blocks.append(BulletList(tuple(change_item(change, telling, themed=False) for change in found)))
    return blocks
