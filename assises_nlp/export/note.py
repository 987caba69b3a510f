"""The note for the préfet: one or two pages, so its lists are cut until they fit; no verbatim words."""

from __future__ import annotations

from collections.abc import Container

from assises_nlp.export.annexes import FICTITIOUS
from assises_nlp.export.document_model import Block, BulletList, Document, Heading, Item, lines, paragraph, runs, text
from assises_nlp.export.french import (
    NBSP,
    capitalise,
    counted,
    enumerate_fr,
    flag_fr,
    list_start,
    standing,
    without_stop,
)
from assises_nlp.export.sources import Dossier
from assises_nlp.export.statement_lines import kept
from assises_nlp.export.synthese import cover, overview
from assises_nlp.records import Statement, ThemeDraft

# Characters of two A4 pages in the note’s styles, forty more counted for each line (measured with LibreOffice).
_ROOM = 7400
_SHARES = ((3, 4), (2, 3), (1, 3), (1, 2), (1, 1), (0, 1))
"""Constats and préconisations kept for each theme, from the fullest note to the shortest."""


def build_note(dossier: Dossier) -> Document:
    for constats, asked in _SHARES:
        document = _note(dossier, constats, asked)
        if sum(len(line) + 40 for line in lines(document)) <= _ROOM:
            break
    return document


def _note(dossier: Dossier, constats: int, asked: int) -> Document:
    blocks: list[Block] = [Heading(1, "La consultation", "consultation"), paragraph(overview(dossier))]
    for rank, theme in enumerate(dossier.synthesis.themes, 1):
        blocks.extend(_theme(theme, rank, constats, asked, dossier.common))
    blocks.append(Heading(1, "Points d’attention", "attention"))
    blocks.append(BulletList(tuple(Item(runs(line)) for line in _attention(dossier))))
    return Document(
        title=text("Note à l’attention du préfet"),
        cover=(text(dossier.synthesis.title), *cover(dossier, "Document de travail – projet de note")),
        blocks=tuple(blocks),
        banner=text(FICTITIOUS) if dossier.synthesis.fictitious else "",
        running=text(f"{dossier.synthesis.title} – note, document de travail"),
        contents=False,
        subject="Note de synthèse",
    )


def _theme(theme: ThemeDraft, rank: int, constats: int, asked: int, common: Container[str]) -> list[Block]:
    blocks: list[Block] = [Heading(1, text(theme.title), f"theme-{rank}")]
    if theme.chapeau.strip():
        blocks.append(paragraph(theme.chapeau))
    found, wanted = kept(theme.constats)[:constats], kept(theme.preconisations)[:asked]
    if not found and not wanted:
        return blocks if theme.chapeau.strip() else [*blocks, paragraph("Sans observation.")]
    if found:
        said = " ; ".join(_constat(statement, common) for statement in found)
        blocks.append(paragraph(f"Constats : {said}."))
    if wanted:
        blocks.append(paragraph("Préconisations :", style="label"))
        blocks.append(BulletList(tuple(_item(s, f"{NBSP};" if s is not wanted[-1] else ".", common) for s in wanted)))
    return blocks


def _constat(statement: Statement, common: Container[str]) -> str:
    flags = f" ({', '.join(flag_fr(flag) for flag in statement.flags)})" if statement.flags else ""
    return list_start(without_stop(text(statement.text)), common) + flags


def _item(statement: Statement, end: str, common: Container[str]) -> Item:
    reach = standing(statement)
    reach = reach[:1].lower() + reach[1:]
    return Item(runs(f"{list_start(without_stop(text(statement.text)), common)} ({reach}){end}"))


def _attention(dossier: Dossier) -> list[str]:
    themes = dossier.synthesis.themes
    statements = [s for theme in themes for s in (*kept(theme.constats), *kept(theme.preconisations))]
    divided = [without_stop(text(s.text)) for s in statements if s.position == "divergent"]
    found = []
    if divided:
        shown = [f"« {line} »" for line in divided[:2]]
        more = (
            f" et {counted(len(divided) - 2, 'autre ligne', 'autres lignes', feminine=True)}"
            if len(divided) > 2
            else ""
        )
        found.append(f"Avis divergents : {enumerate_fr(shown) if not more else ', '.join(shown)}{more}.")
    promised = sum(len(theme.engagements) for theme in themes)
    if promised:
        found.append(
            f"{capitalise(counted(promised, 'engagement annoncé', 'engagements annoncés'))} en séance, à suivre."
        )
    flagged = sum(1 for statement in statements if statement.flags)
    if flagged:
        noun = counted(flagged, "ligne à relire", "lignes à relire", feminine=True)
        found.append(f"{capitalise(noun)} avant toute diffusion (faiblesse opérationnelle ou cas individuel).")
    doubtful = dossier.coverage()["a_verifier"]
    if doubtful:
        found.append(
            f"{capitalise(counted(doubtful, 'remarque reste', 'remarques restent', feminine=True))} à vérifier."
        )
    if any(source.questionnaire for source in dossier.sources):
        found.append("Les réponses aux questionnaires sont volontaires et ne représentent pas toute la population.")
    return found or ["Aucun point particulier n’a été relevé."]
