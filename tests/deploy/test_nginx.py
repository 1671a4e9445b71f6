"""nginx and the application say the same about files and pages."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from app.web.frontend import IMMUTABLE, REVALIDATE
from app.web.security import HEADERS, POSTER_PICTURES, content_security_policy
from tests.conftest import ROOT
from tests.deploy import nginx
from tests.deploy.compose import compose
from tests.processes import free_port

NGINX = ROOT / "frontend" / "nginx"
CONFIGURATION = (NGINX / "nginx.conf").read_text()


def test_pages_carry_the_application_s_headers() -> None:
    sent = dict(
        re.findall(r'^add_header (\S+) "(.*)" always;$', (NGINX / "headers.conf").read_text(), re.M)
    )
    assert {name: value.replace("$poster_pictures", "") for name, value in sent.items()} == HEADERS
    with_pictures = sent["Content-Security-Policy"].replace("$poster_pictures", POSTER_PICTURES)
    assert with_pictures == content_security_policy(POSTER_PICTURES)
    script = (NGINX / "15-ordained.sh").read_text()
    assert f'"${{ORDAINED_POSTERS:+{POSTER_PICTURES}}}"' in script


def test_files_are_kept_as_long() -> None:
    kept = re.search(r"map \$uri \$kept \{(.*?)\}", CONFIGURATION, re.S)
    assert kept
    assert f"default {REVALIDATE};" in kept[1]
    assert f'~^/assets/ "{IMMUTABLE}";' in kept[1]


def test_every_location_of_files_sends_the_headers() -> None:
    """`add_header` in a location would drop those of the server, so each one includes them."""
    locations = re.findall(
        r"^        location (.*?) \{(.*?)^        \}", CONFIGURATION, re.M | re.S
    )
    served = [body for _, body in locations if "try_files" in body]
    assert len(served) == 3
    assert all("include /etc/nginx/ordained-headers.conf;" in body for body in served)


def test_what_people_search_for_is_not_logged() -> None:
    form = re.search(r"log_format plain (.*?);", CONFIGURATION, re.S)
    assert form
    assert "$logged_uri" in form[1]
    assert not re.search(r"\$(request|request_uri|uri|args|http_referer)\b", form[1])


@pytest.mark.skipif(nginx.program() is None, reason="nginx is not installed")
def test_the_secret_of_a_feed_is_not_logged(tmp_path: Path) -> None:
    """Nobody listens where the API is, so answers are 502; they are logged all the same."""
    with nginx.image(tmp_path, f"http://127.0.0.1:{free_port()}", "", tmp_path) as address:
        for path in ("/api/feeds/abcSECRETdef/diary.atom", "/api/v1/movies/7?q=whispered"):
            with pytest.raises(urllib.error.HTTPError):
                urllib.request.urlopen(address + path, timeout=20)
    log = (tmp_path / "access.log").read_text()
    assert "/api/feeds/-/diary.atom 502" in log
    assert "/api/v1/movies/7 502" in log
    assert "SECRET" not in log
    assert "whispered" not in log


def test_uploads_pass() -> None:
    from app.web import security

    # Behind this nginx the database is another container, so no backup is uploaded there.
    larger = {**security.LARGER_BODY_BYTES}
    del larger["backups.upload"]
    largest = max([security.MAX_BODY_BYTES, *larger.values()])
    allowed = re.search(r"client_max_body_size (\d+)m;", CONFIGURATION)
    assert allowed
    assert int(allowed[1]) * 2**20 > largest


def test_a_replica_that_says_nothing_is_noticed_before_its_client_gives_up() -> None:
    """Killed with its network, a replica sends no reset: `deploy/compose/client.py` waits 20 s."""
    assert "proxy_socket_keepalive on;" in CONFIGURATION
    retried = re.search(r"proxy_next_upstream_timeout (\d+)s;", CONFIGURATION)
    assert retried
    kernel = compose()["services"]["web"]["sysctls"]
    silent_s = kernel["net.ipv4.tcp_keepalive_time"] + (
        kernel["net.ipv4.tcp_keepalive_intvl"] * kernel["net.ipv4.tcp_keepalive_probes"]
    )
    assert silent_s < int(retried[1]) < 20
