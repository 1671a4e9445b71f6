"""Vectors in, JSON out: the web application.

Everything it is told comes in one `Settings`; nothing here reads the environment.
"""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from apiflask import APIFlask
from sqlalchemy import Engine

from app.accounts import access, sessions, tokens
from app.accounts import routes as account_routes
from app.accounts.service import Accounts
from app.admin import routes as catalogue_routes
from app.admin.service import CatalogueChanges
from app.data import tastes
from app.data.database import Database
from app.data.encoders import QueryEncoders, document_encoders, query_encoders
from app.data.lexicons import Lexicons
from app.data.passwords import Passwords
from app.data.posters import Posters
from app.data.releases import Releases
from app.data.tmdb import Tmdb
from app.films import poster_routes
from app.films import routes as search_routes
from app.films.paging import Listing
from app.films.service import Search
from app.library import routes as library_routes
from app.library.service import Library
from app.recommend import routes as recommend_routes
from app.recommend.service import Recommend
from app.settings import Settings
from app.status import routes
from app.transfer import routes as transfer_routes
from app.transfer.service import Transfer
from app.web import caching, contract, docs, frontend, limits, log, problems, security
from app.web.cursors import Cursors
from app.web.keyset_cursors import Bookmarks
from app.web.metrics import Metrics

API = "/api/v1"


def create_app(
    settings: Settings,
    *,
    engine: Engine | None = None,
    encoders: QueryEncoders | None = None,
    dist: Path = frontend.DIST,
) -> APIFlask:
    """Return the application; neither database nor encoder is touched before a request.

    Parameters
    ----------
    settings : Settings
        ``database_url`` must be set where requests are to be answered.
    engine, encoders, optional
        Used in place of those that ``settings`` name; for tests.
    dist : Path
        The built front end.
    """
    app = APIFlask(
        __name__,
        title="ordained",
        version=_version(),
        spec_path="/api/openapi.json",
        docs_path=None,
        static_url_path="/api/static",
    )

    # configuration
    app.config["SECRET_KEY"] = settings.secret_key
    app.config["DESCRIPTION"] = docs.DESCRIPTION
    app.config["SECURITY_SCHEMES"] = access.SCHEMES
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.json.compact = True  # type: ignore[attr-defined]
    contract.init_app(app)
    problems.init_app(app)

    # around every request; what comes first here has the last word on a response
    metrics = Metrics()
    log.configure(settings.log_level)
    log.init_app(app, metrics)
    security.init_app(app, settings)
    caching.init_app(app)
    limits.init_app(app, settings)
    sessions.init_app(app, settings)

    # services
    database = Database(
        settings.database_url,
        settings.threads,
        metrics,
        engine,
        replica_url=settings.database_replica_url,
        max_lag_s=settings.replica_max_lag_s,
    )
    encoders = encoders or query_encoders(settings, metrics.encoding.observe)
    # Before the database, so that it comes after the request's transaction is over.
    tastes.init_app(app, database, encoders)
    database.init_app(app)
    releases = Releases(database)
    listing = Listing(releases, Cursors(settings.secret_key))
    search = Search(database, releases, encoders, listing, Lexicons(database, releases))
    signer = tokens.Signer(settings.secret_key)
    library = Library(database, releases, Bookmarks(settings.secret_key))
    app.extensions.update(
        metrics=metrics,
        database=database,
        releases=releases,
        encoders=encoders,
        search=search,
        posters=Posters(
            database, Tmdb(settings.tmdb_key, settings.tmdb_url) if settings.tmdb_key else None
        ),
        recommend=Recommend(search, listing, encoders),
        tokens=signer,
        accounts=Accounts(database, Passwords(settings.argon2_memory_kib), signer),
        library=library,
        transfer=Transfer(database, releases, library),
        catalogue=CatalogueChanges(database, search, document_encoders(settings)),
    )

    # routes
    app.register_blueprint(routes.blueprint)
    app.register_blueprint(docs.blueprint)
    app.register_blueprint(search_routes.blueprint, url_prefix=API)
    app.register_blueprint(poster_routes.blueprint, url_prefix=API)
    app.register_blueprint(recommend_routes.blueprint, url_prefix=API)
    app.register_blueprint(account_routes.blueprint, url_prefix=API)
    app.register_blueprint(library_routes.blueprint, url_prefix=API)
    app.register_blueprint(transfer_routes.blueprint, url_prefix=API)
    app.register_blueprint(catalogue_routes.blueprint, url_prefix=API)
    frontend.init_app(app, dist)
    return app


def _version() -> str:
    try:
        return version("ordained")
    except PackageNotFoundError:  # run from a checkout that is not installed
        return "0.1.0"
