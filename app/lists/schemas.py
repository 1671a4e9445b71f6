"""What shared lists take and give; the OpenAPI document is made from these."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from app.films.schemas import Movie
from app.web.contract import Body, Input, Query
from embeddings.json_numbers import WHOLE
from embeddings.plain_text import ANY, PARAGRAPHS, SOME

MOST_LISTS = 100  # owned by one account
MOST_ENTRIES = 1000
MOST_EDITORS = 20
LONGEST_NOTE = 500

ListName = Annotated[str, StringConstraints(min_length=1, max_length=100), SOME]
About = Annotated[str, StringConstraints(max_length=1000), PARAGRAPHS]
EntryNote = Annotated[str, StringConstraints(max_length=LONGEST_NOTE), ANY]
Position = Annotated[int, Field(ge=1, le=MOST_ENTRIES), WHOLE]
LinkToken = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{10,80}$")]


class ListIn(Input):
    """Name and description of a list; what is left out is set back to its default."""

    name: ListName = Field(examples=["Films for the long nights"])
    about: About = Field("", description="What the list is, in one's own words.")


class EntryIn(Input):
    """Where a film stands in a list, and what is said about it; what is left out stays."""

    note: EntryNote | None = Field(None, description="Why it is here.", examples=["With tea."])
    position: Position | None = Field(
        None,
        description="From 1; the others make room. A new film comes last.",
        examples=[1],
    )


class LinkQuery(Query):
    """Which list to read."""

    token: LinkToken = Field(
        description="What is after `read=` in the link.", examples=["7-1-aFq0cN3Yk5vO2d1R8xZt"]
    )


class EditorIn(Input):
    """Who has been invited to edit a list."""

    token: LinkToken = Field(
        description="What is after `edit=` in the link.", examples=["7-1-aFq0cN3Yk5vO2d1R8xZt"]
    )


class Entry(Body):
    """A film of a list. One that the live release lacks is left out, and comes back with it."""

    movie: Movie
    position: int = Field(description="From 1, over all films of the list.", examples=[1])
    note: str
    added_at: datetime


class ListSummary(Body):
    """A list, without its films."""

    id: int = Field(examples=[7])
    name: str
    about: str
    role: Literal["owner", "editor"]
    owner: str = Field(description="Username.", examples=["ann"])
    films: int = Field(description="How many films it has.")
    is_shared: bool = Field(description="Whether there is a link to read it by.")
    updated_at: datetime


class ListsPage(Body):
    """The lists that one owns or edits, the last changed first; all of them, as there are few."""

    items: list[ListSummary]
    next_cursor: None = Field(description="Always null.")


class Editor(Body):
    """Somebody who may edit a list."""

    id: int = Field(description="Names the editor in addresses.", examples=[9])
    username: str = Field(examples=["ben"])
    is_me: bool


class FilmList(ListSummary):
    """A list, as its owner or an editor sees it."""

    version: int = Field(
        description="Raised with every change of its text, films or links.", examples=[4]
    )
    entries: list[Entry]
    editors: list[Editor] = Field(description="Those who were invited and came.")
    read_link: str | None = Field(
        description="To read it by, without an account; only its owner sees it. Null where there "
        "is none.",
        examples=["/lists/shared#read=7-1-aFq0cN3Yk5vO2d1R8xZt"],
    )
    edit_link: str | None = Field(
        description="To become an editor by; only its owner sees it. Null where there is none.",
        examples=["/lists/shared#edit=7-1-aFq0cN3Yk5vO2d1R8xZt"],
    )


class SharedList(Body):
    """A list, as everybody with its link reads it. It says of nobody whose it is."""

    name: str
    about: str
    updated_at: datetime
    entries: list[Entry]
