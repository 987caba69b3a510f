"""From classified remarks and topics to the draft as a whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from assises_nlp.draft.axes import CLOSE
from assises_nlp.draft.chapeau import chapeau
from assises_nlp.draft.concepts import Concepts
from assises_nlp.draft.engagements import commits, engagements
from assises_nlp.draft.figures import CONTRADICTORY, contradictions, shown
from assises_nlp.draft.founders import Context
from assises_nlp.draft.links import answers, linked
from assises_nlp.draft.lists import Side, lines
from assises_nlp.draft.marks import recapitulates
from assises_nlp.draft.nearness import Matrix, Nearness
from assises_nlp.draft.options import DraftOptions
from assises_nlp.draft.phrasebook import (
    NO_OPINION,
    Likelihood,
    Phrasebook,
    Setting,
    gathered,
    phrasebook,
    search,
    statements,
)
from assises_nlp.draft.selection import belied, chosen, heaviest_first, mentioned
from assises_nlp.draft.statements import group, quote, weight
from assises_nlp.draft.statuses import statuses, usable
from assises_nlp.records import (
    OFF_THEME,
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
    book: Phrasebook | None = None,
    likelihood: Likelihood = NO_OPINION,
) -> Synthesis:
    """The draft of a consultation. ``labels`` and ``meetings`` are keyed by remark id and by document key.

    ``book``: the phrasebook, that of the grid where none is given. ``likelihood``: a
    second opinion on what each remark speaks of: a line of the phrasebook rests on no remark that is about something else.

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
    said_book = phrasebook(grid.id) if book is None else book
    themes = tuple(
        _theme(theme, by_theme.get(theme.id, []), informative, by_id, context, said_book, likelihood)
        for theme in grid.themes
    )
    told = [t for theme in themes for line in theme.lines for t in (line.text, *(m.text for m in line.measures))]
    themes = tuple(replace(theme, mentioned=mentioned(theme.annexed, theme.lines, told)) for theme in themes)
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
    by_theme: Mapping[str, Sequence[Remark]],
    by_id: Mapping[str, Remark],
    context: Context,
    book: Phrasebook,
    likelihood: Likelihood,
) -> ThemeDraft:
    informative = by_theme.get(theme.id, [])
    of_topic = {name: topic.id for topic in topics for name in topic.remarks}
    setting = Setting(
        context.meetings, context.options, of_topic, context.sittings, context.questionnaires, context.concepts
    )
    worded = _gathered(_worded(theme, by_theme, context, setting, book, likelihood), book, setting, by_id)
    sides = _sides(topics, by_id, worded, context)
    well = frozenset(line.id for line in worded if _favourable(line, book))
    asking = sorted((s for s in worded if s.nature == "preconisation"), key=heaviest_first)
    seen = [s for s in worded if s.nature != "preconisation"]
    founding = frozenset(two for _, two in answers([*asking[: context.options.max_preconisations], *seen], book))
    constats, over = _list("constat", sides, topics, worded, by_id, context, well, founding)
    answering = frozenset(one for one, _ in answers([*constats, *asking], book))
    asked, more = _list("preconisation", sides, topics, worded, by_id, context, frozenset(), answering)
    told = [r for r in by_id.values() if not r.withheld and context.labels[r.id].theme == theme.id]
    constats, over = _contradicted(constats, over, told, topics, of_topic, context)
    drafted = [*constats, *asked]
    heard = sorted((r for r in told if usable(r, context.labels[r.id]) or commits(r)), key=lambda r: r.id)
    announced = engagements(heard, context.labels, context.meetings)
    tones = {line.id: _tone(line, book) for line in (*drafted, *over, *more)}
    annexed = sorted(
        (s for s in (*over, *more) if not belied(s, drafted, tones)),
        key=lambda s: (s.nature == "preconisation", weight(s)),
    )
    final, promises = linked(
        drafted, announced, _akin(constats, asked, by_id, context), book, of_topic, by_id, likelihood
    )
    return ThemeDraft(
        id=theme.id,
        title=theme.title,
        chapeau=chapeau(theme.title, informative, final, context.meetings, context.options),
        constats=tuple(s for s in final if s.nature != "preconisation"),
        preconisations=tuple(s for s in final if s.nature == "preconisation"),
        engagements=tuple(promises),
        annexed=tuple(annexed),
    )


def _worded(
    theme: ThemeDefinition,
    by_theme: Mapping[str, Sequence[Remark]],
    context: Context,
    setting: Setting,
    book: Phrasebook,
    likelihood: Likelihood,
) -> list[Statement]:
    """The lines of the phrasebook that the remarks of the theme say, those included whose second theme it is."""
    both = [
        remark
        for name in sorted(by_theme)
        for remark in by_theme[name]
        if name == theme.id or context.labels[remark.id].secondary_theme == theme.id
    ]
    return statements(book, search(book, theme.id, both, context.labels, context.meetings, likelihood), setting)


def _gathered(
    worded: Sequence[Statement], book: Phrasebook, setting: Setting, by_id: Mapping[str, Remark]
) -> list[Statement]:
    """The lines of both lists, those of a family as one where there are more than a list holds."""
    made: list[Statement] = []
    for asks, most in ((False, setting.options.max_constats), (True, setting.options.max_preconisations)):
        side = sorted((s for s in worded if (s.nature == "preconisation") == asks), key=heaviest_first)
        made += gathered(side, most, book, setting, by_id)
    return made


def _tone(line: Statement, book: Phrasebook) -> int:
    """1 where a line of the phrasebook says a satisfaction, -1 a difficulty, 0 neither or both."""
    entry = book.behind(line)
    tones = {item.tone for item in entry.items} if entry is not None and line.position != "divergent" else set()
    return tones.pop() if len(tones) == 1 else 0


def _favourable(line: Statement, book: Phrasebook) -> bool:
    """Whether a line of the phrasebook says that something is well: a good practice, or what satisfies."""
    return line.nature == "bonne_pratique" or _tone(line, book) > 0


def _sides(
    topics: Sequence[Topic], by_id: Mapping[str, Remark], worded: Sequence[Statement], context: Context
) -> dict[Nature, list[Side]]:
    """For each list, the usable remarks of each topic that no line of the phrasebook says."""
    said = {support.remark for line in worded for support in (*line.supports, *line.opposing)}
    sides: dict[Nature, list[Side]] = {"constat": [], "preconisation": []}
    for topic in topics:
        members = sorted((by_id[i] for i in set(topic.remarks) - said if i in by_id), key=lambda r: r.id)
        members = [r for r in members if usable(r, context.labels.get(r.id))]
        for nature, natures in GROUPS:
            own = [r for r in members if context.labels[r.id].nature in natures]
            if own:
                sides[nature].append((topic, own))
    return sides


def _list(
    nature: Nature,
    sides: Mapping[Nature, Sequence[Side]],
    topics: Sequence[Topic],
    worded: Sequence[Statement],
    by_id: Mapping[str, Remark],
    context: Context,
    favourable: frozenset[str],
    answering: frozenset[str] = frozenset(),
) -> tuple[list[Statement], list[Statement]]:
    """The lines of one list and what goes to the annex."""
    asks = nature == "preconisation"
    most = context.options.max_preconisations if asks else context.options.max_constats
    own = [line for line in worded if (line.nature == "preconisation") == asks]
    drafted, annexed = lines(sides[nature], _echoes(nature, topics, by_id, context), nature, context, most)
    kept, left = chosen(own, drafted, most, favourable, answering)
    return kept, [*left, *annexed]


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
    """The constats and the préconisations that are on one axis, whatever their topics: those in the words of a remark."""
    constats, asked = ([s for s in side if s.wording is None] for side in (constats, asked))
    ones, others = ([by_id[s.supports[0].remark] for s in side] for side in (constats, asked))
    near = context.nearness.between(ones, others).near >= CLOSE
    return [(constats[row].id, asked[column].id) for row, column in np.argwhere(near).tolist()]


def _contradicted(
    constats: list[Statement],
    over: list[Statement],
    remarks: Sequence[Remark],
    topics: Sequence[Topic],
    of_topic: Mapping[str, str],
    context: Context,
) -> tuple[list[Statement], list[Statement]]:
    """Contradictory figures of the theme: on the lines that rest on them or, where none does, in the annex.

    ``remarks``: those of the theme, presentations and figures of the services included.
    """
    pairs = contradictions(remarks)
    whole = {r.id: quote(r) for pair in pairs for r in pair}
    constats, over = shown(constats, pairs, whole), shown(over, pairs, whole)
    there = {s.remark for line in (*constats, *over) if CONTRADICTORY in line.flags for s in line.supports}
    for one, two in pairs:
        topic = next((of_topic[r.id] for r in (one, two) if r.id in of_topic), topics[0].id if topics else "")
        if not {one.id, two.id} <= there:
            over.append(group(topic, [one, two], "constat", context, (CONTRADICTORY,)))
    return constats, over
