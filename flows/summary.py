"""The closing summary in the terminal, in French."""

from __future__ import annotations

from pathlib import Path

from flows.run import Report

_THEMES = {"hors_theme": "hors thème"}
_NATURES = {
    "constat": "constats",
    "bonne_pratique": "bonnes pratiques",
    "preconisation": "préconisations",
    "engagement": "engagements",
    "procedural": "déroulement des séances",
    "non_informatif": "sans contenu",
}
_STATUSES = {
    "utilisee": "utilisées dans le projet",
    "annexe": "en annexe",
    "procedurale": "de déroulement",
    "non_informative": "sans contenu",
    "a_verifier": "à vérifier",
}


def show(report: Report, theme_titles: dict[str, str]) -> None:
    """Print what was done, what was refused and where the draft is."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    console = Console(highlight=False)
    console.print()
    console.print(
        f"[bold]{_plural(report.documents, 'document analysé', 'documents analysés')}, "
        f"{_plural(report.remarks, 'remarque', 'remarques')}.[/bold]"
    )
    table = Table(show_header=True, header_style="bold", box=None, pad_edge=False)
    for title, justify in (
        ("Thème", "left"),
        ("remarques", "right"),
        ("constats", "right"),
        ("préconisations", "right"),
    ):
        table.add_column(title, justify=justify)  # type: ignore[arg-type]
    for theme, count in sorted(report.counts["theme"].items(), key=lambda pair: _order(pair[0], theme_titles)):
        title = theme_titles.get(theme, _THEMES.get(theme, theme))
        constats, preconisations = report.statements.get(title, (0, 0))
        lines = ("–", "–") if theme == "hors_theme" else (str(constats), str(preconisations))
        table.add_row(title, str(count), *lines)
    console.print(table)
    console.print(
        "Nature : " + ", ".join(f"{_NATURES[n]} {c}" for n, c in _sorted(report.counts["nature"], list(_NATURES)))
    )
    console.print(
        "Remarques : " + ", ".join(f"{c} {_STATUSES[s]}" for s, c in _sorted(report.counts["statut"], list(_STATUSES)))
    )
    _lists(console, report)
    for sentence in report.changes:
        console.print(f"\n{escape(sentence)}", soft_wrap=True)
    outputs = Path(report.folder) / "sorties"
    console.print(f"\nLe projet de bilan : [bold]{outputs / 'synthese.html'}[/bold]", soft_wrap=True)
    console.print(
        "(aussi en .docx, .odt et .md ; les remarques dans remarques.xlsx, les citations dans annexe-verbatims)"
    )


def _lists(console: object, report: Report) -> None:
    from rich.markup import escape

    write = console.print  # type: ignore[attr-defined]
    if report.rejects:
        write(
            f"\n[bold]{_plural(len(report.rejects), 'fichier refusé', 'fichiers refusés')}[/bold] (voir rejets.json) :"
        )
        for reject in report.rejects:
            write(f"  – {escape(reject.file)} : {escape(reject.reason)}", soft_wrap=True)
    if report.notices:
        write("\n[bold]À savoir[/bold] :")
        for notice in report.notices:
            write(f"  – {escape(notice)}", soft_wrap=True)
    for name, reason in report.ignored:
        write(f"[dim]Ignoré : {escape(name)} ({escape(reason)})[/dim]", soft_wrap=True)
    if report.kept:
        write(
            "\nModifiés à la main depuis la dernière analyse, conservés dans « sorties/conservees » : "
            + escape(", ".join(report.kept))
        )


def _plural(count: int, one: str, many: str) -> str:
    return f"{count} {one if count < 2 else many}"


def _order(theme: str, titles: dict[str, str]) -> int:
    return list(titles).index(theme) if theme in titles else len(titles)


def _sorted(counts: dict[str, int], order: list[str]) -> list[tuple[str, int]]:
    return [(name, counts[name]) for name in order if counts.get(name)]
