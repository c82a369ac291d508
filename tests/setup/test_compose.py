"""docker-compose.yml, Dockerfile and Varnish's file, against the project they run."""

import re
import shutil
import sys
from pathlib import Path

import pytest
import yaml
from django.core.management import get_commands
from django.utils.module_loading import import_string

from newsroom import settings

ROOT = Path(__file__).parents[2]
COMPOSE = yaml.safe_load(ROOT.joinpath("docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
OURS = [name for name, service in SERVICES.items() if service["image"] == "newsroom"]
DOCKERFILE = ROOT.joinpath("Dockerfile").read_text()
VCL = ROOT.joinpath("deploy", "varnish.vcl").read_text()


def test_it_has_every_part():
    always = {name for name, service in SERVICES.items() if "profiles" not in service}
    assert always == {"db", "migrate", "web", "worker", "mail", "purge", "varnish"}
    assert set(SERVICES) - always == {"replica", "pgbouncer", "s3", "bucket"}


def test_postgresql_is_17_or_newer():
    assert int(SERVICES["db"]["image"].removeprefix("postgres:")) >= 17


@pytest.mark.parametrize("name", OURS)
def test_the_command_of_a_service_exists(name):
    program, *arguments = SERVICES[name]["command"]
    if program == "python":
        assert arguments[0] == "manage.py"
        assert arguments[1] in get_commands()
    else:
        assert shutil.which(program, path=str(Path(sys.executable).parent))
        assert callable(import_string(arguments[-1].replace(":", ".")))


@pytest.mark.parametrize("name", OURS)
def test_the_variables_of_a_service_are_settings(name):
    names = {each for each in SERVICES[name]["environment"] if not each.startswith("AWS_")}
    assert names <= settings.read.names


def test_the_variables_of_the_image_are_settings_or_python_s():
    block = re.search(r"^ENV (.*?[^\\])$", DOCKERFILE, flags=re.MULTILINE | re.DOTALL)[1]
    names = set(re.findall(r"([A-Z_]+)=", block))
    assert {name for name in names if not name.startswith("PYTHON")} <= set(settings.read.names)


def test_no_secret_has_a_default():
    text = ROOT.joinpath("docker-compose.yml").read_text()
    for name in ("POSTGRES_PASSWORD", "SECRET_KEY"):
        uses = re.findall(rf"\${{{name}(..)", text)
        assert uses
        assert set(uses) == {":?"}


@pytest.mark.parametrize("name", sorted(set(SERVICES) - {"migrate", "bucket"}))
def test_a_service_that_stays_up_has_a_health_check(name):
    assert SERVICES[name]["healthcheck"]["test"][0] == "CMD"


def test_nothing_starts_before_the_tables_are_there():
    for name in ("web", "worker", "mail", "purge"):
        assert SERVICES[name]["depends_on"]["migrate"] == {
            "condition": "service_completed_successfully"
        }


def test_volumes_are_declared_and_pictures_are_kept():
    for service in SERVICES.values():
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            assert source in COMPOSE["volumes"] or ROOT.joinpath(source).exists()
    media = re.search(r"MEDIA_ROOT=(\S+)", DOCKERFILE)[1]
    assert f"media:{media}" in SERVICES["web"]["volumes"]


def test_the_image_is_made_from_the_lock_and_runs_as_no_root():
    assert "--require-hashes -r requirements.lock" in DOCKERFILE
    assert re.findall(r"^USER (\w+)$", DOCKERFILE, flags=re.MULTILINE) == ["newsroom"]
    assert DOCKERFILE.index("\nUSER newsroom") < DOCKERFILE.index("collectstatic")


def test_varnish_looks_for_the_site_where_it_is():
    assert re.search(r'\.host = "(\w+)"', VCL)[1] == "web"
    port = re.search(r'\.port = "(\d+)"', VCL)[1]
    assert f"--port={port}" in SERVICES["web"]["command"]


def test_varnish_is_purged_where_it_takes_that_and_nowhere_else():
    assert SERVICES["varnish"]["command"] == ["-a", "purge=:8081"]
    assert 'local.socket == "purge"' in VCL
    assert SERVICES["web"]["environment"]["PURGE_CACHES"] == "${PURGE_CACHES:-http://varnish:8081}"
    assert all(not port.endswith(":8081") for port in SERVICES["varnish"]["ports"])
