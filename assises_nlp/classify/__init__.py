"""Theme and nature of a remark; training and evaluation beside it."""

from assises_nlp.classify.annotations import Annotated, AnnotationError, load_annotations
from assises_nlp.classify.model import Classifier, Prepared, prepare
from assises_nlp.classify.persistence import ModelError, load_classifier, save_classifier

__all__ = [
    "Annotated",
    "AnnotationError",
    "Classifier",
    "ModelError",
    "Prepared",
    "load_annotations",
    "load_classifier",
    "prepare",
    "save_classifier",
]
