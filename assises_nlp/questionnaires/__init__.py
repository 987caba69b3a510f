"""Closed questions to counts, percentages and intervals, and the sentence that says them."""

from assises_nlp.questionnaires.sentences import base_note, favourable_share, sentence
from assises_nlp.questionnaires.tabulate import tabulate

__all__ = ["base_note", "favourable_share", "sentence", "tabulate"]
