# make run     the whole site on http://127.0.0.1:8000 (HOST= and PORT= change it)
# make test    all tests, those in the browser included
# make test-scale  several machines on this one: PgBouncer, Varnish, a replica, S3 (Debian, Ubuntu)
# make bench   what grows with the archive, the press beside nginx, long articles (some minutes;
#              ARTICLES=1000000 for as many)
# make pictures  take the pictures of the guide for editors anew
# make messages  bring the catalogues of translations up to date with what pages say
# make lint    everything else that must be clean
# make lock    pin the dependencies of pyproject.toml anew (needs uv)

PYTHON ?= python3
BIN := .venv/bin
COMPILE := uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links

.PHONY: run test test-scale bench pictures messages lint lock format

run: .venv/installed
	@exec $(BIN)/python -m newsroom

test: .venv/installed-dev
	@.ci/chromium
	$(BIN)/python -m pytest -n logical --maxprocesses 8 $(ARGS)

test-scale: .venv/installed-scale
	@.ci/servers
	$(BIN)/python -m pytest tests/scale $(ARGS)

bench: .venv/installed-dev
	$(BIN)/python -m tests.benchmarks $(ARTICLES)

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
	$(COMPILE) pyproject.toml --group pyproject.toml:dev --group pyproject.toml:scale -o requirements-scale.lock

.venv/installed: requirements.lock
	@PYTHON="$(PYTHON)" .ci/install requirements.lock
	@touch $@

# Each lock file holds all of the one before.
.venv/installed-dev: requirements-dev.lock requirements.lock
	@PYTHON="$(PYTHON)" .ci/install requirements-dev.lock
	@touch .venv/installed $@

.venv/installed-scale: requirements-scale.lock requirements-dev.lock requirements.lock
	@PYTHON="$(PYTHON)" .ci/install requirements-scale.lock
	@touch .venv/installed .venv/installed-dev $@
