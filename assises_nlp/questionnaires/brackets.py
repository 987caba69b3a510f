"""Numbers (ages, counts) as modalities: their own values where these are few, else brackets of round bounds."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from itertools import pairwise

from assises_nlp.questionnaires.modalities import fold

NOT_A_NUMBER = "Réponse non chiffrée"
_AGES = (18, 25, 40, 60, 75)
_FEW = 8
_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:[.,]\d+)?")


def parse(text: str) -> float | None:
    """The number that an answer begins with, if a unit at most follows it ("61 ans", "1 200 habitants", "3,5")."""
    match = _NUMBER.match(text.strip())
    rest = text.strip()[match.end() :] if match else ""
    if match is None or len(rest) > 14 or any(c.isdigit() for c in rest) or len(rest.split()) > 1:
        return None
    return float(re.sub(r"[ \u00a0\u202f]", "", match.group()).replace(",", "."))


def brackets(title: str, answers: Iterable[str]) -> tuple[list[str], dict[str, str]]:
    """Modalities of a numeric question in ascending order, and the one that each answer falls into; what is no number
    comes last.

    Ages go into the brackets of the public statistics, other numbers into about five brackets of one round width.
    """
    numbers = {text: value for text in answers if (value := parse(text)) is not None}
    values = set(numbers.values())
    others = [text for text in answers if text not in numbers]
    labels = _labels(title, values)
    order = list(dict.fromkeys(labels[value] for value in sorted(values)))
    of = {text: labels[value] for text, value in numbers.items()} | dict.fromkeys(others, NOT_A_NUMBER)
    return order + [NOT_A_NUMBER] * bool(others), of


def _labels(title: str, values: set[float]) -> dict[float, str]:
    if not values:
        return {}
    if re.search(r"\bages?\b", fold(title)) and max(values) <= 120:
        return _cut(values, _AGES, " ans")
    if len(values) <= _FEW:
        return {value: _french(value) for value in values}
    return _cut(values, _round_bounds(min(values), max(values)), "")


def _round_bounds(low: float, high: float) -> tuple[float, ...]:
    """Bounds of four to eight brackets whose width is 1, 2 or 5 times a power of ten."""
    rough = (high - low) / 5
    power = 10.0 ** math.floor(math.log10(rough))
    width = min((power, 2 * power, 5 * power, 10 * power), key=lambda step: (abs(step - rough), step))
    first = math.floor(low / width) * width + width
    return tuple(
        round(first + i * width, 10) for i in range(math.ceil((high - first) / width) + 1) if first + i * width <= high
    )


def _cut(values: set[float], bounds: tuple[float, ...], unit: str) -> dict[float, str]:
    whole = all(value.is_integer() for value in values) and all(float(bound).is_integer() for bound in bounds)
    edges = [-math.inf, *map(float, bounds), math.inf]
    result = {}
    for low, high in pairwise(edges):
        if low == -math.inf:
            label = f"Moins de {_french(high)}{unit}"
        elif high == math.inf:
            label = f"{_french(low)}{unit} et plus"
        elif whole:
            label = f"{_french(low)}{unit}" if high - low == 1 else f"{_french(low)} à {_french(high - 1)}{unit}"
        else:
            label = f"De {_french(low)} à moins de {_french(high)}{unit}"
        result.update({value: label for value in values if low <= value < high})
    return result


def _french(value: float) -> str:
    if value.is_integer():
        return f"{int(value):,}".replace(",", "\u00a0")
    return f"{value:,.10g}".replace(",", "\u00a0").replace(".", ",")
