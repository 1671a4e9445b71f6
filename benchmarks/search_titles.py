"""Titles typed with errors, through search: ``python -m benchmarks.search_titles``.

Titles are those of the live release, drawn and mistyped with a fixed seed: a letter left
out, doubled, replaced by another or swapped with the next, anywhere but at a space.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import string
from collections import Counter

from sqlalchemy import text

from app.settings import Settings
from embeddings.answers.search import SearchRequest
from embeddings.evaluation.search import Searcher
from embeddings.releases.registry import live_release
from embeddings.sources.text.titles import title_key
from embeddings.texts.exports import load_query_encoder
from sql.server import database, make_engine

# With fewer letters, so many errors leave nothing of a title.
LEAST_LETTERS = {1: 5, 2: 8}


def mistyped(title: str, errors: int, chance: random.Random) -> str:
    """Return a title with so many typing errors."""
    letters = list(title)
    places = [place for place, char in enumerate(letters) if char.isalpha()]
    for place in sorted(chance.sample(places, errors), reverse=True):
        kind = chance.choice(("out", "double", "other", "swap"))
        if kind == "out":
            del letters[place]
        elif kind == "double":
            letters.insert(place, letters[place])
        elif kind == "other" or place + 1 == len(letters):
            letters[place] = chance.choice(string.ascii_lowercase)
        else:
            letters[place : place + 2] = letters[place : place + 2][::-1]
    return "".join(letters)


def main() -> None:
    """Print how many are found first, by number of errors."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--titles", type=int, default=300)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--misses", action="store_true", help="print what was not found")
    given = arguments.parse_args()
    settings = Settings.from_env(os.environ)
    chance = random.Random(given.seed)  # noqa: S311 - a repeatable draw, no secret
    with database(settings.database_url, settings.home) as url:
        engine = make_engine(url)
        with engine.connect() as connection:
            release = live_release(connection)
            assert release, "no live release"
            searcher = Searcher(
                connection, release, load_query_encoder(settings.encoder, settings.home)
            )
            films = connection.execute(
                text("select movie_id, title from movies where release_id = :r order by movie_id"),
                {"r": release.release_id},
            ).all()
            asked: Counter[int] = Counter()
            first: Counter[int] = Counter()
            for film in chance.sample(films, min(given.titles, len(films))):
                for errors, letters in LEAST_LETTERS.items():
                    if len(title_key(film.title).replace(" ", "")) < letters:
                        continue
                    typed = mistyped(film.title, errors, chance)
                    found = searcher.find(SearchRequest(typed, limit=1)).hits[0].card
                    asked[errors] += 1
                    # Two films may have one title; either is right.
                    right = title_key(found.title) == title_key(film.title)
                    first[errors] += right
                    if not right and given.misses:
                        print(f"{typed!r} ({film.title}): {found.title}")
        engine.dispose()
    print(
        json.dumps(
            {
                **{f"first_with_{n}": round(first[n] / asked[n], 4) for n in sorted(asked)},
                "first": round(first.total() / asked.total(), 4),
                "queries": asked.total(),
                "dataset": release.dataset,
                "seed": given.seed,
            }
        )
    )


if __name__ == "__main__":
    main()
