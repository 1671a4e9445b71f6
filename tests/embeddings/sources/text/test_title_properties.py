"""Raw titles put together from parts and taken apart again."""

from hypothesis import assume, given
from hypothesis import strategies as st

from embeddings.sources.text.titles import parse_title, title_key

words = st.lists(
    st.text(alphabet="abcdefghijklmnopqrstuvwxyzäéñô", min_size=2, max_size=9).map(str.capitalize),
    min_size=1,
    max_size=5,
)
articles = st.sampled_from(["The", "A", "Les", "L'", "Der", "Il", "Los", ""])
years = st.integers(1890, 2050)


def published(name: list[str], article: str) -> str:
    return " ".join(name) + (f", {article}" if article else "")


def natural(name: list[str], article: str) -> str:
    space = "" if article.endswith("'") or not article else " "
    return f"{article}{space}{' '.join(name)}"


@given(words, articles, words, articles, st.lists(words, max_size=2), years)
def test_round_trip(
    name: list[str],
    article: str,
    home_name: list[str],
    home_article: str,
    others: list[list[str]],
    year: int,
) -> None:
    original = natural(home_name, home_article)
    title = natural(name, article)
    assume(not home_name[0].isascii())  # plainly not English
    assume(title_key(original) != title_key(title))
    also = list(dict.fromkeys(" ".join(other) for other in others))
    assume(not {title, original} & set(also))
    marked = "".join(f" (a.k.a. {other})" for other in also)
    raw = f"{published(name, article)}{marked} ({published(home_name, home_article)}) ({year})"
    parsed = parse_title(raw)
    assert parsed.title == title
    assert parsed.original_title == original
    assert list(parsed.alternative_titles) == also
    assert parsed.year == year


@given(st.text(max_size=80))
def test_any_text_is_parsed(raw: str) -> None:
    parsed = parse_title(raw)
    assert parsed.title or not raw.strip() or "<" in raw or not raw.isprintable()
    assert parsed.title == parsed.title.strip()
    assert title_key(parsed.title or "x")


@given(st.text(alphabet="ab ()1905-,LTheaka.", max_size=60))
def test_brackets_of_any_kind_are_parsed(raw: str) -> None:
    parsed = parse_title(raw)
    assert bool(parsed.title) == bool(raw.strip())
    assert "" not in parsed.alternative_titles
    assert parsed.original_title != ""
