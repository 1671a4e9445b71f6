"""When a release is worse than the live one, and when it only looks so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from embeddings.evaluation.comparison import describe, regressions
from embeddings.evaluation.quality import FiguresByKey, Quality, query_key
from embeddings.evaluation.search_set import all_queries, everyday_queries
from tests.releases import RELEASE

KEYS = [query_key(words) for words in all_queries()]
EVERYDAY = [query_key(query.query) for query in everyday_queries()]
NEW = replace(RELEASE, release_id=2, state="building", simulated_ratings=False, taste_dimension=64)


def quality(
    search: FiguresByKey,
    people: FiguresByKey | None = None,
    share: float | None = None,
    everyday: FiguresByKey | None = None,
) -> Quality:
    return Quality(search, everyday or {}, people or {}, (0.1, 0.1), share)


def against(old: Quality, new: Quality, margin: float = 0.05, **changes: object) -> list[str]:
    live = replace(NEW, release_id=1, state="live", figures={"grades": old.as_record()}, **changes)  # type: ignore[arg-type]
    return regressions(new, NEW, live, margin)


def found(count: int, of: int = 100) -> FiguresByKey:
    """Return the marks of 100 queries of which so many find their film at once."""
    return {key: [1.0, 1.0, 1.0] if n < count else [0.0] * 3 for n, key in enumerate(KEYS[:of])}


def liked(values: list[float], first: int = 1) -> FiguresByKey:
    return {str(first + n): [value, value] for n, value in enumerate(values)}


def test_equal_figures_pass() -> None:
    assert against(quality(found(80)), quality(found(80))) == []
    assert against(quality(found(80)), quality(found(100))) == []


def test_a_fall_beyond_the_margin_names_figure_and_both_values() -> None:
    first, *_ = said = against(quality(found(80)), quality(found(60)))
    assert first == "mrr of search fell from 0.800 to 0.600 (by 25%, and 5% may be lost)"
    assert [line.split()[0] for line in said] == ["mrr", "hit_at_10", "recall_at_100"]
    assert against(quality(found(80)), quality(found(60)), margin=0.3) == []


def test_what_chance_explains_passes() -> None:
    """Of 25 queries, two that find nothing any more are 9 %, and within two standard errors."""
    assert against(quality(found(22, of=25)), quality(found(20, of=25))) == []


def test_too_few_queries_tell_nothing() -> None:
    assert against(quality(found(10, of=10)), quality(found(0, of=10))) == []


def test_a_film_that_is_gone_is_a_film_not_found() -> None:
    """Half of the catalogue missing must not pass because its queries are not asked."""
    half = {key: mark for key, mark in found(100).items() if key in KEYS[:50]}
    assert "from 1.000 to 0.500" in against(quality(found(100)), quality(half))[0]


def test_people_are_compared_with_themselves() -> None:
    """A tenth less for each of very different people is told, as it is for the same people."""
    values = [n / 40 for n in range(40)]
    lower = [0.9 * value for value in values]
    assert len(against(quality({}, liked(values)), quality({}, liked(lower)))) == 2
    # Of other people the same fall is nothing beside how they differ.
    assert against(quality({}, liked(values)), quality({}, liked(lower, first=1000))) == []


def test_everyday_queries_that_find_fewer_good_films_are_told() -> None:
    good = {key: [0.8, 0.6, 1.0] for key in EVERYDAY}
    worse = {key: [0.6, 0.4, 1.0 if n % 2 else 0.0] for n, key in enumerate(EVERYDAY)}
    said = against(quality({}, everyday=good), quality({}, everyday=worse))
    assert [reason.split(" fell ")[0] for reason in said] == [
        "ndcg_at_10 of everyday queries",
        "precision_at_10 of everyday queries",
        "success_at_1 of everyday queries",
    ]
    assert against(quality({}, everyday=good), quality({}, everyday=good)) == []


def test_a_live_release_that_was_not_asked_everyday_queries_is_no_standard() -> None:
    record = quality(found(80)).as_record()
    del record["everyday"]
    live = replace(NEW, release_id=1, state="live", figures={"grades": record})
    everyday = {key: [0.0, 0.0, 0.0] for key in EVERYDAY}
    assert regressions(quality(found(80), everyday=everyday), NEW, live, 0.05) == []


@pytest.mark.parametrize("changes", [{"dataset": "ml-32m"}, {"simulated_ratings": True}])
def test_other_data_are_not_compared(changes: dict[str, object]) -> None:
    assert against(quality(found(100)), quality(found(10)), **changes) == []


def test_before_the_first_release_and_after_one_that_was_not_graded() -> None:
    assert regressions(quality(found(10)), NEW, None, 0.05) == []
    assert regressions(quality(found(10)), NEW, replace(NEW, release_id=1), 0.05) == []


def test_an_index_that_does_not_find_is_refused_even_at_first() -> None:
    said = regressions(quality({}, share=0.45), NEW, None, 0.05)
    assert "0.450 of the recommendations" in said[0]


def test_figures_in_words_call_simulated_people_simulated() -> None:
    shown = quality(found(80), liked([0.25] * 20)).as_public(forced=True)
    assert describe(shown, simulated=True) == (
        "search MRR 0.800, hit@10 0.80 (100 queries); recommendations NDCG@100 0.250, "
        "by popularity 0.100 (20 simulated people); live by --force"
    )
    asked = quality({}, everyday={EVERYDAY[0]: [0.7, 0.5, 1.0]}).as_public(forced=False)
    assert describe(asked, simulated=True) == (
        "everyday queries P@10 0.50, first one good 1.00 (1 queries)"
    )
    assert describe(None, simulated=False) == "not measured"
