"""What the documents cite: every séance, questionnaire and contribution under a short code, every remark at hand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from assises_nlp.export.errors import ExportError
from assises_nlp.export.french import audience_fr, common_words, date_fr, typeset
from assises_nlp.records import (
    STATUSES,
    DocumentKind,
    Label,
    Meeting,
    QuestionnaireResult,
    Remark,
    Statement,
    Status,
    Support,
    Synthesis,
    Topic,
)

# The letter of a code says the public of a séance, or the kind of the document.
_LETTERS = {"elus": "E", "forces": "F", "grand_public": "G", "socio_economique": "S"}
_OTHER_AUDIENCE = "R"
_KINDS = {"questionnaire": "Q", "contribution": "C", "cadrage": "D"}
_NAMES: dict[DocumentKind, str] = {
    "compte_rendu": "séance",
    "questionnaire": "questionnaire",
    "contribution": "contribution écrite",
    "cadrage": "données des services",
}
CODE_KEY = (
    "Repères : E, séance d’élus ; F, forces de sécurité ; G, grand public ; S, acteurs "
    "socio-économiques ; R, autre séance ; "
    "Q, questionnaire ; C, contribution écrite ; D, données des services."
)


@dataclass(frozen=True, slots=True)
class Source:
    """A document that came in, with its code ("E1") and the number of remarks that were drawn from it.

    ``number`` tells it from the others of the same title and public, None where there are none.
    """

    code: str
    meeting: Meeting
    remarks: int
    questionnaire: QuestionnaireResult | None = None
    number: int | None = None

    @property
    def title(self) -> str:
        """Its name for a reader: « séance du 15 janvier 2020, Laval », or the name that was given to it.

        Never the file's, which may hold a person's.
        """
        bare = _bare_title(self.meeting, self.questionnaire)
        return f"{bare} ({self.number})" if self.number else bare

    @property
    def audience(self) -> str:
        """Its public, or "" where it is unknown."""
        return audience_fr(self.meeting.audience)

    @property
    def label(self) -> str:
        """The title with the public, said once."""
        alone = not self.audience or self.audience in self.title
        return self.title if alone else f"{self.title}, {self.audience}"


def _bare_title(meeting: Meeting, questionnaire: QuestionnaireResult | None) -> str:
    named = (questionnaire.name if questionnaire else None) or meeting.title
    if named and meeting.kind != "compte_rendu":
        return named
    when = f"du {date_fr(meeting.date)}" if meeting.date else ""
    public = audience_fr(meeting.audience) if meeting.kind != "compte_rendu" else ""
    return ", ".join(part for part in (f"{_NAMES[meeting.kind]} {when}".strip(), meeting.place, public) if part)


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that the exports read: built once by :func:`open_dossier`, which also checks that nothing is lost or
    invented.
    """

    synthesis: Synthesis
    remarks: tuple[Remark, ...]
    """In the order of the files that list them: by source, then by place in the document."""
    labels: Mapping[str, Label]
    sources: tuple[Source, ...]
    groups: Mapping[str, str]
    topic_titles: Mapping[str, str]
    remark_topics: Mapping[str, str]
    by_id: Mapping[str, Remark] = field(default_factory=dict)
    by_document: Mapping[str, Source] = field(default_factory=dict)
    ranks: Mapping[str, int] = field(default_factory=dict)
    """The place of each remark in :attr:`remarks`."""
    common: frozenset[str] = frozenset()
    """Words that the remarks write in lower case: no names."""

    def source(self, remark_id: str) -> Source:
        return self.by_document[self.by_id[remark_id].document]

    def status(self, remark_id: str) -> Status:
        return self.synthesis.statuses[remark_id]

    def coverage(self) -> dict[Status, int]:
        counts = Counter(self.synthesis.statuses[remark.id] for remark in self.remarks)
        return {status: counts[status] for status in STATUSES}

    def codes(self, supports: Iterable[Support]) -> tuple[str, ...]:
        """Codes of the sources of ``supports``, in the order of the table of sources, each once."""
        documents = {self.by_id[support.remark].document for support in supports}
        return tuple(source.code for source in self.sources if source.meeting.document in documents)

    def notices(self) -> tuple[str, ...]:
        """What the readers assumed or left out, under the code and the title of the document instead of its file."""
        shown = {source.meeting.name: f"{source.code}, {source.title}" for source in self.sources}
        names = sorted(shown, key=lambda name: (-len(name), name))
        if not names:
            return self.synthesis.notices
        found = re.compile(rf"(?<![\w./-])(« ?)?({'|'.join(map(re.escape, names))})(?(1) ?»|(?![\w-]))")
        return tuple(found.sub(lambda match: shown[match[2]], notice) for notice in self.synthesis.notices)

    def subject(self, statement: Statement) -> str:
        """The axis of a line or, where it names none, the title of its topic; "" where that has none either."""
        return statement.title or self.topic_titles.get(statement.topic, "")


def open_dossier(
    synthesis: Synthesis,
    remarks: Sequence[Remark],
    labels: Mapping[str, Label],
    topics: Sequence[Topic],
    meetings: Mapping[str, Meeting],
    groups: Mapping[str, str],
) -> Dossier:
    """Gather what the exports need, in an order that does not depend on the order given.

    Raises:
        ExportError: a remark without status, listed twice, or a quote that its remark does not hold.
    """
    known = {meeting.document: meeting for meeting in (*synthesis.meetings, *meetings.values())}
    sources = _sources(synthesis, remarks, known)
    order = {source.meeting.document: rank for rank, source in enumerate(sources)}
    ordered = tuple(sorted(remarks, key=lambda r: (order[r.document], r.locator.start, r.locator.end, r.id)))
    dossier = Dossier(
        synthesis,
        ordered,
        labels,
        sources,
        groups,
        {topic.id: topic.title for topic in topics},
        {remark: topic.title for topic in sorted(topics, key=lambda t: t.id, reverse=True) for remark in topic.remarks},
        {remark.id: remark for remark in ordered},
        {source.meeting.document: source for source in sources},
        {remark.id: rank for rank, remark in enumerate(ordered)},
        common_words(remark.text for remark in ordered) | _first_words(synthesis),
    )
    _check(dossier)
    return dossier


def _first_words(synthesis: Synthesis) -> frozenset[str]:
    """The words that the lines of the phrasebook begin with: no names, whatever the remarks write."""
    worded = [s for theme in synthesis.themes for s in (*theme.lines, *theme.annexed) if s.wording]
    texts = [text for s in worded for text in (s.text, *(measure.text for measure in s.measures))]
    return frozenset(match.group().lower() for text in texts if (match := re.match(r"[\w’'-]+", text)))


def _sources(synthesis: Synthesis, remarks: Sequence[Remark], known: Mapping[str, Meeting]) -> tuple[Source, ...]:
    counts = Counter(remark.document for remark in remarks)
    results = {result.document: result for result in synthesis.questionnaires}
    documents = sorted({*known, *counts, *results})
    meetings = [known.get(key) or _unknown(key, results.get(key)) for key in documents]
    kinds = ["compte_rendu", "questionnaire", "contribution", "cadrage"]
    meetings.sort(key=lambda m: (kinds.index(m.kind), m.date or "9999", m.place or "", m.name, m.document))
    numbers: Counter[str] = Counter()
    sources = []
    for meeting in meetings:
        letter = _KINDS.get(meeting.kind) or _LETTERS.get(meeting.audience or "", _OTHER_AUDIENCE)
        numbers[letter] += 1
        result = results.get(meeting.document)
        sources.append(Source(f"{letter}{numbers[letter]}", meeting, counts[meeting.document], result))
    return _numbered(sources)


def _numbered(sources: Sequence[Source]) -> tuple[Source, ...]:
    """Sources that a reader could not tell apart get a number each."""
    alike = Counter(source.label for source in sources)
    seen: Counter[str] = Counter()
    found = []
    for source in sources:
        seen[source.label] += 1
        found.append(replace(source, number=seen[source.label]) if alike[source.label] > 1 else source)
    return tuple(found)


def _unknown(key: str, result: QuestionnaireResult | None) -> Meeting:
    if result is None:
        return Meeting(key, f"document {key[:8]}", "compte_rendu")
    return Meeting(key, result.name or f"document {key[:8]}", "questionnaire", audience=result.audience)


def _check(dossier: Dossier) -> None:
    if len(dossier.by_id) != len(dossier.remarks):
        raise ExportError("Une remarque figure deux fois : relancez l’analyse du dossier.")
    for remark in dossier.remarks:
        if remark.id not in dossier.synthesis.statuses:
            raise ExportError(
                typeset(f"La remarque « {remark.id} » n’a pas de statut : relancez l’analyse du dossier.")
            )
    for support in _all_supports(dossier.synthesis):
        found = dossier.by_id.get(support.remark)
        if found is None or support.quote not in found.text:
            raise ExportError(
                typeset(
                    f"Une citation ne figure pas dans la remarque « {support.remark} » : relancez l’analyse du dossier."
                )
            )


def _all_supports(synthesis: Synthesis) -> Iterable[Support]:
    for theme in synthesis.themes:
        for statement in (*theme.lines, *theme.annexed):
            yield from statement.supports
            yield from statement.opposing
            for measure in statement.measures:
                yield from measure.supports
        for engagement in theme.engagements:
            yield from engagement.supports
