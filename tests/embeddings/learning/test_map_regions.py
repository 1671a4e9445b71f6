"""Regions of the map and their names, on films whose names are known."""

from __future__ import annotations

import numpy as np
import pytest

from embeddings.knowledge.region_names import LANGUAGES, region_names
from embeddings.knowledge.vocabulary import vocabulary
from embeddings.learning.map_regions import LEAST_SHARE, find_regions

RNG = np.random.default_rng(3)
# Asymmetric on purpose: groups of other sizes at places of other coordinates.
GROUPS = {"horror": (200, (-0.7, 0.2)), "western": (120, (0.5, -0.6)), "odd": (80, (0.8, 0.7))}


def films() -> tuple[np.ndarray, list[set[str]]]:  # type: ignore[type-arg]
    places, names = [], []
    for name, (count, at) in GROUPS.items():
        places.append(RNG.normal(at, 0.08, (count, 2)))
        for number in range(count):
            # "synonym" is "horror" in other words, "common" is everywhere, "rare" seldom.
            own = {"common", *({"rare"} if number % 2 else set())}
            if name != "odd" and number % 10:
                own |= {name, *({"synonym"} if name == "horror" else set())}
            names.append(own)
    return np.vstack(places).astype(np.float32), names


def test_a_name_holds_for_most_films_of_its_region_and_of_few_others() -> None:
    places, names = films()
    regions = find_regions(
        places, names, {"horror", "synonym", "western", "common", "rare"}, seed=1
    )
    assert {name for region in regions for name in region.names} == {"horror", "western"}
    assert [region.film_count for region in regions] == sorted(
        (region.film_count for region in regions), reverse=True
    )
    for region in regions:
        (name,) = region.names
        _, at = GROUPS[name]
        assert np.hypot(region.x - at[0], region.y - at[1]) < 0.3
        near = np.argsort(np.hypot(*(places - (region.x, region.y)).T))[: region.film_count]
        assert np.mean([name in names[film] for film in near]) >= LEAST_SHARE


def test_only_candidates_are_names_and_the_seed_decides() -> None:
    places, names = films()
    found = find_regions(places, names, {"western"}, seed=1)
    assert {name for region in found for name in region.names} == {"western"}
    assert found == find_regions(places, names, {"western"}, seed=1)


@pytest.mark.parametrize("count", [0, 1, 40])
def test_a_catalogue_of_hardly_a_film_has_no_regions(count: int) -> None:
    places, names = films()
    assert find_regions(places[:count], names[:count], {"horror"}, seed=1) == []


def test_names_are_words_of_the_catalogue_in_every_language() -> None:
    words = vocabulary()
    known = {*words.genres, *words.moods, *words.tags}
    assert set(region_names()) <= known
    for name, shown in region_names().items():
        assert tuple(shown) == LANGUAGES
        assert all(text and text[0] == text[0].upper() for text in shown.values()), name
