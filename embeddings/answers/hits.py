"""Films found by a search: whether they fit the query, and why they were found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

from sqlalchemy import RowMapping

from embeddings.answers.cards import Card
from embeddings.answers.terms import TermSimilarities
from embeddings.answers.thresholds import Thresholds
from embeddings.answers.understand.parsed import ParsedQuery

# A film fits, whatever its cosine, where it has every word of a query of a few known words.
FEW_WORDS: Final = 3
ALL_WORDS: Final = 0.999
# What is understood of a query besides its words makes it likelier to be about films.
FIT_OF_WISHES: Final = 0.2
# The weight of the background in how well a query fits: a query about no film is as near to its
# nearest film as many another, and far from films at random.
BACKGROUND_WEIGHT: Final = 4.0
# Below this strength, a query shares some words with a title and does not name it.
LEAST_TITLE_STRENGTH: Final = 0.35

ReasonKind = Literal["plot", "tag", "genre", "title"]


@dataclass(frozen=True)
class Why:
    """Why a film was found: its title, or what of it is nearest to the query.

    Attributes
    ----------
    kind : str
    text : str
        The title, the name of a genre or tag, or a sentence of the plot.
    highlights : list of (int, int)
        Parts of ``text`` that are words of the query, ``[start, end)`` in Unicode characters.
    """

    kind: ReasonKind
    text: str
    highlights: list[tuple[int, int]]


@dataclass(frozen=True)
class Hit:
    """A film found by a search.

    Attributes
    ----------
    score : float
        Higher is better; comparable within one search.
    fits : bool
        Whether the film is nearer to the query than chance brings films.
    """

    card: Card
    score: float
    fits: bool
    why: Why | None


@dataclass(frozen=True)
class Judge:
    """Tells films that fit from films that are merely the nearest there are.

    Attributes
    ----------
    background : float
        Mean cosine of films drawn at random with the query.
    few_known_words : bool
        Whether the query is a few words that films have.
    unknown_words : bool
        Whether neither English nor German nor any film has a word of the query.
    thresholds : Thresholds
        Of the release's encoder.
    terms : TermSimilarities
        With the query.
    """

    parsed: ParsedQuery
    background: float
    few_known_words: bool
    unknown_words: bool
    thresholds: Thresholds
    terms: TermSimilarities

    @cached_property
    def strengths(self) -> dict[int, float]:
        """Strength of the title match by movie_id."""
        return {match.movie_id: match.strength for match in self.parsed.title_matches}

    @property
    def every_film_fits(self) -> bool:
        """Whether the query is filters alone, or names films to resemble: none fits less then."""
        return bool(self.parsed.resembled) or self.parsed.only_filters

    def fits(self, row: RowMapping) -> bool:
        """Say whether a film is nearer to the query than chance brings films."""
        similarity = max(row["similarity"], row["sentence_similarity"] or -1)
        return (
            row["movie_id"] in self.strengths
            or row["movie_id"] in self.parsed.namesake_movie_ids
            or self.every_film_fits
            or similarity + self.background >= self.thresholds.least_similarity
            or self._has_every_word(row["coverage"])
        )

    def nothing_fits(self, rows: Sequence[RowMapping]) -> bool:
        """Say whether even the best of all ranked films does not fit.

        It is decided by the query as a whole: where a filter is set, some film has what it asks
        for, and the words beside it say only which of these come first.
        """
        if not rows:
            return True
        if (
            self.strengths
            or self.parsed.namesake_movie_ids
            or self.every_film_fits
            or self.parsed.filters
        ):
            return False
        if self._has_every_word(rows[0]["best_coverage"]) or self.parsed.says_wishes_alone:
            return False
        fit = rows[0]["best_fit"] + BACKGROUND_WEIGHT * self.background
        wishes = [wish for wish in self.parsed.wishes if wish.wanted and wish.kind != "tag"]
        return self.unknown_words or fit < self.thresholds.least_fit - FIT_OF_WISHES * bool(wishes)

    def reason(self, row: RowMapping) -> tuple[ReasonKind, str] | None:
        """Return the kind and text of why a film was found; None where nothing says so."""
        if self.strengths.get(row["movie_id"], 0) >= LEAST_TITLE_STRENGTH:
            return "title", row["title"]
        if not self.parsed.searched_text:
            return None  # "Chaplin" describes nothing that a tag of the film could be near to.
        term = self.terms.nearest(row["genres"], row["tags"])
        sentence = row["plot_sentence"]
        if sentence is None:
            return (term.kind, term.name) if term else None
        # A short name is nearer to a short query than a sentence can be.
        if term and term.similarity > row["plot_fit"] + self.thresholds.name_margin:
            return term.kind, term.name
        return "plot", sentence

    def _has_every_word(self, coverage: float) -> bool:
        return self.few_known_words and coverage >= ALL_WORDS
