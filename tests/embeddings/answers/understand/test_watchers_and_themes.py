"""Who watches, themes that are no titles, and queries that say only what is not wanted."""

import pytest

from embeddings.answers.understand.parsing import parse
from embeddings.answers.weights import WEIGHTS
from embeddings.answers.wishes import wish_binds
from tests.embeddings.answers.understand.bundled import bundled


@pytest.mark.parametrize(
    ("query", "age"),
    [
        ("scary but for kids", 9),
        ("movie to watch with the kids", 9),
        ("die hard for children", 9),
        ("isn't for kids", None),
        ("a couple with kids", None),
        ("horror for adults", None),
        ("my 13 year old and her friends", 13),
        ("for my nephew who is 5 and crazy about dinosaurs", 5),
        ("my son, 7, is lost at sea", None),
        ("a 13 year old girl runs away", None),
    ],
)
def test_who_watches_with_children(query: str, age: int | None) -> None:
    assert parse(query, bundled()).age == age


@pytest.mark.parametrize("query", ["heartbreak", "second chance", "time loop"])
def test_a_theme_is_no_part_of_a_title(query: str) -> None:
    kinds = {match.kind for match in parse(query, bundled()).title_matches}
    assert "within" not in kinds


@pytest.mark.parametrize(
    "query",
    ["scary movie with no blood", "vampires but please no romance", "ghost film not horror"],
)
def test_a_kind_beside_what_is_not_wanted_is_no_title(query: str) -> None:
    assert parse(query, bundled()).title_matches == []


@pytest.mark.parametrize("query", ["scary movie", "vampires", "ghost", "alien but not gory"])
def test_a_kind_alone_may_be_a_title(query: str) -> None:
    assert parse(query, bundled()).title_matches


def test_a_part_of_a_title_may_be_typed_that_is_no_theme() -> None:
    kinds = {match.kind for match in parse("brokeback", bundled()).title_matches}
    assert kinds == {"within"}


@pytest.mark.parametrize(
    ("query", "opposite"),
    [
        ("please nothing depressing", "feel-good"),
        ("i dont want to cry tonight", "crowd-pleaser"),
        ("nichts trauriges", "feel-good"),
    ],
)
def test_who_says_only_what_is_not_wanted_gets_the_opposite(query: str, opposite: str) -> None:
    binds = wish_binds(parse(query, bundled()), bundled(), WEIGHTS)
    assert opposite in binds["wished_tags"]


@pytest.mark.parametrize("query", ["funny, nothing depressing", "thriller no violence", "heat"])
def test_who_says_more_gets_what_they_say(query: str) -> None:
    wanted = [wish.name for wish in parse(query, bundled()).wishes if wish.wanted]
    assert wish_binds(parse(query, bundled()), bundled(), WEIGHTS)["wished_tags"] == wanted


def wished(query: str) -> set[str]:
    return {wish.name for wish in parse(query, bundled()).wishes if wish.wanted}


@pytest.mark.parametrize(
    ("query", "title", "moods"),
    [
        ("mind bending films like inception", "Inception", {"mind-bending"}),
        ("melancholy and slow movies like aftersun", "Aftersun", {"melancholy", "slow"}),
        ("films with robots like wall-e", "WALL\u00b7E", {"robot"}),
        ("shows like twin peaks", "Twin Peaks: Fire Walk with Me", set()),
    ],
)
def test_moods_and_themes_stand_before_the_films_to_be_like(
    query: str, title: str, moods: set[str]
) -> None:
    parsed = parse(query, bundled())
    assert [example.title for example in parsed.examples] == [title]
    assert wished(query) == moods


@pytest.mark.parametrize("query", ["a boy who talks like a duck in films", "people like rain man"])
def test_other_words_before_like_name_no_film(query: str) -> None:
    assert not parse(query, bundled()).examples


@pytest.mark.parametrize(
    ("query", "wanted", "unwanted"),
    [
        ("what was that movie with the blue people", set(), {"jazz"}),
        ("a film about the blues", {"jazz"}, set()),
        ("tv shows about chess", {"chess"}, {"television"}),
        ("a film about tv shows", {"television"}, set()),
        ("short movies under 80 minutes", set(), {"short film"}),
        ("short movies under 20 minutes", {"short film"}, set()),
        ("a film my grandma would like", {"heartwarming"}, set()),
        ("a film about my grandma", set(), {"heartwarming"}),
        ("movies like amelie set in italy", {"Italy"}, set()),
        ("filme \u00fcber das altern", {"old age"}, set()),
        ("filme \u00fcber z\u00fcge", {"train"}, set()),
        ("my son loves dinosaurs", {"dinosaur"}, {"romantic"}),
        ("my husband is crazy about trains", {"train"}, set()),
        ("something my kids will love", {"Children"}, {"romantic"}),
        ("a boy who will love", {"romantic"}, set()),
        ("film where nothing happens", {"slow"}, set()),
        ("movies where the villain wins", {"sad ending"}, set()),
        ("movie for my niece", {"for the whole family"}, set()),
        ("father searches for my daughter", set(), {"heartwarming"}),
    ],
)
def test_themes_of_words_that_mean_several_things(
    query: str, wanted: set[str], unwanted: set[str]
) -> None:
    found = wished(query)
    assert wanted <= found
    assert not unwanted & found


@pytest.mark.parametrize(
    ("query", "country"),
    [("horror from asia", "Japan"), ("asian horror", "South Korea"), ("african films", "Senegal")],
)
def test_a_continent_is_all_its_countries(query: str, country: str) -> None:
    filters = parse(query, bundled()).filters
    assert country in {filter_.value for filter_ in filters if filter_.field == "countries"}


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("film about horses for my daughter", "film about horses"),
        ("funny film for my grandson who is 7", "funny film"),
        ("man writes a letter for my son", "man writes a letter for my son"),
        ("a father searching for my niece", "a father searching for my niece"),
    ],
)
def test_for_which_child_a_film_is_finds_no_film(query: str, text: str) -> None:
    assert parse(query, bundled()).searched_text == text


@pytest.mark.parametrize("query", ["ein alter film", "ein alter Film über einen Zug", "alte filme"])
def test_old_is_said_of_a_german_film(query: str) -> None:
    assert ("year", "low") in {
        (wish.by, wish.direction) for wish in parse(query, bundled()).preferences
    }
