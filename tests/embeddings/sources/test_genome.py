"""Published relevance of tags, in the layout of ml-25m."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from embeddings.catalogue.movies import build_catalogue
from embeddings.errors import DatasetError
from embeddings.releases.tags import genome_scores
from embeddings.sources.genome import read_genome
from embeddings.sources.movielens import MovieLens
from embeddings.sources.source import find_source

FILES = {
    "movies.csv": "movieId,title,genres\n1,Heat (1995),Crime\n7,Ran (1985),Drama\n"
    "9,Heat (1995),Crime\n11,Stalker (1979),Sci-Fi\n",
    "links.csv": "movieId,imdbId,tmdbId\n1,0113277,949\n7,0089881,11645\n9,0113277,949\n"
    "11,0079944,\n",
    "ratings.csv": "userId,movieId,rating,timestamp\n1,1,4.0,10\n2,7,3.0,11\n",
    "genome-tags.csv": "tagId,tag\n1,Heist\n5,slow  paced\n",
    "genome-scores.csv": "movieId,tagId,relevance\n1,1,0.9\n1,5,0.25\n7,5,0.75\n11,1,0.125\n"
    "11,5,1\n99,1,0.5\n",
}  # fmt: skip


def write(folder: Path, **changes: str) -> Path:
    for name, content in {**FILES, **changes}.items():
        (folder / name).write_text(content)
    return folder


@pytest.mark.parametrize("chunk_rows", [1, 2, 1000])
def test_scores_by_film_and_tag(tmp_path: Path, chunk_rows: int) -> None:
    genome = read_genome(find_source(write(tmp_path)), chunk_rows)
    assert genome is not None
    assert genome.tags == ("heist", "slow paced")
    assert genome.movie_ids.tolist() == [1, 7, 11, 99]
    expected = [[0.9, 0.25], [0, 0.75], [0.125, 1], [0.5, 0]]
    assert genome.scores.astype(float) == pytest.approx(np.array(expected), abs=1e-3)


def test_none_without_both_files(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "genome-tags.csv").unlink()
    assert MovieLens(tmp_path).genome() is None
    write(tmp_path, **{"genome-scores.csv": ""})
    assert MovieLens(tmp_path).genome() is None


def test_scores_are_part_of_the_data(tmp_path: Path) -> None:
    before = MovieLens(write(tmp_path)).checksum
    changed = FILES["genome-scores.csv"].replace("0.25", "0.26")
    assert MovieLens(write(tmp_path, **{"genome-scores.csv": changed})).checksum != before


def test_films_of_the_catalogue_and_no_others(tmp_path: Path) -> None:
    dataset = MovieLens(write(tmp_path))
    catalogue = build_catalogue(dataset)
    found = genome_scores(dataset, catalogue)
    assert found is not None
    ids = catalogue.movies["movie_id"].to_numpy()[found.rows]
    scores = dict(zip(ids.tolist(), found.scores.tolist(), strict=True))
    assert set(scores) == {1, 7, 11}
    assert scores[7] == [0, 0.75]


@pytest.mark.parametrize(
    ("line", "row", "field", "reason"),
    [
        (3, "1,5,1.25", "relevance", "'1.25' is not between 0 and 1"),
        (3, "1,5,high", "relevance", "'high' is not between 0 and 1"),
        (3, "1,5,nan", "relevance", "'nan' is not between 0 and 1"),
        (3, "1,6,0.5", "tagId", "6 is no tag of genome-tags.csv"),
        (3, "-1,5,0.5", "movieId", "'-1' is not a positive whole number"),
    ],
)
def test_a_row_that_is_no_score(
    tmp_path: Path, line: int, row: str, field: str, reason: str
) -> None:
    lines = FILES["genome-scores.csv"].splitlines()
    lines[line - 1] = row
    folder = write(tmp_path, **{"genome-scores.csv": "\n".join(lines) + "\n"})
    with pytest.raises(DatasetError) as caught:
        MovieLens(folder).genome()
    assert (caught.value.line, caught.value.field) == (line, field)
    assert reason in str(caught.value)
    assert "genome-scores.csv" in str(caught.value)
