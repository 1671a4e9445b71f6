"""A real nginx in front of an application, with the configuration of the front end's image.

The configuration names places of the image; here they are replaced by places of the test.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.conftest import ROOT
from tests.processes import free_port

PARTS = ROOT / "frontend" / "nginx"
PLAIN = """
pid {folder}/nginx.pid; error_log stderr warn; worker_processes 1;
events {{ worker_connections 64; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    server {{
        listen 127.0.0.1:{port};
        location / {{ return 404 "another service\\n"; }}
        location {base}/ {{
            proxy_pass {api}{target};
            proxy_set_header Host $http_host;
            proxy_set_header X-Forwarded-For $remote_addr;
            proxy_set_header X-Forwarded-Proto $scheme;
        }}
    }}
}}
"""


def program() -> str | None:
    """Return where nginx is; None where it is not."""
    return shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")


@contextmanager
def proxy(folder: Path, api: str, base: str, *, strips: bool) -> Iterator[str]:
    """Run an nginx that has ``base`` for an application and the rest for others."""
    port = free_port()
    target = "/" if strips else ""
    text = PLAIN.format(folder=folder, port=port, base=base, api=api, target=target)
    with _running(folder, text, port, f"{base}/healthz"):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def image(folder: Path, api: str, base: str, dist: Path) -> Iterator[str]:
    """Run nginx as the front end's image does: the files itself, and the API behind."""
    port = free_port()
    places = {
        "/tmp/": f"{folder}/",  # before the others, which may lie below such a folder
        "/usr/share/nginx/html": str(dist),
        "/etc/nginx/ordained-headers.conf": str(folder / "headers.conf"),
        "/etc/nginx/mime.types": str(folder / "mime.types"),
        "listen 8080 default_server": f"listen 127.0.0.1:{port}",
        "/dev/stdout plain": f"{folder}/access.log plain",
        "/dev/stderr": "stderr",
    }

    def placed(name: str) -> str:
        text = (PARTS / name).read_text()
        for old, new in places.items():
            text = text.replace(old, new)
        return text

    (folder / "headers.conf").write_text(placed("headers.conf"))
    types = Path("/etc/nginx/mime.types")
    shutil.copy(types, folder / "mime.types")
    script = folder / "15-ordained.sh"
    script.write_text(placed("15-ordained.sh"))
    environ = {**os.environ, "ORDAINED_API": api, "ORDAINED_BASE_PATH": base}
    subprocess.run(["sh", str(script)], env=environ, check=True, timeout=30)
    with _running(folder, placed("nginx.conf"), port, "/nginx-health"):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def _running(folder: Path, text: str, port: int, health: str) -> Iterator[None]:
    found = program()
    assert found
    file = folder / "nginx.conf"
    # As whoever runs the test, so that the test's folders can be read.
    file.write_text(("user root;\n" if os.geteuid() == 0 else "") + text)
    command = [found, "-c", str(file), "-p", str(folder), "-g", "daemon off;"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        deadline = time.monotonic() + 30
        while True:
            assert process.poll() is None, process.stderr and process.stderr.read()
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}{health}", timeout=5).close()
                break
            except (urllib.error.URLError, ConnectionError):
                assert time.monotonic() < deadline
                time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait(20)
