"""Classifiers on disk: skops, with an explicit list of trusted types, tied to what made them."""

from __future__ import annotations

import hashlib
import json
import logging
from pathlib import Path
from typing import Any

from assises_nlp.classify.features import Featurizer
from assises_nlp.classify.model import Classifier

log = logging.getLogger(__name__)

FORMAT = 1
TRUSTED = (
    "scipy.sparse._csr.csr_matrix",
    "sklearn.calibration.CalibratedClassifierCV",
    "sklearn.calibration._CalibratedClassifier",
    "sklearn.calibration._TemperatureScaling",
    "sklearn.feature_extraction.text.TfidfTransformer",
    "sklearn.feature_extraction.text.TfidfVectorizer",
    "sklearn.linear_model._logistic.LogisticRegression",
)


class ModelError(RuntimeError):
    """A model cannot be used; the message is one French sentence."""


def save_classifier(classifier: Classifier, path: Path) -> None:
    """Write ``path`` (skops) and ``path.json`` (what it was made from, and the sha256 of the model file)."""
    from skops import io

    payload = {
        "format": FORMAT,
        "characters": classifier.featurizer.characters,
        "words": classifier.featurizer.words,
        "centre": classifier.featurizer.centre,
        "theme": classifier.theme,
        "nature": classifier.nature,
        "thresholds": [classifier.theme_threshold, classifier.nature_threshold, classifier.secondary_threshold],
        "encoders": list(classifier.encoders),
    }
    data = io.dumps(payload)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    card = {**classifier.meta, "format": FORMAT, "sha256": hashlib.sha256(data).hexdigest()}
    path.with_suffix(".json").write_text(json.dumps(card, ensure_ascii=False, indent=2, sort_keys=True) + "\n", "utf-8")


def load_classifier(path: Path) -> Classifier:
    """Read a classifier.

    Raises:
        ModelError: the file is missing, was altered, holds a type that is not trusted, or is of another version.
    """
    from skops import io

    retrain = "lancez « assises entrainer » pour le reconstruire."
    try:
        data = path.read_bytes()
        card: dict[str, Any] = json.loads(path.with_suffix(".json").read_text("utf-8"))
    except (OSError, ValueError):
        raise ModelError(f"Le modèle « {path.name} » ou sa fiche manque : {retrain}") from None
    if hashlib.sha256(data).hexdigest() != card.get("sha256"):
        raise ModelError(f"Le modèle « {path.name} » a été modifié depuis son apprentissage : {retrain}")
    try:
        unknown = sorted(set(io.get_untrusted_types(data=data)) - set(TRUSTED))
        if unknown:
            log.error("untrusted types in %s: %s", path, unknown)
            raise ModelError(f"Le modèle « {path.name} » contient des éléments non reconnus : {retrain}")
        payload = io.loads(data, trusted=list(TRUSTED))
    except ModelError:
        raise
    except Exception:
        log.exception("cannot load %s", path)
        raise ModelError(f"Le modèle « {path.name} » ne peut pas être lu par cette version : {retrain}") from None
    if payload.get("format") != FORMAT:
        raise ModelError(f"Le modèle « {path.name} » vient d’une autre version : {retrain}")
    featurizer = Featurizer()
    featurizer.characters, featurizer.words, featurizer.centre = (
        payload["characters"],
        payload["words"],
        payload["centre"],
    )
    theme_threshold, nature_threshold, secondary = payload["thresholds"]
    return Classifier(
        featurizer,
        payload["theme"],
        payload["nature"],
        theme_threshold,
        nature_threshold,
        secondary,
        tuple(payload["encoders"]),
        card,
    )
