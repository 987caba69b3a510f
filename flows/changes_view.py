"""``assises changements`` and ``assises finaliser`` in the terminal, in French."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from assises_nlp.export.changes import build_changes
from assises_nlp.export.document_model import BulletList, Document, Heading, Item, Paragraph
from assises_nlp.export.french import counted, enumerate_fr, typeset
from flows import changes, final

if TYPE_CHECKING:
    from rich.console import Console


def changements(folder: Path) -> int:
    """Print what the last documents changed. Returns the status of the command.

    Raises:
        NothingToDo: there are no outputs.
    """
    found = changes.last(folder)
    console = _console()
    if found is None:
        _say(console, "Rien à comparer : le projet n’a encore été établi que sur les documents actuels.")
        return 0
    show(build_changes(*found), console)
    return 0


def show(document: Document, console: Console) -> None:
    """A document of headings, paragraphs and lists."""
    from rich.markup import escape

    console.print(f"[bold]{escape(document.title)}[/bold]")
    for line in document.cover:
        _say(console, line)
    for block in document.blocks:
        match block:
            case Heading():
                console.print(f"\n[bold]{escape(block.text)}[/bold]")
            case Paragraph():
                _say(console, block.text)
            case BulletList():
                for item in block.items:
                    _item(item, console, 1)


def _item(item: Item, console: Console, depth: int) -> None:
    from rich.padding import Padding
    from rich.text import Text

    console.print(Padding(Text(f"– {item.text}"), (0, 0, 0, 2 * depth)))
    for child in item.children:
        _item(child, console, depth + 1)
    if item.reperes:
        console.print(Padding(Text(item.reperes_text, style="dim"), (0, 0, 0, 2 * depth + 2)))


def finaliser(folder: Path, *, sure: bool) -> int:
    """Archive the outputs as a final version, after asking unless ``sure``. Returns the status of the command.

    Raises:
        NothingToDo: there is no draft.
        StoreError: an analysis is running, or the folder cannot be written.
    """
    console = _console()
    listed = final.documents(folder)
    today = dt.date.today()
    where = f"{final.VERSIONS}/{final.next_name(folder, today)}"
    copied = counted(len(listed), "document de « sorties » sera copié", "documents de « sorties » seront copiés")
    _say(console, f"{copied[:1].upper()}{copied[1:]}, en lecture seule, dans « {where} ».")
    for label, origin in (("Modifiés à la main", "modifie_a_la_main"), ("Ajoutés à la main", "ajoute_a_la_main")):
        names = [name for name, found in listed.items() if found == origin]
        if names:
            _say(console, f"{label}, pris tels quels : {enumerate_fr(names)}.")
    still = final.opened(folder)
    if still:
        _say(console, f"Encore ouverts dans un logiciel, à enregistrer d’abord : {enumerate_fr(still)}.")
    if not sure and not _agreed():
        _say(console, "Rien n’a été fait : répondez « oui », ou relancez avec « --oui ».")
        return 0
    version = final.finalise(folder, today)
    _say(
        console,
        f"Version finale enregistrée dans « {final.VERSIONS}/{version.name} ». C’est une archive publique : aucune "
        "commande ne la supprime. Les prochaines analyses écriront aussi un additif.",
    )
    return 0


def _agreed() -> bool:
    """What the person types; no answer at all is a no."""
    import click

    try:
        answer = click.prompt("Continuer ? (oui/non)", default="non", show_default=False, prompt_suffix=" ")
    except click.Abort:
        return False
    return str(answer).strip().casefold() in {"oui", "o"}


def _console() -> Console:
    from rich.console import Console

    return Console(highlight=False)


def _say(console: Console, sentence: str) -> None:
    from rich.text import Text

    console.print(Text(typeset(sentence)), soft_wrap=True)
