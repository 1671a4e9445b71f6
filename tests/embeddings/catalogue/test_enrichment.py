"""What the knowledge pack gives to the films of a data set, and what it leaves alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from embeddings.catalogue.dataset import open_dataset
from embeddings.catalogue.movies import Catalogue, build_catalogue
from embeddings.knowledge.film import Film
from embeddings.knowledge.pack import Knowledge
from embeddings.releases.records import movie_records
from embeddings.sources import columns
from embeddings.sources.credits.csv_file import read_csv
from embeddings.sources.plots import read_plots

HEAT = Film(
    movie_id=1990999, title="Heat", year=1995, genres=("Crime",), tags=("heist", "police"),
    plot="A thief and a policeman circle each other.", countries=("USA",), languages=("English",),
    directors=("Michael Mann",), cast=("Al Pacino", "Robert De Niro"), runtime=170,
    certificate="R", minimum_age=16, moods={"tense": 3, "cool": 2}, phrases=("cop and robber",),
    imdb_id="tt0113277", fame=5, acclaim=8, known_for=("heist", "cool"), minor_tags=("police",),
)  # fmt: skip
RAN = Film(
    movie_id=1980999, title="Ran", original_title="乱", alternative_titles=("Chaos",), year=1985,
    genres=("Drama", "War"), tags=("samurai",), plot="An old lord divides his land.",
    minimum_age=14, moods={"epic": 3}, phrases=("king lear with samurai",), imdb_id=None,
    fame=4, acclaim=8,
)  # fmt: skip


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "movies.csv").write_text(
        "movieId,title,genres\n1,Heat (1995),Action|Crime\n2,Ran (1985),(no genres listed)\n"
        "3,Other (1999),Drama\n4,Ran (2010),Drama\n",
        encoding="utf-8",
    )
    (folder / "links.csv").write_text("movieId,imdbId,tmdbId\n1,0113277,949\n2,,\n3,,\n4,,\n")
    (folder / "ratings.csv").write_text("userId,movieId,rating,timestamp\n1,1,4.0,10\n2,1,3,11\n")
    (folder / "tags.csv").write_text("userId,movieId,tag,timestamp\n1,1,heist,5\n2,1,la,6\n")
    return folder


def built(
    data: Path, plots: Path | None = None, credits: Path | None = None, most_tags: int = 20
) -> Catalogue:
    return build_catalogue(
        open_dataset(str(data), data),
        read_plots(plots) if plots else None,
        read_csv(credits) if credits else None,
        Knowledge((RAN, HEAT), "0"),
        most_tags=most_tags,
    )


def film(catalogue: Catalogue, movie_id: int) -> dict[str, object]:
    return dict(catalogue.movies.set_index(columns.MOVIE_ID).loc[movie_id].items())


def test_by_imdb_id_else_by_title_and_year(data: Path) -> None:
    catalogue = built(data)
    heat, ran = film(catalogue, 1), film(catalogue, 2)
    assert (heat["plot"], heat["runtime"], heat["minimum_age"]) == (HEAT.plot, 170, 16)
    assert (heat["moods"], heat["phrases"]) == (dict(HEAT.moods), list(HEAT.phrases))
    assert (ran["original_title"], ran["alternative_titles"]) == ("乱", ["Chaos"])
    assert ran["genres"] == ["Drama", "War"]
    for other in (3, 4):
        assert film(catalogue, other)["plot"] is None
        assert film(catalogue, other)["moods"] == {}
    assert catalogue.report.enriched == 2
    assert "knowledge pack: 2 of 4 films are in it" in catalogue.report.lines()


def test_what_a_film_is_known_for_comes_with_it(data: Path) -> None:
    heat, ran, other = movie_records(built(data))[:3]
    assert (heat.known_for, heat.minor_tags) == (("heist", "cool"), ("police",))
    assert (ran.known_for, ran.minor_tags) == (other.known_for, other.minor_tags) == ((), ())


def test_without_it_nothing_is_added(data: Path) -> None:
    catalogue = build_catalogue(open_dataset(str(data), data))
    assert movie_records(catalogue)[0].known_for == ()
    assert film(catalogue, 1)["plot"] is None
    assert film(catalogue, 1)["tags"] == ["heist", "la"]
    assert film(catalogue, 1)["sources"] == {"year": "own", "genres": "own", "tags": "own"}
    assert catalogue.report.enriched is None


def test_what_the_data_set_plots_and_credits_say_stands(data: Path, tmp_path: Path) -> None:
    plots = tmp_path / "plots.csv"
    plots.write_text("movieId,plot\n1,Their own plot.\n")
    credits = tmp_path / "credits.csv"
    credits.write_text("movieId,directors,runtime\n1,Somebody Else,171\n")
    heat = film(built(data, plots, credits), 1)
    assert (heat["plot"], heat["directors"]) == ("Their own plot.", ["Somebody Else"])
    assert (heat["runtime"], heat["genres"]) == (171, ["Action", "Crime"])
    assert heat["cast"] == ["Al Pacino", "Robert De Niro"]
    assert heat["sources"] == {
        "year": "own", "genres": "own", "plot": "plots.csv", "tags": "own, ordained",
        "directors": "credits.csv", "runtime": "credits.csv", "cast": "ordained",
        "countries": "ordained", "languages": "ordained", "certificate": "ordained",
        "minimum_age": "ordained", "moods": "ordained", "phrases": "ordained",
    }  # fmt: skip


def test_tags_of_people_come_first_and_each_stands_once(data: Path) -> None:
    heat = film(built(data), 1)
    assert (heat["tags"], heat["tag_counts"]) == (["heist", "la", "police"], [1, 1, 1])
    assert film(built(data, most_tags=2), 1)["tags"] == ["heist", "la"]


def test_a_title_that_is_the_original_one_is_no_other_title(data: Path) -> None:
    (data / "movies.csv").write_text("movieId,title,genres\n1,乱 (1985),Drama\n", encoding="utf-8")
    (data / "links.csv").write_text("movieId,imdbId,tmdbId\n1,,\n")
    (data / "tags.csv").write_text("userId,movieId,tag,timestamp\n")
    ran = film(built(data), 1)
    assert ran["original_title"] is None
    assert ran["alternative_titles"] == ["Ran", "Chaos"]
