"""What tools answer: less than the API, since all of it is read by a language model."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, Field


class Film(BaseModel):
    """A film, in as few words as tell it from others."""

    movie_id: int = Field(description="Names the film in other tools.")
    title: str
    year: int | None
    genres: list[str]
    minutes: int | None
    directors: list[str]


class FoundFilm(Film):
    """A film found by a search."""

    why: str | None = Field(description="What of the film matched the words.")
    fits: bool = Field(description="False: nearer than nothing else, and no real match.")


class Found(BaseModel):
    """Films found, the best first."""

    films: list[FoundFilm]
    understood: list[str] = Field(description="What was read out of the words as a filter or wish.")
    nothing_fits: bool = Field(description="No film is nearer to the words than chance.")


class ReceiptLine(BaseModel):
    """What one film that the person marked adds to the score of another."""

    movie_id: int
    title: str
    mark: Literal["rating", "seen", "planned"]
    stars: float | None = Field(description="The person's rating of it.")
    contribution: float = Field(description="Below zero it speaks against.")
    speaks: Literal["for", "against", "neither"]
    shared: list[str] = Field(description="What both films have in common.")


class Receipt(BaseModel):
    """Why a film has its score: lines, ``preferences`` and ``other_marks`` add up to it."""

    score: float
    lines: list[ReceiptLine]
    preferences: float = Field(description="What stated preferences add.")
    other_marks: float = Field(description="What all marks without a line add together.")


class Prediction(BaseModel):
    """Stars that the person would give; four in five such ratings lie from low to high."""

    stars: float | None
    low: float | None
    high: float | None
    too_early: bool = Field(description="Too few ratings: say so, and do not quote the stars.")


class RecommendedFilm(Film):
    """A film that suits the person."""

    predicted: Prediction
    receipt: Receipt


class Recommended(BaseModel):
    """Films that suit the person, the best first."""

    films: list[RecommendedFilm]
    basis: Literal["ratings", "words", "popular"] = Field(
        description="What it rests on; popular: nothing is known of the person's taste yet."
    )


class Marks(BaseModel):
    """What the person keeps about a film."""

    movie_id: int
    title: str
    stars: float | None
    seen: bool
    watched_on: str | None
    on_watchlist: bool
    hidden: bool


class Details(Film):
    """A film with all that is worth telling of it."""

    original_title: str | None
    plot: str | None
    countries: list[str]
    languages: list[str]
    cast: list[str]
    writers: list[str]
    composers: list[str]
    moods: list[str]
    tags: list[str]
    collections: list[str]
    certificate: str | None
    minimum_age: int | None = Field(description="From which age one would show it.")
    imdb_id: str | None
    tmdb_id: int | None
    marks: Marks
    predicted: Prediction
    receipt: Receipt


class CreditedFilm(Film):
    """A film that a person worked on."""

    roles: list[str]
    character: str | None
    stars: float | None = Field(description="The reader's rating.")
    seen: bool


class Person(BaseModel):
    """Somebody who made films or is in them."""

    person_id: int
    name: str
    roles: list[str]
    film_count: int
    seen_count: int
    films: list[CreditedFilm]
    others: list[str] = Field(description="Other people whom the name may mean, with their ids.")


class Pick(Film):
    """A film for tonight."""

    why: list[dict[str, Any]] = Field(description="Parts of the reason, in order of telling.")
    predicted: dict[str, float | None] = Field(description="By person, stars or null.")


class Tonight(BaseModel):
    """Three films for tonight that differ, and the list that they are from."""

    picks: list[Pick]
    others: list[Film]
    understood: list[str]
    by: Literal["taste", "words", "popular"] = Field(description="What orders the films.")


class ListedFilm(Film):
    """A film on the watchlist."""

    added_at: str


class Watchlist(BaseModel):
    """Films that the person means to see."""

    films: list[ListedFilm]
    next_cursor: str | None = Field(description="`cursor` of the next page; null on the last.")
    changed: Marks | None = Field(description="Marks of the film that was added or removed.")


class Viewing(Film):
    """One time that the person saw a film."""

    viewing_id: int
    watched_on: str | None
    note: str
    stars: float | None


class Diary(BaseModel):
    """The person's viewings."""

    viewings: list[Viewing]
    next_cursor: str | None = Field(description="`cursor` of the next page; null on the last.")
