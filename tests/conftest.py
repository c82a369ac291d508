"""What all tests share. The database comes from the plugin in tests/database.py."""

from django.conf import settings

pytest_plugins = ["tests.chromium", "tests.clock"]


def pytest_configure() -> None:
    # Tests render pages from the sources: nothing is collected, so no name has a hash to look up.
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    # A busy machine must not change what is found.
    settings.SEARCH_LIMIT = 10_000
    # Tests ask Django itself; those of the press say so.
    settings.PRESS_MEMORY = 0
    # Hashing slowly is for attackers to bear, not for tests that make hundreds of people.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
