r"""Text that a person types or pastes: which characters it may hold, and its one form.

Every text field of the API and of a film to add is read by `plain_text`, so a title, a query and a
tag that look the same are the same. Notes keep their line breaks (`paragraphs`). Passwords and
usernames are not read so: the former are never altered, and the latter have rules of their own.

White space is what Unicode calls so (property ``White_Space``): tabs, line breaks, ``U+0085``,
``U+00A0``, ``U+2028``, ``U+3000`` and others. Python's ``\s`` also takes the separators ``U+001C``
to ``U+001F``, which no keyboard and no page sends; here those are control characters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError
from pydantic_core.core_schema import no_info_before_validator_function

# Insides of character classes, in the syntax that Python and ECMAScript (and so OpenAPI) share.
_WIDE_SPACE = r"\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_WHITE_SPACE = rf"\t-\r \x85\xa0{_WIDE_SPACE}"
_BLANK = rf"\x00-\x20\x7f-\xa0{_WIDE_SPACE}"  # white space and control characters
_CONTROL = r"\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
# A lone surrogate cannot be written as UTF-8. JSON that holds one is refused before, and an
# ECMAScript pattern would take the halves of an emoji for two, so the document leaves them out.
_REFUSED = re.compile(rf"[{_CONTROL}\ud800-\udfff]")
_SPACES = re.compile(rf"[{_WHITE_SPACE}]+")
_LINE_BREAK = re.compile(r"\r\n|[\n-\r\x85\u2028\u2029]")

ANY_TEXT = rf"^[^{_CONTROL}]*$"
"""Pattern of text without control characters, perhaps blank."""
SOME_TEXT = rf"^[^{_CONTROL}]*[^{_BLANK}][^{_CONTROL}]*$"
"""Pattern of text without control characters that is not blank."""


def one_space(text: str) -> str:
    r"""Return ``text`` with each run of white space as one space, and none at the ends.

    Examples
    --------
    >>> one_space("  a robot\r\n\tlearns\u3000to love ")
    'a robot learns to love'
    """
    return _SPACES.sub(" ", text).strip(" ")


def refuse_control_characters(text: str) -> str:
    """Return ``text`` as it is.

    Raises
    ------
    ValueError
        The text holds a control character that is no white space, or a lone surrogate.
    """
    if found := _REFUSED.search(text):
        raise ValueError(f"contains the control character U+{ord(found[0]):04X}")
    return text


def plain_text(text: str) -> str:
    r"""Return ``text`` in Unicode NFC, with each run of white space as one space.

    Raises
    ------
    ValueError
        See `refuse_control_characters`.

    Examples
    --------
    >>> plain_text("cafe\u0301\nnoir")
    'café noir'
    """
    return one_space(unicodedata.normalize("NFC", refuse_control_characters(text)))


def paragraphs(text: str) -> str:
    r"""Return ``text`` in Unicode NFC with its line breaks, each as ``\n``.

    Within a line, each run of white space is one space; at most one empty line stands between
    others, and none at the ends.

    Raises
    ------
    ValueError
        See `refuse_control_characters`.

    Examples
    --------
    >>> paragraphs("  again,\tand\r\nbetter\n\n\n\nthe end \n")
    'again, and\nbetter\n\nthe end'
    """
    whole = unicodedata.normalize("NFC", refuse_control_characters(text))
    lines = (one_space(line) for line in _LINE_BREAK.split(whole))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


@dataclass(frozen=True)
class TextField:
    """Pydantic annotation of a text field: how the text is read, and the pattern in the document.

    It stands last, after ``StringConstraints``. Pydantic then counts the characters of what
    ``read`` returns, and its messages speak of characters. The pattern is documented and not
    checked: ``read`` refuses the same text with a message that people can read.

    Parameters
    ----------
    read : callable
        Returns the text to keep, or raises ValueError, whose message goes to the client.
    pattern : str
        `SOME_TEXT` beside a ``min_length`` of 1, else `ANY_TEXT`.
    """

    read: Callable[[str], str]
    pattern: str

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return no_info_before_validator_function(self._value, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {**handler(schema), "pattern": self.pattern}

    def _value(self, value: object) -> object:
        if not isinstance(value, str):
            return value  # Pydantic says what it must be
        try:
            return self.read(value)
        except ValueError as error:
            reason = str(error)
            raise PydanticCustomError("text", reason[0].upper() + reason[1:]) from None


SOME = TextField(plain_text, SOME_TEXT)
"""Of text with at least one character that is no white space."""
ANY = TextField(plain_text, ANY_TEXT)
"""Of text that may be blank, and is empty then."""
PARAGRAPHS = TextField(paragraphs, ANY_TEXT)
"""Of text that may be blank and keeps its line breaks, such as a note."""
UNALTERED = TextField(refuse_control_characters, ANY_TEXT)
"""Of text that is kept as it came, such as a username to look up."""
