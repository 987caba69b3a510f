"""The annex that stays inside: the quotes behind each line, then the remarks that no line rests on.

Every remark that informs is in it once: behind its line, behind a line left out, or in the tables of the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assises_nlp.export.annexes import FICTITIOUS, LIST_FULL, WITHHELD, left_out, reason, told
from assises_nlp.export.clean import one_line
from assises_nlp.export.document_model import (
    Block,
    Document,
    Heading,
    Paragraph,
    Quote,
    Run,
    Table,
    paragraph,
    runs,
    text,
)
from assises_nlp.export.french import NATURES, capitalise, counted, short_locator, standing, without_stop
from assises_nlp.export.sources import Dossier
from assises_nlp.export.statement_lines import (
    FIRST_THEME_CHAPTER,
    References,
    build_references,
    kept,
    ordered_engagements,
    own_supports,
    quotes,
)
from assises_nlp.export.synthese import cover
from assises_nlp.export.unused_remarks import unused_tables
from assises_nlp.records import Engagement, Remark, Statement, Support, ThemeDraft


def build_verbatims(dossier: Dossier) -> Document:
    references = build_references(dossier.synthesis.themes)
    blocks: list[Block] = [
        paragraph(
            "Document interne, à ne pas diffuser : il contient les propos tenus en séance et "
            "les réponses aux questionnaires, "
            "tels qu’ils ont été recueillis, sans les noms.",
            style="warning",
        ),
        *_sources(dossier),
    ]
    for chapter, theme in enumerate(dossier.synthesis.themes, FIRST_THEME_CHAPTER):
        blocks.extend(_theme(theme, chapter, dossier, references))
    blocks.extend(_unused(dossier))
    return Document(
        title="Annexe interne : verbatims",
        cover=(text(dossier.synthesis.title), *cover(dossier, "Document interne – ne pas diffuser")),
        blocks=tuple(blocks),
        banner=text(FICTITIOUS) if dossier.synthesis.fictitious else "",
        running=text(f"{dossier.synthesis.title} – verbatims, document interne"),
        subject="Annexe interne",
        dense=True,
    )


def _sources(dossier: Dossier) -> Iterable[Block]:
    yield Heading(1, "Sources", "sources")
    yield paragraph(
        "Chaque propos est suivi du repère de sa source, de la qualité de la personne lorsqu’elle est connue et de la "
        "place dans le document : page (p.), paragraphe (§) ou ligne du tableau (l.)."
    )
    if dossier.sources:
        rows = tuple(
            (text(source.code), capitalise(text(source.title)), text(source.audience) or "—")
            for source in dossier.sources
        )
        yield Table("Documents et repères", ("Repère", "Source", "Public"), rows, (0.12, 0.58, 0.3), compact=True)


def _theme(theme: ThemeDraft, chapter: int, dossier: Dossier, references: References) -> list[Block]:
    blocks: list[Block] = [Heading(1, text(f"{chapter}. {theme.title}"), f"theme-{chapter}")]
    groups: tuple[tuple[str, str, Sequence[Statement | Engagement]], ...] = (
        ("Constats et bonnes pratiques", "constats", kept(theme.constats)),
        ("Préconisations", "preconisations", kept(theme.preconisations)),
        ("Engagements annoncés", "engagements", ordered_engagements(theme)),
    )
    for title, key, lines in groups:
        if lines:
            blocks.append(Heading(2, title, f"theme-{chapter}-{key}"))
            for rank, line in enumerate(lines, 1):
                blocks.extend(_line(line, f"theme-{chapter}-{key}-{rank}", dossier, references))
    out = left_out(theme)
    if out:
        blocks.append(Heading(2, "Lignes écartées", f"theme-{chapter}-ecartees"))
        blocks.append(_left_out_table(out, dossier))
    if len(blocks) == 1:
        blocks.append(paragraph("Sans observation."))
    return blocks


def _line(line: Statement | Engagement, anchor: str, dossier: Dossier, references: References) -> Iterable[Block]:
    name = references.names.get(line.id) or (NATURES[line.nature] if isinstance(line, Statement) else "engagement")
    yield Heading(3, text(f"{capitalise(name)} : {without_stop(text(line.text))}"), anchor)
    if isinstance(line, Statement):
        yield paragraph(standing(line) + ".", style="note")
    if isinstance(line, Engagement):
        yield from _quote_blocks(line.supports, dossier)
        return
    yield from _quote_blocks(own_supports(line), dossier)
    if line.opposing:
        yield paragraph("En sens contraire :", style="label")
        yield from _quote_blocks(line.opposing, dossier)
    for measure in line.measures:
        yield paragraph(f"Mesure : {without_stop(text(measure.text))}.", style="label")
        yield from _quote_blocks(measure.supports, dossier)


def _quote_blocks(supports: Iterable[Support], dossier: Dossier) -> Iterable[Paragraph]:
    for quote in quotes(supports, dossier):
        yield Paragraph((Run(_spoken(quote)), *runs(Run(f" — {quote.short_origin}", "marks"))), "quote")


def _spoken(quote: Quote) -> str:
    """The words between French quotes, on one line; they are not typeset anew."""
    return f"«\u00a0{one_line(quote.text)}\u00a0»"


def _left_out_table(lines: Sequence[tuple[Statement, str]], dossier: Dossier) -> Table:
    """The lines left out, each with its reason and the whole remarks behind it."""
    rows = []
    for line, why in lines:
        behind = (*line.supports, *line.opposing, *(support for m in line.measures for support in m.supports))
        whole = [Support(support.remark, dossier.by_id[support.remark].text) for support in behind]
        said = " ; ".join(f"{_spoken(quote)} ({quote.short_origin})" for quote in quotes(whole, dossier))
        words = f" : {without_stop(text(line.text))}" if told(line, dossier) else ""
        shown = f"{capitalise(NATURES[line.nature])}{words}"
        rows.append((text(shown), text("liste complète" if why == LIST_FULL else why), said or "—"))
    caption = counted(len(rows), "ligne écartée", "lignes écartées", feminine=True)
    headers = ("Ligne", "Motif", "Propos à l’appui")
    return Table(capitalise(caption), headers, tuple(rows), (0.32, 0.13, 0.55), compact=True)


def _unused(dossier: Dossier) -> list[Block]:
    """Remarks of status ``annexe`` and ``a_verifier`` that are behind no line."""
    blocks: list[Block] = [Heading(1, "Remarques non retenues dans le bilan", "remarques-non-retenues")]
    behind = {
        support.remark
        for theme in dossier.synthesis.themes
        for line, _ in left_out(theme)
        for support in (*line.supports, *line.opposing, *(s for measure in line.measures for s in measure.supports))
    }
    tables = unused_tables(dossier, behind)
    if tables:
        known = " Celles qui appuient une ligne écartée sont citées avec elle, plus haut." if behind else ""
        blocks.append(paragraph(f"Par thème et par nature ; les remarques identiques sont données une fois.{known}"))
        blocks.extend(tables)
    doubtful = [remark for remark in dossier.remarks if dossier.status(remark.id) == "a_verifier"]
    if doubtful:
        blocks.append(Heading(2, "Remarques à vérifier", "non-retenues-a-verifier"))
        blocks.append(
            paragraph(
                "Motif de la relecture ; là où le classement est incertain, chapitre et nature que le programme propose."
            )
        )
        blocks.append(_doubtful_table(doubtful, dossier))
    if len(blocks) == 1:
        blocks.append(paragraph("Toutes les remarques informatives appuient une ligne du bilan."))
    return blocks


def _doubtful_table(remarks: Sequence[Remark], dossier: Dossier) -> Table:
    rows = []
    for remark in sorted(remarks, key=lambda remark: not remark.withheld):
        place = ", ".join(part for part in (dossier.source(remark.id).code, short_locator(remark.locator)) if part)
        words = WITHHELD if remark.withheld else one_line(remark.text)
        rows.append((place, text(_doubt(remark, dossier)), words))
    caption = capitalise(counted(len(rows), "remarque à vérifier", "remarques à vérifier", feminine=True))
    return Table(caption, ("Repère", "Motif", "Remarque"), tuple(rows), (0.14, 0.24, 0.62), compact=True)


def _doubt(remark: Remark, dossier: Dossier) -> str:
    """Why a person reads it again: the reason, or « chapitre 4, constat ? »."""
    label = dossier.labels.get(remark.id)
    if remark.withheld or label is None:
        return reason(remark)
    chapters = {theme.id: rank for rank, theme in enumerate(dossier.synthesis.themes, FIRST_THEME_CHAPTER)}
    where = f"chapitre {chapters[label.theme]}" if label.theme in chapters else "hors thème"
    return f"{where}, {NATURES[label.nature]} ?"
