"""How far a negation reaches, years told by films, who watches, and names of several people."""

import pytest

from embeddings.answers.resembling import elsewhere
from embeddings.answers.understand.parsed import ParsedQuery
from embeddings.answers.understand.parsing import parse
from tests.embeddings.answers.understand.bundled import bundled


def parsed(query: str) -> ParsedQuery:
    return parse(query, bundled())


def filters(query: str) -> set[tuple[str, str | int]]:
    return {(filter_.field, filter_.value) for filter_ in parsed(query).filters}


def wishes(query: str) -> set[str]:
    return {f"{'' if wish.wanted else 'not '}{wish.name}" for wish in parsed(query).wishes}


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        # What follows a thing at once is what kind of film is wanted.
        ("no gore haunted house", {"not gory", "haunted house"}),
        ("no superheroes action film", {"not superhero"}),
        ("disturbing without being gory", {"disturbing", "not gory"}),
        # A part of what is wanted is not wanted; all of it is wanted less.
        ("scary without jump scares", {"scary", "creepy"}),
        ("scary but not too scary", {"scary", "not scary"}),
        ("love story with no happy ending", {"romantic", "sad ending"}),
        # Who never watches horror starts with the mild of it.
        ("horror for my wife who hates horror", {"crowd-pleaser", "not gory", "not disturbing"}),
        # One thing, and lists, as ever.
        ("no zombie films", {"not zombie"}),
        ("no sad love stories", {"not sad", "not romantic"}),
        ("horror without zombies or vampires", {"not zombie", "not vampire"}),
        # Phrases that say how a film is, or what happens.
        ("bleak, no hope", {"bleak"}),
        ("man wakes up without memory", {"amnesia"}),
        ("without being seen by the police", {"police"}),
    ],
)
def test_how_far_a_negation_reaches(query: str, wanted: set[str]) -> None:
    assert wishes(query) == wanted


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("not american war film", {("genres", "War"), ("exclude_countries", "USA")}),
        ("comedies for people who hate romance",
         {("genres", "Comedy"), ("exclude_genres", "Romance")}),
        ("a man who hates dogs", set()),
        ("a musical for people who hate musicals", {("genres", "Musical")}),
        ("before titanic", {("year_max", 1996)}),
        ("sci-fi older than star wars", {("genres", "Sci-Fi"), ("year_max", 1976)}),
        ("came out after avatar", {("year_min", 2010)}),
        ("movies after the matrix", {("year_min", 2000)}),
        # A title, a time of the story, and a theme.
        ("before sunset", set()),
        ("before the war", set()),
        ("films before world war two", set()),
        ("three hour", {("runtime_min", 170), ("runtime_max", 190)}),
        ("something short and funny", {("runtime_max", 95)}),
        ("a short film", set()),
        ("127 hours", set()),
        ("something like am\u00e9lie in french", {("languages", "French")}),
        ("film wie amelie aber trauriger", set()),
        ("horror for someone who has never seen a film", {("genres", "Horror")}),
    ],
)  # fmt: skip
def test_filters(query: str, wanted: set[tuple[str, str | int]]) -> None:
    assert filters(query) == wanted


@pytest.mark.parametrize(
    ("query", "searched", "wanted"),
    [
        ("my dad only likes westerns", "westerns", {"Western"}),
        ("something for my dad who loves submarines", "something submarines", {"submarine"}),
        ("for a friend who thinks old films are boring", "", set()),
        ("a letter to my father", "a letter to my father", {"letters"}),
        ("people who love too much", "people who love too much", {"romantic"}),
        ("miyazaki for small children", "for small children", set()),
        # "Films set" is no film set where the story's place follows.
        ("films set in rome", "films set in rome", {"rome"}),
        ("about a film set", "about a film set", {"filmmaking"}),
    ],
)
def test_who_watches_is_not_what_the_film_is_about(
    query: str, searched: str, wanted: set[str]
) -> None:
    assert parsed(query).searched_text == searched
    assert wishes(query) == wanted


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("for somebody who never watches horror", {("rating", "high"), ("popularity", "high")}),
        ("a man who has never seen the sea", set()),
        (
            "horror for my wife who doesn't like horror",
            {("rating", "high"), ("popularity", "high")},
        ),
        ("for a friend who thinks old films are boring", {("year", "high")}),
        ("need a good laugh after a terrible day", set()),
        ("terrible movies", {("rating", "low")}),
        ("classics everyone should see", {("rating", "high"), ("year", "low")}),
    ],
)
def test_how_good_known_and_new(query: str, wanted: set[tuple[str, str]]) -> None:
    assert {
        (preference.by, preference.direction) for preference in parsed(query).preferences
    } == wanted


def test_a_surname_of_several_ranks_the_films_of_each() -> None:
    films = set(parsed("bergman").namesake_movie_ids)
    people = bundled().people
    for name in ("ingmar bergman", "ingrid bergman"):
        named = people.named(name.split())
        assert named
        assert films >= named[1][0].films()


@pytest.mark.parametrize("query", ["stone", "a stone", "bergman island", "ingmar bergman"])
def test_other_words_rank_nobody(query: str) -> None:
    assert parsed(query).namesake_movie_ids == []


def test_another_country_is_not_that_of_the_example() -> None:
    query = parsed("like oldboy but from another country")
    assert query.likeness_text == ""
    assert query.elsewhere == "from another country"
    # Films without known countries leave nothing out.
    assert elsewhere(query, []) == []
    assert parsed("a man in another country").elsewhere is None
