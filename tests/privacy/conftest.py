"""The tagger once a session, and the names that the examples take as known."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assises_nlp.annotate import Annotator, normalise, text_of
from assises_nlp.privacy import KnownNames, Pseudonymised, pseudonymise
from assises_nlp.records import Speaker

ATTENDEES = (
    "M. Gérard PICHONNET, maire de Gorron",
    "Mme Lydie AVRILLEAU, maire d’Ambrières-les-Vallées",
    "Chef d’escadron Julien MALASSIGNÉ, commandant la compagnie de Mayenne",
    "Capitaine Estelle BRIAND-COLLET, SDIS",
    "adjudant-chef Le Bihan (BTA Craon)",
    "Mme PETIT",
    "M. Paul ROUX",
    "M. Trottier, cons. communautaire",
)
SPEAKERS = (
    Speaker("m1", "maire", "M. Jean Laval"),
    Speaker("m2", "adjoint", "M. Gouin-Hardy"),
    Speaker("m3", "habitant", None),
)


@pytest.fixture(scope="session")
def annotator() -> Annotator:
    return Annotator()


@pytest.fixture(scope="session")
def known() -> KnownNames:
    return KnownNames.from_names(ATTENDEES, SPEAKERS)


@pytest.fixture(scope="session")
def run(annotator: Annotator) -> Callable[[str, KnownNames], tuple[str, Pseudonymised]]:
    def go(text: str, names: KnownNames) -> tuple[str, Pseudonymised]:
        result = pseudonymise(next(annotator([normalise(text)[0]])), names)
        return text_of(result.tokens), result

    return go
