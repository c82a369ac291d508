"""Mail leaves by itself: from ``python -m newsroom``, and from ``manage.py deliver``.

So does what a hub is told of feeds.
"""

import sys

from tests.hub import open_hub
from tests.post_office import post_office
from tests.setup.test_run import in_database

PERSON = """
INSERT INTO articles_user
    (username, email, password, first_name, last_name, is_superuser, is_staff, is_active,
     date_joined, mails)
VALUES ('rosa', 'rosa@paper.example', '!', '', '', true, true, true, now(), true)
"""
NEWS = """
INSERT INTO articles_outgoing
    (person_id, subject, text, path, created_at, next_attempt_at, attempts, error)
SELECT id, 'News', 'It rains.', '/admin/', now(), now(), 0, '' FROM articles_user
"""
STORY = """
from django.utils import timezone
world = Section.objects.create(name="World", slug="world")
story = Article.objects.create(
    created_by=User.objects.get(), headline="News", slug="news", section=world
)
story.as_edition(timezone.now()).save(force_insert=True)
"""
NEWS_AGAIN = """
from articles import workflow
Outgoing.objects.all().delete()
workflow.tell(User.objects.get(), article=None, subject="More", text="It pours.", path="/")
"""


def test_the_site_sends_mail_and_so_does_deliver_until_told_to_stop(start, manage, surroundings):
    with post_office() as (office, port), open_hub() as hub:
        mail = {"EMAIL_URL": f"smtp://127.0.0.1:{port}", "WEBSUB_HUB": hub.address}
        site = start(**mail).wait()
        in_database(surroundings, PERSON)
        in_database(surroundings, NEWS)
        written = manage("shell", "-v", "0", "-c", STORY)
        assert written.returncode == 0, written.stderr
        assert office.arrived.wait(30)
        assert hub.arrived.wait(30)
        code, output = site.stop()
        assert code == 0
        assert output.endswith("Ctrl-C stops it.\nStopped.\n")

        office.arrived.clear()
        added = manage("shell", "-v", "0", "-c", NEWS_AGAIN)
        assert added.returncode == 0, added.stderr
        deliverer = start(sys.executable, "manage.py", "deliver", **mail)
        assert office.arrived.wait(30)
        assert deliverer.stop() == (0, "")
    assert [letter["To"] for letter in office.letters] == ["rosa@paper.example"] * 2
