"""Small files in the shape of what sites and programs write, and what must be read from them.

A verdict is a line for each row: the film, then the lists that it is put on with stars and day; or
the reason why the row is not imported. Lines that begin with ``?`` are choices for the person, with
``*`` remarks, by their codes; ``!`` is a file that is refused whole, ``mapping`` one whose columns
the person is asked about.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Case:
    """A file and its verdict.

    Attributes
    ----------
    files : dict of str to (str or bytes)
        One file, or several that are uploaded together.
    """

    name: str
    files: dict[str, str | bytes]
    verdict: tuple[str, ...]
