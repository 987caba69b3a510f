"""``synthese.json``: the draft for other programs, in the shape of the contract; checked against its JSON Schema."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from assises_nlp.export.annexes import left_out
from assises_nlp.export.clean import clean
from assises_nlp.export.errors import ExportError
from assises_nlp.export.question_crossings import crossings_json
from assises_nlp.export.sources import Dossier, Source
from assises_nlp.records import OFF_THEME, Engagement, Measure, Statement, Support, ThemeDraft
from assises_nlp.resources import resource_path

SCHEMA_NAME = "export_synthese.schema.json"


@lru_cache(maxsize=1)
def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of ``synthese.json``. Callers must not change it."""
    found: dict[str, Any] = json.loads(resource_path(SCHEMA_NAME).read_text("utf-8"))
    return found


def synthese_json(dossier: Dossier) -> dict[str, Any]:
    """The draft as JSON values.

    Raises:
        ExportError: the result does not follow the schema (a fault of the program, not of the dossier).
    """
    from jsonschema import Draft202012Validator

    made: dict[str, Any] = _cleaned(_synthese(dossier))
    error = next(iter(Draft202012Validator(schema()).iter_errors(made)), None)
    if error is not None:
        raise ExportError(
            f"« synthese.json » ne suit pas son schéma ({error.json_path}) : signalez cette anomalie avec le journal."
        )
    return made


def _synthese(dossier: Dossier) -> dict[str, Any]:
    synthesis = dossier.synthesis
    coverage = dossier.coverage()
    return {
        "schema": "assises-synthese/1",
        "consultation": {
            "titre": synthesis.title,
            "territoire": synthesis.territory,
            "grille": synthesis.grid.id,
            "donnees_fictives": synthesis.fictitious,
        },
        "seances": [_meeting(source) for source in dossier.sources if source.meeting.kind == "compte_rendu"],
        "contributions": [
            {**_meeting(source), "type": source.meeting.kind, "nom": source.title}
            for source in dossier.sources
            if source.meeting.kind in {"contribution", "cadrage"}
        ],
        "questionnaires": [_questionnaire(source) for source in dossier.sources if source.questionnaire],
        "themes": [_theme(theme, dossier) for theme in synthesis.themes],
        "hors_theme": {"remarques": _off_theme(dossier), "sujets": list(synthesis.off_theme_topics)},
        "couverture": {"remarques": len(dossier.remarks), **coverage},
        "avertissements": list(synthesis.notices),
    }


def _off_theme(dossier: Dossier) -> int:
    """Remarks about something else; what runs a meeting and what says nothing is counted under its own status."""
    labels = (dossier.labels.get(remark.id) for remark in dossier.remarks if dossier.status(remark.id) == "annexe")
    return sum(1 for label in labels if label is not None and label.theme == OFF_THEME)


def _meeting(source: Source) -> dict[str, Any]:
    meeting = source.meeting
    return {
        "repere": source.code,
        "date": meeting.date,
        "lieu": meeting.place,
        "public": meeting.audience,
        "document": meeting.name,
        "remarques": source.remarks,
    }


def _questionnaire(source: Source) -> dict[str, Any]:
    result = source.questionnaire
    assert result is not None
    return {
        "repere": source.code,
        "nom": source.title,
        "public": result.audience or source.meeting.audience,
        "document": source.meeting.name,
        "reponses": result.responses,
        "invites": result.invited,
        "inacheves": result.unfinished,
        "remarques": source.remarks,
        "questions": [
            {
                "intitule": question.title,
                "code": question.code,
                "type": question.kind,
                "repondants": question.respondents,
                "non_reponses": question.non_responses,
                "modalites": [
                    {"libelle": m.label, "effectif": m.count, "pourcentage": m.percentage, "ic95": list(m.ci95)}
                    for m in question.modalities
                ],
                **({"croisements": crossed} if (crossed := crossings_json(question, result.questions)) else {}),
            }
            for question in result.questions
        ],
    }


def _theme(theme: ThemeDraft, dossier: Dossier) -> dict[str, Any]:
    return {
        "id": theme.id,
        "titre": theme.title,
        "chapeau": theme.chapeau,
        "constats": [_statement(statement, dossier) for statement in theme.constats],
        "preconisations": [_statement(statement, dossier) for statement in theme.preconisations],
        "engagements": [_engagement(engagement) for engagement in theme.engagements],
        "autres_axes": list(theme.mentioned),
        "lignes_ecartees": [
            {**_statement(statement, dossier), "motif": why}
            for statement, why in left_out(theme)
            if statement in theme.annexed
        ],
    }


def _statement(statement: Statement, dossier: Dossier) -> dict[str, Any]:
    voices = statement.voices
    return {
        "id": statement.id,
        "nature": statement.nature,
        "texte": statement.text,
        "sujet": dossier.subject(statement) or statement.topic,
        "position": statement.position,
        "voix": {
            "intervenants": voices.speakers,
            "repondants": voices.respondents,
            "seances": voices.meetings,
            "publics": {
                name: {"intervenants": count.speakers, "repondants": count.respondents}
                for name, count in voices.audiences
            },
        },
        "cadre": statement.frame,
        "destinataire": statement.addressee,
        "echeance": statement.deadline,
        "appuis": _supports(statement.supports),
        "oppositions": _supports(statement.opposing),
        "mesures": [_measure(measure) for measure in statement.measures],
        "lies": list(statement.linked),
        "drapeaux": list(statement.flags),
        "formulation": statement.wording,
        "etat": statement.state,
    }


def _measure(measure: Measure) -> dict[str, Any]:
    return {"texte": measure.text, "appuis": _supports(measure.supports)}


def _engagement(engagement: Engagement) -> dict[str, Any]:
    return {
        "id": engagement.id,
        "texte": engagement.text,
        "appuis": list(dict.fromkeys(support.remark for support in engagement.supports)),
        "citations": _supports(engagement.supports),
        "lies": list(engagement.linked),
    }


def _supports(supports: tuple[Support, ...]) -> list[dict[str, str]]:
    return [{"remarque": support.remark, "citation": support.quote} for support in supports]


def _cleaned(value: Any) -> Any:
    """Every text of a JSON value through :func:`clean`, as in ``remarques.csv``: quotes stay substrings of
    their remarks.
    """
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {clean(key): _cleaned(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_cleaned(item) for item in value]
    return value
