"""Closed questions counted: percentages of those who answered, intervals for the data file."""

from assises_nlp.questionnaires.tabulate import tabulate

__all__ = ["tabulate"]
