"""What changed between two drafts of a consultation, line by line and document by document.

Lines are the same when they have one id (ids are carried over from run to run, see :mod:`assises_nlp.draft.carry`);
those that are left, when they rest on the same remarks. Only what stands in the draft counts: a line that goes to the
annex is withdrawn, one that comes from it is new.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assises_nlp.draft.carry import Footing, paired
from assises_nlp.draft.figures import CONTRADICTORY
from assises_nlp.draft.payload import Payload, documents, lines
from assises_nlp.records import CHANGES, Arrival, Change, ChangeKind, Changes, Line, ReceivedDocument

_REACH = {"isole": 0, "divergent": 0, "repandu": 1, "majoritaire": 2, "consensus": 3}
"""How far a position says that a line is shared."""


def compare(
    before: Payload,
    after: Payload,
    origins: Mapping[str, str] | None = None,
    *,
    inputs_before: Mapping[str, str] | None = None,
    inputs_after: Mapping[str, str] | None = None,
) -> Changes:
    """Compare two ``synthese.json``. ``origins``: the document's name of each remark of ``after``; ``inputs_*``: the
    sha256 of each document by name, so that a renamed one is no new one.

    The changes follow the order of the drafts: by kind, then by theme and place.

    Raises:
        UnreadablePayload: one of the two is no ``synthese.json``.
    """
    old, new = lines(before), lines(after)
    received = _received(documents(before), documents(after), inputs_before or {}, inputs_after or {})
    states = {document.meeting.name: document.state for document in received}
    found, unchanged = [], 0
    for one, other in _pairs(old, new):
        kinds = _kinds(one, other)
        if kinds:
            found.append(Change(kinds, one, other, _brought(one, other, origins or {}, states)))
        elif other is not None and other.drafted:
            unchanged += 1
    found.sort(key=_order)
    return Changes(
        title=str(after.get("consultation", {}).get("titre", "")),
        changes=tuple(found),
        documents=tuple(_with_lines(document, found) for document in received),
        unchanged=unchanged,
        fictitious=bool(after.get("consultation", {}).get("donnees_fictives")),
        documents_before=len(documents(before)),
    )


def _pairs(old: Sequence[Line], new: Sequence[Line]) -> list[tuple[Line | None, Line | None]]:
    """Each line of either draft once, with the other's that it continues."""
    # Where an id is borne twice, by a line of the draft and by one of the annex, the draft's is meant.
    by_id: dict[str, Line] = {}
    for line in sorted(old, key=lambda line: not line.drafted):
        by_id.setdefault(line.id, line)
    pairs: list[tuple[Line | None, Line | None]] = []
    left: list[Line] = []
    seen: set[str] = set()
    for line in sorted(new, key=lambda line: not line.drafted):
        if line.id in by_id and line.id not in seen:
            pairs.append((by_id[line.id], line))
        elif line.id not in seen:
            left.append(line)
        seen.add(line.id)
    gone = [line for identity, line in by_id.items() if identity not in seen]
    found = paired([Footing.of(line) for line in gone], [Footing.of(line) for line in left])
    pairs += [(gone[found[index]] if index in found else None, line) for index, line in enumerate(left)]
    continued = set(found.values())
    return pairs + [(line, None) for index, line in enumerate(gone) if index not in continued]


def _kinds(before: Line | None, after: Line | None) -> tuple[ChangeKind, ...]:
    was, stands = before is not None and before.drafted, after is not None and after.drafted
    if not was and not stands:
        return ()
    if before is None or not was:
        return ("nouveau",)
    if after is None or not stands:
        return ("retire",)
    found: set[ChangeKind] = set()
    if _contradicted(before, after):
        found.add("contredit")
    more, less = _reach(before, after)
    found |= {"renforce"} if more else set()
    found |= {"affaibli"} if less else set()
    if (before.text, before.measures) != (after.text, after.measures):
        found.add("reformule")
    if before.theme != after.theme:
        found.add("deplace")
    return tuple(kind for kind in CHANGES if kind in found)


def _contradicted(before: Line, after: Line) -> bool:
    """The other side is now heard, or another source now gives another figure."""
    divided = after.position == "divergent" and before.position != "divergent"
    return divided or (CONTRADICTORY in after.flags and CONTRADICTORY not in before.flags)


def _reach(before: Line, after: Line) -> tuple[bool, bool]:
    """Whether more people, séances or publics stand behind the line, and whether fewer do. Speakers and respondents are
    never added up: one may gain while the other loses. Where nothing of that moved, the position decides.
    """
    one, other = _counts(before), _counts(after)
    more = any(b > a for a, b in zip(one, other, strict=True)) or bool(publics(after) - publics(before))
    less = any(b < a for a, b in zip(one, other, strict=True)) or bool(publics(before) - publics(after))
    if not more and not less and after.position != "divergent":
        step = _REACH[after.position] - _REACH[before.position]
        return step > 0 or (before.position == "divergent" and step == 0), step < 0
    return more, less


def _counts(line: Line) -> tuple[int, int, int]:
    return line.voices.speakers, line.voices.respondents, line.voices.meetings


def publics(line: Line) -> frozenset[str]:
    """The publics that voice a line."""
    return frozenset(name for name, count in line.voices.audiences if count.speakers + count.respondents)


def _brought(
    before: Line | None, after: Line | None, origins: Mapping[str, str], states: Mapping[str, Arrival]
) -> tuple[str, ...]:
    """Documents of the remarks that are new behind a line, in the order of the documents. The same words in a document
    that was corrected since are not new.
    """
    if after is None or not after.drafted:
        return ()
    known = before if before is not None and before.drafted else None
    held = {s.remark for s in (*known.supports, *known.opposing)} if known else set()
    said = {s.quote for s in (*known.supports, *known.opposing)} if known else set()
    found = set()
    for support in (*after.supports, *after.opposing):
        name = origins.get(support.remark)
        if name is None or support.remark in held or (states.get(name) == "modifie" and support.quote in said):
            continue
        found.add(name)
    rank = {name: place for place, name in enumerate(states)}
    return tuple(sorted(found, key=lambda name: (rank.get(name, len(rank)), name)))


def _received(
    old: Sequence[ReceivedDocument],
    new: Sequence[ReceivedDocument],
    inputs_before: Mapping[str, str],
    inputs_after: Mapping[str, str],
) -> list[ReceivedDocument]:
    """The documents of the draft in its order, then those that are no longer there."""
    names = {document.meeting.name for document in old}
    contents = {inputs_before[name] for name in names if name in inputs_before}
    found = []
    for document in new:
        name = document.meeting.name
        digest = inputs_after.get(name)
        state: Arrival = "nouveau"
        if digest in contents:
            state = "inchange"
        elif name in names:
            same = digest is None or name not in inputs_before
            state = "inchange" if same else "modifie"
        found.append(replace(document, state=state))
    there = {document.meeting.name for document in new}
    still = {inputs_after[name] for name in there if name in inputs_after}
    for document in old:
        name = document.meeting.name
        if name not in there and inputs_before.get(name) not in still:
            found.append(replace(document, state="retire"))
    return found


def _with_lines(document: ReceivedDocument, changes: Sequence[Change]) -> ReceivedDocument:
    if document.state not in {"nouveau", "modifie"}:
        return document
    changed = (change.line.id for change in changes if document.meeting.name in change.documents)
    return replace(document, lines=tuple(dict.fromkeys(changed)))


def _order(change: Change) -> tuple[int, int, int, int, str]:
    line = change.line
    sides = {"preconisation": 1, "engagement": 2}
    return CHANGES.index(change.kinds[0]), line.theme_rank, sides.get(line.nature, 0), line.rank, line.id
