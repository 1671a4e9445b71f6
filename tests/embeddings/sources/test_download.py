"""Downloads against a real server on the loopback, in health and in sickness."""

import errno
import hashlib
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from embeddings.catalogue.dataset import open_dataset
from embeddings.errors import DownloadError
from embeddings.sources import fetch as http
from embeddings.sources.download import download
from embeddings.sources.fetch import Patience
from embeddings.sources.movielens import MovieLens

NAME = "ml-latest-small"
ZIP = f"/movielens/{NAME}.zip"
CONTENT = bytes(range(256)) * 8192  # 2 MiB
HASTE = Patience(timeout_s=5, attempts=3, back_off_s=0.01)


class Server(ThreadingHTTPServer):
    """Serves one file and its MD5; ``script`` takes over the requests for the file in turn."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.content = CONTENT
        self.md5: str | None = None
        self.etag: str | None = '"first"'
        self.ranges = True
        self.script: list[Callable[[Handler], None]] = []
        self.asked: list[tuple[str, str | None]] = []

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/movielens/"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        server = self.server
        server.asked.append((self.path, self.headers.get("Range")))
        if self.path == ZIP and server.script:
            server.script.pop(0)(self)
        elif self.path == ZIP:
            self.send_file()
        elif self.path == ZIP + ".md5" and server.md5 is not None:
            self.send(200, f"MD5 ({NAME}.zip) = {server.md5}\n".encode())
        else:
            self.send(404, b"")

    def send_file(self, cut: int = 0) -> None:
        """Answer as RFC 9110 has it; ``cut`` leaves bytes off the end of the body."""
        content, wanted = self.server.content, self.headers.get("Range")
        unchanged = self.headers.get("If-Range") in (None, self.server.etag)
        if self.server.ranges and wanted and unchanged:
            start = int(wanted.removeprefix("bytes=").removesuffix("-"))
            if start >= len(content):
                self.send(416, b"", {"Content-Range": f"bytes */{len(content)}"})
                return
            where = {"Content-Range": f"bytes {start}-{len(content) - 1}/{len(content)}"}
            self.send(206, content[start:], where, cut)
        else:
            self.send(200, content, {}, cut)

    def send(
        self, status: int, body: bytes, headers: dict[str, str] | None = None, cut: int = 0
    ) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        if self.server.etag:
            self.send_header("ETag", self.server.etag)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: len(body) - cut])

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        server.md5 = hashlib.md5(CONTENT).hexdigest()
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def fetch(server: Server, home: Path) -> Path:
    return download(NAME, home, base_url=server.base_url, patience=HASTE)


def files_in(home: Path) -> list[str]:
    return sorted(path.name for path in (home / "datasets").iterdir())


def ranges_asked(server: Server) -> list[str | None]:
    return [wanted for path, wanted in server.asked if path == ZIP]


def test_whole(server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = fetch(server, tmp_path)
    assert path == tmp_path / "datasets" / f"{NAME}.zip"
    assert path.read_bytes() == CONTENT
    assert files_in(tmp_path) == [f"{NAME}.zip"]
    assert "2.0 MiB of 2.0 MiB" in capsys.readouterr().err


def test_what_is_there_is_not_fetched_again(server: Server, tmp_path: Path) -> None:
    fetch(server, tmp_path)
    server.asked.clear()
    fetch(server, tmp_path)
    assert server.asked == []


def test_truncated_body_goes_on_where_it_stopped(server: Server, tmp_path: Path) -> None:
    server.script = [lambda handler: handler.send_file(cut=1_000_000)]
    assert fetch(server, tmp_path).read_bytes() == CONTENT
    assert ranges_asked(server) == [None, f"bytes={len(CONTENT) - 1_000_000}-"]


def test_more_cuts_than_attempts_as_long_as_each_brings_something(
    server: Server, tmp_path: Path
) -> None:
    def step(handler: Handler) -> None:
        start = int((handler.headers.get("Range") or "bytes=0-")[6:-1])
        handler.send_file(cut=len(CONTENT) - start - 100_000)

    server.script = [step] * 8
    assert fetch(server, tmp_path).read_bytes() == CONTENT
    assert len(ranges_asked(server)) == 9


def test_a_later_call_resumes(server: Server, tmp_path: Path) -> None:
    server.script = [lambda handler: handler.send_file(cut=1_000_000)]
    server.script += [lambda handler: handler.send(503, b"")] * 3
    with pytest.raises(DownloadError, match="gave up after 3 attempts") as caught:
        fetch(server, tmp_path)
    assert "Start it again to go on" in str(caught.value)
    assert f"{NAME}.zip.part" in files_in(tmp_path)
    assert fetch(server, tmp_path).read_bytes() == CONTENT
    assert ranges_asked(server)[-1] == f"bytes={len(CONTENT) - 1_000_000}-"


def test_file_changed_since_is_fetched_anew(server: Server, tmp_path: Path) -> None:
    server.script = [lambda handler: handler.send_file(cut=1_000_000)]
    server.script += [lambda handler: handler.send(503, b"")] * 3
    with pytest.raises(DownloadError):
        fetch(server, tmp_path)
    server.content, server.etag = CONTENT[::-1], '"second"'
    server.md5 = hashlib.md5(server.content).hexdigest()
    assert fetch(server, tmp_path).read_bytes() == server.content


def test_server_without_ranges(server: Server, tmp_path: Path) -> None:
    server.ranges, server.etag = False, None
    server.script = [lambda handler: handler.send_file(cut=10)]
    assert fetch(server, tmp_path).read_bytes() == CONTENT


def test_part_that_was_whole_already(server: Server, tmp_path: Path) -> None:
    (tmp_path / "datasets").mkdir()
    (tmp_path / "datasets" / f"{NAME}.zip.part").write_bytes(CONTENT)
    assert fetch(server, tmp_path).read_bytes() == CONTENT


def test_part_that_is_too_long(server: Server, tmp_path: Path) -> None:
    (tmp_path / "datasets").mkdir()
    (tmp_path / "datasets" / f"{NAME}.zip.part").write_bytes(CONTENT + b"more")
    assert fetch(server, tmp_path).read_bytes() == CONTENT


def test_wrong_checksum_removes_the_file_and_names_it(server: Server, tmp_path: Path) -> None:
    server.md5 = "0" * 32
    with pytest.raises(DownloadError, match=r"published is 0{32}; removed .*\.zip\.part"):
        fetch(server, tmp_path)
    assert files_in(tmp_path) == []


def test_no_published_checksum(
    server: Server, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    server.md5 = None
    assert fetch(server, tmp_path).exists()
    assert "no checksum is published" in caplog.text


def test_404_says_what_to_do_instead(server: Server, tmp_path: Path) -> None:
    server.script = [lambda handler: handler.send(404, b"")]
    with pytest.raises(DownloadError, match="answers 404") as caught:
        fetch(server, tmp_path)
    assert "rebuild --dataset PATH" in str(caught.value)
    assert str(tmp_path / "datasets" / f"{NAME}.zip") in str(caught.value)


def test_503_then_well(server: Server, tmp_path: Path) -> None:
    server.script = [lambda handler: handler.send(503, b"")] * 2
    assert fetch(server, tmp_path).read_bytes() == CONTENT


def test_connection_closed_without_an_answer(server: Server, tmp_path: Path) -> None:
    server.script = [lambda handler: None]
    assert fetch(server, tmp_path).read_bytes() == CONTENT


def test_silent_server(server: Server, tmp_path: Path) -> None:
    quiet = threading.Event()
    server.script = [lambda handler: quiet.wait(10) and None] * 2
    patience = Patience(timeout_s=0.2, attempts=2, back_off_s=0.01)
    with pytest.raises(DownloadError, match="gave up after 2 attempts"):
        download(NAME, tmp_path, base_url=server.base_url, patience=patience)
    quiet.set()


def test_no_server(tmp_path: Path) -> None:
    with pytest.raises(DownloadError, match=r"cannot be reached.*--dataset sample"):
        download(NAME, tmp_path, base_url="http://127.0.0.1:9/", patience=HASTE)


def test_disk_full_while_writing(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def add(self: object, count: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(http.ByteProgress, "add", add)
    with pytest.raises(DownloadError, match=r"disk of .* is full"):
        fetch(server, tmp_path)


def test_disk_too_small_for_what_is_announced(server: Server, tmp_path: Path) -> None:
    def boast(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(10**18))
        handler.end_headers()

    server.script = [boast]
    with pytest.raises(DownloadError, match=r"disk of .* is full"):
        fetch(server, tmp_path)


@pytest.mark.parametrize(("name", "url"), [("ml-33m", "http://x/"), (NAME, "file:///etc")])
def test_unknown_name_or_scheme_is_refused(name: str, url: str, tmp_path: Path) -> None:
    with pytest.raises(DownloadError):
        download(name, tmp_path, base_url=url, patience=HASTE)


def test_open_dataset_downloads_what_is_missing(
    server: Server, csv_files: dict[str, bytes], write_zip: Callable[..., Path], tmp_path: Path
) -> None:
    server.content = write_zip(csv_files, f"{NAME}/").read_bytes()
    server.md5 = hashlib.md5(server.content).hexdigest()
    dataset = open_dataset(NAME, tmp_path, base_url=server.base_url)
    assert isinstance(dataset, MovieLens)
    assert dataset.name == NAME
    assert len(dataset.movies()) == 3
