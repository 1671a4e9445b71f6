"""Runs of words that two texts share: what was written independently has none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from embeddings.knowledge.entries import Entry

# Of a phrase. Plots are longer, and eight words in a row may be chance.
RUN_OF_PHRASE, RUN_OF_PLOT = 6, 8
_WORD = re.compile(r"[^\W_]+")


def plain(text: str) -> str:
    """Return the words of a text in lower case, a space between them, without punctuation."""
    return " ".join(_WORD.findall(text.casefold()))


def runs(text: str, length: int) -> set[str]:
    """Return all runs of so many words of a text, case and punctuation apart.

    Examples
    --------
    >>> sorted(runs("A man, a plan: a canal!", 4))
    ['a man a plan', 'a plan a canal', 'man a plan a']
    """
    words = plain(text).split()
    return {" ".join(words[start : start + length]) for start in range(len(words) - length + 1)}


def runs_of_phrases(entry: Entry) -> set[str]:
    """Return the runs of `RUN_OF_PHRASE` words in an entry's phrases."""
    phrases = entry.fields.get("phrases")
    texts = [text for text in phrases if isinstance(text, str)] if isinstance(phrases, list) else []
    return {run for text in texts for run in runs(text, RUN_OF_PHRASE)}


def shared_between(entries: Iterable[Entry]) -> Iterator[tuple[Entry, str, Entry]]:
    """Yield (entry, run, the first entry that has it) for phrases of two films that share a run."""
    first: dict[str, Entry] = {}
    for entry in entries:
        for run in sorted(runs_of_phrases(entry)):
            owner = first.setdefault(run, entry)
            if owner is not entry:
                yield entry, run, owner


def shared_with(entries: Iterable[Entry], texts: Iterable[str]) -> Iterator[tuple[Entry, str, str]]:
    """Yield (entry, field, run) for what plots and phrases share with the given texts."""
    plots: dict[str, Entry] = {}
    phrases: dict[str, Entry] = {}
    for entry in entries:
        plots |= dict.fromkeys(runs(entry.fields["plot"], RUN_OF_PLOT), entry)
        phrases |= dict.fromkeys(runs_of_phrases(entry), entry)
    for text in texts:
        for run in sorted(runs(text, RUN_OF_PLOT) & plots.keys()):
            yield plots[run], "plot", run
        for run in sorted(runs(text, RUN_OF_PHRASE) & phrases.keys()):
            yield phrases[run], "phrases", run
