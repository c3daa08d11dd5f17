# The two commands: `make run` and `make test`. README.md gives the plain commands behind them.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
PORT ?= 8000
WORKERS ?= 2
DATA ?= ../shared/data

BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
STATIC_FILES := $(shell find static -type f)

.PHONY: run port setup test lint lock bench lighthouse help

help: ## this list
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

run: port setup ## set everything up and serve at http://127.0.0.1:8000 (PORT=8080 make run for another)
	@echo "Serving at http://127.0.0.1:$(PORT), staff at /admin/. Stop with Ctrl-C."
	@exec $(BIN)/granian --interface wsgi --host 127.0.0.1 --port $(PORT) --workers $(WORKERS) --blocking-threads 4 --log-level warning portal.wsgi:application

# Two servers can listen on one port and would answer in turn.
port: .venv/bin/python
	@$(BIN)/python -c 'import socket, sys; s = socket.socket(); s.settimeout(1); s.connect_ex(("127.0.0.1", $(PORT))) or sys.exit("Port $(PORT) is taken by another program. Stop it, or choose another: PORT=8080 make run")'

setup: .venv/.runtime .env var/static/.collected ## the same without serving (DEMO=off make setup leaves the database empty)
	@$(MANAGE) prepare $(if $(filter off,$(DEMO)),--no-demo)

test: .venv/.dev .env ## the whole suite, on SQLite and, where one is reachable, on PostgreSQL
	@$(BIN)/python -m tests

lint: .venv/.dev .env ## what CI says about the code's form
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --lint --quiet templates
	$(MANAGE) makemigrations --check --dry-run
	SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(50))') HTTPS=on ALLOWED_HOSTS=careers.example.org \
		$(MANAGE) check --deploy --fail-level WARNING

lock: .venv/.dev ## resolve the dependencies of pyproject.toml anew
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --upgrade --custom-compile-command "make lock" pyproject.toml -o requirements/runtime.txt
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --upgrade --custom-compile-command "make lock" pyproject.toml --group dev -o requirements/dev.txt

bench: .venv/.runtime .env ## time imports, search and lists with official files (DATA=folder), and web servers (needs wrk)
	$(BIN)/python bench/imports.py $(DATA)
	$(BIN)/python bench/search_relevance.py $(DATA)
	$(BIN)/python bench/finding.py $(DATA) $(if $(PEERS),--peers $(PEERS))
	$(BIN)/python bench/servers.py

lighthouse: setup bench/lighthouse/node_modules/.package-lock.json ## judge pages on a phone profile with Lighthouse (needs npm and Chromium)
	@$(BIN)/python bench/lighthouse.py

# Files the targets above need ----------------------------------------------------------------------------------------

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: PYTHON=/path/to/python3.11 make run")'
	$(PYTHON) -m venv .venv

.venv/.runtime: requirements/runtime.txt | .venv/bin/python
	@echo "Installing the packages; this takes about a minute, once."
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/runtime.txt
	@touch $@

.venv/.dev: requirements/dev.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@ .venv/.runtime

.env:
	@$(PYTHON) -m portal.local_env

# .env too: it may name a logo, which is published with the style sheets.
var/static/.collected: .venv/.runtime $(STATIC_FILES) .env
	@$(MANAGE) collectstatic --noinput --clear --verbosity 0
	@touch $@

bench/lighthouse/node_modules/.package-lock.json: bench/lighthouse/package-lock.json
	cd bench/lighthouse && npm ci --ignore-scripts
	@touch $@
