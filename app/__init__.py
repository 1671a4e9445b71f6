"""The web application: answers of `embeddings`, accounts and libraries, as JSON.

The application is configured by a `Settings`; nothing in it reads the environment. Its rooms are
layers, which import-linter enforces, from the top: process; admin, assistants and status; remote;
transfer; rooms; feeds, lists, people and tonight; library and recommend; films and sign_on;
webhooks; accounts; data; web; settings.
"""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from apiflask import APIFlask
from sqlalchemy import Engine

from app.accounts import access, companion_routes, second_factor_routes, sessions
from app.accounts import routes as account_routes
from app.admin import backup_routes, operation_routes
from app.admin import routes as catalogue_routes
from app.assistants import http_routes
from app.data import services, tastes
from app.data.encoders import QueryEncoders
from app.feeds import routes as feed_routes
from app.films import map_routes, poster_routes
from app.films import routes as search_routes
from app.library import comparison_routes, diary_routes
from app.library import routes as library_routes
from app.lists import routes as list_routes
from app.people import routes as people_routes
from app.recommend import routes as recommend_routes
from app.remote import routes as remote_routes
from app.rooms import routes as room_routes
from app.settings import Settings
from app.sign_on import routes as sign_on_routes
from app.status import routes
from app.tonight import routes as tonight_routes
from app.transfer import routes as transfer_routes
from app.web import (
    base_path,
    compression,
    contract,
    docs,
    events,
    frontend,
    limits,
    log,
    problems,
    security,
    thread_share,
)
from app.web.counts import Table
from app.web.json_writer import JsonWriter
from app.webhooks import routes as webhook_routes
from app.webhooks import service as webhooks

API = "/api/v1"


def create_app(
    settings: Settings,
    *,
    engine: Engine | None = None,
    encoders: QueryEncoders | None = None,
    dist: Path = frontend.DIST,
    counts: Table | None = None,
) -> APIFlask:
    """Return the application; it opens no connection and loads no encoder before a request.

    Parameters
    ----------
    settings : Settings
        ``database_url`` may be None only where no request is to be answered.
    engine, encoders, optional
        Replace those that ``settings`` name; for tests.
    dist : Path
        Folder of the built front end.
    counts : Table, optional
        Where the workers of a server share the counts of rate limits.
    """
    app = APIFlask(
        __name__,
        title="ordained",
        version=package_version(),
        spec_path="/api/openapi.json",
        docs_path=None,
        static_url_path="/api/static",
    )

    # Configuration.
    app.config["SECRET_KEY"] = settings.secret_key
    app.config["DESCRIPTION"] = docs.DESCRIPTION
    app.config["SECURITY_SCHEMES"] = access.SCHEMES
    app.json = JsonWriter(app)
    contract.init_app(app, settings.base_path)
    problems.init_app(app)

    app_services = services.make_services(settings, engine=engine, encoders=encoders)
    services.init_app(app, app_services)

    # Around every request. Flask runs hooks after a request in reverse order, so the first
    # module here is the last to change a response.
    log.configure(settings.log_level)
    log.init_app(app, app_services.metrics)
    events.init_app(app)
    security.init_app(app, settings)
    compression.init_app(app)
    limits.init_app(app, settings, counts)
    sessions.init_app(app, settings)
    webhooks.init_app(app, settings)
    thread_share.init_app(app, settings, access.account_of_request)
    # Before the database, so that vectors are stored after the request's transaction ends.
    tastes.init_app(app, app_services)
    app_services.database.init_app(app)

    # Routes.
    app.register_blueprint(routes.blueprint)
    app.register_blueprint(docs.blueprint)
    app.register_blueprint(search_routes.blueprint, url_prefix=API)
    app.register_blueprint(poster_routes.blueprint, url_prefix=API)
    app.register_blueprint(map_routes.blueprint, url_prefix=API)
    app.register_blueprint(people_routes.blueprint, url_prefix=API)
    app.register_blueprint(recommend_routes.blueprint, url_prefix=API)
    app.register_blueprint(tonight_routes.blueprint, url_prefix=API)
    app.register_blueprint(account_routes.blueprint, url_prefix=API)
    app.register_blueprint(second_factor_routes.blueprint, url_prefix=API)
    app.register_blueprint(sign_on_routes.blueprint, url_prefix=API)
    app.register_blueprint(companion_routes.blueprint, url_prefix=API)
    app.register_blueprint(library_routes.blueprint, url_prefix=API)
    app.register_blueprint(diary_routes.blueprint, url_prefix=API)
    app.register_blueprint(comparison_routes.blueprint, url_prefix=API)
    app.register_blueprint(list_routes.blueprint, url_prefix=API)
    app.register_blueprint(room_routes.blueprint, url_prefix=API)
    app.register_blueprint(feed_routes.blueprint, url_prefix=API)
    app.register_blueprint(feed_routes.open_blueprint)
    app.register_blueprint(webhook_routes.blueprint, url_prefix=API)
    app.register_blueprint(transfer_routes.blueprint, url_prefix=API)
    app.register_blueprint(remote_routes.blueprint, url_prefix=API)
    app.register_blueprint(catalogue_routes.blueprint, url_prefix=API)
    app.register_blueprint(operation_routes.blueprint, url_prefix=API)
    app.register_blueprint(backup_routes.blueprint, url_prefix=API)
    http_routes.init_app(app, package_version(), settings.cors_origins)
    frontend.init_app(app, dist, settings.base_path)
    # Around all of it, and around what `security` puts there.
    base_path.init_app(app, settings.base_path)
    return app


def package_version() -> str:
    """Return the version of this package."""
    try:
        return version("ordained")
    except PackageNotFoundError:  # run from a checkout that is not installed
        return "0.1.0"
