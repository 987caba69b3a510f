"""Two positions in one sentence: annotated sentences and counter-examples."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assises_nlp.records import Token
from assises_nlp.segment import split_sentence

Parse = Callable[[str], tuple[Token, ...]]

# « | » marks where the sentence is cut.
TWO = [
    "La brigade de Craon est bien ouverte le samedi |mais les délais restent longs.",
    "Il regrette que l’accueil soit fermé |mais souhaite que la brigade reste.",
    "Les patrouilles sont rares |et il faudrait recruter des gendarmes.",
    "La vidéoprotection rassure les commerçants ; |en revanche, les habitants la trouvent intrusive.",
    "L’accueil est fermé le soir, |donc il faut rouvrir le poste.",
    "Le maire déplore le manque d’effectifs |et demande un renfort pour l’été.",
    "Les relations sont bonnes avec la gendarmerie, |en revanche la police municipale manque de moyens.",
    "Les gendarmes sont à l’écoute |mais on ne les voit plus dans le bourg.",
    "Mme Martin salue le travail de la brigade |mais elle regrette que les délais soient si longs.",
    "Le numéro 17 répond vite ; |l’accueil du samedi a disparu.",
    "Nous sommes satisfaits des pompiers |mais nous attendons toujours la nouvelle caserne.",
    "La participation citoyenne fonctionne bien |et les habitants demandent une réunion par an.",
    "Le dispositif est utile, |toutefois les élus ne sont pas informés.",
    "Le centre de secours manque de volontaires |et il conviendrait d’aider les employeurs.",
]
ONE = [
    "Il indique que l’accueil est fermé et que les délais sont longs.",
    "Il estime que la brigade fonctionne bien mais que l’accueil est trop court.",
    "La brigade existe mais elle est fermée le samedi.",
    "Pour les uns la brigade mobile compense la fermeture ; pour les autres elle n’est qu’un camion.",
    "Les gendarmes et les policiers municipaux patrouillent ensemble.",
    "Il demande des patrouilles à pied et des caméras.",
    "Si l’accueil ferme, il faudrait ouvrir une permanence en mairie.",
    "Certains sont favorables aux caméras, d’autres y voient une intrusion.",
    "La brigade est ouverte mais reste méconnue.",
    "Il faut non seulement des caméras mais aussi des patrouilles.",
    "Le maire, qui préside le CLSPD et connaît bien le dossier, demande un renfort.",
    "Plus de patrouilles et moins de paperasse.",
    "Il faudrait que les gendarmes passent et que les élus soient prévenus.",
    "Les habitants qui appellent le 17 et attendent longtemps se découragent.",
    "Le commandant rappelle que la brigade a été fermée parce que le bâtiment était vétuste et que la toiture fuyait.",
    "Pour réduire les délais, il faut une deuxième patrouille.",
    "Les élus souhaitent rencontrer le commandant et visiter la brigade.",
    "On attend deux heures et on repart sans rien.",
    "La patrouille passe le matin et repart le soir.",
    "Le dispositif est utile et efficace.",
    "Il propose de former les élus et d’équiper les agents.",
    "« On attend deux heures ; personne ne répond », dit-elle.",
]


@pytest.mark.parametrize("marked", TWO)
def test_two_positions_are_cut_where_the_second_begins(marked: str, parse: Parse) -> None:
    sentence = marked.replace("|", "")
    assert split_sentence(parse(sentence)) == (marked.index("|"),)


@pytest.mark.parametrize("sentence", ONE)
def test_one_position_stays_whole(sentence: str, parse: Parse) -> None:
    assert split_sentence(parse(sentence)) == ()


def test_no_tokens_no_cut() -> None:
    assert split_sentence(()) == ()
