"""``assises.toml`` and grids: what is understood, and the one sentence that says what to correct."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assises_nlp.config import ConfigError, ConsultationConfig, fingerprint, load_config, load_grid

COMPLETE = """
[consultation]
titre = "Assises du Cantal"
territoire = "Cantal"

[[documents]]
fichier = "Réunion d’Aurillac.docx"
type = "compte_rendu"
date = 2022-05-03
lieu = "Aurillac"
public = "elus"

[[documents]]
fichier = "sous-dossier/reponses.xlsx"
type = "questionnaire"
nom = "Questionnaire « élus »"
questions_ouvertes = ["Vos observations"]
invites = 240

[analyse]
sujets_par_theme = 12

[redaction]
forme = "infinitive"
"""


def _refusal(folder: Path, text: str | bytes) -> str:
    (folder / "assises.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(ConfigError) as caught:
        load_config(folder)
    return _sentence(caught.value)


def _sentence(error: ConfigError) -> str:
    message = str(error)
    assert message.endswith(".")
    assert "\n" not in message
    assert error.__context__ is None or error.__suppress_context__, "the parser's own words would be shown"
    return message


def test_a_folder_without_configuration_has_the_default(tmp_path: Path) -> None:
    config = load_config(tmp_path)
    assert config == ConsultationConfig()
    assert config.consultation.grille == "securite-interieure"


def test_what_the_user_says_is_read(tmp_path: Path) -> None:
    (tmp_path / "assises.toml").write_text(COMPLETE, "utf-8-sig")
    config = load_config(tmp_path)
    assert config.consultation.territoire == "Cantal"
    first = config.document("archives/Réunion d’Aurillac.docx")
    assert first is not None
    assert first.date == dt.date(2022, 5, 3)
    second = config.document("sous-dossier/reponses.xlsx")
    assert second is not None
    assert second.questions_ouvertes == ("Vos observations",)
    assert config.document("autre.docx") is None
    assert config.redaction.forme == "infinitive"


def test_a_path_wins_over_a_bare_name(tmp_path: Path) -> None:
    (tmp_path / "assises.toml").write_text(
        '[[documents]]\nfichier = "a/cr.odt"\nlieu = "Ussel"\n[[documents]]\nfichier = "cr.odt"\nlieu = "Tulle"\n'
    )
    config = load_config(tmp_path)
    assert [(s.lieu if (s := config.document(name)) else None) for name in ("a/cr.odt", "b/cr.odt", "cr.odt")] == [
        "Ussel",
        "Tulle",
        "Tulle",
    ]


def test_a_name_that_macos_writes_decomposed_is_found(tmp_path: Path) -> None:
    import unicodedata

    (tmp_path / "assises.toml").write_text('[[documents]]\nfichier = "Réunion.odt"\nlieu = "Tulle"\n', "utf-8")
    assert load_config(tmp_path).document(unicodedata.normalize("NFD", "Réunion.odt")) is not None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[consultation]\ntitr = "Assises"\n', ("consultation.titr", "clé inconnue")),
        ('[consultations]\ntitre = "Assises"\n', ("consultations", "clé inconnue")),
        ('[[documents]]\nfichier = "a.odt"\ndate = "le 3 mai"\n', ("documents.1.date", "2020-01-15")),
        ('[[documents]]\nfichier = "a.odt"\ndate = 12\n', ("documents.1.date", "2020-01-15")),
        ('[[documents]]\nfichier = "a.odt"\ndate = true\n', ("documents.1.date", "2020-01-15")),
        ('[[documents]]\nfichier = "a.odt"\ndate = 2020-02-30\n', ("TOML",)),
        ('[[documents]]\nfichier = "a.odt"\ndate = 2020-01-15T18:30:00\n', ("documents.1.date", "2020-01-15")),
        ('[[documents]]\ntype = "cadrage"\n', ("documents.1.fichier", "manque")),
        ('[[documents]]\nfichier = "a.odt"\ntype = "minutes"\n', ("documents.1.type", "compte_rendu", " ou ")),
        ('[[documents]]\nfichier = "a.odt"\n[[documents]]\nfichier = "a.odt"\n', ("deux fois", "a.odt")),
        ('[[documents]]\nfichier = " "\n', ("documents.1.fichier", "vide")),
        ('[[documents]]\nfichier = "a.csv"\nquestions_ouvertes = "Avis"\n', ("questions_ouvertes", "liste")),
        ('[[documents]]\nfichier = "a.csv"\ninvites = 0\n', ("documents.1.invites", "plus grand que 0")),
        ("[documents]\nfichier = 'a.odt'\n", ("documents", "[[documents]]")),
        ("consultation = 'Cantal'\n", ("consultation", "[consultation]")),
        ("[analyse]\nseuil_theme = 1.5\n", ("analyse.seuil_theme", "au plus 1")),
        ("[analyse]\ngraine = 'x'\n", ("analyse.graine", "nombre entier")),
        ("[analyse]\nseuil_nature = 'haut'\n", ("analyse.seuil_nature", "nombre")),
        ("[redaction]\nlignes_par_liste = 0\n", ("redaction.lignes_par_liste", "au moins 1")),
        ('[redaction]\nforme = "verbale"\n', ("redaction.forme", "nominale", "infinitive")),
        ("[consultation]\ndonnees_fictives = 'oui'\n", ("donnees_fictives", "true ou false")),
        ("[consultation\n", ("TOML",)),
        ("[consultation]\ntitre = 3\n", ("consultation.titre", "entre guillemets")),
        ("titre = \"Sécurité\"".encode("cp1252"), ("UTF-8",)),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_one_french_sentence(
    tmp_path: Path, text: str | bytes, words: tuple[str, ...]
) -> None:
    message = _refusal(tmp_path, text)
    for word in words:
        assert word in message, message
    assert " at line " not in message, "the TOML parser speaks English"


def test_a_folder_in_place_of_the_file_is_no_crash(tmp_path: Path) -> None:
    (tmp_path / "assises.toml").mkdir()
    assert load_config(tmp_path) == ConsultationConfig()


GRID = """
titre = "Mobilités"
[[themes]]
id = "velo"
titre = "Vélo"
definition = "Pistes cyclables et stationnement."
mots = ["piste"]
[[themes]]
id = "bus"
titre = "Bus"
definition = "Lignes et horaires."
"""


def test_a_grid_beside_the_documents_is_found_with_or_without_its_extension(tmp_path: Path) -> None:
    (tmp_path / "mobilites.toml").write_text(GRID, "utf-8")
    assert load_grid("mobilites", tmp_path) == load_grid("mobilites.toml", tmp_path)
    grid = load_grid("mobilites", tmp_path)
    assert grid.id == "mobilites"
    assert [theme.id for theme in grid.themes] == ["velo", "bus"]
    assert grid.themes[0].cues == ("piste",)


def test_the_default_grid_is_that_of_the_assises() -> None:
    grid = load_grid("securite-interieure")
    assert [theme.id for theme in grid.themes] == ["organisation", "partenariats", "technologies"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("titre = 'x'\n", ("incomplète", "definition")),
        ("themes = 'x'\n", ("incomplète",)),
        ("[[themes]]\nid = 'a'\ntitre = 'A'\ndefinition = 'D'\n", ("1 thème",)),
        (GRID.replace('"bus"', '"velo"'), ("velo", "propre à chaque thème")),
        (GRID.replace('"bus"', '"hors_theme"'), ("hors_theme",)),
        (GRID.replace("Lignes et horaires.", " "), ("sans définition",)),
        (GRID.replace('titre = "Bus"', 'titre = ""'), ("bus", "titre")),
        (GRID.replace('["piste"]', '"piste"'), ("mots", "liste")),
        ("[[themes\n", ("TOML",)),
    ],
)
def test_a_bad_grid_is_refused_with_what_to_do(tmp_path: Path, text: str, words: tuple[str, ...]) -> None:
    (tmp_path / "grille.toml").write_text(text, "utf-8")
    with pytest.raises(ConfigError) as caught:
        load_grid("grille", tmp_path)
    message = _sentence(caught.value)
    for word in words:
        assert word in message, message


@pytest.mark.parametrize("name", ["inconnue", "../grille", "/etc/passwd", "", "sous/dossier", "a\0b"])
def test_an_unknown_grid_names_those_that_exist(tmp_path: Path, name: str) -> None:
    (tmp_path / "grille.toml").write_text(GRID, "utf-8")
    folder = tmp_path / "dossier"
    folder.mkdir()
    with pytest.raises(ConfigError, match="introuvable") as caught:
        load_grid(name, folder)
    assert "securite-interieure" in _sentence(caught.value)


def test_the_fingerprint_tells_configurations_apart_and_forgets_the_order_of_keys() -> None:
    assert fingerprint({"a": 1, "b": 2}) == fingerprint({"b": 2, "a": 1})
    assert fingerprint(ConsultationConfig()) == fingerprint(ConsultationConfig())
    other = ConsultationConfig.model_validate({"redaction": {"lignes_par_liste": 5}})
    assert fingerprint(ConsultationConfig()) != fingerprint(other)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


@given(JSON, JSON)
def test_fingerprints_are_equal_for_equal_values_only(left: object, right: object) -> None:
    import json

    same = json.dumps(left, sort_keys=True) == json.dumps(right, sort_keys=True)
    assert (fingerprint(left) == fingerprint(right)) is same
