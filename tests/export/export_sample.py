"""A rich consultation made by hand: three themes, twelve lines, two questionnaires, hostile texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assises_nlp.export import write_outputs
from assises_nlp.records import (
    AudienceCount,
    Engagement,
    Grid,
    Label,
    Locator,
    Measure,
    Meeting,
    Modality,
    Nature,
    Position,
    QuestionnaireResult,
    QuestionResult,
    Reject,
    Remark,
    Statement,
    Status,
    Support,
    Synthesis,
    ThemeDefinition,
    ThemeDraft,
    Topic,
    Voices,
)

HOSTILE = "<script>alert('x')</script> & *gras* _souligné_ | `code` [lien](http://x.test) \x00\x07\ud800\u202e#titre"
FORMULA = '=HYPERLINK("http://x.test";"cliquez")'
LONG_WORD = "anticonstitutionnellement" * 8

MEETINGS = {
    "d-elus-1": Meeting("d-elus-1", "2020-01-15_mayenne_elus.odt", "compte_rendu", "2020-01-15", "Mayenne", "elus"),
    "d-elus-2": Meeting(
        "d-elus-2", "cr/2020-01-17_chateau_elus.docx", "compte_rendu", "2020-01-17", "Château-Gontier", "elus"
    ),
    "d-forces": Meeting("d-forces", "2020-01-14_laval_forces.docx", "compte_rendu", "2020-01-14", "Laval", "forces"),
    "d-public": Meeting(
        "d-public", "2020-01-16_craon_grand-public.txt", "compte_rendu", "2020-01-16", "Craon", "grand_public"
    ),
    "d-autre": Meeting("d-autre", "reunion_jeunes.txt", "compte_rendu", None, None, "conseil_des_jeunes"),
    "d-contrib": Meeting(
        "d-contrib", "contribution_syndicat.rtf", "contribution", None, None, None, "Contribution d’un syndicat"
    ),
    "d-cadrage": Meeting("d-cadrage", "cadrage_services.docx", "cadrage"),
    "q-elus": Meeting("q-elus", "questionnaire_elus.xlsx", "questionnaire", "2020-01-09", None, "elus"),
    "q-public": Meeting("q-public", "questionnaire_public.csv", "questionnaire", None, None, "grand_public"),
}

_TEXTS: dict[str, list[tuple[str, str, Nature, Status]]] = {
    "d-elus-1": [
        ("Le maire estime que l’accueil de la brigade ferme trop tôt le soir.", "organisation", "constat", "utilisee"),
        ("Il faudrait rouvrir l’accueil de la brigade le samedi matin.", "organisation", "preconisation", "utilisee"),
        ("La permanence tournante en mairie est très appréciée.", "organisation", "bonne_pratique", "utilisee"),
        ("Les patrouilles mixtes avec la police municipale rassurent.", "partenariats", "constat", "utilisee"),
        ("Je ne veux pas de caméras dans le bourg.", "technologies", "preconisation", "utilisee"),
        ("La séance est ouverte à 18 h.", "hors_theme", "procedural", "procedurale"),
        ("La route départementale est pleine de trous.", "hors_theme", "constat", "annexe"),
    ],
    "d-elus-2": [
        ("L’accueil de la brigade devrait rouvrir le samedi.", "organisation", "preconisation", "utilisee"),
        ("On attend un référent par commune.", "partenariats", "preconisation", "utilisee"),
        ("La vidéoprotection est utile sur les parkings.", "technologies", "preconisation", "utilisee"),
        (f"Remarque à relire {HOSTILE}", "technologies", "constat", "a_verifier"),
    ],
    "d-forces": [
        (
            "Le commandant indique qu’un renfort de trois gendarmes arrivera en mars.",
            "organisation",
            "engagement",
            "utilisee",
        ),
        ("Une seule patrouille couvre le canton la nuit.", "organisation", "constat", "utilisee"),
        ("Nos logiciels ne communiquent pas entre eux.", "technologies", "constat", "utilisee"),
    ],
    "d-public": [
        ("Rouvrez la gendarmerie le samedi !", "organisation", "preconisation", "utilisee"),
        ("Pas de caméras : on se sent surveillés.", "technologies", "preconisation", "utilisee"),
        ("Les voisins vigilants, ça marche bien chez nous.", "partenariats", "bonne_pratique", "utilisee"),
        (f"Un mot interminable : {LONG_WORD}", "organisation", "constat", "annexe"),
    ],
    "d-autre": [("Les jeunes ignorent où déposer plainte.", "organisation", "constat", "annexe")],
    "d-contrib": [
        ("Le syndicat demande une loi sur les gardes champêtres.", "partenariats", "preconisation", "utilisee")
    ],
    "d-cadrage": [("36 protocoles de participation citoyenne sont signés.", "partenariats", "constat", "utilisee")],
    "q-elus": [
        (FORMULA, "technologies", "constat", "annexe"),
        ("Plus de patrouilles mixtes", "partenariats", "preconisation", "utilisee"),
        ("RAS", "hors_theme", "non_informatif", "non_informative"),
    ],
    "q-public": [
        *[("Rouvrir l’accueil le samedi", "organisation", "preconisation", "utilisee")] * 4,
        (f"Avis libre {HOSTILE}", "technologies", "constat", "utilisee"),
        ("- plus de lumière\n* moins de bruit", "partenariats", "preconisation", "annexe"),
    ],
}


@dataclass(frozen=True)
class Sample:
    synthesis: Synthesis
    remarks: tuple[Remark, ...]
    labels: Mapping[str, Label]
    topics: tuple[Topic, ...]
    meetings: Mapping[str, Meeting]
    rejects: tuple[Reject, ...]
    groups: Mapping[str, str]

    def write(self, folder: Path) -> Path:
        write_outputs(
            self.synthesis,
            self.remarks,
            self.labels,
            self.topics,
            self.meetings,
            self.rejects,
            self.groups,
            folder,
        )
        return folder

    def shuffled(self) -> Sample:
        """The same records in the opposite order."""
        return replace(
            self,
            remarks=self.remarks[::-1],
            labels=dict(reversed(list(self.labels.items()))),
            topics=self.topics[::-1],
            meetings=dict(reversed(list(self.meetings.items()))),
            rejects=self.rejects[::-1],
            groups=dict(reversed(list(self.groups.items()))),
        )


def _remarks() -> tuple[list[Remark], dict[str, Label], dict[str, Status]]:
    remarks: list[Remark] = []
    labels: dict[str, Label] = {}
    statuses: dict[str, Status] = {}
    for document, texts in _TEXTS.items():
        offset = 0
        for rank, (text, theme, nature, status) in enumerate(texts, 1):
            identity = f"{document}-{rank}"
            answer = document.startswith("q-")
            where = (
                Locator(offset, offset + len(text), row=rank + 1, column="Vos propositions")
                if answer
                else Locator(offset, offset + len(text), page=1 + rank // 4, paragraph=rank)
            )
            kind = MEETINGS[document].kind
            remarks.append(
                Remark(
                    id=identity,
                    document=document,
                    text=text,
                    locator=where,
                    voice=None if kind == "cadrage" else f"v{rank}",
                    role="maire" if document.startswith("d-elus") else None,
                    weight=0 if kind == "cadrage" else 1,
                    withheld="un nom de personne est à relire" if status == "a_verifier" else None,
                )
            )
            labels[identity] = Label(identity, theme, 0.91234, nature, 0.8, doubtful=status == "a_verifier")
            statuses[identity] = status
            offset += len(text) + 1
    return remarks, labels, statuses


def sample(*, fictitious: bool = True) -> Sample:
    remarks, labels, statuses = _remarks()
    synthesis = Synthesis(
        title="Assises territoriales de la sécurité intérieure en Mayenne",
        territory="Mayenne",
        grid=_GRID,
        meetings=tuple(MEETINGS.values()),
        questionnaires=_questionnaires(),
        themes=_themes({remark.id: remark for remark in remarks}),
        off_theme_topics=("voirie",),
        statuses=statuses,
        fictitious=fictitious,
        notices=("La date de « reunion_jeunes.txt » est inconnue : précisez-la dans « assises.toml ».",),
    )
    topics = (
        Topic("t1", "organisation", "accueil et horaires", ("accueil",), ("d-elus-1-1", "d-elus-1-2", "q-public-1")),
        Topic("t2", "technologies", "vidéoprotection", ("caméra",), ("d-elus-1-5", "d-elus-2-3", "d-public-2")),
    )
    groups = {remark.id: remark.id for remark in remarks} | {f"q-public-{n}": "q-public-1" for n in range(1, 5)}
    rejects = (
        Reject("abime.pdf", "Le fichier est protégé par un mot de passe : retirez-le.", "ab" * 32),
        Reject("absent.docx", "Le fichier est illisible : enregistrez-le de nouveau.", None),
    )
    return Sample(synthesis, tuple(remarks), labels, topics, MEETINGS, rejects, groups)


_GRID = Grid(
    "securite-interieure",
    "Assises territoriales de la sécurité intérieure",
    (
        ThemeDefinition("organisation", "Organisation territoriale des forces de sécurité", "…"),
        ThemeDefinition("partenariats", "Partenariats et continuum de sécurité", "…"),
        ThemeDefinition("technologies", "Les technologies : usages et perspectives", "…"),
    ),
)


def _modalities(*pairs: tuple[str, int], base: int) -> tuple[Modality, ...]:
    return tuple(Modality(label, n, round(100 * n / base, 1), (0.0, 100.0)) for label, n in pairs)


def _questionnaires() -> tuple[QuestionnaireResult, ...]:
    elus = QuestionnaireResult(
        "q-elus",
        49,
        (
            QuestionResult(
                "Êtes-vous satisfait de vos relations avec les forces de sécurité ?",
                "fermee",
                39,
                10,
                _modalities(("Oui", 38), ("Non", 1), base=39),
            ),
            QuestionResult(
                "La présence est-elle visible ?",
                "echelle",
                46,
                3,
                _modalities(("Tout à fait", 12), ("Plutôt", 21), ("Plutôt pas", 9), ("Pas du tout", 4), base=46),
            ),
            QuestionResult("Vos propositions", "ouverte", 3, 46),
            QuestionResult("Horodatage", "technique", 49, 0),
        ),
        name="Questionnaire « élus »",
        audience="elus",
        invited=242,
    )
    public = QuestionnaireResult(
        "q-public",
        21,
        (
            QuestionResult(
                "Quels sujets vous préoccupent ? <b>",
                "multiple",
                20,
                1,
                _modalities(
                    ("Les cambriolages et les dégradations dans les résidences secondaires du département", 14),
                    ("Le bruit", 8),
                    ("Autre $x^2$ 🙂", 0),
                    base=20,
                ),
            ),
        ),
        audience="grand_public",
        unfinished=2,
    )
    return elus, public


def _themes(by_id: Mapping[str, Remark]) -> tuple[ThemeDraft, ...]:
    def whole(*ids: str) -> tuple[Support, ...]:
        return tuple(Support(identity, by_id[identity].text) for identity in ids)

    def line(
        identity: str,
        nature: Nature,
        text: str,
        position: Position,
        ids: Sequence[str],
        speakers: int = 1,
        respondents: int = 0,
        meetings: int = 1,
        audiences: tuple[str, ...] = ("elus",),
        **more: object,
    ) -> Statement:
        counts = tuple(
            (name, AudienceCount(speakers if i == 0 else 0, respondents)) for i, name in enumerate(audiences)
        )
        voices = Voices(speakers, respondents, meetings, counts)
        return Statement(identity, nature, text, "t1", position, voices, whole(*ids), **more)  # type: ignore[arg-type]

    organisation = ThemeDraft(
        "organisation",
        "Organisation territoriale des forces de sécurité",
        "La question de l’organisation territoriale a fait l’objet d’un consensus sur l’accueil du public.",
        (
            line(
                "c1", "constat", "L’accueil de la brigade est jugé fermé trop tôt le soir", "repandu", ["d-elus-1-1"], 2
            ),
            line(
                "c2",
                "bonne_pratique",
                "À signaler, la permanence tournante en mairie, très appréciée",
                "isole",
                ["d-elus-1-3"],
            ),
            line(
                "c3",
                "constat",
                "Une seule patrouille couvre le canton la nuit",
                "isole",
                ["d-forces-2"],
                audiences=("forces",),
                flags=("diffusion_restreinte",),
            ),
        ),
        (
            line(
                "p1",
                "preconisation",
                "Réouverture de l’accueil de la brigade",
                "consensus",
                ["d-elus-1-2", "d-elus-2-1", "d-public-1", "q-public-1", "q-public-2", "q-public-3", "q-public-4"],
                5,
                41,
                3,
                ("elus", "grand_public"),
                measures=(
                    Measure("ouverture le samedi matin", whole("d-elus-1-2", "d-elus-2-1")),
                    Measure("Accueil à la carte", whole("q-public-1")),
                ),
                linked=("c1", "e1"),
                deadline="d’ici la fin de l’année",
            ),
            line("p2", "preconisation", "SMS d’alerte aux maires", "isole", ["d-elus-2-1"]),
        ),
        (Engagement("e1", "Un renfort de trois gendarmes arrivera en mars", whole("d-forces-1"), ("p1",)),),
        (
            line(
                "x1",
                "preconisation",
                "Affichage des horaires sur la porte",
                "isole",
                ["d-elus-1-1"],
                flags=("nombre_absent",),
            ),
            line(
                "x3",
                "preconisation",
                "Attention portée aux horaires affichés",
                "repandu",
                ["d-public-1"],
                2,
                title="Accueil du public",
                wording="accueil-informer",
            ),
        ),
        mentioned=("x3",),
    )
    partenariats = ThemeDraft(
        "partenariats",
        "Partenariats et continuum de sécurité",
        "Les partenariats sont jugés utiles.",
        (
            line(
                "c4",
                "constat",
                "36 protocoles de participation citoyenne sont signés",
                "repandu",
                ["d-cadrage-1"],
                0,
                0,
                0,
                (),
            ),
            line("c5", "bonne_pratique", "Le dispositif « voisins vigilants » fonctionne", "isole", ["d-public-3"]),
        ),
        (
            line(
                "p3",
                "preconisation",
                "Développement des patrouilles mixtes",
                "majoritaire",
                ["d-elus-1-4", "q-elus-2"],
                14,
                3,
                1,
            ),
            line(
                "p4",
                "preconisation",
                "Désignation d’un référent par commune",
                "isole",
                ["d-elus-2-2"],
                addressee="communes",
            ),
            line(
                "p5",
                "preconisation",
                "Modification de la loi sur les gardes champêtres",
                "isole",
                ["d-contrib-1"],
                0,
                1,
                0,
                (),
                frame="législatif",
            ),
            line(
                "p6", "preconisation", "Proposition rejetée par le rapporteur", "isole", ["d-elus-2-2"], state="rejete"
            ),
        ),
    )
    technologies = ThemeDraft(
        "technologies",
        "Les technologies : usages et perspectives",
        "Les avis sont divergents sur la vidéoprotection.",
        (
            line(
                "c6",
                "constat",
                "Les logiciels ne communiquent pas entre eux",
                "isole",
                ["d-forces-3"],
                audiences=("forces",),
            ),
            line("c7", "constat", f"Avis libre {HOSTILE}", "isole", ["q-public-5"], 0, 1, 0, ("grand_public",)),
        ),
        (
            line(
                "p7",
                "preconisation",
                "Installation de caméras sur les parkings",
                "divergent",
                ["d-elus-2-3"],
                opposing=whole("d-elus-1-5", "d-public-2"),
                state="valide",
            ),
        ),
    )
    return organisation, partenariats, technologies
