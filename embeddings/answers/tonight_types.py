"""What is asked and answered about tonight; `embeddings.answers.tonight` chooses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from embeddings.answers.cards import Card
from embeddings.answers.filters import OPEN, Filters
from embeddings.answers.predicted import Prediction
from embeddings.answers.reasons import Reason
from embeddings.answers.traits import Trait
from embeddings.answers.understand.parsed import ParsedQuery

Seen = Literal["nobody", "some", "any"]
By = Literal["taste", "words", "popular"]
WhyKind = Literal[
    "for-all", "loved", "mood", "tag", "words", "minutes", "watchlist", "stars", "popular"
]


@dataclass(frozen=True)
class TonightRequest:
    """What the film should be.

    Attributes
    ----------
    filters : Filters
        What every film must meet.
    moods : mapping of str to int
        Mood or tag → −3 to 3; they order films and leave none out.
    words : str
        In plain words; read as a search reads them.
    youngest : int, optional
        Years; leaves out films for older people, and those of which that is not known.
    seen : str
        ``nobody``: films that no watcher has seen; ``some``: not those that all have; ``any``.
    watchlists_first : bool
        Films of a watcher's watchlist come before all others.
    short_films : bool
        Whether films that fill no evening may come though neither filters nor words ask for them.
    fairness : float
        0: the mean decides; 1: the least satisfied person.
    not_tonight : sequence of int
        movie_ids that are left out.
    """

    filters: Filters = OPEN
    moods: Mapping[str, int] = field(default_factory=dict)
    words: str = ""
    youngest: int | None = None
    seen: Seen = "nobody"
    watchlists_first: bool = False
    short_films: bool = False
    fairness: float = 0.5
    not_tonight: Sequence[int] = ()
    limit: int = 12


@dataclass(frozen=True)
class ForWatcher:
    """What a film is for one of the watchers.

    Attributes
    ----------
    satisfaction : float or None
        None of who has no say.
    seen, on_watchlist : bool or None
        None of who does not show reasons.
    """

    satisfaction: float | None
    prediction: Prediction
    reasons: Sequence[Reason]
    seen: bool | None
    on_watchlist: bool | None


@dataclass(frozen=True)
class Satisfaction:
    """Mean and least satisfaction of the watchers, and which of them the least is."""

    mean: float
    least: float
    least_person: int


@dataclass(frozen=True)
class WhyPart:
    """A part of the sentence that says why; see `app.tonight.schemas.WhyPart`."""

    kind: WhyKind
    people: Sequence[int] = ()
    name: str | None = None
    estimated: bool = False
    movie_id: int | None = None
    title: str | None = None
    shared: Sequence[Trait] = ()
    minutes: int | None = None
    share: float | None = None
    stars: float | None = None


@dataclass(frozen=True)
class TonightFilm:
    """A film for tonight; ``for_watchers`` are in the order of the watchers."""

    card: Card
    score: float
    satisfaction: Satisfaction | None
    for_watchers: Sequence[ForWatcher]
    why: Sequence[WhyPart]


@dataclass(frozen=True)
class Tonight:
    """Films for tonight, best first; ``picks`` are three of them that differ."""

    films: Sequence[TonightFilm]
    picks: Sequence[TonightFilm]
    by: By
    parsed: ParsedQuery | None
