"""The annexes of the bilan: method, coverage, what a person should check, lines left out and why. No verbatim words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from assises_nlp.export.document_model import Block, BulletList, Heading, Item, Table, paragraph, runs, text
from assises_nlp.export.french import NATURES, capitalise, counted, figure, flag_fr, locator_fr, without_stop
from assises_nlp.export.questionnaire_part import Captions
from assises_nlp.export.sources import Dossier
from assises_nlp.export.statement_lines import References, kept, quotes
from assises_nlp.records import Remark, Statement, Status, ThemeDraft

STATUS_NAMES: dict[Status, str] = {
    "utilisee": "Utilisées dans le bilan",
    "annexe": "Non retenues dans le bilan, listées en annexe interne",
    "procedurale": "Déroulement des séances, présentations et récapitulations",
    "non_informative": "Sans contenu exploitable (« RAS », réponses vides de sens)",
    "a_verifier": "À vérifier par le rapporteur",
}
_METHOD = (
    "Ce document est un projet établi par un programme d’analyse de textes qui fonctionne sans "
    "connexion et sans modèle "
    "génératif. Chaque ligne est tirée des remarques citées en source : la rédaction est à relire et à valider.",
    "Les remarques ont été extraites des comptes rendus et des réponses, débarrassées des noms "
    "de personnes, puis classées "
    "par thème et par nature. Les remarques qui disent la même chose forment une seule ligne.",
    "Les intervenants des séances et les répondants aux questionnaires sont comptés à part et "
    "ne sont jamais additionnés. "
    "L’auteur d’une contribution écrite compte comme un répondant. Les présentations, "
    "récapitulations et conclusions des "
    "organisateurs ainsi que les données des services ne comptent pour aucune voix.",
    "« Consensus » : évoqué dans plusieurs séances et par plusieurs publics, sans avis "
    "contraire relevé. « Majoritaire » : "
    "compté par un vote. « Évoqué » : plusieurs voix, sans avis contraire notable. « Avis divergents » : des avis "
    "favorables et défavorables ont été exprimés. Le silence ne vaut pas accord.",
    "Le repère placé sous chaque ligne renvoie aux séances et aux questionnaires ; les "
    "citations figurent dans l’annexe "
    "interne « annexe-verbatims » et dans la version de travail « synthese.html ».",
)
_MOST_PLACES = 6
_DEFAULT_REASON = "au-delà du nombre de lignes retenu par liste"


def annex_blocks(dossier: Dossier, captions: Captions, references: References) -> list[Block]:
    return [
        Heading(1, "Annexe 1. Méthode", "annexe-methode"),
        *(paragraph(sentence) for sentence in _METHOD),
        *_coverage(dossier, captions),
        *_to_check(dossier, captions, references),
        *_left_out(dossier),
    ]


def _coverage(dossier: Dossier, captions: Captions) -> list[Block]:
    counts = dossier.coverage()
    total = len(dossier.remarks)
    rows = tuple((text(STATUS_NAMES[status]), figure(count)) for status, count in counts.items())
    blocks: list[Block] = [
        Heading(1, "Annexe 2. Couverture", "annexe-couverture"),
        paragraph(
            "Chaque passage recueilli a un statut et un seul : la somme des cinq nombres est le total des remarques."
        ),
        Table(
            captions.next("Tableau", "devenir des remarques"),
            ("Statut", "Remarques"),
            (*rows, ("Total", figure(total))),
            (0.8, 0.2),
            frozenset({1}),
        ),
    ]
    topics = [without_stop(text(topic)) for topic in dossier.synthesis.off_theme_topics if topic.strip()]
    if topics:
        blocks.append(paragraph("Sujets évoqués hors des thèmes de la consultation : " + " ; ".join(topics) + "."))
    return blocks


def _to_check(dossier: Dossier, captions: Captions, references: References) -> list[Block]:
    blocks: list[Block] = [Heading(1, "Annexe 3. Remarques et lignes à vérifier", "annexe-verifier")]
    doubtful = [remark for remark in dossier.remarks if dossier.status(remark.id) == "a_verifier"]
    if doubtful:
        noun = counted(len(doubtful), "remarque attend", "remarques attendent", feminine=True)
        blocks.append(
            paragraph(
                f"{capitalise(noun)} une relecture ; le texte figure dans « remarques.xlsx », statut « a_verifier »."
            )
        )
        blocks.append(
            Table(
                captions.next("Tableau", "remarques à vérifier"),
                ("Source", "Motif", "Remarques", "Emplacements"),
                tuple(_check_rows(doubtful, dossier)),
                (0.1, 0.38, 0.14, 0.38),
                frozenset({2}),
            )
        )
    else:
        blocks.append(paragraph("Aucune remarque n’est en attente de vérification."))
    for title, lines in _rapporteur_lists(dossier, references):
        if lines:
            blocks.append(Heading(2, title, f"annexe-verifier-{len(blocks)}"))
            blocks.append(BulletList(tuple(Item(runs(line)) for line in lines)))
    return blocks


def reason(remark: Remark, dossier: Dossier) -> str:
    """Why a remark waits for a person, in French."""
    label = dossier.labels.get(remark.id)
    found = remark.withheld or (label.reason if label else "non classée") or "classement incertain"
    return without_stop(text(found.replace("_", " "))) or "classement incertain"


def _check_rows(doubtful: Iterable[Remark], dossier: Dossier) -> Iterable[tuple[str, ...]]:
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for remark in doubtful:
        found[dossier.source(remark.id).code, reason(remark, dossier)].append(locator_fr(remark.locator))
    for (code, why), places in found.items():
        known = list(dict.fromkeys(place for place in places if place))
        shown = " ; ".join(known[:_MOST_PLACES]) + (" ; …" if len(known) > _MOST_PLACES else "")
        yield code, why, figure(len(places)), text(shown) or "—"


def _rapporteur_lists(dossier: Dossier, references: References) -> Iterable[tuple[str, list[str]]]:
    themes = dossier.synthesis.themes
    orphans = [
        _named(statement, references)
        for theme in themes
        for statement in kept(theme.preconisations)
        if not references.linked(statement.id, "constat") and not references.linked(statement.id, "bonne pratique")
    ]
    unanswered = [
        _named(statement, references)
        for theme in themes
        for statement in kept(theme.constats)
        if statement.nature == "constat" and not references.linked(statement.id, "préconisation")
    ]
    flagged = [
        f"{_named(statement, references).removesuffix('.')} ({', '.join(flag_fr(flag) for flag in statement.flags)})."
        for theme in themes
        for statement in (*kept(theme.constats), *kept(theme.preconisations))
        if statement.flags
    ]
    yield "Préconisations sans constat", orphans
    yield "Constats sans préconisation", unanswered
    yield "Lignes à ne pas diffuser sans relecture", flagged
    yield "Avertissements de l’analyse", [f"{without_stop(text(notice))}." for notice in dossier.synthesis.notices]


def _named(statement: Statement, references: References) -> str:
    return f"{capitalise(references.names[statement.id])} : {without_stop(text(statement.text))}."


def left_out(theme: ThemeDraft) -> list[tuple[Statement, str]]:
    """The lines of a theme that are not in the draft, each with its reason in French."""
    found = [(s, "rejetée à la relecture") for s in (*theme.constats, *theme.preconisations) if s.state == "rejete"]
    for statement in theme.annexed:
        why = ", ".join(flag_fr(flag) for flag in statement.flags) or _DEFAULT_REASON
        found.append((statement, "rejetée à la relecture" if statement.state == "rejete" else why))
    return found


def _left_out(dossier: Dossier) -> list[Block]:
    blocks: list[Block] = [Heading(1, "Annexe 4. Lignes écartées", "annexe-ecartees")]
    for rank, theme in enumerate(dossier.synthesis.themes, 1):
        items = tuple(
            Item(
                runs(f"{capitalise(without_stop(text(statement.text)))}."),
                runs(_left_out_marks(statement, why, dossier)),
                quotes=quotes(statement.supports, dossier),
                codes=dossier.codes(statement.supports),
            )
            for statement, why in left_out(theme)
        )
        if items:
            blocks.append(Heading(2, text(theme.title), f"annexe-ecartees-{rank}"))
            blocks.append(BulletList(items))
    if len(blocks) == 1:
        blocks.append(paragraph("Aucune ligne n’a été écartée."))
    return blocks


def _left_out_marks(statement: Statement, why: str, dossier: Dossier) -> str:
    codes = ", ".join(dossier.codes(statement.supports)) or "aucune"
    return f"{capitalise(NATURES[statement.nature])} — motif : {without_stop(text(why))}. Sources : {codes}."
