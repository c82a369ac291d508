"""The standing people around one article, and that article at each point of its way."""

from contextlib import contextmanager

import pytest

from articles import workflow
from articles.models import Article, Edition, Event
from tests import people
from tests.workflow.situations import HOUR, reload, rewrite


@pytest.fixture
def world(clock):
    return people.section("World")


@pytest.fixture
def sport(clock):
    return people.section("Sport")


@pytest.fixture
def rosa(clock):
    """The reporter whose article it is."""
    return people.reporter()


@pytest.fixture
def oskar(clock):
    """Another reporter."""
    return people.colleague()


@pytest.fixture
def emil(world):
    """The article's editor."""
    return people.editor(world)


@pytest.fixture
def ada(world):
    """Another editor on the same desk."""
    return people.second_editor(world)


@pytest.fixture
def nils(sport):
    """An editor on another desk."""
    return people.editor(sport, name="nils")


@pytest.fixture
def clara(clock):
    """The chief editor."""
    return people.chief()


@pytest.fixture
def otto(clock):
    """Somebody in no group."""
    return people.outsider()


@pytest.fixture
def draft(rosa, world):
    return people.article(rosa, world)


@pytest.fixture
def in_review(draft, rosa, clock):
    workflow.submit(draft, rosa)
    clock.tick()
    return reload(draft)


@pytest.fixture
def live(in_review, emil, clock):
    """Live since an hour ago."""
    workflow.publish(in_review, emil)
    clock.tick(hours=1)
    return reload(in_review)


@pytest.fixture
def scheduled(in_review, emil, clock):
    """To be live in an hour."""
    workflow.publish(in_review, emil, clock.now + HOUR)
    clock.tick()
    return reload(in_review)


@pytest.fixture
def changed(live, rosa, clock):
    """Live, with a newer text in review."""
    workflow.submit(rewrite(live, rosa), rosa)
    clock.tick()
    return reload(live)


@pytest.fixture
def following(changed, emil, clock):
    """Live, with the next version due in an hour."""
    workflow.publish(changed, emil, clock.now + HOUR)
    clock.tick()
    return reload(changed)


@pytest.fixture
def embargoed(draft, emil, clock):
    """Under embargo for three hours."""
    workflow.set_embargo(draft, emil, clock.now + 3 * HOUR)
    clock.tick()
    return reload(draft)


@pytest.fixture
def spiked(draft, emil, clock):
    workflow.spike(draft, emil)
    clock.tick()
    return reload(draft)


@pytest.fixture
def readers_see():
    """`readers_see(moment)`: the headline that readers see at that moment, or None."""

    def headline(at):
        found = Edition.objects.visible(at)
        return found.get().headline if found.exists() else None

    return headline


@pytest.fixture
def refused():
    """`with refused(reason, field)`: the verb is refused so, and nothing is changed by it."""

    @contextmanager
    def refused(reason, field="", error=workflow.Refused):
        before = everything()
        with pytest.raises(error, match=reason) as refusal:
            yield
        assert refusal.value.field == field
        assert everything() == before

    return refused


def everything():
    return [list(model.objects.order_by("pk").values()) for model in (Article, Edition, Event)]
