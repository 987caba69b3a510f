"""Closed questions as sentences: what is favourable, what is a profile, what may become a statement."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from export_readers import md_lines
from export_sample import Sample, sample

from assises_nlp.export.question_sentences import degree, favourable, is_profile, is_yes_no, question_title, sentence
from assises_nlp.records import Crossing, Modality, QuestionKind, QuestionResult


def question(kind: QuestionKind, base: int, *pairs: tuple[str, int], title: str = "Q ?") -> QuestionResult:
    return QuestionResult(title, kind, base, 0, tuple(Modality(label, n, 0.0, (0.0, 0.0)) for label, n in pairs))


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Très satisfait", "favorable"),
        ("Satisfait(e)", "favorable"),
        ("Plutôt oui", "favorable"),
        ("Plutôt", "favorable"),
        ("Tout à fait d’accord", "favorable"),
        ("Assez bonne", "favorable"),
        ("Très important", "favorable"),
        ("Peu satisfait", "reserve"),
        ("Pas du tout satisfaisant", "reserve"),
        ("Très insatisfait", "reserve"),
        ("Plutôt pas d’accord", "reserve"),
        ("Plutôt mauvaise", "reserve"),
        ("Tout à fait défavorable", "reserve"),
        ("Ni satisfait ni insatisfait", "neutre"),
        ("Moyennement satisfait", "neutre"),
        ("Sans opinion", "neutre"),
        ("Ne se prononce pas", "neutre"),
        ("18 à 24 ans", None),
        ("Maire", None),
        ("Tous les jours", None),
    ],
)
def test_degrees_of_a_scale(label: str, expected: str | None) -> None:
    assert degree(label) == expected


def test_a_scale_without_its_worst_degree_still_has_a_favourable_share() -> None:
    asked = question(
        "echelle",
        39,
        ("Très satisfait", 13),
        ("Satisfait", 25),
        ("Peu satisfait", 1),
        title="Êtes-vous satisfait(e) de vos relations avec la police ?",
    )
    assert sum(m.count for m in favourable(asked)) == 38
    assert sentence(asked, "elus") == (
        "97\u00a0% des élus répondants (38 sur 39) se disent satisfaits de leurs relations avec la police."
    )
    assert not favourable(question("echelle", 4, ("Souvent", 2), ("Parfois", 1), ("Satisfait", 1)))
    assert not favourable(question("fermee", 4, ("Satisfait", 2), ("Sans opinion", 2)))
    assert favourable(question("fermee", 4, ("Pas satisfait", 3), ("Satisfait", 1)))


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Vous êtes (code)", True),
        ("Quel âge avez-vous ?", True),
        ("Population de votre commune", True),
        ("Combien d’habitants compte votre commune ?", True),
        ("Code postal", True),
        ("Dans quelle commune habitez-vous ?", True),
        ("Votre profession", True),
        ("Vous répondez en tant que", True),
        ("Êtes-vous satisfait de la présence de la gendarmerie dans votre commune ?", False),
        ("Vous êtes plutôt favorable à la vidéoprotection", False),
        ("Vous sentez-vous en sécurité dans votre commune ?", False),
        ("Quels dispositifs existent dans votre commune ?", False),
        ("Âge de départ souhaité des sapeurs-pompiers", True),
    ],
)
def test_questions_on_who_answers(title: str, expected: bool) -> None:
    assert is_profile(question("fermee", 1, ("A", 1), title=title)) is expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (
            "Vous sentez-vous en sécurité à Laval ?",
            "80\u00a0% des répondants (8 sur 10) disent se sentir en sécurité à Laval.",
        ),
        (
            "Q3. Avez-vous été victime ou témoin d’un délit ? *",
            "80\u00a0% des répondants (8 sur 10) disent avoir été victimes ou témoins d’un délit.",
        ),
        (
            "Êtes-vous suffisamment informé(e) des actions menées ?",
            "80\u00a0% des répondants (8 sur 10) se disent suffisamment informés des actions menées.",
        ),
        (
            "Votre commune dispose-t-elle d’une police municipale ?",
            "80\u00a0% des répondants (8 sur 10) disent que leur commune dispose d’une police municipale.",
        ),
        (
            "La présence de la police est-elle assez visible ?",
            "80\u00a0% des répondants (8 sur 10) estiment que la présence de la police est assez visible.",
        ),
        (
            "Les délais d’intervention vous semblent-ils corrects ?",
            "80\u00a0% des répondants (8 sur 10) jugent les délais d’intervention corrects.",
        ),
        (
            "Faut-il augmenter les effectifs ?",
            "80\u00a0% des répondants (8 sur 10) estiment qu’il faut augmenter les effectifs.",
        ),
        (
            "Pensez-vous que la police soit assez présente ?",
            "À la question «\u00a0Pensez-vous que la police soit assez présente\u00a0?\u00a0», "
            "80\u00a0% des répondants (8 sur 10) ont répondu «\u00a0Oui\u00a0».",
        ),
        (
            "Trouvez-vous ses actions efficaces ?",
            "À la question «\u00a0Trouvez-vous ses actions efficaces\u00a0?\u00a0», "
            "80\u00a0% des répondants (8 sur 10) ont répondu «\u00a0Oui\u00a0».",
        ),
        (
            "Cette répartition est-elle cohérente ?",
            "À la question «\u00a0Cette répartition est-elle cohérente\u00a0?\u00a0», "
            "80\u00a0% des répondants (8 sur 10) ont répondu «\u00a0Oui\u00a0».",
        ),
        (
            "Vidéoprotection",
            "À la rubrique «\u00a0Vidéoprotection\u00a0», "
            "80\u00a0% des répondants (8 sur 10) ont répondu «\u00a0Oui\u00a0».",
        ),
        (
            "Avez-vous déposé plainte au cours des deux dernières années ?",
            "80\u00a0% des répondants (8 sur 10) disent avoir déposé plainte au cours des deux dernières années.",
        ),
        (
            "Connaissez-vous votre brigade ?",
            "80\u00a0% des répondants (8 sur 10) disent connaître leur brigade.",
        ),
        (
            "Avez-vous confiance en la police près de chez vous ?",
            "À la question «\u00a0Avez-vous confiance en la police près de chez vous\u00a0?\u00a0», "
            "80\u00a0% des répondants (8 sur 10) ont répondu «\u00a0Oui\u00a0».",
        ),
        (
            "N’avez-vous jamais déposé plainte ?",
            "À la question «\u00a0N’avez-vous jamais déposé plainte\u00a0?\u00a0», "
            "80\u00a0% des répondants (8 sur 10) ont répondu «\u00a0Oui\u00a0».",
        ),
    ],
)
def test_a_yes_becomes_a_statement_where_that_is_safe(title: str, expected: str) -> None:
    asked = question("fermee", 10, ("Oui", 8), ("Non", 2), title=title)
    assert is_yes_no(asked)
    assert sentence(asked) == expected


def test_a_judgement_of_the_few_is_not_told_as_one() -> None:
    asked = question(
        "fermee", 70, ("Oui", 19), ("Non", 44), ("Ne se prononce pas", 7), title="La police est-elle visible ?"
    )
    assert sentence(asked).endswith("63\u00a0% des répondants (44 sur 70) ont répondu «\u00a0Non\u00a0».")
    known = question("fermee", 70, ("Oui", 14), ("Non", 56), title="Connaissez-vous la participation citoyenne ?")
    assert sentence(known) == "20\u00a0% des répondants (14 sur 70) disent connaître la participation citoyenne."


def test_both_sides_of_a_divided_scale_are_told() -> None:
    divided = question(
        "echelle",
        70,
        ("Oui", 7),
        ("Plutôt oui", 35),
        ("Plutôt non", 18),
        ("Non", 10),
        title="Vous sentez-vous en sécurité dans votre commune ?",
    )
    assert sentence(divided) == (
        "60\u00a0% des répondants (42 sur 70) disent se sentir en sécurité dans leur commune (« Oui » ou « Plutôt oui »), "
        "contre 40\u00a0% (28) pour « Plutôt non » ou « Non »."
    ).replace("« ", "«\u00a0").replace(" »", "\u00a0»")
    agreement = question(
        "echelle",
        80,
        ("Tout à fait d’accord", 3),
        ("Plutôt d’accord", 20),
        ("Ni d’accord ni pas d’accord", 17),
        ("Plutôt pas d’accord", 28),
        ("Pas du tout d’accord", 12),
        title="Les forces de sécurité sont assez présentes",
    )
    assert sentence(agreement).startswith(
        "50\u00a0% des répondants (40 sur 80) se disent en désaccord avec l’affirmation «\u00a0Les forces de sécurité"
    )
    middle = question("echelle", 49, ("Très bon", 1), ("Bon", 9), ("Moyen", 30), ("Mauvais", 9))
    assert sentence(middle).endswith("61\u00a0% des répondants (30 sur 49) ont répondu «\u00a0Moyen\u00a0».")


def test_a_share_of_a_handful_is_told_in_persons() -> None:
    asked = question("fermee", 8, ("Oui", 6), ("Non", 2), title="Connaissez-vous votre brigade ?")
    assert sentence(asked, "elus") == "6 élus répondants sur 8 disent connaître leur brigade."


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Notez l’accueil de 1 à 5", "la note moyenne est de 3,5 (échelle de 1 à 5, 8 répondants)."),
        (
            "Notez l’accueil (1 = très mauvais, 5 = excellent)",
            "la note moyenne est de 3,5 (échelle de 1 à 5, 8 répondants).",
        ),
        ("Note d’accueil sur 10", "la note moyenne est de 3,5 (sur 10, 8 répondants)."),
        ("Évaluez l’accueil", "la note moyenne est de 3,5 (notes données de 3 à 4, 8 répondants)."),
        (
            "Secteur",
            "les réponses les plus fréquentes sont «\u00a03\u00a0» et «\u00a04\u00a0», données chacune par 4 répondants sur 9.",
        ),
    ],
)
def test_notes_have_a_mean_where_they_are_notes(title: str, said: str) -> None:
    asked = question("echelle", 9, ("3", 4), ("4", 4), ("Ne se prononce pas", 1), title=title)
    assert sentence(asked).endswith(said)


def test_codes_are_not_read_out_as_answers() -> None:
    asked = question("fermee", 41, ("A2", 23), ("A1", 18), title="Sentiment de sécurité")
    assert sentence(asked) == (
        "À la rubrique «\u00a0Sentiment de sécurité\u00a0», les réponses sont restées des codes "
        "(«\u00a0A2\u00a0», «\u00a0A1\u00a0»…)\u00a0: libellés à fournir."
    )


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (question("fermee", 12, ("Oui", 12), ("Non", 0)), "tous les répondants (12) ont répondu «\u00a0Oui\u00a0»."),
        (
            question("fermee", 10, ("A", 5), ("B", 5)),
            "les réponses les plus fréquentes sont «\u00a0A\u00a0» et «\u00a0B\u00a0», données chacune par 50\u00a0% "
            "des répondants (5 sur 10).",
        ),
        (
            question("fermee", 10, ("A", 4), ("B", 3), ("C", 3)),
            "la réponse la plus fréquente est «\u00a0A\u00a0», donnée par 40\u00a0% des répondants (4 sur 10), "
            "devant «\u00a0B\u00a0» (30\u00a0%, soit 3).",
        ),
        (
            question("echelle", 46, ("Tout à fait", 12), ("Plutôt", 21), ("Plutôt pas", 9), ("Pas du tout", 4)),
            "72\u00a0% des répondants (33 sur 46) ont répondu «\u00a0Tout à fait\u00a0» ou «\u00a0Plutôt\u00a0».",
        ),
        (
            question("echelle", 50, ("Très bon", 2), ("Bon", 8), ("Mauvais", 40)),
            "80\u00a0% des répondants (40 sur 50) ont répondu «\u00a0Mauvais\u00a0».",
        ),
        (question("fermee", 1, ("Oui", 1)), "la seule personne qui a répondu a choisi «\u00a0Oui\u00a0»."),
        (question("fermee", 0), "personne n’a répondu."),
        (
            question("multiple", 20, ("Vols", 14), ("Autre", 9), ("Bruit", 8)),
            "«\u00a0Vols\u00a0» est choisi par 70\u00a0% des répondants (14 sur 20), puis «\u00a0Bruit\u00a0» par "
            "40\u00a0% (8)\u00a0; plusieurs réponses étaient possibles.",
        ),
    ],
)
def test_other_questions_are_quoted(asked: QuestionResult, expected: str) -> None:
    assert sentence(asked) == f"À la question «\u00a0Q\u00a0?\u00a0», {expected}"


def test_choices_that_are_equal_are_all_told() -> None:
    asked = question("multiple", 91, ("Tapage", 37), ("Vols", 31), ("Drogue", 30), ("Violences", 30), ("Routes", 2))
    assert (
        "puis «\u00a0Vols\u00a0» par 34\u00a0% (31) et «\u00a0Drogue\u00a0» et «\u00a0Violences\u00a0» par 33\u00a0% (30) chacun"
        in sentence(asked)
    )
    assert "Routes" not in sentence(asked)


def test_hints_to_the_respondent_are_taken_off() -> None:
    asked = question("multiple", 1, ("A", 1), title="Quels sujets ? (plusieurs réponses possibles)")
    assert question_title(asked) == "Quels sujets\u00a0?"
    assert question_title(question("fermee", 1, title="La police (nationale)")) == "La police (nationale)"


def test_profile_questions_share_one_table_and_have_no_figure(written: object, rich: Sample) -> None:
    from tempfile import TemporaryDirectory

    profile = (
        question("fermee", 49, ("Maire", 36), ("Adjoint", 13), title="Vous êtes"),
        question(
            "echelle",
            49,
            ("Moins de 500", 30),
            ("500 et plus", 10),
            ("1 000 et plus", 9),
            title="Population de la commune",
        ),
    )
    first, *others = rich.synthesis.questionnaires
    changed = replace(first, questions=(*profile, *first.questions))
    with TemporaryDirectory() as folder:
        made = replace(rich, synthesis=replace(rich.synthesis, questionnaires=(changed, *others))).write(Path(folder))
        found = md_lines(made / "synthese.md")
    table = found.index(next(line for line in found if line.endswith("Profil des répondants")))
    assert found[table + 4 : table + 7] == [
        "Vous êtes",
        "Maire\u00a0: 73\u00a0% (36)\u00a0; Adjoint\u00a0: 27\u00a0% (13)",
        "49",
    ]
    assert not [line for line in found if line.startswith("Figure") and "Population" in line]
    assert not [line for line in found if "À la question" in line and "Vous êtes" in line]
    assert sample().synthesis.questionnaires[0] == first


def _with_questions(rich: Sample, **changes: object) -> Sample:
    first, *others = rich.synthesis.questionnaires
    changed = replace(first, **changes)  # type: ignore[arg-type]
    return replace(rich, synthesis=replace(rich.synthesis, questionnaires=(changed, *others)))


def test_places_that_few_live_in_are_not_named(rich: Sample, tmp_path: Path) -> None:
    towns = question("fermee", 49, ("Laval", 40), ("Craon", 6), ("Ahuillé", 1), ("Ballots", 2), title="Votre commune")
    sizes = question("echelle", 49, ("Moins de 500", 47), ("500 et plus", 2), title="Taille de votre commune")
    found = md_lines(_with_questions(rich, questions=(towns, sizes)).write(tmp_path) / "synthese.md")
    assert (
        "Laval\u00a0: 82\u00a0% (40)\u00a0; Craon\u00a0: 12\u00a0% (6)\u00a0; deux autres réponses\u00a0: 6\u00a0% (3)"
        in found
    )
    assert "Moins de 500\u00a0: 96\u00a0% (47)\u00a0; 500 et plus\u00a0: 4\u00a0% (2)" in found
    assert not [line for line in found if "Ahuillé" in line]


def test_a_crossing_is_a_table_whose_small_counts_are_masked(rich: Sample, tmp_path: Path) -> None:
    sizes = question(
        "echelle", 49, ("Moins de 500", 30), ("500 et plus", 16), ("Plus de 9 999", 3), title="Taille de la commune"
    )
    asked = question("fermee", 49, ("Oui", 31), ("Non", 18), title="Connaissez-vous votre brigade ?")
    crossing = Crossing(0, (30, 16, "<5"), ((20, 10), ("nc", "<5"), ("<5", "<5")))
    changed = _with_questions(rich, questions=(sizes, replace(asked, crossings=(crossing,))))
    made = changed.write(tmp_path)
    found = md_lines(made / "synthese.md")
    start = next(
        n for n, line in enumerate(found) if line.endswith("Réponses selon «\u00a0Taille de la commune\u00a0»")
    )
    table = found[start + 1 :]
    assert table[0].endswith("Connaissez-vous votre brigade\u00a0? – selon «\u00a0Taille de la commune\u00a0»")
    assert table[1:5] == ["Taille de la commune", "Oui", "Non", "Répondants"]
    assert table[5:9] == ["Moins de 500", "67\u00a0% (20)", "33\u00a0% (10)", "30"]
    assert table[9:13] == ["500 et plus", "n.\u00a0c.", "<\u00a05", "16"]
    assert table[13:17] == ["Plus de 9\u00a0999", "<\u00a05", "<\u00a05", "<\u00a05"]
    assert "masqué parce qu’il pourrait identifier" in table[17]
    questions = json.loads((made / "synthese.json").read_text("utf-8"))["questionnaires"][0]["questions"]
    assert questions[1]["croisements"] == [
        {
            "selon": "Taille de la commune",
            "groupes": [
                {"libelle": "Moins de 500", "repondants": 30, "effectifs": [20, 10]},
                {"libelle": "500 et plus", "repondants": 16, "effectifs": ["nc", "<5"]},
                {"libelle": "Plus de 9 999", "repondants": "<5", "effectifs": ["<5", "<5"]},
            ],
        }
    ]
    assert "croisements" not in questions[0]


def test_a_crossing_with_nothing_left_to_show_is_one_line(rich: Sample, tmp_path: Path) -> None:
    sizes = question("echelle", 6, ("A", 3), ("B", 3), title="Taille de la commune")
    asked = question("fermee", 6, ("Oui", 4), ("Non", 2), title="Connaissez-vous votre brigade ?")
    crossing = Crossing(0, ("<5", "<5"), (("<5", "<5"), ("<5", "<5")))
    changed = _with_questions(rich, questions=(sizes, replace(asked, crossings=(crossing,))))
    found = md_lines(changed.write(tmp_path) / "synthese.md")
    assert (
        "Effectifs trop faibles pour être croisés\u00a0: «\u00a0Connaissez-vous votre brigade\u00a0?\u00a0»." in found
    )


@pytest.mark.parametrize(
    ("invited", "said"),
    [
        (
            273,
            "49 réponses volontaires – public\u00a0: élus\u00a0; 273 personnes invitées, soit un taux de réponse de 18\u00a0%.",
        ),
        (None, "49 réponses volontaires – public\u00a0: élus\u00a0; nombre de personnes invitées inconnu."),
        (
            20,
            "49 réponses volontaires – public\u00a0: élus\u00a0; nombre de personnes invitées à vérifier (20, moins que de réponses).",
        ),
    ],
)
def test_the_base_is_stated(rich: Sample, tmp_path: Path, invited: int | None, said: str) -> None:
    assert said in md_lines(_with_questions(rich, invited=invited).write(tmp_path) / "synthese.md")
