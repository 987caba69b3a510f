"""The one spaCy pass: texts -> tokens with lemma, part of speech, dependency and named entity."""

from assises_nlp.annotate.language import foreign_language
from assises_nlp.annotate.pipeline import VERSION, Annotator
from assises_nlp.annotate.tokens import cut, normalise, text_of

__all__ = ["VERSION", "Annotator", "cut", "foreign_language", "normalise", "text_of"]
