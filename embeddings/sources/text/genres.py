"""The genre vocabulary."""

from collections.abc import Iterable
from typing import Final

from embeddings.sources.text.clean import clean_text

# Source: README of ml-latest-small (2018); IMAX is in the files, though not in the README.
MOVIELENS_GENRES: Final = (
    "Action",
    "Adventure",
    "Animation",
    "Children",
    "Comedy",
    "Crime",
    "Documentary",
    "Drama",
    "Fantasy",
    "Film-Noir",
    "Horror",
    "IMAX",
    "Musical",
    "Mystery",
    "Romance",
    "Sci-Fi",
    "Thriller",
    "War",
    "Western",
)
# Genres and tags that say how a film was shown. They filter like the others, but are neither an
# idea that names a shelf nor a reason nor a taste: nobody likes a film for them.
FORMATS: Final = frozenset({"IMAX", "imax", "3d"})
_NONE_LISTED: Final = frozenset({"", "(no genres listed)", "unknown"})
_RENAMED: Final = {"children's": "Children"}  # so called in ml-100k and ml-1m
_BY_LOWER: Final = {genre.lower(): genre for genre in MOVIELENS_GENRES} | _RENAMED


def clean_genres(genres: Iterable[str]) -> list[str]:
    """Return genres in MovieLens' spelling, each once, in the order given.

    Names outside the vocabulary are kept as they are (IMDb has others), trimmed.

    Examples
    --------
    >>> clean_genres(["Children's", "comedy", "(no genres listed)", " Biography "])
    ['Children', 'Comedy', 'Biography']
    """
    trimmed = (clean_text(genre) for genre in genres)
    named = (genre for genre in trimmed if genre.lower() not in _NONE_LISTED)
    return list(dict.fromkeys(_BY_LOWER.get(genre.lower(), genre) for genre in named))
