"""Which lines a list prints, and which lines answer which."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from assises_nlp.draft.links import linked
from assises_nlp.draft.phrasebook import Likelihood
from assises_nlp.draft.phrasebook.entries import assemble
from assises_nlp.draft.selection import belied, chosen, mentioned
from assises_nlp.draft.statements import REPHRASE
from assises_nlp.records import AudienceCount, Engagement, Locator, Measure, Nature, Remark, Statement, Support, Voices

Say = Callable[..., Remark]


def line(
    name: str, speakers: int, nature: Nature = "constat", *, worded: bool = True, publics: int = 1, **fields: object
) -> Statement:
    audiences = tuple((f"p{n}", AudienceCount(1)) for n in range(publics))
    voices = Voices(speakers, 0, min(speakers, 3), audiences)
    wording = name if worded else None
    return replace(
        Statement(name, nature, f"Ligne {name}.", "t", "repandu", voices, (Support(name, "x"),), wording=wording),
        **fields,
    )  # type: ignore[arg-type]


def names(lines: list[Statement]) -> list[str]:
    return [s.id for s in lines]


def test_the_heaviest_lines_are_printed_and_the_others_are_not_lost() -> None:
    worded = [line(str(n), n) for n in range(1, 9)]
    kept, left = chosen(worded, [], 6)
    assert names(kept) == ["8", "7", "6", "5", "4", "3"]
    assert sorted(names(left)) == ["1", "2"]


def test_what_works_keeps_a_place_beside_complaints() -> None:
    worded = [line(str(n), 10 + n) for n in range(6)]
    good = [line(f"b{n}", n, "bonne_pratique") for n in (2, 3, 4, 5)]
    kept, left = chosen([*worded, *good], [], 6, frozenset(s.id for s in good))
    assert [s.id for s in kept if s.nature == "bonne_pratique"] == ["b5", "b4", "b3"]
    assert {"b2", "0", "1", "2"} == set(names(left))


def test_words_of_a_remark_only_fill_what_the_phrasebook_leaves_empty_and_bring_no_measures() -> None:
    worded = [line(str(n), 3) for n in range(6)]
    strong = line("dit", 5, worded=False, publics=2, measures=(Measure("Une mesure.", ()),))
    weak, rough = line("faible", 1, worded=False), line("brut", 9, worded=False, flags=(REPHRASE,))
    kept, left = chosen(worded, [strong, weak, rough], 6)
    assert names(kept) == names(worded)
    assert {"dit", "faible", "brut"} == set(names(left))
    kept, left = chosen(worded[:2], [weak, strong, rough], 6)
    assert names(kept) == ["dit", "0", "1"]
    assert kept[0].measures == ()


def test_a_small_consultation_keeps_what_one_person_said() -> None:
    kept, left = chosen([line("1", 1)], [line("dit", 1, worded=False)], 6)
    assert sorted(names(kept)) == ["1", "dit"]
    assert left == []


def test_one_or_two_voices_do_not_fill_the_list_of_a_large_consultation() -> None:
    kept, left = chosen(
        [*(line(f"s{n}", 3 + n) for n in range(4)), line("seul", 1), replace(line("deux", 2), voices=Voices(2, 0, 1))],
        [],
        6,
    )
    assert len(kept) == 4
    assert sorted(names(left)) == ["deux", "seul"]
    kept, left = chosen(
        [line("s", 3), line("seul", 1), *(replace(line(n, 2), voices=Voices(2, 0, 1)) for n in ("autre", "deux"))],
        [],
        6,
    )
    assert sorted(names(kept)) == ["autre", "deux", "s"]
    assert names(left) == ["seul"]


def test_what_answers_a_constat_of_the_draft_is_asked_first() -> None:
    asked = [line(name, 4, "preconisation") for name in ("a", "b", "c")]
    assert names(chosen(asked, [], 2)[0]) == ["a", "b"]
    assert sorted(names(chosen(asked, [], 2, answering=frozenset({"c"}))[0])) == ["a", "c"]


BOOK = assemble(
    [
        {
            "lignes": [
                {"id": i, "theme": "t", "nature": nature, "titre": i, "texte": i, "mesures": [{"id": "m", "texte": i, "dit": dit}], **more}
                for i, nature, dit, more in (
                    ("court", "constat", [["fermee?"]], {}),
                    ("ouvrir", "preconisation", [["ouv(?:r|ert)", "samedi"]], {"repond": ["court"]}),
                    ("patrouiller", "preconisation", [["patrouill"]], {}),
                )
            ]
        }
    ]
)  # fmt: skip


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("La brigade sera ouverte le samedi à partir de mars.", ["ouvrir"]),
        ("Une patrouille sera ajoutée le soir.", ["patrouiller"]),
        ("Un véhicule sera livré en mai.", []),
    ],
)
def test_an_engagement_is_beside_the_line_that_it_answers(say: Say, said: str, answered: list[str]) -> None:
    lines = [
        line("court", 3), line("ouvrir", 3, "preconisation"), line("patrouiller", 3, "preconisation"),
    ]  # fmt: skip
    remark = say(said, id="e", document="d", voice="v", authority=True)
    made = Engagement("e1", said, (Support("e", said),))
    final, promises = linked(lines, [made], [], BOOK, {}, {"e": remark})
    assert list(promises[0].linked) == answered
    links = {s.id: set(s.linked) for s in final}
    assert links["ouvrir"] >= {"court"}
    assert "ouvrir" in links["court"]
    assert "court" not in links["patrouiller"]
    assert [name for name, found in links.items() if "e1" in found] == answered


@pytest.mark.parametrize(("start", "answered"), [(10, ["patrouiller"]), (200, [])])
def test_an_engagement_answers_what_was_asked_just_before_it(say: Say, start: int, answered: list[str]) -> None:
    """« Le village sera traversé deux fois par nuit » has none of the words of a patrol."""
    asked, said = "Il faudrait des patrouilles de nuit.", "Le village sera traversé deux fois par nuit dès avril."
    remarks = {
        "r": replace(say(asked, id="r", document="d", voice="h"), locator=Locator(start, start + len(asked))),
        "e": replace(say(said, id="e", document="d", voice="v", authority=True), locator=Locator(90, 150)),
    }
    lines = [replace(line("patrouiller", 3, "preconisation"), supports=(Support("r", asked),))]
    opinion = Likelihood({"e": {"ouvrir": 0, "autre": 1, "patrouiller": 2}}, frozenset({"patrouiller"}))
    _, promises = linked(lines, [Engagement("e1", said, (Support("e", said),))], [], BOOK, {}, remarks, opinion)
    assert list(promises[0].linked) == answered


def test_other_axes_are_named_where_several_say_them_and_they_may_leave() -> None:
    annexed = [
        line("fort", 4), line("seul", 1), line("secret", 5, flags=("diffusion_restreinte",)),
        line("demande", 3, "preconisation"), line("dit", 6, worded=False),
    ]  # fmt: skip
    assert mentioned(annexed, [], []) == ("fort", "demande")


def test_nothing_is_named_that_the_draft_says_or_quotes_as_the_contrary() -> None:
    annexed = [
        replace(line("a", 4), text="Des alertes par message sont appréciées."),
        replace(line("b", 4), text="Les alertes par message sont appréciées."),
        replace(line("c", 4), text="Vélos volés."), replace(line("d", 4), text="Autocars scolaires."),
    ]  # fmt: skip
    printed = [replace(line("p", 9), opposing=(Support("c", "x"),))]
    assert mentioned(annexed, printed, []) == ("a", "d")
    assert mentioned(annexed, [], ["des alertes par message sont très appréciées"]) == ("c", "d")


def test_what_a_printed_line_quotes_for_the_contrary_is_no_point_of_the_annex() -> None:
    printed, same, other, asked = (line(name, 1) for name in ("loue", "absent", "rare", "creer"))
    quoted = (Support("r1", "Le référent est venu."), Support("r2", "Il nous aide."))
    printed = replace(printed, supports=quoted)
    same = replace(same, supports=quoted[:1])
    other = replace(other, supports=(quoted[0], Support("r3", "On ne le voit pas.")))
    tones = {printed.id: 1, same.id: -1, other.id: -1, asked.id: 0}
    assert belied(same, [printed], tones)
    assert not belied(other, [printed], tones)  # somebody else says it
    assert not belied(same, [printed], {**tones, same.id: 0})
    assert not belied(same, [printed], {**tones, same.id: 1})


def test_what_divided_a_room_is_printed_before_what_more_people_say() -> None:
    said = tuple(Support(f"r{n}", "x") for n in range(3))
    divided = replace(
        line("partage", 3), position="divergent", supports=said, opposing=(Support("c1", "non"), Support("c2", "non"))
    )
    kept, _ = chosen([line("large", 8), divided], [], 1)
    assert names(kept) == ["partage"]
    two = replace(divided, supports=said[:1], opposing=said[1:2])
    assert names(chosen([line("large", 8), two], [], 1)[0]) == ["large"]
