"""What tests of the API share: a small newsroom with one article in every situation."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from tests import people
from tests.reader.stories import DAY, published

TOMORROW = datetime.now(UTC) + timedelta(days=1)


@pytest.fixture
def newsroom(world, europe, harbour):
    """One article that readers see, with all that an article may have; and those they don't."""
    ines, bridges = people.author("Ines Marrow"), people.topic("Bridges")
    ines.portrait = harbour
    ines.save()
    notice = {"kind": "correction", "text": "It was forty.", "at": "2026-02-02T09:00:00+00:00"}
    named = {"author_ids": [ines.pk], "topic_ids": [bridges.pk]}
    live = published(
        europe,
        "Bridge reopens",
        **named,
        body=f'{people.BODY}<p>See <a href="/world/">the world</a>, '
        '<a href="https://example.org/?a=1&amp;b=2">elsewhere</a> and "src=/x".</p>'
        f'<figure><img data-picture="{harbour.pk}" src="{harbour.file.full_640_webp}" alt="Boats">'
        "</figure>",
        kicker="Harbour",
        standfirst=people.STANDFIRST,
        dateline="LISBON",
        language="pt",
        lead_picture=harbour,
        notices=[notice],
    )
    hour = timedelta(hours=1)
    return SimpleNamespace(
        live=live,
        other=published(world, "Ferry sails", since=DAY - hour),
        ended=published(world, "It is over", until=DAY + hour, **named),
        withdrawn=published(world, "Never true", until=DAY + hour, withdrawn="It was not true."),
        coming=people.edition(
            people.article(people.reporter(), world, headline="Still to come"), TOMORROW
        ),
        author=ines,
        topic=bridges,
    )
