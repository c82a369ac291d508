"""What copy comes in with: people who bring it, and files."""

import io

import pytest
from django.core.management import CommandError, call_command

from tests import people


@pytest.fixture
def clara(db):
    return people.chief()


@pytest.fixture
def world(db):
    return people.section("World")


@pytest.fixture
def file(tmp_path):
    """Write a file, and return where it is."""

    def write(data, name="export"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return str(path)

    return write


@pytest.fixture
def uploads(tmp_path):
    """A folder of pictures, as WordPress has it."""
    folder = tmp_path / "uploads"
    for name in ("2012/03/ferry.jpg", "2012/03/quay.jpg"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(people.jpeg((800, 600)))
    return folder


@pytest.fixture
def bring(clara):
    """Run the command, and return what it prints, complains of, and ends with."""

    def run(*arguments):
        out, err = io.StringIO(), io.StringIO()
        error = ""
        given = [str(each) for each in arguments]
        try:
            call_command(
                "import_copy", *given, "--by", "clara", stdout=out, stderr=err, no_color=True
            )
        except CommandError as raised:
            error = str(raised)
        return out.getvalue(), err.getvalue(), error

    return run
