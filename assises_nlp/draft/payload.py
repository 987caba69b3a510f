"""``synthese.json`` of any run, read back as lines and documents. What an older version did not write is left empty."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from assises_nlp.records import (
    NATURES,
    POSITIONS,
    AudienceCount,
    DocumentKind,
    Line,
    Meeting,
    ReceivedDocument,
    Support,
    Voices,
)

Payload = Mapping[str, Any]
_ASIDE = "lignes_ecartees"
_REJECTED = "rejetée à la relecture"


class UnreadablePayload(ValueError):
    """What was given is no ``synthese.json``."""


def readable(payload: object) -> bool:
    """Whether ``payload`` can be compared: it is a ``synthese.json`` of this version or of an older one."""
    try:
        return isinstance(payload, dict) and len(lines(payload)) + len(documents(payload)) >= 0
    except UnreadablePayload:
        return False


def lines(payload: Payload) -> tuple[Line, ...]:
    """Every line of ``payload`` in its order: those of the draft, engagements, then those left out of each theme.

    Raises:
        UnreadablePayload: a field is missing or is of another kind.
    """
    try:
        return tuple(line for rank, theme in enumerate(payload["themes"]) for line in _of_theme(theme, rank))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UnreadablePayload(str(error)) from error


def documents(payload: Payload) -> tuple[ReceivedDocument, ...]:
    """Every document of ``payload``: séances, questionnaires, contributions, each with its mark.

    Raises:
        UnreadablePayload: a field is missing or is of another kind.
    """
    try:
        found = [_document(item, "compte_rendu") for item in payload["seances"]]
        found += [_document(item, "questionnaire") for item in payload["questionnaires"]]
        return (
            *found,
            *(_document(item, cast(DocumentKind, str(item["type"]))) for item in payload.get("contributions", ())),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UnreadablePayload(str(error)) from error


def _document(item: Payload, kind: DocumentKind) -> ReceivedDocument:
    name = _text(item["document"])
    meeting = Meeting(
        name,
        name,
        kind,
        _said(item.get("date")),
        _said(item.get("lieu")),
        _said(item["public"]),
        _said(item.get("nom")),
    )
    return ReceivedDocument(meeting, "inchange", _text(item.get("repere", "")), int(item.get("remarques", 0)))


def _of_theme(theme: Payload, theme_rank: int) -> Iterable[Line]:
    for items, listed in ((theme["constats"], True), (theme["preconisations"], True), (theme.get(_ASIDE, ()), False)):
        rank = 0
        for item in items:
            drafted = listed and item["etat"] != "rejete"
            rank += drafted
            reason = None if drafted else _said(item.get("motif")) or _REJECTED
            yield _line(item, theme, theme_rank, rank if drafted else 0, reason)
    for rank, item in enumerate(theme.get("engagements", ()), 1):
        yield _engagement(item, theme, theme_rank, rank)


def _line(item: Payload, theme: Payload, theme_rank: int, rank: int, reason: str | None) -> Line:
    position, nature = item["position"], item["nature"]
    if position not in POSITIONS or nature not in NATURES:
        raise ValueError(f"{position!r}, {nature!r}")
    measures = list(item["mesures"])
    return Line(
        id=_text(item["id"]),
        nature=nature,
        text=_text(item["texte"]),
        theme=_text(theme["id"]),
        theme_title=_text(theme["titre"]),
        theme_rank=theme_rank,
        rank=rank,
        subject=_text(item.get("sujet", "")),
        position=position,
        voices=_voices(item["voix"]),
        supports=_supports([*item["appuis"], *(s for measure in measures for s in measure["appuis"])]),
        opposing=_supports(item.get("oppositions", ())),
        measures=tuple(_text(measure["texte"]) for measure in measures),
        flags=tuple(sorted(_text(flag) for flag in item["drapeaux"])),
        reason=reason,
    )


def _engagement(item: Payload, theme: Payload, theme_rank: int, rank: int) -> Line:
    quoted = item.get("citations", [{"remarque": remark, "citation": ""} for remark in item["appuis"]])
    return Line(
        id=_text(item["id"]),
        nature="engagement",
        text=_text(item["texte"]),
        theme=_text(theme["id"]),
        theme_title=_text(theme["titre"]),
        theme_rank=theme_rank,
        rank=rank,
        supports=_supports(quoted),
    )


def _voices(item: Payload) -> Voices:
    publics = tuple(
        (_text(name), AudienceCount(int(count["intervenants"]), int(count["repondants"])))
        for name, count in sorted(item["publics"].items())
    )
    return Voices(int(item["intervenants"]), int(item["repondants"]), int(item["seances"]), publics)


def _supports(items: Sequence[Payload]) -> tuple[Support, ...]:
    """Each remark once, the founding one first."""
    found: dict[str, Support] = {}
    for item in items:
        support = Support(_text(item["remarque"]), _text(item["citation"]))
        found.setdefault(support.remark, support)
    return tuple(found.values())


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"not a text: {value!r}")
    return value


def _said(value: object) -> str | None:
    return None if value is None else _text(value)
