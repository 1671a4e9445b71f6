"""Applications that listen, for what asks by HTTP, from this process or another."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from werkzeug.serving import make_server


@contextmanager
def listening(app: Flask, host: str = "127.0.0.1", port: int = 0) -> Iterator[str]:
    """Give the URL at which ``app`` listens, at a port that nobody has or at ``port``."""
    server = make_server(host, port, app, threaded=True)
    # It looks for its end so often, which is what every end of a test waits for.
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://{host}:{server.port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
