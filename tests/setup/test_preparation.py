"""What the site brings up to date before it opens."""

import pytest

from newsroom.preparation import collect_static


@pytest.fixture
def source(settings, tmp_path):
    """A folder of static files, and nothing from packages."""
    source = tmp_path / "source"
    source.mkdir()
    source.joinpath("page.css").write_text("body { color: black }")
    settings.STATICFILES_DIRS = [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "static"
    settings.VAR_DIR = tmp_path
    return source


def test_static_files_are_collected_once(source, settings, capsys):
    collect_static()
    assert settings.STATIC_ROOT.joinpath("page.css").read_text() == "body { color: black }"
    assert capsys.readouterr().out == "Collecting static files ...\n"
    collect_static()
    assert capsys.readouterr().out == ""


def test_static_files_are_collected_again_when_one_changed(source, settings):
    collect_static()
    source.joinpath("page.css").write_text("body { color: navy }")
    collect_static()
    assert settings.STATIC_ROOT.joinpath("page.css").read_text() == "body { color: navy }"


def test_static_files_are_collected_again_when_the_folder_is_gone(source, settings):
    collect_static()
    settings.STATIC_ROOT.joinpath("page.css").unlink()
    settings.STATIC_ROOT.rmdir()
    collect_static()
    assert settings.STATIC_ROOT.joinpath("page.css").exists()
