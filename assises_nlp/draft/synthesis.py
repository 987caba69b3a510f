"""From classified remarks and topics to the draft as a whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from assises_nlp.draft.axes import CLOSE
from assises_nlp.draft.chapeau import chapeau
from assises_nlp.draft.concepts import Concepts
from assises_nlp.draft.engagements import engagements as announced
from assises_nlp.draft.engagements import kept as printed
from assises_nlp.draft.figures import CONTRADICTORY, contradictions, shown
from assises_nlp.draft.founders import Context
from assises_nlp.draft.lists import lines
from assises_nlp.draft.marks import recapitulates
from assises_nlp.draft.nearness import Matrix, Nearness
from assises_nlp.draft.options import DraftOptions
from assises_nlp.draft.statements import group, linked, quote, weight
from assises_nlp.draft.statuses import statuses, usable
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
    places: Mapping[str, Matrix] | None = None,
    sentences: Mapping[str, Matrix] | None = None,
) -> Synthesis:
    """The draft of a consultation. ``labels`` and ``meetings`` are keyed by remark id and by document key.

    ``places`` and ``sentences``: where each remark stands among the subjects, and its sentence vector, by id (see
    :mod:`assises_nlp.draft.nearness`); without them, topics, ideas and words tell which remarks are near.
    Deterministic whatever the order of the arguments.
    """
    said = [replace(r, weight=0) if r.weight and recapitulates(r.text) else r for r in remarks]
    by_id = {remark.id: remark for remark in said}
    sittings = sum(meeting.kind == "compte_rendu" for meeting in meetings.values())
    by_theme: dict[str, list[Topic]] = defaultdict(list)
    for topic in sorted(topics, key=lambda t: t.id):
        by_theme[topic.theme].append(topic)
    informative: dict[str, list[Remark]] = defaultdict(list)
    for remark in sorted(said, key=lambda r: r.id):
        label = labels.get(remark.id)
        if label is not None and usable(remark, label):
            informative[label.theme].append(remark)
    space = Concepts.of(remark for theme in sorted(informative) for remark in informative[theme])
    nearness = Nearness.of(space, topics, places, sentences)
    context = Context(meetings, labels, options, sittings, space, nearness, tuple(questionnaires))
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
    sides: dict[Nature, list[tuple[Topic, list[Remark]]]] = {"constat": [], "preconisation": []}
    for topic in topics:
        members = sorted((by_id[i] for i in set(topic.remarks) if i in by_id), key=lambda r: r.id)
        members = [r for r in members if usable(r, context.labels.get(r.id))]
        of_topic.update({r.id: topic.id for r in members})
        for nature, natures in GROUPS:
            chosen = [r for r in members if context.labels[r.id].nature in natures]
            if chosen:
                sides[nature].append((topic, chosen))
    echoes = {nature: _echoes(nature, topics, by_id, context) for nature in sides}
    constats, over = lines(sides["constat"], echoes["constat"], "constat", context, context.options.max_constats)
    asked, more = lines(
        sides["preconisation"], echoes["preconisation"], "preconisation", context, context.options.max_preconisations
    )
    constats, over = _contradicted(constats, over, informative, of_topic, context)
    engagements = printed(announced(informative, of_topic, context.labels, context.meetings), [*constats, *asked])
    by_topic: dict[str, list[str]] = defaultdict(list)
    for made, topic_ids in engagements:
        for topic_id in topic_ids:
            by_topic[topic_id].append(made.id)
    pairs = _akin(constats, asked, by_id, context)
    final = linked([*constats, *asked], {key: tuple(ids) for key, ids in by_topic.items()}, pairs)
    annexed = [*over, *more]
    return ThemeDraft(
        id=theme.id,
        title=theme.title,
        chapeau=chapeau(theme.title, informative, final, context.meetings, context.options),
        constats=tuple(s for s in final if s.nature != "preconisation"),
        preconisations=tuple(s for s in final if s.nature == "preconisation"),
        engagements=tuple(_with_links(made, topic_ids, final) for made, topic_ids in engagements),
        annexed=tuple(sorted(annexed, key=lambda s: (s.nature == "preconisation", weight(s)))),
    )


def _echoes(nature: Nature, topics: Sequence[Topic], by_id: Mapping[str, Remark], context: Context) -> list[Remark]:
    """The remarks of a theme that no line of one side may rest on: those of the other side, and the doubtful ones."""
    own = next(natures for name, natures in GROUPS if name == nature)
    every = sorted({i for topic in topics for i in topic.remarks if i in by_id and i in context.labels})
    return [
        by_id[i]
        for i in every
        if not by_id[i].withheld
        and (context.labels[i].nature not in own or context.labels[i].doubtful)
        and by_id[i].weight > 0
    ]


def _akin(
    constats: Sequence[Statement], asked: Sequence[Statement], by_id: Mapping[str, Remark], context: Context
) -> list[tuple[str, str]]:
    """The constats and the préconisations that are on one axis, whatever their topics."""
    ones, others = ([by_id[s.supports[0].remark] for s in side] for side in (constats, asked))
    near = context.nearness.between(ones, others).near >= CLOSE
    return [(constats[row].id, asked[column].id) for row, column in np.argwhere(near).tolist()]


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
