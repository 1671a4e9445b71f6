"""Loading exported encoders by name, and writing a damaged export anew."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from embeddings.errors import EncoderDamagedError
from embeddings.texts.encoder import Encoder, load_encoder
from embeddings.texts.onnx_encoder import OnnxEncoder, document_encoder, find_export

ROOT = Path(__file__).resolve().parents[2]


def load_query_encoder(name: str, home: Path) -> Encoder:
    """Return what encodes queries: the export of an encoder where there is one, else itself.

    Raises
    ------
    EncoderDamagedError
        The export is damaged and could not be written anew; see `load_intact`.
    """
    folder = find_export(home, name)
    return load_intact(folder, name, home, OnnxEncoder) if folder else load_encoder(name)


def load_document_encoder(name: str, home: Path) -> Encoder:
    """Return what encodes films without torch, comparable with what a rebuild encoded.

    The graph in whole precision: 8 bits are enough for a query, which is compared with films,
    but a film is compared with other films. See docs/decisions/0002.
    """
    folder = find_export(home, name)
    return load_intact(folder, name, home, document_encoder) if folder else load_encoder(name)


def load_intact(
    folder: Path, name: str, home: Path, load: Callable[[Path], OnnxEncoder]
) -> OnnxEncoder:
    """Load an export; where it is damaged, have it written anew and load that.

    Another process writes it, because torch would stay in the memory of this one.

    Raises
    ------
    EncoderDamagedError
        The export is damaged, and this machine lacks what it is written with.
    """
    try:
        return load(folder)
    except EncoderDamagedError:
        environ = os.environ | {"ORDAINED_ENCODER": name, "ORDAINED_HOME": str(home)}
        command = [sys.executable, "-m", "embeddings", "export"]
        subprocess.run(command, env=environ, cwd=ROOT, capture_output=True, check=False)
        return load(folder)
