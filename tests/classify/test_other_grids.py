"""A grid that nobody annotated is classified from its definitions; a few annotated remarks make it better."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from assises_nlp.classify import Annotated, Classifier, Prepared, ZeroShot, adapt, grid_items, train
from assises_nlp.config import ConfigError, load_grid
from assises_nlp.records import Grid, Locator, Remark, ThemeDefinition
from tests.classify.conftest import prepared_of, vector_of

GRID = Grid(
    "essai",
    "Essai",
    (
        ThemeDefinition("eau", "L’eau", "Rivière et berges, fontaines, pluie", ("rivière", "fontaine")),
        ThemeDefinition("bruit", "Le bruit", "Terrasses le soir ; musique et voisinage", ("musique", "bruit")),
    ),
)


@pytest.fixture(scope="module")
def trained(corpus: list[Annotated], prepared: Prepared) -> Classifier:
    return train(prepared, corpus, ("use", "e5")).classifier


@pytest.fixture(scope="module")
def model(trained: Classifier) -> ZeroShot:
    texts = grid_items(GRID).texts
    return ZeroShot.of(
        GRID,
        trained,
        np.array([np.concatenate([vector_of(t, 512), vector_of(t, 384)]) for t in texts], dtype=np.float32),
    )


def themes(model: ZeroShot, *texts: str) -> list[str]:
    return [model.themes[i] for i in model.probabilities(prepared_of(list(texts)))[0].argmax(axis=1)]


def test_a_definition_is_cut_into_its_items() -> None:
    items = grid_items(GRID)
    assert {"Rivière", "berges", "fontaines", "pluie", "musique"} <= set(items.texts)
    assert len(items.texts) == len(items.owners)


def test_cue_words_decide_whatever_their_number_or_accents(model: ZeroShot) -> None:
    assert themes(model, "les fontaines manquent dans le canton", "trop de MUSIQUES le soir") == ["eau", "bruit"]


def test_the_nature_is_the_trained_one_and_labels_are_complete(model: ZeroShot) -> None:
    text = "il faudrait la fontaine dans chaque canton"
    label = model.label([Remark("r", "d", text, Locator(0, len(text)))], prepared_of([text]), {})[0]
    assert (label.theme, label.nature) == ("eau", "preconisation")
    assert 0 < label.theme_confidence <= 1


def test_annotated_remarks_teach_what_the_definitions_do_not_say(trained: Classifier, model: ZeroShot) -> None:
    texts = [f"le barnum du quartier {i} gêne" for i in range(8)] + [f"le bief du quartier {i} gêne" for i in range(8)]
    better = adapt(model, trained.featurizer, prepared_of(texts), ["bruit"] * 8 + ["eau"] * 8)
    new = ["le barnum de la place gêne", "le bief de la place gêne"]
    found = [better.themes[i] for i in better.probabilities(prepared_of(new))[0].argmax(axis=1)]
    assert found == ["bruit", "eau"]


def test_too_few_annotated_remarks_change_nothing(trained: Classifier, model: ZeroShot) -> None:
    assert adapt(model, trained.featurizer, prepared_of(["le bief"]), ["eau"]) is model


A, B = (f'[[themes]]\nid = "{name}"\ntitre = "T"\ndefinition = "x"\n' for name in "ab")
BAD = {
    "un seul thème": A,
    "identifiant double": A + A,
    "définition vide": A.replace('"x"', '""') + B,
    "thème réservé": A.replace('"a"', '"hors_theme"') + B,
}


@pytest.mark.parametrize("content", BAD.values(), ids=BAD.keys())
def test_a_grid_that_cannot_be_used_is_refused_with_its_name(tmp_path: Path, content: str) -> None:
    (tmp_path / "mienne.toml").write_text(content, "utf-8")
    with pytest.raises(ConfigError, match="mienne"):
        load_grid("mienne", tmp_path)


def test_the_shipped_grids_load_and_the_labelled_consultation_fits_the_second() -> None:
    grid = load_grid("espaces-publics")
    labels = Path(__file__).parents[2] / "data" / "espaces-publics" / "etiquettes.jsonl"
    named = {json.loads(line)["theme"] for line in labels.read_text("utf-8").splitlines()}
    assert named == {*(theme.id for theme in grid.themes), "hors_theme"}
