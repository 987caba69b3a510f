"""The draft as a whole, on small and odd consultations."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from assises_nlp.draft import DraftOptions, check_synthesis, draft_synthesis
from assises_nlp.draft.chapeau import chapeau
from assises_nlp.records import (
    Grid,
    Label,
    Meeting,
    Nature,
    Remark,
    Statement,
    Support,
    Synthesis,
    ThemeDefinition,
    Topic,
    Voices,
)

Say = Callable[..., Remark]
GRID = Grid(
    "g",
    "Grille",
    tuple(ThemeDefinition(i, t, "") for i, t in (("organisation", "Organisation"), ("partenariats", "Partenariats"))),
)
MEETINGS = {
    "a": Meeting("a", "a.odt", "compte_rendu", "2020-01-15", "Laval", "elus"),
    "b": Meeting("b", "b.odt", "compte_rendu", "2020-01-16", "Mayenne", "grand_public"),
    "q": Meeting("q", "q.csv", "questionnaire", None, None, "grand_public"),
}
SAID: list[tuple[str, str, str, str, Nature]] = [
    (
        "1",
        "a",
        "v1",
        "Les participants souhaitent que l’accueil de la brigade soit rouvert le samedi.",
        "preconisation",
    ),
    ("2", "a", "v2", "Il faudrait rouvrir l’accueil de la brigade le samedi matin.", "preconisation"),
    ("3", "b", "v1", "Rouvrir l’accueil de la brigade le samedi.", "preconisation"),
    ("4", "q", "l2", "OUVREZ LE SAMEDI !!!", "preconisation"),
    ("5", "a", "v1", "M. D. regrette que les délais à l’accueil soient longs.", "constat"),
    ("6", "b", "v2", "L’attente à l’accueil est trop longue.", "constat"),
    ("7", "a", "v3", "Le commandant indique que l’accueil du samedi sera rouvert au printemps.", "engagement"),
    ("8", "a", "v3", "La séance est ouverte à 18 h.", "procedural"),
    ("9", "q", "l3", "RAS", "non_informatif"),
    ("10", "q", "l4", "Le guichet ferme tôt.", "constat"),
]


def corpus(say: Say) -> tuple[list[Remark], dict[str, Label], list[Topic]]:
    remarks = [say(text, id=i, document=d, voice=v) for i, d, v, text, _ in SAID]
    labels = {i: Label(i, "organisation", 0.9, nature, 0.9, doubtful=i == "10") for i, _, _, _, nature in SAID}
    topics = [Topic("t1", "organisation", "accueil", (), ("1", "2", "3", "4", "5", "6", "7", "10"), ("1",))]
    return remarks, labels, topics


def draft(
    remarks: Sequence[Remark], labels: dict[str, Label], topics: Sequence[Topic], options: DraftOptions | None = None
) -> Synthesis:
    return draft_synthesis(
        remarks,
        labels,
        topics,
        MEETINGS,
        (),
        GRID,
        options or DraftOptions(),
        title="T",
        territory="X",
        fictitious=True,
    )


def test_a_topic_gives_a_line_per_nature_with_its_voices(say: Say) -> None:
    remarks, labels, topics = corpus(say)
    made = draft(remarks, labels, topics)
    theme = made.themes[0]
    assert [s.text for s in theme.preconisations] == ["Réouverture de l’accueil de la brigade le samedi"]
    line = theme.preconisations[0]
    assert (line.voices.speakers, line.voices.respondents, line.voices.meetings) == (3, 1, 2)
    assert {s.remark for s in line.supports} == {"1", "2", "3", "4"}
    assert len(theme.constats) == 1
    assert theme.constats[0].id in line.linked
    assert line.id in theme.constats[0].linked
    assert theme.engagements[0].text == "L’accueil du samedi sera rouvert au printemps."
    assert line.id in theme.engagements[0].linked
    assert theme.engagements[0].id in line.linked
    assert check_synthesis(made, remarks) == []


def test_each_remark_has_one_status(say: Say) -> None:
    remarks, labels, topics = corpus(say)
    statuses = draft(remarks, labels, topics).statuses
    assert set(statuses) == {r.id for r in remarks}
    assert statuses["1"] == statuses["7"] == "utilisee"
    assert (statuses["8"], statuses["9"], statuses["10"]) == ("procedurale", "non_informative", "a_verifier")


def test_the_order_of_the_input_does_not_matter(say: Say) -> None:
    remarks, labels, topics = corpus(say)
    first = draft(remarks, labels, topics)
    random.Random(1).shuffle(remarks)
    assert (
        draft(remarks, dict(reversed(labels.items())), [replace(topics[0], remarks=topics[0].remarks[::-1])]) == first
    )


def test_a_theme_nobody_mentioned_says_so(say: Say) -> None:
    assert draft(*corpus(say)).themes[1].chapeau == "Sans observation."


def test_nothing_at_all() -> None:
    made = draft([], {}, [])
    assert made.statuses == {}
    assert all(t.chapeau == "Sans observation." for t in made.themes)


def test_few_remarks_are_said_to_be_few(say: Say) -> None:
    remarks, labels, _ = corpus(say)
    made = draft(remarks[:2], labels, [Topic("t", "organisation", "x", (), ("1", "2"))])
    assert made.themes[0].chapeau == "Deux remarques seulement portent sur ce thème."


def test_identical_answers_are_one_line_with_as_many_voices(say: Say) -> None:
    remarks = [say("Rouvrir la brigade le samedi.", id=f"{i:04}", document="q", voice=f"l{i}") for i in range(5000)]
    labels = {r.id: Label(r.id, "organisation", 0.9, "preconisation", 0.9) for r in remarks}
    made = draft(remarks, labels, [Topic("t", "organisation", "x", (), tuple(labels))])
    (line,) = made.themes[0].preconisations
    assert (line.text, line.voices.respondents, line.voices.speakers, line.position) == (
        "Réouverture de la brigade le samedi",
        5000,
        0,
        "repandu",
    )
    assert "5\u00a0000 répondants" in made.themes[0].chapeau


def test_recaps_are_no_voice_and_make_no_line(say: Say) -> None:
    remark = say("Rouvrir la brigade le samedi.", id="1", document="a", voice=None, weight=0, turn="recapitulation")
    made = draft(
        [remark],
        {"1": Label("1", "organisation", 0.9, "preconisation", 0.9)},
        [Topic("t", "organisation", "x", (), ("1",))],
    )
    assert made.themes[0].preconisations == ()
    assert made.themes[0].annexed[0].flags == ("sans_voix",)
    assert made.statuses["1"] == "annexe"


def test_both_sides_are_quoted_where_opinions_differ(say: Say) -> None:
    remarks = [
        say("Il faudrait installer des caméras dans le bourg.", id="1", document="a", voice="1"),
        say("Installer des caméras aux entrées du bourg.", id="2", document="b", voice="1"),
        say("Un habitant s’oppose à toute caméra dans le bourg.", id="3", document="b", voice="2"),
    ]
    labels = {r.id: Label(r.id, "organisation", 0.9, "preconisation", 0.9) for r in remarks}
    (line,) = (
        draft(remarks, labels, [Topic("t", "organisation", "x", (), ("1", "2", "3"), ("1",))]).themes[0].preconisations
    )
    assert line.position == "divergent"
    assert [s.remark for s in line.opposing] == ["3"]


def test_lists_are_limited_and_the_legislative_line_is_last(say: Say) -> None:
    texts = [
        "Modifier la loi sur les gardes champêtres.",
        "Rouvrir la brigade.",
        "Former les élus.",
        "Renforcer les patrouilles.",
    ]
    remarks = [say(t, id=str(i), document="a", voice=str(v)) for i, t in enumerate(texts) for v in [i]]
    remarks += [
        say(texts[0], id="9", document="b", voice="z"),
        say(texts[1], id="8", document="a", voice="y"),
        say(texts[2], id="7", document="a", voice="x"),
    ]
    groups = {"0": ("0", "9"), "1": ("1", "8"), "2": ("2", "7"), "3": ("3",)}
    labels = {r.id: Label(r.id, "organisation", 0.9, "preconisation", 0.9) for r in remarks}
    topics = [Topic(f"t{k}", "organisation", k, (), ids) for k, ids in groups.items()]
    made = draft(remarks, labels, topics, DraftOptions(max_preconisations=3))
    theme = made.themes[0]
    assert len(theme.preconisations) == 3
    assert theme.preconisations[-1].frame == "législatif"
    assert [s.text for s in theme.annexed] == ["Renforcement des patrouilles"]
    assert made.statuses["3"] == "annexe"


def test_a_clean_remark_speaks_for_the_topic(say: Say) -> None:
    remarks = [
        say("OUVREZ LA BRIGADE C LA HONTE!!!", id="1", document="q", voice="1"),
        say("Il faudrait ouvrir la brigade le samedi matin.", id="2", document="q", voice="2"),
    ]
    labels = {r.id: Label(r.id, "organisation", 0.9, "preconisation", 0.9) for r in remarks}
    (line,) = draft(remarks, labels, [Topic("t", "organisation", "x", (), ("1", "2"))]).themes[0].preconisations
    assert line.text == "Ouverture de la brigade le samedi matin"


def test_the_check_of_the_run_catches_a_corrupted_draft(say: Say) -> None:
    remarks, labels, topics = corpus(say)
    made = draft(remarks, labels, topics)
    theme = made.themes[0]
    bad = replace(theme.preconisations[0], supports=(Support("6", "jamais dit"),))
    broken = replace(made, themes=(replace(theme, preconisations=(bad,)), made.themes[1]))
    assert {"controle:citation-absente", "controle:mot-absent"} <= {v.reason for v in check_synthesis(broken, remarks)}
    assert check_synthesis(replace(made, statuses={}), remarks)


@pytest.mark.parametrize("bad", [{"max_constats": 0}, {"form": "orale"}])
def test_bad_options_are_refused(bad: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"forme|lignes"):
        DraftOptions(**bad)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("speakers", "told"),
    [(1, "Un seul point a été relevé, par une seule personne."), (2, "Un point ne repose que sur une ou deux voix.")],
)
def test_one_person_is_told_only_where_there_is_one(say: Say, speakers: int, told: str) -> None:
    """A point of two people is « isolé » too."""
    remarks = [say("Ouvrir le samedi.", id=str(n), document="d", voice=str(n)) for n in range(5)]
    meetings = {"d": Meeting("d", "d", "compte_rendu", audience="elus")}
    line = Statement("s", "preconisation", "Ligne", "t", "isole", Voices(speakers, 0, 1), ())
    assert told in chapeau("Thème", remarks, [line], meetings, DraftOptions())
