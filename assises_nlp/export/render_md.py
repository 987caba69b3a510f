"""A :class:`Document` as Markdown: one line of the document a line of the file, so that a diff shows what changed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assises_nlp.export.document_model import BulletList, Document, Figure, Heading, Item, Paragraph, Run, Table

# Every ASCII sign that CommonMark or GFM may give a meaning to; a backslash before it takes the meaning away.
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$^@&])")
# Signs that count at the start of a line only: lists, quotes, rules, numbered items.
_START = re.compile(r"^(\s*)([-+=:]|\d+(?=[.)]))")


def render_md(document: Document) -> str:
    """Markdown with ``\\n`` line ends and a final one."""
    return "\n".join(_lines(document)).rstrip("\n") + "\n"


def escape(text: str) -> str:
    """``text`` as Markdown that renders to it."""
    return _SPECIAL.sub(r"\\\1", text)


def _escape_start(text: str) -> str:
    match = _START.match(text)
    if match is None:
        return text
    sign = match[2]
    if sign.isdigit():
        return f"{match[1]}{sign}\\{text[match.end() :]}"
    return f"{match[1]}\\{text[match.start(2) :]}"


def _lines(document: Document) -> Iterator[str]:
    yield f"# {escape(document.title)}"
    yield ""
    if document.banner:
        yield f"> **{escape(document.banner)}**"
        yield ""
    for line in document.cover:
        yield _escape_start(escape(line))
        yield ""
    for block in document.blocks:
        match block:
            case Heading():
                yield f"{'#' * (block.level + 1)} {escape(block.text)}"
            case Paragraph():
                yield _escape_start(_inline(block.runs))
            case BulletList():
                for item in block.items:
                    yield from _item(item, "")
            case Table():
                yield from _table(block)
            case Figure():
                # The bars are the table above once more: their alternative text would repeat it line for line.
                yield f"*{escape(block.caption)}*"
        yield ""


def _inline(runs: tuple[Run, ...]) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    body = run.text.strip(" ")
    if run.kind not in {"strong", "subject"} or not body:
        return escape(run.text)
    left = run.text[: len(run.text) - len(run.text.lstrip(" "))]
    right = run.text[len(run.text.rstrip(" ")) :]
    return f"{left}**{escape(body)}**{right}"


def _item(item: Item, indent: str) -> Iterator[str]:
    yield f"{indent}- {_escape_start(_inline(item.runs))}"
    for child in item.children:
        yield from _item(child, indent + "  ")
    if item.reperes:
        yield ""
        yield f"{indent}  {_escape_start(_inline(item.reperes))}"
        yield ""


def _table(table: Table) -> Iterator[str]:
    yield f"*{escape(table.caption)}*"
    yield ""
    yield _row(table.headers)
    yield _row(tuple("---:" if index in table.numeric else "---" for index in range(len(table.headers))), raw=True)
    for row in table.rows:
        yield _row(row)


def _row(cells: tuple[str, ...], *, raw: bool = False) -> str:
    return "| " + " | ".join(cell if raw else escape(cell) for cell in cells) + " |"
