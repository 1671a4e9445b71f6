"""People keep their identity from one data set to the next, as films do.

A person with an IMDb id is that person, whatever the name. A person without one is the person of
that name: of several with ids in the same data set the most credited, so namesakes without ids
are one person. When a data set brings ids, who was known by name alone takes the id, unless
several people of the data set have that name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from psycopg2.extras import execute_values
from sqlalchemy import Connection, text

from embeddings.releases.movie import CreditRecord, MovieRecord, PersonRef
from embeddings.sources.text.titles import title_key
from sql.server import cursor

PEOPLE_PER_STATEMENT = 5000

PersonIds = Mapping[PersonRef, int]


def name_key(name: str) -> str:
    """Return a name without case, accents and punctuation; the name itself where nothing is left.

    Examples
    --------
    >>> name_key("Agnès Varda"), name_key("Samuel L. Jackson")
    ('agnes varda', 'samuel l jackson')
    """
    return title_key(name) or name


@dataclass(frozen=True)
class _Identity:
    """What tells a person from others: the IMDb id, or else the key of the name."""

    imdb_id: str | None
    name_key: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Identity) and self._compared == other._compared

    def __hash__(self) -> int:
        return hash(self._compared)

    @property
    def _compared(self) -> tuple[bool, str]:
        return self.imdb_id is not None, self.imdb_id or self.name_key


def identify_people(connection: Connection, movies: Iterable[MovieRecord]) -> PersonIds:
    """Return the person_id of everybody that the movies credit; enter those who are new."""
    counts = Counter(credit.person for movie in movies for credit in movie.credits)
    refs = sorted(counts, key=lambda ref: (-counts[ref], ref.name, ref.imdb_id or ""))
    numbers: dict[str, list[str]] = defaultdict(list)
    for ref in refs:
        if ref.imdb_id is not None and ref.imdb_id not in numbers[name_key(ref.name)]:
            numbers[name_key(ref.name)].append(ref.imdb_id)
    identity_of = {ref: _identity(ref, numbers) for ref in refs}
    names: dict[_Identity, str] = {}
    for ref, identity in identity_of.items():
        names.setdefault(identity, ref.name)
    found = _find(connection, names, numbers)
    new = [identity for identity in names if identity not in found]
    rows = [(identity.imdb_id, names[identity], identity.name_key) for identity in new]
    found |= dict(zip(new, _enter(connection, rows), strict=True))
    return {ref: found[identity] for ref, identity in identity_of.items()}


def _identity(ref: PersonRef, numbers: Mapping[str, Sequence[str]]) -> _Identity:
    key = name_key(ref.name)
    namesakes = numbers.get(key)
    return _Identity(ref.imdb_id or (namesakes[0] if namesakes else None), key)


def _find(
    connection: Connection,
    identities: Iterable[_Identity],
    numbers: Mapping[str, Sequence[str]],
) -> dict[_Identity, int]:
    """Return the known people, after giving ids to those who were known by name alone."""
    wanted = list(identities)
    statement = text(
        "select person_id, imdb_id, name_key from people"
        " where imdb_id = any(:imdb_ids) or name_key = any(:name_keys) order by person_id"
    )
    binds = {
        "imdb_ids": [identity.imdb_id for identity in wanted if identity.imdb_id],
        "name_keys": list({identity.name_key for identity in wanted}),
    }
    by_number: dict[str, int] = {}
    by_name: dict[str, int] = {}
    unnumbered: dict[str, int] = {}
    for person_id, imdb_id, key in connection.execute(statement, binds):
        if imdb_id is None:
            unnumbered[key] = person_id
        else:
            by_number[imdb_id] = person_id
            by_name.setdefault(key, person_id)
    found: dict[_Identity, int] = {}
    learnt: list[tuple[int, str]] = []
    for identity in wanted:
        key = identity.name_key
        if identity.imdb_id is None:
            person_id = unnumbered.get(key) or by_name.get(key)
        else:
            person_id = by_number.get(identity.imdb_id)
            if person_id is None and key in unnumbered and len(numbers[key]) == 1:
                person_id = unnumbered[key]
                learnt.append((person_id, identity.imdb_id))
        if person_id is not None:
            found[identity] = person_id
    if learnt:
        with cursor(connection) as raw:
            execute_values(
                raw,
                "update people set imdb_id = learnt.imdb_id from (values %s)"
                " as learnt (person_id, imdb_id) where people.person_id = learnt.person_id",
                learnt,
                page_size=PEOPLE_PER_STATEMENT,
            )
    return found


def _enter(connection: Connection, rows: Sequence[tuple[str | None, str, str]]) -> list[int]:
    """Enter new people, and return their ids in the order of the rows."""
    entered: list[int] = []
    with cursor(connection) as raw:
        for start in range(0, len(rows), PEOPLE_PER_STATEMENT):
            batch = rows[start : start + PEOPLE_PER_STATEMENT]
            # Ids are given in the order of the rows, and RETURNING need not keep that order.
            found = execute_values(
                raw,
                "insert into people (imdb_id, name, name_key)"
                " select imdb_id, name, name_key from (values %s)"
                " as new (position, imdb_id, name, name_key) order by position"
                " returning person_id",
                [(position, *row) for position, row in enumerate(batch)],
                "(%s, %s::text, %s, %s)",
                page_size=PEOPLE_PER_STATEMENT,
                fetch=True,
            )
            entered += sorted(person_id for (person_id,) in found)
    return entered


def credit_rows(
    release_id: int, movies: Iterable[MovieRecord], person_ids: PersonIds
) -> Iterator[tuple[object, ...]]:
    """Yield rows in the order of `copying.CREDIT_COLUMNS`."""
    for movie in movies:
        for credit in movie.credits:
            yield (
                release_id,
                movie.movie_id,
                credit.role,
                credit.position,
                person_ids[credit.person],
                credit.character,
            )


def people_tokens(records: Iterable[CreditRecord], person_ids: PersonIds) -> list[str]:
    """Return what filters by people compare: "12" for a person, "12:director" for a role.

    Examples
    --------
    >>> varda = PersonRef("Agnès Varda", None)
    >>> people_tokens([CreditRecord("director", 0, varda, None)], {varda: 12})
    ['12', '12:director']
    """
    tokens: dict[str, None] = {}
    for credit in records:
        person_id = person_ids[credit.person]
        tokens[str(person_id)] = None
        tokens[f"{person_id}:{credit.role}"] = None
    return list(tokens)
