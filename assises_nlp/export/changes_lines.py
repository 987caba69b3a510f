"""A changed line as an item of a list: its text, what is new behind it, what it said before."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field

from assises_nlp.export.document_model import Item, Run, runs, text
from assises_nlp.export.french import (
    NATURES,
    audience_fr,
    capitalise,
    counted,
    enumerate_fr,
    flag_fr,
    fold,
    list_start,
    standing,
    without_stop,
)
from assises_nlp.export.sources import Source
from assises_nlp.export.statement_lines import FIRST_THEME_CHAPTER, anchor
from assises_nlp.records import Change, ChangeKind, Changes, Line, ReceivedDocument, Statement

SHORT: dict[ChangeKind, str] = {
    "nouveau": "nouvelle",
    "contredit": "contredite",
    "renforce": "renforcée",
    "affaibli": "affaiblie",
    "retire": "retirée",
    "reformule": "reformulée",
    "deplace": "déplacée",
}
"""What happened to a line, as an adjective."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What the items are told with: the name of each document, and the words that the consultation writes in lower
    case (see :func:`assises_nlp.export.french.common_words`).
    """

    documents: Mapping[str, str] = field(default_factory=dict)
    common: Container[str] = ()
    arrived: frozenset[str] = frozenset()
    """Names of the documents that are new or modified."""

    @classmethod
    def of(cls, changes: Changes, common: Container[str] = ()) -> Telling:
        arrived = (d.meeting.name for d in changes.documents if d.state in {"nouveau", "modifie"})
        return cls({d.meeting.name: document_name(d) for d in changes.documents}, common, frozenset(arrived))


def document_name(document: ReceivedDocument) -> str:
    """« E2 – séance du 18 mars 2021, Morez, élus »."""
    source = Source(document.code, document.meeting, document.remarks)
    return text((f"{document.code} – " if document.code else "") + source.label)


def line_name(line: Line) -> str:
    """« préconisation 3.2 » as the draft numbers it; without a number where it has none."""
    name = NATURES[line.nature]
    numbered = line.drafted and line.nature != "engagement"
    return f"{name} {line.theme_rank + FIRST_THEME_CHAPTER}.{line.rank}" if numbered else name


def change_item(change: Change, telling: Telling, *, themed: bool = True) -> Item:
    """The whole line with what changed; ``themed`` names its theme too."""
    line = change.line
    return Item(
        runs=runs(*_lead(line), _sentence(line, telling.common, lead=bool(line.subject))),
        reperes=_reperes(change, telling, themed=themed),
        children=tuple(Item(runs(child)) for child in _children(change, telling.common)),
        anchor=anchor("ligne", line.id),
    )


def short_item(change: Change) -> Item:
    """« Renforcée : préconisation 3.2 – Réouverture de l’accueil. »"""
    line = change.line
    kinds = enumerate_fr([SHORT[kind] for kind in change.kinds])
    return Item(runs(f"{capitalise(kinds)} : {line_name(line)} – {without_stop(text(line.text))}."))


def _lead(line: Line) -> tuple[str | Run, ...]:
    return (Run(capitalise(text(line.subject)), "subject"), " – ") if line.subject else ()


def _sentence(line: Line, common: Container[str], *, lead: bool) -> str:
    body = text(line.text)
    body = list_start(body, common) if lead else capitalise(body)
    closed = body.endswith(("…", "?", "!", "..."))
    return body if closed else without_stop(body) + "."


def _children(change: Change, common: Container[str]) -> list[str]:
    """What the line said before where it was reworded, and its measures: all of them for a new line, else those that
    came or went.
    """
    before, after = change.before, change.after
    if after is None or not after.drafted or before is None or not before.drafted:
        return [_measure(measure, common) for measure in change.line.measures]
    found = [f"Avant : « {without_stop(text(before.text))} »."] if before.text != after.text else []
    # A line and one of its measures may change places: the text above says it.
    held = {fold(said) for said in (before.text, *before.measures)}
    kept = {fold(said) for said in (after.text, *after.measures)}
    found += [f"Mesure ajoutée : {_measure(m, common)}" for m in after.measures if fold(m) not in held]
    found += [f"Mesure retirée : {_measure(m, common)}" for m in before.measures if fold(m) not in kept]
    return found


def _measure(measure: str, common: Container[str]) -> str:
    return list_start(without_stop(text(measure)), common) + "."


def _reperes(change: Change, telling: Telling, *, themed: bool) -> tuple[Run, ...]:
    line = change.line
    place = f"{text(line.theme_title)} – " if themed else ""
    name = capitalise(line_name(line)) if not themed else line_name(line)
    parts = [f"{place}{name}"]
    if line.nature != "engagement":
        parts[0] += f" — {_standing(line)}"
    parts += _story(change, telling)
    if change.documents:
        label = "Sources" if change.kinds[0] == "nouveau" else "Apporté par"
        parts.append(f"{label} : {' ; '.join(telling.documents.get(n, text(n)) for n in change.documents)}")
    made: list[str | Run] = [Run(". ".join(parts) + ".", "marks")]
    flags = line.flags if line is change.after else ()
    if flags:
        made.append(Run(f" À vérifier : {enumerate_fr([flag_fr(flag) for flag in flags])}.", "strong"))
    return runs(*made)


def _standing(line: Line) -> str:
    return standing(Statement(line.id, line.nature, line.text, "", line.position, line.voices, line.supports))


def _story(change: Change, telling: Telling) -> list[str]:
    """What happened, in a few words for each kind."""
    before, after, kinds = change.before, change.after, change.kinds
    if "nouveau" in kinds:
        was = before.reason if before is not None else None
        if was:
            return [f"Était en annexe ({was})"]
        known = bool(change.documents) and not telling.arrived & set(change.documents)
        return ["Remarques déjà connues, regroupées autrement"] if known else []
    if "retire" in kinds:
        if after is None:
            return ["Aucune ligne du projet ni de l’annexe ne la reprend"]
        return [f"Désormais en annexe ({after.reason})" if after.reason else "Désormais en annexe"]
    assert before is not None
    assert after is not None
    found = []
    if "contredit" in kinds:
        found.append(
            "Des avis contraires ont été exprimés"
            if after.position == "divergent" and before.position != "divergent"
            else "Une autre source donne un autre chiffre"
        )
    if "renforce" in kinds:
        found += _gains(before, after)
    if {"renforce", "affaibli", "contredit"} & set(kinds):
        found.append(f"Avant : {_before(before)}")
    if "deplace" in kinds:
        found.append(f"Était dans le thème « {text(before.theme_title)} »")
    return found


def _before(line: Line) -> str:
    told = _standing(line)
    return told[:1].lower() + told[1:]


def _gains(before: Line, after: Line) -> list[str]:
    one, other = before.voices, after.voices
    more = []
    for gain, singular, plural, feminine in (
        (other.speakers - one.speakers, "intervenant", "intervenants", False),
        (other.respondents - one.respondents, "répondant", "répondants", False),
        (other.meetings - one.meetings, "séance", "séances", True),
    ):
        if gain > 0:
            more.append(counted(gain, singular, plural, feminine=feminine))
    found = [f"De plus : {enumerate_fr(more)}"] if more else []
    publics = [audience_fr(name) for name in _publics(after) if name not in _publics(before)]
    publics = [name for name in publics if name and "non précisé" not in name]
    if publics:
        found.append(f"{'Nouveau public' if len(publics) == 1 else 'Nouveaux publics'} : {enumerate_fr(publics)}")
    return found


def _publics(line: Line) -> Sequence[str]:
    return [name for name, count in line.voices.audiences if count.speakers + count.respondents]
