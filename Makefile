# Everything that is done with this project from the command line. `make` alone lists it.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

# The Python to build with: 3.11 or newer. Give another one as `make setup PYTHON=/path/to/python`.
PYTHON ?= $(shell command -v python3.11 || command -v python3 || echo python3)
BIN := .venv/bin
RUN := $(BIN)/python

# The demonstration: where it listens, and the day on which it plays.
HOST ?= localhost
PORT ?= 8000
DEMO_DATE ?= 2011-11-21

# The tests: how many at once, and which (`make test ARGS="tests/meeting -k quorum"`).
JOBS ?= 2
ARGS ?=
PYTEST := $(BIN)/pytest -n $(JOBS) --dist loadgroup --no-loadscope-reorder

DEMO_ENV := DEMO=1 DEMO_DATE=$(DEMO_DATE) DATABASE_URL=sqlite:///demo.sqlite3 \
	DEBUG=0 SECRET_KEY=a-demonstration-on-one-machine-holds-no-secrets SECURE_SSL_REDIRECT=0 \
	ALLOWED_HOSTS=localhost,127.0.0.1,$(HOST) PUBLIC_ADDRESS=http://$(HOST):$(PORT)

# As on a district's server, but without its database.
SERVER_ENV := DEBUG=0 ALLOWED_HOSTS=district.example DATABASE_URL=sqlite://:memory: \
	SECRET_KEY=only-for-make-check-0123456789-abcdefghijklmnopqrstuvwxyz \
	RECORD_KEY=b25seSBmb3IgbWFrZSBjaGVjaywgbmV2ZXIgZWxzZS4=

.PHONY: help demo test test-sqlite test-postgres quick proof api check bench setup lock clean

help:  ## list what can be done
	@echo "Usage: make TARGET"
	@sed -n 's/^\([a-z-]*\):.*  ## \(.*\)/\1|\2/p' Makefile | while IFS='|' read -r target text; \
		do printf '  %-14s %s\n' "$$target" "$$text"; done

demo: .venv/.runtime locale/ru/LC_MESSAGES/django.mo  ## fill a demonstration and serve it, with its worker (PORT=8000)
	@$(RUN) -c 'import socket; s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); \
		s.bind(("$(HOST)", $(PORT)))' 2>/dev/null \
		|| { echo "Port $(PORT) of $(HOST) is taken by another program: choose another, as in \`make demo PORT=8001\`."; exit 1; }
	@$(DEMO_ENV) $(RUN) manage.py migrate --verbosity 0
	@$(DEMO_ENV) $(RUN) manage.py collectstatic --no-input --verbosity 0
	@$(DEMO_ENV) $(RUN) manage.py demo
	@echo
	@echo "The demonstration is open at http://$(HOST):$(PORT)/ (Ctrl-C stops it; its data stay in demo.sqlite3)"
	@echo "Letters are not sent: the worker beside the server writes them here."
	@trap 'kill $$worker $$server 2>/dev/null; wait' EXIT; trap 'exit 0' INT TERM; \
		$(DEMO_ENV) $(RUN) manage.py worker & worker=$$!; \
		$(DEMO_ENV) $(BIN)/gunicorn config.wsgi --bind $(HOST):$(PORT) --threads 8 --graceful-timeout 2 --log-level warning & server=$$!; \
		wait $$server

test: test-sqlite test-postgres  ## run all tests, on SQLite and on PostgreSQL

proof: .venv/.dev  ## try every case of what the tests try by classes, on both databases; one table (WRITE=1: into docs/proof.md)
	$(if $(ARGS),,rm -rf .proof)
	-PROOF=1 TEST_DB=sqlite $(PYTEST) -m exhaustive $(ARGS)
	-PROOF=1 TEST_DB=postgres $(PYTEST) -m exhaustive $(ARGS)
	@$(RUN) tools/proof.py $(if $(WRITE),--write)

quick: .venv/.dev  ## in a minute: pure law, the house, one way through each process
	TEST_DB=sqlite $(PYTEST) -m quick $(ARGS)

test-sqlite: .venv/.dev  ## run the tests on SQLite
	TEST_DB=sqlite $(PYTEST) $(ARGS)

test-postgres: .venv/.dev  ## run the tests on a PostgreSQL that they start themselves
	TEST_DB=postgres $(PYTEST) $(ARGS)

api: .venv/.dev  ## try the open interface at all its addresses against its description (CALLS=200 for each)
	TEST_DB=sqlite CALLS=$(or $(CALLS),200) $(PYTEST) tests/desk/api/test_api_described.py

check: .venv/.dev locale/ru/LC_MESSAGES/django.mo  ## lint, types, import contracts, templates, migrations, settings, translations
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint --check --quiet -e html templates
	$(BIN)/djlint --check --quiet -e svg templates
	$(SERVER_ENV) $(RUN) manage.py makemigrations --check --dry-run
	$(SERVER_ENV) $(RUN) manage.py check --deploy --fail-level WARNING
	$(RUN) tools/translations.py check

bench: .venv/.dev locale/ru/LC_MESSAGES/django.mo  ## measure the speed, as ratios to a floor of the same run
	@status=0; for file in $(wildcard bench/bench_*.py); do echo "$$file"; $(RUN) $$file || status=1; done; exit $$status

setup: .venv/.dev locale/ru/LC_MESSAGES/django.mo  ## make .venv with all packages, for work and tests

# What a district's server needs.
.venv/.runtime: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Python 3.11 or newer is needed, and '$(PYTHON)' is not: install it, or name it as in \`make setup PYTHON=/path/to/python3.11\`."; \
		exit 1; }
	@echo "Installing the packages into .venv (a minute or two)..."
	@$(PYTHON) -m venv --clear .venv
	@$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

# And what tests and checks need on top of it.
.venv/.dev: .venv/.runtime requirements-dev.txt
	@echo "Installing the packages for tests and checks..."
	@$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

locale/ru/LC_MESSAGES/django.mo: locale/ru/LC_MESSAGES/django.po | .venv/.runtime
	@$(RUN) tools/translations.py compile

lock:  ## choose package versions anew after a change of requirements*.in
	@test -x .venv-lock/bin/uv || { $(PYTHON) -m venv .venv-lock && .venv-lock/bin/pip install --quiet uv; }
	.venv-lock/bin/uv pip compile $(LOCK_FLAGS) -o requirements.txt requirements.in
	.venv-lock/bin/uv pip compile $(LOCK_FLAGS) -o requirements-dev.txt requirements-dev.in

# Locked for every system from Python 3.11 on, and without the address of the machine's package index.
LOCK_FLAGS := --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-annotate \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"

clean:  ## remove what was built, .venv and the demonstration's data included
	rm -rf .venv .venv-lock .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache staticfiles out
	rm -f demo.sqlite3 demo.sqlite3-* locale/ru/LC_MESSAGES/django.mo
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
