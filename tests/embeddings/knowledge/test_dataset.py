"""The loader returns what is in the files."""

import hashlib
import json
import shutil
import tomllib
from pathlib import Path

import pandas as pd
import pytest

from embeddings.catalogue.dataset import Dataset, open_dataset
from embeddings.errors import DatasetError
from embeddings.knowledge.best_known import best_known
from embeddings.knowledge.dataset import SampleDataset
from embeddings.knowledge.entries import FILMS, film_files
from embeddings.knowledge.film import read_best_known
from tests.embeddings.bundled_films import bundled_films


@pytest.fixture(scope="module")
def movies() -> pd.DataFrame:
    return SampleDataset().movies()


def raw_films() -> list[dict[str, object]]:
    """The films as TOML has them, read without our code."""
    files = sorted(FILMS.glob("*.toml"))
    return [film for f in files for film in tomllib.loads(f.read_text("utf-8"))["film"]]


def test_is_a_dataset_with_simulated_ratings() -> None:
    dataset = SampleDataset()
    assert isinstance(dataset, Dataset)
    assert dataset.name == "sample"
    assert dataset.simulated_ratings is True
    assert dataset.attribution is not None
    assert "simulated" in dataset.attribution


def test_returns_what_is_in_the_files(movies: pd.DataFrame) -> None:
    raw = sorted(raw_films(), key=lambda film: int(str(film["id"])))
    assert movies["movie_id"].tolist() == [film["id"] for film in raw]
    for name in ("title", "year", "genres", "countries", "languages", "plot"):
        assert movies[name].tolist() == [film[name] for film in raw], name
    # That a film has no colours may follow from its year, or from being silent.
    written = [tags[: len(film["tags"])] for tags, film in zip(movies["tags"], raw, strict=True)]
    more = [tags[len(film["tags"]) :] for tags, film in zip(movies["tags"], raw, strict=True)]
    assert written == [film["tags"] for film in raw]
    assert {tuple(tags) for tags in more} == {(), ("black-and-white",)}
    assert movies["imdb_id"].tolist() == [film["imdb_id"] or None for film in raw]
    assert movies["original_title"].tolist() == [film.get("original_title") for film in raw]
    german = [[film["german_title"]] if "german_title" in film else [] for film in raw]
    also = [film.get("aka", []) for film in raw]
    assert movies["alternative_titles"].tolist() == [
        a + g for a, g in zip(also, german, strict=True)
    ]
    assert [list(of) for of in movies["title_languages"]] == german


def test_types_are_those_of_the_protocol(movies: pd.DataFrame) -> None:
    assert movies["movie_id"].dtype == "int64"
    assert movies["year"].dtype == "Int16"
    assert movies["tmdb_id"].dtype == "Int64"
    assert movies["tmdb_id"].isna().all()
    assert movies["movie_id"].is_unique


def test_ids_are_above_those_of_movielens(movies: pd.DataFrame) -> None:
    assert movies["movie_id"].min() > 1_000_000


@pytest.mark.parametrize(
    ("movie_id", "title", "imdb_id"),
    [
        (1900001, "A Trip to the Moon", "tt0000417"),
        (1920008, "Metropolis", "tt0017136"),
        (1950011, "Seven Samurai", "tt0047478"),
        (1970001, "The Godfather", "tt0068646"),
        (1990046, "The Matrix", "tt0133093"),
        (2000010, "Spirited Away", "tt0245429"),
        (2010001, "Inception", "tt1375666"),
        (2020001, "Nomadland", "tt9770150"),
    ],
)
def test_ids_never_change(movies: pd.DataFrame, movie_id: int, title: str, imdb_id: str) -> None:
    row = movies.set_index("movie_id").loc[movie_id]
    assert (row["title"], row["imdb_id"]) == (title, imdb_id)


def test_covers_the_world(movies: pd.DataFrame) -> None:
    genres = movies["genres"].explode().value_counts()
    assert len(movies) >= 3_500
    assert len(genres) == 19
    assert genres.min() >= 25
    assert movies["countries"].explode().nunique() >= 115
    assert set(movies["year"] // 10 * 10) >= set(range(1920, 2030, 10))
    assert (movies["languages"].str[0] != "English").sum() >= 900


def test_checksum_follows_content_and_file_names(tmp_path: Path) -> None:
    folder = tmp_path / "films"
    shutil.copytree(FILMS, folder)
    assert SampleDataset(folder).checksum == SampleDataset().checksum
    path = film_files(folder)[0]
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert SampleDataset(folder).checksum == SampleDataset().checksum
    path.write_text(path.read_text("utf-8") + "# more\n", encoding="utf-8")
    changed = SampleDataset(folder).checksum
    assert changed != SampleDataset().checksum
    assert len(bytes.fromhex(changed)) == hashlib.sha256().digest_size


def test_the_best_known_are_taken_of_every_decade(tmp_path: Path, movies: pd.DataFrame) -> None:
    dataset = open_dataset("sample:600", tmp_path)
    taken = dataset.movies()
    assert dataset.name == "sample"
    assert dataset.checksum not in {
        SampleDataset().checksum,
        open_dataset("sample:599", tmp_path).checksum,
    }
    assert len(taken) == 600
    assert taken["movie_id"].is_monotonic_increasing
    share = 600 / len(movies)
    decades = movies["year"] // 10
    for decade, count in (taken["year"] // 10).value_counts().items():
        assert abs(count - share * (decades == decade).sum()) <= 1
    fame = {film.movie_id: (film.fame, -film.movie_id) for film in bundled_films()}
    nineties = movies["movie_id"][decades == 199]
    kept = [fame[film] for film in nineties if film in set(taken["movie_id"])]
    left = [fame[film] for film in nineties if film not in set(taken["movie_id"])]
    assert min(kept) > max(left)
    ratings = pd.concat(dataset.ratings())
    assert set(ratings["movie_id"]) <= set(taken["movie_id"])


def test_the_best_known_are_read_as_they_are_among_all(tmp_path: Path) -> None:
    assert read_best_known(300) == best_known(bundled_films(), 300)
    # A fault is found where it stands, although only blocks that are taken are read whole.
    path = tmp_path / film_files()[0].name
    whole = film_files()[0].read_text(encoding="utf-8")
    path.write_text(whole.replace("runtime = 1\n", "runtime = 1 1\n", 1), encoding="utf-8")
    line = whole[: whole.index("runtime = 1\n")].count("\n") + 1
    with pytest.raises(DatasetError, match=f"line {line}, column"):
        read_best_known(9_999, tmp_path)
    path.write_text(whole.replace("year = ", "yeer = ", 1), encoding="utf-8")
    with pytest.raises(DatasetError, match="no number as its id or year"):
        read_best_known(1, tmp_path)
    path.write_text(whole.replace("runtime = 1\n", "runtime = -1\n", 1), encoding="utf-8")
    with pytest.raises(DatasetError, match="runtime") as refused:
        read_best_known(9_999, tmp_path)
    assert refused.value.line == line


def test_of_few_films_all_are_taken() -> None:
    films = list(bundled_films()[:3])
    assert best_known(films[::-1], 5) == films


@pytest.mark.parametrize("name", ["sample:", "sample:0", "sample:-3", "sample:some", "sample:½"])
def test_how_many_films_to_take_is_a_number(name: str, tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"such as sample:600") as refused:
        open_dataset(name, tmp_path)
    assert refused.value.file == name


def test_ratings_come_in_chunks() -> None:
    dataset = SampleDataset()
    frames = list(dataset.ratings(chunk_rows=10_000))
    whole = pd.concat(dataset.ratings())
    assert {len(frame) for frame in frames[:-1]} == {10_000}
    assert len(frames) > 1
    pd.testing.assert_frame_equal(
        pd.concat(frames).reset_index(drop=True), whole.reset_index(drop=True)
    )
    assert set(whole["movie_id"]) <= set(dataset.movies()["movie_id"])


def test_people_gave_no_tags() -> None:
    assert list(SampleDataset().tags()) == []


def test_a_faulty_film_is_refused_with_file_line_and_field(tmp_path: Path) -> None:
    text = film_files(FILMS)[-1].read_text("utf-8")
    name = film_files(FILMS)[-1].name
    (tmp_path / name).write_text(text.replace("plot = ", "plott = ", 1), encoding="utf-8")
    with pytest.raises(DatasetError, match="plot: is missing") as caught:
        SampleDataset(tmp_path).movies()
    assert caught.value.file.endswith(name)
    assert caught.value.line is not None


def test_a_repeated_id_is_refused(tmp_path: Path) -> None:
    path = film_files(FILMS)[0]
    twice = path.read_text("utf-8") + "\n" + path.read_text("utf-8")
    (tmp_path / path.name).write_text(twice, encoding="utf-8")
    with pytest.raises(DatasetError, match="is already the id of"):
        SampleDataset(tmp_path).movies()


def test_broken_toml_and_an_empty_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="holds no films"):
        SampleDataset(tmp_path).movies()
    (tmp_path / "1950s.toml").write_text("[[film\n", encoding="utf-8")
    with pytest.raises(DatasetError, match=r"1950s\.toml"):
        SampleDataset(tmp_path).movies()


def test_no_query_that_search_is_measured_on_is_a_phrase(movies: pd.DataFrame) -> None:
    """Else search would be measured on what it was given."""
    phrases = set(movies["phrases"].explode())
    for path in sorted((Path(__file__).parents[3] / "benchmarks" / "search").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            query = json.loads(line).get("query", "").casefold().strip(" .?!")
            assert query not in phrases, (path.name, query)
