"""Whatever comes in, the pieces tile the text and nothing is lost."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assises_nlp.records import Answers, Block, Document, Question
from assises_nlp.segment import segment
from tests.timing import uncollected

_FRAGMENTS = st.sampled_from(
    [
        "M. Jean DUPONT (maire de Craon) : il faut rouvrir. ",
        "Mme la sous-préfète indique que ",
        "Présents : ",
        "1) ",
        "2) ",
        "- ",
        "« ",
        " »",
        "(",
        ")",
        "; ",
        ". ",
        "…",
        "!",
        "?",
        " : ",
        "\n",
        "\u00a0",
        "\t",
        "Une habitante : non ! ",
        "Q. ",
        "R. (service) ",
        "> ",
        "Thème 1 : x",
        "a",
        "Il ajoute ",
        "le 15 janvier 2020 ",
        "Synthèse",
        "Plusieurs voix : ",
        "14 pour, 3 contre",
        "[à compléter]",
        "Étaient présents",
        ", maire de X",
        "/ ",
        "É",
        "🚓",
        "Points forts",
        "MM. A, B et C",
        "Cordialement",
        "Arrivée de M. X à 18 h",
        "Sur l’accueil. ",
        "12",
        "%",
        "l’",
        "d'",
        "İ",
        "ß",
        "ﬁ",
    ]
)
_TEXTS = st.one_of(st.lists(_FRAGMENTS, max_size=10).map("".join), st.text(max_size=60))
_BLOCKS = st.lists(
    st.builds(
        Block,
        text=_TEXTS,
        kind=st.sampled_from(["heading", "paragraph", "list_item", "cell", "header", "footer", "textbox"]),
        table=st.sampled_from([None, 1, 2]),
        row=st.sampled_from([None, 1, 2, 3]),
        column=st.sampled_from([None, 1, 2]),
        title=st.sampled_from([None, "Intervenant", "Pistes", "Vos propositions ?"]),
        bold=st.sampled_from([(), ((0, 5),), ((0, 1000),)]),
    ),
    max_size=12,
)
_KINDS = st.sampled_from(["compte_rendu", "questionnaire", "contribution", "cadrage"])
_ANSWERS = Answers((Question("Vos propositions ?", "ouverte", (0,)),), (("x",),), (2,))


def check(document: Document) -> None:
    result = segment(document)
    text = document.text
    if not text:
        assert result.pieces == ()
        return
    assert result.pieces[0].start == 0
    assert result.pieces[-1].end == len(text)
    assert all(left.end == right.start for left, right in pairwise(result.pieces))
    assert all(piece.start < piece.end for piece in result.pieces)
    for piece in result.pieces:
        assert 0 <= piece.block < len(document.blocks)
        assert (piece.turn is not None) == (piece.kind == "remark")
        if piece.turn is not None:
            turn = result.turns[piece.turn]
            assert turn.start <= piece.start
            assert text[piece.start : piece.end].strip()
            assert piece.start + len(text[piece.start : piece.end].rstrip()) <= turn.end
    assert segment(document) == result


@settings(max_examples=250, deadline=None)
@given(blocks=_BLOCKS, kind=_KINDS, answered=st.booleans())
def test_pieces_tile_the_text(blocks: list[Block], kind: str, answered: bool) -> None:
    check(
        Document.from_blocks(
            key="k", name="n", format="docx", blocks=tuple(blocks), kind=kind, answers=_ANSWERS if answered else None
        )
    )


def _seconds(unit: str, size: int, **more: object) -> float:
    document = Document.from_blocks(
        key="k", name="n", format="txt", blocks=(Block(unit * (size // len(unit))),), **more
    )
    with uncollected():
        begin = time.process_time()
        check_once = segment(document)
        taken = time.process_time() - begin
    assert check_once.pieces[-1].end == len(document.text)
    return taken


@pytest.mark.parametrize(
    "unit",
    [
        "a ; ",
        "« a. A ",
        "( ",
        '" ',
        ", ",
        "le maire ",
        "M. ",
        "1) a ",
        "A",
        ".",
        "de ",
        "l'",
        "Il dit, ",
        "a : ",
        " / a",
        "MM. A, ",
    ],
)
def test_hostile_text_takes_linear_time(unit: str) -> None:
    # Four times the text: a quadratic pattern would take sixteen times as long.
    _seconds(unit, 2_000)
    small = _seconds(unit, 15_000)
    assert _seconds(unit, 60_000) < 9 * small + 0.25
