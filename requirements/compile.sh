#!/usr/bin/env bash
# Writes the lock files anew from pyproject.toml: `make lock`. Needs uv (installed into .venv by make).
set -euo pipefail
cd "$(dirname "$0")/.."
uv="${UV:-.venv/bin/uv}"
bare=(--universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet)
common=("${bare[@]}" --excludes requirements/excluded.txt)
"$uv" pip compile "${common[@]}" pyproject.toml requirements/torch.in -o requirements/run.lock "$@"
# The web image's: the same versions, less what only the rebuild needs.
"$uv" pip compile "${bare[@]}" --excludes requirements/not-web.txt pyproject.toml \
    -c requirements/run.lock -o requirements/web.lock "$@"
"$uv" pip compile "${common[@]}" --group dev pyproject.toml requirements/torch.in \
    -c requirements/run.lock -o requirements/dev.lock "$@"
"$uv" pip compile "${common[@]}" --group bench pyproject.toml requirements/torch.in \
    -c requirements/dev.lock -o requirements/bench.lock "$@"
"$uv" pip compile "${common[@]}" requirements/node.in -o requirements/node.lock "$@"
# These two alone; what they need of others is in the other locks.
"$uv" pip compile "${bare[@]}" --no-deps requirements/ray.in -o requirements/ray.lock "$@"
"$uv" pip compile "${bare[@]}" requirements/sbom.in -o requirements/sbom.lock "$@"
# torch itself, in the two builds of deploy/local/install.py: for the CPU, from torch's own index,
# and the ordinary one with its CUDA libraries.
"$uv" pip compile "${bare[@]}" --no-deps --torch-backend cpu requirements/torch-cpu.in -o requirements/torch-cpu.lock "$@"
echo "torch==$(sed -n 's/^torch==\([0-9.]*\).*/\1/p' requirements/torch-cpu.in)" |
    "$uv" pip compile "${bare[@]}" - -c requirements/run.lock -o requirements/torch.lock "$@"
