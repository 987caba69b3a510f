"""How far a line is shared: voices counted apart, and the position.

Voices are (document, voice) pairs: speakers of meetings and respondents of questionnaires are never added up; remarks
of
weight 0 (recaps, presentations, cadrage) are nobody's. The author of a written contribution counts as a respondent.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from assises_nlp.draft.options import DraftOptions
from assises_nlp.records import AudienceCount, Meeting, Position, Remark, Voices

UNKNOWN_AUDIENCE = "non précisé"
_VOTE = re.compile(
    r"(?i)(?P<pour>\d+|unanimité)?\s*(?:voix\s+)?(?:pour|favorables?)\s*(?:,|et|/)\s*(?P<contre>\d+)\s*(?:voix\s+)?(?:contre|défavorables?|opposée?s?)"
)
_MAJORITY = re.compile(
    r"(?i)\bà la majorité (?:des|absolue|simple)\b"
    r"|\bla majorité des (?:présents|votants|participants) (?:vote|se prononce)"
)


def count_voices(remarks: Iterable[Remark], meetings: Mapping[str, Meeting]) -> Voices:
    """The distinct voices behind ``remarks`` and the number of séances in which they were heard."""
    speakers: set[tuple[str, str]] = set()
    respondents: set[tuple[str, str]] = set()
    for remark in remarks:
        if remark.weight < 1:
            continue
        pair = (remark.document, remark.voice or "")
        (speakers if is_meeting(meetings.get(remark.document)) else respondents).add(pair)
    by_audience: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for column, pairs in enumerate((speakers, respondents)):
        for document, _ in pairs:
            by_audience[audience_of(meetings.get(document))][column] += 1
    audiences = tuple((name, AudienceCount(*by_audience[name])) for name in sorted(by_audience))
    return Voices(len(speakers), len(respondents), len({document for document, _ in speakers}), audiences)


def is_meeting(meeting: Meeting | None) -> bool:
    return meeting is None or meeting.kind in {"compte_rendu", "cadrage"}


def audience_of(meeting: Meeting | None) -> str:
    return (meeting.audience if meeting else None) or UNKNOWN_AUDIENCE


def vote(remarks: Sequence[Remark]) -> bool:
    """Whether a support reports a vote that was won (« 14 pour, 3 contre »)."""
    for remark in remarks:
        if _MAJORITY.search(remark.text):
            return True
        match = _VOTE.search(remark.text)
        if match and match["pour"] and match["pour"].isdigit() and int(match["pour"]) > int(match["contre"]):
            return True
    return False


def position(
    voices: Voices, opposing: Voices, options: DraftOptions, *, meetings: int, counted_vote: bool = False
) -> Position:
    """The position of a line. ``meetings`` is the number of séances of the whole consultation. Thresholds:
    DraftOptions.
    """
    if counted_vote:
        return "majoritaire"
    if _weighs(opposing, voices, options.divergence_share):
        return "divergent"
    if voices.people <= options.isolated:
        return "isole"
    contrary = opposing.people > 0
    if (
        not contrary
        and voices.meetings >= options.consensus_meetings
        and voices.speakers >= options.consensus_voices
        and voices.meetings >= options.consensus_share * meetings
        and len([n for n, _ in voices.audiences if n != UNKNOWN_AUDIENCE]) >= options.consensus_audiences
    ):
        return "consensus"
    return "repandu"


def _weighs(opposing: Voices, voices: Voices, share: float) -> bool:
    """Compared speakers to speakers and respondents to respondents; a side with no counterpart weighs."""
    speakers = opposing.speakers > 0 and opposing.speakers >= share * voices.speakers
    respondents = opposing.respondents > 0 and opposing.respondents >= share * voices.respondents
    return speakers or respondents
