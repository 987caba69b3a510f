"""Chapter 2: each closed question as one sentence, a table and a figure; intervals stay in the data file."""

from __future__ import annotations

from collections.abc import Sequence

from assises_nlp.export.document_model import Bar, Block, Figure, Heading, Paragraph, Table, paragraph, text
from assises_nlp.export.french import counted, enumerate_fr, figure, percent
from assises_nlp.export.sources import Dossier, Source
from assises_nlp.records import Modality, QuestionResult

SHOWN_KINDS = ("fermee", "multiple", "echelle", "numerique")
FEW_ANSWERS = 30
_MOST_BARS = 12


class Captions:
    """Numbers of tables and figures, counted apart."""

    def __init__(self) -> None:
        self._counts = {"Tableau": 0, "Figure": 0}

    def next(self, kind: str, title: str) -> str:
        self._counts[kind] += 1
        return text(f"{kind} {self._counts[kind]} – {title}")


def questionnaire_blocks(dossier: Dossier, captions: Captions, chapter: int) -> list[Block]:
    blocks: list[Block] = [Heading(1, f"{chapter}. Analyse des questionnaires", "questionnaires")]
    answered = [source for source in dossier.sources if source.questionnaire is not None]
    if not answered:
        return [*blocks, paragraph("Aucun questionnaire n’a été versé au dossier.")]
    blocks.append(
        paragraph(
            "Les réponses sont volontaires : elles décrivent l’avis de ceux qui ont répondu et "
            "ne représentent pas l’ensemble "
            "de la population. Les pourcentages sont calculés sur les seules personnes qui ont répondu à la question."
        )
    )
    for rank, source in enumerate(answered, 1):
        blocks.extend(_questionnaire(source, captions, f"{chapter}.{rank}"))
    return blocks


def _questionnaire(source: Source, captions: Captions, number: str) -> list[Block]:
    result = source.questionnaire
    assert result is not None
    blocks: list[Block] = [
        Heading(2, text(f"{number}. {source.title} ({source.code})"), f"questionnaire-{source.code}"),
        paragraph(_base_sentence(source)),
    ]
    if result.responses < FEW_ANSWERS:
        blocks.append(
            paragraph(
                "Effectif faible (moins de 30 réponses) : ces résultats sont à lire avec prudence.", style="warning"
            )
        )
    shown = [question for question in result.questions if question.kind in SHOWN_KINDS and question.modalities]
    for rank, question in enumerate(shown, 1):
        blocks.extend(_question(question, result.responses, captions, f"question-{source.code}-{rank}"))
    blocks.extend(_other_questions(result.questions, has_closed=bool(shown)))
    return blocks


def _base_sentence(source: Source) -> str:
    result = source.questionnaire
    assert result is not None
    sentence = f"{figure(result.responses)} réponse{'s' if result.responses > 1 else ''} – public : {source.audience}"
    if result.invited:
        rate = percent(result.responses, result.invited)
        sentence += f" ; {figure(result.invited)} personnes invitées, soit un taux de réponse de {rate}"
    else:
        sentence += " ; nombre de personnes invitées inconnu"
    if result.unfinished:
        sentence += f" ; {counted(result.unfinished, 'questionnaire inachevé', 'questionnaires inachevés')}"
    return sentence + "."


def _question(question: QuestionResult, responses: int, captions: Captions, anchor: str) -> list[Block]:
    title = text(question.title)
    blocks: list[Block] = [Heading(3, title, anchor), paragraph(sentence(question))]
    if question.respondents < FEW_ANSWERS <= responses:
        blocks.append(paragraph("Moins de 30 réponses à cette question : à lire avec prudence.", style="warning"))
    short = title if len(title) <= 90 else title[:87].rsplit(" ", 1)[0] + "…"
    blocks.append(_table(question, captions.next("Tableau", short)))
    if len(question.modalities) > 1 and question.respondents:
        blocks.append(_figure(question, captions.next("Figure", short)))
    return blocks


def _table(question: QuestionResult, caption: str) -> Table:
    base = question.respondents
    rows = [(text(m.label) or "(sans libellé)", figure(m.count), percent(m.count, base)) for m in question.modalities]
    rows.append(("Répondants à la question", figure(base), "—"))
    rows.append(("Sans réponse", figure(question.non_responses), "—"))
    headers = ("Réponse", "Effectif", "Part des répondants")
    return Table(caption, headers, tuple(rows), (0.6, 0.17, 0.23), frozenset({1, 2}))


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


def sentence(question: QuestionResult) -> str:
    """One plain sentence that states the result with its base."""
    base = question.respondents
    if not base:
        return "Personne n’a répondu à cette question."
    ranked = sorted(question.modalities, key=lambda m: -m.count)
    if question.kind == "multiple":
        return _multiple_sentence(ranked, base)
    pair = _scale_pair(question) if question.kind == "echelle" else None
    if pair:
        total = sum(modality.count for modality in pair)
        said = " ou ".join(_quoted(modality.label) for modality in pair)
        return f"{percent(total, base)} des répondants ({figure(total)} sur {figure(base)}) ont répondu {said}."
    top = ranked[0]
    share = f"{percent(top.count, base)} des répondants ({figure(top.count)} sur {figure(base)})"
    if top.count == base:
        return f"Tous les répondants ({figure(base)}) ont répondu {_quoted(top.label)}."
    if 2 * top.count > base or len(ranked) < 2:
        return f"{share} ont répondu {_quoted(top.label)}."
    if ranked[1].count == top.count:
        alike = enumerate_fr([_quoted(m.label) for m in ranked if m.count == top.count])
        return f"Les réponses les plus fréquentes sont {alike}, données chacune par {share}."
    second = f"{_quoted(ranked[1].label)} ({percent(ranked[1].count, base)}, soit {figure(ranked[1].count)})"
    return f"La réponse la plus fréquente est {_quoted(top.label)}, donnée par {share}, devant {second}."


def _multiple_sentence(ranked: Sequence[Modality], base: int) -> str:
    first, *others = [modality for modality in ranked if modality.count][:3] or [ranked[0]]
    said = f"Plusieurs réponses étaient possibles : {_quoted(first.label)} est choisi par {percent(first.count, base)} "
    said += f"des répondants ({figure(first.count)} sur {figure(base)})"
    if others:
        said += ", puis " + enumerate_fr(
            [f"{_quoted(m.label)} par {percent(m.count, base)} ({figure(m.count)})" for m in others]
        )
    return said + "."


def _scale_pair(question: QuestionResult) -> tuple[Modality, Modality] | None:
    """The two choices at one end of a scale of four or more, where together they hold more than half."""
    scale = question.modalities
    if len(scale) < 4:
        return None
    for pair in ((scale[0], scale[1]), (scale[-1], scale[-2])):
        total = pair[0].count + pair[1].count
        if 2 * total > question.respondents and all(modality.count for modality in pair):
            return pair
    return None


def _quoted(label: str) -> str:
    return f"« {text(label) or 'sans libellé'} »"


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
    return f"{_quoted(question.title)} ({count})"


def _open_paragraph(titles: str, count: int) -> Paragraph:
    head = "Question ouverte" if count == 1 else "Questions ouvertes"
    return paragraph(f"{head}, dont les réponses sont analysées dans les thèmes : {titles}.")
