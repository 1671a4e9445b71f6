"""What Prometheus reads at ``/metrics``."""

from __future__ import annotations

import os
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


class Metrics:
    """The measures of one application.

    With ``PROMETHEUS_MULTIPROC_DIR`` set, every worker writes into that folder and
    whichever answers ``/metrics`` adds them up.

    Attributes
    ----------
    request, sql, encoding : Histogram
        Seconds: by route and status, by statement, and of encoding a query that is
        not in the cache.
    reads : Counter
        Requests that read, by the server that answered: primary or replica.
    turned : Counter
        Those that the primary answered instead of the replica, by reason: own-write (the
        person's last write is not there yet), lost (the connection was), failed (anything
        else that was no answer, such as a film that is not there yet).
    replica_ready, replica_lag : Gauge
        Whether reads go to the replica (the least of all workers), and its lag (the most).
    """

    def __init__(self) -> None:
        # The library looks for the variable when it is imported, which is before the
        # server of workers sets it.
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
        self.turned = Counter(
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
        """Return everything in Prometheus' text format."""
        if MULTIPROCESS not in os.environ:
            return generate_latest(self.registry)
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        return generate_latest(registry)


def respond(metrics: Metrics) -> Response:
    """Answer with the metrics."""
    return Response(metrics.text(), content_type=CONTENT_TYPE_LATEST)
