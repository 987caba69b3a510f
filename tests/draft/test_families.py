"""Lines of one family under its text, where a list would be too long: what it says, what it never says, and its check."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest

from assises_nlp.draft import DraftOptions
from assises_nlp.draft.final_check import statement_violations
from assises_nlp.draft.phrasebook import (
    Line,
    Phrasebook,
    PhrasebookError,
    Setting,
    gathered,
    phrasebook,
    search,
    statements,
)
from assises_nlp.draft.phrasebook.entries import assemble
from assises_nlp.draft.phrasebook.patterns import choices, told
from assises_nlp.draft.selection import heaviest_first
from assises_nlp.records import Label, Meeting, Remark, Statement

BOOK = phrasebook("securite-interieure")
Say = Callable[..., Remark]


# ------------------------------------------------------------------------------------------------ as they are written
@pytest.mark.parametrize("family", BOOK.families, ids=lambda family: family.id)
def test_a_family_is_told_by_what_each_of_its_lines_says(family: Line) -> None:
    members = [BOOK.by_id[name] for name in family.members]
    assert len(members) > 1
    tones = {item.tone for member in members for item in member.items} - {0}
    assert family.asks or len(tones) < 2, "a satisfaction beside a difficulty"
    assert family.asks is (family.infinitive is not None)
    for text in family.texts:
        said = choices(text)
        named = [name for _, names in said for name in names]
        assert not said or sorted(named) == sorted(family.members), "each line once"
        for pair in combinations([wording for wording, _ in said], 2):
            whole = told(text, pair)
            assert "{" not in whole
            assert "/" not in whole
            assert not re.search(r"\bque [aeéiou]", whole), whole
            assert 3 <= len(whole.split()) <= 45, whole


def test_the_wordings_that_are_kept_are_joined_in_the_order_of_the_text() -> None:
    text = "des difficultés dans {l’accueil / a b | les plaintes / c | les locaux / d} sont signalées"
    assert choices(text) == [("l’accueil", {"a", "b"}), ("les plaintes", {"c"}), ("les locaux", {"d"})]
    assert told(text, ["les locaux"]) == "des difficultés dans les locaux sont signalées"
    assert told(text, ["les locaux", "l’accueil"]) == "des difficultés dans l’accueil et les locaux sont signalées"
    assert told(text, ["l’accueil", "les plaintes", "les locaux"]) == (
        "des difficultés dans l’accueil, les plaintes et les locaux sont signalées"
    )
    assert told("{création et suivi / a | allègement / b}", ["création et suivi", "allègement"]) == (
        "création et suivi, ainsi qu’allègement"
    )


# ------------------------------------------------------------------------------------------------ a small one
def _line(name: str, nature: str, words: str, tone: int = 0) -> dict[str, Any]:
    return {
        "id": name, "theme": "organisation", "nature": nature, "titre": name.capitalize(), "texte": f"plus de {words}",
        "infinitif": f"avoir plus de {words}", "jugement": tone,
        "mesures": [
            {"id": "m", "texte": f"davantage de {words}", "infinitif": f"ajouter des {words}", "dit": [[words]]},
            {"id": "n", "texte": f"meilleurs {words}", "infinitif": f"avoir de meilleurs {words}", "dit": [[words, "meilleur"]]},
        ],
    }  # fmt: skip


FAMILY = {
    "id": "famille", "titre": "Moyens", "texte": "renforcement {des bancs / bancs | des arbres / arbres | des jeux / jeux}",
    "infinitif": "renforcer {les bancs / bancs | les arbres / arbres | les jeux / jeux}", "lignes": ["bancs", "arbres", "jeux"],
}  # fmt: skip
TABLE: dict[str, Any] = {
    "lignes": [_line(name, "preconisation", name) for name in ("bancs", "arbres", "jeux", "fontaines")],
    "familles": [FAMILY],
}
SMALL = assemble([TABLE])
MEETINGS = {
    "e1": Meeting("e1", "e1", "compte_rendu", audience="elus"),
    "g1": Meeting("g1", "g1", "compte_rendu", audience="grand_public"),
}


def lines(
    say: Say, said: Sequence[str], most: int, book: Phrasebook = SMALL, *, turned: bool = False, **options: Any
) -> tuple[list[Statement], dict[str, Remark]]:
    """The lines of a list of ``most`` places, each remark said by somebody else."""
    remarks = [say(text, id=f"r{n:02}", document=("e1", "g1")[n % 2], voice=f"v{n}") for n, text in enumerate(said)]
    labels = {r.id: Label(r.id, "organisation", 0.9, "preconisation", 0.9) for r in remarks}
    setting = Setting(MEETINGS, DraftOptions(**options), {r.id: "t" for r in remarks}, 2)
    remarks = remarks[::-1] if turned else remarks
    made = statements(book, search(book, "organisation", remarks, labels, MEETINGS), setting)
    by_id = {r.id: r for r in remarks}
    return gathered(sorted(made, key=heaviest_first), most, book, setting, by_id), by_id


SAID = [
    *("Des bancs", "des bancs svp", "LES BANCS", "de nouveaux bancs"),  # r00 to r03
    *("Des arbres", "des arbres", "les arbres"),  # r04 to r06
    *("Des jeux", "des jeux"),  # r07, r08
    *("Des fontaines", "les fontaines"),  # r09, r10
]


def test_a_list_that_is_too_long_gathers_the_lightest_lines_of_a_family(say: Say) -> None:
    made, remarks = lines(say, SAID, 3)
    assert [line.text for line in made] == [
        "Renforcement des bancs et des jeux",
        "Davantage de arbres",
        "Davantage de fontaines",
    ]
    first = made[0]
    assert (first.title, first.wording, first.gathers) == ("Moyens", "famille", ("bancs", "jeux"))
    assert [(m.text, len(m.supports)) for m in first.measures] == [("Davantage de bancs", 4), ("Davantage de jeux", 2)]
    assert first.voices.people == 6
    assert {s.remark for s in first.supports} == {"r00", "r01", "r02", "r03", "r07", "r08"}
    assert statement_violations(first, remarks, SMALL) == []


def test_nothing_is_gathered_where_there_is_room(say: Say) -> None:
    made, _ = lines(say, SAID, 4)
    assert sorted(str(line.wording) for line in made) == ["arbres", "bancs", "fontaines", "jeux"]
    assert all(line.gathers == () for line in made)


def test_what_one_person_says_is_not_gathered(say: Say) -> None:
    made, _ = lines(say, [*SAID[:7], "Des jeux", *SAID[9:]], 2)
    assert "jeux" in {line.wording for line in made}


def test_the_infinitive_is_told_by_a_family_too(say: Say) -> None:
    made, remarks = lines(say, SAID, 2, form="infinitive")
    assert made[0].text == "Renforcer les bancs, les arbres et les jeux"
    assert statement_violations(made[0], remarks, SMALL) == []


def test_a_line_on_which_opinions_differ_stays_alone(say: Say) -> None:
    against = {**_line("sans", "preconisation", "aucun jeu"), "contraire": "jeux", "refus": True}
    book = assemble([{**TABLE, "lignes": [*TABLE["lignes"], against]}])
    made, _ = lines(say, [*SAID, "Aucun jeu, je suis contre", "aucun jeu !"], 1, book)
    apart = [line for line in made if line.position == "divergent"]
    assert apart
    assert all(line.gathers == () for line in apart)


def test_a_gathered_line_keeps_room_for_what_is_brought(say: Say) -> None:
    made, _ = lines(say, SAID, 1, max_gathered=4)
    assert [line.gathers for line in made] == [("bancs", "jeux"), (), ()]
    assert all(len(line.measures) <= 4 for line in made)


def test_nothing_depends_on_the_order_of_what_is_said(say: Say) -> None:
    ordered, _ = lines(say, SAID, 2)
    turned, _ = lines(say, SAID, 2, turned=True)
    assert ordered == turned


@pytest.mark.parametrize(
    "corrupt",
    [
        lambda line: replace(line, text="Renforcement des bancs, des arbres et des jeux"),  # nobody speaks of trees there
        lambda line: replace(line, text="Renforcement des bancs, des arbres ou des jeux"),
        lambda line: replace(line, text="Renforcement des bancs, des arbres et des jeux", gathers=("arbres", "bancs", "jeux")),
        lambda line: replace(line, text="Renforcement des fontaines"),
        lambda line: replace(line, measures=(replace(line.measures[0], text="Davantage de jeux"), *line.measures[1:])),
        lambda line: replace(line, measures=(replace(line.measures[0], supports=line.measures[1].supports), *line.measures[1:])),
        lambda line: replace(line, supports=(*line.supports, replace(line.supports[0], remark="r09", quote="Des fontaines"))),
    ],
)  # fmt: skip
def test_a_corrupted_family_is_caught(say: Say, corrupt: Callable[[Statement], Statement]) -> None:
    made, remarks = lines(say, SAID, 3)
    assert statement_violations(made[0], remarks, SMALL) == []
    assert statement_violations(corrupt(made[0]), remarks, SMALL)


@pytest.mark.parametrize(
    "change",
    [
        {"lignes": ["bancs", "inconnue"]},
        {"texte": "renforcement {des bancs / bancs | des rues / rues}"},
        {"id": "bancs"},
        {"texte": None},
    ],
)
def test_a_family_that_cannot_be_used_is_refused_in_french(change: dict[str, Any]) -> None:
    family = {key: value for key, value in {**FAMILY, **change}.items() if value is not None}
    with pytest.raises(PhrasebookError, match="»"):
        assemble([{**TABLE, "familles": [family]}])
