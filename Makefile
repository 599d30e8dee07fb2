# `make help` lists the commands. Each sets up what it needs by itself; nothing has to be run before it.

PORT ?= 8000
# The system's own Python if it is one the portal runs on, else the first that is.
SUITABLE := import sys; raise SystemExit(not (3, 11) <= sys.version_info[:2] <= (3, 13))
PYTHON ?= $(or $(shell for python in /usr/bin/python3 python3 python3.13 python3.12 python3.11; do \
	$$python -c '$(SUITABLE)' 2>/dev/null && echo $$python && break; done),python3)
PY := .venv/bin/python
SOURCES := assessments certificates ethics kit lsp_portal tests scripts manage.py
# No address of an index gets into the files: each machine asks the one it knows.
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --custom-compile-command "make lock" pyproject.toml

.DEFAULT_GOAL := help
.PHONY: help demo test test-all test-sqlite test-postgres test-browser lint format mutate bench bench-servers bench-million screenshots \
	catalogue lock setup-demo setup-test setup-load

help: ## This list
	@echo "Portal of a certification body. Commands:"
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' $(firstword $(MAKEFILE_LIST)) | while IFS='|' read -r name text; do \
		printf '    make %-15s %s\n' "$$name" "$$text"; done

demo: ## A living demo on http://127.0.0.1:8000 (another port: make demo PORT=8123)
	@$(PYTHON) scripts/bootstrap.py demo --port "$(PORT)"
	@exec $(PY) scripts/demo.py --port "$(PORT)"

test: setup-test ## The suite: SQLite, PostgreSQL, real Chromium, each where it matters
	@$(PY) scripts/run_tests.py

test-all: setup-test ## All tests on both databases, 10,000 random sequences, every page as every role
	@WHOLE=1 $(PY) scripts/run_tests.py

test-sqlite: setup-test ## Only the SQLite run; pass paths and options in ARGS="tests/certificates -k seal"
	@$(PY) scripts/run_tests.py sqlite $(ARGS)

test-postgres: setup-test ## Only the PostgreSQL run, on its own throwaway cluster; ARGS as above
	@$(PY) scripts/run_tests.py postgres $(ARGS)

test-browser: setup-test ## Only the run in real Chromium; ARGS as above
	@$(PY) scripts/run_tests.py browser $(ARGS)

lint: setup-test ## Format, lint, types, layers, templates, migrations, catalogue, deployment
	@$(PY) scripts/lint.py $(ARGS)

format: setup-test ## Bring the Python files into shape
	@$(PY) -m ruff check --fix-only $(SOURCES)
	@$(PY) -m ruff format $(SOURCES)

mutate: setup-test ## Small faults in the rules, and which of them no test notices; ARGS="--sample 50 --seed 7 --only gifts"
	@$(PY) scripts/mutate.py $(ARGS)

bench: setup-test ## Speed of the pages and of the certificate, as ratios within one run
	@$(PY) scripts/bench.py

bench-servers: setup-load ## Granian beside gunicorn, as ratios within one run
	@$(PY) scripts/bench_servers.py

bench-million: setup-load ## The check of one certificate among a million, on PostgreSQL
	@$(PY) scripts/bench_million.py

screenshots: setup-test ## The pictures of the papers, docs/images, from a fresh demo
	@$(PY) scripts/screenshots.py

catalogue: setup-test ## Collect the texts into locale/en and compile the catalogue
	@$(PY) scripts/catalogue.py update

lock: ## Solve the dependencies of pyproject.toml anew (needs uv)
	$(LOCK) -o requirements/base.txt
	$(LOCK) --extra dev --constraint requirements/base.txt -o requirements/dev.txt
	$(LOCK) --extra pkcs11 --constraint requirements/base.txt -o requirements/pkcs11.txt

setup-demo:
	@$(PYTHON) scripts/bootstrap.py demo

setup-test:
	@$(PYTHON) scripts/bootstrap.py test

setup-load:
	@$(PYTHON) scripts/bootstrap.py load
