"""What is taken in twice, changed there or here, and how it is told."""

import csv

import pytest

from articles import workflow
from articles.models import Article, Author, Intake, IntakeItem, Origin, Outcome, Topic
from tests import people
from tests.wire.wxr import export, post

pytestmark = pytest.mark.django_db


def outcomes():
    last = Intake.objects.first()
    return [line.outcome for line in last.items.all()]


def test_the_second_time_nothing_changes(bring, file, world):
    whole = file(export(post(1), post(2)))
    bring(whole, "--publish-as-dated")
    before = list(Article.objects.values())
    out, _, error = bring(whole, "--publish-as-dated", "--update")
    assert list(Article.objects.values()) == before
    assert outcomes() == [Outcome.UNCHANGED] * 2
    assert (error, "2  post: here already" in out) == ("", True)


def test_what_has_changed_there_is_told_and_with_update_a_new_version(bring, file, world, clara):
    bring(file(export(post(title="Ferry late"))))
    changed = file(export(post(title="Ferry very late")))
    bring(changed)
    assert outcomes() == [Outcome.CHANGED]
    assert Article.objects.get().headline == "Ferry late"
    bring(changed, "--update")
    article = Article.objects.get()
    assert outcomes() == [Outcome.UPDATED]
    assert (article.headline, article.version) == ("Ferry very late", 2)
    assert [row.headline for row in article.history.all()] == ["Ferry very late", "Ferry late"]
    bring(changed, "--update")
    assert outcomes() == [Outcome.UNCHANGED]


def test_what_readers_see_stays_until_an_editor_publishes_it(bring, file, world, client):
    bring(file(export(post(title="Ferry late"))), "--publish-as-dated")
    bring(file(export(post(title="Ferry very late"))), "--publish-as-dated", "--update")
    edition = Article.objects.get().editions.get()
    assert edition.headline == "Ferry late"


def test_what_editors_changed_since_is_never_written_over(bring, file, world, clara):
    bring(file(export(post(title="Ferry late"))))
    article = Article.objects.get()
    article.headline = "Ferry late, and why"
    workflow.save_copy(article, clara, based_on=1)
    bring(file(export(post(title="Ferry very late"))), "--update")
    assert outcomes() == [Outcome.EDITED]
    assert Article.objects.get().headline == "Ferry late, and why"


def test_a_dry_run_tells_the_same_and_stores_nothing(bring, file, world):
    whole = file(export(post(1), post(2, status="draft"), post(3, categories=())))
    out, _, _ = bring(whole, "--publish-as-dated", "--dry-run")
    for model in (Article, Origin, Author, Topic, Intake, IntakeItem):
        assert not model._default_manager.exists()
    told = [line for line in out.splitlines() if "post: " in line]
    out, _, _ = bring(whole, "--publish-as-dated")
    assert [line for line in out.splitlines() if "post: " in line] == told
    assert "1  post: published" in out
    assert "2  post: new draft" in out


def test_what_has_no_section_stays_a_draft_and_says_so(bring, file, world):
    bring(file(export(post(categories=()))), "--publish-as-dated")
    assert Article.objects.get().state == "draft"
    assert "none of its categories is a section here" in IntakeItem.objects.get().notes[0]
    other = file(export(post(9, title="Another", categories=())))
    bring(other, "--publish-as-dated", "--section", "world")
    assert Article.objects.get(headline="Another").section == world


def test_only_a_chief_publishes_what_comes_in(bring, file, world, clara):
    clara.groups.clear()
    clara.groups.add(*people.reporter().groups.all())
    _, _, error = bring(file(export(post())), "--publish-as-dated")
    assert error == "Clara may not publish: choose a chief editor with --by."
    assert not Article.objects.exists()


def test_names_that_are_too_long_are_cut(bring, file, world):
    bad = post(2, title="A" * 50, tags=((f"t{'x' * 90}", "T" * 200),))
    _, err, error = bring(file(export(post(1), bad, post(3))))
    assert Article.objects.count() == 3
    assert (err, error) == ("", "")


def test_the_same_item_twice_in_a_file_is_taken_once(bring, file, world):
    bring(file(export(post(1), post(1))))
    assert outcomes() == [Outcome.DRAFT, Outcome.LEFT]


def test_the_report_is_a_spreadsheet_without_formulas(bring, file, world, tmp_path):
    report = tmp_path / "report.csv"
    bring(file(export(post(1, title="=1+1"), post(2))), "--report", report)
    rows = list(csv.reader(report.read_text(encoding="utf-8-sig").splitlines()))
    assert rows[0][:4] == ["outcome", "kind", "key", "headline"]
    assert rows[1][3] == "'=1+1"
    assert rows[2][:4] == ["new draft", "post", "post-2", "Ferry late again"]
    assert rows[2][4] == "https://old.example.org/2012/03/15/post-2/"


def test_a_mapping_says_what_names_mean_here(bring, file, world, tmp_path):
    jo = people.author("Jo Quill")
    mapping = tmp_path / "map.toml"
    mapping.write_text(
        '[sections]\nsea = "world"\n[topics]\ntrams = "Tramways"\nmisc = ""\n'
        '[authors]\nimarrow = "jo-quill"\n[site]\nhosts = ["older.example.org"]\n'
    )
    named = {"categories": (("sea", "Sea"), ("misc", "Misc")), "tags": (("trams", "Trams"),)}
    content = '<a href="http://older.example.org/x/">x</a>'
    bring(file(export(post(content=content, **named))), "--mapping", mapping)
    article = Article.objects.get()
    assert (article.section, article.author_ids) == (world, [jo.pk])
    assert [topic.name for topic in article.topics()] == ["Tramways"]
    assert 'href="/x/"' in article.body


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[sections", "The mapping is no TOML"),
        ("[section]\n", "The mapping has [section], but there are only: sections,"),
        ("[sections]\na = 1\n", "Each line under [sections]"),
        (
            '[sections]\na = "nowhere"\n',
            "The mapping names the section “nowhere”. There are: world.",
        ),
        ('[authors]\na = "nobody"\n', "The mapping names the author “nobody”."),
        ('[site]\nhosts = "a"\n', "Under [site] there are hosts, a list"),
    ],
)
def test_a_mapping_that_means_nothing_is_refused(bring, file, world, tmp_path, text, told):
    mapping = tmp_path / "map.toml"
    mapping.write_text(text)
    assert told in bring(file(export(post())), "--mapping", mapping)[2]
    assert not Article.objects.exists()


def test_a_first_mapping_is_suggested_and_can_be_used(bring, file, world, tmp_path):
    people.author("Ines Marrow")
    whole = file(export(post(categories=(("world", "World"), ("sea", 'The "sea"')))))
    out, _, _ = bring(whole, "--suggest-mapping")
    assert '"world" = "world"  # World, 1' in out
    assert '# "sea" = ""' in out
    assert '"imarrow" = "ines-marrow"  # Ines Marrow, 1' in out
    assert "old.example.org" in out
    assert not Article.objects.exists()
    mapping = tmp_path / "map.toml"
    mapping.write_text(out)
    assert bring(whole, "--mapping", mapping)[2] == ""
    assert Article.objects.get().section == world
