"""The shipped model of lines: it spares what says a line, and rules out what words met by chance."""

from __future__ import annotations

from pathlib import Path

import pytest

from assises_nlp import classify
from assises_nlp.draft import NO_OPINION, shipped_phrasebook
from assises_nlp.draft.phrasebook.found import UNLIKELY
from assises_nlp.draft.phrasebook.matching import of_nature, says
from assises_nlp.records import Label, Locator, Remark
from flows import consultation, wordings

FOLDER = Path(__file__).parent.parent.parent / "data" / "formulations"
BOOK = shipped_phrasebook("securite-interieure")
THEMES = {item.part: line.theme for line in BOOK.lines for item in line.items}
ASKS = {item.part: item.asks for item in BOOK.items}
Row = tuple[str, str, dict[str, int]]


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    """(line, sentence that says it, ranks) of the sentences that taught the model nothing."""
    kept = []
    for path in sorted(FOLDER.glob("*.tsv")):
        said = (row.split("\t") for row in path.read_text("utf-8").splitlines())
        kept += [(name.split("/")[0], text) for name, part, text in said if part == wordings.KEPT_APART]
    kept = [row for row in kept if row[0] in THEMES][::2]
    use = consultation.encode([classify.readable(text) for _, text in kept], ("use",)).use
    model = wordings.load()
    ranks = {asks: model.ranks([text for _, text in kept], use, asks=asks) for asks in (False, True)}
    return [(line, text, ranks[ASKS[line]][index]) for index, (line, text) in enumerate(kept)]


def test_few_sentences_are_taken_for_what_another_theme_says(rows: list[Row]) -> None:
    """Precision across themes: a sentence on cameras must not support a line on opening hours."""
    proven = [
        (line, text, item.part, ranks.get(item.part, UNLIKELY) < UNLIKELY)
        for line, text, ranks in rows
        for item in BOOK.items
        if THEMES[item.part] != THEMES[line] and item.asks == ASKS[line] and says(item, text)
    ]
    before = {(text, part) for _, text, part, _ in proven}
    after = {(text, part) for _, text, part, likely in proven if likely}
    assert len(after) <= 0.06 * len(rows), after
    assert len(after) < 0.7 * len(before)


def test_most_of_what_says_a_line_is_spared(rows: list[Row]) -> None:
    own = [ranks for line, text, ranks in rows if any(i.part == line and says(i, text) for i in BOOK.items)]
    assert len(own) > 150
    ranked = [
        ranks
        for line, text, ranks in rows
        if any(i.part == line and says(i, text) for i in BOOK.items) and ranks.get(line, UNLIKELY) < UNLIKELY
    ]
    assert len(ranked) > 0.7 * len(own)


def test_every_line_of_the_phrasebook_was_learnt() -> None:
    """A line that was added and not learnt is never doubted: « assises entrainer --recueil »."""
    model = wordings.load()
    missing = {part for part, asks in ASKS.items() if part not in model.known(asks=asks)}
    assert len(missing) <= 5, missing


@pytest.mark.parametrize("nature", ["constat", "preconisation", "engagement", "procedural"])
def test_a_remark_is_ranked_on_the_sides_that_it_may_be_on(nature: str) -> None:
    remark = Remark("r", "d", "Ouvrir la brigade le samedi matin", Locator(0, 33))
    labels = {"r": Label("r", "organisation", 0.9, nature, 0.9)}  # type: ignore[arg-type]
    use = consultation.encode([remark.text], ("use",)).use
    opinion = wordings.opinion([remark], labels, use, "securite-interieure")
    sides = {ASKS[part] for part in opinion.ranks.get("r", {})}
    listed = of_nature(nature, asks=True) or of_nature(nature, asks=False)  # type: ignore[arg-type]
    assert sides == ({True, False} if listed else {True} if nature == "engagement" else set())
    assert opinion.known
    assert wordings.opinion([remark], labels, use, "espaces-publics") == NO_OPINION
