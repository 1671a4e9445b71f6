"""What a release says of itself; the OpenAPI document is made from these."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field

from app.web.contract import Body


class SearchQuality(Body):
    """How well films are found: means over queries with known answers."""

    queries: int = Field(description="Queries asked.", examples=[150])
    mrr: float = Field(description="Mean of 1 / the place of the first film that answers.")
    hit_at_10: float = Field(description="Share of queries with an answer among the first 10.")
    recall_at_100: float = Field(description="Share of the answers among the first 100.")


class EverydayQuality(Body):
    """How good the first ten films are: means over queries whose answers people would differ in."""

    queries: int = Field(description="Queries asked, films graded for each.", examples=[90])
    ndcg_at_10: float
    precision_at_10: float = Field(description="Share of the first 10 that are good.")
    success_at_1: float = Field(description="Share of queries whose first film is good.")


class RecommendationQuality(Body):
    """How well liked films are guessed: means over people whose ratings were held out."""

    people: int = Field(description="People held out.", examples=[150])
    ndcg_at_100: float
    recall_at_20: float
    popular_ndcg_at_100: float = Field(description="The same of the most rated films.")
    popular_recall_at_20: float = Field(description="The same of the most rated films.")


class NameCount(Body):
    """A value that films can be filtered by, and how many have it."""

    name: str = Field(examples=["France"])
    count: int


class Quality(Body):
    """What was measured before the release went live."""

    measured_at: datetime
    search: SearchQuality | None = Field(
        description="Null where the release has no film that a query asks for."
    )
    everyday: EverydayQuality | None = Field(
        default=None,
        description="Null where the release has no good film for any query, or was made by a "
        "version that did not ask.",
    )
    recommendations: RecommendationQuality | None = Field(
        description="Null where too few people rated; of simulated people where "
        "`simulated_ratings` is true."
    )
    forced: bool = Field(
        description="A figure fell against the release before, and the release was wanted live."
    )


class Release(Body):
    """The build of catalogue and vectors that answers come from."""

    id: int
    dataset: str = Field(examples=["sample"])
    attribution: str | None = Field(description="Whom the data set asks to credit, and how.")
    simulated_ratings: bool = Field(description="The ratings are computed, not people's.")
    encoder: str = Field(examples=["all-MiniLM-L6-v2"])
    encoder_revision: str
    text_dimension: int = Field(examples=[384])
    movie_count: int
    rating_count: int
    genres: list[NameCount] = Field(description="The most frequent first.")
    countries: list[NameCount] = Field(description="The most frequent first.")
    languages: list[NameCount] = Field(description="The most frequent first.")
    certificates: list[NameCount] = Field(description="The most frequent first.")
    collections: list[NameCount] = Field(
        description="Studios, series, awards and movements; the most frequent first."
    )
    runtime_min: int | None = Field(description="Minutes of the shortest film.")
    runtime_max: int | None = Field(description="Minutes of the longest film.")
    year_min: int | None = Field(description="Year of the oldest film.")
    year_max: int | None = Field(description="Year of the newest film.")
    live_at: datetime | None
    quality: Quality | None = Field(description="Null where nothing was measured.")
    tmdb_posters: bool = Field(
        description="Films have pictures of TMDB, which must then be named as their source."
    )
