"""Counts of what cleaning a data set changed."""

from dataclasses import dataclass, field
from typing import Final

from embeddings.catalogue.joined_fields import DATA_SET, FieldCounts
from embeddings.sources.credits.facts import FACTS, CreditsReport
from embeddings.sources.film_index import MatchReport

_SHOWN: Final = ("plot", "tags", *FACTS, "minimum_age", "moods", "phrases")
_THE: Final = {DATA_SET: "the data set"}


@dataclass(frozen=True)
class CatalogueReport:
    """Counts over one dataset.

    Attributes
    ----------
    movies, movies_read, duplicates
        Films kept, films in the dataset, and films merged into others.
    without_year, without_genres
        Films kept whose year or genres neither title nor source gives.
    moved_articles, original_titles, alternative_titles
        Titles with an article put in front, films with an original title, and the number of
        alternative titles.
    cleaned_titles
        Titles that had markup, invisible characters or odd spacing.
    ratings, people, unknown_ratings
        Ratings kept, people who gave them, and ratings dropped because the dataset has no such
        film.
    tags_read, tags_dropped, tags
        Tag applications, those that tell nothing about the film, and distinct tags kept.
    plots, credits
        How the rows of a file of plots and of a source of credits matched; None without such.
    fields
        How many films have each field from which source.
    enriched
        How many films the knowledge pack has; None without it.
    """

    movies: int
    movies_read: int
    duplicates: int
    without_year: int
    without_genres: int
    moved_articles: int
    original_titles: int
    alternative_titles: int
    cleaned_titles: int
    ratings: int
    people: int
    unknown_ratings: int
    tags_read: int
    tags_dropped: int
    tags: int
    plots: MatchReport | None = None
    credits: CreditsReport | None = None
    fields: FieldCounts = field(default_factory=dict)
    enriched: int | None = None

    def lines(self) -> list[str]:
        """Return the report as short lines for people; what did not occur is left out."""
        counted = [
            (self.duplicates, "films listed twice, merged"),
            (self.without_year, "without a year"),
            (self.without_genres, "without genres"),
            (self.moved_articles, "articles put back in front of titles"),
            (self.original_titles, "original titles"),
            (self.alternative_titles, "alternative titles"),
            (self.cleaned_titles, "titles with markup or odd spacing, cleaned"),
            (self.unknown_ratings, "ratings of unknown films, dropped"),
            (self.tags_dropped, "tags that say nothing about the film, dropped"),
        ]
        found = [
            f"{self.movies:,} films, {self.ratings:,} ratings by {self.people:,} people, "
            f"{self.tags:,} distinct tags",
            ", ".join(f"{count:,} {what}" for count, what in counted if count),
        ]
        if self.plots is not None:
            found.append(f"plots: {self.plots.line()}")
        if self.credits is not None:
            found.append(f"credits: {self.credits.line()}")
        if self.enriched is not None:
            found.append(f"knowledge pack: {self.enriched:,} of {self.movies:,} films are in it")
        found += fields_lines(self.fields)
        return [line for line in found if line]


def fields_lines(counts: FieldCounts) -> list[str]:
    """Return what each source gave, a line each for people, the data set last.

    Examples
    --------
    >>> fields_lines({"credits.csv": {"runtime": 8081}, "data set": {"cast": 7}})
    ['from credits.csv: runtime of 8,081 films', 'from the data set: cast of 7 films']
    """
    lines = []
    for source, fields in sorted(counts.items(), key=lambda pair: pair[0] == DATA_SET):
        shown = [f"{_plain(name)} of {fields[name]:,} films" for name in _SHOWN if name in fields]
        if shown:
            lines.append(f"from {_THE.get(source, source)}: {', '.join(shown)}")
    return lines


def _plain(name: str) -> str:
    return name.replace("_", " ")
