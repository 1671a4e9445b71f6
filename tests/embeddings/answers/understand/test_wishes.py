"""Moods, tags, superlatives and negations of whole queries, in the bundled catalogue."""

import pytest

from embeddings.answers.understand.parsing import parse
from tests.embeddings.answers.understand.bundled import bundled, pairs


def wishes(query: str) -> set[str]:
    return {
        f"{'' if wish.wanted else 'not '}{wish.kind} {wish.name}"
        for wish in parse(query, bundled()).wishes
    }


def preferences(query: str) -> set[tuple[str, str]]:
    return {
        (preference.by, preference.direction) for preference in parse(query, bundled()).preferences
    }


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("heist that goes wrong", {"tag heist"}),
        ("sad movie that makes you cry", {"mood sad", "mood tear-jerking"}),
        ("feel good movie", {"mood feel-good"}),
        ("a film for a rainy sunday", {"mood cosy"}),
        ("coming of age", {"tag coming of age"}),
        ("road trip", {"tag road movie"}),
        ("one-liners", {"mood funny"}),
        ("black and white drama", {"tag black-and-white"}),
        ("heist with a twist", {"tag heist", "mood twisty", "tag plot twist"}),
        ("love that comes too late", {"tag unrequited love"}),
        (
            "hungover need something stupid",
            {"mood silly", "mood easy to watch", "mood funny", "mood cosy"},
        ),
        ("movie to watch with my 6 year old", {"mood for the whole family", "genre Children"}),
        ("movies about a breakup", set()),
        (
            "just broke up",
            {
                "mood feel-good",
                "mood funny",
                "mood heartwarming",
                "mood hopeful",
                "tag friendship",
                "tag self-discovery",
            },
        ),
        # No form of "plane", of "scare" and of "star".
        ("plan that backfires", set()),
        ("a man with scars", set()),
        ("people who stare", set()),
        ("planes and trains", {"tag airplane", "tag train"}),
        ("something that scares me", {"mood scary"}),
    ],
)
def test_moods_and_tags_by_their_words(query: str, wanted: set[str]) -> None:
    assert wishes(query) == wanted


@pytest.mark.parametrize(
    ("query", "searched"),
    [
        ("long flight, what do i download", "long flight, what do i download"),
        ("something funny for a sleepover", "something funny for a"),
        # Said of the film itself, the words stay.
        ("set on a long flight", "set on a long flight"),
        ("a grandma becomes a rapper", "a grandma becomes a rapper"),
    ],
)
def test_when_a_film_is_watched_is_not_what_is_in_it(query: str, searched: str) -> None:
    assert parse(query, bundled()).text == searched


def test_an_occasion_alone_describes_no_film() -> None:
    parsed = parse("hungover, need something", bundled())
    assert parsed.only_filters
    assert parsed.described == ""


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("nothing with ghosts", {"not tag ghost"}),
        ("nothing with ghosts but scary", {"not tag ghost", "mood scary"}),
        ("scary but not gory", {"mood scary", "not mood gory"}),
        ("no violence or gore", {"not mood violent", "not mood gory"}),
        ("no zombies, vampires or ghosts, just funny",
         {"not tag zombie", "not tag vampire", "not tag ghost", "mood funny"}),
        ("no sex and violence", {"not mood erotic", "not mood violent"}),
        ("without battles", {"not mood action-packed", "not tag war film"}),
        ("isn't for kids", {"not mood for the whole family", "not genre Children"}),
        ("funny film that isn't raunchy", {"mood funny", "not mood raunchy"}),
        ("dont want to see any happy couples", {"not mood romantic"}),
        ("i dont want to cry tonight", {"not mood tear-jerking"}),
        ("funny, cant handle gore", {"mood funny", "not mood gory"}),
        ("not in the mood for anything sad", {"not mood sad"}),
        ("something my wife who hates violence can enjoy", {"not mood violent"}),
        ("a story where nobody dies", {"not tag death"}),
        ("no zombies no vampires", {"not tag zombie", "not tag vampire"}),
        ("nothing too heavy or violent", {"not mood bleak", "not mood violent"}),
        ("cold war spies", {"tag cold war", "tag spy"}),
        ("war crimes in court", {"tag war crime", "tag courtroom"}),
        ("a film about war", {"tag war film", "genre War"}),
        ("filme mit starken frauen", {"tag feminism"}),
        ("weihnachtsfilm aber kein kitsch", {"tag christmas", "not mood tear-jerking"}),
        ("fairy tale for adults", {"tag based on a fairy tale", "not mood for the whole family"}),
        # What the film is about is wanted.
        ("a man who hates dogs", {"tag dog"}),
        ("a cop who can't stand violence", {"tag police", "mood violent"}),
        ("a boy who doesnt want to be king", {"tag king"}),
        ("nobody believes the ghost", {"tag ghost"}),
        # Whatever is not wanted of it, horror is to frighten, and war films are of war.
        ("horror no jumpscares", {"mood creepy"}),
        ("no gore, my mother cannot stand violence", {"not mood gory", "not mood violent"}),
        ("makes you miss your mother", {"tag motherhood"}),
        ("war movie without battles", {"tag war film", "not mood action-packed"}),
        ("comedy that isn't scary", {"not mood scary"}),
    ],
)  # fmt: skip
def test_a_negation_reaches_as_far_as_it_says(query: str, wanted: set[str]) -> None:
    assert wishes(query) == wanted


@pytest.mark.parametrize(
    "query", ["nothing with ghosts", "nothing with superheroes", "not gory", "no musicals"]
)
def test_what_is_not_wanted_finds_no_film_by_its_words(query: str) -> None:
    parsed = parse(query, bundled())
    assert parsed.only_filters
    assert (parsed.searched_text, parsed.words, parsed.title_matches) == ("", [], [])


@pytest.mark.parametrize(
    "query",
    [
        "no country for old",
        "not another teen movie",
        "im not sure what it is called",
        "a man who can't stand his wife",
        "she doesn't want to choose",
        "no one knows her name",
    ],
)
def test_a_title_or_a_doubt_is_no_negation(query: str) -> None:
    parsed = parse(query, bundled())
    assert (parsed.excluded_phrases, parsed.excluded_texts) == ([], [])


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("highest rated horror", {("rating", "high")}),
        ("best heist movies of all time", {("rating", "high")}),
        ("new movies", {("year", "high")}),
        ("underrated 90s horror", {("rating", "high"), ("popularity", "low")}),
        ("hidden gems from japan", {("rating", "high"), ("popularity", "low")}),
        ("classic westerns", {("rating", "high"), ("year", "low")}),
        ("old black and white movies", {("year", "low")}),
        ("my best friend's wedding", set()),
        ("new york crime", set()),
        ("a film about old age", set()),
        ("most underrated sci fi", {("rating", "high"), ("popularity", "low")}),
        ("best war movie ever", {("rating", "high")}),
        ("kurosawa where to start", {("rating", "high")}),
        ("miyazaki for beginners", {("rating", "high")}),
        ("a skating film for the whole family", set()),
        ("movies from the last five years", {("year", "high")}),
        ("the best of the past decade", {("rating", "high"), ("year", "high")}),
        ("the last years of a painter", set()),
        ("good action without cgi", {("rating", "high")}),
        ("a really good horror film", {("rating", "high")}),
        ("the good son", set()),
        ("as good as it gets", set()),
        ("film with good music", set()),
    ],
)
def test_superlatives(query: str, said: set[tuple[str, str]]) -> None:
    assert preferences(query) == said


@pytest.mark.parametrize(
    ("query", "filters"),
    [
        ("slow Japanese family drama", {("countries", "Japan"), ("genres", "Drama")}),
        ("heist with a twist before 1980", {("year_max", 1979)}),
        ("korean thriller revenge", {("countries", "South Korea"), ("genres", "Thriller")}),
        ("best korean revenge thrillers", {("countries", "South Korea"), ("genres", "Thriller")}),
        ("2024", {("year_min", 2024), ("year_max", 2024)}),
        ("horror 2018", {("year_min", 2018), ("year_max", 2018), ("genres", "Horror")}),
        ("hidden gems from japan", {("countries", "Japan")}),
        ("family drama", {("genres", "Drama")}),
        ("family film", {("genres", "Children")}),
        ("russian mafia boss", set()),
        ("comedy or drama", set()),
        ("horror in space", {("genres", "Horror")}),
        ("thriller on a train", {("genres", "Thriller")}),
        ("a drama teacher", set()),
        ("no superheroes just good action", {("genres", "Action")}),
        ("nothing gory, just a solid thriller", {("genres", "Thriller")}),
        ("not gory, only funny", set()),
        (
            "krimi aus skandinavien",
            {
                ("genres", "Crime"),
                ("countries", "Sweden"),
                ("countries", "Norway"),
                ("countries", "Denmark"),
            },
        ),
        ("story of a japanese soldier in 1945", set()),
    ],
)
def test_kinds_of_film_in_any_order(query: str, filters: set[tuple[object, ...]]) -> None:
    assert pairs(parse(query, bundled())) == filters


def test_a_doubtful_country_is_a_wish() -> None:
    assert "country Russia" in wishes("russian mafia boss")


@pytest.mark.parametrize(
    ("query", "title"), [("milk movie", "Milk"), ("tom jones", "Tom Jones"), ("capote", "Capote")]
)
def test_a_title_is_a_title(query: str, title: str) -> None:
    parsed = parse(query, bundled())
    assert parsed.filters == []
    assert bundled().titles.rows[parsed.title_matches[0].movie_id].title == title


def test_words_in_a_row_are_nobody() -> None:
    assert parse("black and white drama", bundled()).also == []


def test_any_part_can_be_taken_back() -> None:
    assert wishes("scary film about ghosts") == {"mood scary", "tag ghost"}
    parsed = parse("scary film about ghosts", bundled(), ["ghosts"])
    assert [wish.name for wish in parsed.wishes] == ["scary"]
    assert parse("underrated horror", bundled(), ["underrated"]).preferences == []
    assert parse("funny, not silly", bundled(), ["not silly"]).excluded_texts == []
    assert [wish.phrase for wish in parse("Funny, not silly", bundled()).wishes] == [
        "Funny",
        "not silly",
    ]


def test_the_words_to_match_say_something_of_a_film() -> None:
    assert parse("a film that makes you think about time", bundled()).words == ["time"]
