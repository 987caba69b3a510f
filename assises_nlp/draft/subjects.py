"""What a topic is about: the cue words of the field's subjects, or the topic's own words where it has no subject."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from assises_nlp.draft.words import stem, text_content
from assises_nlp.records import Remark, Topic
from assises_nlp.resources import load_toml

# Words of the titles that speak for no subject alone.
_GENERIC = frozenset(
    stem(word)
    for word in "force forces police gendarmerie sécurité public publique population service services agent agents commune "
    "communes département personne personnes acteur acteurs usage moyen moyens mesure mesures national locale local".split()
)


@lru_cache(maxsize=1)
def _cues_by_title() -> dict[str, tuple[str, ...]]:
    """The cues of each subject (folded) by its title, from the inventories ``subjects_*.toml`` of the resources."""
    found: dict[str, tuple[str, ...]] = {}
    folder = files("assises_nlp.resources")
    for name in sorted(entry.name for entry in folder.iterdir() if entry.name.startswith("subjects_")):
        for entry in load_toml(name).get("sujets", ()):
            found[str(entry["titre"])] = tuple(str(word) for word in entry.get("mots", ()))
    return found


@lru_cache(maxsize=4096)
def _vocabulary(title: str, words: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    """Each cue as the stems that it is made of: a remark is about the subject where it holds all of one cue."""
    known = [cues for name, cues in sorted(_cues_by_title().items()) if name in title]
    cues = [cue for group in known for cue in group]
    singles = [
        frozenset({s}) for s in sorted(text_content(title.split(" : ")[0] if known else title)) if s not in _GENERIC
    ]
    if not known:
        cues += list(words)
    return tuple(dict.fromkeys([*(c for cue in cues if (c := text_content(cue) or frozenset({stem(cue)}))), *singles]))


def cues(remark: Remark, topic: Topic) -> frozenset[int]:
    """Which cues of the topic's subject a remark holds (their numbers)."""
    return _cues(remark.text, tuple(token.lemma for token in remark.tokens), topic.title, topic.words)


@lru_cache(maxsize=65536)
def _cues(text: str, lemmas: tuple[str, ...], title: str, words: tuple[str, ...]) -> frozenset[int]:
    said = text_content(text) | frozenset(stem(lemma) for lemma in lemmas if lemma)
    return frozenset(number for number, cue in enumerate(_vocabulary(title, words)) if cue <= said)


def aboutness(remark: Remark, topic: Topic) -> int:
    """How many cues of the topic's subject a remark holds; 0 where it does not speak of it in its words."""
    return len(cues(remark, topic))
