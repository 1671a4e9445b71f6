"""The image of one container: as whom it runs, and the files by which home servers install it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml

from deploy.container import house
from tests.app.test_settings_docs import variables_in_code
from tests.conftest import ROOT

IMAGE = "ghcr.io/OWNER/ordained/house"


def test_user_and_group_are_numbers_without_rights() -> None:
    assert house.numbers({}) == (10001, 10001)
    assert house.numbers({"PUID": "99", "PGID": "100"}) == (99, 100)
    for name, value in (("PUID", "0"), ("PUID", "nobody"), ("PGID", "-1"), ("PUID", "9" * 12)):
        with pytest.raises(house.StartError, match=f"^{name} must be the number"):
            house.numbers({name: value})


def test_a_user_without_a_name_gets_one_once(tmp_path: Path) -> None:
    passwd = tmp_path / "passwd"
    passwd.write_text("root:x:0:0::/root:/bin/sh\nsomebody:x:99:99::/:/bin/false\n")
    for _ in range(2):
        house.give_name(99, 100, passwd)
        house.give_name(1234, 100, passwd)
    lines = passwd.read_text().splitlines()
    assert lines[2:] == ["house1234:x:1234:100::/tmp:/usr/sbin/nologin"]


def test_the_images_encoders_are_seen_in_the_volume(tmp_path: Path) -> None:
    models, home = tmp_path / "image", tmp_path / "home"
    (models / "new").mkdir(parents=True)
    (home / "models" / "own").mkdir(parents=True)
    (home / "models" / "old").symlink_to(models / "gone")
    for _ in range(2):
        house.link_models(home, models)
    assert sorted(os.listdir(home / "models")) == ["new", "own"]
    assert (home / "models" / "new").resolve() == models / "new"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may become somebody else")
def test_root_hands_over_and_gives_up(tmp_path: Path) -> None:
    """As the container does it, with a program that only says who it is."""
    tmp_path.chmod(0o755)
    home = tmp_path / "data"
    (home / "postgres").mkdir(parents=True)
    (home / "postgres" / "base").write_text("rows")
    code = (
        "import os, pathlib, sys; from deploy.container import house;"
        "home = pathlib.Path(sys.argv[1]);"
        "house.hand_over(home, 4321, 100); house.become(4321, 100);"
        "(home / 'mine').write_text(''); print(os.getuid(), os.getgid(), os.getgroups())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(home)], cwd=ROOT, capture_output=True, text=True
    )
    assert done.stdout == "4321 100 []\n", done.stderr
    for name in ("", "postgres", "postgres/base", "mine"):
        assert (home / name).stat().st_uid == 4321


def test_unraids_template_names_what_there_is() -> None:
    template = ElementTree.parse(ROOT / "deploy" / "unraid" / "ordained.xml").getroot()
    assert template.findtext("Repository") == f"{IMAGE}:latest"
    targets = {config.get("Target") for config in template.iter("Config")}
    assert {"8000", "/data"} <= targets
    variables = {
        config.get("Target")
        for config in template.iter("Config")
        if config.get("Type") == "Variable"
    }
    assert variables - {"PUID", "PGID"} <= variables_in_code()


def test_the_file_for_casaos_and_truenas_names_what_there_is() -> None:
    file = yaml.safe_load((ROOT / "deploy" / "casaos" / "docker-compose.yml").read_text())
    service = file["services"][file["x-casaos"]["main"]]
    assert service["image"] == f"{IMAGE}:latest"
    assert service["ports"] == [f"{file['x-casaos']['port_map']}:8000"]
    assert service["volumes"][0]["target"] == "/data"
    assert set(service["environment"]) - {"PUID", "PGID"} <= variables_in_code()


def test_users_of_the_page_are_users_of_the_image() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text()
    named = re.search(r"for id in ([\d ]+); do useradd", dockerfile)
    assert named
    page = (ROOT / "docs" / "home-servers.md").read_text()
    for number in named[1].split():
        assert number in page
        assert number in (ROOT / "deploy" / "container" / "house.py").read_text()
