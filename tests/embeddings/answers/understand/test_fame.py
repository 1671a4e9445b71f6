"""Whom a surname means of several."""

from dataclasses import replace

import pytest

from embeddings.answers.understand.fame import is_clear, is_clear_surname, may_be_same
from embeddings.answers.understand.person_rows import PersonRow
from tests.embeddings.answers.understand.bundled import bundled


def named(name: str, fame: float) -> PersonRow:
    row = next(row for row in bundled().people.rows.values() if row.name == name)
    return replace(row, fame=fame)


@pytest.mark.parametrize(
    ("first", "other", "times", "is_meant"),
    [
        ("Charles Chaplin", "Geraldine Chaplin", 1.3, True),  # he directs, and she is not famous
        ("Charles Chaplin", "Geraldine Chaplin", 1.1, False),
        ("Geraldine Chaplin", "Charles Chaplin", 2.4, False),
        ("Audrey Hepburn", "Katharine Hepburn", 2.4, False),
        ("Audrey Hepburn", "Katharine Hepburn", 2.6, True),
    ],
)
def test_a_director_needs_less_fame_over_others(
    first: str, other: str, times: float, is_meant: bool
) -> None:
    people = [named(first, 10 * times), named(other, 10)]
    assert is_clear_surname(people, 2.5, None, bundled()) is is_meant


def test_in_a_role_the_fame_in_it_counts() -> None:
    people = [named("Charles Chaplin", 1), named("Geraldine Chaplin", 100)]
    assert is_clear_surname(people, 1.5, "director", bundled())
    assert not is_clear_surname(people, 1.5, "cast", bundled())


def test_two_forms_of_a_name_are_as_famous_as_both() -> None:
    charles = named("Charles Chaplin", 10)
    charlie = replace(charles, name="Charlie Chaplin", key="charlie chaplin")
    other = named("Geraldine Chaplin", 7)
    assert may_be_same(charles, charlie)
    assert not is_clear([charles, other], 2.5)
    assert is_clear([charles, charlie, other], 2.5)
