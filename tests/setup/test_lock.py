"""The lock files."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads(ROOT.joinpath("pyproject.toml").read_text())
WANTED = {
    "requirements.lock": PROJECT["project"]["dependencies"],
    "requirements-dev.lock": [
        *PROJECT["project"]["dependencies"],
        *PROJECT["dependency-groups"]["dev"],
    ],
    "requirements-scale.lock": [
        *PROJECT["dependency-groups"]["dev"],
        *PROJECT["dependency-groups"]["scale"],
    ],
}
each_lock = pytest.mark.parametrize("name", WANTED)


def entries(name: str) -> dict[str, str]:
    """The pinned packages and, for each, the lines that belong to it."""
    text = ROOT.joinpath(name).read_text()
    parts = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
    return {part.partition("==")[0]: part for part in parts}


@each_lock
def test_it_pins_every_dependency_with_hashes(name):
    pinned = entries(name)
    wanted = {re.split(r"[\[<>=~! ]", line)[0].lower() for line in WANTED[name]}
    assert wanted <= {package.partition("[")[0] for package in pinned}
    assert [package for package, part in pinned.items() if "--hash=sha256:" not in part] == []


@each_lock
def test_it_names_no_place_to_install_from(name):
    assert not re.search(r"://|^-|@ ", ROOT.joinpath(name).read_text(), flags=re.MULTILINE)


def test_each_holds_all_of_the_one_before():
    alone, development, scale = (entries(name).keys() for name in WANTED)
    assert alone <= development <= scale
