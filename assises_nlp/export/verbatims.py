"""The annex that stays inside: the quotes behind each line, then the remarks that no line rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assises_nlp.export.annexes import FICTITIOUS, doubtful_quote, left_out
from assises_nlp.export.document_model import Block, Document, Heading, Paragraph, Quote, Run, paragraph, runs, text
from assises_nlp.export.french import NATURES, capitalise, standing, without_stop
from assises_nlp.export.sources import CODE_KEY, Dossier
from assises_nlp.export.statement_lines import (
    FIRST_THEME_CHAPTER,
    References,
    build_references,
    kept,
    ordered_engagements,
    quotes,
)
from assises_nlp.export.synthese import cover
from assises_nlp.records import OFF_THEME, Engagement, Remark, Statement, Support, ThemeDraft


def build_verbatims(dossier: Dossier) -> Document:
    references = build_references(dossier.synthesis.themes)
    blocks: list[Block] = [
        paragraph(
            "Document interne, à ne pas diffuser : il contient les propos tenus en séance et "
            "les réponses aux questionnaires, "
            "tels qu’ils ont été recueillis, sans les noms.",
            style="warning",
        ),
        paragraph(CODE_KEY, style="note"),
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
    )


def _theme(theme: ThemeDraft, chapter: int, dossier: Dossier, references: References) -> list[Block]:
    blocks: list[Block] = [Heading(1, text(f"{chapter}. {theme.title}"), f"theme-{chapter}")]
    groups: tuple[tuple[str, str, Sequence[Statement | Engagement]], ...] = (
        ("Constats et bonnes pratiques", "constats", kept(theme.constats)),
        ("Préconisations", "preconisations", kept(theme.preconisations)),
        ("Engagements annoncés", "engagements", ordered_engagements(theme)),
        ("Lignes écartées", "ecartees", [statement for statement, _ in left_out(theme)]),
    )
    for title, key, lines in groups:
        if lines:
            blocks.append(Heading(2, title, f"theme-{chapter}-{key}"))
            for rank, line in enumerate(lines, 1):
                blocks.extend(_line(line, f"theme-{chapter}-{key}-{rank}", dossier, references))
    if len(blocks) == 1:
        blocks.append(paragraph("Sans observation."))
    return blocks


def _line(line: Statement | Engagement, anchor: str, dossier: Dossier, references: References) -> Iterable[Block]:
    name = references.names.get(line.id) or (NATURES[line.nature] if isinstance(line, Statement) else "engagement")
    yield Heading(3, text(f"{capitalise(name)} : {without_stop(text(line.text))}"), anchor)
    if isinstance(line, Statement):
        yield paragraph(standing(line) + ".", style="label")
    yield from _quote_blocks(line.supports, dossier)
    if isinstance(line, Engagement):
        return
    if line.opposing:
        yield paragraph("En sens contraire :", style="label")
        yield from _quote_blocks(line.opposing, dossier)
    for measure in line.measures:
        yield paragraph(f"Mesure : {without_stop(text(measure.text))}.", style="label")
        yield from _quote_blocks(measure.supports, dossier)


def _quote_blocks(supports: Iterable[Support], dossier: Dossier) -> Iterable[Paragraph]:
    for quote in quotes(supports, dossier):
        yield quote_paragraph(quote)


def quote_paragraph(quote: Quote) -> Paragraph:
    """« words » – E1, séance du …, élus, maire, p. 3 (3 réponses identiques). The words are not typeset anew."""
    words = " ".join(quote.text.split(" ")).strip()
    spoken = Run("«\u00a0" + " ".join(words.split("\n")) + "\u00a0»")
    return Paragraph((spoken, *runs(Run(f" — {quote.origin}", "marks"))), "quote")


def _unused(dossier: Dossier) -> list[Block]:
    """Remarks of status ``annexe`` and ``a_verifier``, by theme; identical answers once."""
    titles = {theme.id: theme.title for theme in dossier.synthesis.grid.themes} | {OFF_THEME: "Hors thème"}
    blocks: list[Block] = [Heading(1, "Remarques non retenues dans le bilan", "remarques-non-retenues")]
    kept_by_theme: dict[str, list[Remark]] = {theme: [] for theme in titles}
    for remark in dossier.remarks:
        if dossier.status(remark.id) == "annexe":
            label = dossier.labels.get(remark.id)
            kept_by_theme.setdefault(label.theme if label else OFF_THEME, []).append(remark)
    for rank, (theme, remarks) in enumerate(kept_by_theme.items(), 1):
        if remarks:
            blocks.append(Heading(2, text(titles.get(theme, theme)), f"non-retenues-{rank}"))
            blocks.extend(_remark_blocks(remarks, dossier))
    doubtful = [remark for remark in dossier.remarks if dossier.status(remark.id) == "a_verifier"]
    if doubtful:
        blocks.append(Heading(2, "Remarques à vérifier", "non-retenues-a-verifier"))
        blocks.extend(_doubtful(remark, dossier) for remark in doubtful)
    if len(blocks) == 1:
        blocks.append(paragraph("Toutes les remarques informatives appuient une ligne du bilan."))
    return blocks


def _remark_blocks(remarks: Iterable[Remark], dossier: Dossier) -> Iterable[Paragraph]:
    whole = tuple(Support(remark.id, remark.text) for remark in remarks)
    return _quote_blocks(whole, dossier)


def _doubtful(remark: Remark, dossier: Dossier) -> Paragraph:
    return quote_paragraph(doubtful_quote(remark, dossier))
