"""Where a text names somebody: titles, known names, first names, initials, and the tagger's persons once filtered."""

from __future__ import annotations

from assises_nlp.privacy.context import DETERMINERS, JOINS, Context
from assises_nlp.privacy.known import PARTICLES, match_phrase
from assises_nlp.privacy.text import Span

_ASKS = frozenset("demande souhaite propose regrette veut signale deplore dit surpris surprise".split())


class PersonFinder(Context):
    """Finds the names of one text."""

    def spans(self) -> list[Span]:
        found: list[Span] = []
        index = 0
        while index < len(self.words):
            match = self._at(index)
            if match:
                start, end = match
                found += self._cut(start, end)
                index = max(end, index + 1)
            else:
                index += 1
        return found

    def _at(self, i: int) -> tuple[int, int] | None:
        if self.only_known:
            return self._titled_known(i) or self._known(i)
        after = self._title(i) or self._known(i)
        if after:
            return after
        if not self.tagged:
            return None
        return (
            self._first_name(i)
            or self._initials(i)
            or self._cue(i)
            or self._household(i)
            or self._shouted_name(i)
            or self._person(i)
        )

    def _cut(self, start: int, end: int) -> list[Span]:
        """One span a run of words that only spaces, hyphens and apostrophes join: "MM. Durand et Petit" gives two."""
        spans: list[Span] = []
        for i in range(start, end):
            word = self.words[i]
            if word.key == "et":
                continue
            if i > start and spans and self.words[i - 1].key != "et" and word.link:
                spans[-1] = Span(spans[-1].start, word.end, "personne")
            else:
                spans.append(Span(word.start, word.end, "personne"))
        if spans and len(self.words[end - 1].text) == 1 and self._dotted(end - 1):
            # The dot of an initial goes with it.
            spans[-1] = Span(spans[-1].start, spans[-1].end + 1, "personne")
        return spans

    # ------------------------------------------------------------------------------------------------ after a title
    def _title(self, i: int) -> tuple[int, int] | None:
        word = self.words[i]
        after = match_phrase(self.lex.civil, self.words, i)
        if after and after < len(self.words):
            if word.key in self.lex.capital_titles and not (word.cap and self.words[after].cap):
                return None
            if self._breaks(i, after) or (word.key == "mm" and word.text.islower()):
                return None
            end = self._titled(after)
            if end and word.key in self.lex.civil_plural:
                end = self._more(end)
            return (after, end) if end else None
        after = match_phrase(self.lex.ranks, self.words, i)
        if (
            after
            and after < len(self.words)
            and self.words[after].link in {" ", "."}
            and self.words[after].cap
            and not self._eponym(i)
        ):
            start = after
            end = self._surname(start, strict=not self._acts(start))
            return (start, end) if end else None
        return None

    def _acts(self, i: int) -> bool:
        """Whether a verb follows the name of a place: « le capitaine Meslay plaide » is a person."""
        word, follower = self.words[i], self.words[i + 1] if i + 1 < len(self.words) else None
        if follower is None or follower.link != " " or word.upper or word.key not in self.lex.places:
            return False
        return follower.key in self.lex.speech | self.lex.strong_speech or follower.pos in {"VERB", "AUX"}

    def _titled_known(self, i: int) -> tuple[int, int] | None:
        """A known name that is also an ordinary word, right after a title."""
        found = self._title(i)
        if not found:
            return None
        start, end = found
        listed = any(
            self._in_table(table, k) for k in range(start, end) for table in (self.known.weak, self.known.surnames)
        )
        return found if listed else None

    def _breaks(self, i: int, after: int) -> bool:
        """A title cut off from what follows, or no title at all ("m'a dit", "50 m. de haut")."""
        word, follower = self.words[i], self.words[after]
        long = len(word.key) > 5
        if follower.link not in ({" "} if long else {" ", "."}):
            return True
        determined = (
            i and self.words[i - 1].link is not None and word.link == " " and self.words[i - 1].key in DETERMINERS
        )
        if word.key == "m" and (word.link == "'" or follower.link == "'" or (i and word.link == "" and not word.cap)):
            return True
        return bool(determined and long and not follower.cap)

    def _titled(self, j: int) -> int | None:
        """The end of the name that starts at ``j`` after a civil title, or None."""
        word = self.words[j]
        if word.cap and not word.text.islower():
            if word.key in self.lex.roles and not self.words[j].upper:
                return None
            return self._surname(j, strict=False)
        k = j
        while (
            k < len(self.words)
            and self.words[k].key in PARTICLES
            and k < j + 2
            and k + 1 < len(self.words)
            and self.words[k + 1].link in JOINS
        ):
            k += 1
        name = self.words[k]
        if name.key in self.lex.function or name.key in self.lex.roles or len(name.key) < 2:
            return None
        if name.cap:
            return self._surname(k, strict=False)
        plain = self.lex.is_ordinary(name.key)
        allowed = not plain or (k == j and name.key in self.lex.surnames)
        if not allowed or (name.pos in {"VERB", "AUX", "ADP", "PRON", "DET", "ADV"} and plain):
            return None
        return self._lower(k)

    def _more(self, end: int) -> int:
        """The other names of "MM. Durand, Petit et Le Goff"."""
        for _ in range(8):
            k = end
            if k < len(self.words) and self.words[k].key == "et":
                k += 1
            elif k >= len(self.words) or self.words[k].link != "" or self.words[k].first:
                break
            if (
                k >= len(self.words)
                or not self.words[k].cap
                or match_phrase(self.lex.civil, self.words, k)
                or self._no_rank_name(self.words[k])
            ):
                break
            more = self._surname(k, strict=True)
            if not more:
                break
            end = more
        return end

    # ------------------------------------------------------------------------------------------------- known names
    def _known(self, i: int) -> tuple[int, int] | None:
        for table in (self.known.full, self.known.surnames):
            end = self._in_table(table, i)
            if end and not self._eponym(i):
                return self._widen(i, end)
        end = self._in_table(self.known.weak, i)
        if end and self._name_place(i, end):
            return self._widen(i, end)
        word = self.words[i]
        if (
            word.cap
            and not word.first
            and self.known.misspelt(word.key)
            and not self._common(word)
            and not self._eponym(i)
            and not self._located(i)
        ):
            return i, i + 1
        return None

    def _in_table(self, table: dict[str, tuple[tuple[str, ...], ...]], i: int) -> int | None:
        end = match_phrase(table, self.words, i)
        if not end or any(self.words[k].link not in {" ", "-", "'", "."} for k in range(i + 1, end)):
            return None
        # "Le" and "Bihan" joined to something else is another word ("Saint-Pichonnet").
        joined = i and self.words[i].link == "-" and self.words[i - 1].key in {"saint", "sainte", "st", "ste"}
        return None if joined else end

    def _widen(self, i: int, end: int) -> tuple[int, int]:
        """A known name with its first name or initial before it."""
        start = i
        while start and i - start < 3 and self.words[start].link in {" ", "-", "."}:
            before = self.words[start - 1]
            initial = len(before.text) == 1 and before.cap and self.words[start].link in {".", "-"}
            if not initial and not (before.cap and self.lex.first_name(before.key) and self.words[start].link != "."):
                break
            start -= 1
        return start, end

    def _name_place(self, i: int, end: int) -> bool:
        """Does a known name that is also an ordinary word or a place stand where only a name stands?"""
        word = self.words[i]
        if i and word.link in {" ", "."}:
            before = self.words[i - 1]
            named = before.key in self.known.firsts or before.key in self.lex.sure
            if (named and before.cap and word.cap) or (
                len(before.text) == 1 and before.cap and word.link == "." and word.cap
            ):
                return not self._eponym(i - 1)
        if not word.cap or not self.tagged or self._eponym(i) or self._located(i):
            return False
        if word.first and not word.upper and self.words[end - 1].after == ":":
            # "- Lesage : les gendarmes…": who speaks, in notes.
            return True
        if any(self.words[k].link == "-" for k in range(i + 1, min(end + 1, len(self.words)))) or word.link == "-":
            return False
        if (
            word.governor
            and word.governor in self.lex.strong_speech
            and not (i and self.words[i - 1].key in DETERMINERS and word.link == " ")
        ):
            return True
        place = self.lex.is_thing(word.key) or word.key in self.known.places
        return not word.first and not place and word.person and not (i and self.words[i - 1].key in DETERMINERS)

    # ----------------------------------------------------------------------------------------- first names, initials
    def _first_name(self, i: int) -> tuple[int, int] | None:
        word = self.words[i]
        if not self.lex.first_name(word.key) or self._hyphenated_place(i) or self._eponym(i):
            return None
        if word.cap:
            end = self._first_names_end(i)
            last = self._family(end)
            if last > end:
                return self._before(i), last
            if self._articled(i):
                return None
            sure = word.key in self.lex.sure
            if sure and not (self._located_strictly(i) and self.lex.is_thing(word.key)):
                return self._before(i), end
            ok = word.person and not word.first and not self._located(i) and not self.lex.is_thing(word.key)
            cue = i and word.link == " " and self.words[i - 1].key in self.lex.cues
            return (i, end) if ok or cue else None
        if word.key in self.lex.sure and len(word.key) > 3 and word.link != "-":
            return i, self._lower(i)
        return None

    def _first_names_end(self, i: int) -> int:
        end = i + 1
        while (
            end < len(self.words)
            and end < i + 4
            and self.words[end].cap
            and self.words[end].link in {"-", " "}
            and self.lex.first_name(self.words[end].key)
        ):
            end += 1
        return end

    def _family(self, i: int) -> int:
        """The end of the surname (or its initial) after first names that end at ``i``; ``i`` where there is none."""
        if i >= len(self.words) or self.words[i].link != " ":
            return i
        word = self.words[i]
        if word.cap and len(word.text) == 1 and word.link == " ":
            return i + 1 if (word.text.isupper() and word.key not in {"a", "y"}) or self._dotted(i) else i
        start = i
        while (
            start < min(i + 3, len(self.words) - 1)
            and self.words[start].key in PARTICLES
            and self.words[start + 1].link in JOINS
        ):
            start += 1
        name = self.words[start]
        if not name.cap or name.key in self.lex.things or name.key in self.lex.roles:
            return i
        if start > i and (self.lex.is_thing(name.key) or name.key in self.known.places):
            return i
        previous = self.words[i - 1]
        if previous.key in self.lex.doubtful and (
            (self.lex.is_listed(name.key) and name.key not in self.lex.surnames) or self.lex.is_thing(name.key)
        ):
            return i
        return self._surname(i, strict=False) or i

    def _before(self, i: int) -> int:
        """A surname in capitals before the first name: "PICHONNET Gérard"."""
        if i and self.words[i].link == " ":
            before = self.words[i - 1]
            if (
                before.upper
                and before.cap
                and len(before.text) > 3
                and not self.words[i].upper
                and not self.lex.is_thing(before.key)
                and not self.lex.is_listed(before.key)
            ):
                return i - 1
        return i

    def _initials(self, i: int) -> tuple[int, int] | None:
        """ "J. Dupont", "J.-P. Le Goff", "D. Lemétayer": initials and a capitalised word that is no ordinary one."""
        word = self.words[i]
        if len(word.text) != 1 or not word.cap or not self._dotted_or_hyphen(i):
            return None
        end = i + 1
        while end < len(self.words) and len(self.words[end].text) == 1 and self.words[end].cap and end < i + 3:
            end += 1
        if end >= len(self.words) or self.words[end].link != "." or (word.link == "'"):
            return None
        name = self.words[end]
        if not name.cap or self.lex.is_thing(name.key) or name.key in self.lex.roles:
            return None
        if name.key not in PARTICLES and self.lex.is_listed(name.key) and name.key not in self.lex.surnames:
            return None
        if name.pos not in {"PROPN", "X", "NOUN", "ADJ", ""} and name.key not in PARTICLES:
            return None
        if name.key in PARTICLES and not (
            end + 1 < len(self.words) and self.words[end + 1].cap and not self.lex.is_listed(self.words[end + 1].key)
        ):
            return None
        last = self._surname(end, strict=False)
        return (i, last) if last else None

    def _dotted_or_hyphen(self, i: int) -> bool:
        return (
            i + 1 < len(self.words)
            and self.words[i + 1].link in {".", "-", ""}
            and (self.words[i + 1].start - self.words[i].end <= 2)
        )

    # ------------------------------------------------------------------------------------------- cues and the tagger
    def _cue(self, i: int) -> tuple[int, int] | None:
        word = self.words[i]
        if (
            not i
            or word.link not in {" ", "'"}
            or not word.cap
            or self.lex.is_thing(word.key)
            or word.key in self.lex.roles
            or word.key in self.known.places
        ):
            return None
        cued = self.words[i - 1].key in self.lex.cues and self.words[i - 1].text.islower() and word.link == " "
        named = any(i >= len(p) and tuple(w.key for w in self.words[i - len(p) : i]) == p for p in self.lex.naming)
        if not cued and not named:
            return None
        if self.lex.is_listed(word.key) and word.key not in self.lex.surnames:
            return None
        if word.upper and len(word.text) <= 4:
            return None
        end = self._surname(i, strict=True)
        return (i, end) if end else None

    def _household(self, i: int) -> tuple[int, int] | None:
        """ "les Dumoulin ont appelé", "chez les Kowalski": a surname keeps its singular, peoples and teams do not."""
        word = self.words[i]
        if not i or not word.cap or word.upper or word.link != " " or self.words[i - 1].key != "les":
            return None
        if word.key.endswith(("s", "x", "z")) or len(word.key) < 4 or self.lex.is_thing(word.key):
            return None
        if (self.lex.is_listed(word.key) and word.key not in self.lex.surnames) or word.key in self.known.places:
            return None
        follower = self.words[i + 1] if i + 1 < len(self.words) else None
        if follower is not None and follower.link in JOINS and (follower.cap or follower.link != " "):
            return None
        guest = i > 1 and self.words[i - 1].link == " " and self.words[i - 2].key in {"chez", "avec", "voisins"}
        verb = follower is not None and follower.link == " " and follower.pos in {"VERB", "AUX"}
        return (i, i + 1) if guest or verb else None

    def _shouted_name(self, i: int) -> tuple[int, int] | None:
        """ "ROUSSEAU demande", "d’après KERVELLA", "KERVELLA : pas assez": a surname in capitals, no acronym."""
        word = self.words[i]
        if not word.cap or not word.upper or (word.link in {"-", "'"} and not self._source(i)) or self._eponym(i):
            return None
        surname = word.key in self.lex.surnames and len(word.key) > 4
        plain = self.lex.is_listed(word.key) or self.lex.is_thing(word.key) or word.key in self.known.places
        if (plain and not surname) or (len(word.key) < 6 and not surname) or word.key in self.lex.public_bodies:
            return None
        follower = self.words[i + 1] if i + 1 < len(self.words) else None
        speaks = follower is not None and follower.link == " " and follower.key in self.lex.strong_speech | _ASKS
        return (i, i + 1) if speaks or self._source(i) else None

    def _source(self, i: int) -> bool:
        """ "selon X", "d’après X"."""
        return (i > 0 and self.words[i - 1].key == "selon") or (
            i > 1 and (self.words[i - 2].key, self.words[i - 1].key) == ("d", "apres")
        )

    def _person(self, i: int) -> tuple[int, int] | None:
        """A person of the tagger's, if something else speaks for it."""
        word = self.words[i]
        if not word.person or not word.cap or self._suspect(i) or match_phrase(self.lex.civil, self.words, i):
            return None
        end = i + 1
        while (
            end < len(self.words)
            and self.words[end].person
            and self.words[end].link in {" ", "-", "'"}
            and self.words[end].cap
        ):
            end += 1
        if word.first and word.pos != "PROPN":
            return None
        if any(self._common(w) or self.lex.is_thing(w.key) for w in self.words[i:end]) or self._located(i):
            return None
        spaced = sum(w.link == " " for w in self.words[i + 1 : end])
        if spaced and not any(w.upper and len(w.text) < 5 for w in self.words[i:end]):
            return i, end
        governed = any(w.governor in self.lex.strong_speech for w in self.words[i:end] if w.governor)
        return (i, end) if governed or self._source(i) else None

    def _suspect(self, i: int) -> bool:
        word = self.words[i]
        determined = i > 0 and word.link in {" ", "'"} and self.words[i - 1].key in DETERMINERS
        return (
            determined
            or self._eponym(i)
            or word.link == "-"
            or word.key in self.known.places
            or (word.upper and len(word.text) < 6)
        )
