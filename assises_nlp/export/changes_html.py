"""A :class:`Document` of headings, paragraphs and lists as one html file: offline, no script, prints as it reads."""

from __future__ import annotations

import base64
import hashlib

from assises_nlp.export.document_model import Document, Heading
from assises_nlp.export.templates import environment
from assises_nlp.resources import resource_path


def render_plain_html(document: Document) -> str:
    """The page, with ``\\n`` line ends: it loads nothing, its policy allows the style sheet that it holds alone."""
    style = resource_path("export_synthese.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        environment()
        .get_template("export_changements.html")
        .render(
            document=document,
            contents=[block for block in document.blocks if isinstance(block, Heading)],
            kind=lambda block: type(block).__name__,
            style=style,
            policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
        )
    )
