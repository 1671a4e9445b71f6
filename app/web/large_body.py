"""Bodies that are larger than what the server waits for before it gives a request a thread."""

from __future__ import annotations

from typing import Final

from flask import request

# Where the server puts what reads on: `app.process.worker`. Other servers read a body as it comes.
READ_ON: Final = "ordained.read_on"


def read_as_it_comes(pause_s: float) -> None:
    """Have the rest of the request's body read from its client when it is asked for.

    The thread waits for the client then, so only a route for few and trusted people calls this.

    Parameters
    ----------
    pause_s : float
        How long the thread waits for the next part.
    """
    if (read_on := request.environ.get(READ_ON)) is not None:
        read_on(pause_s)
