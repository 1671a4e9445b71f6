"""A person's traffic against a running stack, for `deploy/verify-compose.sh`. No packages needed.

What the server acknowledged is kept in a file, and later compared with what it has. Commands:

    visit            search, register, rate, and get recommendations
    traffic SECONDS [PATIENCE]    rate, search and ask on and on; every refusal is counted. Where
                     the front door may be closed meanwhile, it waits PATIENCE seconds for it
    check            everything that was acknowledged is there, and recommendations still come
    replicas N       the session is known and the limits are shared, whichever of N answers
    search           print the first film for a query, and the release
"""

from __future__ import annotations

import http.client
import json
import sys
import time
import urllib.error
import urllib.request
from collections import Counter
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any

Json = dict[str, Any]
QUERY = "a+thief+who+steals+secrets+by+entering+dreams"
NAME, PASSWORD = "verify", "nine purple ladders"
PAUSE_S = 0.1


class Client:
    """A browser without a window: cookies and the token that writes carry."""

    def __init__(self, base: str, state: Path) -> None:
        self.base, self.file = base, state
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        self.token = ""
        # Acknowledged ratings, and what was sent for a film without an answer since.
        self.state: Json = {"ratings": {}, "unanswered": {}}
        if state.exists():
            self.state = json.loads(state.read_text())

    def keep(self) -> None:
        """Write what was acknowledged."""
        self.file.write_text(json.dumps(self.state))

    def ask(self, method: str, path: str, body: Json | None = None) -> tuple[int, Json]:
        """Return status and JSON; status 0 where there was no answer at all."""
        data = None if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json"} if body is not None else {}
        if method != "GET":
            headers["X-CSRF-Token"] = self.token
        request = urllib.request.Request(self.base + path, data, headers, method=method)
        try:
            with self.opener.open(request, timeout=20) as answer:
                return answer.status, json.loads(answer.read() or b"{}")
        except urllib.error.HTTPError as error:
            with error:
                return error.code, {"detail": error.read(500).decode(errors="replace")}
        except (OSError, ValueError, http.client.HTTPException) as error:
            return 0, {"detail": repr(error)}

    def must(self, method: str, path: str, body: Json | None = None) -> Json:
        """Ask, and leave where the answer is a refusal."""
        status, answer = self.ask(method, path, body)
        if not 200 <= status < 300:
            sys.exit(f"{method} {path}: {status} {answer}")
        return answer

    def enter(self, path: str) -> None:
        """Sign in, or register with ``/users``; waits where sign-ins are limited."""
        credentials = {"username": NAME, "password": PASSWORD}
        for _ in range(40):
            status, answer = self.ask("POST", f"/api/v1{path}", credentials)
            if status != 429:
                break
            time.sleep(5)
        if status not in (200, 201):
            sys.exit(f"POST {path}: {status} {answer}")
        self.token = self.must("GET", "/api/v1/session")["csrf_token"]

    def rate(self, movie_id: int, stars: float) -> tuple[int, Json]:
        """Rate a film; return the answer and remember what was acknowledged."""
        status, answer = self.ask("PUT", f"/api/v1/me/ratings/{movie_id}", {"rating": stars})
        if 200 <= status < 300:
            self.state["ratings"][str(movie_id)] = stars
            self.state["unanswered"].pop(str(movie_id), None)
        else:
            self.state["unanswered"].setdefault(str(movie_id), []).append(stars)
        return status, answer

    def films(self, count: int) -> list[int]:
        """Return ids of popular films."""
        found = self.must("GET", f"/api/v1/movies/popular?limit={count}")["items"]
        return [item["movie"]["id"] for item in found]


def search(client: Client) -> None:
    """Print what a search finds first, and in which release."""
    found = client.must("GET", f"/api/v1/search?q={QUERY}&limit=3")["items"][0]["movie"]
    release = client.must("GET", "/api/v1/release")
    print(f"first of the search: {found['title']} ({found['year']}); data: {release['dataset']}")


def visit(client: Client) -> None:
    """Do what somebody new does."""
    search(client)
    client.enter("/users")
    films = client.films(12)
    for place, movie_id in enumerate(films[:6]):
        if client.rate(movie_id, 5.0 if place % 2 == 0 else 1.5)[0] >= 300:
            sys.exit("a rating was refused")
    client.keep()
    found = client.must("GET", "/api/v1/me/recommendations?limit=20")["items"]
    if not found or {item["movie"]["id"] for item in found} & set(films[:6]):
        sys.exit("recommendations are missing, or hold what was rated")
    first = found[0]
    because = first["because"][0] if first["because"] else {"title": "nothing"}
    print(
        f"registered, rated 6 films; recommended: {first['movie']['title']}, "
        f"because of {because['title']}"
    )


def traffic(client: Client, seconds: float, patience: float = 0) -> None:
    """Use the stack on and on; end badly where it does not answer at the end."""
    client.enter("/session")
    films = client.films(100)
    outcomes: Counter[str] = Counter()
    lost: list[str] = []
    longest, gap_began = 0.0, None
    print("signed in, and begins", flush=True)
    began, turn, status = time.monotonic(), 0, 0
    end = began + seconds
    while (asked := time.monotonic()) < end or (gap_began and asked < end + patience):
        kind = ("rate", "search", "rate", "recommend")[turn % 4]
        if kind == "rate":
            status, answer = client.rate(films[turn % len(films)], 0.5 + turn % 10 / 2)
        elif kind == "search":
            status, answer = client.ask("GET", f"/api/v1/search?q={QUERY}+{turn}&limit=5")
        else:
            status, answer = client.ask("GET", "/api/v1/me/recommendations?limit=10")
        good = 200 <= status < 300
        if status == 0 and not patience:
            lost.append(f"{asked - began:.1f} s, {kind}: {answer['detail']}")
        outcomes["answered" if good else f"refused {status}"] += 1
        if good and gap_began is not None:
            longest, gap_began = max(longest, time.monotonic() - gap_began), None
        elif not good and gap_began is None:
            gap_began = asked
        turn += 1
        time.sleep(PAUSE_S)
    client.keep()
    counts = ", ".join(f"{name}: {count}" for name, count in sorted(outcomes.items()))
    print("\n".join(lost), end="\n" if lost else "")
    print(
        f"{turn} requests in {time.monotonic() - began:.0f} s: {counts}; "
        f"longest without an answer {longest:.1f} s"
    )
    # 503 says what is the matter and 502 and 504 are nginx's; 500 would be a bug, 0 a lost line.
    allowed = {"answered", "refused 502", "refused 503", "refused 504"}
    wrong = set(outcomes) - allowed - ({"refused 0"} if patience else set())
    if wrong or gap_began is not None:
        sys.exit(f"not recovered, or wrongly refused: {sorted(wrong)}")


def check(client: Client) -> None:
    """Compare what was acknowledged with what is there."""
    client.enter("/session")
    found: dict[str, float] = {}
    cursor = ""
    while True:
        page = client.must("GET", f"/api/v1/me/ratings?limit=100{cursor}")
        found |= {str(item["movie"]["id"]): item["rating"] for item in page["items"]}
        if not page.get("next_cursor"):
            break
        cursor = f"&cursor={page['next_cursor']}"
    lost = {
        movie_id: (stars, found.get(movie_id))
        for movie_id, stars in client.state["ratings"].items()
        # What was sent without an answer may have arrived after all.
        if found.get(movie_id) not in (stars, *client.state["unanswered"].get(movie_id, []))
    }
    if lost:
        sys.exit(f"lost: {lost}")
    if not client.must("GET", "/api/v1/me/recommendations?limit=10")["items"]:
        sys.exit("no recommendations")
    print(
        f"all {len(client.state['ratings'])} acknowledged ratings are there; signed in by password"
    )


def replicas(client: Client, number: int) -> None:
    """Meet every replica with one session, and be limited as if they were one."""
    client.enter("/session")
    for _ in range(20 * number):
        if client.must("GET", "/api/v1/session")["user"] is None:
            sys.exit("a replica does not know the session")
    attempts = Counter(
        client.ask("POST", "/api/v1/session", {"username": f"nobody-{n}", "password": PASSWORD})[0]
        for n in range(40)
    )
    print(f"{20 * number} requests with one session; 40 sign-ins at once: {dict(attempts)}")
    # 10 a minute; a minute may end meanwhile.
    if attempts[429] < 20 or attempts[401] > 20:
        sys.exit("the limits are not shared")


def main(base: str, state: str, command: str, *arguments: str) -> None:
    """Run a command."""
    client = Client(base, Path(state))
    commands: dict[str, Any] = {
        "search": search,
        "visit": visit,
        "traffic": traffic,
        "check": check,
        "replicas": replicas,
    }
    commands[command](client, *(int(argument) for argument in arguments))


if __name__ == "__main__":
    main(*sys.argv[1:])
