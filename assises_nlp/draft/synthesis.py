"""From classified remarks and topics to the draft as a whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from assises_nlp.draft.chapeau import chapeau
from assises_nlp.draft.check import line_violations
from assises_nlp.draft.constats import engagement as engagement_line
from assises_nlp.draft.marks import LEGISLATIVE
from assises_nlp.draft.options import DraftOptions
from assises_nlp.draft.statements import Context, build, identifier, linked, quote, weight
from assises_nlp.draft.statuses import statuses, usable
from assises_nlp.draft.telling import ranking
from assises_nlp.draft.typography import line
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
    context = Context(meetings, labels, options, sittings)
    by_theme: dict[str, list[Topic]] = defaultdict(list)
    for topic in sorted(topics, key=lambda t: t.id):
        by_theme[topic.theme].append(topic)
    informative: dict[str, list[Remark]] = defaultdict(list)
    for remark in sorted(remarks, key=lambda r: r.id):
        label = labels.get(remark.id)
        if label is not None and usable(remark, label):
            informative[label.theme].append(remark)
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
    lines: dict[Nature, list[Statement]] = {"constat": [], "preconisation": []}
    annexed: list[Statement] = []
    of_topic: dict[str, str] = {}
    for topic in topics:
        members = sorted((by_id[i] for i in set(topic.remarks) if i in by_id), key=lambda r: r.id)
        members = [r for r in members if usable(r, context.labels.get(r.id))]
        of_topic.update({r.id: topic.id for r in members})
        for group, natures in GROUPS:
            chosen = [r for r in members if context.labels[r.id].nature in natures]
            if not chosen:
                continue
            statement, aside = build(topic, chosen, group, context)
            annexed += aside
            if statement is not None:
                lines[group].append(statement)
    engagements = _engagements(informative, of_topic, context)
    constats, over = _kept(lines["constat"], context.options.max_constats)
    preconisations, more = _kept(lines["preconisation"], context.options.max_preconisations)
    by_topic: dict[str, list[str]] = defaultdict(list)
    for made, topic_ids in engagements:
        for topic_id in topic_ids:
            by_topic[topic_id].append(made.id)
    final = linked([*constats, *preconisations], {key: tuple(ids) for key, ids in by_topic.items()})
    annexed += [*over, *more]
    return ThemeDraft(
        id=theme.id,
        title=theme.title,
        chapeau=chapeau(theme.title, informative, final, context.meetings, context.options),
        constats=tuple(s for s in final if s.nature != "preconisation"),
        preconisations=tuple(s for s in final if s.nature == "preconisation"),
        engagements=tuple(_with_links(made, topic_ids, final) for made, topic_ids in engagements),
        annexed=tuple(sorted(annexed, key=lambda s: (s.nature == "preconisation", weight(s)))),
    )


def _kept(statements: Sequence[Statement], most: int) -> tuple[list[Statement], list[Statement]]:
    """The ``most`` heaviest lines, the legislative ones last, and those that go to the annex. Same words are one
    line.
    """
    ordered = sorted(statements, key=weight)
    seen: set[frozenset[str]] = set()
    kept: list[Statement] = []
    over: list[Statement] = []
    for statement in ordered:
        key = text_content(statement.text)
        (over if len(kept) >= most or key in seen else kept).append(statement)
        seen.add(key)
    return sorted(kept, key=lambda s: (s.frame == LEGISLATIVE, weight(s))), over


def _engagements(
    informative: Sequence[Remark], of_topic: Mapping[str, str], context: Context
) -> list[tuple[Engagement, tuple[str, ...]]]:
    """Engagements of a theme, the same words once, with the topics that they answer."""
    groups: dict[frozenset[str], list[Remark]] = defaultdict(list)
    for remark in informative:
        if context.labels[remark.id].nature == "engagement":
            groups[text_content(remark.text)].append(remark)
    out = []
    for members in groups.values():
        first = ranking(members)[0]
        text = engagement_line(first)
        if line_violations(text, first):
            text = line(first.text, stop=True)
            if line_violations(text, first):
                continue
        ordered = [first, *(r for r in members if r.id != first.id)]
        made = Engagement(identifier("e", first.id), text, tuple(quote(r) for r in ordered))
        out.append((made, tuple(sorted({of_topic[r.id] for r in ordered if r.id in of_topic}))))
    return sorted(out, key=lambda pair: pair[0].id)


def _with_links(made: Engagement, topic_ids: Sequence[str], statements: Sequence[Statement]) -> Engagement:
    links = sorted(s.id for s in statements if s.topic in topic_ids)
    return Engagement(made.id, made.text, made.supports, tuple(links))
