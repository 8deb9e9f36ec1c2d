"""Small charts as SVG shapes, made on the server: no script and no style is needed for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 300
HEIGHT = 64


@dataclass(frozen=True)
class Bar:
    x: float
    y: float
    width: float
    height: float
    title: str


@dataclass(frozen=True)
class Chart:
    """title and summary are read to those who do not see it. points: of a line, "x,y x,y …"."""

    title: str
    summary: str
    bars: tuple[Bar, ...] = ()
    points: str = ""
    width: int = WIDTH
    height: int = HEIGHT


def bars(*, title: str, days: Sequence[tuple[str, int]]) -> Chart:
    """One bar for each (day, number)."""
    highest = max([number for _, number in days], default=0) or 1
    step = WIDTH / max(len(days), 1)
    shapes = tuple(
        Bar(
            x=round(index * step + step * 0.1, 2),
            y=round(HEIGHT - _scaled(number, highest), 2),
            width=round(step * 0.8, 2),
            height=round(_scaled(number, highest), 2),
            title=f"{day}: {number}",
        )
        for index, (day, number) in enumerate(days)
    )
    total = sum(number for _, number in days)
    return Chart(title=title, summary=f"{total} in {len(days)} days", bars=shapes)


def line(*, title: str, days: Sequence[tuple[str, int]]) -> Chart:
    """A line through each (day, number)."""
    numbers = [number for _, number in days]
    highest = max(numbers, default=0) or 1
    step = WIDTH / max(len(days) - 1, 1)
    points = " ".join(
        f"{round(index * step, 2)},{round(HEIGHT - 2 - _scaled(number, highest) * 0.94, 2)}"
        for index, number in enumerate(numbers)
    )
    newest = numbers[-1] if numbers else 0
    return Chart(title=title, summary=f"{newest} now", points=points)


def _scaled(number: int, highest: int) -> float:
    return number / highest * HEIGHT
