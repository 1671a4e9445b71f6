"""The rule of "the same film": hard cases by hand, and what must hold for any records."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.sources.identity import (
    FilmIdentity,
    IdentityIndex,
    groups,
    is_same,
    match,
)


def film(
    imdb_id: str | None, title: str, year: int | None, original: str | None = None
) -> FilmIdentity:
    return FilmIdentity.of(imdb_id, title, original, year)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (film("tt1", "Heat", 1995), film("tt1", "Hot", 1986), True),  # renamed and redated
        (film("tt1", "Emma", 1996), film("tt2", "Emma", 1996), False),  # remakes of one year
        (film("tt1", "Emma", 1996), film("tt2", "Emma", 1997), False),
        (film("tt1", "Heat", 1995), film(None, "HEAT!", 1995), True),  # the id comes later
        (film(None, "Heat", 1995), film(None, "Heat", 1996), False),
        (film(None, "Heat", 1995), film(None, "Heat", 1993), False),
        (film(None, "Heat", 1995), film(None, "Heat", 1992), False),
        (film(None, "Heat", 1995), film(None, "Heat", None), False),
        (film(None, "Babylon 5", None), film(None, "Babylon 5", None), True),  # title alone
        (film(None, "Hate", 1995, "La Haine"), film(None, "La Haine", 1995), True),
        (film(None, "Hate", 1995, "La Haine"), film(None, "La Haine", 1995, "Hass"), True),
        # The original title of one is another film's title: ids tell them apart.
        (film("tt1", "Obsession", 1943, "Ossessione"), film("tt2", "Ossessione", 1943), False),
        (film(None, "$", 1996), film(None, "!", 1996), False),
    ],
)
def test_is_same(first: FilmIdentity, second: FilmIdentity, expected: bool) -> None:
    assert is_same(first, second) == is_same(second, first) == expected


@pytest.mark.parametrize(
    ("wanted", "candidates", "expected"),
    [
        (film(None, "Emma", 1996), [film("a", "Emma", 1996), film("b", "Emma", 1996)], None),
        # Nothing tells a record from the earlier one that was ambiguous in the same way.
        (
            film(None, "Emma", 1996),
            [film("a", "Emma", 1996), film("b", "Emma", 1996), film(None, "Emma", 1996)],
            2,
        ),
        (film("b", "Emma", 1996), [film("a", "Emma", 1996), film("b", "Ema", 1990)], 1),
        # A film's own title counts more than another film's original title.
        (
            film(None, "Solaris", 1972),
            [film(None, "Solyaris", 1972, "Solaris"), film("a", "Solaris", 1972)],
            1,
        ),
        (film(None, "Heat", 1995), [film(None, "Heat", 1996)], None),
        (film(None, "Heat", 1995), [], None),
    ],
)
def test_match(wanted: FilmIdentity, candidates: list[FilmIdentity], expected: int | None) -> None:
    assert match(wanted, candidates) == expected
    assert IdentityIndex(candidates).match(wanted) == expected


@pytest.mark.parametrize(
    ("films", "expected"),
    [
        ([film("a", "Emma", 1996), film("b", "Emma", 1996)], []),
        ([film("a", "Emma", 1996), film(None, "emma!", 1996)], [[0, 1]]),
        # By id first; the title that is kept is that of the first record.
        ([film("a", "Y", 1990), film("a", "X", 1990), film(None, "Y", 1990)], [[0, 1, 2]]),
        # Which of the two ids the others are cannot be told, but they are each other.
        (
            [film("b", "E", 1), film("a", "E", 1), film(None, "E", 1), film(None, "E", 1)],
            [[2, 3]],
        ),
        ([film(None, "Hate", 1995, "La Haine"), film(None, "La Haine", 1995)], [[0, 1]]),
        # A chain, of which the ends are two films: nothing is merged but by the own title.
        (
            [film("a", "Solaris", 1972), film("b", "Solyaris", 1972, "Solaris")],
            [],
        ),
        (
            [
                film("a", "Solaris", 1972),
                film("b", "Solyaris", 1972, "Solaris"),
                film(None, "Solaris", 1972),
            ],
            [[0, 2]],
        ),
        ([film(None, "A", 1, "B"), film(None, "B", 1, "C"), film(None, "C", 1)], []),
    ],
)
def test_groups(films: list[FilmIdentity], expected: list[list[int]]) -> None:
    assert groups(films) == expected


films = st.builds(
    film,
    st.sampled_from([None, "tt1", "tt2"]),
    st.sampled_from(["Emma", "Heat", "La Haine"]),
    st.sampled_from([None, 1995, 1996]),
    st.sampled_from([None, "La Haine", "Heat"]),
)


@given(films, films)
def test_all_ways_to_ask_agree_on_a_pair(first: FilmIdentity, second: FilmIdentity) -> None:
    same = is_same(first, second)
    assert is_same(second, first) == same
    assert (match(first, [second]) == 0) == same
    assert (IdentityIndex([first]).match(second) == 0) == same
    assert (groups([first, second]) == [[0, 1]]) == same


@given(films, st.lists(films, max_size=6))
def test_an_index_finds_what_comparing_all_finds(
    wanted: FilmIdentity, others: list[FilmIdentity]
) -> None:
    expected = [index for index, other in enumerate(others) if is_same(wanted, other)]
    assert IdentityIndex(others).same(wanted) == expected


@given(st.lists(films, max_size=7))
def test_films_that_are_told_apart_by_their_ids_are_never_merged(
    records: list[FilmIdentity],
) -> None:
    for group in groups(records):
        ids = {records[index].imdb_id for index in group} - {None}
        assert len(ids) <= 1
    merged = {index: group[0] for group in groups(records) for index in group}
    by_imdb: dict[str, set[int]] = {}
    for index, record in enumerate(records):
        if record.imdb_id is not None:
            by_imdb.setdefault(record.imdb_id, set()).add(merged.get(index, index))
    assert all(len(kept) == 1 for kept in by_imdb.values())
