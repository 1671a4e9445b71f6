#!/usr/bin/env bash
# Proves the image of one container on a real Docker engine: the one line of the README, as whom it
# may run, a backup and a restore by the page's API, a restart, and the service under a path behind a
# real nginx with a sign-in through a provider.
#
#   make verify-house                     builds the image, and takes everything down again
#   IMAGE=ghcr.io/OWNER/ordained/house:v1 deploy/verify-house.sh    an image that is there
#   HTTP_PORT=9400 KEEP=1 deploy/verify-house.sh                    other ports; leave it running
#
# The provider is the package oidc-provider-mock, a stand-in that signs real tokens. The nginx is this
# machine's (deploy/local/nginx.sh). Base images as in deploy/verify-compose.sh.
set -euo pipefail
cd "$(dirname "$0")/.."

command -v docker >/dev/null 2>&1 || { echo "There is no Docker here. Nothing was verified." >&2; exit 3; }
docker info >/dev/null 2>&1 || { echo "Docker's engine does not answer. Nothing was verified." >&2; exit 3; }
deploy/local/nginx.sh

PORT=${HTTP_PORT:-8090}
NAME=ordained-house-verify
IMAGE=${IMAGE:-}
WORK=$(mktemp -d "${TMPDIR:-/tmp}/verify-house-XXXXXX")
BEGAN=$(date +%s)
step=0
pids=()

say() { printf '[%4d s] %s\n' "$(($(date +%s) - BEGAN))" "$*"; }
fail() { say "FAILED: $*"; docker logs --tail 20 "$NAME" 2>&1 || true; exit 1; }
begin() { step=$((step + 1)); say "$step. $*"; }
steps() { .venv/bin/python deploy/house/steps.py "$@" || fail "$*"; }
gone() { docker rm --force "$NAME" >/dev/null 2>&1 || true; }
leave() {
    status=$?
    for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
    if [ -z "${KEEP:-}" ]; then
        gone
        docker volume rm --force "$NAME" >/dev/null
        # Its files belong to the container's user.
        docker run --rm --user 0 --volume "$WORK:/left" --entrypoint sh "$IMAGE" -c 'rm -rf /left/*' 2>/dev/null || true
        rm -rf "$WORK"
    fi
    exit $status
}
trap leave EXIT
gone
docker volume rm --force "$NAME" >/dev/null

# Starts the image and waits until it is healthy: OPTIONS … [-- COMMAND …]
start() {
    gone
    docker run --detach --name "$NAME" "$@" >/dev/null
    from=$(date +%s)
    until [ "$(docker inspect --format '{{.State.Health.Status}}' "$NAME")" = healthy ]; do
        [ "$(docker inspect --format '{{.State.Running}}' "$NAME")" = true ] || fail "the container ended"
        [ $(($(date +%s) - from)) -lt 900 ] || fail "not healthy after 900 s"
        sleep 1
    done
    say "   healthy after $(($(date +%s) - from)) s"
}

if [ -z "$IMAGE" ]; then
    begin "build: docker build --target house"
    IMAGE=ordained/house:verify
    args=()
    for name in PYTHON_IMAGE NODE_IMAGE ORDAINED_TORCH_INDEX; do
        [ -z "${!name:-}" ] || args+=(--build-arg "$name=${!name}")
    done
    docker build --progress plain --target house "${args[@]}" --tag "$IMAGE" . >"$WORK/build" 2>&1 \
        || { tail -n 40 "$WORK/build"; fail "no image"; }
fi
say "   image: $(($(docker image inspect --format '{{.Size}}' "$IMAGE") / 1000000)) MB"

begin "one line: docker run -p $PORT:8000 -v ordained:/data"
start --publish "127.0.0.1:$PORT:8000" --volume "$NAME:/data" "$IMAGE"
say "   PostgreSQL runs as $(docker exec "$NAME" sh -c 'stat -c %u /data/postgres'), the service as $(docker exec "$NAME" stat -c %u /proc/1)"
steps visit "http://127.0.0.1:$PORT" "$WORK/state.json"

begin "a backup and a restore by the operator's page"
docker exec "$NAME" ordained app admin grant verify >/dev/null
steps restore "http://127.0.0.1:$PORT" "$WORK/state.json"

begin "a restart keeps everything"
docker restart --time 30 "$NAME" >/dev/null
start_again=$(date +%s)
until curl --silent --fail --output /dev/null "http://127.0.0.1:$PORT/readyz"; do
    [ $(($(date +%s) - start_again)) -lt 120 ] || fail "no answer after the restart"
    sleep 1
done
say "   ready again after $(($(date +%s) - start_again)) s"
steps check "http://127.0.0.1:$PORT" "$WORK/state.json"

begin "PUID=99 PGID=100, as Unraid starts it, on the volume that another user owned"
start --publish "127.0.0.1:$PORT:8000" --volume "$NAME:/data" --env PUID=99 --env PGID=100 "$IMAGE"
say "   the service runs as $(docker exec "$NAME" stat -c %u:%g /proc/1), the data belong to $(docker exec "$NAME" stat -c %u:%g /data/postgres)"
steps check "http://127.0.0.1:$PORT" "$WORK/state.json"

begin "without any rights: --user 1000:1000 --read-only --cap-drop ALL, on a copy that is that user's"
docker stop --time 30 "$NAME" >/dev/null
mkdir "$WORK/data"
docker run --rm --user 0 --volume "$NAME:/from:ro" --volume "$WORK/data:/data" --entrypoint sh "$IMAGE" \
    -c 'cp -a /from/. /data && chown -R 1000:1000 /data'
start --publish "127.0.0.1:$PORT:8000" --volume "$WORK/data:/data" --user 1000:1000 --read-only \
    --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges "$IMAGE"
say "   the service runs as $(docker exec "$NAME" stat -c %u:%g /proc/1)"
steps check "http://127.0.0.1:$PORT" "$WORK/state.json"

begin "under /films behind nginx, signed in through a provider"
.venv/bin/python deploy/house/steps.py provider "$((PORT + 1))" &
pids+=($!)
cat >"$WORK/sign-on.toml" <<TOML
[[provider]]
id = "house"
name = "The house"
issuer = "http://localhost:$((PORT + 1))"
client_id = "ordained"
client_secret = "s3cret"
admin_groups = ["operators"]
TOML
chmod 644 "$WORK/sign-on.toml"
chmod 755 "$WORK"
# As docs/deployment.md has it.
cat >"$WORK/nginx.conf" <<NGINX
pid $WORK/nginx.pid; error_log stderr warn; daemon off;
events { worker_connections 64; }
http {
    access_log off; client_body_temp_path $WORK/b; proxy_temp_path $WORK/p;
    fastcgi_temp_path $WORK/f; uwsgi_temp_path $WORK/u; scgi_temp_path $WORK/s;
    server {
        listen 127.0.0.1:$((PORT + 2));
        location / { return 404 "another service\n"; }
        location /films/ {
            proxy_pass http://127.0.0.1:$((PORT + 3));
            proxy_set_header Host \$http_host;
            proxy_set_header X-Forwarded-For \$proxy_add_x_forwarded_for;
            proxy_set_header X-Forwarded-Proto \$scheme;
            proxy_buffering off;
            client_max_body_size 20m;
        }
    }
}
NGINX
PATH="$PATH:/usr/sbin" nginx -c "$WORK/nginx.conf" -e stderr &
pids+=($!)
# The network of this machine, so that provider, proxy and container know each other as localhost.
start --network host --volume "$NAME:/data" --volume "$WORK/sign-on.toml:/sign-on.toml:ro" \
    --env PORT="$((PORT + 3))" --env ORDAINED_HOST=127.0.0.1 --env ORDAINED_PROXIES=1 \
    --env ORDAINED_BASE_PATH=/films --env ORDAINED_SIGN_ON=/sign-on.toml "$IMAGE"
steps sign-on "http://localhost:$((PORT + 2))/films"

say "verified"
