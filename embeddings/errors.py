"""Errors between a data set and a release.

The tree::

    OrdainedError
    ├── DatasetError     a file that cannot be read as what it should be
    ├── DownloadError    a published dataset that could not be fetched
    ├── EncoderError     a model that cannot be loaded or used
    │   ├── EncoderDamagedError     a file of it is not as it was written
    │   └── EncoderMismatchError    not the one that a release was encoded with
    ├── FilmError        a film to add with fields that are not valid
    ├── FilmExistsError  a film to add that is there already
    ├── NoSuchFilmError  a film to change or remove that was never added
    └── ReleaseError     a release that cannot be built, switched or removed
        └── RefusedError    it was built, and is not good enough to go live

Errors about data carry their facts as fields; ``str()`` makes the sentence for people from them.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple


class OrdainedError(Exception):
    """Root of every error that this project raises on purpose."""


class DatasetError(OrdainedError):
    """A dataset file is missing, damaged or holds what it must not.

    Parameters
    ----------
    file
        The file at fault; inside a zip, ``archive.zip/member.csv``.
    reason
        What is wrong, without a full stop.
    line
        Line number of the first bad row, counted from 1 as editors do; None where no one line is
        at fault.
    field
        Name of the column at fault, as the file calls it; None where no one column is.
    """

    def __init__(
        self, file: str | Path, reason: str, line: int | None = None, field: str | None = None
    ) -> None:
        # All four go to ``args`` in order, so that the error survives pickling between processes.
        super().__init__(file, reason, line, field)
        self.file = str(file)
        self.reason = reason
        self.line = line
        self.field = field

    def __str__(self) -> str:
        where = self.file
        if self.line is not None:
            where += f", line {self.line}"
        if self.field is not None:
            where += f", field {self.field}"
        return f"{where}: {self.reason}"


class DownloadError(OrdainedError):
    """A published dataset could not be fetched.

    Parameters
    ----------
    url
        What was asked for.
    reason
        What went wrong, without a full stop.
    hint
        What the reader can do instead; None where there is nothing better than trying again.
    """

    def __init__(self, url: str, reason: str, hint: str | None = None) -> None:
        super().__init__(url, reason, hint)
        self.url = url
        self.reason = reason
        self.hint = hint

    def __str__(self) -> str:
        sentence = f"{self.url}: {self.reason}"
        return f"{sentence}. {self.hint}" if self.hint else sentence


class EncoderError(OrdainedError):
    """A text encoder cannot be loaded, or does not fit what it is asked to do."""


class EncoderDamagedError(EncoderError):
    """A file of a model is missing, or is not as it was written."""


class EncoderMismatchError(EncoderError):
    """What queries could be encoded with is not what the release was encoded with."""


class ReleaseError(OrdainedError):
    """A release cannot be built, switched to or removed."""


class RefusedError(ReleaseError):
    """A release was built, and is not as good as the live one."""


class FieldFault(NamedTuple):
    """A field at fault, such as ``year`` or ``tags/0``, and why, without a full stop."""

    field: str
    reason: str


class FilmError(OrdainedError):
    """A film to add has fields that are not valid.

    Parameters
    ----------
    faults
        All of them.
    """

    def __init__(self, faults: Sequence[FieldFault]) -> None:
        super().__init__(faults)
        self.faults = list(faults)

    def __str__(self) -> str:
        return "; ".join(f"{fault.field} {fault.reason}" for fault in self.faults)


class FilmExistsError(OrdainedError):
    """A film to add is there already.

    Parameters
    ----------
    position
        Index into the films to add, from 0.
    field
        The field by which it is the same film: ``imdb_id`` or ``title``.
    movie_id
        Id of the existing film; None if it is another of the films to add.
    name
        Its title and year.
    """

    def __init__(self, position: int, field: str, movie_id: int | None, name: str) -> None:
        super().__init__(position, field, movie_id, name)
        self.position = position
        self.field = field
        self.movie_id = movie_id
        self.name = name

    def __str__(self) -> str:
        if self.movie_id is None:
            return f"{self.field}: {self.name} is given twice"
        return f"{self.field}: movie {self.movie_id} is that film already, {self.name}"


class NoSuchFilmError(OrdainedError):
    """No film of this id was added, so it cannot be changed or removed."""

    def __init__(self, movie_id: int) -> None:
        super().__init__(movie_id)
        self.movie_id = movie_id

    def __str__(self) -> str:
        return f"there is no added film {self.movie_id}; only films that were added can be changed"
