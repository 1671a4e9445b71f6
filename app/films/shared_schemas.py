"""What opening a shared link takes and gives."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from app.web.contract import Body, Query
from app.web.values import MovieId
from embeddings.plain_text import SOME


class SharedQuery(Query):
    """A text that another program shared."""

    text: Annotated[str, StringConstraints(min_length=1, max_length=2000), SOME] = Field(
        description="It has a link to a film of IMDb, TMDB or Letterboxd, or its title.",
        examples=["https://www.imdb.com/title/tt0113277/"],
    )


class SharedFilm(Body):
    """The film that a shared text is about, or what to search for."""

    movie_id: MovieId | None = Field(description="Null where no film of the release is meant.")
    words: str = Field(description="The title in the text or in the link; empty where none is.")
