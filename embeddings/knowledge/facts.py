"""Compare the facts of the bundled films with a file of credits.

``python -m embeddings.knowledge.facts --credits CSV``

Our facts come from knowledge, and no file is copied into them; a file that was made by others finds
the errors. Prints every disagreement that ``differences.toml`` does not explain, and the share of
films that agree: the first directors, the running time within three minutes, and the first of the
cast among the file's first four. Exits with 1 if a share is below its aim.
"""

import argparse
import csv
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz

from embeddings.knowledge.agreement import DIFFERENCES, Disagreement, Explained
from embeddings.knowledge.entries import FILMS, Entry, film_files, read_entries
from embeddings.sources.rows import parse_imdb_id
from embeddings.sources.text.titles import title_key

MINUTES_APART = 3
FIRST_OF_CAST = 4
# Of 100; "Aleksei Balabanov" and "Aleksey Balabanov" are 94 alike.
LEAST_LIKENESS = 78

Row = Mapping[str, str]


@dataclass(frozen=True)
class Fact:
    """A fact that both have, how it is compared, and the least share of films that must agree."""

    field: str
    column: str
    agrees: Callable[[Entry, str], bool]
    aim: float


def _names(cell: str) -> list[str]:
    return [name for name in cell.split("|") if name.strip()]


def is_same_name(name: str, other: str) -> bool:
    """Return whether two names are one person's, in another order or transliteration.

    Examples
    --------
    >>> is_same_name("Zhang Yimou", "Yimou Zhang"), is_same_name("Bo Hu", "Bo Widerberg")
    (True, False)
    """
    ours, theirs = title_key(name), title_key(other)
    parts = set(ours.split()), set(theirs.split())
    is_shortened = min(map(len, parts)) >= 2 and (parts[0] <= parts[1] or parts[1] <= parts[0])
    return (
        is_shortened
        or ours.replace(" ", "") == theirs.replace(" ", "")
        or fuzz.token_sort_ratio(ours, theirs) >= LEAST_LIKENESS
    )


def _shares_a_director(entry: Entry, cell: str) -> bool:
    theirs = _names(cell)
    return any(is_same_name(name, other) for name in entry.fields["directors"] for other in theirs)


def _is_near_in_minutes(entry: Entry, cell: str) -> bool:
    return abs(int(entry.fields["runtime"]) - int(cell)) <= MINUTES_APART


def _first_is_among_the_first(entry: Entry, cell: str) -> bool:
    first = entry.fields["cast"][0]
    return any(is_same_name(first, other) for other in _names(cell)[:FIRST_OF_CAST])


FACTS = (
    Fact("directors", "directors", _shares_a_director, 0.99),
    Fact("runtime", "runtime", _is_near_in_minutes, 0.97),
    Fact("cast", "cast", _first_is_among_the_first, 0.97),
)


def compare(
    entries: Iterable[Entry], rows: Mapping[str, Row], fact: Fact
) -> tuple[int, list[Disagreement]]:
    """Compare a fact of all films that have it in both.

    Parameters
    ----------
    entries
        Our films, already valid.
    rows
        The file's rows by IMDb id.

    Returns
    -------
    compared : int
        How many films have the fact in both.
    differing : list of Disagreement
    """
    compared, differing = 0, []
    for entry in entries:
        row = rows.get(entry.fields["imdb_id"])
        if not row or not row.get(fact.column) or not entry.fields.get(fact.field):
            continue
        compared += 1
        if not fact.agrees(entry, row[fact.column]):
            ours = entry.fields[fact.field]
            reason = f"{ours!r}, the file has {row[fact.column]!r}"
            differing.append(Disagreement(entry, fact.field, reason))
    return compared, differing


def read_rows(path: Path) -> dict[str, Row]:
    """Read a CSV of credits by IMDb id; see `embeddings.sources.credits` for its layout."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = {parse_imdb_id(row["imdbId"]): row for row in csv.DictReader(file)}
    return {imdb_id: row for imdb_id, row in rows.items() if imdb_id is not None}


def report(
    entries: Sequence[Entry], rows: Mapping[str, Row], explained: Explained
) -> Iterator[tuple[str, bool]]:
    """Yield lines, and whether each is a share below its aim."""
    for fact in FACTS:
        compared, differing = compare(entries, rows, fact)
        for disagreement in differing:
            if not disagreement.explained_in(explained):
                yield str(disagreement), False
        settled = sum(disagreement.explained_in(explained) for disagreement in differing)
        share = 1 - len(differing) / max(compared, 1)
        right = 1 - (len(differing) - settled) / max(compared, 1)
        yield (
            f"{fact.field}: {compared} films compared, {share:.2%} agree; {settled} of "
            f"{len(differing)} disagreements are settled in {DIFFERENCES.name}, {right:.2%} with "
            f"those (aim {fact.aim:.0%})",
            right < fact.aim,
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit code."""
    parser = argparse.ArgumentParser(prog="python -m embeddings.knowledge.facts")
    parser.add_argument("--credits", type=Path, required=True, help="CSV of credits")
    parser.add_argument("--films", type=Path, default=FILMS, help="our TOML files")
    options = parser.parse_args(arguments)
    entries = [entry for path in film_files(options.films) for entry in read_entries(path)]
    explained = tomllib.loads(DIFFERENCES.read_text(encoding="utf-8"))
    is_below = False
    for line, below in report(entries, read_rows(options.credits), explained):
        print(line)
        is_below = is_below or below
    return 1 if is_below else 0


if __name__ == "__main__":
    sys.exit(main())
