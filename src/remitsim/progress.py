"""What a person sees while months pass: a bar with the time left, once it takes longer than two seconds."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as RichBar

PATIENCE = 2.0  # seconds


class Progress(Protocol):
    """Shows how far a run is."""

    def say(self, line: str) -> None:
        """Tell something once."""

    def follow(self, months: Iterable[int], total: int, what: str) -> Iterator[int]:
        """Pass the months on as they are lived, and show how many are left."""


class Quiet:
    """Shows nothing."""

    def say(self, line: str) -> None:
        """Keep it."""

    def follow(self, months: Iterable[int], total: int, what: str) -> Iterator[int]:
        """Pass the months on."""
        yield from months


class Bar:
    """Lines and a bar on standard error."""

    def __init__(self, console: Console | None = None) -> None:
        self.console = console or Console(stderr=True)

    def say(self, line: str) -> None:
        """Print a line."""
        self.console.print(line, style="dim")

    def follow(self, months: Iterable[int], total: int, what: str) -> Iterator[int]:
        """Pass the months on; draw a bar once two seconds have gone by."""
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("left"),
                   TimeRemainingColumn(compact=True))  # fmt: skip
        bar = RichBar(*columns, console=self.console, transient=True)
        task, begun, drawn = bar.add_task(what, total=total), time.monotonic(), False
        try:
            for month in months:
                bar.advance(task)
                if not drawn and self.console.is_terminal and time.monotonic() - begun > PATIENCE:
                    bar.start()
                    drawn = True
                yield month
        finally:
            if drawn:
                bar.stop()
