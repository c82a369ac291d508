"""``manage.py`` on the embedded database."""

import stat
from pathlib import Path


def test_a_command_without_queries_starts_no_server(manage, surroundings):
    assert manage("check").returncode == 0
    assert [path.name for path in Path(surroundings["VAR_DIR"]).iterdir()] == ["secret-key"]


def test_a_command_with_queries_runs_beside_the_site_and_does_not_stop_it(
    manage, start, surroundings
):
    site = start().wait()
    done = manage("shell", "-v", "0", "-c", "print(User.objects.count())")
    assert done.returncode == 0, done.stderr
    assert done.stdout == "0\n"
    assert site.status() == 200


def test_a_command_alone_starts_the_server_and_stops_it(manage, surroundings):
    done = manage("showmigrations", "articles")
    assert done.returncode == 0, done.stderr
    data = Path(surroundings["VAR_DIR"], "postgres")
    assert data.joinpath("PG_VERSION").exists()
    assert not data.joinpath("postmaster.pid").exists()


def test_the_secret_key_is_made_once_and_closed_to_others(manage, surroundings):
    manage("check")
    file = Path(surroundings["VAR_DIR"], "secret-key")
    key = file.read_text()
    assert len(key) >= 50
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    manage("check")
    assert file.read_text() == key


def test_a_bad_setting_is_refused_in_one_sentence(manage):
    done = manage("migrate", TIME_ZONE="Mars/Base")
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == (
        "TIME_ZONE: 'Mars/Base' is not a time zone; use a name such as Europe/Madrid.\n"
    )


def test_data_of_another_major_version_are_refused_in_one_sentence(manage, surroundings):
    data = Path(surroundings["VAR_DIR"], "postgres")
    data.mkdir(parents=True)
    data.joinpath("PG_VERSION").write_text("15\n")
    done = manage("migrate")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "was made by PostgreSQL 15" in done.stderr
