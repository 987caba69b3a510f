"""A :class:`Document` as one html file for working: offline, quotes unfold under each line, search and filters.

The page loads nothing and sends nothing: its policy allows the one style sheet and the one script that it
holds, by their hashes.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assises_nlp.export.document_model import Block, BulletList, Document, Figure, Heading, Item, text
from assises_nlp.export.sources import Dossier
from assises_nlp.export.templates import environment
from assises_nlp.resources import resource_path

INTERNAL = "Document de travail interne : il contient des citations, ne pas diffuser."


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter of the page: its heading of level 1 and what stands below; ``theme`` where the filters apply."""

    heading: Heading
    blocks: tuple[Block, ...]
    theme: bool


def render_html(document: Document, dossier: Dossier) -> str:
    """The page, with ``\\n`` line ends."""
    style = resource_path("export_synthese.css").read_text("utf-8")
    script = resource_path("export_synthese.js").read_text("utf-8")
    sections = _sections(document.blocks)
    template = environment().get_template("export_synthese.html")
    return template.render(
        document=document,
        internal=INTERNAL,
        sections=sections,
        audiences=_audiences(sections),
        sources=[
            (source.code, f"{source.code} – {text(source.title)}") for source in dossier.sources if source.remarks
        ],
        contents=[block for block in document.blocks if isinstance(block, Heading) and block.level <= 2],
        kind=lambda block: type(block).__name__,
        bars=_bar_rows,
        style=style,
        script=script,
        policy=_policy(style, script),
    )


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(body: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()


def _sections(blocks: Sequence[Block]) -> tuple[Section, ...]:
    found: list[Section] = []
    heading: Heading | None = None
    held: list[Block] = []
    for block in (*blocks, None):
        if block is None or (isinstance(block, Heading) and block.level == 1):
            if heading is not None:
                found.append(Section(heading, tuple(held), heading.anchor.startswith("theme-")))
            heading, held = block, []
        else:
            held.append(block)
    return tuple(found)


def _audiences(sections: Iterable[Section]) -> list[str]:
    items: list[Item] = []
    for section in sections:
        for block in section.blocks:
            if section.theme and isinstance(block, BulletList):
                items.extend(block.items)
    return sorted({audience for item in items for audience in item.audiences})


def _bar_rows(figure: Figure) -> list[tuple[str, str, str]]:
    """Label, width in percent, and what is written at the end of each bar."""
    return [(bar.label, f"{100 * bar.share:.2f}", bar.display) for bar in figure.bars]
