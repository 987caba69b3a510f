"""Horizontal bars that stand in black and white: one dark outline, one hatch, the figures written at the end
of each bar.
"""

from __future__ import annotations

import io
import textwrap
import warnings
from dataclasses import dataclass
from functools import lru_cache

from assises_nlp.export.document_model import Figure

_WIDTH = 6.3
_DPI = 200
_ROW = 0.27
_LABEL_CHARACTERS = 34


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG and its size on paper, in centimetres."""

    png: bytes
    width: float
    height: float


@lru_cache(maxsize=256)
def bar_chart(figure: Figure) -> Picture:
    """Draw ``figure``. Same figure, same bytes: a fixed font that ships with matplotlib, no date, no software name."""
    from matplotlib import rc_context
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure as Canvas

    labels = [_wrap(bar.label) for bar in figure.bars]
    rows = sum(max(1.0, 0.72 * (label.count("\n") + 1)) for label in labels)
    height = 0.25 + _ROW * 1.15 * rows
    style = {"font.family": "DejaVu Sans", "hatch.linewidth": 0.6, "text.usetex": False, "svg.hashsalt": "assises"}
    with rc_context(style), warnings.catch_warnings():
        # A label may hold a letter that the font lacks: it is drawn as a box, and the table beside has it.
        warnings.simplefilter("ignore")
        canvas = Canvas(figsize=(_WIDTH, height), dpi=_DPI)
        FigureCanvasAgg(canvas)
        _draw(canvas.add_axes((0.36, 0.02, 0.47, 0.96)), figure, labels)
        buffer = io.BytesIO()
        canvas.savefig(buffer, format="png", metadata={"Software": None})
    return Picture(buffer.getvalue(), _WIDTH * 2.54, height * 2.54)


def _draw(axes, figure: Figure, labels: list[str]) -> None:  # type: ignore[no-untyped-def]
    places: list[float] = []
    offset = 0.0
    for label in labels:
        size = max(1.0, 0.72 * (label.count("\n") + 1))
        places.append(offset + size / 2)
        offset += size
    shares = [bar.share for bar in figure.bars]
    # Unclipped, or the bar of 100 % has no right edge.
    axes.barh(
        places, shares, height=0.6, color="#c9d3e6", edgecolor="#1f2f55", hatch="////", linewidth=0.9, clip_on=False
    )
    for place, bar, label in zip(places, figure.bars, labels, strict=True):
        axes.text(bar.share + 0.015, place, bar.display, va="center", ha="left", fontsize=8, parse_math=False)
        axes.text(-0.02, place, label, va="center", ha="right", fontsize=8, parse_math=False, linespacing=1.05)
    axes.set_xlim(0, 1)
    axes.set_ylim(offset, 0)
    axes.set_xticks([])
    axes.set_yticks([])
    for side in ("top", "right", "bottom"):
        axes.spines[side].set_visible(False)
    axes.spines["left"].set_color("#1f2f55")


def _wrap(label: str) -> str:
    found = textwrap.wrap(label.replace("\u00a0", " "), _LABEL_CHARACTERS, max_lines=3, placeholder=" …")
    return "\n".join(found) or " "
