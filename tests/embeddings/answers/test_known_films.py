"""Films that a process has read are not read again, and no more are kept than may be."""

from collections.abc import Mapping

from embeddings.answers.known_films import KnownFilms


class Reads:
    """Films 1 to 5 of a release; says which were asked for."""

    def __init__(self) -> None:
        self.asked: list[list[int]] = []

    def __call__(self, unknown: list[int]) -> Mapping[int, str]:
        self.asked.append(unknown)
        return {film: f"film {film}" for film in unknown if film <= 5}


def test_only_what_is_not_known_is_read() -> None:
    known, read = KnownFilms[int, str](10), Reads()
    assert known.get([3, 1, 3], read) == {3: "film 3", 1: "film 1"}
    assert list(known.get([1, 2, 3], read)) == [1, 2, 3]
    assert known.get([], read) == {}
    assert read.asked == [[3, 1], [2]]


def test_that_a_release_lacks_a_film_is_known_too() -> None:
    known, read = KnownFilms[int, str](10), Reads()
    assert known.get([7, 1], read) == known.get([7, 1], read) == {1: "film 1"}
    assert read.asked == [[7, 1]]


def test_those_read_first_go_and_an_answer_is_whole_all_the_same() -> None:
    known, read = KnownFilms[int, str](2), Reads()
    assert len(known.get([1, 2, 3, 4], read)) == 4
    known.get([3, 4], read)
    known.get([1], read)
    assert read.asked == [[1, 2, 3, 4], [1]]
