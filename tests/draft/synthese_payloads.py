"""Small ``synthese.json`` made by hand: two themes, a few lines, their voices."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Any

Payload = dict[str, Any]


def line(identity: str, remarks: Sequence[str], text: str = "Réouverture de l’accueil", **said: Any) -> Payload:
    """A line: ``speakers``, ``respondents``, ``meetings``, ``publics`` (names) and any field of the contract."""
    speakers, respondents = said.pop("speakers", 1), said.pop("respondents", 0)
    made = {
        "id": identity,
        "nature": "preconisation",
        "texte": text,
        "sujet": "accueil",
        "position": "isole",
        "voix": {
            "intervenants": speakers,
            "repondants": respondents,
            "seances": said.pop("meetings", 1),
            "publics": {
                name: {"intervenants": speakers, "repondants": respondents} for name in said.pop("publics", ["elus"])
            },
        },
        "cadre": None,
        "destinataire": None,
        "echeance": None,
        "appuis": supports(remarks),
        "oppositions": [],
        "mesures": [],
        "lies": [],
        "drapeaux": [],
        "etat": "brouillon",
    }
    assert set(said) <= {*made, "motif"}
    return made | said


def supports(remarks: Sequence[str]) -> list[dict[str, str]]:
    return [{"remarque": remark, "citation": f"ce que dit {remark}"} for remark in remarks]


def engagement(identity: str, remarks: Sequence[str], text: str = "Renfort en mars.") -> Payload:
    return {"id": identity, "texte": text, "appuis": list(remarks), "citations": supports(remarks), "lies": []}


def theme(
    identity: str = "organisation",
    constats: Sequence[Payload] = (),
    asked: Sequence[Payload] = (),
    engagements: Sequence[Payload] = (),
    annexed: Sequence[Payload] = (),
) -> Payload:
    return {
        "id": identity,
        "titre": identity.capitalize(),
        "chapeau": "",
        "constats": list(constats),
        "preconisations": list(asked),
        "engagements": list(engagements),
        "lignes_ecartees": [{"motif": "au-delà du nombre de lignes", **item} for item in annexed],
    }


def meeting(name: str, code: str, audience: str = "elus") -> Payload:
    date = name[:10] if name[:2] == "20" else None
    return {"repere": code, "date": date, "lieu": None, "public": audience, "document": name, "remarques": 3}


def synthese(*themes: Payload, meetings: Sequence[Payload] = (), questionnaires: Sequence[Payload] = ()) -> Payload:
    return copy.deepcopy(
        {
            "schema": "assises-synthese/1",
            "consultation": {"titre": "Assises", "territoire": "Jura", "grille": "g", "donnees_fictives": False},
            "seances": list(meetings),
            "questionnaires": list(questionnaires),
            "themes": list(themes),
            "hors_theme": {"remarques": 0, "sujets": []},
            "couverture": {},
        }
    )
