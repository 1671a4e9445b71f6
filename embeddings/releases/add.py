"""Adding, changing and removing single films of the live release, without a rebuild.

One transaction writes every row that a rebuild writes of a film and raises the release's
revision, by which other processes notice that their copies are old. An advisory lock admits one
writer at a time. Going live and rolling back take the lock too, and then write the films that were
added meanwhile (`catch_up`), so that no added film is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from sqlalchemy import Connection, Engine, text

from embeddings.errors import FilmExistsError, NoSuchFilmError, ReleaseError
from embeddings.releases import added, registry, single_films
from embeddings.releases.partitions import retry_when_locked
from embeddings.releases.registry import GO_LIVE_ATTEMPTS, ReleaseInfo
from embeddings.sources.film_fields import FilmFields
from embeddings.texts.encoder import Encoder
from sql.tables import ADDED_FROM

# Any number; all processes on one database must agree on it.
ADD_LOCK = 0x0DA1_0003


def lock(connection: Connection, wait_s: int | None = None) -> None:
    """Lock out every other change of the live release's films until the transaction ends.

    Parameters
    ----------
    wait_s : int, optional
        Seconds to wait for another writer; None for the transaction's own lock timeout.

    Raises
    ------
    OperationalError
        Another writer took longer.
    """
    setting = text("select set_config('lock_timeout', :wait, true)")
    if wait_s is not None:
        connection.execute(setting, {"wait": f"{wait_s}s"})
    connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": ADD_LOCK})
    if wait_s is not None:
        connection.execute(setting, {"wait": "0"})


def go_live(engine: Engine, release_id: int, load: Callable[[], Encoder]) -> None:
    """Make a release live, with all films that were added while it was built.

    Runs in a transaction of its own and tries again rather than hold up requests. ``load`` loads
    the release's encoder; see `catch_up`.
    """

    def work(connection: Connection) -> None:
        lock(connection)
        registry.go_live(connection, release_id)
        catch_up(connection, load)

    retry_when_locked(engine, work, GO_LIVE_ATTEMPTS, "going live")


def add_films(
    connection: Connection,
    encoder: Encoder,
    films: Sequence[FilmFields],
    *,
    replace: bool = False,
    wait_s: int | None = None,
) -> list[int]:
    """Add films to the live release and to every later one; all or none.

    Parameters
    ----------
    connection : Connection
        In a transaction; everybody sees the films once the caller commits.
    encoder : Encoder
        The encoder that the live release was built with.
    films : sequence of FilmFields
    replace : bool
        Replace a film that was added before, rather than refuse it.
    wait_s : int
        See `lock`.

    Returns
    -------
    list of int
        The films' ids.

    Raises
    ------
    FilmExistsError
        The release has one of the films, or a film is given twice.
    ReleaseError
        No release is live, or the live one cannot be added to.
    """
    added.check_distinct(films)
    lock(connection, wait_s)
    release = _live(connection, encoder)
    existing = added.find_same(connection, release.release_id, [(None, film) for film in films])
    ids = {
        position: same.movie_id
        for position, same in existing.items()
        if replace and same.movie_id >= ADDED_FROM
    }
    for position, same in sorted(existing.items()):
        if position not in ids or list(ids.values()).count(same.movie_id) > 1:
            raise FilmExistsError(position, same.field, same.movie_id, same.name)
    new = [position for position in range(len(films)) if position not in ids]
    inserted = added.insert_films(connection, [films[position] for position in new])
    ids |= dict(zip(new, inserted, strict=True))
    for position in existing:
        added.update_film(connection, ids[position], films[position])
    _write(
        connection, release, encoder, {ids[position]: film for position, film in enumerate(films)}
    )
    return [ids[position] for position in range(len(films))]


def replace_film(
    connection: Connection,
    encoder: Encoder,
    movie_id: int,
    film: FilmFields,
    *,
    wait_s: int | None = None,
) -> None:
    """Replace every field of an added film; people's ratings of it stay.

    Raises
    ------
    NoSuchFilmError
        No film of this id was added, or the data set has the film by now.
    FilmExistsError
        The release has another film that is the same as the new record.
    ReleaseError
        As for `add_films`.
    """
    lock(connection, wait_s)
    release = _live(connection, encoder)
    if movie_id not in single_films.film_ids(connection, release.release_id, [movie_id]):
        raise NoSuchFilmError(movie_id)
    same = added.find_same(connection, release.release_id, [(movie_id, film)])
    for other in same.values():
        raise FilmExistsError(0, other.field, other.movie_id, other.name)
    added.update_film(connection, movie_id, film)
    _write(connection, release, encoder, {movie_id: film})


def remove_films(
    connection: Connection, movie_ids: Sequence[int], *, wait_s: int | None = None
) -> None:
    """Remove added films for good. People's ratings of them are kept, but no list shows them.

    Raises
    ------
    NoSuchFilmError
        No film of one of these ids was added; none is removed.
    """
    lock(connection, wait_s)
    for movie_id in movie_ids:
        added.delete_film(connection, movie_id)
    release = registry.live_release(connection)
    if release is not None:
        _write(connection, release, None, {}, gone=movie_ids)


def catch_up(connection: Connection, load: Callable[[], Encoder]) -> int:
    """Write the films that were added, changed or removed while the live release was built.

    Call it after `lock`, in the transaction in which the release goes live.

    Parameters
    ----------
    load : callable
        Loads the release's encoder; called only if there are films to write.

    Returns
    -------
    int
        How many films were added, changed or removed.
    """
    release = registry.live_release(connection)
    assert release is not None
    wanted = added.load_films(connection)
    present = single_films.added_records(connection, release.release_id)
    gone = [movie_id for movie_id in present if movie_id not in wanted]
    differ = [
        (movie_id, film) for movie_id, film in wanted.items() if present.get(movie_id) != film
    ]
    # A film that the data set has by now keeps the data set's record.
    same = added.find_same(connection, release.release_id, differ)
    due = {
        movie_id: film for position, (movie_id, film) in enumerate(differ) if position not in same
    }
    if due or gone:
        encoder = load() if due else None
        if encoder is not None:
            _check(release, encoder)
        _write(connection, release, encoder, due, gone=gone)
    return len(due) + len(gone)


def _live(connection: Connection, encoder: Encoder) -> ReleaseInfo:
    release = registry.live_release(connection)
    if release is None:
        raise ReleaseError("no release is live, so there is nothing to add films to")
    _check(release, encoder)
    return release


def _check(release: ReleaseInfo, encoder: Encoder) -> None:
    built = (release.encoder, release.encoder_revision, release.text_dimension)
    if built != (encoder.name, encoder.revision, encoder.dimension):
        raise ReleaseError(
            "release {} was built with {} revision {}".format(release.release_id, *built)
            + f", and this is {encoder.name} revision {encoder.revision}"
        )


def _write(
    connection: Connection,
    release: ReleaseInfo,
    encoder: Encoder | None,
    films: Mapping[int, FilmFields],
    gone: Sequence[int] = (),
) -> None:
    """Write films, delete those that are gone, and raise the revision."""
    before = single_films.added_records(connection, release.release_id)
    known = single_films.film_ids(connection, release.release_id, [*films, *gone])
    deleted = single_films.delete_films(connection, release.release_id, list(known))
    for movie_id, film_id in list(known.items()):
        if movie_id in films and not added.update_identity(
            connection, film_id, before[movie_id], films[movie_id]
        ):
            del known[movie_id]  # another film has this title and year, or this id
    written: dict[int, set[str]] = {}
    if films:
        assert encoder is not None
        kept = {movie_id: known[movie_id] for movie_id in known if movie_id in films}
        written = single_films.insert_films(connection, release, encoder, films, kept)
    words = {
        movie_id: deleted.get(movie_id, set()) | written.get(movie_id, set())
        for movie_id in {*deleted, *written}
    }
    more = len(written) - len(deleted)
    single_films.record_change(connection, release.release_id, words, more)
