"""The files of a dataset, whether they lie in a folder or in a zip."""

import hashlib
import zipfile
import zlib
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from embeddings.errors import DatasetError

_BLOCK_BYTES = 1 << 20
# What the standard library raises on files that are cut off, damaged, encrypted or not readable.
_READ_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
)


@contextmanager
def read_faults(label: str | Path) -> Iterator[None]:
    """Turn faults of reading into a :class:`DatasetError` that names the file."""
    try:
        yield
    except FileNotFoundError:
        raise DatasetError(label, "no such file") from None
    except _READ_FAULTS as error:
        # zlib and EOFError speak of streams and markers; say first what it means.
        raise DatasetError(label, f"cannot be read, it may be cut off: {error}") from error


class FileSet(ABC):
    """Files under one path, each known by its relative name with ``/`` between the parts."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @abstractmethod
    def names(self) -> frozenset[str]:
        """Return the names of all files."""

    @abstractmethod
    def _open(self, name: str) -> BinaryIO:
        """Open one file for reading bytes."""

    def label(self, name: str) -> str:
        """Return how messages call the file: its whole path."""
        return str(self.path / name)

    def folders(self) -> dict[str, frozenset[str]]:
        """Return the file names in each folder; the top is ``""``, the rest end in ``/``."""
        held: dict[str, set[str]] = {}
        for name in self.names():
            parent = str(PurePosixPath(name).parent)
            held.setdefault("" if parent == "." else parent + "/", set()).add(Path(name).name)
        return {folder: frozenset(files) for folder, files in sorted(held.items())}

    @contextmanager
    def open(self, name: str) -> Iterator[BinaryIO]:
        """Open one file for reading bytes.

        Raises
        ------
        DatasetError
            If it is missing or damaged, also while it is read within the ``with`` block.
        """
        with read_faults(self.label(name)), self._open(name) as stream:
            yield stream

    def checksum(self, names: Iterable[str]) -> str:
        """Return a SHA-256 over names (without folders) and contents of the given files.

        The same content gives the same checksum from a folder and from a zip.

        Returns
        -------
        64 hexadecimal digits
        """
        total = hashlib.sha256()
        for name in sorted(names, key=lambda name: Path(name).name):
            content = hashlib.sha256()
            with self.open(name) as stream:
                while block := stream.read(_BLOCK_BYTES):
                    content.update(block)
            total.update(f"{Path(name).name}\0{content.hexdigest()}\n".encode())
        return total.hexdigest()


class FolderFiles(FileSet):
    """Files in a folder and in its direct subfolders."""

    def names(self) -> frozenset[str]:
        """Return the names of all files, hidden ones and deeper ones left out."""
        with read_faults(self.path):
            found = [*self.path.glob("*"), *self.path.glob("*/*")]
            relative = [path.relative_to(self.path) for path in found if path.is_file()]
        return frozenset(
            path.as_posix()
            for path in relative
            if not any(part.startswith(".") for part in path.parts)
        )

    def _open(self, name: str) -> BinaryIO:
        return (self.path / name).open("rb")


class ZipFiles(FileSet):
    """Files in a zip, read without unpacking them to disk.

    Raises
    ------
    DatasetError
        If the file is no zip or its end is missing.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        with read_faults(path), zipfile.ZipFile(path) as archive:
            members = [info.filename for info in archive.infolist() if not info.is_dir()]
        # macOS adds a shadow of every file.
        self._names = frozenset(name for name in members if not name.startswith("__MACOSX/"))

    def names(self) -> frozenset[str]:
        """Return the names of all files."""
        return self._names

    def _open(self, name: str) -> BinaryIO:
        if name not in self._names:
            raise FileNotFoundError(name)
        # The member keeps its own handle on the file, so the archive may be closed at once.
        with zipfile.ZipFile(self.path) as archive:
            return cast(BinaryIO, archive.open(name))


def open_files(path: Path) -> FileSet:
    """Open a folder or a zip.

    Raises
    ------
    DatasetError
        If there is nothing at the path, or neither a folder nor a zip.
    """
    with read_faults(path):
        if not path.exists():
            raise DatasetError(path, "no such file or folder")
        return FolderFiles(path) if path.is_dir() else ZipFiles(path)
