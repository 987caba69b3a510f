"""From classified remarks and topics to the draft as a whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from assises_nlp.draft.chapeau import chapeau
from assises_nlp.draft.concepts import Concepts
from assises_nlp.draft.engagements import engagements as announced
from assises_nlp.draft.engagements import kept as printed
from assises_nlp.draft.figures import CONTRADICTORY, contradictions, shown
from assises_nlp.draft.founders import Context
from assises_nlp.draft.marks import LEGISLATIVE
from assises_nlp.draft.options import DraftOptions
from assises_nlp.draft.positions import count_voices
from assises_nlp.draft.statements import REPHRASE, build, group, linked, quote, weight
from assises_nlp.draft.statuses import statuses, usable
from assises_nlp.draft.subjects import aboutness
from assises_nlp.draft.words import text_content
from assises_nlp.records import (
    OFF_THEME,
    Engagement,
    Grid,
    Label,
    Meeting,
    Nature,
    QuestionnaireResult,
    Remark,
    Statement,
    Synthesis,
    ThemeDefinition,
    ThemeDraft,
    Topic,
)

Weight = tuple[int, int, int, int, str]
READY = 3
"""Lines that read alone from which a list no longer takes any that a person must rephrase."""
GROUPS: tuple[tuple[Nature, frozenset[Nature]], ...] = (
    ("constat", frozenset({"constat", "bonne_pratique"})),
    ("preconisation", frozenset({"preconisation"})),
)


def draft_synthesis(
    remarks: Sequence[Remark],
    labels: Mapping[str, Label],
    topics: Sequence[Topic],
    meetings: Mapping[str, Meeting],
    questionnaires: Sequence[QuestionnaireResult],
    grid: Grid,
    options: DraftOptions,
    *,
    title: str,
    territory: str,
    fictitious: bool,
    notices: Sequence[str] = (),
) -> Synthesis:
    """The draft of a consultation. ``labels`` and ``meetings`` are keyed by remark id and by document key.

    Deterministic whatever the order of the arguments; near linear in the remarks of a topic.
    """
    by_id = {remark.id: remark for remark in remarks}
    sittings = sum(meeting.kind == "compte_rendu" for meeting in meetings.values())
    by_theme: dict[str, list[Topic]] = defaultdict(list)
    for topic in sorted(topics, key=lambda t: t.id):
        by_theme[topic.theme].append(topic)
    informative: dict[str, list[Remark]] = defaultdict(list)
    for remark in sorted(remarks, key=lambda r: r.id):
        label = labels.get(remark.id)
        if label is not None and usable(remark, label):
            informative[label.theme].append(remark)
    space = Concepts.of(remark for theme in sorted(informative) for remark in informative[theme])
    context = Context(meetings, labels, options, sittings, space)
    themes = tuple(
        _theme(theme, by_theme.get(theme.id, []), informative.get(theme.id, []), by_id, context)
        for theme in grid.themes
    )
    return Synthesis(
        title=title,
        territory=territory,
        grid=grid,
        meetings=tuple(sorted(meetings.values(), key=lambda m: (m.date or "9999", m.name, m.document))),
        questionnaires=tuple(questionnaires),
        themes=themes,
        off_theme_topics=tuple(topic.title for topic in by_theme.get(OFF_THEME, [])),
        statuses=statuses(remarks, labels, themes),
        fictitious=fictitious,
        notices=tuple(notices),
    )


def _theme(
    theme: ThemeDefinition,
    topics: Sequence[Topic],
    informative: Sequence[Remark],
    by_id: Mapping[str, Remark],
    context: Context,
) -> ThemeDraft:
    of_topic: dict[str, str] = {}
    sides: dict[Nature, list[tuple[Weight, Topic, list[Remark]]]] = {"constat": [], "preconisation": []}
    for topic in topics:
        members = sorted((by_id[i] for i in set(topic.remarks) if i in by_id), key=lambda r: r.id)
        members = [r for r in members if usable(r, context.labels.get(r.id))]
        of_topic.update({r.id: topic.id for r in members})
        for nature, natures in GROUPS:
            chosen = [r for r in members if context.labels[r.id].nature in natures]
            if chosen:
                sides[nature].append((_weight(chosen, topic, context), topic, chosen))
    constats, over, aside = _list(sides["constat"], "constat", context, context.options.max_constats)
    asked, more, beside = _list(sides["preconisation"], "preconisation", context, context.options.max_preconisations)
    constats, over = _contradicted(constats, over, informative, of_topic, context)
    engagements = printed(announced(informative, of_topic, context.labels, context.meetings), [*constats, *asked])
    by_topic: dict[str, list[str]] = defaultdict(list)
    for made, topic_ids in engagements:
        for topic_id in topic_ids:
            by_topic[topic_id].append(made.id)
    final = linked([*constats, *asked], {key: tuple(ids) for key, ids in by_topic.items()})
    annexed = [*over, *more, *aside, *beside]
    return ThemeDraft(
        id=theme.id,
        title=theme.title,
        chapeau=chapeau(theme.title, informative, final, context.meetings, context.options),
        constats=tuple(s for s in final if s.nature != "preconisation"),
        preconisations=tuple(s for s in final if s.nature == "preconisation"),
        engagements=tuple(_with_links(made, topic_ids, final) for made, topic_ids in engagements),
        annexed=tuple(sorted(annexed, key=lambda s: (s.nature == "preconisation", weight(s)))),
    )


def _weight(remarks: Sequence[Remark], topic: Topic, context: Context) -> Weight:
    """The weight of a subject: publics, then séances, then voices of those who spoke of it in its words on one side."""
    voices = count_voices([r for r in remarks if aboutness(r, topic)] or remarks, context.meetings)
    return (-len(voices.audiences), -voices.meetings, -voices.speakers, -voices.respondents, topic.id)


def _list(
    sides: Sequence[tuple[Weight, Topic, list[Remark]]], nature: Nature, context: Context, most: int
) -> tuple[list[Statement], list[Statement], list[Statement]]:
    """The lines of a list, the heaviest subjects first (legislative and lastly doubtful ones behind), the lines that are
    too many, and what goes to the annex on its own.
    """
    kept: list[Statement] = []
    over: list[Statement] = []
    aside: list[Statement] = []
    unready: list[tuple[Statement, tuple[frozenset[str], ...]]] = []
    taken: list[frozenset[str]] = []
    words: set[frozenset[str]] = set()
    for _, topic, remarks in sorted(sides, key=lambda side: side[0]):
        drafted = build(topic, remarks, nature, context, taken)
        aside += drafted.annexed
        statement = drafted.statement
        if statement is None:
            continue
        key = text_content(statement.text)
        if REPHRASE in statement.flags:
            unready.append((statement, drafted.says))
        elif len(kept) < most and key not in words and not _repeated(drafted.says[0], taken, context):
            kept.append(statement)
            words.add(key)
            taken += drafted.says
        else:
            over.append(statement)
    for statement, says in unready:
        if (
            len(kept) < min(most, READY)
            and text_content(statement.text) not in words
            and not _repeated(says[0], taken, context)
        ):
            kept.append(statement)
            taken += says
        else:
            over.append(statement)
    return sorted(kept, key=lambda s: s.frame == LEGISLATIVE), over, aside


def _repeated(says: frozenset[str], taken: Sequence[frozenset[str]], context: Context) -> bool:
    return any(context.concepts.same(says, said) for said in taken)


def _contradicted(
    constats: list[Statement],
    over: list[Statement],
    informative: Sequence[Remark],
    of_topic: Mapping[str, str],
    context: Context,
) -> tuple[list[Statement], list[Statement]]:
    """Contradictory figures of the theme: on the lines that rest on them or, where none does, in the annex."""
    pairs = contradictions(informative)
    whole = {r.id: quote(r) for pair in pairs for r in pair}
    constats, over = shown(constats, pairs, whole), shown(over, pairs, whole)
    there = {s.remark for line in (*constats, *over) if CONTRADICTORY in line.flags for s in line.supports}
    for one, two in pairs:
        if not {one.id, two.id} <= there and one.id in of_topic:
            over.append(group(of_topic[one.id], [one, two], "constat", context, (CONTRADICTORY,)))
    return constats, over


def _with_links(made: Engagement, topic_ids: Sequence[str], statements: Sequence[Statement]) -> Engagement:
    links = sorted(s.id for s in statements if s.topic in topic_ids)
    return Engagement(made.id, made.text, made.supports, tuple(links))
