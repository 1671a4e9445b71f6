"""The encoders of a rebuild: of its texts, and of queries as the application has it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

from embeddings.catalogue.dataset import SAMPLE, Dataset
from embeddings.progress import say
from embeddings.rebuild.sample_vectors import file_of
from embeddings.settings import Settings
from embeddings.texts.deferred import DeferredEncoder
from embeddings.texts.encoder import (
    Encoder,
    SentenceTransformerEncoder,
    is_stand_in,
    load_encoder,
)
from embeddings.texts.exporting import exporting
from embeddings.texts.exports import load_query_encoder
from embeddings.texts.models import local_revision
from embeddings.texts.onnx_encoder import is_behind, is_exported
from embeddings.texts.onnx_export import export
from embeddings.texts.shipped import read_facts


@contextmanager
def encoders(
    settings: Settings, dataset: Dataset, *, defer: bool = True
) -> Iterator[tuple[Encoder, Encoder]]:
    """Yield the encoder of texts and that of queries; the second's export is in ``home`` then.

    Where the texts' vectors ship, as the sample's do, torch is not loaded here at all: another
    process exports the encoder of queries, which the quality gate is the first to ask.

    Parameters
    ----------
    defer
        Load the encoder only where it is needed; false where it goes to other machines.

    Raises
    ------
    EncoderError
        The model cannot be loaded or exported; where that is deferred, when it is first used.
    """
    facts = _shipped_facts(settings.encoder) if dataset.name == SAMPLE and defer else None
    if facts is None:
        yield _load(settings)
        return
    name, revision, _ = facts
    with _exported(name, revision, settings.home) as finished:

        def load_exported() -> Encoder:
            finished()
            return load_query_encoder(name, settings.home)

        yield (
            DeferredEncoder(*facts, lambda: load_encoder(name)),
            DeferredEncoder(*facts, load_exported),
        )
        finished()


def export_if_behind(settings: Settings) -> None:
    """Export anew where a newer version of the code has another head for requests.

    Films keep their vectors, so the live release stays.
    """
    if is_behind(settings.home, settings.encoder):
        say("exporting the encoder anew …")
        export(SentenceTransformerEncoder(settings.encoder), settings.home)


def _exported(name: str, revision: str, home: Path) -> AbstractContextManager[Callable[[], None]]:
    """Return what exports an encoder meanwhile, or where that was done, what waits for nothing."""
    done: Callable[[], None] = lambda: None  # noqa: E731
    return nullcontext(done) if is_exported(home, name, revision) else exporting(name, home)


def _load(settings: Settings) -> tuple[Encoder, Encoder]:
    encoder = load_encoder(settings.encoder)
    if not isinstance(encoder, SentenceTransformerEncoder):
        return encoder, encoder
    export(encoder, settings.home)
    return encoder, load_query_encoder(settings.encoder, settings.home)


def _shipped_facts(name: str) -> tuple[str, str, int] | None:
    """Return an encoder's name, revision and dimension where its vectors of the sample ship."""
    if is_stand_in(name) or (facts := read_facts(file_of(name))) is None:
        return None
    return facts if facts[:2] == (name, local_revision(name)) else None
