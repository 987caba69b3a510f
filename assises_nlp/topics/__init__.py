"""Inside each theme, the groups of remarks that say the same kind of thing: BERTopic behind one adapter."""

from assises_nlp.topics.duplicates import group_identical
from assises_nlp.topics.find import TopicOptions, find_topics
from assises_nlp.topics.grouping import Seeds, group
from assises_nlp.topics.nearness import Located, located
from assises_nlp.topics.space import (
    Example,
    SpaceError,
    SubjectSpace,
    content_lemmas,
    fit_space,
    load_space,
    save_space,
)
from assises_nlp.topics.subjects import annotated_subjects, subject_titles

__all__ = [
    "Example",
    "Located",
    "Seeds",
    "SpaceError",
    "SubjectSpace",
    "TopicOptions",
    "annotated_subjects",
    "content_lemmas",
    "find_topics",
    "fit_space",
    "group",
    "group_identical",
    "load_space",
    "located",
    "save_space",
    "subject_titles",
]
