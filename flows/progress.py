"""How a run tells a person where it is: one small interface, a rich display in a terminal, nothing elsewhere."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol


class Reporter(Protocol):
    """Told of each stage as it begins and of each step done. ``total`` is the number of steps, None if unknown."""

    def stage(self, title: str, total: int | None = None) -> None: ...

    def step(self, detail: str = "") -> None: ...


class Silent:
    """Shows nothing."""

    def stage(self, title: str, total: int | None = None) -> None:
        pass

    def step(self, detail: str = "") -> None:
        pass


_current: ContextVar[Reporter | None] = ContextVar("reporter", default=None)


def current() -> Reporter:
    return _current.get() or Silent()


@contextmanager
def reporting(reporter: Reporter) -> Iterator[None]:
    """Runs started inside report to ``reporter``."""
    token = _current.set(reporter)
    try:
        yield
    finally:
        _current.reset(token)


class Stopwatch:
    """Seconds spent in each stage, in the order in which they began."""

    def __init__(self) -> None:
        self.durations: dict[str, float] = {}

    @contextmanager
    def time(self, name: str) -> Iterator[None]:
        begin = time.perf_counter()
        try:
            yield
        finally:
            self.durations[name] = self.durations.get(name, 0.0) + round(time.perf_counter() - begin, 3)


class RichReporter:
    """A line per stage with a bar, on stderr; plain lines where the output is no terminal."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        self._console = Console(stderr=True)
        self._progress = Progress(
            SpinnerColumn(finished_text="✓"),
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("[dim]{task.fields[detail]}"),
            console=self._console,
            disable=not self._console.is_terminal,
        )
        self._task: int | None = None

    def __enter__(self) -> RichReporter:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._finish()
        self._progress.stop()

    def _finish(self) -> None:
        if self._task is not None:
            task = self._progress.tasks[self._task]
            total = task.total or max(task.completed, 1)
            self._progress.update(self._task, total=total, completed=total, detail="")  # type: ignore[arg-type]

    def stage(self, title: str, total: int | None = None) -> None:
        self._finish()
        if not self._console.is_terminal:
            self._console.print(f"· {title}", highlight=False)
        self._task = self._progress.add_task(title, total=total, detail="")

    def step(self, detail: str = "") -> None:
        if self._task is not None:
            self._progress.update(self._task, advance=1, detail=detail)  # type: ignore[arg-type]
