#!/bin/sh
# Puts a backup into the composed stack: make restore COMPOSE=1 FILE=… [REPLACE=1]
# Into a stack that was never up, or one whose API is stopped meanwhile.
set -eu
cd "$(dirname "$0")/../.."
file=$1
shift
[ -r "$file" ] || { echo "$file cannot be read" >&2; exit 1; }
serving=$(docker compose ps --quiet --status running api 2>/dev/null || true)
syncing=$(docker compose --profile sync ps --quiet --status running sync 2>/dev/null || true)
docker compose --profile sync stop api sync >/dev/null 2>&1 || true
docker compose up --detach --wait db >/dev/null
if ! docker compose run --rm -T --no-deps load sql restore - "$@" <"$file"; then
    # Nothing was changed; whoever was served is served again.
    [ -z "$serving" ] || docker compose start api >/dev/null 2>&1
    [ -z "$syncing" ] || docker compose --profile sync start sync >/dev/null 2>&1
    exit 1
fi
# Even if only the shell that started it named the profile.
if [ -n "$syncing" ]; then export COMPOSE_PROFILES=sync; fi
docker compose up --detach --wait --scale "api=$(printf '%s' "${serving:-1}" | grep -c '')"
