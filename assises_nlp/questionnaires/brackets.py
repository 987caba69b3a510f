"""Numbers (ages, counts) as modalities: their own values where these are few, else brackets of round bounds."""

from __future__ import annotations

import math
import re
from collections import Counter
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


def bracketed(title: str, answers: Counter[str]) -> list[tuple[str, int]]:
    """Modalities of a numeric question in ascending order, with their counts; what is no number comes last.

    Ages go into the brackets of the public statistics, other numbers into about five brackets of one round width.
    """
    numbers: Counter[float] = Counter()
    others = 0
    for text, count in answers.items():
        value = parse(text)
        if value is None:
            others += count
        else:
            numbers[value] += count
    result = _modalities(title, numbers)
    return [*result, (NOT_A_NUMBER, others)] if others else result


def _modalities(title: str, numbers: Counter[float]) -> list[tuple[str, int]]:
    if not numbers:
        return []
    if re.search(r"\bages?\b", fold(title)) and max(numbers) <= 120:
        return _cut(numbers, _AGES, " ans")
    if len(numbers) <= _FEW:
        return [(_french(value), numbers[value]) for value in sorted(numbers)]
    return _cut(numbers, _round_bounds(min(numbers), max(numbers)), "")


def _round_bounds(low: float, high: float) -> tuple[float, ...]:
    """Bounds of four to eight brackets whose width is 1, 2 or 5 times a power of ten."""
    rough = (high - low) / 5
    power = 10.0 ** math.floor(math.log10(rough))
    width = min((power, 2 * power, 5 * power, 10 * power), key=lambda step: (abs(step - rough), step))
    first = math.floor(low / width) * width + width
    return tuple(
        round(first + i * width, 10) for i in range(math.ceil((high - first) / width) + 1) if first + i * width <= high
    )


def _cut(numbers: Counter[float], bounds: tuple[float, ...], unit: str) -> list[tuple[str, int]]:
    whole = all(value.is_integer() for value in numbers) and all(float(bound).is_integer() for bound in bounds)
    edges = [-math.inf, *map(float, bounds), math.inf]
    result = []
    for low, high in pairwise(edges):
        count = sum(n for value, n in numbers.items() if low <= value < high)
        if low == -math.inf:
            label = f"Moins de {_french(high)}{unit}"
        elif high == math.inf:
            label = f"{_french(low)}{unit} et plus"
        elif whole:
            label = f"{_french(low)}{unit}" if high - low == 1 else f"{_french(low)} à {_french(high - 1)}{unit}"
        else:
            label = f"De {_french(low)} à moins de {_french(high)}{unit}"
        if count:
            result.append((label, count))
    return result


def _french(value: float) -> str:
    if value.is_integer():
        return f"{int(value):,}".replace(",", "\u00a0")
    return f"{value:,.10g}".replace(",", "\u00a0").replace(".", ",")
