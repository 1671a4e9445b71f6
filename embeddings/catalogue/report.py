"""Counts of what cleaning a data set changed."""

from dataclasses import dataclass

from embeddings.sources.plots import PlotReport


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
    plots
        How the rows of a plots file matched; None without such a file.
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
    plots: PlotReport | None = None

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
            found.append(
                f"plots: {self.plots.matched:,} of {self.plots.rows:,} matched, "
                f"{self.plots.unmatched:,} of no film here, {self.plots.contradicting:,} "
                f"contradicting ids, {self.plots.duplicate:,} repeated, {self.plots.empty:,} empty"
            )
        return [line for line in found if line]
