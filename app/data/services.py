"""The parts that an application makes once: database, encoders, signers, caches.

`make_services` wires the parts, `init_app` gives them to the application, and views and hooks get
them by `services()`. A feature is functions whose first argument is the services.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, current_app
from sqlalchemy import Engine

from app.data.backups import BackupSettings
from app.data.database import Database
from app.data.diary_sites import DiarySites
from app.data.encoders import DocumentEncoders, QueryEncoders, document_encoders, query_encoders
from app.data.guesses import Guesses
from app.data.kept_answers import KeptAnswers
from app.data.lexicons import Lexicons
from app.data.link_signer import LinkSigner
from app.data.passwords import Passwords
from app.data.posters import Posters
from app.data.providers import Providers
from app.data.releases import Releases
from app.data.room_streams import RoomStreams
from app.data.second_factor import SecondFactorSecrets
from app.data.secret_box import SecretBox
from app.data.storage import Storage
from app.data.tmdb import Tmdb
from app.data.token_signer import TokenSigner
from app.settings import Settings
from app.web.cursors import OffsetCursors
from app.web.keyset_cursors import KeysetCursors
from app.web.metrics import Metrics

EXTENSION = "ordained"


@dataclass(frozen=True)
class Services:
    """The parts of an application; all its requests and threads share them.

    Attributes
    ----------
    backups : BackupSettings
        Where backups are kept, and whether they may be uploaded.
    metrics : Metrics
        Counts and times for Prometheus.
    database : Database
        Connections, one for each request.
    releases : Releases
        The live release and those that cursors still read.
    query_encoders : QueryEncoders
        Encoders of queries, by release.
    document_encoders : DocumentEncoders
        The encoder of films that administrators add.
    lexicons : Lexicons
        Titles, words and background samples to parse queries with, by release.
    offset_cursors : OffsetCursors
        Cursors of lists that one release answers, such as search.
    keyset_cursors : KeysetCursors
        Cursors of lists that change while they are read, such as a person's ratings.
    passwords : Passwords
        Hashes of passwords.
    token_signer : TokenSigner
        The text of bearer tokens.
    providers : Providers
        OpenID Connect providers with which people may sign in.
    second_factors : SecondFactorSecrets
        Secrets of second factors, as they are stored.
    links : LinkSigner
        The tokens of links to rooms and lists.
    secret_box : SecretBox
        Encrypts tokens of media servers and of services elsewhere.
    diary_sites : DiarySites
        Where diary services are asked.
    guesses : Guesses
        Counts of wrong guesses about accounts.
    posters : Posters
        Addresses of films' pictures.
    storage : Storage
        Whether the database's disk has room.
    room_streams : RoomStreams
        Open streams of what happens in rooms.
    room_lists : KeptAnswers
        Lists of rooms, for all members of each.
    """

    backups: BackupSettings
    metrics: Metrics
    database: Database
    releases: Releases
    query_encoders: QueryEncoders
    document_encoders: DocumentEncoders
    lexicons: Lexicons
    offset_cursors: OffsetCursors
    keyset_cursors: KeysetCursors
    passwords: Passwords
    token_signer: TokenSigner
    providers: Providers
    second_factors: SecondFactorSecrets
    links: LinkSigner
    secret_box: SecretBox
    ticket_box: SecretBox
    diary_sites: DiarySites
    guesses: Guesses
    posters: Posters
    storage: Storage
    room_streams: RoomStreams
    room_lists: KeptAnswers


def make_services(
    settings: Settings,
    *,
    engine: Engine | None = None,
    encoders: QueryEncoders | None = None,
) -> Services:
    """Return the services of an application; no connection is opened and no model loaded.

    Parameters
    ----------
    settings : Settings
        Names the database, the encoder, the keys and the costs.
    engine, encoders, optional
        Replace those that ``settings`` name; for tests.
    """
    metrics = Metrics()
    database = Database(
        settings.database_url,
        settings.threads,
        metrics,
        engine,
        replica_url=settings.database_replica_url,
        max_lag_s=settings.replica_max_lag_s,
    )
    releases = Releases(database)
    tmdb = Tmdb(settings.tmdb_key, settings.tmdb_url) if settings.tmdb_key else None
    return Services(
        backups=BackupSettings(settings.home, settings.backup_uploads),
        metrics=metrics,
        database=database,
        releases=releases,
        query_encoders=encoders or query_encoders(settings, metrics.encoding.observe),
        document_encoders=document_encoders(settings),
        lexicons=Lexicons(database, releases),
        offset_cursors=OffsetCursors(settings.secret_key),
        keyset_cursors=KeysetCursors(settings.secret_key),
        passwords=Passwords(settings.argon2_memory_kib),
        token_signer=TokenSigner(settings.secret_key),
        providers=Providers(settings.providers),
        second_factors=SecondFactorSecrets(settings.secret_key),
        links=LinkSigner(settings.secret_key),
        secret_box=SecretBox(settings.secret_key, "tokens of remote accounts"),
        ticket_box=SecretBox(settings.secret_key, "codes of remote accounts"),
        diary_sites=DiarySites(
            settings.letterboxd_url,
            settings.trakt_url,
            settings.simkl_url,
            settings.trakt_client_id,
            settings.simkl_client_id,
            settings.trakt_client_secret,
        ),
        guesses=Guesses(database, settings.rate_limits),
        posters=Posters(database, tmdb),
        storage=Storage(),
        room_streams=RoomStreams(database),
        room_lists=KeptAnswers(),
    )


def init_app(app: Flask, made: Services) -> None:
    """Give ``app`` its services; call it before the first request."""
    app.extensions[EXTENSION] = made


def services() -> Services:
    """Return the services of the application that answers this request."""
    return services_of(current_app)


def services_of(app: Flask) -> Services:
    """Return the services of ``app``; for code outside of requests."""
    made = app.extensions[EXTENSION]
    assert isinstance(made, Services)
    return made
