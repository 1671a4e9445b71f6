import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.catalogue.tags import TagCounter
from embeddings.sources import columns
from embeddings.sources.text.tag_names import LONGEST_TAG, clean_tag, clean_tags, spelling_key


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("Pixar", "pixar"),
        (' "artsy" ', "artsy"),
        ("\u201cArtsy\u201d", "artsy"),
        ("Palme d\u2019Or", "palme d'or"),
        ("sci\u2013fi", "sci-fi"),
        ("twist ending!", "twist ending"),
        ("80's", "80's"),
        ("1980s", "1980s"),
        ("3D", "3d"),
        ("r:violence", "r:violence"),
        ("saw", "saw"),
        ("schindler's list", "schindler's list"),
        ("nudity (topless)", "nudity (topless)"),
        ("日本", "日本"),
    ],
)
def test_kept(raw: str, clean: str) -> None:
    assert clean_tag(raw) == clean


@pytest.mark.parametrize(
    "raw",
    [
        "",
        " ",
        "a",
        "?!",
        "1995",
        "06-11-2008",
        "http://example.org/x",
        "www.example.net",
        "imdb.com",
        "In Netflix queue",
        "not available from Netflix",
        "seen more than once",
        "Seen 2008",
        "watched at home",
        "Erlend's DVDs",
        "to see",
        "to-rent",
        "my wishlist",
        "want to see again",
        "test tag",
        "x" * (LONGEST_TAG + 1),
    ],
)
def test_dropped(raw: str) -> None:
    assert clean_tag(raw) is None


@given(st.text(max_size=60))
def test_cleaning_twice_changes_nothing(raw: str) -> None:
    once = clean_tag(raw)
    if once is not None and "&" not in once:
        assert clean_tag(once) == once


def test_spellings() -> None:
    assert spelling_key("sci-fi") == spelling_key("sci fi") == spelling_key("scifi")


def test_clean_tags_keeps_the_sources_order() -> None:
    assert clean_tags(["Slow burn", "seen", "moody", "slow burn"]) == ["slow burn", "moody"]


def applications(*rows: tuple[int, int, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(columns.TAG_COLUMNS))


def test_counts_people_not_applications() -> None:
    counter = TagCounter({})
    counter.add(applications((1, 10, "Pixar"), (1, 10, "pixar!"), (2, 10, "PIXAR"), (2, 10, "x")))
    counter.add(applications((1, 10, "pixar"), (3, 20, "pixar")))
    assert counter.most_telling() == {10: (["pixar"], [2]), 20: (["pixar"], [1])}
    assert (counter.read, counter.dropped) == (6, 1)


def test_usual_spelling_stands_for_all() -> None:
    counter = TagCounter({})
    counter.add(applications((1, 10, "scifi"), (2, 10, "sci-fi"), (3, 20, "sci-fi")))
    assert counter.most_telling() == {10: (["sci-fi"], [2]), 20: (["sci-fi"], [1])}


def test_order_by_agreement_and_rarity() -> None:
    counter = TagCounter({})
    counter.add(
        applications(
            *((user, movie, "comedy") for user in (1, 2) for movie in (10, 20, 30)),
            *((user, 10, "time travel") for user in (1, 2)),
            (3, 10, "quip of one"),
            (4, 10, "aliens"),
            (4, 20, "aliens"),
            (5, 30, "aliens"),
        )
    )
    names, counts = counter.most_telling()[10]
    # ln(1 + N/n) with N = 3 films: time travel n = 1, comedy n = 3, aliens n = 3, quip n = 1
    scores = {
        "time travel": 2 * 2 / 3 * math.log(4),
        "comedy": 2 * 2 / 3 * math.log(2),
        "quip of one": 1 * 1 / 2 * math.log(4),
        "aliens": 1 * 2 / 3 * math.log(2),
    }
    assert names == sorted(scores, key=lambda tag: -scores[tag])
    assert counts == [2, 2, 1, 1]


def test_at_most_so_many_and_ties_by_the_alphabet() -> None:
    counter = TagCounter({})
    counter.add(applications(*((1, 10, tag) for tag in ("ccc", "aaa", "bbb"))))
    assert counter.most_telling(2) == {10: (["aaa", "bbb"], [1, 1])}


def test_merged_films_share_their_tags() -> None:
    counter = TagCounter({20: 10})
    counter.add(applications((1, 10, "moody"), (1, 20, "moody"), (2, 20, "moody")))
    assert counter.most_telling() == {10: (["moody"], [2])}


def test_no_tags() -> None:
    assert TagCounter({}).most_telling() == {}
    counter = TagCounter({})
    counter.add(applications((1, 10, "1995")))
    assert counter.most_telling() == {}
