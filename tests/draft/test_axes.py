"""Which lines a list gets: the heaviest axes first, a line in the words of many, nobody's subject twice."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import numpy as np
import pytest

from assises_nlp.draft import DraftOptions, check_synthesis, draft_synthesis
from assises_nlp.draft.axes import Crowd
from assises_nlp.draft.concepts import Concepts
from assises_nlp.draft.founders import Context
from assises_nlp.draft.marks import recapitulates
from assises_nlp.draft.nearness import Nearness
from assises_nlp.records import Grid, Label, Meeting, Nature, Remark, Synthesis, ThemeDefinition, Topic

Say = Callable[..., Remark]
GRID = Grid("g", "Grille", (ThemeDefinition("organisation", "Organisation", ""),))
MEETINGS = {
    key: Meeting(key, f"{key}.odt", kind, "2020-01-14", "Laval", audience)  # type: ignore[arg-type]
    for key, kind, audience in (
        ("a", "compte_rendu", "elus"),
        ("b", "compte_rendu", "grand_public"),
        ("c", "compte_rendu", "forces"),
        ("q", "questionnaire", "grand_public"),
        ("k", "cadrage", None),
    )
}


def places(remarks: Sequence[Remark], groups: Sequence[str]) -> dict[str, np.ndarray]:
    """A place for each remark: remarks of one group (a letter) are near, « ab » stands between a and b."""
    letters = sorted({letter for group in groups for letter in group})
    found = {}
    for remark, group in zip(remarks, groups, strict=True):
        row = np.array([float(letter in group) for letter in letters])
        found[remark.id] = (row / np.linalg.norm(row)).astype(np.float32)
    return found


def draft(
    remarks: Sequence[Remark],
    groups: Sequence[str],
    nature: Nature = "preconisation",
    options: DraftOptions | None = None,
    sentences: Sequence[str] | None = None,
) -> Synthesis:
    """One topic per remark (the worst that the topics stage can do): the axes come from the places alone."""
    labels = {r.id: Label(r.id, "organisation", 0.9, nature, 0.9) for r in remarks}
    topics = [Topic(f"t{r.id}", "organisation", "Sujet", (), (r.id,), (r.id,), ((r.id,),)) for r in remarks]
    made = draft_synthesis(
        remarks, labels, topics, MEETINGS, (), GRID, options or DraftOptions(), title="T", territory="X",
        fictitious=True, places=places(remarks, groups), sentences=places(remarks, sentences or groups),
    )  # fmt: skip
    assert check_synthesis(made, remarks) == []
    return made


def night(say: Say) -> list[Remark]:
    return [
        say("Il faudrait des patrouilles de nuit.", id="1", document="a", voice="1"),
        say("Organiser des patrouilles de nuit.", id="2", document="b", voice="1"),
        say("Renforcer les patrouilles la nuit.", id="3", document="c", voice="1"),
        say("Installer un radar devant l’école.", id="4", document="a", voice="2"),
    ]


def test_a_line_rests_on_what_other_topics_hold_of_its_subject(say: Say) -> None:
    (line, *_) = draft(night(say), "aaab").themes[0].preconisations
    assert {s.remark for s in line.supports} == {"1", "2", "3"}
    assert (line.voices.speakers, line.voices.meetings) == (3, 3)


def test_the_heaviest_axis_comes_first_whatever_the_order(say: Say) -> None:
    remarks = night(say)
    first = draft(remarks, "aaab", options=DraftOptions(max_preconisations=1))
    assert first.themes[0].preconisations[0].text.lower().count("patrouilles") == 1
    assert any("radar" in s.text for s in first.themes[0].annexed)
    order = [3, 1, 0, 2]
    again = draft([remarks[i] for i in order], [("aaab")[i] for i in order], options=DraftOptions(max_preconisations=1))
    assert again == first


def test_a_word_that_everybody_around_uses_is_no_support(say: Say) -> None:
    said = ["Acheter un drone pour les recherches.", "Encadrer l’usage des drones par la CNIL.", "Prêter le drone du SDIS aux communes.",
            "Former des télépilotes de drones.", "Interdire les drones au-dessus des jardins.", "Financer un drone thermique."]  # fmt: skip
    remarks = [say(text, id=str(n), document="abc"[n % 3], voice=str(n)) for n, text in enumerate(said)]
    theme = draft(remarks, "a" * 6, sentences=[f"{n}z" for n in "abcdef"]).themes[0]
    assert all(len(line.supports) == 1 for line in theme.preconisations)


def test_requests_about_other_places_are_not_one(say: Say) -> None:
    remarks = [
        say("Rouvrir la brigade de Villefort.", id="1", document="a", voice="1"),
        say("Rouvrir la brigade de Meyrueis.", id="2", document="b", voice="1"),
    ]
    theme = draft(remarks, "aa").themes[0]
    for line in (*theme.preconisations, *theme.annexed):
        assert len(line.supports) == 1


def test_praise_in_other_words_supports_praise_and_never_complaint(say: Say) -> None:
    remarks = [
        say("Les gendarmes sont à l’écoute des habitants.", id="1", document="a", voice="1"),
        say("Je suis très satisfait de la brigade.", id="2", document="q", voice="1"),
        say("Les gendarmes sont trop rares et mauvais.", id="3", document="b", voice="1"),
    ]
    theme = draft(remarks, "aaa", "constat").themes[0]
    praise = next(line for line in (*theme.constats, *theme.annexed) if "écoute" in line.text)
    assert {s.remark for s in praise.supports} == {"1", "2"}


def test_what_the_services_say_founds_a_line_only_where_nobody_else_does(say: Say) -> None:
    figure = say(
        "Quarante conventions lient le SDIS aux employeurs.", id="1", document="k", voice=None, weight=0, turn="cadrage"
    )
    room = say("Les pompiers volontaires manquent en journée chez les employeurs.", id="2", document="a", voice="1")
    labels = {r.id: Label(r.id, "organisation", 0.9, "constat", 0.9) for r in (figure, room)}
    topic = Topic("t", "organisation", "Pompiers", (), ("1", "2"), ("1", "2"))
    for said in ([figure, room], [figure]):
        made = draft_synthesis(
            said, labels, [topic], MEETINGS, (), GRID, DraftOptions(), title="T", territory="X", fictitious=True
        )
        assert made.themes[0].constats[0].supports[0].remark == said[-1].id


def test_nothing_that_several_said_is_lost(say: Say) -> None:
    shouted = [say("ET LA BRIGADE ALORS ???", id=str(n), document="q", voice=str(n)) for n in range(3)]
    theme = draft([*night(say), *shouted], "aaab" + "ccc").themes[0]
    held = {s.remark for line in (*theme.preconisations, *theme.annexed) for s in line.supports}
    assert {r.id for r in shouted} <= held | {"4"}


def test_a_random_order_of_remarks_gives_the_same_draft(say: Say) -> None:
    remarks = night(say)
    groups = dict(zip((r.id for r in remarks), "aaab", strict=True))
    first = draft(remarks, "aaab")
    random.Random(5).shuffle(remarks)
    assert draft(remarks, [groups[r.id] for r in remarks]) == first


def test_publics_weigh_more_than_documents_and_these_more_than_voices(say: Say) -> None:
    def worth(*behind: tuple[str, str]) -> float:
        remarks = [say("Des patrouilles.", id=str(n), document=d, voice=v) for n, (d, v) in enumerate(behind)]
        space = Concepts.of(remarks)
        context = Context(MEETINGS, {}, DraftOptions(), 3, space, Nearness.of(space, ()))
        return Crowd(remarks, context).worth(np.ones(len(remarks), bool))

    one = worth(("a", "1"))
    assert worth(("a", "1"), ("a", "1")) == one
    assert one < worth(*[("a", str(n)) for n in range(3)]) < worth(("a", "1"), ("b", "1"))
    assert worth(("b", "1"), ("q", "1")) < worth(("a", "1"), ("b", "1"))  # one public twice, two publics


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le secrétaire général retient trois pistes : renfort, guichet unique, couverture.", True),
        ("conclusion sous pref : retient maillage, saison, telephone", True),
        ("M. le sous-préfet résume : proximité, accueil.", True),
        ("Mon patron me retient la journée quand je pars en intervention.", False),
        ("La charge procédurale retient les enquêteurs au bureau.", False),
        ("Il faut en tirer trois pistes.", False),
    ],
)
def test_the_organisers_summing_up_is_no_voice(text: str, expected: bool) -> None:
    assert recapitulates(text) is expected


def test_a_recap_given_to_a_speaker_makes_no_line(say: Say) -> None:
    recap = say(
        "Le secrétaire général retient trois pistes : renfort, accueil, patrouilles de nuit.",
        id="9",
        document="a",
        voice="9",
    )
    theme = draft([*night(say), recap], "aaaba").themes[0]
    assert theme.preconisations[0].voices.speakers == 3
    assert all(line.supports[0].remark != "9" for line in theme.preconisations)
