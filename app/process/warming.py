"""Loads in the background what the first search of a worker would otherwise wait for."""

from __future__ import annotations

import logging
import threading
import time

from flask import Flask
from sqlalchemy.exc import DBAPIError

from app.data.services import services_of
from app.web.problems import Problem
from embeddings.answers.search import SearchRequest, search
from embeddings.errors import EncoderError

log = logging.getLogger("app.process.warming")

# Nobody's words. With one search in each language, whatever searches read on first use is read.
SEARCHES = ("a sad film about love in the 1970s", "ein trauriger Film über die Liebe")


def start(app: Flask) -> threading.Thread:
    """Begin to warm a worker's application; return the thread that does."""
    thread = threading.Thread(target=warm, args=(app,), name="warm", daemon=True)
    thread.start()
    return thread


def warm(app: Flask) -> None:
    """Load the encoder of the live release and the words to parse queries with, and search once.

    Readiness waits for the encoder alone: a search that comes before the words are there waits for
    what is left of them. Whatever fails here, the first request tries again, and reports it.
    """
    services = services_of(app)
    started = time.perf_counter()
    # The words are read on the connection of a request; this context has one, and closes it.
    with app.test_request_context():
        try:
            release = services.releases.live()
            # One after the other, so that readiness does not wait for the words too.
            encoder = services.query_encoders.of(release)
            encoder.get()
            lexicon = services.lexicons.of(release)
            for words in SEARCHES:
                search(
                    services.database.rows,
                    encoder.encode,
                    lexicon,
                    release,
                    SearchRequest(words),
                    encode_request=encoder.encode_request,
                )
        except (DBAPIError, EncoderError, Problem) as error:
            log.warning("warm=failed error=%s", type(error).__name__)
            return
    log.info("warm=release-%d seconds=%.1f", release.release_id, time.perf_counter() - started)
