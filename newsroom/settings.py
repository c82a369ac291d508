"""Settings of the newsroom, read from the environment: docs/operators.md lists them all.

Safe by default: what is not set is the closed, slower or quieter choice.
"""

import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf.global_settings import LANGUAGES

from articles.desk import theme
from articles.embeds import PROVIDERS
from newsroom import environment, looks
from newsroom.embedded import DATABASE_NAME, ROLE, EmbeddedServer
from newsroom.refusal import Refusal

BASE_DIR = Path(__file__).resolve().parent.parent


def folder(text: str) -> Path:
    """A folder, taken from the project's own where the path is relative."""
    return BASE_DIR / text


def existing_folder(text: str) -> Path | None:
    """A folder that is there, or None where there is no text."""
    if text and not folder(text).is_dir():
        raise ValueError(f"there is no folder {folder(text)}")
    return folder(text) if text else None


read = environment.Reader(folder(os.environ.get("ENV_FILE") or ".env"))

DEBUG = read("DEBUG", "0", environment.yes_or_no)
VAR_DIR = read("VAR_DIR", "var", folder)

# The address

LISTEN_HOST = read("HOST", "127.0.0.1", str)
LISTEN_PORT = read("PORT", "8000", environment.number(1, 65535))
WEB_WORKERS = read("WEB_WORKERS", "1", environment.number(1, 256))
WEB_THREADS = read("WEB_THREADS", "4", environment.number(1, 256))

_shown_host = "127.0.0.1" if LISTEN_HOST in {"0.0.0.0", "::"} else LISTEN_HOST  # noqa: S104
SITE_NAME = read("SITE_NAME", "The Newsroom", str)
SITE_URL = read("SITE_URL", f"http://{_shown_host}:{LISTEN_PORT}", environment.address)
_local_hosts = f"{urlsplit(SITE_URL).hostname},localhost,127.0.0.1,[::1]"
ALLOWED_HOSTS = read("ALLOWED_HOSTS", _local_hosts, environment.host_names)
CSRF_TRUSTED_ORIGINS = [SITE_URL]

# The database


def another_way(name: str, **options: Any) -> dict[str, Any]:
    """The database by another address, with the options of `default` but for these."""
    given = read(name, "", environment.database)
    return {
        **given,
        "ENGINE": "django.db.backends.postgresql",
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**DATABASES["default"]["OPTIONS"], **given["OPTIONS"], **options},
    }


_database_url = read("DATABASE_URL", "", str)
EMBEDDED = None if _database_url else EmbeddedServer(VAR_DIR)
_database: dict[str, Any]
if EMBEDDED:
    _database = {
        "ENGINE": "newsroom.embedded",
        "NAME": DATABASE_NAME,
        "USER": ROLE,
        "HOST": EMBEDDED.host,
        "OPTIONS": {},
    }
else:
    _database = read("DATABASE_URL", "", environment.database)
    _database["ENGINE"] = "django.db.backends.postgresql"

STATEMENT_TIMEOUT = read("STATEMENT_TIMEOUT", "30", environment.number(0, 86400))
DATABASES = {
    "default": {
        **_database,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "application_name": "newsroom",
            **_database["OPTIONS"],
            "options": f"{_database['OPTIONS'].get('options', '')} "
            f"-c lock_timeout=5s -c statement_timeout={STATEMENT_TIMEOUT}s"
            # What articles/models/prepared.py asks is planned once for each connection. Left to
            # itself, PostgreSQL would plan an article's query each time, as it looks cheaper then.
            " -c plan_cache_mode=force_generic_plan",
            "prepare_threshold": 1,
            # A thread that answers requests holds one connection at most; some are spare.
            "pool": {"min_size": 1, "max_size": WEB_THREADS + 4, "timeout": 10},
        },
    }
}
# Where DATABASE_URL leads through PgBouncer, connections that last lead past it. What a session
# keeps, such as prepared statements, cursors and timeouts, then belongs to nobody.
DIRECT_DATABASE = "default"
if read("DATABASE_DIRECT_URL", "", str):
    DIRECT_DATABASE = "direct"
    DATABASES["direct"] = another_way("DATABASE_DIRECT_URL", pool=False)
    DATABASES["default"]["DISABLE_SERVER_SIDE_CURSORS"] = True
    DATABASES["default"]["OPTIONS"] |= {"options": "", "prepare_threshold": None}
# A streaming replica: readers' pages are read from it once it has what they must show.
if read("DATABASE_REPLICA_URL", "", str):
    DATABASES["replica"] = another_way("DATABASE_REPLICA_URL", connect_timeout=2)
    DATABASE_ROUTERS = ["articles.models.replica.ReplicaRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Secrets and safety

SECRET_KEY = read("SECRET_KEY", "", str)
if not SECRET_KEY and EMBEDDED:
    SECRET_KEY = environment.secret_key(VAR_DIR)
if not SECRET_KEY:
    raise Refusal(
        "SECRET_KEY: it must be set where DATABASE_URL is; use a long random text that all "
        "processes of the site share."
    )

_https = SITE_URL.startswith("https:")
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _https
SECURE_HSTS_SECONDS = 31_536_000 if _https else 0
# TLS ends at a proxy before us, which must set this header itself: docs/operators.md says so.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _https else None
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz)$"]
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
# Only the desk has sessions and forms: readers' pages see no cookie, even of people signed in.
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = "/admin/"
X_FRAME_OPTIONS = "DENY"

AUTH_USER_MODEL = "articles.User"
AUTHENTICATION_BACKENDS = ["articles.accounts.AccountBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024  # copy of up to 5 MB may be pasted into a form

SILENCED_SYSTEM_CHECKS = [
    # CKEditor 4 is end of life. The server's own cleaning is what is trusted, not the editor.
    "ckeditor.W001",
    # Other sites under the same domain are not ours to commit to https, nor to preload lists.
    "security.W005",
    "security.W021",
]

# The looks: a site's own folders come before ours

SITE_TEMPLATES = read("SITE_TEMPLATES", "", existing_folder)
SITE_STATIC = read("SITE_STATIC", "", existing_folder)
STATICFILES_DIRS = [*([SITE_STATIC] if SITE_STATIC else []), BASE_DIR / "static"]

_logo = looks.static_file(STATICFILES_DIRS, looks.LOGO_ENDINGS)
SITE_LOGO = read("SITE_LOGO", "", _logo)
SITE_LOGO_DARK = read("SITE_LOGO_DARK", "", _logo)
SITE_SERIF = read("SITE_SERIF", "", looks.families)
SITE_SANS = read("SITE_SANS", "", looks.families)
SITE_FONTS = read("SITE_FONTS", "", looks.fonts(STATICFILES_DIRS))
SITE_COLOURS = looks.chosen({name: read(name, "", looks.colour) for name in looks.COLOURS})

# The application

INSTALLED_APPS = [
    "unfold",
    "unfold.contrib.filters",
    "simple_history",
    "ckeditor",
    "imagefield",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.forms",
    "articles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "newsroom.security.SecurityHeadersMiddleware",
    "newsroom.security.NoCookiesForReadersMiddleware",
    "newsroom.language.DeskLanguageMiddleware",
    "newsroom.faults.UnusableInputMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [*([SITE_TEMPLATES] if SITE_TEMPLATES else []), BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

UNFOLD = theme.UNFOLD
CKEDITOR_CONFIGS = theme.CKEDITOR_CONFIGS
# Form widgets of ours lie among the other templates.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Feeds and crawlers

FEED_FULL_TEXT = read("FEED_FULL_TEXT", "0", environment.yes_or_no)
WEBSUB_HUB = read("WEBSUB_HUB", "", environment.hub)
SEARCH_ENGINES = read("SEARCH_ENGINES", "1", environment.yes_or_no)

# How long one page of results may look into the archive, in milliseconds.

SEARCH_LIMIT = read("SEARCH_LIMIT", "25", environment.number(0, 10_000))

# The press: how many megabytes of printed pages each process keeps; 0 prints each one anew

PRESS_MEMORY = read("PRESS_MEMORY", "0" if DEBUG else "64", environment.number(0, 100_000))
METRICS_ALLOWED = read("METRICS_ALLOWED", "127.0.0.1, ::1", environment.networks)

# Caches in front of the site: for how many seconds they may keep pages, and where each is purged

SHARED_CACHE = read("SHARED_CACHE", "0", environment.number(0, 3600))
PURGE_CACHES = read("PURGE_CACHES", "", environment.caches)

# Language and time

LANGUAGE_CODE = read("LANGUAGE_CODE", "en", environment.language(dict(LANGUAGES)))
TIME_ZONE = read("TIME_ZONE", "Europe/London", environment.zone)
USE_TZ = True
LOCALE_PATHS = [BASE_DIR / "newsroom" / "locale"]
FORMAT_MODULE_PATH = ["newsroom.formats"]

# Files

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = read("MEDIA_ROOT", str(VAR_DIR / "media"), folder)
_static_storage = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
    if DEBUG
    else "whitenoise.storage.CompressedManifestStaticFilesStorage"
)
# Where S3_BUCKET names one, pictures are kept there; boto3 finds the keys as it always does, for
# instance in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.
_s3: dict[str, Any] = {
    "bucket_name": read("S3_BUCKET", "", str),
    "endpoint_url": read("S3_ENDPOINT", "", environment.optional(environment.address)),
    "region_name": read("S3_REGION", "", str) or None,
    "location": read("S3_FOLDER", "", str),
    # Names are never used twice, so nothing need be asked before a file is written.
    "file_overwrite": True,
    "signature_version": "s3v4",
    "querystring_auth": False,
}
_media_storage: dict[str, Any] = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
if _s3["bucket_name"]:
    _media_storage = {"BACKEND": "newsroom.storage.MediaOnS3", "OPTIONS": _s3}
STORAGES = {
    "default": _media_storage,
    "staticfiles": {"BACKEND": _static_storage},
}
WHITENOISE_ALLOW_ALL_ORIGINS = False
IMAGEFIELD_BIN_DEPTH = 2
IMAGEFIELD_AUTOGENERATE = False
IMAGEFIELD_VALIDATE_ON_SAVE = False  # articles.photo looks at every file, once

# Mail and tasks

DEFAULT_FROM_EMAIL = read("DEFAULT_FROM_EMAIL", "newsroom@localhost", str)
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_TIMEOUT = 10
globals().update(read("EMAIL_URL", "console", environment.mail_server))

_task_backends = {
    "immediate": "django_tasks.backends.immediate.ImmediateBackend",
    "database": "django_tasks_db.DatabaseBackend",
}
TASKS_BACKEND = read("TASKS_BACKEND", "immediate", environment.one_of(*_task_backends))
TASKS = {"default": {"BACKEND": _task_backends[TASKS_BACKEND]}}

# Whose videos and posts readers can have shown within a story; of others they get a plain link.

EMBED_PROVIDERS = read("EMBED_PROVIDERS", ",".join(PROVIDERS), environment.some_of(*PROVIDERS))

# What `python -m newsroom` fills an empty database with: never one that others run, unless asked.
LOAD_DEMO = read("LOAD_DEMO", "1" if EMBEDDED else "0", environment.yes_or_no)
DEMO_PASSWORD = read("DEMO_PASSWORD", "", str)

# What is logged: faults with their traceback, on stderr. Refused requests are no faults of ours.

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO" if DEBUG else "WARNING"},
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
