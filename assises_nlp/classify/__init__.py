"""Theme and nature of a remark; training and evaluation beside it."""

from assises_nlp.classify.adapt import adapt
from assises_nlp.classify.annotations import Annotated, AnnotationError, load_annotations
from assises_nlp.classify.card import Card, Results, write_card
from assises_nlp.classify.comparison import compare, write_comparison
from assises_nlp.classify.evaluation import per_class
from assises_nlp.classify.model import Classifier, Labeller, Prepared, prepare
from assises_nlp.classify.noise import KINDS
from assises_nlp.classify.persistence import ModelError, load_classifier, save_classifier
from assises_nlp.classify.spelling import readable, update_lexicon
from assises_nlp.classify.training import Training, train
from assises_nlp.classify.wording import Sentence, WordingModel, fit_wording, load_wording, save_wording
from assises_nlp.classify.zero_shot import ZeroShot, grid_items

__all__ = [
    "KINDS",
    "Annotated",
    "AnnotationError",
    "Card",
    "Classifier",
    "Labeller",
    "ModelError",
    "Prepared",
    "Results",
    "Sentence",
    "Training",
    "WordingModel",
    "ZeroShot",
    "adapt",
    "compare",
    "fit_wording",
    "grid_items",
    "load_annotations",
    "load_classifier",
    "load_wording",
    "per_class",
    "prepare",
    "readable",
    "save_classifier",
    "save_wording",
    "train",
    "update_lexicon",
    "write_card",
    "write_comparison",
]
