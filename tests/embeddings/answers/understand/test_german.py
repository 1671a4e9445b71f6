"""German queries, in the bundled catalogue."""

import pytest

from embeddings.answers.understand.german import in_english
from embeddings.answers.understand.parsing import parse
from embeddings.knowledge.vocabulary import vocabulary
from embeddings.knowledge.wording import wording
from tests.embeddings.answers.understand.bundled import bundled, pairs


@pytest.mark.parametrize(
    ("query", "filters", "wishes"),
    [
        ("gruseliger japanischer film ohne geister", {("countries", "Japan")},
         {("scary", True), ("ghost", False)}),
        ("komödie aus den 60ern", {("genres", "Comedy"), ("year_min", 1960), ("year_max", 1969)},
         set()),
        ("etwas für einen verregneten Sonntag", set(), {("cosy", True)}),
        ("schwarz-weiß drama", {("genres", "Drama")}, {("black-and-white", True)}),
        ("lustiger film, nicht albern", set(), {("funny", True), ("silly", False)}),
        ("nichts mit Superhelden", set(), {("superhero", False)}),
        ("bester deutscher film aller zeiten",
         {("countries", "Germany"), ("countries", "West Germany"), ("countries", "East Germany")},
         set()),
        ("krimi unter 90 minuten", {("genres", "Crime"), ("runtime_max", 89)}, set()),
        ("filme mit Tom Hanks", {("people", "Tom Hanks:cast")}, set()),
        ("film fuer die ganze familie", set(), {("for the whole family", True)}),
    ],
)  # fmt: skip
def test_german_words_do_what_english_ones_do(
    query: str, filters: set[tuple[object, ...]], wishes: set[tuple[str, bool]]
) -> None:
    parsed = parse(query, bundled())
    assert pairs(parsed) == filters
    assert wishes <= {(wish.name, wish.wanted) for wish in parsed.wishes}


@pytest.mark.parametrize(
    ("query", "wishes"),
    [
        ("filme über gedächtnisverlust", {"amnesia"}),
        ("film über drogensucht", {"addiction", "drugs"}),
        ("fußballfilme", {"football"}),
        ("film über zwei brüder", {"siblings"}),
        ("heute bitte schön kitschig", {"tear-jerking"}),
        ("beklemmend und klaustrophobisch", {"creepy", "claustrophobic"}),
        ("bin stinksauer und brauch einen film zum dampf ablassen", {"angry", "action-packed"}),
        ("film mit urlaubsfeeling, sonne, italien, meer", {"holiday", "sea"}),
        ("so richtig was fürs herz", {"heartwarming"}),
        ("klausuren vorbei!! hirn aus popcorn rein", {"easy to watch"}),
        ("filme für pferdemädchen", {"horse"}),
        ("was für raumfahrt nerds", {"space"}),
        ("filme die gut ausgehen", {"happy ending"}),
    ],
)  # fmt: skip
def test_german_themes_and_moods_are_wishes(query: str, wishes: set[str]) -> None:
    assert wishes <= {wish.name for wish in parse(query, bundled()).wishes}


@pytest.mark.parametrize(
    ("word", "english"),
    [
        ("zeitreisekomödie", "time travel comedy"),
        ("tiefseemonster", "deep sea monster"),
        ("ritterfilme", "knight films"),
        ("urlaubsfeeling", "holiday feeling"),
        ("düsteres märchen", "dark based on a fairy tale"),
        ("serienmörderjagd", None),  # "Jagd" alone is no word of the wording.
        ("wolfgang", None),
        ("zimmermann", None),
        ("rosenberg", None),
    ],
)
def test_compounds_are_read_by_their_parts(word: str, english: str | None) -> None:
    gloss = in_english(word, None)
    assert (gloss and gloss.text) == english


def test_a_year_after_a_preposition_makes_a_query_german() -> None:
    parsed = parse("science fiction vor 1970", bundled())
    assert pairs(parsed) == {("genres", "Sci-Fi"), ("year_max", 1969)}


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("spiel mir das lied vom tod", "Once Upon a Time in the West"),
        ("besser gehts nicht", "As Good as It Gets"),
        ("kevin allein zu haus", "Home Alone"),
        ("Der Pate", "The Godfather"),
    ],
)
def test_german_titles_find_their_films(query: str, title: str) -> None:
    rows = bundled().titles.rows
    best = parse(query, bundled()).title_matches[0]
    assert rows[best.movie_id].title == title


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("filme wie ziemlich beste freunde", "The Intouchables"),
        ("so ähnlich wie shutter island", "Shutter Island"),
    ],
)
def test_films_to_be_like_have_german_titles(query: str, title: str) -> None:
    example = parse(query, bundled()).example
    assert example is not None
    assert example.title == title


def test_chips_have_the_words_as_typed() -> None:
    parsed = parse("Gruseliger Film ohne Geister", bundled())
    assert parsed.excluded_phrases == ["ohne Geister"]
    assert [wish.phrase for wish in parsed.wishes] == ["Gruseliger", "ohne Geister"]
    assert parsed.searched_text == "scary film"
    assert parse("Gruseliger Film", bundled(), ["Gruseliger"]).wishes == []


@pytest.mark.parametrize(
    "query",
    ["das boot", "film noir", "the best war movies", "in the mood for love", "die hard", "mad max",
     "la vita è bella", "alter ego", "was it all a dream", "band of brothers",
     "lars von trier", "bruno ganz", "margarethe von trotta films",
     "how was life in the DDR east germany, film please", "bollywood feel good, 2000 or newer",
     "rock musicals", "huge desert landscapes on a big screen tv"],
)  # fmt: skip
def test_other_queries_are_not_german(query: str) -> None:
    assert in_english(query, bundled()) is None


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_wording_is_of_the_vocabulary(language: str) -> None:
    said, words = wording(language), vocabulary()
    assert set(said.moods) <= set(words.moods)
    assert set(said.tags) <= set(words.tags)
