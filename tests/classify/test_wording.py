# ruff: noqa: E501 -- tables of sentences
"""The second opinion on which line of a phrasebook a remark says."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assises_nlp.classify import ModelError, Sentence, WordingModel, fit_wording, load_wording, readable, save_wording
from assises_nlp.encode import load_encoder

SAID = {
    "accueil": ["Ouvrir la brigade le samedi", "Élargir les horaires du guichet", "Que l’accueil reste ouvert le soir", "Des horaires plus larges"],
    "video": ["Installer des caméras à l’entrée du bourg", "De la vidéoprotection au parking", "Filmer la place du marché", "Plus de caméras"],
    "pied": ["Des patrouilles à pied", "Revoir l’îlotier dans le quartier", "Que les gendarmes marchent dans le bourg", "Des rondes à pied le soir"],
    "vols": ["Des vols dans les fermes sont signalés", "On a cambriolé trois maisons", "Vol de gasoil dans le hangar", "Encore un cambriolage"],
    "attente": ["Ils mettent une heure à venir", "Trois quarts d’heure d’attente", "La patrouille arrive trop tard", "Délais trop longs la nuit"],
    "reseau": ["Le téléphone ne passe pas", "Aucun réseau dans la vallée", "Zone blanche au hameau", "Impossible de capter"],
}  # fmt: skip
OBSERVED = frozenset({"vols", "attente", "reseau"})
SENTENCES = [Sentence(text, line, line not in OBSERVED) for line, texts in SAID.items() for text in texts]


def vectors(texts: list[str]) -> np.ndarray:  # type: ignore[type-arg]
    return load_encoder("use").encode([readable(text) for text in texts])


@pytest.fixture(scope="module")
def model() -> WordingModel:
    return fit_wording(SENTENCES, vectors([s.text for s in SENTENCES]))


@pytest.mark.parametrize(
    ("text", "asks", "line"),
    [
        ("ouverture du guichet le samedi matin", True, "accueil"),
        ("mettez des cameras sur la place", True, "video"),
        ("un cambriolage de plus dans les fermes", False, "vols"),
        ("pas de réseau au hameau, le téléphone ne capte pas", False, "reseau"),
    ],
)
def test_the_line_that_a_remark_says_comes_first(model: WordingModel, text: str, asks: bool, line: str) -> None:
    (ranks,) = model.ranks([text], vectors([text]), asks=asks)
    assert ranks[line] == 0
    assert sorted(ranks.values()) == [0, 1, 2]
    assert set(ranks) == model.known(asks=asks)


def test_neither_order_nor_batch_changes_a_rank(model: WordingModel) -> None:
    texts = [s.text for s in SENTENCES]
    backwards = fit_wording(SENTENCES[::-1], vectors(texts[::-1]))
    whole = model.ranks(texts, vectors(texts), asks=True)
    assert backwards.ranks(texts, vectors(texts), asks=True) == whole
    assert [model.ranks([text], vectors([text]), asks=True)[0] for text in texts] == whole
    assert model.ranks([], np.zeros((0, 512), np.float32), asks=True) == []


def test_a_model_comes_back_as_it_was(model: WordingModel, tmp_path: Path) -> None:
    path = tmp_path / "lignes.skops"
    save_wording(model, path)
    texts = [s.text for s in SENTENCES]
    again = load_wording(path)
    for asks in (False, True):
        assert again.ranks(texts, vectors(texts), asks=asks) == model.ranks(texts, vectors(texts), asks=asks)
    save_wording(again, tmp_path / "encore.skops")
    assert (tmp_path / "encore.skops").read_bytes() == path.read_bytes()


@pytest.mark.parametrize("change", ["missing", "altered", "another"])
def test_a_model_that_cannot_be_used_is_refused_in_french(model: WordingModel, tmp_path: Path, change: str) -> None:
    path = tmp_path / "lignes.skops"
    save_wording(model, path)
    if change == "missing":
        path.unlink()
    elif change == "altered":
        path.write_bytes(path.read_bytes()[:-1] + b"x")
    else:
        card = path.with_suffix(".json")
        card.write_text(card.read_text("utf-8").replace('"sha256": "', '"sha256": "0'), "utf-8")
    with pytest.raises(ModelError, match="assises entrainer"):
        load_wording(path)


def test_too_few_lines_are_not_ranked() -> None:
    few = [s for s in SENTENCES if s.line in {"accueil", "video"}]
    model = fit_wording(few, vectors([s.text for s in few]))
    assert model.ranks(["ouvrir"], vectors(["ouvrir"]), asks=True) == [{}]
    assert model.ranks(["ouvrir"], vectors(["ouvrir"]), asks=False) == [{}]
