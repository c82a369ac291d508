"""What the demo has planned, so that its home and its planner have something to show."""

from articles import permissions
from articles.models import Assignment, User
from tests.demo.loaded.conftest import Loaded


def test_there_is_something_to_write_something_late_and_something_to_take(demo: Loaded):
    reporter = User.objects.get(username="reporter")
    plans = Assignment.objects.all()
    assert plans.filter(person=reporter).late(demo.now).count() == 1
    assert plans.filter(person=reporter).open().count() == 2
    assert plans.free().count() == 2
    assert set(permissions.visible_assignments(reporter)) == {
        *plans.filter(person=reporter),
        *plans.free(),
    }


def test_every_slot_lies_ahead(demo: Loaded):
    slots = Assignment.objects.exclude(planned_at=None)
    assert slots.count() == 3
    assert not slots.filter(planned_at__lte=demo.now).exists()
