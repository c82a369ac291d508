"""Addresses as they come: any text may stand where one should."""

from urllib.parse import SplitResult, urlsplit

__all__ = ["host_of", "parts_of"]


def parts_of(address: str) -> SplitResult:
    """Return the parts of an address; none where it is no address."""
    try:
        parts = urlsplit(address)
        # Reading them may fail as well.
        _ = parts.hostname, parts.port
    except ValueError:
        return SplitResult("", "", "", "", "")
    return parts


def host_of(address: str) -> str:
    return (parts_of(address).hostname or "").lower()
