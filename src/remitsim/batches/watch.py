"""What a person sees while a batch runs: runs done, time left, throughput, failures."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as RichBar

EVERY = 30.0  # seconds between lines where there is no screen to draw on


class RunsBar:
    """A bar on standard error, or a line every half minute where that is no terminal."""

    def __init__(self, console: Console | None = None) -> None:
        self.console = console or Console(stderr=True)

    def say(self, line: str) -> None:
        """Print a line."""
        self.console.print(line, style="dim", markup=False)

    def follow(self, months: Iterable[int], total: int, what: str) -> Iterator[int]:
        """Pass on 1 for each run done and 0 for each that failed, and show how it goes."""
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[pace]}, left"),
                   TimeRemainingColumn(compact=True, elapsed_when_finished=True))  # fmt: skip
        begun = told = time.monotonic()
        failed = 0
        with RichBar(*columns, console=self.console, transient=True, disable=not self.console.is_terminal) as bar:
            task = bar.add_task(what, total=total, pace="")
            for number, done in enumerate(months, 1):
                failed += not done
                pace = number / max(time.monotonic() - begun, 1e-9)
                words = f"{pace:.2g} a second" + (f", {failed} failed" if failed else "")
                bar.update(task, advance=1, pace=words)
                if not self.console.is_terminal and time.monotonic() - told > EVERY:
                    told = time.monotonic()
                    left = (total - number) / pace
                    self.say(f"{number} of {total} runs, {words}, {left:,.0f} s left")
                yield done
