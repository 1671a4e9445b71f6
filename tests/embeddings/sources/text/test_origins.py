import pytest

from embeddings.knowledge.vocabulary import vocabulary
from embeddings.sources.text.certificates import certificate_name
from embeddings.sources.text.origins import _COUNTRIES as COUNTRIES
from embeddings.sources.text.origins import _LANGUAGES as LANGUAGES
from embeddings.sources.text.origins import country_names, language_names


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ("GP", "PG"),
        ("M", "PG"),
        ("M/PG", "PG"),
        ("X", "NC-17"),
        ("Unrated", "Not Rated"),
        ("Not Rated", "Not Rated"),
        ("TV-G", "G"),
        ("TV-PG", "PG"),
        ("TV-14", "PG-13"),
        ("TV-MA", "R"),
        ("pg-13", "PG-13"),
        ("Approved", "Approved"),
        ("Passed", "Passed"),
        ("FSK 16", "FSK 16"),
    ],
)
def test_certificates(given: str, named: str) -> None:
    assert certificate_name(given) == named


def test_names_are_those_of_the_bundled_catalogue() -> None:
    assert set(COUNTRIES.values()) - vocabulary().countries == {"Bahamas"}
    assert set(LANGUAGES.values()) <= vocabulary().languages
    assert country_names(sorted(vocabulary().countries)) == sorted(vocabulary().countries)
    assert language_names(sorted(vocabulary().languages)) == sorted(vocabulary().languages)


def test_each_once_and_in_order() -> None:
    assert country_names(["UK", "Atlantis", "Great Britain"]) == ["UK", "Atlantis"]
    assert language_names(["British Sign Language", "Korean Sign Language"]) == ["Sign language"]
