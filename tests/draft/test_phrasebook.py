"""The phrasebook: its texts, the sentences that say them and those that do not, the lines that a draft makes of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assises_nlp.draft import DraftOptions, marks
from assises_nlp.draft.final_check import statement_violations
from assises_nlp.draft.phrasebook import (
    NO_OPINION,
    Item,
    Likelihood,
    Line,
    Phrasebook,
    PhrasebookError,
    Setting,
    amended,
    own_phrasebook,
    phrasebook,
    search,
    statements,
)
from assises_nlp.draft.phrasebook.entries import assemble
from assises_nlp.draft.phrasebook.matching import says
from assises_nlp.draft.phrasebook.patterns import expanded, sentences
from assises_nlp.draft.polarity import DIVIDED, value_of
from assises_nlp.records import Label, Meeting, Nature, Remark, Statement

Say = Callable[..., Remark]
BOOK = phrasebook("securite-interieure")
ITEMS = [(line, item) for line in BOOK.lines for item in line.items]
THEMES = {"organisation", "partenariats", "technologies"}


def _names(pairs: Sequence[tuple[Line, Item]]) -> list[str]:
    return [f"{line.id}/{item.id}" for line, item in pairs]


# ------------------------------------------------------------------------------------------------ the French in it
@pytest.mark.parametrize(("line", "item"), ITEMS, ids=_names(ITEMS))
def test_an_item_is_said_by_its_examples_and_not_by_their_look_alikes(line: Line, item: Item) -> None:
    assert len(item.examples) >= 3
    assert len(item.counters) >= 2
    item.proof.check()  # the program compiles only what it looks for
    assert [text for text in item.examples if not says(item, text)] == []
    assert [text for text in item.counters if says(item, text)] == []


@pytest.mark.parametrize("line", BOOK.lines, ids=lambda line: line.id)
def test_the_texts_of_a_line_can_be_printed(line: Line) -> None:
    assert line.theme in THEMES
    texts = [line.text, *(item.text for item in line.items)]
    texts += [text for text in (line.infinitive, line.shared, *(item.infinitive for item in line.items)) if text]
    for raw in texts:
        text = expanded(raw)
        assert not re.search(r"['\"]|\s{2}|^\s|\s$|[.;:,]$", text), text
        assert text[0].islower() or text[0] in "ÉÀ" or re.match(r"[A-Z]{2,}", text), text
        assert 2 <= len(text.split()) <= 32, text
    for item in line.items:  # a number is told only where everybody says it
        assert all(number in example for number in re.findall(r"\d+", expanded(item.text)) for example in item.examples)
    if line.asks:
        assert line.infinitive
        assert all(item.infinitive for item in line.items)
    parts = {part: other for other in BOOK.lines for part in other.parts}
    assert all(parts[name].nature != "preconisation" for name in line.answers)


def test_no_text_is_printed_for_two_things() -> None:
    seen: dict[str, str] = {}
    for line, item in ITEMS:
        other = seen.setdefault(item.text, f"{line.id}/{item.id}")
        assert other == f"{line.id}/{item.id}", item.text


def test_contraries_are_of_one_theme() -> None:
    for line in BOOK.lines:
        assert {other.theme for other in BOOK.contraries(line)} <= {line.theme}
        assert line not in BOOK.contraries(line)


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    assert all(part.strip() for part in sentences(text))


def test_a_long_text_is_read_in_little_time() -> None:
    """Patterns must not take a time that grows with the square of what is said."""
    import time

    text = "la brigade de gendarmerie est ouverte le samedi et la police municipale patrouille avec les caméras " * 60
    start = time.process_time()
    for _, item in ITEMS:
        says(item, text)
    assert time.process_time() - start < 20


# ------------------------------------------------------------------------------------------------ reading the files
TABLE: dict[str, Any] = {
    "lexique": {"poste": "brigade|commissariat"},
    "lignes": [
        {
            "id": "ouvrir", "theme": "organisation", "nature": "preconisation", "titre": "Accueil", "sujets": ["horaires"],
            "texte": "extension de l’accueil du public", "infinitif": "étendre l’accueil du public", "repond": ["court"],
            "mesures": [
                {"id": "samedi", "texte": "ouverture le samedi", "infinitif": "ouvrir le samedi", "dit": [["ouv(?:r|ert)", "samedi"]]},
                {"id": "soir", "texte": "ouverture en soirée", "infinitif": "ouvrir en soirée", "dit": [["ouv(?:r|ert)", "soir"]]},
                {"id": "redite", "texte": "extension de l’accueil", "infinitif": "étendre l’accueil", "dit": [["etend"]]},
            ],
        },
        {
            "id": "fermer", "theme": "organisation", "nature": "preconisation", "titre": "Accueil", "refus": True,
            "texte": "absence d’ouverture le samedi", "contraire": "ouvrir",
            "mesures": [{"id": "samedi", "texte": "absence d’ouverture le samedi", "dit": [["inutile", "samedi"]]}],
        },
        {
            "id": "court", "theme": "organisation", "nature": "constat", "titre": "Accueil", "jugement": -1,
            "texte": "l’accueil est trop restreint", "contraire": "bon",
            "partage": "l’accueil satisfait les uns et paraît trop restreint aux autres",
            "mesures": [{"id": "ferme", "texte": "la <poste> est fermée".replace("<poste>", "brigade"), "dit": [["<poste>", "fermee?"]]},
                        {"id": "rare", "texte": "les horaires sont trop courts", "dit": [["horaires?", "courts?"]]}],
        },
        {
            "id": "bon", "theme": "organisation", "nature": "constat", "titre": "Accueil", "jugement": 1,
            "texte": "l’accueil est satisfaisant",
            "mesures": [{"id": "ok", "texte": "l’accueil est satisfaisant", "dit": [["accueil", "satisfaisant"]]}],
        },
    ],
}  # fmt: skip
SMALL = assemble([TABLE])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"nature": "avis"}, "nature"),
        ({"mesures": []}, "au moins une mesure"),
        ({"contraire": "rien"}, "« rien »"),
        ({"id": "fermer"}, "deux fois"),
        ({"mesures": [{"id": "a", "texte": "b", "dit": [["("]]}]}, "illisible"),
        ({"mesures": [{"id": "a", "texte": "b", "dit": [["<nulle_part>"]]}]}, "nulle_part"),
    ],
)
def test_a_phrasebook_that_cannot_be_used_is_refused_in_french(change: dict[str, Any], said: str) -> None:
    lines = [{**TABLE["lignes"][0], **change}, *TABLE["lignes"][1:]]
    with pytest.raises(PhrasebookError, match=said):
        assemble([{**TABLE, "lignes": lines}])


def test_a_grid_without_a_phrasebook_has_an_empty_one() -> None:
    assert phrasebook("espaces-publics-inconnus").lines == ()


OWN_LINE = """
[[lignes]]
id = "ombre"
theme = "organisation"
nature = "preconisation"
titre = "Ombre"
texte = "ombre sur les places"
[[lignes.mesures]]
id = "arbres"
texte = "arbres sur les places"
dit = [['arbre', 'place']]
"""


def test_a_folder_brings_lines_of_its_own(tmp_path: Path) -> None:
    assert own_phrasebook("securite-interieure", tmp_path) == BOOK
    (tmp_path / "formulations.toml").write_text(OWN_LINE, "utf-8")
    assert "ombre" in own_phrasebook("securite-interieure", tmp_path).by_id
    assert list(own_phrasebook("sans-recueil", tmp_path).by_id) == ["ombre"]


@pytest.mark.parametrize("text", ["[[lignes", "lignes = 3", "[[lignes]]\nid = 'a'", OWN_LINE.replace("'arbre'", "3")])
def test_lines_of_its_own_that_cannot_be_used_are_refused_in_french(tmp_path: Path, text: str) -> None:
    (tmp_path / "formulations.toml").write_text(text, "utf-8")
    with pytest.raises(PhrasebookError, match="»"):
        own_phrasebook("securite-interieure", tmp_path)


# ------------------------------------------------------------------------------------------------ from remarks to lines
def consultation(say: Say, said: Sequence[tuple[str, str, str, Nature]]) -> tuple[list[Remark], dict[str, Label]]:
    """(document, voice, text, nature) → remarks and their labels."""
    remarks = [say(text, id=f"r{n:02}", document=d, voice=v) for n, (d, v, text, _) in enumerate(said)]
    labels = {r.id: Label(r.id, "organisation", 0.9, said[n][3], 0.9) for n, r in enumerate(remarks)}
    return remarks, labels


def drafted(
    remarks: Sequence[Remark],
    labels: dict[str, Label],
    book: Phrasebook = SMALL,
    likelihood: Likelihood = NO_OPINION,
    **options: Any,
) -> dict[str, Statement]:
    meetings = {
        "e1": Meeting("e1", "e1", "compte_rendu", audience="elus"),
        "g1": Meeting("g1", "g1", "compte_rendu", audience="grand_public"),
        "q1": Meeting("q1", "q1", "questionnaire", audience="grand_public"),
    }
    setting = Setting(meetings, DraftOptions(**options), {r.id: "t1" for r in remarks}, 2)
    made = statements(book, search(book, "organisation", remarks, labels, meetings, likelihood), setting)
    return {str(statement.wording): statement for statement in made}


ASKED: list[tuple[str, str, str, Nature]] = [
    ("e1", "m1", "Il faudrait ouvrir la brigade le samedi.", "preconisation"),
    ("g1", "h1", "OUVREZ LE SAMEDI", "preconisation"),
    ("q1", "3", "ouvert le soir svp", "preconisation"),
    ("q1", "4", "Ouvrir le samedi et aussi le soir", "preconisation"),
]


def test_a_line_counts_every_voice_that_says_one_of_its_measures(say: Say) -> None:
    line = drafted(*consultation(say, ASKED))["ouvrir"]
    assert line.text == "Extension de l’accueil du public"
    assert [(m.text, len(m.supports)) for m in line.measures] == [
        ("Ouverture le samedi", 3),
        ("Ouverture en soirée", 2),
    ]
    assert (line.voices.speakers, line.voices.respondents, line.voices.meetings) == (2, 2, 2)
    assert line.title == "Accueil"


def test_one_measure_alone_is_the_line(say: Say) -> None:
    line = drafted(*consultation(say, ASKED[:2]))["ouvrir"]
    assert (line.text, line.measures) == ("Ouverture le samedi", ())


def test_the_infinitive_is_an_option(say: Say) -> None:
    line = drafted(*consultation(say, ASKED), form="infinitive")["ouvrir"]
    assert [line.text, *(m.text for m in line.measures)] == [
        "Étendre l’accueil du public", "Ouvrir le samedi", "Ouvrir en soirée",
    ]  # fmt: skip


def test_recaps_and_observations_do_not_support_a_request(say: Say) -> None:
    remarks, labels = consultation(say, ASKED[:2])
    recap = replace(remarks[0], weight=0)
    seen = replace(labels["r01"], nature="constat")
    assert drafted([recap, remarks[1]], {**labels, "r01": seen}) == {}


def test_a_refusal_supports_the_contrary_only(say: Say) -> None:
    said = [*ASKED[:2], ("g1", "h2", "Je suis contre l'ouverture le samedi, c'est inutile.", "preconisation")]
    made = drafted(*consultation(say, said))  # type: ignore[arg-type]
    assert {s.remark for s in made["ouvrir"].supports} == {"r00", "r01"}
    assert {s.remark for s in made["ouvrir"].opposing} == {"r02"}
    assert made["ouvrir"].position == "divergent"
    assert list(made) == ["ouvrir"]  # one question, one line, both sides of it quoted


def test_the_other_side_is_told_under_the_line_where_two_people_say_it(say: Say) -> None:
    refusal = "Ouvrir le samedi serait inutile."
    said: list[tuple[str, str, str, Nature]] = [
        *ASKED, ("g1", "h2", refusal, "preconisation"), ("q1", "9", refusal, "preconisation"),
    ]  # fmt: skip
    remarks, labels = consultation(say, said)
    line = drafted(remarks, labels)["ouvrir"]
    assert line.measures[-1].text == "En sens contraire, absence d’ouverture le samedi"
    assert [s.remark for s in line.measures[-1].supports] == ["r04", "r05"]
    assert statement_violations(line, {r.id: r for r in remarks}, SMALL) == []
    alone = drafted(remarks[:5], {r.id: labels[r.id] for r in remarks[:5]})["ouvrir"]
    assert not any(m.text.startswith("En sens contraire") for m in alone.measures)
    three = [remarks[0], remarks[3], remarks[4]]
    divided = drafted(three, {r.id: labels[r.id] for r in three})["ouvrir"]
    assert divided.position == "divergent"
    assert divided.measures[-1].text.startswith("En sens contraire")


def test_what_one_line_says_is_not_the_contrary_of_what_another_part_would_say(say: Say) -> None:
    """Of an axis, only the part that is said has a contrary."""
    axis = {**TABLE, "lignes": [*TABLE["lignes"], {
        "id": "autre", "theme": "organisation", "nature": "constat", "titre": "Autre", "texte": "le parking est gardé",
        "mesures": [{"id": "p", "texte": "le parking est gardé", "dit": [["parking"]]}],
    }], "axes": [{"id": "axe", "titre": "Axe", "texte": "des locaux", "lignes": ["court", "autre"]}]}  # fmt: skip
    said: list[tuple[str, str, str, Nature]] = [
        ("e1", "m1", "Le parking est gardé.", "constat"), ("q1", "1", "Accueil satisfaisant", "constat"),
    ]  # fmt: skip
    made = drafted(*consultation(say, said), book=assemble([axis]))
    assert [line.opposing for line in made.values()] == [(), ()]
    assert {line.position for line in made.values()} == {"isole"}


def test_many_demands_are_no_consensus_on_one(say: Say) -> None:
    words = ["Ouvrir le samedi", "Ouvrir le soir"]
    said: list[tuple[str, str, str, Nature]] = [
        (d, f"v{n}", words[n % 2], "preconisation") for n, d in enumerate(["e1", "e1", "e1", "g1", "g1", "g1"])
    ]
    thresholds = {"consensus_meetings": 2, "consensus_voices": 4}
    assert drafted(*consultation(say, said), **thresholds)["ouvrir"].position == "repandu"
    same = [(d, v, words[0], nature) for d, v, _, nature in said]
    assert drafted(*consultation(say, same), **thresholds)["ouvrir"].position == "consensus"


# ------------------------------------------------------------------------------------------------ labels
@pytest.mark.parametrize(
    ("text", "before", "rank", "after"),
    [
        ("Ouvrir la brigade le samedi.", ("partenariats", "preconisation"), 0, ("organisation", "preconisation")),
        ("Ouvrir la brigade le samedi.", ("partenariats", "preconisation"), 1, ("partenariats", "preconisation")),
        ("Ouvrir la brigade le samedi.", ("partenariats", "procedural"), 0, ("partenariats", "procedural")),
        ("Les horaires sont trop courts.", ("organisation", "preconisation"), 1, ("organisation", "constat")),
        ("Il faudrait revoir les horaires, trop courts.", ("organisation", "preconisation"), 0, ("organisation", "preconisation")),
        ("Horaires courts", ("organisation", "preconisation"), 0, ("organisation", "preconisation")),  # a note may ask
        ("Les routes sont mauvaises.", ("organisation", "constat"), 0, ("organisation", "constat")),
    ],
)  # fmt: skip
def test_a_proof_corrects_a_label_where_the_second_opinion_agrees(
    say: Say, text: str, before: tuple[str, Nature], rank: int, after: tuple[str, Nature]
) -> None:
    remark = say(text, id="r")
    label = Label("r", before[0], 0.9, before[1], 0.9, doubtful=True)
    opinion = Likelihood({"r": {"ouvrir": rank, "court": rank}}, frozenset({"ouvrir", "court"}))
    found = amended([remark], {"r": label}, opinion, SMALL)["r"]
    assert (found.theme, found.nature) == after
    assert (found.reason is not None) is (before != after)
    assert amended([remark], {"r": label}, NO_OPINION, SMALL)["r"] == label


def test_a_proof_of_its_own_theme_makes_a_label_sure(say: Say) -> None:
    label = Label("r", "organisation", 0.4, "preconisation", 0.4, doubtful=True)
    opinion = Likelihood({"r": {"ouvrir": 2}}, frozenset({"ouvrir"}))
    found = amended([say("Ouvrir le samedi", id="r")], {"r": label}, opinion, SMALL)["r"]
    assert found == replace(label, doubtful=False)


def test_a_measure_that_repeats_its_line_is_not_printed_but_counts(say: Say) -> None:
    said: list[tuple[str, str, str, Nature]] = [*ASKED, ("g1", "h3", "Étendre l'accueil", "preconisation")]
    line = drafted(*consultation(say, said))["ouvrir"]
    assert [m.text for m in line.measures] == ["Ouverture le samedi", "Ouverture en soirée"]
    assert "r04" in {s.remark for s in line.supports}


def test_what_was_voted_on_is_what_is_asked(say: Say) -> None:
    asked: list[tuple[str, str, str, Nature]] = [
        ("e1", "m1", "Ouvrir le samedi : 19 pour, 2 contre.", "preconisation"),
        ("e1", "m2", "Ouvrir le samedi", "preconisation"),
        ("g1", "h1", "ouvrir le samedi svp", "preconisation"),
    ]
    assert drafted(*consultation(say, asked))["ouvrir"].position == "majoritaire"
    seen: list[tuple[str, str, str, Nature]] = [
        ("e1", "m1", "Les horaires sont trop courts : 19 pour, 2 contre.", "constat"),
        ("e1", "m2", "Les horaires sont trop courts", "constat"),
        ("g1", "h1", "horaires trop courts", "constat"),
    ]
    assert drafted(*consultation(say, seen))["court"].position != "majoritaire"


@pytest.mark.parametrize(
    ("text", "divided"),
    [
        ("plainte en visio : un policier pour, deux gendarmes contre", True),
        ("Les avis sont partagés.", True),
        ("Il est pour les caméras.", False),
        ("Trois patrouilles pour lutter la nuit.", False),
    ],
)
def test_opinions_that_a_remark_counts_on_both_sides_are_divided(text: str, divided: bool) -> None:
    assert (DIVIDED.search(text) is not None) is divided


@pytest.mark.parametrize(
    ("text", "put"),
    [
        ("Ouvrir le samedi, à condition que des renforts arrivent.", True),
        ("Ouvrir le samedi sous réserve d’effectifs suffisants.", True),
        ("Ouvrir le samedi mais pas en juillet", True),
        ("Ouvrir le samedi et le soir.", False),
        ("Il faudrait que la brigade soit ouverte le samedi, même sans condition de rendez-vous.", False),
    ],
)
def test_a_condition_is_told(say: Say, text: str, put: bool) -> None:
    line = drafted(*consultation(say, [("e1", "m1", text, "preconisation")]))["ouvrir"]
    assert (marks.CONDITIONAL in line.flags) is put


@pytest.mark.parametrize(
    "text",
    [
        "Trop d'ouvertures le samedi",
        "pas ouvert le samedi",
        "Ouverture du samedi très appréciée",
        "Brigade ouverte le samedi, très bien",
        "Merci pour l'ouverture du samedi",
        "La brigade ouvre déjà le samedi.",
        "Bon, moi je voulais parler d'ouvrir le samedi.",
        "Nous ouvrons la brigade le samedi à partir de mars.",
        "Un adjoint s'y oppose : ouvrir le samedi coûterait cher.",
        "Est d'un avis opposé : ouvrir le samedi coûte cher.",
        "Super, ouvert le samedi.",
        "Brigade ouverte le samedi, aucun souci.",
        "Samedi ouvert : 3 brigades concernées, 2 concernées sur 3.",
    ],
)
def test_a_state_or_a_praise_asks_for_nothing(say: Say, text: str) -> None:
    assert drafted(*consultation(say, [("q1", "1", text, "preconisation")])) == {}


@pytest.mark.parametrize(
    "text",
    ["La brigade doit ouvrir le samedi.", "Elle veut ouvrir le samedi.", "Nous sommes favorables à ouvrir le samedi."],
)
def test_who_wants_asks(say: Say, text: str) -> None:
    assert "ouvrir" in drafted(*consultation(say, [("q1", "1", text, "preconisation")]))


def test_two_constats_that_contradict_each_other_are_one_line(say: Say) -> None:
    said: list[tuple[str, str, str, Nature]] = [
        ("e1", "m1", "La brigade est fermée le mercredi.", "constat"),
        ("g1", "h1", "les horaires sont trop courts", "constat"),
        ("q1", "1", "Accueil très satisfaisant", "constat"),
        ("q1", "2", "Accueil satisfaisant", "constat"),
    ]
    made = drafted(*consultation(say, said))
    assert list(made) == ["court"]
    line = made["court"]
    assert line.text == "L’accueil satisfait les uns et paraît trop restreint aux autres."
    assert line.position == "divergent"
    assert {m.text for m in line.measures} == {
        "La brigade est fermée.", "Les horaires sont trop courts.", "L’accueil est satisfaisant.",
    }  # fmt: skip
    assert {s.remark for s in line.opposing} == {"r02", "r03"}


def test_a_praise_never_supports_a_difficulty(say: Say) -> None:
    said: list[tuple[str, str, str, Nature]] = [("q1", "1", "Très bien, les horaires courts sont efficaces", "constat")]
    assert drafted(*consultation(say, said)) == {}


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Pourquoi ne pas ouvrir le samedi ?", True),
        ("Pourquoi pas ouvrir le samedi ?", True),
        ("Ne pourrait-on pas ouvrir le samedi ?", True),
        ("Pourquoi la brigade ne peut-elle pas ouvrir le samedi ?", True),
        ("Mme le maire demande pourquoi on ne peut pas ouvrir le samedi.", True),
        ("Pas ouvrir le samedi, merci.", False),
        ("Pourquoi tant de travail, et pas ouvrir le samedi.", False),
    ],
)
def test_a_question_that_denies_asks(say: Say, text: str, asks: bool) -> None:
    said: list[tuple[str, str, str, Nature]] = [("e1", "m1", text, "preconisation")]
    assert ("ouvrir" in drafted(*consultation(say, said))) is asks


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Le dispositif marche.", 1),
        ("Ça ne marche pas.", -1),
        ("On l’a vu au marché.", 0),
        ("La marche a réuni cent personnes.", 0),
    ],
)
def test_a_market_is_no_praise(text: str, value: int) -> None:
    assert value_of(text) == value


def test_a_line_rests_on_nothing_that_is_about_another_subject(say: Say) -> None:
    remarks, labels = consultation(say, ASKED[:2])
    about = {"r00": frozenset({"horaires", "effectifs"}), "r01": frozenset({"casernements"})}
    line = drafted(remarks, labels, likelihood=Likelihood(subjects=about))["ouvrir"]
    assert [s.remark for s in line.supports] == ["r00"]


@pytest.mark.parametrize(
    ("rank", "several", "alone"),
    [(0, True, True), (1, True, False), (2, True, False), (3, False, False), (None, False, False)],
)
def test_a_second_opinion_rules_out_what_words_met_by_chance(
    say: Say, rank: int | None, several: bool, alone: bool
) -> None:
    """A remark that alone asks for a thing must be the surer of it; a line that is not ranked is below all others."""
    remarks, labels = consultation(say, ASKED[:2])
    others = {f"autre{n}": n for n in range(40)}
    ranks = {"r00": {"ouvrir": 0}, "r01": others | ({} if rank is None else {"ouvrir": rank})}
    known = frozenset({"ouvrir"})
    line = drafted(remarks, labels, likelihood=Likelihood(ranks, known))["ouvrir"]
    assert ("r01" in {s.remark for s in line.supports}) is several
    assert ("ouvrir" in drafted(remarks[1:], labels, likelihood=Likelihood(ranks, known))) is alone
    assert "ouvrir" in drafted(
        remarks[1:], labels, likelihood=Likelihood(ranks, frozenset())
    )  # a line that it never learnt


def test_only_the_alternatives_that_somebody_said_are_printed(say: Say) -> None:
    text = "présence aux abords {des bars / bars? | des halls / halls? | des gares / gares?}"
    assert expanded(text, ["Près des Bars, la nuit."]) == "présence aux abords des bars"
    assert expanded(text, ["gare", "les halls"]) == "présence aux abords des halls et des gares"
    assert expanded(text) == "présence aux abords des bars, des halls ou des gares"


def test_nothing_depends_on_the_order_of_the_remarks(say: Say) -> None:
    remarks, labels = consultation(say, ASKED)
    assert drafted(remarks, labels) == drafted(remarks[::-1], labels)


# ------------------------------------------------------------------------------------------------ the check
@pytest.mark.parametrize(
    "corrupt",
    [
        lambda line: replace(line, text=line.text.replace("Extension", "Réduction")),
        lambda line: replace(line, text=f"{line.text} à Redon"),
        lambda line: replace(line, text=f"Absence d’{line.text.lower()}"),
        lambda line: replace(
            line, measures=(replace(line.measures[0], text="Ouverture 3 samedis"), *line.measures[1:])
        ),
        lambda line: replace(line, measures=(replace(line.measures[0], text=line.measures[1].text),)),
        lambda line: replace(line, supports=(*line.supports, replace(line.supports[0], remark="autre"))),
        lambda line: replace(line, supports=(replace(line.supports[0], quote="jamais dit"),)),
        lambda line: replace(line, wording="court"),
        lambda line: replace(line, wording="inconnue"),
    ],
    ids=["word", "place", "negation", "number", "support", "other remark", "quote", "other line", "no line"],
)
def test_a_corrupted_line_is_caught(say: Say, corrupt: Callable[[Statement], Statement]) -> None:
    remarks, labels = consultation(say, ASKED)
    line = drafted(remarks, labels)["ouvrir"]
    other = say("La patrouille passe le lundi.", id="autre", document="e1", voice="m2")
    by_id = {r.id: r for r in [*remarks, other]}
    assert statement_violations(line, by_id, SMALL) == []
    assert statement_violations(corrupt(line), by_id, SMALL)


@pytest.mark.parametrize("said", ["Il ne faut surtout pas ouvrir la brigade le samedi.", "Ouvrir la brigade le lundi."])
def test_a_support_that_no_longer_says_it_is_caught(say: Say, said: str) -> None:
    """As when a negation or a day was lost between the remark and its line."""
    remarks, labels = consultation(say, ASKED[:2])
    line = drafted(remarks, labels)["ouvrir"]
    changed = say(said, id="r00", document="e1", voice="m1")
    broken = replace(line, supports=(replace(line.supports[0], quote=said), *line.supports[1:]))
    assert statement_violations(broken, {"r00": changed, "r01": remarks[1]}, SMALL)
