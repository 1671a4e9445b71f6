"""Adding, changing and removing single films of the live release, without a rebuild.

Everything that a rebuild writes of a film is written in one transaction, and the release's
revision goes up with it, by which processes know that what they hold is old. A lock of its own
lets one writer at a time do so; going live and going back take it too, and then bring the
release in line with the added films (`catch_up`), so that none added meanwhile is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from sqlalchemy import Connection, Engine, text

from embeddings.errors import FilmExistsError, NoSuchFilmError, ReleaseError
from embeddings.releases import added, registry, single_films
from embeddings.releases.partitions import patiently
from embeddings.releases.registry import GO_LIVE_ATTEMPTS, ReleaseInfo
from embeddings.sources.given_film import GivenFilm
from embeddings.texts.encoder import Encoder
from sql.tables import ADDED_FROM

# Any number; all processes on one database must agree on it.
ADD_LOCK = 0x0DA1_0003


def lock(connection: Connection, wait_s: int | None = None) -> None:
    """Let nobody else change films of the live release until the transaction ends.

    Parameters
    ----------
    wait_s : int, optional
        How long to wait for another to end; None for as long as the transaction waits for locks.

    Raises
    ------
    OperationalError
        It took longer.
    """
    setting = text("select set_config('lock_timeout', :wait, true)")
    if wait_s is not None:
        connection.execute(setting, {"wait": f"{wait_s}s"})
    connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": ADD_LOCK})
    if wait_s is not None:
        connection.execute(setting, {"wait": "0"})


def switch(engine: Engine, release_id: int, load: Callable[[], Encoder]) -> None:
    """Have a release go live, with all films that were added while it was built.

    In a transaction of its own, which keeps nobody waiting; see `catch_up` for ``load``.
    """

    def work(connection: Connection) -> None:
        lock(connection)
        registry.go_live(connection, release_id)
        catch_up(connection, load)

    patiently(engine, work, GO_LIVE_ATTEMPTS, "going live")


def add_films(
    connection: Connection,
    encoder: Encoder,
    films: Sequence[GivenFilm],
    *,
    replace: bool = False,
    wait_s: int | None = None,
) -> list[int]:
    """Add films to the live release and to every later one; all or none.

    Parameters
    ----------
    connection : Connection
        In a transaction; the caller commits, and from then on all see the films.
    encoder : Encoder
        The one that the live release was built with.
    films : sequence of GivenFilm
    replace : bool
        A film that was added before takes the new record rather than be refused.
    wait_s : int
        See `lock`.

    Returns
    -------
    list of int
        The films' ids.

    Raises
    ------
    FilmExistsError
        The release has one of them.
    ReleaseError
        No release is live, or the live one cannot be added to.
    """
    added.check_apart(films)
    lock(connection, wait_s)
    release = _live(connection, encoder)
    same = added.find_same(connection, release.release_id, [(None, film) for film in films])
    ids = {
        place: one.movie_id for place, one in same.items() if replace and one.movie_id >= ADDED_FROM
    }
    for place, one in sorted(same.items()):
        if place not in ids or list(ids.values()).count(one.movie_id) > 1:
            raise FilmExistsError(place, one.field, one.movie_id, one.name)
    fresh = [place for place in range(len(films)) if place not in ids]
    ids |= dict(zip(fresh, added.store(connection, [films[one] for one in fresh]), strict=True))
    for place in same:
        added.change(connection, ids[place], films[place])
    _write(connection, release, encoder, {ids[place]: film for place, film in enumerate(films)})
    return [ids[place] for place in range(len(films))]


def replace_film(
    connection: Connection,
    encoder: Encoder,
    movie_id: int,
    film: GivenFilm,
    *,
    wait_s: int | None = None,
) -> None:
    """Put another record in the place of an added film's; its ratings stay.

    Raises
    ------
    NoSuchFilmError
        No film of this id was added, or the data set has it by now.
    FilmExistsError
        The record is that of another film of the release.
    ReleaseError
        As for `add_films`.
    """
    lock(connection, wait_s)
    release = _live(connection, encoder)
    if movie_id not in single_films.film_ids(connection, release.release_id, [movie_id]):
        raise NoSuchFilmError(movie_id)
    same = added.find_same(connection, release.release_id, [(movie_id, film)])
    for one in same.values():
        raise FilmExistsError(0, one.field, one.movie_id, one.name)
    added.change(connection, movie_id, film)
    _write(connection, release, encoder, {movie_id: film})


def remove_films(
    connection: Connection, movie_ids: Sequence[int], *, wait_s: int | None = None
) -> None:
    """Remove added films for good; people's ratings of them stay, unseen.

    Raises
    ------
    NoSuchFilmError
        No film of one of these ids was added; none is removed.
    """
    lock(connection, wait_s)
    for movie_id in movie_ids:
        added.forget(connection, movie_id)
    release = registry.live_release(connection)
    if release is not None:
        _write(connection, release, None, {}, gone=movie_ids)


def catch_up(connection: Connection, load: Callable[[], Encoder]) -> int:
    """Bring the release that has just gone live in line with the added films.

    To be called after `lock`, in the transaction in which the release goes live.

    Parameters
    ----------
    load : callable
        Gives the release's encoder; not called where there is nothing to write.

    Returns
    -------
    int
        How many films were added, changed or removed.
    """
    release = registry.live_release(connection)
    assert release is not None
    wanted = added.stored(connection)
    there = single_films.added_records(connection, release.release_id)
    gone = [movie_id for movie_id in there if movie_id not in wanted]
    differ = [(one, film) for one, film in wanted.items() if there.get(one) != film]
    # The data set may have them by now; its own records stand.
    same = added.find_same(connection, release.release_id, differ)
    due = {one: film for place, (one, film) in enumerate(differ) if place not in same}
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
    films: Mapping[int, GivenFilm],
    gone: Sequence[int] = (),
) -> None:
    """Put films in their places, take those out that are gone, and raise the revision."""
    before = single_films.added_records(connection, release.release_id)
    known = single_films.film_ids(connection, release.release_id, [*films, *gone])
    taken = single_films.take_out(connection, release.release_id, list(known))
    for movie_id, film_id in list(known.items()):
        if movie_id in films and not added.keep_identity(
            connection, film_id, before[movie_id], films[movie_id]
        ):
            del known[movie_id]  # it is another film, known from other data
    put: dict[int, set[str]] = {}
    if films:
        assert encoder is not None
        kept = {movie_id: known[movie_id] for movie_id in known if movie_id in films}
        put = single_films.put_in(connection, release, encoder, films, kept)
    words = {one: taken.get(one, set()) | put.get(one, set()) for one in {*taken, *put}}
    single_films.raise_revision(connection, release.release_id, words, len(put) - len(taken))
