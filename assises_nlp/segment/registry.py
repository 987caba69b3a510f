"""The people of one document: the same person keeps one :class:`Person` however the text names them."""

from __future__ import annotations

from dataclasses import dataclass, field

from assises_nlp.segment.lexicon import Gender
from assises_nlp.segment.people import Mention, Person, split_name

_BUCKET = 200
"""How many people are compared under one name or role: keeps a long document linear."""


def _file(index: dict[str, list[Person]], key: str, person: Person) -> None:
    bucket = index.setdefault(key, [])
    if person not in bucket:
        bucket.append(person)
        del bucket[:-_BUCKET]


def _compatible(person: Person, mention: Mention) -> bool:
    return not (person.gender and mention.gender and person.gender != mention.gender)


@dataclass(slots=True)
class Registry:
    """Everybody named so far; ``recent`` holds those who spoke, the last one last."""

    people: list[Person] = field(default_factory=list)
    recent: list[Person] = field(default_factory=list)
    by_surname: dict[str, list[Person]] = field(default_factory=dict)
    by_first: dict[str, list[Person]] = field(default_factory=dict)
    by_head: dict[str, list[Person]] = field(default_factory=dict)
    by_place: dict[tuple[str, str], Person] = field(default_factory=dict)
    chair: Person | None = None

    def index(self, person: Person) -> None:
        if person.surname:
            _file(self.by_surname, person.surname, person)
        if person.first:
            _file(self.by_first, person.first, person)
        for role in person.roles:
            _file(self.by_head, role.head.canonical, person)
            if role.place:
                self.by_place.setdefault((role.head.canonical, role.place), person)

    def _add(self, mention: Mention) -> Person:
        person = Person(number=len(self.people) + 1)
        person.learn(mention)
        self.people.append(person)
        self.index(person)
        return person

    def _by_name(self, mention: Mention) -> Person | None:
        if mention.name is None:
            return None
        surname, first = split_name(mention.name)
        for person in self.by_surname.get(surname, []):
            same_first = not (first and person.first) or first[0] == person.first[0]
            if same_first and _compatible(person, mention):
                return person
        shortened = self._by_first(surname, first, mention)
        if shortened is not None:
            return shortened
        # « M. Jean » for « Jean Dupont », « Dupont Jean » for « Jean Dupont ».
        if first is not None:
            for person in self.by_surname.get(first, []):
                if person.first == surname and _compatible(person, mention):
                    return person
        return None

    def _by_first(self, surname: str, first: str | None, mention: Mention) -> Person | None:
        """Return who « Maud » or « Gérald P. » is, where one person alone has that first name (and that initial)."""
        initial = surname.rstrip(".") if first is not None else ""
        if first is not None and len(initial) != 1:
            return None
        same = [
            person
            for person in self.by_first.get(first or surname, [])
            if (person.surname or "").startswith(initial) and _compatible(person, mention)
        ]
        return same[0] if len(same) == 1 else None

    def _by_role(self, mention: Mention) -> Person | None:
        role = mention.role
        if role is None:
            return None
        same = [person for person in self.by_head.get(role.head.canonical, []) if _compatible(person, mention)]
        if role.place:
            # A place that nobody has yet is somebody new, unless one authority bears the role without a place.
            placed = self.by_place.get((role.head.canonical, role.place))
            if placed is not None and _compatible(placed, mention):
                return placed
            bare = [
                person for person in same if person.authority and all(known.place is None for known in person.roles)
            ]
            return bare[0] if len(bare) == 1 and mention.name is None else None
        full = [person for person in same if any(r.clean == role.clean for r in person.roles)]
        return self._latest(full or same)

    def _latest(self, candidates: list[Person]) -> Person | None:
        if not candidates:
            return None
        rank = {id(person): number for number, person in enumerate(self.recent[-40:])}
        return max(candidates, key=lambda person: (rank.get(id(person), -1), -person.number))

    def resolve(self, mention: Mention) -> Person:
        """Return who a mention names: somebody known where name, or role and place, agree, or else somebody new."""
        role = mention.role
        # « Une habitante » is somebody new each time; « un maire de X » is the mayor of X.
        one_only = role is not None and role.place is not None and role.head.canonical == "maire"
        if not mention.definite and mention.name is None and not mention.civil and not one_only:
            return self._add(mention)
        person = self._by_name(mention)
        if person is None:
            person = self._by_role(mention)
            if person is not None and mention.name and person.surname and split_name(mention.name)[0] != person.surname:
                person = None
        if person is None:
            return self._add(mention)
        person.learn(mention)
        self.index(person)
        return person

    def speaks(self, person: Person) -> None:
        """Note that somebody took the floor."""
        if not self.recent or self.recent[-1] is not person:
            self.recent.append(person)

    def pronoun(self, gender: Gender, current: Person | None) -> Person | None:
        """Return who « il » or « elle » is: the current speaker, or the last one of that gender."""
        if current is not None and not (current.gender and gender and current.gender != gender):
            return current
        for person in reversed(self.recent[-6:]):
            if person.gender == gender:
                return person
        return current

    def known(self, name: str) -> bool:
        """Whether the name was read in an attendance list or before."""
        surname, first = split_name(name)
        return surname in self.by_surname or (first is not None and first in self.by_surname)

    def is_chair(self, person: Person | None) -> bool:
        return person is not None and (person.authority or person is self.chair)
