"""Answers of the JSON API made short, as `app.assistants.results` has them."""

from __future__ import annotations

from typing import Any

from app.assistants import results

Json = dict[str, Any]

# Of a receipt's line, the most telling things that both films share.
MOST_SHARED = 4
MOST_TAGS = 15
MOST_CAST = 10


def film(movie: Json) -> Json:
    """Return the fields of `results.Film`."""
    return {
        "movie_id": movie["id"],
        "title": movie["title"],
        "year": movie["year"],
        "genres": movie["genres"],
        "minutes": movie["runtime"],
        "directors": [person["name"] for person in movie["directors"]],
    }


def prediction(item: Json) -> results.Prediction:
    """Return predicted stars with their doubt."""
    return results.Prediction(
        stars=item["predicted_rating"],
        low=item["predicted_low"],
        high=item["predicted_high"],
        too_early=item["too_early"],
    )


def receipt(item: Json) -> results.Receipt:
    """Return why a film has its score."""
    return results.Receipt(
        score=item["score"],
        lines=[
            results.ReceiptLine(
                movie_id=line["movie_id"],
                title=line["title"],
                mark=line["mark"],
                stars=line["rating"],
                contribution=line["contribution"],
                speaks=line["speaks"],
                shared=[trait["name"] for trait in line["shared"][:MOST_SHARED]],
            )
            for line in item["because"]
        ],
        preferences=item["said"],
        other_marks=item["rest"],
    )


def recommended(item: Json) -> results.RecommendedFilm:
    """Return a recommendation."""
    return results.RecommendedFilm(
        **film(item["movie"]), predicted=prediction(item), receipt=receipt(item)
    )


def found(item: Json) -> results.FoundFilm:
    """Return a film that a search found."""
    why = item["why"]
    said = None if why is None else f"{why['kind']}: {why['text']}"
    return results.FoundFilm(**film(item["movie"]), why=said, fits=item["fits"])


def understood(read: Json | None) -> list[str]:
    """Return how words were read, a phrase each."""
    if read is None:
        return []
    said = [
        f"{filter_['field']}: {filter_['label'] or filter_['value']} (from “{filter_['phrase']}”)"
        for filter_ in read["filters"]
    ]
    said += [f"like: {film['title']} ({film['year']})" for film in read["likes"]]
    said += [
        f"{'wanted' if wish['wanted'] else 'not wanted'}: {wish['label'] or wish['name']}"
        for wish in read["wishes"]
    ]
    said += [f"{preference['by']}: {preference['direction']}" for preference in read["preferences"]]
    return said + [f"not: {phrase}" for phrase in read["excluded"]]


def marks(item: Json, title: str) -> results.Marks:
    """Return what the person keeps about a film."""
    return results.Marks(
        movie_id=item["movie_id"],
        title=title,
        stars=item["rating"],
        seen=item["watched"],
        watched_on=item["watched_on"],
        on_watchlist=item["in_watchlist"],
        hidden=item["hidden"],
    )


def details(movie: Json, kept: Json, explained: Json) -> results.Details:
    """Return a film with marks, predicted stars and the receipt."""
    moods = [mood["name"] for mood in movie["moods"]] or movie["estimated_moods"]
    same = ("original_title", "plot", "countries", "languages", "collections", "certificate")
    return results.Details(
        **film(movie),
        **{name: movie[name] for name in (*same, "minimum_age", "imdb_id", "tmdb_id")},
        cast=[
            f"{actor['name']} as {actor['character']}" if actor["character"] else actor["name"]
            for actor in movie["full_cast"][:MOST_CAST]
        ],
        writers=[writer["name"] for writer in movie["writers"]],
        composers=[composer["name"] for composer in movie["composers"]],
        moods=moods,
        tags=movie["tags"][:MOST_TAGS],
        marks=marks(kept, movie["title"]),
        predicted=prediction(explained),
        receipt=receipt(explained),
    )


def credited(item: Json) -> results.CreditedFilm:
    """Return a film of a person."""
    return results.CreditedFilm(
        **film(item["movie"]),
        roles=item["roles"],
        character=item["character"],
        stars=item["rating"],
        seen=item["seen"],
    )


def pick(item: Json) -> results.Pick:
    """Return a film for tonight; parts of the reason keep only what is said of them."""
    return results.Pick(
        **film(item["movie"]),
        why=[
            {
                name: [trait["name"] for trait in value] if name == "shared" else value
                for name, value in part.items()
                if value not in (None, [], False)
            }
            for part in item["why"]
        ],
        predicted={
            who["name"]: None if who["too_early"] else who["predicted_rating"]
            for who in item["for_people"]
        },
    )


def viewing(item: Json) -> results.Viewing:
    """Return a viewing."""
    return results.Viewing(
        **film(item["movie"]),
        viewing_id=item["id"],
        watched_on=item["watched_on"],
        note=item["note"],
        stars=item["rating"],
    )
