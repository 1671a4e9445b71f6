"""What a search ranks by where the answers are to resemble films: "like Heat but funnier"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

import numpy as np

from embeddings.answers.cards import Card, card
from embeddings.answers.encoding import Encode, Vector, encode_query, unit
from embeddings.answers.known_films import known_likenesses
from embeddings.answers.rows import Rows
from embeddings.answers.similar import alike
from embeddings.answers.understand.critiques import NO_CRITIQUE
from embeddings.answers.understand.hints import Hints
from embeddings.answers.understand.parsed import ParsedFilter, ParsedQuery
from embeddings.knowledge.film_collections import collections
from embeddings.releases.registry import ReleaseInfo
from embeddings.texts.document import movie_matter

# Films like an example that get a part of their score for it.
EXAMPLE_FILMS: Final = 200
# The same for a query with a critique: the film that differs as wished is seldom the most alike.
CRITIQUE_FILMS: Final = 300
# What having the same tags and moods says, twice as much as on a film's page: who types "like Heat"
# asks for what it is like, and its plot is searched for beside.
TAG_WEIGHT: Final = 2.0
# How many times a genre of the critique outweighs all of the example's: films that are like
# the example have its genres anyway.
_CRITIQUE_TIMES: Final = 4
# What a film of the example's own series loses: who likes "Saw" knows that there is "Saw II".
OWN_SERIES_PENALTY: Final = 1.0
# A larger set is a universe of many heroes: who likes "Iron Man" may not know "Doctor Strange".
LARGEST_SERIES: Final = 15


def read_resembled(rows: Rows, release: ReleaseInfo, parsed: ParsedQuery) -> list[Card]:
    """Return the films to resemble, in the order of ``parsed.resembled``."""
    found = rows("movies", release_id=release.release_id, movie_ids=parsed.resembled)
    films = {row["movie_id"]: card(row) for row in found}
    return [films[movie_id] for movie_id in parsed.resembled if movie_id in films]


def elsewhere(parsed: ParsedQuery, resembled: Sequence[Card]) -> list[ParsedFilter]:
    """Return the filter of "like Oldboy but from another country"; none where that is not said."""
    countries = resembled[0].countries[:1] if parsed.elsewhere and resembled else []
    return [
        ParsedFilter("exclude_countries", country, parsed.elsewhere or "") for country in countries
    ]


def vector_of_likeness(encode: Encode, parsed: ParsedQuery, resembled: Sequence[Card]) -> Vector:
    """Return where films like an example are, moved in the direction of the critique.

    Without other words the genres, tags and plots of the films to resemble say where: those of
    the first example, or of all known films of a director; titles do not. With other words those
    say what to find, and the films only add to the scores.

    Returns
    -------
    (text_dimension,) float32, unit length.
    """
    if parsed.likeness_text:
        vector = encode_query(encode, parsed.likeness_text)
    else:
        of_these = resembled if parsed.style_movie_ids else resembled[:1]
        fewer = parsed.critique.fewer_genres
        matters = [
            movie_matter([name for name in film.genres if name not in fewer], film.tags, film.plot)
            for film in of_these
        ]
        vector = unit(np.mean([encode(matter) for matter in matters], axis=0))
    return unit(vector + encode(parsed.critique.words)) if parsed.critique.words else vector


def critique_hints(parsed: ParsedQuery, example: Card) -> Hints:
    """Return the genres to look for: one of the critique weighs more than all the example's."""
    gone = {*parsed.critique.fewer_genres, *parsed.critique.genres}
    own = [name for name in example.genres if name not in gone]
    return Hints((*(tuple(parsed.critique.genres) * max(1, _CRITIQUE_TIMES * len(own))), *own))


def scores_of_likeness(
    rows: Rows,
    release: ReleaseInfo,
    parsed: ParsedQuery,
    resembled: Sequence[Card],
    weight: float,
) -> dict[int, float]:
    """Return movie_id → part of the score for films like those to resemble.

    The most alike gets ``weight``. Of several films it is the mean, so a film like both of "Alien
    meets Jaws" comes first.
    """
    limit = CRITIQUE_FILMS if parsed.critique != NO_CRITIQUE else EXAMPLE_FILMS
    examples = {(film.movie_id, limit): film for film in resembled}

    def read(unknown: list[tuple[int, int]]) -> dict[tuple[int, int], Sequence[tuple[int, float]]]:
        return {
            key: alike(
                rows,
                release,
                key[0],
                limit=limit,
                own_series_penalty=OWN_SERIES_PENALTY,
                own_series=_series_of(examples[key]),
                tag_weight=TAG_WEIGHT,
            )
            for key in unknown
        }

    scores: dict[int, float] = defaultdict(float)
    for films in known_likenesses(release).get(examples, read).values():
        if films:
            most, least = films[0][1], films[-1][1]
            scale = weight / max(most - least, 1e-6) / len(resembled)
            for movie_id, score in films:
                scores[movie_id] += scale * (score - least)
    return scores


def _series_of(film: Card) -> list[str]:
    """Return the collections that are the film's series."""
    known = collections()
    return [
        name
        for name in film.collections
        if name in known
        and known[name].kind == "series"
        and len(known[name].films) <= LARGEST_SERIES
    ]
