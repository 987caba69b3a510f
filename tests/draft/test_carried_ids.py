"""Ids that outlive a run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from synthese_payloads import line, supports, synthese, theme

from assises_nlp.draft import carried
from assises_nlp.draft.statements import identifier
from assises_nlp.records import (
    Engagement,
    Grid,
    Measure,
    Nature,
    Statement,
    Support,
    Synthesis,
    ThemeDraft,
    Voices,
)


def _supports(remarks: Sequence[str]) -> tuple[Support, ...]:
    return tuple(Support(remark, f"ce que dit {remark}") for remark in remarks)


def _line(remarks: Sequence[str], nature: Nature = "preconisation", **more: Any) -> Statement:
    """A line as the draft makes it, its id that of its founding remark."""
    return Statement(
        identifier("s", remarks[0]), nature, f"Ligne de {remarks[0]}", "t", "isole", Voices(1, 0, 1),
        _supports(remarks), **more,
    )  # fmt: skip


def _synthesis(*themes: ThemeDraft) -> Synthesis:
    return Synthesis("Assises", "Jura", Grid("g", "G", ()), (), (), themes, ())


def _theme(
    asked: Sequence[Statement] = (),
    constats: Sequence[Statement] = (),
    annexed: Sequence[Statement] = (),
    engagements: Sequence[Engagement] = (),
    identity: str = "organisation",
) -> ThemeDraft:
    return ThemeDraft(identity, identity, "", tuple(constats), tuple(asked), tuple(engagements), tuple(annexed))


def _payload(synthesis: Synthesis) -> dict[str, Any]:
    """What the program writes of ``synthesis``, as far as ids go."""

    def one(made: Statement) -> dict[str, Any]:
        measures = [{"texte": m.text, "appuis": _quoted(m.supports)} for m in made.measures]
        return {
            **line(made.id, [], made.text, nature=made.nature, etat=made.state),
            "appuis": _quoted(made.supports),
            "mesures": measures,
        }

    return synthese(
        *(
            {
                **theme(item.id, map(one, item.constats), map(one, item.preconisations), (), map(one, item.annexed)),
                "engagements": [
                    {"id": e.id, "texte": e.text, "appuis": [], "citations": _quoted(e.supports), "lies": []}
                    for e in item.engagements
                ],
            }
            for item in synthesis.themes
        )
    )


def _quoted(found: Sequence[Support]) -> list[dict[str, str]]:
    return [{"remarque": s.remark, "citation": s.quote} for s in found]


def _asked(synthesis: Synthesis) -> list[str]:
    return [made.id for made in synthesis.themes[0].preconisations]


def test_without_a_previous_run_a_line_has_the_id_of_its_founding_remark() -> None:
    found = carried(_synthesis(_theme([_line(["r1"]), _line(["r2"])])), None)
    assert _asked(found) == [identifier("s", "r1"), identifier("s", "r2")]


def test_a_line_with_another_founder_keeps_its_id_where_three_tenths_of_the_remarks_are_the_same() -> None:
    first = carried(_synthesis(_theme([_line(["r1", "r2", "r3"])])), None)
    old = _asked(first)
    same = _synthesis(_theme([_line(["n1", "r2", "r3", "n2", "n3"])]))  # 2 of 6
    assert _asked(carried(same, _payload(first))) == old
    other = _synthesis(_theme([_line(["n1", "r2", "r3", *(f"n{i}" for i in range(2, 7))])]))  # 2 of 9
    assert _asked(carried(other, _payload(first))) == [identifier("s", "n1")]
    # Its founder is still behind it: it grew, it is no other.
    grown = _synthesis(_theme([_line(["n1", "r1", *(f"n{i}" for i in range(2, 12))])]))
    assert _asked(carried(grown, _payload(first))) == old


def test_the_remarks_of_the_measures_count() -> None:
    first = carried(_synthesis(_theme([_line(["r1"], measures=(Measure("m", _supports(["r2", "r3"])),))])), None)
    second = _synthesis(_theme([_line(["n1"], measures=(Measure("m", _supports(["r2", "r3"])),))]))
    assert _asked(carried(second, _payload(first))) == _asked(first)


def test_the_words_of_a_corrected_document_count_as_its_remarks_did() -> None:
    first = carried(_synthesis(_theme([_line(["r1", "r2"])])), None)
    again = replace(_line(["x1", "x2"]), supports=(Support("x1", "Ce que dit r1."), Support("x2", "autre chose")))
    assert _asked(carried(_synthesis(_theme([again])), _payload(first))) == _asked(first)


def test_an_id_stays_within_its_theme_and_its_side() -> None:
    first = carried(_synthesis(_theme([_line(["r1", "r2"])])), None)
    moved = carried(_synthesis(_theme(), _theme([_line(["n1", "r2", "r1"])], identity="autre")), _payload(first))
    assert moved.themes[1].preconisations[0].id == identifier("s", "n1")
    observed = carried(_synthesis(_theme(constats=[_line(["n1", "r2", "r1"], "constat")])), _payload(first))
    assert observed.themes[0].constats[0].id == identifier("s", "n1")
    # A constat and a good practice are one list.
    praised = carried(_synthesis(_theme(constats=[_line(["r1", "r2"], "constat")])), None)
    again = carried(_synthesis(_theme(constats=[_line(["n1", "r2", "r1"], "bonne_pratique")])), _payload(praised))
    assert again.themes[0].constats[0].id == identifier("s", "r1")


def test_the_larger_overlap_takes_the_id_and_the_other_line_gets_a_new_one() -> None:
    first = carried(_synthesis(_theme([_line(["r1", "r2", "r3", "r4"])])), None)
    (old,) = _asked(first)
    # The line was split; its founder went to the smaller part.
    split = carried(_synthesis(_theme([_line(["r1", "n1"]), _line(["r2", "r3", "r4"])])), _payload(first))
    small, large = _asked(split)
    assert large == old
    assert small not in {old, identifier("s", "r2")}
    assert len(small) == len(old)


def test_links_follow_the_ids() -> None:
    first = carried(_synthesis(_theme([_line(["r1", "r2"])], [_line(["r3", "r4"], "constat")])), None)
    old_asked, old_seen = first.themes[0].preconisations[0].id, first.themes[0].constats[0].id
    asked, seen = _line(["n1", "r1", "r2"]), _line(["n3", "r3", "r4"], "constat")
    promised = Engagement(identifier("e", "p1"), "Renfort.", _supports(["p1"]), (asked.id, seen.id))
    made = _synthesis(
        _theme(
            [replace(asked, linked=(seen.id, promised.id))],
            [replace(seen, linked=(asked.id, promised.id))],
            engagements=[promised],
        )
    )
    found = carried(made, _payload(first)).themes[0]
    assert found.preconisations[0].id == old_asked
    assert set(found.preconisations[0].linked) == {old_seen, promised.id}
    assert set(found.constats[0].linked) == {old_asked, promised.id}
    assert set(found.engagements[0].linked) == {old_asked, old_seen}


def test_an_engagement_keeps_its_id() -> None:
    first = carried(_synthesis(_theme(engagements=[Engagement("e1", "Renfort.", _supports(["p1", "p2"]))])), None)
    again = Engagement(identifier("e", "p0"), "Renfort.", _supports(["p0", "p1", "p2"]))
    assert carried(_synthesis(_theme(engagements=[again])), _payload(first)).themes[0].engagements[0].id == "e1"


def test_a_line_of_the_annex_keeps_its_id_in_the_draft() -> None:
    first = carried(_synthesis(_theme(annexed=[_line(["r1", "r2"])])), None)
    second = carried(_synthesis(_theme([_line(["n1", "r1", "r2"])])), _payload(first))
    assert _asked(second) == [identifier("s", "r1")]


def test_no_two_lines_share_an_id_from_the_first_run_on() -> None:
    twin = _line(["r1", "r2"])
    first = carried(_synthesis(_theme([_line(["r1"])], annexed=[twin, twin])), None)
    ids = [made.id for made in (*first.themes[0].preconisations, *first.themes[0].annexed)]
    assert len(set(ids)) == 3
    assert ids[0] == identifier("s", "r1"), "the line of the draft has the plain one"


def test_an_id_that_somebody_wrote_into_the_file_is_not_taken_over() -> None:
    strange = synthese(theme(asked=[{**line("../../x y", []), "appuis": supports(["r1"])}]))
    assert _asked(carried(_synthesis(_theme([_line(["r1"])])), strange)) == [identifier("s", "r1")]


_REMARKS = st.lists(st.sampled_from([f"r{n}" for n in range(12)]), min_size=1, max_size=4, unique=True)
_SYNTHESES = st.lists(
    st.builds(
        _theme,
        st.lists(st.builds(_line, _REMARKS), max_size=5),
        st.lists(st.builds(_line, _REMARKS, st.sampled_from(["constat", "bonne_pratique"])), max_size=3),
        st.lists(st.builds(_line, _REMARKS), max_size=4),
    ),
    max_size=2,
).map(lambda themes: _synthesis(*(replace(t, id=f"t{n}") for n, t in enumerate(themes))))


def _ids(synthesis: Synthesis) -> list[str]:
    return [s.id for t in synthesis.themes for s in (*t.constats, *t.preconisations, *t.annexed)]


@settings(deadline=None, max_examples=150)
@given(_SYNTHESES, _SYNTHESES)
def test_a_second_run_on_the_same_input_changes_no_id(before: Synthesis, after: Synthesis) -> None:
    first = carried(before, None)
    second = carried(after, _payload(first))
    assert len(set(_ids(second))) == len(_ids(second))
    again = carried(after, _payload(second))
    assert _ids(again) == _ids(second)
    assert _ids(carried(before, _payload(first))) == _ids(first)
