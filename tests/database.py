"""A pytest plugin, loaded before the settings are: the surroundings in which all tests run.

With DATABASE_URL set, that server is used; without it, an embedded one runs in a folder of its own
as long as the session. Processes that pytest starts (xdist's workers, sites under test) find all
of it in the environment.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsroom.embedded import DATABASE_NAME, ROLE, EmbeddedServer

# The tests' data are thrown away, so nothing waits for the disk.
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Iterator[None]:
    if "PYTEST_XDIST_WORKER" not in os.environ:
        folder = Path(tempfile.mkdtemp(prefix="newsroom-tests-"))
        early_config.add_cleanup(lambda: shutil.rmtree(folder))
        folder.joinpath("static").mkdir()
        # A developer's own settings must not change what is tested.
        os.environ.update(
            VAR_DIR=str(folder), ENV_FILE=os.devnull, SECRET_KEY="for tests only " * 4
        )
        if not os.environ.get("DATABASE_URL"):
            server = EmbeddedServer(folder, FAST)
            early_config.add_cleanup(server.release)
            server.hold()
            os.environ["DATABASE_URL"] = f"postgresql://{ROLE}@/{DATABASE_NAME}?host={server.host}"
    return (yield)
