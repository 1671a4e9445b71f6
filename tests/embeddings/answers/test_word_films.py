"""Films by the words that they have, beside full text in one statement."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from sqlalchemy import Connection, text

from embeddings.answers.rows import Rows, rows_on
from embeddings.answers.word_films import WordFilms
from embeddings.releases.registry import ReleaseInfo, live_release

BY_FULL_TEXT = text("""
    select movie_id
    from movies
    join unnest(cast(:words as text[]), cast(:weights as float[])) as asked (word, weight)
        on fts @@ phraseto_tsquery('english', fold(word))
    where release_id = :release_id
    group by movie_id, rating_count
    order by round(cast(sum(weight) as numeric), 9) desc, rating_count desc, movie_id
    limit :most
""")


@pytest.fixture
def rows(connection: Connection) -> Rows:
    return rows_on(connection)


@pytest.fixture
def release(connection: Connection) -> ReleaseInfo:
    found = live_release(connection)
    assert found
    return found


def word_films(connection: Connection, release: ReleaseInfo, but: Sequence[int] = ()) -> WordFilms:
    counts = connection.execute(
        text("select movie_id, rating_count from movies where release_id = :release_id"),
        {"release_id": release.release_id},
    )
    return WordFilms(
        {movie_id: count for movie_id, count in counts.tuples() if movie_id not in but}
    )


@pytest.mark.parametrize(
    ("words", "weights"),
    [
        (["heist"], [1.0]),
        (["paris", "love", "young"], [0.5, 0.3, 0.2]),
        (["love", "young", "man"], [0.2, 0.2, 0.2]),
        (["black and white", "the", "no-such-word"], [1.0, 0.4, 0.3]),
        ([], []),
    ],
)
@pytest.mark.parametrize("most", [5, 100])
def test_films_are_those_of_full_text(
    connection: Connection,
    rows: Rows,
    release: ReleaseInfo,
    words: list[str],
    weights: list[float],
    most: int,
) -> None:
    found = word_films(connection, release).best(rows, release.release_id, words, weights, most)
    asked = {"words": words, "weights": weights, "release_id": release.release_id, "most": most}
    assert found == list(connection.scalars(BY_FULL_TEXT, asked))


def test_a_word_is_looked_up_once(connection: Connection, rows: Rows, release: ReleaseInfo) -> None:
    asked: list[object] = []

    def counted(name: str, **binds: object) -> object:
        asked.append(binds["words"])
        return rows(name, **binds)

    films = word_films(connection, release)
    for words in (["heist", "nosuchword"], ["nosuchword", "paris"], ["paris", "heist"]):
        films.best(counted, release.release_id, words, [1.0, 0.5], 100)
    assert asked == [["heist", "nosuchword"], ["paris"]]


def test_a_film_added_since_waits_for_the_next_revision(
    connection: Connection, rows: Rows, release: ReleaseInfo
) -> None:
    words, weights = ["heist"], [1.0]
    best = word_films(connection, release).best(rows, release.release_id, words, weights, 100)
    earlier = word_films(connection, release, but=best[:3])
    assert earlier.best(rows, release.release_id, words, weights, 97) == best[3:]


def test_a_release_without_films_has_none(connection: Connection, rows: Rows) -> None:
    assert WordFilms({}).best(rows, 0, ["heist"], [1.0], 10) == []
