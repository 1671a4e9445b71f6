"""Finds the lists of a JSON document without building it.

A few bytes of JSON can become a hundred times as much memory, such as a list of a million empty
objects. So the document is scanned for where its items begin and end, and items are built one by
one, each only if it is of a bounded length.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

MOST_ITEMS = 100_000
MOST_MEMBERS = 10_000
LONGEST_ITEM = 2_000_000  # bytes
# Of an item: of those bytes, nearly a million empty objects would be sixty megabytes, and slow.
MOST_ELEMENTS = 150_000
DEEPEST = 200
# Objects within the document's own object whose lists are looked at too.
DEEPEST_LISTS = 3

# Python remembers each repetition of a group that holds a choice: a string of ten million escapes
# would take a gigabyte. So the repetition is possessive, and a string has a largest number of them.
_STRING_PATTERN = rb'"[^"\\]*(?:\\.[^"\\]*){0,50000}+"'
_TOKEN = re.compile(_STRING_PATTERN + rb'|["\[\]{}]', re.DOTALL)
_STRING = re.compile(_STRING_PATTERN, re.DOTALL)
_SPACE = re.compile(rb"[ \t\r\n]*")
_SCALAR = re.compile(rb"[^\s,\[\]{}\":]+")

Path = tuple[str, ...]


class BadJsonError(Exception):
    """The document is no JSON, or has more items than are read; the message is a sentence."""


class TooLargeItemError(BadJsonError):
    """An item or value is longer than `LONGEST_ITEM`, or has more than `MOST_ELEMENTS`."""

    def __init__(self) -> None:
        megabytes = LONGEST_ITEM // 1_000_000
        super().__init__(f"An item is longer than {megabytes} MB, or has too many elements.")


@dataclass
class Document:
    """The lists and other values of a document.

    Attributes
    ----------
    content : bytes
        The document in UTF-8.
    lists : dict
        Where the items of each list are, by the names on the way to it; the document itself, where
        it is a list, has the empty path.
    values : dict
        Where objects and single values are, likewise.
    last_list : tuple or None
        A list that was built whole, and whose it is: of rows that are reported, one list at a time.
    """

    content: bytes
    lists: dict[Path, list[tuple[int, int]]] = field(default_factory=dict)
    values: dict[Path, tuple[int, int]] = field(default_factory=dict)
    last_list: tuple[object, list[Any]] | None = None

    def item(self, path: Path, number: int) -> Any:
        """Return an item of a list; see `_build`."""
        return self._build(*self.lists[path][number])

    def text(self, path: Path, number: int, most: int) -> str:
        """Return the first ``most`` bytes of an item of a list as they are written."""
        start, end = self.lists[path][number]
        return self.content[start : min(end, start + most)].decode(errors="replace")

    def items(self, path: Path) -> Iterator[Any]:
        """Yield the items of a list; one that is broken or too large is None."""
        for start, end in self.lists.get(path, ()):
            try:
                yield self._build(start, end)
            except (BadJsonError, TooLargeItemError):
                yield None

    def value(self, *path: str) -> Any:
        """Return a value by the names on the way to it; None where there is none.

        Raises
        ------
        BadJsonError
            It is no JSON, or longer than `LONGEST_ITEM`; so is a list of which each item is short.
        """
        if spans := self.lists.get(path):
            if spans[-1][1] - spans[0][0] > LONGEST_ITEM:
                raise TooLargeItemError
            return [*self.items(path)]
        if path in self.lists:
            return []
        span = self.values.get(path)
        return None if span is None else self._build(*span)

    def _build(self, start: int, end: int) -> Any:
        """Return the value between two places.

        Raises
        ------
        BadJsonError
            It is no JSON.
        TooLargeItemError
            It is longer than `LONGEST_ITEM`.
        """
        if end - start > LONGEST_ITEM or self.content.count(b",", start, end) > MOST_ELEMENTS:
            raise TooLargeItemError
        try:
            return json.loads(self.content[start:end])
        except (ValueError, RecursionError) as error:
            raise BadJsonError("This is no JSON.") from error


def scan(content: bytes) -> Document:
    """Return where a document's items are.

    Raises
    ------
    BadJsonError
        The brackets and quotation marks are not those of JSON, or there are too many items.
    """
    document = Document(content)
    scanner = _Scanner(document)
    end = scanner.value(scanner.space(0), ())
    if scanner.space(end) != len(content):
        raise BadJsonError("The file begins like JSON and is none.")
    return document


class _Scanner:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.content = document.content
        self.items_left = MOST_ITEMS
        self.members_left = MOST_MEMBERS

    def space(self, at: int) -> int:
        match = _SPACE.match(self.content, at)
        assert match is not None
        return match.end()

    def value(self, at: int, path: Path) -> int:
        """Enter the value that begins at ``at``; return where it ends."""
        first = self.content[at : at + 1]
        if first == b"[":
            return self._list(at, path)
        if first == b"{" and len(path) < DEEPEST_LISTS:
            end = self._object(at, path)
        else:
            end = self._skip(at)
        self.document.values[path] = (at, end)
        return end

    def _list(self, at: int, path: Path) -> int:
        spans = self.document.lists.setdefault(path, [])
        at = self.space(at + 1)
        if self.content[at : at + 1] == b"]":
            return at + 1
        while True:
            end = self._skip(at)
            spans.append((at, end))
            self.items_left -= 1
            if self.items_left < 0:
                raise BadJsonError(f"The file has more than {MOST_ITEMS} rows.")
            at, closed = self._after(end, b"]")
            if closed:
                return at

    def _object(self, at: int, path: Path) -> int:
        at = self.space(at + 1)
        if self.content[at : at + 1] == b"}":
            return at + 1
        while True:
            match = _STRING.match(self.content, at)
            if match is None or match.end() - at > 1000:
                raise self._broken()
            self.members_left -= 1
            if self.members_left < 0:
                raise BadJsonError(f"The file has more than {MOST_MEMBERS} names.")
            name = self._name(match[0])
            at = self.space(match.end())
            if self.content[at : at + 1] != b":":
                raise self._broken()
            at, closed = self._after(self.value(self.space(at + 1), (*path, name)), b"}")
            if closed:
                return at

    def _name(self, quoted: bytes) -> str:
        try:
            return str(json.loads(quoted))
        except ValueError:
            raise self._broken() from None

    def _after(self, at: int, closing: bytes) -> tuple[int, bool]:
        """Return where the next item begins, or where the container ends."""
        at = self.space(at)
        found = self.content[at : at + 1]
        if found == closing:
            return at + 1, True
        if found != b",":
            raise self._broken()
        return self.space(at + 1), False

    def _skip(self, at: int) -> int:
        """Return where the value that begins at ``at`` ends."""
        first = self.content[at : at + 1]
        if first == b'"':
            match = _STRING.match(self.content, at)
        elif first in (b"[", b"{"):
            return self._skip_container(at)
        else:
            match = _SCALAR.match(self.content, at)
        if match is None:
            raise self._broken()
        return match.end()

    def _skip_container(self, at: int) -> int:
        open_brackets = bytearray()
        for match in _TOKEN.finditer(self.content, at):
            if match.end() - at > LONGEST_ITEM:
                raise BadJsonError(f"An item is longer than {LONGEST_ITEM // 1_000_000} MB.")
            token = match[0]
            if len(token) > 1:
                continue
            if token == b'"' or len(open_brackets) > DEEPEST:
                break
            if token in (b"[", b"{"):
                open_brackets += token
            elif not open_brackets or open_brackets.pop() != token[0] - 2:
                break
            elif not open_brackets:
                return match.end()
        raise self._broken()

    def _broken(self) -> BadJsonError:
        return BadJsonError("The file begins like JSON and is none.")
