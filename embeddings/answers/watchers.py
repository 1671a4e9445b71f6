"""The people a film is chosen for: accounts, and guests who name films or a mood."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from embeddings.answers.contributions import ImaginedMark
from embeddings.answers.encoding import Encode
from embeddings.answers.imagined import imagine
from embeddings.answers.person import Person, from_sums
from embeddings.answers.preferences import StatedPreferences, preference_vector
from embeddings.answers.rows import Rows
from embeddings.answers.understand.own_words import read_own_words
from embeddings.releases.registry import ReleaseInfo

LOVED, HATED = 5.0, 1.0
"""Stars that stand for a film which a guest loves, and for one that a guest cannot stand."""

Kind = Literal["me", "account", "guest"]


@dataclass(frozen=True)
class Watcher:
    """Somebody a film is chosen for.

    Attributes
    ----------
    name : str
        Username, or the name of a guest.
    person : Person
        Vectors and marks; of a guest what the films and the mood say that they named.
    imagined : sequence of ImaginedMark
        The marks of a guest, which are nowhere in the database.
    seen_film_ids, hidden_film_ids : frozenset of int
        Rated or seen; marked "not interested".
    shows_reasons : bool
        Whether the others are told which films speak for a film, and what this person has seen
        and plans to see.
    """

    name: str
    kind: Kind
    person: Person
    imagined: Sequence[ImaginedMark] = ()
    seen_film_ids: frozenset[int] = field(default_factory=frozenset)
    hidden_film_ids: frozenset[int] = field(default_factory=frozenset)
    shows_reasons: bool = True

    @property
    def has_say(self) -> bool:
        """Whether anything is known of what they like."""
        return self.person.vectors.can_rank


def guest(
    rows: Rows,
    release: ReleaseInfo,
    encode: Callable[[], Encode],
    name: str,
    loves: Sequence[int] = (),
    hates: Sequence[int] = (),
    mood: str = "",
) -> Watcher | None:
    """Return a guest: a person made of imagined ratings and of the preferences of a mood.

    Parameters
    ----------
    encode : callable
        Returns what encodes words; called only where there is a mood.
    loves, hates : sequence of int
        movie_ids.

    Returns
    -------
    Watcher or None
        None where the release lacks one of the films.

    Raises
    ------
    EncoderError
        There is a mood, and the encoder did not load.
    """
    said = read_own_words(mood)
    wanted = [(wish.kind, wish.name) for wish in said.said if wish.wanted]
    stated = StatedPreferences(
        mood,
        tuple(name for kind, name in wanted if kind == "genre"),
        tuple(name for kind, name in wanted if kind != "genre"),
    )
    preference = preference_vector(rows, release, stated, encode()) if mood else None
    person = Person.without_account(
        from_sums(release, [], preference), said.unwanted("genre"), said.unwanted_tags
    )
    ratings: dict[int, float | None] = {
        **dict.fromkeys(loves, LOVED),
        **dict.fromkeys(hates, HATED),
    }
    found = imagine(rows, release, person, ratings)
    if found is None:
        return None
    person, imagined = found
    return Watcher(name, "guest", person, imagined, frozenset(film.film_id for film in imagined))


def with_history(rows: Rows, watchers: Sequence[Watcher]) -> list[Watcher]:
    """Return the watchers with what those of them who have accounts have seen and hidden."""
    accounts = [watcher.person.user_id for watcher in watchers if watcher.kind != "guest"]
    if not accounts:
        return list(watchers)
    history = {row["user_id"]: row for row in rows("seen_by", user_ids=accounts)}
    return [
        replace(
            watcher,
            seen_film_ids=frozenset(history[watcher.person.user_id]["seen_film_ids"]),
            hidden_film_ids=frozenset(history[watcher.person.user_id]["hidden_film_ids"]),
        )
        if watcher.kind != "guest"
        else watcher
        for watcher in watchers
    ]


def films_left_out(watchers: Sequence[Watcher], seen: str) -> tuple[int, ...]:
    """Return film_ids that nobody is to be shown: hidden by one, or seen by too many.

    Parameters
    ----------
    seen : str
        ``nobody``: films that one has seen are left out; ``some``: those that all have; ``any``:
        none.
    """
    hidden = frozenset[int]().union(*(watcher.hidden_film_ids for watcher in watchers))
    histories = [watcher.seen_film_ids for watcher in watchers]
    if seen == "nobody":
        return tuple(sorted(hidden.union(*histories)))
    if seen == "some" and histories:
        return tuple(sorted(hidden | frozenset.intersection(*histories)))
    return tuple(sorted(hidden))
