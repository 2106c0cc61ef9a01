# `make help` lists the targets. Everything is installed into .venv, from requirements.lock.

.DEFAULT_GOAL := help
.PHONY: run test lint format-code lock clean help

BIN := .venv/bin
READY := .venv/.ready
# uv from the machine if it has one, else the locked one.
UV = $(or $(shell command -v uv),$(BIN)/uv)
# The first of these that is Python 3.11 or newer; `make PYTHON=/path/to/python3` chooses another.
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)

run: $(READY) ## Open the dashboard
	@$(BIN)/kb serve

test: $(READY) ## Run every test; ARGS="-k laika" is handed to pytest
	@.ci/chromium
	@$(BIN)/pytest -n 2 --dist loadfile $(ARGS)

lint: $(READY) ## Check the code: ruff, its formatter, mypy
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

format-code: $(READY) ## Rewrite the code as the linter and the formatter want it
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

# Versions and hashes only: no header and no index address, so that it serves behind any mirror.
lock: $(READY) ## Pin the newest allowed dependencies in requirements.lock
	$(UV) pip compile pyproject.toml --group dev --universal --generate-hashes --python-version 3.11 \
		--upgrade --no-header --quiet --output-file requirements.lock

clean: ## Remove .venv, caches and build output
	rm -rf .venv build dist .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-12s %s\n", $$1, $$2}' Makefile

$(READY): requirements.lock pyproject.toml hatch_build.py
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed, and none was found: install it, or name it with make PYTHON=…" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || \
		{ rm -rf .venv; echo "$(PYTHON) cannot make a virtual environment: install its venv module (on Debian: apt-get install python3-venv)." >&2; exit 1; }
	@test -x "$(UV)" || { awk '/^[^ #]/ {uv = /^uv==/} uv' requirements.lock > .venv/uv.lock && \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r .venv/uv.lock; }
	@echo "Installing into .venv"
	@$(UV) pip sync --quiet --python $(BIN)/python --require-hashes requirements.lock
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@
