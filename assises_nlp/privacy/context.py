"""What stands around a name: how far it goes, and whether it is that of a place, a street or a law."""

from __future__ import annotations

from collections.abc import Sequence

from assises_nlp.privacy.known import PARTICLES, KnownNames
from assises_nlp.privacy.lexicon import Lexicon, lexicon
from assises_nlp.privacy.text import Word

JOINS = frozenset({" ", "-", "'"})
DETERMINERS = frozenset(
    "un une le la l ce cet cette des les ces mon ma mes son sa ses leur leurs notre nos votre vos chaque".split()
)
_FOREIGN = frozenset("da dos do das della di von van der ben bin ibn el al del y".split())


class Context:
    """The words of one text, and the questions that the rules for names ask about them.

    ``tagged``: the words carry the tagger's opinion, so that weaker cues may be used. ``only_known``: look for known
    names alone.
    """

    def __init__(self, words: Sequence[Word], known: KnownNames, *, tagged: bool, only_known: bool = False) -> None:
        self.words, self.known, self.tagged, self.only_known = words, known, tagged, only_known
        self.lex: Lexicon = lexicon()

    def _surname(self, j: int, *, strict: bool) -> int | None:
        """The end of a capitalised name that starts at ``j``. ``strict``: what may be a place or an acronym is none."""
        end, names = j, 0
        first = False
        while end < len(self.words) and names < 4:
            word = self.words[end]
            if end > j and word.link not in JOINS and not (word.link == "." and len(self.words[end - 1].text) == 1):
                break
            if (
                word.key in PARTICLES
                and end + 1 < len(self.words)
                and self.words[end + 1].link in JOINS
                and self._noble(end, j, first=first)
            ):
                end += 1
                continue
            if not word.cap and not (word.link == "-" and word.upper):
                break
            if names and word.link != "-" and self._no_surname(word):
                break
            if not names and strict and self._no_rank_name(word):
                return None
            if (
                not names
                and (word.text in {"X", "Y", "Z", "N"} or (len(word.text) == 1 and self._shouted(end)))
                and not self._dotted(end)
            ):
                return None
            first = self.lex.first_name(word.key)
            end, names = end + 1, names + 1
        while end > j and self.words[end - 1].key in PARTICLES and not self.words[end - 1].cap:
            end -= 1
        return end if names else None

    def _noble(self, i: int, start: int, *, first: bool) -> bool:
        """Is the particle at ``i`` part of a name, and not the preposition of a place ("M. Martin de Laval")?"""
        word, follower = self.words[i], self.words[i + 1]
        if i == start or word.cap:
            return follower.cap or follower.key in PARTICLES
        if not (follower.cap or follower.key in PARTICLES) or not (first or word.key in _FOREIGN):
            return False
        return not self.lex.is_thing(follower.key) and follower.key not in self.known.places

    def _no_surname(self, word: Word) -> bool:
        return (
            word.key in self.lex.roles
            or word.key in self.lex.function
            or word.key in self.lex.things
            or (word.upper and word.key in self.lex.public_bodies)
        )

    def _no_rank_name(self, word: Word) -> bool:
        key = word.key
        if (
            key in self.lex.roles
            or key in self.lex.function
            or self.lex.is_thing(key)
            or key in self.lex.eponyms
            or key in self.known.places
        ):
            return True
        if (
            word.upper
            and len(word.text) <= 4
            and not self.lex.first_name(key)
            and key not in self.known.surnames
            and key not in self.known.weak
        ):
            return True
        return self.lex.is_listed(key) and key not in self.lex.surnames and key not in self.known.weak

    def _shouted(self, i: int) -> bool:
        return i + 1 < len(self.words) and self.words[i + 1].upper

    def _dotted(self, i: int) -> bool:
        return i + 1 < len(self.words) and self.words[i + 1].link == "."

    def _lower(self, k: int) -> int:
        """The end of a name in lower case: a first name takes the next word too if that is no ordinary one."""
        end = k + 1
        first = self.lex.first_name(self.words[k].key)
        while end < len(self.words) and end < k + 4:
            word = self.words[end]
            if word.link == "-" and not self.lex.is_ordinary(word.key):
                end += 1
            elif first and word.link == " " and len(word.key) > 2 and not self._plain(word):
                end, first = end + 1, self.lex.first_name(word.key)
            else:
                break
        return end

    def _plain(self, word: Word) -> bool:
        return (
            self.lex.is_ordinary(word.key)
            or self.lex.is_thing(word.key)
            or word.pos in {"VERB", "AUX", "ADP", "PRON", "DET", "ADV", "CCONJ", "SCONJ", "NUM"}
        )

    def _hyphenated_place(self, i: int) -> bool:
        """Part of a compound that is no first name: "Saint-Martin", "Roche-Bernard"."""
        word = self.words[i]
        if (
            i
            and word.link in {"-", " "}
            and self.words[i - 1].key in {"saint", "sainte", "st", "ste", "notre", "dame", "san", "santa"}
        ):
            return True
        if (
            i
            and word.link == "-"
            and not self.lex.first_name(self.words[i - 1].key)
            and len(self.words[i - 1].text) > 1
        ):
            return True
        if i + 1 < len(self.words):
            after = self.words[i + 1]
            if after.link == "-" and after.key in {
                "en",
                "sur",
                "sous",
                "les",
                "le",
                "la",
                "du",
                "de",
                "des",
                "l",
                "d",
                "ville",
                "bourg",
                "saint",
                "sainte",
            }:
                return True
            if after.link == "-" and len(after.text) > 1 and not self.lex.first_name(after.key):
                # "Félix-Éboué", "Jules-Ferry": French hyphenates the names of places, not those of people.
                return True
        return False

    def _common(self, word: Word) -> bool:
        return self.lex.is_listed(word.key) and word.key not in self.known.surnames

    def _located_strictly(self, i: int) -> bool:
        return i > 0 and self.words[i].link == " " and self.words[i - 1].key in {"a", "en", "au", "vers"}

    # ------------------------------------------------------------------------------------------------------ context
    def _articled(self, i: int) -> bool:
        """An article right before: "le François", "du Robert" are places."""
        word = self.words[i]
        return (
            i > 0
            and word.link in {" ", "'"}
            and self.words[i - 1].key in {"le", "la", "l", "du", "au", "aux", "des", "les"}
        )

    def _located(self, i: int) -> bool:
        """A preposition of place right before, or the article of a place ("à Laval", "de la Roë")."""
        word = self.words[i]
        return i > 0 and word.link in {" ", "'"} and self.words[i - 1].key in self.lex.prepositions

    def _eponym(self, i: int) -> bool:
        """Is the name at ``i`` that of a street, a school, a law: right after the noun, or after its title?"""
        k = i
        for _ in range(6):
            if not k or self.words[k].link not in {" ", "-", "'", "."}:
                return False
            before = self.words[k - 1]
            if before.key in self.lex.eponyms:
                return k == i or self._chain(k, i)
            linking = (
                before.key in PARTICLES
                or before.key in self.lex.honorifics
                or before.cap
                or before.key in {"et", "ou"}
                or self.lex.first_name(before.key)
            )
            if not linking:
                return False
            k -= 1
        return False

    def _chain(self, k: int, i: int) -> bool:
        """Between the noun and the name: first names, titles, other names; a bare "de" makes a place or an owner."""
        inner = self.words[k:i]
        keys = [w.key for w in inner]
        if all(key in PARTICLES for key in keys):
            # "place du Général", "rue de la Paix": nobody; "école de Karim": somebody.
            return "du" in keys and self.words[i].key in self.lex.honorifics
        if keys[0] in PARTICLES:
            return any(key in self.lex.honorifics for key in keys)
        return True
