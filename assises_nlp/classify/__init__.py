"""Theme and nature of a remark; training and evaluation beside it."""

from assises_nlp.classify.annotations import Annotated, AnnotationError, load_annotations
from assises_nlp.classify.model import Classifier, Labeller, Prepared, prepare
from assises_nlp.classify.persistence import ModelError, load_classifier, save_classifier
from assises_nlp.classify.spelling import readable

__all__ = [
    "Annotated",
    "AnnotationError",
    "Classifier",
    "Labeller",
    "ModelError",
    "Prepared",
    "load_annotations",
    "load_classifier",
    "prepare",
    "readable",
    "save_classifier",
]
