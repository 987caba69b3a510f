"""A line of the phrasebook that a consultation says, as a statement of its draft."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assises_nlp.draft import marks, polarity
from assises_nlp.draft import typography as ty
from assises_nlp.draft.concepts import Concepts, text_concepts
from assises_nlp.draft.majority import majority
from assises_nlp.draft.options import DraftOptions
from assises_nlp.draft.phrasebook.entries import Item, Line, Phrasebook
from assises_nlp.draft.phrasebook.found import Found
from assises_nlp.draft.phrasebook.patterns import expanded
from assises_nlp.draft.phrasebook.printing import printed
from assises_nlp.draft.positions import count_voices, position, vote
from assises_nlp.draft.statements import identifier, quote
from assises_nlp.draft.words import text_content
from assises_nlp.records import CONTRARY, Measure, Meeting, Position, QuestionnaireResult, Remark, Statement, Voices

DIVIDED_SHARE = 5
"""One remark in so many reports that opinions are divided, from which the line is."""
RESTRICTED_SHARE = 3
"""One support of a measure in so many tells an operational weakness, from which the line is flagged."""
TWO = 2
MINOR = 2
"""How many times more people say a line than its contrary, from which the contrary is told under it and has no line."""
_FACTS = re.compile(r"\b(?:signal|rapport|relev|exprim)ée?s?\b")
"""What is told is no opinion: nobody agrees that cars are stolen."""
Said = tuple[Item, tuple[Remark, ...]]


@dataclass(frozen=True, slots=True)
class Setting:
    """What the drafting of any line needs. ``topics``: the topic of each remark, by id. ``sittings``: séances in all."""

    meetings: Mapping[str, Meeting]
    options: DraftOptions
    topics: Mapping[str, str]
    sittings: int
    questionnaires: tuple[QuestionnaireResult, ...] = ()
    concepts: Concepts | None = None


def statements(book: Phrasebook, found: Sequence[Found], setting: Setting) -> list[Statement]:
    """One statement per line that is said. Of two constats that contradict each other and weigh, one tells both."""
    by_line = {each.line.id: each for each in found}
    made: dict[str, Statement] = {}
    merged: set[str] = set()
    for line_id in [f.line.id for f in sorted(found, key=lambda f: _heaviness(f.line.id, f.remarks, setting))]:
        each = by_line[line_id]
        if line_id in merged:
            continue
        others = _others(each, by_line, book)
        central = _central(each, others)
        line = book.worded(each.line, each.parts)
        statement = _statement(line, each, others, setting, central=central)
        shared = _shared(each, others)
        told = made.keys() & {other.line.id for other in others}
        contrary = [remark for other in others for remark in other.remarks]
        outweighed = statement.opposing and MINOR * _people(contrary, setting) <= _people(each.remarks, setting)
        both = statement.position == "divergent" and central
        if (both or (outweighed and (central or each.line.asks))) and not told:
            same = [other for other in others if other.line.asks == each.line.asks]
            for other in same:  # its other parts remain a line of their own
                whole = by_line[other.line.id]
                by_line[other.line.id] = whole.only(
                    frozenset(other.line.parts) - each.line.opposites(other.line, each.parts)
                )
            merged |= {other.line.id for other in same if not by_line[other.line.id].by_item}
            if both and shared is not None:
                statement = _both(statement, each, others, shared, setting)
        made[each.line.id] = statement
    return list(made.values())


def _others(each: Found, by_line: Mapping[str, Found], book: Phrasebook) -> list[Found]:
    """What is said against a line, of the lines that contradict it."""
    known = (by_line[other.id] for other in book.contraries(each.line) if other.id in by_line)
    others = [o for other in known if (o := other.only(each.line.opposites(other.line, each.parts))).by_item]
    # What is asked contradicts no observation.
    return others if each.line.asks else [other for other in others if not other.line.asks]


def _central(each: Found, others: Sequence[Found]) -> bool:
    """Whether what is contradicted is most of the line, and not one of its measures."""
    parts = frozenset(part for other in others for part in other.line.opposites(each.line))
    return 2 * len(each.only(parts).remarks) >= len(each.remarks)


def _heaviness(name: str, remarks: Sequence[Remark], setting: Setting) -> tuple[int, int, int, str]:
    """Sorting key of a line or of an item: publics, séances, then voices; ties by its id."""
    voices = count_voices(remarks, setting.meetings)
    return (-len(voices.audiences), -voices.meetings, -voices.people, name)


def _statement(line: Line, found: Found, others: Sequence[Found], setting: Setting, *, central: bool) -> Statement:
    """``line``: what words it, the axis that was found or the one part of it that is said. ``central``: the others
    contradict most of it.
    """
    behind = found.remarks
    against = _against(behind, others) if central or line.asks else ()
    voices = count_voices(behind, setting.meetings)
    items = _ordered(found.by_item, line, setting)
    alone = len(items) == 1 and len(items[0][1]) == len(behind)
    text = _text(items[0][0] if alone else line, setting, behind)
    most = min(found.by_item, key=lambda pair: _heaviness(pair[0].id, pair[1], setting))[1]
    divided = DIVIDED_SHARE * sum(polarity.DIVIDED.search(r.text) is not None for r in behind) >= len(behind)
    where = _position(line, voices, behind, against, setting, agreed=most, divided=divided, central=central)
    return Statement(
        id=identifier("s", f"{line.theme}/{found.line.id}"),
        nature=line.nature,
        text=text,
        topic=_topic(behind, setting),
        position=where,
        voices=voices,
        supports=tuple(quote(r) for r in behind),
        measures=(
            *(_measure(*each, setting) for each in items if not alone),
            *_contrary(others, against, setting, least=1 if where == "divergent" else TWO),
        ),
        opposing=tuple(quote(r) for r in against),
        flags=tuple(
            sorted({*marks.flags(text), *_restricted(found.by_item), *_reserved(line, behind, divided=divided)})
        ),
        frame=marks.frame(text) if line.asks else None,
        addressee=_agreed([marks.addressee(r.text) for r in behind]) if line.asks else None,
        deadline=_agreed([marks.deadline(r.text) for r in behind]) if line.asks else None,
        title=line.title,
        wording=line.id,
    )


def _against(behind: Sequence[Remark], others: Sequence[Found]) -> tuple[Remark, ...]:
    """What other people say against it: whoever says both sides contradicts nobody."""
    same = {(r.document, r.voice) for r in behind}
    found = {r.id: r for other in others for r in other.remarks if (r.document, r.voice) not in same}
    return tuple(found[name] for name in sorted(found))


def _restricted(by_item: Sequence[Said]) -> list[str]:
    """The flag of what must not leave, where one of the measures mostly rests on operational weaknesses."""
    for _, said in by_item:
        weak = sum(marks.RESTRICTED in marks.flags(r.text) for r in said)
        if RESTRICTED_SHARE * weak >= len(said):
            return [marks.RESTRICTED]
    return []


def _reserved(line: Line, behind: Sequence[Remark], *, divided: bool) -> list[str]:
    """The flags of what is not plainly said: opinions told as divided, conditions that are put."""
    conditions = line.asks and any(marks.conditional(remark.text) for remark in behind)
    return [marks.DIVIDED] * divided + [marks.CONDITIONAL] * conditions


def in_form(part: Line | Item, setting: Setting) -> str:
    """The text of a line or of an item, in the form that is asked for, as the phrasebook writes it."""
    return part.infinitive if part.asks and setting.options.form == "infinitive" and part.infinitive else part.text


def _text(part: Line | Item, setting: Setting, said: Sequence[Remark]) -> str:
    return printed(expanded(in_form(part, setting), [remark.text for remark in said]), asks=part.asks)


def _measure(item: Item, said: Sequence[Remark], setting: Setting) -> Measure:
    return Measure(_text(item, setting, said), tuple(quote(r) for r in said))


def repeats(text: str, line: str) -> bool:
    """Whether a measure says nothing that its line, or another one, does not."""
    return text_content(expanded(text)) <= text_content(expanded(line))


def _contrary(others: Sequence[Found], against: Sequence[Remark], setting: Setting, *, least: int) -> list[Measure]:
    """What most of those say who say the contrary, as the last measure of the line: a refusal before an observation, unless
    twice as many say the observation. None where fewer than ``least`` people do.
    """
    if _people(against, setting) < least:
        return []
    fit = {remark.id for remark in against}
    said = [(item, tuple(r for r in remarks if r.id in fit)) for other in others for item, remarks in other.by_item]
    told = [each for each in said if each[1]]
    ranked = sorted(told, key=lambda pair: _heaviness(pair[0].id, pair[1], setting))
    refusals = [pair for pair in ranked if pair[0].asks]
    most = _people(ranked[0][1], setting)
    first, remarks = refusals[0] if refusals and MINOR * _people(refusals[0][1], setting) >= most else ranked[0]
    made = _measure(first, remarks, setting)
    return [replace(made, text=CONTRARY + ty.lower_first(made.text))]


def _people(remarks: Sequence[Remark], setting: Setting) -> int:
    return count_voices(remarks, setting.meetings).people


def _ordered(by_item: Sequence[Said], line: Line, setting: Setting) -> list[Said]:
    """The items that say more than ``line`` and than the items before them, those that most voices say first, as many as a
    line may carry; one that mostly repeats others' remarks is none.
    """
    chosen: list[Said] = []
    quoted: set[str] = set()
    more = (pair for pair in by_item if not repeats(pair[0].text, line.text))
    for item, said in sorted(more, key=lambda pair: _heaviness(pair[0].id, pair[1], setting)):
        fresh = {r.id for r in said} - quoted
        if 2 * len(fresh) < len(said):  # most of those who say it are quoted already
            continue
        if any(repeats(item.text, other.text) for other, _ in chosen):
            continue
        room = setting.options.max_measures - (len(said) == 1)  # a single remark is the weakest ground
        if fresh and len(chosen) < max(1, room):
            chosen.append((item, said))
            quoted |= fresh
    return chosen


def _topic(remarks: Sequence[Remark], setting: Setting) -> str:
    """The topic that most of the remarks are in."""
    counts = Counter(setting.topics[r.id] for r in remarks if r.id in setting.topics)
    return min(counts, key=lambda name: (-counts[name], name), default="")


def _position(
    line: Line,
    voices: Voices,
    behind: Sequence[Remark],
    against: Sequence[Remark],
    setting: Setting,
    *,
    agreed: Sequence[Remark],
    divided: bool,
    central: bool,
) -> Position:
    """``agreed``: the remarks of the one thing that most of them say: five demands are no consensus on one. Authorities agree
    with nobody: without them there may be no consensus left. One contrary voice against many
    excludes a consensus, as does what is said against one measure; it takes two, on the whole line, to divide them.
    """
    opposed = count_voices(against, setting.meetings)
    few = opposed.people < TWO <= voices.people / TWO
    few = few or not central
    # What was voted on is what is asked: an observation beside it was not put to the vote.
    counted = (line.asks and vote(behind)) or (not against and _counted(line, setting))
    weighed = count_voices((), setting.meetings) if few else opposed
    where = position(voices, weighed, setting.options, meetings=setting.sittings, counted_vote=counted)
    if divided and where != "majoritaire":
        return "divergent"
    if where != "consensus":
        return where
    if against or (not line.asks and _FACTS.search(line.text)):
        return "repandu"
    people = count_voices([r for r in agreed if not r.authority], setting.meetings)
    one = position(people, opposed, setting.options, meetings=setting.sittings)
    return "consensus" if one == "consensus" else "repandu"


def _counted(line: Line, setting: Setting) -> bool:
    """Whether a closed question asked the very thing, and its answers are on the side of the line."""
    sides = {-1 if item.refusal else 1 for item in line.items} if line.asks else {item.tone for item in line.items}
    if setting.concepts is None or len(sides) > 1:
        return False
    (side,), says = sides, text_concepts(line.text)
    return bool(side) and majority(side, says, setting.questionnaires, setting.concepts, asks=line.asks)


def _agreed(values: Sequence[str | None]) -> str | None:
    """The one value that was said, where at least half of the remarks say it and no other."""
    said = [value for value in values if value]
    return said[0] if said and len(set(said)) == 1 and 2 * len(said) >= len(values) else None


def _shared(found: Found, others: Sequence[Found]) -> str | None:
    """The text that tells a line and its contrary at once (constats only: requests stay apart)."""
    if found.line.asks or not others:
        return None
    return found.line.shared or next((o.line.shared for o in others if o.line.shared), None)


def _both(statement: Statement, found: Found, others: Sequence[Found], shared: str, setting: Setting) -> Statement:
    """A constat that tells both sides: the measures of each, those of the heavier side first."""
    half = max(1, setting.options.max_measures // 2)
    mine = _sides_measures(found, setting)
    theirs = [measure for other in others for measure in _sides_measures(other, setting)]
    most = max(half, setting.options.max_measures - len(theirs))
    return replace(
        statement,
        nature="constat",
        text=printed(shared, asks=False),
        measures=(*mine[:most], *theirs[: setting.options.max_measures - len(mine[:most])]),
    )


def _sides_measures(found: Found, setting: Setting) -> list[Measure]:
    """The measures of one side of a line that tells two: those that say more than their line, else the heaviest."""
    ordered = _ordered(found.by_item, found.line, setting)
    heaviest = sorted(found.by_item, key=lambda pair: _heaviness(pair[0].id, pair[1], setting))[:1]
    return [_measure(*each, setting) for each in ordered or heaviest]
