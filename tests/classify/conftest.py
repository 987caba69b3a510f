"""Tiny annotated remarks and vectors: classifiers trained in a fraction of a second, without spaCy or an encoder."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest

from assises_nlp.classify import Annotated, Prepared, prepare
from assises_nlp.records import Token

SUBJECTS = {
    "organisation": ["la brigade", "le commissariat", "l’accueil", "la patrouille", "le renfort"],
    "technologies": ["la caméra", "le drone", "le logiciel", "la tablette", "la radio"],
}
FORMS = {
    "constat": ["{} ne fonctionne pas le dimanche", "{} manque dans notre canton", "{} donne peu de résultats"],
    "preconisation": [
        "il faudrait {} dans chaque canton",
        "nous demandons {} pour le soir",
        "pourquoi ne pas prévoir {}",
    ],
}


def tokens_of(text: str) -> tuple[Token, ...]:
    """Words as tokens, without an analysis."""
    words = text.split()
    return tuple(Token(word, True, word.lower().strip(".,"), "NOUN", "dep", i) for i, word in enumerate(words))


def vector_of(text: str, size: int) -> np.ndarray:
    """The same text has the same vector; texts that share words are near."""
    total = np.zeros(size)
    for word in text.lower().split():
        seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:4], "big")
        total += np.random.default_rng(seed).normal(size=size)
    norm = np.linalg.norm(total)
    return np.round(total / (norm or 1.0), 4)


def prepared_of(texts: list[str], *, slow: bool = True) -> Prepared:
    use = np.array([vector_of(text, 512) for text in texts], dtype=np.float32).reshape(-1, 512)
    e5 = np.array([vector_of(text, 384) for text in texts], dtype=np.float32).reshape(-1, 384) if slow else None
    return prepare(texts, [tokens_of(text) for text in texts], use, e5)


def tiny_corpus() -> list[Annotated]:
    """72 remarks of three sources: two themes, off theme, three natures."""
    found = []
    for source in ("ain-elus", "jura-notes", "lot-public"):
        for theme, things in SUBJECTS.items():
            for nature, forms in FORMS.items():
                for i, thing in enumerate(things):
                    text = forms[i % len(forms)].format(thing) + f" ({source})"
                    found.append((source, text, theme, nature))
        found += [(source, f"merci et bonne soirée {source} {i}", "hors_theme", "non_informatif") for i in range(4)]
    return [
        Annotated(f"r{i:03d}", text, theme, nature, source, source.split("-")[1], "")  # type: ignore[arg-type]
        for i, (source, text, theme, nature) in enumerate(found)
    ]


@pytest.fixture(scope="session")
def corpus() -> list[Annotated]:
    return tiny_corpus()


@pytest.fixture(scope="session")
def prepared(corpus: list[Annotated]) -> Prepared:
    return prepared_of([remark.text for remark in corpus])
