"""Counts and times that Prometheus reads at ``/metrics``."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Final

from flask import Response
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)
from prometheus_client import values as prometheus_values
from prometheus_client.multiprocess import MultiProcessCollector

MULTIPROCESS: Final = "PROMETHEUS_MULTIPROC_DIR"
SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True)
class Times:
    """How long something took.

    Attributes
    ----------
    labels
        What it was, by name of the label.
    seconds
        Sum of all.
    within
        Bound in seconds within which 95 of 100 were; None where that is beyond the last bound.
    """

    labels: dict[str, str]
    count: int
    seconds: float
    within: float | None


class Metrics:
    """The metrics of an application.

    Where ``PROMETHEUS_MULTIPROC_DIR`` is set, every worker writes into that folder, and the
    worker that answers ``/metrics`` adds them up.

    Attributes
    ----------
    request, sql, encoding : Histogram
        Seconds: of requests by route and status, of statements by name, and of encoding a
        query that is not in the cache.
    reads : Counter
        Requests that read, by the server that answered: ``primary`` or ``replica``.
    fallbacks : Counter
        Reads that the primary answered instead of the replica, by reason: ``own-write`` (the
        replica lacks the person's last write), ``lost`` (its connection broke) or ``failed``
        (any other error, such as a film that the replica lacks).
    replica_ready, replica_lag : Gauge
        Whether reads go to the replica (1 only where all workers agree), and its lag in
        seconds (the largest of all workers).
    """

    def __init__(self) -> None:
        # The library reads the variable when it is imported, which is before
        # `app.process.serve` sets it.
        prometheus_values.ValueClass = prometheus_values.get_value_class()  # type: ignore[no-untyped-call]
        self.registry = CollectorRegistry()
        self.request = Histogram(
            "ordained_request_seconds",
            "Time to answer a request",
            ("route", "status"),
            buckets=SECONDS,
            registry=self.registry,
        )
        self.sql = Histogram(
            "ordained_sql_seconds",
            "Time of a statement, rows fetched",
            ("statement",),
            buckets=SECONDS,
            registry=self.registry,
        )
        self.encoding = Histogram(
            "ordained_encoding_seconds",
            "Time to encode a query",
            buckets=SECONDS,
            registry=self.registry,
        )
        self.reads = Counter(
            "ordained_reads", "Requests that read", ("server",), registry=self.registry
        )
        self.fallbacks = Counter(
            "ordained_reads_turned",
            "Reads that the primary answered instead of the replica",
            ("reason",),
            registry=self.registry,
        )
        self.replica_ready = Gauge(
            "ordained_replica_ready",
            "Whether reads go to the replica",
            registry=self.registry,
            multiprocess_mode="livemin",
        )
        self.replica_lag = Gauge(
            "ordained_replica_lag_seconds",
            "How far the replica is behind",
            registry=self.registry,
            multiprocess_mode="livemax",
        )

    def text(self) -> bytes:
        """Return all metrics in Prometheus' text format."""
        return generate_latest(self._collected())

    def times(self, name: str) -> list[Times]:
        """Return what a histogram measured since the processes started, by its labels.

        Parameters
        ----------
        name : str
            Of the metric, such as ``ordained_sql_seconds``.
        """
        counts: dict[frozenset[tuple[str, str]], dict[str, float]] = {}
        for family in self._collected().collect():
            for sample in family.samples if family.name == name else ():
                bound = sample.labels.get("le", "")
                key = frozenset((k, v) for k, v in sample.labels.items() if k != "le")
                kind = sample.name.removeprefix(f"{name}_") + bound
                values = counts.setdefault(key, {})
                values[kind] = values.get(kind, 0.0) + sample.value
        return [_times(dict(key), values) for key, values in counts.items()]

    def _collected(self) -> CollectorRegistry:
        if MULTIPROCESS not in os.environ:
            return self.registry
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        return registry


def _times(labels: dict[str, str], values: dict[str, float]) -> Times:
    count = int(values.get("count", 0))
    within = [bound for bound in SECONDS if values.get(f"bucket{bound}", 0) >= 0.95 * count]
    return Times(labels, count, values.get("sum", 0.0), within[0] if within else None)


def respond(metrics: Metrics) -> Response:
    """Return the response of ``/metrics``."""
    return Response(metrics.text(), content_type=CONTENT_TYPE_LATEST)
