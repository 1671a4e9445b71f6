"""What somebody does with the one container, step by step, for ``deploy/verify-house.sh``.

* ``visit BASE FILE``: search, register, rate; what is to be found again goes to FILE.
* ``check BASE FILE``: sign in again and find it.
* ``restore BASE FILE``: back up, change the rating, restore, and find the first rating.
* ``provider PORT``: run oidc-provider-mock, a stand-in for an OpenID Connect provider.
* ``sign-on BASE``: sign in through the provider, under BASE's path, and search.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import requests

NAME, PASSWORD = "verify", "nine purple ladders"
TIMEOUT_S = 60


class Visitor:
    """A browser without a window.

    Parameters
    ----------
    base : str
        The service's address, with its path and without a slash at the end.
    """

    def __init__(self, base: str) -> None:
        self.base = base
        self.session = requests.Session()
        self.token = ""

    def ask(self, method: str, path: str, status: int = 200, **sent: Any) -> requests.Response:
        """Ask the API, and stop where the status is another one."""
        answer = self.session.request(
            method,
            f"{self.base}/api/v1{path}",
            headers={"X-CSRF-Token": self.token, **sent.pop("headers", {})},
            timeout=TIMEOUT_S,
            **sent,
        )
        if answer.status_code != status:
            sys.exit(f"{method} {path}: {answer.status_code} {answer.text[:300]}")
        if path.startswith(("/session", "/users", "/sign-on")) and "csrf_token" in answer.text:
            self.token = answer.json()["csrf_token"]
        return answer

    def sign_in(self) -> None:
        """Sign in by password."""
        self.ask("GET", "/session")
        self.ask("POST", "/session", json={"username": NAME, "password": PASSWORD})

    def rating(self, movie_id: int) -> float:
        """Return the person's rating of a film."""
        items = self.ask("GET", "/me/ratings").json()["items"]
        return float(next(item["rating"] for item in items if item["movie"]["id"] == movie_id))


def say(text: str) -> None:
    """Print a line below the script's step."""
    print(f"            {text}", flush=True)


def found(visitor: Visitor) -> dict[str, Any]:
    """Search, and return the first film."""
    items = visitor.ask("GET", "/search", params={"q": "a heist that goes wrong"}).json()["items"]
    film: dict[str, Any] = items[0]["movie"]
    say(f"searched: {film['title']} ({film['year']})")
    return film


def visit(base: str, file: str) -> None:
    """Search, register and rate."""
    visitor = Visitor(base)
    page = visitor.session.get(f"{base}/", timeout=TIMEOUT_S)
    say(f"the page: {page.status_code}, {len(page.content)} bytes")
    film = found(visitor)
    visitor.ask("GET", "/session")
    visitor.ask("POST", "/users", 201, json={"username": NAME, "password": PASSWORD})
    visitor.ask("PUT", f"/me/ratings/{film['id']}", json={"rating": 4.5})
    Path(file).write_text(json.dumps({"film": film["id"]}), encoding="utf-8")
    say("registered, and rated it 4.5")


def check(base: str, file: str) -> None:
    """Find the rating again."""
    visitor = Visitor(base)
    visitor.sign_in()
    rating = visitor.rating(json.loads(Path(file).read_text(encoding="utf-8"))["film"])
    if rating != 4.5:
        sys.exit(f"the rating is {rating}")
    say("signed in by password; the rating is there")


def job(visitor: Visitor) -> str:
    """Wait for the job on backups and return what came of it; a restore may end the session."""
    until = time.monotonic() + 300
    while time.monotonic() < until:
        answer = visitor.session.get(f"{visitor.base}/api/v1/admin/backups", timeout=TIMEOUT_S)
        if answer.status_code == 200 and answer.json()["job"]["state"] != "running":
            ended = answer.json()["job"]
            if ended["state"] != "done":
                sys.exit(f"{ended['kind']}: {ended['detail']}")
            return str(ended["detail"])
        time.sleep(0.5)
    sys.exit("the job did not end")


def restore(base: str, file: str) -> None:
    """Back up, take the file away and bring it back, try it out, and restore it."""
    film = json.loads(Path(file).read_text(encoding="utf-8"))["film"]
    visitor = Visitor(base)
    visitor.sign_in()
    name = visitor.ask("POST", "/admin/backups", 202).json()["name"]
    say(f"made {name}: {job(visitor)}")
    content = visitor.ask("GET", f"/admin/backups/{name}").content
    sent = visitor.ask(
        "POST",
        "/admin/backup-uploads",
        201,
        data=content,
        headers={"Content-Type": "application/octet-stream"},
    )
    name = sent.json()["name"]
    visitor.ask("POST", f"/admin/backups/{name}/check", 202)
    say(f"downloaded {len(content) / 1e6:.1f} MB, uploaded it, tried it out: {job(visitor)}")
    visitor.ask("PUT", f"/me/ratings/{film}", json={"rating": 1.0})
    visitor.ask("POST", f"/admin/backups/{name}/restore", 202, json={"password": PASSWORD})
    say(f"rated the film 1.0 meanwhile, and restored: {job(visitor)}")
    if (rating := visitor.rating(film)) != 4.5:
        sys.exit(f"after the restore the rating is {rating}")
    say("the rating is 4.5 again")


def provider(port: str) -> None:
    """Run the stand-in for a provider until somebody ends it."""
    import oidc_provider_mock

    with oidc_provider_mock.run_server_in_thread(port=int(port)):
        while True:
            time.sleep(3600)


def sign_on(base: str) -> None:
    """Sign in through the provider, as a browser does, and search."""
    visitor = Visitor(base)
    visitor.ask("GET", "/session")
    begun = visitor.ask("POST", "/sign-on", json={"provider": "house"}).json()
    issuer = "{0.scheme}://{0.netloc}".format(urlsplit(begun["location"]))
    claims = {"preferred_username": "ann", "groups": ["operators"]}
    requests.put(f"{issuer}/users/ann-1", json=claims, timeout=TIMEOUT_S).raise_for_status()
    say(f"sent to the provider: {begun['location'].partition('?')[0]}")
    at_provider = visitor.session.post(
        begun["location"], data={"sub": "ann-1"}, allow_redirects=False, timeout=TIMEOUT_S
    )
    back = at_provider.headers["Location"]
    if not back.startswith(f"{base}/sign-on/house?"):
        sys.exit(f"the provider sends the browser to {back}")
    say(f"sent back to {back.partition('?')[0]}")
    page = visitor.session.get(back, timeout=TIMEOUT_S)
    values = dict(parse_qsl(urlsplit(back).query))
    answer = visitor.ask("POST", "/sign-on/answer", json={"provider": "house", **values})
    user = answer.json()["user"]
    if not user["is_admin"]:
        sys.exit("the group operators made nobody an administrator")
    say(f"page {page.status_code}; signed in as {user['username']}, an administrator by group")
    paths = {cookie.path for cookie in visitor.session.cookies if "ordained" in cookie.name}
    say(f"the service's cookies are of {', '.join(sorted(paths))}")
    found(visitor)


if __name__ == "__main__":
    steps: dict[str, Callable[..., None]] = {
        "visit": visit,
        "check": check,
        "restore": restore,
        "provider": provider,
        "sign-on": sign_on,
    }
    steps[sys.argv[1]](*sys.argv[2:])
