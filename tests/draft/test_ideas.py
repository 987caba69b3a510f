# ruff: noqa: E501 -- tables of sentences
"""What a line rests on: the same idea only, the heaviest first; measures, positions, figures, engagements."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from assises_nlp.draft import DraftOptions, check_synthesis, draft_synthesis
from assises_nlp.draft.check import line_violations
from assises_nlp.draft.concepts import Concepts, concepts
from assises_nlp.draft.engagements import announces, engagement_text
from assises_nlp.draft.figures import contradictions, counted_devices, counted_things
from assises_nlp.records import Grid, Label, Meeting, Nature, Remark, Synthesis, ThemeDefinition, Topic

Say = Callable[..., Remark]
GRID = Grid("g", "Grille", (ThemeDefinition("organisation", "Organisation", ""),))
MEETINGS = {
    key: Meeting(key, f"{key}.odt", "compte_rendu", f"2020-01-1{n}", "Laval", audience)
    for n, (key, audience) in enumerate({"a": "elus", "b": "grand_public", "c": "forces"}.items())
}


def draft(
    said: Sequence[tuple[Remark, Nature]], topics: Sequence[Topic], options: DraftOptions | None = None
) -> Synthesis:
    labels = {r.id: Label(r.id, "organisation", 0.9, nature, 0.9) for r, nature in said}
    made = draft_synthesis(
        [r for r, _ in said], labels, topics, MEETINGS, (), GRID, options or DraftOptions(),
        title="T", territory="X", fictitious=True,
    )  # fmt: skip
    assert check_synthesis(made, [r for r, _ in said]) == []
    return made


def patrols(say: Say) -> tuple[list[tuple[Remark, Nature]], Topic]:
    said: list[tuple[str, str, str]] = [
        ("1", "a", "Il faudrait plus de patrouilles de nuit dans les villages."),
        ("2", "b", "Augmenter les patrouilles de nuit dans les villages."),
        ("3", "c", "Renforcer les patrouilles la nuit, surtout dans les villages."),
        ("4", "a", "Installer un radar devant l’école."),
        ("5", "b", "Mieux les former."),
    ]
    remarks = [(say(text, id=i, document=d, voice=i), "preconisation") for i, d, text in said]
    ids = tuple(i for i, _, _ in said)
    return remarks, Topic(
        "t", "organisation", "Rondes", ("patrouille",), ids, ("5", "4", "1", "2", "3"), tuple((i,) for i in ids)
    )


def test_a_line_rests_on_its_own_idea_only(say: Say) -> None:
    remarks, topic = patrols(say)
    made = draft(remarks, [topic])
    (line,) = made.themes[0].preconisations
    assert {s.remark for s in line.supports} == {"1", "2", "3"}
    assert line.voices.speakers == 3
    assert made.statuses["4"] in {"annexe", "utilisee"}
    assert made.statuses["5"] == "annexe"
    assert "patrouilles" in line.text


def test_a_measure_is_a_request_that_reads_alone(say: Say) -> None:
    remarks, topic = patrols(say)
    (line,) = draft(remarks, [topic]).themes[0].preconisations
    assert all("former" not in measure.text for measure in line.measures)


def test_without_ideas_each_remark_is_one(say: Say) -> None:
    remarks, topic = patrols(say)
    assert draft(remarks, [replace(topic, ideas=())]).themes[0].preconisations[0].voices.speakers == 3


def test_the_order_of_ideas_and_remarks_does_not_matter(say: Say) -> None:
    remarks, topic = patrols(say)
    first = draft(remarks, [topic])
    shuffled = list(remarks)
    random.Random(3).shuffle(shuffled)
    assert draft(shuffled, [replace(topic, remarks=topic.remarks[::-1])]) == first


def agreed(say: Say, **last: object) -> list[tuple[Remark, Nature]]:
    where = ["a", "a", "a", "b", "b", "b", "c", "c"]
    found = [
        say(
            "Les délais d’intervention sont satisfaisants.",
            id=str(n),
            document=d,
            voice=f"v{n}",
            **(last if n == 0 else {}),
        )
        for n, d in enumerate(where)
    ]
    return [(r, "constat") for r in found]


def topic_of(said: Sequence[tuple[Remark, Nature]]) -> Topic:
    return Topic("t", "organisation", "Délais d’intervention", (), tuple(r.id for r, _ in said))


def test_consensus_counts_the_people_who_say_the_very_thing(say: Say) -> None:
    said = agreed(say)
    assert draft(said, [topic_of(said)]).themes[0].constats[0].position == "consensus"


def test_authorities_and_recaps_make_no_consensus(say: Say) -> None:
    said = agreed(say)
    five = [(replace(r, authority=n in {0, 1}), nature) for n, (r, nature) in enumerate(said)]
    assert draft(five, [topic_of(five)]).themes[0].constats[0].position == "repandu"
    recap = [(replace(r, weight=0 if n in {0, 1} else 1), nature) for n, (r, nature) in enumerate(said)]
    assert draft(recap, [topic_of(recap)]).themes[0].constats[0].position == "repandu"


def test_one_contrary_voice_of_the_topic_makes_no_consensus(say: Say) -> None:
    said = [
        *agreed(say)[:6],
        (say("Les délais d’intervention sont trop longs.", id="9", document="a", voice="z"), "constat"),
    ]
    line = draft(said, [topic_of(said)]).themes[0].constats[0]
    assert line.position == "divergent"
    assert [s.remark for s in line.opposing] == ["9"]


def test_one_idea_is_not_drafted_twice_in_a_theme(say: Say) -> None:
    said: list[tuple[Remark, Nature]] = [
        (say("Rouvrir l’accueil de la brigade le samedi.", id="1", document="a", voice="1"), "preconisation"),
        (say("Ouvrir l’accueil de la brigade le samedi matin.", id="2", document="b", voice="2"), "preconisation"),
    ]
    topics = [Topic(f"t{i}", "organisation", "Accueil", (), (i,)) for i in ("1", "2")]
    theme = draft(said, topics).themes[0]
    assert len(theme.preconisations) == 1
    assert len(theme.annexed) == 1


def test_a_heavy_subject_comes_first(say: Say) -> None:
    said: list[tuple[Remark, Nature]] = [
        (say("Installer des radars devant les écoles.", id="1", document="a", voice="1"), "preconisation"),
        *((say("Rouvrir la brigade le samedi.", id=f"2{d}", document=d, voice="2"), "preconisation") for d in "abc"),
    ]
    topics = [
        Topic("t1", "organisation", "Radars", (), ("1",)),
        Topic("t2", "organisation", "Brigade", (), ("2a", "2b", "2c")),
    ]
    assert [s.topic for s in draft(said, topics).themes[0].preconisations] == ["t2", "t1"]


def test_contradictory_figures_are_shown_together(say: Say) -> None:
    said: list[tuple[Remark, Nature]] = [
        (
            say("Le département compte 36 conventions de participation citoyenne.", id="1", document="a", voice="1"),
            "constat",
        ),
        (
            say(
                "Au total, 39 conventions de participation citoyenne ont été signées.", id="2", document="b", voice="2"
            ),
            "constat",
        ),
    ]
    topic = Topic("t", "organisation", "Participation citoyenne", (), ("1", "2"))
    theme = draft(said, [topic]).themes[0]
    flagged = [s for s in (*theme.constats, *theme.annexed) if "chiffres_contradictoires" in s.flags]
    assert len(flagged) == 1
    assert {s.remark for s in flagged[0].supports} == {"1", "2"}


def test_a_presentation_contradicts_a_table_of_the_services(say: Say) -> None:
    """Neither is a voice, and the presentation is no observation: both are shown all the same, as a constat."""
    told = "Le chef d’escadron présente : 94 communes du département sont engagées dans la participation citoyenne."
    said: list[tuple[Remark, Nature]] = [
        (say(told, id="1", document="a", voice=None, weight=0, turn="presentation"), "procedural"),
        (say("Communes en participation citoyenne : 87", id="2", document="b", voice=None, weight=0), "constat"),
        (say("Il faudrait rouvrir la brigade.", id="3", document="a", voice="1"), "preconisation"),
    ]
    topic = Topic("t", "organisation", "Participation citoyenne", (), ("2", "3"))
    theme = draft(said, [topic]).themes[0]
    flagged = [s for s in (*theme.constats, *theme.annexed) if "chiffres_contradictoires" in s.flags]
    assert [(s.nature, {x.remark for x in s.supports}) for s in flagged] == [("constat", {"1", "2"})]


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("71 conventions avec les employeurs, il en faudrait le double", {"71"}),
        ("Conventions de disponibilité avec les employeurs : 63", {"63"}),
        ("12 communes du canton sont en participation citoyenne", set()),
        ("15 conventions avec des employeurs supplémentaires d’ici 2024", set()),
        ("Des communes en participation citoyenne depuis 2016", set()),
        ("La brigade a 12 gendarmes", set()),
    ],
)
def test_figures_of_well_known_devices(text: str, counted: set[str]) -> None:
    assert {figure for _, figure in counted_devices(text)} == counted


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Le trajet prend 36 minutes de route.", "Le trajet prend 39 minutes de route."),
        ("Il y a 36 conventions de participation citoyenne.", "Il y a 36 conventions de participation citoyenne."),
        ("Il y a 36 conventions de coordination.", "Il y a 39 conventions de participation citoyenne."),
    ],
)
def test_figures_that_do_not_contradict(say: Say, one: str, two: str) -> None:
    assert contradictions([say(one, id="1", document="a"), say(two, id="2", document="b")]) == []


def test_a_count_after_a_colon_is_the_same_count() -> None:
    assert counted_things("Conventions de participation citoyenne : 36 signées.") == counted_things(
        "36 conventions de participation citoyenne."
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Une salle dédiée aux victimes sera ouverte avant l’été.", True),
        ("Le préfet s’engage à réunir les financeurs avant la fin du mois de mars.", True),
        ("Le fonds de prévention peut financer la première année.", False),
        ("Il mentionne une attaque informatique déjouée en septembre.", False),
        ("Cette journée sera proposée en avril à toutes les mairies.", False),
        ("Il en prend acte et il jugera en avril.", False),
        ("Le camion de permanence viendra à Belmont un mardi sur deux à partir de mai.", True),
        ("Le reste viendra plus tard.", False),
        ("L’opérateur promet depuis 2016 une antenne pour le village.", False),
    ],
)
def test_engagements_announce_something(say: Say, text: str, expected: bool) -> None:
    remark = say(text)
    assert announces(engagement_text(remark), remark) is expected


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Elle annonce la création, au 1er mars, d’une adresse réservée aux maires.", "Création, au 1er mars, d’une adresse réservée aux maires."),
        ("Elle a dit que les brigades du Faou ouvriront un soir de plus à compter d’avril.", "Les brigades du Faou ouvriront un soir de plus à compter d’avril."),
        ("Je peux vous dire que l’accueil de Delme sera ouvert le samedi à partir du 4 avril.", "L’accueil de Delme sera ouvert le samedi à partir du 4 avril."),
        ("Annonce : quatre réservistes seront engagés sur la presqu’île en juin.", "Quatre réservistes seront engagés sur la presqu’île en juin."),
        ("Le préfet assure que le dossier sera ramené à quatre pages en mars et qu’un référent aidera les communes.",
         "Le dossier sera ramené à quatre pages en mars et un référent aidera les communes."),
        ("Le référent sûreté indique qu’il visitera les entreprises de la zone en mai.", "Le référent sûreté visitera les entreprises de la zone en mai."),
        ("cdt répond : un intervenant social tiendra une permanence à Die à partir d’avril", "Un intervenant social tiendra une permanence à Die à partir d’avril."),
        ("six gardiens affectés en mars", "Six gardiens affectés en mars."),
        ('"deux gardiens rejoindront Aurillac au 1er mars".', "Deux gardiens rejoindront Aurillac au 1er mars."),
        ("L’accueil sera repris en mai (cf. réunion Romans).", "L’accueil sera repris en mai."),
        ("Deux gardiens rejoindront Aurillac en mars (applaudissements).", "Deux gardiens rejoindront Aurillac en mars."),
        ("Un renfort de douze gendarmes mobiles arrivera à [personne] le 8 février.", "Un renfort de douze gendarmes mobiles arrivera le 8 février."),
        ("Il indique que les deux postes vacants seront pourvus au 1er septembre.", "Les deux postes vacants seront pourvus au 1er septembre."),
        ("mais j'annonce que deux gendarmes seront affectés à Modane le 1er mai.", "Deux gendarmes seront affectés à Modane le 1er mai."),
        ("rép. ss-préfet : le poste de Maurienne sera financé à partir de septembre (État + Département)",
         "Le poste de Maurienne sera financé à partir de septembre."),
        ("Le commandant indique pour finir que la brigade sera ouverte le samedi à compter du 1er juin.",
         "La brigade sera ouverte le samedi à compter du 1er juin."),
        ("Je peux vous annoncer que quatorze gardiens arriveront à Lens en mars.", "Quatorze gardiens arriveront à Lens en mars."),
        ("Il annonce que trois réservistes viendront compenser ces départs à partir d’avril.",
         "Trois réservistes viendront compenser ces départs à partir d’avril."),
        ("Le commandant lui a promis que la brigade des mineurs passerait au collège avant Pâques.",
         "La brigade des mineurs passera au collège avant Pâques."),
        ("Le lieutenant a indiqué qu’il viendrait tenir une permanence à Laguiole dès le mois d’avril.",
         "Le lieutenant viendra tenir une permanence à Laguiole dès le mois d’avril."),
        ("Non. Six gardiens de la paix rejoindront le commissariat à l’été.", "Six gardiens de la paix rejoindront le commissariat à l’été."),
        ("Une formation sera organisée en juin, je m’y engage.", "Une formation sera organisée en juin."),
        ("Le capitaine, commandant en second, répond : l’accueil de Ham sera ouvert le samedi à compter du 1er avril",
         "L’accueil de Ham sera ouvert le samedi à compter du 1er avril."),
        ("Une convention avec le conseil départemental sera proposée pour un deuxième poste en 2020.",
         "Une convention avec le conseil départemental sera proposée pour un deuxième poste en 2020."),
        ("Le SDIS ira à la rencontre des cinquante plus grosses entreprises cette année.",
         "Le SDIS ira à la rencontre des cinquante plus grosses entreprises cette année."),
        ("Elle s’engage à ce que le parquet adresse chaque trimestre aux maires un état des suites données.",
         "Engagement à ce que le parquet adresse chaque trimestre aux maires un état des suites données."),
    ],
)  # fmt: skip
def test_an_announcement_reads_without_its_speaker(say: Say, text: str, line: str) -> None:
    remark = say(text)
    assert engagement_text(remark) == line
    assert announces(line, remark)
    assert {reason for reason, _ in line_violations(line, remark)} <= {"controle:negation-perdue"}  # « Non. »
    table = say("Communes : 725 maires invités du 6 janvier au 10 février.", weight=0)
    assert not announces(engagement_text(table), table)


def test_a_commitment_reads_as_its_action(say: Say) -> None:
    remark = say("Le préfet s’engage à réunir les financeurs avant la fin du mois de mars.")
    assert engagement_text(remark) == "Réunion des financeurs avant la fin du mois de mars."


def test_at_most_nine_engagements_are_printed(say: Say) -> None:
    things = "accueil véhicule local logiciel radar garage parking préau portail mirador gymnase".split()
    said = [
        (say(f"Un {thing} sera livré en mars à la brigade.", id=str(n), document="a", voice="1"), "engagement")
        for n, thing in enumerate(things)
    ]
    topic = Topic("t", "organisation", "Véhicules", (), tuple(r.id for r, _ in said))
    made = draft(said, [topic])  # type: ignore[arg-type]
    assert len(made.themes[0].engagements) == 9
    assert list(made.statuses.values()).count("annexe") == 2


def test_what_an_authority_commits_to_in_its_conclusion_is_an_engagement(say: Say) -> None:
    where: dict[str, Any] = {"document": "a", "voice": None, "weight": 0, "turn": "conclusion"}
    said: list[tuple[Remark, Nature]] = [
        (say("Elle s’engage à réunir les maires avant l’été.", id="1", authority=True, **where), "procedural"),
        (say("Il s’engage à réunir les maires avant l’été.", id="2", **where), "procedural"),
        (say("La sous-préfète remercie les maires.", id="3", authority=True, **where), "procedural"),
    ]
    promises = draft(said, [topic_of(said)]).themes[0].engagements
    assert [made.text for made in promises] == ["Réunion des maires avant l’été."]
    assert [support.remark for support in promises[0].supports] == ["1"]


def test_derivations_are_one_concept_and_actors_are_not_enough(say: Say) -> None:
    assert concepts(say("Rouvrir l’accueil.")) & concepts(say("La réouverture de l’accueil est attendue."))
    one, two = say("Armer la police municipale.", id="1"), say("La police municipale est bien vue.", id="2")
    space = Concepts.of([one, two])
    assert not space.supports(space.get(one), space.get(two))


def test_only_a_refusal_supports_a_refusal(say: Say) -> None:
    said: list[tuple[Remark, Nature]] = [
        (say("Il ne faut pas armer la police municipale.", id="1", document="a", voice="1"), "preconisation"),
        (say("Ne pas armer la police municipale !", id="2", document="b", voice="2"), "preconisation"),
        (
            say("Armer la police municipale, elle est en première ligne.", id="3", document="c", voice="3"),
            "preconisation",
        ),
    ]
    topic = Topic("t", "organisation", "Armement", (), ("1", "2", "3"), ("1", "2", "3"), (("1", "2", "3"),))
    (line,) = draft(said, [topic]).themes[0].preconisations
    assert line.text == "Absence d’armement de la police municipale"
    assert {s.remark for s in line.supports} == {"1", "2"}
    assert [s.remark for s in line.opposing] == ["3"]
    assert line.position == "divergent"
