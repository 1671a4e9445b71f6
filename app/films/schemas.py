"""What search takes and gives; the OpenAPI document is made from these."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from app.web.contract import Body
from app.web.filters import Filters
from app.web.paging import NextCursor, Page
from app.web.values import MovieId, Phrase, Steps, distinct


class SearchQuery(Filters, Page):
    """A search in plain words."""

    q: Phrase = Field(
        description="What the film is about, in plain words, or its title. People and their "
        "roles, years, genres, countries, languages, running times, certificates, "
        '"not …" and "like <a film>" are understood; `understood` says how.',
        examples=["a robot learns to love"],
    )
    sort: Literal["relevance", "year", "rating", "predicted", "length"] = Field(
        "relevance",
        description="`relevance`, the best first; or the most relevant films by `year` from the "
        "newest, `rating` from the best, `predicted` (your predicted rating, else `rating`), or "
        "`length` from the shortest.",
    )
    verbatim: Annotated[list[Phrase], Field(max_length=20), AfterValidator(distinct)] = Field(
        [],
        description="Phrases of `q` to be searched for as words: neither taken as filters nor as "
        "a film to be like, nor as what it is not, nor corrected; repeat it for several.",
    )


class PopularQuery(Filters, Page):
    """Popular films."""


class SimilarQuery(Filters, Page):
    """Films like a given one, or like it and yet different."""

    more: Steps = Field(
        [],
        description="A mood or tag of which the films are to have more than the given one, with "
        "a strength from 0 to 1 after a colon, or 1; repeat it for several. It reorders the films "
        "most alike.",
        examples=[["hopeful", "slow:0.5"]],
    )
    less: Steps = Field(
        [],
        description="The same, of which they are to have less.",
        examples=[["violent"]],
    )


class PersonName(Body):
    """A person."""

    id: int = Field(description="For `people` in filters and `GET /people/{id}`.", examples=[12])
    name: str = Field(examples=["Brad Bird"])


class Movie(Body):
    """A film."""

    id: MovieId
    title: str = Field(examples=["The Iron Giant"])
    original_title: str | None = Field(description="In the film's own language.")
    year: int | None = Field(examples=[1999])
    genres: list[str] = Field(examples=[["Animation", "Children"]])
    tags: list[str] = Field(description="What people tagged it, the most frequent first.")
    plot: str | None
    countries: list[str] = Field(examples=[["USA"]])
    languages: list[str] = Field(examples=[["English"]])
    directors: list[PersonName]
    cast: list[PersonName] = Field(description="The first six, in billing order.")
    collections: list[str] = Field(
        description="Sets that it belongs to: studios, series, awards, movements.",
        examples=[["Oscar: Best Picture"]],
    )
    runtime: int | None = Field(description="Minutes.", examples=[86])
    certificate: str | None = Field(
        description="Who may see it, as the US rating says.", examples=["PG"]
    )
    rating_count: int = Field(description="How many people rated it.", examples=[120])
    rating_mean: float | None = Field(description="Mean of the ratings, 0.5 to 5.")
    popularity: float = Field(
        description="Share of the release's films that are rated as often or less, 0 to 1; 0 where "
        "nobody rated it.",
        examples=[0.93],
    )
    imdb_id: str | None = Field(examples=["tt0129167"])
    tmdb_id: int | None = Field(examples=[10386])
    poster_url: str | None = Field(
        description="Where its picture is asked for; null without a key for TMDB.",
        examples=["/api/v1/movies/86332/poster"],
    )


class CastMember(PersonName):
    """A member of the cast."""

    character: str | None = Field(examples=["The Iron Giant"])


class AlternativeTitle(Body):
    """Another title of a film."""

    title: str = Field(examples=["Der Gigant aus dem All"])
    language: str | None = Field(examples=["German"])


class MoodOfMovie(Body):
    """How a film feels to watch, or whom it suits."""

    name: str = Field(examples=["heartwarming"])
    strength: int = Field(
        ge=1, le=3, description="1 somewhat, 2 clearly, 3 what one remembers of it."
    )


class MovieDetails(Movie):
    """A film with all that is known of it."""

    writers: list[PersonName]
    composers: list[PersonName]
    full_cast: list[CastMember] = Field(description="In billing order.")
    alternative_titles: list[AlternativeTitle]
    minimum_age: int | None = Field(description="From which age one would show it, in years.")
    moods: list[MoodOfMovie] = Field(description="The strongest first.")
    estimated_moods: list[str] = Field(
        description="Moods that nobody gave it, as the release estimates them; the surest first, "
        "at most eight.",
        examples=[["tender"]],
    )
    estimated_tags: list[str] = Field(description="The same of tags.")
    sources: dict[str, str] = Field(
        description="Field → name of the source that it comes from: a data set, a file, or "
        "`ordained`, the bundled knowledge pack (CC0 1.0). Tags of several sources are joined.",
        examples=[{"plot": "ordained", "genres": "ml-latest-small"}],
    )


class Why(Body):
    """Why a film was found."""

    kind: Literal["plot", "tag", "genre", "title"]
    text: str = Field(description="The tag, genre, title or sentence of the plot.")
    highlights: list[tuple[int, int]] = Field(
        description="Parts of `text` that are words of the query: first character and the one "
        "after the last, counted in Unicode characters.",
        examples=[[[2, 7]]],
    )


class Hit(Body):
    """A film found by a search."""

    movie: Movie
    score: float = Field(description="Higher is better; comparable within one search only.")
    fits: bool = Field(
        description="Nearer to the query than films taken at random are; false: listed only "
        "because nothing is nearer."
    )
    why: Why | None


class UnderstoodFilter(Body):
    """A filter that was read out of the words of a query."""

    field: Literal[
        "genres",
        "exclude_genres",
        "countries",
        "exclude_countries",
        "languages",
        "exclude_languages",
        "collections",
        "exclude_collections",
        "people",
        "exclude_people",
        "certificates",
        "exclude_certificates",
        "certificate_max",
        "runtime_min",
        "runtime_max",
        "year_min",
        "year_max",
    ]
    value: str | int
    label: str | None = Field(
        description="How to show the value, where it is no name: that of a person.",
        examples=["Agnès Varda"],
    )
    phrase: str = Field(description="The words that were taken for it.", examples=["80s"])


class Like(Body):
    """A film that a query names as what it wants more of."""

    movie_id: MovieId
    title: str
    year: int | None
    phrase: str = Field(
        description="The words that were taken for it.", examples=["something like Heat"]
    )


class UnderstoodWish(Body):
    """Something that films should have or should not; it ranks films and leaves none out."""

    kind: Literal["mood", "tag", "genre", "country", "person"] = Field(
        description="Of a person: films like that director's."
    )
    name: str = Field(description="Of a person the id.", examples=["cosy"])
    label: str | None = Field(description="The name of a person; null else.")
    wanted: bool = Field(description="Whether films should have it.")
    phrase: str = Field(description="The words that were taken for it.", examples=["rainy sunday"])


class UnderstoodPreference(Body):
    """How well rated, well known or new the films should be."""

    by: Literal["rating", "popularity", "year"]
    direction: Literal["high", "low"]
    phrase: str = Field(description="The words that were taken for it.", examples=["underrated"])


class Understood(Body):
    """How a query was read; any `phrase` sent back as `verbatim` is searched as words instead."""

    text: str = Field(description="The words that were searched for, without what follows.")
    corrected: str | None = Field(
        description="The spelling that was searched for, where it is not the one typed."
    )
    filters: list[UnderstoodFilter] = Field(description="What was taken out of it as filters.")
    also: list[UnderstoodFilter] = Field(
        description="Other readings that are offered, of words that were read as a title, as words "
        "or as another person: for one of them, ask for its `value` as `people` and leave its "
        "`phrase` out of `q`."
    )
    like: Like | None = Field(
        description="The film that the answers are to be like; the first of `likes`."
    )
    likes: list[Like] = Field(description="All films that the answers are to be like.")
    wishes: list[UnderstoodWish] = Field(
        description="Moods, tags and doubtful genres and countries, wanted and not wanted."
    )
    preferences: list[UnderstoodPreference] = Field(
        description='What "best", "underrated", "new" and their like say.'
    )
    excluded: list[str] = Field(
        description='What counts against a film: the phrases after "not" or "it\'s not", as typed.'
    )


class SearchPage(Body):
    """Films found, the best first."""

    items: list[Hit]
    next_cursor: NextCursor
    understood: Understood
    nothing_fits: bool = Field(
        description="Even the best is no nearer to the query than chance; the nearest are listed "
        "all the same."
    )


class PopularItem(Body):
    """A popular film."""

    movie: Movie
    score: float = Field(description="Higher is more popular.")


class PopularPage(Body):
    """Popular films, varied across genres."""

    items: list[PopularItem]
    next_cursor: NextCursor
