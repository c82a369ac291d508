"""Secrets that are handed out once: of each, the hash alone is stored."""

import hashlib
import secrets

__all__ = ["digest_of", "new_secret"]


def new_secret() -> str:
    """Return 256 bits that nobody guesses, fit for an address and for a header."""
    return secrets.token_urlsafe(32)


def digest_of(secret: str) -> str:
    """Return what is stored of a secret: its SHA-256."""
    return hashlib.sha256(secret.encode()).hexdigest()
