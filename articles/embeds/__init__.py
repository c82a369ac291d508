"""Videos and posts of other sites that can stand in a story, a file a provider.

An address is only read, never asked for. From the id in it we write both the address that is stored
and the one that a reader's browser loads when asked to, so no other can be brought in.

A new provider is a file with a `Provider`, added to `PROVIDERS` below.
"""

from django.conf import settings

from articles.embeds.bluesky import BLUESKY
from articles.embeds.dailymotion import DAILYMOTION
from articles.embeds.instagram import INSTAGRAM
from articles.embeds.provider import Address, Embed, Provider, Shape
from articles.embeds.soundcloud import SOUNDCLOUD
from articles.embeds.spotify import SPOTIFY
from articles.embeds.tiktok import TIKTOK
from articles.embeds.vimeo import VIMEO
from articles.embeds.x import X
from articles.embeds.youtube import YOUTUBE

__all__ = ["PROVIDERS", "Embed", "Provider", "Shape", "embed_of", "is_on"]

PROVIDERS = {
    provider.name: provider
    for provider in (
        YOUTUBE,
        VIMEO,
        DAILYMOTION,
        TIKTOK,
        SOUNDCLOUD,
        SPOTIFY,
        X,
        BLUESKY,
        INSTAGRAM,
    )
}
BY_HOST = {host: provider for provider in PROVIDERS.values() for host in provider.hosts}


def embed_of(text: str) -> Embed | None:
    """Return the video or post that this web address leads to; None where it is no provider's."""
    address = Address.of(text)
    provider = BY_HOST.get(address.host) if address else None
    found = provider.find(address) if provider and address else None
    return Embed(provider, *found) if provider and found else None


def is_on(provider: Provider) -> bool:
    """Say whether this site shows what is the provider's, rather than a plain link to it."""
    return provider.name in settings.EMBED_PROVIDERS
