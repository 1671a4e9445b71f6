"""Clean text that was copied from web pages."""

import html
import re
import unicodedata

# A tag starts with a letter or a slash, so "<3" and "a < b" stay.
_HTML_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
# C0 and C1 controls, zero-width characters, direction marks, the byte order mark, and lone
# surrogates (which no UTF-8 database takes). White space among them becomes a space first.
_INVISIBLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ud800-\udfff]"
)
_SPACES = re.compile(r"\s+")


def clean_text(text: str) -> str:
    """Return text without markup, invisible characters and odd spacing, in Unicode NFC.

    Entities are resolved once (``&amp;`` → ``&``), tags dropped, runs of white space of any kind
    made one space. Broken encodings ("mojibake") are left alone: repairing them is a guess.

    Examples
    --------
    >>> clean_text("  Kramer vs.&nbsp;Kramer <i>(restored)</i> ")
    'Kramer vs. Kramer (restored)'
    """
    # Nearly all text of the published datasets is clean, and this runs for every tag and title.
    if text.isascii() and text.isprintable() and not ("&" in text or "<" in text):
        return _SPACES.sub(" ", text).strip()
    text = html.unescape(text)
    text = _HTML_TAG.sub(" ", text) if "<" in text else text
    text = _SPACES.sub(" ", text)
    return _SPACES.sub(" ", unicodedata.normalize("NFC", _INVISIBLE.sub("", text))).strip()


def clean_optional(text: object) -> str | None:
    """Return cleaned text, None for anything that is no text or is blank."""
    return clean_text(text) or None if isinstance(text, str) else None
