"""The people a film is chosen for: accounts, and guests who name films or a mood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from embeddings.answers.person import Person
from embeddings.answers.reasons import ImaginedMark

LOVED, HATED = 5.0, 1.0
"""Stars that stand for a film which a guest loves, and for one that a guest cannot stand."""
NOBODY: Final = 0
"""The ``user_id`` of a guest: that of no account."""

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
        Whether the films that speak for a film are told to the others.
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
