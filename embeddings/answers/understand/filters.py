"""Find filters in the words of a query.

A wrong filter hides the film that a person looks for. A missed filter costs little, because its
words are still searched for. So every rule requires the words around a genre or a year to show
that a kind of film is meant: "80s horror" and "comedies from 1994" set filters; "Horror of
Dracula", "Airport 1975" and a story set in the 1920s set none.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from embeddings.answers.understand.grammar import (
    ANY_GENRE,
    COUNTRY,
    DECADE,
    FILM,
    GENRE_JOINT,
    GENRE_PHRASE,
    LANGUAGE,
    LEAD,
    QUALIFIER,
    YEAR,
    genre_names,
    without_group_names,
)
from embeddings.answers.understand.spans import Span
from embeddings.answers.understand.words import MOST_WORDS

Field = Literal[
    "genres", "exclude_genres", "year_min", "year_max",
    "countries", "exclude_countries", "languages", "exclude_languages",
    "collections", "exclude_collections",
    "people", "exclude_people", "certificates", "exclude_certificates", "certificate_max",
    "runtime_min", "runtime_max",
]  # fmt: skip


@dataclass(frozen=True)
class Filter:
    """A filter, and where in the query its words are.

    Attributes
    ----------
    start, end
        First character of the words, and the character after their last.
    label
        How to show the value, where it is no name: that of a person.
    """

    field: Field
    value: str | int
    start: int
    end: int
    label: str | None = None

    @property
    def span(self) -> Span:
        """``start`` and ``end``."""
        return self.start, self.end


_DECADE = without_group_names(DECADE)
# "the 1920s and early 30s"
_DECADES: Final = rf"{_DECADE}(?:(?: (?:and|or|to|through|&) (?:the )?| ?[-\u2013/] ?){_DECADE})?"
_QUALIFIERS: Final = rf"(?:{QUALIFIER} )*"
WHEN: Final = rf"(?:the )?(?:{_DECADE}|{YEAR})"
# Words that begin the description of the plot, or end the phrase of a kind of film otherwise.
PLOT_OPENERS: Final = (
    "about|with|where|in which|that|who|whose|set|starring|featuring|involving|without|like|but|not"
    "|made|released|before|after|since"
)
# After a kind of film: the plot, another filter, or the end of the query.
END_OF_KIND: Final = (
    rf"(?=\s*(?:$|[,;.!?]|\b(?:{PLOT_OPENERS}|similar|between|for)\b"
    rf"|(?:from|of|pre|post|prior to|until|up to|older than|newer than)[- ]{WHEN}|{WHEN}\s*$"
    rf"|(?:spoken )?in {LANGUAGE}\b|from (?:the )?{COUNTRY}$))"
)
_GENRE: Final = re.compile(
    rf"^(?P<lead>{LEAD})(?:(?:{_DECADE}|{YEAR}(?:[-\u2013]{YEAR})?) )?{_QUALIFIERS}"
    rf"(?:(?:{_DECADE}) )?{_QUALIFIERS}"
    rf"(?P<genre>{GENRE_PHRASE}){END_OF_KIND}"
)
# Who asks for "westerns and war films" takes either; the genres are wishes then.
_EITHER: Final = re.compile(r"s (?:and|&|or) ")
# At the start of a query these may begin a title, "Romance with a Double Bass", unless the words
# after them set a filter too or say that the plot follows.
_TITLE_LIKE_GENRE: Final = re.compile(r"romances?|animations?|musicals?|noirs?|horrors?")
_NOT_IN_TITLE: Final = re.compile(
    rf"about|set|,|(?:from|of) {WHEN}|{WHEN}$|not|but|before|after|between|since"
)
_EXCLUDED_GENRE: Final = re.compile(
    r"(?:(?:^|,\s*|\bbut |\band |(?<=film )|(?<=films )|(?<=movie )|(?<=movies ))"
    r"(?:not|no|isn'?t|nothing) (?:(?:an?|any|too) )?"
    r"|\b(?:non[- ]|anything but |except |excluding |that(?:'?s| is) not (?:an? )?"
    r"|that isn'?t (?:an? )?))"
    rf"(?P<genre>{GENRE_PHRASE}|{ANY_GENRE}(?:{GENRE_JOINT}{ANY_GENRE})*)"
    r"(?=\s*(?:$|[,;.!?]|\b(?:and|or|but|please|about|with)\b))"
)
# "No superheroes, just good action": after what is not wanted, this is all that is.
_ONLY_GENRE: Final = re.compile(
    rf"(?<=\S)\s+(?:just|only|instead)(?: (?:an?|some|plain|pure|solid|good|proper|decent|normal"
    rf"|{QUALIFIER}))* (?P<genre>{GENRE_PHRASE}|{ANY_GENRE})(?: please)?[\s.!]*$"
)
# What a filter belongs to: after these words a year is the year of a film.
KIND_OF_FILM: Final = rf"(?:{FILM}|{GENRE_PHRASE}|something|anything|one|ones)"
_MADE: Final = r"(?:made |released |that came out |shot )?"
_OPENING: Final = rf"^{LEAD}{_QUALIFIERS}"
_YEAR_RULES: Final = [
    # 80s horror, 1994 comedy, 1950s film
    re.compile(
        rf"^{LEAD}(?P<phrase>(?:the )?(?P<decade>{_DECADES})) {_QUALIFIERS}"
        rf"(?=(?:{KIND_OF_FILM}|{ANY_GENRE})(?!\w))"
    ),
    re.compile(rf"^{LEAD}(?P<phrase>(?P<year>{YEAR})) {_QUALIFIERS}(?={GENRE_PHRASE})"),
    # 80s; horror 80s
    re.compile(rf"(?:^|\b(?:{FILM}|{GENRE_PHRASE}) )(?P<phrase>(?:the )?(?P<decade>{_DECADES}))$"),
    # comedies from the 90s, something from 1994, films of the 70s, from 1994
    re.compile(
        rf"(?:\b{KIND_OF_FILM} {_MADE}|{_OPENING}{_MADE})"
        rf"(?P<phrase>(?:from|of) (?:the )?(?P<decade>{_DECADES}))(?![\w'])"
    ),
    re.compile(
        rf"(?:\b{KIND_OF_FILM} {_MADE}|{_OPENING})"
        rf"(?P<phrase>from (?P<year>{YEAR}))(?!\w| ?(?:-|to))"
    ),
    re.compile(
        r"\b(?P<phrase>(?:made|released|came out) in (?:the )?"
        rf"(?:(?P<decade>{_DECADES})|(?P<year>{YEAR})))(?!\w)"
    ),
    # before 1970, after 2010, since the 90s
    re.compile(
        rf"(?:\b{KIND_OF_FILM} {_MADE}|{_OPENING}|,\s*|\b(?:made|released) )"
        r"(?P<phrase>(?P<side>before|prior to|older than|earlier than|pre[- ]|until|up to"
        r"|after|since|newer than|later than|post[- ]) ?(?:the )?"
        rf"(?:(?P<decade>{_DECADES})|(?P<year>{YEAR})))(?!\w)"
    ),
    # 70s or before, 1990 or later, wherever they stand
    re.compile(
        rf"(?<![\w-])(?P<phrase>(?:from )?(?:the )?(?:(?P<decade>{_DECADES})|(?P<year>{YEAR}))"
        r" (?:or|and) (?P<side>before|earlier|older|later|newer|after|since))(?!\w)"
    ),
    # between 1965 and 1970, from 1990 to 1995, 1990-1995
    re.compile(
        rf"(?:\b{KIND_OF_FILM} {_MADE}|{_OPENING}|,\s*)"
        rf"(?P<phrase>(?:between|from)? ?(?P<first>{YEAR})"
        rf" ?(?:and|to|-|\u2013) ?(?P<last>{YEAR}))(?!\w)"
    ),
    # 1930-1934, 2024 2025, 2024/2025, wherever they stand
    re.compile(
        rf"(?<![\w-])(?P<phrase>(?:(?:between|from) )?(?P<first>{YEAR})"
        r"(?: ?[-\u2013/] ?| (?:to|till|until|or|and) | )"
        rf"(?P<last>{YEAR}))(?![\w-])"
    ),
]
_DECADE_NAMES: Final = {
    "thirties": 1930, "forties": 1940, "fifties": 1950, "sixties": 1960,
    "seventies": 1970, "eighties": 1980, "nineties": 1990,
}  # fmt: skip
_OR_SIDES: Final = {
    "before": "until", "earlier": "until", "older": "until",
    "later": "since", "newer": "since", "after": "since",
}  # fmt: skip
_DECADE_PARTS: Final = {"early": (0, 4), "mid": (3, 7), "late": (5, 9), None: (0, 9)}


def decade_years(words: str) -> tuple[int, int]:
    """Return the first and the last year of a decade, or of its early, middle or late years.

    Of two decades, the years from the first to the last.

    Examples
    --------
    >>> decade_years("80s"), decade_years("late 1990s"), decade_years("the fifties")
    ((1980, 1989), (1995, 1999), (1950, 1959))
    """
    periods = [_years_of(match) for match in re.finditer(DECADE, words)]
    return min(first for first, _ in periods), max(last for _, last in periods)


def _years_of(match: re.Match[str]) -> tuple[int, int]:
    if match["name"]:
        first = _DECADE_NAMES[match["name"]]
    elif match["short"]:
        first = (2000 if match["short"] == "0" else 1900) + 10 * int(match["short"])
    else:
        first = 100 * int(match["century"]) + 10 * int(match["ten"])
    begin, end = _DECADE_PARTS[match["part"]]
    return first + begin, first + end


def find_filters(text: str, known_genres: Collection[str]) -> list[Filter]:
    """Return the years and genres that a query asks for or excludes, in the order of its words.

    Parameters
    ----------
    text : str
        The query as `grammar.lowered` returns it. A query of more than `MOST_WORDS` words sets
        no filter.
    known_genres : collection of str
        Genres of the release; no other genre sets a filter.
    """
    if len(text.split()) > MOST_WORDS:
        return []
    genres = [found for found in _find_genres(text) if found.value in known_genres]
    return sorted(
        [*_find_years(text), *genres], key=lambda found: (found.start, found.field != "year_min")
    )


def _find_genres(text: str) -> Iterator[Filter]:
    excluded_spans: list[Span] = []
    for match in _EXCLUDED_GENRE.finditer(text):
        start = match.start() + len(match.group()) - len(match.group().lstrip(" ,"))
        for name in genre_names(match["genre"]):
            yield Filter("exclude_genres", name, start, match.end())
        excluded_spans.append(match.span())
    kind = _GENRE.match(text)
    if alone := _ONLY_GENRE.search(text):
        for name in genre_names(alone["genre"]):
            yield Filter("genres", name, *alone.span("genre"))
        return
    if not kind or any(start <= kind.start("genre") < end for start, end in excluded_spans):
        return
    is_bare = kind.start("genre") == kind.end("lead")
    rest = text[kind.end() :].strip()
    may_be_title = is_bare and rest and _TITLE_LIKE_GENRE.fullmatch(kind["genre"])
    if may_be_title and not _NOT_IN_TITLE.match(rest):
        return
    names = genre_names(kind["genre"])
    if len(names) > 1 and _EITHER.search(kind["genre"]):
        return
    for name in names:
        yield Filter("genres", name, *kind.span("genre"))


def years_of_phrase(phrase: str) -> list[Filter]:
    """Return the years that a phrase means beside a kind of film: "before 1980", "2024".

    The filters' places are not those of the phrase.
    """
    return list(_find_years(f"horror {phrase}")) or list(_find_years(f"{phrase} horror"))


def _find_years(text: str) -> Iterator[Filter]:
    """Yield the years by the last rule that matches; later rules are more specific."""
    for rule in reversed(_YEAR_RULES):
        if match := rule.search(text):
            groups = match.groupdict()
            side = (groups.get("side") or "").strip("- ")
            # "70s or before" has the seventies in it.
            side = (
                _OR_SIDES.get(side, side)
                if re.search(r"(?:or|and) \w+$", match["phrase"])
                else side
            )
            first, last = _year_range(side, *_first_and_last_year(groups))
            if first is not None and last is not None and first > last:
                return
            for field, value in (("year_min", first), ("year_max", last)):
                if value is not None:
                    yield Filter(field, value, *match.span("phrase"))  # type: ignore[arg-type]
            return


def _year_range(side: str, first: int, last: int) -> tuple[int | None, int | None]:
    """Return the years on one side of a year or decade; those of it where ``side`` is empty."""
    if side in ("before", "prior to", "older than", "earlier than", "pre"):
        return None, first - 1
    if side in ("until", "up to"):
        return None, last
    if side in ("after", "newer than", "later than", "post"):
        return last + 1, None
    if side == "since":
        return first, None
    return first, last


def _first_and_last_year(groups: dict[str, str | None]) -> tuple[int, int]:
    if decade := groups.get("decade"):
        return decade_years(decade)
    if year := groups.get("year"):
        return int(year), int(year)
    return int(groups["first"] or 0), int(groups["last"] or 0)
