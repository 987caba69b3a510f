"""Classifiers on disk: plain arrays and text in a skops file, tied to the data and the code that made them.

Nothing but arrays, texts and numbers is in the file, so that no type needs to be trusted (:data:`TRUSTED` is empty).
"""

from __future__ import annotations

import hashlib
import io
import json
import logging
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assises_nlp.classify import concepts, cues
from assises_nlp.classify.examples import Examples
from assises_nlp.classify.features import SPARSE, Featurizer, Vocabulary
from assises_nlp.classify.model import Calibration, Classifier
from assises_nlp.classify.ridge import Pairs, Scorer

log = logging.getLogger(__name__)

FORMAT = 4
TRUSTED: tuple[str, ...] = ()
_LARGEST = 64 * 1024 * 1024
_EPOCH = (2020, 1, 14, 0, 0, 0)
_RETRAIN = "lancez «\u00a0assises entrainer\u00a0» pour le reconstruire."


class ModelError(RuntimeError):
    """A model cannot be used; the message is one French sentence."""


def save_classifier(classifier: Classifier, path: Path) -> None:
    """Write ``path`` (skops) and ``path.json`` (what it was made from, and the sha256 of the model file)."""
    write_plain(_payload(classifier), {**classifier.meta, "format": FORMAT}, path)


def write_plain(payload: Mapping[str, Any], card: Mapping[str, Any], path: Path) -> None:
    """Write arrays and text as ``path`` (skops), and ``card`` beside it with the sha256 of that file."""
    from skops import io as skops

    data = _reproducible(skops.dumps(dict(payload), compression=zipfile.ZIP_DEFLATED, compresslevel=9))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    whole = {**card, "sha256": hashlib.sha256(data).hexdigest()}
    path.with_suffix(".json").write_text(
        json.dumps(whole, ensure_ascii=False, indent=2, sort_keys=True) + "\n", "utf-8"
    )


def read_plain(path: Path, version: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """What :func:`write_plain` wrote: the payload and its card.

    Raises:
        ModelError: the file or its card is missing, was altered, holds a type that is not trusted, or is of another version.
    """
    data, card = _read(path)
    payload = _unpack(data, path.name)
    if payload.get("format") != version:
        raise _of_another_version(path)
    return payload, card


def _of_another_version(path: Path) -> ModelError:
    return ModelError(f"Le modèle «\u00a0{path.name}\u00a0» vient d’une autre version\u00a0: {_RETRAIN}")


def incomplete(path: Path) -> ModelError:
    """What is raised where a payload lacks something."""
    return ModelError(f"Le modèle «\u00a0{path.name}\u00a0» est incomplet\u00a0: {_RETRAIN}")


def _payload(model: Classifier) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "cues": "\n".join(cues.names()),
        "concepts": "\n".join(concepts.names()),
        "terms": {kind: "\n".join(model.featurizer.vocabularies[kind].terms) for kind in SPARSE},
        "idf": {kind: model.featurizer.vocabularies[kind].idf for kind in SPARSE},
        "centre": model.featurizer.centre,
        "scale": model.featurizer.scale,
        "dense": model.scorer.dense,
        "sparse": model.scorer.sparse.astype(np.float16),
        "intercept": model.scorer.intercept,
        "axes": model.scorer.pairs.axes,
        "forms": _halves(model.scorer.forms),
        "theme_calibration": [model.theme_calibration.weights, model.theme_calibration.intercept],
        "nature_calibration": [model.nature_calibration.weights, model.nature_calibration.intercept],
        "themes": list(model.themes),
        "natures": list(model.natures),
        "thresholds": [model.theme_threshold, model.nature_threshold, model.secondary_threshold],
        "encoders": list(model.encoders),
        "examples": {
            "places": model.examples.places,
            "texts": "\n".join(model.examples.texts),
            "classes": "\n".join(model.examples.classes),
        },
    }


def _halves(forms: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Symmetric forms (classes, r, r) as their upper halves (classes, r (r + 1) / 2)."""
    rows, columns = np.triu_indices(forms.shape[1])
    return np.asarray(forms[:, rows, columns])


def _whole(halves: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    count = int((np.sqrt(8 * halves.shape[1] + 1) - 1) / 2)
    forms = np.zeros((len(halves), count, count), np.float32)
    rows, columns = np.triu_indices(count)
    forms[:, rows, columns] = halves
    forms[:, columns, rows] = halves
    return forms


def _reproducible(data: bytes) -> bytes:
    """The same archive with dates and object numbers that do not change from run to run.

    skops names its parts by the memory addresses of the objects; they are numbered in their order instead.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    schema = parts.pop("schema.json").decode()
    numbers: dict[str, str] = {}

    def renumber(match: re.Match[str]) -> str:
        return match.group(1) + numbers.setdefault(match.group(2), str(len(numbers) + 1))

    schema = re.sub(r'("__id__": |"file": ")(\d+)', renumber, schema)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        renamed = {f"{numbers[Path(name).stem]}{Path(name).suffix}": content for name, content in parts.items()}
        for name, content in [*sorted(renamed.items()), ("schema.json", schema.encode())]:
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return out.getvalue()


def load_classifier(path: Path) -> Classifier:
    """Read a classifier.

    Raises:
        ModelError: the file is missing, was altered, holds a type that is not trusted, or is of another version.
    """
    payload, card = read_plain(path, FORMAT)
    if payload.get("cues") != "\n".join(cues.names()) or payload.get("concepts") != "\n".join(concepts.names()):
        raise _of_another_version(path)
    try:
        return _classifier(payload, card)
    except (KeyError, TypeError, ValueError, AttributeError):
        log.exception("cannot use %s", path)
        raise incomplete(path) from None


def _read(path: Path) -> tuple[bytes, dict[str, Any]]:
    try:
        data = path.read_bytes()
        card: dict[str, Any] = json.loads(path.with_suffix(".json").read_text("utf-8"))
        expected = card.get("sha256")
    except (OSError, ValueError, AttributeError):
        raise ModelError(f"Le modèle «\u00a0{path.name}\u00a0» ou sa fiche manque\u00a0: {_RETRAIN}") from None
    if hashlib.sha256(data).hexdigest() != expected:
        raise ModelError(
            f"Le modèle «\u00a0{path.name}\u00a0» a été modifié depuis son apprentissage\u00a0: {_RETRAIN}"
        )
    return data, card


def _unpack(data: bytes, name: str) -> dict[str, Any]:
    from skops import io as skops

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            too_large = sum(entry.file_size for entry in archive.infolist()) > _LARGEST
        unknown = sorted(set(skops.get_untrusted_types(data=data)) - set(TRUSTED))
        payload = None if unknown or too_large else skops.loads(data, trusted=list(TRUSTED))
    except Exception:
        log.exception("cannot load %s", name)
        raise ModelError(
            f"Le modèle «\u00a0{name}\u00a0» ne peut pas être lu par cette version\u00a0: {_RETRAIN}"
        ) from None
    if not isinstance(payload, dict):
        log.error("untrusted types or size in %s: %s", name, unknown)
        raise ModelError(f"Le modèle «\u00a0{name}\u00a0» contient des éléments non reconnus\u00a0: {_RETRAIN}")
    return payload


def _classifier(payload: dict[str, Any], card: dict[str, Any]) -> Classifier:
    vocabularies = {
        kind: Vocabulary(kind, tuple(payload["terms"][kind].split("\n")), payload["idf"][kind]) for kind in SPARSE
    }
    theme_threshold, nature_threshold, secondary = (float(value) for value in payload["thresholds"])
    return Classifier(
        Featurizer(vocabularies, payload["centre"], payload["scale"]),
        Scorer(
            payload["dense"],
            payload["sparse"].astype(np.float32),
            payload["intercept"],
            Pairs(payload["axes"]),
            _whole(payload["forms"]),
        ),
        Calibration(*payload["theme_calibration"]),
        Calibration(*payload["nature_calibration"]),
        tuple(payload["themes"]),
        tuple(payload["natures"]),
        theme_threshold,
        nature_threshold,
        secondary,
        tuple(payload["encoders"]),
        card,
        _examples(payload["examples"]),
    )


def _examples(stored: dict[str, Any]) -> Examples:
    texts = tuple(stored["texts"].split("\n")) if stored["texts"] else ()
    return Examples(stored["places"], texts, tuple(stored["classes"].split("\n")) if texts else ())
