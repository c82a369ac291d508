"""The command that brings in copy: what it stores, what it tells, and what it refuses."""

import io

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article
from articles.wire.decoding import SIZE_LIMIT
from tests import people

pytestmark = pytest.mark.django_db

COPY = "date 2026-05-07 Headline: Ferry late again\n\nIt came at nine, an hour late.\n"


@pytest.fixture
def rosa():
    return people.reporter()


@pytest.fixture
def file(tmp_path):
    def write(name="ferry.txt", data=COPY):
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return str(path)

    return write


def run(*arguments):
    """Return what the command prints, what it complains of, and the error it ends with."""
    out, err = io.StringIO(), io.StringIO()
    error = ""
    try:
        call_command("import_copy", *arguments, stdout=out, stderr=err, no_color=True)
    except CommandError as raised:
        error = str(raised)
    return out.getvalue(), err.getvalue(), error


def test_it_makes_a_draft_and_tells_what_it_understood(rosa, file):
    football = people.section("Football", parent=people.section("Sport"))
    ines, jo = people.author("Ines Marrow"), people.author("Jo Quill")
    out, _, error = run(
        file(),
        "--section",
        "sport/football",
        "--author",
        jo.slug,
        "--author",
        ines.slug,
        "--by",
        "rosa",
    )
    article = Article.objects.get()
    assert (article.headline, article.slug) == ("Ferry late again", "ferry-late-again")
    assert (article.state, article.created_by, article.section) == ("draft", rosa, football)
    assert (article.author_ids, f"{article.dated}") == ([jo.pk, ines.pk], "2026-05-07")
    assert article.body == "<p>It came at nine, an hour late.</p>"
    history = article.history.get()
    assert (history.history_user, history.history_change_reason) == (
        rosa,
        "Brought in from ferry.txt",
    )
    assert "The story's date is 7 May 2026." in out
    assert f"It is draft {article.pk}, by Rosa." in out
    assert error == ""


def test_a_dry_run_tells_the_same_and_stores_nothing(rosa, file):
    out, _, error = run(file(), "--by", "rosa", "--dry-run")
    assert "The headline is “Ferry late again”." in out
    assert "Nothing was stored." in out
    assert (Article.objects.count(), error) == (0, "")


def test_a_refused_file_keeps_no_other_out(rosa, file, tmp_path):
    bad, gone = file("scan.pdf", b"%PDF-1.7"), str(tmp_path / "gone.txt")
    out, err, error = run(bad, file(), gone, "--by", "rosa")
    assert Article.objects.get().headline == "Ferry late again"
    assert "scan.pdf: not brought in. It is a PDF" in err
    assert "gone.txt: not brought in. It can't be read: No such file or directory." in err
    assert error == "2 of 3 not brought in."
    assert "ferry.txt: Ferry late again" in out


def test_another_story_in_a_file_of_the_same_name_comes_in_too(rosa, file):
    monday = file("monday.txt")
    for data in (COPY, COPY, COPY.replace("nine", "ten")):
        out, _, error = run(file("monday.txt", data), monday, "--by", "rosa")
        assert error == ""
    assert sorted(article.body for article in Article.objects.all()) == [
        "<p>It came at nine, an hour late.</p>",
        "<p>It came at ten, an hour late.</p>",
    ]
    assert "monday.txt: Ferry late again" in out


def test_a_file_that_is_too_large_is_refused(rosa, file):
    _, err, error = run(file("large.txt", b"word " * (SIZE_LIMIT // 5 + 9)), "--by", "rosa")
    assert "5 MB at most" in err
    assert error == "1 of 1 not brought in."


def test_a_section_that_is_not_there_is_refused_with_those_that_are(rosa, file):
    people.section("Football", parent=people.section("Sport"))
    _, _, error = run(file(), "--by", "rosa", "--section", "sports")
    assert error == "There is no section “sports”. There are: sport, sport/football."
    assert not Article.objects.exists()


def test_an_author_that_is_not_there_is_refused_with_those_that_are(rosa, file):
    assert run(file(), "--author", "ines")[2] == "There is no author “ines”. There is none yet."
    people.author("Ines Marrow")
    assert (
        run(file(), "--author", "ines")[2] == "There is no author “ines”. There are: ines-marrow."
    )


def test_a_person_that_is_not_there_is_refused(rosa, file):
    assert run(file(), "--by", "nobody")[2] == "There is no active user “nobody”. There are: rosa."


def test_the_author_s_own_account_is_used_first(rosa, file, django_user_model):
    django_user_model.objects.create_superuser("root")
    run(file(), "--author", people.author("Jo Quill").slug, "--author", people.byline(rosa).slug)
    assert Article.objects.get().created_by == rosa


def test_else_the_first_superuser(rosa, file, django_user_model):
    assert "--by" in run(file())[2]
    root = django_user_model.objects.create_superuser("root")
    django_user_model.objects.create_superuser("other")
    run(file())
    assert Article.objects.get().created_by == root


def test_someone_who_may_not_write_is_refused_by_the_workflow(file):
    people.outsider()
    assert run(file(), "--by", "otto")[2] == "You may not write articles here."
    assert not Article.objects.exists()


def test_long_headlines_make_whole_words_of_a_slug(rosa, file):
    run(file(data="Headline: " + "Ferries again " * 14 + "\n\nText.\n"), "--by", "rosa")
    slug = Article.objects.get().slug
    assert 80 < len(slug) <= 100
    assert slug.endswith(("ferries", "again"))
