"""Inside each theme, the groups of remarks that say the same kind of thing: BERTopic behind one adapter."""

from assises_nlp.topics.duplicates import group_identical
from assises_nlp.topics.find import TopicOptions, find_topics
from assises_nlp.topics.space import SubjectSpace, load_space

__all__ = ["SubjectSpace", "TopicOptions", "find_topics", "group_identical", "load_space"]
