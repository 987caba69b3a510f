# ruff: noqa: E501 -- tables of sentences
from __future__ import annotations

from collections.abc import Callable

import pytest

from assises_nlp.draft.options import DraftOptions
from assises_nlp.draft.positions import count_voices, position, vote
from assises_nlp.records import AudienceCount, Meeting, Position, Remark, Voices

Say = Callable[..., Remark]
MEETINGS = {
    "a": Meeting("a", "a.odt", "compte_rendu", audience="elus"),
    "b": Meeting("b", "b.odt", "compte_rendu", audience="grand_public"),
    "q": Meeting("q", "q.csv", "questionnaire", audience="elus"),
}


def test_voices_are_counted_once_and_apart(say: Say) -> None:
    remarks = [
        say("x", id="1", document="a", voice="m"), say("x", id="2", document="a", voice="m"), say("x", id="3", document="b", voice="m"),
        say("x", id="4", document="q", voice="l2"), say("x", id="5", document="q", voice="l3"), say("x", id="6", document="a", voice=None, weight=0),
    ]  # fmt: skip
    voices = count_voices(remarks, MEETINGS)
    assert (voices.speakers, voices.respondents, voices.meetings) == (2, 2, 2)
    assert dict(voices.audiences) == {"elus": AudienceCount(1, 2), "grand_public": AudienceCount(1, 0)}


def audiences(*names: str) -> tuple[tuple[str, AudienceCount], ...]:
    return tuple((name, AudienceCount(1, 0)) for name in names)


@pytest.mark.parametrize(
    ("voices", "opposing", "expected"),
    [
        (Voices(8, 0, 3, audiences("elus", "forces")), Voices(0, 0, 0), "consensus"),
        (Voices(6, 0, 3, audiences("elus", "forces")), Voices(1, 0, 1), "divergent"),
        (
            Voices(40, 0, 3, audiences("elus", "forces")),
            Voices(1, 0, 1),
            "repandu",
        ),  # one voice against forty: no consensus either
        (Voices(8, 0, 3, audiences("elus")), Voices(0, 0, 0), "repandu"),  # one public only
        (Voices(7, 0, 3, audiences("elus", "forces")), Voices(0, 0, 0), "repandu"),  # few voices
        (Voices(1, 0, 1, audiences("elus")), Voices(0, 0, 0), "isole"),
        (Voices(1, 1, 1, audiences("elus")), Voices(0, 0, 0), "isole"),  # never added up
        (Voices(0, 40, 0, audiences("elus")), Voices(0, 0, 0), "repandu"),
        (Voices(0, 40, 0, audiences("elus")), Voices(0, 12, 0), "divergent"),
    ],
)
def test_position_thresholds(voices: Voices, opposing: Voices, expected: Position) -> None:
    assert position(voices, opposing, DraftOptions(), meetings=5) == expected


def test_majority_only_where_it_was_counted(say: Say) -> None:
    assert vote([say("Adopté à main levée, 14 pour, 3 contre.")])
    assert not vote([say("Rejeté à main levée, 3 pour, 14 contre.")])
    assert not vote([say("Beaucoup sont pour, quelques-uns contre.")])
    assert position(Voices(1, 0, 1), Voices(0, 0, 0), DraftOptions(), meetings=1, counted_vote=True) == "majoritaire"
