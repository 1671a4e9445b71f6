"""What a release must pass before it goes live."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine

from embeddings.errors import RefusedError
from embeddings.evaluation.comparison import comparable, describe, regressions
from embeddings.evaluation.quality import Quality
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
        Go live although the release is worse, and record that it was forced.
    query_encoder
        Encodes queries as the application does; None for the encoder of the films.
    """

    margin: float = QUALITY_MARGIN
    force: bool = False
    query_encoder: Encoder | None = None


def check_quality(
    engine: Engine, release_id: int, quality: Quality, gate: Gate, seconds: dict[str, float]
) -> dict[str, Any]:
    """Record the quality of a release, and refuse the release if it is worse than the live one.

    Parameters
    ----------
    quality
        As `embeddings.evaluation.quality.measure` returns it.
    seconds
        How long each stage of the rebuild took, by its name.

    Returns
    -------
    dict
        The figures as `GET /release` shows them.

    Raises
    ------
    RefusedError
        The release is worse than the live one. Its tables are dropped; its figures are kept.
    """
    with engine.connect() as connection:
        release = registry.release(connection, release_id)
        live = registry.live_release(connection)
    against = regressions(quality, release, live, gate.margin)
    figures_shown = quality.as_public(forced=bool(against) and gate.force)
    figures: dict[str, Any] = {
        **release.figures,
        "seconds": {name: round(s, 2) for name, s in seconds.items()},
        "grades": quality.as_record(),
        **({"complaints": against} if against else {}),
    }
    say(f"  {describe(figures_shown, simulated=release.simulated_ratings)}")
    if live and not comparable(release, live):
        say(f"  not compared with the live release, which is of other data ({live.dataset})")
    with engine.begin() as connection:
        registry.record(connection, release_id, figures=figures, quality=figures_shown)
        if against and not gate.force:
            registry.end(connection, release_id, "; ".join(against), "refused")
    if against and not gate.force:
        before = f"release {live.release_id} stays live" if live else "no release is live"
        raise RefusedError(
            f"release {release_id} was refused: {'; '.join(against)}. {before.capitalize()}, and "
            "what was encoded is kept. If this is meant, run the rebuild again with --force; "
            "ORDAINED_QUALITY_MARGIN is how much may be lost"
        )
    for reason in against:
        say(f"  goes live by --force, though {reason}")
    return figures_shown
