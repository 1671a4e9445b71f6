"""Tools that read: search, film, person, recommend, tonight."""

from __future__ import annotations

from typing import Annotated, Any

from mcp.server.mcpserver.exceptions import ToolError
from pydantic import Field

from app.assistants import results, shorten
from app.assistants.api import Api, current
from app.assistants.arguments import (
    Companions,
    Genres,
    Limit,
    Minutes,
    Moods,
    MovieId,
    NotGenres,
    Query,
    Wishes,
    YearMax,
    YearMin,
)
from embeddings.sources.text.titles import title_key

# Films among which one of a given title is looked for.
TITLES_READ = 10


def search(
    query: Query,
    genres: Genres = None,
    exclude_genres: NotGenres = None,
    year_min: YearMin = None,
    year_max: YearMax = None,
    runtime_max: Minutes = None,
    limit: Limit = 8,
) -> results.Found:
    """Find films by plain words or by title, whoever asks.

    Call it first where you need the movie_id of a film that was named. For what this person may
    like, call recommend instead.
    """
    page = current().get(
        "/search",
        q=query,
        genres=genres,
        exclude_genres=exclude_genres,
        year_min=year_min,
        year_max=year_max,
        runtime_max=runtime_max,
        limit=limit,
    )
    return results.Found(
        films=[shorten.found(item) for item in page["items"]],
        understood=shorten.understood(page["understood"]),
        nothing_fits=page["nothing_fits"],
    )


def film(
    movie_id: Annotated[int | None, Field(ge=0, description="The film, where it is known.")] = None,
    title: Annotated[str | None, Field(max_length=300, description="Its title, else.")] = None,
    year: Annotated[int | None, Field(description="Its year, to tell it from others.")] = None,
) -> results.Details:
    """Return a film: plot, people, moods, the person's marks of it and what it may be to them.

    `receipt` says why: lines, preferences and other_marks add up to the score. Give movie_id, or
    the title.
    """
    api = current()
    if movie_id is None:
        movie_id = _movie_of(api, title, year)
    movie = api.get(f"/movies/{movie_id}")
    (kept,) = api.get("/me/marks", movie_ids=[movie_id])["items"]
    return shorten.details(movie, kept, api.get(f"/me/recommendations/{movie_id}"))


def person(
    name: Annotated[str | None, Field(max_length=120, description="A name, or part of it.")] = None,
    person_id: Annotated[int | None, Field(ge=0, description="Where it is known.")] = None,
    limit: Limit = 10,
) -> results.Person:
    """Return somebody who made films or plays in them, with their films and this person's ratings.

    Give name or person_id. Where the name may mean several people the best known is returned, and
    `others` has the rest.
    """
    api = current()
    others: list[str] = []
    if person_id is None:
        if not name:
            raise ToolError("Give name or person_id.")
        found = api.get("/people", q=name, limit=5)["items"]
        if not found:
            raise ToolError(f"Nobody here is called {name}. Check the spelling, or search for it.")
        person_id = found[0]["id"]
        others = [f"{namesake['name']}, person_id {namesake['id']}" for namesake in found[1:]]
    about = api.get(f"/people/{person_id}", sort="rating")
    return results.Person(
        person_id=about["id"],
        name=about["name"],
        roles=[role["role"] for role in about["roles"]],
        film_count=about["film_count"],
        seen_count=about["seen_count"],
        films=[shorten.credited(item) for item in about["films"][:limit]],
        others=others,
    )


def recommend(
    genres: Genres = None,
    exclude_genres: NotGenres = None,
    moods: Moods = None,
    year_min: YearMin = None,
    year_max: YearMax = None,
    runtime_max: Minutes = None,
    adventurousness: Annotated[
        float | None, Field(ge=0, le=1, description="0 familiar, 1 adventurous.")
    ] = None,
    limit: Limit = 5,
) -> results.Recommended:
    """List films that suit this person, never one that they rated, saw or hid, each with a receipt.

    The receipt names the person's own films that speak for it and against it, and what both share.
    Say those as the reason; make up no other.
    """
    page = current().get(
        "/me/recommendations",
        genres=genres,
        exclude_genres=exclude_genres,
        moods=moods,
        year_min=year_min,
        year_max=year_max,
        runtime_max=runtime_max,
        adventurousness=adventurousness,
        limit=limit,
    )
    return results.Recommended(
        films=[shorten.recommended(item) for item in page["items"]], basis=page["basis"]
    )


def tonight(
    words: Annotated[
        str | None,
        Field(max_length=300, description='What it should be like: "90 minutes, something warm".'),
    ] = None,
    runtime_max: Minutes = None,
    moods: Wishes = None,
    youngest: Annotated[
        int | None, Field(ge=0, le=120, description="How old the youngest who watches is.")
    ] = None,
    companions: Companions = None,
    fairness: Annotated[
        float, Field(ge=0, le=1, description="0: best on average; 1: nobody suffers.")
    ] = 0.5,
    not_tonight: Annotated[
        list[int] | None, Field(max_length=500, description="movie_id of films to leave out now.")
    ] = None,
) -> results.Tonight:
    """Choose one film for tonight, for this person alone or with companions; writes nothing.

    Offer the first of `picks` with its reason, and the other two where it does not suit. Asked
    again, give what was refused as not_tonight.
    """
    wishes: dict[str, Any] = {
        "people": [{"me": True}, *({"account": name} for name in companions or ())],
        "moods": moods or {},
        "fairness": fairness,
        "not_tonight": not_tonight or [],
        "filters": {} if runtime_max is None else {"runtime_max": runtime_max},
    }
    wishes |= {"words": words} if words else {}
    wishes |= {"youngest": youngest} if youngest is not None else {}
    answer = current().send("POST", "/tonight", wishes)
    picked = {item["movie"]["id"] for item in answer["picks"]}
    return results.Tonight(
        picks=[shorten.pick(item) for item in answer["picks"]],
        others=[
            results.Film(**shorten.film(item["movie"]))
            for item in answer["movies"]
            if item["movie"]["id"] not in picked
        ],
        understood=shorten.understood(answer["understood"]),
        by=answer["order"]["by"],
    )


def movie_title(api: Api, movie_id: MovieId) -> str:
    """Return a film's title; raises ToolError where the catalogue lacks the film."""
    return str(api.get(f"/movies/{movie_id}")["title"])


def _movie_of(api: Api, title: str | None, year: int | None) -> int:
    """Return the one film of a title.

    Raises
    ------
    ToolError
        There is none, or several; the message lists those that are near.
    """
    if not title:
        raise ToolError("Give movie_id or title.")
    movies = [hit["movie"] for hit in api.get("/search", q=title, limit=TITLES_READ)["items"]]
    key = title_key(title)
    named = [
        movie
        for movie in movies
        if key in (title_key(movie["title"]), title_key(movie["original_title"] or ""))
        and year in (None, movie["year"])
    ]
    if len(named) == 1:
        return int(named[0]["id"])
    near = "; ".join(
        f"{movie['title']} ({movie['year']}), movie_id {movie['id']}" for movie in named or movies
    )
    what = "Several films have" if named else "No film has"
    raise ToolError(f"{what} this title. Call film with the movie_id of the one meant: {near}.")
