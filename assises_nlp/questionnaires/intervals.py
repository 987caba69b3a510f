"""Percentages and their intervals."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal


def percentage(count: int, base: int, decimals: int = 1) -> float:
    """``count`` of ``base`` in percent, rounded half up from the exact ratio; 0 where the base is 0."""
    if base == 0:
        return 0.0
    exact = Decimal(count * 100) / Decimal(base)
    return float(exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))


def wilson(count: int, base: int) -> tuple[float, float]:
    """The 95 % score interval of Wilson (1927) of a proportion, in percent rounded to one decimal; (0, 100)
    without answers.
    """
    if base == 0:
        return (0.0, 100.0)
    from scipy.stats import binomtest

    interval = binomtest(count, base).proportion_ci(confidence_level=0.95, method="wilson")
    return (round(float(interval.low) * 100, 1), round(float(interval.high) * 100, 1))
