"""Probes and metrics, at the root, for whatever runs this service."""

from __future__ import annotations

from typing import Literal

from apiflask import APIBlueprint
from flask import Response
from pydantic import Field

from app.data.replica import State
from app.data.services import Services, services
from app.web import metrics
from app.web.contract import Body, Query, problems
from app.web.problems import Problem
from sql import migrations

# A probe must not wait for a model that takes seconds to load.
PATIENCE_S = 0.5

blueprint = APIBlueprint("health", __name__, tag="Operation")


class Alive(Body):
    """The process answers."""

    status: Literal["alive"]


class ReplicaState(Body):
    """What this process knows of the replica."""

    state: State = Field(
        description="Only where it is `ready` do reads go to it; else the primary answers."
    )
    lag_s: float | None = Field(
        description="Seconds that it is behind; null where that is not known."
    )


class ReadyQuery(Query):
    """What is asked of a process."""

    writes: bool = Field(
        True,
        description="Whether there must be room to write. Balancers say `false`: where a disk is "
        "full, everything but writing still works.",
    )


class Ready(Body):
    """Everything that an answer needs is there."""

    status: Literal["ready"]
    release: int = Field(description="The live release.", examples=[3])
    encoder: str = Field(description="The encoder of queries.", examples=["all-MiniLM-L6-v2"])
    replica: ReplicaState | None = Field(
        description="Whether reads go to a replica; null where none is set."
    )


@blueprint.get("/healthz")
@blueprint.output(Alive)
@blueprint.doc(operation_id="getHealth", responses=problems())
def healthz() -> dict[str, str]:
    """Say whether the process is alive.

    Asks nothing of the database: a process need not be restarted because that is away.
    """
    return {"status": "alive"}


@blueprint.get("/readyz")
@blueprint.input(ReadyQuery, location="query", arg_name="query")
@blueprint.output(Ready)
@blueprint.doc(
    operation_id="getReadiness",
    responses=problems(
        "not-ready", "no-live-release", "encoder-unavailable", "encoder-mismatch", "invalid"
    ),
)
def readyz(query: ReadyQuery) -> dict[str, object]:
    """Say whether requests can be answered.

    The database is reachable and migrated, a release is live, and the encoder of
    queries is loaded and is the one that the release was built with, and the database's disk has
    room. A replica that is gone keeps nothing from being answered.
    """
    return check(services(), writes=query.writes)


@blueprint.get("/metrics")
@blueprint.doc(
    operation_id="getMetrics",
    responses={
        200: {
            "description": "Prometheus' text format",
            "content": {"text/plain": {"schema": {"type": "string"}}},
        },
        **problems(),
    },
)
def prometheus() -> Response:
    """Return counts and times for Prometheus."""
    return metrics.respond(services().metrics)


def check(services: Services, *, writes: bool) -> dict[str, object]:
    """Return the answer of ``/readyz``.

    Raises
    ------
    Problem
        The first reason why requests cannot be answered.
    """
    if migrations.pending(services.database.engine):
        raise Problem("database-not-ready", "The database is not migrated; run: make migrate")
    release = services.releases.live()
    loaded = services.query_encoders.of(release).get(PATIENCE_S)
    if writes:
        services.storage.check(services.database.engine)
    if (replica := services.database.replica) is not None:
        replica.watch()
    return {
        "status": "ready",
        "release": release.release_id,
        "encoder": loaded.name,
        "replica": {"state": replica.state, "lag_s": replica.lag_s} if replica else None,
    }
