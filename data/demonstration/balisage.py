"""Reader of the tiny markup in which the demonstration documents are written.

A source is a front matter of ``key: value`` lines between two ``---`` lines, then a body:
``# `` headings, ``**bold**``, ``- `` bullets, ``| a | b |`` tables (the first row is a header
when a ``|---|`` row follows it; ``<br>`` starts a new line in a cell), ``<<entete: …>>`` and
``<<pied: …>>`` for the page header and footer (``{page}`` and ``{pages}`` are numbers),
``<<page>>``, ``<<zone: …>>`` for a text box, ``<<insere: …>>`` and ``<<supprime: …>>`` inline for
tracked changes. Blank lines separate paragraphs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

BlockKind = Literal["titre", "paragraphe", "puce", "tableau", "page", "zone"]
RunKind = Literal["normal", "gras", "insere", "supprime"]

_BLOCK_TAG = re.compile(r"<<(entete|pied|zone):\s*(.*?)>>|<<(page)>>", re.DOTALL)
_INLINE = re.compile(r"<<(insere|supprime):\s?(.*?)>>|\*\*(.+?)\*\*", re.DOTALL)
_SEPARATOR = re.compile(r"^\|[\s:|-]+\|$")


@dataclass(frozen=True)
class Run:
    """A piece of text with one look."""

    text: str
    kind: RunKind = "normal"


@dataclass
class Block:
    """A heading, paragraph, bullet, table, page break or text box."""

    kind: BlockKind
    text: str = ""
    level: int = 0
    rows: list[list[str]] = field(default_factory=list)
    header_row: bool = False


@dataclass
class Source:
    """A parsed source: its front matter, header, footer and blocks."""

    name: str
    meta: dict[str, str]
    body: str
    header: str
    footer: str
    blocks: list[Block]


def runs(text: str) -> list[Run]:
    """Cut an inline text into runs."""
    pieces: list[Run] = []
    position = 0
    for match in _INLINE.finditer(text):
        if match.start() > position:
            pieces.append(Run(text[position : match.start()]))
        if match[3] is not None:
            pieces.append(Run(match[3], "gras"))
        else:
            pieces.append(Run(match[2], "insere" if match[1] == "insere" else "supprime"))
        position = match.end()
    if position < len(text):
        pieces.append(Run(text[position:]))
    return pieces


def plain(text: str) -> str:
    """Return the inline text as accepted: insertions kept, deletions dropped, no marks."""
    return "".join(run.text for run in runs(text) if run.kind != "supprime")


def _table(lines: list[str]) -> Block:
    """Build a table block from its ``|`` lines."""
    header = len(lines) > 1 and bool(_SEPARATOR.match(lines[1]))
    kept = [line for line in lines if not _SEPARATOR.match(line)]
    cells = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in kept]
    width = max(len(row) for row in cells)
    return Block(
        "tableau",
        rows=[row + [""] * (width - len(row)) for row in cells],
        header_row=header,
    )


def _chunk(lines: list[str]) -> list[Block]:
    """Turn consecutive non-blank lines into blocks."""
    blocks: list[Block] = []
    index = 0
    while index < len(lines):
        line = lines[index].strip()
        heading = re.match(r"^(#{1,4})\s+(.*)$", line)
        if heading:
            blocks.append(Block("titre", heading[2], level=len(heading[1])))
        elif line.startswith("|"):
            end = index
            while end < len(lines) and lines[end].strip().startswith("|"):
                end += 1
            blocks.append(_table([item.strip() for item in lines[index:end]]))
            index = end
            continue
        elif line.startswith("- "):
            blocks.append(Block("puce", line[2:].strip()))
        elif blocks and blocks[-1].kind in ("paragraphe", "puce"):
            blocks[-1].text += " " + line
        else:
            blocks.append(Block("paragraphe", line))
        index += 1
    return blocks


def parse(name: str, content: str) -> Source:
    """Parse a whole source file."""
    meta: dict[str, str] = {}
    body = content.replace("\r\n", "\n")
    if body.startswith("---\n"):
        front, _, body = body[4:].partition("\n---\n")
        for line in front.splitlines():
            key, colon, value = line.partition(":")
            if colon:
                meta[key.strip()] = value.strip()
    if "format" not in meta:
        raise ValueError(f"{name}: no « format » in the front matter")
    corners = {"entete": "", "pied": ""}
    blocks: list[Block] = []
    position = 0
    for match in _BLOCK_TAG.finditer(body):
        blocks += _paragraphs(body[position : match.start()])
        position = match.end()
        if match[3]:
            blocks.append(Block("page"))
        elif match[1] == "zone":
            blocks.append(Block("zone", " ".join(match[2].split())))
        else:
            corners[match[1]] = " ".join(match[2].split())
    blocks += _paragraphs(body[position:])
    text = _BLOCK_TAG.sub(lambda m: m[2] if m[1] == "zone" else "", body).strip("\n") + "\n"
    return Source(name, meta, text, corners["entete"], corners["pied"], blocks)


def _paragraphs(text: str) -> list[Block]:
    """Parse a stretch of body that holds no block tag."""
    blocks: list[Block] = []
    for chunk in re.split(r"\n\s*\n", text):
        lines = [line for line in chunk.split("\n") if line.strip()]
        blocks += _chunk(lines)
    return blocks
