"""Reading what is deployed as its tools read it, without them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from tests.conftest import ROOT

Json = dict[str, Any]
COMPOSE = ROOT / "docker-compose.yml"
DOCKERFILES = [ROOT / "Dockerfile", ROOT / "frontend" / "Dockerfile"]
KUBERNETES = ROOT / "deploy" / "kubernetes"


def compose(path: Path = COMPOSE, **environ: str) -> Json:
    """Parse a compose file with its variables put in; anchors and merges are YAML's own."""

    def value(found: re.Match[str]) -> str:
        return environ.get(found[1]) or found[2] or ""

    text = re.sub(r"\$\{([A-Z0-9_]+)(?::-([^}]*))?\}", value, path.read_text())
    parsed: Json = yaml.safe_load(text)
    return parsed


def manifests() -> list[tuple[Path, Json]]:
    """Every Kubernetes object with the file that it is in."""
    return [
        (path, found)
        for path in sorted(KUBERNETES.rglob("*.yaml"))
        if path.name != "kustomization.yaml"
        for found in yaml.safe_load_all(path.read_text())
    ]


def pods() -> list[tuple[str, Json]]:
    """Every pod's specification, by the name of what makes it."""
    found = []
    for _, manifest in manifests():
        spec = manifest.get("spec") or {}
        spec = spec.get("jobTemplate", {}).get("spec", spec)
        if "template" in spec:
            found.append((manifest["metadata"]["name"], spec["template"]))
    return found
