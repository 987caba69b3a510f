"""The note for the préfet: one page, so its lists are cut until they fit; no verbatim words."""

from __future__ import annotations

import math
import re
from collections.abc import Container, Sequence
from dataclasses import dataclass

from assises_nlp.export.annexes import FICTITIOUS
from assises_nlp.export.document_model import (
    Block,
    BulletList,
    Document,
    Heading,
    Item,
    Paragraph,
    lines,
    paragraph,
    runs,
    text,
)
from assises_nlp.export.french import (
    NBSP,
    SENSITIVE,
    capitalise,
    counted,
    enumerate_fr,
    list_start,
    period,
    reach,
    without_stop,
)
from assises_nlp.export.sources import Dossier
from assises_nlp.export.statement_lines import kept
from assises_nlp.export.synthese import publics, received
from assises_nlp.records import Statement, ThemeDraft

# Lines of an A4 page in the note’s styles, and characters of a line (measured with LibreOffice); a paragraph takes a
# fraction of a line more, for the space after it.
_PAGE = 64
_LINE = 92
_AFTER = 0.35


@dataclass(frozen=True, slots=True)
class Share:
    """What a note keeps of each theme: constats, préconisations, measures of each (the rest is in the bilan), and whether
    the whole chapeau or its first sentence.
    """

    constats: int
    asked: int
    measures: int = 2
    whole: bool = True


SHARES = (
    Share(3, 3),
    Share(2, 3),
    Share(2, 2),
    Share(2, 3, 1, whole=False),
    Share(2, 2, 1, whole=False),
    Share(2, 3, 0, whole=False),
    Share(2, 2, 0, whole=False),
    Share(1, 2, 0, whole=False),
    Share(1, 1, 0, whole=False),
)
"""From the fullest note to the shortest."""
_WITHHELD = frozenset({*SENSITIVE, "a_reformuler"})
"""Flags of lines that a note to be signed does not hold."""


def build_note(dossier: Dossier) -> Document:
    for share in SHARES:
        document = _note(dossier, share)
        if length(document) <= _PAGE:
            break
    return document


def length(document: Document) -> float:
    """Lines that ``document`` takes, about."""
    return sum(math.ceil(len(line) / _LINE) + _AFTER for line in lines(document))


def _note(dossier: Dossier, share: Share) -> Document:
    blocks: list[Block] = [Heading(1, "La consultation", "consultation"), paragraph(_opening(dossier))]
    for rank, theme in enumerate(dossier.synthesis.themes, 1):
        blocks.extend(_theme(theme, rank, share, dossier.common))
    attention = _attention(dossier)
    if attention:
        blocks.append(Heading(1, "Points d’attention", "attention"))
        blocks.append(BulletList(tuple(Item(runs(line)) for line in attention)))
    blocks.append(_state(dossier))
    return Document(
        title=text("Note à l’attention du préfet"),
        cover=(text(f"Objet : {dossier.synthesis.title}"), "Document de travail – projet de note"),
        blocks=tuple(blocks),
        banner=text(FICTITIOUS) if dossier.synthesis.fictitious else "",
        running=text(f"{dossier.synthesis.title} – note, document de travail"),
        contents=False,
        subject="Note de synthèse",
    )


def _opening(dossier: Dossier) -> str:
    found = received(dossier)
    if not found:
        return "Aucun document n’a été versé au dossier."
    when = period(source.meeting.date for source in dossier.sources if source.meeting.kind != "cadrage")
    said = f"La consultation a été menée {when}" if when else "La consultation a été menée"
    said += f" : {enumerate_fr(found)}."
    who = publics(dossier)
    return f"{said} Publics entendus : {enumerate_fr(who)}." if who else said


def _theme(theme: ThemeDraft, rank: int, share: Share, common: Container[str]) -> list[Block]:
    blocks: list[Block] = [Heading(1, text(theme.title), f"theme-{rank}")]
    chapeau = _chapeau(theme)
    if chapeau:
        blocks.append(paragraph(chapeau if share.whole else _FIRST.sub("", chapeau)))
    found, wanted = _signable(theme.constats)[: share.constats], _signable(theme.preconisations)[: share.asked]
    if not found and not wanted and not chapeau:
        blocks.append(paragraph("Sans observation."))
    for title, chosen in (("Constats", found), ("Préconisations", wanted)):
        if chosen:
            blocks.append(paragraph(f"{title} :", style="label"))
            ends = [f"{NBSP};"] * (len(chosen) - 1) + ["."]
            told = (_item(s, end, share.measures, common) for s, end in zip(chosen, ends, strict=True))
            blocks.append(BulletList(tuple(told)))
    return blocks


_FIRST = re.compile(r"(?<=[.!?])\s.*", re.DOTALL)
"""What follows the first sentence."""


def _chapeau(theme: ThemeDraft) -> str:
    """The theme's own, without its title, which stands just above."""
    return re.sub(rf"^Le thème « ?{re.escape(theme.title)} ?» ", "Ce thème ", theme.chapeau.strip().replace(NBSP, " "))


def _signable(statements: Sequence[Statement]) -> list[Statement]:
    """Lines that a note may hold. A line of the phrasebook is general: what must not leave is in its quotes."""
    return [statement for statement in kept(statements) if statement.wording or not _WITHHELD & set(statement.flags)]


def _item(statement: Statement, end: str, measures: int, common: Container[str]) -> Item:
    said = list_start(without_stop(text(statement.text)), common)
    if statement.wording and statement.measures[:measures]:
        first = (list_start(without_stop(text(m.text)), common) for m in statement.measures[:measures])
        said = f"{said}{NBSP}: {', '.join(first)}"
    return Item(runs(f"{said} ({reach(statement)}){end}"))


def _attention(dossier: Dossier) -> list[str]:
    themes = dossier.synthesis.themes
    statements = [s for theme in themes for s in (*kept(theme.constats), *kept(theme.preconisations))]
    divided = [without_stop(text(s.text)) for s in _signable(statements) if s.position == "divergent"]
    found = []
    if divided:
        shown = [f"« {line} »" for line in divided[:2]]
        left = len(divided) - len(shown)
        if left:
            shown.append(counted(left, "autre ligne", "autres lignes", feminine=True))
        found.append(f"Avis divergents : {enumerate_fr(shown)}.")
    promised = sum(len(theme.engagements) for theme in themes)
    if promised:
        one, many = "engagement a été annoncé", "engagements ont été annoncés"
        found.append(f"{capitalise(counted(promised, one, many))} en séance par les services : suivi à organiser.")
    restricted = sum(bool({*SENSITIVE} & {*s.flags}) for s in statements if not s.wording)
    if restricted:
        one, many = "ligne à diffusion restreinte ne figure pas", "lignes à diffusion restreinte ne figurent pas"
        found.append(f"{capitalise(counted(restricted, one, many, feminine=True))} dans cette note.")
    if any(source.questionnaire for source in dossier.sources):
        found.append("Les réponses aux questionnaires sont volontaires et ne représentent pas toute la population.")
    return found


def _state(dossier: Dossier) -> Paragraph:
    """What is left to do before it is signed."""
    doubtful = dossier.coverage()["a_verifier"]
    noun = counted(doubtful, "remarque reste à vérifier", "remarques restent à vérifier", feminine=True)
    left = f" ; {noun}" if doubtful else ""
    return paragraph(f"Projet à relire et à valider par le rapporteur avant signature{left}.", style="note")
