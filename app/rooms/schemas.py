"""What rooms take and give; the OpenAPI document is made from these."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from app.films.schemas import Movie
from app.tonight.schemas import NamedFilms, TonightHere, TonightMovie, TonightWishes, Words
from app.web.contract import Body, Headers, Input, Query
from app.web.openapi import LARGEST_ID
from app.web.values import MovieId, QueriedId
from embeddings.json_numbers import WHOLE
from embeddings.plain_text import SOME

MOST_MEMBERS = 12
LONGEST_DECISION_MIN = 180

MemberName = Annotated[str, StringConstraints(min_length=1, max_length=40), SOME]
Token = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{10,80}$")]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{3}[ -]?[A-Za-z]{3}$")]
DecisionMinutes = Annotated[int, Field(ge=1, le=LONGEST_DECISION_MIN), WHOLE]
VotedMovie = Annotated[int, Field(ge=0, le=LARGEST_ID), WHOLE]
Choice = Literal["yes", "no", "seen"]
Version = Annotated[int, Field(description="Raised with every change of the room.", examples=[17])]


class MemberTaste(Input):
    """What a member brings; all of it is deleted with the room."""

    loves: NamedFilms = Field([], description="Films that a guest loves.", examples=[[1]])
    hates: NamedFilms = Field([], description="Films that a guest cannot stand.")
    mood: Words | None = Field(
        None,
        description="What a guest would like, in plain words, English or German.",
        examples=["something silly"],
    )
    shows_reasons: bool = Field(
        False,
        description="Whether the others see how a film suits this member, and why. Nobody sees "
        "a member's ratings in either case.",
    )

    @model_validator(mode="after")
    def _no_film_twice(self) -> Self:
        if set(self.loves) & set(self.hates):
            raise PydanticCustomError(
                "loved_and_hated", "No film can be loved and hated", {"field": "hates"}
            )
        return self


class RoomRules(Input):
    """What a room looks for, and how it decides."""

    wishes: TonightWishes = Field(
        default=TonightWishes.model_validate({}),
        description="As in `POST /tonight`, without the people.",
    )
    decide_after_minutes: DecisionMinutes | None = Field(
        None,
        description="The first film that all who are present say yes to wins. After so many "
        "minutes without one, the best wins, of those that somebody said yes to: fewest no, then "
        "fewest seen, then most yes, then the earliest. Null: the room waits for all.",
        examples=[20],
    )


class NewRoom(RoomRules, MemberTaste):
    """A room to make, and its host, who is its first member."""

    name: MemberName | None = Field(
        None,
        description="What the others call the host. Needed from a guest; else the username.",
        examples=["Ann"],
    )


class Joining(MemberTaste):
    """Somebody who joins by a link's token or by a code."""

    token: Token | None = Field(
        None, description="What is after `join=` in the link.", examples=["12-aFq0cN3Yk5vO2d1R8xZt"]
    )
    code: Code | None = Field(
        None,
        description="Six letters, as somebody says them; case, space and dash do not matter.",
        examples=["KRT MPA"],
    )
    name: MemberName | None = Field(
        None,
        description="What the others call one. Needed from a guest; else the username.",
        examples=["Ben"],
    )

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.token is None) == (self.code is None):
            raise PydanticCustomError(
                "one_of", "Must have exactly one of token and code", {"field": "token"}
            )
        return self


class Vote(Input):
    """A member's vote on a film; a later one replaces it."""

    movie_id: VotedMovie = Field(examples=[1])
    vote: Choice | None = Field(
        description="`seen`: have seen it, and not tonight. Null takes a vote back.",
        examples=["yes"],
    )


class RoomQuery(Query):
    """Which state of a room is known already."""

    after: QueriedId | None = Field(
        None,
        description="The `version` that one has: the answer is 204 where there is nothing newer.",
    )


class EventsQuery(Query):
    """Where a stream of events begins."""

    after: QueriedId | None = Field(
        None,
        description="The `version` that one has; events after it are sent. `Last-Event-ID`, which "
        "browsers send when they connect again, goes before it.",
    )


class EventsHeaders(Headers):
    """What a browser says that connects again."""

    last_event_id: str | None = Field(
        None,
        alias="Last-Event-Id",
        max_length=20,
        description="The id of the last event that arrived.",
    )


class Member(Body):
    """Somebody in a room."""

    id: int = Field(description="Names the member within the room.", examples=[3])
    name: str = Field(examples=["Ben"])
    is_host: bool
    is_me: bool
    has_account: bool = Field(description="Brings the taste of their marks.")
    is_present: bool = Field(
        description="Whether the member's page has been heard of lately. Who is not present does "
        "not keep a film from winning."
    )
    shows_reasons: bool
    voted: int = Field(description="How many films the member has voted on.")


class Votes(Body):
    """The votes on a film, of members who have not left."""

    yes: int
    no: int
    seen: int


class RoomMovie(TonightMovie):
    """A film of a room's list; `for_people` has oneself and those who show reasons."""

    votes: Votes
    my_vote: Choice | None


class Winner(Body):
    """The film that a room has decided on."""

    movie: Movie
    by: Literal["all", "best"] = Field(
        description="`all`: all who were present said yes; `best`: the time was over."
    )
    votes: Votes


class Room(Body):
    """A room, as one member sees it."""

    id: int = Field(examples=[12])
    state: Literal["open", "decided", "ended"] = Field(
        description="`decided`: there is a winner; the host may go on without it. `ended`: tastes "
        "and votes are deleted, and the rest will be within the hour."
    )
    version: Version
    code: str | None = Field(
        description="To be said aloud; null once the room has ended.", examples=["KRT MPA"]
    )
    link: str | None = Field(
        description="To be sent; path and fragment of a page of this site. Null once ended.",
        examples=["/tonight#join=12-aFq0cN3Yk5vO2d1R8xZt"],
    )
    wishes: TonightWishes
    decide_after_minutes: int | None
    decides_at: datetime | None = Field(description="When the best film wins; null: never.")
    expires_at: datetime = Field(description="When the room is deleted with everything in it.")
    now: datetime = Field(description="The server's time, to count down by.")
    members: list[Member] = Field(
        description="In the order of joining. A `person` of the films is a position in this list."
    )
    loves: list[Movie] = Field(description="One's own, as given in this room.")
    hates: list[Movie] = Field(description="One's own, as given in this room.")
    mood: str | None = Field(description="One's own.")
    picks: list[RoomMovie] = Field(description="Three films that differ; the first is the best.")
    movies: list[RoomMovie] = Field(
        description="Those first that most said yes to, then the best. Films that somebody said no "
        "to, or has seen, have left."
    )
    people: list[TonightHere] = Field(description="As in `POST /tonight`, in members' order.")
    winner: Winner | None


class Voted(Body):
    """What a vote came to."""

    version: Version
    movie_id: MovieId
    my_vote: Choice | None
    votes: Votes
    winner: Winner | None
