#!/usr/bin/env bash
# Writes the lock files anew from pyproject.toml: `make lock`. Needs uv (installed into .venv by make).
set -euo pipefail
cd "$(dirname "$0")/.."
uv="${UV:-.venv/bin/uv}"
common=(--universal --python-version 3.11 --generate-hashes --no-header --no-annotate
        --excludes requirements/excluded.txt --quiet)
"$uv" pip compile "${common[@]}" pyproject.toml requirements/torch.in -o requirements/run.lock "$@"
"$uv" pip compile "${common[@]}" --group dev pyproject.toml requirements/torch.in \
    -c requirements/run.lock -o requirements/dev.lock "$@"
"$uv" pip compile "${common[@]}" requirements/node.in -o requirements/node.lock "$@"
