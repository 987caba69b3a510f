"""Writer of the demonstration PDF: justified and hyphenated lines, page header and footer."""

from __future__ import annotations

import io
import re
from xml.sax.saxutils import escape

from balisage import Source, runs
from fabriques import author
from reportlab import rl_config
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Table

_VOWEL = "aeiouyàâéèêëîïôùûü"
_ONSET = "(?:[bcdfgpt][lr]|vr|ch|ph|th|gn|qu|[bcdfghjklmnpqrstvxz])"
_BREAK = re.compile(f"(?<=[a-zàâéèêëîïôùûü]{{2}})(?<=[{_VOWEL}]|[rlsnmc])(?={_ONSET}[{_VOWEL}][a-zéèê]{{2}})")


def _pdf_inline(text: str, *, hyphens: bool = True) -> str:
    """Return the inline text as reportlab markup, with soft hyphens in long words."""
    parts: list[str] = []
    for run in runs(text.replace("→", "->").replace("\u202f", "\u00a0")):
        if run.kind == "supprime":
            continue
        content = run.text
        if hyphens:
            content = re.sub(r"\b[a-zàâéèêëîïôùûü]{8,}\b", lambda m: _BREAK.sub("\u00ad", m[0]), content)
        parts.append(f"<b>{escape(content)}</b>" if run.kind == "gras" else escape(content))
    return "".join(parts)


def _pdf_story(source: Source) -> list[Flowable]:
    """Return the body as reportlab flowables."""
    base = ParagraphStyle("corps", fontName="Times-Roman", fontSize=11, leading=14, spaceAfter=6)
    body = ParagraphStyle("justifie", base, alignment=TA_JUSTIFY, embeddedHyphenation=1)
    bullet = ParagraphStyle("puce", body, leftIndent=16, bulletIndent=4)
    story: list[Flowable] = []
    for block in source.blocks:
        if block.kind == "page":
            story.append(PageBreak())
        elif block.kind == "titre":
            size = max(11, 18 - 2 * block.level)
            style = ParagraphStyle("titre", base, fontName="Times-Bold", fontSize=size, leading=size + 4, spaceBefore=8)
            story.append(Paragraph(_pdf_inline(block.text, hyphens=False), style))
        elif block.kind in ("tableau", "zone"):
            rows = block.rows or [[block.text]]
            cells = [
                [Paragraph("<br/>".join(_pdf_inline(p, hyphens=False) for p in c.split("<br>")), base) for c in row]
                for row in rows
            ]
            grid = Table(cells, colWidths=[450 / len(rows[0])] * len(rows[0]), spaceBefore=4, spaceAfter=8)
            grid.setStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")])
            story.append(grid)
        elif block.kind == "puce":
            story.append(Paragraph(_pdf_inline(block.text), bullet, bulletText="•"))
        else:
            story.append(Paragraph(_pdf_inline(block.text), body))
    return story


def write_pdf(source: Source) -> bytes:
    """Write a paginated PDF; built twice so that the footer knows the page count."""
    rl_config.invariant = 1
    total = 1
    for _ in range(2):
        out = io.BytesIO()
        counted = [0]

        def corners(canvas: Canvas, _template: object, count: int = total, seen: list[int] = counted) -> None:
            seen[0] += 1
            canvas.setFont("Times-Italic", 9)
            canvas.drawString(72, A4[1] - 42, source.header)
            footer = source.footer.replace("{page}", str(seen[0])).replace("{pages}", str(count))
            canvas.drawCentredString(A4[0] / 2, 36, footer)

        title = source.meta.get("titre", source.name)
        template = SimpleDocTemplate(out, pagesize=A4, title=title, author=author(source), invariant=1)
        template.build(_pdf_story(source), onFirstPage=corners, onLaterPages=corners)
        total = counted[0]
    return out.getvalue()
