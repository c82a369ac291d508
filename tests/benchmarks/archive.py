"""An archive of any size, made by the database itself in a minute or two.

    DATABASE_URL=... python -m tests.benchmarks.archive 1000000

The database is migrated and otherwise empty. Triggers and foreign keys rest meanwhile; what is
written keeps to them all the same.
"""

import os
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
django.setup()

from django.contrib.auth.models import Group  # noqa: E402 - after django.setup()
from django.db import connection  # noqa: E402

from articles.models import Author, Section, User  # noqa: E402

__all__ = ["fill"]

PEOPLE, AUTHORS, TOPICS, SECTIONS = 60, 300, 400, 24

HOUSE = """
INSERT INTO articles_user (username, password, first_name, last_name, email, is_staff, is_active,
                           is_superuser, date_joined, mails)
SELECT 'person' || n, '!', '', '', '', true, true, false, now(), true
FROM generate_series(1, {people}) AS n;
INSERT INTO articles_author (name, slug, biography, email, website, social)
SELECT 'Author ' || n, 'author-' || n, '', '', '', '' FROM generate_series(1, {authors}) AS n;
INSERT INTO articles_topic (name, slug, intro, series)
SELECT 'Topic ' || n, 'topic-' || n, '', false FROM generate_series(1, {topics}) AS n;
INSERT INTO articles_section (name, slug, "order", intro, claims_block, parent_id)
SELECT 'Section ' || n, 'section-' || n, n, '', false, NULL
FROM generate_series(1, {sections}) AS n;
"""

#: Of a thousand articles: 10 drafts, 2 of them spiked; about one in review among the newest.
ARTICLES = """
INSERT INTO articles_article (
    kicker, headline, short_headline, standfirst, dateline, dated, body, slug, language, section_id,
    author_ids, topic_ids, lead_picture_id, lead_caption, notices, state, spiked_at, embargo_until,
    version, created_by_id, submitted_by_id, created_at, updated_at)
SELECT
    'Kicker ' || n % 500,
    'Word' || (n * 7919) % 5000 || ' meets word' || (n * 104729) % 20000
        || ' and the harbour waits',
    '', 'What word' || (n * 31) % 9000 || ' said of it.', '', NULL,
    '<p>The first paragraph of story ' || n || '.</p>', 'story-' || n, '',
    (SELECT min(id) FROM articles_section) + n % {sections},
    ARRAY[(SELECT min(id) FROM articles_author) + (n * 13) % {authors}],
    ARRAY[(SELECT min(id) FROM articles_topic) + (n * 17) % {topics}],
    NULL, '', '[]',
    CASE WHEN n % 100 = 0 THEN 'draft' WHEN n % 1000 = 1 AND n > {many} - 300000 THEN 'review'
         ELSE 'published' END,
    CASE WHEN n % 500 = 0 THEN moment END, NULL, 1 + (n % 200 = 7)::int,
    (SELECT min(id) FROM articles_user WHERE username LIKE 'person%') + n % {people}, NULL,
    moment, moment
FROM (SELECT n, now() - interval '3650 days' * (({many} - n)::float / {many}) AS moment
      FROM generate_series(1::bigint, {many}) AS n) AS numbered
ORDER BY n;
"""

#: Of a thousand editions: 5 ended, 1 withdrawn; those of the last 3 in ten thousand are to come.
EDITIONS = """
INSERT INTO articles_edition (
    kicker, headline, short_headline, standfirst, dateline, dated, body, slug, language, section_id,
    author_ids, topic_ids, lead_picture_id, lead_caption, notices, article_id, article_version,
    starts_at, ends_at, until, published_at, withdrawal_notice, brought_in)
SELECT kicker, headline, short_headline, standfirst, dateline, dated, body, slug, language,
       section_id, author_ids, topic_ids, lead_picture_id, lead_caption, notices, id, 1,
       starts, CASE WHEN over THEN starts + interval '1 day' END,
       CASE WHEN over AND id % 1000 <> 3 THEN starts + interval '1 day' END, starts,
       CASE WHEN over AND id % 1000 = 3 THEN 'It wasn''t so.' ELSE '' END, true
FROM (SELECT *, id % 200 = 3 AND created_at < now() - interval '2 days' AS over,
             CASE WHEN row_number() OVER (ORDER BY id DESC) < {many} * 0.0003
                  THEN now() + (id % 200) * interval '1 hour' + interval '1 minute'
                  ELSE created_at END AS starts
      FROM articles_article WHERE state = 'published') AS published
ORDER BY id;
INSERT INTO articles_editiontopic (edition_id, topic_id, article_id, published_at)
SELECT id, unnest(topic_ids), article_id, published_at FROM articles_edition;
"""

CHANGES = """
INSERT INTO articles_change (edition_id, ends, told_at)
SELECT id, false, starts_at FROM articles_edition ORDER BY starts_at, id;
INSERT INTO articles_change (edition_id, ends, told_at)
SELECT id, true, ends_at FROM articles_edition WHERE ends_at IS NOT NULL ORDER BY ends_at, id;
"""


def fill(many: int) -> None:
    """Put this many articles with their editions into an empty, migrated database."""
    sizes = {
        "many": many, "people": PEOPLE, "authors": AUTHORS, "topics": TOPICS, "sections": SECTIONS,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute("SET session_replication_role = replica")
        for statements in (HOUSE, ARTICLES, EDITIONS, CHANGES):
            cursor.execute(statements.format(**sizes))
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("VACUUM (ANALYZE)")
    staff()


def staff() -> None:
    """Put the first three people in a group each; the editor has a desk, the reporter an author."""
    for number, group in enumerate(("Reporter", "Editor", "Chief editor"), 1):
        User.objects.get(username=f"person{number}").groups.set(Group.objects.filter(name=group))
    Section.objects.earliest("pk").desk.add(User.objects.get(username="person2"))
    Author.objects.filter(name="Author 1").update(user=User.objects.get(username="person1"))


if __name__ == "__main__":
    begun = time.monotonic()
    fill(int(sys.argv[1]))
    print(f"{sys.argv[1]} articles in {time.monotonic() - begun:.0f} s")
