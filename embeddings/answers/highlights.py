"""Which words of a reason are words of the query, by the stemmer that the search itself uses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from embeddings.answers.rows import Rows
from embeddings.answers.stems import Stems
from embeddings.answers.understand.words import STOP_WORDS

_WORD: Final = re.compile(r"\w+(?:['\u2019]\w+)*")


def highlights(
    rows: Rows, stems: Stems, query: str, texts: Iterable[str]
) -> dict[str, list[tuple[int, int]]]:
    """Return where each text has words of a query.

    Parameters
    ----------
    rows : callable
        Runs at most one statement, however many the texts.
    stems : Stems
        Of the lexicon; holds the stems that were asked for before.
    query : str
        PostgreSQL's stop words and `STOP_WORDS` in it mark nothing.
    texts : iterable of str
        Titles, names of terms, sentences.

    Returns
    -------
    dict of str to list of (int, int)
        ``[start, end)`` in Unicode characters, in order and apart.
    """
    found = {text: list(_WORD.finditer(text)) for text in texts}
    asked = [word for word in _WORD.findall(query) if word.casefold() not in STOP_WORDS]
    stem_of = stems.of(
        rows, {*asked, *(match.group() for matches in found.values() for match in matches)}
    )
    wanted = {stem_of[word] for word in asked} - {""}
    return {
        text: [match.span() for match in matches if stem_of[match.group()] in wanted]
        for text, matches in found.items()
    }
