"""What tests of search share."""

import pytest

from tests.reader.search.reading import address, found


@pytest.fixture
def search(client):
    """`search(words, section=...)`: the headlines found, in order."""

    def search(words="", **parameters):
        return found(client.get(address(words, **parameters)))

    return search
