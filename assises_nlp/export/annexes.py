"""The annexes of the bilan: method, coverage, what a person should check, lines left out and why. No verbatim words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from assises_nlp.export.clean import clean
from assises_nlp.export.document_model import (
    Block,
    BulletList,
    Heading,
    Item,
    Quote,
    Run,
    Table,
    paragraph,
    runs,
    text,
)
from assises_nlp.export.flags import CONTRADICTION, CONTRADICTORY, flag_words
from assises_nlp.export.french import (
    NATURES,
    NBSP,
    SENSITIVE,
    capitalise,
    counted,
    figure,
    flag_fr,
    list_start,
    locator_fr,
    short_locator,
    without_stop,
)
from assises_nlp.export.questionnaire_part import Captions
from assises_nlp.export.sources import Dossier
from assises_nlp.export.statement_lines import (
    COLUMN_SHOWN,
    SHOWN_ENGAGEMENTS,
    References,
    kept,
    ordered_engagements,
    quotes,
)
from assises_nlp.records import OFF_THEME, Engagement, Remark, Statement, Status, ThemeDraft

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
    "par thème et par nature. Les remarques qui disent la même chose forment une seule ligne ; {voix}",
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
_OWN_VOICES = "les voix indiquées sont celles de la ligne seule, non de ses mesures."
_ALL_VOICES = (
    "les voix indiquées sont celles de toutes les remarques qui l’appuient, le repère de chaque mesure celles de la "
    "mesure. Lorsqu’une liste serait trop longue, les lignes d’un même domaine y sont réunies sous un axe plus large."
)
FICTITIOUS = "Données fictives – document de démonstration, sans valeur officielle"
UNCERTAIN = "classement incertain"
WITHHELD = "[texte retenu jusqu’à sa relecture]"
_LISTS = {"constat": "Constats", "bonne_pratique": "Bonnes pratiques", "preconisation": "Préconisations"}
REPHRASE = "a_reformuler"
LIST_FULL = "au-delà du nombre de lignes retenu par liste"


def annex_blocks(dossier: Dossier, captions: Captions, references: References) -> list[Block]:
    voices = _ALL_VOICES if _has_phrasebook(dossier) else _OWN_VOICES
    return [
        Heading(1, "Annexe 1. Méthode", "annexe-methode", new_page=True),
        *(paragraph(sentence.replace("{voix}", voices)) for sentence in _METHOD),
        *_coverage(dossier, captions),
        *_to_check(dossier, references),
        *_left_out(dossier),
        *_more_engagements(dossier, references),
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
            captions.next("Tableau", "Devenir des remarques"),
            ("Statut", "Remarques"),
            (*rows, ("Total", figure(total))),
            (0.8, 0.2),
            frozenset({1}),
        ),
    ]
    topics = _off_theme(dossier)
    if topics:
        blocks.append(paragraph("Sujets évoqués hors des thèmes de la consultation : " + " ; ".join(topics) + "."))
    return blocks


def _off_theme(dossier: Dossier) -> list[str]:
    """The subjects, each once: « École et formation : cantine » and « École et formation » are one."""
    topics = (without_stop(text(topic)).replace(NBSP, " ") for topic in dossier.synthesis.off_theme_topics)
    bare = (topic.partition(" : ")[0] for topic in topics if topic)
    found = dict.fromkeys(topic for topic in bare if not topic.startswith("Autres remarques"))
    return [text(topic) for topic in found]


def _to_check(dossier: Dossier, references: References) -> list[Block]:
    blocks: list[Block] = [Heading(1, "Annexe 3. Remarques et lignes à vérifier", "annexe-verifier")]
    doubtful = [remark for remark in dossier.remarks if dossier.status(remark.id) == "a_verifier"]
    if doubtful:
        noun = counted(len(doubtful), "remarque attend", "remarques attendent", feminine=True)
        blocks.append(
            paragraph(
                f"{capitalise(noun)} une relecture ; le détail figure dans « remarques.xlsx », feuille « À vérifier »."
            )
        )
        blocks.append(BulletList(tuple(_check_items(doubtful, dossier))))
    else:
        blocks.append(paragraph("Aucune remarque n’est en attente de vérification."))
    for title, lines in _rapporteur_lists(dossier, references):
        if lines:
            blocks.append(Heading(2, title, f"annexe-verifier-{len(blocks)}"))
            blocks.append(BulletList(tuple(Item(runs(line)) for line in lines)))
    return blocks


def reason(remark: Remark) -> str:
    """Why a remark waits for a person, in French."""
    return without_stop(text((remark.withheld or "").replace("_", " "))) or UNCERTAIN


def doubtful_quote(remark: Remark, dossier: Dossier) -> Quote:
    """A remark to check, with its reason and the class that the program would give it; what the privacy pass
    withholds is not shown.
    """
    source = dossier.source(remark.id)
    label = dossier.labels.get(remark.id)
    titles = {theme.id: theme.title for theme in dossier.synthesis.grid.themes} | {OFF_THEME: "hors thème"}
    note = reason(remark)
    if label and not remark.withheld:
        note += f" : « {titles.get(label.theme, label.theme)} », {NATURES[label.nature]} ?"
    return Quote(
        text=WITHHELD if remark.withheld else clean(remark.text),
        code=source.code,
        source=text(source.title),
        audience=text(source.audience),
        place=text(locator_fr(remark.locator, COLUMN_SHOWN)),
        role=text(remark.role) if remark.role else None,
        note=text(note),
        short_place=text(short_locator(remark.locator)),
    )


def _check_items(doubtful: Sequence[Remark], dossier: Dossier) -> Iterable[Item]:
    """One line a reason, the withheld ones first; the remarks unfold below it in the html."""
    found: dict[str, list[Remark]] = defaultdict(list)
    for remark in sorted(doubtful, key=lambda remark: not remark.withheld):
        found[reason(remark)].append(remark)
    for why, remarks in found.items():
        counts = Counter(dossier.source(remark.id).code for remark in remarks)
        count = counted(len(remarks), "remarque", "remarques", feminine=True)
        yield Item(
            runs(f"{capitalise(why)} ({count})."),
            runs(Run(f"Sources : {_counted_codes(counts)}.", "marks")),
            quotes=tuple(doubtful_quote(remark, dossier) for remark in remarks),
            codes=tuple(counts),
        )


def _counted_codes(counts: Mapping[str, int]) -> str:
    """« E1 (5), Q2 (11) »."""
    return ", ".join(f"{code} ({figure(count)})" for code, count in counts.items())


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
    drafted = [s for theme in themes for s in (*kept(theme.constats), *kept(theme.preconisations))]
    sensitive = [_flagged(s, references, dossier) for s in drafted if set(s.flags) & set(SENSITIVE)]
    others = [_flagged(s, references, dossier) for s in drafted if s.flags and not set(s.flags) & set(SENSITIVE)]
    yield "Lignes à ne pas diffuser sans relecture", sensitive
    yield "Lignes à reprendre ou à vérifier", others
    yield "Chiffres contradictoires", _contradictory(dossier)
    yield "Préconisations sans constat", orphans
    yield "Constats sans préconisation", unanswered
    yield "Avertissements de l’analyse", [f"{without_stop(text(notice))}." for notice in dossier.notices()]


def _contradictory(dossier: Dossier) -> list[str]:
    """The figures that documents give differently and that no line of the draft holds."""
    annexed = (s for theme in dossier.synthesis.themes for s in theme.annexed if CONTRADICTORY in s.flags)
    said = (word for s in annexed for word in flag_words(s, dossier) if word.startswith(CONTRADICTION))
    told = (word.removeprefix(CONTRADICTION).strip(f" :{NBSP}") for word in dict.fromkeys(said))
    return [f"{capitalise(word[1:-1] if word.startswith('(') else word)}." for word in told]


def _flagged(statement: Statement, references: References, dossier: Dossier) -> str:
    return f"{_named(statement, references).removesuffix('.')} ({' ; '.join(flag_words(statement, dossier))})."


def _named(statement: Statement, references: References) -> str:
    return f"{capitalise(references.names[statement.id])} : {without_stop(text(statement.text))}."


def left_out(theme: ThemeDraft) -> list[tuple[Statement, str]]:
    """The lines of a theme that are not in the draft, each with its reason in French."""
    found = [(s, "rejetée à la relecture") for s in theme.lines if s.state == "rejete"]
    for statement in theme.annexed:
        why = ", ".join(flag_fr(flag) for flag in statement.flags) or LIST_FULL
        found.append((statement, "rejetée à la relecture" if statement.state == "rejete" else why))
    return found


def told(statement: Statement, dossier: Dossier) -> bool:
    """Whether a line left out reads as a line: it is worded by the phrasebook or, where the grid has none, drafted without a
    fault. Of the others, only their remarks are given: what is rewritten badly misleads.
    """
    return statement.wording is not None if _has_phrasebook(dossier) else REPHRASE not in statement.flags


def _has_phrasebook(dossier: Dossier) -> bool:
    """Whether lines of a phrasebook word the draft."""
    return any(s.wording for theme in dossier.synthesis.themes for s in (*theme.lines, *theme.annexed))


def _left_out(dossier: Dossier) -> list[Block]:
    """The points that found no place in the lists, then how many remarks are in no line, which unfold in the html."""
    blocks: list[Block] = [Heading(1, "Annexe 4. Autres points relevés", "annexe-autres-points")]
    for rank, theme in enumerate(dossier.synthesis.themes, 1):
        points: dict[str, list[Item]] = defaultdict(list)
        remarks: dict[str, list[Statement]] = defaultdict(list)
        for statement, why in left_out(theme):
            title = _points_title(_LISTS[statement.nature], why)
            if statement.state == "rejete" or told(statement, dossier):
                points[title].append(_point(statement, dossier))
            else:
                remarks[title].append(statement)
        if points or remarks:
            blocks.append(Heading(2, text(theme.title), f"annexe-autres-points-{rank}"))
        for title in sorted(points, key=_list_rank):
            blocks.append(paragraph(title, style="label"))
            blocks.append(BulletList(tuple(points[title])))
        if remarks:
            blocks.append(paragraph("Remarques qu’aucune ligne ne reprend", style="label"))
            groups = sorted(remarks.items(), key=lambda pair: _list_rank(pair[0]))
            blocks.append(BulletList(tuple(_untold(title, lines, dossier) for title, lines in groups)))
    if len(blocks) == 1:
        blocks.append(paragraph("Toutes les lignes rédigées figurent dans le bilan."))
    return blocks


def _point(line: Statement, dossier: Dossier) -> Item:
    """A line with its measures between brackets and its sources; its quotes unfold in the html."""
    measures = [m for m in line.measures if without_stop(m.text) != without_stop(line.text)]
    more = f"{NBSP}; ".join(list_start(without_stop(text(measure.text)), dossier.common) for measure in measures)
    return _short(line, dossier, more=f" ({more})" if more else "")


def _points_title(list_title: str, why: str) -> str:
    return list_title if why == LIST_FULL else f"{list_title} – motif : {without_stop(text(why))}"


def _list_rank(title: str) -> tuple[int, str]:
    """Sorting key of the titles of lists, with or without a reason after them: in the order of a chapter."""
    names = list(_LISTS.values())
    return names.index(title.partition(" – ")[0]), title


def _untold(title: str, lines: Sequence[Statement], dossier: Dossier) -> Item:
    """« Constats : 43 remarques, à lire dans l’annexe interne », with their sources; they unfold in the html."""
    supports = {support.remark: support for line in lines for support in (*line.supports, *line.opposing)}
    count = counted(len(supports), "remarque", "remarques", feminine=True)
    places = Counter(dossier.source(name).code for name in sorted(supports, key=lambda name: dossier.ranks[name]))
    return Item(
        runs(f"{title}{NBSP}: {count}, à lire dans l’annexe interne « annexe-verbatims »."),
        runs(Run(f"Sources : {_counted_codes(places)}.", "marks")),
        quotes=quotes(supports.values(), dossier),
        codes=tuple(places),
    )


def _short(line: Statement | Engagement, dossier: Dossier, name: str = "", more: str = "") -> Item:
    """A line, what is told with it, and its sources in brackets; its quotes unfold in the html."""
    codes = dossier.codes(line.supports)
    return Item(
        runs(
            f"{name}{capitalise(without_stop(text(line.text)))}{more}",
            Run(f" [{', '.join(codes) or 'aucune source'}]", "marks"),
            ".",
        ),
        quotes=quotes(line.supports, dossier),
        codes=codes,
    )


def _more_engagements(dossier: Dossier, references: References) -> list[Block]:
    blocks: list[Block] = []
    for rank, theme in enumerate(dossier.synthesis.themes, 1):
        more = ordered_engagements(theme)[SHOWN_ENGAGEMENTS:]
        if more:
            names = (f"{references.names[engagement.id].rsplit(' ', 1)[1]} – " for engagement in more)
            blocks.append(Heading(2, text(theme.title), f"annexe-engagements-{rank}"))
            blocks.append(BulletList(tuple(_short(e, dossier, name) for e, name in zip(more, names, strict=True))))
    return [Heading(1, "Annexe 5. Autres engagements annoncés", "annexe-engagements"), *blocks] if blocks else []
