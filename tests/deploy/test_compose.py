"""What the composed stack promises, held to without an engine."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.app.test_settings_docs import variables_in_code
from tests.conftest import ROOT
from tests.deploy.compose import COMPOSE, DOCKERFILES, Json, compose

SERVICES = compose()["services"]
ONCE = {"secrets", "migrate", "load", "rebuild"}


@pytest.fixture(params=sorted(SERVICES))
def service(request: pytest.FixtureRequest) -> tuple[str, Json]:
    return request.param, SERVICES[request.param]


def test_services_are_what_the_documentation_says() -> None:
    served = {"db", "redis", "api", "web"}
    assert set(SERVICES) == served | ONCE | {"sync"}
    assert SERVICES["rebuild"]["profiles"] == ["rebuild"]
    assert SERVICES["sync"]["profiles"] == ["sync"]
    documented = (ROOT / "docs" / "deployment.md").read_text()
    for name in SERVICES:
        assert f"`{name}`" in documented, name


def test_every_service_is_confined(service: tuple[str, Json]) -> None:
    name, what = service
    assert what["read_only"] is True
    assert what["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in what["security_opt"]
    assert "privileged" not in what
    limits = what["deploy"]["resources"]["limits"]
    assert set(limits) == {"cpus", "memory"}, name


def test_every_service_starts_again_and_its_log_is_bounded(service: tuple[str, Json]) -> None:
    name, what = service
    assert what["restart"] == "unless-stopped" or name in ONCE
    assert what["logging"]["options"]["max-size"]
    assert what["logging"]["options"]["max-file"]


def test_whoever_serves_says_whether_it_is_well() -> None:
    for name in ("db", "redis", "api"):
        assert SERVICES[name]["healthcheck"]["test"][0] == "CMD", name
    assert "HEALTHCHECK" in (ROOT / "frontend" / "Dockerfile").read_text()
    assert "readyz" in SERVICES["api"]["healthcheck"]["test"]


def test_what_goes_on_running_can_be_waited_for() -> None:
    """`docker compose up --wait` fails for a running service whose check is disabled."""
    for name in set(SERVICES) - ONCE:
        assert not SERVICES[name].get("healthcheck", {}).get("disable"), name


def test_only_the_proxy_can_be_reached_and_only_from_here() -> None:
    published = {name: what["ports"] for name, what in SERVICES.items() if "ports" in what}
    assert published == {"web": ["127.0.0.1:8080:8080"]}
    assert compose()["networks"]["data"]["internal"] is True
    assert SERVICES["db"]["networks"] == SERVICES["redis"]["networks"] == ["data"]
    assert SERVICES["web"]["networks"] == ["edge"]


def test_no_secret_has_a_default() -> None:
    text = COMPOSE.read_text()
    for name in ("SECRET_KEY", "DATABASE_PASSWORD", "TMDB_API_KEY"):
        defaults = re.findall(rf"\$\{{{name}(?::?-([^}}]*))?\}}", text)
        assert defaults, name
        assert set(defaults) == {""}, name
    # The servers read theirs from files, which `docker inspect` does not show.
    assert "SECRET_KEY" not in SERVICES["api"]["environment"]
    assert "POSTGRES_PASSWORD" not in SERVICES["db"]["environment"]


def test_index_builds_have_shared_memory() -> None:
    command = " ".join(SERVICES["db"]["command"])
    assert "maintenance_work_mem=512MB" in command
    assert SERVICES["db"]["shm_size"] == "1gb"


def test_environment_is_the_settings(service: tuple[str, Json]) -> None:
    """A name that the code does not read would be set in vain."""
    name, what = service
    others = {
        "DATABASE_HOST",
        "DATABASE_NAME",
        "DATABASE_USER",
        "DATABASE_PASSWORD",
        # nginx, in frontend/nginx/15-ordained.sh
        "ORDAINED_API",
        "ORDAINED_POSTERS",
    }
    given = {name for name in what.get("environment", {}) if not name.startswith("POSTGRES_")}
    assert given <= variables_in_code() | others, name


def test_every_setting_is_passed_on() -> None:
    """A name in .env that no container is given would be set in vain."""
    example = (ROOT / ".env.example").read_text()
    documented = set(re.findall(r"^([A-Z][A-Z0-9_]+)=", example, re.M))
    own = {
        *("ORDAINED_HOME", "ORDAINED_HOST", "PORT", "DATABASE_URL"),  # The stack's own.
        "ORDAINED_SYNC_MINUTES",  # The service `sync` has a schedule for all replicas.
        # Other addresses of services elsewhere are for tests.
        *("ORDAINED_TMDB_URL", "ORDAINED_TRAKT_URL", "ORDAINED_SIMKL_URL"),
        "ORDAINED_LETTERBOXD_URL",
    }
    plain = {name for name in documented if not name.endswith("_FILE")}
    assert plain - own == plain & set(re.findall(r"\b[A-Z][A-Z0-9_]+\b", COMPOSE.read_text()))


def test_example_env_file_can_be_compose_s_own() -> None:
    """Copied to .env it must not turn the stack into something else."""
    lines = (ROOT / ".env.example").read_text().splitlines()
    example = dict(line.split("=", 1) for line in lines if re.match(r"[A-Z0-9_]+=", line))
    assert compose(**example)["services"] == SERVICES


def test_development_has_no_debugger_on_the_network() -> None:
    services = compose(ROOT / "docker-compose.dev.yml")["services"]
    assert "--no-debugger" in services["api"]["command"]
    assert "--debug" not in services["api"]["command"]
    assert services["vite"]["ports"] == ["127.0.0.1:5173:5173"]
    assert "ports" not in services["api"]


@pytest.mark.parametrize("path", DOCKERFILES, ids=lambda path: path.parent.name)
def test_images_are_pinned_not_root_and_from_locks(path: object) -> None:
    text = path.read_text()  # type: ignore[attr-defined]
    bases = dict(re.findall(r"^ARG (\w+_IMAGE)=(\S+)$", text, re.M))
    assert bases
    for base in bases.values():
        assert re.fullmatch(r"[a-z/]+:\d[\w.-]*@sha256:[0-9a-f]{64}", base), base
    stages = re.split(r"^FROM ", text, flags=re.M)[1:]
    names = set(re.findall(r"^FROM \S+ AS (\S+)$", text, re.M))
    for stage in stages:
        base = stage.split()[0]
        assert base in names or base.strip("${}") in bases, base
    # The last stage is what one gets; those before in the root's are `rebuild` and `house`.
    for stage in stages[-1:] if len(bases) == 2 and "NGINX_IMAGE" in bases else stages[-3:]:
        # `house` is root until its entry has given that up: tests/deploy/test_house.py.
        user = "0:0" if stage.startswith("rebuild AS house") else "[1-9]\\d*:[1-9]\\d*"
        assert re.search(rf"^USER {user}$", stage, re.M)
        assert "org.opencontainers.image.version" in stage
        assert not re.search(r"apt-get|pip install|npm ", stage)
    assert "npm ci" in text
    assert "npm install" not in text


def test_images_of_others_are_pinned() -> None:
    for name, what in SERVICES.items():
        if "build" not in what:
            assert re.fullmatch(r"[a-z/]+:[a-z]*\d[\w.-]*@sha256:[0-9a-f]{64}", what["image"]), name


def test_front_end_is_built_once_for_both_images() -> None:
    """The stages are the same, so that the builder runs them once."""
    stages = [
        re.search(r"^FROM \$\{NODE_IMAGE\} AS frontend\n(.*?)\n\n", path.read_text(), re.M | re.S)
        for path in DOCKERFILES
    ]
    assert all(stages)
    assert len({stage[1] for stage in stages if stage}) == 1


def test_packages_are_installed_anew_only_where_packages_change(tmp_path: Path) -> None:
    """A layer with a file that changes for other reasons would be a gigabyte at every upgrade."""
    text = (ROOT / "Dockerfile").read_text()
    stages = re.findall(r"^FROM \S+ AS \S+-packages\n(.*?)(?=^FROM )", text, re.M | re.S)
    assert len(stages) == 2
    copied = [path for stage in stages for path in re.findall(r"^COPY (.+) /src/", stage, re.M)]
    files = " ".join(copied).split()
    assert {Path(name).suffix for name in files} == {".lock", ".py"}
    for name in files:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    # What is copied is all that the installer reads.
    command = [sys.executable, str(tmp_path / "deploy/local/install.py")]
    subprocess.run(command, cwd=tmp_path, check=True)


def test_builder_is_sent_nothing_private() -> None:
    ignored = (ROOT / ".dockerignore").read_text().splitlines()
    assert "*" in ignored
    allowed = [line for line in ignored if line.startswith("!")]
    assert not [line for line in allowed if ".env" in line or "secrets" in line or ".git" in line]
    assert "**/.env" in ignored
