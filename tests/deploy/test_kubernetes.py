"""The manifests fit together; that each is valid, `make lint` checks against Kubernetes' schema."""

from __future__ import annotations

import pytest
import yaml

from tests.app.test_settings_docs import variables_in_code
from tests.deploy.compose import KUBERNETES, Json, manifests, pods

NAMES = {(manifest["kind"], manifest["metadata"]["name"]) for _, manifest in manifests()}


@pytest.mark.parametrize("folder", ["base", "database"])
def test_every_file_is_listed(folder: str) -> None:
    listed = yaml.safe_load((KUBERNETES / folder / "kustomization.yaml").read_text())["resources"]
    files = {path.name for path in (KUBERNETES / folder).glob("*.yaml")} - {"kustomization.yaml"}
    assert {entry for entry in listed if entry != "../base"} == files


@pytest.mark.parametrize(("name", "pod"), pods(), ids=[name for name, _ in pods()])
def test_every_pod_is_confined(name: str, pod: Json) -> None:
    spec = pod["spec"]
    assert spec["securityContext"]["runAsNonRoot"] is True
    assert spec["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert spec["automountServiceAccountToken"] is False
    assert ("ServiceAccount", spec["serviceAccountName"]) in NAMES
    for container in spec["containers"]:
        assert container["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        }
        assert container["resources"]["limits"]["memory"]
        assert container["resources"]["requests"]["cpu"]
        mounted = {mount["name"] for mount in container["volumeMounts"]}
        volumes = {volume["name"] for volume in spec.get("volumes", [])}
        assert mounted <= volumes | {"data"}  # of the stateful set's own claim


def test_images_are_pinned_by_kustomize_or_by_tag() -> None:
    listed = yaml.safe_load((KUBERNETES / "base" / "kustomization.yaml").read_text())["images"]
    renamed = {entry["name"]: entry["newTag"] for entry in listed}
    assert "latest" not in renamed.values()
    for name, pod in pods():
        for container in pod["spec"]["containers"]:
            image = container["image"]
            assert image in renamed or ":" in image, name
            assert not image.endswith(":latest")


def test_selectors_find_their_pods() -> None:
    labels = [pod["metadata"]["labels"] for _, pod in pods()]
    for _, manifest in manifests():
        spec = manifest.get("spec") or {}
        wanted = {
            "Service": spec.get("selector"),
            "PodDisruptionBudget": spec.get("selector", {}).get("matchLabels"),
            "NetworkPolicy": spec.get("podSelector", {}).get("matchLabels"),
        }.get(manifest["kind"])
        if wanted:
            found = [label for label in labels if wanted.items() <= label.items()]
            assert found, manifest["metadata"]["name"]


def test_environment_is_the_settings() -> None:
    configured = [
        manifest["data"] for _, manifest in manifests() if manifest["kind"] == "ConfigMap"
    ]
    given = {name for data in configured for name in data}
    given |= {
        variable["name"]
        for _, pod in pods()
        for container in pod["spec"]["containers"]
        for variable in container.get("env", [])
        if not variable["name"].startswith("POSTGRES_")
    }
    assert "SECRET_KEY_FILE" in given
    assert given <= variables_in_code()


def test_probes_ask_for_the_right_thing() -> None:
    (web,) = dict(pods())["web"]["spec"]["containers"]
    assert web["livenessProbe"]["httpGet"]["path"] == "/healthz"
    assert web["readinessProbe"]["httpGet"]["path"] == "/readyz?writes=false"


def test_whoever_needs_the_database_may_reach_it() -> None:
    for name, pod in pods():
        mounts = {
            variable["name"] for c in pod["spec"]["containers"] for variable in c.get("env", [])
        }
        needs = "DATABASE_URL_FILE" in mounts
        assert (pod["metadata"]["labels"].get("ordained/database") == "yes") is needs, name
