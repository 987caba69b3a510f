"""A drafted line as an item of a list: its text, its marks (position, voices, sources, links) and its quotes.

Lines are unnumbered in the text; their marks name them (« Constat 3.2 »: the second of chapter 3), in a
paragraph of its own style, so that a rapporteur who is done can select all of them at once and delete them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from assises_nlp.export.clean import clean
from assises_nlp.export.document_model import Item, Quote, Run, runs, text
from assises_nlp.export.flags import flag_words
from assises_nlp.export.french import (
    NATURES,
    NBSP,
    audience_fr,
    capitalise,
    enumerate_fr,
    fold,
    list_start,
    locator_fr,
    short_locator,
    standing,
    without_stop,
)
from assises_nlp.export.sources import Dossier
from assises_nlp.records import Engagement, Measure, Statement, Support, ThemeDraft

FIRST_THEME_CHAPTER = 3
COLUMN_SHOWN = 40
"""Characters of a question that stand beside a quote; the data files have it whole."""
SHOWN_ENGAGEMENTS = 6
"""Engagements of a theme shown beside its lines; the others are in the annex, under their number."""


@dataclass(frozen=True, slots=True)
class References:
    """How lines are named (« constat 3.2 ») and which answer which, by id."""

    names: dict[str, str] = field(default_factory=dict)
    links: dict[str, set[str]] = field(default_factory=dict)

    def linked(self, line: str, kind: str) -> list[str]:
        """Numbers ("3.2") of the lines of ``kind`` linked with ``line``, in order; ``kind`` is the first word
        of their name.
        """
        names = (self.names[other] for other in self.links.get(line, ()) if other in self.names)
        found = [name.rsplit(" ", 1)[1] for name in names if name.startswith(kind)]
        return sorted(found, key=lambda number: [int(part) for part in number.split(".")])


def kept(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """The lines of the draft: what a reviewer rejected does not come back."""
    return tuple(statement for statement in statements if statement.state != "rejete")


def ordered_engagements(theme: ThemeDraft) -> tuple[Engagement, ...]:
    """Those that answer a line of the draft first, each group in its own order."""
    drafted = {line.id for line in (*kept(theme.constats), *kept(theme.preconisations))}
    answering = {e.id for e in theme.engagements if drafted & set(e.linked)}
    answering |= {e.id for e in theme.engagements for line in theme.preconisations if e.id in line.linked}
    return tuple(sorted(theme.engagements, key=lambda engagement: engagement.id not in answering))


def build_references(themes: Sequence[ThemeDraft]) -> References:
    references = References()
    for chapter, theme in enumerate(themes, FIRST_THEME_CHAPTER):
        lists: tuple[Sequence[Statement | Engagement], ...] = (
            kept(theme.constats),
            kept(theme.preconisations),
            ordered_engagements(theme),
        )
        for lines in lists:
            for rank, line in enumerate(lines, 1):
                nature = NATURES[line.nature] if isinstance(line, Statement) else "engagement"
                references.names[line.id] = f"{nature} {chapter}.{rank}"
                for other in line.linked:
                    references.links.setdefault(line.id, set()).add(other)
                    references.links.setdefault(other, set()).add(line.id)
    return references


def statement_items(statements: Sequence[Statement], dossier: Dossier, references: References) -> tuple[Item, ...]:
    """Constats end with a full stop each; préconisations are one sentence: semicolons, then a full stop."""
    items = []
    for rank, statement in enumerate(statements, 1):
        as_list = statement.nature == "preconisation"
        end = f"{NBSP};" if as_list and rank < len(statements) else "."
        items.append(_item(statement, end, dossier, references, as_list=as_list))
    return tuple(items)


def _item(statement: Statement, end: str, dossier: Dossier, references: References, *, as_list: bool) -> Item:
    body = text(statement.text)
    lead = _lead(statement, dossier)
    body = list_start(body, dossier.common) if as_list or lead else capitalise(body)
    complete = end == "." and body.endswith(("…", "?", "!", "..."))
    closing = f"{NBSP}:" if statement.measures else "" if complete else end
    supports = (*statement.supports, *statement.opposing)
    return Item(
        runs=runs(*lead, without_stop(body) + closing),
        reperes=_reperes(statement, dossier, references),
        children=_measure_items(statement.measures, end, dossier),
        quotes=(*quotes(own_supports(statement), dossier), *quotes(statement.opposing, dossier, opposing=True)),
        codes=dossier.codes(supports),
        audiences=_audiences(supports, dossier),
        anchor=anchor("ligne", statement.id),
    )


def own_supports(statement: Statement) -> tuple[Support, ...]:
    """The supports of a line that are not quoted under one of its measures."""
    below = {support for measure in statement.measures for support in measure.supports}
    return tuple(support for support in statement.supports if support not in below)


def _lead(statement: Statement, dossier: Dossier) -> tuple[str | Run, ...]:
    """« **Délais d’intervention** – »: the axis of the line or its topic, where that has a title."""
    title = dossier.subject(statement).strip()
    return (Run(capitalise(text(title)), "subject"), " – ") if title else ()


def _measure_items(measures: Sequence[Measure], end: str, dossier: Dossier) -> tuple[Item, ...]:
    items = []
    for rank, measure in enumerate(measures, 1):
        closing = end if rank == len(measures) else ","
        codes = dossier.codes(measure.supports)
        # Three codes say where to look; the annex has them all.
        shown = ", ".join(codes[:3]) + (f" et {len(codes) - 3} autres" if len(codes) > 4 else "")
        shown = ", ".join(codes) if len(codes) == 4 else shown
        items.append(
            Item(
                runs=runs(
                    list_start(without_stop(text(measure.text)), dossier.common), Run(f" [{shown}]", "marks"), closing
                ),
                quotes=quotes(measure.supports, dossier),
                codes=codes,
                audiences=_audiences(measure.supports, dossier),
            )
        )
    return tuple(items)


def _reperes(statement: Statement, dossier: Dossier, references: References) -> tuple[Run, ...]:
    name = capitalise(references.names.get(statement.id, NATURES[statement.nature]))
    publics = _publics(statement, dossier)
    parts = [f"{name} — {standing(statement)}" + (f" — {', '.join(publics)}" if publics else "")]
    parts.append("Sources : " + (", ".join(dossier.codes(statement.supports)) or "aucune"))
    if statement.opposing:
        parts.append("Avis contraires : " + ", ".join(dossier.codes(statement.opposing)))
    parts.extend(_links(statement, references))
    for label, value in (
        ("Cadre", statement.frame),
        ("Destinataire", statement.addressee),
        ("Échéance", statement.deadline),
    ):
        if value:
            parts.append(f"{label} : {text(value)}")
    made: list[str | Run] = [Run(". ".join(parts) + ".", "marks")]
    flags = flag_words(statement, dossier)
    if flags:
        made.append(Run(f" {capitalise(' ; '.join(flags))}.", "flag"))
    if statement.state == "valide":
        made.append(Run(" Ligne validée.", "marks"))
    return runs(*made)


def _publics(statement: Statement, dossier: Dossier) -> list[str]:
    """The publics who said it; « tous les publics » where none of the consultation's is missing (three or more)."""
    said = [key for key, count in statement.voices.audiences if count.speakers + count.respondents]
    named = [key for key in said if fold(audience_fr(key)) not in _UNKNOWN]
    asked = {source.meeting.audience for source in dossier.sources if source.meeting.audience}
    if len(asked) >= _EVERYBODY and asked <= set(named):
        return ["tous les publics"]
    return [audience_fr(key) for key in named]


_EVERYBODY = 3
_UNKNOWN = ("", "non precise", "public non precise")
"""Names, folded, of a public that nobody stated."""


def _links(statement: Statement, references: References) -> list[str]:
    found = []
    if statement.nature == "preconisation":
        constats = references.linked(statement.id, "constat") + references.linked(statement.id, "bonne pratique")
        if constats:
            found.append(_numbered("Répond au constat", "Répond aux constats", constats))
    else:
        asked = references.linked(statement.id, "préconisation")
        if asked:
            found.append(_numbered("Voir la préconisation", "Voir les préconisations", asked))
    promised = references.linked(statement.id, "engagement")
    if promised:
        found.append(_numbered("Voir l’engagement", "Voir les engagements", promised))
    return found


def _numbered(one: str, many: str, numbers: Sequence[str]) -> str:
    return f"{one if len(numbers) == 1 else many} {enumerate_fr(numbers)}"


def engagement_items(engagements: Sequence[Engagement], dossier: Dossier, references: References) -> tuple[Item, ...]:
    items = []
    for engagement in engagements:
        codes = dossier.codes(engagement.supports)
        parts = [
            f"{capitalise(references.names[engagement.id])} — annoncé par une autorité. Sources : {', '.join(codes)}"
        ]
        constats = references.linked(engagement.id, "constat") + references.linked(engagement.id, "bonne pratique")
        asked = references.linked(engagement.id, "préconisation")
        if asked:
            parts.append(_numbered("En réponse à la préconisation", "En réponse aux préconisations", asked))
        if constats:
            parts.append(_numbered("En réponse au constat", "En réponse aux constats", constats))
        items.append(
            Item(
                runs=runs(capitalise(without_stop(text(engagement.text))) + "."),
                reperes=runs(Run(". ".join(parts) + ".", "marks")),
                quotes=quotes(engagement.supports, dossier),
                codes=codes,
                audiences=_audiences(engagement.supports, dossier),
                anchor=anchor("ligne", engagement.id),
            )
        )
    return tuple(items)


def quotes(supports: Iterable[Support], dossier: Dossier, *, opposing: bool = False) -> tuple[Quote, ...]:
    """The quotes of ``supports`` in the order of the sources; identical answers of one document once, with
    their number.
    """
    order = dossier.ranks
    found: dict[tuple[str, str, str], list[Support]] = {}
    for support in sorted(set(supports), key=lambda s: (order[s.remark], s.quote)):
        remark = dossier.by_id[support.remark]
        group = dossier.groups.get(remark.id, remark.id)
        found.setdefault((remark.document, group, " ".join(support.quote.lower().split())), []).append(support)
    return tuple(_quote(alike, dossier, opposing) for alike in found.values())


def _quote(alike: Sequence[Support], dossier: Dossier, opposing: bool) -> Quote:
    remark = dossier.by_id[alike[0].remark]
    source = dossier.by_document[remark.document]
    return Quote(
        text=clean(alike[0].quote),
        code=source.code,
        source=text(source.title),
        audience=text(source.audience),
        place=text(locator_fr(remark.locator, COLUMN_SHOWN)),
        role=text(remark.role) if remark.role else None,
        opposing=opposing,
        copies=len({support.remark for support in alike}),
        short_place=text(short_locator(remark.locator)),
    )


def _audiences(supports: Iterable[Support], dossier: Dossier) -> tuple[str, ...]:
    return tuple(sorted({text(dossier.source(support.remark).audience) for support in supports} - {""}))


def anchor(kind: str, identity: str) -> str:
    """An anchor that is valid in html, docx and odt, whatever the id is made of."""
    safe = "".join(char if char.isascii() and char.isalnum() else "-" for char in identity)
    return f"{kind}-{safe}"[:40]
