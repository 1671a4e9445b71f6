"""The trade-off of choosing for a group, drawn: mean stars across, the least person's upwards."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from embeddings.evaluation.groups import FAIRNESS, FilmFigures, GroupReport

WIDTH: Final = 440
HEIGHT: Final = 330
LEFT, RIGHT, TOP, BOTTOM = 52, 18, 44, 46
# Ink on paper in both themes of whoever shows the file.
PAPER, INK, SOFT, RULE, ACCENT = "#faf6ee", "#1b1712", "#6b6257", "#ddd4c5", "#8a4b00"
TICKS: Final = 4
# Stars between two ticks: the first that lets all ways of a panel in.
STEPS: Final = (0.05, 0.1, 0.15, 0.2, 0.25, 0.5, 1.0)
FINEST: Final = STEPS[0]
# Pixels that a label needs, and how far from its point it may stand, nearest first.
LETTER, LINE = 5.8, 13
DISTANCES: Final = (9, 18, 29, 42, 58, 76)
# East, west, north, south, and between; in SVG y grows downwards.
DIRECTIONS: Final = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (-1, 1), (1, 1), (-1, -1))


def chart(report: GroupReport) -> str:
    """Return an SVG: a panel for each kind of group, each on the scales that its ways need.

    The settings of fairness are joined by a line, from the best on average to nobody suffers;
    other ways of choosing are points beside it. Up and to the right is better for everybody.
    """
    panels = [
        f'<g transform="translate({at * WIDTH} 0)">'
        + _panel(f"{report.film_groups[kind]} groups {kind}", ways)
        + "</g>"
        for at, (kind, ways) in enumerate(report.films.items())
    ]
    width = WIDTH * len(panels)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {HEIGHT}" role="img" '
            f'font-family="system-ui, sans-serif" font-size="11">',
            "<title>Stars that groups gave the film chosen first, by the way of choosing</title>",
            f'<rect width="{width}" height="{HEIGHT}" fill="{PAPER}"/>',
            *panels,
            "</svg>",
            "",
        ]
    )


def _panel(title: str, ways: Mapping[str, FilmFigures]) -> str:
    across = _scale([figures.mean for figures in ways.values()])
    upwards = _scale([figures.least for figures in ways.values()])

    def x(value: float) -> float:
        return LEFT + (value - across[0]) / (across[1] - across[0]) * (WIDTH - LEFT - RIGHT)

    def y(value: float) -> float:
        share = (value - upwards[0]) / (upwards[1] - upwards[0])
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)

    parts = [f'<text x="{LEFT}" y="24" font-size="15" fill="{INK}">{escape(title)}</text>']
    for step in range(TICKS + 1):
        mean = across[0] + step * (across[1] - across[0]) / TICKS
        least = upwards[0] + step * (upwards[1] - upwards[0]) / TICKS
        parts += [
            _line(x(mean), TOP, x(mean), HEIGHT - BOTTOM, RULE),
            _line(LEFT, y(least), WIDTH - RIGHT, y(least), RULE),
            _text(x(mean), HEIGHT - BOTTOM + 15, f"{mean:.2f}", SOFT, "middle"),
            _text(LEFT - 6, y(least) + 4, f"{least:.2f}", SOFT, "end"),
        ]
    parts += [
        _text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 12, "mean stars of the group", INK, "middle"),
        f'<text transform="translate(14 {(TOP + HEIGHT - BOTTOM) / 2:.0f}) rotate(-90)" '
        f'text-anchor="middle" fill="{INK}">stars of who likes it least</text>',
    ]
    settings = [f"fairness {fairness:g}" for fairness in FAIRNESS]
    points = {way: (x(figures.mean), y(figures.least)) for way, figures in ways.items()}
    path = " ".join(f"{across_:.1f},{up:.1f}" for across_, up in (points[s] for s in settings))
    parts.append(f'<polyline points="{path}" fill="none" stroke="{ACCENT}" stroke-width="1.5"/>')
    for way, (cx, cy) in points.items():
        colour, radius = (ACCENT, 4) if way in settings else (SOFT, 3)
        parts.append(f'<circle cx="{cx:.1f}" cy="{cy:.1f}" r="{radius}" fill="{colour}"/>')
    for label in _labels(points):
        colour = ACCENT if label.text.startswith("fairness") else SOFT
        if label.distance > DISTANCES[0]:
            parts.append(_line(*label.point, *label.near, colour))
        parts.append(_text(label.x, label.y + 4, label.text, colour, "start"))
    return "".join(parts)


@dataclass(frozen=True)
class _Label:
    """A label: its text, the point it names, and the left end of its middle line."""

    text: str
    point: tuple[float, float]
    x: float
    y: float
    distance: float

    @property
    def width(self) -> float:
        return len(self.text) * LETTER

    @property
    def near(self) -> tuple[float, float]:
        """Where its box is nearest to its point."""
        return min(max(self.point[0], self.x), self.x + self.width), self.y

    def covers(self, other: _Label) -> bool:
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and abs(self.y - other.y) < LINE
        )

    def hides(self, point: tuple[float, float]) -> bool:
        beside = point[0] <= self.x - 4 or point[0] >= self.x + self.width + 4
        return not beside and abs(self.y - point[1]) < LINE / 2 + 3


def _labels(points: Mapping[str, tuple[float, float]]) -> list[_Label]:
    """Return a label for each point, none on another or on a point where there is room.

    Ways that are drawn on the same pixel share one label.
    """
    named: dict[tuple[float, float], list[str]] = {}
    for way, (across, up) in points.items():
        named.setdefault((round(across, 1), round(up, 1)), []).append(way)
    placed: list[_Label] = []
    for point, names in sorted(named.items(), key=lambda pair: pair[0][1]):
        text = ", ".join(names)
        choices = list(_choices(text, point))
        free = (
            choice
            for choice in choices
            if not any(choice.covers(other) for other in placed)
            and not any(choice.hides(other) for other in named)
        )
        placed.append(next(free, choices[0]))
    return placed


def _choices(text: str, point: tuple[float, float]) -> Iterator[_Label]:
    """Yield where a label may stand within its panel, nearest to its point first."""
    width = len(text) * LETTER
    for distance in DISTANCES:
        for east, south in DIRECTIONS:
            x = point[0] + east * distance - width * (1 - east) / 2
            y = point[1] + south * (distance + LINE / 4)
            inside = x >= LEFT and x + width <= WIDTH - RIGHT and TOP <= y <= HEIGHT - BOTTOM
            if inside:
                yield _Label(text, point, x, y, distance)
    # Of many ways on one pixel: too wide for either side of it.
    y = point[1] - DISTANCES[0] if point[1] > HEIGHT / 2 else point[1] + LINE
    yield _Label(text, point, LEFT, y, DISTANCES[0])


def _scale(values: Sequence[float]) -> tuple[float, float]:
    """Return bounds around the values, in twentieths of a star, with ticks at round numbers."""
    low = math.floor(min(values) / FINEST - 0.2) * FINEST
    for step in STEPS:
        if low + TICKS * step >= max(values) + FINEST / 5:
            break
    return low, low + TICKS * step


def _line(x1: float, y1: float, x2: float, y2: float, colour: str) -> str:
    return f'<path d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" stroke="{colour}"/>'


def _text(x: float, y: float, text: str, colour: str, anchor: str) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">'
        f"{escape(text)}</text>"
    )
