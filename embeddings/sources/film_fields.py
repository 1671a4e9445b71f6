"""The fields of a film, declared once for added films, catalogues and releases.

`FilmFields` is a film as the catalogue has it, `FilmInput` the same as an operator gives it, with
limits; a test compares the two. `sql.tables.films.FilmColumns` has a column for each field. The
catalogue, the rebuild, added films, the API's `MovieIn` and the command line go through all fields
by these names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Annotated, Any, Final, get_origin, get_type_hints

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from embeddings.json_numbers import WHOLE
from embeddings.plain_text import ANY_TEXT, SOME_TEXT, TextField, refuse_control_characters
from embeddings.sources.identity import FilmIdentity
from embeddings.sources.text.certificates import LONGEST_CERTIFICATE, certificate_name
from embeddings.sources.text.clean import clean_text
from embeddings.sources.text.genres import clean_genres
from embeddings.sources.text.origins import country_names, language_names
from embeddings.sources.text.tag_names import clean_tag

# A film may be of any of these years.
FIRST_YEAR, LAST_YEAR = 1870, 2200
LARGEST_TMDB_ID: Final = 2**31 - 1
MOST_NAMES: Final = 20
MOST_MINUTES: Final = 9999
OLDEST_MINIMUM: Final = 21
STRONGEST: Final = 3


@dataclass(frozen=True)
class FilmFields:
    """What is known of a film: None or empty where a field is unknown, never NaN.

    Attributes
    ----------
    runtime
        Minutes.
    minimum_age
        From which age one would show it, in years.
    moods
        How it feels to watch and whom it suits → 1 somewhat, 2 clearly, 3 what one remembers.
    phrases
        What viewers would type who look for it without its title. They are searched and never
        shown, because some give the ending away.
    collections
        Names of sets that it belongs to: "James Bond", "Oscar: Best Picture".
    """

    title: str
    original_title: str | None = None
    alternative_titles: tuple[str, ...] = ()
    year: int | None = None
    genres: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    plot: str | None = None
    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    title_languages: Mapping[str, str] = field(default_factory=dict)
    directors: tuple[str, ...] = ()
    writers: tuple[str, ...] = ()
    cast: tuple[str, ...] = ()
    composers: tuple[str, ...] = ()
    runtime: int | None = None
    certificate: str | None = None
    minimum_age: int | None = None
    moods: Mapping[str, int] = field(default_factory=dict)
    phrases: tuple[str, ...] = ()
    collections: tuple[str, ...] = ()
    imdb_id: str | None = None
    tmdb_id: int | None = None

    def columns(self) -> dict[str, Any]:
        """Return all fields as values of a row, tuples as lists."""
        values = {name: getattr(self, name) for name in FIELDS}
        return {k: list(v) if isinstance(v, tuple) else v for k, v in values.items()}

    @property
    def identity(self) -> FilmIdentity:
        """What tells the film from others."""
        return FilmIdentity.of(self.imdb_id, self.title, self.original_title, self.year)


FIELDS: Final = tuple(field.name for field in fields(FilmFields))
_TYPES: Final = get_type_hints(FilmFields)
LISTS: Final = tuple(name for name in FIELDS if _TYPES[name] == tuple[str, ...])
MAPPINGS: Final = tuple(name for name in FIELDS if get_origin(_TYPES[name]) is Mapping)
INTEGERS: Final = tuple(name for name in FIELDS if _TYPES[name] == int | None)


def _film_text(text: str) -> str:
    return clean_text(refuse_control_characters(text))


def _clean_tag(value: str) -> str:
    tag = clean_tag(value)
    if tag is None:
        raise PydanticCustomError("tag", "Tells nothing of a film")
    return tag


_SOME = TextField(_film_text, SOME_TEXT)
Title = Annotated[str, StringConstraints(min_length=1, max_length=300), _SOME]
Name = Annotated[str, StringConstraints(min_length=1, max_length=60), _SOME]
PersonName = Annotated[str, StringConstraints(min_length=1, max_length=120), _SOME]
Tag = Annotated[Name, AfterValidator(_clean_tag)]
Mood = Annotated[Name, AfterValidator(str.lower)]
Plot = Annotated[str, StringConstraints(max_length=10_000), TextField(_film_text, ANY_TEXT)]
Year = Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR), WHOLE]
Runtime = Annotated[int, Field(ge=1, le=MOST_MINUTES), WHOLE]
MinimumAge = Annotated[int, Field(ge=0, le=OLDEST_MINIMUM), WHOLE]
Strength = Annotated[int, Field(ge=1, le=STRONGEST), WHOLE]
Phrase = Annotated[str, StringConstraints(min_length=1, max_length=200), _SOME]
Certificate = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_CERTIFICATE), _SOME]
TmdbId = Annotated[int, Field(ge=1, le=LARGEST_TMDB_ID), WHOLE]


class FilmInput(BaseModel):
    """The fields of a film that an operator gives, and their limits."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    title: Title = Field(examples=["The Lighthouse Keeper's Twin"])
    original_title: Title | None = Field(None, description="In the film's own language.")
    alternative_titles: list[Title] = Field([], max_length=MOST_NAMES)
    year: Year | None = Field(None, examples=[2031])
    genres: list[Name] = Field([], max_length=MOST_NAMES, examples=[["Drama", "Mystery"]])
    tags: list[Tag] = Field(
        [], max_length=MOST_NAMES, description="The most telling first.", examples=[["lighthouse"]]
    )
    plot: Plot | None = Field(
        None,
        description="What happens, in one or more sentences.",
        examples=["A keeper of a lighthouse collects dragonflies. One night her twin comes."],
    )
    countries: list[Name] = Field([], max_length=MOST_NAMES)
    languages: list[Name] = Field([], max_length=MOST_NAMES)
    title_languages: dict[Title, Name] = Field(
        {},
        max_length=MOST_NAMES,
        description="Language of each alternative title, where known.",
        # Pydantic describes the keys by a pattern, and would let other keys have any value.
        json_schema_extra={"additionalProperties": False},
    )
    directors: list[PersonName] = Field([], max_length=MOST_NAMES, examples=[["Agnès Varda"]])
    writers: list[PersonName] = Field([], max_length=MOST_NAMES)
    cast: list[PersonName] = Field([], max_length=MOST_NAMES, description="In billing order.")
    composers: list[PersonName] = Field([], max_length=MOST_NAMES)
    runtime: Runtime | None = Field(None, description="Minutes.", examples=[105])
    certificate: Certificate | None = Field(
        None, description="Who may see it, as the US rating says.", examples=["PG-13"]
    )
    minimum_age: MinimumAge | None = Field(
        None, description="From which age one would show it, in years.", examples=[12]
    )
    moods: dict[Mood, Strength] = Field(
        {},
        max_length=MOST_NAMES,
        description="How it feels to watch and whom it suits: 1 somewhat, 2 clearly, 3 what one "
        "remembers of it.",
        examples=[{"melancholy": 3, "slow": 2}],
        json_schema_extra={"additionalProperties": False},
    )
    phrases: list[Phrase] = Field(
        [],
        max_length=MOST_NAMES,
        description="What viewers would type who look for it without its title. Searched, never "
        "shown.",
        examples=[["lonely lighthouse keeper meets his double"]],
    )
    collections: list[Name] = Field(
        [],
        max_length=MOST_NAMES,
        description="Sets that it belongs to: studios, series, awards, movements, or your own.",
        examples=[["Studio Ghibli"]],
    )
    imdb_id: str | None = Field(None, pattern=r"^tt[0-9]{7,8}$", examples=["tt0129167"])
    tmdb_id: TmdbId | None = Field(None, examples=[10386])

    def film(self) -> FilmFields:
        """Return the film: entries of lists once each, names of origin and certificates in one
        spelling, and no original title that is the title.
        """
        values = self.model_dump()
        for name in LISTS:
            values[name] = tuple(dict.fromkeys(values[name]))
        values["genres"] = tuple(clean_genres(values["genres"]))
        values["countries"] = tuple(country_names(values["countries"]))
        values["languages"] = tuple(language_names(values["languages"]))
        if values["certificate"]:
            values["certificate"] = certificate_name(values["certificate"])
        values["plot"] = values["plot"] or None
        if values["original_title"] == values["title"]:
            values["original_title"] = None
        return FilmFields(**values)
