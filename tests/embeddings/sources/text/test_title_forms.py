"""Names that are of one title however they are written, and names that are not."""

import pytest

from embeddings.sources.text.title_forms import numbers_agree, part_keys, plain_keys


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Matrix, The", "The Matrix"),
        ("Matrix", "The Matrix"),
        ("Avventura, L'", "L’avventura"),
        ("Haine, La", "La Haine"),
        ("Old Boy", "Oldboy"),
        ("Spider Man", "Spider-Man"),
        ("Æon Flux", "Aeon Flux"),
        ("Les Œufs brouillés", "Les oeufs brouilles"),
        ("John Wick 2", "John Wick: Chapter Two"),
        ("Iron Man Three", "Iron Man 3"),
        ("The Godfather Part II", "The Godfather: Part 2"),
        ("Guardians of the Galaxy Vol. 2", "Guardians of the Galaxy 2"),
        ("Gone in Sixty Seconds", "Gone in 60 Seconds"),
        ("One Hundred and One Dalmatians", "101 Dalmatians"),
        ("Romeo + Juliet", "Romeo & Juliet"),
        ("Mr. Deeds Goes to Town", "Mister Deeds Goes to Town"),
        ("Star Wars: The Force Awakens", "Star Wars: Episode VII - The Force Awakens"),
        ("Ice Age: The Meltdown", "Ice Age 2: The Meltdown"),
        ("Dune", "Dune: Part One"),
        ("Garfield", "Garfield: The Movie"),
        ("Birdman or (The Unexpected Virtue of Ignorance)",
         "Birdman: Or (The Unexpected Virtue of Ignorance)"),
        ("Pokémon the First Movie", "Pokémon: The First Movie"),
    ],
)  # fmt: skip
def test_one_title(name: str, other: str) -> None:
    assert set(plain_keys(name)) & set(plain_keys(other))


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Rocky II", "Rocky III"),
        ("Kill Bill: Vol. 2", "Kill Bill"),
        ("Heat", "Head"),
        ("$", "!"),
        ("A.I.", "I"),
    ],
)
def test_two_titles(name: str, other: str) -> None:
    assert not set(plain_keys(name)) & set(plain_keys(other))


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("Borat: Cultural Learnings of America", "Borat"),
        ("X2: X-Men United", "X2"),
        ("Star Wars: Episode V - The Empire Strikes Back", "The Empire Strikes Back"),
        ("Avengers: Infinity War - Part I", "Infinity War"),
        ("Monty Python's Life of Brian", "Life of Brian"),
        ("Dr. Strangelove or: How I Learned to Stop Worrying", "Dr. Strangelove"),
    ],
)
def test_a_part_of_a_title(name: str, part: str) -> None:
    assert set(plain_keys(part)) & set(part_keys(name))


@pytest.mark.parametrize(
    "name", ["Big Momma's House", "Schindler's List", "Truth or Dare", "G.I. Joe", "Face/Off"]
)
def test_no_part_of_a_title(name: str) -> None:
    assert part_keys(name) == ()


def test_numbers_tell_parts_of_a_series_apart() -> None:
    assert not numbers_agree("Pokémon 3: The Movie", "Pokémon 4: The Movie")
    assert numbers_agree("Star Wars: Episode IV - A New Hope", "Star Wars")
