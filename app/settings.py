"""Settings of the web application, read from environment variables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from app.provider_file import Provider, read_sign_on
from app.secret_key import read_secret_key
from embeddings.settings import read_shared
from sql.env import EnvReader
from sql.failures import ServerError
from sql.server import normalised_url

TMDB_URL = "https://api.themoviedb.org/3"
LETTERBOXD_URL = "https://letterboxd.com"
TRAKT_URL = "https://api.trakt.tv"
SIMKL_URL = "https://api.simkl.com"
# Paths that browsers and proxies write in one way only.
BASE_PATH = re.compile(r"(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+")
INSTANCE = re.compile(r"[A-Za-z0-9-]{0,32}")
ORIGIN = re.compile(r"https?://[a-z0-9.-]+(:[0-9]{1,5})?")
REGISTRATION = ("open", "invitation", "closed")
WEBHOOKS = ("public", "any", "off")
LOG_LEVELS = ("debug", "info", "warning", "error")


@dataclass(frozen=True)
class Settings:
    """Settings of the ``app`` package; the first five are shared with ``embeddings``.

    A secret may be in a file instead, which the variable ``NAME_FILE`` names.

    Attributes
    ----------
    home : Path
        ORDAINED_HOME: the folder of everything that ordained writes.
    database_url : str or None
        DATABASE_URL; None means the embedded server in ``home``.
    encoder : str
        ORDAINED_ENCODER: the model that queries are encoded with.
    movielens_url : str
        ORDAINED_MOVIELENS_URL; not used here.
    quality_margin : float
        ORDAINED_QUALITY_MARGIN; not used here.
    database_replica_url : str or None
        DATABASE_REPLICA_URL: a streaming replica of the database, for requests that read.
    replica_max_lag_s : int
        ORDAINED_REPLICA_MAX_LAG_S: seconds that the replica may lag and still be read from.
    host, port : str, int
        ORDAINED_HOST and PORT: the address to listen on.
    workers, threads : int
        ORDAINED_WORKERS processes of ORDAINED_THREADS threads each.
    production : bool
        Whether ORDAINED_ENV is ``production``: SECRET_KEY is required then, session cookies are
        for TLS only, and HSTS is sent over TLS.
    secret_key : str
        SECRET_KEY; signs sessions, tokens and cursors. Generated once into ``home`` outside
        production.
    rate_limits : bool
        ORDAINED_RATE_LIMITS: on or off.
    argon2_memory_kib : int
        ORDAINED_ARGON2_MEMORY_KIB: memory of hashing a password, in KiB.
    redis_url : str or None
        ORDAINED_REDIS_URL: the Redis in which workers share the counts of rate limits.
    proxies : int
        ORDAINED_PROXIES: number of proxies in front that are trusted to name the client.
    base_path : str
        ORDAINED_BASE_PATH: the path that the service is under, such as ``/films``; empty for none.
    instance : str
        ORDAINED_INSTANCE: tells cookies of this instance from those of others of the same host.
    registration : str
        ORDAINED_REGISTRATION: open, invitation or closed.
    password_login : bool
        ORDAINED_PASSWORD_LOGIN: whether people may sign in and register with a password.
    providers : tuple of Provider
        Read from the file that ORDAINED_SIGN_ON names.
    cors_origins : tuple of str
        ORDAINED_CORS_ORIGINS: origins whose pages may use the API, with a bearer token.
    webhooks : str
        ORDAINED_WEBHOOKS: ``public`` sends to public addresses over https alone, ``any`` also over
        http and into private networks, ``off`` nowhere.
    sync_minutes : int
        ORDAINED_SYNC_MINUTES: minutes between two readings of media servers and remote accounts;
        0 for none.
    backup_uploads : bool
        ORDAINED_BACKUP_UPLOADS: whether administrators may upload backups, which run as programs
        of the database.
    tmdb_key : str or None
        TMDB_API_KEY; without a key films have no poster pictures.
    tmdb_url : str
        ORDAINED_TMDB_URL: address of TMDB's API.
    letterboxd_url : str
        ORDAINED_LETTERBOXD_URL: address of members' public feeds.
    trakt_client_id, simkl_client_id : str or None
        TRAKT_CLIENT_ID, SIMKL_CLIENT_ID; without one nobody can connect an account there.
    trakt_client_secret : str or None
        TRAKT_CLIENT_SECRET; with it, people connect Trakt by a code instead of a token.
    trakt_url, simkl_url : str
        ORDAINED_TRAKT_URL, ORDAINED_SIMKL_URL: addresses of their APIs.
    log_level : str
        ORDAINED_LOG_LEVEL: debug, info, warning or error.
    """

    home: Path
    database_url: str | None = field(repr=False)
    encoder: str
    movielens_url: str
    quality_margin: float
    database_replica_url: str | None = field(repr=False)
    replica_max_lag_s: int
    host: str
    port: int
    workers: int
    threads: int
    production: bool
    secret_key: str = field(repr=False)
    rate_limits: bool
    argon2_memory_kib: int
    redis_url: str | None = field(repr=False)
    proxies: int
    base_path: str
    instance: str
    registration: str
    password_login: bool
    providers: tuple[Provider, ...]
    cors_origins: tuple[str, ...]
    webhooks: str
    sync_minutes: int
    backup_uploads: bool
    tmdb_key: str | None = field(repr=False)
    tmdb_url: str
    letterboxd_url: str
    trakt_client_id: str | None = field(repr=False)
    trakt_client_secret: str | None = field(repr=False)
    trakt_url: str
    simkl_client_id: str | None = field(repr=False)
    simkl_url: str
    log_level: str

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> Settings:
        """Read the settings; outside production this may write the secret key's file.

        Raises
        ------
        SettingsError
            Names every variable that is missing or invalid.
        """
        reader = EnvReader(environ)
        shared = read_shared(reader)
        _check_database_url(reader, "DATABASE_URL", shared["database_url"])
        environment = reader.choice("ORDAINED_ENV", "development", ("development", "production"))
        production = environment == "production"
        registration = reader.choice("ORDAINED_REGISTRATION", "open", REGISTRATION)
        password_login = reader.flag("ORDAINED_PASSWORD_LOGIN", True)
        fields = {
            **shared,
            "database_replica_url": _database_replica_url(reader, shared["database_url"]),
            "replica_max_lag_s": reader.integer(
                "ORDAINED_REPLICA_MAX_LAG_S", 10, least=1, most=3600
            ),
            "host": reader.text("ORDAINED_HOST", "127.0.0.1"),
            "port": reader.integer("PORT", 8000, least=1, most=65535),
            "workers": reader.integer("ORDAINED_WORKERS", 2, least=1, most=64),
            "threads": reader.integer("ORDAINED_THREADS", 8, least=1, most=64),
            "production": production,
            "rate_limits": reader.flag("ORDAINED_RATE_LIMITS", True),
            "argon2_memory_kib": reader.integer(
                "ORDAINED_ARGON2_MEMORY_KIB", 19_456, least=64, most=4_194_304
            ),
            "redis_url": _redis_url(reader),
            "proxies": reader.integer("ORDAINED_PROXIES", 0, least=0, most=10),
            "base_path": _base_path(reader),
            "instance": _instance(reader),
            "registration": registration,
            "password_login": password_login,
            "providers": read_sign_on(reader, production, registration, password_login),
            "cors_origins": _cors_origins(reader),
            "webhooks": reader.choice("ORDAINED_WEBHOOKS", "public", WEBHOOKS),
            "sync_minutes": reader.integer("ORDAINED_SYNC_MINUTES", 0, least=0, most=1440),
            "backup_uploads": reader.flag("ORDAINED_BACKUP_UPLOADS", True),
            "tmdb_key": reader.secret("TMDB_API_KEY"),
            "tmdb_url": _web_address(reader, "ORDAINED_TMDB_URL", TMDB_URL),
            "letterboxd_url": _web_address(reader, "ORDAINED_LETTERBOXD_URL", LETTERBOXD_URL),
            "trakt_client_id": reader.secret("TRAKT_CLIENT_ID"),
            "trakt_client_secret": reader.secret("TRAKT_CLIENT_SECRET"),
            "trakt_url": _web_address(reader, "ORDAINED_TRAKT_URL", TRAKT_URL),
            "simkl_client_id": reader.secret("SIMKL_CLIENT_ID"),
            "simkl_url": _web_address(reader, "ORDAINED_SIMKL_URL", SIMKL_URL),
            "log_level": reader.choice("ORDAINED_LOG_LEVEL", "info", LOG_LEVELS),
        }
        secret_key = read_secret_key(reader, shared["home"], production)
        reader.finish()
        return cls(**fields, secret_key=secret_key)


def _check_database_url(reader: EnvReader, name: str, url: str | None) -> None:
    try:
        if url:
            normalised_url(url, name)
    except ServerError as error:
        reader.problems.append(str(error))


def _database_replica_url(reader: EnvReader, database_url: str | None) -> str | None:
    url = reader.secret("DATABASE_REPLICA_URL")
    _check_database_url(reader, "DATABASE_REPLICA_URL", url)
    if url and not database_url:
        reader.problems.append(
            "DATABASE_REPLICA_URL is set without DATABASE_URL: the embedded server has no replicas"
        )
    return url


def _redis_url(reader: EnvReader) -> str | None:
    url = reader.secret("ORDAINED_REDIS_URL")
    if url and not url.startswith(("redis://", "rediss://", "unix://")):
        # The message does not quote the value, which may hold a password.
        reader.problems.append("ORDAINED_REDIS_URL must start with redis://, rediss:// or unix://")
    return url


def _web_address(reader: EnvReader, name: str, default: str) -> str:
    url = reader.text(name, default)
    if not url.startswith(("https://", "http://")):
        reader.problems.append(f"{name} must start with https:// or http://, not {url!r}")
    return url


def _base_path(reader: EnvReader) -> str:
    path = reader.text("ORDAINED_BASE_PATH").rstrip("/")
    if path and not BASE_PATH.fullmatch(path):
        reader.problems.append(
            f"ORDAINED_BASE_PATH must be empty or a path like /films, not {path!r}"
        )
    return path


def _instance(reader: EnvReader) -> str:
    name = reader.text("ORDAINED_INSTANCE")
    if not INSTANCE.fullmatch(name):
        reader.problems.append(
            f"ORDAINED_INSTANCE must be up to 32 letters, digits and dashes, not {name!r}"
        )
    return name


def _cors_origins(reader: EnvReader) -> tuple[str, ...]:
    value = reader.optional("ORDAINED_CORS_ORIGINS") or ""
    origins = tuple(part.strip() for part in value.split(",") if part.strip())
    for origin in origins:
        if origin != "*" and not ORIGIN.fullmatch(origin):
            reader.problems.append(
                f"ORDAINED_CORS_ORIGINS has {origin!r}, which is neither * nor an origin like "
                "https://films.example"
            )
    return origins
