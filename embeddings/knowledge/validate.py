"""Check the bundled catalogue: ``python -m embeddings.knowledge.validate [FOLDER]``.

Prints every problem as ``file:line: field: reason``, then what the catalogue covers, and, where
there is no problem, what is worth another look; exits with 1 if there is any problem.
"""

import argparse
import sys
import tomllib
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

from embeddings.knowledge.checks import Problem, check_entry
from embeddings.knowledge.collection_checks import check_collections
from embeddings.knowledge.coverage import coverage
from embeddings.knowledge.entries import FILMS, Entry, film_files, read_entries
from embeddings.knowledge.outliers import outliers
from embeddings.knowledge.overlaps import shared_between
from embeddings.knowledge.vocabulary import FOLDER, Vocabulary, vocabulary


def validate(paths: Iterable[Path], words: Vocabulary) -> tuple[list[Entry], list[Problem]]:
    """Check files one by one and against each other.

    Parameters
    ----------
    paths : iterable of Path
        The catalogue's files.
    words : Vocabulary
        What genres, tags, countries and languages there are.

    Returns
    -------
    entries : list of Entry
        Every film of every readable file.
    problems : list of Problem
        In order of file and line.
    """
    entries: list[Entry] = []
    problems = [Problem(FOLDER / "vocabulary.toml", 1, "vocabulary", f) for f in words.faults]
    for path in paths:
        try:
            entries += read_entries(path)
        except (tomllib.TOMLDecodeError, ValueError) as error:
            problems.append(Problem(path, _line_in(str(error)), "file", str(error)))
    for entry in entries:
        problems += check_entry(entry, words)
    problems += _repeated(entries)
    problems += [
        Problem(
            entry.path,
            entry.line_of("phrases"),
            "phrases",
            f"{run!r} also stands at {first.path.name}:{first.line_of('phrases')}",
        )
        for entry, run, first in shared_between(entries)
    ]
    return entries, sorted(problems)


def _line_in(message: str) -> int:
    """Return the line that a TOML error names, 1 if it names none."""
    _, _, rest = message.partition("(at line ")
    digits = rest.split(",")[0]
    return int(digits) if digits.isdigit() else 1


def _repeated(entries: Sequence[Entry]) -> Iterable[Problem]:
    """Find ids, IMDb ids, plots and films that an earlier entry already has."""
    seen: dict[tuple[str, object], Entry] = {}
    for entry in entries:
        for name in ("id", "imdb_id", "plot"):
            value = entry.fields.get(name)
            if not isinstance(value, int | str) or value == "":
                continue
            first = seen.setdefault((name, value), entry)
            if first is not entry:
                yield _clash(entry, name, first)
        yield from _near_duplicates(entry, seen)


def _near_duplicates(entry: Entry, seen: dict[tuple[str, object], Entry]) -> Iterable[Problem]:
    """Find a film entered before under its title or original title, a year off at most.

    The check is looser than `embeddings.sources.identity` on purpose: it asks the writer of an
    entry, merges nothing, and most real duplicates differ by a year or a wrong IMDb id.
    """
    year = entry.fields.get("year")
    if not isinstance(year, int):
        return
    for name in ("title", "original_title"):
        title = entry.fields.get(name)
        if not isinstance(title, str):
            continue
        key = _plain(title)
        matches = [seen.get(("film", (key, near))) for near in (year - 1, year, year + 1)]
        first = next((match for match in matches if match not in (None, entry)), None)
        if first is not None:
            yield _clash(entry, name, first)
        seen.setdefault(("film", (key, year)), entry)


def _plain(title: str) -> str:
    """Fold case, accents and punctuation away."""
    decomposed = unicodedata.normalize("NFKD", title.casefold())
    return "".join(character for character in decomposed if character.isalnum())


def _clash(entry: Entry, name: str, first: Entry) -> Problem:
    where = f"{first.path.name}:{first.line_of(name)}"
    title = first.fields.get("title")
    return Problem(entry.path, entry.line_of(name), name, f"already at {where} ({title})")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit code."""
    parser = argparse.ArgumentParser(prog="python -m embeddings.knowledge.validate")
    parser.add_argument("folder", nargs="?", type=Path, default=FILMS)
    folder: Path = parser.parse_args(arguments).folder
    paths = film_files(folder)
    if not paths:
        print(f"no .toml file in {folder}", file=sys.stderr)
        return 1
    entries, problems = validate(paths, vocabulary())
    if folder == FILMS:
        problems += check_collections(entries)
    for problem in problems:
        print(problem)
    print(coverage(entries))
    for line in [] if problems else outliers(entries):
        print(line)
    print(f"\n{len(problems)} problems in {len(paths)} files")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
