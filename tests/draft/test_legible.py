# ruff: noqa: E501 -- tables of sentences
"""Which lines a rapporteur would sign as they stand: each cue with sentences that it stops and others that it must not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assises_nlp.draft.constats import constat
from assises_nlp.draft.legible import dangling, grade, grave_faults
from assises_nlp.draft.rewrite import rewrite
from assises_nlp.draft.trimming import trimmed
from assises_nlp.records import Remark

Say = Callable[..., Remark]


def observed(say: Say, text: str) -> int:
    remark = say(text)
    return grade(constat(remark), remark, "constat")


def asked(say: Say, text: str) -> int:
    remark = say(text)
    made = rewrite(remark)
    return grade(made.text, remark, "preconisation", rule=made.rule if made.resolved else "source")


@pytest.mark.parametrize(
    "text",
    [
        "Elle insiste : les financements sont annuels, on ne construit rien sur un an.",
        "Ce qui compte c’est le gendarme qui connaît les gens.",
        "Même : personne ne connaît les horaires, panneau pas à jour depuis 2017.",
        "Cette formule est très appréciée à Ernée.",
        "Ni de la gendarmerie, ni du tribunal.",
        "Tout dépend du commandant de brigade, on le voit bien.",
        "Une dame est revenue la semaine dernière pour montrer comment protéger la porte.",
        "Trois remorques vidées en deux ans sur l’aire de repos.",
        "On ferme les yeux sur le sous-effectif depuis des années.",
        "Un ancien : La sirène, on l’entendait.",
        "La pré-plainte en ligne, on la reçoit, on l’imprime.",
        "Les drones de gardiennage existent.",
        "Faire connaître l’association d’aide aux victimes, beaucoup de maires ignorent qu’elle existe.",
        "La réunion a été un vrai succès, il faut la refaire tous les ans.",
        "93 % connaissent la participation citoyenne.",
        "Une banquière fait part d’une vague de faux conseillers.",
        "Le commissaire cite le terminal qui rédige l’amende sur place.",
        "Plusieurs élus mettent en garde contre une surenchère salariale entre communes.",
    ],
)
def test_constats_that_nobody_would_sign(say: Say, text: str) -> None:
    assert observed(say, text) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Les délais d’intervention sont satisfaisants.",
        "L’accueil des victimes s’est amélioré depuis l’arrivée de l’intervenante sociale.",
        "Les caméras de la ville ont permis d’élucider 31 affaires.",
        "Le maire estime que les rondes de nuit sont trop rares et trop prévisibles.",
        "93 % des élus connaissent la participation citoyenne.",
        "L’accueil à la carte, c’est-à-dire le rendez-vous choisi par l’usager, fonctionne à Craon.",
    ],
)
def test_constats_that_read_alone(say: Say, text: str) -> None:
    assert observed(say, text) < 2


@pytest.mark.parametrize(
    "text",
    [
        "Mieux les former.",
        "Il demande qu’il y en ait un autre.",
        "Mot sur l’accueil des victimes",
        "Pas de réseau dans les sous-sols ni au nord de la ville",
        "Pas de structure pour les femmes victimes dans le sud",
        "La convention avec la gendarmerie date de 2014.",
        "Aussi dans les vestiaires des clubs",
        "Vote : 10 pour, 2 abstentions",
        "Respect des 2 côtés, faire des matchs de foot comme avant",
        "Horaires de la brigade introuvables sur internet",
        "1 h pour un accident en plein hiver",
        "patrouilles pédestres port de Bastia, soirées ferries",
        "Veille Insta avant fêtes patronales",
        "médiateurs, nuits de juillet, citadelle",
        "Maintien BTA Rogliano",
        "Garder CPI Picquigny",
        "Alpagistes et gendarmes : annuaire, référent unique",
        "donner des téléphones qui marche aux gendarmes",
        "que les commerçants ait un numéro direct",
        "des professeurs, des professeurs !",
        "dehors les ministres",
        "gendarmes pas des bureaux",
        "Qu’on en prenne un à trois villages",
        "La Poste, qu’elle rouvre l’après-midi",
        "Une riveraine ne veut pas que la caméra voie sa chambre, et le redit.",
    ],
)
def test_requests_that_nobody_would_sign(say: Say, text: str) -> None:
    assert asked(say, text) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Il ne faut surtout pas fermer d’autres brigades.",
        "Plus de patrouilles",
        "Pas de caméra devant les écoles",
        "Il souhaite voir plus souvent des gendarmes à pied les jours de marché.",
        "Former les élus et les associer aux exercices de crise.",
        "Mutualisons un centre de supervision à l’échelle de l’intercommunalité.",
        "Un référent sûreté dans chaque compagnie.",
        "Étendre l’opération « place nette » aux communes rurales.",
        "Nous demandons que chaque brigade dispose d’un référent.",
        "La police municipale devrait tourner la nuit.",
        "Formation des gardes champêtres à la rédaction des procès-verbaux",
        "Mutualiser un vigile, étudiants compris, terrain offert par la commune.",
        "Que l’agent donne toujours son matricule.",
    ],
)
def test_requests_that_read_alone(say: Say, text: str) -> None:
    assert asked(say, text) < 2


def test_a_pronoun_needs_its_noun(say: Say) -> None:
    assert dangling("Mieux les former", say("Il faut mieux les former."))
    assert not dangling("Ouverture le samedi matin", say("Ouvrir le samedi matin."))
    assert dangling(
        "L’intervention d’un policier dans sa classe a plu.",
        say("Mme D. indique que l’intervention d’un policier dans sa classe a plu."),
    )


def test_reasons_and_comments_are_taken_off(say: Say) -> None:
    remark = say("Étendre la participation citoyenne aux quartiers, ça marche à la campagne.")
    assert "Extension de la participation citoyenne aux quartiers" in trimmed(rewrite(remark).text, remark)
    remark = say("Les rondes sont trop rares et trop prévisibles, « toujours la même voiture ».")
    assert trimmed(constat(remark), remark) == ["Les rondes sont trop rares et trop prévisibles."]
    remark = say("Installer des caméras sur les places, les parkings et les quais.")
    assert trimmed(rewrite(remark).text, remark) == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Il souhaite voir plus souvent des gendarmes à pied les jours de marché.", "Présence plus fréquente de gendarmes à pied les jours de marché"),
        ("Donner plus de pouvoirs à la police municipale", "Renforcement des pouvoirs de la police municipale"),
        ("Mutualisons un centre de supervision à l’échelle de l’intercommunalité.", "Mutualisation d’un centre de supervision à l’échelle de l’intercommunalité"),
        ("Une usagère demande des bus après minuit et des abris couverts.", "Bus après minuit et abris couverts"),
        ("Mettre en commun les images, le personnel et la facture d’un centre.", "Mise en commun des images, du personnel et de la facture d’un centre"),
        ("Il est demandé un référendum sur l’immigration.", "Référendum sur l’immigration"),
        ("Le collectif demande que les peines soient exécutées sans délai et que les sursis soient révoqués.", "Exécution des peines sans délai et révocation des sursis"),
        ("résidences secondaires → taxe plus forte", "Résidences secondaires\u00a0: taxe plus forte"),
        ("Contrôler la vitesse dans les bourgs, aux heures d’école.", "Contrôle de la vitesse dans les bourgs, aux heures d’école"),
    ],
)  # fmt: skip
def test_requests_rewritten(say: Say, text: str, line: str) -> None:
    assert rewrite(say(text)).text == line


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Armer les agents de la ville ? Le conseil s’y refuse.", "s’y refuse"),  # never « Armement des agents »
        ("Charte signée par les bars, la mairie et la police", "la mairie et la police"),
        ("Il souhaite un financement durable des tenues et des transports.", "des tenues et des transports"),
        ("Il est demandé que l’alerte soit déclenchée par quartier et doublée d’une sirène.", "doublée d’une sirène"),
    ],
)
def test_what_rewriting_must_not_do(say: Say, text: str, kept: str) -> None:
    made = rewrite(say(text))
    assert kept in made.text
    assert not made.text.startswith(("Armement", "Déclenchement"))


def test_a_fault_is_named(say: Say) -> None:
    remark = say("Elle insiste sur ce point.")
    assert "ouverture" in grave_faults("Elle insiste sur ce point.", remark, "constat")
