"""What a database holds: rows and a checksum of every table, and the counts that people know."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, text

# The order of rows does not matter, so that a restored table has the checksum of its original.
CHECKSUM = """
select count(*), coalesce(sum(('x' || substr(md5(t::text), 1, 15))::bit(60)::bigint), 0)::text
from {table} t
"""
TABLES = """
select quote_ident(relname) from pg_class
where relkind = 'r' and relnamespace = 'public'::regnamespace order by relname
"""
SUMMARY = """
select (select count(*) from users), (select count(*) from ratings),
       (select count(*) from viewings),
       (select string_agg(dataset, ', ') from releases where state = 'live'),
       coalesce((select sum(movie_count) from releases where state = 'live'), 0)
"""


@dataclass(frozen=True)
class Summary:
    """What a database of ordained holds, in counts.

    Attributes
    ----------
    people, ratings, viewings : int
        Accounts, and what is theirs.
    dataset : str or None
        The data set of the live release; None where no release is live.
    films : int
        Films of the live release.
    """

    people: int
    ratings: int
    viewings: int
    dataset: str | None
    films: int

    def __str__(self) -> str:
        return (
            f"{self.people:,} people, {self.ratings:,} ratings, "
            f"live release: {self.dataset or 'none'}"
        )


def summary(connection: Connection) -> Summary:
    """Count people, ratings, viewings and films; the database must be migrated."""
    people, ratings, viewings, dataset, films = connection.execute(text(SUMMARY)).one()
    return Summary(people, ratings, viewings, dataset, int(films))


def checksums(connection: Connection) -> dict[str, tuple[int, str]]:
    """Return the rows and the checksum of every table; partitions are tables of their own."""
    return {
        table: (count, checksum)
        for table in connection.scalars(text(TABLES)).all()
        for count, checksum in connection.execute(text(CHECKSUM.format(table=table)))
    }
