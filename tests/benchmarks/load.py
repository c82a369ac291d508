"""Readers by the hundred, against a whole site: what it takes before an election night.

    python -m tests.benchmarks.load https://staging.news.example --readers 200 --seconds 60

Asks for the front, the newest lists and the articles that /latest/ leads to, over as many
connections as there are readers, and prints the rate, how long answers took, and with which status
or fault. One process asks some thousand times a second; start several for more.
"""

import argparse
import asyncio
import random
import re
import ssl
import time
from collections import Counter
from urllib.parse import urlsplit

LISTS = ("/", "/latest/", "/rss.xml")
LINK = re.compile(r'class="headline"[^>]*><a href="(/[^"]+)"')


class Site:
    """Where to ask, and what was answered."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self.host = parts.hostname or ""
        self.port = parts.port or (443 if parts.scheme == "https" else 80)
        self.tls = ssl.create_default_context() if parts.scheme == "https" else None
        self.name = parts.netloc
        self.took: list[float] = []
        self.statuses: Counter[str] = Counter()

    async def connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        return await asyncio.open_connection(self.host, self.port, ssl=self.tls)

    async def ask(
        self, path: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> bytes:
        begun = time.perf_counter()
        head = f"GET {path} HTTP/1.1\r\nHost: {self.name}\r\nAccept-Encoding: identity\r\n\r\n"
        writer.write(head.encode())
        told = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        body = await self._body(told.lower(), reader)
        self.took.append(time.perf_counter() - begun)
        self.statuses[told.split(" ", 2)[1]] += 1
        return body

    async def _body(self, told: str, reader: asyncio.StreamReader) -> bytes:
        if length := re.search(r"content-length: *(\d+)", told):
            return await reader.readexactly(int(length[1]))
        body = b""
        while size := int(await reader.readuntil(b"\r\n"), 16):
            body += await reader.readexactly(size)
            await reader.readexactly(2)
        await reader.readexactly(2)
        return body


async def read_on(site: Site, pages: list[str], until: float) -> None:
    """Ask again and again, as one reader without rest does."""
    while time.monotonic() < until:
        try:
            reader, writer = await site.connect()
            while time.monotonic() < until:
                await site.ask(random.choice(pages), reader, writer)
            writer.close()
        except (OSError, asyncio.IncompleteReadError) as error:
            site.statuses[type(error).__name__] += 1
            await asyncio.sleep(0.1)


async def load(address: str, readers: int, seconds: float) -> Site:
    site = Site(address)
    connection = await site.connect()
    latest = (await site.ask("/latest/", *connection)).decode()
    connection[1].close()
    pages = [*LISTS, *dict.fromkeys(LINK.findall(latest))]
    until = time.monotonic() + seconds
    await asyncio.gather(*(read_on(site, pages, until) for _ in range(readers)))
    return site


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("address", help="the site, without a path")
    parser.add_argument("--readers", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=30)
    asked = parser.parse_args()
    site = asyncio.run(load(asked.address, asked.readers, asked.seconds))
    took = sorted(site.took)
    print(f"{len(took) / asked.seconds:,.0f} answers a second")
    for share in (50, 99, 100):
        print(f"{share} of 100 within {1000 * took[len(took) * share // 100 - 1]:.1f} ms")
    print(", ".join(f"{status}: {count:,}" for status, count in site.statuses.most_common()))


if __name__ == "__main__":
    main()
