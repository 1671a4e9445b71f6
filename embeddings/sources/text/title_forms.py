"""The one comparison of titles: search and import ask it whether two names are of one title.

People and sites write a title in many ways: "Matrix, The", "Old Boy" and "Oldboy", "John Wick 2"
and "John Wick: Chapter Two", "Æon Flux". The plain key of a name is what all of these share. A name
has parts, too, divided by a colon or a dash, and is often known by one of them: "Borat", "The
Empire Strikes Back".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from embeddings.sources.text.numbers import numbered_key, without_part
from embeddings.sources.text.titles import move_article, title_key

# With fewer letters a part at a name's end names nothing; a name may begin with "X2" or "T2".
LEAST_PART_LETTERS: Final = 4
LEAST_FIRST_PART_LETTERS: Final = 2
_ARTICLE: Final = re.compile(
    r"^(?:the|an?(?! \w\b)|le|la|les|l|un|une|el|los|las|lo|una|il|gli|uno|der|die|das|ein|eine"
    r"|het|een) "
)
_ELISION: Final = re.compile(r"^[Ll]['\u2019](?=\w)")
# "Star Wars: Episode V - The Empire Strikes Back" has three parts, and so has "Dr. Strangelove or:
# How I Learned (…)".
_BETWEEN_PARTS: Final = re.compile(
    r"[,:;]\s+or\b:?\s*\(?|\s+or:\s+|\s+or\s+\(|[:;]\s+|\s+[-\u2013\u2014/]\s+|\s*[()]\s*"
    r"|\s+(?=(?:part|pt\.?|chapter|episode|volume|vol\.?)\s+\S+$)",
    re.IGNORECASE,
)
# Whose film it is: "Monty Python's Life of Brian". With a single name before it or a single word
# after it the "'s" is more often part of the title: "Schindler's List", "Big Momma's House".
_WHOSE: Final = re.compile(
    r"^(?:(?:\S+\s+){1,3}\S+|Disney|Marvel|Shakespeare|Pixar)(?:['\u2019]s|s['\u2019])"
    r"\s+(?=(?:the |an? )?\S+\s)",
    re.IGNORECASE,
)
# What is added to a name to tell the film from a series: "Garfield: The Movie".
_MERELY_FILM: Final = frozenset({"movie", "film", "motion picture", "feature film"})
_DIGITS: Final = re.compile(r"\d+")
_FIRST_PART: Final = re.compile(r"[a-z]+ 1")
_LETTERS: Final = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i"}
)  # NFKD takes accents off and leaves these
_LONG_FORMS: Final = {"mr": "mister", "dr": "doctor", "vs": "versus", "st": "saint", "mt": "mount"}


@lru_cache(maxsize=1024)  # a name is compared with several
def plain_keys(name: str) -> tuple[str, ...]:
    """Return the keys by which two spellings of one title are equal; equal titles share one.

    Case, accents, ligatures, punctuation, spaces and articles are gone, numbers are digits, and
    the "part" or "chapter" before a number is gone. A number before a subtitle may be missing, and
    so may "Part One" and "The Movie" at the end.

    Examples
    --------
    >>> plain_keys("Matrix, The"), plain_keys("Old Boy"), plain_keys("John Wick: Chapter Two")
    (('matrix',), ('oldboy',), ('johnwick2',))
    >>> plain_keys("Star Wars: Episode VII - The Force Awakens")
    ('starwars7forceawakens', 'starwarsforceawakens')
    """
    parts = [_plain(part) for part in name_parts(name)]
    keys = [_joined(parts)]
    if len(parts) > 1:
        keys.append(plain_text(name).replace(" ", ""))
        if (unnumbered := [_unnumbered(part) for part in parts[:-1]]) != parts[:-1]:
            keys.append(_joined([*unnumbered, parts[-1]]))
        if parts[-1] in _MERELY_FILM or _FIRST_PART.fullmatch(parts[-1]):
            keys.append(_joined(parts[:-1]))
    return tuple(dict.fromkeys(filter(None, keys)))


@lru_cache(maxsize=1024)
def part_keys(name: str) -> tuple[str, ...]:
    """Return the keys of the parts of a name that it may be known by, and of its runs of parts.

    Examples
    --------
    >>> part_keys("Star Wars: Episode V - The Empire Strikes Back")
    ('starwars', 'starwars5', 'episode5empirestrikesback', 'empirestrikesback')
    >>> part_keys("Monty Python's Life of Brian"), part_keys("Heat")
    (('lifeofbrian',), ())
    """
    moved = _moved(name)
    parts = name_parts(name)
    keys = list(_runs([_plain(part) for part in parts])) if len(parts) > 1 else []
    if whose := _WHOSE.match(moved):
        keys += plain_keys(moved[whose.end() :])
    return tuple(dict.fromkeys(keys))


def plain_text(name: str) -> str:
    """Return a name as its plain key has it, its words still apart: "good bad and ugly"."""
    return _plain(_moved(name))


def numbers_agree(name: str, other: str) -> bool:
    """Return whether two names may be of one part of a series: neither has a number of its own.

    Examples
    --------
    >>> numbers_agree("Che: Part One", "Che: Part Two"), numbers_agree("Che: Part One", "Che")
    (False, True)
    """
    numbers, others = (set(_DIGITS.findall(plain_keys(title)[0])) for title in (name, other))
    return numbers <= others or others <= numbers


def name_parts(name: str) -> list[str]:
    """Return the parts of a name in their order, as they are written."""
    return [part for part in _BETWEEN_PARTS.split(_moved(name)) if part and part.strip()]


def without_article(key: str) -> str:
    """Return a title key without the article that it begins with."""
    return _ARTICLE.sub("", key)


def _moved(name: str) -> str:
    return _ELISION.sub("", move_article(name))


def _plain(part: str) -> str:
    """Return the plain form of a part, its words still apart."""
    if not part.isascii():
        part = part.casefold().translate(_LETTERS)
    key = title_key(part.replace(" + ", " and "))
    words = without_part(numbered_key(without_article(key))).split(" ")
    return " ".join(_LONG_FORMS.get(word, word) for word in words if word != "the") or key


def _unnumbered(part: str) -> str:
    """Return a part without the number that it ends in, which a subtitle says as well."""
    words = without_part(f"- {part}").split(" ")[1:]
    return " ".join(words[:-1] if words[-1].isdecimal() and len(words[-1]) < 3 else words)


def _is_no_name(part: str) -> bool:
    """Return whether a part is a number, with or without a "part" before it, or "the movie"."""
    return part in _MERELY_FILM or without_part(f"- {part} -")[2:-2].isdecimal()


def _joined(parts: Sequence[str]) -> str:
    """Return the parts as one key: a "part 2" may stand apart, as in "The Godfather: Part II"."""
    return without_part(" ".join(parts)).replace(" ", "")


def _runs(parts: Sequence[str]) -> Iterator[str]:
    """Yield what is left where a name loses parts at its end, its beginning or both."""
    for first in range(len(parts)):
        for last in range(first + 1, len(parts) + 1):
            run = parts[first:last]
            if len(run) == len(parts) or (first and all(map(_is_no_name, run))):
                continue
            key = _joined(run)
            if len(key) >= (LEAST_PART_LETTERS if first else LEAST_FIRST_PART_LETTERS):
                yield key
