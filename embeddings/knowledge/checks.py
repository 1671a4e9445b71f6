"""The checks that every film of the bundled catalogue must pass."""

import datetime
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from embeddings.knowledge.contradictions import contradictions
from embeddings.knowledge.entries import Entry, decade_of, id_range
from embeddings.knowledge.overlaps import plain
from embeddings.knowledge.vocabulary import Vocabulary

REQUIRED = (
    "id", "title", "year", "genres", "tags", "countries", "languages", "imdb_id", "acclaim",
    "plot", "minimum_age", "moods", "phrases",
)  # fmt: skip
OPTIONAL = (
    "original_title", "german_title", "aka", "fame", "directors", "writers", "cast", "composers",
    "runtime", "certificate", "known_for", "minor_tags",
)  # fmt: skip
TAG_COUNT = range(8, 15)
MOOD_COUNT = range(5, 15)
PHRASE_COUNT = range(6, 13)
MOST_WORDS_OF_PHRASE = 16
PLOT_LENGTH = range(120, 401)
MOST_SENTENCES = 3
STRENGTHS = (1, 2, 3)
MINIMUM_AGES = (0, 4, 6, 8, 10, 12, 14, 16, 18)
RUNTIME = range(1, 1000)
CERTIFICATES = frozenset({"G", "PG", "PG-13", "R", "NC-17", "Approved", "Passed", "Not Rated"})
FIRST_YEAR = 1895
_IMDB_ID = re.compile(r"tt\d{7,8}")
# A full stop after these does not end a sentence.
_ABBREVIATION = re.compile(r"\b(?:Dr|Mr|Mrs|Ms|St|Jr|Sr|Lt|Sgt|Capt|Col|[A-Z])\.(?=\s|[A-Z])")
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]?(?=\s|$)")

Reasons = Iterator[tuple[str, str]]


@dataclass(frozen=True, order=True)
class Problem:
    """Something wrong with the catalogue: where, in which field, and why."""

    path: Path
    line: int
    field: str
    reason: str

    def __str__(self) -> str:
        return f"{self.path.name}:{self.line}: {self.field}: {self.reason}"


def check_entry(entry: Entry, words: Vocabulary) -> list[Problem]:
    """Check one film by itself.

    Parameters
    ----------
    entry : Entry
        The film as read from its file.
    words : Vocabulary
        What genres, tags, countries and languages there are.

    Returns
    -------
    list of Problem
        Every problem, not only the first.
    """
    found = [(name, "is missing") for name in REQUIRED if name not in entry.fields]
    for name, value in entry.fields.items():
        check = _CHECKS.get(name)
        if check is None:
            found.append((name, f"unknown field; known are {', '.join(REQUIRED + OPTIONAL)}"))
        else:
            found += [(name, reason) for reason in check(value, entry, words)]
    if not found:
        found += contradictions(entry.fields, words)
    return [Problem(entry.path, entry.line_of(name), name, reason) for name, reason in found]


def _text(value: Any, _entry: Entry, _words: Vocabulary) -> Iterator[str]:
    if not isinstance(value, str):
        yield f"must be text, is {value!r}"
        return
    if not value.strip():
        yield "is empty"
    # Of these kinds no character is printable, and looking at each one takes its time.
    if not value.isprintable() and any(
        unicodedata.category(character) in {"Cc", "Cf", "Zl", "Zp"} for character in value
    ):
        yield "holds a control or invisible character"
    if value != value.strip() or "  " in value:
        yield "has space at an end or two spaces in a row"
    if value != unicodedata.normalize("NFC", value):
        yield "is not in Unicode's composed form (NFC)"


def _original_title(value: Any, entry: Entry, words: Vocabulary) -> Iterator[str]:
    yield from _text(value, entry, words)
    if value == entry.fields.get("title"):
        yield "is the title again; leave it out"


def _german_title(value: Any, entry: Entry, words: Vocabulary) -> Iterator[str]:
    yield from _text(value, entry, words)
    if value in {entry.fields.get("title"), entry.fields.get("original_title")}:
        yield "is the title or the original title again; leave it out"
    aka = entry.fields.get("aka")
    if isinstance(aka, list) and value in aka:
        yield "stands in aka as well; leave it out there"


def _plot(value: Any, entry: Entry, words: Vocabulary) -> Iterator[str]:
    yield from _text(value, entry, words)
    if not isinstance(value, str):
        return
    if len(value) not in PLOT_LENGTH:
        yield f"has {len(value)} characters, needs {_span(PLOT_LENGTH)}"
    if not value.endswith("."):
        yield "does not end in a full stop"
    sentences = len(_SENTENCE_END.findall(_ABBREVIATION.sub("", value)))
    if sentences > MOST_SENTENCES:
        yield f"has {sentences} sentences, at most {MOST_SENTENCES}"


def _integer(allowed: range) -> Callable[[Any, Entry, Vocabulary], Iterator[str]]:
    def check(value: Any, _entry: Entry, _words: Vocabulary) -> Iterator[str]:
        # bool is an int in Python, and TOML tells the two apart.
        if type(value) is not int or value not in allowed:
            yield f"must be a whole number in {_span(allowed)}, is {value!r}"

    return check


def _id(value: Any, entry: Entry, _words: Vocabulary) -> Iterator[str]:
    allowed = id_range(entry.path)
    if type(value) is not int:
        yield f"must be a whole number, is {value!r}"
    elif len(allowed) == 0:
        yield f"file name {entry.path.name} must be like 1950s.toml or 1950s-a.toml"
    elif value not in allowed:
        yield f"{value} is outside {_span(allowed)} of {entry.path.name}"


def _year(value: Any, entry: Entry, words: Vocabulary) -> Iterator[str]:
    allowed = range(FIRST_YEAR, datetime.datetime.now(datetime.UTC).year + 2)
    reasons = list(_integer(allowed)(value, entry, words))
    yield from reasons
    decade = decade_of(entry.path)
    if not reasons and decade is not None and value // 10 * 10 != decade:
        yield f"{value} does not belong in {entry.path.name}"


def _imdb_id(value: Any, _entry: Entry, _words: Vocabulary) -> Iterator[str]:
    if not isinstance(value, str) or (value and not _IMDB_ID.fullmatch(value)):
        yield f'must be "" or like "tt0047478", is {value!r}'


def _words_of(
    allowed_of: Callable[[Vocabulary], Iterable[str] | None], count: range
) -> Callable[[Any, Entry, Vocabulary], Iterator[str]]:
    def check(value: Any, entry: Entry, words: Vocabulary) -> Iterator[str]:
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            yield f"must be a list of texts, is {value!r}"
            return
        if len(value) not in count:
            yield f"has {len(value)} entries, needs {_span(count)}"
        for word in sorted({word for word in value if value.count(word) > 1}):
            yield f"{word!r} stands twice"
        allowed = allowed_of(words)
        for word in value:
            if allowed is None:
                yield from _text(word, entry, words)
            elif word not in allowed:
                yield f"{word!r} is not in the vocabulary"

    return check


def _moods(value: Any, _entry: Entry, words: Vocabulary) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"must be a table of strengths, is {value!r}"
        return
    if len(value) not in MOOD_COUNT:
        yield f"has {len(value)} entries, needs {_span(MOOD_COUNT)}"
    for mood, strength in value.items():
        if mood not in words.moods:
            yield f"{mood!r} is not in moods.toml"
        if type(strength) is not int or strength not in STRENGTHS:
            yield f"{mood!r} must have strength 1, 2 or 3, has {strength!r}"
    if value and STRENGTHS[-1] not in value.values():
        yield "has no mood with strength 3: what does one remember?"


def _known_for(value: Any, entry: Entry, words: Vocabulary) -> Iterator[str]:
    has = [*entry.fields.get("tags", ()), *entry.fields.get("moods", ())]
    yield from _some_of(value, has, "tags and moods", entry, words)


def _minor_tags(value: Any, entry: Entry, words: Vocabulary) -> Iterator[str]:
    yield from _some_of(value, entry.fields.get("tags", ()), "tags", entry, words)
    known_for = entry.fields.get("known_for", ())
    for word in value if isinstance(value, list) else ():
        if word in known_for:
            yield f"{word!r} stands in known_for as well"


def _some_of(
    value: Any, has: Sequence[str], of: str, entry: Entry, words: Vocabulary
) -> Iterator[str]:
    found = list(_words_of(lambda _: None, range(1, len(has) + 1))(value, entry, words))
    yield from found
    if not found:
        yield from (f"{word!r} is none of the film's {of}" for word in value if word not in has)


def _minimum_age(value: Any, _entry: Entry, _words: Vocabulary) -> Iterator[str]:
    if type(value) is not int or value not in MINIMUM_AGES:
        yield f"must be one of {', '.join(map(str, MINIMUM_AGES))}, is {value!r}"


def _phrases(value: Any, entry: Entry, words: Vocabulary) -> Iterator[str]:
    yield from _words_of(lambda _: None, PHRASE_COUNT)(value, entry, words)
    if not isinstance(value, list):
        return
    title = plain(str(entry.fields.get("title", "")))
    for phrase in (entry for entry in value if isinstance(entry, str)):
        words_of_phrase = plain(phrase)
        if phrase != phrase.lower() or phrase.endswith("."):
            yield f"{phrase!r} is not in lower case without a full stop"
        if len(words_of_phrase.split()) > MOST_WORDS_OF_PHRASE:
            yield f"{phrase!r} has more than {MOST_WORDS_OF_PHRASE} words"
        # A title of one common word ("Once", "Up") stands in many phrases by chance.
        if len(title.split()) > 1 and f" {title} " in f" {words_of_phrase} ":
            yield f"{phrase!r} holds the title"


def _aka(value: Any, entry: Entry, words: Vocabulary) -> Iterator[str]:
    yield from _words_of(lambda _: None, range(1, 9))(value, entry, words)
    own = {entry.fields.get("title"), entry.fields.get("original_title")}
    if isinstance(value, list):
        for title in value:
            if title in own:
                yield f"{title!r} is the title or the original title again"


def _certificate(value: Any, _entry: Entry, _words: Vocabulary) -> Iterator[str]:
    if value not in CERTIFICATES:
        yield f"must be one of {', '.join(sorted(CERTIFICATES))}, is {value!r}"


def _languages(value: Any, entry: Entry, words: Vocabulary) -> Iterator[str]:
    yield from _words_of(lambda words: words.languages, range(1, 7))(value, entry, words)
    if isinstance(value, list) and "None" in value and len(value) > 1:
        yield '"None" is for films without words and stands alone'


def _span(allowed: range) -> str:
    return f"{allowed[0]} to {allowed[-1]}"


_CHECKS: dict[str, Callable[[Any, Entry, Vocabulary], Iterator[str]]] = {
    "id": _id,
    "title": _text,
    "original_title": _original_title,
    "german_title": _german_title,
    "aka": _aka,
    "year": _year,
    "genres": _words_of(lambda words: words.genres, range(1, 8)),
    "tags": _words_of(lambda words: words.tags, TAG_COUNT),
    "countries": _words_of(lambda words: words.countries, range(1, 7)),
    "languages": _languages,
    "imdb_id": _imdb_id,
    "fame": _integer(range(1, 6)),
    "acclaim": _integer(range(1, 10)),
    "directors": _words_of(lambda _: None, range(1, 21)),
    "writers": _words_of(lambda _: None, range(1, 11)),
    "cast": _words_of(lambda _: None, range(1, 9)),
    "composers": _words_of(lambda _: None, range(1, 6)),
    "runtime": _integer(RUNTIME),
    "certificate": _certificate,
    "plot": _plot,
    "minimum_age": _minimum_age,
    "moods": _moods,
    "phrases": _phrases,
    "known_for": _known_for,
    "minor_tags": _minor_tags,
}
