"""Rich Text Format: text, bold, headings, lists, tables, notes, headers and footers.

striprtf gives text alone (no table structure, no bold, no notes; deleted and hidden text kept; addresses of links
added), so its tables of destinations and of code pages are used, and the groups are walked here (RTF 1.9.1).
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace

from assises_nlp.ingest.content import Content, Source
from assises_nlp.ingest.furniture import once
from assises_nlp.ingest.rtf_story import Story

_TOKEN = re.compile(
    r"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.DOTALL
)
_CHARACTERS = {
    "tab": "\t",
    "line": "\n",
    "softline": "\n",
    "emdash": "—",
    "endash": "–",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "qmspace": "\u2005",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
}
_ESCAPES = {"~": "\u00a0", "-": "", "_": "-", "{": "{", "}": "}", "\\": "\\"}
_STORIES = {
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), "header"),
    **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), "footer"),
    "footnote": "note",
    "shptxt": "note",
    "dptxbxtext": "note",
}
_ENTERED = frozenset(
    {"shp", "shpinst", "shpgrp", "do", "object", "result", "fldrslt", "stylesheet", "fonttbl", "nesttableprops"}
)
_PAGES = {"ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
_SYMBOL_CHARSET = 2
_HEADING = re.compile(r"(?:heading|titre)\s*([1-9])", re.IGNORECASE)


@dataclass(slots=True)
class _Group:
    skipped: bool = False
    starred: bool = False
    bold: bool = False
    hidden: bool = False
    skip: int = 1
    font: str = ""
    story: str = "body"
    table: str = ""


def read_rtf(source: Source) -> Content:
    """Read an RTF file; notes and text boxes follow the paragraph that they are anchored in, as text boxes."""
    walker = _Walker()
    walker.walk(source.data.decode("latin-1"))
    headers = [
        replace(block, kind="header", level=None, table=None, row=None, column=None) for block in walker.header.end()
    ]
    footers = [
        replace(block, kind="footer", level=None, table=None, row=None, column=None) for block in walker.footer.end()
    ]
    notices = (
        ("Le suivi des modifications a été lu comme si toutes les modifications étaient acceptées.",)
        if walker.deleted
        else ()
    )
    return Content((*once(headers), *walker.body.end(), *once(footers)), notices)


class _Walker:
    def __init__(self) -> None:
        self.body, self.header, self.footer = Story(), Story(), Story()
        self.deleted = False
        self._notes: list[Story] = []
        self._stack: list[_Group] = []
        self._group = _Group()
        self._page = "cp1252"
        self._fonts: dict[str, str] = {}
        self._styles: dict[int, int] = {}
        self._style_number = 0
        self._bytes = bytearray()
        self._to_skip = 0

    @property
    def _story(self) -> Story:
        if self._group.story == "note" and self._notes:
            return self._notes[-1]
        return {"header": self.header, "footer": self.footer}.get(self._group.story, self.body)

    def walk(self, text: str) -> None:
        from striprtf.striprtf import destinations

        position = 0
        while (match := _TOKEN.match(text, position)) is not None:
            position = match.end()
            word, argument, hexadecimal, escape, brace, run = match.groups()
            if hexadecimal:
                self._eight_bits(bytes.fromhex(hexadecimal))
                continue
            if run:
                self._run(run)
                continue
            self._flush()
            if brace:
                self._brace(brace)
            elif escape:
                self._escape(escape)
            elif word == "bin":
                position += max(0, int(argument or 0))
            elif word:
                self._word(word, None if argument is None else int(argument), destinations)
        self._flush()

    # -------------------------------------------------------------------------------------------- characters
    def _eight_bits(self, data: bytes) -> None:
        if self._to_skip:
            self._to_skip -= 1
        else:
            self._bytes += data

    def _run(self, run: str) -> None:
        if self._to_skip:
            skipped = min(self._to_skip, len(run))
            self._to_skip -= skipped
            run = run[skipped:]
        if run:
            self._bytes += run.encode("latin-1")

    def _flush(self) -> None:
        if not self._bytes:
            return
        data, self._bytes = bytes(self._bytes), bytearray()
        encoding = self._fonts.get(self._group.font, self._page)
        if encoding == "symbol":
            self._put("".join(chr(0xF000 | byte) if byte > 0x20 else " " for byte in data))
        else:
            self._put(data.decode(encoding, errors="replace"))

    def _put(self, text: str) -> None:
        group = self._group
        if group.table == "style":
            match = _HEADING.match(text.strip())
            if match:
                self._styles[self._style_number] = int(match[1])
        elif not (group.skipped or group.hidden or group.table):
            self._story.add(text, bold=group.bold)

    # ------------------------------------------------------------------------------------------------ groups
    def _brace(self, brace: str) -> None:
        self._to_skip = 0
        if brace == "{":
            self._stack.append(self._group)
            self._group = replace(self._group, starred=False)
        elif self._stack:
            closed, self._group = self._group, self._stack.pop()
            if closed.story == "note" and self._group.story != "note" and self._notes:
                self._story.after(self._notes.pop().end())

    def _escape(self, escape: str) -> None:
        if escape == "*":
            self._group.starred = True
        elif escape in "\r\n":
            self._paragraph_end()
        else:
            self._put(_ESCAPES.get(escape, ""))

    def _word(self, word: str, argument: int | None, destinations: frozenset[str]) -> None:
        group = self._group
        if word in {"listtext", "pntext"}:
            group.skipped = True
            self._story.is_item = True
        elif word in _STORIES and not group.skipped:
            if _STORIES[word] == "note":
                self._notes.append(Story())
            group.story, group.starred = _STORIES[word], False
        elif word == "stylesheet":
            group.table = "style"
        elif word == "fonttbl":
            group.table = "font"
        elif (word in destinations and word not in _ENTERED and not self._is_property(word)) or (
            group.starred and word not in _ENTERED and word != "cs"
        ):
            group.skipped = True
        else:
            group.starred = False  # a starred group that is entered: its other words are ordinary ones
            self._property(word, argument)

    @staticmethod
    def _is_property(word: str) -> bool:
        return word in {"v", "b", "deleted", "plain"}

    def _property(self, word: str, argument: int | None) -> None:
        group = self._group
        on = argument != 0
        if word in _CHARACTERS:
            self._put(_CHARACTERS[word])
        elif word == "u" and argument is not None:
            self._put(chr(argument % 0x10000))
            self._to_skip = group.skip
        elif word == "uc":
            group.skip = max(0, min(argument or 0, 8))
        elif word == "b":
            group.bold = on
        elif word in {"v", "deleted"}:
            group.hidden = on
            self.deleted = self.deleted or (word == "deleted" and on)
        elif word == "plain":
            group.bold = group.hidden = False
        elif word == "f":
            group.font = str(argument or 0)
        elif word in {"ansicpg", *_PAGES}:
            self._page = _code_page(word, argument, self._page)
        elif word == "fcharset":
            self._charset(argument or 0)
        elif group.table == "style":
            self._style_number = argument or 0 if word == "s" else self._style_number
        elif not (group.skipped or group.table):
            self._structure(word, argument)

    def _charset(self, charset: int) -> None:
        from striprtf.striprtf import charset_map

        if charset == _SYMBOL_CHARSET:
            self._fonts[self._group.font] = "symbol"
        elif charset > 1:
            self._fonts[self._group.font] = charset_map.get(charset, self._page)

    # --------------------------------------------------------------------------------------------- paragraphs
    def _paragraph_end(self) -> None:
        if not (self._group.skipped or self._group.table):
            self._story.paragraph()

    def _structure(self, word: str, argument: int | None) -> None:
        story = self._story
        if word in {"par", "sect", "page"}:
            if word != "page" or not story.in_table:
                story.paragraph()
        elif word == "pard":
            story.reset()
        elif word == "intbl":
            story.in_table = True
        elif word == "ls":
            story.is_item = story.is_item or bool(argument)
        elif word == "ilvl":
            story.level = argument or 0
        elif word == "outlinelevel":
            story.heading = argument + 1 if argument is not None and argument < 9 else None
        elif word == "s":
            story.heading = self._styles.get(argument or 0)
        else:
            story.table_word(word)


def _code_page(word: str, argument: int | None, default: str) -> str:
    name = _PAGES.get(word, f"cp{argument}" if argument else default)
    try:
        return codecs.lookup("utf-8" if name == "cp65001" else name).name
    except LookupError:
        return default
