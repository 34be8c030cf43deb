# Every chore of the project; `make help` lists them. Needs Python 3.11 or newer and make, nothing else.

PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3.13 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
MATERIAL ?= ../shared/material
NOT_RUN := var/not-run.txt

.DEFAULT_GOAL := help
.PHONY: help demo serve test lint format types layers catalogues messages test-sqlite test-postgres test-browser \
        docs docs-check bench lock clean

help:  ## List the chores
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

$(VENV)/bin/python:
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Nianlun needs Python 3.11 or newer; name one with: make PYTHON=/path/to/python3.11 demo"; exit 1; }
	"$(PYTHON)" -m venv $(VENV)

$(VENV)/.run: requirements/build.txt requirements/run.txt pyproject.toml | $(VENV)/bin/python
	@echo "Installing what Nianlun runs on (first time: a minute or two) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/build.txt -r requirements/run.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.run
	@echo "Installing what the tests need ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

demo: $(VENV)/.run  ## Install, load the demo county and open the site on 127.0.0.1:8000
	@$(BIN)/nianlun demo

serve: $(VENV)/.run  ## Serve what is there: web, worker and clock
	@$(BIN)/nianlun migrate && $(BIN)/nianlun serve

test: $(VENV)/.dev  ## Everything a submission must pass
	@mkdir -p var && rm -f $(NOT_RUN)
	@$(MAKE) --no-print-directory lint types layers catalogues docs-check test-sqlite test-postgres test-browser
	@if [ -s $(NOT_RUN) ]; then echo; echo "All that ran has passed. NOT RUN here:"; cat $(NOT_RUN); \
		else echo; echo "All has run and passed."; fi

lint: $(VENV)/.dev  ## Ruff: rules and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: $(VENV)/.dev  ## Ruff: mend what can be mended
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

types: $(VENV)/.dev  ## Mypy, strict below the apps
	$(BIN)/mypy

layers: $(VENV)/.dev  ## Import contracts
	$(BIN)/lint-imports

messages: $(VENV)/.dev  ## Collect the strings of the interface into the catalogues
	$(BIN)/python -m nianlun.web.catalogues

catalogues: $(VENV)/.dev  ## Both catalogues are complete and fresh
	$(BIN)/python -m nianlun.web.catalogues --check

test-sqlite: $(VENV)/.dev  ## The suite on SQLite
	@$(BIN)/python -m tests.need material
	env -u DATABASE_URL $(BIN)/pytest -n 2 --dist loadfile tests --ignore tests/browser

test-postgres: $(VENV)/.dev  ## The suite on PostgreSQL (NIANLUN_TEST_POSTGRES, else a local server)
	@url="$$($(BIN)/python -m tests.need postgres)" || exit 1; \
	if [ -n "$$url" ]; then echo DATABASE_URL=... $(BIN)/pytest -n 2 --dist loadfile -m database tests --ignore tests/browser; \
		DATABASE_URL="$$url" $(BIN)/pytest -n 2 --dist loadfile -m database tests --ignore tests/browser; fi

test-browser: $(VENV)/.dev  ## Journeys in a real browser
	@browser="$$($(BIN)/python -m tests.need chromium)" || exit 1; \
	if [ -n "$$browser" ]; then NIANLUN_CHROMIUM="$$browser" $(BIN)/pytest tests/browser; fi

docs: $(VENV)/.dev  ## Write the generated reference pages
	$(BIN)/python -m docs.generate

docs-check: $(VENV)/.dev  ## Generated pages are fresh, links lead somewhere, settings and commands are documented
	$(BIN)/python -m docs.generate --check

bench: $(VENV)/.dev  ## Speed and quality, beside peers (with a million entries on each database: hours on 2 cores; needs MATERIAL)
	NIANLUN_MATERIAL="$(MATERIAL)" $(BIN)/python -m benchmarks

lock: $(VENV)/.dev  ## Write the locks anew
	$(BIN)/python requirements/lock.py

clean:  ## Remove the environment; data stays
	rm -rf $(VENV)
