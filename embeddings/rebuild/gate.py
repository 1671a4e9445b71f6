"""What a release must pass before it goes live."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine

from embeddings.errors import RefusedError
from embeddings.evaluation.comparison import comparable, complaints, describe
from embeddings.evaluation.grading import Grades
from embeddings.progress import say
from embeddings.releases import registry
from embeddings.settings import QUALITY_MARGIN
from embeddings.texts.encoder import Encoder


@dataclass(frozen=True)
class Gate:
    """What a new release must pass before it goes live.

    Attributes
    ----------
    margin
        Share of the live release's figures that may be lost.
    force
        Go live all the same, and have it on record.
    asking
        Encodes the queries that are asked, as the application would; None: what encodes films.
    """

    margin: float = QUALITY_MARGIN
    force: bool = False
    asking: Encoder | None = None


def let_pass(
    engine: Engine, release_id: int, grades: Grades, gate: Gate, seconds: dict[str, float]
) -> dict[str, Any]:
    """Put down how good the release is, and let it pass or refuse it.

    Returns
    -------
    dict
        The figures, as `GET /release` tells them.

    Raises
    ------
    RefusedError
        It is worse than the live one; its tables are gone, its figures stay on record.
    """
    with engine.connect() as connection:
        release = registry.release(connection, release_id)
        live = registry.live_release(connection)
    against = complaints(grades, release, live, gate.margin)
    quality = grades.quality(forced=bool(against) and gate.force)
    figures: dict[str, Any] = {
        "seconds": {name: round(s, 2) for name, s in seconds.items()},
        "grades": grades.facts(),
        **({"complaints": against} if against else {}),
    }
    say(f"  {describe(quality, simulated=release.simulated_ratings)}")
    if live and not comparable(release, live):
        say(f"  not compared with the live release, which is of other data ({live.dataset})")
    with engine.begin() as connection:
        registry.record(connection, release_id, figures=figures, quality=quality)
        if against and not gate.force:
            registry.end(connection, release_id, "; ".join(against), "refused")
    if against and not gate.force:
        before = f"release {live.release_id} stays live" if live else "no release is live"
        raise RefusedError(
            f"release {release_id} was refused: {'; '.join(against)}. {before.capitalize()}, and "
            "what was encoded is kept. If this is meant, run the rebuild again with --force; "
            "ORDAINED_QUALITY_MARGIN is how much may be lost"
        )
    for one in against:
        say(f"  goes live by --force, though {one}")
    return quality
