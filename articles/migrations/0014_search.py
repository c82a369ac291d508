"""Search: the words of every edition, folded and stemmed in the site's language."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

#: Upper and lower case, accents and ligatures are one; what stands between words is a space, so
#: that PostgreSQL's parser meets words and numbers only, not its addresses, files and signed numbers.
FOLDING = r"""
CREATE FUNCTION search_fold(words text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    folded text := regexp_replace(words,
        '[\u0001-\u0009\u000b-\u001f\u0021-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a9\u00ab-\u00ac\u00ae-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7\u037e\u0387\u055a-\u055f\u0589\u05be\u05c0\u05c3\u05f3\u05f4\u060c\u061b\u061f\u066a-\u066d\u06d4\u0964\u0965\u2010-\u205f\u2061-\u206f\u20a0-\u20cf\u2190-\u2bff\u2e00-\u2e7f\u3000-\u3004\u3008-\u3020\ufe30-\ufe6f\ufffd]+',
        ' ', 'g');
BEGIN
    IF octet_length(folded) = length(folded) THEN
        RETURN lower(folded);
    END IF;
    -- Accents, Hebrew points, Arabic vowels and tatweel, joiners, soft hyphens.
    folded := regexp_replace(normalize(casefold(folded COLLATE pg_unicode_fast), NFKD),
        '[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u00ad\u200b-\u200f\u2060\ufeff]+',
        '', 'g');
    IF folded ~ '[øłđðħŧıŋæœþىةکی]' THEN
        folded := replace(replace(replace(
            translate(folded, 'øłđðħŧıŋىةکی', 'olddhtinيهكي'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th');
    END IF;
    -- What is left apart belongs to the letter: Indic dots, Korean syllables, Japanese voicing.
    IF folded ~ '[\u0900-\u0dff\u1100-\u11ff\u3099\u309a]' THEN
        folded := normalize(folded, NFC);
    END IF;
    RETURN folded;
END $$;
"""

LANGUAGE = """
CREATE TEXT SEARCH CONFIGURATION newsroom (COPY = pg_catalog.simple);
CREATE TEXT SEARCH CONFIGURATION newsroom_asked (COPY = pg_catalog.simple);

-- PostgreSQL's name for a language by its code, such as pt-br; simple where it knows none.
CREATE FUNCTION search_language(code text) RETURNS name LANGUAGE sql STABLE AS $$
    SELECT coalesce((
        SELECT c.cfgname FROM (VALUES
            ('ar', 'arabic'), ('hy', 'armenian'), ('eu', 'basque'), ('ca', 'catalan'),
            ('da', 'danish'), ('nl', 'dutch'), ('en', 'english'), ('et', 'estonian'),
            ('fi', 'finnish'), ('fr', 'french'), ('de', 'german'), ('el', 'greek'),
            ('hi', 'hindi'), ('hu', 'hungarian'), ('id', 'indonesian'), ('ga', 'irish'),
            ('it', 'italian'), ('lt', 'lithuanian'), ('ne', 'nepali'), ('nb', 'norwegian'),
            ('nn', 'norwegian'), ('no', 'norwegian'), ('pt', 'portuguese'), ('ro', 'romanian'),
            ('ru', 'russian'), ('sr', 'serbian'), ('es', 'spanish'), ('sv', 'swedish'),
            ('ta', 'tamil'), ('tr', 'turkish'), ('yi', 'yiddish')
        ) AS spoken(tag, language)
        JOIN pg_catalog.pg_ts_config AS c
            ON c.cfgname = language AND c.cfgnamespace = 'pg_catalog'::regnamespace
        WHERE tag = split_part(code, '-', 1)
    ), 'simple')
$$;

-- `newsroom` keeps every word, so that the title of a song can be found; `newsroom_asked` leaves out
-- what is too common to mean anything. They are altered and not made anew: open connections hold on
-- to them.
CREATE FUNCTION search_speak(code text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    language name := search_language(code);
    every name := 'simple';
    meaning name := 'simple';
BEGIN
    IF language <> 'simple' THEN
        every := 'newsroom_' || language;
        meaning := language || '_stem';
        IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_ts_dict WHERE dictname = every) THEN
            EXECUTE format('CREATE TEXT SEARCH DICTIONARY %I (TEMPLATE = snowball, LANGUAGE = %I)',
                           every, language);
        END IF;
    END IF;
    EXECUTE format('ALTER TEXT SEARCH CONFIGURATION newsroom
                        ALTER MAPPING FOR asciiword, word WITH %I', every);
    EXECUTE format('ALTER TEXT SEARCH CONFIGURATION newsroom_asked
                        ALTER MAPPING FOR asciiword, word WITH pg_catalog.%I', meaning);
END $$;
"""

LANGUAGE_BACK = """
DROP FUNCTION search_speak(text);
DROP FUNCTION search_language(text);
DROP TEXT SEARCH CONFIGURATION newsroom;
DROP TEXT SEARCH CONFIGURATION newsroom_asked;
DO $$
DECLARE
    ours name;
BEGIN
    FOR ours IN SELECT dictname FROM pg_catalog.pg_ts_dict WHERE dictname LIKE 'newsroom\\_%' LOOP
        EXECUTE format('DROP TEXT SEARCH DICTIONARY %I', ours);
    END LOOP;
END $$;
"""

ENTRIES = r"""
-- Room on each page, so that a new end of a period touches no index.
ALTER TABLE articles_searchentry SET (fillfactor = 85);

CREATE FUNCTION search_vector(words text) RETURNS tsvector LANGUAGE sql STABLE AS $$
    -- A tsvector holds a megabyte at most, and publishing mustn't fail for a longer text.
    SELECT to_tsvector('newsroom', left(search_fold(words), 200000))
$$;

-- What no reader can type, since the parser makes no word with a space in it.
CREATE FUNCTION search_marks(edition articles_edition) RETURNS tsvector LANGUAGE sql STABLE AS $$
    SELECT array_to_tsvector(ARRAY[
            'month ' || to_char(edition.published_at AT TIME ZONE 'UTC', 'YYYY-MM'),
            'year ' || to_char(edition.published_at AT TIME ZONE 'UTC', 'YYYY'),
            'section ' || edition.section_id
        ]
        || ARRAY(SELECT DISTINCT 'author ' || id FROM unnest(edition.author_ids) AS id)
        || ARRAY(SELECT DISTINCT 'topic ' || id FROM unnest(edition.topic_ids) AS id))
$$;

-- Marks within a word vanish, blocks come apart, and no attribute is read.
CREATE FUNCTION search_text(html text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT regexp_replace(regexp_replace(
        html, '</?(a|strong|em|s|sub|sup|b|i|u|span)( ([^>"]|"[^"]*")*)?>', '', 'g'),
        '<([^>"]|"[^"]*")*>|&#?[a-zA-Z0-9]{1,10};', ' ', 'g')
$$;

CREATE FUNCTION search_entry(edition articles_edition) RETURNS articles_searchentry
LANGUAGE sql STABLE AS $$
    SELECT (
        edition.id, edition.published_at, edition.starts_at, edition.ends_at,
        search_vector(edition.headline || ' ' || edition.short_headline) || search_marks(edition),
        search_vector(concat_ws(' ', edition.headline, edition.short_headline, edition.kicker,
            edition.standfirst, edition.dateline, edition.lead_caption,
            (SELECT string_agg(notice ->> 'text', ' ')
             FROM jsonb_array_elements(edition.notices) AS notice),
            search_text(edition.body))) || search_marks(edition)
    )::articles_searchentry
$$;

CREATE FUNCTION edition_search() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO articles_searchentry SELECT * FROM search_entry(NEW);
    ELSIF NEW.published_at = OLD.published_at THEN
        UPDATE articles_searchentry SET starts_at = NEW.starts_at, ends_at = NEW.ends_at
            WHERE edition_id = NEW.id;
    ELSE
        DELETE FROM articles_searchentry WHERE edition_id = NEW.id;
        INSERT INTO articles_searchentry SELECT * FROM search_entry(NEW);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER edition_search_new AFTER INSERT ON articles_edition
    FOR EACH ROW EXECUTE FUNCTION edition_search();
CREATE TRIGGER edition_search_moved AFTER UPDATE ON articles_edition FOR EACH ROW
    WHEN ((OLD.starts_at, OLD.ends_at, OLD.published_at)
          IS DISTINCT FROM (NEW.starts_at, NEW.ends_at, NEW.published_at))
    EXECUTE FUNCTION edition_search();

CREATE FUNCTION edition_search_gone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM articles_searchentry WHERE edition_id = OLD.id;
    RETURN OLD;
END $$;
-- After the one that refuses: PostgreSQL goes by the names.
CREATE TRIGGER edition_search_gone BEFORE DELETE ON articles_edition
    FOR EACH ROW EXECUTE FUNCTION edition_search_gone();
"""

ENTRIES_BACK = """
DROP TRIGGER edition_search_new ON articles_edition;
DROP TRIGGER edition_search_moved ON articles_edition;
DROP TRIGGER edition_search_gone ON articles_edition;
DROP FUNCTION edition_search();
DROP FUNCTION edition_search_gone();
DROP FUNCTION search_entry(articles_edition);
DROP FUNCTION search_marks(articles_edition);
DROP FUNCTION search_vector(text);
DROP FUNCTION search_text(text);
"""

#: A large archive takes longer than a statement may. In the order in which the editions lie: that is
#: about their age, and sorting would write all of it to disk first.
FILL = """
SET LOCAL statement_timeout = 0;
INSERT INTO articles_searchentry
    SELECT made.* FROM articles_edition AS edition, LATERAL search_entry(edition) AS made;
-- What waits on a foreign key's check would keep the indexes from being made.
SET CONSTRAINTS ALL IMMEDIATE;
"""


def speak(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT search_speak(%s)", [settings.LANGUAGE_CODE])


class Migration(migrations.Migration):
    dependencies = [("articles", "0013_replacements")]

    operations = [
        migrations.RunSQL(FOLDING, "DROP FUNCTION search_fold(text);"),
        migrations.RunSQL(LANGUAGE, LANGUAGE_BACK),
        migrations.RunPython(speak, migrations.RunPython.noop),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "edition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="articles.edition",
                    ),
                ),
                ("published_at", models.DateTimeField()),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField(null=True)),
                ("headline", django.contrib.postgres.search.SearchVectorField()),
                ("words", django.contrib.postgres.search.SearchVectorField()),
            ],
            options={"default_permissions": ()},
        ),
        migrations.RunSQL(ENTRIES, ENTRIES_BACK),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="searchentry",
            index=django.contrib.postgres.indexes.GinIndex(
                fastupdate=False, fields=["headline"], name="search_by_headline"
            ),
        ),
        migrations.AddIndex(
            model_name="searchentry",
            index=django.contrib.postgres.indexes.GinIndex(
                fastupdate=False, fields=["words"], name="search_by_words"
            ),
        ),
    ]
