"""A query taken apart."""

from __future__ import annotations

from dataclasses import dataclass, field

from embeddings.answers.understand.critiques import NO_CRITIQUE, Critique
from embeddings.answers.understand.filters import Field
from embeddings.answers.understand.superlatives import By, Direction
from embeddings.answers.understand.title_rows import TitleMatch
from embeddings.answers.understand.wishes import WishKind
from embeddings.answers.understand.words import content_words
from embeddings.sources.text.titles import title_key


@dataclass(frozen=True)
class ParsedFilter:
    """A filter, and the words as typed that set it; ``label`` is a person's name."""

    field: Field
    value: str | int
    phrase: str
    label: str | None = None


@dataclass(frozen=True)
class Example:
    """A film that the answers are to resemble, and the words as typed that name it."""

    movie_id: int
    title: str
    year: int | None
    phrase: str


@dataclass(frozen=True)
class ParsedWish:
    """What films should be like, or should not, and the words as typed that say so; see `Wish`.

    ``label`` is the name of a person, whose ``name`` is the id. ``weight`` is how much it counts
    beside other wishes: what an occasion stands for counts together as much as one that is typed.
    """

    kind: WishKind
    name: str
    wanted: bool
    phrase: str
    label: str | None = None
    weight: float = 1.0

    @property
    def is_typed(self) -> bool:
        """Whether words say it, and not an occasion that it suits."""
        return self.weight == 1


@dataclass(frozen=True)
class Preference:
    """A wish for films that stand high or low in rating, popularity or year: "underrated"."""

    by: By
    direction: Direction
    phrase: str


@dataclass
class ParsedQuery:
    """A query taken apart.

    Attributes
    ----------
    text
        The words to search for, as typed: the query without example, exclusions and filters.
        Where no word remains, the example's title, or else the whole query.
    corrected
        ``text`` with its typing errors corrected; None where there are none.
    filters
        In the order of the words; a phrase may set several.
    also
        Readings of words as a person where they were read as a title, as mere words or as another
        person.
    example
        The film of "like Heat".
    examples
        All films to be like, ``example`` first: "Alien meets Jaws".
    elsewhere
        The words that want films of another country than the example's; None without such.
    style_movie_ids
        The best known films of the director of "in the style of Hitchcock".
    excluded_phrases
        What the film is not, as typed: "not too violent".
    excluded_texts
        The words of those phrases to score films down by: "violent". A phrase that names a film
        has none.
    wishes
        Moods, tags, and soft genres and countries, wanted and not wanted. They rank, and filter
        nothing. The words of those that are wanted stay in ``text``.
    preferences
        How well rated, well known and new the films should be.
    spoilers
        Moods and tags that would spoil an occasion.
    age
        How old the youngest is who watches, in years; None where the query does not say.
    title_matches
        Films whose title the query may mean.
    namesake_movie_ids
        The films of all whom a query may mean that is nothing but a surname: "Bergman".
    excluded_movie_ids
        Films that the query names and does not want: the example, and "not Groundhog Day".
    quoted
        Phrases in quotation marks, without the marks.
    only_filters
        Whether every word of the query set a filter, or says what the film is not.
    described
        Where every word set a filter, the words that say what the films are like, to rank by:
        without names, lengths and certificates. Empty where none is left.
    critique
        How the answers are to differ from the example.
    rest
        The words that belong neither to the example nor to the critique; None without an example.
    """

    text: str
    corrected: str | None = None
    filters: list[ParsedFilter] = field(default_factory=list)
    also: list[ParsedFilter] = field(default_factory=list)
    example: Example | None = None
    examples: list[Example] = field(default_factory=list)
    elsewhere: str | None = None
    style_movie_ids: list[int] = field(default_factory=list)
    wishes: list[ParsedWish] = field(default_factory=list)
    preferences: list[Preference] = field(default_factory=list)
    spoilers: list[str] = field(default_factory=list)
    age: int | None = None
    excluded_phrases: list[str] = field(default_factory=list)
    excluded_texts: list[str] = field(default_factory=list)
    title_matches: list[TitleMatch] = field(default_factory=list)
    namesake_movie_ids: list[int] = field(default_factory=list)
    excluded_movie_ids: list[int] = field(default_factory=list)
    quoted: list[str] = field(default_factory=list)
    only_filters: bool = False
    described: str | None = None
    critique: Critique = NO_CRITIQUE
    rest: str | None = None

    @property
    def resembled(self) -> list[int]:
        """The films that answers are to resemble: the examples, or those of a director."""
        return [example.movie_id for example in self.examples] or self.style_movie_ids

    @property
    def likeness_text(self) -> str:
        """The words that say what the answers are about, beside the films that they resemble."""
        return self.rest or "" if self.example else self.searched_text

    @property
    def searched_text(self) -> str:
        """The text to encode: ``corrected`` or ``described`` where there is one, else ``text``."""
        if self.described is not None:
            return self.described
        return self.corrected or self.text

    @property
    def parts(self) -> int:
        """How many parts of the query are understood as more than words."""
        return (
            len(self.filters)
            + len(self.examples)
            + len(self.wishes)
            + len(self.preferences)
            + len(self.excluded_phrases)
        )

    @property
    def says_wishes_alone(self) -> bool:
        """Whether all words that say something of a film are those of moods and tags: "ww2"."""
        said = {
            word
            for wish in self.wishes
            if wish.wanted and wish.is_typed and wish.kind in ("mood", "tag")
            for word in title_key(wish.phrase).split()
        }
        return bool(said) and said.issuperset(self.words)

    @property
    def words(self) -> list[str]:
        """The words to match films by: those of ``searched_text`` that say something of a film."""
        return content_words(title_key(self.searched_text).split())
