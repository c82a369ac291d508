"""Videos and posts of other sites have a title, and are shown by this one."""

from collections.abc import Iterator

from articles.embeds import is_on
from articles.preflight.proof import Finding, Proof, warn
from articles.richtext.embedding import embeds_in

__all__ = ["check"]


def check(proof: Proof) -> Iterator[Finding]:
    for placed in embeds_in(proof.article.body):
        provider, address = placed.embed.provider, placed.embed.address
        if not placed.title:
            yield warn(
                f"What is on {provider.label} has no title. Say what it shows: readers see that "
                "before they load it.",
                "body",
                address,
            )
        if not is_on(provider):
            yield warn(
                f"This site shows nothing of {provider.label} within its stories. Readers get a "
                "plain link.",
                "body",
                placed.title or address,
            )
