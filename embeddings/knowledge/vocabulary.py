"""The words the catalogue may use: genres, tags, countries and languages."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Vocabulary:
    """Allowed words, and which group each tag belongs to."""

    genres: frozenset[str]
    tag_groups: dict[str, str]
    countries: frozenset[str]
    languages: frozenset[str]
    faults: tuple[str, ...]


def _faults(groups: dict[str, list[str]], lists: Iterable[list[str]]) -> Iterable[str]:
    """Words that stand twice, and tags that are not plain lower case."""
    seen: dict[str, str] = {}
    for group, tags in groups.items():
        for tag in tags:
            if tag in seen:
                yield f"tag {tag!r} stands in {seen[tag]} and again in {group}"
            if tag != " ".join(tag.lower().split()):
                yield f"tag {tag!r} in {group} is not plain lower case"
            seen[tag] = group
    for words in lists:
        for word in sorted({word for word in words if words.count(word) > 1}):
            yield f"{word!r} is listed twice"


def read_vocabulary(path: Path) -> Vocabulary:
    """Read a vocabulary file.

    Parameters
    ----------
    path : Path
        TOML with ``genres``, a table ``tags`` of groups, and ``places`` with ``countries`` and
        ``languages``.

    Returns
    -------
    Vocabulary
        With `faults` listing what is wrong with the vocabulary itself, empty if nothing is.
    """
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    groups: dict[str, list[str]] = data["tags"]
    countries, languages = data["places"]["countries"], data["places"]["languages"]
    return Vocabulary(
        genres=frozenset(data["genres"]),
        tag_groups={tag: group for group, tags in groups.items() for tag in tags},
        countries=frozenset(countries),
        languages=frozenset(languages),
        faults=tuple(_faults(groups, (data["genres"], countries, languages))),
    )


@cache
def vocabulary() -> Vocabulary:
    """Return the vocabulary of the shipped catalogue."""
    return read_vocabulary(FOLDER / "vocabulary.toml")
