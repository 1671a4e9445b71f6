"""The trade-off of choosing for a group, drawn: mean stars across, the least person's upwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Final

from embeddings.evaluation.groups import FAIRNESS, FilmFigures, GroupReport

WIDTH: Final = 440
HEIGHT: Final = 330
LEFT, RIGHT, TOP, BOTTOM = 52, 18, 44, 46
# Ink on paper in both themes of whoever shows the file.
PAPER, INK, SOFT, RULE, ACCENT = "#faf6ee", "#1b1712", "#6b6257", "#ddd4c5", "#8a4b00"
TICKS: Final = 4
# Labels nearer than this to one another, in pixels, are moved apart.
APART: Final = 13


def chart(report: GroupReport) -> str:
    """Return an SVG: a panel for each kind of group, on the same scales.

    The settings of fairness are joined by a line, from the best on average to nobody suffers;
    other ways of choosing are points beside it. Up and to the right is better for everybody.
    """
    kinds = list(report.films)
    everything = [of_film for ways in report.films.values() for of_film in ways.values()]
    across = _scale([each.mean for each in everything])
    upwards = _scale([each.least for each in everything])
    panels = [
        f'<g transform="translate({at * WIDTH} 0)">'
        + _panel(f"{report.film_groups[kind]} groups {kind}", report.films[kind], across, upwards)
        + "</g>"
        for at, kind in enumerate(kinds)
    ]
    width = WIDTH * len(kinds)
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


def _panel(
    title: str,
    ways: Mapping[str, FilmFigures],
    across: tuple[float, float],
    upwards: tuple[float, float],
) -> str:
    def x(value: float) -> float:
        return LEFT + (value - across[0]) / (across[1] - across[0]) * (WIDTH - LEFT - RIGHT)

    def y(value: float) -> float:
        share = (value - upwards[0]) / (upwards[1] - upwards[0])
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)

    def at(way: str) -> tuple[float, float]:
        return x(ways[way].mean), y(ways[way].least)

    parts = [f'<text x="{LEFT}" y="24" font-size="15" fill="{INK}">{escape(title)}</text>']
    for step in range(TICKS + 1):
        mean = across[0] + step * (across[1] - across[0]) / TICKS
        least = upwards[0] + step * (upwards[1] - upwards[0]) / TICKS
        parts += [
            _line(x(mean), TOP, x(mean), HEIGHT - BOTTOM),
            _line(LEFT, y(least), WIDTH - RIGHT, y(least)),
            _text(x(mean), HEIGHT - BOTTOM + 15, f"{mean:.2f}", SOFT, "middle"),
            _text(LEFT - 6, y(least) + 4, f"{least:.2f}", SOFT, "end"),
        ]
    parts += [
        _text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 12, "mean stars of the group", INK, "middle"),
        f'<text transform="translate(14 {(TOP + HEIGHT - BOTTOM) / 2:.0f}) rotate(-90)" '
        f'text-anchor="middle" fill="{INK}">stars of who likes it least</text>',
    ]
    settings = [f"fairness {each:g}" for each in FAIRNESS]
    path = " ".join(f"{across_:.1f},{up:.1f}" for across_, up in map(at, settings))
    parts.append(f'<polyline points="{path}" fill="none" stroke="{ACCENT}" stroke-width="1.5"/>')
    for way in ways:
        colour, radius = (ACCENT, 4) if way in settings else (SOFT, 3)
        cx, cy = at(way)
        parts.append(f'<circle cx="{cx:.1f}" cy="{cy:.1f}" r="{radius}" fill="{colour}"/>')
    for way, cx, cy in _spread([(way, *at(way)) for way in ways]):
        colour = ACCENT if way in settings else SOFT
        end = cx > WIDTH * 0.7
        parts.append(_text(cx + (-7 if end else 7), cy + 4, way, colour, "end" if end else "start"))
    return "".join(parts)


def _spread(labels: Sequence[tuple[str, float, float]]) -> list[tuple[str, float, float]]:
    """Return the labels, moved down where one would lie on another."""
    placed: list[tuple[str, float, float]] = []
    for way, across, up in sorted(labels, key=lambda label: label[2]):
        while any(abs(up - other) < APART and abs(across - x) < 90 for _, x, other in placed):
            up += 2
        placed.append((way, across, up))
    return placed


def _scale(values: Sequence[float]) -> tuple[float, float]:
    """Return bounds around the values, in tenths of a star."""
    return int(min(values) * 10 - 0.5) / 10, int(max(values) * 10 + 1.5) / 10


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<path d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" stroke="{RULE}"/>'


def _text(x: float, y: float, text: str, colour: str, anchor: str) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">'
        f"{escape(text)}</text>"
    )
