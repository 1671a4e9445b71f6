"""Criticker: the CSV and the older XML of its export.

Its scores have no fixed scale; each person has one of their own, up to 100. So the whole column
tells, and 0 is a score.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final
from xml.parsers import expat

from app.transfer.layouts import Layout, Role

_ROLES: Final[dict[str, Role]] = {
    "imdbid": "imdb_id",
    "filmname": "title",
    "title": "title",
    "year": "year",
    "score": "rating",
    "rating": "rating",
    "daterated": "rated_at",
    "reviewdate": "rated_at",
    "minireview": "note",
    "quote": "note",
}
_FACTS: Final = frozenset({"filmid", "url", "filmlink", "img", "tier", "type"})
LAYOUTS = (
    Layout(
        "criticker",
        "ratings",
        _ROLES,
        requires=frozenset({"score", "filmid", "filmname"}),
        facts=_FACTS,
        zero=True,
    ),
)
XML_LAYOUT: Final = Layout("criticker", "ratings", _ROLES, facts=_FACTS, zero=True)
XML_START: Final = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!DOCTYPE[^\[>]*[\[>]|<(?:recentratings|films?|ratings)>)"
)
MOST_FILMS: Final = 100_000
MOST_FIELDS: Final = 50
DEEPEST: Final = 20
LONGEST_FIELD: Final = 10_000


class BadXmlError(Exception):
    """The file is no XML, or declares entities, which may grow without bound."""


def films(content: bytes) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the line and the fields of each film of the XML export.

    Raises
    ------
    BadXmlError
        The XML is broken.
    """
    found: list[tuple[int, dict[str, str]]] = []
    reader = _XmlReader(found)
    try:
        for start in range(0, len(content), 1 << 16):
            reader.parser.Parse(content[start : start + (1 << 16)], False)
            yield from found
            found.clear()
        reader.parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise BadXmlError("The file begins like XML and is none.") from error
    yield from found


class _XmlReader:
    """Collects the fields of ``film`` elements; nothing else of the document is kept."""

    def __init__(self, found: list[tuple[int, dict[str, str]]]) -> None:
        self.found = found
        self.fields: dict[str, str] | None = None
        self.name = ""
        self.line = 0
        self.depth = self.count = 0
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.EntityDeclHandler = self._refuse

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise BadXmlError("The elements of the file stand too deep in each other.")
        if name == "film":
            self.count += 1
            if self.count > MOST_FILMS:
                raise BadXmlError(f"The file has more than {MOST_FILMS} rows.")
            self.fields, self.line = {}, self.parser.CurrentLineNumber
        elif self.fields is not None and len(self.fields) < MOST_FIELDS:
            self.name = name.lower()[:100]
            self.fields.setdefault(self.name, "")

    def _end(self, name: str) -> None:
        self.name = ""
        self.depth -= 1
        if name == "film" and self.fields is not None:
            self.found.append((self.line, self.fields))
            self.fields = None

    def _text(self, text: str) -> None:
        if self.fields is not None and self.name:
            self.fields[self.name] = (self.fields[self.name] + text)[:LONGEST_FIELD]

    def _refuse(self, *_: Any) -> None:
        raise BadXmlError("The file declares entities, which are not read.")
