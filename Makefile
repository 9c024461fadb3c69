# make run    the whole site on this machine: http://localhost:8000/ (PORT=8001 make run)
# make test   every gate and every test
# make check  the gates without the tests
# make setup  only the virtual environment
# make bench  what the work costs and how well it is done (WORKS=importing for one)
# make load   50 posts a second for ten minutes, each then looked for (RATE=20 DURATION=60)
# make lock   pin the newest packages that pyproject.toml allows

MAKEFLAGS += --no-print-directory
SHELL := /bin/sh
PYTHON := .venv/bin/python
UV := $(PYTHON) -m uv --quiet
COMPILE := pip compile --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --upgrade

.PHONY: run setup test check bench load lock
.DEFAULT_GOAL := run

run: .venv/installed
	@exec $(PYTHON) manage.py up --end-with-parent

setup: .venv/installed

test: .venv/installed-for-tests
	@exec $(PYTHON) -m tests.gates

check: .venv/installed-for-tests
	@exec $(PYTHON) -m tests.gates --without-tests

bench: .venv/installed-for-tests
	@exec $(PYTHON) -m bench $(WORKS)

load: .venv/installed-for-tests
	@exec $(PYTHON) -m bench.load $(if $(RATE),--rate $(RATE)) $(if $(DURATION),--seconds $(DURATION))

lock: .venv/installed
	$(UV) $(COMPILE) pyproject.toml --output-file requirements.txt
	$(UV) $(COMPILE) --group test --constraints requirements.txt --output-file tests/requirements.txt

.venv/installed: requirements.txt .ci/installer.txt .ci/make-venv
	@.ci/make-venv
	@$(UV) pip install --python $(PYTHON) --require-hashes --compile-bytecode -r requirements.txt
	@touch $@

.venv/installed-for-tests: .venv/installed tests/requirements.txt
	@$(UV) pip install --python $(PYTHON) --require-hashes --compile-bytecode -r tests/requirements.txt
	@touch $@
