"""What tools take; the descriptions are what an assistant reads."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

MovieId = Annotated[int, Field(ge=0, description="`movie_id` of a film, as other tools give it.")]
Limit = Annotated[int, Field(ge=1, le=25, description="Most films to return.")]
Genres = Annotated[
    list[str] | None,
    Field(max_length=20, description="Only films of all these genres, such as Comedy, Film-Noir."),
]
NotGenres = Annotated[
    list[str] | None, Field(max_length=20, description="No films of any of these genres.")
]
Moods = Annotated[
    list[str] | None,
    Field(
        max_length=20, description="Only films with all these moods or tags, such as cosy, slow."
    ),
]
YearMin = Annotated[int | None, Field(description="Only films of this year or later.")]
YearMax = Annotated[int | None, Field(description="Only films of this year or earlier.")]
Minutes = Annotated[int | None, Field(ge=1, description="Only films of so many minutes or less.")]
Day = Annotated[
    date | None, Field(description="The day it was seen, as 2026-01-31; null where not known.")
]
Note = Annotated[str, Field(max_length=2000, description="The person's own words about it.")]
Cursor = Annotated[str | None, Field(description="`next_cursor` of the page before.")]
Query = Annotated[
    str,
    Field(
        min_length=1,
        max_length=2000,
        description="What the film is about or like, in plain English or German, or its title: "
        '"slow Japanese family drama", "heist with a twist, before 1980", "like Heat but funny". '
        "Years, people, countries and running times in it are understood.",
    ),
]
Stars = Annotated[
    float | None,
    Field(
        ge=0.5,
        le=5,
        multiple_of=0.5,
        description="0.5 to 5 in half steps. Null takes the rating back.",
    ),
]
Companions = Annotated[
    list[str] | None,
    Field(
        max_length=7,
        description="Usernames of people who watch too and agreed to be companions here.",
    ),
]
Wishes = Annotated[
    dict[str, int] | None,
    Field(
        max_length=20,
        description="Moods and tags from -3 (none of it) to 3 (very much): they order films and "
        'leave none out, as {"heartwarming": 2, "violent": -3}.',
    ),
]
WatchlistAction = Annotated[
    Literal["list", "add", "remove"],
    Field(description="`add` and `remove` need movie_id and change the watchlist."),
]
DiaryAction = Annotated[
    Literal["list", "add", "change", "remove"],
    Field(
        description="`list` reads. `add` needs movie_id: seen once more. `change` and `remove` "
        "need viewing_id, as `list` gives it."
    ),
]
