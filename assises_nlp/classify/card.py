"""The model card: what the classifier is worth, by class and by register, with its figures and its failures."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from assises_nlp.classify.annotations import Annotated
from assises_nlp.classify.evaluation import (
    ClassResult,
    Judged,
    calibration_curve,
    calibration_error,
    confusion,
    error_at,
    f1,
    failures,
    judge,
    macro_f1,
    macro_interval,
    per_class,
)
from assises_nlp.classify.model import Probabilities

_COVERAGES = tuple(round(0.5 + 0.05 * step, 2) for step in range(11))


@dataclass(frozen=True, slots=True)
class Results:
    """Judged remarks of one classifier on unseen sources, in the order of ``annotated``."""

    annotated: Sequence[Annotated]
    theme: Judged
    nature: Judged

    @classmethod
    def of(
        cls,
        annotated: Sequence[Annotated],
        theme: Probabilities,
        nature: Probabilities,
        themes: Sequence[str],
        natures: Sequence[str],
    ) -> Results:
        """Probabilities of annotated remarks, beside their labels."""
        return cls(
            annotated,
            judge(theme, themes, [remark.theme for remark in annotated]),
            judge(nature, natures, [remark.nature for remark in annotated]),
        )

    @property
    def sources(self) -> list[str]:
        return [remark.source for remark in self.annotated]

    def headline(self) -> dict[str, float]:
        """The figures that sum the classifier up (0 to 1)."""
        good = Judged(
            np.where(self.nature.truth == "bonne_pratique", "oui", "non"),
            np.where(self.nature.predicted == "bonne_pratique", "oui", "non"),
            self.nature.confidence,
        )

        return {
            "theme_macro_f1": round(macro_f1(self.theme), 4),
            "nature_3_macro_f1": round(macro_f1(self.nature.grouped()), 4),
            "nature_6_macro_f1": round(macro_f1(self.nature), 4),
            "bonne_pratique_f1": round(f1(good, "oui"), 4),
            "theme_calibration_error": round(calibration_error(self.theme), 4),
            "nature_calibration_error": round(calibration_error(self.nature), 4),
            "theme_error_at_90": round(error_at(self.theme, 0.9), 4),
        }


@dataclass(frozen=True, slots=True)
class Card:
    """What the card says. ``noise``: headline figures by kind of alteration; ``others``: those of other classifiers."""

    title: str
    results: Results
    meta: Mapping[str, Any]
    thresholds: Mapping[str, float]
    noise: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    others: Mapping[str, Mapping[str, float]] = field(default_factory=dict)


def write_card(card: Card, path: Path) -> None:
    """Write ``path`` (Markdown) and its figures beside it."""
    path.write_text(markdown(card, path.stem), "utf-8")
    for name, data in figures(card.results).items():
        path.with_name(f"{path.stem}-{name}.png").write_bytes(data)


def markdown(card: Card, stem: str) -> str:
    """The card's text."""
    results = card.results
    parts = [
        f"# Model card: {card.title}",
        _about(card),
        "## On sources that were not trained on\n\n" + _headline(card),
        "## Theme\n\n" + _classes(per_class(results.theme, results.sources)) + f"\n\n![]({stem}-theme.png)",
        "## Nature\n\n" + _classes(per_class(results.nature, results.sources)) + f"\n\n![]({stem}-nature.png)",
        "## By register\n\n" + _registers(results),
        "## By source\n\n" + _by_source(results),
        f"## Confidence\n\n{_confidence(card)}\n\n![]({stem}-calibration.png)\n\n![]({stem}-coverage.png)",
        "## Failures by kind\n\n" + _failures(results),
        "## Ten remarks that it gets wrong with confidence\n\n" + _wrong(results),
    ]
    return "\n\n".join(parts) + "\n"


def _about(card: Card) -> str:
    count, sources = len(card.results.annotated), len(set(card.results.sources))
    return (
        f"Linear classifier of theme and nature, trained on {count:,} annotated remarks of {sources} sources "
        "(a source is one consultation and one writer; texts and labels are machine-written, see the datasheet).\n\n"
        "Features: sentence vectors (Universal Sentence Encoder multilingual v3, multilingual-e5-small in 4 "
        "bits), tf-idf of "
        "character n-grams, words and lemmas, grammatical cues, hand-written concepts. Ridge regression in "
        "its dual form, "
        "then a multinomial logistic calibration on held-out sources. Every figure below is leave-one-source-out: "
        "the remarks of a source are judged by coefficients and a calibration that saw none of them "
        "(the vocabulary and the means, which know no label, are shared).\n\n"
        f"Data `{card.meta.get('data_sha256', '')[:16]}`, code `{card.meta.get('code_sha256', '')[:16]}`. "
        "Rebuilt by `assises entrainer`, measured by `assises evaluer`. Not for deciding anything about a "
        "person; a rapporteur "
        "reads every line that it leads to."
    )


_FIGURES = {
    "theme_macro_f1": "theme, macro-F1",
    "nature_3_macro_f1": "nature in three groups, macro-F1",
    "nature_6_macro_f1": "nature in six classes, macro-F1",
    "bonne_pratique_f1": "bonne_pratique, F1",
    "theme_calibration_error": "theme, calibration error",
    "nature_calibration_error": "nature, calibration error",
    "theme_error_at_90": "theme, error at 90 % coverage",
}


def _headline(card: Card) -> str:
    columns = {"full": card.results.headline(), **card.others, **card.noise}
    rows = [
        [label, *(f"{values.get(key, float('nan')):.3f}" for values in columns.values())]
        for key, label in _FIGURES.items()
    ]
    low, high = macro_interval(card.results.theme, card.results.sources)
    note = f"\n\nTheme macro-F1 (full), 95 % interval when whole sources are drawn: {low:.3f} to {high:.3f}."
    return _table(["", *columns], rows) + note


def _classes(results: Sequence[ClassResult]) -> str:
    return _table(
        ["class", "precision", "recall", "F1", "95 % interval", "remarks"],
        [
            [
                r.name,
                f"{r.precision:.3f}",
                f"{r.recall:.3f}",
                f"{r.f1:.3f}",
                f"{r.interval[0]:.3f}–{r.interval[1]:.3f}",
                str(r.count),
            ]
            for r in results
        ],
    )


def _registers(results: Results) -> str:
    registers = np.array([remark.register for remark in results.annotated])
    rows = []
    for name in sorted(set(registers.tolist())):
        mask = registers == name
        sources = [source for source, inside in zip(results.sources, mask, strict=True) if inside]
        theme, nature = results.theme.take(mask), results.nature.take(mask).grouped()
        low, high = macro_interval(theme, sources)
        precision, recall = (
            np.mean([getattr(c, k) for c in per_class(theme, sources)]) for k in ("precision", "recall")
        )
        rows.append(
            [
                name,
                str(int(mask.sum())),
                f"{precision:.3f}",
                f"{recall:.3f}",
                f"{macro_f1(theme):.3f}",
                f"{low:.3f}–{high:.3f}",
                f"{macro_f1(nature):.3f}",
            ]
        )
    return _table(
        [
            "register",
            "remarks",
            "theme precision",
            "theme recall",
            "theme macro-F1",
            "95 % interval",
            "nature (3) macro-F1",
        ],
        rows,
    )


def _by_source(results: Results) -> str:
    names = np.array(results.sources)
    rows = []
    for name in sorted(set(results.sources)):
        theme, nature = results.theme.take(names == name), results.nature.take(names == name).grouped()
        rows.append([name, str(len(theme.truth)), f"{macro_f1(theme):.3f}", f"{macro_f1(nature):.3f}"])
    return _table(["source", "remarks", "theme macro-F1", "nature (3) macro-F1"], rows)


def _confidence(card: Card) -> str:
    theme = card.results.theme
    rows = [[f"{coverage:.0%}", f"{error_at(theme, coverage):.3f}"] for coverage in (0.5, 0.7, 0.8, 0.9, 1.0)]
    told = ", ".join(f"{name} {value:.2f}" for name, value in card.thresholds.items())
    return f"Thresholds: {told}.\n\n" + _table(["remarks kept", "wrong themes"], rows)


def _failures(results: Results) -> str:
    kinds = failures(results.theme, results.nature, results.annotated)
    return _table(["kind", "remarks"], [[kind, str(count)] for kind, count in list(kinds.items())[:24]])


def _wrong(results: Results) -> str:
    theme = results.theme
    order = sorted(
        (i for i in range(len(theme.truth)) if theme.truth[i] != theme.predicted[i]),
        key=lambda i: (-round(float(theme.confidence[i]), 4), results.annotated[i].id),
    )
    chosen: list[int] = []
    for i in order:
        kinds = [(theme.truth[k], theme.predicted[k]) for k in chosen]
        if kinds.count((theme.truth[i], theme.predicted[i])) < 2 and len(chosen) < 10:
            chosen.append(i)
    return "\n".join(
        f"- {theme.truth[i]}, read as {theme.predicted[i]} ({theme.confidence[i]:.2f}): "
        f"{' '.join(results.annotated[i].text.split())} (`{results.annotated[i].id}`)"
        for i in chosen
    )


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(header) + " |", "|" + "---|" * len(header)]
    return "\n".join([*lines, *("| " + " | ".join(cell.replace("|", "/") for cell in row) + " |" for row in rows)])


def figures(results: Results) -> dict[str, bytes]:
    """Confusion matrices, calibration curve, coverage against error: PNG bytes by name."""
    return {
        "theme": _draw(lambda axes: _confusion_figure(axes, results.theme)),
        "nature": _draw(lambda axes: _confusion_figure(axes, results.nature)),
        "calibration": _draw(lambda axes: _calibration_figure(axes, results)),
        "coverage": _draw(lambda axes: _coverage_figure(axes, results)),
    }


def _draw(paint: Any) -> bytes:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(5.2, 4.2), dpi=100, layout="constrained")
    FigureCanvasAgg(figure)
    paint(figure.subplots())
    data = io.BytesIO()
    figure.savefig(data, format="png", metadata={"Software": None})
    return data.getvalue()


def _confusion_figure(axes: Any, judged: Judged) -> None:
    names, table = confusion(judged)
    shares = table / np.maximum(1, table.sum(axis=1, keepdims=True))
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=1)
    axes.set_xticks(range(len(names)), names, rotation=45, ha="right")
    axes.set_yticks(range(len(names)), names)
    axes.set_xlabel("predicted")
    axes.set_ylabel("annotated")
    for row in range(len(names)):
        for column in range(len(names)):
            axes.text(
                column,
                row,
                str(table[row, column]),
                ha="center",
                va="center",
                color="white" if shares[row, column] > 0.5 else "black",
                fontsize=8,
            )


def _calibration_figure(axes: Any, results: Results) -> None:
    axes.plot([0, 1], [0, 1], color="0.7", linewidth=1)
    for name, judged in (("theme", results.theme), ("nature", results.nature)):
        curve = calibration_curve(judged)
        axes.plot([point[0] for point in curve], [point[1] for point in curve], marker="o", label=name)
    axes.set_xlabel("mean confidence")
    axes.set_ylabel("share of right answers")
    axes.legend()


def _coverage_figure(axes: Any, results: Results) -> None:
    for name, judged in (("theme", results.theme), ("nature", results.nature)):
        axes.plot(_COVERAGES, [error_at(judged, coverage) for coverage in _COVERAGES], marker="o", label=name)
    axes.set_xlabel("share of the remarks that are not set aside")
    axes.set_ylabel("share of wrong answers")
    axes.set_ylim(bottom=0)
    axes.legend()
