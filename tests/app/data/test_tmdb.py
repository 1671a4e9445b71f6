import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from app.data.tmdb import Tmdb, TmdbError


class Redirecting(BaseHTTPRequestHandler):
    """Sends every request for a film to another address of this server, and counts what comes."""

    asked: list[str] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(302)
        self.send_header("Location", "/internal")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def redirecting() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Redirecting)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_redirect_is_not_followed(redirecting: str) -> None:
    with pytest.raises(TmdbError):
        Tmdb("key", redirecting).poster_path(603)
    assert [path.split("?")[0] for path in Redirecting.asked] == ["/movie/603"]
