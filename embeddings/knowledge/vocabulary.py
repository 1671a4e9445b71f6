"""The words the catalogue may use: genres, tags, moods, countries and languages."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
PLACES, TAGS, MOODS = "vocabulary.toml", "tags.toml", "moods.toml"
LONGEST_MEANING = 90


@dataclass(frozen=True)
class Word:
    """A tag or mood.

    Attributes
    ----------
    parent
        The table that it stands in: of a tag ``theme``, ``setting`` and so on, of a mood its
        family.
    means
        What a film with it has, in one line.
    also
        Synonyms: other ways in which people type it.
    opposite
        Moods that a film cannot have as well.
    """

    parent: str
    means: str
    also: tuple[str, ...] = ()
    opposite: tuple[str, ...] = ()


@dataclass(frozen=True)
class Vocabulary:
    """Allowed words; tags and moods by name."""

    genres: frozenset[str]
    tags: Mapping[str, Word]
    moods: Mapping[str, Word]
    countries: frozenset[str]
    languages: frozenset[str]
    faults: tuple[str, ...]


def read_vocabulary(folder: Path) -> Vocabulary:
    """Read the vocabulary.

    Parameters
    ----------
    folder : Path
        Holds ``vocabulary.toml`` with ``genres`` and ``places``, and ``tags.toml`` and
        ``moods.toml`` with a table for each parent.

    Returns
    -------
    Vocabulary
        With `faults` listing what is wrong with the vocabulary itself, empty if nothing is.
    """
    lists = _read(folder / PLACES)
    countries, languages = lists["places"]["countries"], lists["places"]["languages"]
    faults: list[str] = []
    tags = dict(_words(_read(folder / TAGS), "tag", faults))
    moods = dict(_words(_read(folder / MOODS), "mood", faults))
    faults += _repeated((lists["genres"], countries, languages))
    faults += _wrong_synonyms(tags, moods)
    faults += _wrong_opposites(moods)
    return Vocabulary(
        frozenset(lists["genres"]),
        tags,
        moods,
        frozenset(countries),
        frozenset(languages),
        tuple(faults),
    )


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _words(tables: Mapping[str, Any], kind: str, faults: list[str]) -> Iterator[tuple[str, Word]]:
    seen: dict[str, str] = {}
    for parent, words in tables.items():
        for name, entry in words.items():
            if name in seen:
                faults.append(f"{kind} {name!r} stands in {seen[name]} and again in {parent}")
            seen[name] = parent
            word = Word(
                parent, entry["means"], tuple(entry["also"]), tuple(entry.get("opposite", ()))
            )
            for text in (name, *word.also):
                if text != " ".join(text.lower().split()):
                    faults.append(f"{kind} {text!r} in {parent} is not plain lower case")
            if not 0 < len(word.means) <= LONGEST_MEANING or "\n" in word.means:
                faults.append(f"{kind} {name!r} needs a meaning of 1 to {LONGEST_MEANING} letters")
            yield name, word


def _repeated(lists: Iterable[list[str]]) -> Iterator[str]:
    for words in lists:
        for word in sorted({word for word in words if words.count(word) > 1}):
            yield f"{word!r} is listed twice"


def _wrong_synonyms(tags: Mapping[str, Word], moods: Mapping[str, Word]) -> Iterator[str]:
    """Find synonyms that are words of their kind themselves, or of two words of different names.

    A mood may take in what is a tag of its own: "uplifting" is a tag, and the mood "inspiring".
    """
    owners: dict[str, str] = {}
    for words in (tags, moods):
        for name, word in words.items():
            for synonym in word.also:
                if synonym in words:
                    yield f"synonym {synonym!r} of {name!r} stands for itself"
    for name, word in (*tags.items(), *moods.items()):
        for synonym in word.also:
            if owners.setdefault(synonym, name) != name:
                yield f"synonym {synonym!r} is that of {owners[synonym]!r} and of {name!r}"


def _wrong_opposites(moods: Mapping[str, Word]) -> Iterator[str]:
    for name, word in moods.items():
        for other in word.opposite:
            if other not in moods:
                yield f"the opposite {other!r} of {name!r} is no mood"
            elif name not in moods[other].opposite:
                yield f"{name!r} is the opposite of {other!r}, but not the other way round"


@cache
def vocabulary() -> Vocabulary:
    """Return the vocabulary of the shipped catalogue."""
    return read_vocabulary(FOLDER)
