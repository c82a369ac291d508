"""Settings as the environment sets them."""

import pytest

from newsroom.refusal import Refusal

DATABASE = "postgresql://amy:p%40ss@db.example:5433/news?sslmode=require"


def test_defaults_are_safe(load):
    settings = load()
    assert settings["DEBUG"] is False
    assert settings["ALLOWED_HOSTS"] == ["127.0.0.1", "localhost", "127.0.0.1", "[::1]"]
    assert settings["X_FRAME_OPTIONS"] == "DENY"
    assert settings["SESSION_COOKIE_PATH"] == "/admin/"


def test_without_an_address_the_database_is_the_embedded_one(load, tmp_path):
    database = load()["DATABASES"]["default"]
    assert database["ENGINE"] == "newsroom.embedded"
    assert database["HOST"].startswith(str(tmp_path))


def test_a_database_address_is_taken_apart(load):
    database = load(DATABASE_URL=DATABASE, SECRET_KEY="k" * 50)["DATABASES"]["default"]
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["USER"], database["PASSWORD"]) == ("amy", "p@ss")
    assert (database["HOST"], database["PORT"], database["NAME"]) == ("db.example", "5433", "news")
    assert database["OPTIONS"]["sslmode"] == "require"


def test_connections_are_pooled_and_wait_for_nothing_long(load):
    options = load(STATEMENT_TIMEOUT="7")["DATABASES"]["default"]["OPTIONS"]
    assert options["options"].split()[1::2] == [
        "lock_timeout=5s",
        "statement_timeout=7s",
        "plan_cache_mode=force_generic_plan",
    ]
    assert options["application_name"] == "newsroom"
    assert options["pool"]["max_size"] > load()["WEB_THREADS"]


def test_a_database_of_ones_own_needs_a_secret_key(load):
    with pytest.raises(Refusal, match=r"^SECRET_KEY: it must be set where DATABASE_URL is"):
        load(DATABASE_URL=DATABASE)


@pytest.mark.parametrize("empty", ["", " "])
def test_an_empty_variable_counts_as_not_set(load, empty):
    assert load(SITE_NAME=empty)["SITE_NAME"] == "The Newsroom"


def test_a_file_may_hold_settings_and_the_environment_overrides_it(load, tmp_path):
    file = tmp_path / "settings.env"
    file.write_text("SITE_NAME=The File\nTIME_ZONE=Europe/Madrid\n")
    settings = load(ENV_FILE=str(file), TIME_ZONE="Asia/Tokyo")
    assert settings["SITE_NAME"] == "The File"
    assert settings["TIME_ZONE"] == "Asia/Tokyo"


def test_an_https_address_closes_cookies_and_redirects(load):
    settings = load(SITE_URL="https://news.example")
    for name in ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT"):
        assert settings[name] is True
    assert settings["SECURE_HSTS_SECONDS"] > 0
    assert settings["ALLOWED_HOSTS"][0] == "news.example"


def test_the_site_s_address_follows_host_and_port(load):
    assert load(HOST="::", PORT="8123")["SITE_URL"] == "http://127.0.0.1:8123"


def test_a_mail_address_is_taken_apart(load):
    settings = load(EMAIL_URL="smtp+starttls://amy:p%40ss@mail.example")
    assert settings["EMAIL_HOST"] == "mail.example"
    assert settings["EMAIL_PORT"] == 587
    assert settings["EMAIL_HOST_PASSWORD"] == "p@ss"
    assert settings["EMAIL_USE_TLS"] is True
    assert settings["EMAIL_USE_SSL"] is False


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("DEBUG", "perhaps", "'perhaps' is neither yes nor no"),
        ("PORT", "0", "'0' is not a whole number from 1 to 65535"),
        ("PORT", "eighty", "'eighty' is not a whole number"),
        ("SITE_URL", "news.example", "'news.example' is not a site's address"),
        ("SITE_URL", "https://news.example/blog", "is not a site's address"),
        ("ALLOWED_HOSTS", "http://news.example", "'http://news.example' is not a host name"),
        ("TIME_ZONE", "Mars/Base", "'Mars/Base' is not a time zone"),
        ("LANGUAGE_CODE", "xx", "'xx' is not a language"),
        ("TASKS_BACKEND", "cron", "'cron' is unknown; use one of: immediate, database"),
        ("WEBSUB_HUB", "ftp://hub.example/", "'ftp://hub.example/' is not a hub's address"),
        ("WEBSUB_HUB", "https:///x", "is not a hub's address"),
        ("FEED_FULL_TEXT", "maybe", "'maybe' is neither yes nor no"),
        ("DATABASE_URL", "mysql://db.example/news", "it is not a PostgreSQL address"),
        ("DATABASE_URL", "postgresql://db.example", "it names no database"),
        ("DATABASE_URL", "postgresql://db.example/news?color=red", "it can't be read"),
        ("EMAIL_URL", "imap://mail.example", "it is not a mail server's address"),
        ("STATEMENT_TIMEOUT", "-1", "'-1' is not a whole number from 0 to 86400"),
    ],
)
def test_a_bad_value_is_refused_by_name(load, name, value, told):
    with pytest.raises(Refusal) as refusal:
        load(**{name: value})
    assert str(refusal.value).startswith(f"{name}: ")
    assert told in str(refusal.value)


@pytest.mark.parametrize("name", ["DATABASE_URL", "EMAIL_URL"])
def test_a_refusal_repeats_no_password(load, name):
    with pytest.raises(Refusal) as refusal:
        load(**{name: "gopher://amy:hidden@example"})
    assert "hidden" not in str(refusal.value)


def test_providers_of_embeds_are_named_or_none(load):
    assert {"youtube", "bluesky"} < set(load()["EMBED_PROVIDERS"])
    assert load(EMBED_PROVIDERS="vimeo, x,vimeo")["EMBED_PROVIDERS"] == ("vimeo", "x")
    assert load(EMBED_PROVIDERS="none")["EMBED_PROVIDERS"] == ()
    with pytest.raises(Refusal, match=r"^EMBED_PROVIDERS: 'myspace' is unknown; use one of: "):
        load(EMBED_PROVIDERS="vimeo,myspace")
    with pytest.raises(Refusal, match=r"^EMBED_PROVIDERS: none stands alone\.$"):
        load(EMBED_PROVIDERS="vimeo,none")


def test_figures_are_for_addresses_and_networks(load):
    allowed = load(METRICS_ALLOWED="10.0.0.0/8, 2001:db8::1")["METRICS_ALLOWED"]
    assert [str(network) for network in allowed] == ["10.0.0.0/8", "2001:db8::1/128"]
    assert len(load()["METRICS_ALLOWED"]) == 2
    with pytest.raises(Refusal, match=r"^METRICS_ALLOWED: .* use addresses or networks such as"):
        load(METRICS_ALLOWED="10.0.0.1/8")


def test_while_it_is_developed_every_page_is_made_anew(load):
    assert load(DEBUG="1")["PRESS_MEMORY"] == 0
    assert load()["PRESS_MEMORY"] == 64
