"""The program in the guide to the API mirrors a site that is served."""

import re
from pathlib import Path

import pytest

from tests.reader.stories import DAY, published

pytestmark = pytest.mark.django_db(transaction=True)

GUIDE = Path(__file__).parents[3] / "docs" / "api.md"


def test_the_program_keeps_up_with_the_site(live_server, settings, world):
    settings.SITE_URL = live_server.url
    first = published(world, "First")
    program = re.search(r"```python\n(.*?)```", GUIDE.read_text(), re.DOTALL)[1]
    mirror = {"SITE": live_server.url}
    exec(program, mirror)  # noqa: S102 -- it is our own
    assert [article["headline"] for article in mirror["articles"].values()] == ["First"]

    published(world, "Second")
    type(first).objects.filter(pk=first.pk).update(ends_at=DAY.replace(year=2126))
    mirror["address"] = mirror["catch_up"](mirror["address"], mirror["articles"])
    assert [each["headline"] for each in mirror["articles"].values()] == ["First", "Second"]
