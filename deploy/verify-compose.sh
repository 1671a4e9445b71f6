#!/usr/bin/env bash
# Proves the composed stack on a real Docker engine, from nothing to nothing: builds, starts,
# searches, registers, rates, recommends, scales, kills a replica and the database under traffic,
# backs up, restores into an empty stack, upgrades the volume of the release before, goes back from
# an upgrade that fails, tears down.
#
#   deploy/verify-compose.sh           a project of its own (ordained-verify), port 8080
#   HTTP_PORT=8251 KEEP=1 deploy/verify-compose.sh     another port; leave it running
#   PREVIOUS=v0.1.0 deploy/verify-compose.sh           the release to upgrade from
#
# Base images are pinned by digest; where there are only stand-ins of theirs, name these:
#   PYTHON_IMAGE=python:3.11-slim-bookworm NODE_IMAGE=node:20-bookworm-slim NGINX_IMAGE=nginx:1.27 \
#   PGVECTOR_IMAGE=pgvector/pgvector:pg18 REDIS_IMAGE=redis:7 deploy/verify-compose.sh
#
# PREVIOUS is the newest tag; where there is none, the newest commit that lacks the newest migration.
set -euo pipefail
cd "$(dirname "$0")/.."

if ! command -v docker >/dev/null 2>&1; then
    echo "There is no Docker here: this needs the command docker, with Compose 2. Nothing was verified." >&2
    exit 3
fi
if ! docker info >/dev/null 2>&1; then
    echo "Docker is installed, but its engine does not answer. Nothing was verified." >&2
    exit 3
fi
docker compose version >/dev/null 2>&1 || { echo "Docker's plugin compose is missing. Nothing was verified." >&2; exit 3; }

export COMPOSE_PROJECT_NAME=${COMPOSE_PROJECT_NAME:-ordained-verify}
export HTTP_PORT=${HTTP_PORT:-8080} HTTP_BIND=127.0.0.1 ORDAINED_ENV=development
export ORDAINED_VERSION=${ORDAINED_VERSION:-verify} DATASET=sample DATABASE_PASSWORD="" SECRET_KEY=""
WORK=$(mktemp -d "${TMPDIR:-/tmp}/verify-XXXXXX")
STATE=${COMPOSE_PROJECT_NAME}_client
BEGAN=$(date +%s)
step=0

say() { printf '[%4d s] %s\n' "$(($(date +%s) - BEGAN))" "$*"; }
fail() { say "FAILED: $*"; exit 1; }
begin() { step=$((step + 1)); say "$step. $*"; }

# What compose reports of itself goes to a log, which is shown where something fails.
compose() { docker compose "$@" >>"$WORK/compose.log" 2>&1 || { tail -n 40 "$WORK/compose.log"; fail "docker compose $*"; }; }
up() { compose up --detach --wait --wait-timeout 900 "$@"; }
# Somebody at the front door, within the network; what they know is in a volume.
client() {
    docker run --rm --network "${COMPOSE_PROJECT_NAME}_edge" --volume "$STATE:/run/ordained" \
        --volume "$PWD/deploy/compose/client.py:/client.py:ro" --entrypoint python \
        "ordained/web:$ORDAINED_VERSION" /client.py "${BASE:-http://web:8080}" /run/ordained/state.json "$@" \
        || fail "client $*"
}
# SIGKILL from outside, as the kernel's out-of-memory killer does it: `docker kill` would count as
# "stopped on purpose", and nothing would start it again.
murder() {
    docker run --rm --pid host --user 0 --cap-add KILL --entrypoint sh "ordained/web:$ORDAINED_VERSION" \
        -c "kill -9 $(docker inspect --format '{{.State.Pid}}' "$1")"
}
# Begin a client's traffic, and return 8 s after its first request: the sign-in may have to wait.
traffic() {
    client traffic "$1" >"$WORK/traffic" &
    traffic=$!
    for _ in $(seq 200); do
        grep -q begins "$WORK/traffic" && break
        kill -0 $traffic 2>/dev/null || break
        sleep 1
    done
    sleep 8
}
restarted() { # ID: wait until it was started again and is well
    for _ in $(seq 120); do
        [ "$(docker inspect --format '{{.RestartCount}} {{.State.Health.Status}}' "$1")" = "1 healthy" ] && return
        sleep 1
    done
    fail "$1 was not restarted"
}
tear_down() {
    docker compose --profile rebuild down --volumes --timeout 10 >>"$WORK/compose.log" 2>&1 || true
    docker ps --quiet --filter "name=^$COMPOSE_PROJECT_NAME-previous$" | xargs -r docker rm --force >/dev/null
    docker volume rm --force "$STATE" >/dev/null
}
leave() {
    status=$?
    [ -n "${KEEP:-}" ] || tear_down
    rm -rf "$WORK"
    exit $status
}
trap leave EXIT
tear_down

begin "build and start: docker compose up --build"
started=$(date +%s)
up --build
until answer=$(curl --silent --fail "http://localhost:$HTTP_PORT/api/v1/search?q=heist&limit=1"); do
    [ $(($(date +%s) - started)) -lt 1200 ] || fail "no answer on http://localhost:$HTTP_PORT"
    sleep 1
done
say "   first answer on http://localhost:$HTTP_PORT after $(($(date +%s) - started)) s: ${answer:0:76}…"
curl --silent --fail --output /dev/null "http://localhost:$HTTP_PORT/" || fail "no page"
for image in web rebuild frontend; do
    size=$(docker image inspect --format '{{.Size}}' "ordained/$image:$ORDAINED_VERSION")
    say "   image ordained/$image: $((size / 1000000)) MB"
done

begin "what the containers may do"
for service in db redis api web; do
    id=$(docker compose ps --quiet "$service" | head -n 1)
    user=$(docker compose exec -T "$service" sh -c 'stat -c %u /proc/1' 2>/dev/null)
    rootfs=$(docker inspect --format '{{.HostConfig.ReadonlyRootfs}}' "$id")
    [ "$user" != 0 ] && [ "$rootfs" = true ] || fail "$service runs as $user, read-only root: $rootfs"
    if docker compose exec -T "$service" sh -c 'touch /usr/x' 2>/dev/null; then fail "$service can write to /usr"; fi
    say "   $service: uid $user, root file system read-only"
done
docker compose exec -T api sh -c 'command -v gcc cc make' >/dev/null && fail "there is a compiler in the web image"
docker compose exec -T api python -c 'import torch' 2>/dev/null && fail "there is torch in the web image"
if ORDAINED_ENV=production docker compose run --rm --no-deps secrets >"$WORK/production" 2>&1; then
    fail "production starts without secrets"
fi
say "   in production: $(grep -m 1 'error:' "$WORK/production")"

begin "search, register, rate, recommend"
client visit

begin "three replicas behind the proxy"
up --no-recreate --scale api=3
client replicas 3
for id in $(docker compose ps --quiet api); do
    seen=$(docker logs "$id" 2>&1 | grep -c 'route=/api/v1/session' || true)
    [ "$seen" -gt 0 ] || fail "a replica was asked nothing"
    say "   replica $(docker inspect --format '{{.Name}}' "$id") answered $seen of them"
done

begin "a replica is killed under traffic"
traffic 30
victim=$(docker compose ps --quiet api | head -n 1)
murder "$victim"
wait $traffic || { cat "$WORK/traffic"; exit 1; }
say "   $(tail -n 1 "$WORK/traffic")"
restarted "$victim"
client check

begin "the database is killed under traffic"
traffic 45
database=$(docker compose ps --quiet db)
murder "$database"
wait $traffic || { cat "$WORK/traffic"; exit 1; }
say "   $(tail -n 1 "$WORK/traffic")"
restarted "$database"
client check

begin "back up, lose everything, restore into an empty stack"
deploy/compose/backup.sh "$WORK/ordained.dump" 2>>"$WORK/compose.log" || fail "no backup"
compose down --volumes --timeout 10
deploy/compose/restore.sh "$WORK/ordained.dump" >"$WORK/restore" 2>&1 || { cat "$WORK/restore"; fail "no restore"; }
say "   $(grep -m 1 'live release' "$WORK/restore")"
client check
client search
if deploy/compose/restore.sh "$WORK/ordained.dump" >"$WORK/restore" 2>&1; then fail "restored over what is there"; fi
say "   $(grep -m 1 'error:' "$WORK/restore")"
up
client search

begin "upgrade the volume of the release before"
compose down --volumes --timeout 10
docker volume rm --force "$STATE" >/dev/null
newest=$(cd sql/migrations/versions && ls ./*.py | sort | tail -n 1)
first=$(git log --diff-filter=A --format=%H -- "sql/migrations/versions/$newest" | tail -n 1)
previous=${PREVIOUS:-$(git describe --tags --abbrev=0 2>/dev/null || git rev-parse --short "$first^")}
git archive "$previous" app embeddings sql | tar -x -C "$WORK"
chmod -R a+rX "$WORK"
up db
# Its own code, in today's packages; it may be older than secrets in files.
old() {
    docker compose run --rm --no-deps "${@:2}" --volume "$WORK/app:/app/app:ro" --volume "$WORK/sql:/app/sql:ro" \
        --volume "$WORK/embeddings:/app/embeddings:ro" --entrypoint sh load -c \
        "export DATABASE_URL=\$(cat /run/ordained/database_url) SECRET_KEY=\$(cat /run/ordained/secret_key)
         unset DATABASE_URL_FILE; exec python -m $1" >>"$WORK/compose.log" 2>&1 || { tail "$WORK/compose.log"; fail "old: $1"; }
}
old "embeddings rebuild --dataset sample"
old "app serve" --detach --name "$COMPOSE_PROJECT_NAME-previous" --env ORDAINED_HOST=0.0.0.0 --env ORDAINED_ENV=development
for _ in $(seq 60); do
    docker exec "$COMPOSE_PROJECT_NAME-previous" python /app/deploy/container/probe.py readyz 2>/dev/null && break
    sleep 1
done
say "   $previous, at migration $(docker compose exec -T db psql -U ordained -tAc 'select version_num from alembic_version')"
BASE="http://$COMPOSE_PROJECT_NAME-previous:8000" client visit
docker rm --force "$COMPOSE_PROJECT_NAME-previous" >/dev/null
up
say "   upgraded to migration $(docker compose exec -T db psql -U ordained -tAc 'select version_num from alembic_version')"
client check
client search

begin "an upgrade to images that delete ratings and are never healthy goes back, under traffic"
mkdir -p "$WORK/bad/frontend"
newest=$(docker compose exec -T db psql -U ordained -tAc 'select version_num from alembic_version')
cat >"$WORK/bad/9999_bad.py" <<PYTHON
from alembic import op
revision, down_revision, branch_labels, depends_on = "9999", "$newest", None, None
def upgrade():
    op.execute("delete from ratings")
PYTHON
# It answers, so that whoever gets through to it may write; but its probe says that it is not well.
for name in web rebuild; do
    printf 'FROM ordained/%s:before AS %s\nUSER 0\nCOPY 9999_bad.py sql/migrations/versions/\n' $name $name
    printf 'RUN echo "raise SystemExit(1)" >deploy/container/probe.py\nUSER 10001:10001\n'
done >"$WORK/bad/Dockerfile"
echo "FROM ordained/frontend:before" >"$WORK/bad/frontend/Dockerfile"
for name in secrets migrate load rebuild api web; do
    echo "  $name: {build: {context: $WORK/bad}}"
done | sed '1i services:' >"$WORK/bad.yml"
client traffic 20 900 >"$WORK/traffic" &
traffic=$!
until grep -q begins "$WORK/traffic"; do kill -0 $traffic || fail "no traffic"; sleep 1; done
if COMPOSE_FILE="docker-compose.yml:$WORK/bad.yml" deploy/compose/upgrade.sh >"$WORK/upgrade" 2>&1; then fail "bad images stayed"; fi
say "   $(tail -n 1 "$WORK/upgrade")"
wait $traffic || { cat "$WORK/traffic" "$WORK/upgrade"; exit 1; }
say "   $(tail -n 1 "$WORK/traffic")"
[ "$(docker compose exec -T db psql -U ordained -tAc 'select version_num from alembic_version')" = "$newest" ] || fail "still migrated"
client check
client search

begin "an upgrade to good images stays"
deploy/compose/upgrade.sh >"$WORK/upgrade" 2>&1 || { cat "$WORK/upgrade"; fail "no upgrade"; }
say "   $(tail -n 1 "$WORK/upgrade")"
client check

[ -n "${KEEP:-}" ] || begin "tear down"
say "verified"
