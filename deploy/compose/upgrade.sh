#!/bin/sh
# Upgrades the composed stack: make upgrade COMPOSE=1, after git pull. Builds while everybody is
# served, then closes the front door, backs up and starts the new containers. Where they are not
# healthy, the backup is put back and the containers of before are started.
set -eu
cd "$(dirname "$0")/../.."
file=backups/before-upgrade-$(date -u +%Y%m%d-%H%M%S).dump
replicas=$(docker compose ps --quiet --status running api | grep -c '') || {
    echo "Nothing runs here, so there is nothing to upgrade: docker compose up --build" >&2
    exit 1
}
# Where it runs it is started again, even if only the shell that started it named the profile.
if [ -n "$(docker compose --profile sync ps --quiet --status running sync)" ]; then export COMPOSE_PROFILES=sync; fi
image_of() { docker inspect --format "$1" "$(docker compose ps --all --quiet "$2" | head -n 1)"; }
# The images of before by what runs, whatever they are called; a build takes their names away.
was=$(image_of '{{.Config.Image}}' api)
was=${was##*:}
docker tag "$(image_of '{{.Image}}' api)" ordained/web:before
# Its container has ended, so it may have been cleared away.
docker tag "$(image_of '{{.Image}}' load 2>/dev/null || echo "ordained/rebuild:$was")" ordained/rebuild:before
docker tag "$(image_of '{{.Image}}' web)" ordained/frontend:before
docker tag "$(image_of '{{.Image}}' db)" ordained/db:before
docker tag "$(image_of '{{.Image}}' redis)" ordained/redis:before

# Has compose start the images of before from here on.
as_before() {
    for image in web rebuild frontend; do docker tag "ordained/$image:before" "ordained/$image:$was"; done
    export ORDAINED_VERSION="$was" PGVECTOR_IMAGE=ordained/db:before REDIS_IMAGE=ordained/redis:before
}
serve() { docker compose up --detach --wait --wait-timeout "${WAIT_S:-900}" --no-build --scale "api=$replicas" "$@"; }

if ! docker compose build; then
    as_before
    echo "The new images cannot be built. Nothing was changed." >&2
    exit 1
fi
# From here on nobody writes what going back would lose: the front door opens again when the new
# containers are healthy, or those of before run.
docker compose --profile sync stop web api sync >/dev/null 2>&1
if ! (ORDAINED_VERSION=before deploy/compose/backup.sh "$file"); then
    as_before
    serve
    echo "No backup could be made. Nothing was changed." >&2
    exit 1
fi
if serve api; then
    if serve; then
        echo "upgraded; $file and the images :before can go when all is well"
        exit 0
    fi
    # People may have written since, and a version serves from the database of a newer one.
    as_before
    serve --no-deps api web
    if [ -n "$(docker compose --profile sync ps --quiet sync)" ]; then
        docker compose --profile sync up --detach --no-build --no-deps sync
    fi
    echo "The new front door is not healthy. The containers of before serve the new database." >&2
    exit 1
fi
echo "The new containers are not healthy. Going back." >&2
docker compose logs --tail 20 migrate load api >&2 || true
as_before
docker compose stop api >/dev/null 2>&1 || true
# By the version that wrote it, which leaves the database as that version knows it.
if ! { docker compose up --detach --wait --no-build db &&
    docker compose run --rm -T --no-deps load sql restore - --replace <"$file"; }; then
    echo "The backup could not be put back, so nobody is served. Nothing is lost: it is $file." >&2
    echo "When what is said above is mended: export ORDAINED_VERSION=$was PGVECTOR_IMAGE=ordained/db:before \\" >&2
    echo "  REDIS_IMAGE=ordained/redis:before; deploy/compose/restore.sh $file --replace" >&2
    exit 1
fi
serve
echo "Everything is as it was before (ORDAINED_VERSION=$was)." >&2
exit 1
