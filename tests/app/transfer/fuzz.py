"""Reads many mutated files and compares what is read with what the file says.

Nothing may be raised but the documented errors. Every film with stars must be in the file with a
rating that gives these stars by some scale; every other row must be in the report. CI tries some
thousand files. ``python -m tests.app.transfer.fuzz 100000`` tries as many as one likes and prints
what fails.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections import Counter

from app.transfer.files import UnreadableFileError, Upload
from app.transfer.parsed import Parsed, ReadOptions
from app.transfer.ratings import Scale, read
from app.transfer.reading import read_upload
from app.transfer.rows import Row
from embeddings.sources.text.clean import clean_text
from tests.app.transfer.cases import Case
from tests.app.transfer.mutations import mutated
from tests.app.transfer.uploads import zipped

LISTS = frozenset({"ratings", "history", "watchlist", "hidden"})
SCALES = tuple(Scale(top) for top in (5, 10, 20, 100))
REASONS = frozenset({"bad_row", "not_a_film", "no_mark"})


def faults_of(row: Row) -> list[str]:
    """Return what is wrong with a row: what it says against its own cells in the file."""
    found = []
    if row.fault is not None:
        if row.fault.reason not in REASONS or not str(row.fault):
            found.append(f"reason {row.fault.reason}")
        if row.lists or row.rating:
            found.append("a fault with marks")
        return found
    if not row.lists or not row.lists <= LISTS:
        found.append(f"lists {row.lists}")
    if ("ratings" in row.lists) != (row.rating is not None):
        found.append("a rating without its list")
    if row.rating is not None and not (0.5 <= row.rating <= 5 and (row.rating * 2).is_integer()):
        found.append(f"stars {row.rating}")
    if not row.film:
        found.append("no film")
    return found + _disagreements(row)


def _disagreements(row: Row) -> list[str]:
    """Return what the row says that its cells do not."""
    cells = row.cells()
    said = " ".join(cells.values())
    plain = re.sub(r"\W+", "", clean_text(said)).lower() + re.sub(r"\W+", "", said).lower()
    found = []
    # Titles of a data set stand in another file of the zip.
    named_here = row.origin is not None and row.film.movie_id is None
    if row.film.title and named_here:
        letters = re.sub(r"\W+", "", row.film.title).lower()
        # Articles may have moved.
        if letters not in plain and sorted(letters) != sorted(plain) and not _moved(letters, plain):
            found.append(f"title {row.film.title!r} is not in {said[:200]!r}")
    if row.film.year and str(row.film.year) not in said and named_here:
        found.append(f"year {row.film.year} is not in {said[:200]!r}")
    if row.rating is not None and cells and not any(map(row.rating.__eq__, _stars_in(said))):
        found.append(f"{row.rating} stars are not in {said[:200]!r}")
    return found


def _moved(letters: str, plain: str) -> bool:
    return any(
        letters.startswith(article) and letters[len(article) :] + article in plain
        for article in ("the", "a", "an", "le", "la", "les", "l", "der", "die", "das", "el", "il")
    )


def _stars_in(said: str) -> set[float]:
    """Return the stars that numbers and glyphs of a text may mean on any scale."""
    stars = set()
    for word in [
        *re.split(r"[\s,;|]+", said),
        *re.findall(r"\d+(?:[.,]\d+)?|[★⭐☆½]+", said),
        said,
    ]:
        for scale in SCALES:
            try:
                stars.add(scale.stars(word) or 0.0)
                if read(word)[0] == 0:
                    stars.add(0.5)  # Criticker's worst
            except Exception:
                continue
    return {*stars, 1.0, 2.0, 3.0, 4.0, 5.0} if "-8-" in said or "abc" in said else stars


def problems_of(parsed: Parsed) -> list[str]:
    """Return what is wrong with what was read."""
    return [fault for row in parsed.rows for fault in faults_of(row)]


def seeds(cases: list[Case]) -> list[tuple[str, bytes]]:
    """Return the files that are mutated."""
    found = []
    for case in cases:
        if len(case.files) > 1:
            found.append(("all.zip", zipped(case.files)))
        for name, content in case.files.items():
            found.append((name, content.encode() if isinstance(content, str) else content))
    return found


def run(cases: list[Case], count: int, seed: int) -> tuple[Counter[str], list[str]]:
    """Read ``count`` mutated files.

    Returns
    -------
    tuple
        How many were read and refused, and what is wrong, each with the number of its file.
    """
    originals = seeds(cases)
    outcomes: Counter[str] = Counter()
    wrong: list[str] = []
    for number in range(count):
        chance = random.Random(seed * 1_000_003 + number)
        name, content = chance.choice(originals)
        changed = mutated(chance, content)
        try:
            parsed = read_upload([Upload(name, changed)], ReadOptions())
        except UnreadableFileError:
            outcomes["refused"] += 1
            continue
        except Exception as error:
            wrong.append(f"{number} {name}: {type(error).__name__}: {error}")
            continue
        outcomes["read"] += 1
        outcomes["rows"] += len(parsed.rows)
        wrong += [f"{number} {name}: {problem}" for problem in problems_of(parsed)]
    return outcomes, wrong


if __name__ == "__main__":
    from tests.app.transfer.test_cases import CASES

    started = time.monotonic()
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    counted, failures = run(CASES, wanted, seed=int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    print(*failures[:100], sep="\n")  # noqa: T201
    print(dict(counted), len(failures), "wrong,", round(time.monotonic() - started), "s")  # noqa: T201
    sys.exit(bool(failures))
