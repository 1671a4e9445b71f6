#!/bin/sh
# Upgrades the composed stack: make upgrade COMPOSE=1, after git pull. Backs up, keeps the images of
# before as :before, builds and starts; where the new containers are not healthy, the backup is put
# back and the images of before are started.
set -eu
cd "$(dirname "$0")/../.."
version=${ORDAINED_VERSION:-dev}
file=backups/before-upgrade-$(date -u +%Y%m%d-%H%M%S).dump
replicas=$(docker compose ps --quiet --status running api | grep -c '') || {
    echo "Nothing runs here, so there is nothing to upgrade: docker compose up --build" >&2
    exit 1
}
deploy/compose/backup.sh "$file"
for image in web rebuild frontend; do
    docker tag "ordained/$image:$version" "ordained/$image:before"
done
if docker compose up --build --detach --wait --wait-timeout "${WAIT_S:-900}" --scale "api=$replicas"; then
    echo "upgraded; $file and the images :before can go when all is well"
    exit 0
fi
echo "The new containers are not healthy. Going back." >&2
docker compose logs --tail 20 migrate load api >&2 || true
export ORDAINED_VERSION=before
docker compose stop api web >/dev/null 2>&1 || true
docker compose up --detach --wait --no-build db
# By the version that wrote it, which leaves the database as that version knows it.
docker compose run --rm -T --no-deps load sql restore - --replace <"$file"
docker compose up --detach --wait --no-build --scale "api=$replicas"
echo "Everything is as it was, with the images :before (ORDAINED_VERSION=before)." >&2
exit 1
