"""Stand-ins of Jellyfin, Emby and Plex: real HTTP servers with the shapes of their public APIs.

No real server was at hand. What they take and give is written from the public documents:
https://api.jellyfin.org, https://dev.emby.media/doc/restapi and https://developer.plex.tv/pms.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from flask import Flask, Response, request

from tests.listening import listening

API_KEY = "key-of-the-house"
ANN = "11112222333344445555666677778888"
ANNS_TOKEN = "token-of-ann"
PASSWORD = "ann's password there"


@dataclass
class House:
    """What a media server has and what it was told.

    Attributes
    ----------
    films : dict
        By item id: ``title``, ``year``, ``imdb``, ``tmdb``.
    said : dict
        By item id what Ann said: ``rating`` out of ten, ``seen`` (times), ``at`` (ISO or seconds).
    status : int
        Where it is not 200, every request is answered so.
    """

    kind: str
    films: dict[str, dict[str, Any]] = field(default_factory=dict)
    said: dict[str, dict[str, Any]] = field(default_factory=dict)
    status: int = 200
    location: str = ""
    url: str = ""
    asked: list[str] = field(default_factory=list)
    largest_page: int = 0

    def rate(self, item_id: str, rating: float) -> None:
        """Have Ann rate a film there."""
        self.said.setdefault(item_id, {})["rating"] = rating

    def see(self, item_id: str, at: Any = None) -> None:
        """Have Ann see a film there."""
        said = self.said.setdefault(item_id, {})
        said |= {"seen": said.get("seen", 0) + 1, "at": at}


def now(made: House) -> Any:
    """Return the moment as the server writes it: of a write it notes when that came."""
    moment = datetime.now(UTC)
    if made.kind == "plex":
        return int(moment.timestamp())
    return f"{moment:%Y-%m-%dT%H:%M:%S}.0000000Z"


@contextmanager
def house(kind: str) -> Iterator[House]:
    """Give a media server that listens on loopback."""
    made = House(kind)
    app = _plex(made) if kind == "plex" else _jellyfin(made)
    with listening(app) as made.url:
        yield made


def _app(made: House) -> Flask:
    app = Flask(made.kind)

    @app.before_request
    def ask() -> Response | None:
        made.asked.append(f"{request.method} {request.path}")
        if made.status == 200:
            return None
        headers = {"Location": made.location} if made.location else {}
        return Response("not now", made.status, headers)

    return app


def _jellyfin(made: House) -> Flask:
    """Jellyfin, or Emby, which has a prefix, other headers and other addresses."""
    app, emby = _app(made), made.kind == "emby"
    root = "/emby" if emby else ""

    def token() -> str:
        if emby:
            return request.headers.get("X-Emby-Token", "")
        return request.headers.get("Authorization", "").partition('Token="')[2].rstrip('"')

    @app.before_request
    def check() -> Response | None:
        public = request.path == f"{root}/Users/AuthenticateByName"
        return None if public or token() in (API_KEY, ANNS_TOKEN) else Response(status=401)

    @app.get(f"{root}/System/Info")
    def info() -> Any:
        return {"Id": f"id-of-{made.kind}", "ServerName": "House", "Version": "10.10.3"}

    @app.post(f"{root}/Users/AuthenticateByName")
    def sign_in() -> Any:
        header = "X-Emby-Authorization" if emby else "Authorization"
        assert 'Client="ordained"' in request.headers[header]
        if request.json != {"Username": "ann", "Pw": PASSWORD}:
            return Response(status=401)
        return {"AccessToken": ANNS_TOKEN, "User": {"Id": ANN, "Name": "ann"}}

    @app.get("/Users/Me")
    def me() -> Any:
        return {"Id": ANN, "Name": "ann"} if token() == ANNS_TOKEN else Response(status=400)

    @app.get(f"{root}/Items")
    def items() -> Any:
        return page(None if emby else request.args.get("userId"))

    @app.get(f"{root}/Users/<person>/Items")
    def items_of(person: str) -> Any:
        return page(person) if emby else Response(status=404)

    def page(person: str | None) -> Any:
        wanted = request.args["IncludeItemTypes"], request.args["Fields"]
        assert wanted == ("Movie", "ProviderIds"), wanted
        ids = request.args.get("Ids", "").split(",")
        found = [(i, film) for i, film in made.films.items() if ids == [""] or i in ids]
        start, limit = int(request.args.get("StartIndex", 0)), int(request.args.get("Limit", 100))
        shown = found[start : start + limit]
        made.largest_page = max(made.largest_page, len(shown))
        return {
            "Items": [_jellyfin_item(made, i, film, person) for i, film in shown],
            "TotalRecordCount": len(found),
            "StartIndex": start,
        }

    @app.post("/UserItems/<item>/UserData")
    def rate(item: str) -> Any:
        assert request.args["userId"] == ANN
        made.rate(item, request.json["Rating"])  # type: ignore[index]
        return {"Rating": made.said[item]["rating"]}

    @app.post("/emby/Users/<person>/Items/<item>/UserData")
    def rate_emby(person: str, item: str) -> Any:
        made.rate(item, request.json["Rating"])  # type: ignore[index]
        return Response(status=204)

    @app.post("/UserPlayedItems/<item>")
    def see(item: str) -> Any:
        assert request.args["userId"] == ANN
        made.see(item, now(made))
        return {"Played": True}

    @app.post("/emby/Users/<person>/PlayedItems/<item>")
    def see_emby(person: str, item: str) -> Any:
        made.see(item, now(made))
        return {"Played": True}

    return app


def _jellyfin_item(
    made: House, item_id: str, film: dict[str, Any], person: str | None
) -> dict[str, Any]:
    ids = {"Imdb": film.get("imdb"), "Tmdb": film.get("tmdb") and str(film["tmdb"])}
    item = {
        "Name": film["title"],
        "Id": item_id,
        "Type": "Movie",
        "ProductionYear": film.get("year"),
        "ProviderIds": {name: value for name, value in ids.items() if value},
    }
    if person is None:
        return item
    assert person == ANN
    said = made.said.get(item_id, {})
    data: dict[str, Any] = {
        "PlaybackPositionTicks": 0,
        "PlayCount": said.get("seen", 0),
        "IsFavorite": False,
        "Played": said.get("seen", 0) > 0,
        "Key": item_id,
    }
    if said.get("at"):
        data["LastPlayedDate"] = said["at"]
    if "rating" in said:
        data["Rating"] = said["rating"]
    return {**item, "UserData": data}


def _plex(made: House) -> Flask:
    app = _app(made)

    @app.before_request
    def check() -> Response | None:
        given = request.headers.get("X-Plex-Token")
        return None if given in (API_KEY, ANNS_TOKEN) else Response("<html/>", status=401)

    @app.get("/")
    def identity() -> Any:
        return {"MediaContainer": {"machineIdentifier": "id-of-plex", "friendlyName": "House"}}

    @app.get("/library/sections")
    def sections() -> Any:
        films = {"key": "1", "type": "movie", "title": "Films", "agent": "tv.plex.agents.movie"}
        home = {"key": "2", "type": "movie", "title": "Us", "agent": "com.plexapp.agents.none"}
        shows = {"key": "3", "type": "show", "title": "TV", "agent": "tv.plex.agents.series"}
        return {"MediaContainer": {"size": 3, "Directory": [films, home, shows]}}

    @app.get("/library/sections/<key>/all")
    def section(key: str) -> Any:
        assert key == "1", "home videos and shows are not read"
        assert request.args["includeGuids"] == "1"
        start = int(request.args["X-Plex-Container-Start"])
        found = list(made.films.items())
        shown = found[start : start + int(request.args["X-Plex-Container-Size"])]
        made.largest_page = max(made.largest_page, len(shown))
        films = [_plex_item(made, i, film) for i, film in shown]
        return {"MediaContainer": {"size": len(films), "totalSize": len(found), "Metadata": films}}

    @app.get("/library/metadata/<item>")
    def film(item: str) -> Any:
        if item not in made.films:
            return Response(status=404)
        return {"MediaContainer": {"Metadata": [_plex_item(made, item, made.films[item])]}}

    @app.put("/:/rate")
    def rate() -> Any:
        assert request.args["identifier"] == "com.plexapp.plugins.library"
        made.rate(request.args["key"], float(request.args["rating"]))
        return Response(status=200)

    @app.get("/:/scrobble")
    def see() -> Any:
        assert request.args["identifier"] == "com.plexapp.plugins.library"
        made.see(request.args["key"], now(made))
        return Response(status=200)

    return app


def _plex_item(made: House, item_id: str, film: dict[str, Any]) -> dict[str, Any]:
    guids = [f"{name}://{film[name]}" for name in ("imdb", "tmdb") if film.get(name)]
    item: dict[str, Any] = {
        "ratingKey": item_id,
        "key": f"/library/metadata/{item_id}",
        "guid": "plex://movie/5d776825880197001ec90a37",
        "type": "movie",
        "title": film["title"],
        "Guid": [{"id": guid} for guid in guids],
    }
    if film.get("year"):
        item["year"] = film["year"]
    if request.headers["X-Plex-Token"] == ANNS_TOKEN:
        said = made.said.get(item_id, {})
        if "rating" in said:
            item["userRating"] = said["rating"]
        if said.get("seen"):
            item |= {"viewCount": said["seen"], "lastViewedAt": said["at"] or 0}
    return item
