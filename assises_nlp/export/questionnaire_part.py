"""Chapter 2: what each questionnaire says in sentences, then its figures; intervals stay in the data file."""

from __future__ import annotations

from collections.abc import Sequence

from assises_nlp.export.document_model import (
    Bar,
    Block,
    BulletList,
    Figure,
    Heading,
    Item,
    Paragraph,
    Run,
    Table,
    paragraph,
    runs,
    text,
)
from assises_nlp.export.french import capitalise, counted, enumerate_fr, figure, fold, percent
from assises_nlp.export.question_crossings import crossing_blocks
from assises_nlp.export.question_notes import is_coded
from assises_nlp.export.question_reading import is_profile, is_yes_no, question_title, quoted, says_where
from assises_nlp.export.question_sentences import sentence
from assises_nlp.export.sources import Dossier, Source
from assises_nlp.records import Modality, QuestionResult

SHOWN_KINDS = ("fermee", "multiple", "echelle", "numerique")
FEW_ANSWERS = 30
_MOST_BARS = 12
_LEAST_BARS = 3
"""Two bars say no more than their table."""
_LEAST_TOLD = 5
"""Answers of fewer persons may tell who they are."""
_NOBODY = "—"


class Captions:
    """Numbers of tables and figures, counted apart."""

    def __init__(self) -> None:
        self._counts = {"Tableau": 0, "Figure": 0}

    def next(self, kind: str, title: str) -> str:
        self._counts[kind] += 1
        return text(f"{kind} {self._counts[kind]} – {capitalise(title)}")


def questionnaire_blocks(dossier: Dossier, captions: Captions, chapter: int) -> list[Block]:
    blocks: list[Block] = [Heading(1, f"{chapter}. Analyse des questionnaires", "questionnaires")]
    answered = [source for source in dossier.sources if source.questionnaire is not None]
    if not answered:
        return [*blocks, paragraph("Aucun questionnaire n’a été versé au dossier.")]
    blocks.append(
        paragraph(
            "Les réponses sont volontaires : elles décrivent l’avis de ceux qui ont répondu et "
            "ne représentent pas l’ensemble "
            "de la population. Les pourcentages sont calculés sur les seules personnes qui ont répondu à la question, "
            "« ne se prononce pas » compris ; ils sont arrondis à l’unité, leur somme peut donc différer de 100 %."
        )
    )
    for rank, source in enumerate(answered, 1):
        blocks.extend(_questionnaire(source, captions, f"{chapter}.{rank}"))
    return blocks


def _questionnaire(source: Source, captions: Captions, number: str) -> list[Block]:
    result = source.questionnaire
    assert result is not None
    blocks: list[Block] = [
        Heading(2, text(f"{number}. {capitalise(source.title)} ({source.code})"), f"questionnaire-{source.code}"),
        paragraph(_base_sentence(source)),
    ]
    if result.responses < FEW_ANSWERS:
        blocks.append(
            paragraph(
                "Effectif faible (moins de 30 réponses) : ces résultats sont à lire avec prudence.", style="warning"
            )
        )
    shown = [question for question in result.questions if question.kind in SHOWN_KINDS and question.modalities]
    opinions = [question for question in shown if not is_profile(question)]
    if opinions:
        audience = result.audience or source.meeting.audience
        blocks.append(BulletList(tuple(_said(q, audience, result.responses) for q in opinions)))
    profile = [question for question in shown if is_profile(question)]
    if profile:
        blocks.append(_profile_table(profile, captions))
    blocks.extend(_opinion_blocks(opinions, captions))
    blocks.extend(crossing_blocks(result, captions.next, f"questionnaire-{source.code}"))
    blocks.extend(_other_questions(result.questions, has_closed=bool(shown)))
    return blocks


def _said(question: QuestionResult, audience: str | None, responses: int) -> Item:
    few = question.respondents < FEW_ANSWERS <= responses
    warning = (Run(" Moins de 30 réponses à cette question : à lire avec prudence.", "strong"),) if few else ()
    return Item(runs(sentence(question, audience), *warning))


def _opinion_blocks(questions: Sequence[QuestionResult], captions: Captions) -> list[Block]:
    """Yes-or-no questions in one table; the others in a table each, with a figure where there are bars to compare."""
    plain = [question for question in questions if is_yes_no(question)]
    blocks: list[Block] = []
    if plain:
        blocks.append(_yes_no_table(plain, captions))
    for question in questions:
        if question in plain:
            continue
        short = _short(question_title(question))
        drawn = len(question.modalities) >= _LEAST_BARS and question.respondents > 0 and not is_coded(question)
        blocks.append(_table(question, captions.next("Tableau", f"{short} ({_asked_of(question)})"), drawn=drawn))
        if drawn:
            blocks.append(_figure(question, captions.next("Figure", short)))
    return blocks


def _asked_of(question: QuestionResult) -> str:
    """« 64 répondants, 2 sans réponse, plusieurs réponses possibles »."""
    count = question.respondents
    parts = [f"{figure(count)} répondant{'s' if count > 1 else ''}"]
    if question.non_responses:
        parts.append(f"{figure(question.non_responses)} sans réponse")
    if question.kind == "multiple":
        parts.append("plusieurs réponses possibles")
    return ", ".join(parts)


def _short(title: str) -> str:
    return title if len(title) <= 130 else title[:127].rsplit(" ", 1)[0] + "…"


def _base_sentence(source: Source) -> str:
    """« 49 réponses volontaires – public : élus ; 273 personnes invitées, soit un taux de réponse de 18 %. »"""
    result = source.questionnaire
    assert result is not None
    plural = "s" if result.responses > 1 else ""
    sentence = f"{figure(result.responses)} réponse{plural} volontaire{plural}"
    if source.audience:
        sentence += f" – public : {source.audience}"
    if not result.invited:
        sentence += " ; nombre de personnes invitées inconnu"
    elif result.invited < result.responses:
        sentence += f" ; nombre de personnes invitées à vérifier ({figure(result.invited)}, moins que de réponses)"
    else:
        rate = percent(result.responses, result.invited)
        invited = "une personne invitée" if result.invited == 1 else f"{figure(result.invited)} personnes invitées"
        sentence += f" ; {invited}, soit un taux de réponse de {rate}"
    if result.unfinished:
        left = counted(result.unfinished, "questionnaire inachevé, non compté", "questionnaires inachevés, non comptés")
        sentence += f" ; {left}"
    return sentence + "."


def _profile_table(questions: Sequence[QuestionResult], captions: Captions) -> Table:
    """Who answered: one row a question, its answers in the order of their scale or of their number."""
    rows = tuple((question_title(q), _in_words(q), figure(q.respondents)) for q in questions)
    headers = ("Question", "Réponses", "Répondants")
    return Table(captions.next("Tableau", "profil des répondants"), headers, rows, (0.28, 0.57, 0.15), frozenset({2}))


def _in_words(question: QuestionResult) -> str:
    """The answers with their shares. Where there are many, or where they say where people live, small ones are counted
    together: they might tell who answered.
    """
    given = [modality for modality in question.modalities if modality.count]
    shown = given
    if len(given) > _MOST_BARS or says_where(question):
        shown = [m for m in sorted(given, key=lambda m: -m.count) if m.count >= _LEAST_TOLD][:_MOST_BARS]
    said = [f"{text(m.label)} : {percent(m.count, question.respondents)} ({figure(m.count)})" for m in shown]
    left = [modality for modality in given if modality not in shown]
    if left:
        count = sum(modality.count for modality in left)
        other = counted(len(left), "autre réponse" if shown else "réponse différente", _others(shown), feminine=True)
        said.append(f"{other} : {percent(count, question.respondents)} ({figure(count)})")
    codes = "codes sans libellé – " if is_coded(question) else ""
    return text(codes + " ; ".join(said)) or "—"


def _others(shown: Sequence[Modality]) -> str:
    return "autres réponses" if shown else "réponses différentes"


def _yes_no_table(questions: Sequence[QuestionResult], captions: Captions) -> Table:
    rows: list[tuple[str, ...]] = []
    for question in questions:
        counts = {fold(modality.label): modality.count for modality in question.modalities}
        base = question.respondents
        other = base - counts.get("oui", 0) - counts.get("non", 0)
        unsure = _cell(other, base) if other else _NOBODY
        cells = (_cell(counts.get("oui", 0), base), _cell(counts.get("non", 0), base), unsure)
        rows.append((question_title(question), *cells, figure(base), figure(question.non_responses)))
    headers: tuple[str, ...] = ("Question", "Oui", "Non", "Sans avis", "Répondants", "Sans réponse")
    caption = captions.next("Tableau", "questions auxquelles répondre par oui ou par non")
    if not any(row[3] != _NOBODY for row in rows):
        headers = (*headers[:3], *headers[4:])
        rows = [(*row[:3], *row[4:]) for row in rows]
        return Table(caption, headers, tuple(rows), (0.4, 0.15, 0.15, 0.15, 0.15), frozenset({1, 2, 3, 4}))
    return Table(caption, headers, tuple(rows), (0.32, 0.14, 0.14, 0.12, 0.14, 0.14), frozenset({1, 2, 3, 4, 5}))


def _cell(count: int, base: int) -> str:
    return f"{percent(count, base)} ({figure(count)})"


def _table(question: QuestionResult, caption: str, *, drawn: bool) -> Table:
    base = question.respondents
    rows = [(text(m.label) or "(sans libellé)", figure(m.count), percent(m.count, base)) for m in question.modalities]
    headers = ("Réponse", "Effectif", "Part des répondants")
    return Table(caption, headers, tuple(rows), (0.6, 0.17, 0.23), frozenset({1, 2}), drawn)


def _figure(question: QuestionResult, caption: str) -> Figure:
    base = question.respondents
    shown = list(question.modalities)
    if len(shown) > _MOST_BARS:
        most = set(sorted(range(len(shown)), key=lambda i: (-shown[i].count, i))[:_MOST_BARS])
        shown = [modality for index, modality in enumerate(shown) if index in most]
        caption += " (réponses les plus fréquentes)"
    bars = tuple(
        Bar(
            text(m.label) or "(sans libellé)", min(1.0, m.count / base), f"{percent(m.count, base)} ({figure(m.count)})"
        )
        for m in shown
    )
    words = " ; ".join(f"{bar.label} : {bar.display}" for bar in bars)
    alt = text(f"Diagramme en barres horizontales, part des {figure(base)} répondants. {words}.")
    return Figure(caption, alt, bars)


def _other_questions(questions: Sequence[QuestionResult], *, has_closed: bool) -> list[Block]:
    opened = [question for question in questions if question.kind == "ouverte"]
    found: list[Block] = []
    if not has_closed:
        found.append(paragraph("Ce questionnaire ne comporte pas de question fermée exploitable."))
    if opened:
        titles = enumerate_fr([_open_title(question) for question in opened])
        found.append(_open_paragraph(titles, len(opened)))
    return found


def _open_title(question: QuestionResult) -> str:
    count = f"{counted(question.respondents, 'réponse', 'réponses', feminine=True)}"
    return f"{quoted(question_title(question))} ({count})"


def _open_paragraph(titles: str, count: int) -> Paragraph:
    head = "Question ouverte" if count == 1 else "Questions ouvertes"
    return paragraph(f"{head}, dont les réponses sont analysées dans les thèmes : {titles}.")
