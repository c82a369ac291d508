"""An archive of any size, made up, to measure with: by the database itself, in one transaction.

Words are made up; how often each comes follows Zipf's law, so the commonest is in every article.
Bodies are put together from a few thousand paragraphs, so that what search knows of them can be
as well. Triggers rest meanwhile, and what they keep is written as they would: a test holds both
side by side. Histories of working copies are left out.
"""

import random
from collections.abc import Callable
from itertools import accumulate

from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from articles.demo import library, reading
from articles.demo.load import refuse_if_filled
from articles.models import Author, Section, User

__all__ = ["COMMONEST", "MIDDLING", "make", "tidy", "vocabulary"]

#: One picture in so many articles, of as many drawings; an article in two opens with one.
PER_PICTURE, DRAWINGS = 20, 6
PARAGRAPHS, WORDS, YEARS = 3000, 60_000, 10
SIZES = {"people": 60, "authors": 300, "topics": 400, "sections": 24, "top": 8}
ONSETS = "b br c cl d f fl g gr h j k l m n p pl qu r s st t tr v w y é ü".split()  # noqa: SIM905
RHYMES = "a al an ar e el en er ice i ing ion o on or ou u um ure é".split()  # noqa: SIM905
TABLES = ["article", "edition", "searchentry", "editiontopic", "change", "event", "pictureuse"]
#: Those with triggers of ours.
TRIGGERED = ["articles_article", "articles_edition"]

HOUSE = """
INSERT INTO articles_user (username, password, first_name, last_name, email, is_staff, is_active,
                           is_superuser, date_joined, mails)
SELECT 'person' || n, '!', '', '', '', true, true, false, now(), true
FROM generate_series(1, {people}) AS n;
INSERT INTO articles_author (name, slug, biography, email, website, social)
SELECT 'Author ' || n, 'author-' || n, '', '', '', '' FROM generate_series(1, {authors}) AS n;
INSERT INTO articles_topic (name, slug, intro, series)
SELECT 'Topic ' || n, 'topic-' || n, '', n % 20 = 0 FROM generate_series(1, {topics}) AS n;
INSERT INTO articles_section (name, slug, "order", intro, claims_block, parent_id)
SELECT 'Section ' || n, 'section-' || n, n, '', false, NULL
FROM generate_series(1, {top}) AS n;
-- No slug ends as an article's address does.
INSERT INTO articles_section (name, slug, "order", intro, claims_block, parent_id)
SELECT 'Section ' || n, 'section-' || n || '-within', n, '', false, parent.id
FROM generate_series({top} + 1, {sections}) AS n
JOIN articles_section AS parent ON parent.name = 'Section ' || 1 + n % {top};
INSERT INTO articles_picture (file, width, height, focal_point, alt, caption, credit, source,
                              prepared, added_at)
SELECT file, width, height, focal_point, alt, caption, credit, source, prepared, added_at
FROM articles_picture CROSS JOIN generate_series(2, {many} / {per_picture} / {drawings});
"""

POOL = """
CREATE TEMPORARY TABLE paragraph (id int PRIMARY KEY, html text, words tsvector) ON COMMIT DROP;
-- In the order of the parts, as `search_entry()` would meet them.
CREATE AGGREGATE pg_temp.joined (tsvector) (
    SFUNC = tsvector_concat, STYPE = tsvector, INITCOND = ''
);
"""

#: Of a thousand articles: 10 drafts, 2 of them spiked; about one in review among the newest.
ARTICLES = """
INSERT INTO articles_article (
    kicker, headline, short_headline, standfirst, dateline, dated, body, slug, language, section_id,
    author_ids, topic_ids, lead_picture_id, lead_caption, notices, state, spiked_at, embargo_until,
    version, created_by_id, submitted_by_id, created_at, updated_at)
SELECT
    CASE WHEN n IN ({many} / 9, {many} / 2, {many} - 9) THEN 'quixotry'
         ELSE 'Kicker ' || n % 500 END,
    headline.words || ' ' || n, '',
    CASE n % 2 WHEN 0 THEN 'heads ' ELSE 'tails ' END || headline.words, '', NULL,
    body.html, 'story-' || n, '',
    first_section + n % {sections}, ARRAY[first_author + (n * 13) % {authors}],
    ARRAY[first_topic + (n * 17) % {topics}],
    CASE WHEN n % 2 = 0 THEN first_picture + n % pictures END, '', '[]',
    CASE WHEN n % 100 = 0 THEN 'draft' WHEN n % 1000 = 1 AND n > {many} - 300000 THEN 'review'
         ELSE 'published' END,
    CASE WHEN n % 500 = 0 THEN moment END, NULL, 1 + (n % 200 = 7)::int,
    first_person + n % {people}, NULL, moment, moment
FROM (
    SELECT n, now() - interval '{years} years' * (({many} - n)::float / {many}) AS moment
    FROM generate_series(1::bigint, {many}) AS n
) AS numbered
CROSS JOIN (
    SELECT (SELECT min(id) FROM articles_section) AS first_section,
           (SELECT min(id) FROM articles_author) AS first_author,
           (SELECT min(id) FROM articles_topic) AS first_topic,
           (SELECT min(id) FROM articles_user WHERE username LIKE 'person%') AS first_person,
           (SELECT min(id) FROM articles_picture) AS first_picture,
           (SELECT count(*) FROM articles_picture) AS pictures
) AS house
CROSS JOIN LATERAL (
    SELECT string_agg(html, E'\\n' ORDER BY part) AS html FROM {parts} AS part, paragraph
    WHERE id = {paragraph}
) AS body
CROSS JOIN LATERAL (
    SELECT initcap(array_to_string((string_to_array(substr(html, 4), ' '))[1:7], ' ')) AS words
    FROM paragraph WHERE id = (n * 31) % {paragraphs}
) AS headline
ORDER BY n;
"""
#: Which paragraphs the body of article number `n` has: five to eight.
PARTS = "generate_series(1, 5 + (n % 4)::int)"
PARAGRAPH = "((n * 7919 + part * 104729 + n / {paragraphs}) % {paragraphs})"

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
"""
EVENTS = """
INSERT INTO articles_event (at, verb, from_state, to_state, note, details, article_id, person_id)
SELECT starts_at, 'publish', 'review', 'published', '',
       jsonb_build_object('version', 1, 'edition', edition.id), article_id, created_by_id
FROM articles_edition AS edition JOIN articles_article AS article ON article.id = article_id
ORDER BY edition.id;
"""

#: What triggers would have written.
USES = """
INSERT INTO articles_pictureuse (picture_id, article_id)
SELECT lead_picture_id, id FROM articles_article WHERE lead_picture_id IS NOT NULL;
INSERT INTO articles_pictureuse (picture_id, article_id, edition_id)
SELECT lead_picture_id, article_id, id FROM articles_edition WHERE lead_picture_id IS NOT NULL;
"""
TOPICS = """
INSERT INTO articles_editiontopic (edition_id, topic_id, article_id, published_at)
SELECT id, unnest(topic_ids), article_id, published_at FROM articles_edition;
"""
CHANGES = """
INSERT INTO articles_change (edition_id, ends, told_at)
SELECT id, false, greatest(starts_at, now()) FROM articles_edition ORDER BY starts_at, id;
INSERT INTO articles_change (edition_id, ends, told_at)
SELECT id, true, greatest(ends_at, now()) FROM articles_edition WHERE ends_at IS NOT NULL
ORDER BY ends_at, id;
"""
SEARCH = """
INSERT INTO articles_searchentry
SELECT edition.id, published_at, starts_at, ends_at,
       search_vector(headline || ' ' || short_headline) || marks,
       search_vector(concat_ws(' ', headline, short_headline, kicker, standfirst, dateline,
                               lead_caption)) || body.words || marks
FROM articles_edition AS edition
CROSS JOIN LATERAL (SELECT substr(slug, 7)::bigint AS n) AS numbered
CROSS JOIN LATERAL (SELECT search_marks(edition) AS marks) AS marked
CROSS JOIN LATERAL (
    SELECT pg_temp.joined(words ORDER BY part) AS words FROM {parts} AS part, paragraph
    WHERE id = {paragraph}
) AS body;
"""
#: In their order, each with what is said once it is done.
STEPS = [
    ("articles", ARTICLES),
    ("editions", EDITIONS),
    ("events", EVENTS),
    ("uses of pictures", USES),
    ("topics", TOPICS),
    ("changes", CHANGES),
    ("words for search", SEARCH),
]

INDEXES = """
SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
WHERE indrelid = ANY(%s::regclass[]) AND NOT indisunique
  AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid)
"""


@transaction.atomic
def make(many: int, say: Callable[[str], None]) -> None:
    """Put this many articles, with all that belongs to them, into an empty newsroom.

    `say` is told of each step. Raises `NotEmpty` where there is other content.
    """
    refuse_if_filled("The archive")
    drawn = reading.newsroom()
    library.fill({**drawn, "picture": drawn["picture"][:DRAWINGS]})
    values = {
        **SIZES, "many": many, "years": YEARS, "paragraphs": PARAGRAPHS, "parts": PARTS,
        "paragraph": PARAGRAPH.format(paragraphs=PARAGRAPHS),
        "per_picture": PER_PICTURE, "drawings": DRAWINGS,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(HOUSE.format(**values))
        _write_paragraphs(cursor)
        say("the house")
        for table in TRIGGERED:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        indexes = _dropped(cursor)
        for name, statements in STEPS:
            cursor.execute(statements.format(**values))
            say(name)
        for name, definition in indexes:
            cursor.execute(definition)
            say(f"index {name}")
        for table in TRIGGERED:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        cursor.execute("SELECT pg_notify('newsroom_press', '*')")
    _engage()


def tidy() -> None:
    """Have the database look through what was written, as it would by itself some time.

    Not within a transaction: what it finds isn't taken back with the rest.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute("VACUUM (ANALYZE)")
        cursor.execute("RESET statement_timeout")


def vocabulary() -> list[str]:
    """Return the words, the commonest first; short ones tend to be commoner, as in life."""
    dice = random.Random(1)  # noqa: S311 - nobody is to be kept from guessing
    made: dict[str, None] = {}
    while len(made) < WORDS:
        syllables = 1 + min(int(dice.expovariate(0.9)) + len(made) // 12_000, 4)
        word = "".join(dice.choice(ONSETS) + dice.choice(RHYMES) for _ in range(syllables))
        made.setdefault(word)
    return list(made)


COMMONEST, MIDDLING = vocabulary()[0], vocabulary()[400]


def _write_paragraphs(cursor: CursorWrapper) -> None:
    """Fill the pool with paragraphs of 60 to 110 words, and with what search makes of them."""
    cursor.execute(POOL)
    dice, words = random.Random(2), vocabulary()  # noqa: S311
    chances = list(accumulate(1 / rank for rank in range(1, WORDS + 1)))
    with cursor.copy("COPY paragraph (id, html) FROM STDIN") as copy:
        for number in range(PARAGRAPHS):
            drawn = dice.choices(words, cum_weights=chances, k=dice.randint(60, 110))
            copy.write_row((number, f"<p>{' '.join(drawn)}.</p>"))
    cursor.execute("UPDATE paragraph SET words = search_vector(search_text(html))")


def _dropped(cursor: CursorWrapper) -> list[tuple[str, str]]:
    """Drop the indexes that aren't needed meanwhile; return how each is made again."""
    cursor.execute(INDEXES, [[f"articles_{table}" for table in TABLES]])
    indexes = cursor.fetchall()
    for name, _ in indexes:
        cursor.execute(f"DROP INDEX {name}")
    return indexes


def _engage() -> None:
    """Put the first three people in a group each; the editor has a desk, the reporter an author."""
    for number, group in enumerate(("Reporter", "Editor", "Chief editor"), 1):
        User.objects.get(username=f"person{number}").groups.set(Group.objects.filter(name=group))
    Section.objects.earliest("pk").desk.add(User.objects.get(username="person2"))
    Author.objects.filter(name="Author 1").update(user=User.objects.get(username="person1"))
