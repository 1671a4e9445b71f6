"""What a query with names becomes, in the bundled catalogue: chips, other readings, spelling."""

from dataclasses import replace

import pytest

from embeddings.answers.understand.lexicon import Lexicon
from embeddings.answers.understand.parsed import ParsedFilter, ParsedQuery
from embeddings.answers.understand.parsing import parse
from embeddings.answers.understand.people import People
from tests.embeddings.answers.understand.bundled import bundled, pairs, said


def parsed(query: str, *verbatim: str) -> ParsedQuery:
    return parse(query, bundled(), verbatim)


def chips(filters: list[ParsedFilter]) -> list[tuple[str, str | None, str]]:
    return [(filter_.field, filter_.label, filter_.phrase) for filter_ in filters]


def test_a_chip_has_the_name_and_the_words_as_typed() -> None:
    assert chips(parsed("Films directed by AGNES Varda").filters) == [
        ("people", "Agnès Varda", "directed by AGNES Varda")
    ]
    assert chips(parsed("Hitchcock's films from the 50s").filters)[0] == (
        "people", "Alfred Hitchcock", "Hitchcock's",
    )  # fmt: skip
    found = parsed("Directed by Clint Eastwood but he isn't in it")
    assert chips(found.filters) == [
        ("people", "Clint Eastwood", "Directed by Clint Eastwood"),
        ("exclude_people", "Clint Eastwood", "but he isn't in it"),
    ]


def test_values_are_ids_with_roles() -> None:
    people = bundled().people.rows
    (only,) = parsed("directed by agnes varda").filters
    person_id, role = str(only.value).split(":")
    assert (people[int(person_id)].name, role) == ("Agnès Varda", "director")
    (anything,) = parsed("agnes varda").filters
    assert str(anything.value) == person_id


def test_what_is_left_is_searched_for() -> None:
    assert parsed("bond with sean connery").text == "bond"
    assert parsed("robin williams plays a teacher").text == "a teacher"
    only = parsed("bill murray comedy under 2 hours")
    assert only.only_filters
    assert (only.text, only.described) == ("bill murray comedy under 2 hours", "comedy")
    assert parsed("bill murray").searched_text == ""


def test_a_verbatim_name_is_words() -> None:
    found = parsed("kubrick space", "kubrick")
    assert (found.filters, found.text) == ([], "kubrick space")
    assert found.corrected is None


@pytest.mark.parametrize(
    "query", ["tom hanks", "isabelle huppert", "kieslowski", "varda", "mifune"]
)
def test_a_name_is_never_corrected_into_a_word(query: str) -> None:
    for words in (query, f"{query} {query}", f"a man like {query} goes home"):
        for verbatim in ((), (words,)):
            assert parsed(words, *verbatim).corrected is None


def test_a_mistyped_name_is_corrected_by_the_chip_alone() -> None:
    found = parsed("jennifer lawrance survival")
    assert chips(found.filters) == [("people", "Jennifer Lawrence", "jennifer lawrance")]
    assert (found.text, found.corrected) == ("survival", None)


def test_a_title_offers_the_person() -> None:
    title = parsed("malcolm x")
    assert (title.filters, title.title_matches[0].kind) == ([], "exact")
    assert chips(title.also) == [("people", "Malcolm X", "malcolm x")]
    assert parsed("directed by malcolm x").title_matches == []


def test_a_surname_of_several_offers_each() -> None:
    found = parsed("hepburn movies")
    assert found.filters == []
    assert [label for _, label, _ in chips(found.also)] == ["Audrey Hepburn", "Katharine Hepburn"]


def test_a_surname_offers_the_namesakes_of_the_one_it_means() -> None:
    found = parsed("chaplin comedies")
    assert chips(found.filters)[0] == ("people", "Charles Chaplin", "chaplin")
    assert chips(found.also) == [("people", "Geraldine Chaplin", "chaplin")]  # and not Ben
    assert parsed("charles chaplin").also == []


def test_a_director_is_offered_for_a_surname_that_is_a_word() -> None:
    found = parsed("ray")
    assert found.filters == []
    assert next(label for _, label, _ in chips(found.also)) == "Satyajit Ray"


def test_full_movie_follows_a_title() -> None:
    """The words say that a film is wanted, even where somebody famous is called so."""
    title = parsed("Malcolm X full movie online")
    assert (title.text, title.title_matches[0].kind) == ("Malcolm X", "exact")
    assert chips(title.also) == [("people", "Malcolm X", "Malcolm X full movie online")]
    person = parsed("tom hanks full movie")
    assert chips(person.filters) == [("people", "Tom Hanks", "tom hanks full movie")]
    assert parsed("full movie").text == "full movie"
    assert parsed("heat full movie", "heat full movie").text == "heat full movie"


def test_people_who_share_no_film_are_offered() -> None:
    found = parsed("akira kurosawa and ingmar bergman")
    assert found.filters == []
    assert [label for _, label, _ in chips(found.also)] == ["Akira Kurosawa", "Ingmar Bergman"]


def test_a_title_beside_a_name_is_believed_over_the_credits() -> None:
    """Credits lack small parts: a filter would hide the very film that is named."""
    found = parsed("jim carrey pulp fiction")
    assert found.filters == []
    assert bundled().titles.rows[found.title_matches[0].movie_id].title == "Pulp Fiction"
    assert chips(found.also) == [("people", "Jim Carrey", "jim carrey")]
    with_him = parsed("john travolta pulp fiction")
    assert said(with_him.filters) == [["people", "John Travolta"]]
    assert with_him.text == "pulp fiction"


def test_a_role_that_nobody_is_credited_with_is_any_role() -> None:
    assert pairs(parsed("music by tom hanks")) == {("people", "Tom Hanks")}
    assert pairs(parsed("films by tom hanks")) == {("people", "Tom Hanks")}


def test_early_and_late_are_thirds_of_the_years_in_the_catalogue() -> None:
    kurosawa = next(
        person for person in bundled().people.rows.values() if person.name == "Akira Kurosawa"
    )
    years = [bundled().titles.rows[movie_id].year for movie_id in kurosawa.films("director")]
    known = [year for year in years if year]
    third = (max(known) - min(known)) // 3
    assert ("year_max", min(known) + third) in pairs(parsed("early kurosawa"))
    assert ("year_min", max(known) - third) in pairs(parsed("late kurosawa films"))


def test_a_long_query_names_nobody() -> None:
    memory = "i remember a film with tom hanks on an island where he talks to a ball all day long"
    assert parsed(memory).filters == []


@pytest.mark.parametrize(
    "query", ["tom hanks", "under 90 minutes", "rated r", "kids movies rated g"]
)
def test_a_release_without_such_facts_sets_no_filter(query: str) -> None:
    bare: Lexicon = replace(bundled(), people=People(), certificates=(), has_runtimes=False)
    fields = {filter_.field for filter_ in parse(query, bare).filters}
    assert not fields & {"people", "runtime_min", "runtime_max", "certificates", "certificate_max"}


def test_an_example_and_a_person() -> None:
    found = parsed("something like Alien but not by Ridley Scott")
    assert found.example
    assert found.example.title == "Alien"
    assert pairs(found) == {("exclude_people", "Ridley Scott:director")}


def test_a_critique_stays_a_critique() -> None:
    found = parsed("like Alien but more family-friendly")
    assert found.critique.genres == ("Children",)
    assert found.filters == []
