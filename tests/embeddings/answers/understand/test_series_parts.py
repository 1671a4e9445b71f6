"""A part of a series that is asked for by its place, or by what happens in it."""

import pytest

from embeddings.answers.understand.parsing import parse
from tests.embeddings.answers.understand.bundled import bundled


def first(query: str) -> str:
    """The title of the film that a query means first, or nothing."""
    matches = parse(query, bundled()).title_matches
    return bundled().titles.rows[matches[0].movie_id].title if matches else ""


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("third lord of the rings", "The Lord of the Rings: The Return of the King"),
        ("the second one of the before films", "Before Sunset"),
        ("first Rocky movie", "Rocky"),
        ("original star wars", "Star Wars: Episode IV - A New Hope"),
        ("last harry potter film", "Harry Potter and the Deathly Hallows: Part 2"),
        ("letzter Harry Potter Film", "Harry Potter and the Deathly Hallows: Part 2"),
        ("newest mission impossible", "Mission: Impossible - Fallout"),
        ("final part of the hunger games", "The Hunger Games: Mockingjay - Part 2"),
        ("the third twilight movie", "The Twilight Saga: Eclipse"),
        ("cornetto trilogy number two", "Hot Fuzz"),
        ("second lord of the rings movie", "The Lord of the Rings: The Two Towers"),
        ("the one after Alien", "Aliens"),
        ("home alone in new york", "Home Alone 2: Lost in New York"),
        ("fast and furious the tokyo one", "The Fast and the Furious: Tokyo Drift"),
        ("sequel to The Godfather", "The Godfather: Part II"),
        ("what comes after Batman Begins", "The Dark Knight"),
    ],
)
def test_a_place_in_a_series_is_a_film(query: str, title: str) -> None:
    assert first(query) == title


def test_a_prequel_is_another_film_of_the_series() -> None:
    matches = parse("prequel to the silence of the lambs", bundled()).title_matches
    titles = [bundled().titles.rows[match.movie_id].title for match in matches]
    assert "Red Dragon" in titles
    assert "The Silence of the Lambs" not in titles


def test_the_other_films_of_the_series_follow() -> None:
    kinds = [match.kind for match in parse("third lord of the rings", bundled()).title_matches]
    assert kinds == ["exact", "part", "part"]


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("which mad max has tina turner", "Mad Max Beyond Thunderdome"),
        ("harry potter with the werewolf teacher", "Harry Potter and the Prisoner of Azkaban"),
        ("the batman where he fights bane", "The Dark Knight Rises"),
    ],
)
def test_a_series_told_by_what_happens_brings_all_its_films(query: str, title: str) -> None:
    parsed = parse(query, bundled())
    titles = {bundled().titles.rows[match.movie_id].title for match in parsed.title_matches}
    assert title in titles
    assert len(titles) > 2
    assert {match.kind for match in parsed.title_matches} == {"part"}


@pytest.mark.parametrize(
    "query",
    ["first love", "last man on earth films", "second world war films", "the last movie you saw",
     "i am number four", "final girl horror", "first date movie", "original screenplay",
     "latest horror", "new york in the nineties", "the one after", "jaws in space",
     "sequel better than the original",
     "middle age crisis", "saw with a group of friends", "third wheel comedy", "film after dark",
     "love story with a twist", "last bus home film"],
)  # fmt: skip
def test_other_words_ask_for_no_part(query: str) -> None:
    parsed = parse(query, bundled())
    series = [match for match in parsed.title_matches if match.kind == "part"]
    assert len(series) < 3, [bundled().titles.rows[match.movie_id].title for match in series]
