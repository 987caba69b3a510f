"""What happened to each line between two drafts: annotated small cases."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from synthese_payloads import engagement, line, meeting, supports, synthese, theme

from assises_nlp.draft import compare, readable
from assises_nlp.records import NATURES, POSITIONS, Change, Changes

MARCH, APRIL = "2021-03-04_dole_elus.docx", "2021-04-08_morez_jeunes.txt"
MEETINGS = [meeting(MARCH, "E1"), meeting(APRIL, "R1", "jeunes")]
ORIGINS = {"r1": MARCH, "r2": MARCH, "r3": MARCH, "n1": APRIL, "n2": APRIL}


def _compare(before: Any, after: Any) -> Changes:
    """One list of préconisations before, one after a meeting in April."""
    one = synthese(theme(asked=before), meetings=MEETINGS[:1])
    return compare(one, synthese(theme(asked=after), meetings=MEETINGS), ORIGINS)


def _only(changes: Changes) -> Change:
    (change,) = changes.changes
    return change


FOOT = line("s1", ["r1", "r2"], "Patrouilles à pied", position="repandu", speakers=2)

CASES = [
    ("unchanged", FOOT, FOOT, ()),
    ("one more voice", FOOT, {**line("s1", ["r1", "r2", "n1"], "Patrouilles à pied", position="repandu", speakers=3)},
     ("renforce",)),
    ("as many voices, one more séance", FOOT,
     line("s1", ["r1", "n1"], "Patrouilles à pied", position="repandu", speakers=2, meetings=2), ("renforce",)),
    ("as many voices, one more public", FOOT,
     line("s1", ["r1", "n1"], "Patrouilles à pied", position="repandu", speakers=2, publics=["elus", "jeunes"]),
     ("renforce",)),
    ("the same voices, now a consensus", FOOT,
     line("s1", ["r1", "r2"], "Patrouilles à pied", position="consensus", speakers=2), ("renforce",)),
    ("the same voices, no longer widespread", FOOT,
     line("s1", ["r1", "r2"], "Patrouilles à pied", position="isole", speakers=2), ("affaibli",)),
    ("one voice less", FOOT, line("s1", ["r1"], "Patrouilles à pied", position="repandu"), ("affaibli",)),
    ("answers came, speakers went", FOOT,
     line("s1", ["r1", "n1"], "Patrouilles à pied", position="repandu", respondents=4), ("renforce", "affaibli")),
    ("somebody is against", FOOT,
     line("s1", ["r1", "r2"], "Patrouilles à pied", position="divergent", speakers=2, oppositions=supports(["n1"])),
     ("contredit",)),
    ("somebody is against, others for", FOOT,
     line("s1", ["r1", "r2", "n2"], "Patrouilles à pied", position="divergent", speakers=3,
          oppositions=supports(["n1"])), ("contredit", "renforce")),
    ("another figure", FOOT,
     {**FOOT, "drapeaux": ["chiffres_contradictoires"]}, ("contredit",)),
    ("another flag is no contradiction", FOOT, {**FOOT, "drapeaux": ["a_reformuler"]}, ()),
    ("said otherwise", FOOT, {**FOOT, "texte": "Des patrouilles à pied"}, ("reformule",)),
    ("another measure", FOOT, {**FOOT, "mesures": [{"texte": "le soir", "appuis": supports(["r3"])}]},
     ("reformule",)),
    ("rejected by a reviewer", FOOT, {**FOOT, "etat": "rejete"}, ("retire",)),
    ("another id, the same remarks", FOOT, {**FOOT, "id": "s9"}, ()),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "kinds"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_happened_to_a_line(before: Any, after: Any, kinds: tuple[str, ...]) -> None:
    found = _compare([before], [after])
    assert tuple(kind for change in found.changes for kind in change.kinds) == kinds
    assert found.unchanged == (not kinds)


def test_the_documents_that_brought_the_voices_are_named() -> None:
    more = line("s1", ["r1", "r2", "n1"], "Patrouilles à pied", position="repandu", speakers=3)
    found = _compare([FOOT], [more, line("s2", ["n2"], "Une application")])
    assert [(change.line.id, change.documents) for change in found.changes] == [("s2", (APRIL,)), ("s1", (APRIL,))]
    assert [(d.meeting.name, d.state, d.lines) for d in found.documents] == [
        (MARCH, "inchange", ()),
        (APRIL, "nouveau", ("s2", "s1")),
    ]


def test_a_new_line_and_one_that_is_gone() -> None:
    found = _compare([FOOT], [line("s2", ["n1"], "Une application pour signaler")])
    assert [(change.kinds, change.line.id) for change in found.changes] == [(("nouveau",), "s2"), (("retire",), "s1")]
    assert found.changes[0].before is None
    assert found.changes[1].after is None
    assert found.changes[1].line.text == "Patrouilles à pied"


def test_a_line_that_goes_to_the_annex_is_withdrawn_and_comes_back_as_new() -> None:
    there = synthese(theme(asked=[FOOT]), meetings=MEETINGS)
    aside = synthese(theme(annexed=[FOOT]), meetings=MEETINGS)
    gone, back = _only(compare(there, aside)), _only(compare(aside, there))
    assert gone.kinds == ("retire",)
    assert gone.after is not None
    assert gone.after.reason == "au-delà du nombre de lignes"
    assert back.kinds == ("nouveau",)
    assert back.before is not None
    assert compare(aside, synthese(theme(), meetings=MEETINGS)).changes == (), "the annex alone is no change"


def test_a_line_may_change_theme() -> None:
    one = synthese(theme("organisation", asked=[FOOT]), theme("partenariats"))
    two = synthese(theme("organisation"), theme("partenariats", asked=[FOOT]))
    change = _only(compare(one, two))
    assert change.kinds == ("deplace",)
    assert (change.before and change.before.theme, change.line.theme) == ("organisation", "partenariats")


def test_a_rephrased_line_shows_both_texts() -> None:
    change = _only(_compare([FOOT], [{**FOOT, "texte": "Des patrouilles à pied"}]))
    assert change.before is not None
    assert (change.before.text, change.line.text) == ("Patrouilles à pied", "Des patrouilles à pied")


def test_engagements_are_new_or_gone() -> None:
    one, two = synthese(theme(engagements=[engagement("e1", ["r1"])])), synthese(theme())
    assert _only(compare(two, one)).kinds == ("nouveau",)
    assert _only(compare(one, two)).kinds == ("retire",)
    assert compare(one, one).changes == ()


def test_a_renamed_document_is_not_new_and_a_corrected_one_is_said() -> None:
    one = synthese(theme(asked=[FOOT]), meetings=MEETINGS)
    renamed = synthese(theme(asked=[FOOT]), meetings=[meeting("autre nom.docx", "E1"), meeting(APRIL, "R1")])
    found = compare(
        one, renamed, inputs_before={MARCH: "aa", APRIL: "bb"}, inputs_after={"autre nom.docx": "aa", APRIL: "cc"}
    )
    assert [d.state for d in found.documents] == ["inchange", "modifie"]
    without = synthese(theme(), meetings=MEETINGS[:1])
    assert [d.state for d in compare(one, without).documents] == ["inchange", "retire"]


def test_the_same_words_in_a_corrected_document_bring_nothing_new() -> None:
    """Its remarks have new ids: what they say was there before."""
    again = {**FOOT, "appuis": [{"remarque": f"x{n}", "citation": f"ce que dit r{n}"} for n in (1, 2)]}
    added = {**again, "appuis": [*again["appuis"], *supports(["x3"])], "texte": "Des patrouilles"}
    one = synthese(theme(asked=[FOOT]), meetings=MEETINGS[:1])
    origins = {"x1": MARCH, "x2": MARCH, "x3": MARCH}
    for after, brought in (({**again, "texte": "Des patrouilles"}, ()), (added, (MARCH,))):
        found = compare(
            one,
            synthese(theme(asked=[after]), meetings=MEETINGS[:1]),
            origins,
            inputs_before={MARCH: "aa"},
            inputs_after={MARCH: "bb"},
        )
        assert _only(found).documents == brought


@pytest.mark.parametrize(
    "payload", [None, [], {}, {"themes": [1]}, {**synthese(theme(asked=[FOOT])), "themes": [{"id": 3}]},
                synthese(theme(asked=[{**FOOT, "position": "unanime"}])),
                synthese(theme(asked=[{**FOOT, "voix": {}}]))],
)  # fmt: skip
def test_what_is_no_synthesis_is_not_read(payload: Any) -> None:
    assert not readable(payload)
    assert readable(synthese(theme(asked=[FOOT])))


def test_a_synthesis_of_an_older_version_is_read() -> None:
    """Fields that the first version did not write."""
    old = synthese(theme(asked=[FOOT], engagements=[engagement("e1", ["r1"])]), meetings=MEETINGS)
    new = synthese(theme(asked=[FOOT], engagements=[engagement("e1", ["r1"])]), meetings=MEETINGS)
    del old["themes"][0]["lignes_ecartees"], old["themes"][0]["preconisations"][0]["oppositions"]
    del old["themes"][0]["engagements"][0]["citations"], old["seances"][0]["repere"]
    assert compare(old, new).changes == ()


# ----------------------------------------------------------------------------------------------------- properties
_IDS = st.text("abcdef0123456789", min_size=1, max_size=4)
_LINES = st.builds(
    lambda identity, remarks, text, position, nature, counts, flags, state: line(
        identity, remarks, text, position=position, nature=nature, speakers=counts[0], respondents=counts[1],
        meetings=counts[2], drapeaux=flags, etat=state,
    ),
    _IDS,
    st.lists(_IDS, min_size=1, max_size=4, unique=True),
    st.text(min_size=1, max_size=20),
    st.sampled_from(POSITIONS),
    st.sampled_from(NATURES[:3]),
    st.tuples(*[st.integers(0, 5)] * 3),
    st.lists(st.sampled_from(["chiffres_contradictoires", "a_reformuler"]), unique=True),
    st.sampled_from(["brouillon", "valide", "rejete"]),
)  # fmt: skip
_THEMES = st.builds(theme, _IDS, st.lists(_LINES, max_size=4), st.lists(_LINES, max_size=4), annexed=st.lists(_LINES))


@settings(deadline=None, max_examples=60)
@given(st.lists(_THEMES, max_size=3))
def test_a_synthesis_compared_with_itself_gives_no_change(themes: list[Any]) -> None:
    payload = synthese(*_without_twins(themes), meetings=MEETINGS)
    found = compare(payload, payload, ORIGINS)
    assert found.changes == ()
    assert {document.state for document in found.documents} == {"inchange"}


@settings(deadline=None, max_examples=60)
@given(st.lists(_THEMES, max_size=2), st.lists(_THEMES, max_size=2))
def test_every_line_of_either_draft_is_told_once(one: list[Any], two: list[Any]) -> None:
    before, after = synthese(*_without_twins(one)), synthese(*_without_twins(two))
    found = compare(before, after)
    now = [change.after for change in found.changes if change.after is not None and change.after.drafted]
    assert len(now) + found.unchanged == _drafted(after)
    was = [change.before for change in found.changes if change.before is not None and change.before.drafted]
    assert len(was) + found.unchanged == _drafted(before)
    assert list(found.changes) == list(compare(before, after).changes)


def _without_twins(themes: list[Any]) -> list[Any]:
    """A program's ids are unique."""
    seen: set[str] = set()
    for item in themes:
        for name in ("constats", "preconisations", "lignes_ecartees"):
            kept = [made for made in item[name] if not (made["id"] in seen or seen.add(made["id"]))]  # type: ignore[func-returns-value]
            item[name] = kept
    return themes


def _drafted(payload: Any) -> int:
    return sum(
        made["etat"] != "rejete"
        for item in payload["themes"]
        for name in ("constats", "preconisations")
        for made in item[name]
    )
