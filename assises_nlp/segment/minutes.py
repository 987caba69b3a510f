"""Minutes, read line by line: sections, speakers, turns, remarks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assises_nlp.records import Document, Nature, Segmentation, TurnKind
from assises_nlp.segment.attribution import Attribution, Label, is_interview, read_label, reported
from assises_nlp.segment.header import Front
from assises_nlp.segment.headings import is_heading, is_printed_question
from assises_nlp.segment.kinds import (
    ColumnRole,
    column_role,
    heading_kind,
    is_restitution,
    list_nature,
    nature_of,
    opening_kind,
)
from assises_nlp.segment.lexicon import cues, fold
from assises_nlp.segment.lines import Line, numbered
from assises_nlp.segment.people import Mention, Person, read_person
from assises_nlp.segment.places import Places, is_place
from assises_nlp.segment.registry import Registry
from assises_nlp.segment.roles import RolePhrase, is_service
from assises_nlp.segment.sentences import Span, tighten
from assises_nlp.segment.tiling import Draft
from assises_nlp.segment.units import is_layout, unit_spans

_VOTE = re.compile(
    r"(?:vote|resultat du vote|mis aux voix|un vote|a main levee|il est procede au vote|"
    r"vote a main levee|scrutin)\b.{0,80}\d|\d{1,4} (?:voix )?pour\b.{0,40}\bcontre\b"
)
_SEMICOLON = re.compile(r";\s+(?=\S)")
_ANSWERING = frozenset(
    "repond precise rappelle indique confirme ajoute replique explique annonce retorque repondent".split()
)
_FOR_ALL = re.compile(r"\b(?:pour|par) (?:plusieurs|chaque|tou\w+|les|la|le|deux|trois|\d)|\b(?:dans|en) chaque\b")
_ASIDE = re.compile(
    r"(?!(?:il|elle|ex|nb|ps|exemple|donc|bref|resultat|conclusion|solution)\b)[a-z][\w'-]*(?: [\w'-]+){0,2} ?: ?(?=\S)"
)
_SIGNED = re.compile(
    r"(?:pour |p/\s?|par delegation|signe\b)(?:le |la |l')?(?:sous-)?(?:pref|president|maire|secretaire|direct|procureur|"
    r"commandant)\w*[^.:!?]{0,70}$|(?:le|la) (?:secretaire de seance|secretaire generale?|president\w* de seance)\s*[,:]?$|"
    r"fait a [\w' -]{2,40}, le .{4,30}$"
)
_ZERO: frozenset[TurnKind] = frozenset(("recapitulation", "presentation", "conclusion"))
_TOPICS = frozenset("association chambre federation syndicat collectif personne question membre voix".split())


@dataclass(slots=True)
class _Floor:
    """Who has the floor: ``direct`` after a label (« M. NOM : »), ``listed`` while the items of a list follow."""

    person: Person | None = None
    kind: TurnKind = "voix"
    direct: bool = False
    bulleted: bool = False
    listed: bool = False
    hint: Nature | None = None


def _listed(line: Line) -> bool:
    """Whether a line is an item of a list, by its style or its bullet."""
    return numbered(line) or line.kind == "list_item"


class Minutes:
    """Reads the lines of minutes in order; one instance reads one document."""

    def __init__(self, document: Document, text: str, lines: list[Line], front: Front, registry: Registry) -> None:
        self.document = document
        self.text = text
        self.lines = lines
        self.registry = registry
        self.draft = Draft(document, text)
        self._front = front
        self._floor = _Floor()
        self._heading: str | None = None
        self._section: TurnKind | None = None
        self._section_hint: Nature | None = None
        self._restitution = is_restitution(front.title)
        self._services: dict[str, Person] = {}
        self._numbered: dict[str, Person] = {}
        self._assembly = Person(label="assemblée")
        self._host = Person(label="animateur", authority=True)
        self._interview = is_interview(text, lines)
        self._places = Places.read("\n".join(self._said(i) for i in range(min(len(lines), 15))))

    def _said(self, index: int) -> str:
        return self.text[self.lines[index].start : self.lines[index].end]

    def read(self) -> Segmentation:
        from assises_nlp.segment.tables import read_table

        index = 0
        while index < len(self.lines):
            line = self.lines[index]
            said = self.text[line.start : line.end]
            if index in self._front.kinds:
                self.draft.mark(line.start, line.end, self._front.kinds[index])
            elif line.kind in ("header", "footer") or is_layout(said, numbers=line.kind != "cell"):
                self.draft.mark(line.start, line.end, "layout")
            elif line.kind == "cell":
                index = read_table(self, index, self._front)
                # What follows a table is nobody's of the table.
                self._floor = _Floor()
                self.draft.close_turn()
                continue
            else:
                self._line(index, line)
            index += 1
        front = self._front
        for person in self.registry.people:
            # « maire Villefort : » in notes: where the text shows a commune, it is nobody's name.
            if person.name is not None and person.placed and is_place(person.name, self.text):
                person.name = None
        return Segmentation(
            self.draft.pieces(),
            self.draft.finished_turns(),
            tuple(front.attendees),
            front.date,
            front.place,
            front.title,
        )

    # --------------------------------------------------------------------------------------------------- sections
    def section(self, title: str) -> None:
        """Open a section: nobody has the floor, and the title may say what the turns below are."""
        self._heading = title.strip(" \t:*#")
        self._floor = _Floor()
        self._section = heading_kind(title)
        role = column_role(title)
        self._section_hint = nature_of(role, title) if role in ("proposal", "finding", "good_practice") else None
        self.draft.close_turn()

    @property
    def heading(self) -> str | None:
        return self._heading

    # ------------------------------------------------------------------------------------------------------ lines
    def _line(self, index: int, line: Line) -> None:
        said = self.text[line.start : line.end]
        alone = self._alone(index, line)
        if index >= len(self.lines) - 3 and _SIGNED.match(fold(said[:120]).strip()):
            self.draft.mark(line.start, line.end, "label")
            return
        if alone is not None:
            self._take(alone, "voix", direct=True, bulleted=False)
            self.draft.mark(line.start, line.end, "label")
            return
        label = self._label(line)
        place = self._places.opening(self.text[line.body : line.end]) if label is None else None
        if place is not None:
            self._commune(line, *place)
            return
        if label is None and is_heading(self.lines, index, self.text):
            self.draft.mark(line.start, line.end, "label")
            self.section(said)
            return
        if label is None and is_printed_question(said, form=False):
            self.draft.mark(line.start, line.end, "printed_question")
            # « Question posée : … » under a theme's title: the title stays.
            self.section(self._heading if self._heading and fold(said[:13]) == "question pose" else said)
            return
        self.speech(line, label)

    def _alone(self, index: int, line: Line) -> Person | None:
        """Return who a line that holds a name and nothing else gives the floor to."""
        if line.end - line.body > 160 or index + 1 >= len(self.lines) or line.kind == "list_item":
            return None
        mention = read_person(self.text, line.body, line.end)
        if mention is None or mention.many or self.text[mention.end : line.end].strip(" :\u00a0.*–—-"):
            return None
        marked = line.bold >= line.end - line.body or self.text[line.body : line.end].rstrip().endswith(":")
        known = mention.name is not None and self.registry.known(mention.name)
        if not (mention.civil or mention.definite) or not (marked or known or mention.civil or line.kind == "heading"):
            return None
        return self.registry.resolve(mention)

    def _label(self, line: Line) -> Label | None:
        """Return the label of a line where it names a speaker, not a topic (« Pompiers : délais trop longs »)."""
        label = None if self.document.kind == "cadrage" else read_label(self.text, line.body, line.end, line.bold)
        if label is None or label.kind != "person":
            return label
        mention = label.mention
        if mention is None:
            return None
        if label.number == "named":
            known = mention.name is not None and self.registry.known(mention.name)
            bold = line.bold >= len(mention.name or "") > 0
            mixed = (
                mention.name is not None
                and any(w.isupper() and len(w) > 1 for w in mention.name.split()[1:])
                and not mention.name.isupper()
            )
            return label if known or mention.role is not None or (bold and mixed) or mixed else None
        role = mention.role
        if role is not None and mention.name is None and not role.definite and _FOR_ALL.search(role.service):
            # « Un garde champêtre pour plusieurs communes : chiens, ordures »: what is asked for, not who speaks.
            return None
        if role is not None and not role.determined and not mention.civil:
            topical = role.head.canonical in _TOPICS or (
                role.plural
                and (role.head.kind in ("agents", "authority", "mixed") or " " in role.clean or role.place is not None)
            )
            return None if topical else label
        return label

    def _commune(self, line: Line, place: str, end: int, colon: bool) -> None:
        """Read « Altier : jamais prévenus », « Altier idem »: the mayor of a commune that the head lists."""
        head = cues().heads["maire"]
        role = RolePhrase(line.body, line.body + end, head, head.form, "", place, None, True, False, False, "maire")
        mention = Mention(line.body + end, "", None, role, definite=True)
        if colon:
            self.speech(line, Label(line.body + end, mention))
        else:
            self._take(self.registry.resolve(mention), "voix", direct=True, bulleted=_listed(line))
            self.speech(line)

    def speech(
        self,
        line: Line,
        label: Label | None = None,
        *,
        person: Person | None = None,
        heading: str | None = None,
        column: ColumnRole = "text",
    ) -> None:
        """Mark a line of speech: its label, then its remarks with who says them."""
        begin = line.body
        if label is not None:
            begin = label.end
            self._open(label, line)
            self.draft.mark(line.body, begin, "label")
        elif person is not None:
            self._take(person, "voix", direct=True, bulleted=False)
        else:
            self._carry(line)
        labelled = label is not None or person is not None
        spans = unit_spans(self.text, begin, line.end, loose=line.kind == "cell")
        for number, (left, right) in enumerate(self._by_speaker(spans)):
            inner = self._inner_label(left, right) if number and person is None else None
            if inner is not None:
                self._open(inner, line)
                self.draft.mark(left, inner.end, "label")
                left, labelled = inner.end, True
            first = number == 0 or inner is not None
            hint = nature_of(column, self.text[left:right])
            self._remark(left, right, first=first, labelled=labelled, heading=heading, hint=hint)
            labelled = labelled and self._floor.direct
        self._floor.listed = self.text[begin : line.end].rstrip().endswith(":") or (
            self._floor.listed and _listed(line)
        )

    def _by_speaker(self, spans: list[Span]) -> list[Span]:
        """Cut « Mme X regrette que A ; M. Y approuve » where somebody else speaks after a semicolon."""
        found: list[Span] = []
        for left, right in spans:
            start = left
            for match in _SEMICOLON.finditer(self.text, left, right):
                other = reported(self.text, match.end(), right)
                begins = self.text[match.end() : match.end() + 5]
                subject = begins[:1].isupper() or fold(begins).startswith(("il ", "elle "))
                if subject and other is not None and (other.mention is not None or other.pronoun is not None):
                    found.append(tighten(self.text, start, match.end()))
                    start = match.end()
            found.append((start, right))
        return found

    def _inner_label(self, left: int, right: int) -> Label | None:
        """Return a label inside a line of notes (« fermeture ? Capitaine : non »), of somebody titled or known."""
        label = self._label(Line(left, right, 0, "paragraph", left))
        if label is None or label.kind != "person" or label.mention is None or label.end >= right:
            return None
        mention = label.mention
        known = mention.name is not None and self.registry.known(mention.name)
        ranked = mention.role is not None and mention.role.head.kind in ("authority", "elected")
        quoted = mention.role is not None and mention.role.determined and self.text[label.end : label.end + 1].isupper()
        quoted = quoted or self.text[label.end : label.end + 1] in '«“"'
        return label if label.separator == ":" and (mention.civil or known or ranked or quoted) else None

    # ---------------------------------------------------------------------------------------------------- floor
    def _take(self, person: Person | None, kind: TurnKind, *, direct: bool, bulleted: bool) -> None:
        self.draft.close_turn()
        self._floor = _Floor(person, kind, direct, bulleted)
        if person is not None:
            self.registry.speaks(person)
            if not self.registry.is_chair(person) and self._section == "presentation":
                self._section = None

    def _open(self, label: Label, line: Line) -> None:
        """Give the floor to who a label names."""
        mention = label.mention
        kind: TurnKind = "voix"
        if mention is not None and mention.many and mention.name is None:
            person: Person = Person(label=mention.role.clean if mention.role else "public")
            kind = "foule"
        elif mention is not None:
            person = self.registry.resolve(self._places.settle(mention))
        elif label.kind == "answer":
            service = label.role or ""
            official = is_service(fold(service)) if service else not self._interview
            person = self._services.setdefault(service, Person(label=service or None, authority=official))
        elif label.kind == "anonymous" and label.number is not None:
            person = self._numbered.setdefault(label.number, Person(label=label.role))
        elif label.kind == "question" and self._interview:
            person, kind = self._host, "presentation"
        else:
            person = Person(label="participant")
        if label.kind == "answer" and label.role and person.role is None and person.label is None:
            # « R (Jean NOM, louvetier) »: what the brackets say beside the name.
            person.label = label.role
        if label.kind == "answer" and mention is not None and not self._interview and kind == "voix":
            person.authority = person.authority or person.role is None
        self._take(person, kind, direct=True, bulleted=_listed(line))

    def _carry(self, line: Line) -> None:
        """Say who keeps the floor in a new line without a label."""
        floor = self._floor
        opening = fold(self.text[line.body : line.body + 60])
        if _listed(line):
            keeps = floor.listed or (floor.direct and not floor.bulleted)
        else:
            floor.listed = False
            follows = (
                cues().pattern("speech", "follow").match(opening) is not None
                and cues().pattern("speech", "impersonal").match(opening) is None
            )
            keeps = (floor.direct and not floor.bulleted and floor.kind != "foule") or follows
            if keeps and floor.direct and _ASIDE.match(opening):
                # « asso rando : canyon… » in notes: another subject, or another voice, not the one before.
                keeps = False
        if not keeps:
            self._floor = _Floor(hint=None)
            self.draft.close_turn()
        if not floor.listed:
            self._floor.hint = None

    def _who(self, found: Attribution) -> tuple[Person | None, TurnKind]:
        if found.mention is None:
            person = self.registry.pronoun(found.pronoun or "", self._floor.person)
            # « Les maires demandent… Ils souhaitent… »: the crowd goes on.
            crowd = person is self._floor.person and self._floor.kind == "foule"
            return person, "foule" if crowd else found.kind
        if found.mention.many and found.mention.name is None:
            return Person(label=found.mention.role.clean if found.mention.role else "public"), "foule"
        return self.registry.resolve(found.mention), found.kind

    def _remark(
        self, left: int, right: int, *, first: bool, labelled: bool, heading: str | None, hint: Nature | None
    ) -> None:
        """Mark one stretch and settle who says it and in what kind of turn."""
        said = self.text[left:right]
        floor = self._floor
        found = self._attributed(left, right, first=first, labelled=labelled)
        opening = opening_kind(said)
        if found is not None:
            person, verb_kind = self._who(found)
            if person is not floor.person or verb_kind != floor.kind:
                listed, bulleted = floor.listed, floor.bulleted
                self._take(person, verb_kind, direct=floor.direct and person is floor.person, bulleted=bulleted)
                self._floor.listed = listed
        elif _VOTE.search(fold(said[:200])):
            self._take(self._assembly, "foule", direct=False, bulleted=False)
        elif opening is not None and first and not labelled:
            self._take(None, opening, direct=False, bulleted=False)
        kind = self._kind(opening, hint)
        self._floor.kind = kind if kind in _ZERO or kind == "foule" else "voix"
        turn = self.draft.turn(left, right, kind, self._floor.person)
        nature = hint or self._floor.hint or self._section_hint
        self.draft.mark(left, right, "remark", turn=turn, heading=heading or self._heading, hint=nature)
        if said.rstrip().endswith(":"):
            self._floor.listed = True
            chair = self._floor.person is not None and self._floor.person.authority
            self._floor.hint = None if chair else list_nature(said)

    def _attributed(self, left: int, right: int, *, first: bool, labelled: bool) -> Attribution | None:
        """Return who a sentence is reported from; in direct speech only the reply of somebody known counts."""
        if self.document.kind == "cadrage":
            return None
        found = reported(self.text, left, right)
        if found is None:
            return self._acting(left, right) if not labelled and (first or not self._floor.direct) else None
        if not (labelled or self._floor.direct):
            return found
        mention = found.mention
        if mention is None:
            return found if not first and found.kind == "voix" else None
        if first:
            # A new paragraph with its own subject: the narrator of the minutes is back.
            return None if labelled else found
        if mention.civil and mention.name is not None and self.registry.known(mention.name):
            return found
        known = mention.role is not None and mention.role.head.canonical in self.registry.by_head
        return found if found.verb in _ANSWERING and known and not mention.many else None

    def _acting(self, left: int, right: int) -> Attribution | None:
        """Return who a paragraph begins with, whatever the verb, where the document knows them (« Le préfet en… »)."""
        mention = read_person(self.text, left, right)
        if mention is None or mention.many or not self.text[mention.end : mention.end + 2].strip()[:1].islower():
            return None
        named = mention.civil and mention.name is not None and self.registry.known(mention.name)
        role = mention.role
        ranked = (
            role is not None
            and role.definite
            and role.head.kind == "authority"
            and role.head.canonical in self.registry.by_head
        )
        return Attribution(mention) if named or ranked else None

    def _kind(self, opening: TurnKind | None, hint: Nature | None) -> TurnKind:
        """Return the kind of the turn: zero voices for what the chair or the services recap, present or conclude."""
        floor = self._floor
        if self.document.kind == "cadrage":
            return "cadrage"
        if floor.kind == "foule":
            return "foule"
        chair = floor.person is None or self.registry.is_chair(floor.person)
        if floor.kind in ("presentation", "conclusion") and (chair or floor.kind == "conclusion"):
            return floor.kind
        if floor.kind == "recapitulation" and chair:
            return floor.kind
        if not chair:
            return "presentation" if floor.kind == "presentation" else "voix"
        if self._restitution and hint != "engagement" and (floor.person is None or self._section != "voix"):
            return "recapitulation"
        if opening is not None:
            return opening
        if self._section in _ZERO and self._section is not None:
            return self._section
        return "voix"
