"""When, with whom and in which state somebody watches."""

import pytest

from embeddings.answers.understand.grammar import lowered
from embeddings.answers.understand.occasions import find_german_occasions, find_occasions
from embeddings.answers.understand.parsing import parse
from embeddings.answers.weights import WEIGHTS
from embeddings.answers.wishes import wish_binds
from embeddings.knowledge.implied import implying, is_black_and_white
from embeddings.knowledge.occasions import occasion_words
from tests.embeddings.answers.understand.bundled import bundled


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("film for a hen night", ["hen night"]),
        ("something while ironing", ["ironing"]),
        ("got the flu", ["flu"]),
        ("in-laws are visiting", ["in-laws are visiting"]),
        ("he dumped me last night", ["just dumped"]),
        ("exam tomorrow", ["exam"]),
        ("sunday evening with grandad", ["grandfather"]),
        ("movies where the dog survives", ["the dog survives"]),
        # What a film is about.
        ("film about a hen night", []),
        ("wedding comedy", []),
        ("a man searching for his father", []),
        ("search for my father", []),
        ("story of a honeymoon", []),
        ("murder on a train journey", []),
        ("strangers on a train", []),
        ("ironing", []),
    ],
)
def test_occasions_by_their_words(query: str, names: list[str]) -> None:
    assert [found.occasion.name for found in find_occasions(lowered(query))] == names


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("film für junggesellinnenabschied", ["hen night"]),
        ("zum geburtstag", ["birthday"]),
        ("ein film über einen geburtstag", []),
    ],
)
def test_german_occasions(query: str, names: list[str]) -> None:
    assert [found.occasion.name for found in find_german_occasions(query)] == names


def test_words_of_an_occasion_are_searched_for_nowhere() -> None:
    parsed = parse("film for a hen night", bundled())
    assert not parsed.title_matches
    assert parsed.searched_text == ""
    assert {"funny", "crowd-pleaser"} <= {wish.name for wish in parsed.wishes}
    assert "bleak" in parsed.spoilers
    assert {wish.phrase for wish in parsed.wishes} == {"hen night"}


def test_german_words_of_an_occasion_are_shown_as_typed() -> None:
    parsed = parse("film für junggesellinnenabschied", bundled())
    assert {wish.phrase for wish in parsed.wishes} == {"junggesellinnenabschied"}


def test_what_is_typed_weighs_as_much_as_all_that_an_occasion_stands_for() -> None:
    parsed = parse("knitting tonight, a cosy murder", bundled())
    typed = [wish for wish in parsed.wishes if wish.is_typed]
    occasion = sum(wish.weight for wish in parsed.wishes if not wish.is_typed)
    assert {wish.name for wish in typed} == {"cosy", "murder"}
    assert occasion == pytest.approx(1)


def test_what_a_query_asks_for_spoils_no_occasion() -> None:
    parsed = parse("scary film for date night, we like it slow", bundled())
    assert not {"scary", "slow"} & set(parsed.spoilers)


def test_a_trip_wishes_for_the_country() -> None:
    wishes = parse("before our trip to japan", bundled()).wishes
    assert ("country", "Japan") in {(wish.kind, wish.name) for wish in wishes}


def test_children_who_watch_have_an_age() -> None:
    assert parse("child's birthday party", bundled()).age == 6


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_file_is_of_the_vocabulary_and_no_words_say_two_occasions(language: str) -> None:
    assert len({wording.occasion.name for wording in occasion_words(language).values()}) > 200


def test_what_is_implied() -> None:
    assert implying({"black-and-white"}) == ["silent film"]
    assert {"haunted house", "haunting"} <= set(implying({"ghost"}))
    assert is_black_and_white("Sunrise", 1927, ())
    assert not is_black_and_white("Gone with the Wind", 1939, ())
    assert not is_black_and_white("Rear Window", 1954, ())


def test_who_wants_no_black_and_white_wants_no_silent_film() -> None:
    parsed = parse("old film but not black and white", bundled())
    assert ("black-and-white", False) in {(wish.name, wish.wanted) for wish in parsed.wishes}
    assert wish_binds(parsed, bundled(), WEIGHTS)["year_wish"] < 0
