"""What Prometheus reads at ``/metrics``."""

from __future__ import annotations

import os
from typing import Final

from flask import Flask, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Histogram, generate_latest
from prometheus_client import values as prometheus_values
from prometheus_client.multiprocess import MultiProcessCollector

MULTIPROCESS: Final = "PROMETHEUS_MULTIPROC_DIR"
SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Metrics:
    """The histograms of one application.

    With ``PROMETHEUS_MULTIPROC_DIR`` set, every worker writes into that folder and
    whichever answers ``/metrics`` adds them up.

    Attributes
    ----------
    request, sql, encoding : Histogram
        Seconds: by route and status, by statement, and of encoding a query that is
        not in the cache.
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


def of(app: Flask) -> Metrics:
    """Return the application's metrics."""
    metrics = app.extensions["metrics"]
    assert isinstance(metrics, Metrics)
    return metrics
