"""Minutes in several styles: who says what, in what kind of turn, under what heading."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from assises_nlp.records import Block

Reader = Callable[..., Any]


def cell(row: int, column: int, text: str, title: str | None = None) -> Block:
    return Block(text, "cell", table=1, row=row, column=column, title=title)


def test_council_minutes(read: Reader) -> None:
    found = read(
        "COMMUNE DE CRAON",
        "PROCÈS-VERBAL DU CONSEIL MUNICIPAL",
        "L’an deux mille vingt, le quinze janvier, à vingt heures, le conseil municipal s’est réuni en mairie de Craon "
        "sous la présidence de M. Paul GRISON, maire.",
        "Date de convocation : 3 janvier 2020",
        "Étaient présents : MM. DURAND, MARTIN et LEROY, Mmes PETIT et GRAS.",
        "Absents excusés : M. BLIN (pouvoir à M. DURAND)",
        "1. Sécurité",
        "Monsieur le Maire ouvre la séance et donne lecture de l’ordre du jour.",
        "M. DURAND demande où en est la vidéoprotection. Monsieur le Maire répond que le dossier sera déposé en mars.",
        "Mme PETIT regrette que l’accueil soit fermé le samedi ; M. LEROY approuve.",
        "Vote à main levée : 14 pour, 3 contre.",
        "Mme GRAS quitte la séance à 21 h 15.",
        "La séance est levée à 22 h.",
    )
    assert found.result.date == "2020-01-15"
    assert found.result.title == "PROCÈS-VERBAL DU CONSEIL MUNICIPAL"
    assert {"Paul GRISON", "DURAND", "MARTIN", "LEROY", "PETIT", "GRAS", "BLIN"} == set(found.result.attendees)
    assert found.speaker("dossier sera déposé").role == "maire"
    assert found.speaker("dossier sera déposé").key == found.speaker("ouvre la séance").key
    assert not found.speaker("dossier sera déposé").authority
    assert found.speaker("vidéoprotection").name == "DURAND"
    assert found.speaker("approuve").key != found.speaker("fermé le samedi").key
    assert found.turn("14 pour").kind == "foule"
    assert found.turn("levée à 22 h").kind == "conclusion"
    assert "Mme GRAS quitte la séance à 21 h 15." in found.of("attendance")
    assert found.piece("vidéoprotection").heading == "1. Sécurité"


def test_verbatim_transcription(read: Reader) -> None:
    found = read(
        "Transcription de la réunion publique – Auch, 12/03/2021",
        "[00:01:02] Intervenante 1 : Moi je trouve que les gendarmes sont absents. "
        "Le maire demande toujours la même chose.",
        "[00:02:11] Intervenant 2 : D’accord avec madame.",
        "[00:02:30] Intervenante 1 : Et les caméras ?",
        "Le colonel : Elles seront installées en juin.",
        "Plusieurs voix : Non !",
        "(Applaudissements)",
        "Q. Quand rouvrira la brigade de Mirande ?",
        "R. (gendarmerie) La brigade rouvrira en septembre.",
        "Q. – Et la mairie, que fait-elle ?",
        "R. (mairie) : Nous recrutons.",
    )
    assert found.result.date == "2021-03-12"
    assert found.speaker("absents").key == found.speaker("les caméras").key == found.speaker("même chose").key
    assert found.speaker("D’accord").key != found.speaker("absents").key
    assert found.speaker("installées en juin").authority
    assert found.turn("Non !").kind == "foule"
    assert found.remarks.count("(Applaudissements)") == 0
    assert found.speaker("rouvrira en septembre").authority
    assert found.speaker("rouvrira en septembre").role == "gendarmerie"
    assert not found.speaker("Nous recrutons").authority
    assert found.speaker("Quand rouvrira").key != found.speaker("que fait-elle").key
    assert not any(text.startswith(("Q.", "R.", "[00")) for text in found.remarks)


def test_same_person_keeps_its_key_however_named(read: Reader) -> None:
    found = read(
        "Réunion de Craon du 15 janvier 2020",
        "Présents : M. Luc MOREL, maire de Craon ; Mme Anne BLIN, maire de Renazé ; Jean PETIT (bailleur).",
        "# Échanges",
        "M. le maire de Craon demande un renfort.",
        "Mme la maire de Renazé s’y oppose.",
        "M. Morel ajoute que l’été est difficile. Il précise que les vols augmentent.",
        "MOREL Luc : les caméras, c’est non.",
        "Jean PETIT : les halls sont occupés.",
    )
    key = found.speaker("demande un renfort").key
    assert found.speaker("été est difficile").key == key
    assert found.speaker("vols augmentent").key == key
    assert found.speaker("c’est non").key == key
    assert found.speaker("s’y oppose").key != key
    assert found.speaker("halls").role == "bailleur"


@pytest.mark.parametrize(
    ("label", "role", "authority"),
    [
        ("M. Jean NOM (maire de Saint-Jean-sur-Mayenne)", "maire", False),
        ("Le commandant de la compagnie de Château-Gontier", "commandant de compagnie", True),
        ("Une représentante d’un bailleur", "représentante d’un bailleur", False),
        ("Une habitante", "habitante", False),
        ("Le directeur du SDIS de la Mayenne", "directeur du SDIS", True),
        ("Mme la sous-préfète", "sous-préfète", True),
        ("Le chef de la police municipale de Laval", "chef de la police municipale", False),
        ("Le délégué du syndicat Alliance", "délégué du syndicat", False),
        ("Un élu de craon", "élu", False),
        ("M. DURAND, adjoint au maire de Laval", "adjoint au maire", False),
        ("Le représentant de Mayenne Habitat", "représentant", False),
        ("Mme la procureure de la République", None, True),
    ],
)
def test_roles_carry_no_name_and_no_commune(label: str, role: str | None, authority: bool, read: Reader) -> None:
    found = read("Réunion du 15 janvier 2020", f"{label} : il faudrait une patrouille.")
    speaker = found.speaker("patrouille")
    if role is not None:
        assert speaker.role == role
    assert speaker.authority is authority


@pytest.mark.parametrize(
    "sentence",
    [
        "Pourquoi, s’interroge le vice-président, ne pas mutualiser ?",
        "Selon le maire de Craon, les délais sont longs.",
        "En réponse, le commandant précise que la brigade rouvrira.",
        "Le maire de Craon est opposé à la fermeture.",
        "M. Durand, adjoint au maire de Laval, délégué à la sécurité, regrette la fermeture.",
        "Une dame, venue avec sa fille, témoigne que l’attente est longue.",
        "Jean DUPONT estime que les délais sont bons.",
        "La présidente du club de randonnée signale une zone blanche.",
        "« C’est long », ajoute le pharmacien.",
        "La sergente Riboullet, aide-soignante, indique que son employeur refuse.",
        "Le podologue Marchand estime que l’attente est longue.",
        "Sur ce point, les maires demandent un renfort.",
    ],
)
def test_reported_speech_has_a_speaker(sentence: str, read: Reader) -> None:
    found = read("Réunion du 15 janvier 2020", sentence)
    assert found.result.turns[0].speaker is not None


@pytest.mark.parametrize(
    "sentence",
    [
        "Il est demandé que la brigade rouvre.",
        "La brigade ferme à midi.",
        "Le maire de Craon a installé dix caméras.",
        "Il faudrait une patrouille le soir.",
        "Accueil : fermé le samedi.",
        "Saint-Jean : pas de patrouille.",
        "Pompiers : délais trop longs.",
        "Voisins vigilants : à relancer.",
        "Les enfants montent dans le fourgon, les parents posent des questions.",
        "Route de Pouancé défoncée (hors sujet, sous-préfet transmet)",
    ],
)
def test_plain_statements_have_none(sentence: str, read: Reader) -> None:
    found = read("Réunion du 15 janvier 2020", sentence)
    assert found.remarks == [sentence]
    assert found.result.turns[0].speaker is None


def test_pronouns_follow_gender(read: Reader) -> None:
    found = read(
        "Réunion du 15 janvier 2020",
        "Mme Blin demande un renfort.",
        "M. Morel répond que non.",
        "Elle regrette ce refus.",
        "Il précise que le budget est clos.",
    )
    assert found.speaker("ce refus").key == found.speaker("un renfort").key
    assert found.speaker("budget est clos").key == found.speaker("répond que non").key


def test_a_masculine_rank_may_be_a_woman(read: Reader) -> None:
    found = read(
        "Réunion du 15 janvier 2020",
        "Mme Blin demande un renfort. Le commandant Calvarin répond que non. Elle précise que l’été sera couvert.",
    )
    assert found.speaker("été sera").key == found.speaker("répond").key


def test_recaps_presentations_and_conclusions_are_nobodys_voice(read: Reader) -> None:
    found = read(
        "Réunion du 15 janvier 2020",
        "Le commandant présente les chiffres de la délinquance. Les vols baissent.",
        "# Échanges",
        "M. le maire de Craon indique que ses administrés lui disent attendre deux heures.",
        "Le préfet retient trois pistes. Il ajoute que la première est l’accueil.",
        "Il ressort des échanges que l’accueil est attendu.",
        "# Synthèse",
        "- accueil à élargir",
        "# Conclusion",
        "Le préfet remercie les participants.",
    )
    assert found.turn("chiffres").kind == found.turn("vols baissent").kind == "presentation"
    assert found.turn("administrés").kind == "voix"
    assert found.turn("trois pistes").kind == "recapitulation"
    assert found.turn("ressort").kind == "recapitulation"
    assert found.turn("élargir").kind == "recapitulation"
    assert found.turn("remercie").kind == "conclusion"


def test_restitution_is_a_recap_but_for_the_floor(read: Reader) -> None:
    found = read(
        "Réunion départementale de restitution",
        "Mardi 21 janvier 2020",
        "# Synthèse des séquences",
        "L’accueil a été demandé partout.",
        "# Réactions de la salle",
        "M. Garnaud, maire, regrette que les délais ne figurent pas.",
        "Le préfet répond que le bilan les donnera.",
    )
    assert found.turn("demandé partout").kind == "recapitulation"
    assert found.turn("regrette").kind == "voix"
    assert found.turn("les donnera").kind == "voix"
    assert found.speaker("les donnera").authority


def test_table_by_nature(read: Reader) -> None:
    found = read(
        "Atelier du 3 février 2020",
        *(cell(1, n, title) for n, title in enumerate(["Thème", "Points forts", "À améliorer", "Pistes"], 1)),
        cell(2, 1, "Accueil"),
        cell(2, 2, "Bonne entente. Permanence tournante en mairie"),
        cell(2, 3, "horaires illisibles"),
        cell(2, 4, "afficher les horaires ; ouvrir le samedi"),
    )
    hints = {found.text(p): p.nature_hint for p in found.result.pieces if p.kind == "remark"}
    assert hints == {
        "Bonne entente.": "constat",
        "Permanence tournante en mairie": "bonne_pratique",
        "horaires illisibles": "constat",
        "afficher les horaires ;": "preconisation",
        "ouvrir le samedi": "preconisation",
    }
    assert found.of("label") == ["Thème", "Points forts", "À améliorer", "Pistes", "Accueil"]
    assert found.piece("illisibles").heading == "Accueil – À améliorer"


def test_table_by_speaker(read: Reader) -> None:
    titles = ["Intervenant", "Propos", "Suite à donner"]
    rows = [
        ["M. Garnaud, maire de Craon", "Délais trop longs l’été", "La gendarmerie proposera un plan"],
        ["Mme Oriot", "Rouvrir l’accueil", "Étude en mars"],
        ["M. Garnaud", "Et des caméras", ""],
    ]
    found = read(
        "Réunion du 3 février 2020",
        *(cell(1, n, title) for n, title in enumerate(titles, 1)),
        *(cell(r, c, text, titles[c - 1]) for r, row in enumerate(rows, 2) for c, text in enumerate(row, 1)),
    )
    assert found.speaker("Délais").role == "maire"
    assert found.speaker("caméras").key == found.speaker("Délais").key != found.speaker("Rouvrir").key
    assert found.speaker("proposera").authority
    assert found.piece("proposera").nature_hint == "engagement"


def test_two_column_attendance_is_read_across(read: Reader) -> None:
    found = read(
        "Compte rendu de la réunion du 15 janvier 2020",
        "Étaient présents :",
        cell(1, 1, "Élus"),
        cell(1, 2, "Services"),
        cell(2, 1, "M. Gérard PICHON, maire de Gorron"),
        cell(2, 2, "Capitaine Julien MALAS, gendarmerie"),
        cell(3, 1, "Mme Lydie AVRIL, maire d’Ambrières"),
        cell(3, 2, "Major Hervé COUTEL"),
        "M. le maire de Gorron demande un renfort. Le capitaine Malas répond que non.",
    )
    assert found.result.attendees == ("Gérard PICHON", "Julien MALAS", "Lydie AVRIL", "Hervé COUTEL")
    assert found.speaker("demande").name == "Gérard PICHON"
    assert found.speaker("répond").authority
    assert len(found.remarks) == 2


def test_bullets_do_not_inherit_but_the_items_of_a_speaker_do(read: Reader) -> None:
    found = read(
        "Notes de la réunion du 15 janvier 2020",
        "- M. Durand (retraité) : on ne les voit plus",
        "- pb effectifs ++ → accueil fermé 1 j/2",
        "Mme Blin demande :",
        "- une brigade mobile ;",
        "- des horaires affichés.",
    )
    assert found.turn("pb effectifs").speaker is None
    assert found.speaker("brigade mobile").key == found.speaker("Mme Blin").key
    assert found.piece("horaires affichés").nature_hint == "preconisation"


def test_wrapped_lines_are_one_sentence(read: Reader) -> None:
    found = read(
        "Réunion du 15 janvier 2020",
        "Une habitante signale que les délais d’intervention sont devenus beaucoup trop longs dans le",
        "nord du canton, surtout la nuit.",
    )
    assert len(found.remarks) == 1


def test_cadrage_has_no_voice(read: Reader) -> None:
    found = read(
        "Document de cadrage",
        "Un intervenant social partage son temps. Le groupement indique 39 conventions.",
        cell(1, 1, "indicateur"), cell(1, 2, "valeur"), cell(2, 1, "Brigades"), cell(2, 2, "26"),
        kind="cadrage",
    )  # fmt: skip
    assert {turn.kind for turn in found.result.turns} == {"cadrage"}
    assert all(turn.speaker is None for turn in found.result.turns)
    assert "Brigades\n26" in found.remarks


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("Réunion du mercredi 15 janvier 2020 à 18 h", "2020-01-15"),
        ("Compte rendu de la séance du 1er février 2021", "2021-02-01"),
        ("Date : 15.01.20", "2020-01-15"),
        ("L’an deux mille vingt-six et le vingt et un mars, le conseil s’est réuni", "2026-03-21"),
        ("Atelier des 14 et 15 janvier 2020", "2020-01-14"),
        ("Réunion du 2020-01-15", "2020-01-15"),
        ("Réunion du 30/02/2020", None),
    ],
)
def test_dates(line: str, iso: str | None, read: Reader) -> None:
    assert read(line, "La séance est ouverte à 18 h par le maire de la commune.").result.date == iso


def test_place(read: Reader) -> None:
    assert (
        read("Compte rendu", "Lieu : salle des fêtes, Craon", "La séance est ouverte.").result.place
        == "salle des fêtes, Craon"
    )
    assert read("Réunion de Mayenne du 15 janvier 2020", "La séance est ouverte.").result.place == "Mayenne"


def test_notes_without_full_stops_keep_a_remark_a_line(read: Reader) -> None:
    found = read(
        "REUNION 15/01/20",
        "prevencheres idem, on trouve porte close et le panneau renvoie a mende, 1h de route",
        "qu'on mette au moins un rdv par tel avec un gendarme, un jour fixe",
        "delai d'intervention jamais < 40 mn, meme en plein jour au village",
        "pneus neige + chaines + 1 vehicule 4x4 par brigade, c'est pas le luxe",
        "que le dep passe la lame avant 7h sur la route du col",
    )
    assert len(found.remarks) == 5


def test_a_dated_fact_after_the_title_is_a_remark_and_a_dated_opening_is_not(read: Reader) -> None:
    told = read("Réunion publique de Bourg", "Le 12 mars 2021, un incendie a détruit la gendarmerie du canton.")
    assert [remark for remark in told.remarks if "incendie" in remark]
    opened = read(
        "Compte rendu",
        "Le mercredi 15 janvier 2020 à 10 h, les élus se sont réunis à Mayenne sous la présidence de la sous-préfète.",
        "Les habitants demandent une permanence.",
    )
    assert not [remark for remark in opened.remarks if "se sont réunis" in remark]
