"""Names of dataframe columns; no other module spells one out."""

from typing import Final

from embeddings.sources.film_fields import FIELDS

# People and their doings, one row each
USER_ID: Final = "user_id"
MOVIE_ID: Final = "movie_id"
RATING: Final = "rating"  # stars, 0.5 to 5
TIMESTAMP: Final = "timestamp"  # seconds since 1970-01-01 UTC
TAG: Final = "tag"

# Movies, one row each
TITLE: Final = "title"
ORIGINAL_TITLE: Final = "original_title"
ALTERNATIVE_TITLES: Final = "alternative_titles"
YEAR: Final = "year"
GENRES: Final = "genres"
TAGS: Final = "tags"
TAG_COUNTS: Final = "tag_counts"  # people who gave the tag, in the order of TAGS
PLOT: Final = "plot"
IMDB_ID: Final = "imdb_id"  # "tt0114709"
TMDB_ID: Final = "tmdb_id"
COUNTRIES: Final = "countries"
LANGUAGES: Final = "languages"
TITLE_LANGUAGES: Final = "title_languages"
DIRECTORS: Final = "directors"
WRITERS: Final = "writers"
CAST: Final = "cast"
COMPOSERS: Final = "composers"
RUNTIME: Final = "runtime"  # minutes
CERTIFICATE: Final = "certificate"
MINIMUM_AGE: Final = "minimum_age"  # years
MOODS: Final = "moods"  # mood → 1 to 3
PHRASES: Final = "phrases"  # what viewers would type who look for the film
COLLECTIONS: Final = "collections"  # names of sets that it belongs to
KNOWN_FOR: Final = "known_for"  # tags and moods of which it is one of the first examples
MINOR_TAGS: Final = "minor_tags"  # tags that hold, and are not at its heart
PERSON_IMDB_IDS: Final = "person_imdb_ids"  # name of a person → "nm0000158", where known
CHARACTERS: Final = "characters"  # name of a member of the cast → whom they play, where known
SOURCES: Final = "sources"  # field → name of the source that its value comes from
RATING_COUNT: Final = "rating_count"
RATING_MEAN: Final = "rating_mean"  # stars, 0.5 to 5

# Share of the films that are rated as often or less; 0 where nobody rated it
POPULARITY: Final = "popularity"

RATING_COLUMNS: Final = (USER_ID, MOVIE_ID, RATING, TIMESTAMP)
TAG_COLUMNS: Final = (USER_ID, MOVIE_ID, TAG)
CATALOGUE_COLUMNS: Final = (
    MOVIE_ID,
    *FIELDS,
    TAG_COUNTS,
    PERSON_IMDB_IDS,
    CHARACTERS,
    KNOWN_FOR,
    MINOR_TAGS,
    SOURCES,
    RATING_COUNT,
    RATING_MEAN,
    POPULARITY,
)
