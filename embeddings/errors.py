"""What can go wrong between a dataset and a release.

The tree::

    OrdainedError
    ├── DatasetError     a file that cannot be read as what it should be
    ├── DownloadError    a published dataset that could not be fetched
    ├── EncoderError     a model that cannot be loaded or used
    │   └── EncoderMismatchError    not the one that a release was encoded with
    └── ReleaseError     a release that cannot be built, switched or removed
        └── RefusedError    it was built, and is not good enough to go live

Errors about data carry their facts as fields; ``str()`` makes the sentence for people from them.
"""

from pathlib import Path


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


class EncoderMismatchError(EncoderError):
    """What queries could be encoded with is not what the release was encoded with."""


class ReleaseError(OrdainedError):
    """A release cannot be built, switched to or removed."""


class RefusedError(ReleaseError):
    """A release was built, and is not as good as the live one."""
