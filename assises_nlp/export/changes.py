"""« Ce qui a changé »: the documents that arrived since the previous analysis, and what they did to each line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence

from assises_nlp.export.annexes import FICTITIOUS
from assises_nlp.export.changes_lines import SHORT, Telling, change_item, document_name, short_item
from assises_nlp.export.document_model import Block, BulletList, Document, Heading, Item, paragraph, runs, text
from assises_nlp.export.french import capitalise, counted, enumerate_fr
from assises_nlp.records import CHANGES, Arrival, Change, ChangeKind, Changes, ReceivedDocument

TITLE = "Ce qui a changé"
_HEADINGS: dict[ChangeKind, str] = {
    "nouveau": "Lignes nouvelles",
    "contredit": "Lignes contredites",
    "renforce": "Lignes renforcées",
    "affaibli": "Lignes affaiblies",
    "retire": "Lignes retirées du projet",
    "reformule": "Lignes reformulées",
    "deplace": "Lignes déplacées",
}
_ARRIVALS: dict[Arrival, tuple[str, str]] = {
    "nouveau": ("document ajouté", "documents ajoutés"),
    "modifie": ("document modifié", "documents modifiés"),
    "retire": ("document retiré", "documents retirés"),
}


def build_changes(changes: Changes, common: Container[str] = ()) -> Document:
    """The page, the same in every format. ``common``: words that the consultation writes in lower case."""
    telling = Telling.of(changes, common)
    blocks: list[Block] = [Heading(1, "En bref", "en-bref"), paragraph(summary(changes))]
    arrived = [document for document in changes.documents if document.state != "inchange"]
    if arrived:
        blocks.append(Heading(1, "Par document", "documents"))
        blocks.append(BulletList(tuple(_document_item(document, changes.changes) for document in arrived)))
    for kind in CHANGES:
        found = [change for change in changes.changes if change.kinds[0] == kind]
        if found:
            blocks.append(Heading(1, _HEADINGS[kind], f"lignes-{kind}"))
            blocks.append(BulletList(tuple(change_item(change, telling) for change in found)))
    compared = counted(changes.documents_before, "document", "documents")
    return Document(
        title=TITLE,
        cover=(
            *((text(changes.title),) if changes.title else ()),
            text(f"Document de travail – comparaison avec l’analyse précédente, qui portait sur {compared}"),
        ),
        blocks=tuple(blocks),
        banner=text(FICTITIOUS) if changes.fictitious else "",
        running=text(f"{changes.title} – ce qui a changé, document de travail".removeprefix(" – ")),
        contents=False,
        subject=TITLE,
    )


def summary(changes: Changes) -> str:
    """« Un document ajouté. Deux lignes nouvelles et une ligne renforcée ; 21 lignes inchangées. »"""
    states = Counter(document.state for document in changes.documents)
    arrivals = [counted(states[state], *words) for state, words in _ARRIVALS.items() if states[state]]
    same = counted(changes.unchanged, "ligne inchangée", "lignes inchangées", feminine=True)
    lines = kinds_in_words(changes.changes)
    sentences = [f"{capitalise(enumerate_fr(arrivals))}."] if arrivals else []
    sentences.append(f"{capitalise(lines)} ; {same}." if lines else f"Aucune ligne n’a changé ({same}).")
    return text(" ".join(sentences))


def kinds_in_words(changes: Sequence[Change]) -> str:
    """« deux lignes nouvelles et une renforcée », "" where there are none. Each line counts once, by its first kind."""
    counts = Counter(change.kinds[0] for change in changes)
    found: list[str] = []
    for kind in CHANGES:
        if counts[kind]:
            noun = "ligne " if not found else ""
            nouns = "lignes " if not found else ""
            found.append(counted(counts[kind], noun + SHORT[kind], f"{nouns}{SHORT[kind]}s", feminine=True))
    return enumerate_fr(found)


def _document_item(document: ReceivedDocument, changes: Sequence[Change]) -> Item:
    touched = [change for change in changes if change.line.id in document.lines]
    effect = ""
    if document.state != "retire":
        effect = f", {counted(document.remarks, 'remarque', 'remarques', feminine=True)}"
        effect += "" if touched else ", aucune ligne changée"
    return Item(
        runs(f"{document_name(document)} : {_ARRIVALS[document.state][0]}{effect}."),
        children=tuple(short_item(change) for change in touched),
    )
