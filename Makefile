# make run     the whole site on http://127.0.0.1:8000 (HOST= and PORT= change it)
# make test    all tests, those in the browser included
# make bench   what it costs to compare long articles and to take in long copy
# make pictures  take the pictures of the guide for editors anew
# make messages  bring the catalogues of translations up to date with what pages say
# make lint    everything else that must be clean
# make lock    pin the dependencies of pyproject.toml anew (needs uv)

PYTHON ?= python3
BIN := .venv/bin
COMPILE := uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links

.PHONY: run test bench pictures messages lint lock format

run: .venv/installed
	@exec $(BIN)/python -m newsroom

test: .venv/installed-dev
	@.ci/chromium
	$(BIN)/python -m pytest -n logical --maxprocesses 8 $(ARGS)

bench: .venv/installed-dev
	$(BIN)/python -m tests.benchmarks.comparing
	$(BIN)/python -m tests.benchmarks.taking_in

pictures: .venv/installed-dev
	@.ci/chromium
	UPDATE_PICTURES=1 $(BIN)/python -m pytest -k day_at_the_desk tests/browser/test_handbook.py

messages: .venv/installed-dev
	$(BIN)/python -m tests.messages

lint: .venv/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djade --check --target-version 5.2 $$(find templates -name '*.html')
	$(BIN)/mypy
	$(BIN)/lint-imports
	@.ci/django-checks

format: .venv/installed-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/djade --target-version 5.2 $$(find templates -name '*.html')

lock:
	@command -v uv >/dev/null || { echo "uv is missing: install it, then run make lock again." >&2; exit 1; }
	$(COMPILE) pyproject.toml -o requirements.lock
	$(COMPILE) pyproject.toml --group pyproject.toml:dev -o requirements-dev.lock

.venv/installed: requirements.lock
	@PYTHON="$(PYTHON)" .ci/install requirements.lock
	@touch $@

# The second lock file holds all of the first one.
.venv/installed-dev: requirements-dev.lock requirements.lock
	@PYTHON="$(PYTHON)" .ci/install requirements-dev.lock
	@touch .venv/installed $@
