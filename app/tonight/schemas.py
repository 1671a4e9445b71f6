"""What choosing a film for tonight takes and gives; the OpenAPI document is made from these."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from app.films.schemas import Movie, Understood
from app.films.similar_schemas import Trait
from app.recommend.schemas import Because, Predicted
from app.web.contract import Body, Input
from app.web.filters import Filters
from app.web.openapi import LARGEST_ID
from app.web.values import MovieId, Name
from embeddings.json_numbers import WHOLE
from embeddings.plain_text import SOME, UNALTERED

MOST_PEOPLE = 8
MOST_NAMED = 5  # films that a guest loves, or hates
MOST_LEFT_OUT = 500
LONGEST_WORDS = 300

Words = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_WORDS), SOME]
Account = Annotated[str, StringConstraints(min_length=1, max_length=64), UNALTERED]
_Id = Annotated[int, Field(ge=0, le=LARGEST_ID), WHOLE]


def _distinct(values: list[int]) -> list[int]:
    return list(dict.fromkeys(values))


NamedFilms = Annotated[list[_Id], Field(max_length=MOST_NAMED), AfterValidator(_distinct)]
LeftOut = Annotated[list[_Id], Field(max_length=MOST_LEFT_OUT), AfterValidator(_distinct)]
Strength = Annotated[int, Field(ge=-3, le=3), WHOLE]
Age = Annotated[int, Field(ge=0, le=120), WHOLE]
Limit = Annotated[int, Field(ge=3, le=50), WHOLE]
Fairness = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]


class TonightPerson(Input):
    """Somebody who watches: you (`me`), a companion of yours (`account`), or a guest (`name`)."""

    me: Literal[True] | None = Field(None, description="You, who are signed in.")
    account: Account | None = Field(
        None,
        description="The username of somebody who agreed to be your companion; see "
        "`GET /me/companions`.",
        examples=["ben"],
    )
    name: Name | None = Field(None, description="A guest, who needs no account.", examples=["Ana"])
    loves: NamedFilms = Field([], description="Films that a guest loves.", examples=[[1]])
    hates: NamedFilms = Field([], description="Films that a guest cannot stand.")
    mood: Words | None = Field(
        None,
        description="What a guest would like, in plain words, English or German.",
        examples=["something silly"],
    )

    @model_validator(mode="after")
    def _one_of_three(self) -> Self:
        if sum(given is not None for given in (self.me, self.account, self.name)) != 1:
            raise PydanticCustomError(
                "one_of", "Must have exactly one of me, account and name", {"field": "me"}
            )
        if self.name is None and (self.loves or self.hates or self.mood):
            raise PydanticCustomError(
                "guests_only", "Only a guest has loves, hates and mood", {"field": "name"}
            )
        if set(self.loves) & set(self.hates):
            raise PydanticCustomError(
                "loved_and_hated", "No film can be loved and hated", {"field": "hates"}
            )
        return self


class TonightWishes(Input):
    """What a film for tonight should be; of a room as of a request."""

    filters: Filters = Field(
        default=Filters.model_validate({}),
        description="What every film must meet, as in all lists: `runtime_max` is the time there "
        "is, `certificate_max` what the youngest may see.",
    )
    moods: dict[Name, Strength] = Field(
        default={},
        max_length=20,
        description="Moods and tags, from −3 (none of it) to 3 (very much); they order films and "
        "leave none out.",
        examples=[{"heartwarming": 2, "violent": -3}],
        json_schema_extra={"additionalProperties": False},
    )
    words: Words | None = Field(
        None,
        description="What it should be like, in plain words, English or German, read as a search "
        "reads them: running times, ages, countries, genres and moods are understood.",
        examples=["90 minutes, something warm"],
    )
    youngest: Age | None = Field(
        None,
        description="How old the youngest is, in years. Leaves out films for older people, and "
        "films of which that is not known.",
    )
    seen: Literal["nobody", "some", "any"] = Field(
        "nobody",
        description="`nobody`: films that nobody of the people has seen or rated; `some`: also "
        'films that some have seen, and others not; `any`: all. What somebody marked "not '
        'interested" is left out always.',
    )
    watchlists_first: bool = Field(
        False, description="Films of a watchlist of the people come before all others."
    )
    short_films: bool = Field(
        False,
        description="Also films shorter than 40 minutes. Without it these come only where the "
        "words ask for a short film, or filters or words for a running time below an hour.",
    )
    fairness: Fairness = Field(
        0.25,
        description="0: the best on average; 1: nobody suffers, so the least satisfied person "
        "decides. Satisfaction is (1 − fairness) × mean + fairness × least.",
    )
    limit: Limit = Field(12, description="Most films in `movies`.")
    not_tonight: LeftOut = Field(
        [],
        description='Films to leave out this time; nothing is kept. For good, mark a film "not '
        'interested".',
    )


class TonightRequest(TonightWishes):
    """Who watches, and what they want."""

    people: list[TonightPerson] = Field(
        min_length=1, max_length=MOST_PEOPLE, description="Who watches, each once."
    )

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        if sum(person.me is not None for person in self.people) > 1:
            raise PydanticCustomError(
                "twice", "You are among the people twice", {"field": "people"}
            )
        return self


class TonightHere(Body):
    """Somebody who watches, as the answer calls them."""

    person: int = Field(description="Position among the request's `people`, from 0.")
    name: str = Field(description="Username, or a guest's name.", examples=["Ana"])
    kind: Literal["me", "account", "guest"]
    has_say: bool = Field(
        description="Whether marks, loved films or words say anything of their taste; who has no "
        "say counts neither in `mean` nor in `least`."
    )
    shows_reasons: bool = Field(
        description="Whether `because` of this person is told; a companion decides for themselves."
    )


class ForPerson(Predicted):
    """What a film is for one of the people. Pages show no stars where `too_early`."""

    person: int = Field(description="Position among the request's `people`, from 0.")
    name: str = Field(examples=["Ana"])
    satisfaction: float | None = Field(
        description="How the film suits the person, as a share of what suits them best of all "
        "films that could be chosen: their score, and of several people the predicted stars too. "
        "Below 0 it is against their taste. Null of who has no say."
    )
    because: list[Because] = Field(
        description="Their films that speak most for it and against it. Of a companion who shows "
        "reasons only those for it, without their ratings; of another companion none."
    )
    seen: bool | None = Field(
        description="Rated or seen; a guest has seen what they named. Null of a companion who does "
        "not show reasons."
    )
    on_watchlist: bool | None = Field(description="Null of the same.")


class Satisfaction(Body):
    """How a film suits the people together, as shares of each one's best."""

    mean: float
    least: float = Field(description="That of the least satisfied person.")
    least_person: int = Field(description="Who that is: position among `people`.")


class WhyPart(Body):
    """A part of the sentence that says why; parts stand in the order in which one says them.

    `for-all`: everybody with a say is satisfied by at least `share` of their best. `loved`: a
    film that `people` like speaks for it. `mood`, `tag`: it has `name`, which was wished for.
    `words`: it is near to the words. `minutes`: it takes `minutes`, within the time asked for.
    `watchlist`: it is on the watchlist of `people`. `stars`: the lowest predicted rating among
    the people is `stars`. `popular`: it is well known and liked, where nothing else is known.
    """

    kind: Literal[
        "for-all", "loved", "mood", "tag", "words", "minutes", "watchlist", "stars", "popular"
    ]
    people: list[int] = Field(description="Of whom it is said; positions among `people`.")
    name: str | None = Field(description="Of a mood or tag.")
    estimated: bool = Field(description="Nobody said it of the film; the release estimates it.")
    movie_id: MovieId | None = Field(description="Of the loved film.")
    title: str | None = Field(description="Of the loved film.")
    shared: list[Trait] = Field(description="What the loved film shares with this one.")
    minutes: int | None
    share: float | None
    stars: float | None


class TonightMovie(Body):
    """A film for tonight."""

    movie: Movie
    score: float = Field(
        description="What orders the list, higher is better; comparable within one answer."
    )
    satisfaction: Satisfaction | None = Field(description="Null where nobody has a say.")
    for_people: list[ForPerson] = Field(description="In the order of the request's `people`.")
    why: list[WhyPart]


class TonightOrder(Body):
    """What orders the list."""

    by: Literal["taste", "words", "popular"] = Field(
        description="`taste`: satisfaction of the people, and with it moods and words; `words`: "
        "these alone, where nobody has a say; `popular`: what is well known and liked."
    )
    fairness: float
    aggregate: Literal["mean-least"] = Field(
        description="How several people's satisfaction becomes one: (1 − fairness) × mean + "
        "fairness × least."
    )
    watchlists_first: bool


class Tonight(Body):
    """Films for tonight."""

    picks: list[TonightMovie] = Field(
        description="Three films that differ from each other; the first is the best of `movies`."
    )
    movies: list[TonightMovie] = Field(description="The best first.")
    people: list[TonightHere]
    order: TonightOrder
    understood: Understood | None = Field(description="How `words` were read; null without them.")
    release: int = Field(description="The release that answered.")
