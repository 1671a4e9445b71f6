"""Export an encoder in a process of its own: ``python -m embeddings.texts.exporting NAME HOME``.

With its imports the export takes some 12 CPU seconds (docs/decisions/0024). The process ends with
its standard input, so that a rebuild that is killed leaves none behind.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from embeddings.errors import EncoderError, OrdainedError
from embeddings.progress import say
from embeddings.texts.encoder import SentenceTransformerEncoder
from embeddings.texts.onnx_export import export


@contextmanager
def exporting(name: str, home: Path) -> Iterator[Callable[[], None]]:
    """Export an encoder meanwhile; yield what waits for the export to be there.

    What the block yields raises EncoderError where the export failed. The process does not outlive
    the block.
    """
    command = [sys.executable, "-m", __name__, name, str(home)]
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as said,
        subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=said
        ) as process,
    ):

        def finished() -> None:
            if status := process.wait():
                said.seek(0)
                lines = said.read().strip().splitlines() or [f"exit status {status}"]
                raise EncoderError(f"the export of {name} failed: {lines[-1]}")

        try:
            yield finished
        finally:
            process.kill()


def _end_with_input() -> None:
    """End this process when whoever started it has gone."""
    sys.stdin.buffer.read()
    os._exit(1)


def main(name: str, home: Path) -> int:
    """Export; 0 done, 1 failed, with the reason as the last line on stderr."""
    threading.Thread(target=_end_with_input, daemon=True).start()
    try:
        (home / "models").mkdir(parents=True, exist_ok=True)  # or fail before torch is loaded
        export(SentenceTransformerEncoder(name), home)
    except (OrdainedError, OSError) as error:
        say(str(error))
        return 1
    return 0


if __name__ == "__main__":
    status = main(sys.argv[1], Path(sys.argv[2]))
    sys.stderr.flush()
    # The thread that waits for the input's end holds a lock that the interpreter's end asks for.
    os._exit(status)
