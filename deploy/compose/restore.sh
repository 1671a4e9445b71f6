#!/bin/sh
# Puts a backup into the composed stack: make restore COMPOSE=1 FILE=… [REPLACE=1]
# A stack of which only the database is up is what an empty one is made of; where the API runs,
# it is stopped meanwhile.
set -eu
cd "$(dirname "$0")/../.."
file=$1
shift
[ -r "$file" ] || { echo "$file cannot be read" >&2; exit 1; }
docker compose stop api >/dev/null 2>&1 || true
docker compose up --detach --wait db >/dev/null
docker compose run --rm -T --no-deps load sql restore - "$@" <"$file"
docker compose up --detach --wait
