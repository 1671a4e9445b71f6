"""Compare the bundled catalogue with a MovieLens folder.

``python -m embeddings.knowledge.agreement --dataset FOLDER [--texts FILE …] [--films FOLDER]``

MovieLens' data may not be shipped, but comparing facts with them finds errors in ours: a wrong IMDb
id, a year off, another title. Where files of texts are given, no plot of ours may share a run of
eight words with any text in them, and no phrase a run of six. Prints one line per disagreement that
``differences.toml`` does not explain; exits with 1 if there is any.
"""

import argparse
import csv
import json
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from embeddings.knowledge.entries import FILMS, Entry, film_files, read_entries
from embeddings.knowledge.overlaps import RUN_OF_PHRASE, RUN_OF_PLOT, shared_with
from embeddings.sources.rows import parse_imdb_id
from embeddings.sources.text.titles import ParsedTitle, parse_title, title_key

DIFFERENCES = Path(__file__).parent / "differences.toml"
_FACTS = frozenset({"title", "year"})

Explained = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Film:
    """A film as MovieLens knows it."""

    parsed: ParsedTitle
    imdb_id: str | None

    @property
    def keys(self) -> set[str]:
        """All its titles in comparable form."""
        original = self.parsed.original_title
        names = (self.parsed.title, original or "", *self.parsed.alternative_titles)
        return {_key(name) for name in names if name}


@dataclass(frozen=True)
class Disagreement:
    """A field in which we and the other source differ."""

    entry: Entry
    field: str
    reason: str

    def __str__(self) -> str:
        path, line = self.entry.path.name, self.entry.line_of(self.field)
        return f"{path}:{line}: {self.field} of {self.entry.fields['title']}: {self.reason}"

    def explained_in(self, explained: Explained) -> bool:
        """Return whether ``differences.toml`` explains the disagreement."""
        return self.field in explained.get(self.entry.fields["imdb_id"], {})


def _key(title: str) -> str:
    return title_key(title).removeprefix("the ").replace(" ", "")


def _own_keys(entry: Entry) -> set[str]:
    fields = entry.fields
    others = [fields.get(name, "") for name in ("original_title", "german_title")]
    names = [fields["title"], *others, *fields.get("aka", [])]
    return {_key(name) for name in names if name}


def read_movielens(folder: Path) -> list[Film]:
    """Read ``movies.csv`` and ``links.csv`` of a MovieLens folder."""
    with (folder / "links.csv").open(encoding="utf-8", newline="") as file:
        imdb_ids = {row["movieId"]: parse_imdb_id(row["imdbId"]) for row in csv.DictReader(file)}
    with (folder / "movies.csv").open(encoding="utf-8", newline="") as file:
        return [
            Film(parse_title(row["title"]), imdb_ids.get(row["movieId"]))
            for row in csv.DictReader(file)
        ]


def disagreements(entries: Iterable[Entry], films: Sequence[Film]) -> Iterator[Disagreement]:
    """Find every fact that MovieLens has otherwise.

    Parameters
    ----------
    entries
        Our films, already valid.
    films
        MovieLens' films.

    Yields
    ------
    Where both have the IMDb id: other titles (none of theirs is one of ours) and years. Where
    they lack our IMDb id but have the title within a year: their IMDb id
    """
    by_imdb = {film.imdb_id: film for film in films if film.imdb_id}
    by_title: dict[str, list[Film]] = defaultdict(list)
    for film in films:
        for key in film.keys:
            by_title[key].append(film)
    for entry in entries:
        same = by_imdb.get(entry.fields["imdb_id"])
        if same:
            yield from _differences(entry, same)
        else:
            yield from _namesakes(entry, by_title)


def _differences(entry: Entry, theirs: Film) -> Iterator[Disagreement]:
    title, year = theirs.parsed.title, theirs.parsed.year
    if not _own_keys(entry) & theirs.keys:
        yield Disagreement(entry, "title", f"MovieLens has {title!r}")
    if year is not None and entry.fields["year"] != year:
        yield Disagreement(entry, "year", f"{entry.fields['year']}, MovieLens has {year}")


def _namesakes(entry: Entry, by_title: Mapping[str, list[Film]]) -> Iterator[Disagreement]:
    near = {
        film.imdb_id: film.parsed
        for key in sorted(_own_keys(entry))
        for film in by_title.get(key, [])
        if film.parsed.year is not None and abs(film.parsed.year - entry.fields["year"]) <= 1
    }
    for imdb_id, parsed in near.items():
        ours = entry.fields["imdb_id"] or "empty"
        reason = f"{ours}, MovieLens has {imdb_id} for {parsed.title} ({parsed.year})"
        yield Disagreement(entry, "imdb_id", reason)


def _texts_of(path: Path) -> Iterator[str]:
    """Yield the texts of a CSV with a column ``plot``, or of JSON lines with ``query``."""
    with path.open(encoding="utf-8", newline="") as file:
        if path.suffix == ".jsonl":
            yield from (json.loads(line)["query"] for line in file if line.strip())
        else:
            yield from (row["plot"] for row in csv.DictReader(file))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit code."""
    parser = argparse.ArgumentParser(prog="python -m embeddings.knowledge.agreement")
    parser.add_argument("--dataset", type=Path, required=True, help="a MovieLens folder")
    parser.add_argument(
        "--texts",
        type=Path,
        nargs="*",
        default=[],
        help="CSVs with a column `plot`, JSON lines with `query`",
    )
    parser.add_argument("--films", type=Path, default=FILMS, help="our TOML files")
    options = parser.parse_args(arguments)
    entries = [entry for path in film_files(options.films) for entry in read_entries(path)]
    films = read_movielens(options.dataset)
    found = list(disagreements(entries, films))
    for path in options.texts:
        for entry, name, run in shared_with(entries, _texts_of(path)):
            found.append(Disagreement(entry, name, f"shares {run!r} with {path.name}"))
    explained = tomllib.loads(DIFFERENCES.read_text(encoding="utf-8"))
    open_ones = [disagreement for disagreement in found if not disagreement.explained_in(explained)]
    for disagreement in open_ones:
        print(disagreement)
    known = {film.imdb_id for film in films}
    shared = [entry for entry in entries if entry.fields["imdb_id"] in known]
    differing = {
        (disagreement.entry.path, disagreement.entry.line)
        for disagreement in found
        if disagreement.field in _FACTS
    }
    agreeing = len(shared) - len(differing)
    print(
        f"{len(shared)} of {len(entries)} films are in MovieLens by IMDb id, and {agreeing} of them"
        f" ({agreeing / max(len(shared), 1):.1%}) agree in title and year\n"
        f"{len(open_ones)} disagreements, {len(found) - len(open_ones)} explained in "
        f"{DIFFERENCES.name}"
    )
    if options.texts:
        sharing = Counter(
            disagreement.field
            for disagreement in found
            if disagreement.field in ("plot", "phrases")
        )
        print(
            f"{sharing['plot']} plots share {RUN_OF_PLOT} words in a row, {sharing['phrases']} "
            f"phrases {RUN_OF_PHRASE}, with {', '.join(path.name for path in options.texts)}"
        )
    return 1 if open_ones else 0


if __name__ == "__main__":
    sys.exit(main())
