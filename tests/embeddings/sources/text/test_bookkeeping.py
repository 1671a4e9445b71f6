import csv
from collections import Counter

import pytest

from embeddings.knowledge.vocabulary import vocabulary
from embeddings.sources.text.bookkeeping import is_bookkeeping
from embeddings.sources.text.tag_names import clean_tag
from tests.conftest import SHARED

TAGS = SHARED / "datasets" / "ml-latest-small" / "tags.csv"


@pytest.mark.parametrize(
    "tag",
    [
        # copies and formats
        "dvd",
        "dvd-video",
        "bd-r",
        "blu ray",
        "laserdisc",
        "720p",
        "on dvd",
        "have on dvd",
        "not on dvd",
        "no dvd at netflix",
        "not available from netflix",
        "library vhs",
        "library on hold",
        "erlend's dvds",
        "my movies",
        "own",
        "own it",
        "i have this",
        "less than 300 ratings",
        # plans
        "in netflix queue",
        "to see",
        "movie to see",
        "to-rent",
        "to watch again",
        "want to own",
        "want to see again",
        "do not want to see",
        "my wishlist",
        "watch again",
        # editions
        "criterion",
        "the criterion collection",
        # what was seen
        "seen",
        "not seen",
        "i haven't seen it",
        "seen at the cinema",
        "seen more than once",
        "seen 2008",
        "saw it in 3d",
        "unseen",
        "can't remember",
        # lists
        "imdb top 250",
        "top 100",
        "best of 2005",
        "afi 100",
        "afi 100 (laughs)",
        "1001 movies you must see",
        # verdicts
        "awesome",
        "really bad",
        "great movie",
        "worst movie ever",
        "best film of all time",
        "all-time favorite",
        "masterpiece",
        "overrated",
        "must see",
        "4 stars",
        "three-and-a-half stars",
        "8 out of 10",
        "grade b+",
        "loved it",
        "didn't like it",
        "highly recommended",
        "not worth watching",
        "waste of time",
    ],
)
def test_a_note_of_the_persons(tag: str) -> None:
    assert is_bookkeeping(tag)


@pytest.mark.parametrize(
    "tag",
    [
        # a part of the film is judged, not the film
        "great soundtrack",
        "great acting",
        "bad acting",
        "good dialogue",
        "amazing cinematography",
        "best friends",
        "great depression",
        "bad cop",
        # honours
        "best picture",
        "oscar (best actress)",
        "palme d'or",
        "national film registry",
        # content that looks like a note
        "saw",
        "library",
        "the great gatsby",
        "queen",
        "watching",
        "vigilante",
        "stars",
        "movie star",
        "one-night stand",
        "a room of one's own",
        "fear of being seen",
        "1001 nights",
        "video games",
        "dvorak",
        "based on a tv show",
        "nothing to see here but love",
        "love story",
        "cult film",
        "classic",
        "silly",
        "stupid but funny",
        "made me cry",
        "r:violence",
    ],
)
def test_something_about_the_film(tag: str) -> None:
    assert not is_bookkeeping(tag)


def test_no_word_of_our_own_vocabulary_is_taken_for_a_note() -> None:
    words = vocabulary()
    names = [*words.tags, *(genre.lower() for genre in words.genres)]
    assert [name for name in names if is_bookkeeping(name)] == []


@pytest.mark.skipif(not TAGS.is_file(), reason=f"needs MovieLens latest-small: no {TAGS}")
def test_what_goes_from_latest_small() -> None:
    with TAGS.open(encoding="utf-8", newline="") as file:
        raw = [row["tag"] for row in csv.DictReader(file)]
    gone = Counter(tag.lower() for tag in raw if is_bookkeeping(tag.strip().lower()))
    assert gone["in netflix queue"] == 131
    assert gone["imdb top 250"] == 11
    assert sum(gone.values()) < 0.055 * len(raw)
    kept = {clean_tag(tag) for tag in raw}
    assert {"atmospheric", "twist ending", "great soundtrack", "best picture", "classic"} <= kept
