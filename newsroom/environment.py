"""Small parsers for the settings. Each refuses a bad value and says what a good one looks like.

A parser takes the text and returns the value, or raises ValueError with the end of the sentence
that begins with the setting's name.
"""

import os
import secrets
from collections.abc import Callable, Collection
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import unquote, urlsplit
from zoneinfo import available_timezones

import psycopg
from environs import Env
from psycopg.conninfo import conninfo_to_dict

from newsroom.refusal import Refusal

__all__ = [
    "Reader",
    "address",
    "caches",
    "database",
    "host_names",
    "hub",
    "language",
    "mail_server",
    "number",
    "one_of",
    "optional",
    "secret_key",
    "some_of",
    "yes_or_no",
    "zone",
]

T = TypeVar("T")
MAIL_DOORS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


class Reader:
    """Reads settings from the environment, then from a file of NAME=value lines."""

    def __init__(self, file: Path) -> None:
        self._env = Env()
        self._env.read_env(file, recurse=False)

    def __call__(self, name: str, default: str, parse: Callable[[str], T]) -> T:
        """Parse a setting. One that is empty counts as not set, as compose files can't unset."""
        text = self._env.str(name, "").strip() or default
        try:
            return parse(text)
        except ValueError as error:
            raise Refusal(f"{name}: {error}.") from error

    @property
    def names(self) -> Collection[str]:
        """The settings read so far."""
        return self._env.dump().keys()


def yes_or_no(text: str) -> bool:
    if text.lower() in {"1", "true", "yes", "on"}:
        return True
    if text.lower() in {"0", "false", "no", "off"}:
        return False
    raise ValueError(f"{text!r} is neither yes nor no; use 1 or 0")


def number(least: int, most: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        if text.isdecimal() and least <= int(text) <= most:
            return int(text)
        raise ValueError(f"{text!r} is not a whole number from {least} to {most}")

    return parse


def optional(parse: Callable[[str], T]) -> Callable[[str], T | None]:
    """Return a parser for which no text is None."""
    return lambda text: parse(text) if text else None


def one_of(*choices: str) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if text in choices:
            return text
        raise ValueError(f"{text!r} is unknown; use one of: {', '.join(choices)}")

    return parse


def some_of(*choices: str) -> Callable[[str], tuple[str, ...]]:
    def parse(text: str) -> tuple[str, ...]:
        if text == "none":
            return ()
        chosen = tuple(dict.fromkeys(each.strip() for each in text.split(",") if each.strip()))
        for each in chosen:
            one_of(*choices, "none")(each)
        if "none" in chosen:
            raise ValueError("none stands alone")
        return chosen

    return parse


def zone(text: str) -> str:
    if text in available_timezones():
        return text
    raise ValueError(f"{text!r} is not a time zone; use a name such as Europe/Madrid")


def language(known: Collection[str]) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if text in known:
            return text
        raise ValueError(
            f"{text!r} is not a language Django speaks; use a code such as en or pt-br"
        )

    return parse


def address(text: str) -> str:
    """An http address of a whole site, without a path; a closing slash is dropped."""
    parts = urlsplit(text)
    if (
        parts.scheme in {"http", "https"}
        and parts.hostname
        and parts.path in {"", "/"}
        and not (parts.query or parts.fragment or parts.username)
        and (parts.port is None or parts.port > 0)  # urlsplit raises ValueError on a bad port
    ):
        return text.rstrip("/")
    raise ValueError(f"{text!r} is not a site's address; use one such as https://news.example")


def caches(text: str) -> list[str]:
    """Where caches take PURGE, with commas between them."""
    try:
        return [address(part.strip()) for part in text.split(",") if part.strip()]
    except ValueError:
        raise ValueError(
            f"{text!r} is not where caches are purged; use one such as http://varnish:8081"
        ) from None


def hub(text: str) -> str:
    """The http address of a WebSub hub, or nothing."""
    parts = urlsplit(text)
    if not text or (parts.scheme in {"http", "https"} and parts.hostname and not parts.fragment):
        return text
    raise ValueError(f"{text!r} is not a hub's address; use one such as https://hub.example/")


def networks(text: str) -> list[IPv4Network | IPv6Network]:
    """Addresses and networks such as 10.0.0.0/8, with commas between them."""
    try:
        return [ip_network(part.strip()) for part in text.split(",") if part.strip()]
    except ValueError as error:
        raise ValueError(f"{error}; use addresses or networks such as 10.0.0.0/8") from error


def host_names(text: str) -> list[str]:
    names = [name.strip() for name in text.split(",") if name.strip()]
    for name in names:
        if "/" in name or " " in name:
            raise ValueError(f"{name!r} is not a host name; use names such as news.example")
    return names


def database(text: str) -> dict[str, Any]:
    """Django's description of a PostgreSQL address, which may hold any of libpq's parameters.

    The address is not repeated in the refusal: it may hold a password.
    https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS
    """
    shape = "use one such as postgresql://user:password@host:5432/newsroom"
    if not text.startswith(("postgres://", "postgresql://")):
        raise ValueError(f"it is not a PostgreSQL address; {shape}")
    try:
        parts = conninfo_to_dict(text)
    except psycopg.ProgrammingError as error:
        raise ValueError(f"it can't be read ({str(error).strip()}); {shape}") from error
    if not parts.get("dbname"):
        raise ValueError(f"it names no database; {shape}")
    return {
        "NAME": parts.pop("dbname"),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": parts.pop("port", ""),
        "OPTIONS": parts,
    }


def mail_server(text: str) -> dict[str, Any]:
    """Django's EMAIL_ settings for an address; it is not repeated, as it may hold a password."""
    if text == "console":
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    parts = urlsplit(text)
    if parts.scheme not in MAIL_DOORS or not parts.hostname:
        raise ValueError(
            "it is not a mail server's address; use console, or one such as "
            "smtp+starttls://user:password@mail.example:587"
        )
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or MAIL_DOORS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+starttls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
    }


def secret_key(folder: Path) -> str:
    """The key kept in a folder, made at the first call. Two processes at once get the same one."""
    file = folder / "secret-key"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not file.exists():
            draft = folder / f"secret-key.{os.getpid()}"
            draft.touch(mode=0o600)
            draft.write_text(secrets.token_urlsafe(50))
            try:
                os.link(draft, file)  # unlike a rename, it never replaces one that is there
            except FileExistsError:
                pass
            finally:
                draft.unlink()
        return file.read_text()
    except OSError as error:
        raise Refusal(
            f"VAR_DIR: {folder} can't be written to ({error.strerror}); make it writable for "
            "this user, or set another folder."
        ) from error
