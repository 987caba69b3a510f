"""The bilan as a document: title page, organisation, questionnaires, themes, synthesis, annexes."""

from __future__ import annotations

from assises_nlp.export.annexes import FICTITIOUS, annex_blocks
from assises_nlp.export.document_model import (
    Block,
    BulletList,
    Document,
    Heading,
    Item,
    Paragraph,
    Run,
    Table,
    paragraph,
    runs,
    text,
)
from assises_nlp.export.french import (
    NBSP,
    capitalise,
    counted,
    date_fr,
    enumerate_fr,
    figure,
    list_start,
    period,
    reach,
    without_stop,
)
from assises_nlp.export.questionnaire_part import Captions, questionnaire_blocks
from assises_nlp.export.sources import CODE_KEY, Dossier, Source
from assises_nlp.export.statement_lines import (
    FIRST_THEME_CHAPTER,
    SHOWN_ENGAGEMENTS,
    References,
    build_references,
    engagement_items,
    kept,
    ordered_engagements,
    statement_items,
)
from assises_nlp.records import CONTRARY, Statement, Support, ThemeDraft

_AXES = 3


def build_synthese(dossier: Dossier) -> Document:
    """The document of the draft: the same for the four formats."""
    captions = Captions()
    references = build_references(dossier.synthesis.themes)
    blocks: list[Block] = [
        *_organisation(dossier, captions),
        *questionnaire_blocks(dossier, captions, 2),
    ]
    for chapter, theme in enumerate(dossier.synthesis.themes, FIRST_THEME_CHAPTER):
        blocks.extend(_theme(theme, chapter, dossier, references))
    last = FIRST_THEME_CHAPTER + len(dossier.synthesis.themes)
    blocks.extend(_axes(dossier, last, captions, references))
    blocks.extend(annex_blocks(dossier, captions, references))
    return Document(
        title=text(dossier.synthesis.title),
        cover=cover(dossier, "Document de travail – projet de bilan à valider par le rapporteur"),
        blocks=tuple(blocks),
        banner=text(FICTITIOUS) if dossier.synthesis.fictitious else "",
        running=text(f"{dossier.synthesis.title} – document de travail"),
        subject="Projet de bilan",
    )


def cover(dossier: Dossier, kind: str) -> tuple[str, ...]:
    """The lines below the title: kind of document, territory, dates, publics."""
    meetings = [source.meeting for source in dossier.sources]
    when = period(meeting.date for meeting in meetings if meeting.kind != "cadrage")
    who = publics(dossier)
    found = [kind]
    if dossier.synthesis.territory:
        found.append(f"Territoire : {dossier.synthesis.territory}")
    if when:
        found.append(f"Consultation menée {when}")
    if who:
        found.append("Publics : " + enumerate_fr(who))
    return tuple(text(line) for line in found)


def publics(dossier: Dossier) -> list[str]:
    """The publics that are known, in the order of the sources."""
    return list(dict.fromkeys(source.audience for source in dossier.sources if source.audience))


def _organisation(dossier: Dossier, captions: Captions) -> list[Block]:
    blocks: list[Block] = [Heading(1, "1. Organisation de la consultation", "organisation-consultation")]
    blocks.append(paragraph(overview(dossier)))
    meetings = [source for source in dossier.sources if source.meeting.kind == "compte_rendu"]
    if meetings:
        headers = ("Repère", "Date", "Lieu", "Public", "Remarques")
        rows = tuple(_meeting_row(source) for source in meetings)
        caption = captions.next("Tableau", "Séances")
        blocks.append(Table(caption, headers, rows, (0.11, 0.22, 0.27, 0.26, 0.14), frozenset({4})))
    answered = [source for source in dossier.sources if source.meeting.kind == "questionnaire"]
    if answered:
        headers = ("Repère", "Questionnaire", "Public", "Réponses", "Remarques")
        rows = tuple(_questionnaire_row(source) for source in answered)
        caption = captions.next("Tableau", "Questionnaires")
        blocks.append(Table(caption, headers, rows, (0.11, 0.37, 0.24, 0.14, 0.14), frozenset({3, 4})))
    written = [source for source in dossier.sources if source.meeting.kind in {"contribution", "cadrage"}]
    if written:
        headers = ("Repère", "Document", "Nature", "Public", "Remarques")
        rows = tuple(_written_row(source) for source in written)
        caption = captions.next("Tableau", "Contributions écrites et données des services")
        blocks.append(Table(caption, headers, rows, (0.11, 0.37, 0.19, 0.19, 0.14), frozenset({4})))
    blocks.append(paragraph(CODE_KEY, style="note"))
    return blocks


def overview(dossier: Dossier) -> str:
    """When, how many séances, how many answers, how many remarks."""
    parts = received(dossier)
    if not parts:
        return "Aucun document n’a été versé au dossier."
    when = period(source.meeting.date for source in dossier.sources if source.meeting.kind != "cadrage")
    remarks = counted(len(dossier.remarks), "remarque a été relevée", "remarques ont été relevées", feminine=True)
    held = f"La consultation s’est tenue {when}. " if when else ""
    return f"{held}Le bilan repose sur {enumerate_fr(parts)}. Au total, {remarks}."


def received(dossier: Dossier) -> list[str]:
    """« 11 séances », « trois questionnaires (206 réponses) »…"""
    kinds = [source.meeting.kind for source in dossier.sources]
    parts = []
    if meetings := kinds.count("compte_rendu"):
        parts.append(counted(meetings, "séance", "séances", feminine=True))
    if answered := kinds.count("questionnaire"):
        responses = sum(s.questionnaire.responses for s in dossier.sources if s.questionnaire)
        total = f" ({figure(responses)} réponse{'s' if responses > 1 else ''})" if responses else ""
        parts.append(counted(answered, "questionnaire", "questionnaires") + total)
    if written := kinds.count("contribution"):
        parts.append(counted(written, "contribution écrite", "contributions écrites", feminine=True))
    if frames := kinds.count("cadrage"):
        parts.append(counted(frames, "document de données des services", "documents de données des services"))
    return parts


def _meeting_row(source: Source) -> tuple[str, ...]:
    meeting = source.meeting
    place, who = meeting.place or "—", source.audience or "—"
    return tuple(text(c) for c in (source.code, date_fr(meeting.date), place, who, figure(source.remarks)))


def _questionnaire_row(source: Source) -> tuple[str, ...]:
    responses = figure(source.questionnaire.responses) if source.questionnaire else "—"
    title, who = capitalise(source.title), source.audience or "—"
    return tuple(text(c) for c in (source.code, title, who, responses, figure(source.remarks)))


def _written_row(source: Source) -> tuple[str, ...]:
    kind = "contribution" if source.meeting.kind == "contribution" else "données des services"
    title, who = capitalise(source.title), source.audience or "—"
    return tuple(text(c) for c in (source.code, title, kind, who, figure(source.remarks)))


def _theme(theme: ThemeDraft, chapter: int, dossier: Dossier, references: References) -> list[Block]:
    key = f"theme-{chapter}"
    blocks: list[Block] = [Heading(1, text(f"{chapter}. {theme.title}"), key)]
    if theme.chapeau.strip():
        blocks.append(paragraph(theme.chapeau, style="chapeau"))
    constats, asked = kept(theme.constats), kept(theme.preconisations)
    if not (constats or asked or theme.engagements):
        return [*blocks, paragraph("Sans observation : aucune ligne n’a été retenue pour ce thème.")]
    blocks.append(Heading(2, "Constats et bonnes pratiques", f"{key}-constats"))
    blocks.append(_list_or_nothing(statement_items(constats, dossier, references), "Aucun constat n’a été relevé."))
    blocks += _mentioned(theme, dossier, "Autres constats", asks=False)
    blocks.append(Heading(2, "Préconisations", f"{key}-preconisations"))
    blocks.append(
        _list_or_nothing(statement_items(asked, dossier, references), "Aucune préconisation n’a été formulée.")
    )
    blocks += _mentioned(theme, dossier, "Autres axes soulignés", asks=True)
    if theme.engagements:
        shown = ordered_engagements(theme)[:SHOWN_ENGAGEMENTS]
        blocks.append(Heading(2, "Engagements annoncés", f"{key}-engagements"))
        blocks.append(BulletList(engagement_items(shown, dossier, references)))
        more = len(theme.engagements) - len(shown)
        if more:
            said = counted(more, "autre engagement figure", "autres engagements figurent")
            blocks.append(paragraph(f"{capitalise(said)} en annexe 5.", style="note"))
    return blocks


def _mentioned(theme: ThemeDraft, dossier: Dossier, lead: str, *, asks: bool) -> list[Block]:
    """« Autres axes soulignés : … (…) [F1, Q2] ; … »: the annexed lines that the draft names, with their sources."""
    named = [statement for statement in kept(theme.named) if (statement.nature == "preconisation") == asks]
    if not named:
        return []
    made: list[str | Run] = [f"{lead}{NBSP}: "]
    for rank, statement in enumerate(named, 1):
        texts, supports = in_short(statement)
        first, *more = [list_start(without_stop(text(said)), dossier.common) for said in texts]
        said = f"{first} ({f'{NBSP}; '.join(more)})" if more else first
        codes = ", ".join(dossier.codes(supports))
        made += [said, Run(f" [{codes}]", "marks"), "." if rank == len(named) else f"{NBSP}; "]
    return [Paragraph(runs(*made))]


MOSTLY = 0.6
"""Share of the remarks of a line from which one of its measures says it better than the line."""
TOLD = 2
"""Measures that are told with a line of a closing sentence."""


def in_short(statement: Statement) -> tuple[list[str], tuple[Support, ...]]:
    """A line in one sentence: its text and, of a request, its heaviest measures, or the one measure that most of its remarks say; and the
    remarks behind what is told.
    """
    measures = statement.measures[:TOLD]
    mostly = bool(measures) and len(measures[0].supports) >= MOSTLY * len(statement.supports)
    if mostly and not measures[0].text.startswith(CONTRARY):  # the contrary of a line is never told in its place
        return [measures[0].text], measures[0].supports
    told = measures if statement.nature == "preconisation" else ()  # what is observed would be said twice
    return [statement.text, *(measure.text for measure in told)], statement.supports


def _list_or_nothing(items: tuple[Item, ...], nothing: str) -> Block:
    return BulletList(items) if items else paragraph(nothing)


def _axes(dossier: Dossier, chapter: int, captions: Captions, references: References) -> list[Block]:
    blocks: list[Block] = [Heading(1, f"{chapter}. Synthèse", "synthese")]
    rows = []
    for theme in dossier.synthesis.themes:
        for statement in kept(theme.preconisations)[:_AXES]:
            number = references.names[statement.id].rsplit(" ", 1)[1]
            line = capitalise(without_stop(text(statement.text)))
            subject = text(dossier.subject(statement)) or "—"
            rows.append((number, capitalise(subject), line, text(capitalise(reach(statement)))))
    if not rows:
        return [*blocks, paragraph("Aucune préconisation n’a été retenue.")]
    blocks.append(
        paragraph(
            "Les premières préconisations de chaque thème, dans l’ordre de leur poids ; le premier chiffre du numéro "
            "est celui du chapitre."
        )
    )
    headers = ("N°", "Sujet", "Axe", "Portée")
    caption = captions.next("Tableau", "Principaux axes")
    blocks.append(Table(caption, headers, tuple(rows), (0.07, 0.23, 0.44, 0.26)))
    return blocks
