"""Letters, e-mails and written contributions: one author; quoted mail, greetings and signatures set aside."""

from __future__ import annotations

import re

from assises_nlp.records import Document, Nature, Segmentation
from assises_nlp.segment.header import Front
from assises_nlp.segment.headings import is_heading, is_printed_question
from assises_nlp.segment.kinds import column_role, list_nature, nature_of
from assises_nlp.segment.lexicon import fold
from assises_nlp.segment.lines import Line, numbered
from assises_nlp.segment.people import Person, read_full_name, read_person
from assises_nlp.segment.roles import read_role
from assises_nlp.segment.tiling import Draft
from assises_nlp.segment.units import is_layout, unit_spans

_QUOTED = re.compile(r"\s*[>|]")
_ORIGINAL = re.compile(
    r"-{2,}\s*(?:message d'origine|message transfere|original message|forwarded message|courriel original)|_{8,}$"
)
_WROTE = re.compile(r"(?:le|on) .{4,80}\b(?:a ecrit|wrote)\s*:?\s*$")
_FIELDS = re.compile(
    r"(?:de|from|a|to|cc|cci|envoye(?: le)?|sent|date|objet|subject|sujet|pieces? jointes?|"
    r"p\.?j\.?|reply-to|repondre a)\s*:"
)
_GREETING = re.compile(
    r"(?:bonjour|bonsoir|madame|monsieur|mesdames|messieurs|cher|chere|chers|m\.|mme|"
    r"a l'attention|a monsieur|a madame)\b[^.?!:;]{0,90}[,!.]?$"
)
_CLOSING = re.compile(
    r"(?:(?:bien |tres )?(?:cordialement|sincerement|respectueusement|amicalement)|(?:bien|"
    r"salutations|sinceres|avec mes|meilleures)\b.{0,60}(?:a vous|salutations|sentiments|"
    r"respects?)|(?:je vous prie|nous vous prions|veuillez|prie[zr]) .{0,40}(?:agreer|"
    r"croire|recevoir|accepter)|(?:dans l'attente|en vous remerciant|vous remerciant|"
    r"merci (?:d'avance|de votre|pour votre|de m'avoir|de nous avoir)|restant a votre)"
    r"|bonne (?:journee|reception|soiree)|recevez|cdt\b|bien a vous|salutations|fait "
    r"a )"
)
_SIGNATURE = re.compile(r"--\s*$|(?:envoye (?:de|depuis) mon|sent from)")
_FORMULA = re.compile(r"\b(?:prie|prions|veuillez)\b.{0,60}\b(?:agreer|croire|recevoir|accepter)\b")
_TOPIC = re.compile(r"(?:sur|concernant|s'agissant de|a propos de) (?:l'|la |le |les |des )[\w' -]{3,50}[.:]\s+(?=\S)")
_POSTSCRIPT = re.compile(r"(?:p\.?\s?-?s\.?|post-?scriptum)\s*[:.–-]")


class Letter:
    """Cuts a contribution: head, body, closing. The body is the voice of its author."""

    def __init__(self, document: Document, text: str, lines: list[Line], front: Front) -> None:
        self._document = document
        self._text = text
        self._lines = lines
        self._front = front
        self._draft = Draft(document, text)
        self._author = Person(label="auteur de la contribution")
        self._heading: str | None = None
        self._hint: Nature | None = None
        self._intro: Nature | None = None
        self._closing = False
        self._form = document.kind == "questionnaire"

    def read(self) -> Segmentation:
        for index, line in enumerate(self._lines):
            self._line(index, line)
        front = self._front
        return Segmentation(
            self._draft.pieces(),
            self._draft.finished_turns(),
            tuple(front.attendees),
            front.date,
            front.place,
            front.title,
        )

    def _line(self, index: int, line: Line) -> None:
        said = self._text[line.start : line.end]
        folded = fold(said[:400]).strip()
        if line.kind in ("header", "footer") or _QUOTED.match(said) or is_layout(said):
            self._draft.mark(line.start, line.end, "layout")
        elif _ORIGINAL.match(folded) or _WROTE.match(folded):
            self._closing = True
            self._draft.mark(line.start, line.end, "layout")
        elif index in self._front.kinds:
            self._draft.mark(line.start, line.end, self._front.kinds[index])
        elif self._around(line, said, folded):
            self._draft.mark(line.start, line.end, "header")
        elif is_printed_question(said, form=self._form or line.kind == "heading"):
            self._heading, self._hint, self._closing = said, None, False
            self._draft.mark(line.start, line.end, "printed_question")
        elif line.kind != "cell" and is_heading(self._lines, index, self._text):
            self._heading, self._closing, self._intro = said, False, None
            self._hint = (
                nature_of(column_role(said), said)
                if column_role(said) in ("proposal", "finding", "good_practice")
                else None
            )
            self._draft.mark(line.start, line.end, "label")
        else:
            self._body(line)

    def _around(self, line: Line, said: str, folded: str) -> bool:
        """Whether a line is a mail's field, a greeting, a closing formula or a signature."""
        if _POSTSCRIPT.match(folded):
            self._closing = False
            return False
        if _FIELDS.match(folded) and len(said.split()) <= 30:
            return True
        if _GREETING.match(folded) and len(said.split()) <= 16 and not self._closing and not self._draft.turns:
            return True
        if _CLOSING.match(folded) or _SIGNATURE.match(folded):
            # A closing formula ends the letter; what is short after it is a signature.
            self._closing = True
            return len(said.split()) <= 60
        if self._closing and len(said.split()) <= 14 and not said.rstrip().endswith(("?", "!", ";")):
            self._sign(line)
            return True
        self._closing = False
        return False

    def _sign(self, line: Line) -> None:
        """Read the name and the function of who signs."""
        mention = read_person(self._text, line.body, line.end)
        role = read_role(self._text, line.body, line.end)
        if mention is None and role is None:
            mention = read_full_name(self._text, line.body, line.end)
            mention = mention if mention and mention.name and 2 <= len(mention.name.split()) <= 4 else None
        if mention is not None and mention.name:
            self._front.attendees.append(mention.name)
            self._author.name = self._author.name or mention.name
        found = role or (mention.role if mention else None)
        if found is not None and not found.plural:
            self._author.label = found.clean

    def _lead(self, line: Line) -> int:
        """Mark the title that a paragraph opens with (« Sur l’organisation. », a bold opening) and return its end."""
        said = self._text[line.body : line.end]
        match = _TOPIC.match(fold(said[:120]))
        bold = said[: line.bold].strip()
        length = match.end() if match else 0
        if not length and bold and len(bold.split()) <= 10 and line.bold < len(said) - 3 and bold[-1:] in ".:":
            length = line.bold
        if not length or length >= len(said):
            return line.body
        self._heading, self._hint = said[:length].strip(" .:*\u00a0"), None
        self._draft.mark(line.start, line.body + length, "label")
        return line.body + length

    def _body(self, line: Line) -> None:
        heading = self._document.blocks[line.block].title or self._heading
        title = self._document.blocks[line.block].title
        hint = nature_of(column_role(title), self._text[line.start : line.end]) if title else self._hint
        if not numbered(line) and line.kind not in ("cell", "list_item"):
            self._intro = None
        begin = self._lead(line)
        heading = self._document.blocks[line.block].title or self._heading
        for left, right in unit_spans(self._text, begin, line.end, loose=self._form):
            if _FORMULA.search(fold(self._text[left:right])):
                self._closing = True
                self._draft.mark(left, right, "header")
                continue
            turn = self._draft.turn(left, right, "voix", self._author)
            said = self._text[left:right]
            nature = hint or self._intro
            self._draft.mark(left, right, "remark", turn=turn, heading=heading, hint=nature)
            if said.rstrip().endswith(":"):
                self._intro = list_nature(said)
