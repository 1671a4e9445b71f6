"""The encoders of a rebuild: torch stays away where vectors ship, and queries get their export."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from embeddings.catalogue.dataset import SAMPLE, open_dataset
from embeddings.errors import EncoderError
from embeddings.rebuild import encoders as module
from embeddings.rebuild.encoders import encoders
from embeddings.settings import DEFAULT_ENCODER, Settings
from embeddings.texts.deferred import DeferredEncoder
from embeddings.texts.models import local_revision
from embeddings.texts.onnx_encoder import OnnxEncoder, is_exported
from embeddings.texts.stand_in import StandInEncoder
from tests.processes import ROOT

FIRST_START = f"""
import os, sys
from embeddings.catalogue.dataset import open_dataset
from embeddings.rebuild.encoders import encoders
from embeddings.settings import Settings
settings = Settings.from_env(os.environ)
with encoders(settings, open_dataset({SAMPLE!r}, settings.home)) as (texts, queries):
    (vector,) = queries.encode(["a heist that goes wrong"])
    assert vector.shape == (texts.dimension,)
    assert texts.revision == queries.revision
assert not {{"torch", "sentence_transformers"}} & set(sys.modules), "torch is loaded"
"""


@pytest.mark.slow
def test_a_first_start_needs_no_torch_of_its_own(tmp_path: Path) -> None:
    environ = os.environ | {"ORDAINED_HOME": str(tmp_path), "ORDAINED_ENCODER": DEFAULT_ENCODER}
    subprocess.run([sys.executable, "-c", FIRST_START], check=True, cwd=ROOT, env=environ)
    revision = local_revision(DEFAULT_ENCODER)
    assert revision
    assert is_exported(tmp_path, DEFAULT_ENCODER, revision)
    # What is exported is not exported again.
    settings = Settings.from_env({"ORDAINED_HOME": str(tmp_path)})
    with encoders(settings, open_dataset(SAMPLE, tmp_path)) as (texts, queries):
        assert isinstance(texts, DeferredEncoder)
        assert isinstance(queries, DeferredEncoder)
        assert isinstance(queries._loaded, OnnxEncoder)


def test_a_failed_export_is_told(tmp_path: Path) -> None:
    """A home in which nothing can be made: the rebuild says so when it asks for the encoder."""
    home = tmp_path / "file"
    home.write_text("no folder")
    settings = Settings.from_env({"ORDAINED_HOME": str(home)})
    with (
        pytest.raises(EncoderError, match=rf"export of {DEFAULT_ENCODER} failed: .*file"),
        encoders(settings, open_dataset(SAMPLE, tmp_path)) as (_, queries),
    ):
        queries.encode(["heist"])


def test_a_failure_meanwhile_ends_the_export(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[subprocess.Popen[bytes]] = []
    popen = subprocess.Popen

    def start(*arguments: object, **options: object) -> subprocess.Popen[bytes]:
        started.append(popen(*arguments, **options))  # type: ignore[call-overload]
        return started[0]

    monkeypatch.setattr(subprocess, "Popen", start)
    settings = Settings.from_env({"ORDAINED_HOME": str(tmp_path)})
    with (
        pytest.raises(KeyboardInterrupt),
        encoders(settings, open_dataset(SAMPLE, tmp_path)),
    ):
        raise KeyboardInterrupt
    assert [process.returncode for process in started] == [-9]


def test_an_export_ends_with_whoever_started_it(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "embeddings.texts.exporting", DEFAULT_ENCODER, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdin
        process.stdin.close()
        assert process.wait(120) == 1
    assert not list(tmp_path.glob("models/*/encoder.json"))


def test_vectors_of_another_revision_do_not_defer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "local_revision", lambda _name: "another")
    assert module._shipped_facts(DEFAULT_ENCODER) is None


def test_the_stand_in_is_loaded_at_once(tmp_path: Path) -> None:
    settings = Settings.from_env({"ORDAINED_HOME": str(tmp_path), "ORDAINED_ENCODER": "stand-in"})
    with encoders(settings, open_dataset(SAMPLE, tmp_path)) as (texts, queries):
        assert isinstance(texts, StandInEncoder)
        assert queries is texts
