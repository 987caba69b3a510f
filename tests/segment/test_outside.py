"""What minutes of another département taught: interviews, shorthand notes, wrong attributions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from assises_nlp.records import Block

Reader = Callable[..., Any]


def test_in_an_interview_the_room_answers(read: Reader) -> None:
    found = read(
        "Transcription – table ronde, Auch, 12/03/2021",
        "Q : Bonsoir, je rappelle que c’est enregistré pour le compte rendu.",
        "R (Jean Castel, éleveur, Mirande) : On m’a volé onze brebis.",
        "R (Maud Sarrade) : Chez nous c’est le gasoil.",
        "Q : Et les secours ?",
        "R (Jean C.) : Ils viennent de loin.",
        "R (Maud) : Deux heures d’attente.",
        "R (Major Lestrade, gendarmerie) : Deux référents seront désignés.",
        "R (Paul Rieux, louvetier) : Tout se passe bien.",
    )
    assert found.turn("Et les secours").kind == found.turn("enregistré").kind == "presentation"
    assert found.speaker("brebis").key == found.speaker("de loin").key
    assert found.speaker("brebis").role == "éleveur"
    assert found.speaker("gasoil").key == found.speaker("Deux heures").key
    assert not found.speaker("gasoil").authority
    assert found.speaker("référents").authority
    assert found.speaker("bien").role == "louvetier"


def test_services_that_answer_the_room_stay_authorities(read: Reader) -> None:
    found = read("Q. Quand rouvrira la brigade ?", "R. (M. Durand) En mars.", "Q. Et la mairie ?", "R. (SDIS) Aussi.")
    assert found.speaker("En mars").authority
    assert found.turn("Quand rouvrira").kind == "voix"


def test_communes_speak_in_shorthand_notes(read: Reader) -> None:
    found = read(
        "REUNION jeudi 20/02/25 18h salle des fetes",
        "pres : maires (Villefort, Altier, La Bastide), SDIS (cne Gauzy)",
        "1/ ORGA",
        "maire altier : accueil ferme 1 j/2",
        "on trouve porte close",
        "maire Villefort : surtout pas de fermeture de la brigade de villefort",
        "rep. major Espinas : 3 reservistes seront affectes",
        "La bastide idem, 1h de route",
        "asso rando : six secours en canyon l’ete",
        "2/ TECHNO",
        "altier pareil, 1 barre devant l’eglise",
    )
    assert found.speaker("porte close").key == found.speaker("pareil").key == found.speaker("1 j/2").key
    assert found.speaker("surtout pas").key != found.speaker("1 j/2").key
    assert found.speaker("surtout pas").name is None
    assert found.speaker("reservistes").authority
    assert found.speaker("1h de route").role == "maire"
    assert found.turn("canyon").speaker is None


def test_a_role_after_a_semicolon_belongs_to_nobody_before_it(read: Reader) -> None:
    found = read(
        "Compte rendu de la réunion d’Auch du 13 février 2025",
        "Étaient présents : Mme Rose Albe (camping), M. Jean Astier (restauration) ; le commandant de la compagnie.",
        "# 1. Forces",
        "Le commandant de compagnie répond que six postes sont vacants.",
        "M. Jean Astier, restaurateur, appuie cette idée.",
        "M. Astier n’est pas de cet avis : les caméras coûtent trop cher.",
    )
    assert found.speaker("appuie").key == found.speaker("trop cher").key != found.speaker("vacants").key
    assert not found.speaker("appuie").authority


def test_a_request_is_no_label_and_a_crowd_goes_on(read: Reader) -> None:
    found = read(
        "Compte rendu de la réunion d’Auch du 13 février 2025",
        "# Thème 2",
        "Question posée : « Avec qui travailler ? »",
        "- Un garde champêtre pour plusieurs communes : chiens, ordures",
        "Les maires ruraux demandent le maintien des brigades. Ils souhaitent une patrouille de nuit.",
    )
    assert "Un garde champêtre pour plusieurs communes : chiens, ordures" in found.remarks
    assert found.piece("garde champêtre").heading == "Thème 2"
    assert found.of("printed_question") == ["Question posée : « Avec qui travailler ? »"]
    assert found.turn("patrouille de nuit").kind == "foule"


def test_nobody_of_a_table_speaks_after_it(read: Reader) -> None:
    cells = [
        Block(text, "cell", table=1, row=row, column=column, title=title)
        for row, column, text, title in (
            (1, 1, "Intervenant", None),
            (1, 2, "Propos", None),
            (2, 1, "Mme Rose Albe, maire d’Auch", "Intervenant"),
            (2, 2, "La patrouille met une heure.", "Propos"),
        )
    ]
    found = read("RELEVÉ DES ÉCHANGES – réunion du 4 février 2025", "Auch, le 11 février 2025", *cells,
                 "Prochaine réunion : [à compléter].", "Pour la sous-préfète, la secrétaire générale")  # fmt: skip
    assert found.result.date == "2025-02-04"
    assert found.turn("Prochaine réunion").kind == "conclusion"
    assert not any("secrétaire générale" in text for text in found.remarks)
