"""The layouts in which MovieLens datasets have been published, and how to tell which one it is.

Source: the READMEs of ml-100k (1998), ml-1m (2003), ml-10m (2009), ml-20m (2015), ml-latest-small
and ml-latest (2018), ml-25m (2019) and ml-32m (2023), https://grouplens.org/datasets/movielens/
"""

from dataclasses import dataclass

from embeddings.errors import DatasetError
from embeddings.sources.files import FileSet
from embeddings.sources.ratings import HALF_STARS, WHOLE_STARS, Scale
from embeddings.sources.rows import Table

# In u.item the genres are 19 flags; u.genre names them in this order.
ITEM_GENRES = (
    "unknown",
    "Action",
    "Adventure",
    "Animation",
    "Children's",
    "Comedy",
    "Crime",
    "Documentary",
    "Drama",
    "Fantasy",
    "Film-Noir",
    "Horror",
    "Musical",
    "Mystery",
    "Romance",
    "Sci-Fi",
    "Thriller",
    "War",
    "Western",
)
_ITEM_FIELDS = ("movie id", "movie title", "release date", "video release date", "IMDb URL")
_RATING_FIELDS = ("userId", "movieId", "rating", "timestamp")


@dataclass(frozen=True)
class Layout:
    """The files of a published dataset; ``marker`` names a file that only this layout has."""

    movies: Table
    ratings: Table
    scale: Scale
    tags: Table | None = None
    links: Table | None = None
    genome_tags: Table | None = None
    genome_scores: Table | None = None
    marker: str | None = None

    def present_in(self, names: frozenset[str]) -> bool:
        """Say whether the folder with these file names has this layout."""
        needed = {self.movies.file, self.ratings.file, self.marker or self.movies.file}
        return needed <= names

    def tables(self, names: frozenset[str]) -> list[Table]:
        """Return the tables that the folder has; all but movies and ratings may be absent."""
        known = (
            self.movies, self.ratings, self.tags, self.links, self.genome_tags, self.genome_scores,
        )  # fmt: skip
        return [table for table in known if table is not None and table.file in names]


CSV = Layout(  # latest-small, latest, 20m, 25m, 32m
    movies=Table("movies.csv", ("movieId", "title", "genres")),
    ratings=Table("ratings.csv", _RATING_FIELDS),
    scale=HALF_STARS,
    tags=Table("tags.csv", ("userId", "movieId", "tag", "timestamp"), optional=True),
    links=Table("links.csv", ("movieId", "imdbId", "tmdbId"), optional=True),
    genome_tags=Table("genome-tags.csv", ("tagId", "tag"), optional=True),
    genome_scores=Table("genome-scores.csv", ("movieId", "tagId", "relevance"), optional=True),
)


def _dat(
    file: str,
    fields: tuple[str, ...],
    encoding: str,
    free_field: int | None,
    optional: bool = False,
) -> Table:
    return Table(file, fields, "::", False, encoding, free_field, optional)


DAT_1M = Layout(
    movies=_dat("movies.dat", ("MovieID", "Title", "Genres"), "latin-1", free_field=1),
    ratings=_dat("ratings.dat", ("UserID", "MovieID", "Rating", "Timestamp"), "latin-1", None),
    scale=WHOLE_STARS,
    marker="users.dat",
)
DAT_10M = Layout(
    movies=_dat("movies.dat", ("MovieID", "Title", "Genres"), "utf-8", free_field=1),
    ratings=_dat("ratings.dat", ("UserID", "MovieID", "Rating", "Timestamp"), "utf-8", None),
    scale=HALF_STARS,
    tags=_dat("tags.dat", ("UserID", "MovieID", "Tag", "Timestamp"), "utf-8", 2, optional=True),
)
ITEM_100K = Layout(
    movies=Table("u.item", _ITEM_FIELDS + ITEM_GENRES, "|", header=False, encoding="latin-1"),
    ratings=Table(
        "u.data", ("user id", "item id", "rating", "timestamp"), "\t", False, encoding="latin-1"
    ),
    scale=WHOLE_STARS,
)
# `find_layout` takes the first layout that fits, so 1M with its marker stands before 10M without
# one. CSV stands first, since whoever converted an older dataset beside its originals means the
# converted files.
LAYOUTS = (CSV, DAT_1M, DAT_10M, ITEM_100K)


def find_layout(files: FileSet) -> tuple[str, Layout] | None:
    """Find the folder within the files that holds a dataset.

    Returns
    -------
    The folder (``""`` for the top, else ending in ``/``) and its layout; None if there is none

    Raises
    ------
    DatasetError
        If several subfolders hold one and the top does not.
    """
    found = [
        (folder, layout)
        for folder, names in files.folders().items()
        if (layout := next((layout for layout in LAYOUTS if layout.present_in(names)), None))
    ]
    if len(found) > 1 and found[0][0] != "":
        several = ", ".join(folder for folder, _ in found)
        raise DatasetError(files.path, f"holds several datasets ({several}); name one of them")
    return found[0] if found else None
