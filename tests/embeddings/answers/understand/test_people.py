"""Names of people: half remembered, shortened, turned round and mistyped."""

import random

import pytest

from embeddings.answers.understand.people import People
from embeddings.answers.understand.person_names import name_keys
from embeddings.answers.understand.person_rows import PersonRow, person_row
from embeddings.sources.text.titles import title_key

NAMES = (
    "Samuel L. Jackson", "Philip Seymour Hoffman", "Leonardo DiCaprio", "Lars von Trier",
    "Daniel Day-Lewis", "Bong Joon-ho", "Robert Downey Jr.", "Agnès Varda", "Cher", "Peter O'Toole",
    "J.J. Abrams", "Arnold Schwarzenegger", "Tom Hanks", "Colin Hanks",
)  # fmt: skip


def row(person_id: int, name: str, films: int = 1, ratings: int = 10) -> PersonRow:
    """Make somebody who leads the casts of so many films."""
    movie_ids = [100 * person_id + film for film in range(films)]
    return person_row(
        person_id, name, title_key(name), movie_ids, [2000] * films, lambda _: ratings
    )


@pytest.fixture(scope="module")
def people() -> People:
    return People(row(number, name, films=20 - number) for number, name in enumerate(NAMES))


@pytest.mark.parametrize(
    ("typed", "kind", "name"),
    [
        ("samuel l jackson", "name", "Samuel L. Jackson"),
        ("samuel jackson", "short", "Samuel L. Jackson"),
        ("sam jackson", "other form", "Samuel L. Jackson"),
        ("philip hoffman", "short", "Philip Seymour Hoffman"),
        ("leonardo di caprio", "name", "Leonardo DiCaprio"),
        ("joon ho bong", "turned", "Bong Joon-ho"),
        ("robert downey", "short", "Robert Downey Jr."),
        ("agnes varda", "name", "Agnès Varda"),
        ("peter o toole", "name", "Peter O'Toole"),
        ("jj abrams", "name", "J.J. Abrams"),
        ("arnie", "name", "Arnold Schwarzenegger"),
        ("cher", "name", "Cher"),
    ],
)
def test_names_are_matched(people: People, typed: str, kind: str, name: str) -> None:
    named = people.named(title_key(typed).split())
    assert named
    assert (named[0], named[1][0].name) == (kind, name)


def test_nobody_is_matched_by_a_part_of_the_name(people: People) -> None:
    for typed in ("samuel", "jackson", "tom", "von trier", "seymour hoffman"):
        assert people.named(typed.split()) is None


def test_surnames(people: People) -> None:
    assert [person.name for person in people.surnamed("hanks")] == ["Tom Hanks", "Colin Hanks"]
    for key in ("vontrier", "trier", "daylewis", "dicaprio", "downey", "otoole"):
        assert len(people.surnamed(key)) == 1, key
    assert name_keys(["cher"]).surnames == ()


def test_typing_errors(people: People) -> None:
    for typed, name, errors in (
        ("phillip seymor hoffman", "Philip Seymour Hoffman", 2),
        ("arnold shwarzenegger", "Arnold Schwarzenegger", 1),
        ("tom hnaks", "Tom Hanks", 1),
    ):
        (person, distance), *_ = people.mistyped(typed.split())
        assert (person.name, distance) == (name, errors)
    assert people.mistyped(["tom", "hinks"])[0][0].name == "Tom Hanks"
    assert people.mistyped(["chir"]) == []
    assert people.mistyped_surname("shwarzeneger")[0][0].name == "Arnold Schwarzenegger"
    assert people.mistyped_surname("henks") == []


def test_only_longer_words_of_names_are_known(people: People) -> None:
    assert people.knows("hanks")
    assert not people.knows("jj")
    assert not people.knows("hands")


def test_fame_counts_films_and_billing() -> None:
    led = person_row(1, "Lead", "lead", [1, 2], [2000, 2000], lambda _: 100)
    small = person_row(2, "Small", "small", [1, 2], [2007, 2007], lambda _: 100)
    once = person_row(3, "Once", "once", [1], [2000], lambda _: 200)
    both = person_row(4, "Both", "both", [1, 1], [0, 2000], lambda _: 100)
    assert led.fame > once.fame > small.fame
    assert led.rating_count == small.rating_count == once.rating_count == 200
    assert both.rating_count == 100
    assert (both.films("director"), both.films("writer"), both.films()) == ({1}, set(), {1})


def test_search_completes_words_and_forgives_errors(people: People) -> None:
    def found(text: str) -> list[str]:
        return [person.name for person in people.search(text, 5)]

    assert found("han") == ["Tom Hanks", "Colin Hanks"]
    assert found("Agnès V") == ["Agnès Varda"]
    assert found("dicap") == ["Leonardo DiCaprio"]
    assert found("sam jackson") == ["Samuel L. Jackson"]
    assert found("tom hnaks") == ["Tom Hanks"]
    assert found("zzz") == []
    assert len(people.search("a", 3)) == 3


def test_whole_words_come_before_beginnings() -> None:
    people = People([row(1, "Nia Vardalos", films=9), row(2, "Agnès Varda", films=2)])
    assert [person.name for person in people.search("varda", 5)] == ["Agnès Varda", "Nia Vardalos"]
    assert [person.name for person in people.search("vard", 5)] == ["Nia Vardalos", "Agnès Varda"]


def answers(people: People) -> dict[str, object]:
    texts = [*NAMES, "hanks", "hank", "sam jackson", "hoffman", "tom hnaks", "Zoe Zed", "zed"]

    def ids(rows: list[PersonRow]) -> list[int]:
        return [person.person_id for person in rows]

    return {
        text: (
            (named := people.named(title_key(text).split())) and (named[0], ids(named[1])),
            ids(people.surnamed(title_key(text))),
            ids(people.first_named(title_key(text))),
            [
                (person.person_id, errors)
                for person, errors in people.mistyped(title_key(text).split())
            ],
            sorted(ids(people.search(text, 20))),
        )
        for text in texts
    }


@pytest.mark.parametrize("seed", range(10))
def test_people_after_updates_are_those_loaded_again(seed: int) -> None:
    chance = random.Random(seed)
    rows = {n: row(n, name, films=n + 1) for n, name in enumerate(NAMES[:10])}
    people = People(rows.values())
    for _ in range(6):
        before, unchanged = people, answers(people)
        person_id = chance.choice(range(12))
        if person_id in rows and chance.random() < 0.4:
            del rows[person_id]
            people = people.updated([person_id], [])
        else:
            name = chance.choice([*NAMES, "Zoe Zed"])
            rows[person_id] = row(person_id, name, films=chance.randrange(1, 30))
            people = people.updated([person_id], [rows[person_id]])
        assert answers(people) == answers(People(rows.values()))
        assert answers(before) == unchanged


def test_credits_of_films(people: People) -> None:
    tom = next(person for person in people.rows.values() if person.name == "Tom Hanks")
    assert people.credited_in(list(tom.movie_ids)[:1]) == [tom.person_id]
    assert people.credited_in([-1]) == []
