r"""Text that a person types or pastes: which characters it may hold, and its one form.

Every text field of the API and of a film to add is read by `plain_text`, so a title, a query and a
tag that look the same are the same. Passwords and usernames are not: the former are never altered,
and the latter have rules of their own.

White space is what Unicode calls so (property ``White_Space``): tabs, line breaks, ``U+0085``,
``U+00A0``, ``U+2028``, ``U+3000`` and others. Python's ``\s`` also takes the separators ``U+001C``
to ``U+001F``, which no keyboard and no page sends; here those are control characters.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, GetJsonSchemaHandler, StringConstraints
from pydantic_core import CoreSchema, PydanticCustomError

# Insides of character classes, in the syntax that Python and ECMAScript (and so OpenAPI) share.
_WIDE_SPACE = r"\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_WHITE_SPACE = rf"\t-\r \x85\xa0{_WIDE_SPACE}"
_BLANK = rf"\x00-\x20\x7f-\xa0{_WIDE_SPACE}"  # white space and control characters
_CONTROL = r"\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
# A lone surrogate cannot be written as UTF-8. JSON that holds one is refused before, and an
# ECMAScript pattern would take the halves of an emoji for two, so the document leaves them out.
_REFUSED = re.compile(rf"[{_CONTROL}\ud800-\udfff]")
_SPACES = re.compile(rf"[{_WHITE_SPACE}]+")

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


def control_character(text: str) -> str | None:
    r"""Return the name of the first control character or lone surrogate, None where none is.

    Examples
    --------
    >>> control_character("ring\x07"), control_character("ring\n")
    ('U+0007', None)
    """
    found = _REFUSED.search(text)
    return f"U+{ord(found[0]):04X}" if found else None


def plain_text(text: str) -> str:
    r"""Return ``text`` in Unicode NFC, with each run of white space as one space.

    Raises
    ------
    ValueError
        The text holds a control character that is no white space, or a lone surrogate.

    Examples
    --------
    >>> plain_text("cafe\u0301\nnoir")
    'café noir'
    """
    if name := control_character(text):
        raise ValueError(f"contains the control character {name}")
    return one_space(unicodedata.normalize("NFC", text))


@dataclass(frozen=True)
class Documented:
    """Pydantic annotation that puts a pattern into the JSON schema only.

    The validator that stands beside it refuses the same text with a message that people can read,
    which Pydantic's own message for patterns is not.
    """

    pattern: str

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {**handler(schema), "pattern": self.pattern}


def _normalised(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return plain_text(value)
    except ValueError as error:
        reason = str(error)
        raise PydanticCustomError("control_character", reason[0].upper() + reason[1:]) from None


def _without_control_characters(value: str) -> str:
    if name := control_character(value):
        raise PydanticCustomError("control_character", f"Contains the control character {name}")
    return value


Text = Annotated[
    str, BeforeValidator(_normalised), StringConstraints(min_length=1), Documented(SOME_TEXT)
]
"""Text of at least one character that is no white space."""
MaybeBlank = Annotated[str, BeforeValidator(_normalised), Documented(ANY_TEXT)]
"""Text that may be blank, and is empty then."""
Unaltered = Annotated[str, AfterValidator(_without_control_characters), Documented(ANY_TEXT)]
"""Text that is kept as it came, such as a username to look up."""
