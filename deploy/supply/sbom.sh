#!/usr/bin/env bash
# Lists what is in each image, as CycloneDX, into build/sbom/: `make sbom`. Made of the lock files,
# which are what the images are built of, so a list needs no image and no network.
set -euo pipefail
cd "$(dirname "$0")/../.."
out=build/sbom
mkdir -p "$out"

python() { # NAME LOCK …: the packages of lock files, with their hashes
    local name=$1
    shift
    cat "${@/%/.lock}" | ${CYCLONEDX:-.venv/sbom/bin/cyclonedx-py} requirements --pyproject pyproject.toml \
        --mc-type application --output-reproducible --output-format JSON --output-file "$out/$name.cdx.json" -
}
python web requirements/web
python rebuild requirements/run requirements/torch-cpu

# What Vite puts into the front end stands under dependencies and, as sources of the build, under
# devDependencies: the list has both.
PATH="$(deploy/local/node.sh):$PATH" npm --prefix frontend sbom --sbom-format cyclonedx \
    --sbom-type application --package-lock-only >"$out/frontend.cdx.json"
# These two images carry the front end as well.
for names in "rebuild house" "web web"; do
    .venv/bin/python -m deploy.supply.carried "$out/frontend.cdx.json" "$out/${names% *}.cdx.json" "$out/${names#* }.cdx.json"
done
for file in "$out"/*.cdx.json; do
    echo "$file: $(.venv/bin/python -c 'import json, sys; print(len(json.load(open(sys.argv[1]))["components"]))' "$file") components"
done
