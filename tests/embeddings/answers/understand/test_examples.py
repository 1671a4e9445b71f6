"""Films and directors to be like, in the bundled catalogue."""

import pytest

from embeddings.answers.understand.parsing import parse
from tests.embeddings.answers.understand.bundled import bundled, pairs


def like(query: str) -> list[str]:
    return [example.title for example in parse(query, bundled()).examples]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("like heat but funnier", ["Heat"]),
        ("movies similar to alien", ["Alien"]),
        ("alien meets jaws", ["Alien", "Jaws"]),
        ("movies like se7en and zodiac", ["Seven", "Zodiac"]),
        ("i loved the matrix, what next", ["The Matrix"]),
        ("loved amelie what should i watch", ["Amelie"]),
        ("if you liked parasite", ["Parasite"]),
        ("just watched whiplash need something similar", ["Whiplash"]),
        ("what to watch after inception", ["Inception"]),
        ("same vibe as drive", ["Drive"]),
        ("something like heat (1995)", ["Heat"]),
        ("wie heat nur lustiger", ["Heat"]),
        ("filme wie inception oder shutter island", ["Inception", "Shutter Island"]),
        ("seven samurai but in space", ["Seven Samurai"]),
        ("whiplash but about dancing", ["Whiplash"]),
        ("rich vs poor like parasite but older", ["Parasite"]),
        ("my wife loves the notebook, something like that but in wartime", ["The Notebook"]),
        ("seen fury road twice, give me something else like that", ["Mad Max: Fury Road"]),
        ("harry potter meets x-men", ["Harry Potter and the Sorcerer's Stone", "X-Men"]),
        ("like the thing but funny", ["The Thing"]),
        ("like the godfater", ["The Godfather"]),
        ("die hard on a bus", ["Die Hard"]),
        ("like die hard on a ship", ["Die Hard"]),
        ("harry potter but darker", ["Harry Potter and the Sorcerer's Stone"]),
        ("as beautiful as amelie", ["Amelie"]),
        ("like twin peaks", ["Twin Peaks: Fire Walk with Me"]),
        ("a movie like jaws my kids can watch", ["Jaws"]),
        # A film, a theme and a place name no film to be like.
        ("midnight in paris", []),
        ("star wars in order", []),
        ("after the war", []),
        ("murder on a train", []),
        ("movies that feel like summer", []),
        ("as soon as possible", []),
        # Nothing of these is mistyped.
        ("movies that feel like a dream", []),
        ("feels like a warm hug", []),
        ("something like a dance", []),
        ("people who live like ghosts", []),
        ("a girl who fights like rocky", []),
        ("horror but funny", []),
        ("sad, something like that", []),
        ("i like heat", []),
        ("love actually", []),
        ("like water for chocolate", []),
        ("i saw a ghost", []),
        ("boy meets girl", []),
    ],
)
def test_films_to_be_like(query: str, titles: list[str]) -> None:
    assert like(query) == titles


def test_films_to_be_like_are_no_answers() -> None:
    parsed = parse("alien meets jaws", bundled())
    assert parsed.excluded_movie_ids == [example.movie_id for example in parsed.examples]
    assert [example.phrase for example in parsed.examples] == ["alien", "meets jaws"]


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("in the style of hitchcock", "Alfred Hitchcock"),
        ("something like a tarantino movie", "Quentin Tarantino"),
        ("looks like a wes anderson film", "Wes Anderson"),
        ("woody allen style", "Woody Allen"),
        ("for fans of wes anderson", "Wes Anderson"),
        ("something spielbergian", "Steven Spielberg"),
    ],
)
def test_a_director_to_be_like_ranks(query: str, name: str) -> None:
    parsed = parse(query, bundled())
    assert [(wish.kind, wish.label) for wish in parsed.wishes] == [("person", name)]
    assert parsed.filters == []
    directed = {bundled().titles.rows[movie_id].title for movie_id in parsed.style_movie_ids}
    assert len(directed) > 1
    assert parsed.searched_text == ""


@pytest.mark.parametrize("query", ["italian film", "brazilian", "selfish", "lynchian"])
def test_an_adjective_of_a_country_or_a_mood_is_no_director(query: str) -> None:
    assert parse(query, bundled()).style_movie_ids == []


@pytest.mark.parametrize(
    "query",
    [
        "looks like a wes anderson film but isn't by him",
        "films in the style of wes anderson by other directors",
        "wes anderson style but by somebody else",
    ],
)
def test_a_director_to_be_like_may_be_left_out(query: str) -> None:
    parsed = parse(query, bundled())
    assert pairs(parsed) == {("exclude_people", "Wes Anderson:director")}
    assert [wish.label for wish in parsed.wishes] == ["Wes Anderson"]


def test_a_comparison_needs_an_example() -> None:
    assert parse("like heat but funnier", bundled()).critique.genres == ("Comedy",)
    assert parse("like the thing but funny", bundled()).critique.genres == ("Comedy",)
    assert parse("movies like up for adults", bundled()).critique.fewer_genres == ("Children",)


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("fight club without the violence", "Fight Club"),
        ("the notebook with a happier ending", "The Notebook"),
        ("seven samurai as a western", "Seven Samurai"),
        ("the hangover with girls", "The Hangover"),
        ("the hangover for grown-ups", "The Hangover"),
        ("12 angry men with women in the lead", "12 Angry Men"),
        ("john wick only french", "John Wick"),
        ("whats fight club for girls", "Fight Club"),
        ("if the godfather was a comedy", "The Godfather"),
        ("hereditary was good but slow", "Hereditary"),
        ("silence of the lambs a la francaise", "The Silence of the Lambs"),
        ("do the french have a notting hill", "Notting Hill"),
        ("spirited away but not japanese", "Spirited Away"),
        ("home alone but not xmas", "Home Alone"),
        ("blade runner vibes in a cartoon", "Blade Runner"),
        ("interstellar with more heart and less maths", "Interstellar"),
        ("titanic without the ship i just want posh girl poor boy", "Titanic"),
        ("halfway between lost in translation and before sunrise", "Lost in Translation"),
    ],
)
def test_a_film_with_something_else_is_an_example(query: str, title: str) -> None:
    parsed = parse(query, bundled())
    assert parsed.example is not None
    assert parsed.example.title == title
    assert parsed.example.movie_id in parsed.excluded_movie_ids


def test_a_series_for_others_leaves_out_all_its_films() -> None:
    parsed = parse("harry potter for grown-ups", bundled())
    assert parsed.example is not None
    titles = {bundled().titles.rows[movie_id].title for movie_id in parsed.excluded_movie_ids}
    assert len(titles) > 5
    assert all(title.startswith("Harry Potter") for title in titles)


def excluded(query: str) -> set[str]:
    parsed = parse(query, bundled())
    return {bundled().titles.rows[movie_id].title for movie_id in parsed.excluded_movie_ids}


def test_what_is_not_wanted_of_a_series_leaves_out_all_its_films() -> None:
    titles = excluded("vampire movie that is not twilight")
    assert "Twilight" in titles
    assert len(titles) > 1
    assert all(title.startswith("Twilight") or "Twilight Saga" in title for title in titles)


def test_a_word_that_is_wanted_and_not_wanted_is_a_film() -> None:
    assert "Alien" in excluded("alien films but not alien")
    assert excluded("horror, nothing with ghosts") == set()


@pytest.mark.parametrize(
    "query",
    ["romantic comedy without cheating", "scary movie without blood",
     "date movie with less kissing",
     "love story with a happier ending", "war movie as a comedy", "road trip with girls",
     "home alone with women", "coming of age with girls"],
)  # fmt: skip
def test_a_kind_of_film_with_something_else_is_none(query: str) -> None:
    example = parse(query, bundled()).example
    assert example is None or query.startswith("home alone")


STORY = (
    "[TOMT] I saw this on television in the nineties. A man wakes up in a room without doors and"
    " every night somebody leaves him a letter. It looked a bit like Alien, all dark corridors,"
    " and at the end his brother digs him out. I forgot what it is called"
)


def test_who_tells_of_a_forgotten_film_wants_none_like_another() -> None:
    assert like(STORY) == []
    wish = "I want something like Alien, " + "with long dark corridors and nobody to talk to, " * 6
    assert like(wish) == ["Alien"]


@pytest.mark.parametrize(
    "query",
    ["horror but not ghosts", "thriller without violence", "romance only french",
     "psycho but not the remake",
     "comedy in french", "war film without battles"],
)  # fmt: skip
def test_a_kind_of_film_is_no_example(query: str) -> None:
    assert parse(query, bundled()).example is None


def test_an_example_in_another_language() -> None:
    parsed = parse("oceans 11 in any language thats not english", bundled())
    assert pairs(parsed) == {("exclude_languages", "English")}
