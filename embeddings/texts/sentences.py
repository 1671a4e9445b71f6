"""Split plots and queries into sentences."""

from __future__ import annotations

import re

# A sentence ends where the next one begins with a capital, a figure or a quotation mark.
_END = re.compile(r"(?<=[.!?\u2026])[\"'\u2019\u201d)\]]*\s+(?=[\"'\u2018\u201c(\[]*[^\W_a-z])")
# A sentence does not end after these abbreviations.
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:Mr|Mrs|Ms|Dr|St|Jr|Sr|Prof|Rev|Gen|Col|Capt|Lt|Sgt|No|vs|[A-Z])\.$"
)
# A sentence of fewer words is joined to the sentence before.
LEAST_WORDS = 3
# Further sentences of a text get no vector of their own.
MOST_SENTENCES = 40


def split_sentences(text: str) -> list[str]:
    """Return the sentences of a text, each a part of it as it stands.

    Examples
    --------
    >>> split_sentences("Dr. No hides on an island. A spy comes. Boom!")
    ['Dr. No hides on an island.', 'A spy comes. Boom!']
    """
    starts = [0]
    for match in _END.finditer(text):
        before = text[starts[-1] : match.end()].strip()
        if not _ABBREVIATION.search(before) and len(before.split()) >= LEAST_WORDS:
            starts.append(match.end())
    ends = [*starts[1:], len(text)]
    parts = [text[start:end].strip() for start, end in zip(starts, ends, strict=True)]
    if len(parts) > 1 and len(parts[-1].split()) < LEAST_WORDS:
        last = text[starts[-2] :].strip()
        parts[-2:] = [last]
    return [part for part in parts if part][:MOST_SENTENCES]
