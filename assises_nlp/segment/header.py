"""The head of a document: title, date, place, and the lists of who was there."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from assises_nlp.records import Document, PieceKind
from assises_nlp.segment.attribution import read_label, reported
from assises_nlp.segment.dates import find_date
from assises_nlp.segment.front import find_place, find_title, head_pattern, is_attendance, is_header, is_moment
from assises_nlp.segment.kinds import is_attendance_column
from assises_nlp.segment.lexicon import cues, fold
from assises_nlp.segment.lines import Line
from assises_nlp.segment.people import CIVILITY, Mention, Person, read_full_name, read_person
from assises_nlp.segment.registry import Registry
from assises_nlp.segment.roles import read_role

_SEPARATORS = re.compile(r"[;\n•|\t/]|,|\bet\b|\s[–—-]\s|:")
_CIVIL = re.compile(r"(?<!\w)" + CIVILITY + r"[\s\u00a0]")
_LIST_END = (",", ";", ":", " et")
_LOOK_AHEAD = 8


@dataclass(slots=True)
class Front:
    """What the head says. ``kinds`` gives the kind of each line (by index) that is no speech."""

    kinds: dict[int, PieceKind] = field(default_factory=dict)
    attendees: list[str] = field(default_factory=list)
    date: str | None = None
    place: str | None = None
    title: str | None = None
    body: int = 0


_MEETING = re.compile(
    r"réuni|séance|présid|tenue?\b|tiendra|ouvert|rencontre|compte.rendu|atelier|assises|procès|présents?\b|\d ?h(?:eures?)?\b",
    re.IGNORECASE,
)


def _tells(said: str) -> bool:
    """Whether a line with a date is a sentence about something else than the meeting (« Le 12 mars, un incendie… »)."""
    sentence = said.rstrip().endswith((".", "!", "?")) and len(said.split()) > 7
    return sentence and _MEETING.search(said) is None and find_date([said]) is not None


class FrontReader:
    """Reads the head of a document and its attendance lists; the people found are put in the registry."""

    def __init__(self, document: Document, text: str, lines: list[Line], registry: Registry) -> None:
        self._document = document
        self._text = text
        self._lines = lines
        self._registry = registry
        self._front = Front()
        self._head: list[str] = []
        self._people_tables: dict[int, bool] = {}

    def read(self) -> Front:
        """Return the head, and the attendance lists wherever they stand."""
        index = self._read_head()
        self._front.body = index
        while index < len(self._lines):
            line = self._lines[index]
            if (
                line.kind not in ("header", "footer")
                and line.end - line.start < 4000
                and is_attendance(line.text(self._text))
            ):
                index = self._attendance(index)
            else:
                index += 1
        corners = [self._said(line) for line in self._lines if line.kind in ("header", "footer")][:20]
        self._front.date = find_date(self._head) or find_date(corners)
        self._front.place = find_place(self._head)
        self._front.title = find_title(self._head)
        return self._front

    def _said(self, line: Line) -> str:
        return self._text[line.start : line.end]

    def _read_head(self) -> int:
        index = 0
        while index < len(self._lines):
            line = self._lines[index]
            said = self._said(line)
            if line.kind in ("header", "footer"):
                index += 1
            elif line.end - line.start < 4000 and is_attendance(line.text(self._text)):
                self._head.append(said[:300])
                index = self._attendance(index)
            elif line.kind == "cell" and (self._table_attends(index) or self._table_of_people(index)):
                index = self._attendance(index)
            elif self._in_head(index):
                self._front.kinds[index] = "header"
                self._head.append(said)
                self._chair(line)
                index += 1
            else:
                break
        return index

    def _in_head(self, index: int) -> bool:
        """Whether a line goes with the head: by its words, as the first heading, or because the head goes on below."""
        line = self._lines[index]
        said = self._said(line)
        words = len(said.split())
        if len(self._head) < 6 and words <= 45 and len(said) < 400 and is_moment(said):
            return True
        if _tells(said):
            return False
        asked = read_label(self._text, line.body, line.end)
        if asked is not None and asked.kind in ("question", "answer"):
            return False
        if is_header(said):
            told = ":" in said[:32] or find_date([said]) is not None
            return line.kind != "list_item" or told or self._after_agenda(index)
        if line.kind == "list_item" and self._after_agenda(index):
            return True
        label = read_label(self._text, line.body, line.end, line.bold)
        spoken = label or reported(self._text, line.body, line.end)
        if spoken is not None or words > 25 or line.kind == "list_item":
            return False
        if said.rstrip().endswith((".", "?", "!", ";")) and words > 6:
            return False
        titled = line.kind == "heading" and (self._document.blocks[line.block].level or 1) <= 1
        if not self._head and (titled or (0 < line.bold >= line.end - line.body and words <= 20)):
            return True
        return self._head_goes_on(index)

    def _head_goes_on(self, index: int) -> bool:
        """Whether a header line or an attendance list follows within a few short lines."""
        for line in self._lines[index + 1 : index + 1 + _LOOK_AHEAD]:
            said = self._said(line)
            if line.kind in ("header", "footer"):
                continue
            if is_attendance(line.text(self._text)) or (is_header(said) and line.kind != "heading"):
                return True
            if len(said.split()) > 25 or said.rstrip().endswith((".", "?", "!")) or line.kind in ("list_item", "cell"):
                return False
        return False

    def _after_agenda(self, index: int) -> bool:
        for before in range(index - 1, max(-1, index - 15), -1):
            if self._front.kinds.get(before) != "header":
                return False
            line = self._lines[before]
            if line.kind != "list_item":
                folded = fold(self._said(line)[:60]).strip(" *#")
                return folded.startswith(
                    ("ordre du jour", "objet", "theme", "thematique", "programme")
                ) and folded.endswith(("r", ":", "s", "e"))
        return False

    def _chair(self, line: Line) -> None:
        """Note who presides: « sous la présidence de M. NOM, sous-préfet »."""
        said = line.text(self._text)
        match = re.search(
            (
                r"(?:sous la présidence d[eu]|présidée? par|présidence\s*:|animée? par|animation\s*:|"
                r"animat\w+\s*:|rédact\w+\s*:|rapport\w+\s*:|présidente? de séance\s*:)\s*(?:la |"
                r"l['’])?"
            ),
            said,
            re.IGNORECASE,
        )
        if match:
            mention = read_person(said, match.end(), len(said)) or read_full_name(said, match.end(), len(said))
            if mention is not None:
                person = self._registry.resolve(mention)
                if "sid" in fold(match[0]):
                    self._registry.chair = person
                else:
                    person.authority = True
                if mention.name:
                    self._front.attendees.append(mention.name)

    def _table_attends(self, index: int) -> bool:
        """Whether the table that begins here is an attendance list, by the titles of its columns."""
        block = self._document.blocks[self._lines[index].block]
        first = [
            self._said(line) for line in self._lines[index : index + 8] if self._same_row(line, block.table, block.row)
        ]
        titles = [*first, *([block.title] if block.title else [])]
        return sum(is_attendance_column(title) for title in titles) >= (2 if len(first) > 2 else 1)

    def _table_of_people(self, index: int) -> bool:
        """Whether most cells of the table that begins here name a person (a list read across two columns)."""
        table = self._document.blocks[self._lines[index].block].table
        if table is None:
            return False
        if table in self._people_tables:
            return self._people_tables[table]
        cells: list[Line] = []
        for line in self._lines[index : index + 400]:
            if line.kind != "cell" or self._document.blocks[line.block].table != table:
                break
            cells.append(line)
        named = 0
        if all(line.end - line.start <= 160 for line in cells):
            named = sum(self._person_first(line) is not None for line in cells)
        self._people_tables[table] = named * 5 >= len(cells) * 3
        return self._people_tables[table]

    def _same_row(self, line: Line, table: int | None, row: int | None) -> bool:
        block = self._document.blocks[line.block]
        return block.kind == "cell" and block.table == table and block.row == row

    # ------------------------------------------------------------------------------------------ attendance lists
    def _attendance(self, index: int) -> int:
        """Mark an attendance list from its first line on and return the index after it."""
        first = index
        last: Person | None = None
        while index < len(self._lines):
            line = self._lines[index]
            if line.kind in ("header", "footer"):
                index += 1
                continue
            if index > first and not self._goes_on(index, first):
                break
            self._front.kinds[index] = "attendance"
            last = self._names(line, last if line.kind == "cell" and index > first else None)
            index += 1
        return max(index, first + 1)

    def _goes_on(self, index: int, first: int) -> bool:
        """Whether a line belongs to the attendance list that opened at ``first``."""
        line, opening = self._lines[index], self._lines[first]
        said = line.text(self._text)
        if is_attendance(said):
            return True
        if line.kind == "cell":
            return self._cell_goes_on(index, first)
        if opening.kind == "cell" or line.kind == "heading" or said.rstrip().endswith(("?", "!")):
            return False
        # A late arrival in the course of the meeting is a sentence of its own.
        if head_pattern("late").search(fold(self._text[opening.body : opening.end][:200])) and index == first + 1:
            return False
        label = read_label(self._text, line.body, line.end, line.bold)
        if label is not None and not self._is_role(label.end, line.end):
            return False
        if label is None and reported(self._text, line.body, line.end) is not None:
            return False
        person = self._person_first(line)
        if person is not None:
            tail = self._text[person.end : line.end]
            return len(tail.split()) <= 14 or tail.count(",") + tail.count(";") >= 2 or not tail.rstrip().endswith(".")
        return self._group_goes_on(index)

    def _cell_goes_on(self, index: int, first: int) -> bool:
        """Whether a cell belongs to the list: same table, or a table of people after « Étaient présents : »."""
        table = self._document.blocks[self._lines[index].block].table
        before = self._lines[index - 1]
        if table is not None and self._document.blocks[self._lines[first].block].table == table:
            return True
        inside = (
            self._document.blocks[before.block].table == table
            if before.kind == "cell"
            else self._table_of_people(index)
        )
        return inside or self._person_first(self._lines[index]) is not None

    def _group_goes_on(self, index: int) -> bool:
        """Whether a line without a name first is a group (« Services de l’État : ») or a function of the list."""
        line = self._lines[index]
        said = line.text(self._text)
        folded = fold(said[:300]).lstrip("- ")
        group = cues().pattern("header", "groups").match(folded) is not None
        if group and ":" in said[:80] and _CIVIL.search(said):
            return True
        if len(said.split()) > 12 or said.rstrip().endswith("."):
            return False
        if group and said.rstrip().endswith(":"):
            return True
        listed = self._said(self._lines[index - 1]).rstrip().endswith(_LIST_END)
        role = read_role(self._text, line.body, line.end) if listed and not folded[:1].isdigit() else None
        return role is not None and line.end - line.start < 200

    def _is_role(self, start: int, end: int) -> bool:
        """Whether what follows a name is a function (« M. NOM : maire de X »), not speech."""
        rest = self._text[start:end].strip()
        return len(rest.split()) <= 10 and (
            read_role(self._text, start, end) is not None
            or (not rest.endswith((".", "?", "!")) and len(rest.split()) <= 5)
        )

    def _person_first(self, line: Line) -> Mention | None:
        found = read_person(self._text, line.body, line.end)
        if found is not None and (found.name or found.civil):
            return found
        return self._full_name(line.body, line.end) or (
            found if found is not None and found.definite and line.kind != "paragraph" else None
        )

    def _full_name(self, start: int, end: int) -> Mention | None:
        """Read « Jean DUPONT », « DUPONT Jean » or « Jean Dupont, » in a list of people."""
        mention = read_full_name(self._text, start, end)
        if mention is None or mention.name is None:
            return None
        words = mention.name.split()
        organisations = cues().words("header", "organisations") | cues().words("roles", "kept")
        if not 2 <= len(words) <= 4 or any(fold(word) in organisations for word in words):
            return None
        after = self._text[start + len(mention.name) : start + len(mention.name) + 2].strip()
        mixed = any(word.isupper() and len(word) > 1 for word in words) and not all(word.isupper() for word in words)
        return mention if mixed or not after or after[0] in ",;(:–-\n." else None

    def _names(self, line: Line, last: Person | None) -> Person | None:
        """Collect the people of a line and what is said of them; ``last`` is who a role that follows belongs to."""
        position, many, apart = line.body, False, False
        while position < line.end:
            position += len(self._text[position : position + 3]) - len(self._text[position : position + 3].lstrip())
            mention = read_person(self._text, position, line.end)
            if mention is None or (mention.name is None and not mention.civil):
                role = mention.role if mention is not None and not mention.many else None
                mention = self._full_name(position, line.end) or (self._surname(position, line.end) if many else None)
                if mention is None and role is not None and apart:
                    # « M. X (commerce) ; le commandant de la compagnie »: after a semicolon somebody else begins.
                    last = self._registry.resolve(Mention(role.end, role.gender, None, role, definite=True))
                elif mention is None and role is not None and last is not None and not last.roles:
                    last.learn(Mention(role.end, "", None, role, definite=True))
                    self._registry.index(last)
            if mention is not None:
                last = self._registry.resolve(mention)
                many = mention.many or (many and mention.role is None)
                if mention.name:
                    self._front.attendees.append(mention.name)
                if mention.many and mention.name:
                    last.gender = mention.gender
                position = max(mention.end, position + 1)
            following = _SEPARATORS.search(self._text, position, line.end)
            apart = following is not None and following[0] in ";•|"
            position = following.end() if following else line.end
        return last

    def _surname(self, position: int, end: int) -> Mention | None:
        mention = read_full_name(self._text, position, end)
        return (
            mention
            if mention is not None
            and mention.name
            and fold(mention.name) not in cues().words("header", "organisations")
            else None
        )
