# Five targets and no more. The first one needs Python 3.11 or newer, make and a package index; nothing else.
#   make run     set up, migrate and serve      make test    the quick tests
#   make check   format, lint, types            make bench   what ranking and pages cost
#   make lock    pin the dependencies again (needs uv)

PYTHON ?= $(shell for p in python3 python3.11 python3.12 python3.13; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
PIP = .venv/bin/python -m pip --disable-pip-version-check install -q --no-deps --require-hashes --no-compile
UV ?= uv
COMPILE = $(UV) pip compile pyproject.toml -q --universal --generate-hashes \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links

.PHONY: run test check bench lock

run: .venv/run.ok
	.venv/bin/python app.py

# Many tests start the portal anew; compiled once, each start takes a second less.
test: export PYTHONDONTWRITEBYTECODE =
test: .venv/dev.ok
	.venv/bin/python -m pytest -n 2 --dist worksteal

check: .venv/dev.ok
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy

bench: .venv/bench.ok
	.venv/bin/python -m bench

lock:
	$(COMPILE) -o requirements.txt
	$(COMPILE) --group dev -c requirements.txt -o requirements-dev.txt
	$(COMPILE) --extra semantic -c requirements.txt -o requirements-semantic.txt
	$(COMPILE) --group bench -c requirements.txt -o requirements-bench.txt

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "PeerPortal needs Python 3.11 or newer."; exit 1; }
	$(PYTHON) -m venv .venv

.venv/run.ok: requirements.txt | .venv/bin/python
	$(PIP) -r requirements.txt
	@touch $@

.venv/bench.ok: requirements-bench.txt | .venv/bin/python
	$(PIP) -r requirements-bench.txt
	@touch $@

.venv/dev.ok: requirements-dev.txt | .venv/bin/python
	$(PIP) -r requirements-dev.txt
	@touch $@
