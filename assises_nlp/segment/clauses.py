"""Cutting a sentence that holds two positions, on its dependency parse.

A cut falls before « mais », « et », « donc », « en revanche » or after « ; » where both sides are complete finite
clauses, each with its own subject (or each with a verb of report: « regrette que A mais souhaite que B »). It is
conservative: no cut inside the complement of one verb of report (« indique que A et que B »), before a pronoun that
takes up the first clause (« mais elle est fermée »), nor in a division (« certains… d'autres… »).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from assises_nlp.records import Token
from assises_nlp.segment.lexicon import cues, fold

_SUBJECTS = frozenset(("nsubj", "nsubj:pass", "expl:subj", "nsubj:caus", "csubj"))
_HELPERS = frozenset(("aux", "aux:pass", "aux:tense", "aux:caus", "cop"))
_TOP = frozenset(("conj", "parataxis", "ROOT", "root"))
_EMBEDDED = frozenset(("ccomp", "xcomp", "obj", "csubj"))
_COORDINATORS = frozenset(("mais", "et", "or", "donc"))
_CONTRASTS = (
    ("en", "revanche"), ("par", "contre"), ("toutefois",), ("cependant",), ("neanmoins",), ("pourtant",),
    ("a", "l'", "inverse"), ("au", "contraire"), ("a", "contrario"), ("en", "outre"), ("par", "ailleurs"),
)  # fmt: skip
_IMPERSONAL = frozenset("falloir convenir manquer rester valoir sembler suffire exister importer".split())
_DEMAND_FORMS = frozenset("faut faudrait faudra conviendrait convient serait vaudrait".split())
_PERSONAL = frozenset("il elle ils elles celui-ci celle-ci ceux-ci celles-ci".split())
_TAKEN_UP = frozenset("ce c' cela ca ceci qui celui-ci celle-ci ceux-ci lequel laquelle".split())
_DIVIDED = (
    ("uns", "autres"),
    ("certains", "autres"),
    ("certaines", "autres"),
    ("part", "autre"),
    ("tantot", "tantot"),
    ("plus", "plus"),
    ("moins", "moins"),
)
_SUBORDINATE = frozenset("que qu' qui dont où ou lorsque quand si parce puisque car afin pour comme alors".split())
_PAIRS = (("«", "»"), ("(", ")"), ("[", "]"), ("“", "”"))
_MINIMUM = 3


@cache
def _reporting() -> frozenset[str]:
    return cues().reporting


class _Sentence:
    """A parsed sentence: the children of each token and what is finite."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.folded = [fold(token.text) for token in tokens]
        self.children: list[list[int]] = [[] for _ in tokens]
        for index, token in enumerate(tokens):
            if token.head != index and 0 <= token.head < len(tokens):
                self.children[token.head].append(index)

    def finite(self, index: int) -> bool:
        """Whether a token heads a finite clause, by itself or by its auxiliary or copula."""
        if "VerbForm=Fin" in self.tokens[index].morph and self.tokens[index].dep not in _HELPERS:
            return True
        return any(
            self.tokens[child].dep in _HELPERS and "VerbForm=Fin" in self.tokens[child].morph
            for child in self.children[index]
        )

    def subject(self, index: int) -> int | None:
        return next((child for child in self.children[index] if self.tokens[child].dep in _SUBJECTS), None)

    def marked(self, index: int) -> bool:
        """Whether a clause is introduced by « que », « si », « parce que » or a relative pronoun."""
        token = self.tokens[index]
        if token.dep.startswith(("acl", "advcl")):
            return True
        return any(self.tokens[child].dep == "mark" and child < index for child in self.children[index])

    def top(self, index: int) -> bool:
        """Whether a clause stands at the top of the sentence, through coordination only."""
        for _ in range(len(self.tokens)):
            token = self.tokens[index]
            if token.head == index or token.dep in ("ROOT", "root"):
                return True
            if token.dep not in _TOP or self.marked(index):
                return False
            index = token.head
        return False

    def governor(self, index: int) -> int | None:
        """Return the verb of report that a complement clause depends on, or None."""
        for _ in range(len(self.tokens)):
            token = self.tokens[index]
            if token.head == index:
                return None
            if token.dep in _EMBEDDED and self.reports(token.head):
                return token.head
            if token.dep not in _TOP and token.dep not in _EMBEDDED:
                return None
            index = token.head
        return None

    def reports(self, index: int) -> bool:
        return self.folded[index] in _reporting() or fold(self.tokens[index].lemma) in _reporting()

    def words(self, start: int, end: int) -> int:
        return sum(token.pos not in ("PUNCT", "SPACE") for token in self.tokens[start:end])


def split_sentence(tokens: Sequence[Token]) -> tuple[int, ...]:
    """Return where to cut a parsed sentence into positions: character offsets, sorted, in the tokens' text joined.

    Each offset is the start of a token; there is none when the sentence holds one position. ``Token.head`` indexes
    ``tokens``.
    """
    if len(tokens) < 2 * _MINIMUM or len(tokens) > 400:
        return ()
    sentence = _Sentence(tokens)
    if _divided(sentence.folded):
        return ()
    cuts: list[int] = []
    last = 0
    for cut in sorted({*_coordinations(sentence), *_semicolons(sentence), *_openings(sentence), *_pronouns(sentence)}):
        if (
            sentence.words(last, cut) >= _MINIMUM
            and sentence.words(cut, len(tokens)) >= _MINIMUM
            and _balanced(tokens, last, cut)
        ):
            cuts.append(cut)
            last = cut
    return _offsets(tokens, cuts)


def _starts(tokens: Sequence[Token]) -> list[int]:
    found: list[int] = []
    position = 0
    for token in tokens:
        found.append(position)
        position += len(token.text) + token.space
    return found


def _offsets(tokens: Sequence[Token], cuts: list[int]) -> tuple[int, ...]:
    starts = _starts(tokens)
    return tuple(starts[cut] for cut in cuts)


def _divided(folded: list[str]) -> bool:
    """« Les uns… les autres », « certains… d'autres »: one report of a division."""
    for first, second in _DIVIDED:
        if first in folded and second in folded[folded.index(first) + 1 :]:
            near = first not in ("part", "plus", "moins") or folded.index(first) <= 2
            if near:
                return True
    return False


def _balanced(tokens: Sequence[Token], start: int, cut: int) -> bool:
    """Whether no quotation or bracket is open at the cut."""
    part = [token.text for token in tokens[start:cut]]
    if part.count('"') % 2:
        return False
    return all(part.count(left) == part.count(right) for left, right in _PAIRS)


def _coordinations(sentence: _Sentence) -> list[int]:
    """Return the cuts before coordinated clauses."""
    found: list[int] = []
    for index, token in enumerate(sentence.tokens):
        if token.dep not in ("conj", "parataxis") or token.head >= index or not sentence.finite(index):
            continue
        cut = _boundary(sentence, index)
        if cut is not None and _complete(sentence, index, cut) and _separable(sentence, index, cut):
            found.append(cut)
    return found


def _boundary(sentence: _Sentence, index: int) -> int | None:
    """Return the token that a coordinated clause begins with: its conjunction, or what follows the comma."""
    first = min([index, *(_leftmost(sentence, child) for child in sentence.children[index] if child < index)])
    head = sentence.tokens[index].head
    if first <= head:
        return None
    while first < index and sentence.tokens[first].pos == "PUNCT":
        first += 1
    before = first - 1
    if before > head and sentence.folded[before] in _COORDINATORS:
        first = before
    return first if first > head else None


def _leftmost(sentence: _Sentence, index: int) -> int:
    lowest, stack = index, [index]
    while stack:
        current = stack.pop()
        lowest = min(lowest, current)
        stack.extend(child for child in sentence.children[current] if child != current)
    return lowest


def _connective(sentence: _Sentence, cut: int) -> str:
    """Return « mais », « et », « donc », « contraste » or « » for the words that a clause begins with."""
    folded = sentence.folded
    start = cut + 1 if folded[cut] in _COORDINATORS else cut
    for words in _CONTRASTS:
        if tuple(folded[start : start + len(words)]) == words:
            return "contraste"
    if folded[cut] in _COORDINATORS:
        return "donc" if "donc" in folded[cut : cut + 2] else "mais" if folded[cut] == "or" else folded[cut]
    return ""


def _own_subject(sentence: _Sentence, index: int, cut: int) -> bool:
    """Whether a clause has a subject of its own that stands by itself (a noun, « on », « nous », impersonal « il »)."""
    subject = sentence.subject(index)
    if subject is None or subject < cut:
        return False
    word = sentence.folded[subject]
    if word in _TAKEN_UP:
        return False
    if word in _PERSONAL:
        return _impersonal(sentence, index, cut) or sentence.reports(index)
    return True


def _impersonal(sentence: _Sentence, index: int, cut: int) -> bool:
    """« il faudrait », « il manque », « il y a », « il serait bon »."""
    lemma = fold(sentence.tokens[index].lemma)
    window = sentence.folded[cut : index + 1]
    if lemma in _IMPERSONAL or sentence.folded[index] in _DEMAND_FORMS or set(window) & (_DEMAND_FORMS - {"serait"}):
        return True
    if "il" in window:
        after = window[window.index("il") + 1 :]
        return "y" in after[:2] or (after[:1] == ["serait"] and sentence.tokens[index].pos == "ADJ")
    return False


def _complete(sentence: _Sentence, index: int, cut: int) -> bool:
    """Whether both sides of a cut are positions of their own."""
    head = sentence.tokens[index].head
    link = _connective(sentence, cut)
    if sentence.marked(index) or not (sentence.finite(head) or sentence.subject(head) is not None):
        return False
    own = _own_subject(sentence, index, cut)
    governor = sentence.governor(head)
    if governor is not None:
        # « regrette que A mais souhaite que B »: the parser hangs « souhaite » on A.
        if sentence.reports(index) and _complements(sentence, index) and (own or sentence.subject(index) is None):
            return link in ("mais", "et", "contraste", "donc")
        return own and link in ("mais", "contraste")
    if not sentence.top(head):
        return False
    if (
        sentence.reports(index)
        and sentence.reports(head)
        and _complements(sentence, index)
        and _complements(sentence, head)
    ):
        return link != ""
    if not own or sentence.subject(head) is None:
        return False
    return link != "" or sentence.folded[max(cut - 1, 0)] == ";"


def _complements(sentence: _Sentence, index: int) -> bool:
    """Whether a verb of report says what is reported."""
    return any(
        sentence.tokens[child].dep in ("ccomp", "obj", "xcomp", "obl:arg", "obl:mod") and child > index
        for child in sentence.children[index]
    )


def _separable(sentence: _Sentence, index: int, cut: int) -> bool:
    """Whether no other relation but the coordination itself crosses the cut."""
    for position, token in enumerate(sentence.tokens):
        if token.pos in ("PUNCT", "SPACE") or position == index:
            continue
        right = position >= cut
        if right != (token.head >= cut) and token.dep not in (
            "conj",
            "cc",
            "parataxis",
            "ROOT",
            "root",
            "advmod",
            "obl:mod",
            "dep",
        ):
            return False
    return True


def _semicolons(sentence: _Sentence) -> list[int]:
    """Return the cuts after semicolons between two stretches that stand by themselves."""
    found: list[int] = []
    for index, word in enumerate(sentence.folded[:-1]):
        if word == ";" and sentence.folded[index + 1] not in _SUBORDINATE and sentence.tokens[index + 1].pos != "SPACE":
            skip = sentence.folded[index + 1 : index + 3]
            if not (skip[:1] == ["et"] and skip[1:2] and skip[1] in _SUBORDINATE):
                found.append(index + 1)
    return found


def _openings(sentence: _Sentence) -> list[int]:
    """Return the cuts after a comma before « il faudrait », « en revanche, … »: two sentences joined by a comma."""
    found: list[int] = []
    for index, word in enumerate(sentence.folded[:-3]):
        if word != "," or not _left_stands(sentence, index):
            continue
        cut = index + 1
        start = cut + 1 if sentence.folded[cut] in ("donc", "mais", "et", "alors") else cut
        demand = sentence.folded[start] in ("il", "on", "nous") and any(
            form in sentence.folded[start + 1 : start + 3]
            for form in ("faut", "faudrait", "conviendrait", "devrait", "devrions")
        )
        strong = sentence.folded[cut : cut + 2] in (["en", "revanche"], ["par", "contre"])
        contrast = _connective(sentence, cut) == "contraste" and (
            strong
            or any(
                sentence.finite(position) and (sentence.subject(position) or -1) > cut
                for position in range(cut, len(sentence.tokens))
            )
        )
        if demand or contrast:
            found.append(cut)
    return found


def _pronouns(sentence: _Sentence) -> list[int]:
    """Return the cuts before « mais on », « mais nous », « et il faudrait »: plain on the surface, often misparsed."""
    found: list[int] = []
    folded = sentence.folded
    if folded[0] in _SUBORDINATE or folded[0] == "s'":
        return found
    for index in range(1, len(folded) - 2):
        demand = folded[index + 1] == "il" and folded[index + 2] in _DEMAND_FORMS - {"serait"}
        speaks = folded[index] == "mais" and folded[index + 1] in ("on", "nous", "je", "j'", "vous")
        if folded[index] in ("et", "mais", "donc") and (demand or speaks) and "si" not in folded[:index]:
            verbal = demand or any(sentence.finite(position) for position in range(index))
            if verbal:
                found.append(index)
    return found


def _left_stands(sentence: _Sentence, end: int) -> bool:
    """Whether what stands before a comma holds a main clause of its own, and is no complement of one verb of report."""
    if sentence.folded[0] in ("si", "s'", "quand", "lorsque", "pour", "selon", "comme", "puisque", "afin"):
        return False
    for position in range(end):
        subject = sentence.subject(position)
        if sentence.finite(position) and not sentence.marked(position) and subject is not None and subject < end:
            verb = position
            return not (sentence.reports(verb) and sentence.folded[end - 1] in _SUBORDINATE)
    return False
